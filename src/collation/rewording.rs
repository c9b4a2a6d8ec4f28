//! Whether a text is another with single words changed throughout: what paraphrasing programs and hasty editors leave.
//!
//! One word changed in every seven spoils most five-word shingles, so that two such texts share less than half of them
//! and pass for different. But nearly all of their words still stand in the same order, and where they differ it is
//! never for long. Both are asked here, of long texts only: a report of fifty words that follows a form (earnings,
//! weather) differs from the next of its kind in just this way.
//!
//! Shingles that stand once in each text are anchors; the longest chain of them that goes the same way in both gives
//! the alignment's frame, and the few words between two anchors are aligned exactly. So the time is linear in the texts,
//! but for the sorting of anchors.

use rustc_hash::FxHashMap;

use crate::facts::shingles::{SHINGLE, windows};
use crate::text::words::Word;

/// Words that the shorter text must have.
pub const LEAST_WORDS: usize = 120;
/// The share of the shorter text's words that must stand in the longer in the same order.
pub const LEAST_SHARE: f64 = 0.8;
/// Words in a row that may differ at most.
const LONGEST_CHANGE: usize = 10;
/// Words between two anchors that are still aligned.
const LONGEST_GAP: usize = 160;
/// The share of the differing words that must be words and not figures: where it is figures that differ, it is the next
/// issue of a form, not a copy.
const LEAST_PROSE: f64 = 0.6;

/// The share of the shorter text's words that stand in the other in the same order, if that is so of at least
/// [`LEAST_SHARE`] of them and the two differ in short stretches only.
pub fn reworded(a: &[Word], b: &[Word]) -> Option<f64> {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.len() < LEAST_WORDS {
        return None;
    }
    let chain = chain(&anchors(short, long));
    let (&(first_s, first_l), &(last_s, last_l)) = (chain.first()?, chain.last()?);
    let mut tally = Tally::default();
    // What stands before the first anchor and behind the last is aligned too, but may be missing in the longer text.
    let head = first_s.min(LONGEST_GAP);
    let head_l = first_l.min(head * 2 + SHINGLE);
    align(
        &short[first_s - head..first_s],
        &long[first_l - head_l..first_l],
        &mut tally,
    );
    let (mut at_s, mut at_l) = (first_s, first_l);
    for &(s, l) in &chain {
        let (from_s, from_l) = (at_s, at_l);
        if s > from_s || l > from_l {
            if s - from_s > LONGEST_GAP || l - from_l > LONGEST_GAP {
                return None;
            }
            if align(&short[from_s..s], &long[from_l..l], &mut tally) > LONGEST_CHANGE {
                return None;
            }
        }
        tally.same += 1;
        (at_s, at_l) = (s + 1, l + 1);
    }
    let (tail_s, tail_l) = (&short[last_s + 1..], &long[last_l + 1..]);
    let tail = tail_s.len().min(LONGEST_GAP);
    align(
        &tail_s[..tail],
        &tail_l[..tail_l.len().min(tail * 2 + SHINGLE)],
        &mut tally,
    );
    let share = tally.same as f64 / short.len() as f64;
    let prose = (tally.changed - tally.digits) as f64 >= tally.changed as f64 * LEAST_PROSE;
    (share >= LEAST_SHARE && prose).then_some(share)
}

/// Words of the shorter text.
#[derive(Default)]
struct Tally {
    /// Aligned with the same word.
    same: usize,
    /// Not so.
    changed: usize,
    /// Of these, runs of digits.
    digits: usize,
}

/// The words of shingles that stand once in each text: their places in the first, rising, and in the second.
fn anchors(a: &[Word], b: &[Word]) -> Vec<(usize, usize)> {
    const TWICE: usize = usize::MAX;
    let places = |words: &[Word]| {
        let mut places: FxHashMap<u64, usize> = FxHashMap::default();
        for (at, hash) in windows(words, SHINGLE).enumerate() {
            places
                .entry(hash)
                .and_modify(|place| *place = TWICE)
                .or_insert(at);
        }
        places
    };
    let (own, other) = (places(a), places(b));
    let mut anchors = Vec::new();
    let mut last: Option<(usize, usize)> = None;
    for (at, hash) in windows(a, SHINGLE).enumerate() {
        let there = other
            .get(&hash)
            .copied()
            .filter(|&place| place != TWICE && own[&hash] != TWICE);
        let Some(there) = there else { continue };
        // Each word of the shingle is one pair; those of the shingle before it are there already.
        let known = last.map_or(0, |(a, b)| {
            if there + a == at + b {
                (a + SHINGLE).saturating_sub(at)
            } else {
                0
            }
        });
        anchors.extend((known..SHINGLE).map(|k| (at + k, there + k)));
        last = Some((at, there));
    }
    anchors
}

/// The longest chain of pairs that rise on both sides (patience sorting).
fn chain(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut ends: Vec<usize> = Vec::new(); // of the best chain of each length, the pair that it ends with
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (i, &(a, b)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|&end| pairs[end].1 < b);
        let previous = length.checked_sub(1).map(|l| ends[l]);
        // Pairs come with rising `a`, but overlapping shingles may bring one twice.
        if previous.is_some_and(|p| pairs[p].0 >= a) {
            before.push(None);
            continue;
        }
        before.push(previous);
        if length == ends.len() {
            ends.push(i);
        } else {
            ends[length] = i;
        }
    }
    let mut chain = Vec::with_capacity(ends.len());
    let mut at = ends.last().copied();
    while let Some(i) = at {
        chain.push(pairs[i]);
        at = before[i];
    }
    chain.reverse();
    chain
}

/// Aligns two short stretches, adds the words of the first to the tally, and returns the longest run of words on either
/// side that the other has not.
fn align(a: &[Word], b: &[Word], tally: &mut Tally) -> usize {
    let width = b.len() + 1;
    let mut best = vec![0u16; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            best[i * width + j] = if a[i].hash == b[j].hash {
                best[(i + 1) * width + j + 1] + 1
            } else {
                best[(i + 1) * width + j].max(best[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j, mut longest, mut row) = (0, 0, 0, (0, 0));
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i].hash == b[j].hash {
            row = (0, 0);
            tally.same += 1;
            (i, j) = (i + 1, j + 1);
        } else if j == b.len()
            || (i < a.len() && best[(i + 1) * width + j] >= best[i * width + j + 1])
        {
            row.0 += 1;
            tally.changed += 1;
            tally.digits += usize::from(a[i].is_digits());
            i += 1;
        } else {
            row.1 += 1;
            j += 1;
        }
        longest = longest.max(row.0).max(row.1);
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words::words;

    fn text(words: usize, word: impl Fn(usize) -> String) -> String {
        (0..words).map(word).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn single_words_changed_throughout() {
        let original = words(&text(210, |i| format!("w{i}")));
        let spun = words(&text(210, |i| {
            if i % 7 == 3 {
                format!("x{i}")
            } else {
                format!("w{i}")
            }
        }));
        let share = reworded(&original, &spun).unwrap();
        assert!((share - 6.0 / 7.0).abs() < 1e-9, "{share}");
        assert_eq!(
            reworded(&original, &spun[..150]).map(|s| s > 0.85),
            Some(true),
            "cut off at the end"
        );
        assert_eq!(
            reworded(&spun[40..], &original).map(|s| s > 0.85),
            Some(true),
            "cut off at the start"
        );
    }

    #[test]
    fn not_so_with_sentences_of_its_own() {
        let original = words(&text(200, |i| format!("w{i}")));
        let other = words(&text(200, |i| {
            if (80..110).contains(&i) {
                format!("x{i}")
            } else {
                format!("w{i}")
            }
        }));
        assert_eq!(reworded(&original, &other), None);
    }

    #[test]
    fn not_so_where_the_figures_differ() {
        let form = words(&text(210, |i| {
            if i % 7 == 3 {
                format!("{i}")
            } else {
                format!("w{i}")
            }
        }));
        let next = words(&text(210, |i| {
            if i % 7 == 3 {
                format!("{}", i + 1)
            } else {
                format!("w{i}")
            }
        }));
        assert_eq!(reworded(&form, &next), None);
    }

    #[test]
    fn not_so_of_short_texts() {
        let form = words(&text(60, |i| format!("w{i}")));
        assert_eq!(reworded(&form, &form), None);
    }
}
