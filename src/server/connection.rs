//! From the command to a running server, and to its end.

use std::io;
use std::net::Ipv4Addr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use tokio::io::{AsyncRead, AsyncWrite};
use tower_lsp::{LspService, Server};

use super::backend::Backend;
use super::lenient::Lenient;
use super::logging;
use super::wire_order::WireOrder;

/// So many requests may wait at a time. Those that wait hold nothing but their place here.
const CONCURRENCY: usize = 1024;

/// Where the client is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transport {
    /// At standard input and output.
    Stdio,
    /// It will connect to this port of this machine.
    Port(u16),
}

/// Serves one client until it is done; whether it asked for the shutdown before it left. `client`: its process, whose end
/// is the server's.
pub fn run(transport: Transport, log: Option<&Path>, client: Option<u32>) -> io::Result<bool> {
    logging::start(log)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    let polite = runtime.block_on(async {
        match transport {
            Transport::Stdio => Ok(serve(tokio::io::stdin(), tokio::io::stdout(), client).await),
            Transport::Port(port) => {
                let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
                tracing::info!("listening on {}", listener.local_addr()?);
                let (stream, _) = listener.accept().await?;
                stream.set_nodelay(true)?;
                let (read, write) = stream.into_split();
                io::Result::Ok(serve(read, write, client).await)
            }
        }
    })?;
    // Whatever still runs works for nobody.
    runtime.shutdown_background();
    Ok(polite)
}

/// Serves a client; whether it asked for the shutdown before it left.
pub async fn serve(
    input: impl AsyncRead + Unpin,
    output: impl AsyncWrite + Unpin,
    client: Option<u32>,
) -> bool {
    let mut shared = None;
    let (service, socket) = LspService::build(|client| {
        let backend = Backend::new(client);
        shared = Some((backend.host(), backend.left()));
        backend
    })
    .custom_method("$/setTrace", Backend::set_trace)
    .custom_method("window/workDoneProgress/cancel", Backend::cancel_progress)
    .finish();
    let Some((host, left)) = shared else {
        return false; // the builder calls its closure
    };
    left.watch(client);
    let on_panic = {
        let host = Arc::clone(&host);
        Arc::new(move |method: &str, said: &str| host.panicked(method, said))
    };
    let sending = {
        let host = Arc::clone(&host);
        tokio::spawn(async move { host.outbox.send(&host.client).await })
    };
    let served = Server::new(Lenient::new(input), output, socket)
        .concurrency_level(CONCURRENCY)
        .serve(WireOrder::new(service, on_panic));
    tokio::select! {
        () = served => {}
        () = left.client_is_gone() => tracing::warn!("the client is gone"),
    }
    sending.abort();
    host.give(super::jobs::Job::Stop);
    left.politely.load(Ordering::Relaxed)
}
