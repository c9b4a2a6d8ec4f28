//! SARIF 2.1.0, the interchange format of static analysis. Its types are made from the published schema.
//!
//! What is allowed or in the baseline is there too, marked as suppressed: a viewer that is told of it can close what it
//! had open. Results are written as soon as their bundle is checked.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde_json::{Value, json};
use serde_sarif::sarif::{
    ArtifactChange, ArtifactContent, ArtifactLocation, Fix, Invocation, Location, LogicalLocation,
    Message, MultiformatMessageString, Notification, PhysicalLocation, PropertyBag, Region,
    Replacement, ReportingConfiguration, ReportingDescriptor, Result, ResultLevel, Suppression,
    Tool, ToolComponent,
};

use super::{Edit, Entry, Paths, Printer, Reported, Run, Suppression as Why, entry, place};
use crate::rules::{Level, Rule};

/// See the module's head.
pub struct Sarif {
    paths: Paths,
    any: bool,
}

/// Where the schema is published, by the standard's own words.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

impl Sarif {
    /// A report that calls bundles so.
    pub fn new(paths: Paths) -> Sarif {
        Sarif { paths, any: false }
    }
}

impl Printer for Sarif {
    fn start(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let tool = serde_json::to_string(&tool())?;
        write!(
            out,
            "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{tool},\n\
             \"columnKind\":\"unicodeCodePoints\",\"results\":["
        )
    }

    fn bundle(&mut self, bundle: &Reported, out: &mut dyn Write) -> io::Result<()> {
        for finding in &bundle.findings {
            let comma = if self.any { "," } else { "" };
            let result = serde_json::to_string(&self.result(finding))?;
            write!(out, "{comma}\n{result}")?;
            self.any = true;
        }
        Ok(())
    }

    fn end(&mut self, run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        let invocation = serde_json::to_string(&invocation(run))?;
        writeln!(out, "\n],\"invocations\":[{invocation}]}}]}}")
    }
}

impl Sarif {
    fn result(&self, finding: &Entry) -> Result {
        let location = self.location(&finding.location);
        let fingerprint = ("variorum/v1".to_owned(), finding.fingerprint.clone());
        let mut result = Result::builder()
            .rule_id(finding.rule.name())
            .rule_index(finding.rule as i64)
            .level(match finding.level {
                Level::Error => ResultLevel::Error,
                Level::Warning => ResultLevel::Warning,
                Level::Note => ResultLevel::Note,
            })
            .message(said(&finding.message))
            .locations(vec![location])
            .partial_fingerprints(BTreeMap::from([fingerprint]))
            .build();
        let related: Vec<Location> = (1..)
            .zip(&finding.related)
            .map(|(id, related)| self.related(id, related))
            .collect();
        result.related_locations = Some(related).filter(|all| !all.is_empty());
        let fixes: Vec<Fix> = finding.fixes.iter().map(|fix| self.fix(fix)).collect();
        result.fixes = Some(fixes).filter(|all| !all.is_empty());
        // With an empty list in the others a reader would know that they are not suppressed; most take its absence for that.
        let suppression = finding.suppressed.as_ref();
        result.suppressions = suppression.map(|why| vec![self.suppression(why)]);
        result
    }

    fn location(&self, location: &place::Location) -> Location {
        let physical = PhysicalLocation::builder()
            .artifact_location(self.artifact(&location.path))
            .region(region(location))
            .build();
        let mut built = Location::builder().physical_location(physical).build();
        if let Some(article) = &location.article {
            let logical = LogicalLocation::builder().name(article).kind("resource");
            built.logical_locations = Some(vec![logical.build()]);
        }
        built
    }

    fn related(&self, id: i64, related: &entry::Related) -> Location {
        let mut location = self.location(&related.location);
        location.id = Some(id);
        location.message = Some(said(&related.message));
        location
    }

    fn artifact(&self, path: &str) -> ArtifactLocation {
        ArtifactLocation::builder()
            .uri(self.paths.uri(path))
            .build()
    }

    fn fix(&self, fix: &entry::Fix) -> Fix {
        // The edits of one file make one change.
        let mut changes: Vec<(&str, Vec<Replacement>)> = Vec::new();
        for edit in &fix.edits {
            let path = edit.location.path.as_str();
            let replacement = replacement(edit);
            match changes.iter_mut().find(|(known, _)| *known == path) {
                Some((_, replacements)) => replacements.push(replacement),
                None => changes.push((path, vec![replacement])),
            }
        }
        let changes = changes.into_iter().map(|(path, replacements)| {
            ArtifactChange::builder()
                .artifact_location(self.artifact(path))
                .replacements(replacements)
                .build()
        });
        Fix::builder()
            .description(said(&fix.title))
            .artifact_changes(changes.collect::<Vec<_>>())
            .properties(property("safe", fix.safe.into()))
            .build()
    }

    fn suppression(&self, why: &Why) -> Suppression {
        let kind = match why {
            Why::Marker => "inSource",
            Why::Configuration { .. } | Why::Baseline => "external",
        };
        let mut suppression = Suppression::builder()
            .kind(json!(kind))
            .status(json!("accepted"))
            .justification(why.reason())
            .build();
        if let Why::Configuration { path, line, reason } = why {
            suppression.justification = Some(reason.clone());
            let region = Region::builder().start_line(*line as i64).build();
            let physical = PhysicalLocation::builder()
                .artifact_location(self.artifact(path))
                .region(region);
            let location = Location::builder().physical_location(physical.build());
            suppression.location = Some(location.build());
        }
        suppression
    }
}

/// 1-based, in code points, the end exclusive: SARIF counts as we do.
fn region(location: &place::Location) -> Region {
    Region::builder()
        .start_line(location.start.line as i64)
        .start_column(location.start.column as i64)
        .end_line(location.end.line as i64)
        .end_column(location.end.column as i64)
        .build()
}

fn replacement(edit: &Edit) -> Replacement {
    let content = ArtifactContent::builder().text(&edit.text).build();
    Replacement::builder()
        .deleted_region(region(&edit.location))
        .inserted_content(content)
        .build()
}

/// A message. Names in it come from bundles: brackets that would make a link of them are escaped.
fn said(text: &str) -> Message {
    let mut text = if text.contains("](") {
        text.replace('\\', "\\\\")
            .replace('[', "\\[")
            .replace(']', "\\]")
    } else {
        text.to_owned()
    };
    if !text.ends_with(['.', '?', '!']) {
        text.push('.');
    }
    Message::builder().text(text).build()
}

fn property(key: &str, value: Value) -> PropertyBag {
    let all = BTreeMap::from([(key.to_owned(), value)]);
    PropertyBag::builder().additional_properties(all).build()
}

fn tool() -> Tool {
    let rules = Rule::ALL.iter().map(|&rule| descriptor(rule));
    let mut driver = ToolComponent::builder()
        .name(env!("CARGO_PKG_NAME"))
        .version(env!("CARGO_PKG_VERSION"))
        .semantic_version(env!("CARGO_PKG_VERSION"))
        .short_description(&env!("CARGO_PKG_DESCRIPTION").to_owned())
        .language("en")
        .rules(rules.collect::<Vec<_>>())
        .build();
    let homepage = env!("CARGO_PKG_HOMEPAGE");
    driver.information_uri = Some(homepage.to_owned()).filter(|uri| !uri.is_empty());
    Tool::from(driver)
}

/// What a rule does, from its page.
fn descriptor(rule: Rule) -> ReportingDescriptor {
    let page = rule.page();
    let does = section(&page, "What it does");
    let first = first_sentence(&does);
    let help = MultiformatMessageString::builder()
        .text(&page)
        .markdown(&page);
    let level = ReportingConfiguration::builder().level(json!(rule.level().name()));
    ReportingDescriptor::builder()
        .id(rule.name())
        .name(format!("{rule:?}"))
        .short_description(&first)
        .full_description(&does)
        .help(help.build())
        .default_configuration(level.build())
        .build()
}

/// The first paragraph under a heading of a page, as one line.
fn section(page: &str, heading: &str) -> String {
    let after = page
        .split(&format!("## {heading}\n"))
        .nth(1)
        .unwrap_or_default();
    let lines = after
        .trim_start()
        .lines()
        .take_while(|line| !line.trim().is_empty());
    let text = lines.map(str::trim).collect::<Vec<_>>().join(" ");
    match text.strip_suffix(':') {
        Some(before) => format!("{before}."), // a list follows, which is in the help
        None => text,
    }
}

fn first_sentence(text: &str) -> String {
    let end = text.find(". ").map_or(text.len(), |at| at + 1);
    text[..end].to_owned()
}

fn invocation(run: &Run<'_>) -> Invocation {
    let notifications = run.errors.iter().map(|error| {
        Notification::builder()
            .level(json!("error"))
            .message(said(error))
            .build()
    });
    Invocation::builder()
        .execution_successful(run.errors.is_empty())
        .exit_code(i64::from(run.exit_code))
        .tool_execution_notifications(notifications.collect::<Vec<_>>())
        .build()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_descriptions() {
        for &rule in Rule::ALL {
            let descriptor = serde_json::to_value(descriptor(rule)).unwrap();
            for key in ["shortDescription", "fullDescription"] {
                let text = descriptor[key]["text"].as_str().unwrap();
                assert!(
                    text.ends_with('.') && !text.contains('\n'),
                    "{rule:?}: {text:?}"
                );
            }
            assert_eq!(Rule::ALL[rule as usize], rule, "its index");
        }
    }

    #[test]
    fn names_make_no_links() {
        let text = |message: &str| said(message).text.unwrap();
        assert_eq!(text("`[a](http://b)` is"), "`\\[a\\](http://b)` is.");
        assert_eq!(text("`[live] a` is odd"), "`[live] a` is odd.");
    }
}
