//! `workspace/symbol`: articles and people by name.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::facts::entities::EntityKind;
use crate::queries::likeness::Wanted;
use crate::queries::symbols::{Found, Kind, sort, symbols};
use crate::server::ask::{Reader, ask_all};
use crate::server::host::Host;

/// The most symbols that are shown.
const MOST: usize = 128;

/// Answers the request.
pub async fn answer(
    host: &Arc<Host>,
    params: lsp::WorkspaceSymbolParams,
) -> Result<Option<lsp::WorkspaceSymbolResponse>> {
    let wanted = Wanted::new(&params.query);
    let all: Vec<(Found, lsp::SymbolInformation)> = Vec::new();
    let all = ask_all(host, all, move |reader, all| {
        // What a shelf knows, it knows of all its bundles.
        if reader.number == 0 {
            let found = symbols(&reader.shelf.corpus, &wanted, MOST, || reader.go_on())?;
            all.extend(found.into_iter().map(|found| {
                let symbol = symbol(reader, &found);
                (found, symbol)
            }));
            sort(all, |(found, _)| found, MOST);
        }
        Ok(true)
    })
    .await?;
    let symbols = all.into_iter().map(|(_, symbol)| symbol).collect();
    Ok(Some(lsp::WorkspaceSymbolResponse::Flat(symbols)))
}

fn symbol(reader: &Reader<'_>, found: &Found) -> lsp::SymbolInformation {
    let volume = &reader.shelf.volumes[found.document as usize];
    let range = reader.range_in(found.document, &found.range);
    let (kind, container) = match found.kind {
        Kind::Article => (lsp::SymbolKind::FILE, volume.key.name()),
        Kind::Entity(kind, texts) => {
            let articles = if texts == 1 { "article" } else { "articles" };
            let kind = match kind {
                EntityKind::Person => lsp::SymbolKind::VARIABLE,
                EntityKind::Organization => lsp::SymbolKind::CLASS,
                EntityKind::Place | EntityKind::Other => lsp::SymbolKind::NAMESPACE,
            };
            (kind, format!("{texts} {articles}"))
        }
    };
    #[expect(deprecated, reason = "the field has to be filled in")]
    lsp::SymbolInformation {
        name: found.name.clone(),
        kind,
        tags: None,
        deprecated: None,
        location: lsp::Location::new(volume.uri.clone(), range),
        container_name: Some(container),
    }
}
