//! What a word is for the reader of attributions, by its hash.

use std::sync::LazyLock;

use crate::facts::lexicon::{Lexicon, entries};

/// What a word or a mark of punctuation does in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Any other word: a noun, a name, an adjective, a verb that says nothing.
    Plain,
    /// A number in digits.
    Number,
    /// `he`.
    Pronoun,
    /// `him`.
    Object,
    /// `who`.
    Relative,
    /// `the`, `his`, `some`.
    Determiner,
    /// `some`.
    Quantifier,
    /// `of`.
    Preposition,
    /// `and`, `that`, `when`.
    Conjunction,
    /// `was`, `would`.
    Auxiliary,
    /// `also`.
    Adverb,
    /// `Monday`, `last`.
    Time,
    /// `van`.
    Particle,
    /// `Mr`.
    Title,
    /// The `s` of `Ada’s`.
    Possessive,
    /// `said`.
    Cue,
    /// `saying`.
    CueIng,
    /// `thought`: a cue beside the quotation only.
    Thought,
    /// `according to`.
    Source,
    /// `say`.
    CueBase,
    /// `by`.
    By,
    /// `was`.
    Be,
    /// `and`.
    Coordinator,
    /// `took`.
    Verb,
    /// `statement`.
    Document,
    /// A comma.
    Comma,
    /// A dash between words.
    Dash,
    /// A colon.
    Colon,
    /// A semicolon.
    Semicolon,
    /// A quotation.
    Quote,
}

fn class(name: &str, entry: &str) -> Option<Class> {
    Some(match name {
        "verb" if entry.split(' ').next().is_some_and(|w| w.ends_with("ing")) => Class::CueIng,
        "verb" => Class::Cue,
        "base" => Class::CueBase,
        "by" => Class::By,
        "be" => Class::Be,
        "number" => Class::Number,
        "coordinator" => Class::Coordinator,
        "document" => Class::Document,
        "irregular" => Class::Verb,
        "thought" => Class::Thought,
        "source" => Class::Source,
        "pronoun" => Class::Pronoun,
        "object" => Class::Object,
        "relative" => Class::Relative,
        "determiner" => Class::Determiner,
        "quantifier" => Class::Quantifier,
        "preposition" => Class::Preposition,
        "conjunction" => Class::Conjunction,
        "auxiliary" => Class::Auxiliary,
        "adverb" => Class::Adverb,
        "time" => Class::Time,
        "particle" => Class::Particle,
        "title" => Class::Title,
        _ => return None,
    })
}

/// The words of `grammar.txt` and `cues.txt`.
pub(super) static CLASSES: LazyLock<Lexicon<Class>> = LazyLock::new(|| {
    let files = concat!(include_str!("grammar.txt"), "\n", include_str!("cues.txt"));
    debug_assert!(entries(files).all(|(name, entry)| class(name, entry).is_some()));
    Lexicon::parse(files, class)
});
