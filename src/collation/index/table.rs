//! Where the entry of each hash is: one sorted list for a few, thousands of sorted arrays for many.

use super::{List, TextId};

/// So many entries at most lie in one list: to add one moves no more than a page or two.
const FEW: usize = 4096;
/// Hashes that an array should have.
const CROWD: usize = 512;
/// The part of an array's entry that is of the hash.
const UPPER: u64 = u64::MAX << 32;

/// Entries by their hash: each has one number of 32 bits, its holder.
pub(super) enum Table {
    /// A small bundle's: nothing is laid out that it does not fill.
    Few(Vec<(u64, u32)>),
    Many(Arrays),
}

/// Sorted arrays, each of the hashes that have the same upper bits.
pub(super) struct Arrays {
    /// An array's number is so many upper bits of the hash.
    bits: u32,
    /// 32 bits of the hash, then the holder; sorted once [`Table::settle`] is called, the hash then in one entry alone.
    all: Vec<Vec<u64>>,
}

/// Where an entry is; no longer so once one is added or removed.
#[derive(Clone, Copy)]
pub(super) struct At {
    array: usize,
    entry: usize,
}

impl Table {
    /// An empty table, laid out for about so many hashes.
    pub(super) fn sized(hashes: usize) -> Table {
        if hashes <= FEW {
            Table::Few(Vec::with_capacity(hashes))
        } else {
            Table::Many(Arrays::sized(hashes))
        }
    }

    /// Where the entry of a hash is, or would be.
    pub(super) fn find(&self, hash: u64) -> Result<At, At> {
        let (array, found) = match self {
            Table::Few(entries) => (0, entries.binary_search_by_key(&hash, |entry| entry.0)),
            Table::Many(arrays) => {
                let (array, upper) = arrays.place(hash);
                let entries = &arrays.all[array];
                (
                    array,
                    entries.binary_search_by_key(&upper, |entry| entry & UPPER),
                )
            }
        };
        let at = |entry: usize| At { array, entry };
        found.map(at).map_err(at)
    }

    pub(super) fn holder(&self, at: At) -> u32 {
        match self {
            Table::Few(entries) => entries[at.entry].1,
            Table::Many(arrays) => arrays.all[at.array][at.entry] as u32,
        }
    }

    pub(super) fn set(&mut self, at: At, holder: u32) {
        match self {
            Table::Few(entries) => entries[at.entry].1 = holder,
            Table::Many(arrays) => {
                let entry = &mut arrays.all[at.array][at.entry];
                *entry = *entry & UPPER | u64::from(holder);
            }
        }
    }

    /// Adds an entry where [`Table::find`] says that it would be.
    pub(super) fn insert(&mut self, at: At, hash: u64, holder: u32) {
        match self {
            Table::Few(entries) => entries.insert(at.entry, (hash, holder)),
            Table::Many(arrays) => {
                let (array, upper) = arrays.place(hash);
                arrays.all[array].insert(at.entry, upper | u64::from(holder));
            }
        }
    }

    pub(super) fn remove(&mut self, at: At) {
        match self {
            Table::Few(entries) => drop(entries.remove(at.entry)),
            Table::Many(arrays) => drop(arrays.all[at.array].remove(at.entry)),
        }
    }

    /// Takes out all entries, if there are more than one list should have.
    pub(super) fn outgrown(&mut self) -> Option<Vec<(u64, u32)>> {
        match self {
            Table::Few(entries) if entries.len() > FEW => Some(std::mem::take(entries)),
            _ => None,
        }
    }

    /// Adds an entry as one of many, several for a hash; [`Table::settle`] must follow before anything else.
    pub(super) fn load(&mut self, hash: u64, text: TextId) {
        match self {
            Table::Few(entries) => entries.push((hash, text)),
            Table::Many(arrays) => arrays.load(hash, text),
        }
    }

    /// Puts in order what was loaded. `merge` is given the texts of each hash that several have, sorted, and says what stands
    /// for them.
    pub(super) fn settle(&mut self, merge: impl FnMut(List) -> u32) {
        if let Some(entries) = self.outgrown() {
            let mut arrays = Arrays::sized(entries.len());
            for (hash, text) in entries {
                arrays.load(hash, text);
            }
            *self = Table::Many(arrays);
        }
        match self {
            Table::Few(entries) => {
                entries.sort_unstable();
                merge_equal(entries, |e| e.0, |e| e.1, |e, holder| (e.0, holder), merge);
            }
            Table::Many(arrays) => arrays.settle(merge),
        }
    }
}

impl Arrays {
    fn sized(hashes: usize) -> Arrays {
        let bits = (hashes / CROWD).next_power_of_two().ilog2().clamp(12, 20);
        // The hashes are spread evenly: with an eighth to spare hardly an array must grow while a text is loaded.
        let room = (hashes >> bits) * 9 / 8;
        Arrays {
            bits,
            all: (0..1 << bits).map(|_| Vec::with_capacity(room)).collect(),
        }
    }

    /// The array of a hash, and the upper half of its entry there.
    fn place(&self, hash: u64) -> (usize, u64) {
        (
            (hash >> (64 - self.bits)) as usize,
            (hash << self.bits) & UPPER,
        )
    }

    fn load(&mut self, hash: u64, text: TextId) {
        let (array, upper) = self.place(hash);
        self.all[array].push(upper | u64::from(text));
    }

    fn settle(&mut self, mut merge: impl FnMut(List) -> u32) {
        let mut spare = Vec::new();
        for array in &mut self.all {
            sort(array, &mut spare);
            let with = |entry: u64, holder: u32| entry & UPPER | u64::from(holder);
            merge_equal(array, |e| e & UPPER, |e| e as u32, with, &mut merge);
            array.shrink_to_fit();
        }
    }
}

/// Leaves one entry of each hash in a sorted array: where there are several, with what stands for their texts.
fn merge_equal<E: Copy>(
    entries: &mut Vec<E>,
    hash: impl Fn(E) -> u64,
    text: impl Fn(E) -> u32,
    with: impl Fn(E, u32) -> E,
    mut merge: impl FnMut(List) -> u32,
) {
    let (mut kept, mut at) = (0, 0);
    while let Some(&entry) = entries.get(at) {
        let same = entries[at..]
            .iter()
            .take_while(|&&other| hash(other) == hash(entry))
            .count();
        entries[kept] = if same == 1 {
            entry
        } else {
            let texts = entries[at..at + same].iter().map(|&e| text(e));
            with(entry, merge(texts.collect()))
        };
        kept += 1;
        at += same;
    }
    entries.truncate(kept);
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

    proptest! {
        #[test]
        fn sorts(mut entries in prop::collection::vec(prop_oneof![any::<u64>(), 0u64..9], 0..400)) {
            let mut expected = entries.clone();
            expected.sort_unstable();
            sort(&mut entries, &mut vec![7]);
            prop_assert_eq!(entries, expected);
        }
    }
}
