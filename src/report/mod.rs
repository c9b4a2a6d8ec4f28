//! Reports: one file an output format.
//!
//! - [`facts`]: what the articles say, for programs, by contract.
//!
//! The others print findings: each is a [`Printer`], and takes them as plain data ([`entry`]).
//!
//! - [`text`]: for people, with the lines that are spoken of; [`concise`], a line each; [`statistics`], their counts.
//! - [`json`] and [`jsonl`]: for programs, by contract.
//! - [`sarif`], [`github`], [`gitlab`], [`junit`], [`checkstyle`]: as other programs have it; what they call a bundle is
//!   in [`paths`].
//! - [`html`]: a page to look at, of what the articles say too.

pub mod checkstyle;
pub mod concise;
pub mod entry;
pub mod facts;
pub mod github;
pub mod gitlab;
pub mod html;
pub mod json;
pub mod jsonl;
pub mod junit;
pub mod paths;
pub mod place;
pub mod sarif;
pub mod statistics;
pub mod text;
mod xml;

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;

use serde::Serialize;

pub use entry::{Edit, Entry, Related, Reported, Suppression};
pub use paths::Paths;

use crate::bundle::{Document, DocumentId};
use crate::rules::{Finding, Level, Place};
use crate::text::decode::Decoded;
use crate::workspace::Corpus;
use crate::workspace::corpus::Verdict;

/// A file that was read.
#[derive(Clone)]
pub struct File {
    /// Its path as given.
    pub path: String,
    /// Its bytes.
    pub decoded: Decoded,
}

/// A bundle that was checked: what a printer needs of it. Its findings may relate to the others of its corpus.
#[derive(Clone, Copy)]
pub struct Checked<'c> {
    /// The files of the corpus, each at the place of its bundle's number.
    pub files: &'c [File],
    /// Their texts and findings.
    pub corpus: &'c Corpus,
    /// Which of them it is.
    pub number: DocumentId,
}

impl<'c> Checked<'c> {
    /// Each bundle of a corpus, given the files that it was read from.
    pub fn all(files: &'c [File], corpus: &'c Corpus) -> impl Iterator<Item = Checked<'c>> {
        (0..files.len() as DocumentId).map(move |number| Checked {
            files,
            corpus,
            number,
        })
    }

    /// The file that it was read from.
    pub fn file(&self) -> &'c File {
        &self.files[self.number as usize]
    }

    /// Its text and tree.
    pub fn document(&self) -> &'c Document {
        &self.corpus.documents()[self.number as usize]
    }

    /// Its findings, and what kept others from being reported; see [`Corpus::verdict`].
    pub fn verdict(&self) -> Verdict<'c> {
        self.corpus.verdict(self.number)
    }

    /// Its findings; see [`Corpus::findings`].
    pub fn findings(&self) -> Vec<(Range<usize>, Cow<'c, Finding>)> {
        self.corpus.findings(self.number)
    }

    /// The file that a place lies in, and its text.
    fn home(&self, place: &Place) -> (&'c File, &'c Document) {
        let number = place.document as usize;
        (&self.files[number], &self.corpus.documents()[number])
    }
}

/// How many findings of each level there are, and what was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Bundles read.
    pub bundles: usize,
    /// Articles in them.
    pub articles: usize,
    /// Bytes of them.
    pub bytes: usize,
    /// Findings that are errors.
    pub errors: usize,
    /// Findings that are warnings.
    pub warnings: usize,
    /// Findings that are notes.
    pub notes: usize,
}

impl Summary {
    /// Counts a finding.
    pub fn count(&mut self, level: Level) {
        *(match level {
            Level::Error => &mut self.errors,
            Level::Warning => &mut self.warnings,
            Level::Note => &mut self.notes,
        }) += 1;
    }

    /// Whether there is a finding of this level or a higher one.
    pub fn reaches(&self, level: Level) -> bool {
        match level {
            Level::Error => self.errors > 0,
            Level::Warning => self.errors + self.warnings > 0,
            Level::Note => self.errors + self.warnings + self.notes > 0,
        }
    }
}

/// Prints a report: its start, each bundle, its end.
pub trait Printer {
    /// Writes what stands before all bundles.
    fn start(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let _ = out;
        Ok(())
    }

    /// Writes what was found in a bundle.
    fn bundle(&mut self, bundle: &Reported, out: &mut dyn Write) -> io::Result<()>;

    /// Writes what stands after all bundles.
    fn end(&mut self, run: &Run<'_>, out: &mut dyn Write) -> io::Result<()>;
}

/// What a run came to.
#[derive(Debug, Clone, Copy)]
pub struct Run<'r> {
    /// What was read and found.
    pub summary: &'r Summary,
    /// Findings that a baseline hid.
    pub hidden: usize,
    /// Findings of a baseline that are there no more; `None` where there is no baseline.
    pub stale: Option<usize>,
    /// Allows that hid nothing.
    pub unused_allows: &'r [UnusedAllow],
    /// What could not be done, a message each.
    pub errors: &'r [String],
    /// The exit status.
    pub exit_code: u8,
}

/// An `[[allow]]` that hid nothing.
#[derive(Debug, Clone, Serialize)]
pub struct UnusedAllow {
    /// The configuration's file, as messages name it.
    pub path: String,
    /// The line that it begins in, 1-based.
    pub line: usize,
    /// The rules that it is about.
    pub rules: Vec<&'static str>,
    /// What it gives as its reason.
    pub reason: String,
}
