//! `textDocument/documentHighlight`: where else it stands in the same article.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::queries::targets::highlights;
use crate::server::ask::ask;
use crate::server::host::Host;

/// Answers the request.
pub async fn answer(
    host: &Arc<Host>,
    params: lsp::DocumentHighlightParams,
) -> Result<Option<Vec<lsp::DocumentHighlight>>> {
    let at = params.text_document_position_params;
    ask(host, &at.text_document.uri, move |reader| {
        let offset = reader.offset(at.position);
        let places = highlights(&reader.shelf.corpus, reader.number, offset);
        let highlights = places.iter().map(|place| lsp::DocumentHighlight {
            range: reader.location(place).range,
            kind: Some(lsp::DocumentHighlightKind::TEXT),
        });
        Ok(highlights.collect())
    })
    .await
}
