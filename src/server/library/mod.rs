//! Which bundles there are, which of them are compared with each other, and reading those that are new.
//!
//! A bundle is open in the client, or on disk in one of its folders. The client's text counts for as long as it is open:
//! the disk never overwrites it. Bundles whose configuration says `scope = "workspace"` share a shelf; every other has
//! one of its own.
//!
//! - [`sources`]: what a bundle is read by.
//! - [`follow`]: the client's documents and the disk.
//! - [`reading`]: bundles that are new, and all where that is called for.

mod follow;
mod reading;
mod sources;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use ropey::Rope;
use rustc_hash::{FxHashMap, FxHashSet};
use tower_lsp::ls_types::Uri;

use super::host::Host;
use super::jobs::Replacement;
use super::key::Key;
use super::loading::{Progress, Ticket};
use super::progress::{Bar, Stage};
use super::settings::Scope;
use super::shelf::Shelf;
use super::world::Stamp;
use crate::workspace::baseline::Baseline;
use crate::workspace::config::Configurations;

/// Fewer bytes are read in no time, and nothing is told of it.
const LARGE: usize = 4 << 20;
/// Fewer shelves are read in no time.
const MANY: usize = 20;

/// Bundles that are compared with each other.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Group {
    /// One alone.
    Alone(Key),
    /// All of a configuration, by its path.
    Together(String),
}

/// A bundle that is known.
struct Tracked {
    group: Group,
    /// What the client has of it; none where it is on disk alone.
    open: Option<Open>,
}

/// What the client has of a bundle.
struct Open {
    uri: Uri,
    version: i32,
    text: Rope,
    stamp: Stamp,
}

/// An edit that came while the bundle was being read.
struct Late {
    key: Key,
    version: i32,
    edits: Vec<Replacement>,
    stamp: Stamp,
}

/// A shelf that is being read, or is to be.
struct Reading {
    ticket: Ticket,
    late: Vec<Late>,
    /// How far it is; none where it waits for others.
    progress: Option<Arc<Progress>>,
}

impl Drop for Reading {
    fn drop(&mut self) {
        // Nobody will ask for what comes of it.
        if let Some(progress) = &self.progress {
            progress.cancelled.store(true, Ordering::Relaxed);
        }
    }
}

/// See the module's head.
#[derive(Default)]
pub struct Library {
    configurations: Option<Configurations>,
    /// The baselines that configurations name, by their paths; none where one cannot be used.
    baselines: FxHashMap<PathBuf, Option<Arc<Baseline>>>,
    tracked: BTreeMap<Key, Tracked>,
    reading: BTreeMap<Group, Reading>,
    tickets: u64,
    searches: u64,
    /// Faults that the user was told of.
    told: FxHashSet<String>,
    /// Told of while anything is read.
    bar: Option<Bar>,
    /// Shelves that were read since the bar began.
    finished: usize,
}

impl Library {
    /// Whether the client is to be told of the findings in a bundle.
    pub fn is_told(&self, key: &Key, shelf: &Shelf, scope: Scope) -> bool {
        match self.tracked.get(key) {
            None => false,
            Some(tracked) if tracked.open.is_some() || scope == Scope::Workspace => true,
            // Both ends of what two bundles say of each other are told.
            Some(_) => shelf.volumes.iter().any(|volume| volume.version.is_some()),
        }
    }

    /// The bundles of a group, sorted.
    fn members(&self, group: &Group) -> Vec<Key> {
        match group {
            Group::Alone(key) => vec![key.clone()],
            Group::Together(_) => {
                let members = self.tracked.iter();
                let members = members.filter(|(_, tracked)| tracked.group == *group);
                members.map(|(key, _)| key.clone()).collect()
            }
        }
    }

    /// Whether a bundle of a group is open. Cheap for a bundle alone, and groups of many are few.
    fn has_open(&self, group: &Group) -> bool {
        let is_open = |key: &Key| self.tracked.get(key).is_some_and(|t| t.open.is_some());
        match group {
            Group::Alone(key) => is_open(key),
            Group::Together(_) => self.members(group).iter().any(is_open),
        }
    }

    /// The bundles that are known, sorted.
    pub fn keys(&self) -> Vec<Key> {
        self.tracked.keys().cloned().collect()
    }

    /// Whether anything is being read.
    pub fn is_reading(&self) -> bool {
        !self.reading.is_empty()
    }

    /// Tells the user how far the reading is.
    pub fn show_progress(&mut self, host: &Arc<Host>) {
        if !self.is_reading() {
            self.bar = None;
            self.finished = 0;
            return;
        }
        let all = self.finished + self.reading.len();
        let parts = self.reading.values().filter_map(|r| r.progress.as_deref());
        let bytes: usize = parts.clone().map(Progress::size).sum();
        let is_worth_telling = bytes >= LARGE || all >= MANY;
        if self.bar.is_none() && !(is_worth_telling && host.world().capabilities.progress) {
            return;
        }
        let shares = parts.map(Progress::per_cent).sum::<usize>();
        let stage = Stage {
            percentage: ((self.finished * 100 + shares) / all) as u32,
            message: format!("{} of {all}", self.finished),
        };
        self.bar.get_or_insert_with(|| Bar::new(host)).show(stage);
    }

    fn ticket(&mut self) -> Ticket {
        self.tickets += 1;
        Ticket(self.tickets)
    }
}
