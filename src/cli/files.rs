//! From arguments to bundles: files, folders, globs and standard input.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use globset::GlobBuilder;
use ignore::WalkBuilder;

use crate::bundle::Keywords;
use crate::bundle::marker::{self, Kind};
use crate::text::binary::looks_binary;
use crate::text::decode::Decoded;

/// What stands for standard input.
pub const STDIN: &str = "-";
/// Offsets within an article are 32 bits wide.
const LARGEST: u64 = u32::MAX as u64;

/// The bundles that arguments name, sorted by path, each once; and what could not be found.
pub fn find(arguments: &[PathBuf], keywords: &Keywords) -> (Vec<String>, Vec<anyhow::Error>) {
    let (mut found, mut errors) = (Vec::new(), Vec::new());
    for argument in arguments {
        match find_one(argument, keywords) {
            Ok(paths) => found.extend(paths),
            Err(error) => errors.push(error),
        }
    }
    found.sort_unstable();
    found.dedup();
    (found, errors)
}

fn find_one(argument: &Path, keywords: &Keywords) -> anyhow::Result<Vec<String>> {
    if argument == Path::new(STDIN) || argument.is_file() {
        return Ok(vec![shown(argument)?]);
    }
    if argument.is_dir() {
        let found = walk(argument, keywords, |_| true)?;
        if found.is_empty() {
            bail!(
                "no bundle in `{}`: no file there is named *.bundle or begins with an open marker",
                argument.display()
            );
        }
        return Ok(found);
    }
    let text = shown(argument)?;
    if argument.exists() {
        return Ok(vec![text]); // a pipe, say
    }
    if !text.contains(['*', '?', '[', '{']) {
        bail!("`{text}` does not exist");
    }
    let glob = GlobBuilder::new(&text)
        .literal_separator(true)
        .build()
        .with_context(|| format!("`{text}` is no glob"))?;
    let glob = glob.compile_matcher();
    let fixed: PathBuf = argument
        .components()
        .take_while(|c| {
            !c.as_os_str()
                .to_string_lossy()
                .contains(['*', '?', '[', '{'])
        })
        .collect();
    let base = if fixed.as_os_str().is_empty() {
        PathBuf::from(".")
    } else {
        fixed.clone()
    };
    let found = walk(&base, keywords, |path| {
        glob.is_match(path.strip_prefix("./").unwrap_or(path)) || glob.is_match(path)
    })?;
    if found.is_empty() {
        bail!("no bundle matches `{text}`");
    }
    let strip = fixed.as_os_str().is_empty();
    Ok(found
        .into_iter()
        .map(|p| {
            if strip {
                p.strip_prefix("./").unwrap_or(&p).to_owned()
            } else {
                p
            }
        })
        .collect())
}

/// The bundles in a folder and below it, ignore files honoured.
fn walk(
    folder: &Path,
    keywords: &Keywords,
    wanted: impl Fn(&Path) -> bool,
) -> anyhow::Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in WalkBuilder::new(folder).require_git(false).build() {
        let entry = entry.with_context(|| format!("cannot read `{}`", folder.display()))?;
        let path = entry.path();
        if entry.file_type().is_some_and(|t| t.is_file())
            && wanted(path)
            && is_bundle(path, keywords)
        {
            found.push(shown(path)?);
        }
    }
    Ok(found)
}

/// Whether a file in a folder is a bundle: by its name, or because its first line is an open marker. Git has a kind of
/// file that it calls a bundle too; that is none.
fn is_bundle(path: &Path, keywords: &Keywords) -> bool {
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    let named = [".bundle", ".bundle.txt", ".srcbundle"]
        .iter()
        .any(|end| name.ends_with(end));
    let mut head = vec![0; 4096];
    let length = File::open(path)
        .and_then(|mut file| file.read(&mut head))
        .unwrap_or_default();
    head.truncate(length);
    if is_git_bundle(&head) {
        return false;
    }
    let text = String::from_utf8_lossy(&head);
    let first = text
        .trim_start_matches('\u{feff}')
        .lines()
        .next()
        .unwrap_or_default();
    named || marker::read(first, keywords).is_some_and(|m| m.kind == Kind::Open)
}

fn is_git_bundle(head: &[u8]) -> bool {
    head.starts_with(b"# v2 git bundle") || head.starts_with(b"# v3 git bundle")
}

fn shown(path: &Path) -> anyhow::Result<String> {
    path.to_str()
        .map(str::to_owned)
        .with_context(|| format!("the path `{}` is not Unicode", path.display()))
}

/// Reads a bundle's bytes, standard input's for `-`.
pub fn read(path: &str) -> anyhow::Result<Decoded> {
    let bytes = if path == STDIN {
        let mut bytes = Vec::new();
        io::stdin()
            .lock()
            .read_to_end(&mut bytes)
            .context("cannot read standard input")?;
        bytes
    } else {
        std::fs::read(path).with_context(|| format!("cannot read `{path}`"))?
    };
    if let Some(kind) = looks_binary(&bytes) {
        bail!("`{path}` is {kind}, not a text in UTF-8");
    }
    if is_git_bundle(&bytes) {
        bail!("`{path}` is a bundle of git's, not of texts");
    }
    if bytes.len() as u64 > LARGEST {
        bail!(
            "`{path}` has {} bytes; bundles of more than {LARGEST} are not read",
            bytes.len()
        );
    }
    Ok(Decoded::from_bytes(bytes))
}
