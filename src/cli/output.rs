//! Standard output, standard error, and files that are written whole or not at all.

use std::borrow::Cow;
use std::fs::Permissions;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use tempfile::NamedTempFile;

/// What is said where standard output takes no more, a full disk behind it for instance.
pub const UNWRITTEN: &str = "cannot write to standard output";

/// Says on standard error what went wrong: a line of its own, `error: …`.
pub fn complain(message: &str) {
    say("error", message);
}

/// Says something on standard error that is no error.
pub fn say(kind: &str, message: &str) {
    // Where standard error is closed there is nobody to tell.
    let _ = writeln!(anstream::stderr().lock(), "{kind}: {}", one_line(message));
}

/// Complains of several things, the first `shown` of them; gives what is left to say.
pub fn all(faults: &[String], shown: usize) -> anyhow::Error {
    for fault in faults.iter().take(shown) {
        complain(fault);
    }
    let more = match faults.len().saturating_sub(shown) {
        0 => String::new(),
        n => format!("{n} more like these; "),
    };
    anyhow::anyhow!("{more}nothing was written")
}

/// Warns of several things, the first `shown` of them, and says how many more there are.
pub fn warn(warnings: &[String], shown: usize) {
    for warning in warnings.iter().take(shown) {
        say("warning", warning);
    }
    let more = warnings.len().saturating_sub(shown);
    if more > 0 {
        say("warning", &format!("{more} more like these"));
    }
}

/// A message without control characters. Names in it come from bundles, and so from anyone: a line end in one would
/// forge a message, an escape would command the terminal.
fn one_line(message: &str) -> Cow<'_, str> {
    if !message.contains(char::is_control) {
        return message.into();
    }
    let shown = message.chars().map(|c| {
        if c.is_control() {
            c.escape_default().to_string()
        } else {
            c.into()
        }
    });
    Cow::Owned(shown.collect())
}

/// An error and its causes in one line, without the numbers that systems give their errors.
pub fn plain(error: &anyhow::Error) -> String {
    let causes: Vec<String> = error
        .chain()
        .map(|cause| {
            let mut text = cause.to_string();
            if let Some(at) = text.rfind(" (os error ") {
                text.truncate(at);
            }
            text
        })
        .collect();
    causes.join(": ")
}

/// Whether an error only says that nobody reads our output any more.
pub fn is_closed(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|e| e.downcast_ref::<io::Error>())
        .any(|e| e.kind() == io::ErrorKind::BrokenPipe)
}

/// Fails where a file is not to be written: a folder, or one that exists and is not to be replaced.
pub fn may_write(path: &Path, force: bool) -> anyhow::Result<()> {
    let shown = path.display();
    if path.is_dir() {
        bail!("`{shown}` is a folder: give --output a file");
    }
    if path.exists() && !force {
        bail!("`{shown}` exists: give --force to replace it");
    }
    Ok(())
}

/// Replaces a file by these bytes, or leaves it as it is; see [`Pending`].
pub fn replace(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let mut pending = Pending::new(path)?;
    let written = pending.writer().write_all(bytes);
    written.with_context(|| format!("cannot write `{}`", path.display()))?;
    pending.persist()
}

/// A file that is to be replaced: what is written goes to a new file beside it, which takes its name and its permissions
/// in the end. Until then it is as it was. A link is followed. A file that may not be written to stays, though its
/// folder would allow it.
pub struct Pending {
    /// As given.
    path: PathBuf,
    target: PathBuf,
    file: BufWriter<NamedTempFile>,
    permissions: Option<Permissions>,
}

impl Pending {
    /// Begins to replace a file, or to make a new one.
    pub fn new(path: &Path) -> anyhow::Result<Pending> {
        let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let begin = || -> io::Result<(NamedTempFile, Option<Permissions>)> {
            let found = std::fs::metadata(&target).ok();
            // `-o /dev/null` as root would put a file in the place of the device.
            if found.as_ref().is_some_and(|found| !found.is_file()) {
                return Err(io::Error::new(
                    io::ErrorKind::InvalidInput,
                    "it is no ordinary file",
                ));
            }
            let permissions = found.map(|found| found.permissions());
            if permissions.as_ref().is_some_and(Permissions::readonly) {
                return Err(io::Error::new(
                    io::ErrorKind::PermissionDenied,
                    "it is read-only",
                ));
            }
            let folder = target.parent().filter(|p| !p.as_os_str().is_empty());
            let mut builder = tempfile::Builder::new();
            let file = builder
                .prefix(".variorum-")
                .tempfile_in(folder.unwrap_or(Path::new(".")))?;
            Ok((file, permissions))
        };
        let (file, permissions) =
            begin().with_context(|| format!("cannot write `{}`", path.display()))?;
        Ok(Pending {
            path: path.to_owned(),
            target,
            file: BufWriter::new(file),
            permissions,
        })
    }

    /// Takes what the file is to hold.
    pub fn writer(&mut self) -> &mut impl Write {
        &mut self.file
    }

    /// What is said where it cannot be written.
    pub fn unwritten(&self) -> String {
        format!("cannot write `{}`", self.path.display())
    }

    /// Gives the new file its name.
    pub fn persist(self) -> anyhow::Result<()> {
        let unwritten = self.unwritten();
        let write = || -> io::Result<()> {
            let file = self
                .file
                .into_inner()
                .map_err(io::IntoInnerError::into_error)?;
            file.as_file().sync_all()?;
            if let Some(permissions) = self.permissions.or_else(|| default_permissions().ok()) {
                file.as_file().set_permissions(permissions)?;
            }
            file.persist(&self.target).map_err(|e| e.error)?;
            Ok(())
        };
        write().context(unwritten)
    }
}

/// The permissions that a new file gets here: a temporary file's are stricter.
fn default_permissions() -> io::Result<std::fs::Permissions> {
    let folder = tempfile::tempdir()?;
    Ok(std::fs::File::create(folder.path().join("new"))?
        .metadata()?
        .permissions())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_one_line_and_command_no_terminal() {
        assert_eq!(
            one_line("a\nb \u{1b}[31m\u{85}é"),
            r"a\nb \u{1b}[31m\u{85}é"
        );
        assert!(matches!(one_line("plain “words”"), Cow::Borrowed(_)));
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_not_replaced_by_one() {
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("socket");
        let _open = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        let error = replace(&socket, b"x").unwrap_err();
        assert!(
            plain(&error).ends_with("it is no ordinary file"),
            "{error:#}"
        );
        assert!(!std::fs::metadata(&socket).unwrap().is_file());
    }

    #[test]
    fn causes_are_told_without_numbers() {
        let missing = io::Error::from_raw_os_error(2);
        let error = anyhow::Error::new(missing).context("cannot read `a`");
        let text = plain(&error);
        assert!(
            text.starts_with("cannot read `a`: ") && !text.contains("os error"),
            "{text}"
        );
    }
}
