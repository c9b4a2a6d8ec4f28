//! `textDocument/rename`: of an article, or of a name across the bundle.

use std::fmt::Display;
use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::queries::edit::Edit;
use crate::queries::naming::{self, name_at};
use crate::queries::spelling::{self, is_uncertain, spelling_at};
use crate::server::ask::{Reader, Stopped, ask};
use crate::server::changes::{refused, workspace_edit};
use crate::server::host::Host;

/// What a rename comes to, or why it cannot be.
type Answer = std::result::Result<lsp::WorkspaceEdit, String>;

/// Answers the request.
pub async fn answer(
    host: &Arc<Host>,
    params: lsp::RenameParams,
) -> Result<Option<lsp::WorkspaceEdit>> {
    let at = params.text_document_position;
    let answer = ask(host, &at.text_document.uri, move |reader| {
        renamed(reader, reader.offset(at.position), &params.new_name)
    });
    answer.await?.transpose().map_err(refused)
}

fn renamed(reader: &Reader<'_>, offset: usize, name: &str) -> std::result::Result<Answer, Stopped> {
    let (corpus, number) = (&reader.shelf.corpus, reader.number);
    if reader.volume().version.is_none() && is_uncertain(reader.document()) {
        let why =
            "this file is not UTF-8 throughout: open it first, or its other bytes could be lost";
        return Ok(Err(why.to_owned()));
    }
    if let Some(at) = name_at(corpus, number, offset) {
        let edits = naming::rename(corpus, number, at.article, name, || reader.go_on())?;
        return Ok(answered(reader, edits));
    }
    if let Some(at) = spelling_at(corpus, number, offset) {
        let edits = spelling::rename(corpus, number, &at, name, || reader.go_on())?;
        return Ok(answered(reader, edits));
    }
    Ok(Err("there is no name here that could be changed".to_owned()))
}

fn answered<R: Display>(reader: &Reader<'_>, edits: std::result::Result<Vec<Edit>, R>) -> Answer {
    let edits = edits.map_err(|refusal| refusal.to_string())?;
    Ok(workspace_edit(reader, &edits))
}

/// Answers the request.
pub async fn prepare(
    host: &Arc<Host>,
    params: lsp::TextDocumentPositionParams,
) -> Result<Option<lsp::PrepareRenameResponse>> {
    let found = ask(host, &params.text_document.uri, move |reader| {
        let (corpus, number) = (&reader.shelf.corpus, reader.number);
        let offset = reader.offset(params.position);
        let article = || name_at(corpus, number, offset).map(|at| (at.range, at.name));
        let someone = || spelling_at(corpus, number, offset).map(|at| (at.range, at.text));
        let found = article().or_else(someone);
        Ok(found.map(
            |(range, placeholder)| lsp::PrepareRenameResponse::RangeWithPlaceholder {
                range: reader.range(&range),
                placeholder,
            },
        ))
    });
    Ok(found.await?.flatten())
}
