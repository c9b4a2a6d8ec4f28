//! # elided-quote
//!
//! ## What it does
//! Reports a quotation from which words are dropped that another article has, with no ellipsis in their place.
//!
//! ## Why
//! A reader takes what stands between the marks for all that was said.
//!
//! ## How to mend it
//! Put `…` where words are left out, or restore them.

use super::{Finding, View};
use crate::collation::grouping::GroupId;
use crate::collation::utterances::Utterances;

/// Checks one group.
pub fn check(_all: &Utterances, _group: GroupId, _view: View<'_>, _out: &mut Vec<Finding>) {}
