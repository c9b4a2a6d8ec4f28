//! What is at a place in a bundle, and what can be done there: plain questions to a [`crate::workspace::Corpus`], with
//! offsets in bytes. The server and reports turn the answers into what they show.
//!
//! - [`edit`]: what is to be written where.
//! - [`markers`]: what stands at an offset of a marker line.
//! - [`naming`]: the name of an article, everywhere; [`spelling`]: that of someone.
//! - [`formatting`]: markers in one form, as far as is wanted.
//! - [`completion`]: what may be typed at an offset.
//! - [`actions`]: what can be done about findings, and at a place.
//! - [`comparison`]: two articles side by side. [`sources`]: what a bundle's articles are, and what is found in them;
//!   [`digest`]: the same as a text.
//!
//! What a question costs depends on the article that it is about, and on what shares a fact with it.

pub mod actions;
pub mod comparison;
pub mod completion;
pub mod digest;
pub mod edit;
#[cfg(test)]
pub(crate) mod fixture;
pub mod formatting;
pub mod markers;
pub mod naming;
pub mod sources;
pub mod spelling;
