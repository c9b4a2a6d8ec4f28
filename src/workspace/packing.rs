//! From files to a bundle.

use std::fs;
use std::path::{Component, Path, PathBuf};

use ignore::WalkBuilder;

use super::staging::Refused;
use crate::bundle::Keywords;
use crate::bundle::checksum::sha256;
use crate::bundle::names::{clashes, safe_path};
use crate::bundle::write::block;
use crate::exchange::Article;

/// How a bundle is packed.
#[derive(Debug, Clone, Copy)]
pub struct Packing<'a> {
    /// The bundle to be, which is not packed itself.
    pub output: Option<&'a Path>,
    /// Whether each article's length and SHA-256 are written on its marker.
    pub checksums: bool,
    /// Whether what ignore files name is left out, and hidden files.
    pub ignore: bool,
}

/// What is to be packed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Files {
    /// Names of articles and their files, sorted.
    pub members: Vec<(String, PathBuf)>,
    /// Links and devices.
    pub left_out: Vec<PathBuf>,
}

impl Packing<'_> {
    /// The files that paths lead to, those of folders among them.
    pub fn files(&self, paths: &[PathBuf]) -> Result<Files, Refused> {
        let files = self.found(paths)?;
        let members = &files.members;
        if members.is_empty() {
            return refuse("there is no file to pack in what was given");
        }
        for (name, path) in members {
            if let Err(fault) = safe_path(name) {
                return refuse(format!(
                    "`{}` cannot be packed, since `{name}` could not be unpacked: {fault}",
                    path.display()
                ));
            }
        }
        if let Some(clash) = clashes(members.iter().map(|(name, _)| name.as_str())).first() {
            return refuse(format!("these names cannot stand in one bundle: {clash}"));
        }
        Ok(files)
    }

    /// The files that paths lead to, whatever they are called, one that was given in two ways once.
    pub(super) fn found(&self, paths: &[PathBuf]) -> Result<Files, Refused> {
        let mut files = Files::default();
        for path in paths {
            self.collect(path, &mut files)?;
        }
        let members = &mut files.members;
        members.sort();
        members.dedup_by(|(a, again), (b, first)| a == b && same_file(again, first));
        Ok(files)
    }

    /// The bytes of the bundle, to be read with these keywords.
    pub fn bundle(&self, files: &Files, keywords: &Keywords) -> Result<Vec<u8>, Refused> {
        let mut bundle = Vec::new();
        for (name, path) in &files.members {
            let content = fs::read(path)
                .map_err(|e| Refused::with(format!("cannot read `{}`", path.display()), &e))?;
            bundle.extend(self.block(name, &[], &content, keywords));
        }
        Ok(bundle)
    }

    /// The bytes of a bundle of these articles, to be read with these keywords.
    pub fn bundle_of(&self, articles: &[Article], keywords: &Keywords) -> Vec<u8> {
        let block = |a: &Article| self.block(&a.name, &a.attributes, &a.body, keywords);
        articles.iter().flat_map(block).collect()
    }

    fn block(
        &self,
        name: &str,
        attributes: &[(String, String)],
        content: &[u8],
        keywords: &Keywords,
    ) -> Vec<u8> {
        let sums = self
            .checksums
            .then(|| (content.len().to_string(), sha256(content)));
        let sums = sums
            .iter()
            .flat_map(|(bytes, sha256)| [("bytes", bytes.as_str()), ("sha256", sha256.as_str())]);
        let own = attributes.iter().map(|(k, v)| (k.as_str(), v.as_str()));
        let attributes: Vec<(&str, &str)> = own.chain(sums).collect();
        block(name, &attributes, content, keywords)
    }

    /// Adds the members below a path.
    fn collect(&self, path: &Path, files: &mut Files) -> Result<(), Refused> {
        let is_own = |path: &Path| self.output.is_some_and(|output| same_file(output, path));
        if path.is_file() {
            if is_own(path) {
                return refuse(format!(
                    "`{}` would be packed and be the bundle: give --output another name",
                    path.display()
                ));
            }
            files.members.push((name(path)?, path.to_owned()));
            return Ok(());
        }
        if !path.is_dir() {
            let what = if path.exists() {
                "is neither a file nor a folder"
            } else {
                "does not exist"
            };
            return refuse(format!("`{}` {what}", path.display()));
        }
        let mut walk = WalkBuilder::new(path);
        walk.standard_filters(self.ignore).require_git(false);
        for entry in walk.build() {
            let entry = entry
                .map_err(|e| Refused::with(format!("cannot read `{}`", path.display()), &e))?;
            let Some(kind) = entry.file_type() else {
                continue;
            };
            if kind.is_dir() || is_own(entry.path()) {
                continue;
            }
            if !kind.is_file() {
                files.left_out.push(entry.path().to_owned());
                continue;
            }
            let inner = entry.path().strip_prefix(path).unwrap_or(entry.path());
            files.members.push((name(inner)?, entry.path().to_owned()));
        }
        Ok(())
    }
}

fn refuse<T>(why: impl Into<String>) -> Result<T, Refused> {
    Err(Refused(why.into()))
}

/// Whether two paths lead to one file, which is there.
pub(super) fn same_file(a: &Path, b: &Path) -> bool {
    let real = |path| std::fs::canonicalize(path).ok();
    real(a).is_some_and(|a| Some(a) == real(b))
}

/// An article's name: the path with `/` between its parts. Of a path that leads up or from the root, the last part.
fn name(path: &Path) -> Result<String, Refused> {
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
        .ok_or_else(|| Refused(format!("the path `{}` is not Unicode", path.display())))?
        .join("/"))
}
