//! JSON Lines: a line a finding, as soon as its bundle is checked. Each has the keys of a finding in the JSON report, and
//! by the same contract.

use std::io::{self, Write};

use super::{Printer, Reported, Run};

/// See the module's head.
pub struct Jsonl;

impl Printer for Jsonl {
    fn bundle(&mut self, bundle: &Reported, out: &mut dyn Write) -> io::Result<()> {
        for finding in bundle.open() {
            writeln!(out, "{}", serde_json::to_string(finding)?)?;
        }
        Ok(())
    }

    fn end(&mut self, _: &Run<'_>, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}
