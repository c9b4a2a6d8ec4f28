//! Facts remembered by content: a keystroke reads the new body of an article, not the old one again.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::facts::shingles::Seen;
use crate::facts::{self, Facts};

/// Words of the bodies that are remembered at most; then all are forgotten.
const CAPACITY: usize = 100_000;

/// See the module's head.
#[derive(Default)]
pub(super) struct Memo {
    by_key: FxHashMap<u128, Rc<Facts>>,
    words: usize,
    seen: Seen,
}

impl Memo {
    /// The facts of a body, given the key of its content.
    pub(super) fn facts(&mut self, key: u128, body: &str) -> Rc<Facts> {
        if let Some(facts) = self.by_key.get(&key) {
            return Rc::clone(facts);
        }
        let facts = Rc::new(facts::read(body, &mut self.seen));
        if self.words > CAPACITY {
            self.by_key.clear();
            self.words = 0;
        }
        self.words += facts.words.len();
        self.by_key.insert(key, Rc::clone(&facts));
        facts
    }
}
