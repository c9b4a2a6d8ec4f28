//! The command line: parses the arguments and calls `cli`.

use std::process::ExitCode;

fn main() -> ExitCode {
    variorum::cli::run()
}
