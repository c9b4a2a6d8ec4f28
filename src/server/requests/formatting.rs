//! `textDocument/formatting`, of a document, a range, or what was just typed: the markers in one dialect.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::bundle::format::Style;
use crate::queries::formatting;
use crate::server::ask::{Reader, ask};
use crate::server::changes::text_edits;
use crate::server::host::Host;

/// The form that the configuration wants.
fn style(reader: &Reader<'_>) -> Style {
    let style = reader.volume().configuration.config.style;
    style.unwrap_or(Style::Keep)
}

/// Answers the request.
pub async fn document(
    host: &Arc<Host>,
    params: lsp::DocumentFormattingParams,
) -> Result<Option<Vec<lsp::TextEdit>>> {
    ask(host, &params.text_document.uri, |reader| {
        let edits = formatting::document(reader.document(), style(reader));
        Ok(text_edits(reader, &edits))
    })
    .await
}

/// Answers the request.
pub async fn range(
    host: &Arc<Host>,
    params: lsp::DocumentRangeFormattingParams,
) -> Result<Option<Vec<lsp::TextEdit>>> {
    ask(host, &params.text_document.uri, move |reader| {
        let wanted = reader.bytes(params.range);
        let edits = formatting::range(reader.document(), style(reader), &wanted);
        Ok(text_edits(reader, &edits))
    })
    .await
}

/// Answers the request.
pub async fn on_type(
    host: &Arc<Host>,
    params: lsp::DocumentOnTypeFormattingParams,
) -> Result<Option<Vec<lsp::TextEdit>>> {
    let at = params.text_document_position;
    let closed = ask(host, &at.text_document.uri, move |reader| {
        let offset = reader.offset(at.position);
        let edit = match params.ch.as_str() {
            "\n" => formatting::closing(reader.document(), offset),
            ">" => formatting::closing_at_end(reader.document(), offset),
            _ => None,
        };
        Ok(edit.map(|edit| text_edits(reader, &[edit])))
    });
    Ok(closed.await?.flatten())
}
