//! `textDocument/definition`: where something comes from.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use super::goto::response;
use crate::queries::targets::{Preferred, definition};
use crate::server::ask::ask;
use crate::server::host::Host;
use crate::server::settings::QuoteTarget;

/// Answers the request.
pub async fn answer(
    host: &Arc<Host>,
    params: lsp::GotoDefinitionParams,
) -> Result<Option<lsp::GotoDefinitionResponse>> {
    let at = params.text_document_position_params;
    let answer = ask(host, &at.text_document.uri, move |reader| {
        let preferred = match reader.settings.definition.quote {
            QuoteTarget::Fullest => Preferred::Fullest,
            QuoteTarget::Earliest => Preferred::Earliest,
        };
        let offset = reader.offset(at.position);
        let found = definition(&reader.shelf.corpus, reader.number, offset, preferred);
        Ok(found.map(|found| response(reader, &found, reader.client.definition_links)))
    });
    Ok(answer.await?.flatten())
}
