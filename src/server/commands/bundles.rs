//! `variorum.bundles`: `[]` to the bundles that are known, open or on disk, by their names: how many articles each has, and
//! how much is found in it.

use std::sync::Arc;

use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};

use crate::server::ask::{Reader, ask_all};
use crate::server::host::Host;
use crate::server::key::Key;

/// Runs the command.
pub async fn run(host: &Arc<Host>, command: &str, arguments: &[Value]) -> Result<Option<Value>> {
    if !arguments.is_empty() {
        let message = format!("`{command}` takes no argument");
        return Err(Error::invalid_params(message));
    }
    let all: Vec<(Key, Value)> = Vec::new();
    let mut all = ask_all(host, all, |reader, all| {
        all.push((reader.volume().key.clone(), bundle(reader)));
        Ok(true)
    })
    .await?;
    all.sort_by(|(a, _), (b, _)| a.cmp(b));
    let bundles = all.into_iter().map(|(_, bundle)| bundle);
    Ok(Some(bundles.collect()))
}

fn bundle(reader: &Reader<'_>) -> Value {
    let volume = reader.volume();
    let mut counts = [0; 3];
    for (_, found) in &volume.listed {
        for (count, found) in counts.iter_mut().zip(found) {
            *count += found;
        }
    }
    let [errors, warnings, notes] = counts;
    json!({
        "uri": volume.uri,
        "name": volume.key.name(),
        "articles": reader.document().tree().articles().count(),
        "errors": errors,
        "warnings": warnings,
        "notes": notes,
    })
}
