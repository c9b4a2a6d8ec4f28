//! Quotation marks and brackets: which belong together, and which have no partner.

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
