//! What stands at an offset of a marker line.

use std::ops::Range;

use crate::bundle::order::Id;
use crate::bundle::{Document, Marker, Role};

/// A marker line that opens or closes something, and an offset in it.
pub struct MarkerAt<'d> {
    /// Which.
    pub id: Id,
    /// What it says.
    pub marker: &'d Marker,
    /// Where the line starts, in bytes of the bundle.
    pub start: usize,
    /// The offset, in bytes of the line.
    pub column: usize,
}

/// The marker line at an offset in bytes, its line end left out.
pub fn marker_at(document: &Document, offset: usize) -> Option<MarkerAt<'_>> {
    let tree = document.tree();
    let id = tree.at(offset.min(tree.length()))?;
    let line = tree.line(id);
    let text = document.slice(line.clone());
    let column = offset.checked_sub(line.start)?;
    (column <= text.trim_end_matches(['\r', '\n']).len()).then_some(MarkerAt {
        id,
        marker: tree.marker(id),
        start: line.start,
        column,
    })
}

impl MarkerAt<'_> {
    /// Bytes of the line as bytes of the bundle.
    pub fn in_file(&self, range: &Range<usize>) -> Range<usize> {
        self.start + range.start..self.start + range.end
    }

    /// Whether the offset is in some bytes of the line, or at their end.
    pub fn is_in(&self, range: &Range<usize>) -> bool {
        !range.is_empty() && range.start <= self.column && self.column <= range.end
    }
}

/// The article that a boundary opens or closes.
pub fn article_of(document: &Document, boundary: Id) -> Option<Id> {
    let tree = document.tree();
    match tree.role(boundary) {
        Role::Open => Some(boundary),
        Role::Close => tree
            .previous(boundary)
            .filter(|&open| tree.role(open) == Role::Open),
        Role::Content => None,
    }
}

/// The close marker of an article.
pub fn close_of(document: &Document, open: Id) -> Option<Id> {
    let tree = document.tree();
    tree.next(Some(open)).filter(|_| tree.closed(open))
}

/// An article's whole block, from its open marker to behind its close marker, in bytes of the bundle.
pub fn block(document: &Document, open: Id) -> Range<usize> {
    let tree = document.tree();
    let end = close_of(document, open).map_or(tree.body(Some(open)).end, |id| tree.line(id).end);
    tree.start(Some(open))..end
}
