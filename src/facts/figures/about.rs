//! What a figure is said about: the content words near it.

use std::ops::Range;

use smallvec::SmallVec;

use super::lexicon::{BOUNDS_BEFORE, GRAMMAR, Grammar};
use super::{Figure, FigureKind};
use crate::facts::reading::Reading;

/// The most content words on either side.
const EACH_SIDE: usize = 4;
/// The most words that are looked at on either side.
const FARTHEST: usize = 12;

/// Fills in what some figures of one sentence, whose words are given, are said about.
pub(super) fn about(reading: &Reading<'_>, sentence: &Range<usize>, figures: &mut [Figure]) {
    for at in 0..figures.len() {
        let (before, rest) = figures.split_at_mut(at);
        let Some((figure, after)) = rest.split_first_mut() else {
            return;
        };
        if figure.kind == FigureKind::Name {
            continue;
        }
        let own = reading.words_in(&(figure.range.start as usize..figure.range.end as usize));
        // A clause is each figure's own, where a conjunction parts two: 12 people were killed and 21 injured.
        let parts = |mut words: Range<usize>| words.find(|&w| is_conjunction(reading.word(w)));
        let left = before.last().map_or(sentence.start, |f| {
            let end = reading.word_at(f.range.end as usize);
            parts(end..own.start).unwrap_or(end)
        });
        let right = after.first().map_or(sentence.end, |f| {
            let start = reading.word_at(f.range.start as usize);
            parts(own.end..start).unwrap_or(start)
        });
        let mut of: SmallVec<[Range<u32>; 4]> = SmallVec::new();
        for word in (left.max(own.start.saturating_sub(FARTHEST))..own.start).rev() {
            if of.len() == EACH_SIDE || ends_clause(reading.gap(word + 1)) {
                break;
            }
            if is_content(reading, word) {
                of.push(bytes(reading, word));
            }
        }
        of.reverse();
        let before = of.len();
        for word in own.end..right.min(own.end + FARTHEST) {
            if of.len() - before == EACH_SIDE || ends_clause(reading.gap(word)) {
                break;
            }
            if is_content(reading, word) {
                of.push(bytes(reading, word));
            }
        }
        figure.of = of;
    }
}

fn bytes(reading: &Reading<'_>, word: usize) -> Range<u32> {
    let range = reading.bytes(word..word + 1);
    range.start as u32..range.end as u32
}

fn is_conjunction(word: &str) -> bool {
    matches!(
        word,
        "and" | "but" | "while" | "whereas" | "although" | "though"
    )
}

/// Whether a mark between two words parts clauses.
fn ends_clause(gap: &str) -> bool {
    gap.contains([';', ':', '“', '”', '"', '—', '(', ')', '\n'])
}

/// Whether a word says something of the matter.
fn is_content(reading: &Reading<'_>, at: usize) -> bool {
    let text = reading.word(at);
    text.len() > 2
        && text.starts_with(char::is_alphabetic)
        && reading.words.get(at).is_some_and(|w| {
            GRAMMAR.get(*w).is_none_or(|g| g != Grammar::Function)
                && BOUNDS_BEFORE.get(*w).is_none()
        })
}
