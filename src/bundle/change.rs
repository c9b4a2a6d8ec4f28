//! What an edit did to the segments of a bundle.

use std::ops::Range;

use super::order::Id;
use super::tree::Anchor;

/// What an edit did to the segments of a bundle.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Segments that are no more. Their anchors may name new segments from now on.
    pub gone: Vec<Before>,
    /// Segments that are new.
    pub fresh: Vec<Id>,
    /// Segments whose text, extent or neighbour before them changed, each once.
    pub altered: Vec<Before>,
    /// The file's dialect is another now: what counts as a fault may have changed anywhere.
    pub dialect: bool,
    /// Text behind this offset (bytes, after the edit) was moved by so much.
    pub(super) moved: (usize, isize),
    /// The segments on or around the touched lines, recorded before anything changed; sorted.
    pub(super) touched: Vec<Before>,
    /// Nobody asks: nothing is recorded.
    pub(super) unwatched: bool,
}

/// A segment as it was before an edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Before {
    /// The segment.
    pub anchor: Anchor,
    /// Its body then, in bytes of the text as it was then.
    pub body: Range<usize>,
}

impl Change {
    /// For a fresh text, of which nobody asks what changed.
    pub(super) fn unwatched() -> Change {
        Change {
            unwatched: true,
            ..Change::default()
        }
    }

    /// Each segment stands in one list, once.
    pub(super) fn finish(&mut self) {
        self.fresh.sort_unstable();
        self.gone.sort_by_key(|b| b.anchor);
        self.altered.sort_by_key(|b| b.anchor);
        self.altered.dedup_by_key(|b| b.anchor);
        let (gone, fresh) = (&self.gone, &self.fresh);
        self.altered.retain(|b| {
            gone.binary_search_by_key(&b.anchor, |g| g.anchor).is_err()
                && b.anchor.is_none_or(|id| fresh.binary_search(&id).is_err())
        });
        self.touched.clear();
    }
}
