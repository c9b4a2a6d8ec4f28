//! `variorum.pack`: `[{files: [uri, …], output: uri, force?}]`, files and folders into a bundle, and `variorum.unpack`:
//! `[{uri, folder, force?}]`, the saved text of a bundle into files; both to `{uri, count, …}`.
//!
//! Without `force` nothing that exists is replaced.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types as lsp;

use super::argument;
use crate::bundle::{Document, Keywords};
use crate::server::changes::refused;
use crate::server::host::Host;
use crate::server::key;
use crate::workspace::config::{Choice, Configurations};
use crate::workspace::files;
use crate::workspace::packing::Packing;
use crate::workspace::staging;
use crate::workspace::unpacking::Unpacking;

/// Faults that are told of; the rest are counted.
const SHOWN: usize = 10;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pack {
    files: Vec<lsp::Uri>,
    output: lsp::Uri,
    #[serde(default)]
    force: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unpack {
    uri: lsp::Uri,
    folder: lsp::Uri,
    #[serde(default)]
    force: bool,
}

/// The path of a file; clients may ask for what is no file.
fn path(uri: &lsp::Uri) -> Result<PathBuf> {
    let path = key::path(uri).map(|path| path.to_path_buf());
    path.ok_or_else(|| Error::invalid_params(format!("`{}` is no file", uri.as_str())))
}

/// The words that mark articles in a bundle, by its configuration.
fn keywords(host: &Host, bundle: &Path) -> std::result::Result<Keywords, String> {
    let named = host.world().settings.configuration.clone();
    let choice = named.map_or(Choice::Closest, Choice::File);
    let mut all = Configurations::new(choice).map_err(|fault| fault.to_string())?;
    let configuration = all.of(Some(bundle)).map_err(|fault| fault.to_string())?;
    Ok(Keywords::with(&configuration.config.keywords).unwrap_or_default())
}

/// Does something with files on a thread of its own.
async fn on_disk(
    host: &Arc<Host>,
    work: impl FnOnce(&Host) -> std::result::Result<Value, String> + Send + 'static,
) -> Result<Option<Value>> {
    let own = Arc::clone(host);
    match tokio::task::spawn_blocking(move || work(&own)).await {
        Ok(done) => done.map(Some).map_err(refused),
        Err(_) => Err(Error::internal_error()),
    }
}

/// Runs `variorum.pack`.
pub async fn pack(host: &Arc<Host>, command: &str, arguments: Vec<Value>) -> Result<Option<Value>> {
    let Pack {
        files,
        output,
        force,
    } = argument(command, arguments)?;
    let to = path(&output)?;
    let from: Vec<PathBuf> = files.iter().map(path).collect::<Result<_>>()?;
    on_disk(host, move |host| {
        let (Some(folder), Some(name)) = (to.parent(), to.file_name()) else {
            return Err(format!("`{}` cannot be a bundle", to.display()));
        };
        let packing = Packing {
            output: Some(&to),
            checksums: false,
            ignore: false,
        };
        let found = packing.files(&from).map_err(|e| e.to_string())?;
        let keywords = keywords(host, &to)?;
        let bytes = packing
            .bundle(&found, &keywords)
            .map_err(|e| e.to_string())?;
        let file = [(Path::new(name), bytes.as_slice())];
        staging::write_all(folder, file.into_iter(), force).map_err(|e| e.to_string())?;
        let left_out: Vec<String> = found
            .left_out
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        Ok(json!({ "uri": output, "count": found.members.len(), "leftOut": left_out }))
    })
    .await
}

/// Runs `variorum.unpack`.
pub async fn unpack(
    host: &Arc<Host>,
    command: &str,
    arguments: Vec<Value>,
) -> Result<Option<Value>> {
    let Unpack { uri, folder, force } = argument(command, arguments)?;
    let (bundle, to) = (path(&uri)?, path(&folder)?);
    on_disk(host, move |host| {
        let keywords = keywords(host, &bundle)?;
        let shown = bundle.file_name().unwrap_or_default().to_string_lossy();
        let decoded =
            files::read(&bundle, &keywords).map_err(|error| format!("`{shown}` {error}"))?;
        let document = Document::new(decoded.text(), keywords);
        let bytes = decoded.encode(&[]);
        let cut = |range: std::ops::Range<usize>| {
            let range = decoded.to_file_offset(range.start)..decoded.to_file_offset(range.end);
            bytes.get(range).unwrap_or_default()
        };
        let unpacking = Unpacking {
            bundle: &shown,
            folder: &to,
            force,
        };
        let (members, mut faults) = unpacking.members(&document, cut);
        faults.extend(unpacking.obstacles(&members));
        if members.is_empty() && faults.is_empty() {
            return Err(format!("there is no article in `{shown}`"));
        }
        if !faults.is_empty() {
            let more = faults.len().saturating_sub(SHOWN);
            faults.truncate(SHOWN);
            let rest = if more == 0 {
                String::new()
            } else {
                format!("\nand {more} more")
            };
            return Err(format!("nothing was written:\n{}{rest}", faults.join("\n")));
        }
        unpacking.write(&members).map_err(|e| e.to_string())?;
        Ok(json!({ "uri": folder, "count": members.len() }))
    })
    .await
}
