//! What repomix writes: one file of all files of a repository, in one of four styles.
//!
//! repomix takes the blank lines and line ends off both ends of each file, so that its files are read as whole lines:
//! with a line end, and an empty one where there is nothing.

pub(super) mod markdown;
pub(super) mod parsable;
pub(super) mod plain;
pub(super) mod xml;

use super::lines::{Line, lines, next_text};
use super::{Article, Imported, Remark};

/// The styles in which repomix writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Xml,
    Parsable,
    Markdown,
    Plain,
}

pub(super) fn read(bytes: &[u8]) -> Result<Imported, Remark> {
    let lines = lines(bytes);
    match style(&lines) {
        Some(Style::Parsable) => parsable::read(bytes),
        Some(Style::Xml) => xml::read(bytes, &lines),
        Some(Style::Markdown) => markdown::read(bytes, &lines),
        Some(Style::Plain) => plain::read(bytes, &lines),
        None => Err(Remark::whole(
            "is nothing that repomix writes: there is no `<file path=\"…\">`, no `## File: …` and no `File: …` between \
             lines of `=` in it",
        )),
    }
}

/// The style that the first line speaks for that only one of them has.
pub(super) fn style(lines: &[Line]) -> Option<Style> {
    if next_text(lines, 0).is_some_and(|line| parsable::begins(line.text)) {
        return Some(Style::Parsable);
    }
    lines.iter().enumerate().find_map(|(at, line)| {
        if line.is("<files>") || xml::opening(line).is_some() {
            Some(Style::Xml)
        } else if markdown::heading(line).is_some() {
            Some(Style::Markdown)
        } else {
            plain::header(lines, at).map(|_| Style::Plain)
        }
    })
}

/// A file's text as whole lines; one line with nothing on it is what is written for an empty file.
fn body(text: &[u8]) -> Vec<u8> {
    match text {
        b"\n" | b"\r\n" => Vec::new(),
        text => text.to_vec(),
    }
}

/// The other way round, for the styles that have the file on lines of its own.
fn on_lines(body: &[u8]) -> &[u8] {
    if body.is_empty() { b"\n" } else { body }
}

fn article(name: String, at: usize, text: &[u8]) -> Article {
    Article {
        name,
        body: body(text),
        line: at + 1,
        ..Article::default()
    }
}
