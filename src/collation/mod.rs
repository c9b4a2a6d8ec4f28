//! What the articles of a bundle say ABOUT EACH OTHER: an index with insert and remove.
//!
//! Everything here is by content: two articles with the very same body are one *text*, and what is found of a text
//! holds for each article that has it. So nothing depends on the order in which texts came, nor on names or places, and
//! a thousand clones cost as much as one.
//!
//! - [`texts`]: the distinct bodies, and which articles have each.
//! - [`index`]: which texts hold a shingle.
//! - [`copies`]: texts of which one is a copy of another, and texts that share a passage.
//! - [`passages`]: the exact runs of words that two texts share.
//! - [`rewording`]: whether one text is another with single words changed.
//! - [`grouping`]: what is common to the three that follow, each of which puts facts of several texts together.
//! - [`utterances`]: the wordings of what someone said.
//! - [`claims`]: the figures that are given for the same thing.
//! - [`identities`]: the names of the same person, organisation or place.

pub mod claims;
pub mod copies;
pub mod grouping;
pub mod identities;
pub mod index;
pub mod passages;
pub mod rewording;
pub mod texts;
pub mod utterances;
