//! What a rule sees of one segment: an article, or the text behind a close marker.

use std::ops::Range;

use super::finding::{Edit, Place};
use crate::bundle::order::Id;
use crate::bundle::{Anchor, Document, DocumentId, Marker, Role, Tree};

/// One segment of a bundle, as rules see it.
pub struct Segment<'d> {
    document: &'d Document,
    /// Its boundary.
    pub anchor: Anchor,
    /// The text behind its marker line.
    pub body: &'d str,
    /// Length in bytes of its marker line, with its line end.
    head: usize,
}

impl<'d> Segment<'d> {
    /// The segment of `anchor`, whose body is `body`.
    pub fn new(document: &'d Document, anchor: Anchor, body: &'d str) -> Self {
        let head = anchor.map_or(0, |id| document.tree().line_length(id));
        Segment {
            document,
            anchor,
            body,
            head,
        }
    }

    /// The bundle that it lies in, among those that are compared.
    pub fn document(&self) -> DocumentId {
        self.document.number()
    }

    /// Whether a U+FFFD in the body may stand for a byte that is not UTF-8.
    pub fn damaged(&self) -> bool {
        self.document.damaged()
    }

    /// The bundle's tree.
    pub fn tree(&self) -> &'d Tree {
        self.document.tree()
    }

    /// The marker that it starts with.
    pub fn marker(&self) -> Option<&'d Marker> {
        self.anchor.map(|id| self.tree().marker(id))
    }

    /// The boundary that it starts with, where that opens an article.
    pub fn article(&self) -> Option<Id> {
        self.anchor.filter(|&id| self.tree().role(id) == Role::Open)
    }

    /// The article's name, empty where it has none.
    pub fn name(&self) -> &'d str {
        self.marker()
            .and_then(|m| m.name.as_deref())
            .unwrap_or_default()
    }

    /// A place in the body, from bytes of the body.
    pub fn at(&self, range: Range<usize>) -> Place {
        Place {
            document: self.document(),
            anchor: self.anchor,
            start: self.head + range.start,
            end: self.head + range.end,
        }
    }

    /// The marker line, its line end and trailing blanks left out.
    pub fn marker_line(&self) -> Place {
        self.line(self.anchor)
    }

    /// Where the name stands on the marker line, or the whole line.
    pub fn name_place(&self) -> Place {
        match self.marker() {
            Some(marker) if !marker.name_range.is_empty() => {
                let Range { start, end } = marker.name_range.clone();
                Place {
                    document: self.document(),
                    anchor: self.anchor,
                    start,
                    end,
                }
            }
            _ => self.marker_line(),
        }
    }

    /// A line of this segment that holds a marker, or nearly one; its line end and trailing blanks left out.
    pub fn line(&self, line: Anchor) -> Place {
        let Some(id) = line else { return self.at(0..0) };
        let text = self.line_text(id);
        let start = self.tree().line(id).start - self.tree().start(self.anchor);
        Place {
            document: self.document(),
            anchor: self.anchor,
            start,
            end: start + text.trim_end_matches([' ', '\t', '\r', '\n']).len(),
        }
    }

    /// The text of a line, its line end included.
    pub fn line_text(&self, id: Id) -> String {
        self.document.slice(self.tree().line(id)).into_owned()
    }

    /// The lines inside this segment that look like markers and are none here.
    pub fn lookalikes(&self) -> impl Iterator<Item = Id> {
        self.tree().content_lines(self.anchor)
    }

    /// How lines end here.
    pub fn line_end(&self) -> &'static str {
        let line = self.anchor.map(|id| self.line_text(id)).unwrap_or_default();
        match line.trim_start_matches(|c| c != '\r' && c != '\n') {
            "\r\n" => "\r\n",
            "\r" => "\r",
            _ => "\n",
        }
    }

    /// A replacement in this segment.
    pub fn replace(&self, place: Place, text: impl Into<String>) -> Edit {
        Edit {
            place,
            text: text.into(),
        }
    }

    /// The words around a place in the body, for evidence: at most `reach` bytes to either side, not beyond its line.
    pub fn context(&self, range: Range<usize>, reach: usize) -> &'d str {
        // Not the whole line is looked at, which may be the whole article.
        let start = self
            .body
            .floor_char_boundary(range.start.saturating_sub(reach));
        let end = self.body.len().min(range.end + reach);
        let end = self.body.ceil_char_boundary(end);
        let (before, after) = (&self.body[start..range.start], &self.body[range.end..end]);
        let start = before
            .rfind(['\n', '\r'])
            .map_or(start, |at| start + at + 1);
        let end = after.find(['\n', '\r']).map_or(end, |at| range.end + at);
        &self.body[start..end]
    }
}
