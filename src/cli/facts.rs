//! `variorum facts`: what the articles say, for programs.

use std::io::{BufWriter, Write};
use std::path::PathBuf;

use anyhow::Context;
use clap::ValueEnum;

use super::{Status, check, files, fix, output};
use crate::report::{Checked, File, facts};
use crate::workspace::bundle::Settings;

/// Print what the articles say: quotes, names, figures, dates and times
#[derive(clap::Args)]
pub struct Arguments {
    /// Bundles: files, folders (searched for bundles, ignore files honoured), globs, or `-` for standard input
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,
    /// A word that marks articles beside FILE: ARTICLE, DOC, …
    #[arg(long, value_name = "WORD")]
    keyword: Vec<String>,
}

/// How to print.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One JSON object a line
    Jsonl,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> anyhow::Result<Status> {
    let settings = Settings {
        keywords: check::keywords(&arguments.keyword)?,
        ..Settings::default()
    };
    let (paths, errors) = files::find(&arguments.paths, &settings.keywords);
    let mut status = Status::Clean;
    for error in errors {
        output::complain(&output::plain(&error));
        status = Status::Failed;
    }
    let mut out = BufWriter::new(std::io::stdout().lock());
    for path in &paths {
        match files::read(path, &settings.keywords) {
            Ok(decoded) => {
                let path = path.clone();
                let files = [File { path, decoded }];
                let corpus = fix::read(&files, &settings);
                for checked in Checked::all(&files, &corpus) {
                    let records = facts::records(&checked);
                    match arguments.format {
                        Format::Jsonl => facts::write_jsonl(&records, &mut out),
                    }
                    .context(output::UNWRITTEN)?;
                }
            }
            Err(error) => {
                output::complain(&output::plain(&error));
                status = Status::Failed;
            }
        }
    }
    out.flush().context(output::UNWRITTEN)?;
    Ok(status)
}
