//! # conflicting-figures
//!
//! ## What it does
//! Reports figures that two articles give for the same thing and that cannot both hold.
//!
//! ## Why
//! One of them is wrong, or older, or of something else than it seems.
//!
//! ## How to mend it
//! Look up which holds.

use super::{Finding, View};
use crate::collation::claims::Claims;
use crate::collation::grouping::GroupId;

/// Checks one group.
pub fn check(_all: &Claims, _group: GroupId, _view: View<'_>, _out: &mut Vec<Finding>) {}
