//! The findings that are known: read from a baseline, or written to one.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::check::levers::Levers;
use super::config::Applied;
use super::files::STDIN;
use super::output;
use crate::report::Entry as Found;
use crate::rules::Rule;
use crate::workspace::baseline::{self, Baseline, Entry};
use crate::workspace::config::closest::{slashed, without_links};

/// Which of the findings of a run are known.
pub struct Known {
    from: From,
    /// Findings of rules that are not asked for cannot be met.
    levers: Levers,
    /// Findings that were known.
    pub hidden: usize,
}

/// Where it is written what is known.
enum From {
    /// In this file.
    File(Read),
    /// In those that the configurations name.
    Configurations(Vec<Read>),
    /// In a file that is to be written: every finding is known from now on.
    Write(PathBuf, Vec<Entry>),
}

/// A baseline that was read.
struct Read {
    path: PathBuf,
    baseline: Baseline,
}

impl Read {
    fn new(path: &Path) -> anyhow::Result<Read> {
        let shown = path.display();
        let text = fs::read_to_string(path).with_context(|| {
            format!(
                "cannot read the baseline `{shown}` (`variorum check --write-baseline {shown}` writes it)"
            )
        })?;
        let baseline = Baseline::parse(&text);
        let baseline = baseline
            .map_err(|fault| anyhow::anyhow!("cannot use the baseline `{shown}`: {fault}"))?;
        Ok(Read {
            path: path.to_owned(),
            baseline,
        })
    }
}

impl Known {
    /// What options say of baselines.
    pub fn new(read: Option<&Path>, write: Option<&Path>, levers: Levers) -> anyhow::Result<Known> {
        let from = match (read, write) {
            (_, Some(path)) => From::Write(path.to_owned(), Vec::new()),
            (Some(path), None) => From::File(Read::new(path)?),
            (None, None) => From::Configurations(Vec::new()),
        };
        Ok(Known {
            from,
            levers,
            hidden: 0,
        })
    }

    /// Starts with a bundle. Fails where its configuration names a baseline that cannot be read.
    pub fn start<'k>(&'k mut self, path: &str, applied: &Applied) -> anyhow::Result<OfBundle<'k>> {
        let hidden = &mut self.hidden;
        let (path, to) = match &mut self.from {
            From::Write(file, entries) => (relative(path, file), To::Write(entries)),
            From::File(read) => (
                relative(path, &read.path),
                To::Ask(Some(&mut read.baseline)),
            ),
            From::Configurations(all) => {
                let file = applied.configuration.baseline();
                let baseline = file.map(|file| read_once(all, &file)).transpose()?;
                match baseline {
                    None => (String::new(), To::Ask(None)),
                    Some(read) => (
                        relative(path, &read.path),
                        To::Ask(Some(&mut read.baseline)),
                    ),
                }
            }
        };
        let mut of_bundle = OfBundle { path, to, hidden };
        if let To::Ask(Some(baseline)) = &mut of_bundle.to {
            baseline.look_at(&of_bundle.path);
        }
        Ok(of_bundle)
    }

    /// The baselines that have findings which are there no more, and how many.
    pub fn stale(&self) -> Vec<(&Path, usize)> {
        let read = match &self.from {
            From::Write(..) => &[][..],
            From::File(read) => std::slice::from_ref(read),
            From::Configurations(all) => all,
        };
        let asked = |rule: &str| Rule::named(rule).is_none_or(|rule| self.levers.asks_for(rule));
        let stale = |read: &Read| read.baseline.stale(asked);
        let all = read.iter().map(|read| (&*read.path, stale(read)));
        all.filter(|(_, stale)| *stale > 0).collect()
    }

    /// Whether there is any baseline.
    pub fn any(&self) -> bool {
        !matches!(&self.from, From::Configurations(all) if all.is_empty())
    }

    /// Writes the baseline, where one is to be written. `whole`: whether everything could be checked.
    pub fn write(&mut self, whole: bool) -> anyhow::Result<()> {
        let From::Write(path, entries) = &mut self.from else {
            return Ok(());
        };
        anyhow::ensure!(
            whole,
            "`{}` is not written, since not everything could be checked",
            path.display()
        );
        let text = baseline::write(std::mem::take(entries));
        output::replace(path, text.as_bytes())
    }
}

/// The baseline of a file, read when it is first asked for.
fn read_once<'a>(all: &'a mut Vec<Read>, file: &Path) -> anyhow::Result<&'a mut Read> {
    let known = all.iter().position(|read| read.path == file);
    let at = known.unwrap_or(all.len());
    if known.is_none() {
        all.push(Read::new(file)?);
    }
    Ok(&mut all[at])
}

/// What is known of one bundle.
pub struct OfBundle<'k> {
    /// Its path, relative to the baseline.
    path: String,
    to: To<'k>,
    hidden: &'k mut usize,
}

enum To<'k> {
    Ask(Option<&'k mut Baseline>),
    Write(&'k mut Vec<Entry>),
}

impl OfBundle<'_> {
    /// Whether a finding is known, so that it is not reported.
    pub fn knows(&mut self, finding: &Found) -> bool {
        let knows = match &mut self.to {
            To::Ask(None) => false,
            To::Ask(Some(baseline)) => {
                baseline.knows(&self.path, finding.rule, &finding.fingerprint)
            }
            To::Write(entries) => {
                entries.push(Entry {
                    path: self.path.clone(),
                    article: finding.location.article.clone(),
                    rule: finding.rule.name().to_owned(),
                    fingerprint: finding.fingerprint.clone(),
                    count: 1,
                });
                true
            }
        };
        *self.hidden += usize::from(knows);
        knows
    }
}

/// A bundle's path as a baseline gives it: relative to the baseline's folder, parted by `/`, whatever the working
/// folder is.
fn relative(path: &str, baseline: &Path) -> String {
    if path == STDIN {
        return path.to_owned();
    }
    let (bundle, baseline) = (without_links(Path::new(path)), without_links(baseline));
    let folder = baseline.parent().unwrap_or(Path::new(""));
    let shared = bundle.components().zip(folder.components());
    let shared = shared.take_while(|(a, b)| a == b).count();
    if shared == 0 {
        return slashed(&bundle); // on another drive
    }
    let up = folder.components().skip(shared).map(|_| Path::new(".."));
    let down: PathBuf = bundle.components().skip(shared).collect();
    slashed(&up.chain([down.as_path()]).collect::<PathBuf>())
}
