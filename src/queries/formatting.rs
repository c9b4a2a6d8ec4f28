//! The markers of a bundle in one form: all of them, those in a range, or what closes a block that was just opened.

use std::ops::Range;

use super::edit::Edit;
use super::markers::marker_at;
use crate::bundle::amend::close_as_near;
use crate::bundle::format::{Style, format};
use crate::bundle::order::Id;
use crate::bundle::{Document, Role};

/// What the formatter would change, the least that does it.
pub fn document(document: &Document, style: Style) -> Vec<Edit> {
    let edits = format(document, style).into_iter();
    let edits = edits.map(|(range, text)| least(document, range, &text));
    edits.collect()
}

/// What the formatter would change within some bytes of the bundle: whole markers that lie there.
pub fn range(document: &Document, style: Style, wanted: &Range<usize>) -> Vec<Edit> {
    let is_in = |range: &Range<usize>| wanted.start <= range.start && range.end <= wanted.end;
    let all = format(document, style).into_iter();
    let edits = all.filter(|(range, _)| is_in(range));
    edits
        .map(|(range, text)| least(document, range, &text))
        .collect()
}

/// An edit without what is the same before and after.
fn least(document: &Document, range: Range<usize>, text: &str) -> Edit {
    let old = document.slice(range.clone());
    let same = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| -> usize {
        a.zip(b)
            .take_while(|(x, y)| x == y)
            .map(|(x, _)| x.len_utf8())
            .sum()
    };
    let head = same(&mut old.chars(), &mut text.chars());
    let (old_rest, new_rest) = (&old[head..], &text[head..]);
    let tail = same(&mut old_rest.chars().rev(), &mut new_rest.chars().rev());
    Edit::new(
        document.number(),
        range.start + head..range.end - tail,
        &new_rest[..new_rest.len() - tail],
    )
}

/// What closes an article whose open marker was just typed, with the line end behind it: `offset` is where the cursor
/// stands, on the line behind the marker. Nothing where the article is closed already or has text, or where articles have
/// no close markers here.
pub fn closing(document: &Document, offset: usize) -> Option<Edit> {
    let tree = document.tree();
    let offset = offset.min(tree.length());
    let open = tree.at(offset).filter(|&id| tree.role(id) == Role::Open)?;
    let line = tree.line(open);
    // Right behind the marker's line, and nothing else typed since.
    let between = document.slice(line.end..offset.max(line.end));
    if offset < line.end || !between.trim_matches([' ', '\t']).is_empty() {
        return None;
    }
    let (end, close) = missing_close(document, open)?;
    Some(match next_line(document, offset) {
        Some(start) => Edit::new(document.number(), start..start, close + end),
        None => Edit::new(document.number(), offset..offset, format!("{end}{close}")),
    })
}

/// What closes an article whose open marker ends at the cursor. Nothing at the end of the bundle: what is written where
/// the cursor stands would move it.
pub fn closing_at_end(document: &Document, offset: usize) -> Option<Edit> {
    let at = marker_at(document, offset)?;
    let tree = document.tree();
    let line = document.slice(tree.line(at.id));
    let is_end = line.trim_end_matches(['\r', '\n']).len() == at.column;
    if tree.role(at.id) != Role::Open || !is_end {
        return None;
    }
    let (end, close) = missing_close(document, at.id)?;
    let start = next_line(document, offset)?;
    Some(Edit::new(document.number(), start..start, close + end))
}

/// The start of the line after that of an offset.
fn next_line(document: &Document, offset: usize) -> Option<usize> {
    let text = document.text();
    let line = text.try_byte_to_line(offset).ok()?;
    (line + 1 < text.len_lines()).then(|| text.line_to_byte(line + 1))
}

/// The close marker that an article lacks, and how its line is to end. An article that has text is closed where that ends,
/// which is not for the one who types its open marker to say.
fn missing_close(document: &Document, open: Id) -> Option<(&'static str, String)> {
    let tree = document.tree();
    let dialect = tree.dialect();
    let is_usual = dialect.closes_expected || dialect.alone || is_new(document);
    if tree.closed(open) || !is_usual {
        return None;
    }
    let body = tree.body(Some(open));
    let text = document.text().byte_slice(body);
    if text.chars().any(|c| !c.is_whitespace()) {
        return None;
    }
    let end = line_end(document, tree.line(open));
    Some((end, close_as_near(tree, open)))
}

/// Whether the bundle has so few articles that its dialect is yet to be seen.
fn is_new(document: &Document) -> bool {
    document.tree().articles().nth(1).is_none()
}

/// How a line ends; the usual way where it does not.
fn line_end(document: &Document, line: Range<usize>) -> &'static str {
    let text = document.slice(line);
    match text.trim_start_matches(|c| c != '\r' && c != '\n') {
        "\r\n" => "\r\n",
        "\r" => "\r",
        _ => "\n",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::Keywords;
    use crate::queries::edit::tests::applied;
    use proptest::prelude::*;

    fn read(text: &str) -> Document {
        Document::new(text, Keywords::default())
    }

    fn typed(marked: &str, close: impl Fn(&Document, usize) -> Option<Edit>) -> Option<String> {
        let offset = marked.find("$0").expect("a cursor");
        let text = marked.replacen("$0", "", 1);
        let edit = close(&read(&text), offset)?;
        Some(applied(&text, 0, &[edit]))
    }

    #[test]
    fn a_new_block_is_closed_as_the_others_are() {
        for (marked, expected) in [
            ("<<<FILE: a>>>\n$0", Some("<<<FILE: a>>>\n\n<<<END FILE>>>")),
            (
                "<<<FILE: a>>>\r\n$0",
                Some("<<<FILE: a>>>\r\n\r\n<<<END FILE>>>"),
            ),
            (
                "<<<FILE: a>>>\n$0\n<<<FILE: b>>>\nx\n<<<END FILE: b>>>\n",
                Some("<<<FILE: a>>>\n\n<<<END FILE: a>>>\n<<<FILE: b>>>\nx\n<<<END FILE: b>>>\n"),
            ),
            // It is closed, it has text, it has another line, nothing is closed here.
            ("<<<FILE: a>>>\n$0\n<<<END FILE>>>\n", None),
            ("<<<FILE: a>>>\n$0\ntext\n", None),
            ("<<<FILE: a>>>\ntext\n$0", None),
            (
                "<<<FILE: b>>>\nx\n<<<FILE: c>>>\nx\n<<<FILE: a>>>\n$0",
                None,
            ),
        ] {
            let text = typed(marked, closing);
            assert_eq!(text.as_deref(), expected, "{marked}");
        }
        assert_eq!(
            typed(
                "<<<FILE: a>>>$0\r\n<<<FILE: b>>>\r\n<<<END FILE>>>",
                closing_at_end
            )
            .as_deref(),
            Some("<<<FILE: a>>>\r\n<<<END FILE>>>\r\n<<<FILE: b>>>\r\n<<<END FILE>>>")
        );
        assert_eq!(typed("<<<FILE: a>>>$0", closing_at_end), None);
        assert_eq!(typed("<<<FILE: a>>$0>", closing_at_end), None);
    }

    #[test]
    fn only_markers_in_the_range_are_formatted() {
        let text = "<<<<FILE: a>>>>\nx\n<<<END FILE>>>  \n<<<<FILE: b>>>>\nx\n<<<END FILE>>>\n";
        let document = read(text);
        let edits = range(&document, Style::Keep, &(0..20));
        assert_eq!(edits.len(), 1);
        let whole = super::document(&document, Style::Keep);
        assert_eq!(whole.len(), 3);
    }

    proptest! {
        /// The least edits come to the same text as the formatter's own, whatever the line ends.
        #[test]
        fn the_least_edits_do_the_same(
            lines in prop::collection::vec(
                prop_oneof![
                    Just("<<<FILE: a>>>"), Just("<<<<FILE a>>>>"), Just("<<<FILE path=a k=v>>> "), Just("<<<END>>>"),
                    Just("<<<END FILE>>"), Just("<<<FILE_START: é>>>"), Just("<<<FILE_END: é>>>"),
                    Just("\\<<<FILE: a>>>"), Just("text é"), Just(""),
                ],
                1..10,
            ),
            ends in prop::collection::vec(prop_oneof![Just("\n"), Just("\r\n"), Just("\r")], 10),
            style in prop_oneof![
                Just(Style::Keep), Just(Style::Canonical), Just(Style::NoColon), Just(Style::Attributes),
                Just(Style::BeginEnd), Just(Style::StartEnd),
            ],
            bom: bool,
        ) {
            let mut text = if bom { "\u{feff}".to_owned() } else { String::new() };
            for (line, end) in lines.iter().zip(&ends) {
                text += line;
                text += end;
            }
            let parsed = read(&text);
            let mut whole = text.clone();
            for (range, new) in format(&parsed, style).into_iter().rev() {
                whole.replace_range(range, &new);
            }
            let edits = super::document(&parsed, style);
            prop_assert_eq!(applied(&text, 0, &edits), whole);
            let all = range(&parsed, style, &(0..text.len()));
            prop_assert_eq!(all, edits);
        }
    }
}
