//! What is to be written where: edits of bundles, as plain data.

use std::ops::Range;

use crate::bundle::DocumentId;
use crate::rules;
use crate::workspace::Corpus;

/// A replacement in one of the bundles that are compared with each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bundle.
    pub document: DocumentId,
    /// What is replaced, in bytes of the bundle; empty for an insertion.
    pub range: Range<usize>,
    /// What is written there.
    pub text: String,
    /// Whether a person should look at it before it is done: it alters what someone is quoted with.
    pub quoted: bool,
}

impl Edit {
    /// An edit that needs no second look.
    pub fn new(document: DocumentId, range: Range<usize>, text: impl Into<String>) -> Edit {
        Edit {
            document,
            range,
            text: text.into(),
            quoted: false,
        }
    }

    /// What a rule would write; `None` where its bundle is gone.
    pub fn of(corpus: &Corpus, edit: &rules::Edit) -> Option<Edit> {
        let document = edit.place.document;
        let range = bytes(corpus, &edit.place)?;
        Some(Edit::new(document, range, edit.text.clone()))
    }
}

/// A place, in bytes of its bundle; `None` where the bundle is gone.
pub fn bytes(corpus: &Corpus, place: &rules::Place) -> Option<Range<usize>> {
    let document = corpus.documents().get(place.document as usize)?;
    let range = place.in_file(document.tree().start(place.anchor));
    (range.end <= document.text().len_bytes()).then_some(range)
}

/// Puts edits in order and leaves out those that meet one before them: what is left can be done at once.
pub fn settle(edits: &mut Vec<Edit>) {
    edits.sort_by_key(|edit| (edit.document, edit.range.start, edit.range.end));
    let mut end: Option<(DocumentId, Range<usize>)> = None;
    edits.retain(|edit| {
        let meets = end.as_ref().is_some_and(|(document, last)| {
            // Two insertions at one place have no order that a client would keep.
            *document == edit.document && (edit.range.start < last.end || edit.range == *last)
        });
        if !meets {
            end = Some((edit.document, edit.range.clone()));
        }
        !meets
    });
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A text with the edits of its bundle done.
    pub(crate) fn applied(text: &str, document: DocumentId, edits: &[Edit]) -> String {
        let mut out = text.to_owned();
        for edit in edits.iter().rev().filter(|e| e.document == document) {
            out.replace_range(edit.range.clone(), &edit.text);
        }
        out
    }

    #[test]
    fn what_meets_another_edit_is_left_out() {
        let edit = |document, range: Range<usize>| Edit::new(document, range, "x");
        let mut edits = vec![
            edit(1, 0..2),
            edit(0, 4..6),
            edit(0, 2..4),
            edit(0, 5..7),
            edit(0, 2..4),
        ];
        settle(&mut edits);
        assert_eq!(edits, [edit(0, 2..4), edit(0, 4..6), edit(1, 0..2)]);
    }
}
