//! What a run writes must be nothing that it reads, no bundle, and no two things to one file.

use std::path::{Path, PathBuf};

use anyhow::bail;

use super::super::files::STDIN;
use super::Arguments;
use crate::workspace::baseline;
use crate::workspace::config::FILE_NAME;
use crate::workspace::config::closest::without_links;
use crate::workspace::files::is_named_bundle;

impl Arguments {
    /// Fails where something would be lost. `bundles`: those that are checked.
    pub(super) fn spare(&self, bundles: &[String]) -> anyhow::Result<()> {
        let mut written: Vec<PathBuf> = Vec::new();
        for file in self.outputs() {
            let whole = without_links(file);
            let shown = file.display();
            if written.contains(&whole) {
                bail!("two things cannot be written to one file, `{shown}`");
            }
            if whole.exists() {
                let is_read = |read: &Path| same(read, &whole);
                let mut bundles = bundles.iter().filter(|path| *path != STDIN).map(Path::new);
                if is_named_bundle(&whole) || bundles.any(is_read) {
                    bail!("`{shown}` is a bundle: what is written would replace it");
                }
                if self.inputs_beside_bundles().any(is_read) || whole.ends_with(FILE_NAME) {
                    bail!("`{shown}` is read by this run: what is written would replace it");
                }
            }
            written.push(whole);
        }
        match &self.write_baseline {
            Some(file) => spare_all_but_baselines(file),
            None => Ok(()),
        }
    }

    /// The files that are written. Pages in a folder have names of their own.
    fn outputs(&self) -> impl Iterator<Item = &Path> {
        let reports = self
            .format
            .iter()
            .filter_map(|wanted| wanted.path.as_deref());
        let files = reports.filter(|path| !path.is_dir());
        files.chain(self.write_baseline.as_deref())
    }

    fn inputs_beside_bundles(&self) -> impl Iterator<Item = &Path> {
        let list = self.inputs.list().filter(|list| *list != Path::new(STDIN));
        let baseline = self.baseline.as_deref();
        [baseline, list, self.config.file()].into_iter().flatten()
    }
}

/// Whether two paths are one file. `whole` is there.
fn same(path: &Path, whole: &Path) -> bool {
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    without_links(path) == whole || real(path).is_some_and(|path| real(whole) == Some(path))
}

/// Fails where a file is there that is no baseline: `--write-baseline *.bundle` must not cost anybody a bundle.
fn spare_all_but_baselines(file: &Path) -> anyhow::Result<()> {
    match std::fs::read(file) {
        Ok(bytes) if !bytes.is_empty() && !baseline::is_one(&bytes) => bail!(
            "`{}` is no baseline, and would be replaced by one: delete it, or give another name",
            file.display()
        ),
        _ => Ok(()), // what cannot be read is told of when it is written
    }
}
