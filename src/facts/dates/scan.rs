//! One pass over the words of a body: what each of them could begin, and the small looks that this takes.

use super::tokens::{CUES, Cue, TOKENS, Token};
use super::{Moment, When};
use crate::facts::lexicon::Lexicon;
use crate::facts::reading::Reading;
use crate::facts::shapes::Shape;

/// A pass over a body, with what was found so far.
pub(super) struct Scan<'r> {
    pub(super) reading: &'r Reading<'r>,
    pub(super) found: Vec<Moment>,
    tokens: &'static Lexicon<Token>,
    cues: &'static Lexicon<Cue>,
}

/// What stands between two words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// White space without a blank line.
    Blank,
    /// A comma and white space.
    Comma,
    /// A full stop and white space, as behind an abbreviation.
    Stop,
    /// A hyphen or a dash, without white space.
    Hyphen,
    /// `/`
    Slash,
    /// `:`
    Colon,
    /// `.`
    Point,
    /// Anything else.
    Other,
}

impl<'r> Scan<'r> {
    pub(super) fn new(reading: &'r Reading<'r>) -> Scan<'r> {
        let found = Vec::new();
        let (tokens, cues) = (&*TOKENS, &*CUES);
        Scan {
            reading,
            found,
            tokens,
            cues,
        }
    }

    /// Reads what begins at a word; the number of the next word to look at.
    pub(super) fn step(&mut self, at: usize) -> usize {
        if self.starts_with_digit(at) {
            return self
                .clock(at)
                .or_else(|| self.numeric(at))
                .or_else(|| self.known_by_numbers(at))
                .or_else(|| self.day_first(at))
                .or_else(|| self.year_alone(at))
                .unwrap_or(at + 1);
        }
        let Some((length, token)) = self.token(at) else {
            return at + 1;
        };
        let next = match token {
            Token::Month(..) => self.month_first(at),
            Token::Weekday(..) => self.weekday(at),
            Token::Relative(unit, steps) => {
                Some(self.add(at, at + length, When::Relative { unit, steps }))
            }
            Token::Noon | Token::Midnight | Token::Hour(_) => self.clock(at),
            Token::Known(_) => self.known_by_numbers(at),
            Token::Name => Some(at + length),
        };
        next.unwrap_or(at + 1)
    }

    /// Notes a moment of some words; the word behind them.
    pub(super) fn add(&mut self, from: usize, to: usize, when: When) -> usize {
        let range = self.reading.bytes(from..to);
        self.add_bytes(range.start, range.end, when);
        to
    }

    pub(super) fn add_bytes(&mut self, start: usize, end: usize, when: When) {
        let range = start as u32..end as u32;
        if !range.is_empty() {
            self.found.push(Moment { range, when });
        }
    }

    pub(super) fn token(&self, at: usize) -> Option<(usize, Token)> {
        if !self.reading.shape(at).is(Shape::MOMENT) {
            return None;
        }
        self.tokens.longest(self.reading.words.get(at..)?)
    }

    /// What a word says about a date beside it.
    pub(super) fn cue(&self, at: Option<usize>) -> Cue {
        at.and_then(|at| self.cues.get(*self.reading.words.get(at)?))
            .unwrap_or_default()
    }

    /// What the word before says, where only blanks part it from this one.
    pub(super) fn cue_before(&self, at: usize) -> Cue {
        if self.gap(at) == Gap::Blank {
            self.cue(at.checked_sub(1))
        } else {
            Cue::default()
        }
    }

    pub(super) fn word(&self, at: usize) -> &'r str {
        self.reading.word(at)
    }

    pub(super) fn is(&self, at: usize, word: &str) -> bool {
        self.word(at).eq_ignore_ascii_case(word)
    }

    pub(super) fn starts_with_digit(&self, at: usize) -> bool {
        self.reading.shape(at).is(Shape::NUMERAL)
    }

    /// What stands before a word.
    pub(super) fn gap(&self, at: usize) -> Gap {
        let gap = self.reading.gap(at);
        match gap {
            " " => return Gap::Blank,
            "-" | "–" | "—" | "‑" => return Gap::Hyphen,
            "/" => return Gap::Slash,
            ":" => return Gap::Colon,
            "." => return Gap::Point,
            _ => {}
        }
        let rest = gap.trim_start_matches([',', '.']);
        let blank = !rest.is_empty()
            && rest.chars().all(char::is_whitespace)
            && rest.bytes().filter(|&b| b == b'\n').count() < 2;
        match gap.len() - rest.len() {
            0 if blank => Gap::Blank,
            1 if blank && gap.starts_with(',') => Gap::Comma,
            1 if blank => Gap::Stop,
            _ => Gap::Other,
        }
    }

    /// Whether a number at this word is part of a longer one, or of an amount: `3,000`, `$16`, `2.5`, `-4`.
    fn is_joined_before(&self, at: usize) -> bool {
        let gap = self.reading.gap(at);
        match gap.chars().next_back() {
            Some('$' | '€' | '£' | '¥' | '#' | '№' | '+') => true,
            Some('.' | ',' | ':' | '/' | '\'' | '’') => {
                gap.len() == 1 && at > 0 && self.ends_with_digit(at - 1)
            }
            _ => false,
        }
    }

    /// Whether the number before this word goes on here: `16,000`, `16.5`, `16%`.
    pub(super) fn is_joined(&self, at: usize) -> bool {
        let gap = self.reading.gap(at);
        gap.starts_with(['%', '°', '€'])
            || (matches!(gap, "," | "." | ":" | "'" | "’") && self.starts_with_digit(at))
    }

    fn ends_with_digit(&self, at: usize) -> bool {
        self.word(at).ends_with(|c: char| c.is_ascii_digit())
    }

    /// A number of at most four digits that stands by itself, and how many it has.
    pub(super) fn number(&self, at: usize) -> Option<(i16, usize)> {
        let word = self.reading.words.get(at).filter(|w| w.is_digits())?;
        let length = word.range().len();
        if length > 4 || self.is_joined_before(at) || self.is_joined(at + 1) {
            return None;
        }
        Some((self.word(at).parse().ok()?, length))
    }

    /// A year of four digits.
    pub(super) fn year(&self, at: usize) -> Option<i16> {
        self.number(at)
            .filter(|&(year, length)| length == 4 && (1000..3000).contains(&year))
            .map(|(year, _)| year)
    }

    /// A day of a month, `16` or `16th`. Up to 39: what stands there may be wrong.
    pub(super) fn day(&self, at: usize) -> Option<i8> {
        let day = match self.number(at) {
            Some((day, length)) if length <= 2 => i8::try_from(day).ok()?,
            Some(_) => return None,
            None => self.ordinal(at)?,
        };
        (1..40).contains(&day).then_some(day)
    }

    /// `16th`.
    pub(super) fn ordinal(&self, at: usize) -> Option<i8> {
        let word = self.word(at);
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let suffix = &word[digits.len()..];
        let is_suffix = ["st", "nd", "rd", "th"]
            .iter()
            .any(|s| s.eq_ignore_ascii_case(suffix));
        (is_suffix && digits.len() <= 2)
            .then(|| digits.parse().ok())
            .flatten()
    }

    /// Whether what stands before this word may be counted by the word before: a small word of no grammar behind a
    /// blank, as in `2010 people`.
    pub(super) fn is_counted(&self, at: usize) -> bool {
        self.gap(at) == Gap::Blank
            && self.word(at).starts_with(char::is_lowercase)
            && !self.cue(Some(at)).is(Cue::GOES_ON)
    }
}
