//! Standard output, standard error, and files that are written whole or not at all.

use std::io::{self, Write};
use std::path::Path;

use anyhow::Context;

/// Says on standard error what went wrong: a line of its own, `error: …`.
pub fn complain(message: &str) {
    say("error", message);
}

/// Says something on standard error that is no error.
pub fn say(kind: &str, message: &str) {
    // Where standard error is closed there is nobody to tell.
    let _ = writeln!(anstream::stderr().lock(), "{kind}: {message}");
}

/// Whether an error only says that nobody reads our output any more.
pub fn is_closed(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|e| e.downcast_ref::<io::Error>())
        .any(|e| e.kind() == io::ErrorKind::BrokenPipe)
}

/// Replaces a file by these bytes, or leaves it as it is: they are written to a new file beside it, which then takes
/// its name and its permissions. A link is followed.
pub fn replace(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = target
        .parent()
        .filter(|p| !p.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let write = || -> io::Result<()> {
        let mut file = tempfile::Builder::new()
            .prefix(".variorum-")
            .tempfile_in(folder)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        let permissions = std::fs::metadata(&target)
            .map(|m| m.permissions())
            .or_else(|_| default_permissions());
        if let Ok(permissions) = permissions {
            file.as_file().set_permissions(permissions)?;
        }
        file.persist(&target).map_err(|e| e.error)?;
        Ok(())
    };
    write().with_context(|| format!("cannot write `{}`", path.display()))
}

/// The permissions that a new file gets here: a temporary file's are stricter.
fn default_permissions() -> io::Result<std::fs::Permissions> {
    let folder = tempfile::tempdir()?;
    Ok(std::fs::File::create(folder.path().join("new"))?
        .metadata()?
        .permissions())
}
