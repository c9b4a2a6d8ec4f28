//! Bundles with their facts, their collation and their findings: the one place that applies an edit and says which
//! findings changed.
//!
//! - [`bundle`]: one bundle, read whole or edited.
//! - [`texts`]: which articles have the very same body.

pub mod bundle;
mod irregular;
mod kin;
mod memo;
mod names;
pub mod texts;

pub use bundle::Bundle;
