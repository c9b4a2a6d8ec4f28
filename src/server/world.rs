//! What the client has told: its open documents, its folders, its settings and what it can do.
//!
//! This is the one state that handlers change, behind a plain mutex, held only in code that does not wait.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use ropey::Rope;
use rustc_hash::FxHashMap;
use tower_lsp::ls_types::{TextDocumentContentChangeEvent, Uri};

use super::capabilities::Capabilities;
use super::jobs::Replacement;
use super::key::Key;
use super::settings::ClientSettings;
use super::text_edits;

/// The number of a state of a document: higher is later, over all documents.
pub type Stamp = u64;

/// A document that the client has open.
#[derive(Debug)]
pub struct OpenDocument {
    /// As the client names it.
    pub uri: Uri,
    /// As the client counts.
    pub version: i32,
    /// The text now.
    pub text: Rope,
    /// When it became what it is.
    pub stamp: Stamp,
    /// Whether an edit could not be applied, so that the text is not the client's any more.
    pub out_of_sync: bool,
}

/// See the module's head.
#[derive(Default)]
pub struct World {
    /// What the client can do.
    pub capabilities: Arc<Capabilities>,
    /// What it wants.
    pub settings: Arc<ClientSettings>,
    /// Its folders.
    pub folders: Vec<PathBuf>,
    open: FxHashMap<Key, OpenDocument>,
    last_stamp: Stamp,
}

/// What became of a change.
#[derive(Debug, PartialEq, Eq)]
pub enum Changed {
    /// The text is now another.
    To {
        /// When.
        stamp: Stamp,
        /// What was done, one after the other.
        edits: Vec<Replacement>,
    },
    /// The edit is impossible, the first time since the text was right.
    OutOfSync,
    /// As before: it waits for a full text, or nobody opened it.
    Ignored,
}

impl World {
    /// Takes in a document that the client opened, or opened again.
    pub fn open(&mut self, uri: Uri, version: i32, text: &str) -> (Key, Stamp, Rope) {
        let key = Key::of(&uri);
        let (text, stamp) = (Rope::from_str(text), self.stamp());
        let document = OpenDocument {
            uri,
            version,
            text: text.clone(),
            stamp,
            out_of_sync: false,
        };
        self.open.insert(key.clone(), document);
        (key, stamp, text)
    }

    /// Forgets a document that the client closed; whether it was open.
    pub fn close(&mut self, key: &Key) -> bool {
        self.open.remove(key).is_some()
    }

    /// A document that is open.
    pub fn document(&self, key: &Key) -> Option<&OpenDocument> {
        self.open.get(key)
    }

    /// Applies a client's changes, all or none.
    pub fn change(
        &mut self,
        key: &Key,
        version: i32,
        changes: &[TextDocumentContentChangeEvent],
    ) -> Changed {
        let encoding = self.capabilities.encoding;
        let stamp = self.stamp();
        let Some(document) = self.open.get_mut(key) else {
            return Changed::Ignored;
        };
        // A full text makes good whatever was wrong before it.
        let full = changes.iter().rposition(|change| change.range.is_none());
        if document.out_of_sync && full.is_none() {
            document.version = version;
            document.stamp = stamp;
            return Changed::Ignored;
        }
        document.version = version;
        document.stamp = stamp;
        let changes = &changes[full.unwrap_or(0)..];
        let applied = text_edits::apply(&document.text, changes, encoding);
        document.out_of_sync = applied.is_none();
        let Some((text, edits)) = applied else {
            return Changed::OutOfSync;
        };
        document.text = text;
        Changed::To { stamp, edits }
    }

    /// Takes in the text that a client saved, where it says so: a document that was out of sync is right again.
    pub fn saved(&mut self, key: &Key, text: &str) -> Option<(Stamp, Vec<Replacement>)> {
        let stamp = self.stamp();
        let document = self.open.get_mut(key)?;
        let change = text_edits::replace_all(&document.text, text);
        if change.is_none() && !document.out_of_sync {
            return None;
        }
        document.text = Rope::from_str(text);
        document.stamp = stamp;
        document.out_of_sync = false;
        Some((stamp, change.into_iter().collect()))
    }

    /// Whether a file lies in one of the client's folders.
    pub fn is_in_folders(&self, path: &Path) -> bool {
        self.folders.iter().any(|folder| path.starts_with(folder))
    }

    fn stamp(&mut self) -> Stamp {
        self.last_stamp += 1;
        self.last_stamp
    }
}
