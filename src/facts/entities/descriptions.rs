//! Whom a headline means by what they are: `Driver Charged in Fatal Crash`, where the article names the driver.
//!
//! A word for a person in capitals, at the head of an article and not beside a name, is put to a person of the article
//! if the article says more for that one than for any other: it calls them so, or says the same of them as the headline
//! does of the word. Where another is as likely it is put to nobody.

use std::ops::Range;
use std::sync::LazyLock;

use super::senses::{Sense, sense};
use super::{Entities, EntityKind, Mention};
use crate::facts::lexicon::Lexicon;
use crate::facts::reading::Reading;
use crate::text::words::Word;

/// How many sentences from the top may be headlines.
const TOP: usize = 4;

/// How far behind a name the words that are said of it are looked for, in words.
const REACH: usize = 14;

/// Persons of an article who are considered, at most, and places where it names persons.
const MOST: (usize, usize) = (64, 512);

/// What must speak for someone, at least.
const ENOUGH: u32 = 4;

/// By how much it must be more than for anyone else.
const MARGIN: u32 = 2;

/// What a word tells of the person that it is said of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tells {
    /// Stands for somebody, a woman or a man where it says so.
    Someone(Option<Gender>),
    /// `she`, `his`.
    Pronoun(Gender),
    /// A given name.
    Called(Gender),
    /// One of the words for the same thing.
    Happened(u8),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gender {
    Female,
    Male,
}

static TELLS: LazyLock<Lexicon<Tells>> = LazyLock::new(|| {
    // A line holds several words; of the two files the second has the last word.
    let lines = concat!(
        include_str!("../quotes/genders.txt"),
        "\n",
        include_str!("descriptions.txt")
    )
    .replace(", ", "\n");
    Lexicon::parse(&lines, |class, _| {
        Some(match class {
            "someone" => Tells::Someone(None),
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

/// A word for a person in a headline, and what is said of it there.
struct Description {
    word: usize,
    noun: u64,
    /// Whether it may be anyone, and who it cannot be.
    is_anyone: bool,
    gender: Option<Gender>,
    /// The kinds of things that happened to them, and other words.
    happened: Vec<u8>,
    said: Vec<u64>,
}

/// What speaks for a person.
struct Candidate {
    entity: u32,
    score: u32,
    mentions: u32,
    she: u32,
    he: u32,
}

struct Describer<'r, 'b> {
    reading: &'r Reading<'b>,
    entities: &'r Entities,
    /// Where persons are named.
    persons: Vec<&'r Mention>,
}

/// The words of an article's headlines that stand for persons whom it names, by position.
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
            .take(MOST.1)
            .collect(),
    };
    let mut found = Vec::new();
    if describer.persons.is_empty() {
        return found;
    }
    for sentence in reading.sentences.iter().take(TOP) {
        // A headline has no full stop.
        let text = reading.body.get(sentence.range.clone()).unwrap_or_default();
        if text.trim_end().ends_with(['.', '”', '"', '’']) {
            continue;
        }
        for word in sentence.words.clone() {
            let description = describer.description(word, &sentence.words);
            if let Some(description) = description
                && let Some(entity) = describer.meant(&description)
            {
                let range = reading.bytes(description.word..description.word + 1);
                let range = range.start as u32..range.end as u32;
                found.push(Mention { range, entity });
            }
        }
    }
    found
}

impl Describer<'_, '_> {
    fn sense(&self, word: usize) -> Sense {
        let word = self.reading.words.get(word);
        word.map_or_else(Sense::default, |&w| sense(w))
    }

    fn hash(&self, word: usize) -> u64 {
        self.reading.words.get(word).map_or(0, |w| w.hash)
    }

    fn tells(&self, word: usize) -> Option<Tells> {
        TELLS.get(*self.reading.words.get(word)?)
    }

    /// A word as a description of someone, if it is one.
    fn description(&self, word: usize, sentence: &Range<usize>) -> Option<Description> {
        let reading = self.reading;
        if !reading.is_capitalised(word) {
            return None;
        }
        let someone = match self.tells(word) {
            Some(Tells::Someone(gender)) => Some(gender),
            _ if self.sense(word).is(Sense::ROLE) => None,
            _ => return None,
        };
        let is_named = |w: usize| {
            let word = reading.words.get(w);
            word.is_some_and(|w| self.entities.mention_at(w.start).is_some())
        };
        let next = word + 1;
        let joined = next < sentence.end && matches!(reading.gap(next), " " | "-");
        // `Driver Ada Roe` has a name, and `Driver Education` is something else.
        let other = Sense::ROLE | Sense::HEAD | Sense::PLACE_LAST;
        let compound = self.sense(next).is(other)
            || reading.gap(next) == "-"
            || matches!(reading.word(next), "of" | "s");
        let owned = word > sentence.start && matches!(reading.word(word - 1), "s" | "and");
        if is_named(word) || owned || joined && (is_named(next) || compound) {
            return None;
        }
        let said = (next..sentence.end.min(next + 4))
            .take_while(|&w| !reading.gap(w).contains([',', ';', ':', '|']));
        let happened = said.clone().filter_map(|w| match self.tells(w)? {
            Tells::Happened(what) => Some(what),
            _ => None,
        });
        let telling = |&w: &usize| {
            reading.word(w).len() >= 4 && !self.sense(w).is(Sense::FUNCTION | Sense::SAYS)
        };
        Some(Description {
            word,
            noun: self.hash(word),
            is_anyone: someone.is_some(),
            gender: someone.flatten(),
            happened: happened.collect(),
            said: said.filter(telling).map(|w| self.hash(w)).collect(),
        })
    }

    /// The person for whom most speaks, if that is enough and more than for any other.
    fn meant(&self, described: &Description) -> Option<u32> {
        let mut candidates: Vec<Candidate> = Vec::new();
        for mention in &self.persons {
            let known = candidates.iter().position(|c| c.entity == mention.entity);
            let at = known.unwrap_or_else(|| {
                candidates.push(Candidate {
                    entity: mention.entity,
                    score: self.by_role(mention.entity, described.noun),
                    mentions: 0,
                    she: 3 * u32::from(self.is_called(mention.entity, Gender::Female)),
                    he: 3 * u32::from(self.is_called(mention.entity, Gender::Male)),
                });
                candidates.len() - 1
            });
            if candidates.len() > MOST.0 {
                return None;
            }
            self.witness(mention, described, &mut candidates[at]);
        }
        let all = self.persons.len() as u32;
        for candidate in &mut candidates {
            // Who is named most is who the article is about, as far as nothing tells otherwise.
            if described.is_anyone && candidate.mentions >= 2 && candidate.mentions * 2 > all {
                candidate.score += 2;
            }
            let (she, he) = (candidate.she, candidate.he);
            match described.gender {
                Some(Gender::Female) if he > she => candidate.score = 0,
                Some(Gender::Male) if she > he => candidate.score = 0,
                Some(_) if she != he => candidate.score += 2,
                _ => {}
            }
        }
        candidates.sort_by_key(|c| std::cmp::Reverse(c.score));
        let best = candidates.first().filter(|c| c.score >= ENOUGH)?;
        let next = candidates.get(1).map_or(0, |c| c.score);
        (best.score >= next + MARGIN).then_some(best.entity)
    }

    /// Whether the given name is one of women, or of men.
    fn is_called(&self, entity: u32, gender: Gender) -> bool {
        let entity = self.entities.entities.get(entity as usize);
        let first = entity.and_then(|e| e.name.split(' ').next());
        first.and_then(|name| TELLS.named(name)) == Some(Tells::Called(gender))
    }

    /// What someone's role says for it.
    fn by_role(&self, entity: u32, noun: u64) -> u32 {
        let entity = self.entities.entities.get(entity as usize);
        let role = entity.and_then(|e| e.role.clone()).unwrap_or_default();
        let words = self
            .reading
            .words_in(&(role.start as usize..role.end as usize));
        let words: &[Word] = self.reading.words.get(words).unwrap_or_default();
        4 * u32::from(words.iter().any(|w| w.hash == noun))
    }

    /// What the words around a name say: the same noun next to it, the same things behind it, `he` or `she`.
    fn witness(&self, mention: &Mention, described: &Description, candidate: &mut Candidate) {
        let reading = self.reading;
        candidate.mentions += 1;
        let name = reading.words_in(&(mention.range.start as usize..mention.range.end as usize));
        let sentence = reading.sentence_at(mention.range.start as usize);
        let Some(sentence) = sentence.and_then(|s| reading.sentences.get(s)) else {
            return;
        };
        let before = sentence.words.start.max(name.start.saturating_sub(6))..name.start;
        let mut called = before.into_iter().any(|w| self.hash(w) == described.noun);
        // `Ada Roe, 61, a driver`.
        if reading.gap(name.end).starts_with(',') {
            let apposed = name.end..sentence.words.end.min(name.end + 6);
            called |= apposed.into_iter().any(|w| self.hash(w) == described.noun);
        }
        let mut score = 2 * u32::from(called);
        // `Officers arrested Ada Roe`.
        let before = sentence.words.start.max(name.start.saturating_sub(2))..name.start;
        for word in before.chain(name.end..sentence.words.end.min(name.end + REACH)) {
            match self.tells(word) {
                Some(Tells::Happened(what)) => {
                    score += 2 * u32::from(described.happened.contains(&what));
                }
                None if described.said.contains(&self.hash(word)) => score += 1,
                _ => {}
            }
        }
        candidate.score += if described.is_anyone || called {
            score.min(4)
        } else {
            0
        };
        let title = name.start.saturating_sub(1)..name.start;
        for word in title.chain(name.end..name.end + REACH) {
            match self.tells(word) {
                Some(Tells::Pronoun(Gender::Female)) => candidate.she += 1,
                Some(Tells::Pronoun(Gender::Male)) => candidate.he += 1,
                _ => {}
            }
        }
    }
}
