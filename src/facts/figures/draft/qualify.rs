//! What a figure is given for each of, and whether it is an age.

use super::super::numerals::{Form, is_joined};
use super::super::quantity::Quantity;
use super::super::{FigureKind, bounds, phrase};
use super::Draft;

impl Draft<'_, '_> {
    /// Takes in what it is given for each of, and tells ages.
    pub(in crate::facts::figures) fn qualify(&mut self) {
        if let Some(next) = self.age_behind() {
            self.kind = FigureKind::Age;
            self.end_before(next);
        } else if self.is_age() {
            self.kind = FigureKind::Age;
            if self.unit.is_empty() {
                "year".clone_into(&mut self.unit);
            }
        } else if !self.unit.is_empty()
            && self.per.is_none()
            && self.kind != FigureKind::Ordinal
            && let Some((name, next)) = phrase::per(self.reading, self.next)
        {
            self.per = Some(name);
            self.end_before(next);
        } else if self.kind == FigureKind::Money && self.per.is_none() {
            self.per = self.per_behind_conversion();
        }
    }

    /// What an amount is given for each of, behind its conversion: 9 billion shekels ($2.4 billion) a year.
    fn per_behind_conversion(&self) -> Option<String> {
        if !self.reading.gap(self.next).starts_with(" (") {
            return None;
        }
        let read =
            |at: usize| Quantity::read(self.reading, at).filter(|q| q.words.start == self.next);
        let other = read(self.next).or_else(|| read(self.next + 1))?;
        let next = other.words.end;
        let is_money = other.is_money() && self.reading.gap(next) == ") ";
        is_money
            .then(|| phrase::per_words(self.reading, next))
            .flatten()
            .map(|(name, _)| name)
    }

    /// The word behind `old` or `of age`, where an amount of time is an age.
    fn age_behind(&self) -> Option<usize> {
        let is_time = matches!(self.unit.as_str(), "year" | "month" | "week" | "day");
        if !is_time || !is_joined(self.reading, self.next, true) {
            return None;
        }
        match self.reading.word(self.next) {
            "old" | "olds" => Some(self.next + 1),
            "of" if self.reading.word(self.next + 1) == "age" => Some(self.next + 2),
            _ => None,
        }
    }

    /// Whether it is an age by what stands before it: aged 44; under the age of 5 years; `Smith, 44,`.
    fn is_age(&mut self) -> bool {
        let numeral = &self.quantity.numeral;
        let is_time = matches!(self.unit.as_str(), "year" | "month");
        let fits = (0.0..120.0).contains(&numeral.value)
            && numeral.step == 1.0
            && (is_time || self.kind == FigureKind::Bare);
        if !fits {
            return false;
        }
        if is_joined(self.reading, self.first, false) {
            if matches!(self.before(1), "aged" | "Aged" | "age") {
                self.begin_at(self.first - 1);
                return true;
            }
            if self.before(1) == "of" && matches!(self.before(2), "age" | "ages") {
                let article = usize::from(matches!(self.before(3), "the" | "an" | "The"));
                self.begin_at(self.first - 2 - article);
                return true;
            }
        }
        let (_, bounded) = bounds::before(self.reading, self.first);
        let before_bound = bounded
            .checked_sub(1)
            .map_or("", |at| self.reading.word(at));
        if bounded < self.first && matches!(before_bound, "aged" | "ages" | "Aged") {
            return true;
        }
        let is_end = self.reading.gap(self.next).starts_with(['.', ',']);
        let is_told = matches!(self.before(1), "is" | "was" | "turned" | "turns")
            && matches!(self.before(2), "He" | "She" | "he" | "she" | "who" | "now");
        if is_told && is_end && self.quantity.unit.is_none() {
            return true;
        }
        let is_apposition = self.reading.gap(self.first) == ", "
            && self.reading.gap(self.next).starts_with([',', '.']);
        let is_name = self.first > 0
            && self.reading.is_capitalised(self.first - 1)
            && self.before(1).len() > 1;
        numeral.form == Form::Plain && is_apposition && is_name
    }
}
