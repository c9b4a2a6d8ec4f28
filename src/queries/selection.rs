//! What lies around a place, each in the next: word, attribute or quote, sentence, passage, body, article, file.

use std::ops::Range;

use super::{content_end, extent};
use crate::bundle::order::Id;
use crate::bundle::{Document, Role};
use crate::facts::delimiters::delimiters;
use crate::text::paragraphs::paragraphs;
use crate::text::sentences::sentences;

/// In a longer segment (a whole book) only words and lines are looked for: quotes and sentences would take too long.
const LONGEST: usize = 1 << 20;

/// What lies around a byte of the bundle, the smallest first; each holds the one before it and is larger. In bytes of
/// the bundle.
pub fn around(document: &Document, offset: usize) -> Vec<Range<usize>> {
    let tree = document.tree();
    let offset = offset.min(tree.length());
    let anchor = tree.at(offset);
    let body = tree.body(anchor);
    let mut all = Vec::new();
    // The line of a marker, which may also be content here.
    match anchor.filter(|_| offset < body.start) {
        Some(marker) => in_marker(document, marker, offset, &mut all),
        None => in_body(document, &body, offset, &mut all),
    }
    if let Some(article) = anchor.filter(|&id| tree.role(id) == Role::Open) {
        all.push(extent(document, article));
    }
    // A close marker's line belongs to the article that it closes.
    if let Some(close) = anchor.filter(|&id| tree.role(id) == Role::Close && !tree.stray(id))
        && offset < body.start
        && let Some(article) = tree.previous(close)
    {
        all.push(extent(document, article));
    }
    all.push(0..tree.length());
    nested(all, offset)
}

/// Of some ranges those that hold the place and all smaller ones that are kept.
fn nested(mut all: Vec<Range<usize>>, offset: usize) -> Vec<Range<usize>> {
    all.retain(|range| range.start <= offset && offset <= range.end && range.start < range.end);
    all.sort_by_key(|range| (range.len(), range.start));
    let mut kept: Vec<Range<usize>> = Vec::new();
    for range in all {
        let fits = kept.last().is_none_or(|last| {
            *last != range && range.start <= last.start && last.end <= range.end
        });
        if fits {
            kept.push(range);
        }
    }
    kept
}

fn in_marker(document: &Document, id: Id, offset: usize, all: &mut Vec<Range<usize>>) {
    let line = document.tree().line(id);
    let marker = document.tree().marker(id);
    let text = document.slice(line.clone());
    let mut add = |range: Range<usize>| all.push(line.start + range.start..line.start + range.end);
    add(word(&text, offset - line.start));
    add(marker.name_range.clone());
    for attribute in &marker.attributes {
        let written = text.get(attribute.range.clone()).unwrap_or_default();
        let value = written.find('=').map_or(written.len(), |at| at + 1);
        let value = attribute.range.start + value..attribute.range.end;
        let inner = value.start + 1..value.end.saturating_sub(1).max(value.start + 1);
        if written.ends_with(['"', '\'']) {
            add(inner);
        }
        add(value);
        add(attribute.range.clone());
    }
    add(0..content_end(document, &line) - line.start);
}

fn in_body(document: &Document, body: &Range<usize>, offset: usize, all: &mut Vec<Range<usize>>) {
    if body.len() > LONGEST {
        let rope = document.text();
        let line = rope.byte_to_line(offset);
        let line = rope.line_to_byte(line)..rope.line_to_byte(line + 1);
        if line.len() <= LONGEST {
            let text = document.slice(line.clone());
            let word = word(&text, offset - line.start);
            all.push(line.start + word.start..line.start + word.end);
            all.push(line.start..line.start + text.trim_end().len());
        }
        all.push(body.clone());
        return;
    }
    let text = document.slice(body.clone());
    let local = offset.saturating_sub(body.start);
    let mut add = |range: Range<usize>| all.push(body.start + range.start..body.start + range.end);
    let near = |range: &Range<usize>| range.start <= local && local <= range.end;
    add(word(&text, local));
    for quotation in delimiters(&text).quotations {
        if near(&quotation.outer) {
            add(quotation.inner);
            add(quotation.outer);
        }
    }
    let mut found = paragraphs(&text).skip_while(|range| range.end < local);
    if let Some(paragraph) = found.next().filter(near) {
        let passage = text.get(paragraph.clone()).unwrap_or_default();
        let sentences =
            sentences(passage).map(|s| paragraph.start + s.start..paragraph.start + s.end);
        // Between two sentences the first is meant: the cursor stands right behind it.
        if let Some(sentence) = sentences.into_iter().find(near) {
            add(sentence);
        }
        add(paragraph);
    }
    let start = text.len() - text.trim_start().len();
    add(start..text.trim_end().len().max(start));
}

/// The word at a byte, or right before it; empty where there is none.
fn word(text: &str, at: usize) -> Range<usize> {
    let at = text.floor_char_boundary(at.min(text.len()));
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let is_joint = |c: char| matches!(c, '\'' | '’' | '-' | '‑');
    let (mut start, mut end) = (at, at);
    let mut before = text[..at].char_indices().rev().peekable();
    while let Some((place, c)) = before.next() {
        let next = before.peek().is_some_and(|(_, c)| is_word(*c));
        let after = text[start..].chars().next().is_some_and(is_word);
        if !is_word(c) && !(is_joint(c) && next && after) {
            break;
        }
        start = place;
    }
    let mut after = text[at..].char_indices().peekable();
    while let Some((place, c)) = after.next() {
        let next = after.peek().is_some_and(|(_, c)| is_word(*c));
        let before = text[..at + place].chars().next_back().is_some_and(is_word);
        if !is_word(c) && !(is_joint(c) && next && before) {
            break;
        }
        end = at + place + c.len_utf8();
    }
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queries::fixture::fixture;

    fn check(marked: &str, expected: &[&str]) {
        let fixture = fixture(marked);
        let ranges = around(fixture.document(), fixture.offset);
        let (file, inner) = ranges.split_last().expect("the file");
        assert_eq!(*file, 0..fixture.text.len());
        let inner: Vec<&str> = inner.iter().map(|r| &fixture.text[r.clone()]).collect();
        assert_eq!(inner, expected, "{marked}");
    }

    #[test]
    fn from_a_word_to_the_file() {
        check(
            "<<<FILE: a>>>\nIt rained.\n\nShe said: “We re$0built it. It holds.” Then she left.\n<<<END FILE>>>\n",
            &[
                "rebuilt",
                "We rebuilt it. It holds.",
                "“We rebuilt it. It holds.”",
                "She said: “We rebuilt it. It holds.” Then she left.",
                "It rained.\n\nShe said: “We rebuilt it. It holds.” Then she left.",
                "<<<FILE: a>>>\nIt rained.\n\nShe said: “We rebuilt it. It holds.” Then she left.\n<<<END FILE>>>",
            ],
        );
    }

    #[test]
    fn on_a_marker() {
        check(
            "<<<FILE: \"a.txt\" source=\"The Lan$0tern\">>>\nx\n<<<END FILE>>>\n",
            &[
                "Lantern",
                "The Lantern",
                "\"The Lantern\"",
                "source=\"The Lantern\"",
                "<<<FILE: \"a.txt\" source=\"The Lantern\">>>",
                "<<<FILE: \"a.txt\" source=\"The Lantern\">>>\nx\n<<<END FILE>>>",
            ],
        );
        check(
            "<<<FILE: a>>>\nx\n<<<E$0ND FILE>>>\nout\n",
            &["END", "<<<END FILE>>>", "<<<FILE: a>>>\nx\n<<<END FILE>>>"],
        );
    }

    #[test]
    fn words_have_apostrophes_within() {
        for (text, at, expected) in [
            ("the city’s end", 6, "city’s"),
            ("the ‘city’ end", 8, "city"),
            ("a well-known man", 7, "well-known"),
            ("a - b", 2, ""),
            ("Ærø", 0, "Ærø"),
            ("Ærø", 99, "Ærø"),
        ] {
            assert_eq!(&text[word(text, at)], expected, "{text}");
        }
    }

    #[test]
    fn nowhere_is_no_fault() {
        for text in ["", "\n", "\u{FEFF}", "x", "<<<FILE: a>>>"] {
            let fixture = fixture(text);
            for offset in [0, 1, 99] {
                for range in around(fixture.document(), offset) {
                    assert!(fixture.text.get(range).is_some());
                }
            }
        }
    }
}
