//! `variorum.report`: `[{uri}]` to what there is to say of a bundle, as a text in Markdown.

use std::sync::Arc;

use serde_json::Value;
use tower_lsp::jsonrpc::Result;

use super::argument;
use super::sources::Bundle;
use crate::queries::digest::digest;
use crate::server::ask::ask;
use crate::server::changes::unknown;
use crate::server::host::Host;

/// Runs the command.
pub async fn run(host: &Arc<Host>, command: &str, arguments: Vec<Value>) -> Result<Option<Value>> {
    let Bundle { uri } = argument(command, arguments)?;
    let found = ask(host, &uri, |reader| {
        let name = reader.volume().key.name();
        let (shelf, number) = (reader.shelf, reader.number);
        let told = |segment| shelf.findings_of(segment);
        digest(&shelf.corpus, number, &name, told, || reader.go_on())
    });
    let text = found.await?.ok_or_else(|| unknown(&uri))?;
    Ok(Some(Value::String(text)))
}
