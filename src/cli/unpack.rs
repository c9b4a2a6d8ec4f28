//! `variorum unpack`: a bundle into files.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::config::Setup;
use super::{Status, config, files, output};
use crate::bundle::Document;
use crate::exchange::{Article, Output, Target};
use crate::workspace::unpacking::{Member, Unpacking};

/// Write each article of a bundle to a file of its own
///
/// Nothing is written unless all can be. With --to, the articles are written in another format, and an article that it
/// cannot hold is refused. Refused are names that lead out of the folder, that stand for a device, or that
/// would meet each other; folders that are links; a bundle with an article that is not closed; and, without --force,
/// files that exist, articles that do not fit their `bytes` or `sha256`, and a single article without a close marker.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The bundle, or `-` for standard input
    bundle: String,
    /// The folder to write to, made if there is none; the current one unless given. With --to, the file that most formats
    /// are; standard output unless given
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Write the articles in another format
    #[arg(long, value_name = "FORMAT")]
    to: Option<Target>,
    /// Change what the format of --to has no way to write until it has; every change is said
    #[arg(long, requires = "to")]
    lossy: bool,
    /// Replace files that exist, and write articles that do not fit their checksums
    #[arg(long)]
    force: bool,
    /// Write nothing; list what would be written
    #[arg(long, conflicts_with = "to")]
    list: bool,
    #[command(flatten, next_help_heading = "Configuration")]
    config: config::Options,
}

const EXAMPLES: &str = "\
Examples:
  variorum unpack event.bundle -o articles/
  variorum unpack event.bundle --to markdown -o pages/
  variorum unpack event.bundle --to repomix-xml -o event.xml";

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
        folder: arguments.output.as_deref().unwrap_or(Path::new(".")),
        force: arguments.force,
    };
    let (members, mut faults) = unpacking.members(&document, cut);
    if members.is_empty() && faults.is_empty() {
        bail!("there is no article in {}", files::named(&arguments.bundle));
    }
    if let Some(target) = arguments.to {
        if !faults.is_empty() {
            return Err(output::all(&faults, SHOWN));
        }
        return export(arguments, &unpacking, target, members);
    }
    if !arguments.list {
        faults.extend(unpacking.obstacles(&members));
    }
    if !faults.is_empty() {
        return Err(output::all(&faults, SHOWN));
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
    write(&unpacking, &members)
}

/// Writes files into the folder.
fn write(unpacking: &Unpacking, members: &[Member]) -> anyhow::Result<Status> {
    unpacking
        .write(members)
        .map_err(|error| anyhow::anyhow!("{error}; nothing was written"))?;
    let files = if members.len() == 1 { "file" } else { "files" };
    let folder = unpacking.folder.display();
    output::say(
        "unpacked",
        &format!("{} {files} into `{folder}`", members.len()),
    );
    Ok(Status::Clean)
}

/// Writes the articles in another format.
fn export(
    arguments: &Arguments,
    unpacking: &Unpacking,
    target: Target,
    members: Vec<Member>,
) -> anyhow::Result<Status> {
    let file = arguments.output.as_deref().filter(|_| !target.is_folder());
    if let Some(path) = file {
        if unpacking.is_bundle(path) {
            let path = path.display();
            bail!("`{path}` is the bundle itself: give --output another name");
        }
        output::may_write(path, arguments.force)?;
    }
    let count = members.len();
    let articles = members.into_iter().map(|member| Article {
        name: member.name,
        attributes: member.attributes,
        body: member.content,
        line: 0,
    });
    let exported = target.export(articles.collect(), arguments.lossy);
    let exported = exported.map_err(|unwritable| {
        let error = output::all(&unwritable.faults, SHOWN);
        let format = target.name();
        let lossy = unwritable.lossy_helps;
        let lossy = lossy.then(|| "--lossy to have the articles changed".to_owned());
        let instead = unwritable.instead.map(|to| format!("--to {}", to.name()));
        let offers: Vec<String> = lossy.into_iter().chain(instead).collect();
        let what = if offers.is_empty() {
            String::new()
        } else {
            format!("; give {}", offers.join(", or "))
        };
        anyhow::anyhow!("{error}, since {format} cannot hold all of it{what}")
    })?;
    let bytes = match exported.output {
        Output::File(bytes) => bytes,
        Output::Folder(files) => {
            let (members, mut faults) = unpacking.pages(files);
            faults.extend(unpacking.obstacles(&members));
            if !faults.is_empty() {
                return Err(output::all(&faults, SHOWN));
            }
            output::warn(&exported.warnings, SHOWN);
            return write(unpacking, &members);
        }
    };
    output::warn(&exported.warnings, SHOWN);
    let Some(path) = file else {
        let mut out = std::io::stdout().lock();
        out.write_all(&bytes)
            .and_then(|()| out.flush())
            .context(output::UNWRITTEN)?;
        return Ok(Status::Clean);
    };
    output::replace(path, &bytes)?;
    let articles = if count == 1 { "article" } else { "articles" };
    let path = path.display();
    output::say("unpacked", &format!("{count} {articles} into `{path}`"));
    Ok(Status::Clean)
}
