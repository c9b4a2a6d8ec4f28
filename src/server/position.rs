//! Places of the protocol and offsets in bytes.

use std::ops::Range;

use ropey::Rope;
use tower_lsp::ls_types as lsp;

use crate::text::position::{Encoding, Position, offset_of, position_of};

/// A position as the client gives it.
pub fn place(position: lsp::Position) -> Position {
    Position {
        line: position.line,
        column: position.character,
    }
}

/// The byte offset of a position, clamped to the text: nothing that only reads fails for a position.
pub fn offset(text: &Rope, position: lsp::Position, encoding: Encoding) -> usize {
    offset_of(text, place(position), encoding)
}

/// The bytes of a range, clamped to the text.
pub fn bytes(text: &Rope, range: lsp::Range, encoding: Encoding) -> Range<usize> {
    let start = offset(text, range.start, encoding);
    start..offset(text, range.end, encoding).max(start)
}

/// The position of a byte offset.
pub fn position(text: &Rope, offset: usize, encoding: Encoding) -> lsp::Position {
    let Position { line, column } = position_of(text, offset, encoding);
    lsp::Position::new(line, column)
}

/// The range of bytes of a text.
pub fn range(text: &Rope, bytes: &Range<usize>, encoding: Encoding) -> lsp::Range {
    lsp::Range::new(
        position(text, bytes.start, encoding),
        position(text, bytes.end, encoding),
    )
}
