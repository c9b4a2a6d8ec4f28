//! `variorum man`: manual pages, made from the parser itself.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, anyhow};
use clap::{Command, CommandFactory};

use super::{Cli, Status, output};
use crate::text::nearest::nearest;

/// Print a manual page
///
/// `variorum man check | man -l -` shows one.
#[derive(clap::Args)]
pub struct Arguments {
    /// The command; without one, the page of all
    command: Option<String>,
    /// Write all pages to this folder, which must be there
    #[arg(long, value_name = "FOLDER", conflicts_with = "command")]
    all: Option<PathBuf>,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> anyhow::Result<Status> {
    let mut whole = Cli::command();
    whole.build(); // so that commands know whose they are
    if let Some(folder) = &arguments.all {
        for command in pages(&whole) {
            let path = folder.join(format!("{}.1", title(&command)));
            output::replace(&path, &page(command)?)?;
        }
        return Ok(Status::Clean);
    }
    let command = match &arguments.command {
        None => whole,
        Some(name) => find(&whole, name)?,
    };
    let mut out = std::io::stdout().lock();
    out.write_all(&page(command)?)
        .and_then(|()| out.flush())
        .context(output::UNWRITTEN)?;
    Ok(Status::Clean)
}

/// The commands that have a page: the whole, and each.
fn pages(whole: &Command) -> Vec<Command> {
    let own = whole
        .get_subcommands()
        .filter(|command| command.get_name() != "help");
    std::iter::once(whole).chain(own).cloned().collect()
}

fn find(whole: &Command, name: &str) -> anyhow::Result<Command> {
    let found = whole.find_subcommand(name).cloned();
    found.ok_or_else(|| {
        let names = whole.get_subcommands().map(Command::get_name);
        match nearest(name, names) {
            Some(meant) => anyhow!("there is no command `{name}`; did you mean `{meant}`?"),
            None => anyhow!("there is no command `{name}`: `variorum --help` lists them all"),
        }
    })
}

/// What a page is found by: `variorum-check`.
fn title(command: &Command) -> String {
    let name = command.get_display_name();
    name.unwrap_or_else(|| command.get_name()).to_owned()
}

fn page(command: Command) -> anyhow::Result<Vec<u8>> {
    let mut text = Vec::new();
    let title = title(&command);
    let page = clap_mangen::Man::new(command).title(title);
    page.render(&mut text).context("cannot make the page")?;
    Ok(text)
}
