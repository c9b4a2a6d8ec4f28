//! A sentence as the reader of attributions sees it: words by what they do, marks of punctuation, and each quotation
//! as one.

use std::ops::Range;

use super::classify::classify;
use super::lexicon::Class;
use crate::facts::reading::Reading;

/// A parenthesis of more words than this is read like the rest of the sentence.
const LONGEST_ASIDE: usize = 12;

/// A word or phrase, a mark or a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) class: Class,
    /// Its first byte.
    pub(super) start: u32,
    /// The byte after its last.
    pub(super) end: u32,
    /// For a word, its number; for a quotation, the quotation's.
    pub(super) number: u32,
    /// Whether it begins with a capital letter.
    pub(super) capital: bool,
    /// How it ends.
    pub(super) ending: Ending,
}

/// How a word ends, as far as it tells a plural or a participle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// `officials`
    S,
    /// `released`, and `known`
    Ed,
    /// `speaking`
    Ing,
    /// Any other.
    Other,
}

impl Ending {
    fn of(word: &str) -> Ending {
        if word.ends_with('s') {
            Ending::S
        } else if word.len() > 4 && word.ends_with("ed") || word == "known" {
            Ending::Ed
        } else if word.len() > 5 && word.ends_with("ing") {
            Ending::Ing
        } else {
            Ending::Other
        }
    }
}

/// One sentence, or several that a quotation spans: `“It is late. Go home,” she said.`
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// Which paragraph it stands in, from 0.
    pub(super) paragraph: u32,
    /// Whether it has a quotation.
    pub(super) quotes: bool,
}

/// A body's units, as far as they can matter to a quotation: those of the paragraphs that have one, and the last before.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    pub(super) all: Vec<Token>,
    pub(super) units: Vec<Unit>,
}

/// Takes a body apart. Only outermost quotations become tokens; what is within them is not looked at.
pub(super) fn tokens(reading: &Reading<'_>) -> Tokens {
    let mut tokens = Tokens::default();
    let quotations = reading.quotations.iter().enumerate();
    let mut outer = quotations.filter(|(_, q)| q.depth == 0).peekable();
    // Sentences that will matter if a quotation follows.
    let mut waiting: Vec<(Range<usize>, u32)> = Vec::new();
    let mut here = Vec::new();
    let (mut paragraph, mut end_before) = (0, None);
    let mut sentences = reading.sentences.iter().map(|s| s.range.clone()).peekable();
    while let Some(mut range) = sentences.next() {
        if end_before.is_some_and(|end| is_break(reading.body, end, range.start)) {
            paragraph += 1;
            waiting.drain(..waiting.len().saturating_sub(1));
        }
        let mut reach = range.end;
        here.clear();
        loop {
            while let Some((number, q)) = outer.next_if(|(_, q)| q.outer.start < range.end) {
                here.push((number, q.outer.clone()));
                reach = reach.max(q.outer.end);
            }
            match sentences.next_if(|next| next.start < reach) {
                Some(next) => range.end = next.end,
                None => break,
            }
            reach = reach.max(range.end);
        }
        end_before = Some(range.end);
        let follows = tokens
            .units
            .last()
            .is_some_and(|u| u.quotes && u.paragraph == paragraph);
        if here.is_empty() && !(follows && waiting.is_empty()) {
            waiting.push((range, paragraph));
            continue;
        }
        for (range, paragraph) in waiting.drain(..) {
            tokens.unit(reading, range, &[], paragraph);
        }
        tokens.unit(reading, range, &here, paragraph);
    }
    tokens
}

/// Whether a paragraph ends between two sentences.
fn is_break(body: &str, end: usize, start: usize) -> bool {
    body.get(end..start)
        .is_none_or(|gap| gap.contains(['\n', '\r']))
}

impl Tokens {
    /// The tokens of a unit.
    pub(super) fn of(&self, unit: &Unit) -> &[Token] {
        self.all.get(unit.tokens.clone()).unwrap_or_default()
    }

    fn unit(
        &mut self,
        reading: &Reading<'_>,
        range: Range<usize>,
        quotes: &[(usize, Range<usize>)],
        paragraph: u32,
    ) {
        let first = self.all.len();
        let mut from = range.start;
        for (number, quote) in quotes {
            self.words(reading, from..quote.start, first);
            self.all.push(Token {
                class: Class::Quote,
                start: quote.start as u32,
                end: quote.end as u32,
                number: *number as u32,
                capital: false,
                ending: Ending::Other,
            });
            from = quote.end;
        }
        self.words(reading, from..range.end, first);
        self.units.push(Unit {
            tokens: first..self.all.len(),
            paragraph,
            quotes: !quotes.is_empty(),
        });
    }

    /// Adds what stands in some bytes outside of quotations.
    fn words(&mut self, reading: &Reading<'_>, bytes: Range<usize>, unit: usize) {
        let words = reading.words_in(&bytes);
        let first = self.all.len();
        let mut from = bytes.start;
        let mut word = words.start;
        let mut aside: Option<usize> = None;
        while word < words.end {
            let range = reading.words[word].range();
            self.marks(reading.body, from..range.start, &mut aside);
            let previous = self.all.get(first..).and_then(|all| all.last());
            let leads = self.all.len() == unit;
            let (length, class) = classify(reading, word..words.end, previous, leads);
            let end = reading.bytes(word..word + length).end;
            self.all.push(Token {
                class,
                start: range.start as u32,
                end: end as u32,
                number: word as u32,
                capital: reading.is_capitalised(word),
                ending: if reading.gap(word) == "-" {
                    Ending::Other
                } else {
                    Ending::of(reading.word(word))
                },
            });
            from = end;
            word += length;
        }
        self.marks(reading.body, from..bytes.end, &mut aside);
    }

    /// Adds the marks between two words. A short parenthesis is left out with all that is in it.
    fn marks(&mut self, body: &str, bytes: Range<usize>, aside: &mut Option<usize>) {
        let Some(gap) = body.get(bytes.clone()) else {
            return;
        };
        if gap == " " {
            return;
        }
        let spaced = |at: usize, length: usize| {
            let before = gap[..at].chars().next_back();
            let after = gap[at + length..].chars().next();
            before.is_some_and(char::is_whitespace) || after.is_some_and(char::is_whitespace)
        };
        for (at, c) in gap.char_indices() {
            let class = match c {
                ',' => Class::Comma,
                ':' => Class::Colon,
                ';' => Class::Semicolon,
                '—' | '―' => Class::Dash,
                '-' | '–' if spaced(at, c.len_utf8()) || gap.contains("--") => Class::Dash,
                '(' | '[' => {
                    *aside = Some(self.all.len());
                    Class::Dash
                }
                ')' | ']' => {
                    let open = aside.take().filter(|open| {
                        self.all.len() - open <= LONGEST_ASIDE
                            && !self.all[*open..].iter().any(|t| t.class == Class::Quote)
                    });
                    if let Some(open) = open {
                        self.all.truncate(open);
                        continue;
                    }
                    Class::Dash
                }
                _ => continue,
            };
            let again = self
                .all
                .last()
                .is_some_and(|t| t.class == class && t.end as usize + 1 >= bytes.start + at);
            if again {
                continue;
            }
            let start = (bytes.start + at) as u32;
            self.all.push(Token {
                class,
                start,
                end: start + c.len_utf8() as u32,
                number: 0,
                capital: false,
                ending: Ending::Other,
            });
        }
    }
}
