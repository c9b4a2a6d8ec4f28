//! Shingles: the runs of five words of a body, as a set. Two bodies are as alike as their sets.

use crate::text::words::Word;

/// Words in a shingle.
pub const SHINGLE: usize = 5;

/// The distinct shingles of a body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shingles {
    /// A hash of each, in the order of their first places.
    pub distinct: Vec<u64>,
    /// The most shingles in a row that all stood before in the body: a passage of `n` words that is said twice makes
    /// a row of `n - SHINGLE + 1`.
    pub repeated: usize,
}

/// The hash of each run of `length` words, by the number of its first word.
///
/// A rolling polynomial in the word hashes (so that it costs the same for runs of five and of fifty), mixed at the end.
pub fn windows(words: &[Word], length: usize) -> impl Iterator<Item = u64> {
    const BASE: u64 = 0xd6e8_feb8_6659_fd93;
    let outgoing = (1..length).fold(1u64, |power, _| power.wrapping_mul(BASE));
    let mut rolling = 0u64;
    words.iter().enumerate().filter_map(move |(i, word)| {
        if i >= length {
            rolling = rolling.wrapping_sub(words[i - length].hash.wrapping_mul(outgoing));
        }
        rolling = rolling.wrapping_mul(BASE).wrapping_add(word.hash);
        (i + 1 >= length).then(|| finish(rolling))
    })
}

fn finish(x: u64) -> u64 {
    let x = (x ^ (x >> 32)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x ^ (x >> 29)
}

/// A set of hashes that is emptied at no cost, to be used for one body after the other.
#[derive(Default)]
pub struct Seen {
    slots: Vec<(u64, u32)>,
    round: u32,
}

impl Seen {
    /// Empties the set and makes room for `count` hashes.
    fn start(&mut self, count: usize) {
        let size = (count * 2).next_power_of_two().max(64);
        if self.slots.len() < size {
            self.slots = vec![(0, 0); size];
            self.round = 0;
        } else if self.round == u32::MAX {
            self.slots.fill((0, 0));
            self.round = 0;
        }
        self.round += 1;
    }

    /// Whether the hash is new.
    fn insert(&mut self, hash: u64) -> bool {
        let mask = self.slots.len() - 1;
        let mut at = (hash >> 20) as usize & mask;
        loop {
            let slot = &mut self.slots[at];
            if slot.1 != self.round {
                *slot = (hash, self.round);
                return true;
            }
            if slot.0 == hash {
                return false;
            }
            at = (at + 1) & mask;
        }
    }
}

/// Finds the shingles of a body, given its words.
pub fn shingles(words: &[Word], seen: &mut Seen, found: &mut Shingles) {
    let count = words.len().saturating_sub(SHINGLE - 1);
    seen.start(count);
    found.distinct.clear();
    found.distinct.reserve(count);
    found.repeated = 0;
    let mut row = 0;
    for hash in windows(words, SHINGLE) {
        if seen.insert(hash) {
            found.distinct.push(hash);
            row = 0;
        } else {
            row += 1;
            found.repeated = found.repeated.max(row);
        }
    }
}
