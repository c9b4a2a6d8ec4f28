//! When: dates, weekdays and clock times, as far as the text says them.
//!
//! - [`calendar`]: dates in words (`Friday, May 16, 2025`) and years.
//! - [`numeric`]: dates in figures alone (`2025-05-16`).
//! - [`clock`]: clock times (`10:00 a.m. EDT`).
//! - [`zones`]: the zones of clock times.
//! - [`resolve`]: which day it was, given the day on which the article was written; and which day that was.
//!
//! The words are in `words.txt`, `cues.txt` and `zones.txt`. What could be something else (`May`, `Sun`, `2010 people`,
//! `5/6/2025`) is no date, or none as far as it is in doubt.

mod calendar;
mod clock;
mod numeric;
mod resolve;
mod scan;
#[cfg(test)]
mod tests;
mod tokens;
mod zones;

use std::ops::Range;

use super::reading::Reading;
use super::shapes::Shape;
use scan::Scan;

pub use resolve::{dateline, written};
pub use zones::{Zone, ZoneKind};

/// One date or time that a text mentions.
#[derive(Debug, Clone, PartialEq)]
pub struct Moment {
    /// Where it stands, in bytes of the body.
    pub range: Range<u32>,
    /// What it says.
    pub when: When,
}

/// What is said of a date or a time. What is not said is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum When {
    /// A day, a month or a year: `16 May 2025`, `May 17`, `March 2022`, `Friday`.
    Date {
        /// The year.
        year: Option<i16>,
        /// The month, 1 to 12. May not exist: `16/13/2025`.
        month: Option<i8>,
        /// The day of the month, from 1. May not exist: `31 April`.
        day: Option<i8>,
        /// The weekday, 1 (Monday) to 7.
        weekday: Option<i8>,
        /// On which side of the article's own day it lies, as far as the words around it say.
        side: Option<Side>,
    },
    /// Ten years: `the 1990s`.
    Decade {
        /// The first of them.
        start: i16,
    },
    /// Counted from the article's own day: `yesterday`, `next month`.
    Relative {
        /// What is counted.
        unit: Unit,
        /// How many of them later; negative for earlier.
        steps: i8,
    },
    /// A clock time: `10:00 a.m. EDT`.
    Time {
        /// Minutes from midnight, 1440 at most.
        minutes: u16,
        /// Minutes that its zone is ahead of UTC; `None` where no zone is given, or one that leaves it open (`ET`).
        offset: Option<i16>,
        /// The zone that is named.
        zone: Option<Zone>,
    },
}

/// A side of the article's own day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Before it, and not that day itself: `last Friday`.
    Before,
    /// Before it, or that day itself: `they met on Friday`.
    Past,
    /// After it, or that day itself: `they will meet on Friday`.
    Future,
    /// In its week, from Monday: `this Friday`.
    Week,
}

/// What [`When::Relative`] counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // each says what it is
pub enum Unit {
    Day,
    Week,
    Month,
    Year,
}

impl When {
    /// A date without a weekday.
    pub(crate) fn date(year: Option<i16>, month: Option<i8>, day: Option<i8>) -> When {
        let (weekday, side) = (None, None);
        When::Date {
            year,
            month,
            day,
            weekday,
            side,
        }
    }
}

/// The hashes of the words that a date or a time in words begins with.
pub(super) fn first_words() -> impl Iterator<Item = u64> {
    tokens::TOKENS.first_words()
}

/// Finds the dates and times of a body, by position, not overlapping.
pub fn moments(reading: &Reading<'_>) -> Vec<Moment> {
    let mut scan = Scan::new(reading);
    let mut at = 0;
    while at < reading.words.len() {
        let begins = reading.shape(at).is(Shape::NUMERAL | Shape::MOMENT);
        at = if begins {
            scan.step(at).max(at + 1)
        } else {
            at + 1
        };
    }
    scan.found
}
