//! `variorum check`: what is wrong in bundles.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail};
use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::baseline::{Known, OfBundle};
use super::config::{Applied, Setup};
use super::{Status, config, files, fix, output};
use crate::report::{Checked, File, Summary, json, text};
use crate::rules::{Level, Rule};
use crate::workspace::config::{Allows, Scope};

/// Report what is wrong in bundles
///
/// Exit status: 0 if nothing at or above the level of --fail-on was found, 1 if something was, 2 if something could not
/// be checked.
#[derive(clap::Args)]
pub struct Arguments {
    /// Bundles: files, folders (searched for bundles, ignore files honoured), globs, or `-` for standard input
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// How to report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The least level that makes the exit status 1
    #[arg(long, value_enum, value_name = "LEVEL", default_value_t = FailOn::Warning)]
    fail_on: FailOn,
    /// Apply the fixes of which there is no doubt, then report what is left
    #[arg(long)]
    fix: bool,
    /// With --fix or --diff: apply the other fixes too
    #[arg(long)]
    unsafe_fixes: bool,
    /// Show what --fix would do, and change nothing
    #[arg(long, conflicts_with_all = ["fix", "format"])]
    diff: bool,
    /// Report only findings that are not in this file, written by --write-baseline
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write all findings to this file, so that only others are reported where it is the baseline
    #[arg(long, value_name = "FILE", conflicts_with_all = ["baseline", "diff"])]
    write_baseline: Option<PathBuf>,
    #[command(flatten, next_help_heading = "Configuration")]
    config: config::Options,
}

/// How to report.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs
    Json,
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

/// Findings of one rule in one file that the text report shows; the rest are counted.
const SHOWN: usize = 100;

/// Runs the command.
pub fn run(arguments: &Arguments) -> anyhow::Result<Status> {
    if arguments.unsafe_fixes && !arguments.fix && !arguments.diff {
        bail!("--unsafe-fixes needs --fix, which applies them, or --diff, which shows them");
    }
    let mut setup = Setup::new(&arguments.config)?;
    let (read, write) = (&arguments.baseline, &arguments.write_baseline);
    let mut known = Known::new(read.as_deref(), write.as_deref())?;
    let (paths, errors) = files::find(&arguments.paths, &mut setup);
    // Colour is for people who can see it. What programs read goes out as it is: escapes in it are the articles' own.
    let out: Box<dyn Write> = if arguments.diff || arguments.format == Format::Json {
        Box::new(std::io::BufWriter::new(std::io::stdout().lock()))
    } else {
        Box::new(std::io::BufWriter::new(anstream::stdout().lock()))
    };
    let mut told = Told {
        arguments,
        summary: Summary::default(),
        report: json::Report::default(),
        allows: Allows::default(),
        progress: progress(&paths),
        failed: false,
        out,
    };
    for error in &errors {
        told.fail(error);
    }
    for group in groups(paths, &mut setup, &mut told) {
        if let Err(error) = check(group, &mut known, &mut told) {
            if output::is_closed(&error) {
                return Err(error);
            }
            told.fail(&error);
        }
    }
    told.progress.finish_and_clear();
    if let Err(error) = known.write(!told.failed) {
        told.fail(&error);
    }
    told.close(&known).context(output::UNWRITTEN)?;
    warn(&known, &told.allows);
    Ok(if told.failed {
        Status::Failed
    } else if told.summary.reaches(arguments.fail_on.into()) {
        Status::Found
    } else {
        Status::Clean
    })
}

/// The bundles that are compared with each other: each with itself alone, but those of a configuration whose scope is the
/// workspace.
fn groups(paths: Vec<String>, setup: &mut Setup, told: &mut Told<'_>) -> Vec<Vec<Bundle>> {
    let mut groups: Vec<Vec<Bundle>> = Vec::new();
    for path in paths {
        let applied = match setup.of(&path) {
            Ok(Some(applied)) => applied,
            Ok(None) => {
                told.failed = true;
                continue;
            }
            Err(fault) => {
                told.fail(&fault.into());
                continue;
            }
        };
        let configuration = &applied.configuration;
        let same = |group: &&mut Vec<Bundle>| {
            let first = group.first();
            first.is_some_and(|b| Arc::ptr_eq(&b.applied.configuration, configuration))
        };
        let wide = configuration.config.scope == Scope::Workspace;
        let group = groups.iter_mut().find(same).filter(|_| wide);
        let bundle = Bundle { path, applied };
        match group {
            Some(group) => group.push(bundle),
            None => groups.push(vec![bundle]),
        }
    }
    groups
}

/// A bundle that is to be checked.
struct Bundle {
    path: String,
    applied: Applied,
}

/// Checks bundles and compares them with each other.
fn check(group: Vec<Bundle>, known: &mut Known, told: &mut Told<'_>) -> anyhow::Result<()> {
    let arguments = told.arguments;
    let (mut files, mut all, mut settings) = (Vec::new(), Vec::new(), Vec::new());
    for Bundle { path, applied } in group {
        told.progress.set_message(path.clone());
        match files::read(&path, &applied.settings.keywords) {
            Ok(decoded) => {
                files.push(File { path, decoded });
                settings.push(applied.settings.clone());
                all.push(applied);
            }
            Err(error) => told.fail(&error),
        }
        told.progress.inc(1);
    }
    let which = if arguments.unsafe_fixes {
        fix::Which::All
    } else {
        fix::Which::Safe
    };
    if arguments.diff {
        fix::show(&files, &settings, which, &mut told.out)?;
    }
    let (files, corpus) = if arguments.fix {
        fix::apply(files, &settings, which)?
    } else {
        let corpus = fix::read(&files, &settings);
        (files, corpus)
    };
    for (checked, applied) in Checked::all(&files, &corpus).zip(&all) {
        match known.start(&checked.file().path, applied) {
            Ok(mut known) => told
                .tell(&checked, applied, &mut known)
                .context(output::UNWRITTEN)?,
            Err(error) => told.fail(&error),
        }
    }
    Ok(())
}

/// What is told of a run.
struct Told<'r> {
    arguments: &'r Arguments,
    summary: Summary,
    report: json::Report,
    allows: Allows,
    progress: ProgressBar,
    /// Whether something could not be checked.
    failed: bool,
    out: Box<dyn Write>,
}

impl Told<'_> {
    /// Says what could not be done.
    fn fail(&mut self, error: &anyhow::Error) {
        self.progress
            .suspend(|| output::complain(&output::plain(error)));
        self.failed = true;
    }

    /// Reports one bundle.
    fn tell(
        &mut self,
        checked: &Checked<'_>,
        applied: &Applied,
        known: &mut OfBundle<'_>,
    ) -> std::io::Result<()> {
        self.summary.bundles += 1;
        self.summary.articles += checked.document().tree().articles().count();
        let decoded = &checked.file().decoded;
        self.summary.bytes += decoded.to_file_offset(decoded.text().len());
        let mut shown = vec![0; Rule::ALL.len()];
        let verdict = checked.verdict();
        let (configuration, path) = (&applied.configuration, applied.path.as_deref());
        self.allows.note(configuration, path, &verdict.used);
        for (_, finding) in &verdict.findings {
            if known.knows(checked, finding) {
                continue;
            }
            self.summary.count(finding);
            if self.arguments.format == Format::Json {
                self.report.add(checked, finding);
            } else if !self.arguments.diff {
                shown[finding.rule as usize] += 1;
                if shown[finding.rule as usize] <= SHOWN {
                    writeln!(self.out, "{}\n", text::render(checked, finding))?;
                }
            }
        }
        for (rule, count) in Rule::ALL
            .iter()
            .zip(shown)
            .filter(|&(_, count)| count > SHOWN)
        {
            let more = count - SHOWN;
            writeln!(
                self.out,
                "{}: {more} more findings of {} (all are in --format json)\n",
                checked.file().path,
                rule.name()
            )?;
        }
        Ok(())
    }

    /// Ends the report.
    fn close(&mut self, known: &Known) -> std::io::Result<()> {
        match self.arguments.format {
            Format::Json => {
                self.report.unused_allows(self.allows.unused());
                if known.any() {
                    let stale = known.stale().iter().map(|(_, stale)| stale).sum();
                    self.report.baseline(known.hidden, stale);
                }
                self.report.write(&self.summary, &mut self.out)?;
            }
            Format::Text if !self.arguments.diff && self.summary.bundles > 0 => {
                writeln!(self.out, "{}", text::closing(&self.summary, known.hidden))?;
            }
            Format::Text => {}
        }
        self.out.flush()
    }
}

/// Warns of what hides nothing any more.
fn warn(known: &Known, allows: &Allows) {
    for (configuration, allowed) in allows.unused() {
        let rules = allowed
            .allow
            .rules
            .iter()
            .map(|rule| format!("`{}`", rule.name()));
        let rules: Vec<String> = rules.collect();
        let message = format!(
            "{}:{}: this `allow` of {} hides nothing in what was checked",
            configuration.path,
            allowed.line,
            rules.join(", ")
        );
        output::say("warning", &message);
    }
    for (path, stale) in known.stale() {
        let path = path.display();
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
}

/// A bar on standard error for runs that take long, where a person sees it.
fn progress(paths: &[String]) -> ProgressBar {
    let size = |path: &String| std::fs::metadata(path).map_or(0, |m| m.len());
    let long = paths.len() > 200 || paths.iter().map(size).sum::<u64>() > 50_000_000;
    if !long || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(paths.len() as u64), ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{spinner} {pos}/{len} {bar:30} {wide_msg}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
