//! `textDocument/codeAction`: what can be done about a finding, or at a place.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::server::host::Host;

/// Answers the request.
pub async fn answer(
    _host: &Arc<Host>,
    _params: lsp::CodeActionParams,
) -> Result<Option<lsp::CodeActionResponse>> {
    Ok(None)
}

/// Answers the request.
pub async fn resolve(_host: &Arc<Host>, params: lsp::CodeAction) -> Result<lsp::CodeAction> {
    Ok(params)
}
