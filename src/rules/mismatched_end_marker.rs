//! # mismatched-end-marker
//!
//! ## What it does
//! Reports a close marker that echoes another name than that of the article which it closes:
//! `<<<END FILE: b.txt>>>` behind `<<<FILE: a.txt>>>`.
//!
//! ## Why
//! One of the two names is wrong, or the close of `a.txt` and the open marker of `b.txt` between them are missing.
//!
//! ## How to mend it
//! Find out which of the two names is right, and write it in both places.

use super::{Finding, Place, Related, Rule, Segment};
use crate::bundle::Role;

/// Checks one segment.
pub fn check(segment: &Segment<'_>, out: &mut Vec<Finding>) {
    let tree = segment.tree();
    let Some(close) = segment
        .anchor
        .filter(|&id| tree.role(id) == Role::Close && !tree.stray(id))
    else {
        return;
    };
    let Some(open) = tree.previous(close) else {
        return;
    };
    let (opened, closed) = (tree.marker(open), tree.marker(close));
    let (Some(name), Some(echo)) = (opened.name.as_deref(), closed.name.as_deref()) else {
        return;
    };
    if echo == name || opened.nonce.as_deref() == Some(echo) {
        return;
    }
    let message = format!("this closes `{name}`, but says `{echo}`");
    let range = closed.name_range.clone();
    let place = Place {
        anchor: segment.anchor,
        start: range.start,
        end: range.end,
    };
    let own = opened.name_range.clone();
    let mut finding = Finding::new(Rule::MismatchedEndMarker, place.clone(), message);
    if !name.contains(['"', '\\']) {
        finding = finding.fix(
            format!("Write `{name}` here"),
            false,
            vec![segment.replace(place, name)],
        );
    }
    finding.related.push(Related {
        message: "the article opens here".to_owned(),
        place: Place {
            anchor: Some(open),
            start: own.start,
            end: own.end,
        },
    });
    out.push(finding.evidence([name, echo]));
}
