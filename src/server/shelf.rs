//! Bundles that are compared with each other, as the server holds them: their corpus, and what the client knows of
//! each. Requests read it, one thread writes it.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use tower_lsp::ls_types::Uri;

use super::jobs::Replacement;
use super::key::Key;
use super::tokens::ledger::Ledger;
use super::world::Stamp;
use crate::bundle::document::ImpossibleEdit;
use crate::bundle::{Anchor, Document, DocumentId, SegmentId};
use crate::queries::Findings;
use crate::rules::Level;
use crate::workspace::Corpus;
use crate::workspace::baseline::Baseline;
use crate::workspace::config::Configuration;

/// See the module's head.
pub struct Shelf {
    /// Texts, collation and findings.
    pub corpus: Corpus,
    /// What is known of each bundle, at the place of its number.
    pub volumes: Vec<Volume>,
    /// The semantic tokens of each, as far as someone asked for them.
    pub tokens: Vec<Mutex<Ledger>>,
}

/// One bundle of a shelf.
pub struct Volume {
    /// What it is known by.
    pub key: Key,
    /// As the client names it, or would be told of it.
    pub uri: Uri,
    /// As the client counts; none where it is not open.
    pub version: Option<i32>,
    /// Which state of the text this is.
    pub stamp: Stamp,
    /// The segments with findings, in the order of the text: how many of each level, errors first.
    pub listed: Vec<(Anchor, [usize; 3])>,
    /// Where the text was changed last, in bytes.
    pub last_edit: Option<usize>,
    /// The findings that are known and not told of.
    pub baseline: Option<Arc<Baseline>>,
    /// The configuration that it is read by.
    pub configuration: Arc<Configuration>,
}

/// The place of a level where errors come first.
pub fn rank(level: Level) -> usize {
    match level {
        Level::Error => 0,
        Level::Warning => 1,
        Level::Note => 2,
    }
}

impl Shelf {
    /// Puts bundles on a shelf, each with what the client knows of it.
    pub fn new(corpus: Corpus, volumes: Vec<Volume>) -> Shelf {
        let tokens = volumes.iter().map(|_| Mutex::default()).collect();
        let mut shelf = Shelf {
            corpus,
            volumes,
            tokens,
        };
        for number in 0..shelf.volumes.len() as DocumentId {
            shelf.list(number);
        }
        shelf
    }

    /// A bundle's text and tree.
    pub fn document(&self, number: DocumentId) -> &Document {
        &self.corpus.documents()[number as usize]
    }

    /// The findings of a segment that are told of, sorted by start, then by rule.
    pub fn findings_of(&self, segment: SegmentId) -> Findings<'_> {
        let mut findings = self.corpus.findings_of(segment);
        let volume = self.volumes.get(segment.document as usize);
        if let Some(baseline) = volume.and_then(|volume| volume.baseline.as_ref()) {
            findings.retain(|(_, finding)| !baseline.has(finding.rule, &finding.fingerprint()));
        }
        findings
    }

    /// How many findings of each level a segment has, errors first.
    fn count(&self, segment: SegmentId) -> [usize; 3] {
        let mut counts = [0; 3];
        for (_, finding) in self.findings_of(segment) {
            counts[rank(finding.level)] += 1;
        }
        counts
    }

    /// Forgets the semantic tokens of a bundle that is not open any more.
    pub fn forget_tokens(&mut self, number: DocumentId) {
        self.tokens[number as usize] = Mutex::default();
    }

    /// Lists the segments of a bundle that have findings, anew.
    fn list(&mut self, number: DocumentId) {
        let document = &self.corpus.documents()[number as usize];
        let mut segments: Vec<(usize, Anchor)> = self
            .corpus
            .segments_with_findings(number)
            .map(|anchor| (document.tree().start(anchor), anchor))
            .collect();
        segments.sort_unstable();
        segments.dedup();
        let counted = segments.into_iter().map(|(_, anchor)| {
            let counts = self.count(document.segment(anchor));
            (anchor, counts)
        });
        let listed = counted.filter(|(_, counts)| *counts != [0; 3]).collect();
        self.volumes[number as usize].listed = listed;
    }

    /// Applies an edit, and returns the bundles whose findings may be others now, sorted.
    pub fn edit(
        &mut self,
        number: DocumentId,
        edit: Replacement,
    ) -> Result<Vec<DocumentId>, ImpossibleEdit> {
        let start = edit.range.start;
        let touched = self.corpus.edit(number, edit.range, &edit.with)?;
        self.volumes[number as usize].last_edit = Some(start + edit.with.len());
        let tokens = &mut self.tokens[number as usize];
        let tokens = tokens.get_mut().unwrap_or_else(PoisonError::into_inner);
        tokens.touch(self.corpus.edited(number).iter().copied());
        let mut bundles: Vec<DocumentId> = touched.iter().map(|segment| segment.document).collect();
        bundles.push(number);
        bundles.sort_unstable();
        bundles.dedup();
        for &bundle in &bundles {
            self.relist(bundle, touched.iter().filter(|s| s.document == bundle));
        }
        Ok(bundles)
    }

    /// Brings the list of a bundle up to date for the segments that were touched. What this costs hangs on their number,
    /// and, at memory speed, on how many segments have findings.
    fn relist<'s>(&mut self, number: DocumentId, touched: impl Iterator<Item = &'s SegmentId>) {
        let mut segments: Vec<Anchor> = touched.map(|segment| segment.anchor).collect();
        segments.sort_unstable();
        segments.dedup();
        let touched = |anchor: &Anchor| segments.binary_search(anchor).is_ok();
        let tree = self.corpus.documents()[number as usize].tree();
        let mut fresh: Vec<(usize, Anchor, [usize; 3])> = Vec::new();
        for &anchor in &segments {
            let segment = SegmentId {
                document: number,
                anchor,
            };
            let counts = self.count(segment);
            if counts != [0; 3] {
                fresh.push((tree.start(anchor), anchor, counts));
            }
        }
        let listed = &mut self.volumes[number as usize].listed;
        listed.retain(|(anchor, _)| !touched(anchor));
        for (start, anchor, counts) in fresh {
            let at = listed.partition_point(|(other, _)| tree.start(*other) < start);
            listed.insert(at, (anchor, counts));
        }
    }
}

/// A shelf that several threads use. Readers that take long look whether someone waits to write, and give way.
pub struct SharedShelf {
    shelf: RwLock<Shelf>,
    /// [`Volume::stamp`] of each, to be looked at without a wait.
    stamps: Vec<AtomicU64>,
    wanted: AtomicBool,
}

impl SharedShelf {
    /// Shares a shelf.
    pub fn new(shelf: Shelf) -> SharedShelf {
        let stamps = shelf.volumes.iter().map(|v| AtomicU64::new(v.stamp));
        SharedShelf {
            stamps: stamps.collect(),
            shelf: RwLock::new(shelf),
            wanted: AtomicBool::new(false),
        }
    }

    /// Reads it.
    pub fn read(&self) -> RwLockReadGuard<'_, Shelf> {
        self.shelf.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes it, as soon as nobody reads it.
    pub fn write(&self) -> RwLockWriteGuard<'_, Shelf> {
        self.wanted.store(true, Ordering::Relaxed);
        let shelf = self.shelf.write().unwrap_or_else(PoisonError::into_inner);
        self.wanted.store(false, Ordering::Relaxed);
        shelf
    }

    /// Which state of its text a bundle is in, at least. Never waits.
    pub fn stamp(&self, number: DocumentId) -> Option<Stamp> {
        let stamp = self.stamps.get(number as usize)?;
        Some(stamp.load(Ordering::Acquire))
    }

    /// Lets it be known which states the bundles are in.
    pub fn show_stamps(&self, shelf: &Shelf) {
        for (shown, volume) in self.stamps.iter().zip(&shelf.volumes) {
            shown.store(volume.stamp, Ordering::Release);
        }
    }

    /// Whether someone waits to write it.
    pub fn is_wanted(&self) -> bool {
        self.wanted.load(Ordering::Relaxed)
    }
}
