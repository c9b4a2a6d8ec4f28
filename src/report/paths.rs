//! What programs call a bundle that read our reports: a path from the root of what they checked out.

use std::path::{Component, Path, PathBuf};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What needs no escape in a URI's path. A colon does: what stands before the first would be a scheme.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// From paths as given to those that others know.
#[derive(Debug, Clone, Default)]
pub struct Paths {
    /// The working folder.
    here: PathBuf,
    /// The folder that others count from.
    root: PathBuf,
}

impl Paths {
    /// `here`: the working folder. `root`: the folder that others count from, if that is above it.
    pub fn new(here: PathBuf, root: Option<PathBuf>) -> Paths {
        let root = root.filter(|root| here.starts_with(root));
        Paths {
            root: root.unwrap_or_else(|| here.clone()),
            here,
        }
    }

    /// A path from the root, its parts parted by `/`; what is not below it keeps its own root, or the way up to it.
    pub fn relative(&self, path: &str) -> String {
        if path == "-" {
            return path.to_owned(); // standard input is in no folder
        }
        let whole = resolved(&self.here.join(path));
        match whole.strip_prefix(&self.root) {
            Ok(below) => slashed(below),
            Err(_) => slashed(&resolved(Path::new(path))),
        }
    }

    /// The same as a reference to a URI, escaped.
    pub fn uri(&self, path: &str) -> String {
        let path = self.relative(path);
        let escaped = utf8_percent_encode(&path, ESCAPED);
        if path.starts_with('/') {
            format!("file://{escaped}")
        } else if Path::new(&path).is_absolute() {
            format!("file:///{escaped}") // with a drive's letter
        } else {
            escaped.to_string()
        }
    }
}

/// A path without `.`, and without `..` where that leads back.
fn resolved(path: &Path) -> PathBuf {
    let mut whole = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(whole.components().next_back(), Some(Component::Normal(_))) =>
            {
                whole.pop();
            }
            other => whole.push(other),
        }
    }
    whole
}

fn slashed(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' {
        text.into_owned()
    } else {
        text.replace(std::path::MAIN_SEPARATOR, "/")
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn paths_are_those_from_the_root() {
        let here = Paths::new("/srv/site".into(), None);
        let above = Paths::new("/srv/site".into(), Some("/srv".into()));
        let elsewhere = Paths::new("/srv/site".into(), Some("/other".into()));
        for (given, from_here, from_above, uri) in [
            ("a.bundle", "a.bundle", "site/a.bundle", "a.bundle"),
            (
                "./x/./a b.bundle",
                "x/a b.bundle",
                "site/x/a b.bundle",
                "x/a%20b.bundle",
            ),
            ("/srv/site/x/a", "x/a", "site/x/a", "x/a"),
            ("../a", "../a", "a", "../a"),
            ("x/../a:b%?#", "a:b%?#", "site/a:b%?#", "a%3Ab%25%3F%23"),
            ("/etc/é", "/etc/é", "/etc/é", "file:///etc/%C3%A9"),
            ("-", "-", "-", "-"),
        ] {
            assert_eq!(here.relative(given), from_here);
            assert_eq!(elsewhere.relative(given), from_here);
            assert_eq!(above.relative(given), from_above);
            assert_eq!(here.uri(given), uri);
        }
    }
}
