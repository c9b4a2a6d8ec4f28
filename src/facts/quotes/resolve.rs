//! Which of the article's entities a speaker is.
//!
//! A name is who bears it. A pronoun is the last one who fits and was the subject of a sentence, a `mayor` the last one
//! who is said to be one. Who does not come out clear is nobody.

use std::ops::Range;
use std::sync::LazyLock;

use super::Speaker;
use super::apposition::apposed;
use crate::facts::entities::{Entities, EntityKind, Mention};
use crate::facts::lexicon::Lexicon;
use crate::facts::reading::Reading;
use crate::text::words::Word;

/// How many sentences back a pronoun or a `mayor` may point.
const REACH: usize = 6;
/// How many names back someone's role is looked for.
const NAMES: usize = 60;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gender {
    Male,
    Female,
}

static GENDERS: LazyLock<Lexicon<Gender>> = LazyLock::new(|| {
    Lexicon::parse(include_str!("genders.txt"), |class, _| match class {
        "male" => Some(Gender::Male),
        "female" => Some(Gender::Female),
        _ => None,
    })
});

/// What a speaker is called by.
enum Called {
    He(Gender),
    Who,
    /// The `mayor` of `the mayor`, by its hash.
    The(u64),
    Otherwise,
}

/// Finds out who speakers are, in the order of the text.
pub(super) struct Resolver<'r, 'b> {
    reading: &'r Reading<'b>,
    entities: &'r Entities,
    /// Who spoke last, and where that was said.
    last: Option<(u32, u32)>,
}

impl<'r, 'b> Resolver<'r, 'b> {
    pub(super) fn new(reading: &'r Reading<'b>, entities: &'r Entities) -> Resolver<'r, 'b> {
        let last = None;
        Resolver {
            reading,
            entities,
            last,
        }
    }

    /// The speaker whom some words name: by the name that stands beside them, where they only say what someone is.
    pub(super) fn speaker(&mut self, said: &Range<u32>) -> Speaker {
        let words = self
            .reading
            .words_in(&(said.start as usize..said.end as usize));
        let mut range = said.clone();
        let mut entity = self.named(said, &words);
        if entity.is_none()
            && let Some(name) = apposed(self.reading, self.entities, said)
        {
            range = name.range.clone();
            entity = Some(name.entity);
        }
        let entity = entity.or_else(|| match self.called(&words) {
            Called::He(gender) => self.antecedent(said.start, gender),
            Called::Who => self.nearest(said.start),
            Called::The(role) => self.bearer(said.start, role),
            Called::Otherwise => None,
        });
        if let Some(entity) = entity {
            self.last = Some((entity, said.start));
        }
        Speaker { range, entity }
    }

    /// The mention that is the head of the words: they end with it, or only a complement follows (`Ada Hale of Ulm`).
    fn named(&self, speaker: &Range<u32>, words: &Range<usize>) -> Option<u32> {
        let complement = words
            .clone()
            .skip(1)
            .find(|w| is_link(self.reading.word(*w)));
        let mentions = &self.entities.mentions;
        let from = mentions.partition_point(|m| m.range.end <= speaker.start);
        let within = mentions[from..].iter();
        let mut within = within.take_while(|m| m.range.start < speaker.end);
        let found = within.find(|m| {
            let first = self.reading.word_at(m.range.start as usize);
            let next = self.reading.word_at(m.range.end as usize);
            // Secretary of State Ada Hale, but not: an actor in Ulm.
            let bound = complement.is_some_and(|link| link < first)
                && !(first > 0 && self.reading.is_capitalised(first - 1));
            let last = next >= words.end || is_link(self.reading.word(next));
            last && !bound
        })?;
        Some(found.entity)
    }

    fn called(&self, words: &Range<usize>) -> Called {
        let first = self.reading.word(words.start);
        let last = words.end.checked_sub(1);
        let hash = last
            .and_then(|last| self.reading.words.get(last))
            .map(|w| w.hash);
        match (first, hash) {
            ("he" | "He", _) => Called::He(Gender::Male),
            ("she" | "She", _) => Called::He(Gender::Female),
            ("who", _) => Called::Who,
            ("the" | "The", Some(hash)) if words.len() > 1 => Called::The(hash),
            _ => Called::Otherwise,
        }
    }

    /// Who `he` or `she` is.
    fn antecedent(&self, at: u32, gender: Gender) -> Option<u32> {
        let here = self.reading.sentence_at(at as usize)?;
        for number in (here.saturating_sub(REACH)..=here).rev() {
            let sentence = self.reading.sentences.get(number)?;
            let range = sentence.range.start as u32..(sentence.range.end as u32).min(at);
            if let Some((entity, said)) = self.last
                && range.contains(&said)
                && self.fits(entity, gender)
            {
                return Some(entity);
            }
            // Whom this sentence itself calls so was named before it.
            let first = sentence.words.start;
            let also = matches!(self.called(&(first..first + 1)), Called::He(g) if g == gender);
            if number < here && also {
                continue;
            }
            let found = self
                .mentions_in(&range)
                .find(|m| self.fits(m.entity, gender) && self.stands_for_itself(m));
            if let Some(found) = found {
                return Some(found.entity);
            }
        }
        None
    }

    /// The last name before `who`, in the same sentence.
    fn nearest(&self, at: u32) -> Option<u32> {
        let sentence = self.reading.sentence_at(at as usize)?;
        let start = self.reading.sentences.get(sentence)?.range.start as u32;
        let mention = self.mentions_in(&(start..at)).last()?;
        let person = self.kind(mention.entity) == Some(EntityKind::Person);
        person.then_some(mention.entity)
    }

    /// Who has a role: `the mayor`, where there was `Mayor Ada Hale` or `Ada Hale, the mayor`.
    fn bearer(&self, at: u32, role: u64) -> Option<u32> {
        let mentions = &self.entities.mentions;
        let end = mentions.partition_point(|m| m.range.end <= at);
        let names = &mentions[end.saturating_sub(NAMES)..end];
        let found = names.iter().rev().find(|m| {
            let words = self.role_words(m.entity);
            let before = self.reading.word_at(m.range.start as usize).checked_sub(1);
            let title = before.and_then(|before| self.reading.words.get(before));
            let bears =
                words.iter().any(|w| w.hash == role) || title.is_some_and(|w| w.hash == role);
            bears && self.kind(m.entity) == Some(EntityKind::Person)
        })?;
        Some(found.entity)
    }

    fn mentions_in(&self, range: &Range<u32>) -> impl Iterator<Item = &'r Mention> {
        let mentions = &self.entities.mentions;
        let from = mentions.partition_point(|m| m.range.start < range.start);
        let end = range.end;
        mentions[from..]
            .iter()
            .take_while(move |m| m.range.end <= end)
    }

    fn kind(&self, entity: u32) -> Option<EntityKind> {
        self.entities.entities.get(entity as usize).map(|e| e.kind)
    }

    fn role_words(&self, entity: u32) -> &'r [Word] {
        let entity = self.entities.entities.get(entity as usize);
        let role = entity.and_then(|e| e.role.clone()).unwrap_or(0..0);
        let words = self
            .reading
            .words_in(&(role.start as usize..role.end as usize));
        self.reading.words.get(words).unwrap_or_default()
    }

    /// Whether an entity can be he or she.
    fn fits(&self, entity: u32, gender: Gender) -> bool {
        self.kind(entity) == Some(EntityKind::Person)
            && self.gender(entity).is_none_or(|known| known == gender)
    }

    /// By the title before the name where it is introduced, by the given name, by a role in -man or -woman.
    fn gender(&self, entity: u32) -> Option<Gender> {
        let found = self.entities.entities.get(entity as usize)?;
        let mention = self.entities.mentions.get(found.introduction as usize)?;
        let first = self.reading.word_at(mention.range.start as usize);
        let lookup = |at: usize| GENDERS.get(*self.reading.words.get(at)?);
        let role = self
            .role_words(entity)
            .last()
            .map(|w| &self.reading.body[w.range()]);
        let by_role = role.and_then(|role| {
            if role.ends_with("woman") {
                Some(Gender::Female)
            } else {
                role.ends_with("man").then_some(Gender::Male)
            }
        });
        first
            .checked_sub(1)
            .and_then(lookup)
            .or_else(|| lookup(first))
            .or(by_role)
    }

    /// Whether a mention stands for itself, outside of quotations: not `Ada Hale’s`.
    fn stands_for_itself(&self, mention: &Mention) -> bool {
        let next = self.reading.word_at(mention.range.end as usize);
        let owner = matches!(self.reading.word(next), "s" | "S")
            && matches!(self.reading.gap(next), "’" | "'");
        !owner && !self.is_quoted(mention.range.start as usize)
    }

    /// Whether a byte lies within a quotation.
    fn is_quoted(&self, byte: usize) -> bool {
        let quotations = self.reading.quotations;
        let before = quotations.partition_point(|q| q.outer.start <= byte);
        let near = quotations[before.saturating_sub(8)..before].iter();
        near.rev().any(|q| q.outer.end > byte)
    }
}

/// Whether a word ties a complement to a name or a role.
pub(super) fn is_link(word: &str) -> bool {
    matches!(word, "of" | "from" | "with" | "for" | "at" | "in" | "on")
}
