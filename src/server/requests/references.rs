//! `textDocument/references`: where else it stands.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::queries::targets::references;
use crate::server::ask::ask;
use crate::server::host::Host;

/// Answers the request.
pub async fn answer(
    host: &Arc<Host>,
    params: lsp::ReferenceParams,
) -> Result<Option<Vec<lsp::Location>>> {
    let (at, sources) = (
        params.text_document_position,
        params.context.include_declaration,
    );
    ask(host, &at.text_document.uri, move |reader| {
        let (corpus, offset) = (&reader.shelf.corpus, reader.offset(at.position));
        let go_on = || reader.go_on().is_ok();
        let places = references(corpus, reader.number, offset, sources, &go_on);
        // What was found so far is no answer.
        reader.go_on()?;
        Ok(places.iter().map(|place| reader.location(place)).collect())
    })
    .await
}
