//! `variorum fmt`: the markers of bundles in one form.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::ValueEnum;

use super::config::Setup;
use super::{Status, config, files, fix, output};
use crate::bundle::Document;
use crate::bundle::format::{Style, format};
use crate::text::decode::Decoded;

/// Bring the markers of bundles into one form; the articles stay as they are
#[derive(clap::Args)]
pub struct Arguments {
    /// Bundles: files, folders, globs, or `-` to read standard input and write standard output
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Change nothing; exit with 1 if something would change
    #[arg(long)]
    check: bool,
    /// Change nothing; show what would change
    #[arg(long)]
    diff: bool,
    /// The form to bring markers into; without it, that of the configuration, or `keep`
    #[arg(long, value_enum)]
    dialect: Option<Dialect>,
    #[command(flatten, next_help_heading = "Configuration")]
    config: config::Options,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Dialect {
    /// The form that most markers of the file have
    Keep,
    /// <<<FILE: name>>> … <<<END FILE>>>, as the format's standard has it
    Canonical,
    /// <<<FILE name>>> … <<<END FILE>>>
    NoColon,
    /// <<<FILE path="name">>> … <<<END FILE>>>
    Attributes,
    /// <<<BEGIN FILE: name>>> … <<<END FILE>>>
    BeginEnd,
    #[value(help = "<<<FILE_START: name>>> … <<<FILE_END>>>")]
    StartEnd,
}

impl From<Dialect> for Style {
    fn from(dialect: Dialect) -> Style {
        match dialect {
            Dialect::Keep => Style::Keep,
            Dialect::Canonical => Style::Canonical,
            Dialect::NoColon => Style::NoColon,
            Dialect::Attributes => Style::Attributes,
            Dialect::BeginEnd => Style::BeginEnd,
            Dialect::StartEnd => Style::StartEnd,
        }
    }
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> anyhow::Result<Status> {
    let mut setup = Setup::new(&arguments.config)?;
    let (paths, errors) = files::find(&arguments.paths, &mut setup);
    let mut status = Status::Clean;
    for error in errors {
        output::complain(&output::plain(&error));
        status = Status::Failed;
    }
    let mut out = std::io::stdout().lock();
    for path in &paths {
        match one(arguments, path, &mut setup, &mut out) {
            Ok(one) => status = status.max(one),
            Err(error) if output::is_closed(&error) => return Err(error),
            Err(error) => {
                output::complain(&output::plain(&error));
                status = Status::Failed;
            }
        }
    }
    out.flush().context(output::UNWRITTEN)?;
    Ok(status)
}

fn one(
    arguments: &Arguments,
    path: &str,
    setup: &mut Setup,
    out: &mut impl Write,
) -> anyhow::Result<Status> {
    let Some(applied) = setup.of(path)? else {
        return Ok(Status::Failed);
    };
    let keywords = applied.settings.keywords;
    let decoded = files::read(path, &keywords)?;
    let document = Document::new(decoded.text(), keywords);
    let style = arguments.dialect.map(Style::from);
    let style = style.or(applied.configuration.config.style);
    let edits = format(&document, style.unwrap_or(Style::Keep));
    let bytes = decoded.encode(&edits);
    let shows = arguments.check || arguments.diff;
    if path == files::STDIN && !shows {
        out.write_all(&bytes).context(output::UNWRITTEN)?;
        return Ok(Status::Clean);
    }
    if edits.is_empty() {
        return Ok(Status::Clean);
    }
    if arguments.diff {
        fix::diff(path, decoded.text(), Decoded::from_bytes(bytes).text(), out)?;
    } else if arguments.check {
        let lines = if edits.len() == 1 { "line" } else { "lines" };
        writeln!(out, "{path}: {} {lines} would change", edits.len()).context(output::UNWRITTEN)?;
    } else {
        output::replace(Path::new(path), &bytes)?;
        output::say("formatted", path);
    }
    Ok(if shows { Status::Found } else { Status::Clean })
}
