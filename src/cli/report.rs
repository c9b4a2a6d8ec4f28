//! `variorum report`: bundles as a page to look at.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use rustc_hash::FxHashSet;

use super::config::{Applied, Setup};
use super::groups::groups;
use super::{Status, config, files, fix, output};
use crate::report::{File, html};
use crate::text::normalise::unicode_key;
use crate::workspace::files::is_named_bundle;

/// Write a bundle as a page to look at
///
/// One HTML file that needs nothing else: what is found, how alike the articles are, what each says of the same figures, in
/// which words each quotes, who is named, when, and the articles themselves. Levels, allows and the scope are those of the
/// configuration, as in `check`. Bundles that are compared with each other (`scope = "workspace"`) come on one page; of others
/// there is a page each, and --output names a folder.
#[derive(clap::Args)]
pub struct Arguments {
    /// Bundles: files, folders (searched for bundles, ignore files honoured), globs, or `-` for standard input
    #[arg(required = true, value_name = "BUNDLE")]
    paths: Vec<PathBuf>,
    /// Write to this file, whole or not at all, or to a folder that exists: there as NAME.html; `-` is standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The title of the page, instead of one that names the bundle
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    #[command(flatten, next_help_heading = "Configuration")]
    config: config::Options,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> anyhow::Result<Status> {
    let mut setup = Setup::new(&arguments.config)?;
    let (paths, errors) = files::find(&arguments.paths, &mut setup);
    for error in &errors {
        output::complain(&output::plain(error));
    }
    let mut status = if errors.is_empty() {
        Status::Clean
    } else {
        Status::Failed
    };
    let groups = pages(paths, &mut setup, &mut status);
    let mut target = Target::new(arguments.output.as_deref())?;
    if groups.len() > 1 && !target.takes_several() {
        bail!(
            "{} bundles that are not compared with each other make as many pages: give --output a folder that exists, or \
             one bundle",
            groups.len()
        );
    }
    let options = html::Options {
        title: arguments.title.clone(),
    };
    for group in groups {
        match page(group, &mut target, &options) {
            Ok(Status::Clean) => {}
            Ok(failed) => status = failed,
            Err(error) if output::is_closed(&error) => return Err(error),
            Err(error) => {
                output::complain(&output::plain(&error));
                status = Status::Failed;
            }
        }
    }
    Ok(status)
}

/// Where pages go.
pub enum Target {
    /// To standard output.
    Stdout,
    /// To this file.
    File(PathBuf),
    /// Into this folder, under the names of the bundles; those that were given already stand beside it.
    Folder(PathBuf, FxHashSet<String>),
}

impl Target {
    /// What an argument means. Without one it is standard output, unless that is a terminal, where a page is of no use.
    pub fn new(output: Option<&Path>) -> anyhow::Result<Target> {
        match output {
            None if std::io::stdout().is_terminal() => {
                bail!("a page is nothing for a terminal: write it to a file")
            }
            None => Ok(Target::Stdout),
            Some(path) if path == Path::new(files::STDIN) => Ok(Target::Stdout),
            Some(path) if path.is_dir() => {
                Ok(Target::Folder(path.to_owned(), FxHashSet::default()))
            }
            Some(path) => Ok(Target::File(path.to_owned())),
        }
    }

    /// Whether there is room for more than one page.
    pub fn takes_several(&self) -> bool {
        matches!(self, Target::Folder(..))
    }

    /// Writes the page of bundles that were read from files.
    pub fn write(
        &mut self,
        files: &[File],
        bundles: &html::Bundles<'_>,
        options: &html::Options,
    ) -> anyhow::Result<()> {
        let file = match self {
            Target::Stdout => {
                let mut out = std::io::BufWriter::new(std::io::stdout().lock());
                html::print(bundles, options, &mut out).context(output::UNWRITTEN)?;
                return out.flush().context(output::UNWRITTEN);
            }
            Target::File(file) => file.clone(),
            Target::Folder(folder, given) => folder.join(page_name(files, given)),
        };
        let own = std::fs::canonicalize(&file).ok();
        let is_read = |read: &File| own.is_some() && std::fs::canonicalize(&read.path).ok() == own;
        if files.iter().any(is_read) || is_named_bundle(&file) && file.exists() {
            bail!(
                "`{}` is a bundle: write the page to another file",
                file.display()
            );
        }
        let mut pending = output::Pending::new(&file)?;
        let written = html::print(bundles, options, pending.writer());
        written.with_context(|| format!("cannot write `{}`", file.display()))?;
        pending.persist()
    }
}

/// What the page of some bundles is called in a folder: as the first of them, with a number where another is called so.
fn page_name(files: &[File], given: &mut FxHashSet<String>) -> String {
    let first = files.first().map_or("", |file| file.path.as_str());
    let stem = Path::new(first).file_stem().and_then(|stem| stem.to_str());
    let stem = stem.filter(|_| first != files::STDIN).unwrap_or("report");
    let numbered = (2..).map(|number| format!("{stem}-{number}.html"));
    let mut names = std::iter::once(format!("{stem}.html")).chain(numbered);
    // Some systems tell no capitals apart, nor letters that are written in two ways.
    let free = names.find(|name| given.insert(unicode_key(name)));
    free.unwrap_or_default()
}

/// A bundle to read, and what by.
type Bundle = (String, Applied);

/// The bundles of each page.
fn pages(paths: Vec<String>, setup: &mut Setup, status: &mut Status) -> Vec<Vec<Bundle>> {
    let mut bundles: Vec<Bundle> = Vec::new();
    for path in paths {
        match setup.of(&path) {
            Ok(Some(applied)) => bundles.push((path, applied)),
            Ok(None) => *status = Status::Failed,
            Err(fault) => {
                output::complain(&output::plain(&fault.into()));
                *status = Status::Failed;
            }
        }
    }
    groups(bundles, |(_, applied)| applied)
}

/// Reads bundles and writes their page; one that cannot be read is not on it.
fn page(
    group: Vec<Bundle>,
    target: &mut Target,
    options: &html::Options,
) -> anyhow::Result<Status> {
    let mut status = Status::Clean;
    let (mut files, mut settings) = (Vec::new(), Vec::new());
    for (path, applied) in group {
        match files::read(&path, &applied.settings.keywords) {
            Ok(decoded) => {
                files.push(File { path, decoded });
                settings.push(applied.settings);
            }
            Err(error) => {
                output::complain(&output::plain(&error));
                status = Status::Failed;
            }
        }
    }
    if files.is_empty() {
        return Ok(status);
    }
    let corpus = fix::read(&files, &settings);
    target.write(&files, &html::Bundles::new(&files, &corpus), options)?;
    Ok(status)
}
