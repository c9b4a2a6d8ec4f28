//! # mismatched-end-marker
//!
//! ## What it does
//! Reports a close marker that echoes another name than that of the article which it closes:
//! `<<<END FILE: b.txt>>>` behind `<<<FILE: a.txt>>>`.
//!
//! Likewise a close marker with another nonce than that of the article around it, which nothing else closes.
//!
//! ## Why
//! One of the two names is wrong, or the close of `a.txt` and the open marker of `b.txt` between them are missing.
//!
//! ## How to mend it
//! Find out which of the two names is right, and write it in both places.

use super::{Finding, Place, Related, Rule, Segment};
use crate::bundle::Role;
use crate::bundle::marker::{Form, Kind};
use crate::bundle::order::Id;

/// Checks one segment.
pub fn check(segment: &Segment<'_>, out: &mut Vec<Finding>) {
    wrong_nonces(segment, out);
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
        document: segment.document(),
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
            document: segment.document(),
            anchor: Some(open),
            start: own.start,
            end: own.end,
        },
    });
    out.push(finding.evidence([name, echo]));
}

/// An article with a nonce is closed by that nonce alone. Where it is not closed at all, a close marker in it that has
/// another was probably meant to.
fn wrong_nonces(segment: &Segment<'_>, out: &mut Vec<Finding>) {
    let tree = segment.tree();
    let Some(open) = segment.article().filter(|&open| !tree.closed(open)) else {
        return;
    };
    let Some(nonce) = tree.marker(open).nonce.as_deref() else {
        return;
    };
    let closes =
        |&id: &Id| tree.marker(id).kind == Kind::Close && tree.marker(id).form != Form::Eof;
    let Some(id) = segment.lookalikes().find(closes) else {
        return;
    };
    let name = segment.name();
    let echo = tree.marker(id).name.as_deref();
    let said = echo.map_or("none".to_owned(), |echo| format!("`{echo}`"));
    let message =
        format!("`{name}` is closed by its nonce `{nonce}` alone, but this marker has {said}");
    let line = segment.line(Some(id));
    // Which of the two is wrong, the nonce here or the one above, is for a person to say.
    let mut finding = Finding::new(Rule::MismatchedEndMarker, line, message).evidence([
        name,
        nonce,
        echo.unwrap_or_default(),
    ]);
    finding.related.push(Related {
        message: "the article opens here".to_owned(),
        place: segment.name_place(),
    });
    out.push(finding);
}
