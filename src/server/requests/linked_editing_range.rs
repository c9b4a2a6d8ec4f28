//! `textDocument/linkedEditingRange`: the name of an article in both its markers.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::queries::naming;
use crate::server::ask::ask;
use crate::server::host::Host;

/// What a name may become while both are typed: what would end it ends the link.
const WORD: &str = "[^<>\"\\\\\\r\\n]+";

/// Answers the request.
pub async fn answer(
    host: &Arc<Host>,
    params: lsp::LinkedEditingRangeParams,
) -> Result<Option<lsp::LinkedEditingRanges>> {
    let at = params.text_document_position_params;
    let linked = ask(host, &at.text_document.uri, move |reader| {
        let both = naming::linked(reader.document(), reader.offset(at.position));
        Ok(both.map(|both| lsp::LinkedEditingRanges {
            ranges: both.iter().map(|range| reader.range(range)).collect(),
            word_pattern: Some(WORD.to_owned()),
        }))
    });
    Ok(linked.await?.flatten())
}
