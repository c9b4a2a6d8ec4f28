//! Places as reports give them.

use std::ops::Range;

use ropey::Rope;
use serde::Serialize;

use super::Checked;
use crate::bundle::Role;
use crate::rules::Place;
use crate::text::position::{Encoding, Position, position_of};

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

/// Finds points in a body one after the other, each at the cost of the way from the last.
#[derive(Clone, Copy)]
pub struct Cursor<'b> {
    body: &'b str,
    /// Where the body starts, in bytes of the text.
    start: usize,
    /// Bytes of the body.
    at: usize,
    /// 0-based.
    line: usize,
    /// 0-based, in Unicode scalar values.
    column: usize,
}

impl<'b> Cursor<'b> {
    /// A cursor at the start of a body, which stands in a text from the byte `start`: the start of a line.
    pub fn new(text: &Rope, body: &'b str, start: usize) -> Cursor<'b> {
        let Position { line, column } = position_of(text, start, Encoding::Utf32);
        Cursor {
            body,
            start,
            at: 0,
            line: line as usize,
            column: column as usize,
        }
    }

    /// Goes on to a byte of the body. One before the cursor leaves it where it is.
    pub fn move_to(&mut self, byte: usize) {
        let Some(way) = self.body.get(self.at..byte) else {
            return;
        };
        let bytes = self.body.as_bytes();
        let mut line_start = None;
        for at in memchr::memchr2_iter(b'\n', b'\r', way.as_bytes()) {
            // A CR before an LF is a part of the line break that the LF ends.
            if way.as_bytes()[at] == b'\n' || bytes.get(self.at + at + 1) != Some(&b'\n') {
                self.line += 1;
                line_start = Some(at + 1);
            }
        }
        self.column = match line_start {
            Some(start) => way[start..].chars().count(),
            None => self.column + way.chars().count(),
        };
        self.at = byte;
    }

    /// Where it is.
    pub fn point(&self, checked: &Checked<'_>) -> Point {
        Point {
            line: self.line + 1,
            column: self.column + 1,
            byte: checked.file().decoded.to_file_offset(self.start + self.at),
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_finds_what_the_rope_says() {
        let body = "a\r\nb\rc\n\n\r\r\n\u{2028}d\u{85}é漢😀\r\n  \rend";
        let text = format!("first\nsecond\n{body}");
        let (rope, start) = (Rope::from_str(&text), "first\nsecond\n".len());
        for step in 1..5 {
            let mut cursor = Cursor::new(&rope, body, start);
            let chars = body.char_indices().map(|(at, _)| at);
            // No fact starts between CR and LF.
            let places =
                chars.filter(|&at| !body[..at].ends_with('\r') || !body[at..].starts_with('\n'));
            for at in places.step_by(step) {
                cursor.move_to(at);
                let expected = position_of(&rope, start + at, Encoding::Utf32);
                let found = (cursor.line, cursor.column);
                assert_eq!(
                    found,
                    (expected.line as usize, expected.column as usize),
                    "{at}"
                );
            }
        }
    }
}
