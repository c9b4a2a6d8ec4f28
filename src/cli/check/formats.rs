//! `--format FORMAT[=PATH]`: which reports a run writes, and where.

use std::ffi::OsStr;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::ValueEnum;
use clap::builder::{EnumValueParser, PossibleValue, TypedValueParser};

use super::super::files::STDIN;
use super::super::output::{self, Pending};
use super::Arguments;
use super::outcome::Bundle;
use super::page::Page;
use crate::report::checkstyle::Checkstyle;
use crate::report::concise::Concise;
use crate::report::github::Github;
use crate::report::gitlab::Gitlab;
use crate::report::json::Json;
use crate::report::jsonl::Jsonl;
use crate::report::junit::Junit;
use crate::report::sarif::Sarif;
use crate::report::statistics::Statistics;
use crate::report::text::Text;
use crate::report::{Paths, Printer, Reported, Run};

/// How to report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people: findings with the lines that they speak of
    Text,
    /// For people and editors: a line a finding
    Concise,
    /// For programs: one object, the summary first
    Json,
    /// For programs: a line a finding, as it is found
    Jsonl,
    /// For code scanning: SARIF 2.1.0
    Sarif,
    /// Annotations in the log of a GitHub workflow
    Github,
    /// A code quality report of GitLab
    Gitlab,
    /// A JUnit report
    Junit,
    /// A Checkstyle report
    Checkstyle,
    /// The page that `variorum report` writes; to a folder, one for each bundle
    Html,
}

impl Format {
    /// Whether it is for people, who see colours where the output can show them.
    pub(super) fn is_text(self) -> bool {
        matches!(self, Format::Text | Format::Concise)
    }
}

/// A report that is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wanted {
    pub(super) format: Format,
    /// The file that it is written to; without one, standard output.
    pub(super) path: Option<PathBuf>,
}

/// Reads `FORMAT` or `FORMAT=PATH`.
#[derive(Clone)]
pub(super) struct WantedParser;

impl TypedValueParser for WantedParser {
    type Value = Wanted;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<Wanted, clap::Error> {
        let text = value.to_string_lossy();
        let (name, path) = match text.split_once('=') {
            Some((name, path)) => (name, Some(path)),
            None => (&*text, None),
        };
        if path == Some("") || path.is_some() && value.to_str().is_none() {
            let message = format!("`{text}`: after `=` there must be the path of a file\n");
            return Err(
                clap::Error::raw(clap::error::ErrorKind::InvalidValue, message).with_cmd(command),
            );
        }
        let format = EnumValueParser::<Format>::new();
        Ok(Wanted {
            format: format.parse_ref(command, argument, OsStr::new(name))?,
            path: path.filter(|path| *path != STDIN).map(PathBuf::from),
        })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let all = Format::value_variants().iter();
        Some(Box::new(all.filter_map(ValueEnum::to_possible_value)))
    }
}

/// A report that is being written.
pub(super) struct Sink {
    printer: Box<dyn Printer>,
    out: Out,
}

enum Out {
    Standard(Box<dyn Write>),
    File(Pending),
    /// What is written to it is in colour, and a file has none.
    Plain(Pending),
}

/// The reports that arguments ask for. Files are not replaced yet. None with --diff: that is one by itself.
pub(super) fn sinks(arguments: &Arguments) -> anyhow::Result<Vec<Sink>> {
    if arguments.diff {
        return Ok(Vec::new());
    }
    let wanted = &arguments.format;
    let to_standard = wanted.iter().filter(|wanted| wanted.path.is_none());
    if to_standard.count() > 1 {
        bail!(
            "only one format can go to standard output: give the others a file each, as in `--format sarif=out.sarif`"
        );
    }
    let paths = paths();
    let sink = |wanted: &Wanted| {
        let Some(printer) = printer(wanted.format, &paths, arguments) else {
            return Ok(None);
        };
        let out = match &wanted.path {
            Some(path) if wanted.format.is_text() => Out::Plain(Pending::new(path)?),
            Some(path) => Out::File(Pending::new(path)?),
            // Colour is for people who can see it. What programs read goes out as it is: escapes in it are the articles' own.
            None if wanted.format.is_text() => {
                Out::Standard(Box::new(BufWriter::new(anstream::stdout().lock())))
            }
            None => Out::Standard(Box::new(BufWriter::new(io::stdout().lock()))),
        };
        Ok(Some(Sink { printer, out }))
    };
    let sinks = wanted.iter().map(sink);
    sinks.filter_map(Result::transpose).collect()
}

/// The page that arguments ask for, or the pages: one for each group.
pub(super) fn page(arguments: &Arguments, groups: &[Vec<Bundle>]) -> anyhow::Result<Option<Page>> {
    let all = arguments.format.iter().filter(|_| !arguments.diff);
    let mut wanted = all.filter(|wanted| wanted.format == Format::Html);
    let first = wanted.next();
    if wanted.next().is_some() {
        bail!("--format html is written once");
    }
    first
        .map(|wanted| Page::new(wanted.path.as_deref(), groups))
        .transpose()
}

/// The printer of a format. [`Format::Html`] has none: what it shows is not plain data.
fn printer(format: Format, paths: &Paths, arguments: &Arguments) -> Option<Box<dyn Printer>> {
    let (quiet, paths) = (arguments.quiet, paths.clone());
    Some(match format {
        Format::Text | Format::Concise if arguments.statistics => Box::new(Statistics::new(quiet)),
        Format::Text => Box::new(Text { quiet }),
        Format::Concise => Box::new(Concise { quiet }),
        Format::Json => Box::new(Json::default()),
        Format::Jsonl => Box::new(Jsonl),
        Format::Sarif => Box::new(Sarif::new(paths)),
        Format::Github => Box::new(Github { paths }),
        Format::Gitlab => Box::new(Gitlab::new(paths)),
        Format::Junit => Box::new(Junit {
            paths,
            fail_on: arguments.fails(),
        }),
        Format::Checkstyle => Box::new(Checkstyle { paths }),
        Format::Html => return None,
    })
}

/// What programs call bundles that read our reports. GitHub and GitLab count from the folder that they checked out,
/// wherever in it a job runs.
fn paths() -> Paths {
    let here = std::env::current_dir().unwrap_or_default();
    let here = std::fs::canonicalize(&here).unwrap_or(here);
    let named = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"];
    let named = named.iter().filter_map(std::env::var_os);
    let mut roots = named.filter_map(|root| std::fs::canonicalize(root).ok());
    let root = roots.find(|root| here.starts_with(root));
    Paths::new(here, root)
}

impl Sink {
    pub(super) fn start(&mut self) -> anyhow::Result<()> {
        self.write(|printer, out| printer.start(out))
    }

    pub(super) fn bundle(&mut self, bundle: &Reported) -> anyhow::Result<()> {
        self.write(|printer, out| printer.bundle(bundle, out))
    }

    /// Ends the report. A file is replaced now.
    pub(super) fn end(mut self, run: &Run<'_>) -> anyhow::Result<()> {
        self.write(|printer, out| printer.end(run, out))?;
        match self.out {
            Out::Standard(mut out) => out.flush().context(output::UNWRITTEN),
            Out::File(pending) | Out::Plain(pending) => pending.persist(),
        }
    }

    fn write(
        &mut self,
        print: impl FnOnce(&mut dyn Printer, &mut dyn Write) -> io::Result<()>,
    ) -> anyhow::Result<()> {
        let printer = &mut *self.printer;
        match &mut self.out {
            Out::Standard(out) => print(printer, out).context(output::UNWRITTEN),
            Out::File(pending) => {
                let written = print(printer, pending.writer());
                written.with_context(|| pending.unwritten())
            }
            Out::Plain(pending) => {
                let mut text = Vec::new();
                let written = print(printer, &mut text).and_then(|()| {
                    let plain = anstream::adapter::strip_bytes(&text).into_vec();
                    pending.writer().write_all(&plain)
                });
                written.with_context(|| pending.unwritten())
            }
        }
    }
}
