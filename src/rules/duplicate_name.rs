//! # duplicate-name
//!
//! ## What it does
//! Reports articles of one bundle that have the same name, to the letter; of more than a hundred, the first hundred.
//!
//! ## Why
//! Whoever unpacks the bundle, or looks an article up by its name, gets one of them; which one depends on the program.
//!
//! ## How to mend it
//! Give each its own name. If the articles are the same, remove one.

use super::{Finding, Related, Rule, Segment};

/// Articles of one name that have a finding each; the first says how many there are. Whoever has more has one fault, not
/// thousands.
pub const REPORTED: usize = 100;

/// Other articles of the name that one finding shows.
pub const SHOWN: usize = 5;

/// Checks one article against the `count` others of its name, the first [`SHOWN`] of them given.
pub fn check(segment: &Segment<'_>, others: &[Segment<'_>], count: usize, out: &mut Vec<Finding>) {
    if others.is_empty() {
        return;
    }
    let name = segment.name();
    let message = match count {
        1 => format!("another article is named `{name}` too"),
        n => format!("{n} other articles are named `{name}` too"),
    };
    let mut finding =
        Finding::new(Rule::DuplicateName, segment.name_place(), message).evidence([name]);
    finding.related.extend(others.iter().map(|other| Related {
        message: format!("the other `{name}`"),
        place: other.name_place(),
    }));
    out.push(finding);
}
