//! Adding to the configuration of a bundle, as an edit of its `variorum.toml`.

use std::fs;

use ropey::Rope;
use tower_lsp::ls_types as lsp;

use super::ask::Reader;
use super::key::Key;
use super::position;
use crate::queries::actions::configuration_entry;
use crate::rules::Finding;

/// Whether the bundle that is asked about has a configuration.
pub fn is_there(reader: &Reader<'_>) -> bool {
    reader.volume().configuration.file().is_some()
}

/// Adds an `[[allow]]` for a finding at the end of the configuration; `None` where it cannot be read any more. An editor
/// that has it open with other text puts the entry where that line is: it is for the user to look at anyway, for its
/// reason.
pub fn allowed(reader: &Reader<'_>, finding: &Finding) -> Option<lsp::WorkspaceEdit> {
    let volume = reader.volume();
    let file = volume.configuration.file()?;
    let text = fs::read_to_string(&file).ok()?;
    let uri = Key::from(&*file).uri()?;
    let path = volume
        .key
        .path()
        .map(|path| volume.configuration.relative(path));
    let entry = configuration_entry(&reader.shelf.corpus, finding, path.as_deref());
    let joint = if text.is_empty() || text.ends_with('\n') {
        "\n"
    } else {
        "\n\n"
    };
    let mut new_text = format!("{joint}{entry}");
    if text.contains("\r\n") {
        new_text = new_text.replace('\n', "\r\n");
    }
    let rope = Rope::from_str(text.strip_prefix('\u{feff}').unwrap_or(&text));
    let end = position::position(&rope, rope.len_bytes(), reader.client.encoding);
    let edit = lsp::TextEdit {
        range: lsp::Range::new(end, end),
        new_text,
    };
    if !reader.client.versioned_edits {
        return Some(lsp::WorkspaceEdit {
            changes: Some([(uri, vec![edit])].into()),
            ..lsp::WorkspaceEdit::default()
        });
    }
    let change = lsp::TextDocumentEdit {
        text_document: lsp::OptionalVersionedTextDocumentIdentifier { uri, version: None },
        edits: vec![lsp::OneOf::Left(edit)],
    };
    Some(lsp::WorkspaceEdit {
        document_changes: Some(lsp::DocumentChanges::Edits(vec![change])),
        ..lsp::WorkspaceEdit::default()
    })
}
