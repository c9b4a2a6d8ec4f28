//! A figure in the making: a quantity, and what stands before and behind it.

mod count;
mod qualify;

use smallvec::SmallVec;

use super::lexicon::{HUMANS, NUMBERS, NumberWord};
use super::numerals::{Form, Numeral, is_joined};
use super::quantity::Quantity;
use super::{Figure, FigureKind, Modifier, bounds, names, phrase, units};
use crate::facts::reading::Reading;

/// There is no figure here: the word to read on from.
pub(super) struct Past(pub(super) usize);

/// See the module's head. What is taken in grows from `first` to the left and from `next` to the right.
pub(super) struct Draft<'r, 'b> {
    reading: &'r Reading<'b>,
    pub(super) quantity: Quantity,
    /// The first word, and the first byte.
    pub(super) first: usize,
    start: usize,
    /// The word behind all of it, and the byte.
    next: usize,
    end: usize,
    kind: FigureKind,
    unit: String,
    per: Option<String>,
    modifier: Modifier,
    /// Nearly, almost: about, but not more.
    is_approached: bool,
    /// The other end of a range, and the number that it begins with.
    other: Option<f64>,
    leading: Option<Numeral>,
}

impl<'r, 'b> Draft<'r, 'b> {
    pub(super) fn new(reading: &'r Reading<'b>, quantity: Quantity) -> Result<Self, Past> {
        if !quantity.is_money()
            && let Some(next) = names::is_other(reading, &quantity.numeral)
        {
            return Err(Past(next));
        }
        let mut draft = Draft {
            reading,
            first: quantity.words.start,
            start: quantity.bytes.start,
            next: quantity.words.end,
            end: quantity.bytes.end,
            kind: FigureKind::Bare,
            unit: String::new(),
            per: None,
            modifier: Modifier::Exact,
            is_approached: false,
            other: None,
            leading: None,
            quantity,
        };
        draft.take_article();
        Ok(draft)
    }

    fn before(&self, back: usize) -> &'b str {
        self.first
            .checked_sub(back)
            .map_or("", |at| self.reading.word(at))
    }

    fn begin_at(&mut self, word: usize) {
        self.first = word;
        self.start = self
            .reading
            .words
            .get(word)
            .map_or(self.start, |w| w.range().start);
    }

    fn end_before(&mut self, next: usize) {
        if next > self.next {
            self.next = next;
            self.end = self.reading.bytes(next - 1..next).end.max(self.end);
        }
    }

    /// A million, a third: the article is the number's.
    fn take_article(&mut self) {
        let number = self.reading.words.get(self.quantity.numeral.words.start);
        let takes = matches!(
            number.and_then(|w| NUMBERS.get(*w)),
            Some(
                NumberWord::Scale(_)
                    | NumberWord::Part(_)
                    | NumberWord::Couple
                    | NumberWord::Ordinal(_)
            )
        );
        if takes
            && matches!(self.before(1), "a" | "A" | "an" | "An")
            && is_joined(self.reading, self.first, false)
        {
            self.begin_at(self.first - 1);
        }
    }

    /// Makes it a range that ends with another quantity.
    pub(super) fn widen(&mut self, second: Quantity) {
        let first = &self.quantity.numeral;
        let by = second.numeral.scale;
        // In `1 to 2 thousand` the scale is that of both.
        let is_scaled = first.scale == 1.0
            && by > 1.0
            && first.value < 1000.0
            && first.value < second.numeral.value / by;
        self.other = Some(if is_scaled {
            first.value * by
        } else {
            first.value
        });
        let unit = second.unit.or(self.quantity.unit);
        self.leading = Some(first.clone());
        self.quantity = Quantity { unit, ..second };
        self.next = self.quantity.words.end;
        self.end = self.quantity.bytes.end;
        if matches!(self.before(1), "between" | "Between") {
            self.begin_at(self.first - 1);
        }
    }

    /// Makes it a share: one in five.
    pub(super) fn share_of(&mut self, whole: &Quantity) {
        let of = whole.numeral.value;
        let numeral = &mut self.quantity.numeral;
        numeral.value /= of;
        numeral.form = Form::Part;
        self.end_before(whole.words.end);
        self.quantity.words.end = whole.words.end;
        self.quantity.bytes.end = whole.bytes.end;
        self.kind = FigureKind::Percentage;
    }

    /// Makes it a result: the first number is its value, both are its interval's ends.
    pub(super) fn score(mut self, second: &Quantity) -> Result<(Figure, usize), Past> {
        if names::is_named(self.reading, &self.quantity.numeral, true) {
            return Err(Past(second.words.end));
        }
        self.end_before(second.words.end);
        self.kind = FigureKind::Score;
        self.quantity.bytes.end = second.bytes.end;
        let (mut figure, next) = self.finish();
        figure.high = Some(second.numeral.value);
        Ok((figure, next))
    }

    /// Takes in a bound behind it: 20 or more people; 20+; 20 people or so.
    pub(super) fn bound_behind(&mut self) {
        if self.modifier != Modifier::Exact {
            return;
        }
        if self.reading.gap(self.next).starts_with('+') {
            self.modifier = Modifier::Above;
        } else if let Some((modifier, next)) = bounds::after(self.reading, self.next) {
            self.modifier = modifier;
            self.end_before(next);
        }
    }

    fn set_unit(&mut self, name: &str) {
        let dimension = units::base(name).map_or("", |unit| unit.dimension);
        self.kind = match dimension {
            "money" => FigureKind::Money,
            "share" | "points" => FigureKind::Percentage,
            _ => FigureKind::Measure,
        };
        name.clone_into(&mut self.unit);
        if dimension == "rate"
            && let Some((unit, per)) = name.split_once(" per ")
        {
            unit.clone_into(&mut self.unit);
            self.per = Some(per.to_owned());
            self.kind = FigureKind::Count;
        }
    }

    /// Drops numbers that name by what stands around them.
    pub(super) fn refuse_names(&self) -> Result<(), Past> {
        let numeral = self.leading.as_ref().unwrap_or(&self.quantity.numeral);
        if self.quantity.is_money() {
            return Ok(());
        }
        let counts = self.kind != FigureKind::Bare;
        let is_bounded = bounds::before(self.reading, self.first).0 != Modifier::Exact;
        let is_year = self.other.is_none()
            && !is_bounded
            && names::is_like_year(self.reading, numeral)
            && (!counts
                || self.kind == FigureKind::Count
                    && names::is_year_before_noun(self.reading, numeral));
        let is_label = !counts && !is_bounded && names::is_label(self.reading, numeral, self.next);
        if is_year || is_label || names::is_named(self.reading, numeral, counts) {
            return Err(Past(self.quantity.words.end));
        }
        Ok(())
    }

    /// Takes in a bound before it: at least 12.
    pub(super) fn bound_before(&mut self) {
        if self.modifier != Modifier::Exact || self.kind == FigureKind::Ordinal {
            return;
        }
        let (modifier, word) = bounds::before(self.reading, self.first);
        if modifier != Modifier::Exact {
            self.modifier = modifier;
            self.is_approached = matches!(
                self.reading.word(word).to_ascii_lowercase().as_str(),
                "nearly" | "almost" | "nearing"
            );
            self.begin_at(word);
            return;
        }
        let gap = self.reading.gap(self.first);
        self.modifier = match gap.trim_end().chars().next_back() {
            Some('~' | '≈') => Modifier::About,
            Some('<' | '≤') => Modifier::Below,
            Some('>' | '≥') => Modifier::Above,
            _ => Modifier::Exact,
        };
    }

    /// Gives a bare number what was counted before, where it goes on with that; drops it where nothing speaks for a figure.
    pub(super) fn carry(&mut self, counted: Option<&str>) -> Result<(), Past> {
        if self.kind != FigureKind::Bare {
            return Ok(());
        }
        let numeral = &self.quantity.numeral;
        let next = |at: usize| self.reading.word(self.next + at);
        let is_of_them = next(0) == "of" && matches!(next(1), "them" | "whom" | "which");
        let is_other =
            matches!(next(0), "others" | "more") && is_joined(self.reading, self.next, false);
        let is_victims = phrase::speaks_of_victims(self.reading, self.first, self.next);
        let goes_on = matches!(
            self.before(1),
            "and" | "or" | "but" | "while" | "another" | "including"
        );
        // Victims are people, whatever was counted before: seven villages were flattened and 10 killed.
        let is_human = |unit: &&str| HUMANS.named(unit).is_some();
        let unit = match counted {
            _ if is_victims => counted.filter(is_human).or(Some("people")),
            _ if is_of_them || is_other || goes_on => counted,
            _ => None,
        };
        if let Some(unit) = unit {
            unit.clone_into(&mut self.unit);
            self.kind = FigureKind::Count;
            return Ok(());
        }
        if let Some(unit) = self.scale() {
            self.set_unit(unit);
            return Ok(());
        }
        let says_nothing = match numeral.form {
            Form::Vague | Form::Couple => true,
            Form::Words => self.modifier == Modifier::Exact && numeral.scale < 100.0,
            _ => false,
        };
        if says_nothing {
            Err(Past(self.quantity.words.end))
        } else {
            Ok(())
        }
    }

    /// The unit of the scale that it is a point on: a magnitude of 5.6; 5.6 on the Richter scale.
    fn scale(&self) -> Option<&'static str> {
        let reading = self.reading;
        let is_magnitude = self.before(1) == "magnitude"
            || self.before(1) == "of" && self.before(2) == "magnitude";
        if is_magnitude {
            return Some("magnitude");
        }
        let next = |at: usize| reading.word(self.next + at);
        (next(0) == "on" && next(1) == "the" && next(3) == "scale").then_some(())?;
        match next(2) {
            "Richter" | "moment" => Some("magnitude"),
            unit => units::UNITS.named(unit).map(|unit| unit.name),
        }
    }

    /// The figure, and the word to read on from.
    pub(super) fn finish(self) -> (Figure, usize) {
        let numeral = &self.quantity.numeral;
        let (value, step) = (numeral.value, numeral.step);
        let mut modifier = self.modifier;
        let (mut low, mut high) = bounds::interval(value, step, modifier, self.is_approached);
        let mut middle = value;
        if let Some(other) = self.other {
            middle = f64::midpoint(other, value);
            low = Some(other.min(value)).filter(|_| modifier != Modifier::Below);
            high = Some(other.max(value)).filter(|_| modifier != Modifier::Above);
        }
        if modifier == Modifier::Exact {
            match numeral.form {
                Form::Vague => {
                    low = Some(value);
                    high = (numeral.scale > 1.0).then_some(value * 10.0);
                }
                Form::Couple => high = Some(value * 2.0),
                _ => {}
            }
            if matches!(numeral.form, Form::Vague | Form::Couple) {
                modifier = Modifier::About;
            }
        }
        let number = self
            .start
            .max(numeral.bytes.start.min(self.quantity.bytes.start))
            ..self.quantity.bytes.end;
        let figure = Figure {
            range: self.start as u32..self.end as u32,
            number: number.start as u32..number.end as u32,
            kind: self.kind,
            value: middle,
            low,
            high,
            modifier,
            unit: self.unit.into_boxed_str(),
            step,
            is_range: self.other.is_some() || numeral.form == Form::Vague && numeral.scale > 1.0,
            per: self.per.map(String::into_boxed_str),
            of: SmallVec::new(),
        };
        (figure, self.next)
    }
}
