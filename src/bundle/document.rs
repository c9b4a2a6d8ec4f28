//! A bundle's text and its tree, edited together.

use std::borrow::Cow;
use std::ops::Range;

use ropey::Rope;

use super::change::Change;
use super::keywords::Keywords;
use super::order::Id;
use super::tree::{Anchor, Tree};

/// The number of a bundle among those that are compared with each other.
pub type DocumentId = u32;

/// An article of one of several bundles. Sorted by its bundle first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId {
    /// The bundle.
    pub document: DocumentId,
    /// Its open marker there.
    pub id: Id,
}

/// A segment of one of several bundles: an article, or the text behind a close marker. Sorted by its bundle first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SegmentId {
    /// The bundle.
    pub document: DocumentId,
    /// Its boundary there.
    pub anchor: Anchor,
}

impl From<ArticleId> for SegmentId {
    fn from(ArticleId { document, id }: ArticleId) -> SegmentId {
        SegmentId {
            document,
            anchor: Some(id),
        }
    }
}

/// A bundle's text and its tree.
pub struct Document {
    number: DocumentId,
    text: Rope,
    tree: Tree,
    damaged: bool,
}

/// Why an edit was not applied; nothing has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImpossibleEdit;

impl std::fmt::Display for ImpossibleEdit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(
            "the edit's range lies outside the text, ends before it starts or splits a character",
        )
    }
}

impl std::error::Error for ImpossibleEdit {}

impl Document {
    /// Reads a text.
    pub fn new(text: &str, keywords: Keywords) -> Document {
        Document::numbered(0, text, keywords)
    }

    /// Reads a text that is one of several.
    pub fn numbered(number: DocumentId, text: &str, keywords: Keywords) -> Document {
        Document {
            number,
            text: Rope::from_str(text),
            tree: Tree::parse(text, keywords),
            damaged: false,
        }
    }

    /// Which of several bundles it is.
    pub fn number(&self) -> DocumentId {
        self.number
    }

    /// An article of it, as it is named among several bundles.
    pub fn article(&self, id: Id) -> ArticleId {
        ArticleId {
            document: self.number,
            id,
        }
    }

    /// A segment of it, as it is named among several bundles.
    pub fn segment(&self, anchor: Anchor) -> SegmentId {
        SegmentId {
            document: self.number,
            anchor,
        }
    }

    /// The text.
    pub fn text(&self) -> &Rope {
        &self.text
    }

    /// Notes that the file was not UTF-8 throughout, so that a U+FFFD in the text may stand for another byte.
    pub fn set_damaged(&mut self) {
        self.damaged = true;
    }

    /// Whether a U+FFFD in the text may stand for another byte.
    pub fn damaged(&self) -> bool {
        self.damaged
    }

    /// The tree.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// Replaces `range` (bytes) by `with`, and says which segments changed.
    pub fn edit(&mut self, range: Range<usize>, with: &str) -> Result<Change, ImpossibleEdit> {
        let (Some(start), Some(end)) = (self.char_at(range.start), self.char_at(range.end)) else {
            return Err(ImpossibleEdit);
        };
        if start > end {
            return Err(ImpossibleEdit);
        }
        let old = Tree::touched(&self.text, &range);
        self.text.remove(start..end);
        self.text.insert(start, with);
        let new = self
            .slice(old.start..old.end - range.len() + with.len())
            .into_owned();
        Ok(self.tree.splice(old, &new))
    }

    /// A piece of the text; copied where the rope holds it in several pieces.
    pub fn slice(&self, range: Range<usize>) -> Cow<'_, str> {
        self.text.byte_slice(range).into()
    }

    /// The char index of a byte offset that lies on a char's boundary.
    fn char_at(&self, byte: usize) -> Option<usize> {
        let index = self.text.try_byte_to_char(byte).ok()?;
        (self.text.char_to_byte(index) == byte).then_some(index)
    }
}
