//! Findings as the client shows them.
//!
//! - [`convert`]: one finding.
//! - [`choose`]: which of them are shown, where there are many.
//! - [`pages`]: the pages of the rules, as files that a client can open.
//! - [`published`]: what the client was told last.

pub mod choose;
pub mod convert;
pub mod pages;
pub mod published;

pub use convert::convert;
