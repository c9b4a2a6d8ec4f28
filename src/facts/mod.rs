//! What one article says.
