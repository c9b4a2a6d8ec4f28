//! Reading the bundles that are new, and all where that is called for.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Group, Late, Reading, Tracked};
use crate::bundle::DocumentId;
use crate::server::engine::Engine;
use crate::server::host::Place;
use crate::server::key::Key;
use crate::server::loading::{self, Loaded, Progress, Wanted};
use crate::server::search;
use crate::server::shelf::Shelf;
use crate::workspace::config::Choice;

/// So many shelves are read at a time: there are not more processors to gain from, and what is open is read first.
const AT_A_TIME: usize = 2;
/// Bytes of bundles on disk that are read unasked; what is above is read when it is opened.
const BUDGET: u64 = 64 << 20;

impl Engine {
    /// Asks for everything anew: configurations, which bundles there are, which of them belong together.
    pub(in crate::server) fn configure(&mut self) {
        self.library.configurations = None;
        self.library.baselines.clear();
        self.library.told.clear();
        self.forget_shelves();
        self.library.searches += 1;
        let (search, jobs) = (self.library.searches, self.jobs.clone());
        let folders = self.host.world().folders.clone();
        search::start(search, folders, self.configuration_choice(), jobs);
    }

    pub(super) fn configuration_choice(&self) -> Choice {
        let named = self.host.world().settings.configuration.clone();
        named.map_or(Choice::Closest, Choice::File)
    }

    /// Reads all bundles again. Until they are read, what is known of them is kept.
    pub(in crate::server) fn forget_shelves(&mut self) {
        let keys: Vec<Key> = self.library.tracked.keys().cloned().collect();
        let mut groups = FxHashSet::default();
        for key in keys {
            let group = self.group(&key);
            groups.insert(group.clone());
            if let Some(tracked) = self.library.tracked.get_mut(&key) {
                tracked.group = group;
            }
        }
        self.library
            .reading
            .retain(|group, _| groups.contains(group));
        let mut groups: Vec<Group> = groups.into_iter().collect();
        groups.sort_unstable();
        for group in groups {
            self.read(group);
        }
    }

    /// Takes in the bundles that a search found in the folders.
    pub(in crate::server) fn found(&mut self, search: u64, paths: Vec<PathBuf>) {
        if search != self.library.searches {
            return; // another was started meanwhile
        }
        let found: FxHashSet<Key> = paths.iter().map(|path| Key::from(&**path)).collect();
        let gone: Vec<Key> = self
            .library
            .tracked
            .iter()
            .filter(|(key, tracked)| tracked.open.is_none() && !found.contains(*key))
            .map(|(key, _)| key.clone())
            .collect();
        for key in gone {
            self.forget(&key);
        }
        let mut groups: BTreeMap<Group, u64> = BTreeMap::new();
        for path in paths {
            let key = Key::from(&*path);
            if self.library.tracked.contains_key(&key) {
                continue;
            }
            let group = self.group(&key);
            let size = path.metadata().map_or(0, |m| m.len());
            *groups.entry(group.clone()).or_default() += size;
            let tracked = Tracked { group, open: None };
            self.library.tracked.insert(key, tracked);
        }
        let mut read = 0;
        for (group, size) in groups {
            // What is compared with an open bundle is read whatever it costs.
            if matches!(group, Group::Alone(_)) && read + size > BUDGET {
                if let Group::Alone(key) = &group {
                    self.library.tracked.remove(key);
                }
                continue;
            }
            read += size;
            self.read(group);
        }
    }

    /// Reads the bundles of a group, all of them: those that are there are compared with those that came.
    pub(super) fn read(&mut self, group: Group) {
        let reading = Reading {
            ticket: self.library.ticket(),
            late: Vec::new(),
            progress: None,
        };
        self.library.reading.insert(group, reading);
        self.read_next();
    }

    /// Begins to read what waits for it, those with an open bundle first, as far as there is room.
    pub(super) fn read_next(&mut self) {
        loop {
            let reading = &self.library.reading;
            let started = reading.values().filter(|r| r.progress.is_some()).count();
            let mut waiting: Vec<&Group> = reading
                .iter()
                .filter(|(_, reading)| reading.progress.is_none())
                .map(|(group, _)| group)
                .collect();
            let open = |group: &&Group| self.library.has_open(group);
            let next = waiting.iter().position(open).unwrap_or(0);
            if started >= AT_A_TIME || waiting.is_empty() {
                return;
            }
            let group = waiting.swap_remove(next).clone();
            let wanted = self.wanted(&group);
            if wanted.is_empty() {
                self.library.reading.remove(&group);
            } else if let Some(reading) = self.library.reading.get_mut(&group) {
                // The texts are those of now: what came before is in them.
                let progress = Arc::new(Progress::of(&wanted));
                reading.late.clear();
                reading.progress = Some(Arc::clone(&progress));
                loading::start(reading.ticket, wanted, progress, self.jobs.clone());
            }
        }
    }

    /// The bundles of a group, as they are to be read.
    pub(super) fn wanted(&mut self, group: &Group) -> Vec<Wanted> {
        let members = self.library.members(group);
        let mut wanted = Vec::with_capacity(members.len());
        for key in members {
            let (settings, baseline) = (self.settings(&key), self.baseline(&key));
            let configuration = self.configuration(key.path());
            let Some(tracked) = self.library.tracked.get(&key) else {
                continue;
            };
            let open = tracked.open.as_ref();
            let Some(uri) = open.map(|open| open.uri.clone()).or_else(|| key.uri()) else {
                continue;
            };
            wanted.push(Wanted {
                uri,
                version: open.map(|open| open.version),
                text: open.map(|open| open.text.clone()),
                stamp: open.map_or(0, |open| open.stamp),
                settings,
                baseline,
                configuration,
                key,
            });
        }
        wanted
    }

    /// Takes in bundles that were read.
    pub(in crate::server) fn loaded(&mut self, loaded: Loaded) {
        let mut reading = self.library.reading.iter();
        let group = reading.find(|(_, reading)| reading.ticket == loaded.ticket);
        let Some(group) = group.map(|(group, _)| group.clone()) else {
            return; // another was asked for meanwhile
        };
        let reading = self.library.reading.remove(&group);
        self.library.finished += 1;
        let late = reading.map(|mut reading| std::mem::take(&mut reading.late));
        let late = late.unwrap_or_default();
        for (key, error) in &loaded.failed {
            self.host.put([(key.clone(), Some(Place::Nowhere))]);
            self.complain(&format!("`{}` {error}", key.name()));
        }
        self.read_next();
        match loaded.shelf {
            Ok(Some(shelf)) => self.shelve(shelf, late),
            Ok(None) => self.give_up(&[group]),
            Err(error) => {
                self.host.panicked("reading a bundle", &error);
                self.give_up(&[group]);
            }
        }
    }

    /// Puts a new shelf where requests find it, with the edits that came while it was made.
    pub(super) fn shelve(&mut self, shelf: Shelf, late: Vec<Late>) {
        let keys = shelf
            .volumes
            .iter()
            .zip(0..)
            .map(|(v, number)| (v.key.clone(), number));
        let numbers: FxHashMap<Key, DocumentId> = keys.collect();
        let shared = self.put(shelf);
        for late in late {
            if let Some(&number) = numbers.get(&late.key) {
                self.write(&shared, number, Some(late.version), late.edits, late.stamp);
            }
        }
    }

    /// Stops waiting for what is being read.
    pub(in crate::server) fn cancel_loading(&mut self) {
        let reading = std::mem::take(&mut self.library.reading);
        self.give_up(&reading.into_keys().collect::<Vec<_>>());
    }

    /// Lets nobody wait any more for the bundles of these groups that are not there.
    pub(super) fn give_up(&mut self, groups: &[Group]) {
        let waited_for = self.library.tracked.iter().filter(|(key, tracked)| {
            groups.contains(&tracked.group) && self.host.place(key).is_none()
        });
        let places = waited_for.map(|(key, _)| (key.clone(), Some(Place::Nowhere)));
        let places: Vec<_> = places.collect();
        self.host.put(places);
    }
}
