//! Which quotations are pieces of one utterance.

use super::attribution::How;
use super::speakers::Said;
use crate::facts::reading::Reading;

/// An attribution between two pieces has no more bytes than this.
const LONGEST_CUE: usize = 240;

/// Whether the second of two neighbouring quotations goes on with the first: what parts them is no more than who speaks.
pub(super) fn goes_on(
    reading: &Reading<'_>,
    first: (usize, &Said),
    second: (usize, &Said),
) -> bool {
    let ends = (
        reading.quotations.get(first.0),
        reading.quotations.get(second.0),
    );
    let (Some(one), Some(two)) = ends else {
        return false;
    };
    let between = one.outer.end..two.outer.start;
    let gap = reading.body.get(between.clone()).unwrap_or("\n");
    let same = first.1.speaker == second.1.speaker && first.1.cue == second.1.cue;
    let cue = first.1.cue.start as usize;
    let led =
        matches!(first.1.how, How::Behind) && between.contains(&cue) && !first.1.cue.is_empty();
    same && led && gap.len() <= LONGEST_CUE && !gap.contains(['\n', '\r']) && parts_well(gap)
}

/// Whether the gap ends as one does before a new piece: with a mark, not in the middle of what the writer says.
fn parts_well(gap: &str) -> bool {
    gap.trim_end()
        .ends_with([',', '.', ':', ';', '—', '–', '-'])
}
