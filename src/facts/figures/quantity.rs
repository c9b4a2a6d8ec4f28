//! From numbers to figures: what stands before and behind each, put together.

use std::ops::Range;

use smallvec::SmallVec;

use super::lexicon::NUMBERS;
use super::money::{self, Currency};
use super::numerals::{self, Form, Numeral, is_hyphened, is_joined};
use super::units::{self, UNITS};
use super::{Figure, FigureKind, Modifier, bounds, names, nouns, phrase};
use crate::facts::dates::Moment;
use crate::facts::reading::Reading;

/// Figures as they are found, in order.
pub(super) struct Scan<'r, 'b> {
    reading: &'r Reading<'b>,
    moments: std::slice::Iter<'r, Moment>,
    pub(super) figures: Vec<Figure>,
}

/// A number with what is written in one with it: its currency and its unit.
#[derive(Debug, Clone)]
struct Quantity {
    numeral: Numeral,
    /// The first byte and the byte behind all of it.
    bytes: Range<usize>,
    /// The first word and the word behind all of it.
    words: Range<usize>,
    /// Its unit's name.
    unit: Option<&'static str>,
    /// Whether its unit is a currency, before it or behind.
    is_money: bool,
}

impl<'r, 'b> Scan<'r, 'b> {
    pub(super) fn new(reading: &'r Reading<'b>, moments: &'r [Moment]) -> Self {
        let moments = moments.iter();
        Scan {
            reading,
            moments,
            figures: Vec::new(),
        }
    }

    /// Reads on from a word, and answers where to go on. `first` is the first figure of the sentence.
    pub(super) fn step(&mut self, at: usize, first: usize) -> usize {
        let reading = self.reading;
        let Some(word) = reading.words.get(at) else {
            return at + 1;
        };
        let bytes = reading.body.as_bytes();
        let byte = |i: u32| {
            bytes
                .get((word.start + i) as usize)
                .copied()
                .unwrap_or_default()
        };
        let is_digit = byte(0).is_ascii_digit();
        let is_code = !is_digit
            && byte(0).is_ascii_uppercase()
            && word.end - word.start > 1
            && (byte(1).is_ascii_digit() || byte(2).is_ascii_digit() || byte(3).is_ascii_digit());
        if !is_digit && !is_code && NUMBERS.get(*word).is_none() {
            return at + 1;
        }
        while let Some(moment) = self.moments.as_slice().first() {
            if moment.range.end > word.start {
                if moment.range.start <= word.start {
                    return reading.word_at(moment.range.end as usize);
                }
                break;
            }
            self.moments.next();
        }
        let Some(quantity) = self.quantity(at) else {
            return at + 1;
        };
        match self.figure(quantity, first) {
            Ok((figure, next)) => {
                self.figures.push(figure);
                next
            }
            Err(next) => next,
        }
    }

    /// The number at a word, with its currency and its unit of measure.
    fn quantity(&self, at: usize) -> Option<Quantity> {
        let reading = self.reading;
        let word = reading.words.get(at)?;
        let byte = *reading.body.as_bytes().get(word.start as usize)?;
        let (currency, numeral) = if byte.is_ascii_digit() {
            let currency = money::before(reading, at);
            (
                currency,
                numerals::numeral(reading, at, currency.is_some())?,
            )
        } else if let Some(numeral) = numerals::numeral(reading, at, false) {
            (None, numeral)
        } else {
            let (currency, digits) = money::glued(reading, at)?;
            (Some(currency), numerals::digits(reading, at, digits, true)?)
        };
        let mut quantity = Quantity {
            bytes: numeral.bytes.clone(),
            words: numeral.words.clone(),
            unit: None,
            is_money: false,
            numeral,
        };
        if let Some(Currency { name, start, word }) = currency {
            quantity.bytes.start = quantity.bytes.start.min(start);
            quantity.words.start = quantity.words.start.min(word);
            quantity.unit = Some(name);
            quantity.is_money = true;
            let next = money::country_behind(reading, quantity.words.end);
            quantity.take(reading, next);
            return Some(quantity);
        }
        quantity.measure(reading);
        Some(quantity)
    }

    /// The figure that a quantity makes with all around it, and where to read on; or where to read on, if it makes none.
    fn figure(&self, quantity: Quantity, first: usize) -> Result<(Figure, usize), usize> {
        let reading = self.reading;
        let mut q = quantity;
        if !q.is_money
            && let Some(next) = names::other(reading, &q.numeral)
        {
            return Err(next);
        }
        if q.numeral.form == Form::Ordinal {
            return self.ordinal(&q);
        }
        let mut modifier = Modifier::Exact;
        let (mut start_word, mut start) = (q.words.start, q.bytes.start);
        // An article of its own: a million, a third.
        if let Some(article) = start_word.checked_sub(1)
            && q.takes_article(reading)
            && matches!(reading.word(article), "a" | "A" | "an" | "An")
            && is_joined(reading, start_word, false)
        {
            start_word = article;
            start = reading.words[article].range().start;
        }
        let is_between =
            start_word > 0 && matches!(reading.word(start_word - 1), "between" | "Between");
        let is_from = start_word > 0 && matches!(reading.word(start_word - 1), "from" | "From");
        let mut other = None;
        if let Some((second, join)) = self.second(&q, is_between) {
            match Self::joined(&q, &second, join, is_from || is_between) {
                Joined::Range => {
                    let first = q.numeral.value;
                    let scaled = if q.numeral.scale == 1.0
                        && second.numeral.scale > 1.0
                        && first < 1000.0
                        && first < second.numeral.value / second.numeral.scale
                    {
                        first * second.numeral.scale
                    } else {
                        first
                    };
                    other = Some(scaled);
                    q.unit = second.unit.or(q.unit);
                    q.is_money |= second.is_money;
                    q.bytes.end = second.bytes.end;
                    q.words.end = second.words.end;
                    q.numeral = second.numeral;
                }
                Joined::Score => {
                    let score = self.score(&q, &second, start);
                    return score.ok_or(second.words.end);
                }
                Joined::Name => return Err(second.words.end),
                Joined::Nothing => {}
            }
        }
        if is_between && other.is_some() {
            start_word -= 1;
            start = reading.words[start_word].range().start;
        }
        let number = q.numeral.bytes.start.min(start)..q.bytes.end;
        let (mut next, mut end) = (q.words.end, q.bytes.end);
        // A bound behind the number itself: 20 or more people, 20+.
        if reading.gap(next).starts_with('+') {
            modifier = Modifier::Above;
        } else if let Some((bound, past)) = bounds::after(reading, next) {
            modifier = bound;
            next = past;
            end = reading.bytes(next - 1..next).end;
        }
        let mut kind = FigureKind::Bare;
        let mut unit = String::new();
        let mut per = None;
        let mut counted = false;
        let is_part = q.numeral.form == Form::Part;
        let glued = reading
            .body
            .get(q.numeral.glued.clone())
            .unwrap_or_default();
        if let Some(name) = q.unit {
            name.clone_into(&mut unit);
            counted = true;
            kind = match units::base(name).map(|u| u.dimension) {
                Some("money") => FigureKind::Money,
                Some("share" | "points") => FigureKind::Percentage,
                _ => FigureKind::Measure,
            };
            if is_part && kind == FigureKind::Bare {
                kind = FigureKind::Measure;
            }
        } else if !glued.is_empty() {
            return Err(q.words.end);
        } else {
            let found = if other.is_none()
                && q.numeral.value == 1.0
                && q.numeral.form == Form::Words
                && q.numeral.scale == 1.0
            {
                self.one(&q, next)?
            } else if is_part {
                None
            } else {
                phrase::several(reading, next).or_else(|| phrase::attributive(reading, next))
            };
            if let Some(found) = found {
                unit = found.lemma;
                kind = FigureKind::Count;
                counted = true;
                next = found.head + 1;
                end = reading.bytes(found.head..next).end;
            }
        }
        // A unit between the number and what is counted has no say on names.
        if !q.is_money && names::is_named(reading, &q.numeral, counted) {
            return Err(q.words.end);
        }
        if names::is_like_year(reading, &q.numeral) && !q.is_money && other.is_none() {
            let is_bounded = bounds::before(reading, start_word).0 != Modifier::Exact;
            if !counted && !is_bounded
                || kind == FigureKind::Count
                    && names::is_year_before_noun(reading, &q.numeral)
                    && !is_bounded
            {
                return Err(q.words.end);
            }
        }
        if is_part && q.unit.is_none() {
            let is_share = reading.word(next) == "of" && is_joined(reading, next, false);
            if !is_share {
                return Err(q.words.end);
            }
            kind = FigureKind::Percentage;
            "percent".clone_into(&mut unit);
            q.numeral.value *= 100.0;
            q.numeral.step = 1.0;
        }
        // A bound behind the unit: 20 years or more.
        if modifier == Modifier::Exact
            && counted
            && let Some((bound, past)) = bounds::after(reading, next)
        {
            modifier = bound;
            next = past;
            end = reading.bytes(next - 1..next).end;
        }
        if let Some(past) = self.age(&unit, next) {
            kind = FigureKind::Age;
            next = past;
            end = reading.bytes(next - 1..next).end;
        } else if counted && let Some((name, past)) = phrase::per(reading, next) {
            per = Some(name.into_boxed_str());
            next = past;
            end = reading.bytes(next - 1..next).end;
        }
        if kind == FigureKind::Bare && self.is_age(&q) {
            kind = FigureKind::Age;
            "year".clone_into(&mut unit);
        }
        let mut is_approached = false;
        if modifier == Modifier::Exact {
            let (bound, word) = bounds::before(reading, start_word);
            let gap = reading.gap(start_word);
            if bound != Modifier::Exact {
                modifier = bound;
                start_word = word;
                start = reading.words[word].range().start;
                is_approached = matches!(
                    reading.word(word),
                    "nearly" | "almost" | "nearing" | "Nearly" | "Almost"
                );
            } else if gap.contains(['~', '≈']) {
                modifier = Modifier::About;
            } else if gap.contains('<') {
                modifier = Modifier::Below;
            } else if gap.contains('>') {
                modifier = Modifier::Above;
            }
        }
        if kind == FigureKind::Bare {
            if let Some(carried) = self.carried(&q, next, first) {
                unit = carried;
                kind = FigureKind::Count;
            } else if q.numeral.form == Form::Vague
                || q.numeral.form == Form::Couple
                || q.numeral.form == Form::Words
                    && modifier == Modifier::Exact
                    && q.numeral.scale < 100.0
                || self.is_label(&q)
            {
                return Err(q.words.end);
            }
        }
        let (value, step) = (q.numeral.value, q.numeral.step);
        let (mut low, mut high) = bounds::interval(value, step, modifier, is_approached);
        let mut middle = value;
        if let Some(first) = other {
            (low, high) = match modifier {
                Modifier::Below => (None, Some(first.max(value))),
                Modifier::Above => (Some(first.min(value)), None),
                _ => (Some(first.min(value)), Some(first.max(value))),
            };
            middle = f64::midpoint(first, value);
        }
        if q.numeral.form == Form::Vague {
            modifier = if modifier == Modifier::Exact {
                Modifier::About
            } else {
                modifier
            };
            low = Some(value);
            high = (q.numeral.scale > 1.0).then(|| value * 10.0);
        } else if q.numeral.form == Form::Couple && modifier == Modifier::Exact {
            modifier = Modifier::About;
            (low, high) = (Some(value), Some(value * 2.0));
        }
        let figure = Figure {
            range: start as u32..end.max(number.end) as u32,
            number: number.start as u32..number.end as u32,
            kind,
            value: middle,
            low,
            high,
            modifier,
            unit: unit.into_boxed_str(),
            per,
            of: SmallVec::new(),
            step,
        };
        Ok((figure, next.max(q.words.end)))
    }

    /// What `one` counts; an error where it counts nothing.
    fn one(&self, q: &Quantity, next: usize) -> Result<Option<phrase::Counted>, usize> {
        let reading = self.reading;
        let nothing = Err(q.words.end);
        let at = q.words.start;
        if let Some(before) = at.checked_sub(1)
            && is_joined(reading, at, true)
            && matches!(
                reading.word(before),
                "the"
                    | "this"
                    | "that"
                    | "The"
                    | "This"
                    | "That"
                    | "no"
                    | "No"
                    | "any"
                    | "each"
                    | "every"
                    | "which"
                    | "another"
                    | "some"
                    | "number"
                    | "day"
                    | "everyone"
                    | "a"
            )
        {
            return nothing;
        }
        if is_hyphened(reading, next) {
            return nothing;
        }
        match phrase::single(reading, next) {
            Some(found) => Ok(Some(found)),
            None => nothing,
        }
    }

    /// The quantity that a range goes on with, and what joins the two.
    fn second(&self, q: &Quantity, is_between: bool) -> Option<(Quantity, Join)> {
        let reading = self.reading;
        let next = q.words.end;
        let word = reading.word(next);
        let at = match word {
            "to" | "and" | "or" => next + 1,
            _ => next,
        };
        let first = reading.word(at).bytes().next()?;
        let code = at == next && !first.is_ascii_digit();
        if code
            && reading
                .words
                .get(at)
                .is_none_or(|w| NUMBERS.get(*w).is_none())
        {
            return None;
        }
        let second = self
            .quantity(at)
            .or_else(|| self.quantity(at + 1).filter(|s| s.words.start == at))?;
        let between = reading
            .body
            .get(q.bytes.end..second.bytes.start.max(q.bytes.end))?;
        let join = match between.trim_matches(['~', '"']) {
            "-" | "–" | "—" | "−" | "\u{2010}" | "\u{2011}" | "" => Join::Hyphen,
            " - " | " – " | " — " => Join::Dash,
            "/" => Join::Bar,
            between => match between.trim() {
                "to" => Join::To,
                "and" if is_between => Join::To,
                "or" => Join::Or,
                _ => return None,
            },
        };
        // A minus sign that the second number took for its own.
        let mut second = second;
        if join == Join::Hyphen && second.numeral.value < 0.0 {
            second.numeral.value = -second.numeral.value;
        }
        if matches!(
            second.numeral.form,
            Form::Ordinal | Form::Vague | Form::Couple
        ) {
            return None;
        }
        (between != ""
            || second.numeral.bytes.start > q.bytes.end
            || second.numeral.value != q.numeral.value)
            .then_some((second, join))
    }

    fn joined(first: &Quantity, second: &Quantity, join: Join, is_from: bool) -> Joined {
        let (a, b) = (first.numeral.value, second.numeral.value);
        let same_unit = first.unit.is_none() || second.unit.is_none() || first.unit == second.unit;
        let plain = first.numeral.form == Form::Plain && second.numeral.form == Form::Plain;
        let is_whole = plain && a < 1000.0 && b < 1000.0;
        let no_unit = first.unit.is_none()
            && second.unit.is_none()
            && first.numeral.glued.is_empty()
            && second.numeral.glued.is_empty();
        if !same_unit {
            return Joined::Nothing;
        }
        match join {
            Join::Hyphen | Join::Dash
                if plain
                    && (1000.0..2101.0).contains(&a)
                    && no_unit
                    && (b < 100.0 || b > a && b < 2101.0) =>
            {
                Joined::Name
            }
            Join::Hyphen | Join::Dash if no_unit && is_whole && a >= b => Joined::Score,
            Join::Hyphen | Join::Dash if a < b || first.numeral.scale < second.numeral.scale => {
                Joined::Range
            }
            Join::To if is_from || a < b || first.numeral.scale < second.numeral.scale => {
                Joined::Range
            }
            Join::To if is_whole && no_unit && a >= b => Joined::Score,
            Join::Or
                if no_unit
                    && a < b
                    && b <= 2.0 * a.max(1.0)
                    && first.numeral.form == second.numeral.form =>
            {
                Joined::Range
            }
            Join::Bar if first.is_money && second.is_money && a < b => Joined::Range,
            Join::Bar if plain => Joined::Name,
            _ => Joined::Nothing,
        }
    }

    fn score(&self, first: &Quantity, second: &Quantity, start: usize) -> Option<(Figure, usize)> {
        if names::is_named(self.reading, &first.numeral, true) {
            return None;
        }
        let (a, b) = (first.numeral.value, second.numeral.value);
        let range = start as u32..second.bytes.end as u32;
        let figure = Figure {
            range: range.clone(),
            number: range,
            kind: FigureKind::Score,
            value: a,
            low: Some(a),
            high: Some(b),
            modifier: Modifier::Exact,
            unit: Box::default(),
            per: None,
            of: SmallVec::new(),
            step: 1.0,
        };
        Some((figure, second.words.end))
    }

    fn ordinal(&self, q: &Quantity) -> Result<(Figure, usize), usize> {
        let reading = self.reading;
        let next = q.words.end;
        let nothing = Err(next);
        if is_hyphened(reading, next)
            || is_hyphened(reading, q.words.start)
            || names::is_named(reading, &q.numeral, true)
        {
            return nothing;
        }
        let Some(found) = phrase::single(reading, next) else {
            return nothing;
        };
        let value = q.numeral.value;
        let number = q.bytes.start as u32..q.bytes.end as u32;
        let end = reading.bytes(found.head..found.head + 1).end;
        let figure = Figure {
            range: number.start..end as u32,
            number,
            kind: FigureKind::Ordinal,
            value,
            low: Some(value),
            high: Some(value),
            modifier: Modifier::Exact,
            unit: found.lemma.into_boxed_str(),
            per: None,
            of: SmallVec::new(),
            step: 1.0,
        };
        Ok((figure, next))
    }

    /// The word behind `old` or `of age`, where a figure in a unit of time is an age.
    fn age(&self, unit: &str, next: usize) -> Option<usize> {
        let reading = self.reading;
        if !matches!(unit, "year" | "month" | "week" | "day") || !is_joined(reading, next, true) {
            return None;
        }
        match reading.word(next) {
            "old" | "olds" => Some(next + 1),
            "of" if reading.word(next + 1) == "age" => Some(next + 2),
            _ => None,
        }
    }

    /// Whether a bare number is an age by what stands around it: `Smith, 44,`; `aged 44`; `over the age of 21`.
    fn is_age(&self, q: &Quantity) -> bool {
        let reading = self.reading;
        let (first, value) = (q.words.start, q.numeral.value);
        if !(0.0..120.0).contains(&value) || q.numeral.step != 1.0 {
            return false;
        }
        let word = |back: usize| first.checked_sub(back).map_or("", |at| reading.word(at));
        if is_joined(reading, first, false)
            && (matches!(word(1), "aged" | "age" | "Aged")
                || word(1) == "of" && matches!(word(2), "age" | "ages"))
        {
            return true;
        }
        let gap = reading.gap(q.words.end);
        q.numeral.form == Form::Plain
            && (reading.gap(first) == ", " && gap.starts_with([',', '.'])
                || reading.gap(first) == " (" && gap.starts_with(')'))
            && first.checked_sub(1).is_some_and(|before| {
                reading.is_capitalised(before) && reading.word(before).len() > 1
            })
    }

    /// What was counted before in the sentence, where a bare number goes on with it: `435 homes and 187 by tender`.
    fn carried(&self, q: &Quantity, next: usize, first: usize) -> Option<String> {
        let reading = self.reading;
        let is_of_them = reading.word(next) == "of"
            && matches!(reading.word(next + 1), "them" | "whom" | "which");
        let is_victims = phrase::speaks_of_victims(reading, next);
        let is_other =
            matches!(reading.word(next), "others" | "more") && is_joined(reading, next, false);
        let before = q
            .words
            .start
            .checked_sub(1)
            .map_or("", |at| reading.word(at));
        let goes_on = matches!(before, "and" | "or" | "but" | "while" | "another");
        let last = self.figures.get(first..)?.iter().rev().find(|f| {
            !matches!(
                f.kind,
                FigureKind::Ordinal | FigureKind::Age | FigureKind::Percentage
            )
        })?;
        let is_count = last.kind == FigureKind::Count;
        let is_people = is_victims && q.numeral.form != Form::Part;
        if is_count && (is_of_them || is_victims || is_other || goes_on) {
            return Some(last.unit.to_string());
        }
        is_people.then(|| "people".to_owned())
    }

    /// Whether a bare number in digits is a label: an item of a list, a house number, a model.
    fn is_label(&self, q: &Quantity) -> bool {
        let reading = self.reading;
        let next = q.words.end;
        if q.is_money || q.numeral.form != Form::Plain {
            return false;
        }
        let is_before_name = is_joined(reading, next, true) && reading.is_capitalised(next);
        let begins = reading.sentences.iter().any(|_| false);
        let gap = reading.gap(next);
        begins
            || is_before_name
            || gap.starts_with(')')
            || gap.starts_with(['/', '-']) && !gap.starts_with("- ")
    }
}

/// What joins the two numbers of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Join {
    Hyphen,
    Dash,
    Bar,
    To,
    Or,
}

/// What two joined numbers are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joined {
    Range,
    Score,
    Name,
    Nothing,
}

impl Quantity {
    /// Takes in the words up to `next`.
    fn take(&mut self, reading: &Reading<'_>, next: usize) {
        if next > self.words.end {
            self.words.end = next;
            self.bytes.end = reading.bytes(next - 1..next).end;
        }
    }

    /// Whether an article before the number is part of it.
    fn takes_article(&self, reading: &Reading<'_>) -> bool {
        use super::lexicon::NumberWord;
        let first = reading
            .words
            .get(self.numeral.words.start)
            .and_then(|w| NUMBERS.get(*w));
        matches!(
            first,
            Some(
                NumberWord::Scale(_)
                    | NumberWord::Part(_)
                    | NumberWord::Pair
                    | NumberWord::Ordinal(_)
            )
        )
    }

    /// Finds the unit of measure or of money behind the number.
    fn measure(&mut self, reading: &Reading<'_>) {
        let end = self.numeral.bytes.end;
        let next = self.words.end;
        let glued = reading
            .body
            .get(self.numeral.glued.clone())
            .unwrap_or_default();
        if !glued.is_empty() {
            if let Some(unit) = units::abbreviated(glued) {
                self.unit = Some(unit.name);
                self.is_money = unit.dimension == "money";
                self.bytes.end = self.numeral.glued.end;
            } else if let [first] = crate::text::words::words(glued).as_slice() {
                let mut words: SmallVec<[_; 3]> = SmallVec::from_slice(&[*first]);
                words.extend(reading.words.iter().skip(next).take(2).copied());
                if let Some((length, unit)) = UNITS.longest(&words) {
                    self.unit = Some(unit.name);
                    self.is_money = unit.dimension == "money";
                    self.bytes.end = self.numeral.glued.end;
                    self.take(reading, next + length - 1);
                }
            }
            if matches!(glued, "st" | "nd" | "rd" | "th")
                && self.unit.is_none()
                && self.numeral.step == 1.0
            {
                self.numeral.form = Form::Ordinal;
                self.bytes.end = self.numeral.glued.end;
                self.numeral.glued = self.bytes.end..self.bytes.end;
            }
            return;
        }
        let gap = reading.gap(next);
        if let Some(rest) = gap.trim_start_matches([' ', '-']).strip_prefix('%') {
            self.unit = Some("percent");
            self.bytes.end = end + (gap.len() - rest.len());
            if rest == " " && matches!(reading.word(next), "point" | "points") {
                self.unit = Some("percentage point");
                self.take(reading, next + 1);
            }
            return;
        }
        if let Some((name, past)) = money::behind(reading, next, end) {
            self.unit = Some(name);
            self.is_money = true;
            self.bytes.end = past;
            return;
        }
        if gap.starts_with('″') {
            self.unit = Some("inch");
            self.bytes.end = end + '″'.len_utf8();
            return;
        }
        if gap.trim_start().starts_with(['°', 'º']) {
            self.unit = Some(match reading.word(next) {
                "C" | "Celsius" => "celsius",
                "F" | "Fahrenheit" => "fahrenheit",
                _ => "degree",
            });
            if self.unit == Some("degree") {
                self.bytes.end = end + gap.len() - gap.trim_start_matches([' ', '°', 'º']).len();
            } else {
                self.take(reading, next + 1);
            }
            return;
        }
        let fits = is_joined(reading, next, true) || gap == " (" && reading.word(next) == "s";
        let Some(words) = reading.words.get(next..).filter(|_| fits) else {
            return;
        };
        // Half an hour, a third of a mile.
        let (skip, words) = match reading.word(next) {
            "a" | "an" if self.numeral.form == Form::Part => {
                (1, words.get(1..).unwrap_or_default())
            }
            "of" if self.numeral.form == Form::Part
                && matches!(reading.word(next + 1), "a" | "an") =>
            {
                (2, words.get(2..).unwrap_or_default())
            }
            "more" | "additional" | "full" | "straight" | "consecutive" | "extra" => {
                (1, words.get(1..).unwrap_or_default())
            }
            // Tens of millions of dollars.
            "of" if self.numeral.scale > 1.0 || self.numeral.form == Form::Vague => {
                (1, words.get(1..).unwrap_or_default())
            }
            _ => (0, words),
        };
        let found = UNITS.longest(words).or_else(|| {
            let text = reading.word(next + skip);
            let short = text.len() > 1 || is_short_unit(reading, next);
            units::abbreviated(text)
                .filter(|_| short)
                .map(|unit| (1, unit))
        });
        let Some((length, unit)) = found else {
            return;
        };
        let last = next + skip + length;
        let is_phrase =
            (next + skip + 1..last).all(|at| !reading.gap(at).contains([',', ';', '\n']));
        let text = reading.word(last - 1);
        // `One second`, but not `the two second halves`; `Mark`, `Rand` and `Real` are names.
        let is_name = text.starts_with(char::is_uppercase)
            && !text.bytes().all(|b| b.is_ascii_uppercase())
            && length == 1
            && unit.dimension == "money"
            && !text.ends_with('s');
        let is_possessive = matches!(reading.gap(last), "'" | "’") && reading.word(last) == "s";
        if is_phrase && !is_name && !is_possessive {
            self.unit = Some(unit.name);
            self.is_money = unit.dimension == "money";
            self.take(reading, last);
        }
    }
}

/// Whether a lone letter behind a number is a unit: nothing but a mark or a word of grammar follows.
fn is_short_unit(reading: &Reading<'_>, at: usize) -> bool {
    phrase::ends(reading, at + 1) && !reading.gap(at + 1).starts_with(['.', '\'', '’'])
}
