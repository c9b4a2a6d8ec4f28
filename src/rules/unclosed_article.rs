//! # unclosed-article
//!
//! ## What it does
//! Reports an article without a close marker, in a bundle whose other articles have one. Such an article ends where the
//! next one opens, or with the file.
//!
//! A bundle in which fewer than half of the articles are closed is taken to be of a dialect without close markers, and
//! nothing is reported there; only of a bundle with a single article and no close marker it is noted that nobody can
//! tell whether it is whole.
//!
//! ## Why
//! Where a close is missing, a program that reads the bundle runs two articles into one, or takes a file that was cut
//! off for a whole one.
//!
//! ## How to mend it
//! Insert the close marker. If the line that opens the next article is really part of the text (an article *about*
//! bundles), put a `\` before it instead. At the end of the file, see first whether text is missing.

use super::{Finding, Place, Rule, Segment};
use crate::bundle::marker::Kind;
use crate::bundle::write;

/// Checks one segment.
pub fn check(segment: &Segment<'_>, out: &mut Vec<Finding>) {
    let Some(open) = segment.article() else {
        return;
    };
    let tree = segment.tree();
    if tree.closed(open) {
        return;
    }
    if tree.dialect().alone {
        out.push(alone(segment));
    }
    if !tree.dialect().closes_expected {
        return;
    }
    let name = segment.name();
    let next = tree.next(segment.anchor);
    let body_end = segment.body.len();
    let eol = segment.line_end();
    // The file may end in the body, or in the open marker itself.
    let last = if segment.body.is_empty() {
        &segment.line_text(open)
    } else {
        segment.body
    };
    let joint = if last.ends_with(['\n', '\r']) {
        ""
    } else {
        eol
    };
    let close = segment.replace(
        segment.at(body_end..body_end),
        format!("{joint}{}{eol}", write::close_like(tree, open)),
    );
    let place = segment.marker_line();
    let mut finding = if let Some(next) = next {
        let line = tree.line(next).len();
        let opens = Place {
            document: segment.document(),
            anchor: Some(next),
            start: 0,
            end: line,
        };
        let escape = segment.replace(
            Place {
                end: 0,
                ..opens.clone()
            },
            "\\",
        );
        let message = format!("`{name}` is not closed: it ends where the next article opens");
        let mut finding = Finding::new(Rule::UnclosedArticle, place, message)
            .fix(
                "Insert the close marker before the next article",
                false,
                vec![close],
            )
            .fix(
                "Escape the line that opens the next article: it is text",
                false,
                vec![escape],
            );
        let text = segment.line_text(next);
        finding.related.push(super::Related {
            message: "the next article opens here".to_owned(),
            place: Place {
                end: text.trim_end().len(),
                ..opens
            },
        });
        finding
    } else {
        let message =
            format!("`{name}` is not closed: the bundle ends inside it, and may have been cut off");
        Finding::new(Rule::UnclosedArticle, place, message).fix(
            "Insert the close marker",
            false,
            vec![close],
        )
    };
    let near = segment
        .lookalikes()
        .filter(|&id| matches!(tree.marker(id).kind, Kind::Near(_)));
    finding
        .related
        .extend(near.take(3).map(|id| super::Related {
            message: "this line may have been meant to close it".to_owned(),
            place: segment.line(Some(id)),
        }));
    out.push(finding.evidence([name]));
}

/// The only article, in a file without a close marker.
fn alone(segment: &Segment<'_>) -> Finding {
    let name = segment.name();
    let message = format!("`{name}` has no close marker: if it was cut off, nothing shows it");
    let mut finding = Finding::new(Rule::UnclosedArticle, segment.marker_line(), message);
    finding.level = super::Level::Note;
    finding.evidence([name, "alone"])
}
