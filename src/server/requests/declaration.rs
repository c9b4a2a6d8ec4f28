//! `textDocument/declaration`: where something is introduced.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use super::goto::response;
use crate::queries::targets::declaration;
use crate::server::ask::ask;
use crate::server::host::Host;

/// Answers the request.
pub async fn answer(
    host: &Arc<Host>,
    params: lsp::request::GotoDeclarationParams,
) -> Result<Option<lsp::request::GotoDeclarationResponse>> {
    let at = params.text_document_position_params;
    let answer = ask(host, &at.text_document.uri, move |reader| {
        let offset = reader.offset(at.position);
        let found = declaration(&reader.shelf.corpus, reader.number, offset);
        Ok(found.map(|found| response(reader, &found, reader.client.declaration_links)))
    });
    Ok(answer.await?.flatten())
}
