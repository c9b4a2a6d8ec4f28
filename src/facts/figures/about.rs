//! What a figure is said about: the content words near it.

use std::ops::Range;

use smallvec::SmallVec;

use super::lexicon::{BOUNDS_BEFORE, GRAMMAR, Grammar, NUMBERS};
use super::{Figure, FigureKind};
use crate::facts::dates::Moment;
use crate::facts::reading::Reading;

/// The most content words on either side.
const EACH_SIDE: usize = 4;
/// The most words that are looked at on either side.
const FARTHEST: usize = 12;

/// Fills in what some figures of one sentence, whose words are given, are said about.
pub(super) fn about(
    reading: &Reading<'_>,
    moments: &[Moment],
    sentence: &Range<usize>,
    figures: &mut [Figure],
) {
    for at in 0..figures.len() {
        let (earlier, rest) = figures.split_at_mut(at);
        let Some((figure, after)) = rest.split_first_mut() else {
            return;
        };
        if figure.kind == FigureKind::Name {
            continue;
        }
        let own = reading.words_in(&(figure.range.start as usize..figure.range.end as usize));
        // A clause is each figure's own, where a conjunction parts two: 12 people were killed and 21 injured.
        let parts = |mut words: Range<usize>| words.find(|&w| is_conjunction(reading.word(w)));
        let left = earlier.last().map_or(sentence.start, |f| {
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
            if is_content(reading, moments, word) {
                of.push(bytes(reading, word));
            }
        }
        of.reverse();
        let before = of.len();
        for word in own.end..right.min(own.end + FARTHEST) {
            if of.len() - before == EACH_SIDE || ends_clause(reading.gap(word)) {
                break;
            }
            if is_content(reading, moments, word) {
                of.push(bytes(reading, word));
            }
        }
        // One of a list is said about what the list is: Ada Moore had 14 points, 11 rebounds and six blocks.
        if of.is_empty()
            && let Some(last) = earlier.last()
        {
            of.clone_from(&last.of);
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
fn is_content(reading: &Reading<'_>, moments: &[Moment], at: usize) -> bool {
    let Some(word) = reading.words.get(at) else {
        return false;
    };
    let after = moments.partition_point(|m| m.range.end <= word.start);
    let is_moment = moments
        .get(after)
        .is_some_and(|m| m.range.start <= word.start);
    let text = reading.word(at);
    text.len() > 2
        && !is_moment
        && text.starts_with(char::is_alphabetic)
        && GRAMMAR.get(*word).is_none_or(|g| g != Grammar::Function)
        && BOUNDS_BEFORE.get(*word).is_none()
        && NUMBERS.get(*word).is_none()
}
