//! # text-outside-article
//!
//! ## What it does
//! Reports text that stands before the first article, between two articles or after the last: one finding a stretch.
//!
//! ## Why
//! It is kept as commentary and no rule reads it. If it was meant as part of an article, the article's close marker
//! stands too early, or its open marker is missing.
//!
//! ## How to mend it
//! Nothing, if it is a remark. Otherwise move the marker.

use super::{Finding, Rule, Segment};

/// Checks one segment.
pub fn check(segment: &Segment<'_>, out: &mut Vec<Finding>) {
    if segment.article().is_some() {
        return;
    }
    let blank = |c: char| c.is_whitespace() || c == '\u{feff}' || c == '\0';
    let start = segment.body.len() - segment.body.trim_start_matches(blank).len();
    let text = segment.body.trim_matches(blank);
    if text.is_empty() {
        return;
    }
    let said = match segment.anchor {
        None if segment.tree().next(None).is_none() => {
            "there is no article in this file: all of it is text outside"
        }
        None => "this text stands before the first article",
        Some(_) if segment.tree().next(segment.anchor).is_none() => {
            "this text stands after the last article"
        }
        Some(_) => "this text stands between two articles",
    };
    let place = segment.at(start..start + text.len());
    let finding = Finding::new(Rule::TextOutsideArticle, place, said.to_owned());
    let evidence: String = text.chars().take(200).collect();
    out.push(finding.evidence([evidence]));
}
