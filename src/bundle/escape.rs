//! The reversible escape: a body line that looks like a marker gains one `\` when written, and loses it when read.

use super::keywords::Keywords;
use super::scan::eol_length;

/// A body as its author wrote it: from each line that is one or more `\` and then looks like a marker, one `\` is taken.
pub fn unescape(body: &[u8], keywords: &Keywords) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    for line in lines(body) {
        let escaped = line.first() == Some(&b'\\') && looks_like_marker(line, keywords);
        out.extend_from_slice(&line[usize::from(escaped)..]);
    }
    out
}

/// The other way round: every line that is zero or more `\` and then looks like a marker gains one.
pub fn escape(text: &[u8], keywords: &Keywords) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() + 16);
    for line in lines(text) {
        if looks_like_marker(line, keywords) {
            out.push(b'\\');
        }
        out.extend_from_slice(line);
    }
    out
}

fn looks_like_marker(line: &[u8], keywords: &Keywords) -> bool {
    let slashes = line.iter().take_while(|&&b| b == b'\\').count();
    if line.get(slashes..slashes + 3) != Some(b"<<<") {
        return false;
    }
    // Only ASCII counts, so that what follows may be any bytes.
    let ascii = line[slashes..].iter().take_while(|b| b.is_ascii()).count();
    std::str::from_utf8(&line[slashes..slashes + ascii])
        .is_ok_and(|head| keywords.looks_like_marker(head))
}

/// The lines of a text, their line ends (LF, CRLF, CR) included.
pub(super) fn lines(mut text: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        if text.is_empty() {
            return None;
        }
        let end = memchr::memchr2(b'\n', b'\r', text).unwrap_or(text.len());
        let (line, rest) = text.split_at(end + eol_length(&text[end..]));
        text = rest;
        Some(line)
    })
}
