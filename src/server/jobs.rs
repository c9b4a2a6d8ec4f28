//! What is done in the background: a closed list.

use std::ops::Range;
use std::path::PathBuf;

use ropey::Rope;
use tower_lsp::ls_types::Uri;

use super::key::Key;
use super::loading::Loaded;
use super::world::Stamp;

/// Bytes of a text, and what takes their place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// What goes.
    pub range: Range<usize>,
    /// What comes.
    pub with: String,
}

/// What the thread that keeps the analysis does, one after the other.
pub enum Job {
    /// The client opened a document, or opened it again.
    Open {
        /// Which.
        key: Key,
        /// As the client names it.
        uri: Uri,
        /// As the client counts.
        version: i32,
        /// Its whole text.
        text: Rope,
        /// When.
        stamp: Stamp,
    },
    /// The text of a document changed.
    Edit {
        /// Which.
        key: Key,
        /// As the client counts.
        version: i32,
        /// What was done, one after the other.
        edits: Vec<Replacement>,
        /// When.
        stamp: Stamp,
    },
    /// The client closed a document: what is on disk counts again.
    Close {
        /// Which.
        key: Key,
    },
    /// Files were made, changed or deleted; hints, to be looked at.
    Disk(Vec<PathBuf>),
    /// Folders, configurations or settings are others: everything is asked for anew.
    Configure,
    /// The folders were searched for bundles.
    Found {
        /// Which search, counted up.
        search: u64,
        /// The bundles.
        paths: Vec<PathBuf>,
    },
    /// Texts were read.
    Loaded(Box<Loaded>),
    /// The user does not want to wait for what is being read.
    CancelLoading,
    /// What the client is told of, or how, is another: it is told anew.
    TellAll,
    /// There is nothing to do any more.
    Stop,
}
