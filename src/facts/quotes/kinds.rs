//! What a pair of quotation marks is for.

use super::QuoteKind;
use super::attribution::How;
use super::speakers::Said;
use crate::facts::reading::Reading;

/// A scare quote has no more words than this.
const LONGEST_SCARE: usize = 3;
/// A title has no more words than this.
const LONGEST_TITLE: usize = 12;

/// The kind of a quotation, given who says it.
pub(super) fn kind(reading: &Reading<'_>, number: usize, said: Option<&Said>) -> QuoteKind {
    let Some(quotation) = reading.quotations.get(number) else {
        return QuoteKind::Speech;
    };
    let words = reading.words_in(&quotation.inner);
    let before = reading
        .body
        .get(..quotation.outer.start)
        .unwrap_or_default();
    // An attribute of markup: href="…".
    if words.is_empty() || before.ends_with('=') {
        return QuoteKind::Scare;
    }
    let adjacent = said.is_some_and(|s| matches!(s.how, How::Behind | How::Before));
    let first = reading.word_at(quotation.outer.start);
    let after = reading.word_at(quotation.outer.end);
    let within = is_within_sentence(reading, before, after);
    if !adjacent && within && is_nickname(reading, first, after) {
        return QuoteKind::Scare;
    }
    let inner = reading
        .body
        .get(quotation.inner.clone())
        .unwrap_or_default()
        .trim_end();
    if within && is_announced(reading, first) && is_title(reading, words.clone()) {
        return QuoteKind::Title;
    }
    let sentence = inner.ends_with(['?', '!']) && said.is_some() || inner.ends_with(['—', '…']);
    if !adjacent
        && !sentence
        && within
        && words.len() <= LONGEST_TITLE
        && is_title(reading, words.clone())
    {
        return QuoteKind::Title;
    }
    let short =
        words.len() <= LONGEST_SCARE && within && !inner.ends_with(['.', '?', '!', '…', '—']);
    let spoken = said.is_some_and(|s| !matches!(s.how, How::Far | How::Carried));
    if short && !spoken {
        return QuoteKind::Scare;
    }
    QuoteKind::Speech
}

/// Whether words stand before a quotation in its own sentence, or go on behind it in small letters.
fn is_within_sentence(reading: &Reading<'_>, before: &str, after: usize) -> bool {
    let before = before.trim_end_matches(' ');
    let led =
        before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '’' | '(' | '-' | '—'));
    let gap = reading.gap(after);
    let small = reading.word(after).starts_with(char::is_lowercase);
    led || small && !gap.contains(['\n', '.', '!', '?'])
}

/// John “Jack” Hale: between two capitals and nothing else.
fn is_nickname(reading: &Reading<'_>, first: usize, after: usize) -> bool {
    let plain = |gap: &str| !gap.contains(['.', ',', ':', ';', '\n', '!', '?']);
    first > 0
        && after.saturating_sub(first) <= LONGEST_SCARE
        && reading.is_capitalised(first - 1)
        && reading.is_capitalised(after)
        && plain(reading.gap(first))
        && plain(reading.gap(after))
}

/// Whether a name is to be looked for behind the word before a quotation: a play called “…”, in “…”.
fn is_announced(reading: &Reading<'_>, first: usize) -> bool {
    let before = first
        .checked_sub(1)
        .map_or("", |before| reading.word(before));
    reading.gap(first).starts_with(' ')
        && matches!(
            before,
            "called" | "entitled" | "in" | "In" | "of" | "on" | "On" | "titled"
        )
}

/// Whether all words that bear a capital in a title do so here.
fn is_title(reading: &Reading<'_>, words: std::ops::Range<usize>) -> bool {
    let long = |word: &usize| reading.word(*word).chars().nth(4).is_some();
    let is_small =
        |word: &usize| !reading.is_capitalised(*word) && !reading.words[*word].is_digits();
    let capitals = words.clone().filter(|w| reading.is_capitalised(*w)).count();
    let small = words.clone().filter(|w| is_small(w)).count();
    let joined = |word: &usize| matches!(reading.gap(*word), "’" | "'" | "-");
    reading.is_capitalised(words.start)
        && capitals >= 2
        && small <= capitals
        && !words
            .clone()
            .any(|w| is_small(&w) && long(&w) && !joined(&w))
        && words
            .end
            .checked_sub(1)
            .is_some_and(|w| !is_small(&w) || joined(&w))
}
