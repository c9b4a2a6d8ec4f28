//! How two wordings go on where their common stretch ends.

use super::{CERTAIN, Span, Spot, differs};
use crate::collation::utterances::words::{Flag, Token};

/// Words at the end of both wordings that may be others, where the rest agrees.
const EDGE: usize = 3;
/// For each of these, so many must be the same.
const OUTWEIGH: usize = 4;
/// Where a sentence or a piece begins, or something is left out.
const BREAK: Flag = Flag::ELLIPSIS.or(Flag::PIECE).or(Flag::SENTENCE);

/// How the common stretch ends, on one side of it.
pub(super) enum End {
    /// One of the two has no more words there, or says that it leaves some out, or both have another sentence.
    Fine,
    /// Few words are others.
    Differs(Spot),
    /// The two go on differently.
    Open,
}

/// What of its sentence or piece stands before a word.
pub(super) fn before(tokens: &[Token], at: u16) -> Span {
    if tokens.get(at as usize).is_none_or(|t| t.has(BREAK)) {
        return at..at;
    }
    let words = tokens[..at as usize].iter().rev();
    let back = words.take_while(|t| !t.has(BREAK)).count() as u16 + 1;
    at - back.min(at)..at
}

/// What of the sentence or piece of the word before it stands from a word on.
pub(super) fn behind(tokens: &[Token], at: u16) -> Span {
    let rest = tokens.get(at as usize..).unwrap_or_default().iter();
    at..at + rest.take_while(|t| !t.has(BREAK)).count() as u16
}

/// What stands before the first common pair.
pub(super) fn left_end(a: &[Token], b: &[Token], first: (u16, u16), same: usize) -> End {
    let (i, j) = first;
    if i == 0 || j == 0 {
        return End::Fine;
    }
    let (at_a, at_b) = (a[i as usize], b[j as usize]);
    if let Some(end) = at_a_break(at_a, at_b) {
        return end;
    }
    let left = (before(a, i).len() as u16, before(b, j).len() as u16);
    // Two fragments may begin at two words of one phrase: a “step forward”, “an” important step forward.
    let (before_a, before_b) = (a[i as usize - 1], b[j as usize - 1]);
    if i == 1 && j == 1 && before_a.has(Flag::FUNCTION) != before_b.has(Flag::FUNCTION) {
        return End::Fine;
    }
    end(
        left,
        same,
        |own, other| Spot {
            a: i - own..i,
            b: j - other..j,
        },
        |spot| differs(a, b, spot),
    )
}

/// What stands behind the last common pair.
pub(super) fn right_end(a: &[Token], b: &[Token], last: (u16, u16), same: usize) -> End {
    let (i, j) = (last.0 + 1, last.1 + 1);
    let (Some(at_a), Some(at_b)) = (a.get(i as usize), b.get(j as usize)) else {
        return End::Fine;
    };
    if let Some(end) = at_a_break(*at_a, *at_b) {
        return end;
    }
    let left = (behind(a, i).len() as u16, behind(b, j).len() as u16);
    end(
        left,
        same,
        |own, other| Spot {
            a: i..i + own,
            b: j..j + other,
        },
        |spot| differs(a, b, spot),
    )
}

/// Judges an end where a sentence or a piece begins in one of the two, or something is left out by its own account.
fn at_a_break(a: Token, b: Token) -> Option<End> {
    let told = Flag::ELLIPSIS.or(Flag::PIECE);
    match (a.has(Flag::SENTENCE), b.has(Flag::SENTENCE)) {
        _ if a.has(told) || b.has(told) => Some(End::Fine),
        (true, true) => Some(End::Fine),
        (false, false) => None,
        _ => Some(End::Open),
    }
}

/// Judges an end behind which both have so many words of the sentence or piece, where `same` words are common.
fn end(
    left: (u16, u16),
    same: usize,
    spot: impl Fn(u16, u16) -> Spot,
    differs: impl Fn(&Spot) -> bool,
) -> End {
    let (own, other) = left;
    let near = EDGE as u16;
    let begins_alike = own.min(other) < near && same >= CERTAIN;
    if begins_alike {
        let few = own.min(other);
        let found = spot(own.min(few + 1), other.min(few + 1));
        return if differs(&found) {
            End::Differs(found)
        } else {
            End::Fine
        };
    }
    if own <= near && other <= near && usize::from(own.max(other)) * OUTWEIGH <= same {
        let found = spot(own, other);
        return if differs(&found) {
            End::Differs(found)
        } else {
            End::Fine
        };
    }
    let shown = own.min(other).min(near);
    let found = spot(shown, shown);
    if differs(&found) {
        End::Open
    } else {
        End::Fine
    }
}
