//! # copied-passage
//!
//! ## What it does
//! Reports a passage of at least thirty words that stands word for word in two articles which are otherwise different.
//! At least twenty of the words must stand outside quotation marks: that two reporters give the same statement in the
//! same words is as it should be. Case and punctuation don't count.
//!
//! One finding covers a stretch of an article, however many others share some of it. What stands in more than sixteen
//! different texts of a bundle is taken for a footer, and not reported.
//!
//! ## Why
//! Both have it from a third source, or one from the other. What such a passage says is said once, not twice.
//!
//! ## How to mend it
//! Nothing needs mending; count it as one source.

use std::ops::Range;

use super::{Finding, Place, Related, Rule, Segment};

/// A passage that an article shares with another.
pub struct Shared {
    /// Where it stands here, in bytes of the body.
    pub here: Range<usize>,
    /// Where it stands there.
    pub there: Place,
    /// The other article's name.
    pub name: String,
    /// Its length in words.
    pub words: usize,
}

/// Other places that are named in one finding.
const SHOWN: usize = 32;

/// Checks one article, given its shared passages, by their places here.
pub fn check(segment: &Segment<'_>, passages: &[Shared], out: &mut Vec<Finding>) {
    let mut rest = passages;
    while let Some(first) = rest.first() {
        let (mut stretch, mut count) = (first.here.clone(), 1);
        while let Some(next) = rest.get(count).filter(|next| next.here.start < stretch.end) {
            stretch.end = stretch.end.max(next.here.end);
            count += 1;
        }
        let (group, more) = rest.split_at(count);
        rest = more;
        let longest = group
            .iter()
            .map(|passage| passage.words)
            .max()
            .unwrap_or_default();
        let mut names: Vec<&str> = group.iter().map(|passage| passage.name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        let message = match names[..] {
            [name] => format!("{longest} words stand word for word in `{name}` too"),
            _ => format!(
                "up to {longest} words stand word for word in {} other articles too",
                names.len()
            ),
        };
        let start: String = segment
            .body
            .get(stretch.clone())
            .unwrap_or_default()
            .chars()
            .take(120)
            .collect();
        let evidence: Vec<&str> = [segment.name(), &start]
            .into_iter()
            .chain(names.iter().copied().take(SHOWN))
            .collect();
        let mut finding =
            Finding::new(Rule::CopiedPassage, segment.at(stretch), message).evidence(evidence);
        finding
            .related
            .extend(group.iter().take(SHOWN).map(|passage| Related {
                message: format!("the same {} words", passage.words),
                place: passage.there.clone(),
            }));
        out.push(finding);
    }
}
