//! Finds the marker lines of a text, reading no other line.

use std::ops::Range;

use super::keywords::Keywords;
use super::marker::{self, Marker};

/// A marker line found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// The whole line in bytes, its line end included.
    pub(super) line: Range<usize>,
    pub(super) marker: Marker,
}

/// All marker lines of `text`, which starts at the start of a line. `base` is that line's offset; a byte-order mark at
/// offset 0 is no part of its line. Looks at nothing but lines that hold `<<<`, and gives each before it looks for the
/// next: the markers of a large text are never held twice.
pub(super) fn scan(text: &str, base: usize, keywords: &Keywords) -> impl Iterator<Item = Found> {
    let bytes = text.as_bytes();
    let head = if base == 0 && text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let mut done = head;
    std::iter::from_fn(move || {
        while let Some(hit) = memchr::memchr(b'<', &bytes[done..]).map(|i| done + i) {
            if bytes.get(hit + 1..hit + 3) != Some(b"<<") {
                done = hit + 1 + bytes[hit + 1..].iter().take_while(|&&b| b == b'<').count();
                continue;
            }
            // `done` may stand within the line, but only behind a run of `<` that makes no marker.
            let start = line_start(bytes, hit).max(head);
            let end =
                hit + memchr::memchr2(b'\n', b'\r', &bytes[hit..]).unwrap_or(bytes.len() - hit);
            done = end + eol_length(&bytes[end..]);
            if let Some(marker) = marker::read(&text[start..end], keywords) {
                let line = base + start..base + done;
                return Some(Found { line, marker });
            }
        }
        None
    })
}

/// The length in bytes of the line end at the start of `rest`: CRLF, LF, CR or none.
pub(super) fn eol_length(rest: &[u8]) -> usize {
    match rest {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    }
}

fn line_start(bytes: &[u8], at: usize) -> usize {
    memchr::memrchr2(b'\n', b'\r', &bytes[..at]).map_or(0, |i| i + 1)
}
