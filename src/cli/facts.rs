//! `variorum facts`: what the articles say, for programs and spreadsheets.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::ValueEnum;

use super::config::Setup;
use super::{Status, config, files, fix, output};
use crate::report::facts::{self, Csv, Kind};
use crate::report::{Checked, File};
use crate::workspace::Corpus;
use crate::workspace::allow::NamePattern;

/// Print what the articles say: quotes, names, figures, dates and times
///
/// Each fact is printed with its place, in the order of the text.
#[derive(clap::Args)]
pub struct Arguments {
    /// Bundles: files, folders (searched for bundles, ignore files honoured), globs, or `-` for standard input
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,
    /// Only facts of these kinds, parted by commas
    #[arg(long, value_enum, value_name = "KIND", value_delimiter = ',')]
    kind: Vec<Kind>,
    /// Only articles of this name; a name or a glob, in which `*` stands for anything
    #[arg(long, value_name = "NAME")]
    article: Vec<String>,
    /// Write to this file, whole or not at all, instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten, next_help_heading = "Configuration")]
    config: config::Options,
}

/// How to print.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One JSON object a line
    Jsonl,
    /// A table for spreadsheets, the same columns for all kinds. A text that a spreadsheet would take for a formula has
    /// a ' before it
    Csv,
}

/// Where facts go, in which form.
enum Printer<W: Write> {
    Jsonl(W),
    Csv(Box<Csv<W>>),
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> anyhow::Result<Status> {
    let mut setup = Setup::new(&arguments.config)?;
    let (paths, errors) = files::find(&arguments.paths, &mut setup);
    for error in &errors {
        output::complain(&output::plain(error));
    }
    let whole = errors.is_empty();
    let status = match &arguments.output {
        None => {
            let out = BufWriter::new(std::io::stdout().lock());
            print(arguments, &paths, &mut setup, out, output::UNWRITTEN)?
        }
        Some(file) => {
            if paths.iter().any(|path| is_same(Path::new(path), file)) {
                bail!(
                    "`{}` is to be read: give --output another file",
                    file.display()
                );
            }
            let mut pending = output::Pending::new(file)?;
            let unwritten = format!("cannot write `{}`", file.display());
            let status = print(arguments, &paths, &mut setup, pending.writer(), &unwritten)?;
            pending.persist()?;
            status
        }
    };
    Ok(if whole { status } else { Status::Failed })
}

fn is_same(a: &Path, b: &Path) -> bool {
    let whole = |path| std::fs::canonicalize(path).ok();
    whole(a).is_some_and(|a| whole(b) == Some(a))
}

/// Prints the facts of all bundles; `unwritten` is what is said if they cannot be.
fn print(
    arguments: &Arguments,
    paths: &[String],
    setup: &mut Setup,
    out: impl Write,
    unwritten: &str,
) -> anyhow::Result<Status> {
    let unwritten = || unwritten.to_owned();
    let mut printer = match arguments.format {
        Format::Jsonl => Printer::Jsonl(out),
        Format::Csv => Printer::Csv(Box::new(Csv::new(out).with_context(unwritten)?)),
    };
    let wanted = Wanted {
        kinds: &arguments.kind,
        articles: arguments
            .article
            .iter()
            .map(|name| NamePattern::new(name))
            .collect(),
    };
    let mut status = Status::Clean;
    for path in paths {
        let (files, corpus) = match read(path, setup) {
            Ok(Some(read)) => read,
            Ok(None) => {
                status = Status::Failed;
                continue;
            }
            Err(error) => {
                output::complain(&output::plain(&error));
                status = Status::Failed;
                continue;
            }
        };
        for checked in Checked::all(&files, &corpus) {
            printer.print(&checked, &wanted).with_context(unwritten)?;
        }
    }
    match printer {
        Printer::Jsonl(mut out) => out.flush(),
        Printer::Csv(mut csv) => csv.flush(),
    }
    .with_context(unwritten)?;
    Ok(status)
}

/// Reads a bundle; `None` where its configuration cannot be used, which was told of before.
fn read(path: &str, setup: &mut Setup) -> anyhow::Result<Option<([File; 1], Corpus)>> {
    let Some(applied) = setup.of(path)? else {
        return Ok(None);
    };
    let decoded = files::read(path, &applied.settings.keywords)?;
    let path = path.to_owned();
    let files = [File { path, decoded }];
    let corpus = fix::read(&files, &[applied.settings]);
    Ok(Some((files, corpus)))
}

/// Which facts are wanted.
struct Wanted<'a> {
    /// All kinds, where none is named.
    kinds: &'a [Kind],
    /// All articles, where none is named.
    articles: Vec<NamePattern>,
}

impl<W: Write> Printer<W> {
    /// Prints the facts of one bundle, article by article: of a large one there are more than need be in memory.
    fn print(&mut self, checked: &Checked<'_>, wanted: &Wanted<'_>) -> std::io::Result<()> {
        let is_wanted = |kind| wanted.kinds.is_empty() || wanted.kinds.contains(&kind);
        let tree = checked.document().tree();
        for id in tree.articles() {
            let name = tree.marker(id).name.as_deref().unwrap_or_default();
            let named = |pattern: &NamePattern| pattern.matches(name);
            if !wanted.articles.is_empty() && !wanted.articles.iter().any(named) {
                continue;
            }
            for record in facts::of_article(checked, id, is_wanted) {
                match self {
                    Printer::Jsonl(out) => facts::write_jsonl(&record, out)?,
                    Printer::Csv(csv) => csv.write(&record)?,
                }
            }
        }
        Ok(())
    }
}
