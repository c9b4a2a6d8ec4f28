//! # variant-spelling
//!
//! ## What it does
//! Reports a name that the articles spell in several ways, once for each person, organisation or place.
//!
//! ## Why
//! Who searches for one spelling misses the others.
//!
//! ## How to mend it
//! Unify the spelling, where the sources may be changed.

use super::{Finding, View};
use crate::collation::grouping::GroupId;
use crate::collation::identities::Identities;

/// Checks one group.
pub fn check(_all: &Identities, _group: GroupId, _view: View<'_>, _out: &mut Vec<Finding>) {}
