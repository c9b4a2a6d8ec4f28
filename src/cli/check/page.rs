//! `--format html`: the page that `variorum report` writes, without what a baseline hides.

use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use super::super::fix;
use super::super::report::Target;
use super::outcome::{Bundle, Read};
use crate::report::{Reported, Suppression, html};

/// Where the page goes, or the pages.
pub(super) struct Page {
    target: Target,
    /// How many groups of bundles have had their turn.
    taken: usize,
}

impl Page {
    /// The page that goes to a file, into a folder, or, without either, to standard output.
    pub(super) fn new(path: Option<&Path>, groups: &[Vec<Bundle>]) -> anyhow::Result<Page> {
        let firsts = groups.iter().filter_map(|group| group.first());
        let firsts: Vec<&str> = firsts.map(|bundle| bundle.path.as_str()).collect();
        let else_give = "a folder that exists, as in `--format html=pages`";
        let target = Target::new(path, &firsts, else_give)?;
        Ok(Page { target, taken: 0 })
    }

    /// The files that are written.
    pub(super) fn files(&self) -> &[PathBuf] {
        self.target.files()
    }

    /// Writes the page of the next group of bundles, unless it is not to be had. `reported`: what was found in those that
    /// are asked about.
    pub(super) fn take(
        &mut self,
        read: Option<&Read>,
        reported: &[Reported],
    ) -> anyhow::Result<()> {
        let number = self.taken;
        self.taken += 1;
        let Some(read) = read else { return Ok(()) };
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
            // Others are there to be compared with: what is found in them nobody asked.
            let Some(hidden) = known.get_mut(path) else {
                return false;
            };
            hidden.get_mut(fingerprint).is_none_or(|left| {
                let is_hidden = *left > 0;
                *left = left.saturating_sub(1);
                !is_hidden
            })
        };
        let bundles = html::Bundles::new(&read.files, &read.corpus)
            .retain(|checked, finding| is_shown(&checked.file().path, &finding.fingerprint()));
        self.target
            .write(number, &bundles, &html::Options::default())
    }

    /// Writes a page that says that there was nothing, if so it was: what stands there is of an earlier run.
    pub(super) fn end(&self) -> anyhow::Result<()> {
        if self.taken > 0 || matches!(self.target, Target::Folder(_)) {
            return Ok(());
        }
        let options = html::Options {
            title: Some("Nothing to check".to_owned()),
        };
        let nothing = fix::read(&[], &[]);
        self.target
            .write(0, &html::Bundles::new(&[], &nothing), &options)
    }
}
