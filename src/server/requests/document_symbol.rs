//! `textDocument/documentSymbol`: articles, their passages and quotes.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::queries::outline::{Entry, Kind, outline};
use crate::server::ask::{Reader, ask};
use crate::server::host::Host;

/// Answers the request.
pub async fn answer(
    host: &Arc<Host>,
    params: lsp::DocumentSymbolParams,
) -> Result<Option<lsp::DocumentSymbolResponse>> {
    ask(host, &params.text_document.uri, |reader| {
        let corpus = &reader.shelf.corpus;
        let entries = outline(corpus, reader.number, || reader.go_on())?;
        if reader.client.nested_symbols {
            let nested = entries.into_iter().map(|entry| nested(reader, entry));
            return Ok(lsp::DocumentSymbolResponse::Nested(nested.collect()));
        }
        let mut all = Vec::new();
        flatten(reader, entries, None, &mut all);
        Ok(lsp::DocumentSymbolResponse::Flat(all))
    })
    .await
}

fn kind(kind: Kind) -> lsp::SymbolKind {
    match kind {
        Kind::Article => lsp::SymbolKind::FILE,
        Kind::Passage => lsp::SymbolKind::NAMESPACE,
        Kind::Quote => lsp::SymbolKind::STRING,
    }
}

fn nested(reader: &Reader<'_>, entry: Entry) -> lsp::DocumentSymbol {
    let children = entry.children.into_iter();
    let children: Vec<_> = children.map(|child| nested(reader, child)).collect();
    #[expect(deprecated, reason = "the field has to be filled in")]
    lsp::DocumentSymbol {
        name: entry.name,
        detail: Some(entry.detail).filter(|detail| !detail.is_empty()),
        kind: kind(entry.kind),
        tags: None,
        deprecated: None,
        range: reader.range(&entry.range),
        selection_range: reader.range(&entry.selection),
        children: (!children.is_empty()).then_some(children),
    }
}

/// For clients that know of no symbols within others. Names say what details would.
fn flatten(
    reader: &Reader<'_>,
    entries: Vec<Entry>,
    around: Option<&str>,
    all: &mut Vec<lsp::SymbolInformation>,
) {
    for entry in entries {
        let name = match (entry.kind, &*entry.detail) {
            (Kind::Quote, speaker) if !speaker.is_empty() => format!("{speaker}: {}", entry.name),
            _ => entry.name.clone(),
        };
        #[expect(deprecated, reason = "the field has to be filled in")]
        all.push(lsp::SymbolInformation {
            name,
            kind: kind(entry.kind),
            tags: None,
            deprecated: None,
            location: lsp::Location::new(reader.volume().uri.clone(), reader.range(&entry.range)),
            container_name: around.map(str::to_owned),
        });
        flatten(reader, entry.children, Some(&entry.name), all);
    }
}
