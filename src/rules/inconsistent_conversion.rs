//! # inconsistent-conversion
//!
//! ## What it does
//! Reports a figure or a clock time whose own conversion, in brackets behind it, says something else.
//!
//! ## Why
//! One of the two is wrong.
//!
//! ## How to mend it
//! Convert again.

use super::{Finding, Segment};
use crate::facts::Facts;

/// Checks one article.
pub fn check(_segment: &Segment<'_>, _facts: &Facts, _out: &mut Vec<Finding>) {}
