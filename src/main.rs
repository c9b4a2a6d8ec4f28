//! The command line: parses the arguments and calls `cli`.

use std::process::ExitCode;

use mimalloc::MiMalloc;

#[global_allocator]
static MEMORY: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    variorum::cli::run()
}
