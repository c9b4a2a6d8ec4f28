//! From arguments to bundles: files, folders, globs and standard input.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use globset::GlobBuilder;
use ignore::WalkBuilder;
use rustc_hash::FxHashSet;

use super::config::Setup;
use crate::bundle::Keywords;
use crate::bundle::marker::{self, Kind};
use crate::text::binary::{BinaryKind, looks_binary};
use crate::text::decode::Decoded;

/// What stands for standard input.
pub const STDIN: &str = "-";
/// Offsets within an article are 32 bits wide.
const LARGEST: u64 = u32::MAX as u64;
/// Bytes of a file that show whether it is a bundle.
const HEAD: u64 = 4096;

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
        for entry in WalkBuilder::new(folder).require_git(false).build() {
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
            match is_bundle(path, &keywords).and_then(|is| is.then(|| shown(path)).transpose()) {
                Ok(path) => self.paths.extend(path),
                Err(error) => self.errors.push(error),
            }
        }
    }
}

/// What makes an argument a pattern, if no file has that name.
const WILD: [char; 4] = ['*', '?', '[', '{'];

/// Whether a file in a folder is a bundle: by its name, or because its first line is an open marker. Git has a kind of
/// file that it calls a bundle too; that is none.
fn is_bundle(path: &Path, keywords: &Keywords) -> anyhow::Result<bool> {
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    let named = [".bundle", ".bundle.txt", ".srcbundle"]
        .iter()
        .any(|end| name.ends_with(end));
    let mut head = Vec::new();
    File::open(path)
        .and_then(|file| file.take(HEAD).read_to_end(&mut head))
        .with_context(|| format!("cannot read `{}`", path.display()))?;
    Ok(!is_git_bundle(&head) && (named || starts_open(&head, keywords)))
}

/// Whether a file's first line is an open marker, a byte-order mark before it set aside.
fn starts_open(head: &[u8], keywords: &Keywords) -> bool {
    let head = &head[..head.len().min(HEAD as usize)];
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let end = memchr::memchr2(b'\n', b'\r', head).unwrap_or(head.len());
    let first = String::from_utf8_lossy(&head[..end]);
    marker::read(&first, keywords).is_some_and(|m| m.kind == Kind::Open)
}

fn is_git_bundle(head: &[u8]) -> bool {
    head.starts_with(b"# v2 git bundle") || head.starts_with(b"# v3 git bundle")
}

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

/// Reads a bundle's bytes, standard input's for `-`. What is no text is refused, but for a file that begins with an
/// open marker: whoever packed an image wants it back.
pub fn read(path: &str, keywords: &Keywords) -> anyhow::Result<Decoded> {
    let bytes = if path == STDIN {
        bounded(io::stdin().lock(), 0).context("cannot read standard input")?
    } else {
        File::open(path)
            .and_then(|file| {
                let size = file.metadata().map_or(0, |m| m.len());
                bounded(file, size)
            })
            .with_context(|| format!("cannot read `{path}`"))?
    };
    let named = named(path);
    if bytes.len() as u64 > LARGEST {
        bail!("{named} is larger than 4 GiB, the most that is read: split it");
    }
    if let Some(kind) = looks_binary(&bytes).filter(|_| !starts_open(&bytes, keywords)) {
        match kind {
            BinaryKind::Utf16 | BinaryKind::Utf32 => {
                bail!("{named} is {kind}: save it as UTF-8, then try again")
            }
            _ => bail!("{named} is not a text file (it looks like {kind})"),
        }
    }
    if is_git_bundle(&bytes) {
        bail!("{named} is a bundle that Git made, of commits, not of articles");
    }
    Ok(Decoded::from_bytes(bytes))
}

/// All that there is to read, if it is not more than one byte too much.
fn bounded(source: impl Read, size: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(size.min(LARGEST) as usize + 1);
    source.take(LARGEST + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
