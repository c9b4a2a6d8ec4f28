//! The client's edits as edits of bytes: all of them or none.

use ropey::Rope;
use tower_lsp::ls_types::TextDocumentContentChangeEvent;

use super::jobs::Replacement;
use super::position::place;
use crate::text::position::{Encoding, try_offset_of};

/// Applies changes one after the other. `None` where one of them is impossible: its range ends before it starts, lies
/// outside the text or splits a character.
pub fn apply(
    text: &Rope,
    changes: &[TextDocumentContentChangeEvent],
    encoding: Encoding,
) -> Option<(Rope, Vec<Replacement>)> {
    let mut text = text.clone();
    let mut done = Vec::with_capacity(changes.len());
    for change in changes {
        let edit = match change.range {
            Some(range) => {
                let start = try_offset_of(&text, place(range.start), encoding)?;
                let end = try_offset_of(&text, place(range.end), encoding)?;
                if end < start {
                    return None;
                }
                Replacement {
                    range: start..end,
                    with: change.text.clone(),
                }
            }
            None => match replace_all(&text, &change.text) {
                Some(edit) => edit,
                None => continue,
            },
        };
        let chars = text.byte_to_char(edit.range.start)..text.byte_to_char(edit.range.end);
        let at = chars.start;
        text.remove(chars);
        text.insert(at, &edit.with);
        done.push(edit);
    }
    Some((text, done))
}

/// The smallest edit that makes one text of another; `None` where they are the same. Most full texts that clients send
/// differ little from what they were.
pub fn replace_all(text: &Rope, new: &str) -> Option<Replacement> {
    let mut start = 0;
    let mut old = text.bytes();
    let mut fresh = new.bytes();
    while let (Some(a), Some(b)) = (old.next(), fresh.next())
        && a == b
    {
        start += 1;
    }
    if start == new.len() && start == text.len_bytes() {
        return None;
    }
    let most = text.len_bytes().min(new.len()) - start;
    let mut same = 0;
    let mut old = text.bytes_at(text.len_bytes()).reversed();
    let mut fresh = new.bytes().rev();
    while same < most
        && let (Some(a), Some(b)) = (old.next(), fresh.next())
        && a == b
    {
        same += 1;
    }
    // No character is split: what is the same on both sides is the same bytes, so a boundary in one is one in the other.
    while !new.is_char_boundary(start) {
        start -= 1;
    }
    let is_boundary = |byte: usize| text.char_to_byte(text.byte_to_char(byte)) == byte;
    while start > 0 && !is_boundary(start) {
        start -= 1;
    }
    while same > 0
        && !(new.is_char_boundary(new.len() - same) && is_boundary(text.len_bytes() - same))
    {
        same -= 1;
    }
    let range = start..text.len_bytes() - same;
    Some(Replacement {
        range,
        with: new[start..new.len() - same].to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use tower_lsp::ls_types::{Position, Range};

    fn change(range: Option<[u32; 4]>, text: &str) -> TextDocumentContentChangeEvent {
        TextDocumentContentChangeEvent {
            range: range.map(|[a, b, c, d]| Range::new(Position::new(a, b), Position::new(c, d))),
            range_length: None,
            text: text.to_owned(),
        }
    }

    fn applied(text: &str, changes: &[TextDocumentContentChangeEvent]) -> Option<String> {
        let done = apply(&Rope::from_str(text), changes, Encoding::Utf16);
        done.map(|(text, _)| text.to_string())
    }

    #[test]
    fn changes_are_applied_one_after_the_other() {
        let changes = [
            change(Some([0, 1, 0, 3]), ""),
            change(Some([1, 0, 1, 0]), "x"),
            change(Some([2, 0, 2, 0]), "end"),
        ];
        assert_eq!(
            applied("a😀\r\nb\n", &changes).as_deref(),
            Some("a\r\nxb\nend")
        );
    }

    #[test]
    fn one_impossible_change_undoes_all() {
        for range in [[0, 2, 0, 3], [0, 3, 0, 1], [7, 0, 7, 0], [0, 9, 0, 9]] {
            let changes = [change(Some([1, 0, 1, 0]), "x"), change(Some(range), "")];
            assert_eq!(applied("a😀\nb", &changes), None, "{range:?}");
        }
    }

    #[test]
    fn a_full_text_replaces_what_differs() {
        let edit = replace_all(&Rope::from_str("one é three"), "one è three").expect("an edit");
        assert_eq!((edit.range, edit.with.as_str()), (4..6, "è"));
        assert_eq!(replace_all(&Rope::from_str("same"), "same"), None);
    }

    proptest! {
        #[test]
        fn any_full_text_comes_out(old in "[aé😀\r\n]{0,12}", new in "[aéè😀\r\n]{0,12}") {
            let rope = Rope::from_str(&old);
            let mut text = old.clone();
            if let Some(edit) = replace_all(&rope, &new) {
                text.replace_range(edit.range, &edit.with);
            }
            prop_assert_eq!(text, new);
        }
    }
}
