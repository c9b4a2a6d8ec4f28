//! Asking how much of a text others have, be it ever so little.

use rustc_hash::FxHashMap;

use super::Copies;
use crate::collation::index::{Holders, TextId};
use crate::facts::Facts;

impl Copies {
    /// The other texts that share shingles with one, given its facts, and how many; by number. Those that more than
    /// [`super::Settings::common`] texts hold do not count.
    pub fn sharing(&self, text: TextId, facts: &Facts) -> Vec<(TextId, u32)> {
        let mut counts: FxHashMap<TextId, u32> = FxHashMap::default();
        for &hash in &facts.shingles.distinct {
            let Holders::Many(all) = self.index.holders(hash) else {
                continue;
            };
            if all.len() <= self.settings.common {
                for &other in all.iter().filter(|&&other| other != text) {
                    *counts.entry(other).or_default() += 1;
                }
            }
        }
        let mut sharing: Vec<(TextId, u32)> = counts.into_iter().collect();
        sharing.sort_unstable();
        sharing
    }
}
