//! The exact alignment of two wordings: which word of one is which word of the other.
//!
//! The best local alignment (Smith and Waterman) with gaps that cost by number rather than by length (Gotoh): a stretch that
//! is left out is one event, however long. Content words count double, so that two sentences don't seem to agree by their `of`
//! and `the`; what an ellipsis, brackets or the speaker's cue accounts for costs next to nothing.

use smallvec::SmallVec;

use super::common::{Common, Line};
use super::words::{Flag, Token};

const CONTENT: i16 = 12;
const FUNCTION: i16 = 6;
const OTHER_WORD: i16 = -6;
/// Below any score that is reached, and far from the least number: costs are taken from it.
const NEVER: i16 = i16::MIN / 2;

/// How a cell of the table was reached; two bits for each of the three ways to leave it.
const STOP: u8 = 0;
const PAIR: u8 = 1;
const SKIP_A: u8 = 2;
const SKIP_B: u8 = 3;

/// What it costs to leave out words of one side: the first of a gap, and each further one.
#[derive(Clone, Copy)]
struct Cost {
    first: i16,
    further: i16,
}

impl Cost {
    const PLAIN: Cost = Cost::new(11, 1);
    /// An ellipsis or the speaker's cue says that something is left out.
    const TOLD: Cost = Cost::new(2, 0);
    const BRACKETED: Cost = Cost::new(1, 0);

    const fn new(first: i16, further: i16) -> Cost {
        Cost { first, further }
    }

    /// By the word that is left out.
    fn of(word: Token) -> Cost {
        if word.has(Flag::BRACKETED) {
            Cost::BRACKETED
        } else {
            Cost::before(Some(&word))
        }
    }

    /// By the word that stands next on the other side. The lesser of the two costs counts.
    fn before(next: Option<&Token>) -> Cost {
        if next.is_some_and(|n| n.has(Flag::ELLIPSIS.or(Flag::PIECE))) {
            Cost::TOLD
        } else {
            Cost::PLAIN
        }
    }
}

/// The pairs of equal words in the best local alignment of two wordings, rising on both sides; none where nothing agrees, or
/// too little can: `is_enough` is asked about the most words, and content words, that could be paired.
///
/// Time and memory: the product of the two lengths, less what the two begin and end with alike.
pub fn align(
    a: &[Token],
    b: &[Token],
    is_enough: fn(same: usize, content: usize) -> bool,
) -> Vec<(u16, u16)> {
    let same = |(x, y): &(&Token, &Token)| x.hash() == y.hash();
    let head = a.iter().zip(b).take_while(same).count();
    let (rest_a, rest_b) = (&a[head..], &b[head..]);
    let tail = rest_a
        .iter()
        .rev()
        .zip(rest_b.iter().rev())
        .take_while(same)
        .count();
    // What is trimmed is nearly always in the alignment; a few words of it stay, in case a gap had better lie there.
    let head = head.saturating_sub(8);
    let tail = tail.saturating_sub(8);
    let (inner_a, inner_b) = (&a[head..a.len() - tail], &b[head..b.len() - tail]);
    let mut pairs: Vec<(u16, u16)> = (0..head as u16).map(|at| (at, at)).collect();
    let common = Common::new(inner_a, inner_b);
    if head + tail > 0 || is_enough(common.most, common.most_content) {
        let inner = local(inner_a, inner_b, &common);
        pairs.extend(
            inner
                .into_iter()
                .map(|(x, y)| (x + head as u16, y + head as u16)),
        );
    }
    let (end_a, end_b) = ((a.len() - tail) as u16, (b.len() - tail) as u16);
    pairs.extend((0..tail as u16).map(|at| (end_a + at, end_b + at)));
    pairs
}

/// Costs beside each word of a side.
struct Costs {
    first: Line<i16>,
    further: Line<i16>,
}

impl Costs {
    fn new(costs: impl Iterator<Item = Cost>) -> Costs {
        let (first, further) = costs.map(|cost| (cost.first, cost.further)).unzip();
        Costs { first, further }
    }
}

/// The best scores up to the words of `b`, for a word of `a`: those that end with a pair, with a word of `a` left out, with
/// one of `b` left out. The first cell is that of no word at all.
struct Row {
    pair: Line<i16>,
    skip_a: Line<i16>,
    skip_b: Line<i16>,
}

impl Row {
    fn new(width: usize) -> Row {
        let never = || SmallVec::from_elem(NEVER, width);
        Row {
            pair: never(),
            skip_a: never(),
            skip_b: never(),
        }
    }
}

/// Aligns what lies between the first and the last words that are the same: the best begins and ends with such.
fn local(a: &[Token], b: &[Token], common: &Common) -> Vec<(u16, u16)> {
    let (a, b) = (&a[common.a.clone()], &b[common.b.clone()]);
    let width = b.len() + 1;
    let mut ways = vec![STOP; (a.len() + 1) * width];
    let (mut above, mut row) = (Row::new(width), Row::new(width));
    let own = Costs::new(b.iter().map(|&word| Cost::of(word)));
    let next = Costs::new((1..width).map(|next| Cost::before(b.get(next))));
    let mut scores: Line<i16> = SmallVec::from_elem(0, b.len());
    let (mut best, mut best_at) = (0, None);
    for (i, &word) in a.iter().enumerate() {
        score(word, common.row(common.a.start + i), &mut scores);
        let ways = &mut ways[(i + 1) * width + 1..][..b.len()];
        pair(&above, &mut row, &scores, ways);
        skip_a(&above, &mut row, Cost::of(word), &next, ways);
        skip_b(&mut row, Cost::before(a.get(i + 1)), &own, ways);
        let best_here = row.pair.iter().copied().max().unwrap_or(NEVER);
        if best_here > best {
            let j = row.pair.iter().position(|&score| score == best_here);
            (best, best_at) = (best_here, j.map(|j| (i + 1, j)));
        }
        std::mem::swap(&mut above, &mut row);
    }
    let Some(end) = best_at else {
        return Vec::new();
    };
    let mut pairs = trace(a, b, &ways, end);
    for (x, y) in &mut pairs {
        *x += common.a.start as u16;
        *y += common.b.start as u16;
    }
    pairs
}

/// What each word of `b` scores if it is paired with a word of `a`, given which are the same.
fn score(a: Token, equal: &[bool], scores: &mut [i16]) {
    let same = if a.has(Flag::FUNCTION) {
        FUNCTION
    } else {
        CONTENT
    };
    for (score, &is_equal) in scores.iter_mut().zip(equal) {
        *score = if is_equal { same } else { OTHER_WORD };
    }
}

/// Fills in the scores that end with a pair.
fn pair(above: &Row, row: &mut Row, scores: &[i16], ways: &mut [u8]) {
    let length = scores.len();
    let (paired, ways) = (&mut row.pair[1..][..length], &mut ways[..length]);
    let (pair, skip_a, skip_b) = (
        &above.pair[..length],
        &above.skip_a[..length],
        &above.skip_b[..length],
    );
    for j in 0..length {
        let score = scores[j];
        let (before, from) = max3((pair[j], PAIR), (skip_a[j], SKIP_A), (skip_b[j], SKIP_B));
        let alone = if score > 0 { score } else { NEVER };
        // Scores saturate: no length makes them overflow.
        let joined = before.saturating_add(score);
        paired[j] = if before > 0 { joined } else { alone };
        ways[j] = if before > 0 { from } else { STOP };
    }
}

/// Fills in the scores that end with a word of `a` left out, given what that costs by the word and by what stands next in `b`.
fn skip_a(above: &Row, row: &mut Row, own: Cost, next: &Costs, ways: &mut [u8]) {
    let length = ways.len();
    let left = &mut row.skip_a[1..][..length];
    let (pair, skip_a, skip_b) = (
        &above.pair[1..][..length],
        &above.skip_a[1..][..length],
        &above.skip_b[1..][..length],
    );
    let (first, further) = (&next.first[..length], &next.further[..length]);
    for j in 0..length {
        let (first, further) = (first[j].min(own.first), further[j].min(own.further));
        let (score, way) = max3(
            (pair[j] - first, PAIR),
            (skip_a[j] - further, SKIP_A),
            (skip_b[j] - first, SKIP_B),
        );
        left[j] = score.max(NEVER);
        ways[j] |= way << 2;
    }
}

/// Fills in the scores that end with a word of `b` left out, given what that costs by what stands next in `a` and by the word.
fn skip_b(row: &mut Row, next: Cost, own: &Costs, ways: &mut [u8]) {
    let length = ways.len();
    let left = &mut row.skip_b[1..][..length];
    let (pair, skip_a) = (&row.pair[..length], &row.skip_a[..length]);
    let (first, further) = (&own.first[..length], &own.further[..length]);
    let mut before = NEVER;
    for j in 0..length {
        let (first, further) = (first[j].min(next.first), further[j].min(next.further));
        let (score, way) = max3(
            (pair[j] - first, PAIR),
            (before - further, SKIP_B),
            (skip_a[j] - first, SKIP_A),
        );
        before = score.max(NEVER);
        left[j] = before;
        ways[j] |= way << 4;
    }
}

/// The pairs of equal words on the way to a cell.
fn trace(a: &[Token], b: &[Token], ways: &[u8], end: (usize, usize)) -> Vec<(u16, u16)> {
    let mut pairs = Vec::new();
    let (mut i, mut j) = end;
    let mut state = PAIR;
    while i > 0 && j > 0 {
        let way = ways[i * (b.len() + 1) + j];
        match state {
            PAIR => {
                if a[i - 1].same(b[j - 1]) {
                    pairs.push((i as u16 - 1, j as u16 - 1));
                }
                (i, j, state) = (i - 1, j - 1, way & 3);
            }
            SKIP_A => (i, state) = (i - 1, way >> 2 & 3),
            SKIP_B => (j, state) = (j - 1, way >> 4 & 3),
            _ => break,
        }
    }
    pairs.reverse();
    pairs
}

/// The greatest of three scores, and its name; the first of equal ones.
fn max3(a: (i16, u8), b: (i16, u8), c: (i16, u8)) -> (i16, u8) {
    let first = if b.0 > a.0 { b } else { a };
    if c.0 > first.0 { c } else { first }
}

#[cfg(test)]
mod tests {
    use super::super::words::read;
    use super::*;
    use proptest::prelude::*;

    fn tokens(text: &str) -> Vec<Token> {
        read([(text, 0)]).into_iter().map(|s| s.token).collect()
    }

    /// What is left of both sides, `a/b` for each stretch that is not the same.
    fn told(a: &str, b: &str) -> String {
        let words = (read([(a, 0)]), read([(b, 0)]));
        let pairs = align(&tokens(a), &tokens(b), |_, _| true);
        let spelled =
            |text: &str, all: &[super::super::words::Spelled], range: std::ops::Range<usize>| {
                let words = all[range]
                    .iter()
                    .map(|s| &text[s.range.start as usize..s.range.end as usize]);
                words.collect::<Vec<_>>().join(" ")
            };
        let (mut i, mut j) = (0, 0);
        let mut out = Vec::new();
        for (p, q) in pairs
            .into_iter()
            .map(|(p, q)| (p as usize, q as usize))
            .chain([(words.0.len(), words.1.len())])
        {
            if p > i || q > j {
                out.push(format!(
                    "{}/{}",
                    spelled(a, &words.0, i..p),
                    spelled(b, &words.1, j..q)
                ));
            }
            (i, j) = (p + 1, q + 1);
        }
        out.join("; ")
    }

    #[test]
    fn words_that_differ() {
        for (a, b, expected) in [
            (
                "the old pier will be rebuilt in spring",
                "the old pier will be rebuilt in spring",
                "",
            ),
            (
                "the old pier will be rebuilt in spring",
                "the old pier will be repaired in spring",
                "rebuilt/repaired",
            ),
            // Too little to be aligned: `compare` sees to it.
            (
                "the old pier will be rebuilt",
                "the pier will be rebuilt",
                "the old/the",
            ),
            (
                "we warned the council twice and nobody on the whole board listened to us",
                "we warned the council and nobody listened to us",
                "twice/; on the whole board/",
            ),
            (
                "and so the harbour stays open for every boat that pays",
                "the harbour stays open for any boat",
                "and so/; every/any; that pays/",
            ),
        ] {
            assert_eq!(told(a, b), expected, "{a} / {b}");
        }
    }

    proptest! {
        #[test]
        fn pairs_rise_and_are_the_same(a in "[ab ]{0,40}", b in "[ab ]{0,40}") {
            let (x, y) = (tokens(&a), tokens(&b));
            let pairs = align(&x, &y, |_, _| true);
            prop_assert!(pairs.is_sorted_by(|p, q| p.0 < q.0 && p.1 < q.1));
            prop_assert!(pairs.iter().all(|&(i, j)| x[i as usize].same(y[j as usize])));
        }
    }
}
