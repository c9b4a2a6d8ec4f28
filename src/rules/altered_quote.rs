//! # altered-quote
//!
//! ## What it does
//! Reports an utterance that another article gives with other words inside the quotation marks.
//!
//! ## Why
//! What stands in quotation marks is what was said, word for word. Two wordings cannot both be.
//!
//! ## How to mend it
//! Restore the words of the source; where they are yours, take them out of the quotation marks or put them in brackets.

use super::{Finding, View};
use crate::collation::grouping::GroupId;
use crate::collation::utterances::Utterances;

/// Checks one group.
pub fn check(_all: &Utterances, _group: GroupId, _view: View<'_>, _out: &mut Vec<Finding>) {}
