//! `variorum check`: what is wrong in bundles.
//!
//! - [`inputs`]: which bundles, [`changed`] since when; [`levers`]: which rules, at which level.
//! - [`outcome`]: the work, on several threads; [`told`]: what is told of it, in order.
//! - [`formats`]: as what it is told, [`page`] as one that shows more than findings.
//! - [`spare`]: what is read and written, which must not be the same.
//! - [`watch`]: all of it again and again.

mod changed;
mod formats;
mod inputs;
pub mod levers;
mod outcome;
mod page;
mod spare;
mod told;
mod watch;

use std::io::IsTerminal;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::bail;
use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use self::formats::{Format, Wanted, WantedParser};
use self::levers::Levers;
use self::outcome::{Bundle, Fixes, Outcome, Task};
use self::page::Page;
use self::told::Told;
use super::baseline::Known;
use super::config::Setup;
use super::files::STDIN;
use super::in_order::in_order;
use super::{Status, config, fix, output};
use crate::rules::Level;
use crate::workspace::threads;

/// Report what is wrong in bundles
///
/// Exit status: 0 if nothing at or above the level of --fail-on was found, 1 if something was, 2 if something could not
/// be checked.
#[derive(clap::Args)]
#[allow(clippy::struct_excessive_bools)] // one for each option
pub struct Arguments {
    #[command(flatten)]
    inputs: inputs::Inputs,
    #[command(flatten, next_help_heading = "Rules")]
    levers: Levers,
    /// The least level that makes the exit status 1
    #[arg(long, value_enum, value_name = "LEVEL", default_value_t = FailOn::Warning, help_heading = "Rules")]
    fail_on: FailOn,
    /// Exit with 0 whatever was found; with 2 still if something could not be checked
    #[arg(long, help_heading = "Rules")]
    exit_zero: bool,
    /// How to report, and to which file; may be given several times, without a file once
    #[arg(
        long,
        value_name = "FORMAT[=FILE]",
        value_parser = WantedParser,
        default_value = "text",
        help_heading = "Report"
    )]
    format: Vec<Wanted>,
    /// Count findings by rule, and show none of them
    #[arg(long, conflicts_with = "diff", help_heading = "Report")]
    statistics: bool,
    /// Print findings and errors, and nothing else
    #[arg(long, short, help_heading = "Report")]
    quiet: bool,
    /// Whether to use colour; `auto` does where standard output is a terminal that shows it
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Colour::Auto, help_heading = "Report")]
    color: Colour,
    /// Apply the fixes of which there is no doubt, then report what is left
    #[arg(long, help_heading = "Fixes")]
    fix: bool,
    /// With --fix or --diff: apply the other fixes too
    #[arg(long, help_heading = "Fixes")]
    unsafe_fixes: bool,
    /// Show what --fix would do, and change nothing
    #[arg(long, conflicts_with_all = ["fix", "format"], help_heading = "Fixes")]
    diff: bool,
    /// Report only findings that are not in this file, written by --write-baseline
    #[arg(long, value_name = "FILE", help_heading = "Baseline")]
    baseline: Option<PathBuf>,
    /// Write all findings to this file, so that only others are reported where it is the baseline
    #[arg(long, value_name = "FILE", conflicts_with_all = ["baseline", "diff", "select", "ignore", "changed"], help_heading = "Baseline")]
    write_baseline: Option<PathBuf>,
    #[command(flatten, next_help_heading = "Configuration")]
    config: config::Options,
    /// Check again whenever something changes, until Ctrl-C
    #[arg(long, conflicts_with_all = ["fix", "diff", "write_baseline"], help_heading = "Run")]
    watch: bool,
    /// How many threads work at once; as many as the machine has unless given
    #[arg(long, value_name = "NUMBER", help_heading = "Run")]
    threads: Option<NonZeroUsize>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Note,
}

impl From<FailOn> for Level {
    fn from(level: FailOn) -> Level {
        match level {
            FailOn::Error => Level::Error,
            FailOn::Warning => Level::Warning,
            FailOn::Note => Level::Note,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Colour {
    Auto,
    Always,
    Never,
}

impl From<Colour> for anstream::ColorChoice {
    fn from(colour: Colour) -> anstream::ColorChoice {
        match colour {
            Colour::Auto => anstream::ColorChoice::Auto,
            Colour::Always => anstream::ColorChoice::Always,
            Colour::Never => anstream::ColorChoice::Never,
        }
    }
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> anyhow::Result<Status> {
    if arguments.unsafe_fixes && !arguments.fix && !arguments.diff {
        bail!("--unsafe-fixes needs --fix, which applies them, or --diff, which shows them");
    }
    if arguments.statistics
        && !arguments
            .format
            .iter()
            .any(|wanted| wanted.format.is_text())
    {
        bail!(
            "--statistics counts what the text report shows: it does not go with other formats alone"
        );
    }
    if let Some(file) = &arguments.write_baseline {
        if file == Path::new(STDIN) {
            bail!("--write-baseline needs a file: a baseline is not written to standard output");
        }
        if arguments.levers.switch_off() {
            bail!(
                "--write-baseline writes the findings of all rules: `--level RULE=off` does not go with it"
            );
        }
    }
    arguments.color.write_global();
    if let Some(most) = arguments.threads {
        threads::limit(most);
    }
    if arguments.watch {
        return watch::run(arguments);
    }
    let (status, _) = round(arguments, |task, group, progress| {
        task.check(group, progress)
    })?;
    Ok(status)
}

impl Colour {
    fn write_global(self) {
        anstream::ColorChoice::from(self).write_global();
    }
}

impl Arguments {
    /// The least level that makes the exit status 1, if one does.
    fn fails(&self) -> Option<Level> {
        (!self.exit_zero).then(|| self.fail_on.into())
    }

    fn task(&self) -> Task {
        let text = |wanted: &Wanted| wanted.format == Format::Text;
        Task {
            fixes: match (self.fix, self.diff) {
                (true, _) => Fixes::Apply,
                (_, true) => Fixes::Show,
                _ => Fixes::Name,
            },
            which: if self.unsafe_fixes {
                fix::Which::All
            } else {
                fix::Which::Safe
            },
            excerpts: !self.diff && !self.statistics && self.format.iter().any(text),
            baseline: self.baseline.is_some() || self.write_baseline.is_some(),
            page: self
                .format
                .iter()
                .any(|wanted| wanted.format == Format::Html),
        }
    }
}

/// Checks everything once; also returned are the paths of the bundles. `check` does the work for bundles that are compared
/// with each other.
fn round(
    arguments: &Arguments,
    check: impl Fn(Task, Vec<Bundle>, &ProgressBar) -> Outcome + Sync,
) -> anyhow::Result<(Status, Vec<String>)> {
    let mut setup = Setup::with_levers(&arguments.config, arguments.levers.clone())?;
    let (read, write) = (&arguments.baseline, &arguments.write_baseline);
    let known = Known::new(read.as_deref(), write.as_deref(), arguments.levers.clone())?;
    let found = arguments.inputs.find(&mut setup)?;
    let (groups, faults) = arguments.inputs.compared(&found, &mut setup);
    let page = formats::page(arguments, &groups)?;
    let pages = page.as_ref().map_or(&[][..], Page::files);
    arguments.spare(&found.paths, pages, &mut setup)?;
    let progress = if arguments.quiet {
        ProgressBar::hidden()
    } else {
        progress(&found.paths)
    };
    let sinks = formats::sinks(arguments)?;
    let (quiet, fails) = (arguments.quiet, arguments.fails());
    let mut told = Told::new(sinks, known, progress.clone(), quiet, fails);
    told.page = page;
    told.start()?;
    for error in found.errors.iter().map(output::plain).chain(faults) {
        told.fail(error);
    }
    let task = arguments.task();
    in_order(
        threads::most(),
        groups,
        |group| check(task, group, &progress),
        |outcome| told.take(outcome),
    )?;
    Ok((told.close()?, found.paths))
}

/// A bar on standard error for runs that take long, where a person sees it.
fn progress(paths: &[String]) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let size = |path: &String| std::fs::metadata(path).map_or(0, |m| m.len());
    let long = paths.len() > 200 || paths.iter().map(size).sum::<u64>() > 50_000_000;
    if !long {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(paths.len() as u64), ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{spinner} {pos}/{len} {bar:30} {wide_msg}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
