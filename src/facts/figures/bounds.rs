//! The words that bound a figure: more than, up to, some, or so.

use super::Modifier;
use super::lexicon::{BOUNDS_AFTER, BOUNDS_BEFORE};
use super::numerals::is_joined;
use crate::facts::reading::Reading;

/// The most words that a bound has.
const LONGEST: usize = 4;

/// The bound that ends before a word, and its first word. Words that bound nothing but belong to the figure (a total of)
/// are passed over: `at least another 12`.
pub(super) fn before(reading: &Reading<'_>, first: usize) -> (Modifier, usize) {
    let mut first = first;
    for _ in 0..2 {
        match ending_at(reading, first) {
            Some((Modifier::Exact, start)) => first = start,
            Some((modifier, start)) => return (modifier, start),
            None => break,
        }
    }
    (Modifier::Exact, first)
}

fn ending_at(reading: &Reading<'_>, first: usize) -> Option<(Modifier, usize)> {
    // What stands right before the number may be its sign of currency: the blanks count.
    let gap = reading.gap(first);
    if !gap.starts_with(char::is_whitespace) && gap != "-"
        || gap.contains([',', '.', ';', ':', '?', '!', '\n'])
    {
        return None;
    }
    (1..=LONGEST.min(first)).rev().find_map(|length| {
        let start = first - length;
        let words = reading.words.get(start..first)?;
        let (found, modifier) = BOUNDS_BEFORE.longest(words)?;
        let is_hyphened = gap == "-" && !matches!(reading.word(start), "sub" | "under" | "Sub");
        let is_phrase = (start + 1..first).all(|word| is_joined(reading, word, false));
        (found == length && is_phrase && !is_hyphened).then_some((modifier, start))
    })
}

/// The bound that begins with a word, and the word behind it.
pub(super) fn after(reading: &Reading<'_>, next: usize) -> Option<(Modifier, usize)> {
    if !is_joined(reading, next, true) {
        return None;
    }
    let (length, modifier) = BOUNDS_AFTER.longest(reading.words.get(next..)?)?;
    let is_phrase = (next + 1..next + length).all(|word| is_joined(reading, word, false));
    let hyphened = matches!(reading.word(next), "plus" | "odd" | "ish");
    (is_phrase && hyphened == super::numerals::is_hyphened(reading, next))
        .then_some((modifier, next + length))
}

/// The least and the most that a figure of that bound claims. `step` is what one in its last digit is worth.
pub(super) fn interval(
    value: f64,
    step: f64,
    modifier: Modifier,
    is_approached: bool,
) -> (Option<f64>, Option<f64>) {
    let slack = (value.abs() / 10.0).max(step / 2.0);
    match modifier {
        Modifier::Exact => (Some(value), Some(value)),
        Modifier::About if is_approached => (Some(value - slack), Some(value)),
        Modifier::About => (Some(value - slack), Some(value + slack)),
        Modifier::Below => (None, Some(value)),
        Modifier::Above => (Some(value), None),
    }
}
