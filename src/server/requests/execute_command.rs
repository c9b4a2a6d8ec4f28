//! `workspace/executeCommand`: see [`COMMANDS`].

use std::sync::Arc;

use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types as lsp;

use crate::server::commands::{article, bundles, compare, files, reindex, report, sources};
use crate::server::host::Host;

/// The commands.
pub const COMMANDS: &[&str] = &[
    "variorum.article",
    "variorum.bundles",
    "variorum.compare",
    "variorum.pack",
    "variorum.reindex",
    "variorum.report",
    "variorum.sources",
    "variorum.unpack",
];

/// Answers the request.
pub async fn answer(
    host: &Arc<Host>,
    params: lsp::ExecuteCommandParams,
) -> Result<Option<lsp::LSPAny>> {
    let (command, arguments) = (params.command.as_str(), params.arguments);
    match command {
        "variorum.article" => article::run(host, command, arguments).await,
        "variorum.bundles" => bundles::run(host, command, &arguments).await,
        "variorum.compare" => compare::run(host, command, arguments).await,
        "variorum.pack" => files::pack(host, command, arguments).await,
        "variorum.reindex" => reindex::run(host, command, &arguments),
        "variorum.report" => report::run(host, command, arguments).await,
        "variorum.sources" => sources::run(host, command, arguments).await,
        "variorum.unpack" => files::unpack(host, command, arguments).await,
        _ => Err(Error::invalid_params(format!(
            "there is no command `{command}`"
        ))),
    }
}
