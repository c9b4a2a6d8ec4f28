//! From arguments to bundles: files, folders, globs and standard input.

use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use globset::GlobBuilder;
use rustc_hash::FxHashSet;

use super::config::Setup;
use crate::bundle::Keywords;
use crate::text::decode::Decoded;
use crate::workspace::files::{self, Unreadable};

pub use crate::workspace::importing::STDIN;

/// What arguments name.
#[derive(Default)]
struct Found {
    paths: Vec<String>,
    errors: Vec<anyhow::Error>,
}

/// The bundles that arguments name, sorted by path, each once; and what could not be found or looked into. A file that
/// is named in several ways (`a.bundle`, `./a.bundle`) stands under the first of them.
pub fn find(arguments: &[PathBuf], setup: &mut Setup) -> (Vec<String>, Vec<anyhow::Error>) {
    let mut found = Found::default();
    for argument in arguments {
        if let Err(error) = found.add(argument, setup) {
            found.errors.push(error);
        }
    }
    found.paths.sort_unstable();
    let mut seen = FxHashSet::default();
    found.paths.retain(|path| {
        let file = match path.as_str() {
            STDIN => Err(io::ErrorKind::InvalidInput.into()),
            file => std::fs::canonicalize(file),
        };
        seen.insert(file.unwrap_or_else(|_| path.into()))
    });
    (found.paths, found.errors)
}

impl Found {
    fn add(&mut self, argument: &Path, setup: &mut Setup) -> anyhow::Result<()> {
        let before = (self.paths.len(), self.errors.len());
        if argument == Path::new(STDIN) || argument.is_file() {
            self.paths.push(shown(argument)?);
            return Ok(());
        }
        if argument.is_dir() {
            self.walk(argument, setup, |_| true);
            if (self.paths.len(), self.errors.len()) == before {
                bail!(
                    "no bundle in `{}`: no file there is named *.bundle or begins with an open marker such as \
                     `<<<FILE: name>>>`",
                    argument.display()
                );
            }
            return Ok(());
        }
        let text = shown(argument)?;
        if argument.exists() {
            self.paths.push(text); // a pipe, say
            return Ok(());
        }
        if !text.contains(WILD) {
            bail!("`{text}` does not exist");
        }
        let glob = GlobBuilder::new(&text)
            .literal_separator(true)
            .build()
            .with_context(|| format!("`{text}` does not exist, nor can it be read as a pattern"))?
            .compile_matcher();
        let fixed: PathBuf = argument
            .components()
            .take_while(|c| !c.as_os_str().to_string_lossy().contains(WILD))
            .collect();
        let here = fixed.as_os_str().is_empty();
        let base = if here { Path::new(".") } else { &fixed };
        if base.is_dir() {
            self.walk(base, setup, |path| {
                glob.is_match(path.strip_prefix("./").unwrap_or(path)) || glob.is_match(path)
            });
        }
        if (self.paths.len(), self.errors.len()) == before {
            bail!("no bundle matches `{text}`");
        }
        if here {
            for path in &mut self.paths[before.0..] {
                if let Some(short) = path.strip_prefix("./") {
                    *path = short.to_owned();
                }
            }
        }
        Ok(())
    }

    /// Adds the bundles in a folder and below it, ignore files honoured. What cannot be looked into is told of, and the
    /// rest is searched all the same.
    fn walk(&mut self, folder: &Path, setup: &mut Setup, wanted: impl Fn(&Path) -> bool) {
        for entry in files::walk(folder) {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let error = anyhow::Error::new(error);
                    self.errors.push(
                        error.context(format!("cannot search all of `{}`", folder.display())),
                    );
                    continue;
                }
            };
            let path = entry.path();
            if !entry.file_type().is_some_and(|t| t.is_file()) || !wanted(path) {
                continue;
            }
            let keywords = setup.keywords(path);
            let is_bundle = files::is_bundle(path, &keywords)
                .with_context(|| format!("cannot read `{}`", path.display()));
            match is_bundle.and_then(|is| is.then(|| shown(path)).transpose()) {
                Ok(path) => self.paths.extend(path),
                Err(error) => self.errors.push(error),
            }
        }
    }
}

/// What makes an argument a pattern, if no file has that name.
const WILD: [char; 4] = ['*', '?', '[', '{'];

fn shown(path: &Path) -> anyhow::Result<String> {
    path.to_str()
        .map(str::to_owned)
        .with_context(|| format!("the path `{}` is not Unicode", path.display()))
}

/// A path as messages name it.
pub fn named(path: &str) -> String {
    match path {
        STDIN => "standard input".to_owned(),
        path => format!("`{path}`"),
    }
}

/// Reads a bundle's bytes, standard input's for `-`; see [`files::read_from`].
pub fn read(path: &str, keywords: &Keywords) -> anyhow::Result<Decoded> {
    let read = if path == STDIN {
        files::read_from(io::stdin().lock(), 0, keywords)
    } else {
        files::read(Path::new(path), keywords)
    };
    let named = named(path);
    read.map_err(|error| match error {
        Unreadable::Io(error) => {
            let message = format!("cannot read {named}");
            anyhow::Error::new(error).context(message)
        }
        refused => anyhow::anyhow!("{named} {refused}"),
    })
}
