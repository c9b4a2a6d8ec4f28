//! What a run writes must be nothing that it reads, no bundle, and no two things to one file.

use std::path::{Path, PathBuf};

use anyhow::bail;
use rustc_hash::FxHashMap;

use super::config::Setup;
use super::files::STDIN;
use crate::workspace::config::FILE_NAME;
use crate::workspace::config::closest::without_links;
use crate::workspace::files::{is_bundle, is_named_bundle};

/// What a file is to a run.
#[derive(Clone, Copy)]
pub enum Use {
    /// It is checked, or compared with what is.
    Bundle,
    /// It is read besides.
    Input,
    /// A configuration names it as its baseline.
    Baseline,
    /// It is written.
    Output,
}

/// The files of a run.
#[derive(Default)]
pub struct Spared {
    /// By each of their [`names`].
    files: FxHashMap<PathBuf, Use>,
}

impl Spared {
    /// The files of a run that reads these bundles, and the configurations that count for them.
    pub fn new(bundles: &[String], setup: &Setup) -> Spared {
        let mut spared = Spared::default();
        for path in bundles.iter().filter(|path| *path != STDIN) {
            spared.add(Path::new(path), Use::Bundle);
        }
        for file in setup.files() {
            spared.add(file, Use::Input);
        }
        spared
    }

    /// Notes what a file is, unless it is something already.
    pub fn add(&mut self, file: &Path, what: Use) {
        for name in names(file) {
            self.files.entry(name).or_insert(what);
        }
    }

    /// Notes that a file is to be written. Fails where something would be lost.
    pub fn write(&mut self, file: &Path, setup: &mut Setup) -> anyhow::Result<()> {
        let shown = file.display();
        let known = names(file).find_map(|name| self.files.get(&name).copied());
        let is = match known {
            Some(Use::Output) => bail!("two things cannot be written to one file, `{shown}`"),
            Some(Use::Bundle) => Some("a bundle"),
            Some(Use::Input) => Some("read by this run"),
            Some(Use::Baseline) => Some("the baseline of a configuration"),
            None => dear(file, setup),
        };
        if let Some(is) = is {
            bail!("`{shown}` is {is}: what is written would replace it");
        }
        self.add(file, Use::Output);
        Ok(())
    }
}

/// What a file is, if nobody would want to lose it, whether this run reads it or not.
fn dear(file: &Path, setup: &mut Setup) -> Option<&'static str> {
    if !file.is_file() {
        return None;
    }
    if is_named_bundle(file) || is_bundle(file, &setup.keywords(file)).unwrap_or(false) {
        return Some("a bundle");
    }
    file.ends_with(FILE_NAME).then_some("a configuration")
}

/// What a file is known by: its path, and where that is a link, the path of what it leads to.
fn names(file: &Path) -> impl Iterator<Item = PathBuf> {
    let real = std::fs::canonicalize(file).ok();
    std::iter::once(without_links(file)).chain(real)
}
