//! Whom an article means by what they are: `Driver Charged in Fatal Crash`, where it names the driver below; `a Mafia
//! boss`; `the 40-year-old American` ([`compatriots`]).
//!
//! A word for a person, at the head of an article and not beside a name, is put to a person of the article if the article
//! says more for that one than for any other: it calls them so, or says the same of them as of the word ([`meant`]).
//! Where another is as likely it is put to nobody. In a headline the word has a capital; in a sentence, what stands
//! before it does (`Brooklyn mother`): others are too many, and too often nobody in particular.

mod compatriots;
mod meant;

use std::ops::Range;
use std::sync::LazyLock;

use super::senses::{Sense, sense_at};
use super::{Entities, EntityKind, Mention};
use crate::facts::lexicon::Lexicon;
use crate::facts::reading::Reading;
use crate::text::words::Word;

/// How many sentences from the top may be headlines.
const TOP: usize = 4;

/// How many sentences from the top may introduce someone whom they do not name.
const LEDE: usize = 6;

/// How far behind a word or a name the words that are said of it are looked for: in a headline, in a sentence.
const REACH: (usize, usize) = (4, 14);

/// Places where an article names persons that are considered, at most.
const MOST: usize = 512;

/// What a word tells of the person that it is said of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tells {
    /// Stands for somebody, a woman or a man where it says so.
    Someone(Option<Gender>),
    /// Stands for somebody who did what the article tells of.
    Doer,
    /// `she`, `his`.
    Pronoun(Gender),
    /// A given name.
    Called(Gender),
    /// One of the words for the same thing.
    Happened(u8),
}

/// She or he.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gender {
    Female,
    Male,
}

static TELLS: LazyLock<Lexicon<Tells>> = LazyLock::new(|| {
    // A line holds several words; of the two files the second has the last word.
    let lines = concat!(
        include_str!("../../quotes/genders.txt"),
        "\n",
        include_str!("words.txt")
    )
    .replace(", ", "\n");
    Lexicon::parse(&lines, |class, _| {
        Some(match class {
            "someone" => Tells::Someone(None),
            "doer" => Tells::Doer,
            "woman" => Tells::Someone(Some(Gender::Female)),
            "man" => Tells::Someone(Some(Gender::Male)),
            "she" => Tells::Pronoun(Gender::Female),
            "he" => Tells::Pronoun(Gender::Male),
            "female" => Tells::Called(Gender::Female),
            "male" => Tells::Called(Gender::Male),
            "harm" => Tells::Happened(0),
            "charge" => Tells::Happened(1),
            "flight" => Tells::Happened(2),
            _ => return None,
        })
    })
});

/// Who has a given name, as far as it tells.
pub(super) fn gender(given: Word) -> Option<Gender> {
    match TELLS.get(given) {
        Some(Tells::Called(gender)) => Some(gender),
        _ => None,
    }
}

/// A word for a person, and what is said of it.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a separate thing that is seen"
)]
struct Description {
    /// Where it stands: the word, and `of 12` behind it.
    words: Range<usize>,
    noun: u64,
    /// Whether it may be anyone, and who it cannot be.
    is_anyone: bool,
    gender: Option<Gender>,
    /// The kinds of things that happened to them, and other words.
    happened: Vec<u8>,
    said: Vec<u64>,
    /// Whether it is one who does harm to others: what happened to the harmed tells nothing.
    is_doer: bool,
    /// Whether it stands in a headline.
    is_headed: bool,
    /// The bytes of its sentence.
    sentence: Range<usize>,
    /// Whether it is one to whom something was done: `death of a driver`.
    is_object: bool,
}

struct Describer<'r, 'b> {
    reading: &'r Reading<'b>,
    entities: &'r Entities,
    /// Where persons are named.
    persons: Vec<&'r Mention>,
}

/// The words of an article that stand for persons whom it names, by position.
pub(super) fn descriptions(reading: &Reading<'_>, entities: &Entities) -> Vec<Mention> {
    let is_person = |m: &&Mention| {
        let entity = entities.entities.get(m.entity as usize);
        entity.is_some_and(|e| e.kind == EntityKind::Person)
    };
    let describer = Describer {
        reading,
        entities,
        persons: entities
            .mentions
            .iter()
            .filter(is_person)
            .take(MOST)
            .collect(),
    };
    let mut found = Vec::new();
    if describer.persons.is_empty() {
        return found;
    }
    for (number, sentence) in reading.sentences.iter().enumerate().take(LEDE) {
        // A headline has no full stop.
        let text = reading.body.get(sentence.range.clone()).unwrap_or_default();
        let is_headline = number < TOP && !text.trim_end().ends_with(['.', '”', '"', '’']);
        for word in sentence.words.clone() {
            let description = describer.description(word, &sentence.words, is_headline);
            if let Some(description) = description
                && let Some(entity) = describer.meant(&description)
            {
                let range = reading.bytes(description.words);
                let range = range.start as u32..range.end as u32;
                found.push(Mention { range, entity });
            }
        }
    }
    describer.compatriots(&mut found);
    found.sort_by_key(|m| m.range.start);
    found
}

impl Describer<'_, '_> {
    fn sense(&self, word: usize) -> Sense {
        sense_at(self.reading, word)
    }

    fn hash(&self, word: usize) -> u64 {
        self.reading.words.get(word).map_or(0, |w| w.hash)
    }

    fn tells(&self, word: usize) -> Option<Tells> {
        TELLS.get(*self.reading.words.get(word)?)
    }

    fn is_named(&self, word: usize) -> bool {
        let word = self.reading.words.get(word);
        word.is_some_and(|w| self.entities.mention_at(w.start).is_some())
    }

    fn is_person(&self, word: usize) -> bool {
        let start = self.reading.words.get(word).map_or(0, |w| w.start);
        self.persons.iter().any(|m| m.range.contains(&start))
    }

    /// The numbers of the words of a name.
    fn words_of(&self, mention: &Mention) -> Range<usize> {
        let range = mention.range.start as usize..mention.range.end as usize;
        self.reading.words_in(&range)
    }

    /// A word as a description of someone, if it is one.
    fn description(
        &self,
        word: usize,
        sentence: &Range<usize>,
        is_headline: bool,
    ) -> Option<Description> {
        let reading = self.reading;
        let is_headed = is_headline && reading.is_capitalised(word);
        if !is_headed && !self.is_modified(word, sentence) {
            return None;
        }
        let someone = match self.tells(word) {
            Some(Tells::Someone(gender)) => Some(gender),
            Some(Tells::Doer) => Some(None),
            _ if self.sense(word).is(Sense::ROLE) => None,
            _ => return None,
        };
        let next = word + 1;
        let joined = next < sentence.end && matches!(reading.gap(next), " " | "-");
        // `Driver Ada Roe` has a name, and `Driver Education` is something else.
        let other = Sense::ROLE | Sense::HEAD | Sense::PLACE_LAST;
        let counted = reading.word(next) == "of"
            && reading.words.get(next + 1).is_some_and(|w| w.is_digits());
        let compound = self.sense(next).is(other)
            || reading.gap(next) == "-"
            || is_headed && !counted && matches!(reading.word(next), "of" | "s");
        let owned = word > sentence.start && matches!(reading.word(word - 1), "s" | "and");
        if self.is_named(word) || owned || joined && (self.is_named(next) || compound) {
            return None;
        }
        let reach = if is_headed { REACH.0 } else { REACH.1 };
        let said = (next..sentence.end.min(next + reach))
            .take_while(|&w| !is_headed || !reading.gap(w).contains([',', ';', ':', '|']));
        let before = sentence.start.max(word.saturating_sub(4))..word;
        let happened = before.clone().chain(said.clone());
        let happened = happened.filter_map(|w| match self.tells(w)? {
            Tells::Happened(what) => Some(what),
            _ => None,
        });
        let telling = |&w: &usize| {
            reading.word(w).len() >= 4 && !self.sense(w).is(Sense::FUNCTION | Sense::SAYS)
        };
        Some(Description {
            words: word..if counted { word + 3 } else { next },
            noun: self.hash(word),
            is_anyone: someone.is_some(),
            is_doer: self.tells(word) == Some(Tells::Doer),
            is_headed,
            sentence: reading.bytes(sentence.clone()),
            gender: someone.flatten(),
            happened: happened.collect(),
            said: said.filter(telling).map(|w| self.hash(w)).collect(),
            is_object: self.is_object(before),
        })
    }

    /// Whether something in capitals tells a word in small letters from others of its kind: `Mafia boss`.
    fn is_modified(&self, word: usize, sentence: &Range<usize>) -> bool {
        let reading = self.reading;
        let is_modifier = |w: usize| {
            reading.is_capitalised(w)
                && !self
                    .sense(w)
                    .is(Sense::FUNCTION | Sense::CALENDAR | Sense::ROLE)
                && (w > sentence.start || self.sense(w).is(Sense::DEMONYM | Sense::KNOWN))
        };
        word > sentence.start
            && !reading.is_capitalised(word)
            && is_modifier(word - 1)
            && reading.gap(word) == " "
            && !self.is_person(word - 1)
    }

    /// Whether the words before one say that something was done to it: `the death of a`.
    fn is_object(&self, before: Range<usize>) -> bool {
        let of = before
            .clone()
            .rev()
            .find(|&w| matches!(self.reading.word(w), "of" | "killing" | "slaying"));
        let harm = |w: usize| matches!(self.tells(w), Some(Tells::Happened(0)));
        of.is_some_and(|w| harm(w) || w > before.start && harm(w - 1))
    }
}
