//! `textDocument/formatting`, of a document, a range, or what was just typed: the markers in one dialect.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::server::host::Host;

/// Answers the request.
pub async fn document(
    _host: &Arc<Host>,
    _params: lsp::DocumentFormattingParams,
) -> Result<Option<Vec<lsp::TextEdit>>> {
    Ok(None)
}

/// Answers the request.
pub async fn range(
    _host: &Arc<Host>,
    _params: lsp::DocumentRangeFormattingParams,
) -> Result<Option<Vec<lsp::TextEdit>>> {
    Ok(None)
}

/// Answers the request.
pub async fn on_type(
    _host: &Arc<Host>,
    _params: lsp::DocumentOnTypeFormattingParams,
) -> Result<Option<Vec<lsp::TextEdit>>> {
    Ok(None)
}
