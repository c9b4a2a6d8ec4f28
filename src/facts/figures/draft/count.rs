//! What a figure is an amount of.

use super::super::numerals::{Form, is_hyphened, is_joined};
use super::super::quantity::Quantity;
use super::super::{FigureKind, phrase, units};
use super::{Draft, Past};

impl Draft<'_, '_> {
    /// Finds out what it is an amount of.
    pub(in crate::facts::figures) fn count(&mut self) -> Result<(), Past> {
        let numeral = &self.quantity.numeral;
        let behind = numeral.words.end;
        let is_tied = is_hyphened(self.reading, behind);
        if numeral.form == Form::Words
            && numeral.value == 0.0
            && (is_tied || self.reading.word(behind) == "day")
        {
            return Err(Past(self.next));
        }
        if let Some(unit) = self.quantity.unit {
            let is_ordinal = numeral.form == Form::Ordinal;
            if is_ordinal && is_tied {
                return Err(Past(self.next));
            }
            self.set_unit(unit);
            if is_ordinal {
                self.kind = FigureKind::Ordinal;
            }
            return Ok(());
        }
        if !numeral.glued.is_empty() {
            return Err(Past(self.next));
        }
        let found = match numeral.form {
            Form::Part => return self.share(),
            Form::Ordinal => Some(self.ordinal()?),
            Form::Words if numeral.value == 1.0 && self.other.is_none() => Some(self.one()?),
            _ if is_hyphened(self.reading, self.next) => {
                let tied = phrase::attributive(self.reading, self.next);
                tied.or_else(|| phrase::several(self.reading, self.next))
            }
            _ => phrase::several(self.reading, self.next)
                .or_else(|| phrase::attributive(self.reading, self.next)),
        };
        if let Some(found) = found {
            self.unit = found.lemma;
            self.kind = if numeral.form == Form::Ordinal {
                FigureKind::Ordinal
            } else {
                FigureKind::Count
            };
            self.end_before(found.head + 1);
        } else if let Some(found) = phrase::elided(self.reading, self.next) {
            self.unit = found.lemma;
            self.kind = FigureKind::Count;
            self.end_before(found.head + 1);
        } else if let Some(unit) = self.suspended() {
            self.unit = unit;
            self.kind = FigureKind::Count;
            if let Some(unit) = units::base(&self.unit) {
                self.set_unit(unit.name);
            }
        } else if let Some(unit) = self.whole() {
            self.set_unit(unit);
        }
        Ok(())
    }

    /// A part of something is a share, in hundredths: half of voters.
    fn share(&mut self) -> Result<(), Past> {
        let is_of =
            self.reading.word(self.next) == "of" && is_joined(self.reading, self.next, false);
        let is_placed = matches!(
            self.before(1),
            "first"
                | "second"
                | "other"
                | "latter"
                | "better"
                | "top"
                | "bottom"
                | "this"
                | "that"
                | "each"
                | "every"
                | "final"
                | "last"
                | "third"
                | "fourth"
                | "opening"
                | "closing"
                | "The"
                | "the"
        ) && self.kind != FigureKind::Percentage;
        if self.kind != FigureKind::Percentage && (!is_of || is_placed) {
            return Err(Past(self.next));
        }
        self.set_unit("percent");
        self.quantity.numeral.value *= 100.0;
        self.quantity.numeral.step = 1.0;
        Ok(())
    }

    fn ordinal(&self) -> Result<phrase::Counted, Past> {
        let (first, next) = (self.quantity.words.start, self.next);
        let is_tied = is_hyphened(self.reading, next) || is_hyphened(self.reading, first);
        phrase::single(self.reading, next)
            .filter(|_| !is_tied)
            .ok_or(Past(next))
    }

    /// What `one` counts. The one, no one, that one count nothing.
    fn one(&self) -> Result<phrase::Counted, Past> {
        let is_pronoun = is_joined(self.reading, self.first, true)
            && matches!(
                self.before(1).to_ascii_lowercase().as_str(),
                "the"
                    | "this"
                    | "that"
                    | "no"
                    | "any"
                    | "each"
                    | "every"
                    | "which"
                    | "another"
                    | "some"
                    | "number"
                    | "day"
                    | "a"
                    | "at"
            );
        let found = phrase::single(self.reading, self.next);
        found
            .filter(|_| !is_pronoun && !is_hyphened(self.reading, self.next))
            .ok_or(Past(self.next))
    }

    /// The unit of the last of several numbers that share one: 7- or 8-inch; four-, five- and six-cylinder.
    fn suspended(&self) -> Option<String> {
        let reading = self.reading;
        let rest = reading.gap(self.next).strip_prefix('-')?;
        let is_conjunction = matches!(reading.word(self.next), "and" | "or" | "to");
        (rest.starts_with([' ', ',']) || rest.is_empty() && is_conjunction).then_some(())?;
        let mut at = self.next;
        for _ in 0..4 {
            at += usize::from(matches!(reading.word(at), "and" | "or" | "to"));
            let quantity = Quantity::read(reading, at)?;
            let next = quantity.words.end;
            if let Some(unit) = quantity.unit {
                return Some(unit.to_owned());
            }
            if let Some(found) = phrase::attributive(reading, next) {
                return Some(found.lemma);
            }
            at = next;
        }
        None
    }

    /// The unit of the whole that it is said to be of: 280 million of the 1.5 billion shekels.
    fn whole(&self) -> Option<&'static str> {
        let reading = self.reading;
        let is_of = reading.word(self.next) == "of"
            && matches!(
                reading.word(self.next + 1),
                "the" | "its" | "their" | "his" | "her" | "a" | "our"
            );
        is_of.then_some(())?;
        let at = self.next + 2;
        reading
            .word(at)
            .starts_with(|c: char| c.is_ascii_digit())
            .then_some(())?;
        let whole = Quantity::read(reading, at)?;
        whole
            .unit
            .filter(|_| !matches!(whole.unit, Some("percent")))
    }
}
