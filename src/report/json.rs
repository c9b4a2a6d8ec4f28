//! The JSON report, `variorum.report.v1`: a contract that scripts rely on. Keys may be added, nothing else changes.

use std::io::{self, BufWriter, Write};

use serde::Serialize;

use super::place::Location;
use super::{Checked, Summary};
use crate::rules::Finding;

/// Gathers the findings of all bundles, and writes them at the end: the summary stands first.
#[derive(Default)]
pub struct Report {
    findings: Vec<Entry>,
}

#[derive(Serialize)]
struct Document<'d> {
    schema: &'static str,
    tool: Tool,
    summary: Counts,
    findings: &'d [Entry],
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

#[derive(Serialize)]
struct Entry {
    rule: &'static str,
    level: &'static str,
    message: String,
    location: Location,
    related: Vec<Related>,
    fixes: Vec<Fix>,
    fingerprint: String,
}

#[derive(Serialize)]
struct Related {
    message: String,
    location: Location,
}

#[derive(Serialize)]
struct Fix {
    title: String,
    safe: bool,
    edits: Vec<Edit>,
}

#[derive(Serialize)]
struct Edit {
    location: Location,
    text: String,
}

impl Report {
    /// Adds a finding.
    pub fn add(&mut self, checked: &Checked<'_>, finding: &Finding) {
        let related = finding.related.iter().map(|related| Related {
            message: related.message.clone(),
            location: checked.location(&related.place),
        });
        let fixes = finding.fixes.iter().map(|fix| Fix {
            title: fix.title.clone(),
            safe: fix.safe,
            edits: fix
                .edits
                .iter()
                .map(|edit| Edit {
                    location: checked.location(&edit.place),
                    text: edit.text.clone(),
                })
                .collect(),
        });
        self.findings.push(Entry {
            rule: finding.rule.name(),
            level: finding.level.name(),
            message: finding.message.clone(),
            location: checked.location(&finding.place),
            related: related.collect(),
            fixes: fixes.collect(),
            fingerprint: finding.fingerprint(),
        });
    }

    /// Writes the report, ended by a line end.
    pub fn write(&self, summary: &Summary, to: impl Write) -> io::Result<()> {
        let Summary {
            bundles,
            articles,
            bytes,
            errors,
            warnings,
            notes,
        } = *summary;
        let document = Document {
            schema: "variorum.report.v1",
            tool: Tool {
                name: env!("CARGO_PKG_NAME"),
                version: env!("CARGO_PKG_VERSION"),
            },
            summary: Counts {
                bundles,
                articles,
                bytes,
                errors,
                warnings,
                notes,
            },
            findings: &self.findings,
        };
        // The report is written in bits of a few bytes: they are gathered before they meet a writer of unknown kind.
        let mut to = BufWriter::new(to);
        serde_json::to_writer_pretty(&mut to, &document)?;
        writeln!(to)?;
        to.flush()
    }
}
