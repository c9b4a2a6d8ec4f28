//! # impossible-date
//!
//! ## What it does
//! Reports a weekday that does not fit its date, and a date that does not exist:
//!
//! ```text
//! The talks were held on Saturday, 16 May 2025.      16 May 2025 was a Friday, not a Saturday
//! The truce ends on 31 April.                        April has 30 days
//! ```
//!
//! A date without a year (`Saturday, May 16`) is held against the article's own day, which the `date` attribute of its
//! marker gives, or its dateline. It must be within two months of it, and nothing in its sentence may speak of another
//! year. Since the year is not said, such a finding is a note; so is one inside a quotation, whose words may be the
//! speaker's.
//!
//! `5/6/2025` is read as neither May nor June, dates before 1753 are left alone, and so are those before 1924 that fit in
//! the Julian calendar. Without a year, 29 February exists.
//!
//! ## Why
//! The weekday or the date is wrong, and a reader cannot tell which.
//!
//! ## How to mend it
//! Look up the date. If the weekday is the slip, one of the fixes sets the right one.

use std::ops::Range;

use jiff::civil::{Date, Weekday};

use super::{Finding, Level, Rule, Segment};
use crate::facts::Facts;
use crate::facts::dates::{self, Moment, When};

/// A date without a year is held against the article's day when it is so near to it.
const NEAR: i32 = 62; // days

/// Checks one article.
pub fn check(segment: &Segment<'_>, facts: &Facts, out: &mut Vec<Finding>) {
    let mut written = None;
    for (number, moment) in facts.moments.iter().enumerate() {
        let When::Date {
            year,
            month: Some(month),
            day: Some(day),
            weekday,
            ..
        } = moment.when
        else {
            continue;
        };
        let found = if day > longest(year, month) {
            (year.is_some() || weekday.is_some() || day < 32)
                .then(|| missing(segment, moment, (year, month)))
        } else {
            weekday.and_then(|weekday| {
                let year_is_given = year.is_some();
                let date = if year_is_given {
                    moment.date(None)?
                } else {
                    let anchor = *written.get_or_insert_with(|| own_day(segment, facts));
                    near_day(facts, number, anchor?)?
                };
                mismatch(segment, moment, date, weekday, year_is_given)
            })
        };
        if let Some(mut finding) = found {
            if is_quoted(facts, &moment.range) {
                finding.level = Level::Note;
            }
            out.push(finding);
        }
    }
}

/// How many days a month has, at most where the year is not known; none where there is no such month.
fn longest(year: Option<i16>, month: i8) -> i8 {
    // 2000 was a leap year.
    Date::new(year.unwrap_or(2000), month, 1).map_or(0, Date::days_in_month)
}

fn own_day(segment: &Segment<'_>, facts: &Facts) -> Option<Date> {
    let stated = segment.marker().and_then(|marker| marker.attribute("date"));
    dates::written(stated, segment.body, &facts.moments)
}

/// The day that a date without a year means, where that is beyond doubt.
fn near_day(facts: &Facts, number: usize, anchor: Date) -> Option<Date> {
    const REACH: u32 = 300; // bytes: about a sentence to either side
    let moment = facts.moments.get(number)?;
    let date = moment.date(Some(anchor))?;
    let distance = (date - anchor).get_days().abs();
    let speaks_of_another_year = facts.moments.iter().any(|other| {
        let near = other.range.start < moment.range.end.saturating_add(REACH)
            && moment.range.start < other.range.end.saturating_add(REACH);
        near && match other.when {
            When::Date { year, .. } => year.is_some_and(|year| year != date.year()),
            When::Decade { .. } => true,
            When::Relative { unit, steps } => unit == dates::Unit::Year && steps != 0,
            _ => false,
        }
    });
    (distance <= NEAR && !speaks_of_another_year).then_some(date)
}

fn is_quoted(facts: &Facts, range: &Range<u32>) -> bool {
    facts.delimiters.quotations.iter().any(|quotation| {
        quotation.inner.start <= range.start as usize && range.end as usize <= quotation.inner.end
    })
}

/// A date that its month is too short for.
fn missing(segment: &Segment<'_>, moment: &Moment, (year, month): (Option<i16>, i8)) -> Finding {
    let last = longest(year, month);
    let message = match year {
        _ if last == 0 => format!("there is no month {month}"),
        Some(year) => format!("{} {year} had {last} days", month_name(month)),
        None => format!("{} has {last} days", month_name(month)),
    };
    finding(segment, moment, message)
}

/// A date that falls on another weekday.
fn mismatch(
    segment: &Segment<'_>,
    moment: &Moment,
    date: Date,
    weekday: i8,
    year_is_given: bool,
) -> Option<Finding> {
    let said = Weekday::from_monday_one_offset(weekday).ok()?;
    let is = date.weekday();
    if is == said || date.year() < 1753 || (date.year() < 1924 && julian(date) == said) {
        return None;
    }
    let (day, month, year) = (date.day(), month_name(date.month()), date.year());
    let message = format!(
        "{day} {month} {year} was a {}, not a {}",
        weekday_name(is),
        weekday_name(said)
    );
    let mut finding = finding(segment, moment, message);
    if !year_is_given {
        finding.level = Level::Note;
    }
    if let Some((range, text)) = weekday_word(segment.body, moment, said) {
        let text = respelled(text, weekday_name(is));
        let title = format!("write {text}");
        let edit = segment.replace(segment.at(range), text);
        finding = finding.fix(title, false, vec![edit]);
    }
    Some(finding)
}

fn finding(segment: &Segment<'_>, moment: &Moment, message: String) -> Finding {
    let range = moment.range.start as usize..moment.range.end as usize;
    let text = segment.body.get(range.clone()).unwrap_or_default();
    let context = segment.context(range.clone(), 40);
    Finding::new(Rule::ImpossibleDate, segment.at(range), message).evidence([
        segment.name(),
        text,
        context,
    ])
}

/// The weekday on which a date falls in the Julian calendar, read as one of it: 13 days later in the 20th century.
fn julian(date: Date) -> Weekday {
    let century = i32::from(date.year()) / 100;
    // Each century year that only the Julian calendar holds for a leap year adds a day.
    let behind = century - century / 4 - 2;
    date.weekday().wrapping_add(behind)
}

/// The word for the weekday in a date, with its place in the body.
fn weekday_word<'b>(
    body: &'b str,
    moment: &Moment,
    weekday: Weekday,
) -> Option<(Range<usize>, &'b str)> {
    let start = moment.range.start as usize;
    let text = body.get(start..moment.range.end as usize)?;
    let begins = weekday_name(weekday).get(..3)?;
    crate::text::words::words(text)
        .into_iter()
        .find_map(|word| {
            let range = word.range();
            let word = text.get(range.clone())?;
            let is_weekday = word.get(..3)?.eq_ignore_ascii_case(begins);
            is_weekday.then_some((start + range.start..start + range.end, word))
        })
}

/// A weekday, as long or short and in the same case as the one that it replaces.
fn respelled(before: &str, name: &str) -> String {
    let name = if before.ends_with("day") || before.ends_with("DAY") {
        name
    } else {
        name.get(..3).unwrap_or(name)
    };
    if before.chars().all(char::is_uppercase) {
        name.to_uppercase()
    } else {
        name.to_owned()
    }
}

fn month_name(month: i8) -> &'static str {
    match month {
        1 => "January",
        2 => "February",
        3 => "March",
        4 => "April",
        5 => "May",
        6 => "June",
        7 => "July",
        8 => "August",
        9 => "September",
        10 => "October",
        11 => "November",
        _ => "December",
    }
}

fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::Document;
    use crate::facts;

    /// What is said of an article of 17 May 2025 with this body.
    fn said(body: &str) -> Vec<String> {
        let text = format!("<<<FILE: \"a\" date=\"2025-05-17\">>>\n{body}<<<END FILE>>>\n");
        let document = Document::new(&text, crate::bundle::Keywords::default());
        let article = document.tree().articles().next();
        let facts = facts::read(body, &mut facts::shingles::Seen::default());
        let mut out = Vec::new();
        check(&Segment::new(&document, article, body), &facts, &mut out);
        let fixed = |f: &Finding| f.fixes.first().map(|fix| format!("; {}", fix.title));
        out.iter()
            .map(|f| {
                let fix = fixed(f).unwrap_or_default();
                format!("{}: {}{fix}", f.level.name(), f.message)
            })
            .collect()
    }

    #[test]
    fn weekdays_that_do_not_fit() {
        for (body, expected) in [
            (
                "They met on Saturday, 16 May 2025.\n",
                "warning: 16 May 2025 was a Friday, not a Saturday; write Friday",
            ),
            (
                "They met on SAT 16/05/2025.\n",
                "warning: 16 May 2025 was a Friday, not a Saturday; write FRI",
            ),
            (
                "They met on Saturday, May 16.\n",
                "note: 16 May 2025 was a Friday, not a Saturday; write Friday",
            ),
            (
                "He wrote: “We met on May 16, 2025 (Monday), at noon.”\n",
                "note: 16 May 2025 was a Friday, not a Monday; write Friday",
            ),
        ] {
            assert_eq!(said(body), [expected], "{body}");
        }
    }

    #[test]
    fn dates_that_do_not_exist() {
        for (body, expected) in [
            ("It ends on 31 April.\n", "warning: April has 30 days"),
            (
                "It ended on February 29, 2023.\n",
                "warning: February 2023 had 28 days",
            ),
            (
                "It ends on 31/04/2025.\n",
                "warning: April 2025 had 30 days",
            ),
            ("It ends on Friday, May 32.\n", "warning: May has 31 days"),
        ] {
            assert_eq!(said(body), [expected], "{body}");
        }
    }

    #[test]
    fn what_may_be_right() {
        for body in [
            "They met on Friday, 16 May 2025, and on Friday, May 16. On Monday, 19 May they meet again.\n",
            "It ends on 29 February. On February 29, 2024, it rained.\n",
            "They marched on Sunday, 9 January 1905, and on Sunday, 22 January 1905.\n",
            "Last year the fair fell on Thursday, May 16.\n",
            "It opened in 2020. The first talk was on Saturday, May 16.\n",
            "The fair is on Monday, 1 December.\n",
            "They meet on Monday, 5/6/2025. In April 31 people came; May 35 is a date that censors know.\n",
        ] {
            assert_eq!(said(body), [""; 0], "{body}");
        }
    }
}
