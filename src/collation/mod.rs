//! What the articles of a bundle say ABOUT EACH OTHER: an index with insert and remove.
//!
//! Everything here is by content: two articles with the very same body are one *text*, and what is found of a text
//! holds for each article that has it. So nothing depends on the order in which texts came, nor on names or places, and
//! a thousand clones cost as much as one.
//!
//! - [`index`]: which texts hold a shingle.
//! - [`copies`]: texts of which one is a copy of another, and texts that share a passage.
//! - [`passages`]: the exact runs of words that two texts share.
//! - [`rewording`]: whether one text is another with single words changed.

pub mod copies;
pub mod index;
pub mod passages;
pub mod rewording;
