//! The log: on standard error, or in a file. Standard output belongs to the protocol.

use std::fs::OpenOptions;
use std::io;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU8, Ordering};

use tracing::Level;
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, fmt};

/// How much is logged: see [`set_trace`].
static DETAIL: AtomicU8 = AtomicU8::new(0);

/// Who says so when nobody is there any more to be told something: that a client leaves is no fault.
const PARTING: &str = "tower_lsp_server::service::client";

/// Begins to log: to a file, which is made where there is none and added to where there is one, or to standard error.
pub fn start(file: Option<&Path>) -> io::Result<()> {
    let wanted = filter_fn(|metadata| {
        let most = match DETAIL.load(Ordering::Relaxed) {
            0 => Level::WARN,
            1 => Level::INFO,
            _ => Level::DEBUG,
        };
        *metadata.level() <= most && metadata.target() != PARTING
    });
    let writer = match file {
        Some(path) => {
            let file = OpenOptions::new().create(true).append(true).open(path)?;
            let layer = fmt::layer().with_ansi(false).with_writer(Mutex::new(file));
            layer.with_filter(wanted).boxed()
        }
        None => fmt::layer()
            .with_ansi(false)
            .with_writer(io::stderr)
            .with_filter(wanted)
            .boxed(),
    };
    // Someone else began before: a test that runs two servers.
    let _ = tracing_subscriber::registry().with(writer).try_init();
    Ok(())
}

/// Logs faults alone (`off`), what happens besides (`messages`), or everything (`verbose`).
pub fn set_trace(value: &str) {
    let detail = match value {
        "verbose" => 2,
        "messages" => 1,
        _ => 0,
    };
    DETAIL.store(detail, Ordering::Relaxed);
}
