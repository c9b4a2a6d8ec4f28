//! The class of a word, by what it is and what stands around it.

use std::ops::Range;

use super::lexicon::{CLASSES, Class};
use super::tokens::Token;
use crate::facts::reading::Reading;

/// The class of the first of some words, and of how many of them the phrase is made that it begins.
///
/// `previous` is the token before it outside of quotations; `leads` says that it begins its sentence, where a capital means nothing.
pub(super) fn classify(
    reading: &Reading<'_>,
    words: Range<usize>,
    previous: Option<&Token>,
    leads: bool,
) -> (usize, Class) {
    let Some(word) = reading.words.get(words.start) else {
        return (1, Class::Plain);
    };
    let text = reading.word(words.start);
    let gap = reading.gap(words.start);
    if matches!(gap, "’" | "'") && text.len() <= 2 && previous.is_some() {
        return (1, contracted(text, previous.map(|p| p.class)));
    }
    if word.is_digits() {
        return (1, Class::Number);
    }
    let all = reading.words.get(words.clone()).unwrap_or_default();
    let (length, class) = CLASSES.longest(all).unwrap_or((1, Class::Plain));
    let capital = reading.is_capitalised(words.start);
    let hyphen = |gap: &str| matches!(gap, "-" | "‑");
    let compound = length == 1 && (hyphen(gap) || hyphen(reading.gap(words.start + length)));
    let named = capital && !leads && can_be_name(class);
    let adverb = class == Class::Plain
        && !capital
        && text.len() > 4
        && text.ends_with("ly")
        && !matches!(text, "family" | "ally");
    let class = if compound || named {
        Class::Plain
    } else if adverb {
        Class::Adverb
    } else {
        class
    };
    (length, class)
}

/// The class of what stands behind an apostrophe: `Ada’s`, `she’ll`, `don’t`.
fn contracted(text: &str, previous: Option<Class>) -> Class {
    match text {
        "s" if !matches!(previous, Some(Class::Pronoun | Class::Relative)) => Class::Possessive,
        "S" => Class::Possessive,
        "t" | "T" => Class::Adverb,
        "s" | "ll" | "ve" | "re" | "d" | "m" => Class::Auxiliary,
        _ => Class::Plain,
    }
}

/// Whether a word of this class is a part of a name where it has a capital: `Will Price said`.
fn can_be_name(class: Class) -> bool {
    use Class::{Adverb, Auxiliary, Be, Cue, CueBase, CueIng, Document, Preposition, Thought};
    matches!(
        class,
        Adverb | Auxiliary | Be | Cue | CueBase | CueIng | Document | Preposition | Thought
    )
}
