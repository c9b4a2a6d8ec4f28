//! `variorum unpack`: a bundle into files.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, bail};

use super::config::Setup;
use super::{Status, config, files, output};
use crate::bundle::Document;
use crate::workspace::unpacking::Unpacking;

/// Write each article of a bundle to a file of its own
///
/// Nothing is written unless all can be. Refused are names that lead out of the folder, that stand for a device, or that
/// would meet each other; folders that are links; a bundle with an article that is not closed; and, without --force,
/// files that exist, articles that do not fit their `bytes` or `sha256`, and a single article without a close marker.
#[derive(clap::Args)]
pub struct Arguments {
    /// The bundle, or `-` for standard input
    bundle: String,
    /// The folder to write to, made if there is none
    #[arg(short, long, value_name = "FOLDER", default_value = ".")]
    output: PathBuf,
    /// Replace files that exist, and write articles that do not fit their checksums
    #[arg(long)]
    force: bool,
    /// Write nothing; list what would be written
    #[arg(long)]
    list: bool,
    #[command(flatten, next_help_heading = "Configuration")]
    config: config::Options,
}

/// Faults that are told of; the rest are counted.
const SHOWN: usize = 20;

/// Runs the command.
pub fn run(arguments: &Arguments) -> anyhow::Result<Status> {
    let Some(applied) = Setup::new(&arguments.config)?.of(&arguments.bundle)? else {
        return Ok(Status::Failed);
    };
    let keywords = applied.settings.keywords;
    let decoded = files::read(&arguments.bundle, &keywords)?;
    let document = Document::new(decoded.text(), keywords);
    let bytes = decoded.encode(&[]);
    let cut = |range: std::ops::Range<usize>| {
        &bytes[decoded.to_file_offset(range.start)..decoded.to_file_offset(range.end)]
    };
    let unpacking = Unpacking {
        bundle: &arguments.bundle,
        folder: &arguments.output,
        force: arguments.force,
    };
    let (members, mut faults) = unpacking.members(&document, cut);
    if members.is_empty() && faults.is_empty() {
        bail!("there is no article in {}", files::named(&arguments.bundle));
    }
    if !arguments.list {
        faults.extend(unpacking.obstacles(&members));
    }
    if !faults.is_empty() {
        for fault in faults.iter().take(SHOWN) {
            output::complain(fault);
        }
        let more = match faults.len().saturating_sub(SHOWN) {
            0 => String::new(),
            n => format!("{n} more like these; "),
        };
        bail!("{more}nothing was written");
    }
    if arguments.list {
        let mut out = std::io::BufWriter::new(std::io::stdout().lock());
        let mut list = || -> std::io::Result<()> {
            for member in &members {
                writeln!(out, "{}", member.name)?;
            }
            out.flush()
        };
        list().context(output::UNWRITTEN)?;
        return Ok(Status::Clean);
    }
    unpacking
        .write(&members)
        .map_err(|error| anyhow::anyhow!("{error}; nothing was written"))?;
    let files = if members.len() == 1 { "file" } else { "files" };
    let folder = arguments.output.display();
    output::say(
        "unpacked",
        &format!("{} {files} into `{folder}`", members.len()),
    );
    Ok(Status::Clean)
}
