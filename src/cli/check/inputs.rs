//! Which bundles are checked: those that are named, listed in a file, or changed; and which with each other.

use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use rustc_hash::FxHashSet;

use super::super::config::Setup;
use super::super::files::{self, STDIN};
use super::super::groups::groups;
use super::changed::{self, Changed};
use super::outcome::Bundle;

/// Where bundles come from.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Inputs {
    /// Bundles: files, folders (searched for bundles, ignore files honoured), globs, or `-` for standard input
    #[arg(required_unless_present_any = ["files_from", "changed"])]
    pub(super) paths: Vec<PathBuf>,
    /// Check what this file lists, a path a line; `-` for standard input
    #[arg(long, value_name = "FILE", help_heading = "Bundles")]
    files_from: Option<PathBuf>,
    /// With --files-from: paths end with a NUL, as `find -print0` writes them
    #[arg(short = '0', long, requires = "files_from", help_heading = "Bundles")]
    null: bool,
    /// Check only bundles that differ from a revision of Git (HEAD unless given), those that it does not know included;
    /// without paths, of those in the working folder. With a scope of the workspace they are compared with the others
    /// among the paths as well
    #[arg(
        long,
        value_name = "REVISION",
        num_args = 0..=1,
        default_missing_value = changed::HEAD,
        help_heading = "Bundles"
    )]
    changed: Option<String>,
    /// The path that standard input is reported by, and that the configuration goes by
    #[arg(long, value_name = "PATH", help_heading = "Bundles")]
    stdin_path: Option<String>,
}

/// The bundles to check.
pub(super) struct Found {
    /// Sorted.
    pub(super) paths: Vec<String>,
    /// What could not be found.
    pub(super) errors: Vec<anyhow::Error>,
    /// Those that changed, where no others are asked about. The others are there to be compared with.
    changed: Option<FxHashSet<String>>,
}

impl Found {
    /// Whether a bundle is asked about.
    pub(super) fn asks_for(&self, path: &str) -> bool {
        self.changed.as_ref().is_none_or(|all| all.contains(path))
    }
}

impl Inputs {
    /// Whether standard input is a bundle.
    pub(super) fn has_stdin(&self) -> bool {
        self.paths.iter().any(|path| path == Path::new(STDIN))
    }

    /// Whether standard input is read at all.
    pub(super) fn reads_stdin(&self) -> bool {
        self.has_stdin() || self.files_from.as_deref() == Some(Path::new(STDIN))
    }

    /// Where to look for bundles: what is named, or the working folder.
    pub(super) fn roots(&self) -> Vec<PathBuf> {
        if self.paths.is_empty() && self.files_from.is_none() {
            return vec![PathBuf::from(".")];
        }
        self.paths.clone()
    }

    /// The file that lists bundles.
    pub(super) fn list(&self) -> Option<&Path> {
        self.files_from.as_deref()
    }

    /// The bundles to check.
    pub(super) fn find(&self, setup: &mut Setup) -> anyhow::Result<Found> {
        if self.stdin_path.is_some() && !self.has_stdin() {
            bail!("--stdin-path says what standard input is called: it needs the path `-`");
        }
        let mut arguments = self.paths.clone();
        if let Some(file) = &self.files_from {
            if file == Path::new(STDIN) && self.has_stdin() {
                bail!("standard input cannot be both a bundle and the list of --files-from");
            }
            arguments.extend(self.listed(file)?);
        }
        let Some(revision) = &self.changed else {
            let (paths, errors) = files::find(&arguments, setup);
            return Ok(Found {
                paths,
                errors,
                changed: None,
            });
        };
        if self.has_stdin() {
            bail!("--changed is about files: it does not go with `-`");
        }
        let changed = Changed::since(revision)?;
        // What is named by no path is looked for everywhere; that there may be no bundle at all is no fault then.
        let everywhere = arguments.is_empty() && self.files_from.is_none();
        let (paths, errors) = if everywhere {
            let (found, mut errors) = files::find(&[PathBuf::from(".")], setup);
            if found.is_empty() {
                errors.clear();
            }
            let bare = |path: String| path.strip_prefix("./").map(str::to_owned).unwrap_or(path);
            (found.into_iter().map(bare).collect(), errors)
        } else {
            files::find(&arguments, setup)
        };
        let mut found = Found {
            paths,
            errors,
            changed: None,
        };
        let mut differing = FxHashSet::default();
        for path in &found.paths {
            match changed.has(Path::new(path)) {
                Ok(true) => drop(differing.insert(path.clone())),
                Ok(false) => {}
                Err(error) => found.errors.push(error),
            }
        }
        found.changed = Some(differing);
        Ok(found)
    }

    /// The bundles that are compared with each other, as far as one of them is asked about; and what is wrong with the
    /// configurations of those that are.
    pub(super) fn compared(
        &self,
        found: &Found,
        setup: &mut Setup,
    ) -> (Vec<Vec<Bundle>>, Vec<String>) {
        let (mut bundles, mut faults) = (Vec::new(), Vec::new());
        let all = found.paths.iter().enumerate();
        let (asked, others): (Vec<_>, Vec<_>) = all.partition(|(_, path)| found.asks_for(path));
        // A fault is told once: it must not be for a bundle of which nobody wants to know.
        for (number, path) in asked.into_iter().chain(others) {
            let is_asked_for = found.asks_for(path);
            let is_stdin = path == STDIN;
            let name = self.stdin_path.as_ref().filter(|_| is_stdin);
            let applied = match name {
                Some(name) => setup.of_file(Some(Path::new(name))),
                None => setup.of(path),
            };
            match applied {
                Ok(Some(applied)) => {
                    let bundle = Bundle {
                        path: name.unwrap_or(path).clone(),
                        is_stdin,
                        is_asked_for,
                        applied,
                    };
                    bundles.push((number, bundle));
                }
                Err(fault) if is_asked_for => faults.push(fault.to_string()),
                // It was told of before, or nothing that is asked about has the same configuration, and is compared with this.
                Ok(None) | Err(_) => {}
            }
        }
        bundles.sort_by_key(|(number, _)| *number);
        let bundles = bundles.into_iter().map(|(_, bundle)| bundle);
        let mut groups = groups(bundles, |bundle| &bundle.applied);
        groups.retain(|group| group.iter().any(|bundle| bundle.is_asked_for));
        (groups, faults)
    }

    /// The paths that a file lists. Lines may end with CRLF; empty ones are none.
    fn listed(&self, file: &Path) -> anyhow::Result<Vec<PathBuf>> {
        let mut list = Vec::new();
        let read = if file == Path::new(STDIN) {
            std::io::stdin().lock().read_to_end(&mut list)
        } else {
            std::fs::File::open(file).and_then(|mut file| file.read_to_end(&mut list))
        };
        read.with_context(|| {
            format!(
                "cannot read the list {}",
                files::named(&file.to_string_lossy())
            )
        })?;
        let end = if self.null { 0 } else { b'\n' };
        let paths = list.split(|&byte| byte == end).map(|path| {
            let bare = path.strip_suffix(b"\r").filter(|_| !self.null);
            changed::path(bare.unwrap_or(path))
        });
        Ok(paths.filter(|path| !path.as_os_str().is_empty()).collect())
    }
}
