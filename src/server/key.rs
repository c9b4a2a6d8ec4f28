//! What documents are known by.

use std::path::Path;
use std::sync::Arc;

use tower_lsp::ls_types::Uri;

/// What a document is known by, however a client writes its URI: files by their paths, others by their URIs as they are.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// A file.
    File(Arc<Path>),
    /// What is in the editor alone.
    Other(Arc<str>),
}

impl Key {
    /// The key of a document.
    pub fn of(uri: &Uri) -> Key {
        match path(uri) {
            Some(path) => Key::File(path),
            None => Key::Other(uri.as_str().into()),
        }
    }

    /// The file's path, where it is one.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Key::File(path) => Some(path),
            Key::Other(_) => None,
        }
    }

    /// A URI for it; none where a path cannot be one.
    pub fn uri(&self) -> Option<Uri> {
        match self {
            Key::File(path) => Uri::from_file_path(path),
            Key::Other(text) => text.parse().ok(),
        }
    }

    /// What people call it.
    pub fn name(&self) -> String {
        match self {
            Key::File(path) => path.file_name().map_or_else(
                || path.display().to_string(),
                |name| name.to_string_lossy().into_owned(),
            ),
            Key::Other(text) => text.to_string(),
        }
    }
}

impl From<&Path> for Key {
    fn from(path: &Path) -> Key {
        Key::File(path.into())
    }
}

/// The path that a `file:` URI names.
pub fn path(uri: &Uri) -> Option<Arc<Path>> {
    if uri.scheme().as_str() != "file" {
        return None;
    }
    uri.to_file_path().map(|path| Arc::from(&*path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_file_has_one_key() {
        let key = |uri: &str| Key::of(&uri.parse().expect("a URI"));
        assert_eq!(
            key("file:///a/b%20c.bundle"),
            Key::from(Path::new("/a/b c.bundle"))
        );
        assert_eq!(key("file:///a/%C3%A9"), key("file:///a/%c3%a9"));
        assert_eq!(
            key("untitled:Untitled-1"),
            Key::Other("untitled:Untitled-1".into())
        );
    }
}
