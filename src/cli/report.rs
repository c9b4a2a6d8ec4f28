//! `variorum report`: bundles as a page to look at.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use rustc_hash::FxHashSet;

use super::config::{Applied, Setup};
use super::groups::groups;
use super::spare::Spared;
use super::{Status, config, files, fix, output};
use crate::report::{File, html};
use crate::text::normalise::unicode_key;

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
    let groups = pages(&paths, &mut setup, &mut status);
    let firsts = groups.iter().filter_map(|group| group.first());
    let firsts: Vec<&str> = firsts.map(|(path, _)| path.as_str()).collect();
    let else_give = "--output a folder that exists, or one bundle";
    let target = Target::new(arguments.output.as_deref(), &firsts, else_give)?;
    let mut spared = Spared::new(&paths, &setup);
    for file in target.files() {
        spared.write(file, &mut setup)?;
    }
    let options = html::Options {
        title: arguments.title.clone(),
    };
    for (number, group) in groups.into_iter().enumerate() {
        let write = |bundles: &html::Bundles<'_>| target.write(number, bundles, &options);
        match page(group, write) {
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
    /// To these files of a folder, one for each page.
    Folder(Vec<PathBuf>),
}

impl Target {
    /// What an argument means. Without one it is standard output, unless that is a terminal, where a page is of no use.
    /// `firsts`: the first bundle of each page, by which it is called in a folder. Where there are too many pages, the user
    /// is told to give `else_give`.
    pub fn new(output: Option<&Path>, firsts: &[&str], else_give: &str) -> anyhow::Result<Target> {
        let folder = output.filter(|path| path.is_dir());
        if firsts.len() > 1 && folder.is_none() {
            bail!(
                "{} bundles that are not compared with each other make as many pages: give {else_give}",
                firsts.len()
            );
        }
        Ok(match (folder, output) {
            (Some(folder), _) => {
                let mut given = FxHashSet::default();
                let names = firsts.iter().map(|first| page_name(first, &mut given));
                Target::Folder(names.map(|name| folder.join(name)).collect())
            }
            (None, Some(path)) if path != Path::new(files::STDIN) => Target::File(path.to_owned()),
            (None, None) if std::io::stdout().is_terminal() => {
                bail!("a page is nothing for a terminal: write it to a file")
            }
            (None, _) => Target::Stdout,
        })
    }

    /// The files that are written.
    pub fn files(&self) -> &[PathBuf] {
        match self {
            Target::Stdout => &[],
            Target::File(file) => std::slice::from_ref(file),
            Target::Folder(files) => files,
        }
    }

    /// Writes the page of this number. That it replaces nothing of worth is for the caller to see to, with
    /// [`Spared`](super::spare::Spared), before anything is written.
    pub fn write(
        &self,
        number: usize,
        bundles: &html::Bundles<'_>,
        options: &html::Options,
    ) -> anyhow::Result<()> {
        let Some(file) = self.files().get(number) else {
            let mut out = std::io::BufWriter::new(std::io::stdout().lock());
            html::print(bundles, options, &mut out).context(output::UNWRITTEN)?;
            return out.flush().context(output::UNWRITTEN);
        };
        let mut pending = output::Pending::new(file)?;
        let written = html::print(bundles, options, pending.writer());
        written.with_context(|| pending.unwritten())?;
        pending.persist()
    }
}

/// What a page is called in a folder: as its first bundle, with a number where another is called so.
fn page_name(first: &str, given: &mut FxHashSet<String>) -> String {
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
fn pages(paths: &[String], setup: &mut Setup, status: &mut Status) -> Vec<Vec<Bundle>> {
    let mut bundles: Vec<Bundle> = Vec::new();
    for path in paths {
        match setup.of(path) {
            Ok(Some(applied)) => bundles.push((path.clone(), applied)),
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
    write: impl FnOnce(&html::Bundles<'_>) -> anyhow::Result<()>,
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
    write(&html::Bundles::new(&files, &corpus))?;
    Ok(status)
}
