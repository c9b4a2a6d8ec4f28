//! An inverted index, small and exact: for each hash, the texts that hold it.
//!
//! Nearly every shingle of real news stands in one text alone, so a hash with one holder takes eight bytes and no
//! allocation; only shared ones have a list. The hashes lie in sorted arrays, a few hundred in each, by their upper
//! bits: to look one up is a binary search in one of them, to add one moves half an array, and there are no empty
//! slots. Loading a whole bundle gathers the hashes array by array and sorts each once, within the processor's caches.
//! Those of a small bundle lie in one list ([`table`]): to lay out thousands of arrays took longer than to compare it.
//!
//! Of a hash the array's number and 32 more bits are kept, 44 bits in all with the usual 4,096 arrays. With twenty
//! million hashes in a bundle the chance that two texts seem to share a shingle that they don't is one in a million for
//! each shingle, and one shingle more or less moves no verdict but at a threshold to the hair.

use smallvec::{SmallVec, smallvec};

use table::Table;

mod table;

/// The number of a text in a collation; below 2³¹.
pub type TextId = u32;

/// The texts that hold one hash: most shared hashes have two or three, which need no memory of their own.
pub type List = SmallVec<[TextId; 4]>;

/// In a holder's place: what follows is the number of a list.
const LISTED: u32 = 1 << 31;

/// See the module's head.
pub struct Index {
    table: Table,
    lists: Lists,
}

/// The texts of the hashes that several hold, by number.
#[derive(Default)]
struct Lists {
    all: Vec<List>,
    free: Vec<u32>,
}

impl Lists {
    /// Keeps a list. Returns what stands for it in a holder's place.
    fn add(&mut self, list: List) -> u32 {
        if let Some(number) = self.free.pop() {
            self.all[number as usize] = list;
            return LISTED | number;
        }
        self.all.push(list);
        LISTED | (self.all.len() as u32 - 1)
    }
}

impl Default for Index {
    fn default() -> Self {
        Index::sized(0)
    }
}

/// Where a text is in a list that is in the order of their keys, or would be.
fn place(list: &[TextId], text: TextId, key: impl Fn(TextId) -> u128) -> usize {
    let own = (key(text), text);
    list.partition_point(|&other| (key(other), other) < own)
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
        Index {
            table: Table::sized(hashes),
            lists: Lists::default(),
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
        let at = match self.table.find(hash) {
            Ok(at) => at,
            Err(at) => {
                self.table.insert(at, hash, text);
                self.grow(common, key);
                return 1;
            }
        };
        let holder = self.table.holder(at);
        if holder & LISTED != 0 {
            let list = &mut self.lists.all[(holder & !LISTED) as usize];
            if list.len() > common {
                list.insert(place(list, text, key), text);
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
        self.table.set(at, self.lists.add(both));
        2
    }

    /// Lays out arrays, once there is too much for one list.
    fn grow(&mut self, common: usize, key: impl Fn(TextId) -> u128) {
        let Some(entries) = self.table.outgrown() else {
            return;
        };
        let mut larger = Index::sized(entries.len());
        for (hash, holder) in entries {
            if holder & LISTED == 0 {
                larger.load(hash, holder);
            } else {
                for &text in &self.lists.all[(holder & !LISTED) as usize] {
                    larger.load(hash, text);
                }
            }
        }
        larger.settle(common, key);
        *self = larger;
    }

    /// Takes a text from a hash's holders. Returns how many are left. `common` and `key` as for [`Index::insert`].
    pub fn remove(
        &mut self,
        hash: u64,
        text: TextId,
        common: usize,
        key: impl Fn(TextId) -> u128,
    ) -> usize {
        let Ok(at) = self.table.find(hash) else {
            return 0;
        };
        let holder = self.table.holder(at);
        if holder & LISTED == 0 {
            if holder == text {
                self.table.remove(at);
                return 0;
            }
            return 1;
        }
        let number = holder & !LISTED;
        let list = &mut self.lists.all[number as usize];
        if list.len() > common {
            let at = place(list, text, key);
            if list.get(at) == Some(&text) {
                list.remove(at);
            }
        } else if let Some(at) = list.iter().position(|&t| t == text) {
            list.swap_remove(at);
        }
        if let [only] = list[..] {
            *list = List::new();
            self.lists.free.push(number);
            self.table.set(at, only);
            return 1;
        }
        list.len()
    }

    /// The holders of a hash.
    pub fn holders(&self, hash: u64) -> Holders<'_> {
        match self.table.find(hash) {
            Err(_) => Holders::None,
            Ok(at) => match self.table.holder(at) {
                one if one & LISTED == 0 => Holders::One(one),
                many => Holders::Many(&self.lists.all[(many & !LISTED) as usize]),
            },
        }
    }

    /// Adds a text to a hash's holders as one of many such additions to an empty index; [`Index::settle`] must follow
    /// before anything else.
    pub fn load(&mut self, hash: u64, text: TextId) {
        self.table.load(hash, text);
    }

    /// Puts in order what was loaded. `common` and `key` as for [`Index::insert`].
    pub fn settle(&mut self, common: usize, key: impl Fn(TextId) -> u128) {
        let lists = &mut self.lists;
        self.table.settle(|mut list| {
            if list.len() > common {
                list.sort_unstable_by_key(|&text| (key(text), text));
            }
            lists.add(list)
        });
    }

    /// The lists of all hashes that two or more texts hold, in no order; some may be empty. Those that are not common are
    /// sorted until a text is inserted or removed.
    pub fn shared(&self) -> &[List] {
        &self.lists.all
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
        fn behaves_like_a_map_of_sets(
            laid_out in prop_oneof![Just(0_usize), Just(1 << 16)],
            loaded in prop::collection::btree_set((0u64..12, 0u32..6), 0..20),
            steps in prop::collection::vec((any::<bool>(), 0u64..12, 0u32..6), 0..120),
        ) {
            let mut model: BTreeMap<u64, BTreeSet<TextId>> = BTreeMap::new();
            let mut index = Index::sized(laid_out);
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

    #[test]
    fn a_list_that_is_outgrown_keeps_what_it_has() {
        let hash = |number: u64| number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut index = Index::default();
        let mut model: BTreeMap<u64, BTreeSet<TextId>> = BTreeMap::new();
        for number in 0..6000_u64 {
            for text in 0..=(number % 5) as u32 {
                let set = model.entry(hash(number)).or_default();
                set.insert(text);
                assert_eq!(index.insert(hash(number), text, 3, key), set.len());
            }
        }
        check(&index, &model);
        for number in 0..6000_u64 {
            let set = model.entry(hash(number)).or_default();
            set.remove(&0);
            assert_eq!(index.remove(hash(number), 0, 3, key), set.len());
        }
        check(&index, &model);
    }
}
