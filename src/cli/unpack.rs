//! `variorum unpack`: a bundle into files.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::check::keywords;
use super::{Status, files, output};
use crate::bundle::Document;
use crate::bundle::names::{clashes, safe_path};
use crate::bundle::write::content;
use crate::rules::content_mismatch::hex;

/// Write each article of a bundle to a file of its own
///
/// Nothing is written unless all can be. Refused are names that lead out of the folder, that stand for a device, or that
/// would meet each other; folders that are links; a bundle with an article that is not closed; and, without --force,
/// files that exist and articles that do not fit their `bytes` or `sha256`.
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
    /// A word that marks articles beside FILE: ARTICLE, DOC, …
    #[arg(long, value_name = "WORD")]
    keyword: Vec<String>,
}

/// An article that is to become a file.
struct Member {
    name: String,
    path: PathBuf,
    content: Vec<u8>,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> anyhow::Result<Status> {
    let decoded = files::read(&arguments.bundle)?;
    let document = Document::new(decoded.text(), keywords(&arguments.keyword)?);
    let bytes = decoded.encode(&[]);
    let cut = |range: std::ops::Range<usize>| {
        &bytes[decoded.to_file_offset(range.start)..decoded.to_file_offset(range.end)]
    };
    let (members, mut faults) = members(&document, cut, arguments);
    faults.extend(
        members
            .iter()
            .filter_map(|member| obstacle(arguments, member)),
    );
    if !faults.is_empty() {
        for fault in &faults {
            output::complain(fault);
        }
        bail!("nothing was written");
    }
    if members.is_empty() {
        bail!("there is no article in `{}`", arguments.bundle);
    }
    if arguments.list {
        let mut out = std::io::stdout().lock();
        for member in &members {
            writeln!(out, "{}", member.name)?;
        }
        return Ok(Status::Clean);
    }
    for member in &members {
        write(&arguments.output, member)?;
    }
    Ok(Status::Clean)
}

/// The articles of a bundle, and why it cannot be unpacked.
fn members<'b>(
    document: &Document,
    cut: impl Fn(std::ops::Range<usize>) -> &'b [u8],
    arguments: &Arguments,
) -> (Vec<Member>, Vec<String>) {
    let tree = document.tree();
    let (mut members, mut faults) = (Vec::new(), Vec::new());
    for open in tree.articles() {
        let marker = tree.marker(open);
        let line = document.text().byte_to_line(tree.line(open).start) + 1;
        let Some(name) = marker.name.clone() else {
            faults.push(format!("line {line}: the article has no name"));
            continue;
        };
        if tree.dialect().closes_expected && !tree.closed(open) {
            faults.push(format!(
                "line {line}: `{name}` is not closed; `variorum check` says more"
            ));
        }
        let content = content(cut(tree.body(Some(open))), marker, tree.keywords());
        if !arguments.force
            && let Some(fault) = damaged(marker, &content)
        {
            faults.push(format!("line {line}: `{name}` {fault}"));
        }
        match safe_path(&name) {
            Ok(path) => members.push(Member {
                name,
                path,
                content,
            }),
            Err(fault) => faults.push(format!("line {line}: `{}`: {fault}", name.escape_debug())),
        }
    }
    faults.extend(
        clashes(members.iter().map(|m| m.name.as_str()))
            .iter()
            .map(ToString::to_string),
    );
    (members, faults)
}

fn damaged(marker: &crate::bundle::Marker, content: &[u8]) -> Option<String> {
    let bytes = content.len().to_string();
    if let Some(said) = marker
        .attribute("bytes")
        .filter(|said| said.trim() != bytes)
    {
        return Some(format!("has {bytes} bytes, not {said} as its marker says"));
    }
    let said = marker.attribute("sha256")?;
    let sum = hex(&<sha2::Sha256 as sha2::Digest>::digest(content));
    (!said.trim().eq_ignore_ascii_case(&sum))
        .then(|| "does not fit the SHA-256 on its marker".to_owned())
}

/// What stands in a member's way on the disk.
fn obstacle(arguments: &Arguments, member: &Member) -> Option<String> {
    let mut at = arguments.output.clone();
    let parts: Vec<_> = member.path.components().collect();
    for (i, part) in parts.iter().enumerate() {
        at.push(part);
        let Ok(found) = std::fs::symlink_metadata(&at) else {
            return None;
        };
        let last = i + 1 == parts.len();
        let shown = at.display();
        if found.is_symlink() {
            return Some(format!("`{}`: `{shown}` is a link", member.name));
        }
        if !last && !found.is_dir() {
            return Some(format!(
                "`{}`: `{shown}` is a file, not a folder",
                member.name
            ));
        }
        if last && found.is_dir() {
            return Some(format!("`{}`: `{shown}` is a folder", member.name));
        }
        if last && !arguments.force {
            return Some(format!("`{shown}` exists: give --force to replace it"));
        }
    }
    None
}

fn write(folder: &Path, member: &Member) -> anyhow::Result<()> {
    let path = folder.join(&member.path);
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent)
            .with_context(|| format!("cannot make the folder `{}`", parent.display()))?;
    }
    output::replace(&path, &member.content)
}
