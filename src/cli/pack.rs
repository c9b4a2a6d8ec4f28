//! `variorum pack`: files into a bundle.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::config::Setup;
use super::files::STDIN;
use super::formats::From;
use super::{Status, config, output};
use crate::bundle::Keywords;
use crate::exchange::Source;
use crate::workspace::importing::Importing;
use crate::workspace::packing::Packing;

/// Write files, or all files of folders, as one bundle
///
/// Every byte is kept: `unpack` gives the same files back. With --from, the articles are taken out of files of another
/// format; what is left out of those is said.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// Files and folders; with --from, `-` for standard input. An article is named by its path: within its folder, or as
    /// given for a file
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// What the files are
    #[arg(long, value_name = "FORMAT", default_value = "files")]
    from: From,
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

const EXAMPLES: &str = "\
Examples:
  variorum pack articles/ -o event.bundle
  variorum pack --from html saved-pages/ -o event.bundle
  variorum pack --from auto crawl.warc.gz feed.xml notes/ -o event.bundle
  files-to-prompt notes/ | variorum pack --from files-to-prompt -";

/// Faults that are told of; the rest are counted.
const SHOWN: usize = 20;

/// Runs the command.
pub fn run(arguments: &Arguments) -> anyhow::Result<Status> {
    if let Some(path) = &arguments.output {
        output::may_write(path, arguments.force)?;
    }
    let packing = Packing {
        output: arguments.output.as_deref(),
        checksums: arguments.checksums,
        ignore: arguments.ignore,
    };
    // The bundle's own configuration says by which keywords it will be read.
    let to = arguments.output.as_deref().and_then(Path::to_str);
    let Some(applied) = Setup::new(&arguments.config)?.of(to.unwrap_or(STDIN))? else {
        return Ok(Status::Failed);
    };
    let keywords = applied.settings.keywords;
    let (bundle, done) = match arguments.from {
        From::Files => files(&packing, &arguments.paths, &keywords)?,
        From::Auto => articles(&packing, None, &arguments.paths, &keywords)?,
        From::Format(source) => articles(&packing, Some(source), &arguments.paths, &keywords)?,
    };
    let Some(path) = &arguments.output else {
        let mut out = std::io::stdout().lock();
        out.write_all(&bundle)
            .and_then(|()| out.flush())
            .context(output::UNWRITTEN)?;
        return Ok(Status::Clean);
    };
    output::replace(path, &bundle)?;
    let bundle = path.display();
    output::say("packed", &format!("{done} into `{bundle}`"));
    Ok(Status::Clean)
}

/// A bundle of files as they are, and how many they are.
fn files(
    packing: &Packing,
    paths: &[PathBuf],
    keywords: &Keywords,
) -> anyhow::Result<(Vec<u8>, String)> {
    let files = packing.files(paths)?;
    left_out(&files.left_out);
    if let [path] = paths
        && path.is_file()
    {
        hint(path);
    }
    let bundle = packing.bundle(&files, keywords)?;
    let count = files.members.len();
    Ok((bundle, counted(count, "file")))
}

/// A bundle of what files of another format hold, and how much it is.
fn articles(
    packing: &Packing,
    source: Option<Source>,
    paths: &[PathBuf],
    keywords: &Keywords,
) -> anyhow::Result<(Vec<u8>, String)> {
    let importing = Importing {
        source,
        packing: *packing,
    };
    let gathered = importing
        .gather(paths)
        .map_err(|faults| output::all(&faults, SHOWN))?;
    left_out(&gathered.left_out);
    output::warn(&gathered.warnings, SHOWN);
    if gathered.articles.is_empty() {
        bail!("there is no article in what was given");
    }
    let bundle = packing.bundle_of(&gathered.articles, keywords);
    Ok((bundle, counted(gathered.articles.len(), "article")))
}

fn counted(count: usize, what: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {what}{ending}")
}

fn left_out(paths: &[PathBuf]) {
    for path in paths {
        let path = path.display();
        output::say(
            "warning",
            &format!("`{path}` is left out: it is a link or a device, not a file"),
        );
    }
}

/// Says that a file which is packed alone seems to be an archive, whose files may have been meant.
fn hint(path: &Path) {
    let Ok(bytes) = std::fs::read(path) else {
        return; // what cannot be read is told of elsewhere
    };
    let shown = path.display();
    if let Some(source) = Source::guess(&path.to_string_lossy(), &bytes).filter(|s| s.holds_many())
    {
        let name = source.name();
        let what =
            format!("`{shown}` is packed as one article; for those in it, give --from {name}");
        output::say("warning", &what);
    }
}
