//! # repeated-passage
//!
//! ## What it does
//! Reports a passage of at least twelve words that stands twice in one article: one finding for the whole passage,
//! however many sentences it has, at the place where it is said again. A few words changed between do not part it.
//!
//! ## Why
//! A headline or a standfirst was saved with the body, a photo caption repeats the text, or a body was pasted twice.
//! Who counts words, quotes or figures counts them double.
//!
//! ## How to mend it
//! Remove one of the two.

use std::ops::Range;

use super::scrape_residue::whole_line;
use super::{Finding, Related, Rule, Segment};
use crate::facts::repeats::Repeat;
use crate::text::words::Word;

/// Checks one article, given its words and its repeats.
pub fn check(segment: &Segment<'_>, words: &[Word], repeats: &[Repeat], out: &mut Vec<Finding>) {
    for repeat in repeats {
        let (Some(first), Some(again)) = (bytes(words, &repeat.first), bytes(words, &repeat.again))
        else {
            continue;
        };
        let message = format!(
            "these {} words stand in this article a second time",
            repeat.again.len()
        );
        let start: String = segment.body[again.clone()].chars().take(120).collect();
        let mut finding = Finding::new(Rule::RepeatedPassage, segment.at(again.clone()), message)
            .evidence([segment.name(), &start]);
        finding.related.push(Related {
            message: "here they stand first".to_owned(),
            place: segment.at(first),
        });
        if let Some(lines) = lines(segment.body, &again) {
            finding = finding.fix(
                "Remove the second one",
                false,
                vec![segment.replace(segment.at(lines), "")],
            );
        }
        out.push(finding);
    }
}

/// The bytes of a run of words.
pub(super) fn bytes(words: &[Word], run: &Range<usize>) -> Option<Range<usize>> {
    let (first, last) = (words.get(run.start)?, words.get(run.end.checked_sub(1)?)?);
    Some(first.range().start..last.range().end)
}

/// The whole lines of a range, where nothing else but punctuation stands on them.
fn lines(body: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let lines = whole_line(body, range);
    let bare = |text: &str| !text.chars().any(char::is_alphanumeric);
    (bare(&body[lines.start..range.start]) && bare(&body[range.end..lines.end])).then_some(lines)
}
