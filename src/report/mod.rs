//! Reports: one file an output format.
//!
//! - [`facts`]: what the articles say, for programs, by contract.
//! - [`json`]: for programs, by contract.
//! - [`text`]: for people, with the lines that are spoken of.

pub mod facts;
pub mod json;
pub mod place;
pub mod text;

use crate::rules::{Finding, Level};
use crate::text::decode::Decoded;
use crate::workspace::Bundle;

/// A bundle that was checked: what a printer needs of it.
pub struct Checked<'c> {
    /// Its path as given.
    pub path: &'c str,
    /// Its text and findings.
    pub bundle: &'c Bundle,
    /// Its bytes.
    pub decoded: &'c Decoded,
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
