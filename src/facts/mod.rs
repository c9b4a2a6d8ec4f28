//! What one article says.
pub mod delimiters;
