//! `textDocument/foldingRange`: articles, and text outside them.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::queries::folding::{Fold, Kind, folds};
use crate::server::ask::{Reader, ask};
use crate::server::host::Host;

/// Answers the request.
pub async fn answer(
    host: &Arc<Host>,
    params: lsp::FoldingRangeParams,
) -> Result<Option<Vec<lsp::FoldingRange>>> {
    ask(host, &params.text_document.uri, |reader| {
        let most = reader.client.fold_limit.map_or(usize::MAX, |m| m as usize);
        let folds = folds(reader.document(), most, || reader.go_on())?;
        let ranges = folds.into_iter().filter_map(|fold| range(reader, &fold));
        Ok(ranges.collect())
    })
    .await
}

/// A fold as the client has it; one of a single line is none.
fn range(reader: &Reader<'_>, fold: &Fold) -> Option<lsp::FoldingRange> {
    let lsp::Range { start, end } = reader.range(&fold.range);
    let columns = !reader.client.fold_lines_only;
    (start.line < end.line).then(|| lsp::FoldingRange {
        start_line: start.line,
        start_character: columns.then_some(start.character),
        end_line: end.line,
        end_character: columns.then_some(end.character),
        kind: Some(match fold.kind {
            Kind::Article => lsp::FoldingRangeKind::Region,
            Kind::Outside => lsp::FoldingRangeKind::Comment,
        }),
        collapsed_text: None,
    })
}
