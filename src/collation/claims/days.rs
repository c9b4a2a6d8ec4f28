//! Dates as far as they are said, and whether two of them can be one.

use jiff::civil::Date;

use super::amounts::Fit;
use crate::facts::dates::When;

/// A day, a month or a year, as far as it is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// The year.
    pub year: Option<i16>,
    /// The month, from 1.
    pub month: Option<i8>,
    /// The day of the month, from 1. May not exist: `June 37`.
    pub day: Option<i8>,
}

/// Two years in which one thing was are seldom farther apart.
const YEARS: u16 = 3;
/// Nor are two days of two months.
const DAYS: i32 = 4;
/// Days of a month, when days are counted to tell how far apart two are.
const MONTH: i32 = 31;

impl Day {
    /// The date that is said, unless it is none of the calendar: `Friday`, `yesterday`, `10 a.m.`
    pub fn of(when: When) -> Option<Day> {
        match when {
            When::Date {
                year, month, day, ..
            } if year.or(month.map(i16::from)).is_some() => Some(Day { year, month, day }),
            _ => None,
        }
    }

    /// Whether a day of a month is said.
    pub fn is_day(&self) -> bool {
        self.month.is_some() && self.day.is_some()
    }

    /// Whether its month has so many days, in some year at least.
    pub fn exists(&self) -> bool {
        let Some((month, day)) = self.month.zip(self.day) else {
            return true;
        };
        // 2000 was a leap year.
        let year = self.year.unwrap_or(2000);
        Date::new(year, month, 1).is_ok_and(|date| day <= date.days_in_month())
    }

    /// Whether both say as much: a day, a month, a year.
    pub fn is_as_fine_as(&self, other: &Day) -> bool {
        self.month.is_some() == other.month.is_some() && self.day.is_some() == other.day.is_some()
    }

    /// Whether it may be another by a slip, or in another source: a few days off, or with another month or year.
    pub fn is_near(&self, other: &Day) -> bool {
        let differ = |a: Option<i16>, b: Option<i16>| a.zip(b).is_some_and(|(a, b)| a != b);
        let years = differ(self.year, other.year);
        let months = differ(self.month.map(i16::from), other.month.map(i16::from));
        let days = differ(self.day.map(i16::from), other.day.map(i16::from));
        match (years, months, days) {
            (true, false, false) => {
                let gap = self.year.zip(other.year).map_or(0, |(a, b)| a.abs_diff(b));
                self.month.is_some() || gap <= YEARS
            }
            (_, true, true) => self.is_few_days_from(*other),
            (years, months, days) => u8::from(years) + u8::from(months) + u8::from(days) <= 1,
        }
    }

    /// Whether two days of two months are no more than a few days apart, in one winter too.
    fn is_few_days_from(self, other: Day) -> bool {
        let place = |day: Day| {
            let [month, day] = [day.month, day.day].map(|n| n.map_or(0, i32::from));
            month * MONTH + day
        };
        let year = 12 * MONTH;
        let years = match self.year.zip(other.year) {
            Some((one, other)) => (i32::from(one) - i32::from(other)) * year,
            None => 0,
        };
        let apart = years + place(self) - place(other);
        let is_few = |apart: i32| apart.abs() <= DAYS;
        let may_wrap = self.year.is_none() || other.year.is_none();
        is_few(apart) || may_wrap && (is_few(apart + year) || is_few(apart - year))
    }

    /// How it stands to another. What one of the two leaves out tells nothing; but without a year a month is one
    /// of many, so that two months differ only where both years are said or neither is.
    pub fn fit(&self, other: &Day) -> Fit {
        let differ = |a: Option<i16>, b: Option<i16>| a.zip(b).map(|(a, b)| a != b);
        let years = differ(self.year, other.year);
        let months = differ(self.month.map(i16::from), other.month.map(i16::from));
        let days = differ(self.day.map(i16::from), other.day.map(i16::from));
        let is_comparable = years.is_some()
            || self.year.is_none() && other.year.is_none()
            || self.is_day() && other.is_day();
        match (years, months, days) {
            (Some(true), ..) => Fit::Contrary,
            (_, Some(true), _) | (_, Some(false), Some(true)) if is_comparable => Fit::Contrary,
            // A year, and a day of it.
            _ if !self.is_as_fine_as(other) => Fit::Compatible,
            (_, Some(false), Some(false)) | (Some(false), None, _) => Fit::Same,
            (_, Some(false), None) if is_comparable => Fit::Same,
            _ => Fit::Compatible,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts;
    use crate::facts::shingles::Seen;

    fn day(text: &str) -> Day {
        let facts = facts::read(&format!("It opened on {text}."), &mut Seen::default());
        Day::of(facts.moments[0].when).expect("a date")
    }

    #[test]
    fn days_of_two_months_may_be_near() {
        for (a, b, expected) in [
            ("June 30", "July 2", true),
            ("June 3", "July 12", false),
            ("Dec. 31", "Jan. 1", true),
            ("Dec. 31, 2030", "Jan. 1, 2031", true),
            ("Dec. 31, 2031", "Jan. 1, 2031", false),
        ] {
            let (a, b) = (day(a), day(b));
            assert_eq!(a.is_near(&b), expected, "{a:?} {b:?}");
            assert_eq!(b.is_near(&a), expected, "{b:?} {a:?}");
        }
    }

    #[test]
    fn dates_fit() {
        use Fit::{Compatible, Contrary, Same};
        for (a, b, expected) in [
            ("June 25", "25 June", Same),
            ("June 25", "June 26", Contrary),
            ("June 25", "June 37", Contrary),
            ("June 25", "July 25, 2031", Contrary),
            ("June 25, 2030", "June 25, 2031", Contrary),
            ("June 25, 2031", "June 25", Same),
            ("June 25, 2031", "June 2031", Compatible),
            ("June 25, 2031", "July 2031", Contrary),
            ("June 25", "July 2031", Compatible),
            ("Monday, June 25", "June 25", Same),
        ] {
            let (a, b) = (day(a), day(b));
            assert_eq!(a.fit(&b), expected, "{a:?} {b:?}");
            assert_eq!(b.fit(&a), expected, "{b:?} {a:?}");
        }
    }
}
