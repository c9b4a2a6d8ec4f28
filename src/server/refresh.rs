//! Letting the client ask again.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use tower::ServiceExt;
use tower_lsp::Client;
use tower_lsp::jsonrpc::{Error, Request, Result};

use super::host::Host;

/// How long a client may take to answer. One that never does costs a task for so long, and nothing else.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// Lets the client ask again for all that hangs on other bundles than the one that was edited.
pub fn refresh(host: &Arc<Host>) {
    let client = Arc::clone(&host.world().capabilities);
    let requests = [
        (
            client.refresh_diagnostics && host.is_pulled(),
            "workspace/diagnostic/refresh",
        ),
        (client.refresh_tokens, "workspace/semanticTokens/refresh"),
        (client.refresh_lenses, "workspace/codeLens/refresh"),
        (client.refresh_hints, "workspace/inlayHint/refresh"),
    ];
    for (_, method) in requests.into_iter().filter(|(can, _)| *can) {
        send(host, move |client| bare(client, method));
    }
}

/// Sends a request that has no parameters. The framework's own methods would send `"params": null`, which neither JSON-RPC
/// nor the protocol knows.
async fn bare(client: Client, method: &'static str) -> Result<()> {
    let request = Request::build(method).id(client.next_request_id()).finish();
    let answer = client.oneshot(request).await;
    match answer.map_err(|_| Error::internal_error())? {
        Some(response) => response.into_parts().1.map(|_| ()),
        None => Ok(()), // only notifications have none
    }
}

/// Sends a request to the client without waiting here for the answer: a handler that waited for its client could wait
/// for ever.
pub fn send<F, T>(host: &Arc<Host>, request: impl FnOnce(Client) -> F)
where
    F: Future<Output = Result<T>> + Send + 'static,
    T: Send + 'static,
{
    let client = host.client.clone();
    let request = request(client.clone());
    host.runtime.spawn(async move {
        // The framework panics in whoever waits for an answer when the last client is dropped, as at the end of the server.
        let _kept = client;
        match tokio::time::timeout(PATIENCE, request).await {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => tracing::info!("the client refused a request: {error}"),
            Err(_) => tracing::info!("the client did not answer a request"),
        }
    });
}
