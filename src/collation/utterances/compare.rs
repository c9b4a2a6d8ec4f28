//! Whether two wordings are of one utterance, and where they differ.

use std::ops::Range;

use smallvec::SmallVec;

use super::align::align;
use super::words::{Flag, Token, same_letters};

/// Words that two wordings must have in common, and content words among them.
const LEAST_SAME: usize = 4;
const LEAST_CONTENT: usize = 2;
/// Words that two wordings that differ must have in common.
const LEAST_DIFFERING: usize = 5;
/// With so many it is no matter how the two go on.
const CERTAIN: usize = 12;
/// Words at the end of both wordings that may be others, where the rest agrees.
const EDGE: usize = 3;
/// What two wordings must have in common that differ and of which neither stands whole in the other: `by the end of the year`
/// may end one utterance and begin another. So many content words, or so many words in all.
const TELLING_CONTENT: usize = 4;
const TELLING: usize = 10;
/// For each of these, so many must be the same.
const OUTWEIGH: usize = 4;
/// A gap of more words needs so many common ones on both sides.
const STEP: usize = 3;
const BRIDGE: usize = 3;
/// Common words between two places where something is left out by its own account.
const BLOCK: usize = 5;
/// Words that stand at the very end, cut off from the rest by a gap.
const REMNANT: usize = 3;
/// The longest gap beside such a remnant, and where it begins a sentence in both; twice as long where it ends one.
const REMNANT_GAP: usize = STEP;
const REMNANT_SENTENCE: usize = 2 * STEP;

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

/// How the common stretch ends, on one side of it.
enum End {
    /// One of the two has no more words there, or says that it leaves some out, or both have another sentence.
    Fine,
    /// Few words are others.
    Differs(Spot),
    /// The two go on differently.
    Open,
}

/// Compares two wordings; `None` where they are not of one utterance.
pub fn compare(a: &[Token], b: &[Token]) -> Option<Match> {
    let mut pairs = align(a, b);
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
    if same < LEAST_SAME || content < LEAST_CONTENT && !(content == 1 && same > LEAST_SAME + 1) {
        return None;
    }
    let mut spots: SmallVec<[Spot; 1]> = SmallVec::new();
    let mut open = 0;
    let mut at_an_end = |end: End| match end {
        End::Fine => None,
        End::Differs(spot) => Some(spot),
        End::Open => {
            open += 1;
            None
        }
    };
    let left = at_an_end(left_end(a, b, first, same));
    let right = at_an_end(right_end(a, b, last, same));
    spots.extend(left);
    spots.extend(gaps(&pairs).filter(|spot| differs(a, b, spot)));
    spots.extend(right);
    let other: usize = spots.iter().map(weight).sum();
    let enough = match open {
        0 if other == 0 => true,
        0 => same >= LEAST_DIFFERING && (same * 2 > other * 3 || same > other && same >= CERTAIN),
        1 => same >= CERTAIN / 2 + 2 && same > other * 3,
        _ => same >= CERTAIN && same > other * 3,
    };
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
        spots,
    };
    (enough && (other == 0 || is_telling(a, b, &found, content))).then_some(found)
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

/// Takes off what stands at an end behind a long gap and is too little to bridge it.
fn cut_stragglers(a: &[Token], b: &[Token], pairs: &mut Vec<(u16, u16)>) {
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
fn keep_blocks(a: &[Token], b: &[Token], pairs: &mut Vec<(u16, u16)>) {
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
    let bracketed = own.iter().chain(&other).any(|t| t.has(Flag::BRACKETED));
    own.retain(|t| !t.has(Flag::BRACKETED));
    other.retain(|t| !t.has(Flag::BRACKETED));
    let within =
        |few: &[Token], many: &[Token]| few.iter().all(|x| many.iter().any(|y| x.same(*y)));
    if bracketed && (within(&own, &other) || within(&other, &own)) {
        return false;
    }
    if own.iter().chain(&other).all(|t| t.is_possessive()) {
        return false;
    }
    let each = own.len() == other.len() && own.iter().zip(&other).all(|(x, y)| x.same(*y));
    !each && !same_letters(&own, &other)
}

/// What stands before the first common pair.
fn left_end(a: &[Token], b: &[Token], first: (u16, u16), same: usize) -> End {
    let (i, j) = first;
    if i == 0 || j == 0 {
        return End::Fine;
    }
    let (at_a, at_b) = (a[i as usize], b[j as usize]);
    let told = Flag::ELLIPSIS.or(Flag::PIECE);
    if at_a.has(told) || at_b.has(told) {
        return End::Fine;
    }
    if at_a.has(Flag::SENTENCE) || at_b.has(Flag::SENTENCE) {
        return if at_a.has(Flag::SENTENCE) && at_b.has(Flag::SENTENCE) {
            End::Fine
        } else {
            End::Open
        };
    }
    let back = |tokens: &[Token], at: u16| {
        let before = tokens[..at as usize].iter().rev();
        before
            .take_while(|t| !t.has(told.or(Flag::SENTENCE)))
            .count() as u16
            + 1
    };
    let left = (back(a, i).min(i), back(b, j).min(j));
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
fn right_end(a: &[Token], b: &[Token], last: (u16, u16), same: usize) -> End {
    let (i, j) = (last.0 + 1, last.1 + 1);
    let (Some(at_a), Some(at_b)) = (a.get(i as usize), b.get(j as usize)) else {
        return End::Fine;
    };
    let told = Flag::ELLIPSIS.or(Flag::PIECE);
    if at_a.has(told) || at_b.has(told) {
        return End::Fine;
    }
    if at_a.has(Flag::SENTENCE) || at_b.has(Flag::SENTENCE) {
        return if at_a.has(Flag::SENTENCE) && at_b.has(Flag::SENTENCE) {
            End::Fine
        } else {
            End::Open
        };
    }
    let ahead = |tokens: &[Token], at: u16| {
        let rest = tokens[at as usize..].iter();
        rest.take_while(|t| !t.has(told.or(Flag::SENTENCE))).count() as u16
    };
    let left = (ahead(a, i), ahead(b, j));
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

/// The first words of one wording may stand in the other with something dropped behind them: too few to be aligned.
fn remnant_before(a: &[Token], b: &[Token], pairs: &mut Vec<(u16, u16)>) {
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
fn remnant_behind(a: &[Token], b: &[Token], pairs: &mut Vec<(u16, u16)>) {
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

#[cfg(test)]
mod tests {
    use super::super::words::{Spelled, read};
    use super::*;

    /// What differs, as `[a/b]`; `-` where the two are not of one utterance.
    fn told(a: &str, b: &str) -> String {
        let (x, y) = (
            read(a.split('|').map(|p| (p, 0))),
            read(b.split('|').map(|p| (p, 0))),
        );
        let tokens = |all: &[Spelled]| all.iter().map(|s| s.token).collect::<Vec<_>>();
        let Some(found) = compare(&tokens(&x), &tokens(&y)) else {
            return "-".to_owned();
        };
        let turned = compare(&tokens(&y), &tokens(&x)).expect("it is so both ways");
        assert_eq!(
            (turned.same, turned.other),
            (found.same, found.other),
            "{a} / {b}"
        );
        let text = |text: &str, all: &[Spelled], span: &Span| {
            let mut words: Vec<&str> = Vec::new();
            for s in &all[span.start as usize..span.end as usize] {
                words.push(
                    text.get(s.range.start as usize..s.range.end as usize)
                        .unwrap_or("?"),
                );
            }
            words.dedup();
            words.join(" ")
        };
        let spots = found
            .spots
            .iter()
            .map(|s| format!("[{}/{}]", text(a, &x, &s.a), text(b, &y, &s.b)));
        spots.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_same_utterance() {
        let whole = "The old pier was sold for less than a boat, and nobody asked the town. We will buy it back.";
        for (a, b) in [
            (whole, whole),
            (whole, "sold for less than a boat"),
            (whole, "Nobody asked the town!"),
            (whole, "The old pier was sold … and nobody asked the town"),
            (whole, "The old pier was sold|and nobody asked the town"),
            (
                whole,
                "[It] was sold for less than a boat, and nobody asked the town",
            ),
            (whole, "The [1840] pier was sold for less than a boat"),
            (
                whole,
                "nobody asked the town. We'll buy it back. I promise you that",
            ),
            (
                "It’s a cease-fire, and the colour isn’t grey",
                "It is a ceasefire and the color is not gray",
            ),
        ] {
            assert_eq!(told(a, b), "", "{a} / {b}");
        }
    }

    #[test]
    fn other_wordings() {
        let whole = "The old pier was sold for less than a boat, and nobody asked the town. We will buy it back.";
        for (b, expected) in [
            (
                "The old pier was sold for less than a car, and nobody asked the town",
                "[boat/car]",
            ),
            (
                "The old pier was sold, and nobody asked the town",
                "[for less than a boat/]",
            ),
            ("The pier was sold for less than a boat", "[old/]"),
            ("That old pier was sold for less than a boat", "[The/That]"),
            ("But the old pier was sold for less than a boat", ""),
            ("sad pier was sold for less than a boat", "[The old/sad]"),
            (
                "was sold for less than a boat, and nobody asked the mayor",
                "[town/mayor]",
            ),
            (
                "and nobody even asked the town. We will buy it back.",
                "[/even]",
            ),
        ] {
            assert_eq!(told(whole, b), expected, "{b}");
        }
    }

    #[test]
    fn what_is_cut_before_the_last_words() {
        assert_eq!(
            told(
                "I hope that the pier will be built, the clerks will be paid, and this very long winter will end",
                "I hope that the quay will be built, the clerks will be paid, and this very long winter — a winter that no one in the \
                 town had ever seen before — will end",
            ),
            "[pier/quay] [/a winter that no one in the town had ever seen before]"
        );
    }

    #[test]
    fn different_utterances() {
        for (a, b) in [
            (
                "The crates will be counted by the end of the year",
                "By the end of this year we shall have a second crane",
            ),
            (
                "From a sailor’s point of view, we are pleased with the pier",
                "The whole plan is absurd from a financial point of view",
            ),
            (
                "I think at this stage it is really too early to say very much",
                "At this point, it’s too early to say",
            ),
            (
                "There’s a whole lot of anger in the yards",
                "I think there’s a lot of soul-searching to be done",
            ),
            (
                "we are not going to talk about this",
                "they are not going to come to this",
            ),
            (
                "nobody on the board of the harbour asked",
                "he was on the board of the old school",
            ),
        ] {
            assert_eq!(told(a, b), "-", "{a} / {b}");
        }
    }
}
