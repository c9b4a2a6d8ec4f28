//! `variorum schema`: the JSON schema of `variorum.toml`.

use std::io::Write;

use anyhow::Context;

use super::{Status, output};

/// Print the JSON schema of variorum.toml, by which editors complete and check it
#[derive(clap::Args)]
pub struct Arguments {}

/// Runs the command.
pub fn run(_: &Arguments) -> anyhow::Result<Status> {
    let mut out = std::io::stdout().lock();
    out.write_all(include_bytes!("../../docs/variorum.schema.json"))
        .and_then(|()| out.flush())
        .context(output::UNWRITTEN)?;
    Ok(Status::Clean)
}
