//! `textDocument/references`: where else it stands.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::server::host::Host;

/// Answers the request.
pub async fn answer(
    _host: &Arc<Host>,
    _params: lsp::ReferenceParams,
) -> Result<Option<Vec<lsp::Location>>> {
    Ok(None)
}
