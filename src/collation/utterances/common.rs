//! Which words of two wordings are the same, and how many could be paired at most.

use std::ops::Range;

use smallvec::SmallVec;

use super::words::{Flag, Token};

/// A number for each word of a side, without a heap for the lengths that most have. Each number has an array of its own, so
/// that compilers work on eight at a time: that halved the instructions of an alignment, which was a seventh of those of
/// `check`.
pub(super) type Line<T> = SmallVec<[T; 64]>;

/// Which words of two wordings are the same.
pub(super) struct Common {
    /// For each word of the first, all of the second.
    equal: Vec<bool>,
    /// How many words the second has.
    width: usize,
    /// The words of the first and of the second from the first to the last that the other has too.
    pub(super) a: Range<usize>,
    pub(super) b: Range<usize>,
    /// How many words could be paired at most, and how many content words.
    pub(super) most: usize,
    pub(super) most_content: usize,
}

impl Common {
    pub(super) fn new(a: &[Token], b: &[Token]) -> Common {
        let width = b.len();
        let mut equal = Vec::with_capacity(a.len() * width);
        let contractions: SmallVec<[usize; 4]> =
            (0..width).filter(|&j| b[j].is_contraction()).collect();
        let mut columns: Line<bool> = SmallVec::from_elem(false, width);
        let (mut rows, mut most, mut most_content) = (0..0, 0, 0);
        for (i, &word) in a.iter().enumerate() {
            let from = equal.len();
            if word.is_contraction() {
                equal.extend(b.iter().map(|&other| word.same(other)));
            } else {
                equal.extend(b.iter().map(|other| word.hash() == other.hash()));
                for &j in &contractions {
                    equal[from + j] = word.same(b[j]);
                }
            }
            let row = &equal[from..];
            if !row.contains(&true) {
                continue;
            }
            for (column, &is_equal) in columns.iter_mut().zip(row) {
                *column |= is_equal;
            }
            rows = if most == 0 {
                i..i + 1
            } else {
                rows.start..i + 1
            };
            most += 1;
            most_content += usize::from(!word.has(Flag::FUNCTION));
        }
        let first = columns.iter().position(|&any| any).unwrap_or(0);
        let last = columns
            .iter()
            .rposition(|&any| any)
            .map_or(0, |last| last + 1);
        Common {
            equal,
            width,
            a: rows,
            b: first..last,
            most: most.min(columns.iter().filter(|&&any| any).count()),
            most_content,
        }
    }

    /// Which words of the second are a word of the first, from the first to the last that is one.
    pub(super) fn row(&self, of_a: usize) -> &[bool] {
        &self.equal[of_a * self.width..][self.b.clone()]
    }
}
