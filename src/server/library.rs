//! Which bundles there are, which of them are compared with each other, and reading those that are new.
//!
//! A bundle is open in the client, or on disk in one of its folders. The client's text counts for as long as it is open:
//! the disk never overwrites it. Bundles whose configuration says `scope = "workspace"` share a shelf; every other has
//! one of its own.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use ropey::Rope;
use rustc_hash::{FxHashMap, FxHashSet};
use tower_lsp::ls_types::{MessageType, Uri};

use super::engine::Engine;
use super::host::{Host, Place};
use super::jobs::Replacement;
use super::key::Key;
use super::loading::{self, Loaded, Progress, Ticket, Wanted};
use super::outbox::Message;
use super::progress::{Bar, Stage};
use super::settings::Scope;
use super::shelf::Shelf;
use super::text_edits::replace_all;
use super::world::Stamp;
use crate::bundle::{DocumentId, Keywords};
use crate::workspace::baseline::Baseline;
use crate::workspace::bundle::Settings;
use crate::workspace::config::{
    Choice, Configuration, Configurations, FILE_NAME, Scope as Compare,
};
use crate::workspace::files;

/// So many shelves are read at a time: there are not more processors to gain from, and what is open is read first.
const AT_A_TIME: usize = 2;
/// Bytes of bundles on disk that are read unasked; what is above is read when it is opened.
const BUDGET: u64 = 64 << 20;

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
        let shares = parts.map(Progress::per_cent).sum::<usize>();
        let stage = Stage {
            percentage: ((self.finished * 100 + shares) / all) as u32,
            message: format!("{} of {all}", self.finished),
        };
        self.bar.get_or_insert_default().show(host, stage);
    }

    fn ticket(&mut self) -> Ticket {
        self.tickets += 1;
        Ticket(self.tickets)
    }
}

impl Engine {
    /// The configuration of a bundle. Where it cannot be used, the user is told, once, and none counts.
    fn configuration(&mut self, path: Option<&Path>) -> Arc<Configuration> {
        let named = self.host.world().settings.configuration.clone();
        let choice = || named.map_or(Choice::Closest, Choice::File);
        let configurations = match &mut self.library.configurations {
            Some(configurations) => configurations,
            none => match Configurations::new(choice()) {
                Ok(configurations) => none.insert(configurations),
                Err(fault) => {
                    let text = fault.to_string();
                    self.complain(text);
                    return Arc::default();
                }
            },
        };
        match configurations.of(path) {
            Ok(configuration) => configuration,
            Err(fault) => {
                self.complain(fault.to_string());
                Arc::default()
            }
        }
    }

    /// Tells the user what is wrong, once.
    fn complain(&mut self, text: String) {
        if self.library.told.insert(text.clone()) {
            tracing::warn!("{text}");
            let outbox = &self.host.outbox;
            outbox.put(Message::Show(
                MessageType::WARNING,
                format!("variorum: {text}"),
            ));
        }
    }

    /// What a bundle is read by.
    fn settings(&mut self, key: &Key) -> Settings {
        let configuration = self.configuration(key.path());
        let path = key.path().map(|path| configuration.relative(path));
        // Words that cannot mark articles were refused where the configuration was read.
        let keywords = Keywords::with(&configuration.config.keywords).unwrap_or_default();
        configuration.config.settings(path.as_deref(), keywords)
    }

    /// The findings in a bundle that are known.
    fn baseline(&mut self, key: &Key) -> Option<Arc<Baseline>> {
        let configuration = self.configuration(key.path());
        let named = configuration.config.baseline.as_deref()?;
        let path = configuration.resolve(named);
        if let Some(known) = self.library.baselines.get(&path) {
            return known.clone();
        }
        let read = std::fs::read_to_string(&path).map_err(|error| error.to_string());
        let baseline = match read.and_then(|text| Baseline::parse(&text)) {
            Ok(baseline) => Some(Arc::new(baseline)),
            Err(fault) => {
                self.complain(format!(
                    "cannot use the baseline `{}`: {fault}",
                    path.display()
                ));
                None
            }
        };
        self.library.baselines.insert(path, baseline.clone());
        baseline
    }

    fn group(&mut self, key: &Key) -> Group {
        let configuration = self.configuration(key.path());
        match configuration.config.scope {
            Compare::Workspace if key.path().is_some() => {
                Group::Together(configuration.path.clone())
            }
            _ => Group::Alone(key.clone()),
        }
    }

    /// Takes in a document that the client opened.
    pub(super) fn open(&mut self, key: Key, uri: Uri, version: i32, text: Rope, stamp: Stamp) {
        let group = match self.library.tracked.get(&key) {
            Some(tracked) => tracked.group.clone(),
            None => self.group(&key),
        };
        let open = Open {
            uri: uri.clone(),
            version,
            text: text.clone(),
            stamp,
        };
        let tracked = Tracked {
            group: group.clone(),
            open: Some(open),
        };
        self.library.tracked.insert(key.clone(), tracked);
        let Some(Place::On(shared, number)) = self.host.place(&key) else {
            self.read(group);
            return;
        };
        // It was known before: what differs is an edit.
        let now = shared.read().document(number).text().clone();
        let difference = replace_all(&now, &text.to_string());
        if let Some(volume) = shared.write().volumes.get_mut(number as usize) {
            volume.uri = uri;
        }
        let edits: Vec<Replacement> = difference.into_iter().collect();
        self.late(&group, &key, version, &edits, stamp);
        self.write(&shared, number, Some(version), edits, stamp);
    }

    /// Follows the client's edits.
    pub(super) fn edit(&mut self, key: &Key, version: i32, edits: Vec<Replacement>, stamp: Stamp) {
        let Some(tracked) = self.library.tracked.get_mut(key) else {
            return;
        };
        let Some(open) = &mut tracked.open else {
            return;
        };
        (open.version, open.stamp) = (version, stamp);
        for edit in &edits {
            let (start, end) = (
                open.text.byte_to_char(edit.range.start),
                open.text.byte_to_char(edit.range.end),
            );
            open.text.remove(start..end);
            open.text.insert(start, &edit.with);
        }
        let group = tracked.group.clone();
        self.late(&group, key, version, &edits, stamp);
        if let Some(Place::On(shared, number)) = self.host.place(key) {
            self.write(&shared, number, Some(version), edits, stamp);
        }
    }

    /// Keeps edits for the shelf that is being read.
    fn late(
        &mut self,
        group: &Group,
        key: &Key,
        version: i32,
        edits: &[Replacement],
        stamp: Stamp,
    ) {
        if let Some(reading) = self.library.reading.get_mut(group) {
            reading.late.push(Late {
                key: key.clone(),
                version,
                edits: edits.to_vec(),
                stamp,
            });
        }
    }

    /// Forgets what the client had of a document; what is on disk counts again.
    pub(super) fn close(&mut self, key: &Key) {
        let Some(tracked) = self.library.tracked.get_mut(key) else {
            return;
        };
        let Some(open) = tracked.open.take() else {
            return;
        };
        let is_file = key
            .path()
            .is_some_and(|path| path.is_file() && self.host.world().is_in_folders(path));
        if !is_file {
            self.forget(key);
            return;
        }
        self.reread(key, Some(open.text));
    }

    /// Reads a bundle again from disk, where it is not open.
    fn reread(&mut self, key: &Key, known: Option<Rope>) {
        let settings = self.settings(key);
        let Some(path) = key.path() else { return };
        let Ok(decoded) = files::read(path, &settings.keywords) else {
            self.forget(key);
            return;
        };
        let group = self.library.tracked.get(key).map(|t| t.group.clone());
        match (self.host.place(key), group) {
            (Some(Place::On(shared, number)), Some(group)) if decoded.is_utf8() => {
                let now = match known {
                    Some(text) => text,
                    None => shared.read().document(number).text().clone(),
                };
                let edits: Vec<Replacement> =
                    replace_all(&now, decoded.text()).into_iter().collect();
                if self.library.reading.contains_key(&group) {
                    self.read(group);
                }
                let stamp = shared.stamp(number).unwrap_or(0);
                self.write(&shared, number, None, edits, stamp);
            }
            (_, Some(group)) => self.read(group),
            _ => {}
        }
    }

    /// Forgets a bundle that is neither open nor on disk.
    fn forget(&mut self, key: &Key) {
        let Some(tracked) = self.library.tracked.remove(key) else {
            return;
        };
        self.host.put([(key.clone(), None)]);
        self.tell_of([key.clone()]);
        self.moved = true;
        match &tracked.group {
            Group::Alone(_) => {
                self.library.reading.remove(&tracked.group);
            }
            Group::Together(_) => self.read(tracked.group),
        }
    }

    /// Looks at files that may have been made, changed or deleted.
    pub(super) fn disk(&mut self, paths: Vec<PathBuf>) {
        let configures = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default();
            name == FILE_NAME || name == ".gitignore" || name == ".ignore"
        };
        if paths.iter().any(configures) {
            self.configure();
            return;
        }
        for path in paths {
            let key = Key::from(&*path);
            let is_open = self
                .library
                .tracked
                .get(&key)
                .is_some_and(|t| t.open.is_some());
            if is_open {
                continue;
            }
            let settings = self.settings(&key);
            let is_bundle =
                path.is_file() && files::is_bundle(&path, &settings.keywords).unwrap_or(false);
            match (is_bundle, self.library.tracked.contains_key(&key)) {
                (false, _) => self.forget(&key),
                (true, true) => self.reread(&key, None),
                (true, false) if self.host.world().is_in_folders(&path) => self.track(key),
                (true, false) => {}
            }
        }
    }

    /// Takes in a bundle that is on disk.
    fn track(&mut self, key: Key) {
        let group = self.group(&key);
        let tracked = Tracked {
            group: group.clone(),
            open: None,
        };
        self.library.tracked.insert(key, tracked);
        self.read(group);
    }

    /// Asks for everything anew: configurations, which bundles there are, which of them belong together.
    pub(super) fn configure(&mut self) {
        self.library.configurations = None;
        self.library.baselines.clear();
        self.library.told.clear();
        self.forget_shelves();
        self.library.searches += 1;
        let (search, jobs) = (self.library.searches, self.jobs.clone());
        let folders = self.host.world().folders.clone();
        super::search::start(search, folders, self.configuration_choice(), jobs);
    }

    fn configuration_choice(&self) -> Choice {
        let named = self.host.world().settings.configuration.clone();
        named.map_or(Choice::Closest, Choice::File)
    }

    /// Reads all bundles again. Until they are read, what is known of them is kept.
    pub(super) fn forget_shelves(&mut self) {
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
    pub(super) fn found(&mut self, search: u64, paths: Vec<PathBuf>) {
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
    fn read(&mut self, group: Group) {
        let reading = Reading {
            ticket: self.library.ticket(),
            late: Vec::new(),
            progress: None,
        };
        self.library.reading.insert(group, reading);
        self.read_next();
    }

    /// Begins to read what waits for it, those with an open bundle first, as far as there is room.
    fn read_next(&mut self) {
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
                let progress = Arc::new(Progress::default());
                reading.late.clear();
                reading.progress = Some(Arc::clone(&progress));
                loading::start(reading.ticket, wanted, progress, self.jobs.clone());
            }
        }
    }

    /// The bundles of a group, as they are to be read.
    fn wanted(&mut self, group: &Group) -> Vec<Wanted> {
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
    pub(super) fn loaded(&mut self, loaded: Loaded) {
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
            self.complain(format!("`{}` {error}", key.name()));
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
    fn shelve(&mut self, shelf: Shelf, late: Vec<Late>) {
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
    pub(super) fn cancel_loading(&mut self) {
        let reading = std::mem::take(&mut self.library.reading);
        self.give_up(&reading.into_keys().collect::<Vec<_>>());
    }

    /// Lets nobody wait any more for the bundles of these groups that are not there.
    fn give_up(&mut self, groups: &[Group]) {
        let waited_for = self.library.tracked.iter().filter(|(key, tracked)| {
            groups.contains(&tracked.group) && self.host.place(key).is_none()
        });
        let places = waited_for.map(|(key, _)| (key.clone(), Some(Place::Nowhere)));
        let places: Vec<_> = places.collect();
        self.host.put(places);
    }
}
