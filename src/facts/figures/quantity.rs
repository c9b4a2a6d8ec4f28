//! A number with what is written in one with it: its currency or its unit of measure.

use std::ops::Range;

use smallvec::SmallVec;

use super::money::{self, Currency};
use super::numerals::{self, Form, Numeral, is_joined};
use super::phrase;
use super::units::{self, UNITS, Unit};
use crate::facts::reading::Reading;

/// See the module's head.
#[derive(Debug, Clone)]
pub(super) struct Quantity {
    pub(super) numeral: Numeral,
    /// From the first byte to the one behind all of it.
    pub(super) bytes: Range<usize>,
    /// From the first word to the one behind all of it.
    pub(super) words: Range<usize>,
    /// Its unit's name.
    pub(super) unit: Option<&'static str>,
}

impl Quantity {
    /// The quantity whose number, or whose currency in one word with it, begins with a word.
    pub(super) fn read(reading: &Reading<'_>, at: usize) -> Option<Quantity> {
        let begins_with_digit = reading.word(at).starts_with(|c: char| c.is_ascii_digit());
        let (currency, numeral) = if begins_with_digit {
            let currency = money::before(reading, at);
            (
                currency,
                numerals::numeral(reading, at, currency.is_some())?,
            )
        } else if let Some(numeral) = numerals::numeral(reading, at, false) {
            (None, numeral)
        } else {
            let (currency, digits) = money::glued(reading, at)?;
            let numeral = numerals::digits(reading, at, digits, true)?;
            let is_console = reading.word(at).starts_with("PS") && numeral.form == Form::Plain;
            (Some(currency), Some(numeral).filter(|_| !is_console)?)
        };
        let mut quantity = Quantity {
            bytes: numeral.bytes.clone(),
            words: numeral.words.clone(),
            unit: None,
            numeral,
        };
        if let Some(Currency { name, start, word }) = currency {
            quantity.bytes.start = quantity.bytes.start.min(start);
            quantity.words.start = quantity.words.start.min(word);
            quantity.unit = Some(name);
            let next = money::country_behind(reading, quantity.words.end);
            quantity.take(reading, next);
        } else if quantity.numeral.glued.is_empty() {
            quantity.measure(reading);
        } else {
            quantity.measure_glued(reading);
        }
        Some(quantity)
    }

    /// Whether it is an amount of money.
    pub(super) fn is_money(&self) -> bool {
        self.unit.is_some_and(money::is_money)
    }

    /// Takes in the words before `next`.
    fn take(&mut self, reading: &Reading<'_>, next: usize) {
        if next > self.words.end {
            self.words.end = next;
            self.bytes.end = reading.bytes(next - 1..next).end;
        }
    }

    /// Finds the unit that is glued to the number: 278kg.
    fn measure_glued(&mut self, reading: &Reading<'_>) {
        let (glued, next) = (self.numeral.glued.clone(), self.words.end);
        let text = reading.body.get(glued.clone()).unwrap_or_default();
        if let Some(unit) = units::abbreviated(text) {
            self.unit = Some(unit.name);
            self.bytes.end = glued.end;
        } else if let [first] = crate::text::words::words(text).as_slice() {
            let mut words: SmallVec<[_; 3]> = SmallVec::from_slice(&[*first]);
            words.extend(reading.words.iter().skip(next).take(2).copied());
            if let Some((length, unit)) = UNITS.longest(&words) {
                self.unit = Some(unit.name);
                self.bytes.end = glued.end;
                self.take(reading, next + length - 1);
            }
        }
        if matches!(text, "st" | "nd" | "rd" | "th") && self.numeral.step == 1.0 {
            self.unit = None;
            self.numeral.form = Form::Ordinal;
            self.bytes.end = glued.end;
            self.numeral.glued = glued.end..glued.end;
        }
    }

    /// Finds the unit behind the number, given by a sign: 5%, 3 °C.
    fn measure_sign(&mut self, reading: &Reading<'_>) {
        let (end, next) = (self.numeral.bytes.end, self.words.end);
        let gap = reading.gap(next);
        let trimmed = gap.trim_start_matches([' ', '-', '\u{a0}']);
        let past = |sign: char| end + gap.len() - trimmed.len() + sign.len_utf8();
        match trimmed.chars().next() {
            Some('%') => {
                self.unit = Some("percent");
                self.bytes.end = past('%');
                if trimmed == "% " && matches!(reading.word(next), "point" | "points") {
                    self.unit = Some("percentage point");
                    self.take(reading, next + 1);
                }
            }
            Some('″') => {
                self.unit = Some("inch");
                self.bytes.end = past('″');
            }
            Some(sign @ ('°' | 'º')) => {
                self.bytes.end = past(sign);
                self.unit = Some("degree");
                if let "C" | "Celsius" | "F" | "Fahrenheit" = reading.word(next) {
                    self.unit = Some(if reading.word(next).starts_with('C') {
                        "celsius"
                    } else {
                        "fahrenheit"
                    });
                    self.take(reading, next + 1);
                }
            }
            _ => {
                if let Some((name, past)) = money::behind(reading, next, end) {
                    self.unit = Some(name);
                    self.bytes.end = past;
                }
            }
        }
    }

    /// Finds the unit behind the number.
    fn measure(&mut self, reading: &Reading<'_>) {
        self.measure_sign(reading);
        let next = self.words.end;
        if self.unit.is_some() || !is_joined(reading, next, true) {
            return;
        }
        let is_of = reading.word(next) == "of";
        let skip = match reading.word(next) {
            // Half an hour, a third of a mile.
            "a" | "an" if self.numeral.form == Form::Part => 1,
            "of" if self.numeral.form == Form::Part
                && matches!(reading.word(next + 1), "a" | "an") =>
            {
                2
            }
            "more" | "additional" | "full" | "straight" | "consecutive" | "extra" => 1,
            // Tens of millions of dollars.
            "of" if self.numeral.form == Form::Vague => 1,
            _ => 0,
        };
        if is_of && skip == 0 {
            return;
        }
        let Some((length, unit)) = unit_at(reading, next + skip) else {
            return;
        };
        let last = next + skip + length;
        let is_phrase = (next + 1..last).all(|at| !reading.gap(at).contains([',', ';', '\n']));
        let is_possessive = matches!(reading.gap(last), "'" | "’") && reading.word(last) == "s";
        if is_phrase && !is_possessive && !is_name(reading, last - 1, length, unit) {
            self.unit = Some(unit.name);
            self.take(reading, last);
        }
    }
}

/// The unit that begins with a word, and how many words it has.
fn unit_at(reading: &Reading<'_>, at: usize) -> Option<(usize, Unit)> {
    UNITS.longest(reading.words.get(at..)?).or_else(|| {
        let text = reading.word(at);
        let fits = text.len() > 1 || is_short_unit(reading, at);
        units::abbreviated(text)
            .filter(|_| fits)
            .map(|unit| (1, unit))
    })
}

/// Whether what is spelled like a unit is a name: in 2016 Stone said. Temperatures are spelled with capitals.
fn is_name(reading: &Reading<'_>, at: usize, words: usize, unit: Unit) -> bool {
    let text = reading.word(at);
    let is_code = text.bytes().all(|b| b.is_ascii_uppercase());
    words == 1
        && reading.is_capitalised(at)
        && !is_code
        && !text.ends_with('s')
        && !matches!(
            unit.dimension,
            "temperature" | "share" | "data" | "energy" | "frequency" | "pressure" | "bandwidth"
        )
        && text.len() > 3
}

/// Whether a lone letter behind a number is a unit: nothing but a mark or a word of grammar follows.
fn is_short_unit(reading: &Reading<'_>, at: usize) -> bool {
    let gap = reading.gap(at + 1);
    // An initial or a point of the compass: 200 W. Elm Street. But 125 p.
    let is_initial =
        gap.starts_with(['\'', '’']) || gap.starts_with('.') && reading.word(at) != "p";
    phrase::ends(reading, at + 1) && !is_initial
}
