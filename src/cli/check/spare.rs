//! What `check` reads and writes, so that the one never costs the other.

use std::path::{Path, PathBuf};

use anyhow::bail;

use super::super::config::Setup;
use super::super::files::STDIN;
use super::super::spare::{Spared, Use};
use super::Arguments;
use super::formats::Format;
use crate::workspace::baseline;

impl Arguments {
    /// Fails where something would be lost. `bundles`: those that are read; `pages`: the files of the HTML report.
    pub(super) fn spare(
        &self,
        bundles: &[String],
        pages: &[PathBuf],
        setup: &mut Setup,
    ) -> anyhow::Result<()> {
        let mut spared = Spared::new(bundles, setup);
        let list = self.inputs.list().filter(|list| *list != Path::new(STDIN));
        let read = [self.baseline.as_deref(), list];
        for file in read.into_iter().flatten() {
            spared.add(file, Use::Input);
        }
        if let Some(file) = &self.write_baseline {
            spared.write(file, setup)?;
            spare_all_but_baselines(file)?;
        }
        // Of all that is written, only a baseline may take the place of one.
        for file in setup.baselines() {
            spared.add(&file, Use::Baseline);
        }
        let reports = self.format.iter().filter(|r| r.format != Format::Html);
        let reports = reports.filter_map(|report| report.path.as_ref());
        for file in reports.chain(pages) {
            spared.write(file, setup)?;
        }
        Ok(())
    }
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
