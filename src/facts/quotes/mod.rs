//! Who says what in which words.
//!
//! # How it decides
//!
//! There is no parser and no model behind this: short lists of verbs and of grammar's words (`cues.txt`, `grammar.txt`),
//! and the order in which English news puts them.
//!
//! 1. `tokens` takes the sentences near quotations apart: a word is what it does (`classify`, `lexicon`), a quotation is
//!    one token, and sentences that a quotation spans are one.
//! 2. `attribution` looks behind a quotation (`…,” Ada Hale, the mayor, said`), before it (`Ada Hale said she was “…”`),
//!    and at the end of its sentence. A verb of speech has a subject (`subjects`), and that is a noun phrase (`phrases`).
//! 3. `speakers` carries a speaker on: to the next quotation of the sentence, to a sentence that is nothing but a
//!    quotation, to the next paragraph, over a colon at a paragraph's end.
//! 4. `joins` makes one utterance of pieces that only their cue parts; `kinds` tells titles and scare quotes apart.
//! 5. `resolve` says which of the article's entities the speaker is; of a role with a name beside it (`apposition`) it is
//!    the name.
//!
//! What does not come out clear has no speaker. Only outermost quotations have one: a quotation within another is what
//! its speaker says that someone said.
//!
//! Each quotation looks at a bounded window of tokens, so that time is linear in the text, and texts without
//! quotations cost nothing.

use std::ops::Range;

use smallvec::SmallVec;

use super::entities::Entities;
use super::reading::Reading;

mod apposition;
mod attribution;
mod classify;
mod joins;
mod kinds;
mod lexicon;
mod phrases;
mod resolve;
mod speakers;
mod subjects;
#[cfg(test)]
mod tests;
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
pub fn quotes(reading: &Reading<'_>, entities: &Entities) -> Vec<Quote> {
    if reading.quotations.is_empty() {
        return Vec::new();
    }
    let tokens = tokens::tokens(reading);
    let said = speakers::speakers(reading, &tokens);
    let mut resolver = resolve::Resolver::new(reading, entities);
    let mut quotes: Vec<Quote> = Vec::with_capacity(said.len());
    // The last outermost quotation that someone says, and its utterance.
    let mut last: Option<(usize, usize)> = None;
    for (part, quotation) in reading.quotations.iter().enumerate() {
        let found = said.get(part).and_then(Option::as_ref);
        let kind = kinds::kind(reading, part, found);
        let found = found.filter(|_| kind != QuoteKind::Title);
        if let (Some((before, utterance)), Some(found)) = (last, found)
            && let Some(Some(said_before)) = said.get(before)
            && joins::goes_on(reading, (before, said_before), (part, found))
            && let Some(quote) = quotes.get_mut(utterance)
        {
            quote.parts.push(part as u32);
            quote.kind = QuoteKind::Speech;
            continue;
        }
        if quotation.depth == 0 {
            last = found.map(|_| (part, quotes.len()));
        }
        quotes.push(Quote {
            kind,
            parts: SmallVec::from_slice(&[part as u32]),
            speaker: found.map(|s| resolver.speaker(&s.speaker)),
            cue: found.map(|s| s.cue.clone()).filter(|cue| !cue.is_empty()),
        });
    }
    quotes
}
