//! Lists of words and phrases, as data files that anyone can read and extend.
//!
//! A file has one entry a line; a line in brackets names the class of those below it, and `#` starts a comment:
//!
//! ```text
//! # What people do when they speak.
//! [speech]
//! say, says, said, saying
//! point out
//! ```
//!
//! Entries are found by the hashes of their words, which [`crate::text::words`] has taken anyway: a look-up folds and
//! allocates nothing. Case and the punctuation between the words do not count; who minds looks at the text.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::text::words::{Word, words};

/// A list of phrases, each of which has a value.
pub struct Lexicon<V> {
    /// By the hash of the first word: the hashes of the rest, and the value; the longest phrase first.
    by_first: FxHashMap<u64, SmallVec<[Phrase<V>; 1]>>,
    first: Sieve,
}

/// Tells most words that begin no entry from those that may: one bit for each value of the upper bits of a hash.
///
/// Most words of a text are asked for in many lexicons and stand in none. One look at a bit is a third of one into a map.
struct Sieve {
    bits: Box<[u64]>,
    /// How far a hash is shifted to give the number of its bit.
    shift: u32,
}

/// Bits of a sieve for each entry: of words that begin none, one in so many is let through.
const SPARSENESS: usize = 16;

impl Sieve {
    fn new(hashes: impl ExactSizeIterator<Item = u64>) -> Sieve {
        let bits = (hashes.len() * SPARSENESS).next_power_of_two().max(64);
        let mut sieve = Sieve {
            bits: vec![0; bits / 64].into(),
            shift: 64 - bits.ilog2(),
        };
        for hash in hashes {
            let (at, bit) = sieve.place(hash);
            sieve.bits[at] |= bit;
        }
        sieve
    }

    fn place(&self, hash: u64) -> (usize, u64) {
        let bit = hash >> self.shift;
        ((bit / 64) as usize, 1 << (bit % 64))
    }

    fn may_hold(&self, hash: u64) -> bool {
        let (at, bit) = self.place(hash);
        self.bits.get(at).is_some_and(|bits| bits & bit != 0)
    }
}

struct Phrase<V> {
    rest: Box<[u64]>,
    value: V,
}

impl<V: Copy> Lexicon<V> {
    /// Reads a file. `value` is called with the class and the entry, and says what the entry is worth; entries that it
    /// answers with `None` are left out. Where an entry stands twice, the last counts.
    pub fn parse(file: &str, mut value: impl FnMut(&str, &str) -> Option<V>) -> Lexicon<V> {
        let mut lexicon = Lexicon {
            by_first: FxHashMap::default(),
            first: Sieve::new([].into_iter()),
        };
        for (class, entry) in entries(file) {
            if let Some(value) = value(class, entry) {
                lexicon.add(entry, value);
            }
        }
        lexicon.first = Sieve::new(lexicon.by_first.keys().copied());
        lexicon
    }

    fn add(&mut self, entry: &str, value: V) {
        let words = words(entry);
        let Some((first, rest)) = words.split_first() else {
            return;
        };
        let rest: Box<[u64]> = rest.iter().map(|w| w.hash).collect();
        let phrases = self.by_first.entry(first.hash).or_default();
        phrases.retain(|phrase| phrase.rest != rest);
        let at = phrases.partition_point(|phrase| phrase.rest.len() > rest.len());
        phrases.insert(at, Phrase { rest, value });
    }

    /// The longest entry that begins with the first of `words`, and of how many of them it is made.
    #[inline]
    pub fn longest(&self, words: &[Word]) -> Option<(usize, V)> {
        let (first, rest) = words.split_first()?;
        if !self.first.may_hold(first.hash) {
            return None;
        }
        self.longest_from(*first, rest)
    }

    #[inline(never)]
    fn longest_from(&self, first: Word, rest: &[Word]) -> Option<(usize, V)> {
        self.by_first.get(&first.hash)?.iter().find_map(|phrase| {
            let next = rest.get(..phrase.rest.len())?;
            let same = next.iter().map(|w| w.hash).eq(phrase.rest.iter().copied());
            same.then_some((phrase.rest.len() + 1, phrase.value))
        })
    }

    /// The hashes of the words that entries begin with, in no order that means anything.
    pub fn first_words(&self) -> impl Iterator<Item = u64> {
        self.by_first.keys().copied()
    }

    /// The value of a single word.
    #[inline]
    pub fn get(&self, word: Word) -> Option<V> {
        self.longest(&[word]).map(|(_, value)| value)
    }

    /// The value of a word or phrase, given as text.
    pub fn named(&self, entry: &str) -> Option<V> {
        let words = words(entry);
        let (length, value) = self.longest(&words)?;
        (length == words.len()).then_some(value)
    }
}

/// The entries of a file, each with its class. Entries on one line are parted by commas.
pub fn entries(file: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut class = "";
    file.lines().flat_map(move |line| {
        let line = line.split('#').next().unwrap_or_default().trim();
        let named = line.strip_prefix('[').and_then(|l| l.strip_suffix(']'));
        class = named.unwrap_or(class);
        let class = class;
        let line = if named.is_some() { "" } else { line };
        line.split(',')
            .map(str::trim)
            .filter(|e| !e.is_empty())
            .map(move |e| (class, e))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longest_entry_counts() {
        let file = "# cues\n[a]\npoint, point out # two words\n[b]\nNew York\nnew york city, Côte d’Ivoire\n";
        let lexicon = Lexicon::parse(file, |class, _| class.chars().next());
        assert_eq!(lexicon.longest(&words("points out")), None);
        assert_eq!(lexicon.longest(&words("pointed out")), None);
        assert_eq!(lexicon.longest(&words("Point out that")), Some((2, 'a')));
        assert_eq!(lexicon.longest(&words("new york times")), Some((2, 'b')));
        assert_eq!(lexicon.longest(&words("New York City")), Some((3, 'b')));
        assert_eq!(lexicon.named("côte d'ivoire"), Some('b'));
        assert_eq!(lexicon.named("New"), None);
        assert_eq!(lexicon.longest(&[]), None);
    }
}
