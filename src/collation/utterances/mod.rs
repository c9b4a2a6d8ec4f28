//! The wordings of what someone said: utterances of several texts that are the same but for some words.
//!
//! - [`words`]: the words of an utterance, as they are compared.
//! - [`align`]: which word of one wording is which word of another.
//! - [`compare`]: whether two wordings are of one utterance, and where they differ.
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
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;
use xxhash_rust::xxh3::Xxh3;

use super::grouping::{GroupId, Grouping};
use super::index::{Holders, Index, TextId};
use crate::facts::Facts;
use crate::facts::quotes::{Quote, QuoteKind};

pub mod align;
pub mod compare;
pub mod words;

use compare::{Match, compare};
use words::Token;

/// Shorter utterances are not compared.
pub const LEAST_WORDS: usize = 4;
/// A run of words that more wordings hold than this brings nobody together.
const COMMON: usize = 64;
/// Wordings up to this length are found by runs of two words too.
const SHORT: usize = 12;
/// What a shared run of two words is worth, and one of three.
const TWO: u8 = 1;
const THREE: u8 = 2;
/// What two wordings must share to be aligned: of which one is short, and of which none is.
const SHARED_BY_SHORT: u8 = 2;
const SHARED_BY_LONG: u8 = 4;

/// The number of a wording.
pub type WordingId = u32;

/// An utterance of a text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instance {
    /// The text.
    pub text: TextId,
    /// Its pieces without their marks, in bytes of the body.
    pub pieces: SmallVec<[(u32, u32); 1]>,
    /// Who says it, where that is known by name.
    pub speaker: Option<Box<str>>,
    /// How far its marks reach beyond the words, in bytes: before and behind.
    pub marks: (u8, u8),
}

impl Instance {
    /// From the first mark to the last, in bytes of the body; between `first` and `last`, only the pieces that have them.
    pub fn range(&self, first: u32, last: u32) -> Range<u32> {
        let start = self
            .pieces
            .iter()
            .rev()
            .find(|p| p.0 <= first)
            .or(self.pieces.first());
        let end = self
            .pieces
            .iter()
            .find(|p| p.1 >= last)
            .or(self.pieces.last());
        let start = start.map_or(0, |p| p.0 - u32::from(self.marks.0).min(p.0));
        let end = end.map_or(0, |p| p.1 + u32::from(self.marks.1));
        start..end.max(start)
    }
}

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
#[derive(Default)]
pub struct Utterances {
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

impl Utterances {
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
        let id = match self.free.pop() {
            Some(id) => {
                self.wordings[id as usize] = wording;
                id
            }
            None => {
                self.wordings.push(wording);
                self.wordings.len() as WordingId - 1
            }
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

    /// Adds wordings to the index and takes others out. Returned are those whose runs came to be common or ceased to be so.
    fn reindex(&mut self, gone: &[WordingId], come: &[WordingId]) -> FxHashSet<WordingId> {
        let mut crossed = FxHashSet::default();
        let wordings = &mut self.wordings;
        let Some(index) = &mut self.index else {
            // The first time: all at once.
            let runs = come
                .iter()
                .map(|&id| 2 * wordings[id as usize].tokens.len())
                .sum();
            let mut index = Index::sized(runs);
            for &id in come {
                wordings[id as usize].indexed = true;
                for (run, _) in runs_of(&wordings[id as usize].tokens) {
                    index.load(run, id);
                }
            }
            index.settle(COMMON, |id| u128::from(wordings[id as usize].key));
            self.index = Some(index);
            return crossed;
        };
        for &id in come {
            wordings[id as usize].indexed = true;
        }
        let mut holders = |index: &Index, run: u64| {
            if let Holders::Many(list) = index.holders(run) {
                crossed.extend(list);
            }
        };
        let key = |id: WordingId| u128::from(wordings[id as usize].key);
        for &id in gone {
            for (run, _) in runs_of(&wordings[id as usize].tokens) {
                if index.remove(run, id, COMMON, key) == COMMON {
                    holders(index, run);
                }
            }
        }
        for &id in come {
            for (run, _) in runs_of(&wordings[id as usize].tokens) {
                if index.insert(run, id, COMMON, key) == COMMON + 1 {
                    holders(index, run);
                }
            }
        }
        crossed
    }

    /// The wordings that share enough with one, each once.
    fn candidates(&self, id: WordingId, shared: &mut Shared) -> Vec<WordingId> {
        let tokens = self.tokens(id);
        let Some(index) = &self.index else {
            return Vec::new();
        };
        let room = self.wordings.len().max(shared.counts.len());
        shared.counts.resize(room, 0);
        for (run, worth) in runs_of(tokens) {
            let Holders::Many(list) = index.holders(run) else {
                continue;
            };
            if list.len() > COMMON {
                continue;
            }
            for &other in list {
                let count = &mut shared.counts[other as usize];
                if *count == 0 {
                    shared.met.push(other);
                }
                *count = count.saturating_add(worth);
            }
        }
        let mut found = Vec::new();
        for other in shared.met.drain(..) {
            let count = std::mem::take(&mut shared.counts[other as usize]);
            let short = tokens.len().min(self.tokens(other).len()) <= SHORT;
            let enough = if short {
                SHARED_BY_SHORT
            } else {
                SHARED_BY_LONG
            };
            if other != id && count >= enough {
                found.push(other);
            }
        }
        found
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

/// Scratch space: for each wording, what it shares with another.
#[derive(Default)]
struct Shared {
    counts: Vec<u8>,
    met: Vec<WordingId>,
}

/// The distinct runs by which a wording is found, and what each is worth.
fn runs_of(tokens: &[Token]) -> SmallVec<[(u64, u8); 32]> {
    let hash = |run: &[Token]| {
        let mixed = run.iter().fold(run.len() as u64, |hash, token| {
            (hash.rotate_left(23) ^ token.hash()).wrapping_mul(0x9e37_79b9_7f4a_7c15)
        });
        (mixed ^ mixed >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9)
    };
    let mut runs: SmallVec<[(u64, u8); 32]> =
        tokens.windows(3).map(|run| (hash(run), THREE)).collect();
    if tokens.len() <= SHORT {
        runs.extend(tokens.windows(2).map(|run| (hash(run), TWO)));
    }
    runs.sort_unstable();
    runs.dedup();
    runs
}

/// The pieces of an utterance as they are written, each with where it begins in the body.
pub fn pieces<'b>(body: &'b str, pieces: &[(u32, u32)]) -> impl Iterator<Item = (&'b str, u32)> {
    pieces.iter().map(move |&(start, end)| {
        (
            body.get(start as usize..end as usize).unwrap_or_default(),
            start,
        )
    })
}

/// What of a quote is compared: its place and its speaker.
fn instance(text: TextId, quote: &Quote, facts: &Facts) -> Option<Instance> {
    if quote.kind != QuoteKind::Speech {
        return None;
    }
    let quotations = quote
        .parts
        .iter()
        .filter_map(|&part| facts.delimiters.quotations.get(part as usize));
    let mut pieces = SmallVec::new();
    let mut marks = None;
    for quotation in quotations {
        let (inner, outer) = (&quotation.inner, &quotation.outer);
        // What one speaker quotes of another is part of what he says.
        if pieces.is_empty() && quotation.depth > 0 {
            return None;
        }
        pieces.push((inner.start as u32, inner.end as u32));
        let mark = |length: usize| u8::try_from(length).unwrap_or(0);
        marks.get_or_insert((mark(inner.start - outer.start), mark(outer.end - inner.end)));
    }
    let entity = quote
        .speaker
        .as_ref()
        .and_then(|s| facts.entities.entities.get(s.entity? as usize));
    let speaker = entity.map(|e| e.name.clone());
    Some(Instance {
        text,
        pieces,
        speaker,
        marks: marks?,
    })
}

impl Grouping for Utterances {
    fn insert(&mut self, text: TextId, _key: u128, body: &str, facts: &Facts) {
        let mut wordings: SmallVec<[WordingId; 4]> = SmallVec::new();
        let mut tokens = Vec::new();
        for quote in &facts.quotes {
            let Some(instance) = instance(text, quote, facts) else {
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
