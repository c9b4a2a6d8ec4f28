//! `textDocument/selectionRange`: word, quote, sentence, passage, article.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::queries::selection::around;
use crate::server::ask::{Reader, ask};
use crate::server::host::Host;

/// Answers the request.
pub async fn answer(
    host: &Arc<Host>,
    params: lsp::SelectionRangeParams,
) -> Result<Option<Vec<lsp::SelectionRange>>> {
    ask(host, &params.text_document.uri, move |reader| {
        let mut all = Vec::with_capacity(params.positions.len());
        for position in &params.positions {
            reader.go_on()?;
            all.push(ranges(reader, *position));
        }
        Ok(all)
    })
    .await
}

/// What lies around a position, from the inside out. The protocol wants an answer for each: where there is nothing, an
/// empty range.
fn ranges(reader: &Reader<'_>, position: lsp::Position) -> lsp::SelectionRange {
    let offset = reader.offset(position);
    let outwards = around(reader.document(), offset).into_iter().rev();
    let whole = outwards.fold(None, |parent: Option<lsp::SelectionRange>, bytes| {
        Some(lsp::SelectionRange {
            range: reader.range(&bytes),
            parent: parent.map(Box::new),
        })
    });
    whole.unwrap_or_else(|| lsp::SelectionRange {
        range: reader.range(&(offset..offset)),
        parent: None,
    })
}
