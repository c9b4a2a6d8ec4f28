//! Reports: one file an output format.
//!
//! - [`facts`]: what the articles say, for programs, by contract.
//! - [`html`]: a page to look at.
//! - [`json`]: for programs, by contract.
//! - [`text`]: for people, with the lines that are spoken of.

pub mod facts;
pub mod html;
pub mod json;
pub mod place;
pub mod text;

use std::borrow::Cow;
use std::ops::Range;

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
    pub fn count(&mut self, finding: &Finding) {
        *(match finding.level {
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
