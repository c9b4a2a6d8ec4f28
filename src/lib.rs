//! variorum: checks and collates source bundles.
pub mod bundle;
pub mod cli;
pub mod collation;
pub mod facts;
pub mod report;
pub mod rules;
pub mod text;
pub mod workspace;
