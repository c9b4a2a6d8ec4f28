//! `textDocument/implementation`: every form of a quote, a figure, a passage.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::server::host::Host;

/// Answers the request.
pub async fn answer(
    _host: &Arc<Host>,
    _params: lsp::request::GotoImplementationParams,
) -> Result<Option<lsp::request::GotoImplementationResponse>> {
    Ok(None)
}
