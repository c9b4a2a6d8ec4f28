//! What ONE article says. Pure functions: a body in, facts out, with offsets in bytes of that body.
//!
//! - [`shingles`]: the five-word runs by which copies are found.
//! - [`repeats`]: passages that stand twice in the body.

pub mod repeats;
pub mod shingles;
