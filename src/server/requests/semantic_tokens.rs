//! `textDocument/semanticTokens`: markers, attributes, quotes, speakers, figures, names.

use std::sync::{Arc, MutexGuard};

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::server::ask::{Reader, Stopped, ask};
use crate::server::host::Host;
use crate::server::tokens::ledger::{Delta, Ledger};
use crate::server::tokens::range::in_range;

/// How many numbers stand for a token.
const NUMBERS: u32 = 5;

/// All tokens.
pub async fn full(
    host: &Arc<Host>,
    params: lsp::SemanticTokensParams,
) -> Result<Option<lsp::SemanticTokensResult>> {
    let tokens = ask(host, &params.text_document.uri, |reader| {
        let mut ledger = ledger(reader)?;
        Ok(all(&mut ledger))
    });
    Ok(tokens.await?.map(lsp::SemanticTokensResult::Tokens))
}

/// What changed since an earlier result; all tokens where nothing is known of that.
pub async fn delta(
    host: &Arc<Host>,
    params: lsp::SemanticTokensDeltaParams,
) -> Result<Option<lsp::SemanticTokensFullDeltaResult>> {
    let previous = params.previous_result_id;
    ask(host, &params.text_document.uri, move |reader| {
        let mut ledger = ledger(reader)?;
        let known = previous.parse().ok().and_then(|known| ledger.delta(known));
        Ok(match known {
            Some(delta) => {
                lsp::SemanticTokensFullDeltaResult::TokensDelta(edits(delta, &mut ledger))
            }
            None => lsp::SemanticTokensFullDeltaResult::Tokens(all(&mut ledger)),
        })
    })
    .await
}

/// The tokens of some lines. They are not remembered.
pub async fn range(
    host: &Arc<Host>,
    params: lsp::SemanticTokensRangeParams,
) -> Result<Option<lsp::SemanticTokensRangeResult>> {
    let wanted = params.range;
    ask(host, &params.text_document.uri, move |reader| {
        let lines = wanted.start.line..wanted.end.line.saturating_add(1);
        let encoding = reader.client.encoding;
        let data = in_range(reader.document(), lines, encoding, || reader.go_on())?;
        let result_id = None;
        let tokens = lsp::SemanticTokens { result_id, data };
        Ok(lsp::SemanticTokensRangeResult::Tokens(tokens))
    })
    .await
}

/// The tokens of the bundle, up to date.
fn ledger<'r>(reader: &Reader<'r>) -> std::result::Result<MutexGuard<'r, Ledger>, Stopped> {
    let shared = &reader.shelf.tokens[reader.number as usize];
    let mut ledger = shared.lock().unwrap_or_else(|poisoned| {
        // A panic left it half done.
        shared.clear_poison();
        let mut ledger = poisoned.into_inner();
        *ledger = Ledger::default();
        ledger
    });
    // Another request may have held it for long.
    reader.go_on()?;
    ledger.update(reader.document(), reader.client.encoding, || reader.go_on())?;
    Ok(ledger)
}

fn all(ledger: &mut Ledger) -> lsp::SemanticTokens {
    lsp::SemanticTokens {
        data: ledger.tokens(),
        result_id: Some(ledger.remember().to_string()),
    }
}

fn edits(delta: Delta, ledger: &mut Ledger) -> lsp::SemanticTokensDelta {
    let edit = lsp::SemanticTokensEdit {
        start: delta.start as u32 * NUMBERS,
        delete_count: delta.deleted as u32 * NUMBERS,
        data: Some(delta.tokens).filter(|tokens| !tokens.is_empty()),
    };
    let is_empty = edit.delete_count == 0 && edit.data.is_none();
    lsp::SemanticTokensDelta {
        result_id: Some(ledger.remember().to_string()),
        edits: if is_empty { Vec::new() } else { vec![edit] },
    }
}
