//! When: dates, weekdays and clock times, as far as the text says them.

use std::ops::Range;

use jiff::civil::Date;

use super::reading::Reading;

/// One date or time that a text mentions.
#[derive(Debug, Clone, PartialEq)]
pub struct Moment {
    /// Where it stands, in bytes of the body.
    pub range: Range<u32>,
    /// What it says.
    pub when: When,
}

/// What is said of a date or a time. What is not said is `None`.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum When {
    /// A day, a month or a year: `16 May 2025`, `May 17`, `March 2022`, `Friday`.
    Date {
        /// The year.
        year: Option<i16>,
        /// The month, 1 to 12.
        month: Option<i8>,
        /// The day of the month, from 1. May not exist: `31 April`.
        day: Option<i8>,
        /// The weekday, 1 (Monday) to 7.
        weekday: Option<i8>,
    },
    /// A clock time: `10:00 a.m. EDT`.
    Time {
        /// Minutes from midnight.
        minutes: u16,
        /// Minutes that its zone is ahead of UTC; `None` where no zone is given.
        offset: Option<i16>,
    },
}

impl Moment {
    /// The moment in ISO 8601, as far as it can be told; `anchor` is the day on which the article was written.
    pub fn iso(&self, _anchor: Option<Date>) -> Option<String> {
        None
    }
}

/// Finds the dates and times of a body, by position, not overlapping.
pub fn moments(_reading: &Reading<'_>) -> Vec<Moment> {
    Vec::new()
}
