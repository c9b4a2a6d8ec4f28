//! `variorum completions`: what a shell needs to complete our command line, made from the parser itself.

use std::io::Write;

use anyhow::Context;
use clap::CommandFactory;
use clap_complete::Shell;

use super::{Cli, Status, output};

/// Print completions for a shell
///
/// Where a shell looks for them differs; these do for one user:
///
/// bash: variorum completions bash > ~/.local/share/bash-completion/completions/variorum
///
/// zsh: variorum completions zsh > ~/.zfunc/_variorum, with `fpath+=~/.zfunc` before `compinit` in ~/.zshrc
///
/// fish: variorum completions fish > ~/.config/fish/completions/variorum.fish
#[derive(clap::Args)]
pub struct Arguments {
    /// The shell
    shell: Shell,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> anyhow::Result<Status> {
    let mut script = Vec::new();
    let mut command = Cli::command();
    clap_complete::generate(
        arguments.shell,
        &mut command,
        env!("CARGO_PKG_NAME"),
        &mut script,
    );
    let mut out = std::io::stdout().lock();
    out.write_all(&script)
        .and_then(|()| out.flush())
        .context(output::UNWRITTEN)?;
    Ok(Status::Clean)
}
