//! variorum: checks and collates source bundles.
pub mod bundle;
pub mod collation;
pub mod facts;
pub mod rules;
pub mod text;
pub mod workspace;
