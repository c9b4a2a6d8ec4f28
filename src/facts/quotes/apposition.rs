//! The name beside a role: `the mayor, Ada Hale`, `the head of the harbour board, Ada Hale`.

use std::ops::Range;

use super::resolve::is_link;
use crate::facts::entities::names::is_role;
use crate::facts::entities::{Entities, EntityKind, Mention};
use crate::facts::reading::Reading;

/// A role with what belongs to it has no more words than this.
const LONGEST: usize = 16;

/// Words of an address before a name: `the minister, Dr. Ada Hale`.
const ADDRESS: usize = 2;

/// The person whose name stands beside a role that is said to speak: behind a comma, or right behind what it is a role of.
///
/// Behind a comma only a full name, or one with an address, that a mark or a complement closes: `the mayor, Hale and
/// others` may be a list.
pub(super) fn apposed<'e>(
    reading: &Reading<'_>,
    entities: &'e Entities,
    speaker: &Range<u32>,
) -> Option<&'e Mention> {
    let words = reading.words_in(&(speaker.start as usize..speaker.end as usize));
    let goes_on = reading.gap(words.end) == " " && is_link(reading.word(words.end));
    let name = if goes_on {
        (words.end + 1..words.start + LONGEST)
            .find(|&w| reading.gap(w) != " " || holder(reading, entities, w).is_some())?
    } else {
        words.end
    };
    if !is_office(reading, entities, words.start..name) {
        return None;
    }
    match reading.gap(name) {
        ", " if words.len() > 1 => behind_comma(reading, entities, name),
        " " if goes_on => holder(reading, entities, name),
        _ => None,
    }
}

/// `Ada Hale` of `the president of Ulm Ada Hale`: a person’s full name right behind another name.
fn holder<'e>(reading: &Reading<'_>, entities: &'e Entities, name: usize) -> Option<&'e Mention> {
    let first = reading.words.get(name)?.start;
    let at = entities.mentions.partition_point(|m| m.range.start < first);
    let mention = entities.mentions.get(at)?;
    let before = entities.mentions.get(at.checked_sub(1)?)?;
    let bytes = mention.range.start as usize..mention.range.end as usize;
    let beside = before.range.end as usize + 1 == bytes.start && bytes.start == first as usize;
    let full = reading.words_in(&bytes).len() > 1;
    (beside && full && is_person(entities, mention)).then_some(mention)
}

/// `Ada Hale` of `the mayor, Ada Hale, …`.
fn behind_comma<'e>(
    reading: &Reading<'_>,
    entities: &'e Entities,
    name: usize,
) -> Option<&'e Mention> {
    let first = reading.words.get(name)?.start;
    let at = entities.mentions.partition_point(|m| m.range.start < first);
    let mention = entities.mentions.get(at)?;
    let bytes = mention.range.start as usize..mention.range.end as usize;
    let own = reading.words_in(&bytes);
    let addressed = (name..own.start).len() <= ADDRESS
        && (name..own.start)
            .all(|w| reading.is_capitalised(w) && matches!(reading.gap(w + 1), " " | ". "));
    let full = own.len() > 1 || own.start > name;
    let person = is_person(entities, mention);
    (person && addressed && full && closes(reading, own.end)).then_some(mention)
}

fn is_person(entities: &Entities, mention: &Mention) -> bool {
    let entity = entities.entities.get(mention.entity as usize);
    entity.is_some_and(|e| e.kind == EntityKind::Person)
}

/// Whether some words say what one person is, and it is clear whose name follows: not `a spokesman for the mayor`.
fn is_office(reading: &Reading<'_>, entities: &Entities, words: Range<usize>) -> bool {
    let link = words.clone().find(|w| is_link(reading.word(*w)));
    let head = words.start..link.unwrap_or(words.end);
    let role = |w: usize| reading.words.get(w).is_some_and(|w| is_role(*w));
    let beside = || {
        let bytes = reading.bytes(head.end..words.end);
        let from = entities
            .mentions
            .partition_point(|m| (m.range.start as usize) < bytes.start);
        let mut within = entities.mentions[from..]
            .iter()
            .take_while(|m| (m.range.start as usize) < bytes.end);
        let person = within.any(|m| is_person(entities, m));
        person || (head.end..words.end).any(role)
    };
    let named = !head.is_empty() && role(head.end - 1);
    named && (link.is_none() || !beside())
}

/// Whether a name is over before a word.
fn closes(reading: &Reading<'_>, next: usize) -> bool {
    let (gap, word) = (reading.gap(next), reading.word(next));
    if gap.starts_with(',') {
        return !matches!(word, "and" | "or");
    }
    gap.starts_with(['.', ';', ':', '\n', '\r', '—', '–'])
        || gap.is_empty()
        || gap.starts_with(" —")
        || gap.starts_with(" –")
        || gap.starts_with(" -")
        || gap == " " && (is_link(word) || word == "who")
}
