//! `variorum unpack`: a bundle into files.

use std::io::{ErrorKind, Write};
use std::path::PathBuf;

use anyhow::{Context, bail};

use super::config::Setup;
use super::{Status, config, files, output, staging};
use crate::bundle::Document;
use crate::bundle::checksum::sha256;
use crate::bundle::names::{Clash, clashes, safe_path};
use crate::bundle::write::content;

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

/// An article that is to become a file.
struct Member {
    name: String,
    path: PathBuf,
    content: Vec<u8>,
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
    let (members, mut faults) = members(&document, cut, arguments);
    if members.is_empty() && faults.is_empty() {
        bail!("there is no article in {}", files::named(&arguments.bundle));
    }
    if !arguments.list {
        faults.extend(
            members
                .iter()
                .filter_map(|member| obstacle(arguments, member)),
        );
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
    let files = members
        .iter()
        .map(|member| (member.path.as_path(), member.content.as_slice()));
    staging::write_all(&arguments.output, files, arguments.force)
        .map_err(|error| anyhow::anyhow!("{}; nothing was written", output::plain(&error)))?;
    let files = if members.len() == 1 { "file" } else { "files" };
    let folder = arguments.output.display();
    output::say(
        "unpacked",
        &format!("{} {files} into `{folder}`", members.len()),
    );
    Ok(Status::Clean)
}

/// The articles of a bundle, and why it cannot be unpacked.
fn members<'b>(
    document: &Document,
    cut: impl Fn(std::ops::Range<usize>) -> &'b [u8],
    arguments: &Arguments,
) -> (Vec<Member>, Vec<String>) {
    let tree = document.tree();
    let (mut members, mut faults, mut lines) = (Vec::new(), Vec::new(), Vec::new());
    for open in tree.articles() {
        let marker = tree.marker(open);
        let line = document.text().byte_to_line(tree.line(open).start) + 1;
        let mut fault = |what: String| faults.push(format!("{}:{line}: {what}", arguments.bundle));
        let Some(name) = marker.name.clone() else {
            fault("the article has no name, so there is no file to write it to".to_owned());
            continue;
        };
        if tree.dialect().closes_expected && !tree.closed(open) {
            fault(format!(
                "`{name}` is not closed, so where it ends is a guess: see `variorum check`"
            ));
        }
        if tree.dialect().alone && !arguments.force {
            fault(format!(
                "`{name}` has no close marker and may have been cut off: give --force to write it all the same"
            ));
        }
        let content = content(cut(tree.body(Some(open))), marker, tree.keywords());
        if !arguments.force
            && let Some(what) = damaged(marker, &content)
        {
            fault(format!("`{name}` {what}; --force writes it all the same"));
        }
        match safe_path(&name) {
            Ok(path) => {
                lines.push(line);
                members.push(Member {
                    name,
                    path,
                    content,
                });
            }
            Err(what) => fault(format!("`{name}` cannot be a file's name: {what}")),
        }
    }
    for clash in clashes(members.iter().map(|m| m.name.as_str())) {
        let first = match &clash {
            Clash::Same(names) => names.first(),
            Clash::FileAsFolder { file, .. } => Some(file),
        };
        let line = first.and_then(|named| lines.get(named.index));
        let line = line.copied().unwrap_or_default();
        faults.push(format!("{}:{line}: {clash}", arguments.bundle));
    }
    (members, faults)
}

fn damaged(marker: &crate::bundle::Marker, content: &[u8]) -> Option<String> {
    let bytes = content.len().to_string();
    if let Some(said) = marker
        .attribute("bytes")
        .filter(|said| said.trim() != bytes)
    {
        return Some(format!(
            "has {bytes} bytes, not {said} as its marker says: it was cut off or changed"
        ));
    }
    let said = marker.attribute("sha256")?;
    let sum = sha256(content);
    (!said.trim().eq_ignore_ascii_case(&sum))
        .then(|| "was changed: it does not fit the SHA-256 on its marker".to_owned())
}

/// What stands in a member's way on the disk.
fn obstacle(arguments: &Arguments, member: &Member) -> Option<String> {
    let mut at = arguments.output.clone();
    let parts: Vec<_> = member.path.components().collect();
    for (i, part) in parts.iter().enumerate() {
        at.push(part);
        let found = match std::fs::symlink_metadata(&at) {
            Ok(found) => found,
            Err(error) if error.kind() == ErrorKind::NotFound => return None,
            Err(error) => {
                let why = output::plain(&error.into());
                let (name, at) = (&member.name, at.display());
                return Some(format!("`{name}` is not written: `{at}`: {why}"));
            }
        };
        let last = i + 1 == parts.len();
        let shown = at.display();
        if found.is_symlink() {
            return Some(format!(
                "`{}` is not written: `{shown}` is a link to another place",
                member.name
            ));
        }
        if !last && !found.is_dir() {
            return Some(format!(
                "`{}` is not written: `{shown}` is a file, not a folder",
                member.name
            ));
        }
        if last && found.is_dir() {
            return Some(format!(
                "`{}` is not written: `{shown}` is a folder",
                member.name
            ));
        }
        if last && !arguments.force {
            return Some(format!("`{shown}` exists: give --force to replace it"));
        }
    }
    None
}
