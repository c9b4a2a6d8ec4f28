//! The words of a wording as they stand in an article.

use std::borrow::Cow;
use std::ops::Range;

use crate::bundle::ArticleId;
use crate::collation::utterances::Instance;
use crate::collation::utterances::compare::Span;
use crate::collation::utterances::words::{self, Flag, Spelled, Token};
use crate::rules::{Place, View};

/// Some words as they stand in an article.
pub(in crate::rules) struct Written<'v> {
    pub(in crate::rules) view: View<'v>,
    pub(in crate::rules) article: ArticleId,
    instance: &'v Instance,
    pub(super) words: Vec<Spelled>,
}

impl<'v> Written<'v> {
    /// Reads an instance in one of the articles that have its text.
    pub(in crate::rules) fn new(
        view: View<'v>,
        article: ArticleId,
        instance: &'v Instance,
    ) -> Written<'v> {
        let texts: Vec<(Cow<'_, str>, u32)> = instance
            .pieces
            .iter()
            .map(|&(start, end)| (view.text(article, &(start..end)), start))
            .collect();
        let words = words::read(texts.iter().map(|(text, start)| (text.as_ref(), *start)));
        Written {
            view,
            article,
            instance,
            words,
        }
    }

    /// Where some of the words stand, in bytes of the body; where none, between the two beside them.
    pub(super) fn bytes(&self, span: &Span) -> Range<u32> {
        let words = self
            .words
            .get(span.start as usize..span.end as usize)
            .unwrap_or_default();
        match words {
            [] => {
                let before = span
                    .start
                    .checked_sub(1)
                    .and_then(|at| self.words.get(at as usize));
                let at = before.map_or(0, |w| w.range.end);
                at..at
            }
            [first, .., last] => first.range.start..last.range.end.max(first.range.start),
            [only] => only.range.clone(),
        }
    }

    /// Some of the words as written, for a message.
    pub(in crate::rules) fn shown(&self, span: &Span) -> String {
        let mut out = self.text(span);
        // Half a pair of brackets looks like a slip.
        for (open, close) in [('[', ']'), ('(', ')')] {
            if out.contains(close) && !out.contains(open) {
                out.insert(0, open);
            } else if out.contains(open) && !out.contains(close) {
                out.push(close);
            }
        }
        out
    }

    /// Some of the words as written, on one line, without what stands between two pieces.
    pub(super) fn text(&self, span: &Span) -> String {
        let mut out = String::new();
        let mut start = span.start;
        let breaks = span.start + 1..span.end;
        let starts_piece = |at: &u16| {
            self.words
                .get(*at as usize)
                .is_some_and(|w| w.token.has(Flag::PIECE))
        };
        if self.is_half_contraction(start) && self.negates(start) && !span.is_empty() {
            out.push_str("not");
            start += 1;
        }
        for end in breaks.filter(starts_piece).chain([span.end]) {
            if start >= end {
                continue;
            }
            let mut range = self.bytes(&(start..end));
            range.start = self.with_apostrophe(start, range.start);
            for word in self.view.text(self.article, &range).split_whitespace() {
                if !out.is_empty() {
                    out.push(' ');
                }
                out.push_str(word);
            }
            start = end;
        }
        out
    }

    /// Whether a word and the one before it are written as one: the `not` of `don’t`.
    fn is_half_contraction(&self, at: u16) -> bool {
        let before = at.checked_sub(1).and_then(|at| self.words.get(at as usize));
        let word = self.words.get(at as usize);
        word.is_some_and(|word| before.is_some_and(|before| before.range == word.range))
    }

    fn negates(&self, at: u16) -> bool {
        self.words
            .get(at as usize)
            .is_some_and(|w| w.token.negates())
    }

    /// Where a word begins, its apostrophe included: `’ve`.
    fn with_apostrophe(&self, at: u16, start: u32) -> u32 {
        let before = at.checked_sub(1).and_then(|at| self.words.get(at as usize));
        let Some(before) = before.filter(|w| w.range.end < start && start - w.range.end <= 3)
        else {
            return start;
        };
        let between = self.view.text(self.article, &(before.range.end..start));
        if matches!(between.as_ref(), "'" | "’" | "ʼ" | "‘") {
            before.range.end
        } else {
            start
        }
    }

    /// Where some of the words begin in full: not within `it’s`.
    pub(super) fn word_start(&self, at: u16) -> u16 {
        let Some(word) = self.words.get(at as usize) else {
            return at;
        };
        let glued = self.with_apostrophe(at, word.range.start) < word.range.start;
        if glued || self.is_half_contraction(at) {
            at.saturating_sub(1)
        } else {
            at
        }
    }

    /// Whether a stretch ends or begins within a word as it is written.
    pub(super) fn splits_word(&self, span: &Span) -> bool {
        self.word_start(span.start) != span.start || self.word_start(span.end) != span.end
    }

    /// The pieces that some of the words stand in, with their marks.
    pub(in crate::rules) fn place(&self, span: &Span) -> Place {
        let bytes = self.bytes(span);
        self.view
            .place(self.article, &self.instance.range(bytes.start, bytes.end))
    }

    /// All of the words.
    pub(in crate::rules) fn whole(&self) -> Span {
        0..self.words.len() as u16
    }

    /// The words as they are compared.
    pub(in crate::rules) fn tokens(&self) -> Vec<Token> {
        self.words.iter().map(|w| w.token).collect()
    }

    /// The comparable form of all the words, as evidence.
    pub(in crate::rules) fn evidence(&self) -> String {
        self.text(&self.whole())
    }
}
