//! One body taken apart once, for all that read facts in it: words, sentences, quotations.

use std::ops::Range;

use super::delimiters::Quotation;
use super::shapes::{self, Shape};
use crate::text::sentences::sentences;
use crate::text::words::Word;

/// One body, as the readers of facts see it. Word numbers count from 0; ranges of text are bytes of the body.
pub struct Reading<'b> {
    /// The text.
    pub body: &'b str,
    /// Its words: runs of letters and digits. `U.S.` is two, `1,000` is two, `don’t` is two: look at [`Reading::gap`].
    pub words: &'b [Word],
    /// What a look at each of its words tells.
    pub shapes: Vec<Shape>,
    /// Its sentences, in order; none is empty.
    pub sentences: Vec<Sentence>,
    /// Its quotations, by position, an outer one before those within it.
    pub quotations: &'b [Quotation],
}

/// One sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, in bytes, outer white space left out.
    pub range: Range<usize>,
    /// The numbers of its words.
    pub words: Range<usize>,
}

impl<'b> Reading<'b> {
    /// Takes a body apart, given its words and its quotations.
    pub fn new(body: &'b str, words: &'b [Word], quotations: &'b [Quotation]) -> Reading<'b> {
        let mut next = 0;
        let sentences = sentences(body).map(|range| {
            let first = next;
            while words.get(next).is_some_and(|w| w.range().start < range.end) {
                next += 1;
            }
            let words = first..next;
            Sentence { range, words }
        });
        let sentences = sentences.collect();
        Reading {
            body,
            words,
            shapes: shapes::shapes(body, words),
            sentences,
            quotations,
        }
    }

    /// A word as written; empty where there is none.
    pub fn word(&self, word: usize) -> &'b str {
        self.words.get(word).map_or("", |w| &self.body[w.range()])
    }

    /// What stands between a word and the one before it: blanks, punctuation, line ends. Before the first word, what
    /// the text begins with; after the last (`words.len()`), what it ends with.
    pub fn gap(&self, word: usize) -> &'b str {
        let start = match word.checked_sub(1) {
            Some(before) => self
                .words
                .get(before)
                .map_or(self.body.len(), |w| w.range().end),
            None => 0,
        };
        let end = self
            .words
            .get(word)
            .map_or(self.body.len(), |w| w.range().start);
        &self.body[start..end.max(start)]
    }

    /// The text from the first of some words to the last; empty for none.
    pub fn text(&self, words: Range<usize>) -> &'b str {
        &self.body[self.bytes(words)]
    }

    /// The bytes from the first of some words to the last.
    pub fn bytes(&self, words: Range<usize>) -> Range<usize> {
        match self.words.get(words) {
            Some([first, .., last]) => first.range().start..last.range().end,
            Some([only]) => only.range(),
            _ => 0..0,
        }
    }

    /// The number of the first word that starts at or after a byte.
    pub fn word_at(&self, byte: usize) -> usize {
        self.words.partition_point(|w| w.range().start < byte)
    }

    /// The numbers of the words that start within some bytes.
    pub fn words_in(&self, bytes: &Range<usize>) -> Range<usize> {
        self.word_at(bytes.start)..self.word_at(bytes.end)
    }

    /// The number of the sentence that holds a byte; of the one before it, where it lies between two.
    pub fn sentence_at(&self, byte: usize) -> Option<usize> {
        self.sentences
            .partition_point(|s| s.range.start <= byte)
            .checked_sub(1)
    }

    /// Whether a word begins with a capital letter.
    #[inline]
    pub fn is_capitalised(&self, word: usize) -> bool {
        self.shape(word).is(Shape::CAPITAL)
    }

    /// What a look at a word tells; nothing where there is none.
    #[inline]
    pub fn shape(&self, word: usize) -> Shape {
        self.shapes.get(word).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words::words;

    #[test]
    fn words_gaps_and_sentences() {
        let body = "“No,” said Ada. The U.S. paid $1,000!";
        let words = words(body);
        let reading = Reading::new(body, &words, &[]);
        let texts: Vec<&str> = (0..words.len()).map(|i| reading.word(i)).collect();
        assert_eq!(
            texts,
            ["No", "said", "Ada", "The", "U", "S", "paid", "1", "000"]
        );
        assert_eq!(reading.gap(0), "“");
        assert_eq!(reading.gap(1), ",” ");
        assert_eq!(reading.gap(9), "!");
        assert_eq!(reading.gap(99), "");
        assert_eq!(reading.word(99), "");
        let sentences: Vec<Range<usize>> =
            reading.sentences.iter().map(|s| s.words.clone()).collect();
        assert_eq!(sentences, [0..3, 3..9]);
        assert_eq!(reading.text(4..6), "U.S");
        assert_eq!(reading.text(3..3), "");
        assert_eq!(reading.sentence_at(0), Some(0));
        assert_eq!(reading.sentence_at(body.len()), Some(1));
    }
}
