//! Numbers in words: twenty-eight thousand six hundred, half a million, dozens.

use std::ops::Range;

use super::lexicon::{NUMBERS, NumberWord};
use super::numerals::{Form, Numeral, is_hyphened, is_joined};
use crate::facts::reading::Reading;

/// The number in words that begins with a word.
pub(super) fn in_words(reading: &Reading<'_>, at: usize) -> Option<Numeral> {
    let word = |i: usize| reading.words.get(i).and_then(|w| NUMBERS.get(*w));
    let is = |i: usize, text: &str| reading.word(i).eq_ignore_ascii_case(text);
    let first = word(at)?;
    let numeral =
        |end, value, step, scale, form| Some(made(reading, at..end, [value, step, scale], form));
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
    cardinal(reading, at)
}

/// A number in words, given its value, what one in its last digit is worth, and its scale.
fn made(
    reading: &Reading<'_>,
    words: Range<usize>,
    [value, step, scale]: [f64; 3],
    form: Form,
) -> Numeral {
    let bytes = reading.bytes(words.clone());
    let glued = bytes.end..bytes.end;
    Numeral {
        words,
        bytes,
        value,
        step,
        form,
        scale,
        glued,
    }
}

/// A whole number in words, before parts of one are added.
struct Cardinal {
    value: f64,
    step: f64,
    scale: f64,
    /// The word behind it, and its last.
    next: usize,
    last: Option<NumberWord>,
}

/// The whole number that begins with a word, with what it is joined to.
fn cardinal(reading: &Reading<'_>, at: usize) -> Option<Numeral> {
    let word = |i: usize| reading.words.get(i).and_then(|w| NUMBERS.get(*w));
    let is = |i: usize, text: &str| reading.word(i).eq_ignore_ascii_case(text);
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
    (next > at).then_some(())?;
    let cardinal = Cardinal {
        value,
        step,
        scale,
        next,
        last,
    };
    joined(reading, at, &cardinal)
}

/// A whole number with the ordinal or the part of one that it is joined to.
fn joined(reading: &Reading<'_>, at: usize, cardinal: &Cardinal) -> Option<Numeral> {
    let &Cardinal {
        value,
        step,
        scale,
        next,
        last,
    } = cardinal;
    let word = |i: usize| reading.words.get(i).and_then(|w| NUMBERS.get(*w));
    let is = |i: usize, text: &str| reading.word(i).eq_ignore_ascii_case(text);
    let numeral =
        |end, value, step, scale, form| Some(made(reading, at..end, [value, step, scale], form));
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
    numeral(next, value, step, scale, Form::Words)
}
