//! Which wordings share enough runs of words to be aligned.

use rustc_hash::FxHashSet;
use smallvec::SmallVec;

use super::words::Token;
use super::{Utterances, WordingId};
use crate::collation::index::{Holders, Index};

/// Wordings up to this length are found by runs of two words too.
const SHORT: usize = 12;
/// What a shared run of two words is worth, and one of three.
const TWO: u8 = 1;
const THREE: u8 = 2;
/// What two wordings must share to be aligned: of which one is short, and of which none is.
const SHARED_BY_SHORT: u8 = 2;
const SHARED_BY_LONG: u8 = 4;

impl Utterances {
    /// Adds wordings to the index and takes others out. Returned are those whose runs came to be common or ceased to be so.
    pub(super) fn reindex(
        &mut self,
        gone: &[WordingId],
        come: &[WordingId],
    ) -> FxHashSet<WordingId> {
        let mut crossed = FxHashSet::default();
        let (wordings, common) = (&mut self.wordings, self.common);
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
            index.settle(common, |id| u128::from(wordings[id as usize].key));
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
                if index.remove(run, id, common, key) == common {
                    holders(index, run);
                }
            }
        }
        for &id in come {
            for (run, _) in runs_of(&wordings[id as usize].tokens) {
                if index.insert(run, id, common, key) == common + 1 {
                    holders(index, run);
                }
            }
        }
        crossed
    }

    /// The wordings that share enough with one, each once.
    pub(super) fn candidates(&self, id: WordingId, shared: &mut Shared) -> Vec<WordingId> {
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
            if list.len() > self.common {
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
}

/// Scratch space: for each wording, what it shares with another.
#[derive(Default)]
pub(super) struct Shared {
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
