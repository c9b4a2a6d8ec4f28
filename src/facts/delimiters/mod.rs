//! Quotation marks and brackets: which belong together, and which have no partner.
//!
//! # What is hard about it
//!
//! ’ is nearly always an apostrophe (the mayor’s, the clerks’ room, ’90s, rock ’n’ roll), " does not say which way it faces, „ closes
//! with “ in Berlin and with ” in Warsaw, a quotation runs on over paragraphs, and one mark left out shifts the pairing of all that
//! follow. A false alarm costs more than a miss: what is not sure is not said.
//!
//! # What is known
//!
//! - “double ‘single “double” single’ double”, or the other way round, as in Britain; "straight", also with two '
//!   for one ", or two backticks, as in TeX; „low“ and „low”, ‚single‘; «outward», »inward«, »alike», « with blanks »; ”alike”; 「corners」 and 『corners』.
//! - (round), \[square\] and （wide） brackets, apart from the quotation marks: either may run across the other. Braces are left alone:
//!   where they stand there is rarely prose.
//! - A quotation may run over paragraphs, each of which opens it again and the last of which closes it; or be opened and closed once,
//!   around verse, a list or a block; a parenthesis likewise.
//! - No marks: apostrophes, the ‘ of a name (‘Umar), feet and inches, `1)` and `a)`, the colours of a terminal, smileys, half-open intervals, attributes of HTML, addresses, `code`, fenced
//!   code, programs, "read more »".
//!
//! # How it decides
//!
//! 1. `paragraphs` finds the paragraphs, whether each is a line or runs over wrapped ones. No doubt outlives its paragraph
//!    unless a quotation may run on.
//! 2. `lex` finds the marks, and for each the characters around it. A blank before and a word after: it opens (`lex::Facing`).
//! 3. `lookalikes` sets aside what is no mark, and says of a ’ how sure it is that it closes: after a comma, surely; after an s and
//!    before a word, as well a plural’s apostrophe.
//! 4. `pair` reads one paragraph with a stack. The shape of a mark decides, then the way it faces, then what is open. A double mark
//!    ends the single ones within; of several ’ the surest closes. A mark of a kind that is confused with the right one
//!    (`conventions`) pairs too, and is a fault of its own. `brackets` does the same for brackets.
//! 5. `carry` looks at what a paragraph leaves open. If the next one opens with the same mark, the quotation runs on, unless
//!    the first one ends it in words (`…, he said.`) or it is a phrase within the writer’s sentence (`cues`). If the next mark of
//!    all closes, the two belong together. Else nothing closes it, and the fault is at its last opening mark.
//! 6. `found` drops what means nothing: in code (`doubt`), of a kind that may be something else where there is a sign that it is, of
//!    a rare kind of which the article has no pair. More than 4 lone marks in a paragraph are shown as one, and no article shows more
//!    than 100 faults.
//!
//! So that a lost ” is found in nearly every place but one: at the end of a paragraph, with nothing after it, where the next one opens
//! with “. That is how a quotation that runs on looks, and nobody but the author can tell.
//!
//! Time is linear in the length of the text, whatever is in it; a test counts the steps.

use std::ops::Range;

mod article;
mod brackets;
mod carry;
mod conventions;
mod cues;
mod doubt;
mod found;
mod glyph;
mod lex;
mod lookalikes;
mod mend;
mod pair;
mod paragraphs;
#[cfg(test)]
mod tests;
mod work;

/// What one article's delimiters come to. All ranges are byte offsets in the body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Delimiters {
    /// Marks without a partner or with a wrong one, by position.
    pub faults: Vec<Fault>,
    /// Quotations whose two ends are known, by position, an outer one before those within it.
    pub quotations: Vec<Quotation>,
}

/// A mark that a person would mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// The mark.
    pub mark: Range<usize>,
    /// For a wrong partner, the other mark of the pair.
    pub partner: Option<Range<usize>>,
    /// What could be written instead, where that can be said.
    pub mend: Option<Mend>,
}

/// What is wrong with a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// It opens, and nothing closes.
    Unclosed,
    /// It closes, and nothing is open.
    Unopened,
    /// It is of another kind than the mark that it belongs to, or faces the wrong way.
    WrongPartner,
}

/// A change that would mend a fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mend {
    /// What it does, as an editor's menu says it: `Replace ' with ’`.
    pub title: String,
    /// What to write where; the ranges do not overlap.
    pub edits: Vec<(Range<usize>, String)>,
    /// Whether there is no doubt that the author meant it.
    pub safe: bool,
}

/// A stretch of text between two quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// With its marks.
    pub outer: Range<usize>,
    /// Without them.
    pub inner: Range<usize>,
    /// How many quotations enclose it.
    pub depth: u8,
    /// The marks within `inner` that repeat the opening one at the head of a further paragraph. No part of what was said.
    pub reopened: Vec<Range<usize>>,
}

/// Finds the faults and the quotations in one article's body.
pub fn delimiters(body: &str) -> Delimiters {
    article::read(body)
}
