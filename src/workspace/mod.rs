//! Bundles with their facts, their collation and their findings: the one place that applies an edit and says which
//! findings changed.
//!
//! - [`bundle`]: one bundle, read whole or edited.
//! - [`verdict`]: its findings as they are reported, by [`levels`] and [`allow`]s.
//! - [`config`]: `variorum.toml`; [`baseline`]: findings that are known.

pub mod allow;
pub mod baseline;
pub mod bundle;
pub mod config;
mod groups;
mod irregular;
mod kin;
pub mod levels;
mod memo;
mod names;
pub mod verdict;

pub use bundle::Bundle;
