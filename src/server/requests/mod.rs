//! Requests: one file each.

pub mod diagnostic;
