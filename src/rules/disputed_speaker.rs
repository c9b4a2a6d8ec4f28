//! # disputed-speaker
//!
//! ## What it does
//! Reports the same words that articles attribute to different people.
//!
//! ## Why
//! One of the two attributions is wrong.
//!
//! ## How to mend it
//! Look up who said it.

use super::{Finding, View};
use crate::collation::grouping::GroupId;
use crate::collation::utterances::Utterances;

/// Checks one group.
pub fn check(_all: &Utterances, _group: GroupId, _view: View<'_>, _out: &mut Vec<Finding>) {}
