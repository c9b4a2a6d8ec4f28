//! # scrape-residue
//!
//! ## What it does
//! Reports lines that belong to a web page and not to its article: `Select Page`, `About The Author`, `Share this:`.
//! Only whole lines that are known phrases count; neighbouring ones make one finding.
//!
//! ## Why
//! They came in when the page was saved. They are nobody's words, and they make articles of one site look alike.
//!
//! ## How to mend it
//! Remove them.

use std::ops::Range;

use super::{Edit, Finding, Rule, Segment};

/// Checks one article, given the ranges of such lines in its body, in order.
pub fn check(segment: &Segment<'_>, lines: &[Range<usize>], out: &mut Vec<Finding>) {
    let mut rest = lines;
    while let Some(first) = rest.first() {
        let between = |a: &Range<usize>, b: &Range<usize>| {
            segment
                .body
                .get(a.end..b.start)
                .is_some_and(|s| s.trim().is_empty())
        };
        let run = 1 + rest
            .windows(2)
            .take_while(|pair| between(&pair[0], &pair[1]))
            .count();
        let (lines, more) = rest.split_at(run);
        rest = more;
        let text = segment.body.get(first.clone()).unwrap_or_default().trim();
        let message = match run {
            1 => format!("“{text}” is text of a web page's frame, not of the article"),
            n => format!(
                "{n} lines from “{text}” on are text of a web page's frame, not of the article"
            ),
        };
        let edits: Vec<Edit> = lines
            .iter()
            .map(|line| segment.replace(segment.at(whole_line(segment.body, line)), ""))
            .collect();
        let place = segment.at(first.start..lines[run - 1].end);
        let words = lines
            .iter()
            .map(|line| segment.body.get(line.clone()).unwrap_or_default());
        let evidence: Vec<&str> = std::iter::once(segment.name()).chain(words).collect();
        let title = if run == 1 {
            "Remove the line"
        } else {
            "Remove the lines"
        };
        out.push(
            Finding::new(Rule::ScrapeResidue, place, message)
                .evidence(evidence)
                .fix(title, false, edits),
        );
    }
}

/// The line of a range, with its line end.
pub(super) fn whole_line(body: &str, range: &Range<usize>) -> Range<usize> {
    let start = body[..range.start].rfind(['\n', '\r']).map_or(0, |i| i + 1);
    let end = body[range.end..]
        .find(['\n', '\r'])
        .map_or(body.len(), |i| range.end + i);
    start
        ..end
            + match body.as_bytes()[end..] {
                [b'\r', b'\n', ..] => 2,
                [_, ..] => 1,
                [] => 0,
            }
}
