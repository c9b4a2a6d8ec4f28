//! Whole markers: what closes the article at the cursor, and what opens another.

use super::{Completion, Cursor, Item, ItemKind};
use crate::bundle::amend::{close_as_near, open_as, open_near};
use crate::bundle::marker::{Form, NameKey};

/// The name that is written where the user is to write one.
const NAME: &str = "name";

pub(super) fn markers(cursor: &Cursor<'_>) -> Completion {
    let tree = cursor.document.tree();
    // What an editor closed by itself goes too: `<<<|>>>`.
    let rest = cursor.after.trim_start_matches('>');
    let closed = cursor.after.len() - rest.len();
    if !rest.trim().is_empty() {
        return Completion::default();
    }
    let range = cursor.start..cursor.offset() + closed;
    let mut items = Vec::new();
    if let Some(open) = cursor.article() {
        let name = tree.marker(open).name.as_deref().unwrap_or_default();
        let mut item = Item::new(ItemKind::Close, close_as_near(tree, open), range.clone());
        item.detail = format!("closes `{name}`");
        item.preselect = !tree.closed(open);
        items.push(item);
    }
    let (form, keyword) = open_near(tree, cursor.start).unwrap_or((Form::Colon, 0));
    let word = tree.keywords().word(keyword);
    // Who has nonces or no names makes up the next one: a name is no worse.
    let form = match form {
        Form::Separator => Form::Colon,
        form => form,
    };
    let open = open_as(form, word, NAME);
    let mut item = Item::new(ItemKind::Open, open.clone(), range.clone());
    "opens an article".clone_into(&mut item.detail);
    item.snippet = snippet(&open).map(|open| {
        let close = match cursor.article() {
            // Closed as those around it; what is typed is not one of them yet.
            Some(near) if !tree.dialect().closes_expected && !tree.closed(near) => None,
            _ => Some(close_for(cursor, form, word)),
        };
        match close {
            Some(close) => format!("{open}\n$0\n{}", escaped(&close)),
            None => format!("{open}\n$0"),
        }
    });
    items.push(item);
    if form == Form::Colon {
        let full = format!("<<<{word}: \"name\" date=\"\" source=\"\">>>");
        let mut item = Item::new(ItemKind::Open, full, range);
        "opens an article, with its date and source".clone_into(&mut item.detail);
        item.snippet = Some(format!(
            "<<<{word}: \"${{1:name}}\" date=\"$2\" source=\"$3\">>>\n$0\n{}",
            escaped(&close_for(cursor, form, word))
        ));
        items.push(item);
    }
    Completion {
        items,
        is_incomplete: false,
    }
}

/// What closes an article of this form here.
fn close_for(cursor: &Cursor<'_>, form: Form, word: &str) -> String {
    let tree = cursor.document.tree();
    let near = super::articles_near(cursor.document, cursor.around);
    let mut near = near.filter(|&id| tree.closed(id) && tree.marker(id).nonce.is_none());
    match (near.next(), form) {
        // An echoed name would be that of the neighbour.
        (Some(id), _) => {
            let close = tree.next(Some(id)).map(|close| tree.marker(close));
            match close.and_then(|close| close.name.as_ref()) {
                Some(_) => format!("<<<END {word}: {NAME}>>>"),
                None => close_as_near(tree, id),
            }
        }
        (None, Form::Start { .. }) => format!("<<<{word}_END>>>"),
        (None, _) => format!("<<<END {word}>>>"),
    }
}

/// An open marker with its name as the first place to fill in.
fn snippet(open: &str) -> Option<String> {
    let at = open.rfind(NAME)?;
    // `name="name"`: the value stands behind the key.
    let key = NameKey::Name.as_str();
    debug_assert_eq!(key, NAME);
    let (before, after) = (open.get(..at)?, open.get(at + NAME.len()..)?);
    Some(format!(
        "{}${{1:{NAME}}}{}",
        escaped(before),
        escaped(after)
    ))
}

/// A text as a snippet has it; an echoed name is the place that is filled in at the open marker.
fn escaped(text: &str) -> String {
    let escaped = text
        .replace('\\', "\\\\")
        .replace('$', "\\$")
        .replace('}', "\\}");
    match escaped.strip_suffix(&format!(": {NAME}>>>")) {
        Some(before) => format!("{before}: ${{1}}>>>"),
        None => escaped,
    }
}
