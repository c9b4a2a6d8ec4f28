//! The words of `abbreviations.txt`. What its classes mean is explained there.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

/// What the full stop after an abbreviation means; the classes of `abbreviations.txt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    Title,
    Never,
    Number,
    Clock,
    Either,
}

/// The words of `abbreviations.txt`.
#[derive(Default)]
pub(super) struct Lexicon {
    pub(super) abbreviations: FxHashMap<&'static str, Abbreviation>,
    pub(super) starters: FxHashSet<&'static str>,
    pub(super) zones: FxHashSet<&'static str>,
    pub(super) ordinals: FxHashSet<&'static str>,
    pub(super) speech: FxHashSet<&'static str>,
    pub(super) bang: FxHashSet<&'static str>,
}

pub(super) static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../abbreviations.txt")).0);

impl Lexicon {
    /// Reads the data file. The lines that are neither entry nor comment, or say again what another said, are
    /// returned for the test that keeps the file in order.
    fn parse(file: &'static str) -> (Self, Vec<&'static str>) {
        let mut lexicon = Self::default();
        let mut faulty = Vec::new();
        for line in file
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
        {
            let (class, word) = line.split_once(' ').unwrap_or((line, ""));
            let abbreviations = &mut lexicon.abbreviations;
            let is_new = match class {
                "title" => abbreviations.insert(word, Abbreviation::Title).is_none(),
                "never" => abbreviations.insert(word, Abbreviation::Never).is_none(),
                "number" => abbreviations.insert(word, Abbreviation::Number).is_none(),
                "clock" => abbreviations.insert(word, Abbreviation::Clock).is_none(),
                "either" => abbreviations.insert(word, Abbreviation::Either).is_none(),
                "starter" => lexicon.starters.insert(word),
                "zone" => lexicon.zones.insert(word),
                "ordinal" => lexicon.ordinals.insert(word),
                "speech" => lexicon.speech.insert(word),
                "bang" => lexicon.bang.insert(word),
                _ => false,
            };
            if !is_new || word.trim() != word || word.is_empty() {
                faulty.push(line);
            }
        }
        (lexicon, faulty)
    }

    /// Whether a text starts with a word that starts a sentence rather than go on with a name.
    pub(super) fn starts_sentence(&self, text: &str) -> bool {
        !is_initial(text) && self.starters.contains(first_word(text))
    }
}

/// The letters and digits that a text starts with.
pub(super) fn first_word(text: &str) -> &str {
    &text[..text.len() - text.trim_start_matches(char::is_alphanumeric).len()]
}

pub(super) fn is_letter(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
}

/// Whether a text starts with a letter and a full stop.
pub(super) fn is_initial(text: &str) -> bool {
    let word = first_word(text);
    is_letter(word) && text[word.len()..].starts_with('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_file_is_in_order() {
        assert_eq!(
            Lexicon::parse(include_str!("../abbreviations.txt")).1,
            Vec::<&str>::new()
        );
    }
}
