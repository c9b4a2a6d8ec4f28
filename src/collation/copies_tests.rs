//! Copies against brute force: what the index finds is what comparing every text with every other finds.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;
use crate::facts;
use crate::facts::shingles::Seen;

/// Texts as runs of numbered words; the texts of a collation by their numbers.
#[derive(Debug, Default)]
struct Library(BTreeMap<TextId, Vec<u8>>);

impl Library {
    fn read(&self, text: TextId) -> Facts {
        let written = self.0.get(&text).into_iter().flatten();
        let written: String = written.map(|word| format!("w{word} ")).collect();
        facts::read(&written, &mut Seen::default())
    }

    /// A hash of the content, so that the order of texts by key is not that of their numbers.
    fn key(&self, text: TextId) -> u128 {
        xxhash_rust::xxh3::xxh3_128(&self.0[&text])
    }

    /// All relations of a collation that is given these texts at once.
    fn fresh(&mut self, settings: Settings) -> BTreeMap<TextId, Vec<Relation>> {
        let mut copies = Copies::new(settings, 1000);
        for &text in self.0.keys() {
            copies.load(text, self.key(text), &self.read(text));
        }
        copies.finish_load(self);
        self.relations(&copies)
    }

    fn relations(&self, copies: &Copies) -> BTreeMap<TextId, Vec<Relation>> {
        self.0
            .keys()
            .map(|&text| (text, copies.relations(text).to_vec()))
            .collect()
    }

    /// Whether one is a copy of the other, and how many shingles they share: by sets.
    fn copy(&self, a: TextId, b: TextId, settings: Settings) -> Option<u32> {
        let (a, b) = (self.read(a), self.read(b));
        let set = |facts: &Facts| {
            facts
                .shingles
                .distinct
                .iter()
                .copied()
                .collect::<BTreeSet<u64>>()
        };
        let (x, y) = (set(&a), set(&b));
        let shared = x.intersection(&y).count();
        let alike = shared as f64 / x.union(&y).count().max(1) as f64;
        let contained = shared as f64 / x.len().min(y.len()).max(1) as f64;
        let long = a.words.len().min(b.words.len()) >= settings.words as usize;
        (long && (alike >= settings.alike || contained >= settings.contained))
            .then_some(shared as u32)
    }

    /// The share of words that two texts have in common, where one is the other with words changed.
    fn rewording(&self, a: TextId, b: TextId) -> Option<f64> {
        let (a, b) = (self.read(a), self.read(b));
        let shared = a
            .shingles
            .distinct
            .iter()
            .filter(|hash| b.shingles.distinct.contains(hash))
            .count();
        let fewest = a.shingles.distinct.len().min(b.shingles.distinct.len());
        let worth_it = a.words.len().min(b.words.len()) >= LEAST_WORDS
            && shared as f64 >= SPOILED * fewest as f64;
        if worth_it {
            reworded(&a.words, &b.words)
        } else {
            None
        }
    }

    fn passages(&self, a: TextId, b: TextId, settings: Settings) -> Option<Vec<Run>> {
        let (a, b) = (self.read(a.min(b)), self.read(a.max(b)));
        Some(shared_runs(&a.words, &b.words, settings.passage)).filter(|runs| !runs.is_empty())
    }

    /// What ties two texts, by comparing them word by word.
    fn tie(&self, a: TextId, b: TextId, settings: Settings) -> Option<Tie> {
        let copy = self.copy(a, b, settings).map(Tie::Copy);
        let copy = copy.or_else(|| self.rewording(a, b).map(Tie::Reworded));
        copy.or_else(|| self.passages(a, b, settings).map(Tie::Passages))
    }

    /// Whether what is told of two texts is so.
    fn is_true(&self, a: TextId, b: TextId, tie: &Tie, settings: Settings) -> bool {
        match tie {
            Tie::Copy(shared) => self.copy(a, b, settings) == Some(*shared),
            Tie::Reworded(share) => self.rewording(a, b) == Some(*share),
            Tie::Passages(runs) => self.passages(a, b, settings).as_ref() == Some(runs),
        }
    }

    fn brute_force(&self, settings: Settings) -> BTreeMap<TextId, Vec<Relation>> {
        let others = |a: TextId| self.0.keys().copied().filter(move |&b| b != a);
        let relations = |a| {
            others(a).filter_map(move |other| {
                Some(Relation {
                    other,
                    tie: self.tie(a, other, settings)?,
                })
            })
        };
        self.0
            .keys()
            .map(|&a| (a, relations(a).collect()))
            .collect()
    }
}

impl Source for Library {
    fn facts(&mut self, text: TextId) -> Arc<Facts> {
        Arc::new(self.read(text))
    }

    fn words(&mut self, text: TextId) -> Arc<Vec<Word>> {
        self.read(text).words
    }
}

/// Short thresholds, so that short texts will do.
fn settings(common: usize) -> Settings {
    Settings {
        words: 8,
        passage: 10,
        common,
        ..Settings::default()
    }
}

/// A text of a few passages out of a pool of twelve: passage `n` is the words from `20 n` on; some are cut short, and
/// in some texts single words are changed throughout.
fn text() -> impl Strategy<Value = Vec<u8>> {
    let passage = (0u8..12, prop_oneof![3 => Just(20u8), 1 => 8..20u8]);
    let passages = prop::collection::vec(passage, 1..10);
    (passages, prop_oneof![3 => Just(255u8), 1 => 5..9u8]).prop_map(|(all, every)| {
        let words = all
            .into_iter()
            .flat_map(|(n, length)| n * 20..n * 20 + length);
        words
            .map(|word| {
                if word % every == every - 1 {
                    240 + word % 15
                } else {
                    word
                }
            })
            .collect()
    })
}

/// Texts that differ, as those of a bundle do, under numbers in any order.
fn library() -> impl Strategy<Value = Library> {
    prop::collection::btree_set(text(), 0..12)
        .prop_map(|texts| texts.into_iter().collect::<Vec<_>>())
        .prop_shuffle()
        .prop_map(|texts| Library((0..).zip(texts).collect()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn where_no_shingle_is_common_all_is_exact(mut library in library()) {
        let expected = library.brute_force(settings(100));
        prop_assert_eq!(library.fresh(settings(100)), expected);
    }

    /// Every tie that is told is true, and is told on both sides.
    #[test]
    fn where_shingles_are_common_all_is_true(mut library in library(), common in 0usize..4) {
        let settings = settings(common);
        let found = library.fresh(settings);
        for (&text, relations) in &found {
            for Relation { other, tie } in relations {
                prop_assert!(library.is_true(text, *other, tie, settings), "{} {} {:?}", text, other, tie);
                let back = found[other].iter().any(|r| r.other == text && r.tie == *tie);
                prop_assert!(back, "{} is not told of {}", other, text);
            }
        }
    }

    /// Which of two texts has the smaller number hangs on the edits that led there.
    #[test]
    fn it_does_not_matter_which_text_is_asked(
        words in prop::collection::vec(0u8..200, 120..160),
        changes in prop::collection::vec((0usize..160, 0usize..3, prop::collection::vec(200u8..250, 0..3)), 0..30),
    ) {
        let mut changed = words.clone();
        for (at, gone, with) in changes {
            let at = at % changed.len();
            changed.splice(at..(at + gone).min(changed.len()), with);
        }
        let mut library = Library(BTreeMap::from([(0, words), (1, changed)]));
        let (a, b) = (library.words(0), library.words(1));
        prop_assert_eq!(reworded(&a, &b), reworded(&b, &a));
    }

    /// Near clones hold together however common their shingles: from each a chain of copies leads to every other.
    #[test]
    fn a_family_of_near_clones_holds_together(count in 2u8..30, common in 1usize..4) {
        // All share sixty words; each has three of its own.
        let clone = |n: u8| (0..60).chain((0..3).map(|i| 100 + n * 3 + i)).collect();
        let mut library = Library((0..).zip((0..count).map(clone)).collect());
        let relations = library.fresh(settings(common));
        let mut met = BTreeSet::from([0]);
        let mut ahead = vec![0];
        while let Some(text) = ahead.pop() {
            prop_assert!(!relations[&text].is_empty());
            ahead.extend(relations[&text].iter().map(|r| r.other).filter(|&other| met.insert(other)));
        }
        prop_assert_eq!(met.len(), usize::from(count));
    }

    /// Texts that come and go leave what a fresh load of the rest finds, and `refresh` names each text with other ties.
    #[test]
    fn texts_come_and_go(
        mut library in library(),
        steps in prop::collection::vec((0u32..14, text(), any::<bool>()), 1..20),
        common in prop_oneof![1usize..4, Just(100)],
    ) {
        let settings = settings(common);
        let mut copies = Copies::new(settings, 1000);
        for &text in library.0.keys() {
            copies.load(text, library.key(text), &library.read(text));
        }
        copies.finish_load(&mut library);
        let mut before = library.relations(&copies);
        for (text, words, refresh) in steps {
            if library.0.contains_key(&text) {
                copies.remove(text, &library.read(text));
                library.0.remove(&text);
            } else if !library.0.values().any(|other| *other == words) {
                library.0.insert(text, words);
                copies.insert(text, library.key(text), &library.read(text));
            }
            if !refresh {
                continue; // the changes of several steps come together
            }
            let changed = copies.refresh(&mut library);
            let after = library.relations(&copies);
            prop_assert_eq!(&after, &library.fresh(settings));
            for (text, relations) in &after {
                prop_assert!(changed.contains(text) || before.get(text) == Some(relations), "{} is not named", text);
            }
            before = after;
        }
    }
}

/// Texts that are made when they are asked for.
struct Pairs<F>(F);
impl<F: Fn(u32) -> Facts> Source for Pairs<F> {
    fn facts(&mut self, text: TextId) -> Arc<Facts> {
        Arc::new(self.0(text))
    }

    fn words(&mut self, text: TextId) -> Arc<Vec<Word>> {
        self.0(text).words
    }
}

#[test]
fn a_text_that_comes_disturbs_its_kin_alone() {
    // A thousand texts in pairs of copies: an edit of one concerns its twin.
    let words = |n: u32| {
        (0..40u32)
            .map(move |i| format!("p{}w{i} ", n / 2))
            .collect::<String>()
            + &format!("own{n}")
    };
    let facts = |n: u32| crate::facts::read(&words(n), &mut Seen::default());
    let mut copies = Copies::new(Settings::default(), 1000);
    for n in 0..1000 {
        copies.load(n, u128::from(n), &facts(n));
    }
    copies.finish_load(&mut Pairs(facts));
    copies.remove(500, &facts(500));
    assert_eq!(copies.refresh(&mut Pairs(facts)), [501]);
    copies.insert(500, 500, &facts(500));
    assert_eq!(copies.refresh(&mut Pairs(facts)), [500, 501]);
}
