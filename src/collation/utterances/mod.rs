//! The wordings of what someone said: utterances of several texts that are the same but for some words.
//!
//! - [`words`]: the words of an utterance, as they are compared.
//! - [`common`]: which words two wordings have in common, wherever these stand.
//! - [`align`]: which word of one wording is which word of another.
//! - [`compare`](mod@compare): whether two wordings are of one utterance, and where they differ.
//! - [`instance`](mod@instance): where an utterance stands, and who says it there.
//! - [`candidates`]: which wordings are worth an alignment.
//!
//! # How wordings find each other
//!
//! Utterances with the very same words are one *wording*, however many texts have it. An inverted index says which
//! wordings hold a run of three words; short ones are found by their runs of two as well. Runs that more than [`COMMON`]
//! wordings hold are set phrases and bring nobody together. Wordings that share enough runs are aligned, and linked where
//! they are of one utterance.
//!
//! A group is a wording with all that it is linked with: what is said of it hangs on these, and on which wordings those are
//! linked with in turn.

use std::cmp::Ordering;

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;
use xxhash_rust::xxh3::Xxh3;

use super::grouping::{GroupId, Grouping};
use super::index::{Index, TextId};
use crate::facts::Facts;

pub mod align;
mod candidates;
mod common;
pub mod compare;
mod instance;
mod read;
#[cfg(test)]
mod tests;
pub mod words;

use candidates::Shared;
use compare::{Match, compare};
use instance::instance;
pub use instance::{Instance, Speaker, pieces};
use words::Token;

/// Shorter utterances are not compared.
pub const LEAST_WORDS: usize = 4;
/// A run of words that more wordings hold than this brings nobody together.
const COMMON: usize = 64;
/// The number of a wording.
pub type WordingId = u32;

/// Another wording of the same utterance.
#[derive(Debug, Clone)]
pub struct Link {
    /// The other.
    pub other: WordingId,
    /// Where the two meet and differ; `a` is the wording that has the link.
    pub found: Match,
}

/// One wording, and where it stands.
#[derive(Debug, Default)]
struct Wording {
    /// A hash of its words and of what stands before them.
    key: u64,
    tokens: Box<[Token]>,
    instances: Vec<Instance>,
    links: Vec<Link>,
    /// Whether the index knows it.
    indexed: bool,
}

/// See the module's head.
pub struct Utterances {
    /// See [`COMMON`].
    common: usize,
    by_key: FxHashMap<u64, WordingId>,
    wordings: Vec<Wording>,
    free: Vec<WordingId>,
    of_text: FxHashMap<TextId, SmallVec<[WordingId; 4]>>,
    index: Option<Index>,
    /// Wordings that came, went, or have other instances than before.
    touched: FxHashSet<WordingId>,
    /// Groups to be named by the next refresh.
    changed: FxHashSet<GroupId>,
    shared: Shared,
}

impl Default for Utterances {
    fn default() -> Self {
        Utterances::with_common(COMMON)
    }
}

impl Utterances {
    fn with_common(common: usize) -> Utterances {
        Utterances {
            common,
            by_key: FxHashMap::default(),
            wordings: Vec::new(),
            free: Vec::new(),
            of_text: FxHashMap::default(),
            index: None,
            touched: FxHashSet::default(),
            changed: FxHashSet::default(),
            shared: Shared::default(),
        }
    }

    /// The places where a wording stands, in the order of their texts' numbers.
    pub fn instances(&self, wording: WordingId) -> &[Instance] {
        self.wordings
            .get(wording as usize)
            .map_or(&[], |w| &w.instances)
    }

    /// The wordings that a wording is linked with, in no order that means anything.
    pub fn links(&self, wording: WordingId) -> &[Link] {
        self.wordings
            .get(wording as usize)
            .map_or(&[], |w| &w.links)
    }

    /// A number that is the same in every run, by which wordings can be put in order.
    pub fn key(&self, wording: WordingId) -> u64 {
        self.wordings.get(wording as usize).map_or(0, |w| w.key)
    }

    /// The links to wordings that differ and that no text has besides this one: who has both quotes two utterances.
    pub fn differing(&self, wording: WordingId) -> impl Iterator<Item = &Link> {
        let own = self.instances(wording);
        let apart = |link: &&Link| {
            let theirs = self.instances(link.other);
            let (mut a, mut b) = (own.iter().peekable(), theirs.iter().peekable());
            // Both are in the order of their texts.
            while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
                match x.text.cmp(&y.text) {
                    Ordering::Less => a.next(),
                    Ordering::Greater => b.next(),
                    Ordering::Equal => return false,
                };
            }
            true
        };
        self.links(wording)
            .iter()
            .filter(|l| !l.found.spots.is_empty())
            .filter(apart)
    }

    /// The words of a wording.
    pub fn tokens(&self, wording: WordingId) -> &[Token] {
        self.wordings
            .get(wording as usize)
            .map_or(&[], |w| &w.tokens)
    }

    /// The number of texts that have a wording's words at `span`, as they stand there.
    pub fn support(&self, wording: WordingId, span: &compare::Span) -> usize {
        let wide = span.start.saturating_sub(1)..span.end + 1;
        let length = self.tokens(wording).len() as u16;
        let wide = wide.start..wide.end.min(length);
        let agrees = |link: &&Link| {
            let Match { a, spots, .. } = &link.found;
            if link.found.is_loose {
                return false;
            }
            let meets = |s: &compare::Spot| s.a.start <= span.end && span.start <= s.a.end;
            a.start <= wide.start && wide.end <= a.end && !spots.iter().any(meets)
        };
        let others = self.links(wording).iter().filter(agrees);
        let all = others
            .flat_map(|link| self.instances(link.other))
            .chain(self.instances(wording));
        let mut texts: SmallVec<[TextId; 16]> = all.map(|i| i.text).collect();
        texts.sort_unstable();
        texts.dedup();
        texts.len()
    }

    /// The wording of these tokens, made where there is none.
    fn wording(&mut self, tokens: &[Token]) -> WordingId {
        let mut hash = Xxh3::new();
        for token in tokens {
            hash.update(&token.bits().to_le_bytes());
        }
        let key = hash.digest();
        if let Some(&known) = self.by_key.get(&key) {
            return known;
        }
        let wording = Wording {
            key,
            tokens: tokens.into(),
            ..Wording::default()
        };
        let id = if let Some(id) = self.free.pop() {
            self.wordings[id as usize] = wording;
            id
        } else {
            self.wordings.push(wording);
            self.wordings.len() as WordingId - 1
        };
        self.by_key.insert(key, id);
        id
    }

    /// Takes a wording's links down on both sides.
    fn unlink(&mut self, id: WordingId) {
        for link in std::mem::take(&mut self.wordings[id as usize].links) {
            self.wordings[link.other as usize]
                .links
                .retain(|l| l.other != id);
            self.changed.insert(link.other);
            self.touched.insert(link.other);
        }
    }

    /// Compares two wordings, always the same way round, and links them.
    fn link(&mut self, a: WordingId, b: WordingId) {
        let turn = self.key(a) > self.key(b);
        let (first, second) = if turn { (b, a) } else { (a, b) };
        let Some(found) = compare(self.tokens(first), self.tokens(second)) else {
            return;
        };
        let turned = found.turned();
        self.wordings[first as usize].links.push(Link {
            other: second,
            found,
        });
        self.wordings[second as usize].links.push(Link {
            other: first,
            found: turned,
        });
        self.touched.extend([a, b]);
    }
}

impl Grouping for Utterances {
    fn insert(&mut self, text: TextId, _key: u128, body: &str, facts: &Facts) {
        let mut wordings: SmallVec<[WordingId; 4]> = SmallVec::new();
        let mut tokens = Vec::new();
        for quote in &facts.quotes {
            let Some(instance) = instance(text, quote, body, facts) else {
                continue;
            };
            tokens.clear();
            tokens.extend(
                words::read(pieces(body, &instance.pieces))
                    .iter()
                    .map(|s| s.token),
            );
            if tokens.len() < LEAST_WORDS {
                continue;
            }
            let id = self.wording(&tokens);
            let instances = &mut self.wordings[id as usize].instances;
            let at = instances.partition_point(|other| *other < instance);
            instances.insert(at, instance);
            self.touched.insert(id);
            wordings.push(id);
        }
        wordings.sort_unstable();
        wordings.dedup();
        if !wordings.is_empty() {
            self.of_text.insert(text, wordings);
        }
    }

    fn remove(&mut self, text: TextId, _facts: &Facts) {
        for id in self.of_text.remove(&text).into_iter().flatten() {
            self.wordings[id as usize]
                .instances
                .retain(|i| i.text != text);
            self.touched.insert(id);
        }
    }

    fn refresh(&mut self) -> Vec<GroupId> {
        let mut touched: Vec<WordingId> = self.touched.iter().copied().collect();
        touched.sort_unstable();
        let (mut gone, mut come) = (Vec::new(), Vec::new());
        for &id in &touched {
            let wording = &self.wordings[id as usize];
            match (wording.instances.is_empty(), wording.indexed) {
                (true, true) => gone.push(id),
                (false, false) => come.push(id),
                // It came and went.
                (true, false) => self.discard(id),
                (false, true) => {}
            }
        }
        let mut again: Vec<WordingId> = self.reindex(&gone, &come).into_iter().collect();
        for id in gone {
            self.unlink(id);
            self.changed.insert(id);
            self.discard(id);
        }
        again.extend(come);
        again.retain(|&id| self.wordings[id as usize].indexed);
        again.sort_unstable();
        again.dedup();
        let mut shared = std::mem::take(&mut self.shared);
        for &id in &again {
            let candidates = self.candidates(id, &mut shared);
            let links = &self.wordings[id as usize].links;
            let lost: Vec<WordingId> = links
                .iter()
                .map(|l| l.other)
                .filter(|other| !candidates.contains(other))
                .collect();
            for other in lost {
                self.part(id, other);
            }
            for other in candidates {
                let done = other < id && again.binary_search(&other).is_ok();
                if !done && self.links(id).iter().all(|l| l.other != other) {
                    self.link(id, other);
                }
            }
        }
        self.shared = shared;
        // Groups two steps away count who agrees with whom.
        let touched: Vec<WordingId> = self.touched.drain().collect();
        let mut changed = std::mem::take(&mut self.changed);
        for id in touched {
            changed.insert(id);
            for link in self.links(id) {
                changed.insert(link.other);
                changed.extend(self.links(link.other).iter().map(|l| l.other));
            }
        }
        changed.into_iter().collect()
    }

    fn groups_of(&self, text: TextId) -> Vec<GroupId> {
        let own = self.of_text.get(&text).into_iter().flatten();
        let mut groups: Vec<GroupId> = Vec::new();
        for &id in own {
            groups.push(id);
            groups.extend(self.links(id).iter().map(|l| l.other));
        }
        groups.sort_unstable();
        groups.dedup();
        groups
    }
}

impl Utterances {
    fn discard(&mut self, id: WordingId) {
        let wording = std::mem::take(&mut self.wordings[id as usize]);
        self.by_key.remove(&wording.key);
        self.touched.remove(&id);
        self.free.push(id);
    }

    fn part(&mut self, a: WordingId, b: WordingId) {
        for (id, other) in [(a, b), (b, a)] {
            self.wordings[id as usize]
                .links
                .retain(|l| l.other != other);
            self.touched.insert(id);
        }
    }
}
