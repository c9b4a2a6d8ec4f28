//! `the American`, of whom the article says somewhere that they are American, or who alone may be.

use super::Describer;
use crate::facts::entities::Mention;
use crate::facts::entities::senses::Sense;

/// Words before a name among which its bearer's nation and age are looked for.
const BEFORE: usize = 7;

/// Places of such words in an article, at most.
const MOST: usize = 64;

/// How far from the head of a sentence its subject may be, in words.
const SUBJECT: usize = 6;

/// What is said of someone beside the name, as hashes of words.
#[derive(Debug, Clone, Copy, Default)]
struct Marks {
    nation: Option<u64>,
    age: Option<u64>,
}

impl Describer<'_, '_> {
    /// Adds the places where a person is called by a nation alone.
    pub(super) fn compatriots(&self, found: &mut Vec<Mention>) {
        let reading = self.reading;
        let sentences = reading.sentences.iter();
        let words = sentences.flat_map(|s| s.words.clone().map(|w| (w, s.words.start)));
        let nations =
            words.filter(|&(w, _)| self.sense(w).is(Sense::DEMONYM) && self.is_someone(w));
        let mut all = None;
        for (word, start) in nations.take(MOST) {
            let all = all.get_or_insert_with(|| self.all_marks());
            if let Some(entity) = self.compatriot(word, start, all) {
                let range = reading.bytes(word..word + 1);
                let range = range.start as u32..range.end as u32;
                found.push(Mention { range, entity });
            }
        }
    }

    /// What the article says beside each mention of a person.
    fn all_marks(&self) -> Vec<(u32, Marks)> {
        self.persons
            .iter()
            .map(|m| (m.entity, self.marks(m)))
            .collect()
    }

    /// Whether the name of a nation stands for one of its people: `the American`, `the 40-year-old American never …`.
    fn is_someone(&self, word: usize) -> bool {
        let reading = self.reading;
        let text = reading.word(word);
        let Some(before) = word.checked_sub(1) else {
            return false;
        };
        let determined = matches!(reading.gap(word), " " | "-")
            && (matches!(reading.word(before), "the" | "The" | "old" | "born"));
        let next = self.sense(word + 1);
        let small = reading
            .word(word + 1)
            .starts_with(|c: char| c.is_ascii_lowercase());
        let ends = match reading.gap(word + 1) {
            " " => {
                small
                    && (next.is(Sense::FUNCTION | Sense::SAYS)
                        || reading.word(word + 1).ends_with("ed"))
            }
            "'" | "’" => reading.word(word + 1) == "s",
            gap => gap.starts_with([',', '.', ';']),
        };
        determined
            && ends
            && reading.is_capitalised(word)
            && !text.ends_with(['s', 'h'])
            && !text.ends_with("ese")
            && !self.is_named(word)
    }

    /// The one person whom the article calls of that nation; else the one of those named before in the sentence who
    /// is of no other nation and no other age, where somebody else is.
    fn compatriot(&self, word: usize, start: usize, all: &[(u32, Marks)]) -> Option<u32> {
        let own = Marks {
            nation: Some(self.hash(word)),
            age: self.age_before(word),
        };
        let same = all.iter().filter(|(_, m)| m.nation == own.nation);
        let mut same = same.map(|(e, _)| *e);
        if let Some(first) = same.next() {
            return same.all(|e| e == first).then_some(first);
        }
        let at = |word: usize| self.reading.words.get(word).map_or(0, |w| w.start);
        let (from, to) = (at(start), at(word));
        let between = |from: u32, to: u32| {
            let first = self.persons.partition_point(|m| m.range.start < from);
            let near = self.persons.get(first..).unwrap_or_default().iter();
            near.take_while(move |m| m.range.start < to).take(4)
        };
        let mut left = None;
        let mut excluded = false;
        let mut near = between(from, to);
        if word <= start + SUBJECT && between(from, to).next().is_none() {
            // `The Australian was …`: who was the only one in the sentence before.
            let before = self
                .reading
                .sentence_at((from as usize).saturating_sub(1))?;
            let before = self.reading.sentences.get(before)?.range.clone();
            near = between(before.start as u32, before.end as u32);
            excluded = true;
        }
        for mention in near {
            let other = all.iter().any(|(entity, marks)| {
                *entity == mention.entity
                    && (marks.nation.is_some()
                        || own.age.is_some() && marks.age.is_some() && marks.age != own.age)
            });
            match left {
                _ if other => excluded = true,
                Some(known) if known != mention.entity => return None,
                _ => left = Some(mention.entity),
            }
        }
        left.filter(|_| excluded)
    }

    /// What stands beside one mention of someone.
    fn marks(&self, mention: &Mention) -> Marks {
        let name = self.words_of(mention);
        let reading = self.reading;
        let before = (name.start.saturating_sub(BEFORE)..name.start)
            .rev()
            .take_while(|&w| matches!(reading.gap(w + 1), " " | "-"))
            .take_while(|&w| {
                self.sense(w)
                    .is(Sense::DEMONYM | Sense::ROLE | Sense::MODIFIER | Sense::HONORIFIC)
                    || matches!(reading.word(w), "year" | "old")
                    || reading.words.get(w).is_some_and(|w| w.is_digits())
            });
        let nation = before.clone().find(|&w| self.sense(w).is(Sense::DEMONYM));
        let first = before.last().unwrap_or(name.start);
        let behind = (reading.gap(name.end) == ", ")
            .then(|| reading.words.get(name.end))
            .flatten()
            .filter(|w| w.is_digits());
        Marks {
            nation: nation.map(|w| self.hash(w)),
            age: (first..=name.start)
                .find_map(|w| self.age_before(w))
                .or(behind.map(|w| w.hash)),
        }
    }

    /// The age right before a word: of `40-year-old American`, 40.
    fn age_before(&self, word: usize) -> Option<u64> {
        let reading = self.reading;
        let old = word.checked_sub(1)?;
        let (year, age) = (old.checked_sub(1)?, old.checked_sub(2)?);
        let is_age = reading.word(old) == "old"
            && reading.word(year) == "year"
            && reading.words.get(age)?.is_digits();
        is_age.then(|| self.hash(age))
    }
}
