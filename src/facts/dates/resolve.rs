//! Which day a moment is, and which day an article was written on.
//!
//! The rules, `anchor` being the article's own day:
//!
//! - A day of a month without a year is the nearest such day to the anchor; a month without a year the nearest month.
//! - A weekday is the anchor itself where it falls on it. Else it is the one in the week before, or the week after, as
//!   the word before it says (`last`, `this`) or the nearest verb (`met on Friday`, `will meet on Friday`); where none
//!   says so, and behind `next`, which means two things, it stays open.
//! - `tomorrow`, `last month` count from the anchor.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use super::{Moment, Side, Unit, When, moments};
use crate::facts::reading::Reading;
use crate::text::words;

impl Moment {
    /// The moment in ISO 8601, as far as it can be told; `anchor` is the day on which the article was written. Less than
    /// a day is known of `2025-05` and `2025`; a decade is written `199X`, a week `2025-W20`, a clock time `T10:00-04:00`.
    pub fn iso(&self, anchor: Option<Date>) -> Option<String> {
        match self.when {
            When::Date {
                year: Some(year),
                month: None,
                ..
            } => Some(format!("{year:04}")),
            When::Date {
                year,
                month: Some(month),
                day: None,
                ..
            } => {
                let year = year.or_else(|| nearest_month(month, anchor?))?;
                (1..13)
                    .contains(&month)
                    .then(|| format!("{year:04}-{month:02}"))
            }
            When::Date { .. } => self.date(anchor).map(|date| date.to_string()),
            When::Decade { start } => Some(format!("{}X", start / 10)),
            When::Relative { unit, steps } => relative(unit, steps, anchor?),
            When::Time {
                minutes, offset, ..
            } => Some(format!(
                "T{:02}:{:02}{}",
                minutes / 60,
                minutes % 60,
                offset.map(iso_offset).unwrap_or_default()
            )),
        }
    }

    /// The day that it is, where it is one day and can be told.
    pub fn date(&self, anchor: Option<Date>) -> Option<Date> {
        match self.when {
            When::Date {
                year: Some(year),
                month: Some(month),
                day: Some(day),
                ..
            } => Date::new(year, month, day).ok(),
            When::Date {
                year: None,
                month: Some(month),
                day: Some(day),
                ..
            } => nearest_day(month, day, anchor?),
            When::Date {
                year: None,
                month: None,
                day: None,
                weekday: Some(weekday),
                side,
            } => nearest_weekday(weekday, side, anchor?),
            When::Relative {
                unit: Unit::Day,
                steps,
            } => anchor?.checked_add(i32::from(steps).days()).ok(),
            _ => None,
        }
    }
}

fn iso_offset(minutes: i16) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    let minutes = minutes.unsigned_abs();
    match minutes {
        0 => "Z".to_owned(),
        _ => format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60),
    }
}

/// The day of this month and day that is nearest to the anchor.
fn nearest_day(month: i8, day: i8, anchor: Date) -> Option<Date> {
    let distance = |date: &Date| (*date - anchor).get_days().abs();
    let years = [-1, 0, 1].map(|step| anchor.year().checked_add(step));
    let days = years.into_iter().flatten();
    days.filter_map(|year| Date::new(year, month, day).ok())
        .min_by_key(distance)
}

/// The year of the month that is nearest to the anchor.
fn nearest_month(month: i8, anchor: Date) -> Option<i16> {
    nearest_day(month, 15, anchor).map(Date::year)
}

fn nearest_weekday(weekday: i8, side: Option<Side>, anchor: Date) -> Option<Date> {
    let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
    let today = anchor.weekday();
    if today == weekday && side != Some(Side::Past) {
        return Some(anchor);
    }
    match side? {
        Side::Past => anchor.nth_weekday(-1, weekday).ok(),
        Side::Future => anchor.nth_weekday(1, weekday).ok(),
        Side::Week => {
            let steps = weekday.to_monday_zero_offset() - today.to_monday_zero_offset();
            anchor.checked_add(i32::from(steps).days()).ok()
        }
    }
}

fn relative(unit: Unit, steps: i8, anchor: Date) -> Option<String> {
    let span = |span: Span| anchor.checked_add(span).ok();
    let steps = i32::from(steps);
    Some(match unit {
        Unit::Day => span(steps.days())?.to_string(),
        Unit::Week => {
            let week = span(steps.weeks())?.iso_week_date();
            format!("{:04}-W{:02}", week.year(), week.week())
        }
        Unit::Month => {
            let month = span(steps.months())?;
            format!("{:04}-{:02}", month.year(), month.month())
        }
        Unit::Year => format!("{:04}", span(steps.years())?.year()),
    })
}

/// The day on which an article was written: what its marker's `date` attribute says, else its [`dateline`].
pub fn written(attribute: Option<&str>, body: &str, moments: &[Moment]) -> Option<Date> {
    attribute
        .and_then(stated)
        .or_else(|| dateline(body, moments))
}

/// The day that an attribute gives, in any notation that news uses.
fn stated(value: &str) -> Option<Date> {
    let words = words::words(value);
    let reading = Reading::new(value, &words, &[]);
    moments(&reading)
        .iter()
        .find_map(|moment| moment.date(None))
}

/// The day that the head of an article gives for it, with its year: on a line of its own (`Published May 16, 2025`,
/// `16 May 2025, 10:00`), or before the dash of its dateline (`KYIV, May 16, 2025 (Wire) —`).
pub fn dateline(body: &str, moments: &[Moment]) -> Option<Date> {
    const HEAD: usize = 600; // bytes
    let near = moments
        .iter()
        .take_while(|moment| (moment.range.start as usize) < HEAD);
    near.filter(|moment| heads(body, moment))
        .find_map(|moment| moment.date(None))
}

/// Whether a date stands where an article gives its own.
fn heads(body: &str, moment: &Moment) -> bool {
    const LONGEST_LINE: usize = 80; // bytes beside the date
    let (start, end) = (moment.range.start as usize, moment.range.end as usize);
    let (Some(before), Some(after)) = (body.get(..start), body.get(end..)) else {
        return false;
    };
    let before = before.rsplit('\n').next().unwrap_or_default();
    let after = after.lines().next().unwrap_or_default();
    let is_short = before.len() + after.len() <= LONGEST_LINE;
    let is_sentence = after.trim_end().ends_with(['.', '?', '!', '”', '"']);
    let starts = [
        "",
        "published",
        "posted",
        "updated",
        "on",
        "by",
        "date",
        "last updated",
    ];
    let lead = before
        .trim()
        .trim_end_matches([':', ',', '|', '-', '–', '—', '•', '('])
        .trim();
    let is_line = is_short
        && !is_sentence
        && (starts.iter().any(|s| lead.eq_ignore_ascii_case(s))
            || before.trim_end().ends_with(['|', '•', ':']));
    // KYIV, May 16, 2025 (Wire) —
    let place = lead.split([',', '(', '.']).next().unwrap_or_default();
    let is_capital = place.len() > 2 && place.chars().all(|c| !c.is_lowercase());
    let dash = after
        .trim_start()
        .trim_start_matches([',', '.', ')'])
        .trim_start();
    let dash = match dash.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        Some((agency, rest)) if agency.len() < 40 => rest.trim_start(),
        _ => dash,
    };
    let is_dateline =
        is_capital && dash.starts_with(['-', '–', '—']) && before.len() <= LONGEST_LINE;
    is_line || is_dateline
}
