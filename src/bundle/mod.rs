//! The format.

pub mod names;
