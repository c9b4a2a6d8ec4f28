//! Which of the words that were aligned belong to what two wordings have in common: some are added, others taken off.

use smallvec::SmallVec;

use super::{STEP, Spot, differs, gaps};
use crate::collation::utterances::words::{Flag, Token};

const BRIDGE: usize = 3;
/// Common words between two places where something is left out by its own account.
const BLOCK: usize = 5;
/// Words that stand at the very end, cut off from the rest by a gap.
const REMNANT: usize = 3;
/// The longest gap beside such a remnant, and where it begins a sentence in both; twice as long where it ends one.
const REMNANT_GAP: usize = STEP;
const REMNANT_SENTENCE: usize = 2 * STEP;

/// Takes off what stands at an end behind a long gap and is too little to bridge it.
pub(super) fn cut_stragglers(a: &[Token], b: &[Token], pairs: &mut Vec<(u16, u16)>) {
    let is_long = |spot: &Spot| {
        let (own, other) = (spot.a.len(), spot.b.len());
        own.max(other) > STEP && differs(a, b, spot)
    };
    let weak = |pairs: &[(u16, u16)]| {
        let content = pairs.iter().any(|p| !a[p.0 as usize].has(Flag::FUNCTION));
        let begins = pairs.first() == Some(&(0, 0));
        let ends = pairs
            .last()
            .is_some_and(|p| ends_sentence(a, p.0 as usize) && ends_sentence(b, p.1 as usize));
        pairs.len() < BRIDGE && !(pairs.len() + 1 == BRIDGE && (begins || ends)) || !content
    };
    loop {
        let Some(spot) = gaps(pairs).next().filter(is_long) else {
            break;
        };
        let count = pairs.partition_point(|p| p.0 < spot.a.start);
        if !weak(&pairs[..count]) {
            break;
        }
        pairs.drain(..count);
    }
    loop {
        let Some(spot) = gaps(pairs).next_back().filter(is_long) else {
            break;
        };
        let count = pairs.partition_point(|p| p.0 < spot.a.start);
        if !weak(&pairs[count..]) {
            break;
        }
        pairs.truncate(count);
    }
}

/// Of the blocks between which one side says that something is left out, keeps those that stand for themselves, and the longest.
pub(super) fn keep_blocks(a: &[Token], b: &[Token], pairs: &mut Vec<(u16, u16)>) {
    let is_break = |x: &(u16, u16), y: &(u16, u16)| {
        let gap = |tokens: &[Token], from: u16, to: u16| {
            let told = Flag::ELLIPSIS.or(Flag::PIECE);
            from + 1 < to
                && tokens[from as usize + 1..=to as usize]
                    .iter()
                    .any(|t| t.has(told))
        };
        let step = x.0 + 1 < y.0 || x.1 + 1 < y.1;
        let told =
            |tokens: &[Token], to: u16| tokens[to as usize].has(Flag::ELLIPSIS.or(Flag::PIECE));
        step && (gap(a, x.0, y.0) || gap(b, x.1, y.1) || told(a, y.0) || told(b, y.1))
    };
    let blocks: SmallVec<[usize; 4]> = pairs
        .chunk_by(|x, y| !is_break(x, y))
        .map(<[_]>::len)
        .collect();
    let longest = blocks.iter().copied().max().unwrap_or_default();
    if blocks.iter().all(|&block| block >= BLOCK.min(longest)) {
        return;
    }
    let mut at = 0;
    let mut kept = Vec::with_capacity(pairs.len());
    for block in blocks {
        if block >= BLOCK.min(longest) {
            kept.extend_from_slice(&pairs[at..at + block]);
        }
        at += block;
    }
    *pairs = kept;
}

/// The first words of one wording may stand in the other with something dropped behind them: too few to be aligned.
pub(super) fn remnant_before(a: &[Token], b: &[Token], pairs: &mut Vec<(u16, u16)>) {
    let Some(&(i, j)) = pairs.first() else { return };
    let found = remnant(&a[..i as usize], &b[..j as usize], true).or_else(|| {
        let turned = remnant(&b[..j as usize], &a[..i as usize], true)?;
        Some(turned.into_iter().map(|(y, x)| (x, y)).collect())
    });
    if let Some(mut found) = found {
        found.append(pairs);
        *pairs = found;
    }
}

/// The last words of a sentence of one may stand in the other with something dropped before them.
pub(super) fn remnant_behind(a: &[Token], b: &[Token], pairs: &mut Vec<(u16, u16)>) {
    let Some(&(i, j)) = pairs.last() else { return };
    let (i, j) = (i as usize + 1, j as usize + 1);
    let sentence = |tokens: &[Token], from: usize| {
        let end = (from..tokens.len()).find(|&at| ends_sentence(tokens, at));
        from..end.map_or(tokens.len(), |at| at + 1)
    };
    let (rest_a, rest_b) = (&a[sentence(a, i)], &b[sentence(b, j)]);
    let found = remnant(rest_a, rest_b, false).or_else(|| {
        let turned = remnant(rest_b, rest_a, false)?;
        Some(turned.into_iter().map(|(y, x)| (x, y)).collect())
    });
    let found = found.into_iter().flatten();
    pairs.extend(found.map(|(x, y)| (x + i as u16, y + j as u16)));
}

/// Whether a sentence, a piece or all of a wording ends with a word.
fn ends_sentence(tokens: &[Token], at: usize) -> bool {
    tokens
        .get(at + 1)
        .is_none_or(|t| t.has(Flag::SENTENCE.or(Flag::PIECE)))
}

/// Where all of `few` stands in `many`, near the end at which the common stretch begins (`before`) or ends.
fn remnant(few: &[Token], many: &[Token], before: bool) -> Option<Vec<(u16, u16)>> {
    if few.is_empty() || few.len() > REMNANT || few.len() >= many.len() {
        return None;
    }
    let most = many.len() - few.len();
    let fits = |at: usize| many[at..].iter().zip(few).all(|(x, y)| x.same(*y));
    let at = if before {
        let starts = most <= REMNANT_SENTENCE && many[0].has(Flag::SENTENCE) && fits(0);
        (most.saturating_sub(REMNANT_GAP)..=most)
            .rev()
            .find(|&at| fits(at))
            .or(starts.then_some(0))
    } else {
        // A lone word ends many a sentence.
        let ends = few.len() > 1 && most <= 2 * REMNANT_SENTENCE && fits(most);
        (0..=most.min(REMNANT_GAP))
            .find(|&at| fits(at))
            .or(ends.then_some(most))
    }?;
    Some(
        (0..few.len())
            .map(|k| (k as u16, (at + k) as u16))
            .collect(),
    )
}
