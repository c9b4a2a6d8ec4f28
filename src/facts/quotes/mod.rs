//! Who says what in which words.

use std::ops::Range;

use smallvec::SmallVec;

use super::entities::Entities;
use super::reading::Reading;

mod attribution;
mod lexicon;
mod phrases;
mod speakers;
mod subjects;
mod tokens;

/// What a pair of quotation marks is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuoteKind {
    /// Someone's words.
    Speech,
    /// A word or phrase that is held at a distance, a nickname, a term.
    Scare,
    /// The name of a book, a film, a song.
    Title,
}

/// One utterance: what someone says, in one piece or interrupted by its cue (“…,” she said, “…”).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// What its marks are for.
    pub kind: QuoteKind,
    /// Its pieces, in order: indices into the article's quotations ([`super::delimiters::Delimiters::quotations`]).
    pub parts: SmallVec<[u32; 1]>,
    /// Who says it.
    pub speaker: Option<Speaker>,
    /// The words that say that it is said (`said`, `told reporters`, `according to`), in bytes of the body.
    pub cue: Option<Range<u32>>,
}

/// Who says something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// The words that name the speaker, in bytes of the body: `Ada Hale`, `she`, `the mayor`.
    pub range: Range<u32>,
    /// Who that is, where it is known: an index into [`Entities::entities`].
    pub entity: Option<u32>,
}

/// Finds the utterances of a body, by the position of their first piece.
pub fn quotes(reading: &Reading<'_>, _entities: &Entities) -> Vec<Quote> {
    if reading.quotations.is_empty() {
        return Vec::new();
    }
    let tokens = tokens::tokens(reading);
    let found = speakers::speakers(reading, &tokens);
    let quote = found.into_iter().enumerate().map(|(part, said)| Quote {
        kind: QuoteKind::Speech,
        parts: SmallVec::from_slice(&[part as u32]),
        speaker: said.as_ref().map(|s| Speaker {
            range: s.speaker.clone(),
            entity: None,
        }),
        cue: said.map(|s| s.cue).filter(|cue| !cue.is_empty()),
    });
    quote.collect()
}
