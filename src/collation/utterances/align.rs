//! The exact alignment of two wordings: which word of one is which word of the other.
//!
//! The best local alignment (Smith and Waterman) with gaps that cost by number rather than by length (Gotoh): a stretch that
//! is left out is one event, however long. Content words count double, so that two sentences don't seem to agree by their `of`
//! and `the`; what an ellipsis, brackets or the speaker's cue accounts for costs next to nothing.

use super::words::{Flag, Token};

const CONTENT: i32 = 12;
const FUNCTION: i32 = 6;
const OTHER_WORD: i32 = -6;
const OPEN: i32 = 10;
const EXTEND: i32 = 1;
/// Below any score that is reached.
const NEVER: i32 = i32::MIN / 2;

/// How a cell of the table was reached; two bits for each of the three ways to leave it.
const STOP: u8 = 0;
const PAIR: u8 = 1;
const SKIP_A: u8 = 2;
const SKIP_B: u8 = 3;

/// What it costs to leave out a word of one side, opening a gap and going on, given what stands next on the other.
fn gap_cost(left_out: Token, next: Option<&Token>) -> (i32, i32) {
    let told = Flag::ELLIPSIS.or(Flag::PIECE);
    if left_out.has(Flag::BRACKETED) {
        (1, 0)
    } else if left_out.has(told) || next.is_some_and(|n| n.has(told)) {
        (2, 0)
    } else {
        (OPEN, EXTEND)
    }
}

fn pair_score(a: Token, b: Token) -> i32 {
    if !a.same(b) {
        OTHER_WORD
    } else if a.has(Flag::FUNCTION) {
        FUNCTION
    } else {
        CONTENT
    }
}

/// The pairs of equal words in the best local alignment of two wordings, rising on both sides; none where nothing agrees.
///
/// Time and memory: the product of the two lengths, less what the two begin and end with alike.
pub fn align(a: &[Token], b: &[Token]) -> Vec<(u16, u16)> {
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
    let inner = local(inner_a, inner_b);
    pairs.extend(
        inner
            .into_iter()
            .map(|(x, y)| (x + head as u16, y + head as u16)),
    );
    let (end_a, end_b) = ((a.len() - tail) as u16, (b.len() - tail) as u16);
    pairs.extend((0..tail as u16).map(|at| (end_a + at, end_b + at)));
    pairs
}

fn local(a: &[Token], b: &[Token]) -> Vec<(u16, u16)> {
    let width = b.len() + 1;
    let mut ways = vec![0_u8; (a.len() + 1) * width];
    // Of the row above, and of this one: best scores that end with a pair, a word of `a` left out, one of `b` left out.
    let mut above = vec![[NEVER; 3]; width];
    let mut row = vec![[NEVER; 3]; width];
    let (mut best, mut best_at) = (0, None);
    for (i, &word_a) in a.iter().enumerate() {
        row[0] = [NEVER; 3];
        for (j, &word_b) in b.iter().enumerate() {
            let [pair, skip_a, skip_b] = above[j];
            let (before, from) = max3((pair, PAIR), (skip_a, SKIP_A), (skip_b, SKIP_B));
            let score = pair_score(word_a, word_b);
            let (paired, pair_way) = if before > 0 {
                (before + score, from)
            } else if score > 0 {
                (score, STOP)
            } else {
                (NEVER, STOP)
            };
            let (open, extend) = gap_cost(word_a, b.get(j + 1));
            let [pair, skip_a, skip_b] = above[j + 1];
            let (left_a, way_a) = max3(
                (pair - open - extend, PAIR),
                (skip_a - extend, SKIP_A),
                (skip_b - open - extend, SKIP_B),
            );
            let (open, extend) = gap_cost(word_b, a.get(i + 1));
            let [pair, skip_a, skip_b] = row[j];
            let (left_b, way_b) = max3(
                (pair - open - extend, PAIR),
                (skip_b - extend, SKIP_B),
                (skip_a - open - extend, SKIP_A),
            );
            row[j + 1] = [paired, left_a.max(NEVER), left_b.max(NEVER)];
            ways[(i + 1) * width + j + 1] = pair_way | way_a << 2 | way_b << 4;
            if paired > best {
                (best, best_at) = (paired, Some((i + 1, j + 1)));
            }
        }
        std::mem::swap(&mut above, &mut row);
    }
    let mut pairs = Vec::new();
    let Some((mut i, mut j)) = best_at else {
        return pairs;
    };
    let mut state = PAIR;
    while i > 0 && j > 0 {
        let way = ways[i * width + j];
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
fn max3(a: (i32, u8), b: (i32, u8), c: (i32, u8)) -> (i32, u8) {
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
        let pairs = align(&tokens(a), &tokens(b));
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
            let pairs = align(&x, &y);
            prop_assert!(pairs.is_sorted_by(|p, q| p.0 < q.0 && p.1 < q.1));
            prop_assert!(pairs.iter().all(|&(i, j)| x[i as usize].same(y[j as usize])));
        }
    }
}
