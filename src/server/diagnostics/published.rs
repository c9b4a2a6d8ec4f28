//! What the client was told last, so that it is told only what is new, and hears of every document that nothing is said
//! of any more.

use rustc_hash::FxHashMap;
use tower_lsp::ls_types as lsp;
use xxhash_rust::xxh3::xxh3_128;

use crate::server::key::Key;
use crate::server::outbox::{Message, Outbox};

/// See the module's head.
#[derive(Default)]
pub struct Published {
    told: FxHashMap<Key, Told>,
}

struct Told {
    uri: lsp::Uri,
    version: Option<i32>,
    hash: u128,
    is_empty: bool,
}

/// A hash of diagnostics: the same for the same list.
pub fn hash(diagnostics: &[lsp::Diagnostic]) -> u128 {
    // What cannot be written as JSON cannot be sent either.
    serde_json::to_vec(diagnostics).map_or(0, |json| xxh3_128(&json))
}

impl Published {
    /// Tells the client of a document, if it is another list than before or of another version of an open document.
    pub fn tell(
        &mut self,
        outbox: &Outbox,
        key: &Key,
        uri: &lsp::Uri,
        version: Option<i32>,
        diagnostics: Vec<lsp::Diagnostic>,
    ) {
        let told = Told {
            uri: uri.clone(),
            version,
            hash: hash(&diagnostics),
            is_empty: diagnostics.is_empty(),
        };
        let before = self.told.get(key);
        let is_known = match before {
            None => told.is_empty && version.is_none(),
            Some(old) => old.hash == told.hash && old.version == version && old.uri == *uri,
        };
        if is_known {
            return;
        }
        if let Some(old) = before
            && old.uri != *uri
            && !old.is_empty
        {
            outbox.put(empty(&old.uri));
        }
        self.told.insert(key.clone(), told);
        outbox.put(Message::Diagnostics {
            uri: uri.clone(),
            diagnostics,
            version,
        });
    }

    /// Tells the client that there is nothing to say of a document any more.
    pub fn withdraw(&mut self, outbox: &Outbox, key: &Key) {
        if let Some(told) = self.told.remove(key)
            && !told.is_empty
        {
            outbox.put(empty(&told.uri));
        }
    }

    /// The documents that the client was told of, sorted.
    pub fn keys(&self) -> Vec<Key> {
        let mut keys: Vec<Key> = self.told.keys().cloned().collect();
        keys.sort_unstable();
        keys
    }
}

fn empty(uri: &lsp::Uri) -> Message {
    Message::Diagnostics {
        uri: uri.clone(),
        diagnostics: Vec::new(),
        version: None,
    }
}
