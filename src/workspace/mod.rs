//! Bundles with their facts, their collation and their findings: the one place that applies an edit and says which
//! findings changed.
//!
//! - [`corpus`]: bundles that are compared with each other, read whole or edited.
//! - [`bundle`]: one bundle by itself.

pub mod bundle;
pub mod corpus;
mod groups;
mod irregular;
mod kin;
mod memo;
mod names;

pub use bundle::Bundle;
pub use corpus::Corpus;
