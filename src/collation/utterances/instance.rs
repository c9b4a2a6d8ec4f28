//! One place where an utterance stands, and who says it there.

use std::ops::Range;

use smallvec::SmallVec;

use crate::collation::index::TextId;
use crate::facts::Facts;
use crate::facts::entities::EntityKind;
use crate::facts::quotes::{Quote, QuoteKind};

/// Bytes between a quotation and the name of its speaker.
const BESIDE: u32 = 160;

/// An utterance of a text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instance {
    /// The text.
    pub text: TextId,
    /// Its pieces without their marks, in bytes of the body.
    pub pieces: SmallVec<[(u32, u32); 1]>,
    /// Who says it, where that is known by name.
    pub speaker: Option<Speaker>,
    /// How far its marks reach beyond the words of each piece, in bytes.
    pub marks: Marks,
}

/// How far the marks of an utterance reach beyond its words, in bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Marks {
    /// Before each piece; 0 where pieces differ in it.
    pub before: u8,
    /// Behind each piece but the last; 0 where they differ in it.
    pub between: u8,
    /// Behind the last piece: none where a quotation runs on.
    pub behind: u8,
}

/// Who says an utterance.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Speaker {
    /// His name: as it stands beside the quotation, else as the article has it elsewhere.
    pub name: Box<str>,
    /// Whether he is a person whose name stands beside the quotation, with a word that says that he speaks. Who is called
    /// by a pronoun or an office may be someone else, and so may a namesake of whom the article has the full name.
    pub is_beside: bool,
}

impl Instance {
    /// The name of a person that stands beside the quotation; see [`Speaker::is_beside`].
    pub fn named_beside(&self) -> Option<&str> {
        let speaker = self.speaker.as_ref().filter(|s| s.is_beside);
        speaker.map(|s| &*s.name)
    }

    /// From the first mark to the last, in bytes of the body; between `first` and `last`, only the pieces that have them.
    pub fn range(&self, first: u32, last: u32) -> Range<u32> {
        let start = self
            .pieces
            .iter()
            .rev()
            .find(|p| p.0 <= first)
            .or(self.pieces.first());
        let end = self.pieces.iter().find(|p| p.1 >= last);
        let end = match end.or(self.pieces.last()) {
            Some(piece) if Some(piece) == self.pieces.last() => {
                piece.1 + u32::from(self.marks.behind)
            }
            Some(piece) => piece.1 + u32::from(self.marks.between),
            None => 0,
        };
        let start = start.map_or(0, |p| p.0 - u32::from(self.marks.before).min(p.0));
        start..end.max(start)
    }
}

/// The pieces of an utterance as they are written, each with where it begins in the body.
pub fn pieces<'b>(body: &'b str, pieces: &[(u32, u32)]) -> impl Iterator<Item = (&'b str, u32)> {
    pieces.iter().map(move |&(start, end)| {
        (
            body.get(start as usize..end as usize).unwrap_or_default(),
            start,
        )
    })
}

/// What of a quote is compared: its place and its speaker.
pub(super) fn instance(text: TextId, quote: &Quote, body: &str, facts: &Facts) -> Option<Instance> {
    if quote.kind != QuoteKind::Speech {
        return None;
    }
    let quotations = quote
        .parts
        .iter()
        .filter_map(|&part| facts.delimiters.quotations.get(part as usize));
    let mut pieces = SmallVec::new();
    let mut marks: Option<Marks> = None;
    for quotation in quotations {
        let (inner, outer) = (&quotation.inner, &quotation.outer);
        // What one speaker quotes of another is part of what he says.
        if pieces.is_empty() && quotation.depth > 0 {
            return None;
        }
        pieces.push((inner.start as u32, inner.end as u32));
        let mark = |length: usize| u8::try_from(length).unwrap_or(0);
        let (before, behind) = (mark(inner.start - outer.start), mark(outer.end - inner.end));
        marks = Some(match marks {
            None => Marks {
                before,
                between: behind,
                behind,
            },
            Some(known) => Marks {
                before: if known.before == before { before } else { 0 },
                // What was the last piece is one between now.
                between: if pieces.len() == 2 || known.between == known.behind {
                    known.behind
                } else {
                    0
                },
                behind,
            },
        });
    }
    Some(Instance {
        text,
        pieces,
        speaker: speaker(quote, body, facts),
        marks: marks?,
    })
}

/// The name of a quote's speaker.
fn speaker(quote: &Quote, body: &str, facts: &Facts) -> Option<Speaker> {
    let number = quote.speaker.as_ref()?.entity?;
    if let Some(name) = name_beside(quote, number, body, facts) {
        let is_beside = true;
        return Some(Speaker { name, is_beside });
    }
    let entity = facts.entities.entities.get(number as usize)?;
    Some(Speaker {
        name: entity.name.clone(),
        is_beside: false,
    })
}

/// The name of an entity that says a quote; see [`Speaker::is_beside`].
fn name_beside(quote: &Quote, number: u32, body: &str, facts: &Facts) -> Option<Box<str>> {
    let speaker = quote.speaker.as_ref()?;
    quote.cue.as_ref()?;
    let entities = &facts.entities;
    entities
        .entities
        .get(number as usize)
        .filter(|e| e.kind == EntityKind::Person)?;
    let from = entities
        .mentions
        .partition_point(|m| m.range.end <= speaker.range.start);
    let beside = entities.mentions.get(from..).unwrap_or_default().iter();
    let named = beside
        .take_while(|m| m.range.start < speaker.range.end)
        .find(|m| m.entity == number)?;
    let first = facts
        .delimiters
        .quotations
        .get(*quote.parts.first()? as usize)?;
    let (start, end) = (first.outer.start as u32, first.outer.end as u32);
    let near = speaker.range.start < end + BESIDE && start < speaker.range.end + BESIDE;
    let name = body.get(named.range.start as usize..named.range.end as usize)?;
    near.then(|| name.into())
}
