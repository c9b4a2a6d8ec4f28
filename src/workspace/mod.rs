//! Bundles with their facts, their collation and their findings: the one place that applies an edit and says which
//! findings changed.
//!
//! - [`corpus`]: bundles that are compared with each other, read whole or edited.
//! - [`bundle`]: one bundle by itself.
//! - [`config`]: `variorum.toml`. Of it come the policies, [`levels`] and [`allow`]s, by which findings are reported.
//! - [`baseline`]: findings that are known.
//! - [`fixes`]: which fixes of findings can be applied together.
//! - [`files`]: bundles on disk. [`packing`] makes one of files, [`importing`] gets articles from files of other formats,
//!   [`unpacking`] makes files of a bundle, [`staging`] writes them all or none.
//! - [`threads`]: how many work at once.

pub mod allow;
pub mod baseline;
pub mod bundle;
pub mod config;
pub mod corpus;
pub mod files;
pub mod fixes;
mod groups;
pub mod importing;
mod irregular;
mod kin;
pub mod levels;
mod memo;
mod names;
pub mod packing;
pub mod staging;
pub mod threads;
pub mod unpacking;

pub use bundle::Bundle;
pub use corpus::Corpus;
