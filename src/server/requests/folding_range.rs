//! `textDocument/foldingRange`: articles, and what stands outside them.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::server::host::Host;

/// Answers the request.
pub async fn answer(
    _host: &Arc<Host>,
    _params: lsp::FoldingRangeParams,
) -> Result<Option<Vec<lsp::FoldingRange>>> {
    Ok(None)
}
