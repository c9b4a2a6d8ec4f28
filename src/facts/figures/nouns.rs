//! From the plural of a noun to its lemma.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::facts::lexicon::{Lexicon, entries};
use crate::facts::reading::Reading;
use crate::text::words::Word;

static FILE: &str = include_str!("nouns.txt");

/// The irregular plurals of `nouns.txt`: the lemma, or `-` for a word that is no plural.
static IRREGULAR: LazyLock<Lexicon<&'static str>> = LazyLock::new(|| {
    let classes: FxHashSet<&'static str> = entries(FILE).map(|(class, _)| class).collect();
    Lexicon::parse(FILE, |class, _| classes.get(class).copied())
});

/// The lemma of a word that is the plural of a noun; `None` where it is none.
pub(super) fn plural(reading: &Reading<'_>, at: usize) -> Option<String> {
    let word = *reading.words.get(at)?;
    lemma_of(word, reading.word(at))
}

fn lemma_of(word: Word, text: &str) -> Option<String> {
    if let Some(lemma) = IRREGULAR.get(word) {
        return (lemma != "-").then(|| lemma.to_owned());
    }
    if let Some(stem) = text.strip_suffix("men").filter(|stem| stem.len() > 2) {
        return Some(format!("{}man", folded(stem))); // foremen; what is none of these is in the list
    }
    if !text.ends_with(['s', 'S'])
        || text.len() < 3
        || text.ends_with("ss")
        || text.ends_with("us")
        || text.ends_with("is")
    {
        return None;
    }
    let text = folded(text);
    let stem = |drop: usize| text.get(..text.len() - drop).unwrap_or_default();
    Some(if text.len() > 4 && text.ends_with("ies") {
        format!("{}y", stem(3))
    } else if ["sses", "xes", "shes", "ches", "zzes"]
        .iter()
        .any(|end| text.ends_with(end))
    {
        stem(2).to_owned()
    } else {
        stem(1).to_owned()
    })
}

/// A word in small letters, unless all of it is in capitals (`NGOs`).
pub(super) fn folded(text: &str) -> String {
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    if capitals > 1 && text.len() < 6 {
        text.to_owned()
    } else {
        text.to_lowercase()
    }
}

/// The lemma of a counted noun, singular or plural: `prisoner` for both `prisoner` and `prisoners`.
pub(super) fn lemma(reading: &Reading<'_>, at: usize) -> String {
    plural(reading, at).unwrap_or_else(|| {
        let text = reading.word(at);
        match reading.words.get(at).and_then(|w| IRREGULAR.get(*w)) {
            Some(lemma) if lemma != "-" => lemma.to_owned(),
            _ => folded(text),
        }
    })
}
