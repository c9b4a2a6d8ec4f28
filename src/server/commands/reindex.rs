//! `variorum.reindex`: `[]` to nothing; all configurations and bundles are read anew.

use std::sync::Arc;

use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Result};

use crate::server::host::Host;
use crate::server::jobs::Job;

/// Runs the command.
pub fn run(host: &Arc<Host>, command: &str, arguments: &[Value]) -> Result<Option<Value>> {
    if !arguments.is_empty() {
        let message = format!("`{command}` takes no argument");
        return Err(Error::invalid_params(message));
    }
    host.give(Job::Configure);
    Ok(None)
}
