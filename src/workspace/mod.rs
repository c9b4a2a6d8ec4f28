//! Bundles with their facts, their collation and their findings: the one place that applies an edit and says which
//! findings changed.
//!
//! - [`bundle`]: one bundle, read whole or edited.

pub mod bundle;
mod groups;
mod irregular;
mod kin;
mod memo;
mod names;

pub use bundle::Bundle;
