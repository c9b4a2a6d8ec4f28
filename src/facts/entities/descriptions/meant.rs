//! For whom of an article's persons most speaks.

use std::ops::Range;

use super::{Describer, Description, Gender, TELLS, Tells};
use crate::facts::entities::Mention;
use crate::facts::entities::senses::Sense;
use crate::text::words::Word;

/// How far behind a name the words that are said of it are looked for, in words.
const REACH: usize = 14;

/// Persons of an article who are considered, at most.
const MOST: usize = 64;

/// What must speak for someone, at least.
const ENOUGH: u32 = 4;

/// By how much it must be more than for anyone else.
const MARGIN: u32 = 2;

/// What speaks for a person.
struct Candidate {
    entity: u32,
    score: u32,
    mentions: u32,
    /// Whether the noun stands next to the name somewhere.
    is_called: bool,
    /// Whether the name stands in the same sentence, and so for another.
    is_beside: bool,
    /// At how many of them the person is one who tells of the event.
    tells: u32,
    she: u32,
    he: u32,
}

impl Describer<'_, '_> {
    /// The person for whom most speaks, if that is enough and more than for any other.
    pub(super) fn meant(&self, described: &Description) -> Option<u32> {
        let mut candidates: Vec<Candidate> = Vec::new();
        for mention in &self.persons {
            let known = candidates.iter().position(|c| c.entity == mention.entity);
            let at = known.unwrap_or_else(|| {
                candidates.push(Candidate {
                    entity: mention.entity,
                    score: self.by_role(mention.entity, described.noun),
                    mentions: 0,
                    is_called: false,
                    is_beside: false,
                    tells: 0,
                    she: 3 * u32::from(self.is_called(mention.entity, Gender::Female)),
                    he: 3 * u32::from(self.is_called(mention.entity, Gender::Male)),
                });
                candidates.len() - 1
            });
            if candidates.len() > MOST {
                return None;
            }
            self.witness(mention, described, &mut candidates[at]);
        }
        let all = self.persons.len() as u32;
        let is_sole = candidates.len() == 1;
        for candidate in &mut candidates {
            // An officer or a neighbour speaks of someone else.
            let is_teller = candidate.tells * 2 >= candidate.mentions;
            if is_teller && candidate.tells > 0 {
                candidate.score = candidate.score.saturating_sub(2);
            } else if is_sole {
                candidate.score += 2;
            }
            // Who is named most is who the article is about, as far as nothing tells otherwise.
            if described.is_anyone && candidate.mentions >= 2 && candidate.mentions * 2 > all {
                candidate.score += 2;
            }
            // What someone is by trade is believed where it is said, or where there is nobody else.
            let is_said = described.is_anyone
                || candidate.is_called
                || self.by_role(candidate.entity, described.noun) > 0
                || is_sole && !described.is_headed;
            if !is_said || candidate.is_beside {
                candidate.score = 0;
            }
            let (she, he) = (candidate.she, candidate.he);
            match described.gender {
                Some(Gender::Female) if he > she => candidate.score = 0,
                Some(Gender::Male) if she > he => candidate.score = 0,
                Some(_) if she != he && candidate.score > 0 => candidate.score += 2,
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
        let name = self.words_of(mention);
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
                Some(Tells::Happened(0)) if described.is_doer => {}
                Some(Tells::Happened(what)) => {
                    score += 2 * u32::from(described.happened.contains(&what));
                }
                None if described.said.contains(&self.hash(word)) => score += 1,
                _ => {}
            }
        }
        let before = sentence.words.start.max(name.start.saturating_sub(3))..name.start;
        if described.is_object && self.is_object(before) {
            score += 3;
        }
        let is_same = described.sentence.contains(&(mention.range.start as usize));
        candidate.is_called |= called;
        candidate.is_beside |= is_same && !called;
        candidate.score += score.min(4);
        candidate.tells += u32::from(self.is_teller(&name, &sentence.words));
        let title = name.start.saturating_sub(1)..name.start;
        let end = sentence.words.end.min(name.end + REACH);
        for word in title.chain(name.end..end) {
            match self.tells(word) {
                Some(Tells::Pronoun(Gender::Female)) => candidate.she += 1,
                Some(Tells::Pronoun(Gender::Male)) => candidate.he += 1,
                _ => {}
            }
        }
    }

    /// Whether someone says something: `Roe said`, `said Officer Roe`.
    fn is_teller(&self, name: &Range<usize>, sentence: &Range<usize>) -> bool {
        let says = |w: usize| {
            sentence.contains(&w)
                && self.sense(w).is(Sense::SAYS)
                && !matches!(
                    self.reading.word(w),
                    "has"
                        | "had"
                        | "is"
                        | "was"
                        | "will"
                        | "would"
                        | "who"
                        | "refused"
                        | "declined"
                )
        };
        says(name.end) || (name.start.saturating_sub(4)..name.start).any(says)
    }
}
