//! The JSON report, `variorum.report.v1`: a contract that scripts rely on. Keys may be added, nothing else changes.

use std::io::{self, BufWriter, Write};

use serde::Serialize;

use super::place::Location;
use super::{Checked, Summary};
use crate::rules::Finding;
use crate::workspace::config::{AllowedFinding, Configuration};

/// Gathers the findings of all bundles, and writes them at the end: the summary stands first.
#[derive(Default)]
pub struct Report {
    findings: Vec<Entry>,
    unused_allows: Vec<UnusedAllow>,
    baseline: Option<Known>,
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

/// An `[[allow]]` that hid nothing.
#[derive(Serialize)]
struct UnusedAllow {
    path: String,
    line: usize,
    rules: Vec<&'static str>,
    reason: String,
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

    /// Adds the allows that hid nothing.
    pub fn unused_allows<'a>(
        &mut self,
        unused: impl IntoIterator<Item = (&'a Configuration, &'a AllowedFinding)>,
    ) {
        let unused = unused
            .into_iter()
            .map(|(configuration, allowed)| UnusedAllow {
                path: configuration.path.clone(),
                line: allowed.line,
                rules: allowed.allow.rules.iter().map(|rule| rule.name()).collect(),
                reason: allowed.reason.clone(),
            });
        self.unused_allows.extend(unused);
    }

    /// Adds how many findings a baseline hid, and how many of its own are there no more.
    pub fn baseline(&mut self, hidden: usize, stale: usize) {
        self.baseline = Some(Known { hidden, stale });
    }

    /// Writes the report, ended by a line end.
    pub fn write(&mut self, summary: &Summary, to: impl Write) -> io::Result<()> {
        // Bundles that are compared with each other come together, whatever stands between them.
        self.findings
            .sort_by(|a, b| a.location.path.cmp(&b.location.path));
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
            unused_allows: &self.unused_allows,
            baseline: self.baseline,
        };
        // The report is written in bits of a few bytes: they are gathered before they meet a writer of unknown kind.
        let mut to = BufWriter::new(to);
        serde_json::to_writer_pretty(&mut to, &document)?;
        writeln!(to)?;
        to.flush()
    }
}
