//! Escaping a line that is text and looks like a marker.

use crate::bundle::{Document, Role};
use crate::queries::edit::Edit;

/// Puts a `\` before the line at an offset, where a reader takes it away again: where the line looks like a marker. Not
/// before what closes or opens an article as it should: who wants those to be text has other lines to mend first.
pub(super) fn escape(document: &Document, offset: usize) -> Option<Edit> {
    let tree = document.tree();
    let offset = offset.min(tree.length());
    let anchor = tree.at(offset);
    let inside = tree.content_lines(anchor);
    // An open marker within an article that lacks its close.
    let breaking = anchor.filter(|&id| {
        let before = tree.previous(id);
        tree.role(id) == Role::Open
            && tree.dialect().closes_expected
            && before.is_some_and(|before| tree.role(before) == Role::Open)
    });
    for id in breaking.into_iter().chain(inside) {
        let line = tree.line(id);
        if !(line.start..=line.end).contains(&offset) {
            continue;
        }
        let text = document.slice(line.clone());
        let own = text.trim_end_matches(['\r', '\n']);
        let is_here = offset <= line.start + own.len();
        if is_here && tree.keywords().looks_like_marker(own) {
            return Some(Edit::new(document.number(), line.start..line.start, "\\"));
        }
    }
    None
}
