//! # empty-article
//!
//! ## What it does
//! Reports an article with nothing but white space between its markers.
//!
//! ## Why
//! Somebody meant to bring in a text, and it did not come: a download failed, a paywall was met.
//!
//! ## How to mend it
//! Get the text, or remove the article. If it is empty on purpose, say so on its marker: `allow="empty-article"`.

use super::{Finding, Rule, Segment};

/// Checks one segment.
pub fn check(segment: &Segment<'_>, out: &mut Vec<Finding>) {
    if segment.article().is_none()
        || !segment
            .body
            .trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
            .is_empty()
    {
        return;
    }
    let message = match segment.name() {
        "" => "this article is empty".to_owned(),
        name => format!("`{name}` is empty"),
    };
    out.push(
        Finding::new(Rule::EmptyArticle, segment.marker_line(), message).evidence([segment.name()]),
    );
}
