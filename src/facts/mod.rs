//! What one article says.
pub mod residue;
