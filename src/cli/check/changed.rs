//! `--changed`: which files differ from a revision of Git.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};
use rustc_hash::FxHashSet;

/// The revision without which nothing is said.
pub(super) const HEAD: &str = "HEAD";

/// The files of a repository that differ from a revision: in what is committed, staged or only on the disk, and those
/// that Git does not know and does not ignore.
pub(super) struct Changed {
    /// The repository's folder, without links.
    top: PathBuf,
    /// From the root, their folders without links.
    files: FxHashSet<PathBuf>,
}

impl Changed {
    /// Asks Git about the repository of the working folder.
    pub(super) fn since(revision: &str) -> anyhow::Result<Changed> {
        let top = git(&["rev-parse", "--show-toplevel"])
            .context("--changed needs a repository of Git, and the working folder is in none")?;
        let top = path(top.strip_suffix(b"\n").unwrap_or(&top));
        let top = std::fs::canonicalize(&top)
            .with_context(|| format!("cannot read `{}`", top.display()))?;
        // A name with a dash before it would be an option of Git's.
        let commit = format!("{revision}^{{commit}}");
        let known = !revision.starts_with('-');
        let commit = known.then(|| git(&["rev-parse", "--verify", "--quiet", &commit]));
        let Some(Ok(commit)) = commit else {
            if revision == HEAD {
                bail!("--changed needs a commit to compare with, and this repository has none yet");
            }
            bail!(
                "`{revision}` is no revision of this repository (what follows --changed is taken for one: paths go before it)"
            );
        };
        let commit = String::from_utf8_lossy(&commit).trim().to_owned();
        let at_top = top.to_string_lossy().into_owned();
        let differing = [
            "-C",
            &at_top,
            "diff",
            "--name-only",
            "-z",
            "--no-renames",
            "--no-ext-diff",
            "--diff-filter=d",
            &commit,
            "--",
        ];
        let unknown = [
            "-C",
            &at_top,
            "ls-files",
            "-z",
            "--others",
            "--exclude-standard",
        ];
        let mut files = FxHashSet::default();
        for arguments in [&differing[..], &unknown[..]] {
            let listed = git(arguments).context("cannot ask Git what has changed")?;
            let names = listed.split(|&b| b == 0).filter(|name| !name.is_empty());
            files.extend(names.map(|name| top.join(path(name))));
        }
        Ok(Changed { top, files })
    }

    /// Whether a file is one of them. Fails where it is not in the repository.
    pub(super) fn has(&self, file: &Path) -> anyhow::Result<bool> {
        let whole = std::fs::canonicalize(file)
            .with_context(|| format!("cannot read `{}`", file.display()))?;
        // A link is another file to Git than what it leads to.
        let named = crate::workspace::config::closest::without_links(file);
        if !whole.starts_with(&self.top) && !named.starts_with(&self.top) {
            bail!(
                "`{}` is not in the repository that --changed asks about, `{}`",
                file.display(),
                self.top.display()
            );
        }
        // Of a repository within this one, Git lists the folder alone: of what is in it, it does not know.
        let is_listed = |path: &Path| path.ancestors().any(|part| self.files.contains(part));
        Ok(is_listed(&whole) || is_listed(&named))
    }
}

/// What Git prints; where it fails, its own words.
fn git(arguments: &[&str]) -> anyhow::Result<Vec<u8>> {
    let output = Command::new("git")
        .args(arguments)
        .output()
        .context("cannot run git")?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let said = said.lines().next().unwrap_or("git failed");
        bail!("{}", said.trim_start_matches("fatal: "));
    }
    Ok(output.stdout)
}

/// A path as Git writes it: any bytes where the system has such paths, UTF-8 elsewhere.
#[cfg(unix)]
pub(super) fn path(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    OsStr::from_bytes(bytes).into()
}

#[cfg(not(unix))]
pub(super) fn path(bytes: &[u8]) -> PathBuf {
    OsStr::new(&*String::from_utf8_lossy(bytes)).into()
}
