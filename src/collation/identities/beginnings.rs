//! Names by how their words begin, for those who type one.

use std::collections::BTreeSet;

use super::Identities;
use super::bearers::distinct;
use super::name::{Name, NameId};
use crate::facts::entities::EntityKind;
use crate::text::normalise::typed;

/// Names that are looked at for one beginning: more are too many to choose from.
const LOOKED_AT: usize = 256;

/// A name that some article has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known<'i> {
    /// As written, in full.
    pub name: &'i str,
    /// What it is held to be.
    pub kind: Option<EntityKind>,
    /// How many texts have it.
    pub texts: usize,
}

/// The names by how each of their words begins.
#[derive(Default)]
pub(super) struct Beginnings {
    /// The first eight bytes of a word as it is [`typed`], and the name that it is in.
    words: BTreeSet<(u64, NameId)>,
}

/// The first eight bytes of a word as it is [`typed`]; what is missing is filled with `rest`.
fn head(word: &str, rest: u8) -> u64 {
    let mut head = [rest; 8];
    let mut buffer = [0; 4];
    let mut at = 0;
    for c in typed(word) {
        for &byte in c.encode_utf8(&mut buffer).as_bytes() {
            let Some(place) = head.get_mut(at) else {
                return u64::from_be_bytes(head);
            };
            *place = byte;
            at += 1;
        }
    }
    u64::from_be_bytes(head)
}

impl Beginnings {
    fn of(names: &[Name]) -> Beginnings {
        let used = (0..).zip(names).filter(|(_, name)| !name.texts.is_empty());
        let words = used.flat_map(|(id, name)| {
            let words = name.text.split_whitespace();
            words.map(move |word| (head(word, 0), id))
        });
        Beginnings {
            words: words.collect(),
        }
    }

    pub(super) fn insert(&mut self, name: &str, id: NameId) {
        let words = name.split_whitespace();
        self.words.extend(words.map(|word| (head(word, 0), id)));
    }

    pub(super) fn remove(&mut self, name: &str, id: NameId) {
        for word in name.split_whitespace() {
            self.words.remove(&(head(word, 0), id));
        }
    }
}

impl Identities {
    /// Names one of whose words begins so, letters' case and marks aside: at most `most`, those that most texts have
    /// first. Of very many not all are looked at.
    pub fn beginning(&self, prefix: &str, most: usize) -> Vec<Known<'_>> {
        let folded: String = typed(prefix).collect();
        if folded.is_empty() {
            return Vec::new();
        }
        let index = self.beginnings.get_or_init(|| Beginnings::of(&self.names));
        let range = (head(prefix, 0), 0)..=(head(prefix, u8::MAX), NameId::MAX);
        let mut ids: Vec<NameId> = index
            .words
            .range(range)
            .map(|&(_, id)| id)
            .take(LOOKED_AT)
            .collect();
        ids.sort_unstable();
        ids.dedup();
        let names = ids.iter().filter_map(|&id| self.names.get(id as usize));
        // A short beginning is all in the index.
        let is_whole = folded.len() <= size_of::<u64>();
        let begins = |name: &&Name| {
            if is_whole {
                return true;
            }
            let mut words = name.text.split_whitespace();
            words.any(|word| typed(word).collect::<String>().starts_with(&folded))
        };
        let mut known: Vec<Known<'_>> = names
            .filter(begins)
            .map(|name| Known {
                name: &name.text,
                kind: self.kind(name.group),
                texts: distinct(name.texts.iter().copied()).len(),
            })
            .collect();
        known.sort_unstable_by(|a, b| b.texts.cmp(&a.texts).then_with(|| a.name.cmp(b.name)));
        known.truncate(most);
        known
    }
}

#[cfg(test)]
mod tests {
    use crate::workspace::Bundle;

    fn bundle(bodies: &[&str]) -> (Bundle, String) {
        let article =
            |(n, body): (usize, &&str)| format!("<<<FILE: {n}>>>\n{body}\n<<<END FILE>>>\n");
        let text: String = bodies.iter().enumerate().map(article).collect();
        (
            Bundle::new(&text, &crate::workspace::bundle::Settings::default()),
            text,
        )
    }

    #[test]
    fn names_are_found_by_how_their_words_begin() {
        let (mut bundle, text) = bundle(&[
            "They met Olena Marchenska in Harlow. Marchenska left.",
            "They met Olena Marchenska and Ada Marlow.",
        ]);
        let names = |bundle: &Bundle, prefix| -> Vec<String> {
            let found = bundle.identities().beginning(prefix, 9);
            found
                .iter()
                .map(|k| format!("{} {}", k.name, k.texts))
                .collect()
        };
        assert_eq!(
            names(&bundle, "Mar"),
            ["Olena Marchenska 2", "Ada Marlow 1"]
        );
        assert_eq!(names(&bundle, "marchens"), ["Olena Marchenska 2"]);
        assert_eq!(names(&bundle, "Marchenskb"), [""; 0]);
        assert_eq!(names(&bundle, ""), [""; 0]);
        // What is looked up stays right when the text changes.
        let at = text.find("Ada Marlow").expect("a name");
        bundle.edit(at..at + 10, "Ida Martin").expect("an edit");
        assert_eq!(
            names(&bundle, "Mar"),
            ["Olena Marchenska 2", "Ida Martin 1"]
        );
        assert_eq!(names(&bundle, "Ada"), [""; 0]);
    }
}
