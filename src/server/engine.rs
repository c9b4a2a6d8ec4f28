//! The thread that keeps the analysis: it alone writes, one job after the other, and tells the client what changed.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use rustc_hash::FxHashSet;

use super::diagnostics::choose::choose;
use super::diagnostics::published::Published;
use super::host::{Host, Place};
use super::jobs::{Job, Replacement};
use super::key::Key;
use super::library::Library;
use super::progress;
use super::refresh::refresh;
use super::shelf::{SharedShelf, Shelf};
use super::wire_order::said;
use super::world::Stamp;
use crate::bundle::DocumentId;

/// An edit that follows another may put off what is told of it, but not longer than so many times the usual wait.
const MOST_WAITS: u32 = 5;

/// See the module's head.
pub struct Engine {
    pub(super) host: Arc<Host>,
    /// For the threads that read, to say that they are done.
    pub(super) jobs: Sender<Job>,
    pub(super) library: Library,
    published: Published,
    /// Documents of which the client is to be told.
    stale: FxHashSet<Key>,
    /// When it is to be told, at the latest when it is, and when it had waited too long.
    due: Option<(Instant, Instant)>,
    /// Whether bundles came or went since the client was told, or changed without its doing.
    pub(super) moved: bool,
}

impl Engine {
    /// Starts the thread.
    pub fn start(host: Arc<Host>, jobs: Sender<Job>, received: Receiver<Job>) {
        let run = move || {
            let mut engine = Engine {
                library: Library::default(),
                published: Published::default(),
                stale: FxHashSet::default(),
                due: None,
                moved: false,
                host,
                jobs,
            };
            while engine.wait(&received) {}
        };
        let spawned = std::thread::Builder::new().name("variorum-analysis".to_owned());
        if let Err(error) = spawned.spawn(run) {
            tracing::error!("cannot start a thread: {error}");
        }
    }

    /// Does what is next; whether to go on.
    fn wait(&mut self, received: &Receiver<Job>) -> bool {
        let due = self
            .due
            .map(|(due, _)| due.saturating_duration_since(Instant::now()));
        let tick = self.library.is_reading().then_some(progress::INTERVAL);
        let next = match due.into_iter().chain(tick).min() {
            None => received.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(wait) => received.recv_timeout(wait),
        };
        match next {
            Ok(job) => {
                let mut next = Some(job);
                // What has come meanwhile is done before anyone is told of anything.
                while let Some(job) = next {
                    if matches!(job, Job::Stop) {
                        return false;
                    }
                    self.guarded("a change", |engine| engine.work(job));
                    next = received.try_recv().ok();
                }
                self.host.advance();
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return false,
        }
        self.library.show_progress(&self.host);
        if self.due.is_some_and(|(due, _)| due <= Instant::now()) {
            self.due = None;
            self.guarded("diagnostics", Engine::tell);
        }
        true
    }

    /// Does something that should not panic. If it does, all bundles are read anew: nobody knows what state they are in.
    fn guarded(&mut self, what: &str, work: impl FnOnce(&mut Engine)) {
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| work(self))) {
            self.host.panicked(what, &said(&*panic));
            let again = AssertUnwindSafe(|| self.forget_shelves());
            if let Err(panic) = catch_unwind(again) {
                self.host.panicked("starting anew", &said(&*panic));
            }
        }
    }

    fn work(&mut self, job: Job) {
        match job {
            Job::Open {
                key,
                uri,
                version,
                text,
                stamp,
            } => self.open(&key, uri, version, &text, stamp),
            Job::Edit {
                key,
                version,
                edits,
                stamp,
            } => self.edit(&key, version, edits, stamp),
            Job::Close { key } => self.close(&key),
            Job::Disk(paths) => self.disk(paths),
            Job::Configure => self.configure(),
            Job::Found { search, paths } => self.found(search, paths),
            Job::Loaded(loaded) => self.loaded(*loaded),
            Job::CancelLoading => self.cancel_loading(),
            Job::TellAll => self.tell_of(self.library.keys()),
            Job::Stop => {}
        }
    }

    /// Applies edits to a shelf, and notes of which documents the client is to be told.
    pub(super) fn write(
        &mut self,
        shared: &SharedShelf,
        number: DocumentId,
        version: Option<i32>,
        edits: Vec<Replacement>,
        stamp: Stamp,
    ) {
        let mut shelf = shared.write();
        let mut bundles = vec![number];
        // The client asks again for what it edits itself, and for nothing else.
        self.moved |= version.is_none() && !edits.is_empty();
        for edit in edits {
            match shelf.edit(number, edit) {
                Ok(more) => bundles.extend(more),
                // The same edit was possible where it was received.
                Err(error) => tracing::error!("an edit went astray: {error}"),
            }
        }
        if let Some(volume) = shelf.volumes.get_mut(number as usize) {
            volume.stamp = stamp;
            volume.version = version;
        }
        if version.is_none() {
            shelf.forget_tokens(number);
        }
        self.moved |= bundles.iter().any(|&bundle| bundle != number);
        shared.show_stamps(&shelf);
        let volumes = &shelf.volumes;
        let keys: Vec<Key> = bundles
            .iter()
            .filter_map(|&bundle| volumes.get(bundle as usize))
            .map(|volume| volume.key.clone())
            .collect();
        drop(shelf);
        self.tell_of(keys);
    }

    /// Notes that the client is to be told of documents, a little later.
    pub(super) fn tell_of(&mut self, keys: impl IntoIterator<Item = Key>) {
        self.stale.extend(keys);
        if self.stale.is_empty() {
            return;
        }
        let wait = self.host.world().settings.diagnostics.debounce;
        let (wait, now) = (Duration::from_millis(wait), Instant::now());
        let latest = self
            .due
            .map_or(now + wait * MOST_WAITS, |(_, latest)| latest);
        self.due = Some(((now + wait).min(latest), latest));
    }

    /// Tells the client of the documents that changed.
    fn tell(&mut self) {
        let mut keys: Vec<Key> = self.stale.drain().collect();
        keys.sort_unstable();
        let (client, settings) = {
            let world = self.host.world();
            (Arc::clone(&world.capabilities), Arc::clone(&world.settings))
        };
        if self.host.is_pulled() {
            for key in self.published.keys() {
                self.published.withdraw(&self.host.outbox, &key);
            }
            self.refresh();
            return;
        }
        for key in keys {
            let Some(Place::On(shared, number)) = self.host.place(&key) else {
                self.published.withdraw(&self.host.outbox, &key);
                continue;
            };
            let shelf = shared.read();
            if !self
                .library
                .is_told(&key, &shelf, settings.diagnostics.scope)
            {
                self.published.withdraw(&self.host.outbox, &key);
                continue;
            }
            let limit = settings.diagnostics.limit;
            let diagnostics = choose(&shelf, number, limit, &client, &self.host.pages());
            let volume = &shelf.volumes[number as usize];
            self.published.tell(
                &self.host.outbox,
                &key,
                &volume.uri,
                volume.version,
                diagnostics,
            );
        }
        self.refresh();
    }

    /// Lets the client ask again for what hangs on all bundles, where others than the one that it edits are not what they
    /// were.
    fn refresh(&mut self) {
        if std::mem::take(&mut self.moved) {
            refresh(&self.host);
        }
    }

    /// Puts documents on a shelf, or nowhere.
    pub(super) fn put(&mut self, shelf: Shelf) -> Arc<SharedShelf> {
        let keys: Vec<Key> = shelf.volumes.iter().map(|v| v.key.clone()).collect();
        let shared = Arc::new(SharedShelf::new(shelf));
        let places = keys.iter().cloned().zip(0..);
        let places =
            places.map(|(key, number)| (key, Some(Place::On(Arc::clone(&shared), number))));
        self.host.put(places.collect::<Vec<_>>());
        self.moved = true;
        self.tell_of(keys);
        shared
    }
}
