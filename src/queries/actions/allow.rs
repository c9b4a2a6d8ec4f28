//! Allowing a finding: on the article's marker, or in the configuration.

use crate::bundle::Role;
use crate::bundle::amend::with_attribute;
use crate::queries::edit::Edit;
use crate::rules::{Finding, Rule};
use crate::workspace::Corpus;

/// Adds the rule of a finding to the `allow` of its article's open marker; `None` where it has no marker that can have
/// one, or would have it in vain.
pub(super) fn on_marker(corpus: &Corpus, finding: &Finding) -> Option<Edit> {
    let document = corpus.documents().get(finding.place.document as usize)?;
    let tree = document.tree();
    let id = finding
        .place
        .anchor
        .filter(|&id| tree.role(id) == Role::Open)?;
    let is_in_vain = match finding.rule {
        // What is said of the whole file is not for one article's marker to allow.
        Rule::IrregularText => true,
        // Written anew, the marker has no slip that could be allowed.
        Rule::MalformedMarker => finding.place.start < tree.line(id).len(),
        _ => false,
    };
    if is_in_vain {
        return None;
    }
    let marker = tree.marker(id);
    let mut rules: Vec<&str> = marker.allowed().collect();
    if rules.contains(&finding.rule.name()) {
        return None;
    }
    rules.push(finding.rule.name());
    let line = tree.line(id);
    let text = document.slice(line.clone());
    let (range, text) = with_attribute(&text, marker, "allow", &rules.join(" "), tree.keywords())?;
    let range = line.start + range.start..line.start + range.end;
    Some(Edit::new(document.number(), range, text))
}

/// An `[[allow]]` for the configuration, to be put at its end. `path`: the bundle's, relative to the configuration.
pub fn configuration_entry(corpus: &Corpus, finding: &Finding, path: Option<&str>) -> String {
    // A JSON string is a TOML string, but for one character.
    let quoted = |text: &str| {
        let json = serde_json::Value::from(text).to_string();
        json.replace('\u{7f}', "\\u007f")
    };
    let mut entry = format!("[[allow]]\nrule = {}\n", quoted(finding.rule.name()));
    if let Some(path) = path {
        // Paths are globs there.
        let plain = globset::escape(path);
        entry += &format!("path = {}\n", quoted(&plain));
    }
    let document = corpus.documents().get(finding.place.document as usize);
    let name = document.and_then(|document| {
        let tree = document.tree();
        let id = finding
            .place
            .anchor
            .filter(|&id| tree.role(id) == Role::Open)?;
        tree.marker(id).name.as_deref()
    });
    if let Some(name) = name {
        entry += &format!("article = {}\n", quoted(name));
    }
    entry += &format!("fingerprint = {}\n", quoted(&finding.fingerprint()));
    entry + "reason = \"say here why this is as it should be\"\n"
}
