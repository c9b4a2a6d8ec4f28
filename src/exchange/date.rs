//! Dates as pages, feeds and front matter have them, in the form that bundles have them in: RFC 3339.

use jiff::civil::Date;
use jiff::fmt::temporal::{Pieces, PiecesOffset};
use jiff::fmt::{rfc2822, strtime};
use jiff::tz::Offset;

/// Dates in words, as the older systems of newspapers write them.
const FORMATS: [&str; 5] = ["%B %d, %Y", "%d %B %Y", "%b %d, %Y", "%d %b %Y", "%Y/%m/%d"];

/// A date, or a date and time with its offset, in RFC 3339. A time without an offset is left out: it could be any.
/// `None`: not understood.
pub(super) fn normalise(text: &str) -> Option<String> {
    let text = text.trim();
    if let Ok(zoned) = rfc2822::DateTimeParser::new().parse_zoned(text) {
        let (at, offset) = (zoned.datetime(), zoned.offset());
        return Some(format!("{at}{}", shown(offset)));
    }
    // `2031-03-04 17:30:00 +0100`: one blank too many for ISO 8601.
    let joined = text
        .replace(" +", "+")
        .replace(" -", "-")
        .replace(" UTC", "Z");
    if let Ok(pieces) = Pieces::parse(&joined) {
        let date = pieces.date();
        let offset = match pieces.offset() {
            Some(PiecesOffset::Zulu) => Some("Z".to_owned()),
            Some(PiecesOffset::Numeric(offset)) => Some(shown(offset.offset())),
            _ => None,
        };
        return Some(match (pieces.time(), offset) {
            (Some(time), Some(offset)) => format!("{date}T{time}{offset}"),
            _ => date.to_string(),
        });
    }
    let date = |format| Date::strptime(format, text).ok();
    FORMATS.iter().find_map(date).map(|date| date.to_string())
}

/// A moment, in seconds since 1970.
pub(super) fn of_moment(seconds: i64) -> Option<String> {
    let moment = jiff::Timestamp::from_second(seconds).ok()?;
    strtime::format("%Y-%m-%dT%H:%M:%SZ", moment).ok()
}

fn shown(offset: Offset) -> String {
    let minutes = offset.seconds() / 60;
    if minutes == 0 {
        return "Z".to_owned();
    }
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_come_into_one_form_or_none() {
        let cases = [
            ("2031-03-04", "2031-03-04"),
            ("2031-03-04T17:30:00Z", "2031-03-04T17:30:00Z"),
            (
                "2031-03-04T17:30:00.250+01:00",
                "2031-03-04T17:30:00.25+01:00",
            ),
            ("2031-03-04 17:30:00 +0530", "2031-03-04T17:30:00+05:30"),
            ("2031-03-04T17:30", "2031-03-04"),
            (
                "Tue, 04 Mar 2031 17:30:00 -0300",
                "2031-03-04T17:30:00-03:00",
            ),
            ("Tue, 04 Mar 2031 17:30:00 GMT", "2031-03-04T17:30:00Z"),
            ("March 4, 2031", "2031-03-04"),
            ("4 March 2031", "2031-03-04"),
            ("2031/03/04", "2031-03-04"),
        ];
        for (text, date) in cases {
            assert_eq!(normalise(text).as_deref(), Some(date), "{text}");
        }
        for text in [
            "",
            "Tuesday",
            "2031-13-04",
            "31 February 2031",
            "1",
            "\u{0}",
        ] {
            assert_eq!(normalise(text), None, "{text}");
        }
        assert_eq!(of_moment(0).as_deref(), Some("1970-01-01T00:00:00Z"));
        assert_eq!(of_moment(i64::MAX), None);
    }
}
