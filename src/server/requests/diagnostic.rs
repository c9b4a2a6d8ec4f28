//! `textDocument/diagnostic` and `workspace/diagnostic`: findings for a client that asks.
//!
//! The result id of a list is a hash of it, so a client that has a list already is told so, and nothing else.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::server::ask::{Reader, ask, ask_all};
use crate::server::diagnostics::choose::choose;
use crate::server::diagnostics::published::hash;
use crate::server::host::Host;
use crate::server::key::Key;

/// The findings in one document.
pub async fn document(
    host: &Arc<Host>,
    params: lsp::DocumentDiagnosticParams,
) -> Result<lsp::DocumentDiagnosticReportResult> {
    host.note_pull();
    let previous = params.previous_result_id;
    let pages = host.pages();
    let report = ask(host, &params.text_document.uri, move |reader| {
        Ok(report(reader, &pages, previous.as_deref()))
    })
    .await?;
    let report = match report {
        Some(Report::Same(id)) => lsp::DocumentDiagnosticReport::Unchanged(
            lsp::RelatedUnchangedDocumentDiagnosticReport {
                unchanged_document_diagnostic_report: lsp::UnchangedDocumentDiagnosticReport {
                    result_id: id,
                },
                related_documents: None,
            },
        ),
        Some(Report::Full(full)) => full_report(full),
        None => full_report(lsp::FullDocumentDiagnosticReport::default()),
    };
    Ok(report.into())
}

fn full_report(full: lsp::FullDocumentDiagnosticReport) -> lsp::DocumentDiagnosticReport {
    lsp::DocumentDiagnosticReport::Full(lsp::RelatedFullDocumentDiagnosticReport {
        full_document_diagnostic_report: full,
        ..lsp::RelatedFullDocumentDiagnosticReport::default()
    })
}

/// The findings in all documents.
pub async fn workspace(
    host: &Arc<Host>,
    params: lsp::WorkspaceDiagnosticParams,
) -> Result<lsp::WorkspaceDiagnosticReportResult> {
    host.note_pull();
    let previous = params.previous_result_ids.into_iter();
    let mut known: FxHashMap<Key, (lsp::Uri, String)> = previous
        .map(|previous| (Key::of(&previous.uri), (previous.uri, previous.value)))
        .collect();
    let pages = host.pages();
    let told = (Vec::new(), Vec::new());
    let (mut items, seen) = {
        let known = known.clone();
        ask_all(host, told, move |reader, (items, seen)| {
            let volume = reader.volume();
            let (uri, version) = (volume.uri.clone(), volume.version.map(i64::from));
            let previous = known.get(&volume.key).map(|(_, id)| id.as_str());
            items.push(match report(reader, &pages, previous) {
                Report::Same(id) => lsp::WorkspaceDocumentDiagnosticReport::Unchanged(
                    lsp::WorkspaceUnchangedDocumentDiagnosticReport {
                        uri,
                        version,
                        unchanged_document_diagnostic_report:
                            lsp::UnchangedDocumentDiagnosticReport { result_id: id },
                    },
                ),
                Report::Full(full) => full_item(uri, version, full),
            });
            seen.push(volume.key.clone());
            Ok(true)
        })
        .await?
    };
    // Of what is gone nothing is to be shown any more.
    for key in &seen {
        known.remove(key);
    }
    let mut gone: Vec<lsp::Uri> = known.into_values().map(|(uri, _)| uri).collect();
    gone.sort();
    items.extend(
        gone.into_iter()
            .map(|uri| full_item(uri, None, lsp::FullDocumentDiagnosticReport::default())),
    );
    Ok(lsp::WorkspaceDiagnosticReport { items }.into())
}

fn full_item(
    uri: lsp::Uri,
    version: Option<i64>,
    full: lsp::FullDocumentDiagnosticReport,
) -> lsp::WorkspaceDocumentDiagnosticReport {
    lsp::WorkspaceDocumentDiagnosticReport::Full(lsp::WorkspaceFullDocumentDiagnosticReport {
        uri,
        version,
        full_document_diagnostic_report: full,
    })
}

enum Report {
    /// What the client has, under this id.
    Same(String),
    Full(lsp::FullDocumentDiagnosticReport),
}

fn report(
    reader: &Reader<'_>,
    pages: &crate::server::diagnostics::pages::Pages,
    previous: Option<&str>,
) -> Report {
    let limit = reader.settings.diagnostics.limit;
    let items = choose(reader.shelf, reader.number, limit, reader.client, pages);
    let id = format!("{:032x}", hash(&items));
    if previous == Some(id.as_str()) {
        return Report::Same(id);
    }
    Report::Full(lsp::FullDocumentDiagnosticReport {
        result_id: Some(id),
        items,
    })
}
