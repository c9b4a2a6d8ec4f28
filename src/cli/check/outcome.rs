//! Checking the bundles that are compared with each other. It is done on any thread, and says nothing by itself.

use std::sync::Arc;

use indicatif::ProgressBar;

use super::super::config::Applied;
use super::super::files;
use super::super::fix::{self, Which};
use super::super::output;
use crate::report::{Checked, File, Reported, text};
use crate::workspace::Corpus;

/// A bundle that is to be checked.
pub(super) struct Bundle {
    /// As reports call it.
    pub(super) path: String,
    /// Whether it is read from standard input.
    pub(super) is_stdin: bool,
    /// Whether it is told of; else it is only compared with.
    pub(super) is_asked_for: bool,
    pub(super) applied: Applied,
}

/// What a check of bundles came to.
#[derive(Clone, Default)]
pub(super) struct Outcome {
    /// What could not be done.
    pub(super) errors: Vec<String>,
    /// What could not be compared with.
    pub(super) warnings: Vec<String>,
    /// What was mended, a line each.
    pub(super) fixed: Vec<String>,
    /// What fixes would change.
    pub(super) diff: Vec<u8>,
    /// What was found in each bundle, and what it was read by.
    pub(super) bundles: Vec<(Reported, Applied)>,
    /// The bundles themselves, where a page of them is wanted.
    pub(super) read: Option<Arc<Read>>,
}

/// Bundles that are compared with each other, as they were checked.
pub(super) struct Read {
    pub(super) files: Vec<File>,
    pub(super) corpus: Corpus,
}

/// What to do with fixes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fixes {
    Name,
    Apply,
    /// Show what they would do.
    Show,
}

/// What to do with bundles.
#[derive(Clone, Copy)]
pub(super) struct Task {
    pub(super) fixes: Fixes,
    /// Which fixes.
    pub(super) which: Which,
    /// Whether a report shows findings with the lines that they speak of.
    pub(super) excerpts: bool,
    /// Whether options name a baseline.
    pub(super) baseline: bool,
    /// Whether a report is a page, which shows more than findings.
    pub(super) page: bool,
}

impl Task {
    /// Checks bundles and compares them with each other.
    pub(super) fn check(self, group: Vec<Bundle>, progress: &ProgressBar) -> Outcome {
        let mut outcome = Outcome::default();
        if let Err(error) = self.fill(&mut outcome, group, progress) {
            outcome.errors.push(output::plain(&error));
        }
        outcome
    }

    fn fill(
        self,
        outcome: &mut Outcome,
        group: Vec<Bundle>,
        progress: &ProgressBar,
    ) -> anyhow::Result<()> {
        let (mut files, mut all, mut settings) = (Vec::new(), Vec::new(), Vec::new());
        for Bundle {
            path,
            is_stdin,
            is_asked_for,
            applied,
        } in group
        {
            progress.set_message(path.clone());
            let source = if is_stdin { files::STDIN } else { &path };
            match files::read(source, &applied.settings.keywords) {
                Ok(_) if is_stdin && self.fixes == Fixes::Apply => {
                    outcome.errors.push(fix::NOT_IN_PLACE.to_owned());
                }
                Ok(decoded) => {
                    files.push(File { path, decoded });
                    settings.push(applied.settings.clone());
                    all.push((applied, is_asked_for));
                }
                Err(error) if is_asked_for => outcome.errors.push(output::plain(&error)),
                Err(error) => {
                    let error = output::plain(&error);
                    let warning = format!("{error}: nothing is compared with it");
                    outcome.warnings.push(warning);
                }
            }
            progress.inc(1);
        }
        // What is only compared with, nobody asked to mend.
        let asked: Vec<bool> = all.iter().map(|(_, is_asked_for)| *is_asked_for).collect();
        let choice = fix::Choice {
            which: self.which,
            of: &asked,
        };
        if self.fixes == Fixes::Show {
            fix::show(&files, &settings, choice, &mut outcome.diff)?;
        }
        let (files, corpus) = if self.fixes == Fixes::Apply {
            fix::apply(files, &settings, choice, &mut outcome.fixed)?
        } else {
            let corpus = fix::read(&files, &settings);
            (files, corpus)
        };
        for (checked, (applied, is_asked_for)) in Checked::all(&files, &corpus).zip(all) {
            if !is_asked_for {
                continue;
            }
            // Which of many findings a baseline hides is known later: none may lack its lines then.
            let known = self.baseline || applied.configuration.config.baseline.is_some();
            let excerpts = match (self.excerpts, known) {
                (false, _) => 0,
                (true, false) => text::SHOWN,
                (true, true) => usize::MAX,
            };
            let reported = Reported::new(&checked, &applied.configuration, excerpts);
            outcome.bundles.push((reported, applied));
        }
        if self.page && !outcome.bundles.is_empty() {
            outcome.read = Some(Arc::new(Read { files, corpus }));
        }
        Ok(())
    }
}
