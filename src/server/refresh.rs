//! Letting the client ask again.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use tower_lsp::Client;
use tower_lsp::jsonrpc::Result;

use super::host::Host;

/// How long a client may take to answer. One that never does costs a task for so long, and nothing else.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// Lets the client ask again for all that hangs on other bundles than the one that was edited.
pub fn refresh(host: &Arc<Host>) {
    let client = Arc::clone(&host.world().capabilities);
    if client.refresh_diagnostics && host.is_pulled() {
        send(host, |client| async move {
            client.workspace_diagnostic_refresh().await
        });
    }
    if client.refresh_tokens {
        send(host, |client| async move {
            client.semantic_tokens_refresh().await
        });
    }
    if client.refresh_lenses {
        send(
            host,
            |client| async move { client.code_lens_refresh().await },
        );
    }
    if client.refresh_hints {
        send(
            host,
            |client| async move { client.inlay_hint_refresh().await },
        );
    }
}

/// Sends a request to the client without waiting here for the answer: a handler that waited for its client could wait
/// for ever.
pub fn send<F, T>(host: &Arc<Host>, request: impl FnOnce(Client) -> F)
where
    F: Future<Output = Result<T>> + Send + 'static,
    T: Send + 'static,
{
    let request = request(host.client.clone());
    host.runtime.spawn(async move {
        match tokio::time::timeout(PATIENCE, request).await {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => tracing::info!("the client refused a request: {error}"),
            Err(_) => tracing::info!("the client did not answer a request"),
        }
    });
}
