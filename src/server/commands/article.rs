//! `variorum.article`: `[{uri, article}]` to `{name, text, range}`, what an article stands for, for a document of its own that
//! cannot be edited. `article` is its name, or a position in it.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Value, json};
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use super::{Which, argument};
use crate::bundle::write::content;
use crate::server::ask::ask;
use crate::server::changes::{refused, unknown};
use crate::server::host::Host;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Argument {
    uri: lsp::Uri,
    article: Which,
}

/// Runs the command.
pub async fn run(host: &Arc<Host>, command: &str, arguments: Vec<Value>) -> Result<Option<Value>> {
    let Argument { uri, article } = argument(command, arguments)?;
    let found = ask(host, &uri, move |reader| {
        let found = article.find(reader);
        Ok(found.map(|article| {
            let document = reader.document();
            let tree = document.tree();
            let range = tree.body(Some(article.id));
            let marker = tree.marker(article.id);
            let body = document.slice(range.clone());
            let content = content(body.as_bytes(), marker, tree.keywords());
            json!({
                "name": marker.name,
                "text": String::from_utf8_lossy(&content),
                "range": reader.range(&range),
            })
        }))
    });
    let found = found.await?.ok_or_else(|| unknown(&uri))?;
    found.map(Some).map_err(refused)
}
