//! Numbers as they are written: in digits, in words, in both.

use super::lexicon::{NUMBERS, NumberWord};
use crate::facts::reading::Reading;

/// A number, before anyone asks what it counts.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Numeral {
    /// The number of its first word, and of the word behind its last.
    pub(super) words: std::ops::Range<usize>,
    /// Bytes of the body: from its sign or point to its last digit or letter; what is glued to it is left out.
    pub(super) bytes: std::ops::Range<usize>,
    pub(super) value: f64,
    /// What one in its last digit is worth.
    pub(super) step: f64,
    pub(super) form: Form,
    /// What multiplies it: a million in `3 million`; 1 where nothing does.
    pub(super) scale: f64,
    /// Letters that are glued to its last digit: `kg` in `278kg`. Bytes of the body.
    pub(super) glued: std::ops::Range<usize>,
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Digits alone, without commas or point: may be a year.
    Plain,
    /// Digits with commas or a point, or with a scale.
    Digits,
    Words,
    /// `dozens`, `hundreds of thousands`: the value is the least that it can mean.
    Vague,
    /// `a couple of`.
    Couple,
    /// Part of one: `half`, `two-thirds`, `1/4`.
    Part,
    Ordinal,
}

/// Reads the number that begins with a word, if one does. `is_money`: a currency stands before it, so that `m` means million.
pub(super) fn numeral(reading: &Reading<'_>, at: usize, is_money: bool) -> Option<Numeral> {
    let word = reading.words.get(at)?;
    let first = reading.body.as_bytes().get(word.start as usize)?;
    let start = word.start as usize;
    if first.is_ascii_digit() {
        digits(reading, at, start, is_money)
    } else {
        in_words(reading, at)
    }
}

/// Whether two words are parted by blanks alone, or by a hyphen where `hyphen`.
pub(super) fn is_joined(reading: &Reading<'_>, second: usize, hyphen: bool) -> bool {
    match reading.gap(second) {
        " " | "\u{a0}" | "\u{202f}" | "\u{2009}" | "\n" | "\r\n" => true,
        "-" | "\u{2010}" | "\u{2011}" => hyphen,
        gap => !gap.is_empty() && gap.len() < 8 && gap.bytes().all(|b| b == b' '),
    }
}

/// Whether a hyphen, and nothing else, stands before a word.
pub(super) fn is_hyphened(reading: &Reading<'_>, second: usize) -> bool {
    matches!(reading.gap(second), "-" | "\u{2010}" | "\u{2011}")
}

/// How many bytes of a word, from its first, are digits.
fn leading_digits(word: &str) -> usize {
    word.bytes().take_while(u8::is_ascii_digit).count()
}

/// The number that begins with a word's byte `start`, a digit: `1,000`, `1.5`, `2 1/2`, `2½`, with its scale.
pub(super) fn digits(
    reading: &Reading<'_>,
    at: usize,
    start: usize,
    is_money: bool,
) -> Option<Numeral> {
    let body = reading.body;
    let mut last = at;
    let mut end = start + leading_digits(body.get(start..reading.words.get(at)?.range().end)?);
    let mut text: Vec<u8> = body.as_bytes().get(start..end)?.to_vec();
    let mut form = Form::Plain;
    let mut step = 1.0;
    let (is_whole_word, mut value);
    loop {
        let word = reading.word(last);
        let next = reading.word(last + 1);
        let is_whole = end == reading.words.get(last)?.range().end;
        let digits = leading_digits(next);
        let group = text.len() <= 3 || form == Form::Digits;
        if is_whole && group && step == 1.0 && reading.gap(last + 1) == "," && digits == 3 {
            form = Form::Digits;
        } else if is_whole
            && step == 1.0
            && reading.gap(last + 1) == "."
            && digits > 0
            && digits < 10
        {
            form = Form::Digits;
            text.push(b'.');
            step = 10f64.powi(-(digits as i32));
        } else {
            is_whole_word = is_whole;
            value = std::str::from_utf8(&text).ok()?.parse::<f64>().ok()?;
            // A space in front of nothing: `word` is only of use where the number goes on within it.
            let _ = word;
            break;
        }
        text.extend_from_slice(next.as_bytes().get(..digits)?);
        last += 1;
        end = reading.words.get(last)?.range().start + digits;
    }
    // The lone point of `.534`.
    let mut first = start;
    if form == Form::Plain
        && (reading.gap(at) == "." || reading.gap(at).ends_with(" ."))
        && start == reading.words.get(at)?.range().start
    {
        let places = text.len().min(9) as i32;
        value *= 10f64.powi(-places);
        step = 10f64.powi(-places);
        first -= 1;
        form = Form::Digits;
    }
    let mut numeral = Numeral {
        words: at..last + 1,
        bytes: first..end,
        value,
        step,
        form,
        scale: 1.0,
        glued: end..end,
    };
    numeral.sign(reading, at);
    if is_whole_word {
        numeral.fraction(reading);
    } else {
        numeral.glue(reading, is_money);
    }
    if numeral.glued.is_empty() {
        numeral.scales(reading, is_money);
    }
    numeral.value.is_finite().then_some(numeral)
}

impl Numeral {
    /// Takes in a minus sign or the word `minus`.
    fn sign(&mut self, reading: &Reading<'_>, at: usize) {
        let gap = reading.gap(at);
        let gap = if self.bytes.start < reading.words[at].range().start {
            &gap[..gap.len() - 1]
        } else {
            gap
        };
        let before = gap.trim_end_matches(['-', '−', '–', '+']);
        let is_sign = before.len() < gap.len()
            && (before.is_empty() && at == 0
                || before.ends_with([' ', '(', '\n', '\u{a0}', '$', ':']));
        if is_sign {
            self.bytes.start -= gap.len() - before.len();
            if !gap.ends_with('+') {
                self.value = -self.value;
            }
        } else if let Some(before) = at.checked_sub(1)
            && is_joined(reading, at, true)
            && matches!(reading.word(before), "minus" | "negative" | "Minus")
        {
            self.words.start = before;
            self.bytes.start = reading.words[before].range().start;
            self.value = -self.value;
        }
    }

    /// Takes in `1/2` behind a whole number or in place of one.
    fn fraction(&mut self, reading: &Reading<'_>) {
        let next = self.words.end;
        let small = |word: usize| {
            let word = reading.word(word);
            (word.len() <= 3 && !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit()))
                .then(|| word.parse::<f64>().ok())
                .flatten()
        };
        let is_bar = |word: usize| matches!(reading.gap(word), "/" | "\u{2044}");
        if self.form != Form::Plain {
            return;
        }
        if is_bar(next)
            && !is_bar(next + 1)
            && let Some(below) = small(next)
            && below > self.value.abs()
            && self.value > 0.0
        {
            self.value /= below;
            self.form = Form::Part;
            self.take(reading, 1);
        } else if is_joined(reading, next, true)
            && is_bar(next + 1)
            && let (Some(above), Some(below)) = (small(next), small(next + 1))
            && above < below
        {
            self.value += above / below;
            self.form = Form::Digits;
            self.step = 1.0 / below;
            self.take(reading, 2);
        } else if let Some(part) = vulgar(reading.word(next))
            && is_joined(reading, next, false)
        {
            self.value += part;
            self.form = Form::Digits;
            self.take(reading, 1);
        }
    }

    /// Takes in some more words.
    fn take(&mut self, reading: &Reading<'_>, words: usize) {
        self.words.end += words;
        if let Some(last) = reading.words.get(self.words.end - 1) {
            self.bytes.end = last.range().end;
        }
        self.glued = self.bytes.end..self.bytes.end;
    }

    /// Looks at what is glued to its last digit: a vulgar fraction, a scale, a unit.
    fn glue(&mut self, reading: &Reading<'_>, is_money: bool) {
        let Some(end) = reading.words.get(self.words.end - 1).map(|w| w.range().end) else {
            return;
        };
        let mut rest = reading.body.get(self.bytes.end..end).unwrap_or_default();
        let mut chars = rest.chars();
        if let Some(part) = chars
            .next()
            .and_then(|c| vulgar(c.encode_utf8(&mut [0; 4])))
        {
            self.value += part;
            self.form = Form::Digits;
            self.bytes.end = end - chars.as_str().len();
            rest = chars.as_str();
        }
        let joined = crate::text::words::words(rest);
        if let [letters] = joined.as_slice()
            && let Some(NumberWord::Letters(scale) | NumberWord::Scale(scale)) =
                NUMBERS.get(*letters)
            && (is_money || is_scale(rest) || rest == "m" && follows_count(reading, self.words.end))
        {
            self.bytes.end = end;
            self.multiply(scale);
        }
        self.glued = self.bytes.end..end;
    }

    /// Takes in the words of scale behind digits: `3 million`, `$5 bn`, `4 hundred million`.
    fn scales(&mut self, reading: &Reading<'_>, is_money: bool) {
        for _ in 0..3 {
            let next = self.words.end;
            let Some(word) = reading.words.get(next) else {
                return;
            };
            let scale = match NUMBERS.get(*word) {
                Some(NumberWord::Scale(scale)) => scale,
                Some(NumberWord::Letters(scale))
                    if self.scale == 1.0 && (is_money || is_scale(reading.word(next))) =>
                {
                    scale
                }
                _ => return,
            };
            if !is_joined(reading, next, true) {
                return;
            }
            self.multiply(scale);
            self.take(reading, 1);
        }
    }

    pub(super) fn multiply(&mut self, scale: f64) {
        self.value *= scale;
        self.step *= scale;
        self.scale *= scale;
        if self.form == Form::Plain {
            self.form = Form::Digits;
        }
    }
}

/// Whether letters multiply any number, not only an amount of money: not `m`, `mm` and `b`, which may be units, nor names.
fn is_scale(letters: &str) -> bool {
    letters == "k"
        || letters.len() > 1 && letters != "mm" && !letters.starts_with(char::is_uppercase)
}

/// Whether a word of letters follows that a count may be of: then `10m` before it means millions, not metres.
fn follows_count(reading: &Reading<'_>, next: usize) -> bool {
    use super::lexicon::GRAMMAR;
    reading.words.get(next).is_some_and(|word| {
        is_joined(reading, next, false)
            && GRAMMAR.get(*word).is_none()
            && reading.word(next).starts_with(char::is_alphabetic)
            && (super::nouns::plural(reading, next).is_some()
                || super::units::UNITS.get(*word).is_some())
    })
}

/// The value of a fraction that is one character.
fn vulgar(text: &str) -> Option<f64> {
    Some(match text {
        "½" => 0.5,
        "¼" => 0.25,
        "¾" => 0.75,
        "⅓" => 1.0 / 3.0,
        "⅔" => 2.0 / 3.0,
        "⅕" => 0.2,
        "⅛" => 0.125,
        "⅜" => 0.375,
        "⅝" => 0.625,
        "⅞" => 0.875,
        _ => return None,
    })
}

/// The number in words that begins with a word.
fn in_words(reading: &Reading<'_>, at: usize) -> Option<Numeral> {
    let word = |i: usize| reading.words.get(i).and_then(|w| NUMBERS.get(*w));
    let is = |i: usize, text: &str| reading.word(i).eq_ignore_ascii_case(text);
    let first = word(at)?;
    let numeral = |end: usize, value: f64, step: f64, scale: f64, form: Form| {
        let bytes = reading.bytes(at..end);
        let glued = bytes.end..bytes.end;
        let words = at..end;
        Some(Numeral {
            words,
            bytes,
            value,
            step,
            form,
            scale,
            glued,
        })
    };
    match first {
        NumberWord::Letters(_) => return None,
        NumberWord::Vague(least) => {
            let of = is(at + 1, "of") && is_joined(reading, at + 1, false);
            return match word(at + 2) {
                Some(NumberWord::Vague(scale)) if of && scale >= 100.0 && scale > least => {
                    numeral(at + 3, least * scale, least * scale, scale, Form::Vague)
                }
                _ if least == 10.0 => None,
                _ => numeral(at + 1, least, least, 1.0, Form::Vague),
            };
        }
        NumberWord::Ordinal(value) => return numeral(at + 1, value, 1.0, 1.0, Form::Ordinal),
        NumberWord::Part(below) => {
            // Half a million.
            if below == 2.0
                && is(at + 1, "a")
                && let Some(NumberWord::Scale(scale)) = word(at + 2)
            {
                return numeral(at + 3, scale / 2.0, scale / 2.0, scale, Form::Words);
            }
            return numeral(at + 1, 1.0 / below, 1.0 / below, 1.0, Form::Part);
        }
        NumberWord::Couple => {
            if !is(at + 1, "of") {
                return None;
            }
            return match word(at + 2) {
                Some(NumberWord::Scale(scale)) => {
                    numeral(at + 3, 2.0 * scale, scale, scale, Form::Couple)
                }
                _ => numeral(at + 2, 2.0, 1.0, 1.0, Form::Couple),
            };
        }
        NumberWord::Scale(scale) => {
            // A million; several hundred; but not: per hundred.
            let before = at.checked_sub(1).map_or("", |before| reading.word(before));
            match before.to_ascii_lowercase().as_str() {
                "a" | "an" => {}
                "several" | "few" | "many" => {
                    return numeral(at + 1, scale, scale, 1.0, Form::Vague);
                }
                _ => return None,
            }
        }
        _ => {}
    }
    // Two hundred and five thousand: `total` is of whole thousands, `below` of what is less.
    let (mut total, mut below, mut scale, mut step) = (0.0, 0.0, 1.0, 1.0);
    let mut last = None;
    let mut next = at;
    loop {
        let goes_on = next == at || is_joined(reading, next, true);
        let and = matches!(last, Some(NumberWord::Scale(_))) && is(next, "and") && goes_on;
        let here = if and { next + 1 } else { next };
        let found = word(here).filter(|_| goes_on);
        let fits = match (last, found) {
            (None, Some(NumberWord::Scale(_))) => next == at,
            (
                None | Some(NumberWord::Scale(_)),
                Some(NumberWord::Small(_) | NumberWord::Teen(_) | NumberWord::Tens(_)),
            )
            | (Some(NumberWord::Tens(_)), Some(NumberWord::Small(_))) => true,
            (
                Some(
                    NumberWord::Small(_)
                    | NumberWord::Teen(_)
                    | NumberWord::Tens(_)
                    | NumberWord::Scale(_),
                ),
                Some(NumberWord::Scale(_)),
            ) => !and,
            _ => false,
        };
        // `One hundred and five`, but not `a hundred and one of them` nor `a million and five`.
        let fits = fits
            && !(and && scale > 1000.0)
            && !(and && matches!(last, Some(NumberWord::Scale(12.0))));
        let Some(found) = found.filter(|_| fits) else {
            break;
        };
        match found {
            NumberWord::Small(n) | NumberWord::Teen(n) | NumberWord::Tens(n) => {
                below += n;
                step = 1.0;
            }
            NumberWord::Scale(by) => {
                let of: f64 = if below == 0.0 { 1.0 } else { below };
                if by >= 1000.0 {
                    total += of * by;
                    below = 0.0;
                } else {
                    below = of * by;
                }
                scale = by;
                step = by;
            }
            _ => {}
        }
        last = Some(found);
        next = here + 1;
    }
    let value: f64 = total + below;
    // Twenty-first; two-thirds; two and a half.
    match word(next) {
        Some(NumberWord::Ordinal(n))
            if is_hyphened(reading, next) && matches!(last, Some(NumberWord::Tens(_))) =>
        {
            return numeral(next + 1, value + n, 1.0, 1.0, Form::Ordinal);
        }
        Some(NumberWord::Ordinal(n) | NumberWord::Part(n))
            if is_joined(reading, next, true)
                && n > 2.0
                && value < n
                && next == at + 1
                && (value == 1.0 || reading.word(next).ends_with('s')) =>
        {
            return numeral(next + 1, value / n, 1.0 / n, 1.0, Form::Part);
        }
        Some(NumberWord::Part(2.0)) if value == 1.0 && is_hyphened(reading, next) => {
            return numeral(next + 1, 0.5, 0.5, 1.0, Form::Part);
        }
        _ => {}
    }
    if is(next, "and")
        && (is(next + 1, "a") || is(next + 1, "one"))
        && word(next + 2) == Some(NumberWord::Part(2.0))
    {
        let by = if scale > 1.0 { scale } else { 1.0 };
        let half = by / 2.0;
        return match word(next + 3) {
            Some(NumberWord::Scale(by)) if scale == 1.0 => {
                numeral(next + 4, (value + 0.5) * by, by / 2.0, by, Form::Words)
            }
            _ => numeral(next + 3, value + half, half, 1.0, Form::Words),
        };
    }
    numeral(next, value, step, scale, Form::Words).filter(|_| next > at)
}
