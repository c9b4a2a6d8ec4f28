//! # content-mismatch
//!
//! ## What it does
//! Checks the `bytes` and `sha256` attributes of an open marker, where they stand, against the article's body: as its
//! author wrote it, escapes undone and `eol="none"` obeyed.
//!
//! ## Why
//! They were written so that a body that was cut off, or edited by somebody, is not taken for the original.
//!
//! ## How to mend it
//! If the body should be as it was, get it again. If the change is wanted, let the attribute say what is true now.

use super::{Finding, Place, Rule, Segment};
use crate::bundle::checksum::sha256;
use crate::bundle::write;

/// Checks one segment.
pub fn check(segment: &Segment<'_>, out: &mut Vec<Finding>) {
    let (Some(_), Some(marker)) = (segment.article(), segment.marker()) else {
        return;
    };
    if marker.attribute("bytes").is_none() && marker.attribute("sha256").is_none() {
        return;
    }
    if segment.damaged() && segment.body.contains('\u{fffd}') {
        return; // it may stand for a byte that is not UTF-8: what the bytes were is not known here
    }
    let content = write::content(segment.body.as_bytes(), marker, segment.tree().keywords());
    let checks = [
        ("bytes", content.len().to_string()),
        ("sha256", sha256(&content)),
    ];
    for (key, found) in checks {
        let Some(attribute) = marker
            .attributes
            .iter()
            .find(|a| a.key.eq_ignore_ascii_case(key))
        else {
            continue;
        };
        if attribute.value.trim().eq_ignore_ascii_case(&found) {
            continue;
        }
        let said = attribute.value.trim();
        let message = if key == "bytes" {
            format!(
                "the marker says {said} bytes, the article has {found}{}",
                cut_off(said, &content)
            )
        } else {
            "the article is not the one whose SHA-256 the marker gives".to_owned()
        };
        let place = Place {
            document: segment.document(),
            anchor: segment.anchor,
            start: attribute.range.start,
            end: attribute.range.end,
        };
        let edit = segment.replace(place.clone(), format!("{}=\"{found}\"", attribute.key));
        out.push(
            Finding::new(Rule::ContentMismatch, place, message)
                .evidence([segment.name(), key, said, &found])
                .fix(format!("Write {key}=\"{found}\""), false, vec![edit]),
        );
    }
}

fn cut_off(said: &str, content: &[u8]) -> &'static str {
    if said.parse::<usize>().is_ok_and(|said| said > content.len()) {
        ": it may have been cut off"
    } else {
        ""
    }
}
