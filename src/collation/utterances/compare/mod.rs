//! Whether two wordings are of one utterance, and where they differ.

use std::ops::Range;

use smallvec::SmallVec;

use super::align::align;
use super::words::{Flag, Token, same_letters};
use ends::{End, left_end, right_end};
use pairs::{cut_stragglers, keep_blocks, remnant_before, remnant_behind};

mod ends;
pub mod moves;
mod pairs;
#[cfg(test)]
mod tests;

/// Words that two wordings must have in common, and content words among them.
const LEAST_SAME: usize = 4;
const LEAST_CONTENT: usize = 2;
/// Words that two wordings that differ must have in common.
const LEAST_DIFFERING: usize = 5;
/// With so many it is no matter how the two go on.
const CERTAIN: usize = 12;
/// What two wordings must have in common that differ and of which neither stands whole in the other: `by the end of the year`
/// may end one utterance and begin another. So many content words, or so many words in all.
const TELLING_CONTENT: usize = 4;
const TELLING: usize = 10;

/// What two wordings that are only alike must have in common: so many words, content words among them, and so many for each
/// that differs.
const ALIKE_SAME: usize = 12;
const ALIKE_CONTENT: usize = 4;
const ALIKE_OUTWEIGH: usize = 2;

/// A gap of more words needs so many common ones on both sides.
const STEP: usize = 3;

/// A range of tokens.
pub type Span = Range<u16>;

/// A place where two wordings differ. One of the ranges may be empty: words that the other has are not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// In the first wording.
    pub a: Span,
    /// In the second.
    pub b: Span,
}

/// Two wordings of one utterance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The stretch of the first that the second has too, its outermost differences included.
    pub a: Span,
    /// The same in the second.
    pub b: Span,
    /// Where they differ, in order.
    pub spots: SmallVec<[Spot; 1]>,
    /// How many words are the same.
    pub same: u16,
    /// How many are not: of each spot the longer side, a dropped passage as two.
    pub other: u16,
    /// At how many ends of the common stretch the two go on with other words: two utterances may be alike in between.
    pub open: u8,
    /// Whether they are only alike: they are of one utterance if one person says both.
    pub is_loose: bool,
}

impl Match {
    /// The share of the words that are the same, in 1/100.
    pub fn likeness(&self) -> u32 {
        let (same, other) = (u32::from(self.same), u32::from(self.other));
        same * 100 / (same + other).max(1)
    }

    /// The same, the other way round.
    #[must_use]
    pub fn turned(&self) -> Match {
        let spots = self.spots.iter().map(|s| Spot {
            a: s.b.clone(),
            b: s.a.clone(),
        });
        Match {
            a: self.b.clone(),
            b: self.a.clone(),
            spots: spots.collect(),
            ..*self
        }
    }
}

/// Whether so many words in common, and content words among them, tell anything.
fn is_enough(same: usize, content: usize) -> bool {
    same >= LEAST_SAME && (content >= LEAST_CONTENT || content == 1 && same > LEAST_SAME + 1)
}

/// Compares two wordings; `None` where they are not of one utterance.
pub fn compare(a: &[Token], b: &[Token]) -> Option<Match> {
    let mut pairs = align(a, b, is_enough);
    remnant_before(a, b, &mut pairs);
    remnant_behind(a, b, &mut pairs);
    cut_stragglers(a, b, &mut pairs);
    keep_blocks(a, b, &mut pairs);
    let (&first, &last) = (pairs.first()?, pairs.last()?);
    let same = pairs.len();
    let content = pairs
        .iter()
        .filter(|p| !a[p.0 as usize].has(Flag::FUNCTION))
        .count();
    if !is_enough(same, content) {
        return None;
    }
    let mut spots: SmallVec<[Spot; 1]> = SmallVec::new();
    let mut open = 0_u8;
    let mut at_an_end = |end: End| match end {
        End::Fine => None,
        End::Differs(spot) => Some(spot),
        End::Open => {
            open += 1;
            None
        }
    };
    let (left, right) = match moves::around(a, b, first, last) {
        Some([left, right]) => (Some(left), Some(right)),
        None => (
            at_an_end(left_end(a, b, first, same)),
            at_an_end(right_end(a, b, last, same)),
        ),
    };
    spots.extend(left);
    spots.extend(gaps(&pairs).filter(|spot| differs(a, b, spot)));
    spots.extend(right);
    let other: usize = spots.iter().map(weight).sum();
    let is_sure = match open {
        0 if other == 0 => true,
        0 => same >= LEAST_DIFFERING && (same * 2 > other * 3 || same > other && same >= CERTAIN),
        1 => same >= CERTAIN / 2 + 2 && same > other * 3,
        _ => same >= CERTAIN && same > other * 3,
    };
    let is_alike = same >= ALIKE_SAME && content >= ALIKE_CONTENT && same >= other * ALIKE_OUTWEIGH;
    let whole = |side: fn(&Spot) -> Span, first: u16, last: u16| {
        let start = spots.first().map_or(first, |s| side(s).start.min(first));
        start
            ..spots
                .last()
                .map_or(last, |s| side(s).end.max(last))
                .max(last + 1)
    };
    let found = Match {
        a: whole(|s| s.a.clone(), first.0, last.0),
        b: whole(|s| s.b.clone(), first.1, last.1),
        same: same as u16,
        other: other as u16,
        open,
        is_loose: !is_sure,
        spots,
    };
    ((is_sure || is_alike) && (other == 0 || is_telling(a, b, &found, content))).then_some(found)
}

/// Whether what two differing wordings have in common is more than a set phrase (`from an economic point of view`).
fn is_telling(a: &[Token], b: &[Token], found: &Match, content: usize) -> bool {
    let same = usize::from(found.same);
    let is_whole = |tokens: &[Token], span: &Span| span.len() == tokens.len();
    if is_whole(a, &found.a) || is_whole(b, &found.b) {
        let drops = found.spots.iter().all(|s| s.a.is_empty() || s.b.is_empty());
        drops || content >= LEAST_CONTENT || same >= TELLING
    } else {
        content >= TELLING_CONTENT || same >= TELLING
    }
}

/// What lies between the pairs of neighbours.
fn gaps(pairs: &[(u16, u16)]) -> impl DoubleEndedIterator<Item = Spot> {
    pairs.windows(2).filter_map(|two| match *two {
        [(i, j), (p, q)] if i + 1 < p || j + 1 < q => Some(Spot {
            a: i + 1..p,
            b: j + 1..q,
        }),
        _ => None,
    })
}

fn weight(spot: &Spot) -> usize {
    match (spot.a.len(), spot.b.len()) {
        (0, n) | (n, 0) => n.min(2),
        (n, m) => n.max(m),
    }
}

fn slice(tokens: &[Token], span: &Span) -> SmallVec<[Token; 8]> {
    let tokens = tokens.get(span.start as usize..span.end as usize);
    tokens.unwrap_or_default().iter().copied().collect()
}

/// Whether what stands between two common words is another wording.
fn differs(a: &[Token], b: &[Token], spot: &Spot) -> bool {
    if spot.a.is_empty() && spot.b.is_empty() {
        return false;
    }
    let (mut own, mut other) = (slice(a, &spot.a), slice(b, &spot.b));
    let behind = (a.get(spot.a.end as usize), b.get(spot.b.end as usize));
    let told = |flag: Flag| {
        let inside = own.iter().chain(&other);
        inside.chain(behind.0).chain(behind.1).any(|t| t.has(flag))
    };
    if told(Flag::ELLIPSIS) {
        return false;
    }
    // At a cue a reporter may leave out what was said in between.
    let (short, long) = (own.len().min(other.len()), own.len().max(other.len()));
    if told(Flag::PIECE) && (short == 0 || long > STEP) {
        return false;
    }
    // The writer’s own words in brackets stand for others, or for none.
    let is_bracketed = |tokens: &[Token]| tokens.iter().any(|t| t.has(Flag::BRACKETED));
    let bracketed = (is_bracketed(&own), is_bracketed(&other));
    own.retain(|t| !t.has(Flag::BRACKETED));
    other.retain(|t| !t.has(Flag::BRACKETED));
    let within =
        |few: &[Token], many: &[Token]| few.iter().all(|x| many.iter().any(|y| x.same(*y)));
    if bracketed.0 && within(&own, &other) || bracketed.1 && within(&other, &own) {
        return false;
    }
    if own.iter().chain(&other).all(|t| t.is_possessive()) {
        return false;
    }
    let each = own.len() == other.len() && own.iter().zip(&other).all(|(x, y)| x.same_amount(*y));
    !each && !same_letters(&own, &other)
}
