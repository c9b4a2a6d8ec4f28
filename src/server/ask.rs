//! How requests about a document are answered: on the text that they speak of, away from the task that reads messages,
//! and no longer than someone waits for the answer.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types as lsp;

use super::capabilities::Capabilities;
use super::host::{Host, Place};
use super::key::Key;
use super::position;
use super::settings::ClientSettings;
use super::shelf::{SharedShelf, Shelf, Volume};
use super::wire_order::said;
use super::world::Stamp;
use crate::bundle::{Document, DocumentId};
use crate::rules;

/// Why a request gets no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stopped {
    /// The client does not want it any more.
    Cancelled,
    /// The text is another now.
    Modified,
}

impl From<Stopped> for Error {
    fn from(stopped: Stopped) -> Error {
        match stopped {
            Stopped::Cancelled => Error::request_cancelled(),
            Stopped::Modified => Error::content_modified(),
        }
    }
}

/// What an answer is made from.
pub struct Reader<'r> {
    /// The bundles that are compared with each other.
    pub shelf: &'r Shelf,
    /// Which of them is asked about.
    pub number: DocumentId,
    /// What the client can do.
    pub client: &'r Capabilities,
    /// What it wants.
    pub settings: &'r ClientSettings,
    shared: &'r SharedShelf,
    cancelled: &'r AtomicBool,
}

impl Reader<'_> {
    /// The bundle that is asked about.
    pub fn document(&self) -> &Document {
        self.shelf.document(self.number)
    }

    /// What the client knows of it.
    pub fn volume(&self) -> &Volume {
        &self.shelf.volumes[self.number as usize]
    }

    /// Whether to go on. Whatever takes longer than a few milliseconds asks now and then.
    pub fn go_on(&self) -> std::result::Result<(), Stopped> {
        if self.cancelled.load(Ordering::Relaxed) {
            Err(Stopped::Cancelled)
        } else if self.shared.is_wanted() {
            Err(Stopped::Modified)
        } else {
            Ok(())
        }
    }

    /// The offset of a position in the bundle, in bytes; clamped.
    pub fn offset(&self, position: lsp::Position) -> usize {
        position::offset(self.document().text(), position, self.client.encoding)
    }

    /// The bytes of a range in the bundle; clamped.
    pub fn bytes(&self, range: lsp::Range) -> std::ops::Range<usize> {
        position::bytes(self.document().text(), range, self.client.encoding)
    }

    /// The range of bytes of a bundle.
    pub fn range_in(&self, number: DocumentId, bytes: &std::ops::Range<usize>) -> lsp::Range {
        let text = self.shelf.document(number).text();
        position::range(text, bytes, self.client.encoding)
    }

    /// The range of bytes of the bundle that is asked about.
    pub fn range(&self, bytes: &std::ops::Range<usize>) -> lsp::Range {
        self.range_in(self.number, bytes)
    }

    /// A finding's place.
    pub fn location(&self, place: &rules::Place) -> lsp::Location {
        let document = self.shelf.document(place.document);
        let bytes = place.in_file(document.tree().start(place.anchor));
        lsp::Location::new(
            self.shelf.volumes[place.document as usize].uri.clone(),
            self.range_in(place.document, &bytes),
        )
    }
}

/// Tells the thread that works for a request that nobody waits any more.
struct Guard(Arc<AtomicBool>);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Answers a request about a document. `None` where nothing is known of it.
///
/// When the returned future is polled first, it takes note of the state of the text: the framework's layer does so in the
/// order of the wire.
pub async fn ask<T: Send + 'static>(
    host: &Arc<Host>,
    uri: &lsp::Uri,
    work: impl FnOnce(&Reader<'_>) -> std::result::Result<T, Stopped> + Send + 'static,
) -> Result<Option<T>> {
    let key = Key::of(uri);
    let (stamp, client, settings) = {
        let world = host.world();
        let client = Arc::clone(&world.capabilities);
        let settings = Arc::clone(&world.settings);
        match world.document(&key) {
            Some(document) if document.out_of_sync => return Err(Error::content_modified()),
            Some(document) => (Some(document.stamp), client, settings),
            None => (None, client, settings),
        }
    };
    let Some((shared, number)) = current(host, &key, stamp).await? else {
        return Ok(None);
    };
    let cancelled = Arc::new(AtomicBool::new(false));
    let guard = Guard(Arc::clone(&cancelled));
    let answered = tokio::task::spawn_blocking(move || {
        let shelf = shared.read();
        let volume = shelf.volumes.get(number as usize);
        if !volume.is_some_and(|v| v.key == key && stamp.is_none_or(|s| s == v.stamp)) {
            return Err(Stopped::Modified);
        }
        let reader = Reader {
            shelf: &shelf,
            number,
            client: &client,
            settings: &settings,
            shared: &shared,
            cancelled: &cancelled,
        };
        reader.go_on()?;
        work(&reader)
    })
    .await;
    drop(guard);
    match answered {
        Ok(answer) => Ok(Some(answer?)),
        Err(error) => {
            if error.is_panic() {
                host.panicked("an answer", &said(&*error.into_panic()));
            }
            Err(Error::internal_error())
        }
    }
}

/// Waits until the analysis has seen a document in the state of `stamp`, or knows of none; without a stamp, takes what
/// there is.
async fn current(
    host: &Host,
    key: &Key,
    stamp: Option<Stamp>,
) -> Result<Option<(Arc<SharedShelf>, DocumentId)>> {
    let mut progress = host.watch();
    loop {
        match (host.place(key), stamp) {
            (Some(Place::On(shelf, number)), stamp) => match (shelf.stamp(number), stamp) {
                (Some(now), Some(stamp)) if now > stamp => {
                    return Err(Error::content_modified());
                }
                (Some(now), Some(stamp)) if now < stamp => {}
                (Some(_), _) => return Ok(Some((shelf, number))),
                (None, _) => return Ok(None),
            },
            (Some(Place::Nowhere), _) | (None, None) => return Ok(None),
            (None, Some(_)) => {}
        }
        if progress.changed().await.is_err() {
            return Ok(None);
        }
    }
}

/// Answers a request about all bundles: `work` is called for each, until it says that it has enough by returning
/// `false`.
pub async fn ask_all<T: Send + 'static>(
    host: &Arc<Host>,
    mut answer: T,
    mut work: impl FnMut(&Reader<'_>, &mut T) -> std::result::Result<bool, Stopped> + Send + 'static,
) -> Result<T> {
    let (client, settings) = {
        let world = host.world();
        (Arc::clone(&world.capabilities), Arc::clone(&world.settings))
    };
    let shelves = host.shelves();
    let cancelled = Arc::new(AtomicBool::new(false));
    let guard = Guard(Arc::clone(&cancelled));
    let answered = tokio::task::spawn_blocking(move || {
        for shared in &shelves {
            let shelf = shared.read();
            for number in 0..shelf.volumes.len() as DocumentId {
                let reader = Reader {
                    shelf: &shelf,
                    number,
                    client: &client,
                    settings: &settings,
                    shared,
                    cancelled: &cancelled,
                };
                reader.go_on()?;
                if !work(&reader, &mut answer)? {
                    return Ok(answer);
                }
            }
        }
        Ok(answer)
    })
    .await;
    drop(guard);
    match answered {
        Ok(answer) => answer.map_err(|stopped: Stopped| stopped.into()),
        Err(error) => {
            if error.is_panic() {
                host.panicked("an answer", &said(&*error.into_panic()));
            }
            Err(Error::internal_error())
        }
    }
}
