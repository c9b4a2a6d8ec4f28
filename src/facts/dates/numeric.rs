//! Dates in figures alone: `2025-05-16`, `16/05/2025`, `16.05.2025`.

use super::When;
use super::scan::{Gap, Scan};
use super::tokens::Token;

/// A date in figures; month and day are unknown where their order is.
struct Numeric {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

impl Scan<'_> {
    /// A date in figures that begins at a word, with the clock time that ISO 8601 joins to it.
    pub(super) fn numeric(&mut self, at: usize) -> Option<usize> {
        let Numeric { year, month, day } = self.three_numbers(at)?;
        let mut to = at + 3;
        if !self.word(at + 2).ends_with(|c: char| c.is_ascii_digit()) || self.word(at + 2).len() > 4
        {
            while self.gap(to) == Gap::Colon {
                to += 1;
            }
        }
        Some(self.add(at, to, When::date(Some(year), month, day)))
    }

    /// A day that goes by its numbers: `9/11`.
    pub(super) fn known_by_numbers(&mut self, at: usize) -> Option<usize> {
        let Some((2, Token::Known(day))) = self.token(at) else {
            return None;
        };
        let goes_on = |gap| matches!(gap, Gap::Slash | Gap::Hyphen | Gap::Point);
        let is_it = self.reading.gap(at + 1) == "/"
            && ![at, at + 2].map(|at| goes_on(self.gap(at))).contains(&true);
        let when = When::date(Some(day.year()), Some(day.month()), Some(day.day()));
        is_it.then(|| self.add(at, at + 2, when))
    }

    /// A date in figures behind a weekday, as one moment.
    pub(super) fn numeric_behind_weekday(&mut self, at: usize, weekday: i8) -> Option<usize> {
        if !matches!(self.gap(at + 1), Gap::Blank | Gap::Comma) {
            return None;
        }
        let Numeric { year, month, day } = self.three_numbers(at + 1)?;
        let (year, weekday, side) = (Some(year), Some(weekday), None);
        let when = When::Date {
            year,
            month,
            day,
            weekday,
            side,
        };
        Some(self.add(at, at + 4, when))
    }

    fn three_numbers(&self, at: usize) -> Option<Numeric> {
        let joint = self.gap(at + 1);
        let joined = matches!(joint, Gap::Hyphen | Gap::Slash | Gap::Point);
        if !joined || self.gap(at + 2) != joint || self.gap(at) == joint {
            return None;
        }
        if self.gap(at + 3) == joint && self.word(at + 3).starts_with(|c: char| c.is_ascii_digit())
        {
            return None; // 10.12.2020.1 is a version
        }
        let [first, second, third] = [at, at + 1, at + 2].map(|at| self.digits(at));
        let third = third.or_else(|| self.digits_before_time(at + 2));
        let ((first, first_length), (second, second_length), (third, third_length)) =
            (first?, second?, third?);
        let narrow = |number: i16| i8::try_from(number).ok();
        if second_length > 2 {
            return None;
        }
        if first_length == 4 && (1000..3000).contains(&first) && joint != Gap::Point {
            let (month, day) = (narrow(second)?, narrow(third)?);
            let fits = third_length == 2 && (1..13).contains(&month) && (1..32).contains(&day);
            return fits.then_some(Numeric {
                year: first,
                month: Some(month),
                day: Some(day),
            });
        }
        let year = match third_length {
            4 if (1000..3000).contains(&third) => third,
            2 if joint == Gap::Slash => third + if third < 70 { 2000 } else { 1900 },
            _ => return None,
        };
        let (first, second) = (narrow(first)?, narrow(second)?);
        if first_length > 2 || !(1..32).contains(&first) || !(1..32).contains(&second) {
            return None;
        }
        // Day first in most of the world, month first in the United States. Only full stops settle it.
        let (month, day) = match (first, second) {
            (13.., 13..) => return None,
            (13.., _) => (Some(second), Some(first)),
            (_, 13..) if joint == Gap::Point => return None,
            (_, 13..) => (Some(first), Some(second)),
            _ if first == second || joint == Gap::Point => (Some(second), Some(first)),
            _ => (None, None),
        };
        Some(Numeric { year, month, day })
    }

    fn digits(&self, at: usize) -> Option<(i16, usize)> {
        let word = self.reading.words.get(at).filter(|w| w.is_digits())?;
        let length = word.range().len();
        let number = (length <= 4).then(|| self.word(at).parse().ok());
        Some((number.flatten()?, length))
    }

    /// `16` in `2025-05-16T10:00Z`.
    fn digits_before_time(&self, at: usize) -> Option<(i16, usize)> {
        let (day, _) = self.word(at).split_once('T')?;
        Some((day.parse().ok().filter(|_| day.len() == 2)?, 2))
    }
}
