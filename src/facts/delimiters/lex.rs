//! The marks, and what their neighbours say about them.

use std::ops::Range;

use memchr::memchr;

use super::glyph::Glyph::{
    self, Backtick, LeftSingle, LeftSquare, RightSingle, StraightDouble, StraightSingle,
    TwoBackticks, TwoStraight,
};
use super::work;

/// What a neighbour is to a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// A blank, a line end, an end of the text.
    Blank,
    /// A letter, a digit or what goes with them.
    Word,
    /// What stands before words: an opening bracket.
    Opening,
    /// What stands after words: a comma, a closing bracket.
    Closing,
    /// What stands before or after: a dash.
    Neutral,
}

/// Which way a mark faces, if its neighbours can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Facing {
    /// To the right: it opens.
    Opens,
    /// To the left: it closes.
    Closes,
    /// The neighbours do not tell.
    Unclear,
}

/// One mark in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    /// Byte offset in the body.
    pub(super) at: usize,
    /// The length in bytes.
    pub(super) len: u8,
    pub(super) glyph: Glyph,
    /// The characters around it, other quotation marks and emphasis (`*`, `_`) passed over; at the ends of the text, blanks.
    pub(super) prev: char,
    pub(super) next: char,
}

impl Mark {
    /// Its bytes in the body.
    pub(super) fn range(&self) -> Range<usize> {
        self.at..self.end()
    }

    /// Where what follows it begins.
    pub(super) fn end(&self) -> usize {
        self.at + usize::from(self.len)
    }

    /// Whether a line begins with the mark.
    pub(super) fn leads(&self) -> bool {
        matches!(self.prev, '\n' | '\r')
    }

    /// Whether a blank follows.
    pub(super) fn is_before_blank(&self) -> bool {
        side(self.next) == Side::Blank
    }

    /// Whether it touches nothing.
    pub(super) fn is_between_blanks(&self) -> bool {
        side(self.prev) == Side::Blank && side(self.next) == Side::Blank
    }

    /// Whether its neighbours do not tell which way it faces even if its look left only the question of language: « so », »so«.
    pub(super) fn is_loose(&self) -> bool {
        let (prev, next) = (side(self.prev), side(self.next));
        prev == next || (prev == Side::Blank && next == Side::Closing)
    }

    /// Whether it delimits the value of an attribute in HTML or XML.
    pub(super) fn is_markup(&self) -> bool {
        self.prev == '=' || self.next == '>'
    }

    /// A mark with a blank or an opening bracket before it and a word after it opens, and the other way round; a dash is either.
    pub(super) fn facing(&self) -> Facing {
        use Side::{Blank, Closing, Neutral, Opening, Word};
        match (side(self.prev), side(self.next)) {
            (Blank | Opening, Blank)
            | (Closing | Word, Word)
            | (Word, Opening)
            | (Neutral, Neutral) => Facing::Unclear,
            (Blank | Opening, _) | (Neutral, Word | Opening) => Facing::Opens,
            (_, Blank | Closing) | (Word | Closing, Neutral) | (Closing, Opening) => Facing::Closes,
        }
    }
}

/// What a character is when it stands beside a mark.
pub(super) fn side(c: char) -> Side {
    match c {
        '\u{200b}' | '\u{feff}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' => Side::Blank,
        '(' | '[' | '{' | '¿' | '¡' | '=' | '（' | '【' => Side::Opening,
        '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '…' | '%' | '>' | '。' | '、'
        | '，' | '！' | '？' | '）' | '】' | '™' | '®' => Side::Closing,
        '$' | '£' | '€' | '#' | '@' | '&' => Side::Word,
        _ if c.is_whitespace() || c.is_control() => Side::Blank,
        _ if c.is_alphanumeric() => Side::Word,
        _ => Side::Neutral,
    }
}

/// How many quotation marks and signs of emphasis are passed over to find a mark's neighbour.
const REACH: usize = 6;

fn is_transparent(c: char) -> bool {
    matches!(c, '*' | '_') || Glyph::of(c).is_some_and(|g| !g.is_bracket())
}

/// The character before byte `at`, quotation marks passed over.
fn before(body: &str, at: usize) -> char {
    let chars = body[..at].chars().rev();
    chars
        .take(REACH)
        .find(|c| !is_transparent(*c))
        .unwrap_or('\n')
}

/// The character after byte `at`, quotation marks passed over.
fn after(body: &str, at: usize) -> char {
    let chars = body[at..].chars();
    chars
        .take(REACH)
        .find(|c| !is_transparent(*c))
        .unwrap_or(' ')
}

/// The bytes with which a mark can begin.
const STARTS: [bool; 256] = {
    let mut table = [false; 256];
    let bytes = b"\"'`()[]\xC2\xE2\xE3\xEF";
    let mut i = 0;
    while i < bytes.len() {
        table[bytes[i] as usize] = true;
        i += 1;
    }
    table
};

/// Appends the marks of `body[range]` to `marks`, in order. Apostrophes within words and `code` between backticks are left out.
pub(super) fn lex(body: &str, range: Range<usize>, marks: &mut Vec<Mark>) {
    let bytes = &body.as_bytes()[..range.end];
    let mut at = range.start;
    while let Some(step) = next_start(&bytes[at..]) {
        at += step;
        work::done(step + 1);
        let Some(c) = body[at..].chars().next() else {
            return;
        };
        let width = c.len_utf8();
        let Some(glyph) = Glyph::of(c) else {
            at += width;
            continue;
        };
        let (glyph, len) = match glyph {
            // The colours of a terminal: ESC [31m.
            LeftSquare if bytes[..at].ends_with(b"\x1b") => {
                at += width;
                continue;
            }
            StraightSingle | RightSingle | LeftSingle if within_word(body, at, width) => {
                at += width;
                continue;
            }
            StraightSingle => straight(bytes, at),
            StraightDouble if bytes[at..].starts_with(b"\"\"\"") => {
                at += 3;
                continue;
            }
            StraightDouble if is_empty_string(body, at) => {
                at += 2;
                continue;
            }
            Backtick if bytes[at..].starts_with(b"``") => (TwoBackticks, 2),
            Backtick => {
                if let Some(end) = code(body, at, range.end) {
                    at = end;
                    continue;
                }
                (Backtick, 1)
            }
            glyph => (glyph, width),
        };
        let transparent = !glyph.is_bracket();
        let end = at + len;
        marks.push(Mark {
            at,
            len: len as u8,
            glyph,
            prev: if transparent { before(body, at) } else { ' ' },
            next: if transparent { after(body, end) } else { ' ' },
        });
        at = end;
    }
}

/// Where the next mark may begin. Most of a text is none: it is looked through in steps of sixteen bytes, each without a
/// branch.
fn next_start(bytes: &[u8]) -> Option<usize> {
    const STEP: usize = 16;
    let is_start = |byte: &u8| STARTS[usize::from(*byte)];
    let dull = bytes
        .chunks_exact(STEP)
        .take_while(|chunk| !chunk.iter().fold(false, |any, byte| any | is_start(byte)))
        .count();
    let rest = &bytes[dull * STEP..];
    rest.iter().position(is_start).map(|at| dull * STEP + at)
}

/// Whether letters or digits touch the mark on both sides: `don’t`, `Trump‘s`, `5'10`.
fn within_word(body: &str, at: usize, width: usize) -> bool {
    body[..at]
        .chars()
        .next_back()
        .is_some_and(char::is_alphanumeric)
        && body[at + width..]
            .chars()
            .next()
            .is_some_and(char::is_alphanumeric)
}

/// A pair of straight double marks that encloses nothing, as programs write it.
fn is_empty_string(body: &str, at: usize) -> bool {
    body[at..].starts_with("\"\"")
        && matches!(side(before(body, at)), Side::Blank | Side::Opening)
        && matches!(side(after(body, at + 2)), Side::Blank | Side::Closing)
}

/// Two straight marks are one double mark. Of three, the double one is the outer: first at the head of a word, last at its end.
fn straight(bytes: &[u8], at: usize) -> (Glyph, usize) {
    let run = bytes[at..].iter().take(4).take_while(|b| **b == b'\'');
    let opens = at == 0 || bytes[at - 1].is_ascii_whitespace();
    match run.count() {
        2 => (TwoStraight, 2),
        3 if opens => (TwoStraight, 2),
        _ => (StraightSingle, 1),
    }
}

/// The end of `code` in backticks that begins at `at`, if it ends before `end`.
fn code(body: &str, at: usize, end: usize) -> Option<usize> {
    let close = at + 1 + memchr(b'`', &body.as_bytes()[at + 1..end])?;
    work::done(close - at);
    let inner = &body[at + 1..close];
    let tight = !inner.is_empty() && !inner.ends_with(char::is_whitespace);
    let free = !body[close + 1..].starts_with(char::is_alphanumeric);
    (tight && free).then_some(close + 1)
}
