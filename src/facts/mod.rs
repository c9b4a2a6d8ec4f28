//! What ONE article says. Pure functions: a body in, facts out, with offsets in bytes of that body.
//!
//! - [`delimiters`]: quotations, and quotation marks and brackets without a partner.
//! - [`shingles`]: the five-word runs by which copies are found.
//! - [`repeats`]: passages that stand twice in the body.

pub mod delimiters;
pub mod repeats;
pub mod shingles;
