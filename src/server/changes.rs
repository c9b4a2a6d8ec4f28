//! Edits of bundles as the client takes them, and refusals.

use std::collections::HashMap;
use std::fmt::Display;
use std::ops::Range;

use tower_lsp::jsonrpc::{Error, ErrorCode};
use tower_lsp::ls_types as lsp;

use super::ask::Reader;
use crate::bundle::DocumentId;
use crate::queries::edit::Edit;
use crate::text::position::Encoding;

/// The error `RequestFailed` of the protocol: the request is as it should be, but cannot be done.
const REQUEST_FAILED: i64 = -32803;
/// The annotation of edits that alter what someone is quoted with.
const QUOTED: &str = "quoted";

/// Says to the user why something is not done.
pub fn refused(why: impl Display) -> Error {
    Error {
        code: ErrorCode::from(REQUEST_FAILED),
        message: why.to_string().into(),
        data: None,
    }
}

/// Says that nothing is known of a document.
pub fn unknown(uri: &lsp::Uri) -> Error {
    refused(format!(
        "`{}` is no bundle that is known here",
        uri.as_str()
    ))
}

/// Edits of the bundle that is asked about.
pub fn text_edits(reader: &Reader<'_>, edits: &[Edit]) -> Vec<lsp::TextEdit> {
    let own = edits.iter().filter(|edit| edit.document == reader.number);
    own.map(|edit| text_edit(reader, edit)).collect()
}

fn text_edit(reader: &Reader<'_>, edit: &Edit) -> lsp::TextEdit {
    lsp::TextEdit {
        range: range(reader, edit.document, &edit.range),
        new_text: edit.text.clone(),
    }
}

/// The place of an edit. Editors do not count the byte-order mark of a file that they open, and what they have not open
/// they open to edit it.
fn range(reader: &Reader<'_>, document: DocumentId, bytes: &Range<usize>) -> lsp::Range {
    let mut range = reader.range_in(document, bytes);
    let volume = reader.shelf.volumes.get(document as usize);
    let text = reader.shelf.document(document).text();
    if volume.is_some_and(|v| v.version.is_none()) && text.get_char(0) == Some('\u{feff}') {
        let width = match reader.client.encoding {
            Encoding::Utf8 => '\u{feff}'.len_utf8() as u32,
            Encoding::Utf16 | Encoding::Utf32 => 1,
        };
        for position in [&mut range.start, &mut range.end] {
            if position.line == 0 {
                position.character = position.character.saturating_sub(width);
            }
        }
    }
    range
}

/// Edits of one bundle or several, with the versions that they are for where the client can tell, and with those that a
/// person should look at marked where it can show that.
pub fn workspace_edit(reader: &Reader<'_>, edits: &[Edit]) -> lsp::WorkspaceEdit {
    let by_document = edits.chunk_by(|a, b| a.document == b.document);
    let volumes = &reader.shelf.volumes;
    if !reader.client.versioned_edits {
        let changes = by_document.filter_map(|edits| {
            let volume = volumes.get(edits.first()?.document as usize)?;
            let edits = edits.iter().map(|edit| text_edit(reader, edit)).collect();
            Some((volume.uri.clone(), edits))
        });
        return lsp::WorkspaceEdit {
            changes: Some(changes.collect()),
            ..lsp::WorkspaceEdit::default()
        };
    }
    let annotates = reader.client.change_annotations;
    let changes = by_document.filter_map(|edits| {
        let volume = volumes.get(edits.first()?.document as usize)?;
        let edits = edits.iter().map(|edit| {
            let text_edit = text_edit(reader, edit);
            if annotates && edit.quoted {
                lsp::OneOf::Right(lsp::AnnotatedTextEdit {
                    text_edit,
                    annotation_id: QUOTED.to_owned(),
                })
            } else {
                lsp::OneOf::Left(text_edit)
            }
        });
        Some(lsp::TextDocumentEdit {
            text_document: lsp::OptionalVersionedTextDocumentIdentifier {
                uri: volume.uri.clone(),
                version: volume.version,
            },
            edits: edits.collect(),
        })
    });
    let document_changes = Some(lsp::DocumentChanges::Edits(changes.collect()));
    let is_annotated = annotates && edits.iter().any(|edit| edit.quoted);
    lsp::WorkspaceEdit {
        document_changes,
        change_annotations: is_annotated.then(annotations),
        ..lsp::WorkspaceEdit::default()
    }
}

fn annotations() -> HashMap<String, lsp::ChangeAnnotation> {
    let annotation = lsp::ChangeAnnotation {
        label: "Inside quotation marks".to_owned(),
        needs_confirmation: Some(true),
        description: Some("alters what someone is quoted with".to_owned()),
    };
    HashMap::from([(QUOTED.to_owned(), annotation)])
}
