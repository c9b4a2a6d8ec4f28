//! The source-bundle format: markers, dialects, the tree of articles and how it follows edits, writing and unpacking.
//!
//! A bundle is one text that holds many articles, each between two marker lines:
//!
//! ```text
//! <<<FILE: "harbour-times.txt" date="2031-03-02">>>
//! The body, whole lines.
//! <<<END FILE>>>
//! ```
//!
//! - [`marker`] reads one line, in every dialect; [`keywords`] says which words make a marker.
//! - [`tree`] keeps the markers of a whole text and what part each plays; [`dialect`] infers the file's habits.
//! - [`document`] is a text and its tree, edited together; [`change`] says what an edit did.
//! - [`escape`] and [`write`](mod@write) turn any bytes into a body and back.
//! - [`amend`] changes one thing on a marker line. [`format`](mod@format) brings all markers of a bundle into one form.
//! - [`names`] decides which names are safe to unpack, [`checksum`] whether a body is the one that its marker speaks of.

pub mod amend;
mod arguments;
pub mod change;
pub mod checksum;
pub mod dialect;
pub mod document;
pub mod escape;
pub mod format;
pub mod keywords;
pub mod marker;
pub mod names;
pub mod order;
mod scan;
pub mod tree;
pub mod write;

pub use change::Change;
pub use document::{ArticleId, Document, DocumentId, SegmentId};
pub use keywords::Keywords;
pub use marker::Marker;
pub use tree::{Anchor, Role, Tree};

#[cfg(test)]
mod tests;
