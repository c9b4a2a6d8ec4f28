//! An inverted index, small and exact: for each hash, the texts that hold it.
//!
//! Nearly every shingle of real news stands in one text alone, so a hash with one holder takes eight bytes and no
//! allocation; only shared ones have a list. The table is cut in parts by the hash's upper bits: each part grows by
//! itself, so that growing never doubles the memory of the whole, and inserting a batch part by part stays within the
//! processor's caches however large the index is.
//!
//! Of a hash the part and 32 more bits are kept, 44 bits in all. With twenty million hashes the chance that two texts
//! seem to share a shingle that they don't is one in a million for each shingle, and one shingle more or less moves no
//! verdict but at a threshold to the hair.

use hashbrown::HashTable;

/// The number of a text in a collation.
pub type TextId = u32;

const PART_BITS: u32 = 12;
const LISTED: u32 = 1 << 31;

#[derive(Clone, Copy)]
struct Entry {
    hash: u32,
    /// A text, or with [`LISTED`] the number of a list.
    holder: u32,
}

/// See the module's head.
pub struct Index {
    parts: Vec<HashTable<Entry>>,
    lists: Vec<Vec<TextId>>,
    free: Vec<u32>,
}

impl Default for Index {
    fn default() -> Self {
        let parts = std::iter::repeat_with(HashTable::new).take(1 << PART_BITS).collect();
        Index { parts, lists: Vec::new(), free: Vec::new() }
    }
}

/// Who holds a hash.
#[derive(Debug, PartialEq, Eq)]
pub enum Holders<'i> {
    /// Nobody.
    None,
    /// One text.
    One(TextId),
    /// Two or more, in no order.
    Many(&'i [TextId]),
}

/// Where a hash is kept: its part, and the bits that tell it from others there.
///
/// Parts are of unequal size on purpose, the largest about twice the smallest (`part` goes as log2(1 + x), to a
/// quadratic's accuracy). Tables double when they are full; equal parts would all be just doubled, and half empty, at
/// the same number of hashes.
fn place(hash: u64) -> (usize, u32) {
    let x = hash >> 44;
    let part = (x * (1_408_344 - ((359_767 * x) >> 20))) >> (40 - PART_BITS);
    ((part as usize).min((1 << PART_BITS) - 1), (hash >> 8) as u32)
}

/// The table's own hash of an entry: hash tables look at the topmost and lowest bits.
fn spread(hash: u32) -> u64 {
    u64::from(hash) << 32 | u64::from(hash)
}

impl Index {
    /// Adds a text to a hash's holders; it must not be among them. Returns how many there are now.
    pub fn insert(&mut self, hash: u64, text: TextId) -> usize {
        let (part, hash) = place(hash);
        let table = &mut self.parts[part];
        let Some(entry) = table.find_mut(spread(hash), |e| e.hash == hash) else {
            table.insert_unique(spread(hash), Entry { hash, holder: text }, |e| spread(e.hash));
            return 1;
        };
        if entry.holder & LISTED != 0 {
            let list = &mut self.lists[(entry.holder & !LISTED) as usize];
            list.push(text);
            return list.len();
        }
        let both = vec![entry.holder, text];
        let list = if let Some(list) = self.free.pop() {
            self.lists[list as usize] = both;
            list
        } else {
            self.lists.push(both);
            self.lists.len() as u32 - 1
        };
        entry.holder = LISTED | list;
        2
    }

    /// Takes a text from a hash's holders. Returns how many are left.
    pub fn remove(&mut self, hash: u64, text: TextId) -> usize {
        let (part, hash) = place(hash);
        let Ok(mut found) = self.parts[part].find_entry(spread(hash), |e| e.hash == hash) else {
            return 0;
        };
        let holder = found.get().holder;
        if holder & LISTED == 0 {
            if holder == text {
                found.remove();
                return 0;
            }
            return 1;
        }
        let number = holder & !LISTED;
        let list = &mut self.lists[number as usize];
        if let Some(at) = list.iter().position(|&t| t == text) {
            list.swap_remove(at);
        }
        if let [only] = list[..] {
            found.get_mut().holder = only;
            *list = Vec::new();
            self.free.push(number);
            return 1;
        }
        list.len()
    }

    /// The holders of a hash.
    pub fn holders(&self, hash: u64) -> Holders<'_> {
        let (part, hash) = place(hash);
        match self.parts[part].find(spread(hash), |e| e.hash == hash) {
            None => Holders::None,
            Some(entry) if entry.holder & LISTED == 0 => Holders::One(entry.holder),
            Some(entry) => Holders::Many(&self.lists[(entry.holder & !LISTED) as usize]),
        }
    }

    /// The lists of all hashes that two or more texts hold, in no order; some may be empty.
    pub fn shared(&self) -> &[Vec<TextId>] {
        &self.lists
    }
}

/// Fills an index: gathers hashes by part, so that each visit to a part's table serves many.
pub struct Loader {
    waiting: Vec<Vec<(u64, TextId)>>,
}

impl Default for Loader {
    fn default() -> Self {
        Loader { waiting: vec![Vec::new(); 1 << PART_BITS] }
    }
}

impl Loader {
    const BATCH: usize = 48;

    /// Adds a text to a hash's holders, now or later; it must not be among them.
    pub fn add(&mut self, index: &mut Index, hash: u64, text: TextId) {
        let waiting = &mut self.waiting[place(hash).0];
        if waiting.capacity() == 0 {
            waiting.reserve_exact(Self::BATCH);
        }
        waiting.push((hash, text));
        if waiting.len() == Self::BATCH {
            for (hash, text) in waiting.drain(..) {
                index.insert(hash, text);
            }
        }
    }

    /// Adds what is still waiting.
    pub fn finish(self, index: &mut Index) {
        for (hash, text) in self.waiting.into_iter().flatten() {
            index.insert(hash, text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    proptest! {
        #[test]
        fn behaves_like_a_map_of_sets(steps in prop::collection::vec((any::<bool>(), 0u64..12, 0u32..6), 0..120)) {
            let mut model: BTreeMap<u64, BTreeSet<TextId>> = BTreeMap::new();
            let mut index = Index::default();
            for (insert, hash, text) in steps {
                let hash = hash << 20 | hash << 50;
                let set = model.entry(hash).or_default();
                if insert && set.insert(text) {
                    prop_assert_eq!(index.insert(hash, text), set.len());
                } else if !insert && set.remove(&text) {
                    prop_assert_eq!(index.remove(hash, text), set.len());
                }
                for (hash, set) in &model {
                    let found: BTreeSet<TextId> = match index.holders(*hash) {
                        Holders::None => BTreeSet::new(),
                        Holders::One(text) => BTreeSet::from([text]),
                        Holders::Many(list) => list.iter().copied().collect(),
                    };
                    prop_assert_eq!(&found, set);
                }
            }
            prop_assert_eq!(index.shared().iter().filter(|l| !l.is_empty()).count(), model.values().filter(|s| s.len() > 1).count());
        }
    }
}
