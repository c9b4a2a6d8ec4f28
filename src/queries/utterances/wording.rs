//! The words of an utterance where it stands, and how they are written there.

use std::borrow::Cow;
use std::ops::Range;

use super::Form;
use crate::collation::utterances::compare::Span;
use crate::collation::utterances::words::{self, Spelled};
use crate::rules::View;

/// See the module's head.
pub(super) struct Wording<'v> {
    /// The pieces, each with where it begins, in bytes of the body.
    pieces: Vec<(Cow<'v, str>, u32)>,
    words: Vec<Spelled>,
}

impl<'v> Wording<'v> {
    /// The words of a form.
    pub(super) fn read(view: View<'v>, form: &Form<'_>) -> Wording<'v> {
        let pieces = form.instance.pieces.iter();
        let pieces: Vec<(Cow<'v, str>, u32)> = pieces
            .map(|&(start, end)| (view.text(form.article, &(start..end)), start))
            .collect();
        let words = words::read(pieces.iter().map(|(text, start)| (text.as_ref(), *start)));
        Wording { pieces, words }
    }

    /// How many words there are.
    pub(super) fn len(&self) -> u16 {
        self.words.len() as u16
    }

    fn word(&self, at: u16) -> Option<&Range<u32>> {
        self.words.get(at as usize).map(|word| &word.range)
    }

    /// Where some of the words stand, from the first to the last, in bytes of the body.
    pub(super) fn bytes(&self, span: &Span) -> Range<u32> {
        let start = self.word(span.start).map_or(0, |range| range.start);
        let last = span.end.checked_sub(1).and_then(|at| self.word(at));
        start..last.map_or(start, |range| range.end.max(start))
    }

    /// The piece that a byte of the body lies in.
    fn piece(&self, byte: u32) -> Option<&(Cow<'v, str>, u32)> {
        let at = self.pieces.partition_point(|(_, start)| *start <= byte);
        self.pieces.get(at.checked_sub(1)?)
    }

    /// What stands between two bytes of one piece.
    fn between(&self, range: Range<u32>) -> &str {
        let Some((text, start)) = self.piece(range.start) else {
            return "";
        };
        let offset = |byte: u32| byte.saturating_sub(*start) as usize;
        let end = offset(range.end).min(text.len());
        text.get(offset(range.start)..end).unwrap_or_default()
    }

    /// Whether a word and the one before it are written as one: the two of `don’t`, `Ada’s`, `cease-fire`.
    pub(super) fn is_glued(&self, at: u16) -> bool {
        let before = at.checked_sub(1).and_then(|at| self.word(at));
        let (Some(before), Some(word)) = (before, self.word(at)) else {
            return false;
        };
        if word.start < before.end {
            return true;
        }
        let gap = self.between(before.end..word.start);
        matches!(gap, "'" | "’" | "-" | "") && word.start - before.end <= 3
    }

    /// Some of the words as written, with the punctuation behind them, on one line; what stands between two pieces is left
    /// out.
    pub(super) fn text(&self, span: &Span) -> String {
        let mut out = String::new();
        let mut at = span.start;
        while at < span.end {
            let Some(first) = self.word(at) else { break };
            let Some((text, start)) = self.piece(first.start) else {
                break;
            };
            let piece_end = start + text.len() as u32;
            let mut end = at + 1;
            while end < span.end && self.word(end).is_some_and(|w| w.start < piece_end) {
                end += 1;
            }
            let next = self.word(end).map(|word| word.start);
            let until = next.filter(|&next| next < piece_end).unwrap_or(piece_end);
            for word in self.between(first.start..until).split_whitespace() {
                if !out.is_empty() {
                    out.push(' ');
                }
                out += word;
            }
            at = end;
        }
        out
    }
}
