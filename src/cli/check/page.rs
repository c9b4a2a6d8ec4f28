//! `--format html`: the page that `variorum report` writes, without what a baseline hides.

use std::path::Path;

use anyhow::bail;
use rustc_hash::FxHashMap;

use super::super::fix;
use super::super::report::Target;
use super::outcome::Read;
use crate::report::{Reported, Suppression, html};

/// Where the page goes, or the pages.
pub(super) struct Page {
    target: Target,
    is_written: bool,
}

impl Page {
    /// The page that goes to a file, into a folder, or, without either, to standard output.
    pub(super) fn new(path: Option<&Path>) -> anyhow::Result<Page> {
        let target = Target::new(path)?;
        Ok(Page {
            target,
            is_written: false,
        })
    }

    /// Refuses to write several pages to one file.
    pub(super) fn suits(&self, pages: usize) -> anyhow::Result<()> {
        if pages > 1 && !self.target.takes_several() {
            bail!(
                "{pages} bundles that are not compared with each other make as many pages: give a folder that exists, as in \
                 `--format html=pages`"
            );
        }
        Ok(())
    }

    /// Writes the page of some bundles. `reported`: what was found in those that are asked about.
    pub(super) fn write(&mut self, read: &Read, reported: &[Reported]) -> anyhow::Result<()> {
        // A baseline knows how many alike there may be.
        let mut known: FxHashMap<&str, FxHashMap<&str, usize>> = FxHashMap::default();
        for bundle in reported {
            let hidden = known.entry(&bundle.path).or_default();
            let findings = bundle.findings.iter();
            for finding in findings.filter(|f| f.suppressed == Some(Suppression::Baseline)) {
                *hidden.entry(&finding.fingerprint).or_default() += 1;
            }
        }
        let mut is_shown = |path: &str, fingerprint: &str| {
            let hidden = known.get_mut(path);
            let left = hidden.and_then(|hidden| hidden.get_mut(fingerprint));
            left.is_none_or(|left| {
                let is_hidden = *left > 0;
                *left = left.saturating_sub(1);
                !is_hidden
            })
        };
        let bundles = html::Bundles::new(&read.files, &read.corpus)
            .retain(|checked, finding| is_shown(&checked.file().path, &finding.fingerprint()));
        self.is_written = true;
        self.target
            .write(&read.files, &bundles, &html::Options::default())
    }

    /// Writes a page that says that there was nothing, where there is none yet: what stands there is of an earlier run.
    pub(super) fn end(&mut self) -> anyhow::Result<()> {
        if self.is_written || self.target.takes_several() {
            return Ok(());
        }
        let nothing = Read {
            files: Vec::new(),
            corpus: fix::read(&[], &[]),
        };
        self.write(&nothing, &[])
    }
}
