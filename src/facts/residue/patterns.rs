//! The wordings of `residue.txt`, and how a line is compared with them.
//!
//! The syntax is explained where people write it, at the head of the data file.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::text::normalise::fold;

/// Longer lines are prose, in bytes.
const LONGEST: usize = 200;

/// The words that `+` stands for at most.
const LABEL_WORDS: usize = 6;

/// The hash of every number.
const NUMBER: u64 = 0;

/// Whether a wording alone tells that a line is residue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Certainty {
    Sure,
    /// A journalist might write it.
    InRun,
}

/// What a line and a pattern are compared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    /// The hash of the folded word: nothing is copied for the many lines that begin like a pattern and are none.
    Word(u64),
    Number,
    Separator,
    /// `*`
    Any,
    /// `+`
    Label,
}

impl Token {
    fn of_hash(hash: u64) -> Self {
        if hash == NUMBER {
            Self::Number
        } else {
            Self::Word(hash)
        }
    }
}

struct Pattern {
    tokens: Vec<Token>,
    certainty: Certainty,
    needs_ellipsis: bool,
}

impl Pattern {
    /// Whether the second word allows for a match: many lines begin like a pattern, with “in” or a number.
    fn may_continue_with(&self, second: Token) -> bool {
        match self.tokens.get(1) {
            Some(token @ (Token::Word(_) | Token::Number)) => *token == second,
            _ => true,
        }
    }
}

/// The patterns, by the hash of the first word, or for those that begin with a wildcard, of the last.
#[derive(Default)]
pub(super) struct Patterns {
    by_first: FxHashMap<u64, Vec<Pattern>>,
    by_last: FxHashMap<u64, Vec<Pattern>>,
}

pub(super) static PATTERNS: LazyLock<Patterns> =
    LazyLock::new(|| Patterns::parse(include_str!("../residue.txt")));

impl Patterns {
    fn parse(file: &str) -> Self {
        let mut patterns = Self::default();
        for line in file
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
        {
            let (certainty, wording) = match line.strip_prefix('?') {
                Some(wording) => (Certainty::InRun, wording),
                None => (Certainty::Sure, line),
            };
            let tokens = tokens(wording, true).into_vec();
            let pattern = Pattern {
                certainty,
                needs_ellipsis: wording.ends_with("..."),
                tokens,
            };
            let list = if matches!(pattern.tokens.first(), Some(Token::Any | Token::Label)) {
                patterns.by_last.entry(last_word_hash(wording))
            } else {
                patterns.by_first.entry(split_first_word(wording).0)
            };
            list.or_default().push(pattern);
        }
        patterns
    }

    /// Whether a trimmed line is residue. Most lines cost two look-ups of a hash.
    pub(super) fn certainty(&self, line: &str) -> Option<Certainty> {
        if line.len() > LONGEST || line.starts_with(['“', '"', '„', '«', '‘']) {
            return None;
        }
        let (first, rest) = split_first_word(line);
        let by_first = self.by_first.get(&first).filter(|patterns| {
            let second = Token::of_hash(split_first_word(rest).0);
            patterns
                .iter()
                .any(|pattern| pattern.may_continue_with(second))
        });
        let by_last = self.by_last.get(&last_word_hash(line));
        if by_first.is_none() && by_last.is_none() {
            return None;
        }
        let tokens = tokens(line, false);
        let has_ellipsis = line.ends_with('…') || line.ends_with("...");
        let is_sentence = line.ends_with(['.', '?', '!', ',']) && !has_ellipsis;
        let matching = by_first
            .into_iter()
            .chain(by_last)
            .flatten()
            .filter(|pattern| {
                (has_ellipsis || !pattern.needs_ellipsis)
                    && matches(&pattern.tokens, &tokens, !is_sentence)
            });
        matching
            .map(|pattern| pattern.certainty)
            .min_by_key(|certainty| *certainty != Certainty::Sure)
    }
}

/// Whether a line fits a pattern. `+` fits only where `allows_label`.
///
/// Where a wildcard has taken too few words, the last one takes one more: at most the product of both lengths, and
/// lines are short.
fn matches(pattern: &[Token], line: &[Token], allows_label: bool) -> bool {
    let (mut p, mut l) = (0, 0);
    // The wildcard to fall back on: its place in the pattern, and where in the line its words end.
    let mut fallback: Option<(usize, usize)> = None;
    loop {
        match pattern.get(p) {
            None if l == line.len() => return true,
            Some(Token::Any) => {
                fallback = Some((p, l));
                p += 1;
                continue;
            }
            Some(Token::Label) => {
                // A label stands for the words up to the end or the pattern's next token.
                let next = pattern.get(p + 1);
                let length = line[l..]
                    .iter()
                    .position(|token| Some(token) == next)
                    .unwrap_or(line.len() - l);
                if !allows_label || length == 0 || length > LABEL_WORDS {
                    return false;
                }
                l += length;
                p += 1;
                continue;
            }
            Some(token) if line.get(l) == Some(token) => {
                p += 1;
                l += 1;
                continue;
            }
            _ => {}
        }
        match &mut fallback {
            Some((wildcard, end)) if *end < line.len() => {
                *end += 1;
                p = *wildcard + 1;
                l = *end;
            }
            _ => return false,
        }
    }
}

/// The words, numbers and separators of a line, and the wildcards of a pattern.
fn tokens(line: &str, is_pattern: bool) -> SmallVec<[Token; 16]> {
    let mut tokens = SmallVec::new();
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        if is_word(c) {
            let word = first_word(rest);
            rest = &rest[word.len()..];
            tokens.push(if is_number(word) {
                Token::Number
            } else {
                Token::Word(hash(word))
            });
            continue;
        }
        let before = tokens.last();
        if is_pattern && matches!(c, '*' | '+') {
            tokens.push(if c == '*' { Token::Any } else { Token::Label });
        } else if is_separator(c, rest) && before.is_some_and(|token| *token != Token::Separator) {
            tokens.push(Token::Separator);
        }
        rest = &rest[c.len_utf8()..];
    }
    if tokens.last() == Some(&Token::Separator) {
        tokens.pop();
    }
    tokens
}

/// The word that a text starts with; inner apostrophes belong to it, and so do the points of a number.
fn first_word(text: &str) -> &str {
    let has_points = is_number(text);
    let is_inner =
        |c: char| matches!(c, '\'' | '’') || (has_points && matches!(c, '.' | ',' | ':'));
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if is_word(c) {
            end = at + c.len_utf8();
        } else if at > end || !is_inner(c) {
            break;
        }
    }
    &text[..end]
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '©'
}

fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a character, the first of `rest`, separates what is before it from what is after it.
fn is_separator(c: char, rest: &str) -> bool {
    match c {
        ':' | '|' | '>' | '»' | '›' | '→' | '←' | '«' | '‹' | '•' | '·' | '–' | '—' => {
            true
        }
        '-' | '/' => rest[1..].starts_with(' '),
        _ => false,
    }
}

/// The hash of the first word, and what follows it. ASCII is hashed as bytes: every line of a text comes here.
fn split_first_word(line: &str) -> (u64, &str) {
    let bytes = line.as_bytes();
    let start = bytes
        .iter()
        .position(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii())
        .unwrap_or(bytes.len());
    let word = &bytes[start..];
    let length = word
        .iter()
        .position(|byte| !byte.is_ascii_alphanumeric())
        .unwrap_or(word.len());
    let has_points = word.first().is_some_and(u8::is_ascii_digit);
    let is_whole = word.get(length).is_none_or(|byte| match byte {
        b'.' | b',' | b':' => !has_points,
        byte => byte.is_ascii() && *byte != b'\'',
    });
    if is_whole {
        return (hash_bytes(&word[..length]), &line[start + length..]);
    }
    let rest = line.trim_start_matches(|c| !is_word(c));
    let word = first_word(rest);
    (hash(word), &rest[word.len()..])
}

/// The hash of the last word.
fn last_word_hash(line: &str) -> u64 {
    let bytes = line.as_bytes();
    let end = bytes
        .iter()
        .rposition(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii())
        .map_or(0, |at| at + 1);
    let word = &bytes[..end];
    let start = word
        .iter()
        .rposition(|byte| !byte.is_ascii_alphanumeric())
        .map_or(0, |at| at + 1);
    if start == 0 || word[start - 1].is_ascii() {
        return hash_bytes(&word[start..]);
    }
    let line = line.trim_end_matches(|c| !is_word(c));
    hash(&line[line.trim_end_matches(is_word).len()..])
}

/// The hash of a word, folded and without its apostrophes. All numbers have one.
fn hash(word: &str) -> u64 {
    if word.is_ascii() {
        hash_bytes(word.as_bytes())
    } else {
        hash_bytes(fold(word).as_bytes())
    }
}

/// Of UTF-8 that is folded but for the case of ASCII.
fn hash_bytes(word: &[u8]) -> u64 {
    if word.first().is_some_and(u8::is_ascii_digit) {
        return NUMBER;
    }
    word.iter()
        .filter(|byte| **byte != b'\'')
        .fold(1, |hash: u64, byte| {
            (hash.rotate_left(5) ^ u64::from(byte.to_ascii_lowercase()))
                .wrapping_mul(0x517C_C1B7_2722_0A95)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_finds_its_own_wording() {
        for line in include_str!("../residue.txt")
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
        {
            let wording = line.trim_start_matches('?');
            assert_eq!(wording, wording.trim());
            for words in ["something else", "9"] {
                let text = wording.replace(['*', '+'], words);
                assert!(PATTERNS.certainty(&text).is_some(), "{line:?}");
            }
            let is_fixed = |token: &Token| matches!(token, Token::Word(_) | Token::Number);
            assert!(tokens(wording, true).iter().any(is_fixed), "{line:?}");
        }
    }
}
