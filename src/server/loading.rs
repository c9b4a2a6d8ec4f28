//! Reading bundles that are new on a shelf.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::Sender;

use ropey::Rope;
use tower_lsp::ls_types::Uri;

use super::jobs::Job;
use super::key::Key;
use super::shelf::{Shelf, Volume};
use super::wire_order::said;
use super::world::Stamp;
use crate::text::decode::Decoded;
use crate::text::irregular::{Irregularities, irregularities};
use crate::workspace::baseline::Baseline;
use crate::workspace::bundle::Settings;
use crate::workspace::config::Configuration;
use crate::workspace::{Corpus, files};

/// A bundle that is to be read.
pub struct Wanted {
    /// What it is known by.
    pub key: Key,
    /// As the client names it, or would be told of it.
    pub uri: Uri,
    /// As the client counts; none where it is not open.
    pub version: Option<i32>,
    /// Its text, where it is open; else it is read from disk.
    pub text: Option<Rope>,
    /// Which state of the text that is.
    pub stamp: Stamp,
    /// What it is read by.
    pub settings: Settings,
    /// The findings that are known and not told of.
    pub baseline: Option<Arc<Baseline>>,
    /// Where that comes from.
    pub configuration: Arc<Configuration>,
}

/// What was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ticket(pub u64);

/// Bundles that were read.
pub struct Loaded {
    /// What asked for them.
    pub ticket: Ticket,
    /// The shelf with them; none where nobody wanted it any more. An error is what a panic said.
    pub shelf: Result<Option<Shelf>, String>,
    /// Those that could not be read, and why.
    pub failed: Vec<(Key, String)>,
}

/// How far a reading is, for others to see, and whether it is still wanted.
#[derive(Debug, Default)]
pub struct Progress {
    /// Bytes that were read.
    pub read: AtomicUsize,
    /// Bytes that there are, as far as that is known.
    pub all: AtomicUsize,
    /// Whether nobody waits for it any more.
    pub cancelled: AtomicBool,
}

impl Progress {
    /// Of what is to be read.
    pub fn of(wanted: &[Wanted]) -> Progress {
        let sizes = wanted
            .iter()
            .map(|wanted| match (&wanted.text, wanted.key.path()) {
                (Some(text), _) => text.len_bytes(),
                (None, Some(path)) => path.metadata().map_or(0, |m| m.len() as usize),
                (None, None) => 0,
            });
        Progress {
            all: AtomicUsize::new(sizes.sum()),
            ..Progress::default()
        }
    }

    /// Bytes that there are, as far as that is known.
    pub fn size(&self) -> usize {
        self.all.load(Ordering::Relaxed)
    }

    /// How much was read.
    pub fn per_cent(&self) -> usize {
        let all = self.size();
        (self.read.load(Ordering::Relaxed) * 100)
            .checked_div(all)
            .unwrap_or(0)
    }
}

/// Reads bundles on a thread of its own, and sends them back as a job.
pub fn start(ticket: Ticket, wanted: Vec<Wanted>, progress: Arc<Progress>, jobs: Sender<Job>) {
    let run = move || {
        let mut failed = Vec::new();
        let read = AssertUnwindSafe(|| load(wanted, &progress, &mut failed));
        let shelf = catch_unwind(read).map_err(|panic| said(&*panic));
        let loaded = Loaded {
            ticket,
            shelf,
            failed,
        };
        // Nobody waits for it where the server ends.
        let _ = jobs.send(Job::Loaded(Box::new(loaded)));
    };
    let spawned = std::thread::Builder::new().name("variorum-load".to_owned());
    if let Err(error) = spawned.spawn(run) {
        tracing::error!("cannot start a thread: {error}");
    }
}

fn load(
    wanted: Vec<Wanted>,
    progress: &Progress,
    failed: &mut Vec<(Key, String)>,
) -> Option<Shelf> {
    let mut texts: Vec<(String, Irregularities)> = Vec::with_capacity(wanted.len());
    let mut settings: Vec<Settings> = Vec::with_capacity(wanted.len());
    let mut volumes = Vec::with_capacity(wanted.len());
    for wanted in wanted {
        let text = match wanted.text {
            Some(rope) => {
                let text = rope.to_string();
                let irregular = irregularities(&text);
                (text, irregular)
            }
            None => match from_disk(&wanted.key, &wanted.settings) {
                Ok(decoded) => {
                    let irregular = decoded.irregularities();
                    (decoded.into_text(), irregular)
                }
                Err(error) => {
                    failed.push((wanted.key, error));
                    continue;
                }
            },
        };
        texts.push(text);
        settings.push(wanted.settings);
        volumes.push(Volume {
            key: wanted.key,
            uri: wanted.uri,
            version: wanted.version,
            stamp: wanted.stamp,
            listed: Vec::new(),
            last_edit: None,
            baseline: wanted.baseline,
            configuration: wanted.configuration,
        });
    }
    let common = settings.first().cloned().unwrap_or_default();
    let borrowed: Vec<_> = texts.iter().map(|(text, i)| (text.as_str(), i)).collect();
    let all = texts.iter().map(|(text, _)| text.len()).sum();
    progress.all.store(all, Ordering::Relaxed);
    let mut corpus = Corpus::new_while(&borrowed, &common, |bytes| {
        progress.read.store(bytes, Ordering::Relaxed);
        !progress.cancelled.load(Ordering::Relaxed)
    })?;
    for (number, settings) in (0..).zip(settings) {
        corpus.set_policy(number, settings.policy);
    }
    Some(Shelf::new(corpus, volumes))
}

fn from_disk(key: &Key, settings: &Settings) -> Result<Decoded, String> {
    let path = key.path().ok_or("it is no file")?;
    files::read(path, &settings.keywords).map_err(|error| error.to_string())
}
