//! What may be typed at an offset: markers, what stands in them, and names that the bundle knows.
//!
//! - [`line`](mod@line): what is being typed on a marker line that is not whole yet.
//! - `markers`: whole markers. `arguments`: names, attributes and their values. `names`: people, organisations, places.

mod arguments;
pub mod line;
mod markers;
mod names;

use std::ops::Range;

use ropey::Rope;

use crate::bundle::order::Id;
use crate::bundle::{Document, DocumentId, Role};
use crate::facts::entities::EntityKind;
use crate::workspace::Corpus;
use line::Typed;

/// A marker line that is longer than this is not looked at, in bytes.
const LONGEST: usize = 4096;
/// Items that are offered at a time.
pub const MOST: usize = 50;
/// Articles to either side whose names and values are offered.
const NEAR: usize = 100;

/// What kind of thing is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    /// A close marker.
    Close,
    /// An open marker, and what belongs to it.
    Open,
    /// The key of an attribute.
    Key,
    /// A value.
    Value,
    /// A rule.
    Rule,
    /// The name of an article.
    Article,
    /// A name that the bundle knows.
    Name(EntityKind),
}

/// Something that may be typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What a menu shows.
    pub label: String,
    /// What kind of thing it is.
    pub kind: ItemKind,
    /// A word on it.
    pub detail: String,
    /// What it replaces, in bytes of the bundle: on one line, the cursor in it.
    pub range: Range<usize>,
    /// What is written there.
    pub text: String,
    /// What is written there with places to fill in (`${1:name}`), where that is more.
    pub snippet: Option<String>,
    /// What is typed so far is compared with this.
    pub filter: String,
    /// What is written elsewhere on the line, in bytes of the bundle.
    pub also: Vec<(Range<usize>, String)>,
    /// Whether it is what is most likely wanted.
    pub preselect: bool,
}

impl Item {
    fn new(kind: ItemKind, label: impl Into<String>, range: Range<usize>) -> Item {
        let label = label.into();
        Item {
            kind,
            detail: String::new(),
            range,
            text: label.clone(),
            snippet: None,
            filter: label.clone(),
            label,
            also: Vec::new(),
            preselect: false,
        }
    }
}

/// What may be typed, the likeliest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Completion {
    /// What is offered.
    pub items: Vec<Item>,
    /// Whether more letters may bring others, so that it should be asked again.
    pub is_incomplete: bool,
}

/// The line that is being typed.
pub(crate) struct Cursor<'d> {
    document: &'d Document,
    /// Where the line starts, in bytes of the bundle; behind a byte-order mark.
    start: usize,
    /// The line up to the cursor.
    before: String,
    /// The line from the cursor on, without its line end.
    after: String,
    /// The segment in which the line stands, as if it were no marker.
    around: Option<Id>,
}

impl Cursor<'_> {
    /// The offset of the cursor in bytes of the bundle.
    fn offset(&self) -> usize {
        self.start + self.before.len()
    }

    /// The article that the line stands in.
    fn article(&self) -> Option<Id> {
        let tree = self.document.tree();
        self.around.filter(|&id| tree.role(id) == Role::Open)
    }

    /// From a byte of the line to the cursor, in bytes of the bundle.
    fn since(&self, column: usize) -> Range<usize> {
        self.start + column..self.offset()
    }
}

/// What may be typed at an offset in bytes.
pub fn completion(corpus: &Corpus, number: DocumentId, offset: usize) -> Completion {
    let Some(document) = corpus.documents().get(number as usize) else {
        return Completion::default();
    };
    let offset = offset.min(document.tree().length());
    if let Some(cursor) = cursor(document, offset) {
        return match line::typed(&cursor.before, document.tree().keywords()) {
            Typed::Marker => markers::markers(&cursor),
            Typed::Nothing => Completion::default(),
            typed => arguments::arguments(corpus, number, &cursor, &typed),
        };
    }
    names::names(corpus, number, offset)
}

/// The line at an offset, where it begins as a marker does.
fn cursor(document: &Document, offset: usize) -> Option<Cursor<'_>> {
    let text = document.text();
    let line = text.char_to_line(text.try_byte_to_char(offset).ok()?);
    let mut start = text.line_to_byte(line);
    if start == 0 && text.get_char(0) == Some('\u{feff}') {
        start = '\u{feff}'.len_utf8();
    }
    if offset < start || offset - start > LONGEST || text.get_byte(start) != Some(b'<') {
        return None;
    }
    let before = document.slice(start..offset).into_owned();
    let end = floor(text, offset + LONGEST);
    let after = document.slice(offset..end);
    let after = after
        .split(['\r', '\n'])
        .next()
        .unwrap_or_default()
        .to_owned();
    let tree = document.tree();
    let own = tree.at(offset);
    let around = match own {
        Some(id) if tree.line(id).start >= start => tree.previous(id),
        other => other,
    };
    Some(Cursor {
        document,
        start,
        before,
        after,
        around,
    })
}

/// The last boundary of a char up to an offset in bytes.
fn floor(text: &Rope, offset: usize) -> usize {
    let offset = offset.min(text.len_bytes());
    text.char_to_byte(text.byte_to_char(offset))
}

/// The open markers near a segment, the nearest first, by turns before and behind it.
fn articles_near(document: &Document, from: Option<Id>) -> impl Iterator<Item = Id> {
    let tree = document.tree();
    let (mut before, mut after) = (from, Some(from));
    let own = from.into_iter();
    let walk = (0..2 * 2 * NEAR).filter_map(move |turn| {
        if turn % 2 == 0 {
            before = before.and_then(|id| tree.previous(id));
            before
        } else {
            after = after.and_then(|anchor| tree.next(anchor)).map(Some);
            after.flatten()
        }
    });
    own.chain(walk).filter(|&id| tree.role(id) == Role::Open)
}

#[cfg(test)]
mod tests;
