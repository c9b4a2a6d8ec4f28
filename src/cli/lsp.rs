//! `variorum lsp`: the language server.

use std::path::PathBuf;

use anyhow::Context;

use super::Status;
use crate::server::{self, Transport};

/// Serve an editor, by the Language Server Protocol
///
/// Editors start this themselves. It ends when its editor does.
#[derive(clap::Args)]
pub struct Arguments {
    /// Speak over standard input and output, as is usual
    #[arg(long)]
    stdio: bool,
    /// Wait for the editor to connect to this port of this machine instead
    #[arg(long, value_name = "PORT", conflicts_with = "stdio")]
    port: Option<u16>,
    /// Add the log to this file, not to standard error
    #[arg(long, value_name = "FILE")]
    log: Option<PathBuf>,
    /// The process to end with; editors name it by the protocol as well
    #[arg(long = "clientProcessId", value_name = "PID", hide = true)]
    client_process: Option<u32>,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> anyhow::Result<Status> {
    let transport = match arguments.port {
        Some(port) => Transport::Port(port),
        None => Transport::Stdio,
    };
    let polite = server::run(
        transport,
        arguments.log.as_deref(),
        arguments.client_process,
    )
    .context("the server cannot run")?;
    Ok(if polite { Status::Clean } else { Status::Found })
}
