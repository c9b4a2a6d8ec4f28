//! Places as reports give them.

use std::ops::Range;

use serde::Serialize;

use super::Checked;
use crate::bundle::Role;
use crate::rules::Place;
use crate::text::position::{Encoding, position_of};

/// A place in a bundle: the contract's `location`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Location {
    /// The bundle's path as given.
    pub path: String,
    /// The article's name; absent outside articles.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
    /// The first character.
    pub start: Point,
    /// The character after the last.
    pub end: Point,
}

/// A point in a bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Point {
    /// 1-based.
    pub line: usize,
    /// 1-based, in Unicode scalar values.
    pub column: usize,
    /// 0-based offset in the file.
    pub byte: usize,
}

impl Checked<'_> {
    /// A finding's place in bytes of its bundle's text.
    pub fn range(&self, place: &Place) -> Range<usize> {
        let (_, document) = self.home(place);
        place.in_file(document.tree().start(place.anchor))
    }

    /// A finding's place as reports give it.
    pub fn location(&self, place: &Place) -> Location {
        let (file, document) = self.home(place);
        let tree = document.tree();
        let range = self.range(place);
        let article = place.anchor.filter(|&id| tree.role(id) == Role::Open);
        let point = |offset| {
            let position = position_of(document.text(), offset, Encoding::Utf32);
            Point {
                line: position.line as usize + 1,
                column: position.column as usize + 1,
                byte: file.decoded.to_file_offset(offset),
            }
        };
        Location {
            path: file.path.clone(),
            article: article.map(|id| tree.marker(id).name.clone().unwrap_or_default()),
            start: point(range.start),
            end: point(range.end),
        }
    }
}
