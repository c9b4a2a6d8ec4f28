//! Which texts are copies of each other, and which share a passage.
//!
//! Two texts are compared by their sets of five-word shingles: *alike* is the Jaccard index of the sets, a share of a
//! text is *contained* in another. The counts are exact: every shingle that two texts share is counted from the index.
//!
//! A shingle that more than [`Settings::common`] texts hold (a footer, a disclaimer, the body of a report that everyone ran) is
//! not counted pair by pair, which would cost the square of its holders. Instead each holder is compared with its two
//! neighbours among them, in the order of their least shingles. So a footer costs nothing much and pairs nothing that is
//! not a copy, and a family of thousands of near-copies still holds together, each with two of its kin at least.
//! What more than [`Settings::refrain`] texts hold is no passage that one took from another, and is not looked at as one.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::index::{Holders, Index, TextId};
use super::passages::{Run, shared_runs};
use super::rewording::{LEAST_WORDS, reworded};
use crate::facts::Facts;
use crate::facts::shingles::SHINGLE;
use crate::text::words::Word;

mod read;

/// Where one word in five is changed, about a third of the shingles are left; fewer are not looked at.
const SPOILED: f64 = 0.25;

/// What counts as a copy and as a passage.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Least Jaccard index of two copies.
    pub alike: f64,
    /// Least share of one text that is contained in the other.
    pub contained: f64,
    /// Words that both must have at least.
    pub words: u32,
    /// Words of the shortest shared passage.
    pub passage: usize,
    /// A shingle with more holders than this is common.
    pub common: usize,
    /// A shingle with more holders than this makes no passage.
    pub refrain: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            alike: 0.5,
            contained: 0.8,
            words: 30,
            passage: 30,
            common: 64,
            refrain: 16,
        }
    }
}

/// How two texts hang together.
#[derive(Debug, Clone, PartialEq)]
pub enum Tie {
    /// One is a copy of the other, whole or in part: the number of shingles that they share.
    Copy(u32),
    /// One is the other with single words changed throughout: the share of the shorter's words that stand in the longer.
    Reworded(f64),
    /// They share passages and are otherwise different; the runs from the text with the smaller number as `a`.
    Passages(Vec<Run>),
}

/// A text's tie with another.
#[derive(Debug, Clone, PartialEq)]
pub struct Relation {
    /// The other text.
    pub other: TextId,
    /// What ties them.
    pub tie: Tie,
}

/// Gives the facts of a text that is in the collation.
pub trait Source {
    /// The text's facts.
    fn facts(&mut self, text: TextId) -> Arc<Facts>;
    /// Its words alone.
    fn words(&mut self, text: TextId) -> Arc<Vec<Word>> {
        Arc::clone(&self.facts(text).words)
    }
}

/// Shingles that two texts share.
#[derive(Clone, Copy, Default)]
struct Count {
    /// Those that are not common.
    shared: u32,
    /// Of these, those that may be of a passage.
    rare: u32,
}

impl Count {
    /// Counts a shingle; notes the text when it is the first.
    fn add(&mut self, rare: u32, text: TextId, met: &mut Vec<TextId>) {
        if self.shared == 0 {
            met.push(text);
        }
        self.shared += 1;
        self.rare += rare;
    }
}

#[derive(Default)]
struct Text {
    /// The least of its shingles, then a hash of its content.
    key: u128,
    words: u32,
    shingles: u32,
    relations: Vec<Relation>,
}

/// See the module's head.
#[derive(Default)]
pub struct Copies {
    settings: Settings,
    index: Index,
    texts: Vec<Text>,
    /// Texts whose relations must be found again.
    stale: FxHashSet<TextId>,
    /// Texts whose relations have changed since they were last asked for.
    changed: FxHashSet<TextId>,
    counts: Vec<Count>,
    loading: bool,
}

impl Copies {
    /// An empty collation, laid out for texts of about so many words in all.
    pub fn new(settings: Settings, words: usize) -> Copies {
        Copies {
            settings,
            index: Index::sized(words),
            ..Copies::default()
        }
    }

    /// What counts as a copy here.
    pub fn settings(&self) -> Settings {
        self.settings
    }

    /// A text's ties with others, by their numbers.
    pub fn relations(&self, text: TextId) -> &[Relation] {
        self.texts.get(text as usize).map_or(&[], |t| &t.relations)
    }

    /// The number of words of a text.
    pub fn words(&self, text: TextId) -> u32 {
        self.texts.get(text as usize).map_or(0, |t| t.words)
    }

    /// The number of distinct shingles of a text.
    pub fn shingles(&self, text: TextId) -> u32 {
        self.texts.get(text as usize).map_or(0, |t| t.shingles)
    }

    /// Adds a text under a free number. `key`: a hash of its content.
    pub fn insert(&mut self, text: TextId, key: u128, facts: &Facts) {
        self.record(text, key, facts);
        self.stale.insert(text);
        let Settings {
            common, refrain, ..
        } = self.settings;
        for &hash in &facts.shingles.distinct {
            let texts = &self.texts;
            let holders = self
                .index
                .insert(hash, text, common, |t| texts[t as usize].key);
            if holders > common + 1 {
                self.disturb_neighbours(hash, text);
            } else if holders == common + 1 || holders == refrain + 1 {
                self.disturb(hash);
            }
        }
    }

    /// Takes a text out, given the facts that it was put in with.
    pub fn remove(&mut self, text: TextId, facts: &Facts) {
        let Settings {
            common, refrain, ..
        } = self.settings;
        for &hash in &facts.shingles.distinct {
            let holders = match self.index.holders(hash) {
                Holders::Many(all) => all.len(),
                _ => 0,
            };
            if holders > common + 1 {
                self.disturb_neighbours(hash, text);
            } else if holders == common + 1 || holders == refrain + 1 {
                self.disturb(hash);
            }
            let texts = &self.texts;
            self.index
                .remove(hash, text, common, |t| texts[t as usize].key);
        }
        self.untie(text);
        self.texts[text as usize] = Text::default();
        self.stale.remove(&text);
        self.changed.remove(&text);
    }

    /// Adds a text under a free number as one of many; [`Copies::finish_load`] must follow the last.
    pub fn load(&mut self, text: TextId, key: u128, facts: &Facts) {
        self.record(text, key, facts);
        self.loading = true;
        for &hash in &facts.shingles.distinct {
            self.index.load(hash, text);
        }
    }

    /// Finds the relations of all texts that were loaded.
    pub fn finish_load(&mut self, source: &mut dyn Source) {
        if std::mem::take(&mut self.loading) {
            let texts = &self.texts;
            self.index
                .settle(self.settings.common, |t| texts[t as usize].key);
            self.relate_all(source);
        }
    }

    /// Finds the relations of all texts that need it, and names the texts whose relations changed since the last call.
    pub fn refresh(&mut self, source: &mut dyn Source) -> Vec<TextId> {
        let mut stale: Vec<TextId> = self.stale.drain().collect();
        stale.sort_unstable();
        for &text in &stale {
            self.untie(text);
        }
        for &text in &stale {
            self.relate(text, source);
        }
        let mut changed: Vec<TextId> = self.changed.drain().collect();
        changed.sort_unstable();
        changed
    }

    fn record(&mut self, text: TextId, key: u128, facts: &Facts) {
        if self.texts.len() <= text as usize {
            self.texts.resize_with(text as usize + 1, Text::default);
        }
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let words = count(facts.words.len());
        let shingles = count(facts.shingles.distinct.len());
        // What is typed in a text rarely changes the least of its shingles: it keeps its neighbours.
        let least = facts.shingles.distinct.iter().min().copied().unwrap_or(0);
        let key = u128::from(least) << 64 | key & u128::from(u64::MAX);
        self.texts[text as usize] = Text {
            key,
            words,
            shingles,
            relations: Vec::new(),
        };
    }

    /// The holders of a hash became, or cease to be, so many that it is common: all their relations change.
    fn disturb(&mut self, hash: u64) {
        if let Holders::Many(all) = self.index.holders(hash) {
            self.stale.extend(all);
        }
    }

    /// A text joins or leaves the holders of a common hash: those next to it get other neighbours.
    fn disturb_neighbours(&mut self, hash: u64, text: TextId) {
        if let Holders::Many(all) = self.index.holders(hash) {
            self.stale
                .extend(neighbours(&self.texts, all, text).into_iter().flatten());
        }
    }

    fn untie(&mut self, text: TextId) {
        self.changed.insert(text);
        for relation in std::mem::take(&mut self.texts[text as usize].relations) {
            self.changed.insert(relation.other);
            self.texts[relation.other as usize]
                .relations
                .retain(|r| r.other != text);
        }
    }

    fn tie(&mut self, a: TextId, b: TextId, tie: &Tie) {
        for (from, to) in [(a, b), (b, a)] {
            let relations = &mut self.texts[from as usize].relations;
            if let Err(at) = relations.binary_search_by_key(&to, |r| r.other) {
                relations.insert(
                    at,
                    Relation {
                        other: to,
                        tie: tie.clone(),
                    },
                );
                self.changed.insert(from);
            }
        }
    }

    /// Finds one text's relations by looking its shingles up.
    fn relate(&mut self, text: TextId, source: &mut dyn Source) {
        let facts = source.facts(text);
        self.counts.resize(self.texts.len(), Count::default());
        let (mut met, mut common, mut kin) = (Vec::new(), 0, Vec::new());
        for &hash in &facts.shingles.distinct {
            let Holders::Many(all) = self.index.holders(hash) else {
                continue;
            };
            if all.len() > self.settings.common {
                common += 1;
                kin.extend(neighbours(&self.texts, all, text).into_iter().flatten());
                continue;
            }
            let rare = u32::from(all.len() <= self.settings.refrain);
            for &other in all.iter().filter(|&&other| other != text) {
                self.counts[other as usize].add(rare, other, &mut met);
            }
        }
        self.judge_all(text, &met, common, source);
        kin.sort_unstable();
        kin.dedup();
        for other in kin {
            self.compare_kin(text, other, common, source);
        }
    }

    /// Finds all texts' relations from the lists of shared shingles, each pair once.
    fn relate_all(&mut self, source: &mut dyn Source) {
        let lists = self.index.shared();
        let mut starts = vec![0u32; self.texts.len() + 1];
        for &text in lists.iter().flatten() {
            starts[text as usize + 1] += 1;
        }
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        let mut of_text = vec![0u32; starts.last().map_or(0, |&n| n as usize)];
        let mut next = starts.clone();
        let mut kin: Vec<(TextId, TextId)> = Vec::new();
        for (number, list) in lists.iter().enumerate() {
            for &text in list {
                of_text[next[text as usize] as usize] = number as u32;
                next[text as usize] += 1;
            }
            if list.len() > self.settings.common {
                kin.extend(
                    list.windows(2)
                        .map(|pair| (pair[0].min(pair[1]), pair[0].max(pair[1]))),
                );
            }
        }
        drop(next);
        self.counts.resize(self.texts.len(), Count::default());
        let mut met = Vec::new();
        let mut commons: Vec<u32> = Vec::with_capacity(self.texts.len());
        for text in 0..self.texts.len() as TextId {
            let mut common = 0;
            for &number in
                &of_text[starts[text as usize] as usize..starts[text as usize + 1] as usize]
            {
                let list = &self.index.shared()[number as usize];
                if list.len() > self.settings.common {
                    common += 1;
                    continue;
                }
                let rare = u32::from(list.len() <= self.settings.refrain);
                // A list that was loaded is sorted, and each pair is counted where the smaller number is at hand.
                for &other in list.iter().rev().take_while(|&&other| other > text) {
                    self.counts[other as usize].add(rare, other, &mut met);
                }
            }
            self.judge_all(text, &met, common, source);
            met.clear();
            commons.push(common);
        }
        kin.sort_unstable();
        kin.dedup();
        for (text, other) in kin {
            let common = commons[text as usize].min(commons[other as usize]);
            self.compare_kin(text, other, common, source);
        }
        self.stale.clear();
        self.changed.clear();
    }

    /// Judges a text and each of those that it shares uncommon shingles with, whose numbers are in `counts`; empties
    /// the counts.
    fn judge_all(&mut self, text: TextId, met: &[TextId], common: u32, source: &mut dyn Source) {
        for &other in met {
            let count = std::mem::take(&mut self.counts[other as usize]);
            if common > 0 && self.is_copy(text, other, count.shared + common) {
                self.compare(text, other, count, source);
            } else {
                self.judge(text, other, count.shared, count, source);
            }
        }
    }

    /// Compares two texts that are neighbours by common shingles, of which they share `common` at most. Where they share
    /// others too, they were judged by those already; so if the common ones alone make no copy, there is none.
    fn compare_kin(&mut self, text: TextId, other: TextId, common: u32, source: &mut dyn Source) {
        if self.is_copy(text, other, common) {
            self.compare(text, other, Count::default(), source);
        }
    }

    /// Counts all the shingles that two texts share, common ones too, from their words; then judges them.
    fn compare(&mut self, text: TextId, other: TextId, count: Count, source: &mut dyn Source) {
        let a: FxHashSet<u64> = source
            .facts(text)
            .shingles
            .distinct
            .iter()
            .copied()
            .collect();
        let shared = source
            .facts(other)
            .shingles
            .distinct
            .iter()
            .filter(|hash| a.contains(hash))
            .count();
        self.judge(text, other, shared as u32, count, source);
    }

    fn is_copy(&self, a: TextId, b: TextId, shared: u32) -> bool {
        let (a, b) = (&self.texts[a as usize], &self.texts[b as usize]);
        let least = self.settings.words;
        a.words >= least && b.words >= least && {
            let (alike, contained) = shares(shared, a.shingles, b.shingles);
            alike >= self.settings.alike || contained.0.max(contained.1) >= self.settings.contained
        }
    }

    /// Whether two texts that share so many shingles, too few for a copy, are one text with words changed.
    fn reworded(&self, a: TextId, b: TextId, shared: u32, source: &mut dyn Source) -> Option<f64> {
        let (first, second) = (&self.texts[a as usize], &self.texts[b as usize]);
        let short = first.words.min(second.words) as usize;
        let (_, contained) = shares(shared, first.shingles, second.shingles);
        let worth_it = short >= LEAST_WORDS && contained.0.max(contained.1) >= SPOILED;
        if worth_it {
            reworded(&source.words(a), &source.words(b))
        } else {
            None
        }
    }

    fn judge(
        &mut self,
        text: TextId,
        other: TextId,
        shared: u32,
        count: Count,
        source: &mut dyn Source,
    ) {
        if self.is_copy(text, other, shared) {
            self.tie(text, other, &Tie::Copy(shared));
        } else if let Some(share) = self.reworded(text, other, count.shared, source) {
            self.tie(text, other, &Tie::Reworded(share));
        } else if count.rare as usize > self.settings.passage - SHINGLE {
            let (a, b) = (text.min(other), text.max(other));
            let runs = shared_runs(&source.words(a), &source.words(b), self.settings.passage);
            if !runs.is_empty() {
                self.tie(a, b, &Tie::Passages(runs));
            }
        }
    }
}

/// The Jaccard index of two sets of `a` and `b` shingles that share so many, and the share of each in the other.
pub fn shares(shared: u32, a: u32, b: u32) -> (f64, (f64, f64)) {
    let share = |of: u32| {
        if of == 0 {
            0.0
        } else {
            f64::from(shared) / f64::from(of)
        }
    };
    let all = f64::from(a) + f64::from(b) - f64::from(shared);
    (
        if all > 0.0 {
            f64::from(shared) / all
        } else {
            0.0
        },
        (share(a), share(b)),
    )
}

/// The texts before and after one among the holders of a common hash, which are in the order of their keys.
fn neighbours(texts: &[Text], holders: &[TextId], text: TextId) -> [Option<TextId>; 2] {
    let place = |text: TextId| (texts[text as usize].key, text);
    let at = holders.partition_point(|&other| place(other) < place(text));
    let before = at.checked_sub(1).map(|before| holders[before]);
    [before, holders.get(at + 1).copied()]
}

#[cfg(test)]
#[path = "copies_tests.rs"]
mod tests;
