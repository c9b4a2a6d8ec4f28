//! `variorum check`: what is wrong in bundles.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, bail};
use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::baseline::{Known, OfBundle};
use super::config::{Applied, Setup};
use super::{Status, config, files, fix, output};
use crate::report::{Checked, Summary, json, text};
use crate::rules::{Level, Rule};
use crate::workspace::config::Allows;

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
    config: config::Arguments,
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
    let mut status = Status::Clean;
    for error in errors {
        output::complain(&output::plain(&error));
        status = Status::Failed;
    }
    let progress = progress(&paths);
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
        out,
    };
    for path in &paths {
        progress.set_message(path.clone());
        match one(path, &mut setup, &mut known, &mut told) {
            Ok(Status::Failed) => status = Status::Failed,
            Ok(_) => {}
            Err(error) if output::is_closed(&error) => return Err(error),
            Err(error) => {
                progress.suspend(|| output::complain(&output::plain(&error)));
                status = Status::Failed;
            }
        }
        progress.inc(1);
    }
    progress.finish_and_clear();
    if let Err(error) = known.write(status != Status::Failed) {
        output::complain(&output::plain(&error));
        status = Status::Failed;
    }
    told.close(&known).context(output::UNWRITTEN)?;
    warn(&known, &told.allows);
    if status == Status::Clean && told.summary.reaches(arguments.fail_on.into()) {
        status = Status::Found;
    }
    Ok(status)
}

/// Checks one bundle.
fn one(
    path: &str,
    setup: &mut Setup,
    known: &mut Known,
    told: &mut Told<'_>,
) -> anyhow::Result<Status> {
    let arguments = told.arguments;
    let Some(applied) = setup.of(path)? else {
        return Ok(Status::Failed);
    };
    let settings = &applied.settings;
    let mut known = known.start(path, &applied)?;
    let decoded = files::read(path, &settings.keywords)?;
    let fixes = if arguments.unsafe_fixes {
        fix::Which::All
    } else {
        fix::Which::Safe
    };
    if arguments.diff {
        fix::show(path, &decoded, settings, fixes, &mut told.out)?;
    }
    let (decoded, bundle) = if arguments.fix {
        fix::apply(path, decoded, settings, fixes)?
    } else {
        let bundle = fix::read(&decoded, settings);
        (decoded, bundle)
    };
    let checked = Checked {
        path,
        bundle: &bundle,
        decoded: &decoded,
    };
    told.tell(&checked, &applied, &mut known)
        .context(output::UNWRITTEN)?;
    Ok(Status::Clean)
}

/// What is told of a run.
struct Told<'r> {
    arguments: &'r Arguments,
    summary: Summary,
    report: json::Report,
    allows: Allows,
    out: Box<dyn Write>,
}

impl Told<'_> {
    /// Reports one bundle.
    fn tell(
        &mut self,
        checked: &Checked<'_>,
        applied: &Applied,
        known: &mut OfBundle<'_>,
    ) -> std::io::Result<()> {
        self.summary.bundles += 1;
        self.summary.articles += checked.bundle.document().tree().articles().count();
        self.summary.bytes += checked.decoded.to_file_offset(checked.decoded.text().len());
        let mut shown = vec![0; Rule::ALL.len()];
        let verdict = checked.bundle.verdict();
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
                checked.path,
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
