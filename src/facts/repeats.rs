//! Passages that a body says twice.
//!
//! A run of at least [`SHORTEST`] words that stood before: exactly the union of the windows of that many words whose
//! hash occurred earlier, so one table of first places finds all of them in one pass. Runs that follow each other at
//! nearly the same distance, with a few words changed between them, are one repeat: a body pasted twice and then
//! corrected in one copy is told once.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::shingles::windows;
use crate::text::words::Word;

/// Words of the shortest repeat that is told.
pub const SHORTEST: usize = 12;
/// Words that may differ between two runs of one repeat.
const SLACK: usize = 8;
/// Different words that a repeat must have: a table's rows are not prose.
const DIFFERENT: usize = 8;

/// A passage that stands twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeat {
    /// Where it stands first: words by number.
    pub first: Range<usize>,
    /// Where it stands again: words by number.
    pub again: Range<usize>,
}

/// A run that goes on for fewer words than this into a sentence of its own ends before that sentence.
const OVERHANG: usize = 6;

/// All repeats in a body, given its words; by the place where they stand again.
pub fn repeats(body: &str, words: &[Word]) -> Vec<Repeat> {
    let mut merged: Vec<Repeat> = Vec::new();
    for run in runs(words, SHORTEST) {
        match merged.last_mut() {
            Some(last) if follows(last, &run) => {
                last.first.end = run.first.end;
                last.again.end = run.again.end;
            }
            _ => merged.push(run),
        }
    }
    for repeat in &mut merged {
        trim(body, words, repeat);
    }
    merged.retain(|repeat| {
        let mut hashes: Vec<u64> = words[repeat.again.clone()].iter().map(|w| w.hash).collect();
        hashes.sort_unstable();
        hashes.dedup();
        repeat.again.len() >= SHORTEST && hashes.len() >= DIFFERENT
    });
    merged
}

/// Takes off what a run caught by chance at its ends: “… in Ukraine. Trump” stands twice because two sentences begin
/// with the same name.
fn trim(body: &str, words: &[Word], repeat: &mut Repeat) {
    // Whether a sentence or a line ends before the word with this number.
    let ends_before = |word: usize| {
        let from = word
            .checked_sub(1)
            .map_or(0, |before| words[before].range().end);
        let to = words
            .get(word)
            .map_or(body.len(), |word| word.range().start);
        word == 0
            || word == words.len()
            || body[from..to].contains(['\n', '\r', '.', '!', '?', '。', '！', '？'])
    };
    let Range { start, end } = repeat.again;
    if !ends_before(end)
        && let Some(over) = (1..OVERHANG.min(end)).find(|over| ends_before(end - over))
        && repeat.again.len() >= SHORTEST + over
    {
        repeat.again.end -= over;
        repeat.first.end -= over;
    }
    if !ends_before(start)
        && let Some(over) =
            (1..OVERHANG.min(words.len() - start)).find(|over| ends_before(start + over))
        && repeat.again.len() >= SHORTEST + over
    {
        repeat.again.start += over;
        repeat.first.start += over;
    }
}

fn follows(last: &Repeat, run: &Repeat) -> bool {
    let near = |before: usize, after: usize| after >= before && after - before <= SLACK;
    near(last.first.end, run.first.start) && near(last.again.end, run.again.start)
}

/// The maximal runs of at least `shortest` words that occurred before, each with the first place that it goes on from.
fn runs(words: &[Word], shortest: usize) -> Vec<Repeat> {
    let hashes: Vec<u64> = windows(words, shortest).collect();
    let mut places: FxHashMap<u64, usize> = FxHashMap::default();
    let mut runs: Vec<Repeat> = Vec::new();
    for (again, &hash) in hashes.iter().enumerate() {
        let mut first = *places.entry(hash).or_insert(again);
        if first == again {
            continue;
        }
        if let Some(run) = runs.last_mut() {
            // Go on with the run at hand where that is possible, rather than leap to the very first place.
            let next = run.first.end + 1 - shortest;
            if again + shortest == run.again.end + 1 && hashes[next] == hash && next < again {
                run.first.end += 1;
                run.again.end += 1;
                continue;
            }
            if again < run.again.end {
                // It goes on from elsewhere: count no word twice.
                first += run.again.end - again;
                let start = run.again.end;
                if start < again + shortest {
                    let rest = again + shortest - start;
                    runs.push(Repeat {
                        first: first..first + rest,
                        again: start..start + rest,
                    });
                }
                continue;
            }
        }
        runs.push(Repeat {
            first: first..first + shortest,
            again: again..again + shortest,
        });
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words::words;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[(Range<usize>, Range<usize>)]) {
        let found: Vec<_> = repeats(text, &words(text))
            .into_iter()
            .map(|r| (r.first, r.again))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    const PASSAGE: &str =
        "The ferry left the old pier at nine with forty passengers and a brass band on deck.";

    #[test]
    fn a_passage_said_twice() {
        check(
            &format!("{PASSAGE} Then it rained all day. {PASSAGE} Nobody minded."),
            &[(0..17, 22..39)],
        );
        check(&format!("{PASSAGE} {PASSAGE}"), &[(0..17, 17..34)]);
        check(PASSAGE, &[]);
    }

    #[test]
    fn a_word_changed_in_one_copy_does_not_part_it() {
        let long = format!(
            "{PASSAGE} Nobody on the quay had seen so large a crowd since the spring fair of that year."
        );
        let changed = long.replace("deck", "board");
        check(&format!("{long} {changed}"), &[(0..34, 34..68)]);
    }

    #[test]
    fn a_sentence_that_only_begins_alike_is_no_part_of_it() {
        check(
            &format!("{PASSAGE} He left. {PASSAGE} He stayed."),
            &[(0..17, 19..36)],
        );
        check(
            &format!("So he said. {PASSAGE} No, he said. {PASSAGE}"),
            &[(3..20, 23..40)],
        );
    }

    #[test]
    fn figures_in_rows_are_no_repeat() {
        check(&"net 1 2 3 vs 4 5 ".repeat(12), &[]);
    }

    #[test]
    fn a_third_time_is_told_too() {
        check(
            &format!("{PASSAGE} {PASSAGE} {PASSAGE}"),
            &[(0..34, 17..51)],
        );
    }

    proptest! {
        /// A word is in a repeat if and only if it is in a run of `shortest` words that stood before.
        #[test]
        fn covers_what_brute_force_covers(letters in prop::collection::vec(0u8..3, 0..60), shortest in 2usize..6) {
            let text: String = letters.iter().map(|l| format!("w{l} ")).collect();
            let words = words(&text);
            let mut expected = vec![false; words.len()];
            for j in 0..words.len() {
                for i in 0..j {
                    let same = (0..words.len() - j).take_while(|k| words[i + k].hash == words[j + k].hash).count();
                    if same >= shortest {
                        expected[j..j + same].fill(true);
                    }
                }
            }
            let mut covered = vec![false; words.len()];
            for run in runs(&words, shortest) {
                prop_assert_eq!(run.first.len(), run.again.len());
                for (i, j) in run.first.clone().zip(run.again.clone()) {
                    prop_assert_eq!(words[i].hash, words[j].hash);
                    prop_assert!(i < j && !covered[j]);
                    covered[j] = true;
                }
            }
            prop_assert_eq!(covered, expected);
        }
    }
}
