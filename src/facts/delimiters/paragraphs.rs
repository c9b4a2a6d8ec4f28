//! Where paragraphs begin and end: the points at which a lost mark stops doing harm.

use std::ops::Range;

use memchr::{memchr2, memmem};

use super::work;
use crate::text::paragraphs::trim_start;

/// The paragraphs of `body` that hold text, in order, as byte ranges without their last line end.
///
/// In most articles every line is a paragraph. In hard-wrapped copy a paragraph is a run of lines up to a blank line, an
/// indented one or a list item. The copy is taken as wrapped where at least 2 of 5 lines that follow a line of text begin in
/// lower case: what a writer does not do and a wrapping program cannot avoid. Fenced code is passed over.
pub(super) fn paragraphs(body: &str) -> Paragraphs<'_> {
    let (mut joints, mut lower, mut base) = (0_usize, 0_usize, usize::MAX);
    let mut after_text = false;
    for line in (Lines { body, at: 0 }) {
        let line = &body[line];
        let text = trim_start(line);
        if text.is_empty() {
            after_text = false;
            continue;
        }
        base = base.min(line.len() - text.len());
        if after_text {
            joints += 1;
            lower += usize::from(text.starts_with(char::is_lowercase));
        }
        after_text = true;
    }
    let wrapped = joints > 0 && lower * 5 >= joints * 2;
    Paragraphs {
        body,
        lines: Lines { body, at: 0 },
        indent: wrapped.then_some(base),
    }
}

pub(super) struct Paragraphs<'a> {
    body: &'a str,
    lines: Lines<'a>,
    /// In wrapped copy, the indentation in bytes of a line that does not begin a paragraph.
    indent: Option<usize>,
}

impl Iterator for Paragraphs<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        loop {
            let line = self.lines.next()?;
            let text = &self.body[line.clone()];
            let trimmed = trim_start(text);
            if trimmed.is_empty() {
                continue;
            }
            if let Some(fence) = fence(trimmed)
                && let Some(end) = self.closing_fence(line.end, fence)
            {
                self.lines.at = end;
                continue;
            }
            let Some(indent) = self.indent else {
                return Some(line);
            };
            let mut paragraph = line;
            loop {
                let at = self.lines.at;
                match self.lines.next() {
                    Some(next) if continues(&self.body[next.clone()], indent) => {
                        paragraph.end = next.end;
                    }
                    _ => {
                        self.lines.at = at;
                        return Some(paragraph);
                    }
                }
            }
        }
    }
}

impl Paragraphs<'_> {
    /// The offset of the line after the fence that closes the one before `from`.
    fn closing_fence(&self, from: usize, fence: &str) -> Option<usize> {
        let rest = &self.body[from..];
        let mut seen = 0;
        memmem::find_iter(rest.as_bytes(), fence)
            .inspect(|at| work::done(at - std::mem::replace(&mut seen, *at)))
            .find(|at| {
                let line = rest[..*at].trim_end_matches([' ', '\t']);
                line.ends_with(['\n', '\r'])
            })
            .map(|at| {
                let end = from + at;
                memchr2(b'\n', b'\r', &self.body.as_bytes()[end..])
                    .map_or(self.body.len(), |eol| end + eol)
            })
    }
}

fn fence(line: &str) -> Option<&'static str> {
    ["```", "~~~"].into_iter().find(|f| line.starts_with(f))
}

/// Whether a line of wrapped copy goes on with the paragraph above it.
fn continues(line: &str, indent: usize) -> bool {
    let text = trim_start(line);
    let is_letter = |first: &u8| first.is_ascii_alphanumeric();
    !text.is_empty()
        && line.len() - text.len() <= indent
        && (text.as_bytes().first().is_some_and(is_letter)
            || !["- ", "* ", "• ", "```", "~~~"]
                .iter()
                .any(|bullet| text.starts_with(bullet)))
}

/// Lines without their ends, which are LF, CRLF or a lone CR.
struct Lines<'a> {
    body: &'a str,
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let (start, bytes) = (self.at, self.body.as_bytes());
        if start >= bytes.len() {
            return None;
        }
        let end = memchr2(b'\n', b'\r', &bytes[start..]).map_or(bytes.len(), |i| start + i);
        self.at = end
            + if bytes[end..].starts_with(b"\r\n") {
                2
            } else {
                1
            };
        Some(start..end)
    }
}
