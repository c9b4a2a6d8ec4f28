//! What the requests have in common that lead from one place to others.

use tower_lsp::ls_types as lsp;

use crate::queries::targets::Answer;
use crate::server::ask::Reader;

/// The places that something leads to: with what was asked about, where the client can use that (`links`).
pub(super) fn response(
    reader: &Reader<'_>,
    answer: &Answer,
    links: bool,
) -> lsp::GotoDefinitionResponse {
    if !links {
        let places = answer.targets.iter().map(|target| &target.place);
        return lsp::GotoDefinitionResponse::Array(places.map(|p| reader.location(p)).collect());
    }
    let origin = reader.location(&answer.origin).range;
    let targets = answer.targets.iter().map(|target| {
        let place = reader.location(&target.place);
        lsp::LocationLink {
            origin_selection_range: Some(origin),
            target_uri: place.uri,
            target_range: reader.location(&target.whole).range,
            target_selection_range: place.range,
        }
    });
    lsp::GotoDefinitionResponse::Link(targets.collect())
}
