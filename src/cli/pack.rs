//! `variorum pack`: files into a bundle.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::config::Setup;
use super::files::STDIN;
use super::{Status, config, output};
use crate::workspace::packing::Packing;

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
    let packing = Packing {
        output: arguments.output.as_deref(),
        checksums: arguments.checksums,
        ignore: arguments.ignore,
    };
    let files = packing.files(&arguments.paths)?;
    for left_out in &files.left_out {
        let path = left_out.display();
        output::say(
            "warning",
            &format!("`{path}` is left out: it is a link or a device, not a file"),
        );
    }
    // The bundle's own configuration says by which keywords it will be read.
    let to = arguments.output.as_deref().and_then(Path::to_str);
    let Some(applied) = Setup::new(&arguments.config)?.of(to.unwrap_or(STDIN))? else {
        return Ok(Status::Failed);
    };
    let keywords = applied.settings.keywords;
    let bundle = packing.bundle(&files, &keywords)?;
    let Some(path) = &arguments.output else {
        let mut out = std::io::stdout().lock();
        out.write_all(&bundle)
            .and_then(|()| out.flush())
            .context(output::UNWRITTEN)?;
        return Ok(Status::Clean);
    };
    output::replace(path, &bundle)?;
    let count = files.members.len();
    let files = if count == 1 { "file" } else { "files" };
    let bundle = path.display();
    output::say("packed", &format!("{count} {files} into `{bundle}`"));
    Ok(Status::Clean)
}
