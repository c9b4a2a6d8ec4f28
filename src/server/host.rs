//! What the parts of the server share: handlers, the thread of the analysis, and the threads that answer.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use rustc_hash::FxHashMap;
use tokio::sync::watch;
use tower_lsp::Client;
use tower_lsp::ls_types::MessageType;

use super::diagnostics::pages::Pages;
use super::jobs::Job;
use super::key::Key;
use super::outbox::{Message, Outbox};
use super::shelf::SharedShelf;
use super::world::World;
use crate::bundle::DocumentId;

/// Where a document's analysis is.
#[derive(Clone)]
pub enum Place {
    /// On this shelf, under this number.
    On(Arc<SharedShelf>, DocumentId),
    /// Nowhere: it could not be read, or its user did not want to wait.
    Nowhere,
}

/// See the module's head.
pub struct Host {
    /// The client.
    pub client: Client,
    /// Where what waits for the client runs.
    pub runtime: tokio::runtime::Handle,
    /// What goes to it unasked.
    pub outbox: Outbox,
    world: Mutex<World>,
    jobs: Mutex<Sender<Job>>,
    places: RwLock<FxHashMap<Key, Place>>,
    /// Counts what the thread of the analysis has done.
    progress: watch::Sender<u64>,
    pulls: AtomicBool,
    panicked: AtomicBool,
    pages: Arc<Pages>,
}

impl Host {
    /// Makes what is shared; jobs go to `jobs`.
    ///
    /// # Panics
    ///
    /// Outside a runtime.
    pub fn new(client: Client, jobs: Sender<Job>) -> Host {
        Host {
            client,
            runtime: tokio::runtime::Handle::current(),
            outbox: Outbox::default(),
            world: Mutex::default(),
            jobs: Mutex::new(jobs),
            places: RwLock::default(),
            progress: watch::Sender::new(0),
            pulls: AtomicBool::new(false),
            panicked: AtomicBool::new(false),
            pages: Arc::new(Pages::write()),
        }
    }

    /// The pages of the rules.
    pub fn pages(&self) -> Arc<Pages> {
        Arc::clone(&self.pages)
    }

    /// What the client has told. Held in code that does not wait.
    pub fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives the thread of the analysis something to do. Whoever holds the world meanwhile keeps jobs in the order of its
    /// changes.
    pub fn give(&self, job: Job) {
        let jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        // The thread is gone where the server ends.
        let _ = jobs.send(job);
    }

    /// Where a document's analysis is; `None` where nobody knows yet.
    pub fn place(&self, key: &Key) -> Option<Place> {
        let places = self.places.read().unwrap_or_else(PoisonError::into_inner);
        places.get(key).cloned()
    }

    /// All shelves, each once, sorted by the first document on it.
    pub fn shelves(&self) -> Vec<Arc<SharedShelf>> {
        let places = self.places.read().unwrap_or_else(PoisonError::into_inner);
        let mut all: Vec<(&Key, &Arc<SharedShelf>)> = places
            .iter()
            .filter_map(|(key, place)| match place {
                Place::On(shelf, 0) => Some((key, shelf)),
                _ => None,
            })
            .collect();
        all.sort_by_key(|(key, _)| *key);
        all.into_iter()
            .map(|(_, shelf)| Arc::clone(shelf))
            .collect()
    }

    /// Says where documents' analyses are from now on; `None`: nobody knows.
    pub fn put(&self, changed: impl IntoIterator<Item = (Key, Option<Place>)>) {
        let mut places = self.places.write().unwrap_or_else(PoisonError::into_inner);
        for (key, place) in changed {
            match place {
                Some(place) => places.insert(key, place),
                None => places.remove(&key),
            };
        }
    }

    /// Tells those that wait that something has been done.
    pub fn advance(&self) {
        self.progress.send_modify(|done| *done += 1);
    }

    /// To wait for something to be done.
    pub fn watch(&self) -> watch::Receiver<u64> {
        self.progress.subscribe()
    }

    /// Whether the client asks for diagnostics itself, so that it need not be told.
    pub fn is_pulled(&self) -> bool {
        self.pulls.load(Ordering::Relaxed)
    }

    /// Notes that the client asks for diagnostics itself. What it was told before is withdrawn, or it would show all twice.
    pub fn note_pull(&self) {
        if !self.pulls.swap(true, Ordering::Relaxed) {
            self.give(Job::TellAll);
        }
    }

    /// Logs a panic, and tells the user of the first.
    pub fn panicked(&self, during: &str, said: &str) {
        tracing::error!("panic in {during}: {said}");
        if !self.panicked.swap(true, Ordering::Relaxed) {
            let text = format!(
                "variorum met a fault of its own (in {during}) and goes on. Please report it; the log says more."
            );
            self.outbox.put(Message::Show(MessageType::ERROR, text));
        }
    }
}
