//! A code quality report of GitLab: a list of issues as Code Climate has them.
//!
//! GitLab tells what a merge request brought by the issues' fingerprints. One must be the same wherever its finding goes
//! within its bundle, and no two may be alike in a report: it is the hash of path, fingerprint, and, of findings that are
//! alike in both, which of them it is.

use std::io::{self, Write};

use rustc_hash::FxHashMap;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::github::last_line;
use super::{Entry, Paths, Printer, Reported, Run};
use crate::bundle::checksum::hex;
use crate::rules::{Level, Rule};

/// See the module's head.
pub struct Gitlab {
    paths: Paths,
    /// How many issues there were with this path and this fingerprint.
    seen: FxHashMap<(String, String), usize>,
    any: bool,
}

#[derive(Serialize)]
struct Issue {
    #[serde(rename = "type")]
    kind: &'static str,
    check_name: &'static str,
    description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    content: Option<Content>,
    categories: [&'static str; 1],
    severity: &'static str,
    fingerprint: String,
    location: Location,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    other_locations: Vec<Location>,
}

#[derive(Serialize)]
struct Content {
    body: String,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

/// Both are 1-based, the last included.
#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

impl Gitlab {
    /// A report that calls bundles so.
    pub fn new(paths: Paths) -> Gitlab {
        Gitlab {
            paths,
            seen: FxHashMap::default(),
            any: false,
        }
    }

    fn location(&self, location: &super::place::Location) -> Location {
        Location {
            path: self.paths.relative(&location.path),
            lines: Lines {
                begin: location.start.line,
                end: last_line(location),
            },
        }
    }

    fn issue(&mut self, finding: &Entry) -> Issue {
        let location = self.location(&finding.location);
        let key = (location.path.clone(), finding.fingerprint.clone());
        let before = self.seen.entry(key).or_default();
        let fingerprint = fingerprint(&location.path, &finding.fingerprint, *before);
        *before += 1;
        let related = finding.related.iter().map(|related| {
            let Location { path, lines } = self.location(&related.location);
            format!("- {path}:{}: {}\n", lines.begin, one_line(&related.message))
        });
        let body: String = related.collect();
        let others = finding.related.iter();
        Issue {
            kind: "issue",
            check_name: finding.rule.name(),
            description: one_line(&finding.message),
            content: (!body.is_empty()).then_some(Content { body }),
            categories: [category(finding.rule)],
            severity: match finding.level {
                Level::Error => "major",
                Level::Warning => "minor",
                Level::Note => "info",
            },
            fingerprint,
            location,
            other_locations: others.map(|other| self.location(&other.location)).collect(),
        }
    }
}

impl Printer for Gitlab {
    fn start(&mut self, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "[")
    }

    fn bundle(&mut self, bundle: &Reported, out: &mut dyn Write) -> io::Result<()> {
        for finding in bundle.open() {
            let comma = if self.any { "," } else { "" };
            let issue = serde_json::to_string(&self.issue(finding))?;
            write!(out, "{comma}\n{issue}")?;
            self.any = true;
        }
        Ok(())
    }

    fn end(&mut self, _: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "\n]")
    }
}

/// What tells one issue from all others; `before`: how many there were that are alike in path and fingerprint.
fn fingerprint(path: &str, fingerprint: &str, before: usize) -> String {
    let mut hash = Sha256::new();
    for part in [path, fingerprint, &before.to_string()] {
        hash.update(part);
        hash.update([0]);
    }
    hex(&hash.finalize()[..16])
}

/// Descriptions are one line.
fn one_line(text: &str) -> String {
    let line = |c: char| if c.is_control() { '\u{fffd}' } else { c };
    text.chars().map(line).collect()
}

/// The kind of issue, of those that there are.
fn category(rule: Rule) -> &'static str {
    match rule {
        Rule::CopiedPassage | Rule::DuplicatedArticle | Rule::RepeatedPassage => "Duplication",
        Rule::IrregularText => "Compatibility",
        Rule::ElidedQuote
        | Rule::ScrapeResidue
        | Rule::TextOutsideArticle
        | Rule::UnusedAllow
        | Rule::VariantSpelling => "Style",
        _ => "Bug Risk",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprints_differ_by_path_finding_and_number() {
        let of = |path, print, before| fingerprint(path, print, before);
        let all = [
            of("a", "b", 0),
            of("a", "b", 1),
            of("a", "c", 0),
            of("c", "b", 0),
            of("ab", "", 0),
        ];
        for (number, one) in all.iter().enumerate() {
            assert_eq!(one.len(), 32);
            assert!(!all[..number].contains(one), "{number}");
        }
    }
}
