//! Bundles on disk: which files are some, and their bytes.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use ignore::{Walk, WalkBuilder};

use crate::bundle::Keywords;
use crate::bundle::marker::{self, Kind};
use crate::text::binary::{BinaryKind, looks_binary};
use crate::text::decode::Decoded;

/// Offsets within an article are 32 bits wide.
const LARGEST: u64 = u32::MAX as u64;
/// Bytes of a file that show whether it is a bundle.
const HEAD: u64 = 4096;
/// What the names of bundles end with, in lower case.
const SUFFIXES: [&str; 3] = [".bundle", ".bundle.txt", ".srcbundle"];

/// Why a file is not read as a bundle. `Display` says it of the file, whose name is for the caller to put before it.
#[derive(Debug)]
pub enum Unreadable {
    /// The system says no.
    Io(io::Error),
    /// Offsets would not fit.
    TooLarge,
    /// It is no text.
    Binary(BinaryKind),
    /// Git calls its own packs of commits bundles, too.
    GitBundle,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unreadable::Io(error) => write!(f, "cannot be read: {error}"),
            Unreadable::TooLarge => {
                f.write_str("is larger than 4 GiB, the most that is read: split it")
            }
            Unreadable::Binary(kind @ (BinaryKind::Utf16 | BinaryKind::Utf32)) => {
                write!(f, "is {kind}: save it as UTF-8, then try again")
            }
            Unreadable::Binary(kind) => write!(f, "is not a text file (it looks like {kind})"),
            Unreadable::GitBundle => {
                f.write_str("is a bundle that Git made, of commits, not of articles")
            }
        }
    }
}

impl std::error::Error for Unreadable {}

impl From<io::Error> for Unreadable {
    fn from(error: io::Error) -> Unreadable {
        Unreadable::Io(error)
    }
}

/// All that is in a folder and below it, ignore files honoured.
pub fn walk(folder: &Path) -> Walk {
    WalkBuilder::new(folder).require_git(false).build()
}

/// Whether a file in a folder is a bundle: by its name, or because its first line is an open marker. Git has a kind of
/// file that it calls a bundle too; that is none.
pub fn is_bundle(path: &Path, keywords: &Keywords) -> io::Result<bool> {
    let mut head = Vec::new();
    File::open(path)?.take(HEAD).read_to_end(&mut head)?;
    Ok(!is_git_bundle(&head) && (is_named_bundle(path) || starts_open(&head, keywords)))
}

/// Whether a file's name is that of a bundle.
pub fn is_named_bundle(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name = name.to_lowercase();
    SUFFIXES.iter().any(|suffix| name.ends_with(suffix))
}

/// Reads a bundle's bytes. What is no text is refused, but for a file that begins with an open marker: whoever packed an
/// image wants it back.
pub fn read(path: &Path, keywords: &Keywords) -> Result<Decoded, Unreadable> {
    let file = File::open(path)?;
    let size = file.metadata().map_or(0, |m| m.len());
    read_from(file, size, keywords)
}

/// Reads a bundle's bytes as [`read`] does, from anywhere. `size`: about how many there will be.
pub fn read_from(source: impl Read, size: u64, keywords: &Keywords) -> Result<Decoded, Unreadable> {
    let mut bytes = Vec::with_capacity(size.min(LARGEST) as usize + 1);
    // One byte too much tells that there are too many.
    source.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(Unreadable::TooLarge);
    }
    if let Some(kind) = looks_binary(&bytes).filter(|_| !starts_open(&bytes, keywords)) {
        return Err(Unreadable::Binary(kind));
    }
    if is_git_bundle(&bytes) {
        return Err(Unreadable::GitBundle);
    }
    Ok(Decoded::from_bytes(bytes))
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
