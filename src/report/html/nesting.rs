//! Marks over a text, some within others and some across others, as elements that nest.
//!
//! Where two marks cross, the one that began later is ended with the other, and begun again: `[a (b] c)` becomes `[a (b)](c)`.

use std::cmp::Reverse;
use std::ops::Range;

/// A mark over some bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark<T> {
    pub(super) range: Range<u32>,
    /// Of two marks over the same bytes the one of the lower rank is the outer one.
    pub(super) rank: u8,
    pub(super) what: T,
}

/// A piece of a marked text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece<'m, T> {
    /// So much of the text.
    Text(Range<u32>),
    /// A mark begins, or goes on where that is `true`.
    Open(&'m Mark<T>, bool),
    /// The innermost mark ends.
    Close(&'m Mark<T>),
}

/// Puts marks into an order in which they nest. `marks`: none is empty.
pub(super) fn sort<T>(marks: &mut [Mark<T>]) {
    marks.sort_by_key(|mark| (mark.range.start, Reverse(mark.range.end), mark.rank));
}

/// The pieces of a part of a text, given all marks that meet it, [sorted](sort).
pub(super) fn pieces<'m, T>(part: &Range<u32>, marks: &[&'m Mark<T>]) -> Vec<Piece<'m, T>> {
    let mut out = Vec::new();
    let mut open: Vec<&'m Mark<T>> = Vec::new();
    let mut coming = marks.iter().copied().peekable();
    let mut at = part.start;
    while at < part.end {
        // What ends here, and what lies within it.
        let mut again: Vec<&'m Mark<T>> = Vec::new();
        while open.iter().any(|mark| mark.range.end <= at) {
            let Some(mark) = open.pop() else { break };
            out.push(Piece::Close(mark));
            if mark.range.end > at {
                again.push(mark);
            }
        }
        while let Some(mark) = coming.next_if(|mark| mark.range.start <= at) {
            if mark.range.end > at {
                again.push(mark);
            }
        }
        again.sort_by_key(|mark| (Reverse(mark.range.end), mark.rank, mark.range.start));
        for mark in again {
            // What was open before this ends within it goes on in it.
            out.push(Piece::Open(mark, mark.range.start < at));
            open.push(mark);
        }
        let ends = open.iter().map(|mark| mark.range.end);
        let starts = coming.peek().map(|mark| mark.range.start);
        let next = ends.chain(starts).min().unwrap_or(part.end).min(part.end);
        out.push(Piece::Text(at..next));
        at = next;
    }
    out.extend(open.into_iter().rev().map(Piece::Close));
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn marked(text: &str, ranges: &[Range<u32>]) -> String {
        let mut marks: Vec<Mark<usize>> = ranges
            .iter()
            .enumerate()
            .map(|(what, range)| Mark {
                range: range.clone(),
                rank: 0,
                what,
            })
            .collect();
        sort(&mut marks);
        let marks: Vec<&Mark<usize>> = marks.iter().collect();
        let pieces = pieces(&(0..text.len() as u32), &marks);
        let shown = pieces.iter().map(|piece| match piece {
            Piece::Text(range) => text[range.start as usize..range.end as usize].to_owned(),
            Piece::Open(mark, false) => format!("<{}>", mark.what),
            Piece::Open(mark, true) => format!("<{}+>", mark.what),
            Piece::Close(mark) => format!("</{}>", mark.what),
        });
        shown.collect()
    }

    #[test]
    fn marks_nest() {
        let cases: [(&[(u32, u32)], &str); 6] = [
            (&[], "abcdef"),
            (&[(1, 3)], "a<0>bc</0>def"),
            (&[(0, 6), (1, 3), (2, 3)], "<0>a<1>b<2>c</2></1>def</0>"),
            (&[(2, 3), (2, 5), (2, 5)], "ab<1><2><0>c</0>de</2></1>f"),
            (&[(0, 3), (2, 5)], "<0>ab<1>c</1></0><1+>de</1>f"),
            (&[(1, 3), (3, 4)], "a<0>bc</0><1>d</1>ef"),
        ];
        for (ranges, expected) in cases {
            let ranges: Vec<Range<u32>> = ranges.iter().map(|&(a, b)| a..b).collect();
            assert_eq!(marked("abcdef", &ranges), expected);
        }
    }

    proptest! {
        /// Every byte lies in exactly the elements of the marks over it, and elements nest.
        #[test]
        fn elements_cover_what_their_marks_cover(
            ranges in prop::collection::vec((0u32..20, 1u32..8), 0..8),
        ) {
            let ranges: Vec<Range<u32>> = ranges.iter().map(|&(start, length)| start..start + length).collect();
            let mut marks: Vec<Mark<usize>> = ranges.iter().enumerate().map(|(what, range)| {
                Mark { range: range.clone(), rank: what as u8 % 3, what }
            }).collect();
            sort(&mut marks);
            let part = 3..18;
            let over: Vec<&Mark<usize>> = marks.iter().filter(|m| m.range.start < 18 && m.range.end > 3).collect();
            let (mut open, mut at): (Vec<usize>, u32) = (Vec::new(), 3);
            for piece in pieces(&part, &over) {
                match piece {
                    Piece::Open(mark, _) => open.push(mark.what),
                    Piece::Close(mark) => prop_assert_eq!(open.pop(), Some(mark.what)),
                    Piece::Text(range) => {
                        prop_assert_eq!(range.start, at);
                        prop_assert!(range.start < range.end);
                        for byte in range.clone() {
                            let mut own = open.clone();
                            own.sort_unstable();
                            let all = ranges.iter().enumerate();
                            let expected: Vec<usize> = all.filter(|(_, r)| r.contains(&byte)).map(|(n, _)| n).collect();
                            prop_assert_eq!(own, expected);
                        }
                        at = range.end;
                    }
                }
            }
            prop_assert_eq!(at, 18);
            prop_assert!(open.is_empty());
        }
    }
}
