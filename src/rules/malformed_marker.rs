//! # malformed-marker
//!
//! ## What it does
//! Reports a line that is a marker but for its spelling:
//!
//! - read as a marker all the same: four or five brackets, a close marker one `>` short (`<<<END FILE>>`), an open one
//!   likewise where no article is open, a name that the format does not allow;
//! - not read as a marker: a letter off (`<<<FLIE: a.txt>>>`), too few `>`; and, where the article around it is not
//!   closed, a marker that is indented or has other text on its line.
//!
//! What is read as text inside an article that has its close marker is a warning: it may well be text.
//!
//! ## Why
//! Programs differ in what they make of such a line: one takes it for a marker, another for text.
//!
//! ## How to mend it
//! Write the marker as the other markers of the bundle are written. If the line is meant as text, put a `\` before it.

use super::{Finding, Level, Rule, Segment};
use crate::bundle::marker::{self, Form, Kind, Marker, Near};
use crate::bundle::order::Id;
use crate::bundle::{Role, write};

/// Checks one segment.
pub fn check(segment: &Segment<'_>, out: &mut Vec<Finding>) {
    let tree = segment.tree();
    if let Some((id, marker)) = segment
        .anchor
        .zip(segment.marker())
        .filter(|(_, m)| m.slips.any())
    {
        out.push(read_anyway(segment, id, marker));
    }
    if let Some(finding) = attributes_in_the_name(segment) {
        out.push(finding);
    }
    for id in segment.lookalikes() {
        let marker = tree.marker(id);
        let what = match marker.kind {
            Kind::Near(Near::Misspelled) => "is one letter off a marker, and so is read as text",
            Kind::Near(Near::Brackets) => "lacks a bracket, and so is read as text",
            Kind::ShortOpen => "ends in `>>`, and so is read as text inside an article",
            // Text that speaks of markers is full of these; only where one is missing may they be meant.
            Kind::Near(Near::Indented) if lacks_a_marker(segment) => {
                "is indented, and so is read as text"
            }
            Kind::Near(Near::Glued) if lacks_a_marker(segment) => {
                "has a marker at its end, which is read as text"
            }
            Kind::Near(Near::Followed) if lacks_a_marker(segment) => {
                "has text behind its marker, and so is read as text"
            }
            _ => continue,
        };
        let line = segment.line_text(id);
        let message = format!("this line {what}");
        let mut finding = Finding::new(Rule::MalformedMarker, segment.line(Some(id)), message)
            .evidence([segment.name(), line.trim()]);
        if segment.article().is_some() && !lacks_a_marker(segment) {
            finding.level = Level::Warning; // nothing is missing: it may well be text
        }
        let start = segment.line(Some(id)).start;
        let at = |offset: usize| super::Place {
            document: segment.document(),
            anchor: segment.anchor,
            start: start + offset,
            end: start + offset,
        };
        match marker.kind {
            Kind::Near(Near::Indented) => {
                let blanks = line.len() - line.trim_start().len();
                let indent = super::Place {
                    end: start + blanks,
                    ..at(0)
                };
                finding = finding.fix(
                    "Remove the white space before it",
                    false,
                    vec![segment.replace(indent, "")],
                );
            }
            Kind::Near(Near::Glued) => {
                let offset = line
                    .rfind("<<<")
                    .map_or(0, |i| line[..i].trim_end_matches('<').len());
                finding = finding.fix(
                    "Start a new line for it",
                    false,
                    vec![segment.replace(at(offset), segment.line_end())],
                );
            }
            Kind::Near(Near::Brackets) => {
                // To close an article is what may be missing; to open one here would break another off.
                let keywords = tree.keywords();
                let closes = |line: &String| {
                    marker::read(line, keywords).is_some_and(|m| m.kind == Kind::Close)
                };
                if let Some(mended) = write::mended(&line).filter(closes) {
                    let place = segment.line(Some(id));
                    finding = finding.fix(
                        format!("Write `{mended}`"),
                        false,
                        vec![segment.replace(place, mended)],
                    );
                }
            }
            _ => {}
        }
        out.push(finding);
    }
}

/// `<<<FILE: a.txt date="2031-03-02">>>`: by the grammar all of it is a name, but hardly by intention.
fn attributes_in_the_name(segment: &Segment<'_>) -> Option<Finding> {
    let marker = segment
        .marker()
        .filter(|m| m.kind == Kind::Open && m.form == Form::Colon)?;
    let name = marker.name.as_deref()?;
    let (first, rest) = name.split_once(' ')?;
    let key = rest.split_once("=\"").map(|(key, _)| key.trim_start())?;
    let is_key = !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    if !is_key || !name.ends_with('"') {
        return None;
    }
    let mended = format!("{} {}", serde_json::Value::from(first), rest.trim_start());
    let message =
        format!("all of this is read as the article's name: quote the name, as in `{mended}`");
    let place = segment.name_place();
    let edit = segment.replace(place.clone(), mended);
    let mut finding = Finding::new(Rule::MalformedMarker, place, message)
        .evidence([name])
        .fix("Quote the name", false, vec![edit]);
    finding.level = Level::Warning;
    Some(finding)
}

/// A marker that is read in spite of its spelling.
fn read_anyway(segment: &Segment<'_>, id: Id, marker: &Marker) -> Finding {
    let part = if segment.tree().role(id) == Role::Open {
        "open"
    } else {
        "close"
    };
    let message = if marker.slips.short {
        format!("this {part} marker ends in `>>`, not `>>>`")
    } else if marker.slips.brackets {
        format!("this {part} marker has other than three brackets on each side")
    } else if marker.name.is_none() {
        "this marker has no name after its colon".to_owned()
    } else {
        "this name needs quotation marks: it is empty, or holds a `>` or an invisible character"
            .to_owned()
    };
    let place = segment.marker_line();
    let line = segment.line_text(id);
    let finding = Finding::new(Rule::MalformedMarker, place.clone(), message)
        .evidence([segment.name(), line.trim()]);
    match write::mended(&line) {
        Some(mended) if !marker.slips.name => finding.fix(
            format!("Write `{mended}`"),
            true,
            vec![segment.replace(place, mended)],
        ),
        _ => finding,
    }
}

/// Whether a marker seems to be missing around here: the article is not closed, or the text is in no article.
fn lacks_a_marker(segment: &Segment<'_>) -> bool {
    segment
        .article()
        .is_none_or(|open| !segment.tree().closed(open))
}
