//! The lists of words that figures are read by. What their classes mean is explained in the files.

use std::sync::LazyLock;

use super::Modifier;
use crate::facts::lexicon::Lexicon;

/// What a word adds to a number; the classes of `numbers.txt`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum NumberWord {
    Small(f64),
    Teen(f64),
    Tens(f64),
    Scale(f64),
    /// A scale only behind digits or in an amount of money: `m`, `bn`.
    Letters(f64),
    Vague(f64),
    Part(f64),
    Ordinal(f64),
    Couple,
}

pub(super) static NUMBERS: LazyLock<Lexicon<NumberWord>> = LazyLock::new(|| {
    Lexicon::parse(include_str!("numbers.txt"), |class, _| {
        let (class, value) = class.split_once(' ')?;
        let value = value.parse().ok()?;
        Some(match class {
            "small" => NumberWord::Small(value),
            "teen" => NumberWord::Teen(value),
            "tens" => NumberWord::Tens(value),
            "scale" => NumberWord::Scale(value),
            "letters" => NumberWord::Letters(value),
            "vague" => NumberWord::Vague(value),
            "part" => NumberWord::Part(value),
            "ordinal" => NumberWord::Ordinal(value),
            _ => NumberWord::Couple,
        })
    })
});

pub(super) static BOUNDS_BEFORE: LazyLock<Lexicon<Modifier>> = LazyLock::new(|| bounds("before"));
pub(super) static BOUNDS_AFTER: LazyLock<Lexicon<Modifier>> = LazyLock::new(|| bounds("after"));

fn bounds(place: &str) -> Lexicon<Modifier> {
    Lexicon::parse(include_str!("bounds.txt"), |class, _| {
        let (before, modifier) = class.split_once(' ')?;
        (before == place).then_some(match modifier {
            "about" => Modifier::About,
            "above" => Modifier::Above,
            "below" => Modifier::Below,
            _ => Modifier::Exact,
        })
    })
}

/// What a word does to the phrase behind a number; the classes of `grammar.txt`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grammar {
    Function,
    Verb,
    Attributive,
}

pub(super) static GRAMMAR: LazyLock<Lexicon<Grammar>> = LazyLock::new(|| {
    Lexicon::parse(include_str!("grammar.txt"), |class, _| match class {
        "function" => Some(Grammar::Function),
        "verb" => Some(Grammar::Verb),
        "attributive" => Some(Grammar::Attributive),
        _ => None,
    })
});

/// What befalls people.
pub(super) static VICTIMS: LazyLock<Lexicon<()>> = LazyLock::new(|| class("victims"));
/// Nouns for people, as lemmas.
pub(super) static HUMANS: LazyLock<Lexicon<()>> = LazyLock::new(|| class("human"));
/// Plurals that stand before another noun like adjectives.
pub(super) static ADJECTIVES: LazyLock<Lexicon<()>> = LazyLock::new(|| class("adjective"));

/// One class of `grammar.txt`.
fn class(name: &str) -> Lexicon<()> {
    Lexicon::parse(include_str!("grammar.txt"), |class, _| {
        (class == name).then_some(())
    })
}

/// Words before a number that names; `true` where it names whatever follows.
pub(super) static DESIGNATORS: LazyLock<Lexicon<bool>> = LazyLock::new(|| {
    Lexicon::parse(include_str!("designators.txt"), |class, _| {
        Some(class == "strong")
    })
});
