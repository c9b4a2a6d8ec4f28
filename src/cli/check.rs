//! `variorum check`: what is wrong in bundles.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, bail};
use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{Status, files, fix, output};
use crate::bundle::Keywords;
use crate::report::{Checked, File, Summary, json, text};
use crate::rules::{Level, Rule};
use crate::workspace::bundle::Settings;

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
    /// A word that marks articles beside FILE: ARTICLE, DOC, …
    #[arg(long, value_name = "WORD")]
    keyword: Vec<String>,
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

/// The keywords that options name.
pub(super) fn keywords(words: &[String]) -> anyhow::Result<Keywords> {
    Keywords::with(words).map_err(|word| {
        anyhow::anyhow!("`{word}` cannot mark articles: a keyword has only the letters A to Z, and is not END, EOF, BEGIN or START")
    })
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> anyhow::Result<Status> {
    if arguments.unsafe_fixes && !arguments.fix && !arguments.diff {
        bail!("--unsafe-fixes needs --fix, which applies them, or --diff, which shows them");
    }
    let settings = Settings {
        keywords: keywords(&arguments.keyword)?,
        ..Settings::default()
    };
    let (paths, errors) = files::find(&arguments.paths, &settings.keywords);
    let mut status = Status::Clean;
    for error in errors {
        output::complain(&output::plain(&error));
        status = Status::Failed;
    }
    let progress = progress(&paths);
    // Colour is for people who can see it. What programs read goes out as it is: escapes in it are the articles' own.
    let mut out: Box<dyn Write> = if arguments.diff || arguments.format == Format::Json {
        Box::new(std::io::BufWriter::new(std::io::stdout().lock()))
    } else {
        Box::new(std::io::BufWriter::new(anstream::stdout().lock()))
    };
    let mut summary = Summary::default();
    let mut report = json::Report::default();
    for group in groups(paths) {
        let mut files = Vec::with_capacity(group.len());
        for path in group {
            progress.set_message(path.clone());
            match files::read(&path, &settings.keywords) {
                Ok(decoded) => files.push(File { path, decoded }),
                Err(error) => {
                    progress.suspend(|| output::complain(&output::plain(&error)));
                    status = Status::Failed;
                }
            }
            progress.inc(1);
        }
        let which = if arguments.unsafe_fixes {
            fix::Which::All
        } else {
            fix::Which::Safe
        };
        let outcome = if arguments.fix {
            fix::apply(files, &settings, which)
        } else {
            let shown = if arguments.diff {
                fix::show(&files, &settings, which, &mut out)
            } else {
                Ok(())
            };
            shown.map(|()| {
                let corpus = fix::read(&files, &settings);
                (files, corpus)
            })
        };
        match outcome {
            Ok((files, corpus)) => {
                for checked in Checked::all(&files, &corpus) {
                    tell(arguments, &checked, &mut summary, &mut report, &mut out)
                        .context(output::UNWRITTEN)?;
                }
            }
            Err(error) if output::is_closed(&error) => return Err(error),
            Err(error) => {
                progress.suspend(|| output::complain(&output::plain(&error)));
                status = Status::Failed;
            }
        }
    }
    progress.finish_and_clear();
    match arguments.format {
        Format::Json => report
            .write(&summary, &mut out)
            .context(output::UNWRITTEN)?,
        Format::Text if !arguments.diff && summary.bundles > 0 => {
            writeln!(out, "{}", text::closing(&summary)).context(output::UNWRITTEN)?;
        }
        Format::Text => {}
    }
    out.flush().context(output::UNWRITTEN)?;
    if status == Status::Clean && summary.reaches(arguments.fail_on.into()) {
        status = Status::Found;
    }
    Ok(status)
}

/// The bundles that are compared with each other: each with itself alone.
fn groups(paths: Vec<String>) -> impl Iterator<Item = Vec<String>> {
    paths.into_iter().map(|path| vec![path])
}

/// Reports one bundle.
fn tell(
    arguments: &Arguments,
    checked: &Checked<'_>,
    summary: &mut Summary,
    report: &mut json::Report,
    out: &mut impl Write,
) -> std::io::Result<()> {
    summary.bundles += 1;
    summary.articles += checked.document().tree().articles().count();
    let decoded = &checked.file().decoded;
    summary.bytes += decoded.to_file_offset(decoded.text().len());
    let mut shown = vec![0; Rule::ALL.len()];
    for (_, finding) in checked.findings() {
        summary.count(finding);
        if arguments.format == Format::Json {
            report.add(checked, finding);
        } else if !arguments.diff {
            shown[finding.rule as usize] += 1;
            if shown[finding.rule as usize] <= SHOWN {
                writeln!(out, "{}\n", text::render(checked, finding))?;
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
            out,
            "{}: {more} more findings of {} (all are in --format json)\n",
            checked.file().path,
            rule.name()
        )?;
    }
    Ok(())
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
