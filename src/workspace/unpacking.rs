//! From a bundle to files: what each article is to be, and why it cannot.

use std::io::ErrorKind;
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::importing::STDIN;
use super::packing::same_file;
use super::staging::{self, Refused};
use crate::bundle::checksum::sha256;
use crate::bundle::names::{Clash, clashes, safe_path};
use crate::bundle::write::content;
use crate::bundle::{Document, Marker};

/// An article that is to become a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Its name.
    pub name: String,
    /// Where it goes, relative to the folder.
    pub path: PathBuf,
    /// What its marker says of it, in order.
    pub attributes: Vec<(String, String)>,
    /// Its bytes.
    pub content: Vec<u8>,
}

/// What a bundle is unpacked with.
#[derive(Debug, Clone, Copy)]
pub struct Unpacking<'a> {
    /// The bundle's path, `-` for standard input; messages call it so.
    pub bundle: &'a str,
    /// The folder to write to, made if there is none.
    pub folder: &'a Path,
    /// Whether files that exist are replaced, and articles written that do not fit their checksums.
    pub force: bool,
}

impl Unpacking<'_> {
    /// The articles of a bundle, and why it cannot be unpacked, a line each. `cut`: the file's bytes for bytes of the text.
    pub fn members<'b>(
        &self,
        document: &Document,
        cut: impl Fn(Range<usize>) -> &'b [u8],
    ) -> (Vec<Member>, Vec<String>) {
        let tree = document.tree();
        let (mut members, mut faults, mut lines) = (Vec::new(), Vec::new(), Vec::new());
        for open in tree.articles() {
            let marker = tree.marker(open);
            let line = document.text().byte_to_line(tree.line(open).start) + 1;
            let mut fault = |what: String| faults.push(format!("{}:{line}: {what}", self.bundle));
            let Some(name) = marker.name.clone() else {
                fault("the article has no name, so there is no file to write it to".to_owned());
                continue;
            };
            if tree.dialect().closes_expected && !tree.closed(open) {
                fault(format!(
                    "`{name}` is not closed, so where it ends is a guess: see `variorum check`"
                ));
            }
            if tree.dialect().alone && !self.force {
                fault(format!(
                    "`{name}` has no close marker and may have been cut off: give --force to write it all the same"
                ));
            }
            let content = content(cut(tree.body(Some(open))), marker, tree.keywords());
            if !self.force
                && let Some(what) = damaged(marker, &content)
            {
                fault(format!("`{name}` {what}; --force writes it all the same"));
            }
            match safe_path(&name) {
                Ok(path) => {
                    lines.push(line);
                    let pairs = marker.attributes.iter();
                    let attributes = pairs.map(|a| (a.key.to_ascii_lowercase(), a.value.clone()));
                    members.push(Member {
                        name,
                        path,
                        attributes: attributes.collect(),
                        content,
                    });
                }
                Err(what) => fault(format!("`{name}` cannot be a file's name: {what}")),
            }
        }
        for clash in clashes(members.iter().map(|m| m.name.as_str())) {
            let first = match &clash {
                Clash::Same(names) => names.first(),
                Clash::FileAsFolder { file, .. } => Some(file),
            };
            let line = first.and_then(|named| lines.get(named.index));
            let line = line.copied().unwrap_or_default();
            faults.push(format!("{}:{line}: {clash}", self.bundle));
        }
        (members, faults)
    }

    /// The files of a bundle in another format as members, and why they cannot be, a line each.
    pub fn pages(&self, files: Vec<(String, Vec<u8>)>) -> (Vec<Member>, Vec<String>) {
        let (mut members, mut faults) = (Vec::new(), Vec::new());
        for (name, content) in files {
            match safe_path(&name) {
                Ok(path) => members.push(Member {
                    name,
                    path,
                    attributes: Vec::new(),
                    content,
                }),
                Err(what) => faults.push(format!("`{name}` cannot be a file's name: {what}")),
            }
        }
        let clashes = clashes(members.iter().map(|m| m.name.as_str()));
        faults.extend(clashes.iter().map(ToString::to_string));
        (members, faults)
    }

    /// Whether a path leads to the bundle itself, which is never replaced.
    pub fn is_bundle(&self, path: &Path) -> bool {
        self.bundle != STDIN && same_file(path, Path::new(self.bundle))
    }

    /// What stands in a member's way on the disk.
    fn obstacle(&self, member: &Member) -> Option<String> {
        let mut at = self.folder.to_owned();
        let parts: Vec<_> = member.path.components().collect();
        for (i, part) in parts.iter().enumerate() {
            at.push(part);
            let found = match std::fs::symlink_metadata(&at) {
                Ok(found) => found,
                Err(error) if error.kind() == ErrorKind::NotFound => return None,
                Err(error) => {
                    let what = format!("`{}` is not written: `{}`", member.name, at.display());
                    return Some(Refused::with(what, &error).to_string());
                }
            };
            let last = i + 1 == parts.len();
            let shown = at.display();
            if found.is_symlink() {
                return Some(format!(
                    "`{}` is not written: `{shown}` is a link to another place",
                    member.name
                ));
            }
            if !last && !found.is_dir() {
                return Some(format!(
                    "`{}` is not written: `{shown}` is a file, not a folder",
                    member.name
                ));
            }
            if last && found.is_dir() {
                return Some(format!(
                    "`{}` is not written: `{shown}` is a folder",
                    member.name
                ));
            }
            if last && self.is_bundle(&at) {
                return Some(format!(
                    "`{}` is not written: `{shown}` is the bundle itself; give --output another folder",
                    member.name
                ));
            }
            if last && !self.force {
                return Some(format!("`{shown}` exists: give --force to replace it"));
            }
        }
        None
    }

    /// What stands in members' ways on the disk, a line each.
    pub fn obstacles(&self, members: &[Member]) -> Vec<String> {
        let obstacles = members.iter().filter_map(|member| self.obstacle(member));
        obstacles.collect()
    }

    /// Writes all members or none.
    pub fn write(&self, members: &[Member]) -> Result<(), Refused> {
        let files = members
            .iter()
            .map(|member| (member.path.as_path(), member.content.as_slice()));
        staging::write_all(self.folder, files, self.force)
    }
}

fn damaged(marker: &Marker, content: &[u8]) -> Option<String> {
    let bytes = content.len().to_string();
    if let Some(said) = marker
        .attribute("bytes")
        .filter(|said| said.trim() != bytes)
    {
        return Some(format!(
            "has {bytes} bytes, not {said} as its marker says: it was cut off or changed"
        ));
    }
    let said = marker.attribute("sha256")?;
    let sum = sha256(content);
    (!said.trim().eq_ignore_ascii_case(&sum))
        .then(|| "was changed: it does not fit the SHA-256 on its marker".to_owned())
}
