//! A finding as a diagnostic.

use serde_json::json;
use tower_lsp::ls_types as lsp;

use super::pages::Pages;
use crate::bundle::Role;
use crate::rules::{Finding, Level, Place, Rule};
use crate::server::capabilities::Capabilities;
use crate::server::position;
use crate::server::shelf::Shelf;

/// Other places that a diagnostic names; a client shows each as a line.
const RELATED: usize = 20;

/// A finding as a diagnostic, with as much as the client can show.
pub fn convert(
    shelf: &Shelf,
    finding: &Finding,
    client: &Capabilities,
    pages: &Pages,
) -> lsp::Diagnostic {
    let related: Vec<lsp::DiagnosticRelatedInformation> = finding
        .related
        .iter()
        .take(RELATED)
        .map(|related| lsp::DiagnosticRelatedInformation {
            location: location(shelf, &related.place, client),
            message: match article(shelf, &related.place) {
                Some(name) => format!("{} (in `{name}`)", related.message),
                None => related.message.clone(),
            },
        })
        .collect();
    let mut message = finding.message.clone();
    if !client.related_information {
        // What cannot be linked is said.
        for related in &related {
            let line = related.location.range.start.line + 1;
            message.push_str(&format!("\nline {line}: {}", related.message));
        }
    }
    let page = pages.of(finding.rule).filter(|_| client.code_description);
    lsp::Diagnostic {
        range: location(shelf, &finding.place, client).range,
        severity: Some(severity(finding.level)),
        code: Some(lsp::NumberOrString::String(finding.rule.name().to_owned())),
        code_description: page.map(|href| lsp::CodeDescription { href: href.clone() }),
        source: Some("variorum".to_owned()),
        message,
        related_information: (client.related_information && !related.is_empty()).then_some(related),
        tags: client.diagnostic_tags.then(|| tags(finding.rule)).flatten(),
        data: client
            .diagnostic_data
            .then(|| json!({ "fingerprint": finding.fingerprint() })),
    }
}

/// The place of something in its bundle.
fn location(shelf: &Shelf, place: &Place, client: &Capabilities) -> lsp::Location {
    let document = shelf.document(place.document);
    let bytes = place.in_file(document.tree().start(place.anchor));
    lsp::Location::new(
        shelf.volumes[place.document as usize].uri.clone(),
        position::range(document.text(), &bytes, client.encoding),
    )
}

/// The name of the article in which a place lies.
fn article<'s>(shelf: &'s Shelf, place: &Place) -> Option<&'s str> {
    let tree = shelf.document(place.document).tree();
    let id = place.anchor.filter(|&id| tree.role(id) == Role::Open)?;
    tree.marker(id)
        .name
        .as_deref()
        .filter(|name| !name.is_empty())
}

/// The severity of a level.
pub fn severity(level: Level) -> lsp::DiagnosticSeverity {
    match level {
        Level::Error => lsp::DiagnosticSeverity::ERROR,
        Level::Warning => lsp::DiagnosticSeverity::WARNING,
        Level::Note => lsp::DiagnosticSeverity::INFORMATION,
    }
}

/// What could be left out is shown faded.
fn tags(rule: Rule) -> Option<Vec<lsp::DiagnosticTag>> {
    let superfluous = matches!(
        rule,
        Rule::RepeatedPassage | Rule::ScrapeResidue | Rule::UnusedAllow
    );
    superfluous.then(|| vec![lsp::DiagnosticTag::UNNECESSARY])
}
