//! `textDocument/codeLens`: what there is to say of an article.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::server::host::Host;

/// Answers the request.
pub async fn answer(
    _host: &Arc<Host>,
    _params: lsp::CodeLensParams,
) -> Result<Option<Vec<lsp::CodeLens>>> {
    Ok(None)
}

/// Answers the request.
pub async fn resolve(_host: &Arc<Host>, params: lsp::CodeLens) -> Result<lsp::CodeLens> {
    Ok(params)
}
