//! `textDocument/semanticTokens`: markers, attributes, quotes, speakers, figures, names.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::server::host::Host;

/// Answers the request.
pub async fn full(
    _host: &Arc<Host>,
    _params: lsp::SemanticTokensParams,
) -> Result<Option<lsp::SemanticTokensResult>> {
    Ok(None)
}

/// Answers the request.
pub async fn delta(
    _host: &Arc<Host>,
    _params: lsp::SemanticTokensDeltaParams,
) -> Result<Option<lsp::SemanticTokensFullDeltaResult>> {
    Ok(None)
}

/// Answers the request.
pub async fn range(
    _host: &Arc<Host>,
    _params: lsp::SemanticTokensRangeParams,
) -> Result<Option<lsp::SemanticTokensRangeResult>> {
    Ok(None)
}
