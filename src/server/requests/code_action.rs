//! `textDocument/codeAction`: what can be done about a finding, or at a place.
//!
//! What an action writes is told when it is chosen, where the client can ask for it.

use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types as lsp;

use crate::queries::actions::{self, Action, Kind, Wanted, What};
use crate::server::ask::{Reader, Stopped, ask};
use crate::server::capabilities::FIX_ALL;
use crate::server::changes::{refused, workspace_edit};
use crate::server::configuring;
use crate::server::host::Host;
use crate::server::world::Stamp;

/// What leads from an action back to what it does.
#[derive(Debug, Serialize, Deserialize)]
struct Chosen {
    uri: lsp::Uri,
    /// The state of the text that it is for.
    stamp: Stamp,
    /// Where the menu was opened, in bytes.
    at: usize,
    what: What,
    /// The finding's fingerprint and place.
    finding: Option<(String, Range<usize>)>,
}

/// Answers the request.
pub async fn answer(
    host: &Arc<Host>,
    params: lsp::CodeActionParams,
) -> Result<Option<lsp::CodeActionResponse>> {
    let uri = params.text_document.uri;
    ask(host, &uri.clone(), move |reader| {
        let mut all = Vec::new();
        if !reader.client.code_action_literals {
            return Ok(all); // it knows only commands
        }
        let only = params.context.only.as_deref();
        let range = reader.bytes(params.range);
        let corpus = &reader.shelf.corpus;
        for action in actions::actions(corpus, reader.number, &range, wanted(only)) {
            reader.go_on()?;
            let kind = kind(action.kind);
            let is_wanted = only.is_none_or(|only| only.iter().any(|o| holds(o, &kind)));
            if !is_wanted || action.what == What::Configure && !configuring::is_there(reader) {
                continue;
            }
            let diagnostics = diagnostics(reader, &action, &params.context.diagnostics);
            let mut item = lsp::CodeAction {
                title: action.title,
                kind: Some(kind),
                diagnostics: (!diagnostics.is_empty()).then_some(diagnostics),
                is_preferred: action.preferred.then_some(true),
                ..lsp::CodeAction::default()
            };
            let chosen = Chosen {
                uri: uri.clone(),
                stamp: reader.volume().stamp,
                at: range.start,
                what: action.what,
                finding: action.finding,
            };
            if reader.client.resolve_code_actions {
                item.data = serde_json::to_value(&chosen).ok();
            } else {
                item.edit = done(reader, &chosen)?;
                if item.edit.is_none() {
                    continue;
                }
            }
            all.push(lsp::CodeActionOrCommand::CodeAction(item));
        }
        Ok(all)
    })
    .await
}

/// Answers the request.
pub async fn resolve(host: &Arc<Host>, mut params: lsp::CodeAction) -> Result<lsp::CodeAction> {
    let Some(data) = params.data.clone() else {
        return Ok(params);
    };
    let chosen: Chosen = serde_json::from_value(data)
        .map_err(|error| Error::invalid_params(format!("this is no action of ours: {error}")))?;
    let uri = chosen.uri.clone();
    let edit = ask(host, &uri, move |reader| {
        if reader.volume().stamp != chosen.stamp {
            return Err(Stopped::Modified);
        }
        done(reader, &chosen)
    });
    match edit.await?.flatten() {
        Some(edit) => {
            params.edit = Some(edit);
            Ok(params)
        }
        None => Err(refused("there is nothing left to do here")),
    }
}

/// What an action writes.
fn done(
    reader: &Reader<'_>,
    chosen: &Chosen,
) -> std::result::Result<Option<lsp::WorkspaceEdit>, Stopped> {
    let (corpus, number) = (&reader.shelf.corpus, reader.number);
    let finding = chosen.finding.as_ref();
    let finding = finding.and_then(|(print, place)| actions::finding(corpus, number, print, place));
    if let (What::Configure, Some(finding)) = (&chosen.what, &finding) {
        return Ok(configuring::allowed(reader, finding));
    }
    let edits = actions::edits(
        corpus,
        number,
        &chosen.what,
        finding.as_deref(),
        chosen.at,
        || reader.go_on(),
    )?;
    let edits = edits.filter(|edits| !edits.is_empty());
    Ok(edits.map(|edits| workspace_edit(reader, &edits)))
}

fn kind(kind: Kind) -> lsp::CodeActionKind {
    match kind {
        Kind::QuickFix => lsp::CodeActionKind::QUICKFIX,
        Kind::Rewrite => lsp::CodeActionKind::REFACTOR_REWRITE,
        Kind::FixAll => lsp::CodeActionKind::new(FIX_ALL),
    }
}

/// Whether a kind is another, or of it: `refactor` holds `refactor.rewrite`.
fn holds(outer: &lsp::CodeActionKind, inner: &lsp::CodeActionKind) -> bool {
    let rest = inner.as_str().strip_prefix(outer.as_str());
    rest.is_some_and(|rest| outer.as_str().is_empty() || rest.is_empty() || rest.starts_with('.'))
}

/// What the client wants. Unless it asks for it, it is spared the look at the whole bundle.
fn wanted(only: Option<&[lsp::CodeActionKind]>) -> Wanted {
    let asks = |of: Kind| only.is_none_or(|only| only.iter().any(|o| holds(o, &kind(of))));
    Wanted {
        quick_fixes: asks(Kind::QuickFix),
        rewrites: asks(Kind::Rewrite),
        fix_all: only.is_some() && asks(Kind::FixAll),
    }
}

/// The client's diagnostics of the finding that an action mends.
fn diagnostics(
    reader: &Reader<'_>,
    action: &Action,
    shown: &[lsp::Diagnostic],
) -> Vec<lsp::Diagnostic> {
    let Some((print, place)) = &action.finding else {
        return Vec::new();
    };
    let range = reader.range(place);
    let of_finding = shown.iter().filter(|shown| {
        let data = shown.data.as_ref();
        let known = data.and_then(|data| data.get("fingerprint")?.as_str());
        shown.range == range && known.is_none_or(|known| known == print)
    });
    let ours = of_finding.filter(|shown| shown.source.as_deref() == Some("variorum"));
    ours.cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_hold_those_below_them() {
        let kind = lsp::CodeActionKind::new;
        for (outer, inner, expected) in [
            ("", "quickfix", true),
            ("source", "source.fixAll.variorum", true),
            ("source.fixAll", "source.fixAll.variorum", true),
            ("source.fix", "source.fixAll.variorum", false),
            ("source.fixAll.other", "source.fixAll.variorum", false),
            ("refactor", "refactor.rewrite", true),
            ("quickfix", "refactor.rewrite", false),
        ] {
            assert_eq!(
                holds(&kind(outer), &kind(inner)),
                expected,
                "{outer} {inner}"
            );
        }
    }
}
