//! An inverted index, small and exact: for each hash, the texts that hold it.
//!
//! Nearly every shingle of real news stands in one text alone, so a hash with one holder takes eight bytes and no
//! allocation; only shared ones have a list. The hashes lie in sorted arrays, a few hundred in each, by their upper
//! bits: to look one up is a binary search in one of them, to add one moves half an array, and there are no empty
//! slots. Loading a whole bundle gathers the hashes array by array and sorts each once, within the processor's caches.
//!
//! Of a hash the array's number and 32 more bits are kept, 44 bits in all with the usual 4,096 arrays. With twenty
//! million hashes in a bundle the chance that two texts seem to share a shingle that they don't is one in a million for
//! each shingle, and one shingle more or less moves no verdict but at a threshold to the hair.

use smallvec::{SmallVec, smallvec};

/// The number of a text in a collation; below 2³¹.
pub type TextId = u32;

/// The texts that hold one hash: most shared hashes have two or three, which need no memory of their own.
pub type List = SmallVec<[TextId; 4]>;

/// In a holder's place: what follows is the number of a list.
const LISTED: u32 = 1 << 31;
/// Hashes that an array should have.
const CROWD: usize = 512;

/// See the module's head.
pub struct Index {
    /// An array's number is so many upper bits of the hash.
    bits: u32,
    /// 32 bits of the hash, then the holder; sorted once [`Index::settle`] is called, the hash then in one entry alone.
    arrays: Vec<Vec<u64>>,
    lists: Vec<List>,
    free: Vec<u32>,
}

impl Default for Index {
    fn default() -> Self {
        Index::sized(0)
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

impl Index {
    /// An empty index, laid out for about so many hashes.
    pub fn sized(hashes: usize) -> Index {
        let bits = (hashes / CROWD).next_power_of_two().ilog2().clamp(12, 20);
        // The hashes are spread evenly: with an eighth to spare hardly an array must grow while a text is loaded.
        let room = (hashes >> bits) * 9 / 8;
        Index {
            bits,
            arrays: (0..1 << bits).map(|_| Vec::with_capacity(room)).collect(),
            lists: Vec::new(),
            free: Vec::new(),
        }
    }

    /// The array of a hash, and the upper half of its entry there.
    fn place(&self, hash: u64) -> (usize, u64) {
        (
            (hash >> (64 - self.bits)) as usize,
            (hash << self.bits) & (u64::MAX << 32),
        )
    }

    /// Where the entry of a hash is in its array, or would be.
    fn find(array: &[u64], upper: u64) -> Result<usize, usize> {
        let at = array.partition_point(|&entry| entry < upper);
        if array
            .get(at)
            .is_some_and(|entry| entry & (u64::MAX << 32) == upper)
        {
            Ok(at)
        } else {
            Err(at)
        }
    }

    /// Adds a text to a hash's holders; it must not be among them. Returns how many there are now.
    ///
    /// More than `common` holders are kept in the order of their keys, so that the neighbours of one are soon found.
    pub fn insert(
        &mut self,
        hash: u64,
        text: TextId,
        common: usize,
        key: impl Fn(TextId) -> u128,
    ) -> usize {
        let (array, upper) = self.place(hash);
        let at = match Self::find(&self.arrays[array], upper) {
            Ok(at) => at,
            Err(at) => {
                self.arrays[array].insert(at, upper | u64::from(text));
                return 1;
            }
        };
        let holder = self.arrays[array][at] as u32;
        if holder & LISTED != 0 {
            let list = &mut self.lists[(holder & !LISTED) as usize];
            if list.len() > common {
                let own = (key(text), text);
                list.insert(
                    list.partition_point(|&other| (key(other), other) < own),
                    text,
                );
            } else {
                list.push(text);
                if list.len() > common {
                    list.sort_unstable_by_key(|&other| (key(other), other));
                }
            }
            return list.len();
        }
        let mut both: List = smallvec![holder, text];
        both.sort_unstable_by_key(|&other| (key(other), other));
        let list = self.new_list(both);
        self.arrays[array][at] = upper | u64::from(LISTED | list);
        2
    }

    /// Takes a text from a hash's holders. Returns how many are left. `common` and `key` as for [`Index::insert`].
    pub fn remove(
        &mut self,
        hash: u64,
        text: TextId,
        common: usize,
        key: impl Fn(TextId) -> u128,
    ) -> usize {
        let (array, upper) = self.place(hash);
        let Ok(at) = Self::find(&self.arrays[array], upper) else {
            return 0;
        };
        let holder = self.arrays[array][at] as u32;
        if holder & LISTED == 0 {
            if holder == text {
                self.arrays[array].remove(at);
                return 0;
            }
            return 1;
        }
        let number = holder & !LISTED;
        let list = &mut self.lists[number as usize];
        if list.len() > common {
            let own = (key(text), text);
            let at = list.partition_point(|&other| (key(other), other) < own);
            if list.get(at) == Some(&text) {
                list.remove(at);
            }
        } else if let Some(at) = list.iter().position(|&t| t == text) {
            list.swap_remove(at);
        }
        if let [only] = list[..] {
            *list = List::new();
            self.free.push(number);
            self.arrays[array][at] = upper | u64::from(only);
            return 1;
        }
        list.len()
    }

    /// The holders of a hash.
    pub fn holders(&self, hash: u64) -> Holders<'_> {
        let (array, upper) = self.place(hash);
        match Self::find(&self.arrays[array], upper) {
            Err(_) => Holders::None,
            Ok(at) => match self.arrays[array][at] as u32 {
                one if one & LISTED == 0 => Holders::One(one),
                many => Holders::Many(&self.lists[(many & !LISTED) as usize]),
            },
        }
    }

    /// Adds a text to a hash's holders as one of many such additions to an empty index; [`Index::settle`] must follow
    /// before anything else.
    pub fn load(&mut self, hash: u64, text: TextId) {
        let (array, upper) = self.place(hash);
        self.arrays[array].push(upper | u64::from(text));
    }

    /// Puts in order what was loaded. `common` and `key` as for [`Index::insert`].
    pub fn settle(&mut self, common: usize, key: impl Fn(TextId) -> u128) {
        let mut arrays = std::mem::take(&mut self.arrays);
        let mut spare = Vec::new();
        for array in &mut arrays {
            sort(array, &mut spare);
            let (mut kept, mut at) = (0, 0);
            while let Some(&entry) = array.get(at) {
                let upper = entry & (u64::MAX << 32);
                let same = array[at..]
                    .iter()
                    .take_while(|&&e| e & (u64::MAX << 32) == upper)
                    .count();
                array[kept] = if same == 1 {
                    entry
                } else {
                    let mut list: List = array[at..at + same].iter().map(|&e| e as u32).collect();
                    if list.len() > common {
                        list.sort_unstable_by_key(|&text| (key(text), text));
                    }
                    upper | u64::from(LISTED | self.new_list(list))
                };
                kept += 1;
                at += same;
            }
            array.truncate(kept);
            array.shrink_to_fit();
        }
        self.arrays = arrays;
    }

    /// The lists of all hashes that two or more texts hold, in no order; some may be empty. Those that are not common are
    /// sorted until a text is inserted or removed.
    pub fn shared(&self) -> &[List] {
        &self.lists
    }

    fn new_list(&mut self, list: List) -> u32 {
        if let Some(number) = self.free.pop() {
            self.lists[number as usize] = list;
            return number;
        }
        self.lists.push(list);
        self.lists.len() as u32 - 1
    }
}

/// Sorts entries whose upper bits are spread evenly: dealt out by their first byte they lie in handfuls, which are sorted
/// each by itself. That is a third of the work of a general sort. `spare` is scratch space, to be used again.
fn sort(array: &mut [u64], spare: &mut Vec<u64>) {
    if array.len() < 64 {
        array.sort_unstable();
        return;
    }
    let first_byte = |entry: u64| (entry >> 56) as usize;
    // Where the next entry of each first byte goes; in the end, where those of the next byte begin.
    let mut next = [0; 257];
    for &entry in &*array {
        next[first_byte(entry) + 1] += 1;
    }
    for byte in 1..next.len() {
        next[byte] += next[byte - 1];
    }
    spare.clear();
    spare.extend_from_slice(array);
    for &entry in &*spare {
        let at = &mut next[first_byte(entry)];
        array[*at] = entry;
        *at += 1;
    }
    let mut start = 0;
    for &end in &next[..256] {
        array[start..end].sort_unstable();
        start = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    fn check(index: &Index, model: &BTreeMap<u64, BTreeSet<TextId>>) {
        for (hash, set) in model {
            let found: BTreeSet<TextId> = match index.holders(*hash) {
                Holders::None => BTreeSet::new(),
                Holders::One(text) => BTreeSet::from([text]),
                Holders::Many(list) => {
                    assert!(list.len() <= 3 || list.is_sorted_by_key(|&text| key(text)));
                    list.iter().copied().collect()
                }
            };
            assert_eq!(&found, set);
        }
        let shared = index
            .shared()
            .iter()
            .filter(|list| !list.is_empty())
            .count();
        assert_eq!(shared, model.values().filter(|s| s.len() > 1).count());
    }

    /// Hashes that fall into few arrays, and differ in bits that are kept.
    fn spread(hash: u64) -> u64 {
        (hash & 1) << 63 | hash << 25
    }

    /// Another order than that of numbers.
    fn key(text: TextId) -> u128 {
        u128::from(text ^ 5)
    }

    proptest! {
        #[test]
        fn sorts(mut entries in prop::collection::vec(prop_oneof![any::<u64>(), 0u64..9], 0..400)) {
            let mut expected = entries.clone();
            expected.sort_unstable();
            sort(&mut entries, &mut vec![7]);
            prop_assert_eq!(entries, expected);
        }

        #[test]
        fn behaves_like_a_map_of_sets(
            loaded in prop::collection::btree_set((0u64..12, 0u32..6), 0..20),
            steps in prop::collection::vec((any::<bool>(), 0u64..12, 0u32..6), 0..120),
        ) {
            let mut model: BTreeMap<u64, BTreeSet<TextId>> = BTreeMap::new();
            let mut index = Index::sized(loaded.len());
            for (hash, text) in loaded {
                index.load(spread(hash), text);
                model.entry(spread(hash)).or_default().insert(text);
            }
            index.settle(3, key);
            check(&index, &model);
            for (insert, hash, text) in steps {
                let set = model.entry(spread(hash)).or_default();
                if insert && set.insert(text) {
                    prop_assert_eq!(index.insert(spread(hash), text, 3, key), set.len());
                } else if !insert && set.remove(&text) {
                    prop_assert_eq!(index.remove(spread(hash), text, 3, key), set.len());
                }
                check(&index, &model);
            }
        }
    }
}
