//! Following the client and the disk.

use std::path::PathBuf;

use ropey::Rope;
use tower_lsp::ls_types::Uri;

use super::{Group, Late, Open, Tracked};
use crate::server::engine::Engine;
use crate::server::host::Place;
use crate::server::jobs::Replacement;
use crate::server::key::Key;
use crate::server::text_edits::replace_all;
use crate::server::world::Stamp;
use crate::workspace::config::FILE_NAME;
use crate::workspace::files;

impl Engine {
    /// Takes in a document that the client opened.
    pub(in crate::server) fn open(
        &mut self,
        key: &Key,
        uri: Uri,
        version: i32,
        text: &Rope,
        stamp: Stamp,
    ) {
        let group = match self.library.tracked.get(key) {
            Some(tracked) => tracked.group.clone(),
            None => self.group(key),
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
        let Some(Place::On(shared, number)) = self.host.place(key) else {
            // Nobody waited for it before, or it could not be read: now there is something to wait for.
            self.host.put([(key.clone(), None)]);
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
        self.late(&group, key, version, &edits, stamp);
        self.write(&shared, number, Some(version), edits, stamp);
    }

    /// Follows the client's edits.
    pub(in crate::server) fn edit(
        &mut self,
        key: &Key,
        version: i32,
        edits: Vec<Replacement>,
        stamp: Stamp,
    ) {
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
    pub(super) fn late(
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
    pub(in crate::server) fn close(&mut self, key: &Key) {
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
    pub(super) fn reread(&mut self, key: &Key, known: Option<Rope>) {
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
    pub(super) fn forget(&mut self, key: &Key) {
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
    pub(in crate::server) fn disk(&mut self, paths: Vec<PathBuf>) {
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
    pub(super) fn track(&mut self, key: Key) {
        let group = self.group(&key);
        let tracked = Tracked {
            group: group.clone(),
            open: None,
        };
        self.library.tracked.insert(key, tracked);
        self.read(group);
    }
}
