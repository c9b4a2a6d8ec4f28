//! Numbers that count nothing: they name a thing, a year, a day or an hour, or stand in a result.

use super::lexicon::{DESIGNATORS, GRAMMAR};
use super::numerals::{Form, Numeral, is_joined};
use crate::facts::reading::Reading;

/// The word behind all that a number in digits belongs to, where that is no amount: a time of a race, a telephone number.
pub(super) fn is_other(reading: &Reading<'_>, numeral: &Numeral) -> Option<usize> {
    let (first, end) = (numeral.words.start, numeral.words.end);
    let is_digits = |at: usize| reading.word(at).starts_with(|c: char| c.is_ascii_digit());
    // 10:30, 1:36.6
    if reading.gap(end) == ":" && is_digits(end) {
        let mut at = end;
        while matches!(reading.gap(at), ":" | ".") && is_digits(at) {
            at += 1;
        }
        return Some(at);
    }
    // 911, whatever else it may count.
    let is_emergency =
        numeral.form == Form::Plain && matches!(numeral.value as u32, 112 | 911 | 999);
    let verb = first.checked_sub(1).map_or("", |at| reading.word(at));
    if is_emergency
        && matches!(
            verb,
            "call" | "called" | "calling" | "calls" | "dial" | "dialed" | "dialled"
        )
    {
        return Some(end);
    }
    if numeral.form != Form::Plain && numeral.form != Form::Part {
        return None;
    }
    // 12/1/2019, 555-1234-99
    let is_chained =
        |at: usize| matches!(reading.gap(at), "-" | "/" | "." | " / ") && is_digits(at);
    if is_chained(end) && is_chained(end + 1) {
        let mut at = end;
        while is_chained(at) {
            at += 1;
        }
        return Some(at);
    }
    None
}

/// Whether a number in digits may be a year; it is one if nothing is counted behind it.
pub(super) fn is_like_year(reading: &Reading<'_>, numeral: &Numeral) -> bool {
    let word = reading.word(numeral.words.start);
    numeral.form == Form::Plain
        && word.len() == 4
        && (1500.0..2101.0).contains(&numeral.value)
        && numeral.glued.is_empty()
}

/// Whether a number that may be a year is one even where a noun follows: in 2019 sales, the 2016 elections.
pub(super) fn is_year_before_noun(reading: &Reading<'_>, numeral: &Numeral) -> bool {
    let Some(before) = numeral.words.start.checked_sub(1) else {
        return true;
    };
    let word = reading.word(before);
    let is_joined = is_joined(reading, numeral.words.start, true);
    !is_joined
        || matches!(
            word,
            "in" | "In"
                | "since"
                | "Since"
                | "by"
                | "until"
                | "till"
                | "from"
                | "of"
                | "during"
                | "after"
                | "before"
                | "early"
                | "late"
                | "mid"
                | "the"
                | "The"
                | "its"
                | "their"
                | "his"
                | "her"
                | "s"
                | "a"
                | "and"
                | "or"
                | "to"
                | "for"
                | "spring"
                | "summer"
                | "autumn"
                | "fall"
                | "winter"
                | "this"
                | "that"
                | "our"
                | "year"
                | "season"
                | "through"
                | "between"
        )
}

/// Whether a number names by what stands before it: `COVID-19`, `#5`, `Flight 447`. `counts`: a noun or unit stands behind it.
pub(super) fn is_named(reading: &Reading<'_>, numeral: &Numeral, counts: bool) -> bool {
    let first = numeral.words.start;
    let gap = reading.gap(first);
    let Some(before) = first.checked_sub(1) else {
        return gap.ends_with('#');
    };
    let word = reading.word(before);
    let is_letters = word.starts_with(char::is_alphabetic);
    let is_leading_point = numeral.bytes.start < reading.words[first].range().start;
    match gap {
        "-" | "\u{2010}" | "\u{2011}" => {
            return !matches!(
                word,
                "sub" | "mid" | "pre" | "post" | "under" | "over" | "minus" | "plus" | "a"
            ) && !is_leading_point;
        }
        "." | "/" | "'" | "’" | "@" | "_" | ":" | "&" => {
            return !(is_leading_point && gap != ".");
        }
        _ => {}
    }
    if gap.ends_with(['#', '@', '’', '\'', '№']) {
        return true;
    }
    let is_near = is_joined(reading, first, false)
        || gap == ". "
            && matches!(
                word,
                "No" | "Nos" | "no" | "nos" | "Art" | "Sec" | "Ch" | "Vol"
            );
    if !is_letters
        || !is_near
        || matches!(
            numeral.form,
            Form::Vague | Form::Couple | Form::Part | Form::Ordinal
        )
    {
        return false;
    }
    let digits = numeral.form == Form::Plain;
    let is_capital = reading.is_capitalised(before);
    let in_words = numeral.form == Form::Words;
    if in_words {
        return reading.is_capitalised(first) && is_capital && !counts
            || !counts
                && reading.words.get(before).and_then(|w| DESIGNATORS.get(*w)) == Some(true);
    }
    match reading.words.get(before).and_then(|w| DESIGNATORS.get(*w)) {
        Some(true) if digits || numeral.value < 1000.0 => true,
        Some(_) if digits && !counts => true,
        _ => {
            let is_word = reading
                .words
                .get(before)
                .is_none_or(|w| GRAMMAR.get(*w).is_none());
            // Firefox 3.0; but the index stood at 3,005.47.
            let is_version = numeral.step < 1.0 && numeral.scale == 1.0 && numeral.value < 100.0;
            (digits || is_version) && is_capital && is_word && !counts
        }
    }
}

/// Whether a bare number in digits is a label: an item of a list, a house number, a number on a shirt.
pub(super) fn is_label(reading: &Reading<'_>, numeral: &Numeral, next: usize) -> bool {
    let gap = reading.gap(next);
    let is_before_name = is_joined(reading, next, true) && reading.is_capitalised(next);
    let is_bracketed = reading.gap(numeral.words.start).ends_with('(') && gap.starts_with(')');
    let is_tied = gap.starts_with(['/', '-', '_']) && !gap.starts_with("- ") && gap != "-";
    numeral.form == Form::Plain && (is_before_name || is_bracketed || is_tied)
}
