//! The exact runs of words that two texts share: anchors by winnowing, then extension word by word.
//!
//! Winnowing keeps, of every `shortest - SHINGLE + 1` neighbouring shingles, the one with the least hash. A run of
//! `shortest` words shared by two texts has that many shingles, so the same one is kept in both: no run is missed.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::facts::shingles::{SHINGLE, windows};
use crate::text::words::Word;

/// A fingerprint that stands in one of the texts more often than this anchors nothing: it is a refrain.
const REFRAIN: usize = 32;

/// A run of words that two texts share, maximal in both directions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// In the first text: words by number.
    pub a: Range<usize>,
    /// In the second text.
    pub b: Range<usize>,
}

/// The maximal shared runs of at least `shortest` words (more than a shingle's), by their place in `b`.
pub fn shared_runs(a: &[Word], b: &[Word], shortest: usize) -> Vec<Run> {
    let window = shortest.saturating_sub(SHINGLE - 1).max(1);
    let mut places: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (hash, at) in winnow(a, window) {
        places.entry(hash).or_default().push(at);
    }
    let in_b = winnow(b, window);
    let mut often: FxHashMap<u64, usize> = FxHashMap::default();
    for (hash, _) in &in_b {
        *often.entry(*hash).or_default() += 1;
    }
    // How far the last run on a diagonal (the distance between the two places) reaches in `b`.
    let mut reached: FxHashMap<isize, usize> = FxHashMap::default();
    let mut runs = Vec::new();
    for (hash, in_b) in in_b {
        let refrain = often.get(&hash).is_some_and(|&n| n > REFRAIN);
        let Some(all) = places
            .get(&hash)
            .filter(|all| !refrain && all.len() <= REFRAIN)
        else {
            continue;
        };
        for &in_a in all {
            let reached = reached.entry(in_a as isize - in_b as isize).or_default();
            if *reached > in_b {
                continue;
            }
            let same = |(x, y): &(&Word, &Word)| x.hash == y.hash;
            let back = a[..in_a]
                .iter()
                .rev()
                .zip(b[..in_b].iter().rev())
                .take_while(same)
                .count();
            let on = a[in_a..].iter().zip(&b[in_b..]).take_while(same).count();
            *reached = in_b + on;
            if back + on >= shortest {
                runs.push(Run {
                    a: in_a - back..in_a + on,
                    b: in_b - back..in_b + on,
                });
            }
        }
    }
    runs.sort_unstable_by_key(|run| (run.b.start, run.a.start));
    runs
}

/// The least shingle of each `window` neighbours, the last of equals, with the number of its first word. Each once.
fn winnow(words: &[Word], window: usize) -> Vec<(u64, usize)> {
    let hashes: Vec<u64> = windows(words, SHINGLE).collect();
    let mut kept: Vec<(u64, usize)> = Vec::new();
    // Candidates for the least of the windows to come: places with rising hashes.
    let mut rising: std::collections::VecDeque<usize> = std::collections::VecDeque::new();
    for at in 0..hashes.len() {
        while rising
            .back()
            .is_some_and(|&last| hashes[last] >= hashes[at])
        {
            rising.pop_back();
        }
        rising.push_back(at);
        if rising.front().is_some_and(|&first| first + window <= at) {
            rising.pop_front();
        }
        if let Some(&least) = rising.front().filter(|_| at + 1 >= window)
            && kept.last().is_none_or(|&(_, last)| last != least)
        {
            kept.push((hashes[least], least));
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words::words;
    use proptest::prelude::*;

    fn read(letters: &[u8]) -> Vec<Word> {
        let text: String = letters.iter().map(|l| format!("w{l} ")).collect();
        words(&text)
    }

    /// All maximal shared runs, by comparing every place with every other.
    fn brute_force(a: &[Word], b: &[Word], shortest: usize) -> Vec<Run> {
        let mut runs = Vec::new();
        for i in 0..a.len() {
            for j in 0..b.len() {
                if i > 0 && j > 0 && a[i - 1].hash == b[j - 1].hash {
                    continue;
                }
                let length = a[i..]
                    .iter()
                    .zip(&b[j..])
                    .take_while(|(x, y)| x.hash == y.hash)
                    .count();
                if length >= shortest {
                    runs.push(Run {
                        a: i..i + length,
                        b: j..j + length,
                    });
                }
            }
        }
        runs.sort_unstable_by_key(|run| (run.b.start, run.a.start));
        runs
    }

    proptest! {
        #[test]
        fn finds_what_brute_force_finds(
            a in prop::collection::vec(0u8..3, 0..40),
            b in prop::collection::vec(0u8..3, 0..40),
            shortest in 6usize..12,
        ) {
            let (mut b, a) = (b, a);
            b.extend_from_slice(&a[a.len() / 3..]); // so that there is something to find
            let (a, b) = (read(&a), read(&b));
            prop_assert_eq!(shared_runs(&a, &b, shortest), brute_force(&a, &b, shortest));
        }
    }

    /// Which text has the smaller number must not matter.
    #[test]
    fn a_refrain_of_either_text_anchors_nothing() {
        let (often, seldom) = (read(&[1; 70]), read(&[1; 40]));
        assert_eq!(shared_runs(&often, &seldom, 30), []);
        assert_eq!(shared_runs(&seldom, &often, 30), []);
    }
}
