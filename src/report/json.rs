//! The JSON report, `variorum.report.v1`: a contract that scripts rely on. Keys may be added, nothing else changes.

use std::io::{self, BufWriter, Write};

use serde::Serialize;

use super::{Entry, Printer, Reported, Run, UnusedAllow};

/// Gathers the findings of all bundles, and writes them at the end: the summary stands first.
#[derive(Default)]
pub struct Json {
    findings: Vec<Entry>,
}

#[derive(Serialize)]
struct Document<'d> {
    schema: &'static str,
    tool: Tool,
    summary: Counts,
    findings: &'d [Entry],
    /// Absent where there are none.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    unused_allows: &'d [UnusedAllow],
    /// Absent where there is no baseline.
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline: Option<Known>,
}

/// What a baseline hid, and how much of it is there no more.
#[derive(Clone, Copy, Serialize)]
struct Known {
    hidden: usize,
    stale: usize,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Counts {
    bundles: usize,
    articles: usize,
    bytes: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
}

impl Printer for Json {
    fn bundle(&mut self, bundle: &Reported, _: &mut dyn Write) -> io::Result<()> {
        self.findings.extend(bundle.open().cloned());
        Ok(())
    }

    fn end(&mut self, run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        // Bundles that are compared with each other come together, whatever stands between them.
        self.findings
            .sort_by(|a, b| a.location.path.cmp(&b.location.path));
        let summary = run.summary;
        let document = Document {
            schema: "variorum.report.v1",
            tool: Tool {
                name: env!("CARGO_PKG_NAME"),
                version: env!("CARGO_PKG_VERSION"),
            },
            summary: Counts {
                bundles: summary.bundles,
                articles: summary.articles,
                bytes: summary.bytes,
                errors: summary.errors,
                warnings: summary.warnings,
                notes: summary.notes,
            },
            findings: &self.findings,
            unused_allows: run.unused_allows,
            baseline: run.stale.map(|stale| Known {
                hidden: run.hidden,
                stale,
            }),
        };
        // The report is written in bits of a few bytes: they are gathered before they meet a writer of unknown kind.
        let mut to = BufWriter::new(out);
        serde_json::to_writer_pretty(&mut to, &document)?;
        writeln!(to)?;
        to.flush()
    }
}
