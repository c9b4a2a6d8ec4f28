//! A file as lines, for formats whose separators are whole lines.

use super::Remark;

/// A line of a file of bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'t> {
    /// Without its end.
    pub(super) text: &'t [u8],
    /// Where it begins in the file, in bytes.
    pub(super) start: usize,
    /// Where the next one begins.
    pub(super) end: usize,
    /// Whether it ends in CRLF: a file that went through Windows has all its separators so.
    pub(super) crlf: bool,
}

impl<'t> Line<'t> {
    pub(super) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    pub(super) fn is(&self, text: &str) -> bool {
        self.text == text.as_bytes()
    }

    /// What stands between two strings that a line begins and ends with.
    pub(super) fn between(&self, before: &str, after: &str) -> Option<&'t [u8]> {
        let rest = self.text.strip_prefix(before.as_bytes())?;
        rest.strip_suffix(after.as_bytes())
    }
}

/// The lines of a file. They end in LF or CRLF, as in all of these formats; a lone CR is text.
pub(super) fn lines(bytes: &[u8]) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut start = 0;
    while start < bytes.len() {
        let rest = &bytes[start..];
        let (length, ended) = match memchr::memchr(b'\n', rest) {
            Some(at) => (at, 1),
            None => (rest.len(), 0),
        };
        let crlf = ended == 1 && rest[..length].ends_with(b"\r");
        lines.push(Line {
            text: &rest[..length - usize::from(crlf)],
            start,
            end: start + length + ended,
            crlf,
        });
        start += length + ended;
    }
    lines
}

/// The first line from `from` on that is not blank.
pub(super) fn next_text<'l, 't>(lines: &'l [Line<'t>], from: usize) -> Option<&'l Line<'t>> {
    lines.get(from..)?.iter().find(|line| !line.is_blank())
}

/// Takes up to `count` line ends off the end of a text: CRLF where the file has those.
pub(super) fn without_ends(mut text: &[u8], count: usize, crlf: bool) -> &[u8] {
    for _ in 0..count {
        let Some(rest) = text.strip_suffix(b"\n") else {
            break;
        };
        text = match rest.strip_suffix(b"\r") {
            Some(rest) if crlf => rest,
            _ => rest,
        };
    }
    text
}

/// A name as it stands on a line. `at`: the line, from 0.
pub(super) fn name(bytes: &[u8], at: usize) -> Result<String, Remark> {
    match std::str::from_utf8(bytes) {
        Ok("") => Err(Remark::at(at + 1, "the file has no name here")),
        Ok(name) => Ok(name.to_owned()),
        Err(_) => Err(Remark::at(at + 1, "the name is not UTF-8")),
    }
}
