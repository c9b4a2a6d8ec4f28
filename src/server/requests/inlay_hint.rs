//! `textDocument/inlayHint`: converted times and measures, full names. Off unless the user wants it.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::queries::hints::{Hint, hints};
use crate::server::ask::{Reader, ask};
use crate::server::host::Host;

/// Answers the request.
pub async fn answer(
    host: &Arc<Host>,
    params: lsp::InlayHintParams,
) -> Result<Option<Vec<lsp::InlayHint>>> {
    if !host.world().settings.inlay_hints.enable {
        return Ok(None);
    }
    ask(host, &params.text_document.uri, move |reader| {
        let range = reader.bytes(params.range);
        let corpus = &reader.shelf.corpus;
        let hints = hints(corpus, reader.number, &range, || reader.go_on())?;
        Ok(hints.into_iter().map(|found| hint(reader, found)).collect())
    })
    .await
}

fn hint(reader: &Reader<'_>, hint: Hint) -> lsp::InlayHint {
    lsp::InlayHint {
        position: reader.range(&(hint.at..hint.at)).start,
        label: hint.label.into(),
        // Neither a type nor a parameter: clients show it plainly.
        kind: None,
        text_edits: None,
        tooltip: None,
        padding_left: Some(true),
        padding_right: None,
        data: None,
    }
}
