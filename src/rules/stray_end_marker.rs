//! # stray-end-marker
//!
//! ## What it does
//! Reports a close marker where no article is open.
//!
//! ## Why
//! Either it is left over, or the marker that should open its article is missing, and that article's text belongs to
//! nobody.
//!
//! ## How to mend it
//! Remove it, or insert the open marker that it belongs to. If the line is part of an article's text, put a `\` before
//! it: then it closes nothing.

use super::{Finding, Related, Rule, Segment};
use crate::bundle::Role;

/// Checks one segment.
pub fn check(segment: &Segment<'_>, out: &mut Vec<Finding>) {
    let tree = segment.tree();
    let Some(close) = segment
        .anchor
        .filter(|&id| tree.role(id) == Role::Close && tree.stray(id))
    else {
        return;
    };
    let text = segment.line_text(close);
    let message = format!(
        "`{}` closes nothing: no article is open here",
        text.trim_end()
    );
    let whole = super::Place {
        document: segment.document(),
        anchor: segment.anchor,
        start: 0,
        end: text.len(),
    };
    let mut finding = Finding::new(Rule::StrayEndMarker, segment.marker_line(), message).fix(
        "Remove the marker",
        false,
        vec![segment.replace(whole, "")],
    );
    if let Some(before) = tree.previous(close) {
        let line = segment.line_text(before);
        finding.related.push(Related {
            message: "the article before it is closed here".to_owned(),
            place: super::Place {
                document: segment.document(),
                anchor: Some(before),
                start: 0,
                end: line.trim_end().len(),
            },
        });
    }
    let before = tree
        .previous(close)
        .and_then(|id| tree.marker(id).name.as_deref());
    out.push(finding.evidence([text.trim(), before.unwrap_or_default()]));
}
