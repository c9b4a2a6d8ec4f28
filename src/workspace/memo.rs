//! Facts remembered by content: a keystroke reads the new body of an article, not the old one again.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::facts::shingles::Seen;
use crate::facts::{self, Facts};
use crate::text::words::{Word, words};

/// Words of the bodies that are remembered at most; then all are forgotten.
const CAPACITY: usize = 100_000;

/// See the module's head.
#[derive(Default)]
pub(super) struct Memo {
    by_key: FxHashMap<u128, Arc<Facts>>,
    /// Words of bodies of which nothing else was asked.
    words_by_key: FxHashMap<u128, Arc<Vec<Word>>>,
    words: usize,
    seen: Seen,
}

impl Memo {
    /// The facts of a body, given the key of its content.
    pub(super) fn facts(&mut self, key: u128, body: &str) -> Arc<Facts> {
        if let Some(facts) = self.by_key.get(&key) {
            return Arc::clone(facts);
        }
        let facts = Arc::new(facts::read(body, &mut self.seen));
        self.make_room(facts.words.len());
        self.by_key.insert(key, Arc::clone(&facts));
        facts
    }

    /// Its words alone.
    pub(super) fn words(&mut self, key: u128, body: &str) -> Arc<Vec<Word>> {
        if let Some(facts) = self.by_key.get(&key) {
            return Arc::clone(&facts.words);
        }
        if let Some(words) = self.words_by_key.get(&key) {
            return Arc::clone(words);
        }
        let all = Arc::new(words(body));
        self.make_room(all.len());
        self.words_by_key.insert(key, Arc::clone(&all));
        all
    }

    /// The facts of the body with this key, if they are remembered.
    pub(super) fn known_facts(&self, key: u128) -> Option<Arc<Facts>> {
        self.by_key.get(&key).map(Arc::clone)
    }

    /// The words of the body with this key, if they are remembered.
    pub(super) fn known_words(&self, key: u128) -> Option<Arc<Vec<Word>>> {
        let of_facts = self.by_key.get(&key).map(|facts| &facts.words);
        of_facts
            .or_else(|| self.words_by_key.get(&key))
            .map(Arc::clone)
    }

    fn make_room(&mut self, words: usize) {
        if self.words > CAPACITY {
            self.by_key.clear();
            self.words_by_key.clear();
            self.words = 0;
        }
        self.words += words;
    }
}
