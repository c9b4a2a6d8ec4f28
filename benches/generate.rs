//! Prints a synthetic bundle: `cargo bench --bench generate -- MEGABYTES [SEED] > FILE`.
//!
//! A bench and not a binary, so that it is not installed with the crate. Without a size, as in a plain
//! `cargo bench`, it does nothing.

use std::io::{self, Write as _};

#[path = "support/synthetic.rs"]
mod synthetic;

fn main() -> io::Result<()> {
    // Cargo passes `--bench`, and other options that are meant for a harness.
    let mut numbers = std::env::args()
        .skip(1)
        .filter_map(|argument| argument.parse::<u32>().ok());
    let Some(megabytes) = numbers.next() else {
        return Ok(());
    };
    let seed = numbers.next().unwrap_or(1);
    let text = synthetic::bundle(megabytes as usize * 1_000_000, u64::from(seed));
    io::stdout().lock().write_all(text.as_bytes())
}
