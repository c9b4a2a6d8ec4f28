//! Words that stand elsewhere in another wording.

use smallvec::SmallVec;

use super::ends::{before, behind};
use super::{Span, Spot, slice};
use crate::collation::utterances::words::{Flag, Token};

/// More words than this are hardly moved as one.
const LONGEST: usize = 8;

/// What stands before the common stretch in one wording and behind it in the other: `[On Friday] we will count`, `we will count
/// [on Friday]`. The common stretch begins and ends a sentence of both but for these words.
pub(super) fn around(
    a: &[Token],
    b: &[Token],
    first: (u16, u16),
    last: (u16, u16),
) -> Option<[Spot; 2]> {
    let (head_a, head_b) = (before(a, first.0), before(b, first.1));
    let (tail_a, tail_b) = (behind(a, last.0 + 1), behind(b, last.1 + 1));
    let is_moved = |of: &[Token], head: &Span, to: &[Token], tail: &Span| {
        let (head, tail) = (slice(of, head), slice(to, tail));
        head.len() <= LONGEST && is_telling(&head) && same_words(&head, &tail)
    };
    let back = head_a.is_empty() && tail_b.is_empty() && is_moved(b, &head_b, a, &tail_a);
    let ahead = head_b.is_empty() && tail_a.is_empty() && is_moved(a, &head_a, b, &tail_b);
    let spot = |a: Span, b: Span| Spot { a, b };
    (back || ahead).then(|| [spot(head_a, head_b), spot(tail_a, tail_b)])
}

fn is_telling(words: &[Token]) -> bool {
    words.iter().any(|t| !t.has(Flag::FUNCTION))
}

fn same_words(a: &[Token], b: &[Token]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(x, y)| x.same(*y))
}

/// Whether the words that only one of two wordings has at a spot stand at another of their spots in the other, where the first has
/// none.
pub fn is_elsewhere(a: &[Token], b: &[Token], spots: &[Spot], spot: &Spot) -> bool {
    let (own, other) = (slice(a, &spot.a), slice(b, &spot.b));
    let stands = |words: &[Token], of: fn(&Spot) -> (&Span, &Span), tokens: &[Token]| {
        spots.iter().any(|spot| {
            let (here, there) = of(spot);
            here.is_empty() && same_words(words, &slice(tokens, there))
        })
    };
    match (own.is_empty(), other.is_empty()) {
        (false, true) => is_telling(&own) && stands(&own, |s| (&s.a, &s.b), b),
        (true, false) => is_telling(&other) && stands(&other, |s| (&s.b, &s.a), a),
        _ => false,
    }
}

/// Whether two wordings that differ at some spots have the same words there, in another order.
pub fn is_reordered(a: &[Token], b: &[Token], spots: &[Spot]) -> bool {
    let words = |of: fn(&Spot) -> &Span, tokens: &[Token]| {
        let mut words: SmallVec<[u64; 16]> = SmallVec::new();
        for spot in spots {
            words.extend(slice(tokens, of(spot)).iter().map(|t| t.hash()));
        }
        words.sort_unstable();
        words
    };
    let own = words(|s| &s.a, a);
    !own.is_empty() && own == words(|s| &s.b, b)
}
