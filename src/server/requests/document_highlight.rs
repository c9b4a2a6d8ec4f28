//! `textDocument/documentHighlight`: where else it stands in this article.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::server::host::Host;

/// Answers the request.
pub async fn answer(
    _host: &Arc<Host>,
    _params: lsp::DocumentHighlightParams,
) -> Result<Option<Vec<lsp::DocumentHighlight>>> {
    Ok(None)
}
