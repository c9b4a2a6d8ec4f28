//! `textDocument/hover`: what the other sources say.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::queries::hover::hover;
use crate::queries::markup::{self, Targets};
use crate::rules::Place;
use crate::server::ask::{Reader, ask};
use crate::server::host::Host;

/// Answers the request.
pub async fn answer(host: &Arc<Host>, params: lsp::HoverParams) -> Result<Option<lsp::Hover>> {
    let at = params.text_document_position_params;
    let told = ask(host, &at.text_document.uri, move |reader| {
        let offset = reader.offset(at.position);
        let told = hover(&reader.shelf.corpus, reader.number, offset);
        Ok(told.map(|told| lsp::Hover {
            range: Some(reader.location(&told.place).range),
            contents: lsp::HoverContents::Markup(content(reader, &told.lines)),
        }))
    });
    Ok(told.await?.flatten())
}

/// Lines in the form that the client shows.
fn content(reader: &Reader<'_>, lines: &[markup::Line]) -> lsp::MarkupContent {
    let links = Links(reader);
    let (kind, value) = if reader.client.markdown_hover {
        (lsp::MarkupKind::Markdown, markup::markdown(lines, &links))
    } else {
        (lsp::MarkupKind::PlainText, markup::plain(lines, &links))
    };
    lsp::MarkupContent { kind, value }
}

/// Places as addresses with a line, which editors follow.
struct Links<'r>(&'r Reader<'r>);

impl Targets for Links<'_> {
    fn address(&self, place: &Place) -> Option<String> {
        let location = self.0.location(place);
        let line = location.range.start.line + 1;
        Some(format!("{}#L{line}", location.uri.as_str()))
    }

    fn line(&self, place: &Place) -> u32 {
        self.0.location(place).range.start.line + 1
    }
}
