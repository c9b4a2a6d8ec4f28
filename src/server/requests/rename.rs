//! `textDocument/rename`: of an article, or of a name across the bundle.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::server::host::Host;

/// Answers the request.
pub async fn answer(
    _host: &Arc<Host>,
    _params: lsp::RenameParams,
) -> Result<Option<lsp::WorkspaceEdit>> {
    Ok(None)
}

/// Answers the request.
pub async fn prepare(
    _host: &Arc<Host>,
    _params: lsp::TextDocumentPositionParams,
) -> Result<Option<lsp::PrepareRenameResponse>> {
    Ok(None)
}
