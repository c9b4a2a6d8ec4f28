//! # duplicate-name
//!
//! ## What it does
//! Reports articles of one bundle that have the same name, to the letter.
//!
//! ## Why
//! Whoever unpacks the bundle, or looks an article up by its name, gets one of them; which one depends on the program.
//!
//! ## How to mend it
//! Give each its own name. If the articles are the same, remove one.

use super::{Finding, Related, Rule, Segment};

/// Articles that share the name of `segment` are reported at most so many to a finding.
const SHOWN: usize = 20;

/// Checks one article against the others of its name, in the order of the bundle.
pub fn check(segment: &Segment<'_>, others: &[Segment<'_>], out: &mut Vec<Finding>) {
    if others.is_empty() {
        return;
    }
    let name = segment.name();
    let message = match others.len() {
        1 => format!("another article is named `{name}` too"),
        n => format!("{n} other articles are named `{name}` too"),
    };
    let mut finding = Finding::new(Rule::DuplicateName, segment.name_place(), message).evidence([name]);
    finding.related.extend(others.iter().take(SHOWN).map(|other| Related {
        message: format!("the other `{name}`"),
        place: other.name_place(),
    }));
    out.push(finding);
}
