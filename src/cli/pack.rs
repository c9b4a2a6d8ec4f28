//! `variorum pack`: files into a bundle.

use std::io::Write;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, bail};
use ignore::WalkBuilder;

use super::config::Setup;
use super::files::STDIN;
use super::{Status, config, output};
use crate::bundle::checksum::sha256;
use crate::bundle::names::{clashes, safe_path};
use crate::bundle::write::block;

/// Write files, or all files of folders, as one bundle
///
/// Every byte is kept: `unpack` gives the same files back.
#[derive(clap::Args)]
pub struct Arguments {
    /// Files and folders. An article is named by its path: within its folder, or as given for a file
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// The bundle to write, instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the bundle if it exists
    #[arg(long)]
    force: bool,
    /// Write each article's length and SHA-256 on its marker, so that damage shows
    #[arg(long)]
    checksums: bool,
    /// Leave out what .gitignore and .ignore files name, and hidden files
    #[arg(long)]
    ignore: bool,
    #[command(flatten, next_help_heading = "Configuration")]
    config: config::Options,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> anyhow::Result<Status> {
    if let Some(path) = &arguments.output {
        if path.is_dir() {
            bail!("`{}` is a folder: give --output a file", path.display());
        }
        if path.exists() && !arguments.force {
            bail!("`{}` exists: give --force to replace it", path.display());
        }
    }
    let mut members = Vec::new();
    for path in &arguments.paths {
        collect(path, arguments, &mut members)?;
    }
    members.sort();
    // One file given in two ways is one member.
    members.dedup_by(|(a, again), (b, first)| a == b && same_file(again, first));
    if members.is_empty() {
        bail!("there is no file to pack in what was given");
    }
    for (name, path) in &members {
        if let Err(fault) = safe_path(name) {
            bail!(
                "`{}` cannot be packed, since `{name}` could not be unpacked: {fault}",
                path.display()
            );
        }
    }
    if let Some(clash) = clashes(members.iter().map(|(name, _)| name.as_str())).first() {
        bail!("these names cannot stand in one bundle: {clash}");
    }
    // The bundle's own configuration says by which keywords it will be read.
    let to = arguments.output.as_deref().and_then(Path::to_str);
    let Some(applied) = Setup::new(&arguments.config)?.of(to.unwrap_or(STDIN))? else {
        return Ok(Status::Failed);
    };
    let keywords = applied.settings.keywords;
    let mut bundle = Vec::new();
    for (name, path) in &members {
        let content =
            std::fs::read(path).with_context(|| format!("cannot read `{}`", path.display()))?;
        let sums = arguments
            .checksums
            .then(|| (content.len().to_string(), sha256(&content)));
        let attributes: Vec<(&str, &str)> = sums
            .iter()
            .flat_map(|(bytes, sha256)| [("bytes", bytes.as_str()), ("sha256", sha256.as_str())])
            .collect();
        bundle.extend(block(name, &attributes, &content, &keywords));
    }
    let Some(path) = &arguments.output else {
        let mut out = std::io::stdout().lock();
        out.write_all(&bundle)
            .and_then(|()| out.flush())
            .context(output::UNWRITTEN)?;
        return Ok(Status::Clean);
    };
    output::replace(path, &bundle)?;
    let files = if members.len() == 1 { "file" } else { "files" };
    let bundle = path.display();
    output::say(
        "packed",
        &format!("{} {files} into `{bundle}`", members.len()),
    );
    Ok(Status::Clean)
}

/// Whether two paths lead to one file, which is there.
fn same_file(a: &Path, b: &Path) -> bool {
    let real = |path| std::fs::canonicalize(path).ok();
    real(a).is_some_and(|a| Some(a) == real(b))
}

/// The members below a path: name and file.
fn collect(
    path: &Path,
    arguments: &Arguments,
    members: &mut Vec<(String, PathBuf)>,
) -> anyhow::Result<()> {
    if path.is_file() {
        if arguments
            .output
            .as_ref()
            .is_some_and(|o| same_file(o, path))
        {
            bail!(
                "`{}` would be packed and be the bundle: give --output another name",
                path.display()
            );
        }
        members.push((name(path)?, path.to_owned()));
        return Ok(());
    }
    if !path.is_dir() {
        let what = if path.exists() {
            "is neither a file nor a folder"
        } else {
            "does not exist"
        };
        bail!("`{}` {what}", path.display());
    }
    let mut walk = WalkBuilder::new(path);
    walk.standard_filters(arguments.ignore).require_git(false);
    for entry in walk.build() {
        let entry = entry.with_context(|| format!("cannot read `{}`", path.display()))?;
        let Some(kind) = entry.file_type() else {
            continue;
        };
        let own = arguments
            .output
            .as_ref()
            .is_some_and(|o| same_file(o, entry.path()));
        if kind.is_dir() || own {
            continue;
        }
        if !kind.is_file() {
            output::say(
                "warning",
                &format!(
                    "`{}` is left out: it is a link or a device, not a file",
                    entry.path().display()
                ),
            );
            continue;
        }
        let inner = entry.path().strip_prefix(path).unwrap_or(entry.path());
        members.push((name(inner)?, entry.path().to_owned()));
    }
    Ok(())
}

/// An article's name: the path with `/` between its parts. Of a path that leads up or from the root, the last part.
fn name(path: &Path) -> anyhow::Result<String> {
    let plain = path
        .components()
        .all(|c| matches!(c, Component::Normal(_) | Component::CurDir));
    let path = if plain {
        path
    } else {
        Path::new(path.file_name().unwrap_or_default())
    };
    let parts: Option<Vec<&str>> = path
        .components()
        .filter(|c| matches!(c, Component::Normal(_)))
        .map(|c| c.as_os_str().to_str())
        .collect();
    Ok(parts
        .with_context(|| format!("the path `{}` is not Unicode", path.display()))?
        .join("/"))
}
