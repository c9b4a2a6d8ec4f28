//! A figure in the making: a quantity, and what stands before and behind it.

use smallvec::SmallVec;

use super::lexicon::{HUMANS, NUMBERS, NumberWord};
use super::numerals::{Form, Numeral, is_hyphened, is_joined};
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

    /// Finds out what it is an amount of.
    pub(super) fn count(&mut self) -> Result<(), Past> {
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

    /// Takes in what it is given for each of, and tells ages.
    pub(super) fn qualify(&mut self) {
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
