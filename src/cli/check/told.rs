//! What is told of a run, in the order of its bundles.

use std::io::Write;

use anyhow::Context;
use indicatif::ProgressBar;

use super::super::baseline::Known;
use super::super::{Status, output};
use super::formats::Sink;
use super::outcome::Outcome;
use super::page::Page;
use crate::report::{Run, Summary, Suppression, UnusedAllow};
use crate::rules::Level;
use crate::workspace::config::Allows;

/// See the module's head.
pub(super) struct Told {
    pub(super) sinks: Vec<Sink>,
    /// The page that is wanted beside them.
    pub(super) page: Option<Page>,
    pub(super) known: Known,
    pub(super) progress: ProgressBar,
    /// Whether nothing but findings and errors is wanted.
    pub(super) quiet: bool,
    /// The least level that makes the exit status 1.
    pub(super) fails: Option<Level>,
    summary: Summary,
    allows: Allows,
    /// What could not be done.
    errors: Vec<String>,
}

impl Told {
    pub(super) fn new(
        sinks: Vec<Sink>,
        known: Known,
        progress: ProgressBar,
        quiet: bool,
        fails: Option<Level>,
    ) -> Told {
        Told {
            sinks,
            page: None,
            known,
            progress,
            quiet,
            fails,
            summary: Summary::default(),
            allows: Allows::default(),
            errors: Vec::new(),
        }
    }

    pub(super) fn start(&mut self) -> anyhow::Result<()> {
        self.sinks.iter_mut().try_for_each(Sink::start)
    }

    /// Says what could not be done.
    pub(super) fn fail(&mut self, error: String) {
        self.progress.suspend(|| output::complain(&error));
        self.errors.push(error);
    }

    /// Says what could not be done, if something could not; ends only where nobody reads on.
    fn unless(&mut self, done: anyhow::Result<()>) -> anyhow::Result<()> {
        match done {
            Err(error) if output::is_closed(&error) => Err(error),
            Err(error) => {
                self.fail(output::plain(&error));
                Ok(())
            }
            Ok(()) => Ok(()),
        }
    }

    /// Tells of bundles that were checked.
    pub(super) fn take(&mut self, outcome: Outcome) -> anyhow::Result<()> {
        for error in outcome.errors {
            self.fail(error);
        }
        if !self.quiet {
            self.progress.suspend(|| {
                for line in &outcome.fixed {
                    output::say("fixed", line);
                }
                for warning in &outcome.warnings {
                    output::say("warning", warning);
                }
            });
        }
        if !outcome.diff.is_empty() {
            let mut out = std::io::stdout().lock();
            out.write_all(&outcome.diff).context(output::UNWRITTEN)?;
        }
        let (mut told, bundles) = (Vec::new(), outcome.bundles.len());
        for (mut reported, applied) in outcome.bundles {
            let mut known = match self.known.start(&reported.path, &applied) {
                Ok(known) => known,
                Err(error) => {
                    self.fail(output::plain(&error));
                    continue;
                }
            };
            self.summary.bundles += 1;
            self.summary.articles += reported.articles;
            self.summary.bytes += reported.bytes;
            let (configuration, path) = (&applied.configuration, applied.path.as_deref());
            self.allows.note(configuration, path, &reported.used);
            for finding in &mut reported.findings {
                if finding.suppressed.is_some() {
                    continue;
                }
                if known.knows(finding) {
                    finding.suppressed = Some(Suppression::Baseline);
                } else {
                    self.summary.count(finding.level);
                }
            }
            for sink in &mut self.sinks {
                sink.bundle(&reported)?;
            }
            told.push(reported);
        }
        if let Some(page) = &mut self.page {
            // Without its baseline a page would show what is known.
            let read = outcome.read.filter(|_| told.len() == bundles);
            let written = page.take(read.as_deref(), &told);
            self.unless(written)?;
        }
        Ok(())
    }

    /// Ends the reports, and says how the run ended.
    pub(super) fn close(mut self) -> anyhow::Result<Status> {
        self.progress.finish_and_clear();
        if let Err(error) = self.known.write(self.errors.is_empty()) {
            self.fail(output::plain(&error));
        }
        // A good page of an earlier run is better than one of a run that came to nothing.
        if let Some(page) = self.page.take().filter(|_| self.errors.is_empty()) {
            self.unless(page.end())?;
        }
        let status = if !self.errors.is_empty() {
            Status::Failed
        } else if self.fails.is_some_and(|level| self.summary.reaches(level)) {
            Status::Found
        } else {
            Status::Clean
        };
        let unused_allows = self.unused_allows();
        let stale = self.known.stale();
        let run = Run {
            summary: &self.summary,
            hidden: self.known.hidden,
            stale: self.known.any().then(|| stale.iter().map(|(_, n)| n).sum()),
            unused_allows: &unused_allows,
            errors: &self.errors,
            exit_code: status.code(),
        };
        for sink in self.sinks {
            sink.end(&run)?;
        }
        if !self.quiet {
            for allow in &unused_allows {
                warn_of_allow(allow);
            }
            for (path, stale) in stale {
                warn_of_stale(&path.display().to_string(), stale);
            }
        }
        Ok(status)
    }

    fn unused_allows(&self) -> Vec<UnusedAllow> {
        let unused = self.allows.unused();
        let unused = unused.map(|(configuration, allowed)| UnusedAllow {
            path: configuration.path.clone(),
            line: allowed.line,
            rules: allowed.allow.rules.iter().map(|rule| rule.name()).collect(),
            reason: allowed.reason.clone(),
        });
        unused.collect()
    }
}

fn warn_of_allow(allow: &UnusedAllow) {
    let rules: Vec<String> = allow.rules.iter().map(|rule| format!("`{rule}`")).collect();
    let message = format!(
        "{}:{}: this `allow` of {} hides nothing in what was checked",
        allow.path,
        allow.line,
        rules.join(", ")
    );
    output::say("warning", &message);
}

fn warn_of_stale(path: &str, stale: usize) {
    let (findings, them) = if stale == 1 {
        ("finding that is", "it")
    } else {
        ("findings that are", "them")
    };
    let message = format!(
        "`{path}` has {stale} {findings} there no more: `--write-baseline {path}` drops {them}"
    );
    output::say("warning", &message);
}
