//! variorum: checks and collates source bundles.
pub mod bundle;
pub mod facts;
pub mod text;
