//! Clock times with their conversion: `10:00 EDT (14:00 GMT)`.

use std::ops::Range;

use super::{is_rough, joins, on_one_line};
use crate::facts::dates::{Moment, When, Zone, ZoneKind};
use crate::rules::{Finding, Level, Rule, Segment};

/// Minutes of a day.
const DAY: i32 = 24 * 60;

/// How far rough times may be from each other, in minutes.
const ROUGH: i32 = 30;

/// A clock time of the text.
#[derive(Clone, Copy)]
struct Time<'b> {
    text: &'b str,
    minutes: i32,
    offset: Option<i16>,
    zone: Option<Zone>,
}

/// Checks one article.
pub(super) fn check(segment: &Segment<'_>, moments: &[Moment], out: &mut Vec<Finding>) {
    for pair in moments.windows(2) {
        if let [first, second] = pair
            && let Some(finding) = pair_of(segment, first, second)
        {
            out.push(finding);
        }
    }
}

fn pair_of(segment: &Segment<'_>, first: &Moment, second: &Moment) -> Option<Finding> {
    let (one, other) = (time(segment, first)?, time(segment, second)?);
    let between = segment
        .body
        .get(first.range.end as usize..second.range.start as usize)?;
    let after = segment.body.get(second.range.end as usize..)?;
    // `10:00 or 15:00 GMT` are two times.
    let is_choice =
        between.contains("or") && (offsets(one).is_empty() || offsets(other).is_empty());
    if !joins(between) || goes_on(after) || is_choice {
        return None;
    }
    let before = segment.body.get(..first.range.start as usize)?;
    let rough = if is_rough(before) { ROUGH } else { 0 };
    let (level, message, expected) = judge(one, other, rough)?;
    let closes = usize::from(between.contains('(') && after.starts_with(')'));
    let range = first.range.start as usize..second.range.end as usize + closes;
    let evidence = [
        segment.name(),
        one.text,
        other.text,
        segment.context(range.clone(), 40),
    ];
    let mut finding =
        Finding::new(Rule::InconsistentConversion, segment.at(range), message).evidence(evidence);
    finding.level = level;
    if let Some((digits, text)) = expected.and_then(|expected| rewritten(other.text, expected)) {
        let start = second.range.start as usize;
        let place = segment.at(start + digits.start..start + digits.end);
        let title = format!("write {text}");
        finding = finding.fix(title, false, vec![segment.replace(place, text)]);
    }
    Some(finding)
}

fn time<'b>(segment: &Segment<'b>, moment: &Moment) -> Option<Time<'b>> {
    let When::Time {
        minutes,
        offset,
        zone,
    } = moment.when
    else {
        return None;
    };
    let text = segment
        .body
        .get(moment.range.start as usize..moment.range.end as usize)?;
    let minutes = minutes.into();
    Some(Time {
        text,
        minutes,
        offset,
        zone,
    })
}

/// Whether the second time is the first of a span: `(14:00 to 16:00 GMT)`.
fn goes_on(after: &str) -> bool {
    let rest = after.trim_start();
    rest.starts_with(['-', '–', '—']) || rest.starts_with("to ") || rest.starts_with("until ")
}

/// What is wrong with two times that should be one, if anything; and the minutes that the second should say.
fn judge(one: Time<'_>, other: Time<'_>, rough: i32) -> Option<(Level, String, Option<i32>)> {
    let (ours, theirs) = (offsets(one), offsets(other));
    if ours.is_empty() || theirs.is_empty() {
        return judge_local(one, other, rough);
    }
    let pairs = || {
        ours.iter()
            .flat_map(|&one| theirs.iter().map(move |&other| (one, other)))
    };
    let gap = |(one_offset, other_offset): (i32, i32)| {
        apart((one.minutes - one_offset) - (other.minutes - other_offset))
    };
    let (one_offset, other_offset) = pairs().min_by_key(|&pair| gap(pair))?;
    if gap((one_offset, other_offset)) <= rough {
        return None;
    }
    let expected = (one.minutes - one_offset + other_offset).rem_euclid(DAY);
    let message = format!(
        "{} is {}, not {}",
        on_one_line(one.text),
        clock(expected, zone_name(other.text)),
        clock(other.minutes, "")
    );
    let is_standard = |time: Time<'_>| {
        time.zone
            .is_some_and(|zone| zone.kind() == ZoneKind::Standard)
    };
    // EST where EDT is meant
    let slip = (is_standard(one) && gap((one_offset + 60, other_offset)) <= rough)
        || (is_standard(other) && gap((one_offset, other_offset + 60)) <= rough);
    if slip {
        let message = format!("{message}; it fits if the one in standard time is in summer time");
        return Some((Level::Note, message, None));
    }
    Some((Level::Warning, message, Some(expected)))
}

/// A local time may be any time that is some quarters of an hour away.
fn judge_local(one: Time<'_>, other: Time<'_>, rough: i32) -> Option<(Level, String, Option<i32>)> {
    let is_local = |time: Time<'_>| time.zone.is_none_or(|zone| zone.kind() == ZoneKind::Local);
    let is_known = |time: Time<'_>| !offsets(time).is_empty();
    let one_of_each = (is_local(one) && is_known(other)) || (is_known(one) && is_local(other));
    let difference = apart(one.minutes - other.minutes);
    if !one_of_each || rough > 0 || difference % 15 == 0 {
        return None;
    }
    let (hours, minutes) = (difference / 60, difference % 60);
    let message = format!(
        "{} and {} are {hours} h {minutes} min apart; zones differ by quarters of an hour",
        on_one_line(one.text),
        on_one_line(other.text)
    );
    Some((Level::Warning, message, None))
}

/// How far the zone of a time may be ahead of UTC, in minutes; nothing where that is not known.
fn offsets(time: Time<'_>) -> Vec<i32> {
    let zone = time.zone.map(Zone::offsets).unwrap_or_default();
    // `UTC+2` goes by what it says; `EST` has other meanings besides.
    let shifted = time.offset.filter(|offset| !zone.contains(offset));
    match shifted {
        Some(offset) => vec![offset.into()],
        None => zone.iter().map(|&offset| offset.into()).collect(),
    }
}

/// How far two times of day are apart, the shorter way round the clock.
fn apart(difference: i32) -> i32 {
    let forward = difference.rem_euclid(DAY);
    forward.min(DAY - forward)
}

fn clock(minutes: i32, zone: &str) -> String {
    let text = format!("{:02}:{:02}", minutes / 60, minutes % 60);
    if zone.is_empty() {
        text
    } else {
        format!("{text} {zone}")
    }
}

/// `GMT` in `2:00 p.m. GMT`.
fn zone_name(text: &str) -> &str {
    let is_face = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.') || c.is_whitespace();
    let rest = text.trim_start_matches(is_face);
    let rest = ["a.m.", "p.m.", "a.m", "p.m", "am", "pm", "hrs", "hours"]
        .iter()
        .find_map(|m| {
            rest.get(..m.len())
                .filter(|r| r.eq_ignore_ascii_case(m))
                .and(rest.get(m.len()..))
        })
        .unwrap_or(rest);
    rest.trim().trim_matches(['(', ')'])
}

/// The digits of a time of 24 hours, and those that should stand there: `1500`, `15:00`, `15.00`.
fn rewritten(text: &str, minutes: i32) -> Option<(Range<usize>, String)> {
    let zone = zone_name(text);
    let face = text
        .get(..text.find(zone).filter(|&at| at > 0)?)?
        .trim_end();
    let (hour, minute) = (minutes / 60, minutes % 60);
    let text = match face.as_bytes() {
        [a, b, c, d] if [a, b, c, d].iter().all(|byte| byte.is_ascii_digit()) => {
            format!("{hour:02}{minute:02}")
        }
        [_, _, joint @ (b':' | b'.'), _, _] => {
            format!("{hour:02}{}{minute:02}", char::from(*joint))
        }
        _ => return None,
    };
    Some((0..face.len(), text))
}

#[cfg(test)]
mod tests {
    use crate::rules::inconsistent_conversion::said;

    #[test]
    fn times_that_do_not_fit() {
        for (body, expected) in [
            (
                "It is set for 10:00 EDT (15:00 GMT).",
                "warning: 10:00 EDT is 14:00 GMT, not 15:00 [write 14:00]",
            ),
            (
                "At 10 a.m. ET (1630 GMT) on Monday.",
                "warning: 10 a.m. ET is 15:00 GMT, not 16:30 [write 1500]",
            ),
            (
                "At 9 p.m. Moscow time (3 p.m. EDT) it ended.",
                "warning: 9 p.m. Moscow time is 14:00 EDT, not 15:00",
            ),
            (
                "At 10:00 EST (14:00 GMT) it began.",
                "note: 10:00 EST is 15:00 GMT, not 14:00; it fits if the one in standard time is in summer time",
            ),
            (
                "At 7pm local time (1110 GMT) it began.",
                "warning: 7pm local time and 1110 GMT are 7 h 50 min apart; zones differ by quarters of an hour",
            ),
            (
                "At 14:00 UTC+2/13:00 GMT it began.",
                "warning: 14:00 UTC+2 is 12:00 GMT, not 13:00 [write 12:00]",
            ),
        ] {
            assert_eq!(said(body), [expected], "{body}");
        }
    }

    #[test]
    fn times_that_fit_or_may() {
        for body in [
            "It is set for 10:00 EDT (14:00 GMT), or 10 a.m. ET (1400 GMT), or 10 a.m. ET (1500 GMT).",
            "At 6:41pm PST (0241 GMT Friday), 8:00 am local time (0230 GMT), 17:06 (1336 GMT), 10 a.m. (EST).",
            "From 10:00 to 11:00 EDT (14:00 to 15:00 GMT). About 10 a.m. EDT (1410 GMT). At 10 IST (0430 GMT).",
            "At 10:00 EDT (the vote ended at 12:00 GMT). Shortly after 7pm local time (1110 GMT) it rained.",
            "At 7 p.m. EDT, or 4 p.m. PDT. At 12:00 EDT / 9:00 PDT. At noon ET (1600 GMT). At 10:00 or 15:00 GMT.",
        ] {
            assert_eq!(said(body), [""; 0], "{body}");
        }
    }
}
