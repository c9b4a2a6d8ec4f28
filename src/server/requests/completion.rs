//! `textDocument/completion`: markers, their attributes, names.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::server::host::Host;

/// Answers the request.
pub async fn answer(
    _host: &Arc<Host>,
    _params: lsp::CompletionParams,
) -> Result<Option<lsp::CompletionResponse>> {
    Ok(None)
}

/// Answers the request.
pub async fn resolve(
    _host: &Arc<Host>,
    params: lsp::CompletionItem,
) -> Result<lsp::CompletionItem> {
    Ok(params)
}
