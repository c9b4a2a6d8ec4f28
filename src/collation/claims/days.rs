//! The days that a text gives, as claims: when an event was, or is to be.
//!
//! A day is a day of a month: weekdays and `yesterday` hang on the article's own day, and say no more. Only days of one month
//! are compared. Those of two months are seldom given for one thing, and news is full of both.

use std::ops::Range;

use smallvec::SmallVec;

use super::account::Term;
use super::amounts::Amount;
use super::terms::{Sense, Stem, stem};
use crate::facts::dates::{Moment, When};
use crate::facts::figures::Modifier;

/// A day that is claimed. Ranges are bytes of the body.
pub(super) struct Day {
    /// All of the date.
    pub(super) range: Range<u32>,
    month: i8,
    of_month: i8,
    /// Whether it describes the noun behind it: `the June 25 election`.
    pub(super) describes: bool,
}

impl Day {
    /// The class of days that it can be compared with.
    pub(super) fn unit(&self) -> Stem {
        stem("calendar day")
            .wrapping_add(Stem::from(self.month.unsigned_abs()).wrapping_mul(0x9e37_79b1))
    }

    /// Which day it is.
    pub(super) fn amount(&self) -> Amount {
        let value = f64::from(self.of_month);
        Amount {
            value,
            low: value,
            high: value,
            modifier: Modifier::Exact,
        }
    }

    /// The words that it describes, of the terms of its sentence.
    pub(super) fn described(&self, body: &str, terms: &[Term]) -> SmallVec<[Stem; 2]> {
        let mut described = SmallVec::new();
        let mut end = self.range.end;
        let behind = terms.iter().filter(|term| term.start >= self.range.end);
        for term in behind.take(MOST_DESCRIBED) {
            if !self.describes || term.sense == Sense::Name || text(body, end..term.start) != " " {
                break;
            }
            described.push(term.stem);
            end = term.start + u32::from(term.length);
        }
        described
    }
}

/// More words in a row are no longer those that a date describes.
const MOST_DESCRIBED: usize = 4;

/// The days that are claimed, by position. No day is claimed by a dateline, nor by what gives a span of days, one end of it
/// or a choice: `from June 3 to June 25`, `after June 3`, `June 3 and 4`.
pub(super) fn days(body: &str, moments: &[Moment]) -> Vec<Day> {
    let mut days = Vec::new();
    for (number, moment) in moments.iter().enumerate() {
        let When::Date {
            month: Some(month),
            day: Some(day),
            ..
        } = moment.when
        else {
            continue;
        };
        let beside = [number.checked_sub(1), Some(number + 1)];
        let beside = beside.into_iter().flatten().filter_map(|n| moments.get(n));
        let is_alone = beside.into_iter().all(|other| {
            let gap = if other.range.start < moment.range.start {
                other.range.end..moment.range.start
            } else {
                moment.range.end..other.range.start
            };
            gap.len() > LIST_GAP || is_weekday(other)
        });
        let before = before(body, moment.range.start);
        let behind = body.get(moment.range.end as usize..).unwrap_or_default();
        let describes = behind
            .strip_prefix(' ')
            .is_some_and(|word| word.starts_with(char::is_lowercase));
        let last = before.rsplit(' ').find(|word| !word.is_empty());
        let is_bound =
            last.is_some_and(|word| BOUNDS.iter().any(|bound| word.eq_ignore_ascii_case(bound)));
        // What stands before the date of a dateline or a byline are names.
        let mut words = before.split(' ');
        let is_headed = !words.any(|word| word.starts_with(char::is_lowercase));
        let goes_on = behind.starts_with(['-', '–', '/']);
        if is_alone && !is_bound && !goes_on && (describes || !is_headed) {
            days.push(Day {
                range: moment.range.clone(),
                month,
                of_month: day,
                describes,
            });
        }
    }
    days
}

/// Dates that are nearer, in bytes, are given together.
const LIST_GAP: usize = 8;

/// Words before a date that make it one end of a time, or none for sure.
const BOUNDS: [&str; 14] = [
    "about", "after", "and", "around", "before", "between", "by", "from", "or", "since", "through",
    "till", "to", "until",
];

fn is_weekday(moment: &Moment) -> bool {
    matches!(
        moment.when,
        When::Date {
            month: None,
            day: None,
            ..
        }
    )
}

/// The line before a place, or as much of it as could be a dateline.
fn before(body: &str, at: u32) -> &str {
    let at = at as usize;
    let from = body.floor_char_boundary(at.saturating_sub(DATELINE));
    let before = body.get(from..at).unwrap_or_default();
    let line = before.rfind('\n').map_or(0, |newline| newline + 1);
    before.get(line..).unwrap_or_default()
}

/// No dateline is longer, in bytes.
const DATELINE: usize = 160;

fn text(body: &str, range: Range<u32>) -> &str {
    body.get(range.start as usize..range.end as usize)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts;
    use crate::facts::shingles::Seen;

    #[test]
    fn days_that_are_claimed() {
        for (body, expected) in [
            (
                "The June 25 special election will cost the county dear.",
                &["June 25"][..],
            ),
            (
                "Voters choose in an election set for June 25.",
                &["June 25"],
            ),
            (
                "They met on Tuesday, June 25, 2030, in Lowell.",
                &["Tuesday, June 25, 2030"],
            ),
            // Datelines and bylines.
            ("LOWELL, June 25 (Quay Notes) - The ferry sank.", &[]),
            ("By Ada Novak\nJune 25, 2030\nThe ferry sank.", &[]),
            // Ends of a time, and lists.
            ("The fair runs from June 3 to June 25.", &[]),
            ("The fair is open until June 25.", &[]),
            ("The court sits on June 3 and June 4.", &[]),
            ("The talks of June 25-27 failed.", &[]),
            // No day of a month.
            ("They met on Tuesday, in June.", &[]),
        ] {
            let facts = facts::read(body, &mut Seen::default());
            let days = days(body, &facts.moments);
            let found: Vec<&str> = days
                .iter()
                .map(|day| text(body, day.range.clone()))
                .collect();
            assert_eq!(found, expected, "{body}");
        }
    }
}
