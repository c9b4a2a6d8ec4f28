//! Findings as printers take them: plain data, which outlive the bundles that they were found in.

use std::borrow::Cow;
use std::ops::Range;

use serde::{Serialize, Serializer};

use super::place::Location;
use super::{Checked, text};
use crate::rules::{Finding, Level, Rule};
use crate::workspace::config::Configuration;
use crate::workspace::corpus::{Allowed, AllowedBy};

/// One finding. As JSON it is the contract's entry, to which keys may be added; nothing else changes.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    /// The rule that says so.
    #[serde(serialize_with = "rule")]
    pub rule: Rule,
    /// How much it matters.
    #[serde(serialize_with = "level")]
    pub level: Level,
    /// What is wrong, as one sentence without a full stop.
    pub message: String,
    /// Where a person would mend it.
    pub location: Location,
    /// The other places that it speaks of.
    pub related: Vec<Related>,
    /// What could be done about it.
    pub fixes: Vec<Fix>,
    /// See [`Finding::fingerprint`].
    pub fingerprint: String,
    /// Why it is not reported, if it is not.
    #[serde(skip)]
    pub suppressed: Option<Suppression>,
    /// The finding with the lines that it speaks of, for people, in colour; empty where nobody asked for it.
    #[serde(skip)]
    pub excerpt: String,
}

/// Another place that a finding speaks of.
#[derive(Debug, Clone, Serialize)]
pub struct Related {
    /// What stands there.
    pub message: String,
    /// Where.
    pub location: Location,
}

/// A change that mends a finding.
#[derive(Debug, Clone, Serialize)]
pub struct Fix {
    /// What it does.
    pub title: String,
    /// Whether there is no doubt that it is wanted.
    pub safe: bool,
    /// What it writes where.
    pub edits: Vec<Edit>,
}

/// One replacement of a fix.
#[derive(Debug, Clone, Serialize)]
pub struct Edit {
    /// What is replaced; empty for an insertion.
    pub location: Location,
    /// What is written there.
    pub text: String,
}

/// Why a finding is not reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Suppression {
    /// The marker of its article allows it.
    Marker,
    /// A configuration allows it.
    Configuration {
        /// The configuration's file, as messages name it.
        path: String,
        /// The line that the `[[allow]]` begins in, 1-based.
        line: usize,
        /// Why it is allowed.
        reason: String,
    },
    /// It is in the baseline.
    Baseline,
}

/// What was found in one bundle.
#[derive(Debug, Clone, Default)]
pub struct Reported {
    /// Its path as given.
    pub path: String,
    /// Articles in it.
    pub articles: usize,
    /// Bytes of its file.
    pub bytes: usize,
    /// Its findings, in the order of the text; those that are suppressed are among them.
    pub findings: Vec<Entry>,
    /// The numbers of the allows of its configuration that hid something, sorted.
    pub used: Vec<usize>,
}

impl Reported {
    /// What was found in a bundle; `by`: what allows some of it. `excerpts`: how many findings of one rule are wanted
    /// with their excerpts at most.
    pub fn new(checked: &Checked<'_>, by: &Configuration, excerpts: usize) -> Reported {
        let verdict = checked.verdict();
        let mut all: Vec<(Range<usize>, Cow<'_, Finding>, Option<AllowedBy>)> = Vec::new();
        let found = verdict.findings.into_iter();
        all.extend(found.map(|(range, finding)| (range, finding, None)));
        let allowed = verdict.allowed.into_iter();
        all.extend(allowed.map(|Allowed { range, finding, by }| (range, finding, Some(by))));
        all.sort_by_key(|(range, finding, _)| (range.start, finding.rule, range.end));
        let mut shown = vec![0; Rule::ALL.len()];
        let findings = all.iter().map(|(_, finding, allowed)| {
            let mut entry = Entry::new(checked, finding);
            entry.suppressed = allowed.map(|allowed| Suppression::new(allowed, by));
            let shown = &mut shown[finding.rule as usize];
            if entry.suppressed.is_none() && *shown < excerpts {
                *shown += 1;
                entry.excerpt = text::render(checked, finding);
            }
            entry
        });
        let decoded = &checked.file().decoded;
        Reported {
            path: checked.file().path.clone(),
            articles: checked.document().tree().articles().count(),
            bytes: decoded.to_file_offset(decoded.text().len()),
            findings: findings.collect(),
            used: verdict.used,
        }
    }

    /// The findings that are reported.
    pub fn open(&self) -> impl Iterator<Item = &Entry> {
        self.findings.iter().filter(|f| f.suppressed.is_none())
    }
}

impl Entry {
    /// A finding without the bundle that it was found in.
    fn new(checked: &Checked<'_>, finding: &Finding) -> Entry {
        let related = finding.related.iter().map(|related| Related {
            message: related.message.clone(),
            location: checked.location(&related.place),
        });
        let fixes = finding.fixes.iter().map(|fix| {
            let edits = fix.edits.iter().map(|edit| Edit {
                location: checked.location(&edit.place),
                text: edit.text.clone(),
            });
            Fix {
                title: fix.title.clone(),
                safe: fix.is_safe(),
                edits: edits.collect(),
            }
        });
        Entry {
            rule: finding.rule,
            level: finding.level,
            message: finding.message.clone(),
            location: checked.location(&finding.place),
            related: related.collect(),
            fixes: fixes.collect(),
            fingerprint: finding.fingerprint(),
            suppressed: None,
            excerpt: String::new(),
        }
    }
}

impl Suppression {
    fn new(by: AllowedBy, configuration: &Configuration) -> Suppression {
        let AllowedBy::Policy(number) = by else {
            return Suppression::Marker;
        };
        let allowed = configuration.config.allows.get(number);
        Suppression::Configuration {
            path: configuration.path.clone(),
            line: allowed.map_or(1, |allowed| allowed.line),
            reason: allowed.map_or_else(String::new, |allowed| allowed.reason.clone()),
        }
    }

    /// Why, in a sentence without a full stop.
    pub fn reason(&self) -> String {
        match self {
            Suppression::Marker => "The marker of the article allows it".to_owned(),
            Suppression::Configuration { path, line, reason } => {
                format!("{reason} ({path}:{line})")
            }
            Suppression::Baseline => "It is in the baseline".to_owned(),
        }
    }
}

#[allow(clippy::trivially_copy_pass_by_ref)] // as serde wants it
fn rule<S: Serializer>(rule: &Rule, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(rule.name())
}

#[allow(clippy::trivially_copy_pass_by_ref)] // as serde wants it
fn level<S: Serializer>(level: &Level, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(level.name())
}
