//! `--format html`: the page that `variorum report` writes, without what a baseline hides.

use std::path::Path;

use anyhow::bail;
use rustc_hash::FxHashMap;

use super::super::report::Target;
use super::outcome::Read;
use crate::report::{Reported, Suppression, html};

/// Where the page goes, or the pages.
pub(super) struct Page {
    target: Target,
}

impl Page {
    /// The page that goes to a file, into a folder, or, without either, to standard output.
    pub(super) fn new(path: Option<&Path>) -> anyhow::Result<Page> {
        let target = Target::new(path)?;
        Ok(Page { target })
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

    /// Writes the page of some bundles. `reported`: what was found in each of them, in their order.
    pub(super) fn write(&mut self, read: &Read, reported: &[Reported]) -> anyhow::Result<()> {
        // A baseline knows how many alike there may be.
        let mut known: Vec<FxHashMap<&str, usize>> = Vec::new();
        for bundle in reported {
            let mut hidden: FxHashMap<&str, usize> = FxHashMap::default();
            let findings = bundle.findings.iter();
            for finding in findings.filter(|f| f.suppressed == Some(Suppression::Baseline)) {
                *hidden.entry(&finding.fingerprint).or_default() += 1;
            }
            known.push(hidden);
        }
        let mut is_shown = |number: u32, fingerprint: &str| {
            let hidden = known.get_mut(number as usize);
            let left = hidden.and_then(|hidden| hidden.get_mut(fingerprint));
            match left {
                Some(left) if *left > 0 => {
                    *left -= 1;
                    false
                }
                _ => true,
            }
        };
        let bundles = html::Bundles::new(&read.files, &read.corpus)
            .retain(|checked, finding| is_shown(checked.number, &finding.fingerprint()));
        self.target
            .write(&read.files, &bundles, &html::Options::default())
    }
}
