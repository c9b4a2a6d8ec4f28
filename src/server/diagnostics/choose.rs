//! Which findings of a bundle are shown, where there are many. A client is sent the whole list at each change, so what a
//! keystroke costs must not hang on how much is wrong elsewhere.

use tower_lsp::ls_types as lsp;

use super::convert;
use super::pages::Pages;
use crate::bundle::{DocumentId, SegmentId};
use crate::rules::Level;
use crate::server::capabilities::Capabilities;
use crate::server::shelf::{Shelf, rank};

/// The findings of a bundle that are shown, in the order of its text, at most `limit` and a line that counts the rest:
/// first those in the article where the text was changed last, then errors, warnings and notes.
pub fn choose(
    shelf: &Shelf,
    number: DocumentId,
    limit: usize,
    client: &Capabilities,
    pages: &Pages,
) -> Vec<lsp::Diagnostic> {
    let volume = &shelf.volumes[number as usize];
    let tree = shelf.document(number).tree();
    let here = volume
        .last_edit
        .map(|offset| tree.at(offset.min(tree.length())));
    let mut totals = [0; 3];
    let mut reserved = 0;
    for (anchor, counts) in &volume.listed {
        if Some(*anchor) == here {
            reserved = counts.iter().sum();
        } else {
            for (total, count) in totals.iter_mut().zip(counts) {
                *total += count;
            }
        }
    }
    let mut left = limit.saturating_sub(reserved);
    // How many of each level are shown of those elsewhere.
    let quota = totals.map(|total: usize| {
        let shown = total.min(left);
        left -= shown;
        shown
    });
    let hidden: usize = totals
        .iter()
        .zip(&quota)
        .map(|(total, shown)| total - shown)
        .sum();
    let hidden = hidden + reserved.saturating_sub(limit);
    let (mut quota, mut own) = (quota, limit);
    let mut shown = Vec::new();
    for (anchor, counts) in &volume.listed {
        let is_here = Some(*anchor) == here;
        if !is_here
            && !counts
                .iter()
                .zip(&quota)
                .any(|(count, left)| *count > 0 && *left > 0)
        {
            continue;
        }
        let segment = SegmentId {
            document: number,
            anchor: *anchor,
        };
        for (_, finding) in shelf.findings_of(segment) {
            let left = if is_here {
                &mut own
            } else {
                &mut quota[rank(finding.level)]
            };
            if *left > 0 {
                *left -= 1;
                shown.push(convert(shelf, &finding, client, pages));
            }
        }
    }
    if hidden > 0 {
        shown.push(rest(hidden));
    }
    shown
}

/// Says that there is more than is shown.
fn rest(hidden: usize) -> lsp::Diagnostic {
    let are = if hidden == 1 {
        "1 more finding is".to_owned()
    } else {
        format!("{hidden} more findings are")
    };
    lsp::Diagnostic {
        severity: Some(super::convert::severity(Level::Note)),
        source: Some("variorum".to_owned()),
        message: format!(
            "{are} not shown here: `variorum check` lists all of them, the setting `diagnostics.limit` says how many \
             are shown"
        ),
        ..lsp::Diagnostic::default()
    }
}
