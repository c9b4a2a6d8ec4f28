//! Byte offsets and (line, column) pairs.
//!
//! Lines end at LF, CRLF and a lone CR, and nowhere else: U+2028, U+0085, VT and FF are characters of their line, as
//! the Language Server Protocol has it. Everything here reads the rope's own counts and costs O(log n), however
//! long a line is.

use ropey::Rope;

/// What a column counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units: an astral character counts two. What every LSP client understands.
    #[default]
    Utf16,
    /// Unicode scalar values.
    Utf32,
}

/// A place between two characters of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// 0-based.
    pub line: u32,
    /// 0-based, in the units of an [`Encoding`].
    pub column: u32,
}

/// The position of a byte offset. Offsets past the end are clamped to it; one inside a character gives that
/// character, and one between the CR and LF of a line break the break, since no position lies inside.
pub fn position_of(rope: &Rope, byte: usize, encoding: Encoding) -> Position {
    let byte = byte.min(rope.len_bytes());
    let line = rope.byte_to_line(byte);
    let start = rope.line_to_byte(line);
    let within_crlf = byte > start
        && rope.get_byte(byte) == Some(b'\n')
        && rope.get_byte(byte - 1) == Some(b'\r');
    let byte = byte - usize::from(within_crlf);
    let column = encoding.units_before(rope, byte) - encoding.units_before(rope, start);
    Position {
        line: saturate(line),
        column: saturate(column),
    }
}

/// The byte offset of a position, clamped: past the end of a line gives the place before its line break, past the
/// last line the end of the text, and inside a character its start.
pub fn offset_of(rope: &Rope, position: Position, encoding: Encoding) -> usize {
    let line = position.line as usize;
    if line >= rope.len_lines() {
        return rope.len_bytes();
    }
    let start = encoding.units_before(rope, rope.line_to_byte(line));
    let end = encoding.units_before(rope, content_end(rope, line));
    encoding.byte_at(rope, end.min(start + position.column as usize))
}

/// The byte offset of a position, for edits, which must not be guessed: `None` if the text has no such line, if the
/// column is past the line's content, or if it is inside a character.
///
/// The start of the line after the last is the end of the text: so clients write "everything" when they replace it.
pub fn try_offset_of(rope: &Rope, position: Position, encoding: Encoding) -> Option<usize> {
    let line = position.line as usize;
    if line >= rope.len_lines() {
        return (line == rope.len_lines() && position.column == 0).then_some(rope.len_bytes());
    }
    let start = encoding.units_before(rope, rope.line_to_byte(line));
    let end = encoding.units_before(rope, content_end(rope, line));
    let units = start + position.column as usize;
    if units > end {
        return None;
    }
    let byte = encoding.byte_at(rope, units);
    (encoding.units_before(rope, byte) == units).then_some(byte)
}

impl Encoding {
    /// The units from the start of the text to the character that holds `byte`. `byte` is not past the end.
    fn units_before(self, rope: &Rope, byte: usize) -> usize {
        let char = rope.byte_to_char(byte);
        match self {
            Self::Utf8 => rope.char_to_byte(char),
            Self::Utf16 => rope.char_to_utf16_cu(char),
            Self::Utf32 => char,
        }
    }

    /// The start of the character that holds a unit of the text. `unit` is not past the end.
    fn byte_at(self, rope: &Rope, unit: usize) -> usize {
        let char = match self {
            Self::Utf8 => rope.byte_to_char(unit),
            Self::Utf16 => rope.utf16_cu_to_char(unit),
            Self::Utf32 => unit,
        };
        rope.char_to_byte(char)
    }
}

/// The end of a line without its line break, in bytes. The line exists.
fn content_end(rope: &Rope, line: usize) -> usize {
    let start = rope.line_to_byte(line);
    let end = rope.line_to_byte(line + 1);
    let ends_with = |end: usize, byte: u8| end > start && rope.get_byte(end - 1) == Some(byte);
    if ends_with(end, b'\n') {
        end - 1 - usize::from(ends_with(end - 1, b'\r'))
    } else {
        end - usize::from(ends_with(end, b'\r'))
    }
}

/// A line or column for the wire, whose integers are smaller than memory.
fn saturate(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    /// Line breaks of each kind, characters that are none, every width of UTF-8, empty lines, no final line break.
    const NASTY: &str = "\u{FEFF}a\r\nb\rc\n\n\r\r\n\u{2028}d\u{85}\u{B}e\u{C}f\0\né\u{301}ж漢😀🇩🇪\u{FFFD}\r\n  \r\u{10FFFF}end";

    /// The definition, written naively: where each line starts, and where its content ends.
    fn lines(text: &str) -> Vec<(usize, usize)> {
        let bytes = text.as_bytes();
        let mut lines = Vec::new();
        let (mut start, mut at) = (0, 0);
        while at < bytes.len() {
            let width = match bytes[at] {
                b'\r' if bytes.get(at + 1) == Some(&b'\n') => 2,
                b'\r' | b'\n' => 1,
                _ => 0,
            };
            if width > 0 {
                lines.push((start, at));
                start = at + width;
            }
            at += width.max(1);
        }
        lines.push((start, bytes.len()));
        lines
    }

    fn width(text: &str, encoding: Encoding) -> usize {
        match encoding {
            Encoding::Utf8 => text.len(),
            Encoding::Utf16 => text.encode_utf16().count(),
            Encoding::Utf32 => text.chars().count(),
        }
    }

    fn check_every_char(text: &str) {
        let rope = Rope::from_str(text);
        let lines = lines(text);
        assert_eq!(rope.len_lines(), lines.len());
        for encoding in ENCODINGS {
            for (line, &(start, end)) in lines.iter().enumerate() {
                let content = &text[start..end];
                for at in content
                    .char_indices()
                    .map(|(at, _)| at)
                    .chain([content.len()])
                {
                    let column = saturate(width(&content[..at], encoding));
                    let position = Position {
                        line: saturate(line),
                        column,
                    };
                    assert_eq!(position_of(&rope, start + at, encoding), position);
                    assert_eq!(offset_of(&rope, position, encoding), start + at);
                    assert_eq!(try_offset_of(&rope, position, encoding), Some(start + at));
                }
            }
        }
    }

    #[test]
    fn every_char_round_trips() {
        check_every_char(NASTY);
        check_every_char("");
        check_every_char("\n");
        check_every_char("\r\n");
    }

    #[test]
    fn reading_clamps_and_editing_refuses() {
        let rope = Rope::from_str("a😀\r\nb");
        let check = |line, column, encoding, clamped, exact| {
            let position = Position { line, column };
            assert_eq!(
                offset_of(&rope, position, encoding),
                clamped,
                "{position:?}"
            );
            assert_eq!(
                try_offset_of(&rope, position, encoding),
                exact,
                "{position:?}"
            );
        };
        check(0, 2, Encoding::Utf16, 1, None); // inside the surrogate pair
        check(0, 3, Encoding::Utf16, 5, Some(5));
        check(0, 4, Encoding::Utf16, 5, None); // past the content
        check(0, 3, Encoding::Utf8, 1, None); // inside the sequence
        check(0, u32::MAX, Encoding::Utf32, 5, None);
        check(1, 1, Encoding::Utf16, 8, Some(8));
        check(2, 0, Encoding::Utf16, 8, Some(8)); // the line after the last
        check(2, 1, Encoding::Utf16, 8, None);
        check(3, 0, Encoding::Utf16, 8, None);
        check(u32::MAX, u32::MAX, Encoding::Utf8, 8, None);
    }

    #[test]
    fn offsets_are_clamped() {
        let rope = Rope::from_str("a😀\r\nb");
        let column = |byte| position_of(&rope, byte, Encoding::Utf16).column;
        assert_eq!(column(3), 1); // inside the character
        assert_eq!(column(6), 3); // between CR and LF
        assert_eq!(
            position_of(&rope, usize::MAX, Encoding::Utf16),
            Position { line: 1, column: 1 }
        );
    }

    #[test]
    fn a_long_line_costs_no_more_than_a_short_one() {
        let rope = Rope::from_str(&"é😀".repeat(2_000_000));
        let offset = 6 * 1_999_999;
        let position = position_of(&rope, offset, Encoding::Utf16);
        assert_eq!(
            position,
            Position {
                line: 0,
                column: 3 * 1_999_999
            }
        );
        // Twenty thousand scans of a line of 12 MB would take minutes.
        for _ in 0..20_000 {
            assert_eq!(
                try_offset_of(&rope, position, Encoding::Utf16),
                Some(offset)
            );
        }
    }

    fn nasty_text() -> impl Strategy<Value = String> {
        let nasty: Vec<char> = NASTY.chars().collect();
        prop::collection::vec(prop::sample::select(nasty), 0..60).prop_map(String::from_iter)
    }

    proptest! {
        #[test]
        fn any_text_round_trips(text in nasty_text()) {
            check_every_char(&text);
        }

        #[test]
        fn strict_and_clamped_agree(text in nasty_text(), line in 0_u32..12, column in 0_u32..40) {
            let rope = Rope::from_str(&text);
            for encoding in ENCODINGS {
                let position = Position { line, column };
                let offset = offset_of(&rope, position, encoding);
                prop_assert!(text.is_char_boundary(offset));
                if let Some(exact) = try_offset_of(&rope, position, encoding) {
                    prop_assert_eq!(exact, offset);
                }
            }
        }
    }
}
