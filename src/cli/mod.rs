//! The command line: one file a command.

pub mod baseline;
pub mod check;
pub mod completions;
pub mod config;
pub mod explain;
pub mod facts;
pub mod files;
pub mod fix;
pub mod fmt;
pub mod formats;
pub mod groups;
pub mod in_order;
pub mod init;
pub mod lsp;
pub mod man;
pub mod output;
pub mod pack;
pub mod report;
pub mod schema;
pub mod show_config;
pub mod spare;
pub mod unpack;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Checks and collates source bundles: one text file, many articles, each between `<<<FILE: name>>>` and
/// `<<<END FILE>>>`.
#[derive(Parser)]
#[command(version, about, max_term_width = 100, arg_required_else_help = true)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Check(check::Arguments),
    Completions(completions::Arguments),
    Explain(explain::Arguments),
    Facts(facts::Arguments),
    Fmt(fmt::Arguments),
    Init(init::Arguments),
    Lsp(lsp::Arguments),
    Man(man::Arguments),
    Pack(pack::Arguments),
    Report(report::Arguments),
    Schema(schema::Arguments),
    ShowConfig(show_config::Arguments),
    Unpack(unpack::Arguments),
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Done, and nothing to object.
    Clean,
    /// Done, and something was found.
    Found,
    /// Not done, or not wholly.
    Failed,
}

impl Status {
    /// The exit status.
    pub fn code(self) -> u8 {
        match self {
            Status::Clean => 0,
            Status::Found => 1,
            Status::Failed => 2,
        }
    }
}

/// Runs the command that the arguments name.
pub fn run() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Facts(arguments) => facts::run(&arguments),
        Command::Fmt(arguments) => fmt::run(&arguments),
        Command::Init(arguments) => init::run(&arguments),
        Command::Lsp(arguments) => lsp::run(&arguments),
        Command::Man(arguments) => man::run(&arguments),
        Command::Pack(arguments) => pack::run(&arguments),
        Command::Report(arguments) => report::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::ShowConfig(arguments) => show_config::run(&arguments),
        Command::Unpack(arguments) => unpack::run(&arguments),
    };
    let status = outcome.unwrap_or_else(|error| {
        if output::is_closed(&error) {
            return Status::Clean; // the reader of our output has seen enough
        }
        output::complain(&output::plain(&error));
        Status::Failed
    });
    ExitCode::from(status.code())
}
