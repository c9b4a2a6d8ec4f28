//! `textDocument/implementation`: where other articles have it.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use super::goto::response;
use crate::queries::targets::implementation;
use crate::server::ask::ask;
use crate::server::host::Host;

/// Answers the request.
pub async fn answer(
    host: &Arc<Host>,
    params: lsp::request::GotoImplementationParams,
) -> Result<Option<lsp::request::GotoImplementationResponse>> {
    let at = params.text_document_position_params;
    let answer = ask(host, &at.text_document.uri, move |reader| {
        let offset = reader.offset(at.position);
        let found = implementation(&reader.shelf.corpus, reader.number, offset);
        Ok(found.map(|found| response(reader, &found, reader.client.implementation_links)))
    });
    Ok(answer.await?.flatten())
}
