//! The tokens of one segment, by lines and columns.

use memchr::memchr2_iter;
use tower_lsp::ls_types::SemanticToken;

use super::{DECLARATION, SPEAKER, number};
use crate::bundle::{Anchor, Document};
use crate::collation::texts;
use crate::facts::Facts;
use crate::facts::shingles::Seen;
use crate::queries::tokens::{Token, tokens};
use crate::text::position::Encoding;

/// Memory that is used again from one piece to the next.
#[derive(Default)]
pub struct Scratch(Seen, Facts);

/// A token on one line, given from the token before it; the first of a piece from the start of its segment. It is kept
/// in 12 bytes: large bundles have millions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    lines: u32,
    /// Columns from the start of the token before, or from the line's start where that is another.
    columns: u32,
    length: u16,
    kind: u8,
    modifiers: u8,
}

impl Step {
    /// The token as it is sent; `carried` lines lie between the token before it and its segment's start.
    pub fn sent(self, carried: u32) -> SemanticToken {
        SemanticToken {
            delta_line: carried + self.lines,
            delta_start: self.columns,
            length: u32::from(self.length),
            token_type: u32::from(self.kind),
            token_modifiers_bitset: u32::from(self.modifiers),
        }
    }
}

/// See the module's head.
#[derive(Debug, PartialEq, Eq)]
pub struct Piece {
    /// The segment.
    pub anchor: Anchor,
    /// The key of its text ([`texts::key`]), its marker line included.
    pub key: u128,
    /// Its tokens.
    pub steps: Box<[Step]>,
    /// Line ends in it.
    pub lines: u32,
    /// Line ends behind the line of its last token; all where it has none.
    pub after: u32,
}

impl Piece {
    /// Reads a segment; `text` is all of it.
    pub fn read(
        document: &Document,
        anchor: Anchor,
        text: &str,
        encoding: Encoding,
        scratch: &mut Scratch,
    ) -> Piece {
        let Scratch(seen, facts) = scratch;
        let mut parts = (std::mem::take(seen), std::mem::take(facts));
        let tokens = tokens(document, anchor, text, &mut parts);
        (*seen, *facts) = parts;
        let mut steps = Steps::new(text, encoding);
        for token in &tokens {
            steps.add(token);
        }
        let (all, last) = (steps.all, steps.last.0);
        let mut cursor = steps.cursor;
        cursor.move_to(text.len());
        Piece {
            anchor,
            key: texts::key(text),
            lines: cursor.line,
            after: if all.is_empty() {
                cursor.line
            } else {
                cursor.line - last
            },
            steps: all.into(),
        }
    }
}

/// A place in a text that moves forward.
#[derive(Clone, Copy)]
struct Cursor<'t> {
    text: &'t str,
    encoding: Encoding,
    at: usize,
    line: u32,
    column: u32,
}

impl Cursor<'_> {
    /// Moves on to a byte, which must not lie before.
    fn move_to(&mut self, to: usize) {
        let bytes = self.text.as_bytes();
        let mut start = self.at;
        let passed = bytes.get(self.at..to).unwrap_or_default();
        for at in memchr2_iter(b'\r', b'\n', passed) {
            let at = self.at + at;
            // The CR of a CRLF ends no line by itself.
            if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') {
                continue;
            }
            (self.line, self.column, start) = (self.line + 1, 0, at + 1);
        }
        let passed = self.text.get(start..to).unwrap_or_default();
        self.column += width(passed, self.encoding);
        self.at = to;
    }
}

/// The length of a text as columns count.
fn width(text: &str, encoding: Encoding) -> u32 {
    let width = match encoding {
        _ if text.is_ascii() => text.len(),
        Encoding::Utf8 => text.len(),
        Encoding::Utf16 => text.chars().map(char::len_utf16).sum(),
        Encoding::Utf32 => text.chars().count(),
    };
    u32::try_from(width).unwrap_or(u32::MAX)
}

/// Steps in the making.
struct Steps<'t> {
    cursor: Cursor<'t>,
    /// Line and column of the last token.
    last: (u32, u32),
    all: Vec<Step>,
}

impl<'t> Steps<'t> {
    fn new(text: &'t str, encoding: Encoding) -> Steps<'t> {
        let (at, line, column) = (0, 0, 0);
        Steps {
            cursor: Cursor {
                text,
                encoding,
                at,
                line,
                column,
            },
            last: (0, 0),
            all: Vec::new(),
        }
    }

    /// Adds a token, a step for each of its lines.
    fn add(&mut self, token: &Token) {
        let declares = if token.introduces { DECLARATION } else { 0 };
        let speaks = if token.speaks { SPEAKER } else { 0 };
        let (kind, modifiers) = (number(token.kind), declares | speaks);
        let Some(text) = self.cursor.text.get(token.range.clone()) else {
            return;
        };
        let mut start = token.range.start;
        for line in text.split_inclusive(['\n', '\r']) {
            let blank = line.len() - line.trim_start().len();
            let words = line.trim();
            let mut rest = start + blank..start + blank + words.len();
            while !rest.is_empty() {
                let end = self.fitting(rest.start, rest.end);
                self.step(rest.start, end, kind, modifiers);
                rest.start = end;
            }
            start += line.len();
        }
    }

    /// Where a step that starts here may end, so that its length is one that can be kept.
    fn fitting(&self, start: usize, end: usize) -> usize {
        let most = start + usize::from(u16::MAX);
        if end <= most {
            return end;
        }
        self.cursor.text.floor_char_boundary(most)
    }

    fn step(&mut self, start: usize, end: usize, kind: u8, modifiers: u8) {
        self.cursor.move_to(start);
        let (line, column) = (self.cursor.line, self.cursor.column);
        self.cursor.move_to(end);
        let length = u16::try_from(self.cursor.column - column).unwrap_or(u16::MAX);
        let lines = line - self.last.0;
        let columns = if lines == 0 {
            column - self.last.1
        } else {
            column
        };
        self.last = (line, column);
        self.all.push(Step {
            lines,
            columns,
            length,
            kind,
            modifiers,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::Keywords;
    use crate::queries::text_of;

    /// The pieces of a text's segments, with their tokens by line, column and length.
    fn read(text: &str, encoding: Encoding) -> Vec<Vec<(u32, u32, u32)>> {
        let document = Document::new(text, Keywords::default());
        let segments = document.tree().segments();
        let read = |anchor| {
            let text = text_of(&document, anchor);
            let piece = Piece::read(&document, anchor, &text, encoding, &mut Scratch::default());
            let (mut line, mut column) = (0, 0);
            let steps = piece.steps.iter().map(|step| {
                line += step.lines;
                column = step.columns + if step.lines == 0 { column } else { 0 };
                (line, column, u32::from(step.length))
            });
            let steps: Vec<_> = steps.collect();
            let last = steps.last().map_or(0, |(line, ..)| *line);
            assert_eq!(piece.lines, last + piece.after);
            steps
        };
        segments.map(read).collect()
    }

    #[test]
    fn columns_are_counted_as_the_client_does() {
        let text = "x\n<<<FILE: a>>>\r\n😀 “Wé go,\r\n  all 12 of us.”\r<<<END FILE>>>\n";
        let marker = [(0, 0, 8), (0, 9, 1), (0, 10, 3)];
        let close = vec![(0, 0, 14)];
        for (encoding, body) in [
            (
                Encoding::Utf8,
                [(1, 5, 10), (2, 2, 3), (2, 6, 2), (2, 9, 9)],
            ),
            (
                Encoding::Utf16,
                [(1, 3, 7), (2, 2, 3), (2, 6, 2), (2, 9, 7)],
            ),
            (
                Encoding::Utf32,
                [(1, 2, 7), (2, 2, 3), (2, 6, 2), (2, 9, 7)],
            ),
        ] {
            let expected = [&marker[..], &body[..]].concat();
            let all = read(text, encoding);
            assert_eq!(all, [vec![], expected, close.clone()], "{encoding:?}");
        }
    }

    #[test]
    fn a_long_line_is_parted() {
        let words = "many words ".repeat(9_000);
        let text = format!("<<<FILE: a>>>\nHe said: “{words}end.”\n<<<END FILE>>>\n");
        let all = read(&text, Encoding::Utf16);
        let lengths: Vec<u32> = all[1].iter().skip(3).map(|(.., length)| *length).collect();
        let quote: u32 = lengths.iter().sum();
        assert!(
            lengths.len() > 1 && quote as usize >= words.len(),
            "{lengths:?}"
        );
    }
}
