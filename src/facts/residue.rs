//! Navigation and template text that a scraper left in an article.
//!
//! The lines are known by their wording, which a few content management systems, share plugins and consent banners
//! put on most of the web's news pages. The wordings are in `residue.txt`, where anyone may add one.

use std::{ops::Range, sync::LazyLock};

use memchr::memchr2;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::text::{normalise::fold, paragraphs::trim};

/// Longer lines are prose, in bytes.
const LONGEST: usize = 200;

/// How many lines of wordings that a journalist might use make a menu or a row of buttons.
const SHORTEST_MENU: usize = 3;

/// The hash of every number.
const NUMBER: u64 = 0;

/// The words that `+` stands for at most.
const LABEL_WORDS: usize = 6;

/// The lines of a body that are navigation or template text, as byte ranges without outer white space, one a line.
///
/// Only whole lines count: prose that mentions an advertisement, and a quotation, are left alone. So are datelines,
/// bylines, credits and corrections, which are content.
pub fn residue(body: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut run = Run::default();
    let mut ends_sentence = true;
    let mut at = 0;
    while at < body.len() {
        let rest = &body.as_bytes()[at..];
        let end = at + memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        let line = body[at..end].trim();
        if line.is_empty() {
            ends_sentence = true;
        } else {
            // The last word of a wrapped sentence may look like a button: “… a dividend of 20 cents a⏎share.”
            let is_tail = !ends_sentence && line.starts_with(char::is_lowercase);
            let certainty = match PATTERNS.certainty(line) {
                _ if is_code(line) => Some(Certainty::Sure),
                certainty => certainty.filter(|_| !is_tail),
            };
            match certainty {
                Some(certainty) => run.push(trim(body, at..end), certainty),
                None => run.finish(&mut found),
            }
            ends_sentence =
                certainty.is_some() || line.ends_with(['.', '!', '?', ':', '”', '"', '»']);
        }
        at = end + 1;
    }
    run.finish(&mut found);
    found
}

/// Lines that follow each other, but for blank ones, and match.
#[derive(Default)]
struct Run {
    lines: Vec<Range<usize>>,
    has_sure_one: bool,
}

impl Run {
    fn push(&mut self, line: Range<usize>, certainty: Certainty) {
        self.lines.push(line);
        self.has_sure_one |= certainty == Certainty::Sure;
    }

    fn finish(&mut self, found: &mut Vec<Range<usize>>) {
        if self.has_sure_one || self.lines.len() >= SHORTEST_MENU {
            found.append(&mut self.lines);
        }
        self.lines.clear();
        self.has_sure_one = false;
    }
}

/// Whether a wording alone tells that a line is residue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Certainty {
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
    /// Whether the second word allows for a match: a third of all lines begin like a pattern, most with “the” or “in”.
    fn may_continue_with(&self, second: Token) -> bool {
        match self.tokens.get(1) {
            Some(token @ (Token::Word(_) | Token::Number)) => *token == second,
            _ => true,
        }
    }
}

/// The patterns, by the hash of the first word, or for those that begin with a wildcard, of the last.
#[derive(Default)]
struct Patterns {
    by_first: FxHashMap<u64, Vec<Pattern>>,
    by_last: FxHashMap<u64, Vec<Pattern>>,
}

static PATTERNS: LazyLock<Patterns> =
    LazyLock::new(|| Patterns::parse(include_str!("residue.txt")));

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
    fn certainty(&self, line: &str) -> Option<Certainty> {
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

/// Whether a line is of a style sheet, a script or markup: `.gallery {`, `width: 100%;`, `}`, `</div>`.
fn is_code(line: &str) -> bool {
    match line.as_bytes().last() {
        Some(b'{') => true,
        Some(b'}' | b')' | b']') => line.starts_with('}'),
        Some(b';') => {
            let is_name = |c: char| c.is_ascii_lowercase() || c == '-';
            let value = line.trim_start_matches(is_name).trim_start();
            let is_declaration = value.len() < line.len() && value.starts_with(':');
            is_declaration
                || ["}", "var ", "window.", "document.", "googletag."]
                    .iter()
                    .any(|code| line.starts_with(code))
        }
        Some(b'>') => {
            line.starts_with("</") || line.starts_with("<!--") || line == "//-->" || line == "//]]>"
        }
        _ => line == "//<![CDATA[",
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
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(body: &str, expected: &[&str]) {
        let found: Vec<&str> = residue(body)
            .into_iter()
            .map(|range| &body[range])
            .collect();
        assert_eq!(found, expected, "{body:?}");
    }

    #[test]
    fn template_lines_are_found() {
        let lines = [
            "Select Page",
            "ABOUT THE AUTHOR",
            "Share this:",
            "» Skip to content «",
            "Advertisement",
            "Story continues below advertisement",
            "Read more: Harbour board closes the quay",
            "Click to share on Facebook (Opens in new window)",
            "Your email address will not be published. Required fields are marked *",
            "Posted in Ports, Shipping | Tagged pilots",
            "12 Comments",
            "Page 1 of 3",
            "1 2 3 … 9 Next »",
            "© 2019 The Courier. All rights reserved.",
            "Home » News » Ports",
            "Loading…",
            "3.5k views",
            "Don’t have an account? Sign up",
            "By clicking “Sign up”, you agree to our terms.",
            "Weiterlesen nach der Anzeige",
            "Votre adresse e-mail ne sera pas publiée.",
            "Síguenos en Facebook",
            ".gallery {",
            "text-align:center;",
            "}",
            "</div>",
        ];
        check(&lines.join("\n"), &lines);
    }

    #[test]
    fn prose_is_left_alone() {
        for line in [
            "The advertisement ran for a week.",
            "Advertisement spending fell.",
            "Posted in April, the video shows the quay.",
            "“Sign up for our newsletter,” she said.",
            "Read more books, he said.",
            "No part of this coast is safe.",
            "Home",
            "Comments",
            "5 thoughts on the new quay",
            "Photo: Ines Alvarez",
            "By Ines Alvarez",
            "ROTTERDAM, Jan. 3 —",
            "Correction: An earlier version gave a wrong date.",
            "Please wait",
            "The board: closed; the quay;",
            "<RTM.A>",
        ] {
            check(line, &[]);
        }
    }

    #[test]
    fn doubtful_lines_need_company() {
        check(
            "Facebook\n\nTwitter\nEmail",
            &["Facebook", "Twitter", "Email"],
        );
        check("Facebook\nTwitter\nThe quay closed.\nEmail", &[]);
        check("Share this:\n  Facebook\n", &["Share this:", "Facebook"]);
    }

    #[test]
    fn tails_of_wrapped_sentences_are_left_alone() {
        check(
            "The board will pay a dividend that is the same for every\nrelated article",
            &[],
        );
        check(
            "The board will pay.\nrelated articles",
            &["related articles"],
        );
    }

    #[test]
    fn every_pattern_finds_its_own_wording() {
        for line in include_str!("residue.txt")
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

    proptest! {
        #[test]
        fn ranges_are_trimmed_lines(
            body in "(Share this:|Read more|Home|Next|0|:|»|’|é|©| |\n|\r\n|\u{2028}|\\PC){0,30}",
        ) {
            let mut done = 0;
            for range in residue(&body) {
                prop_assert!(range.start >= done);
                prop_assert_eq!(body[range.clone()].trim(), &body[range.clone()]);
                done = range.end;
            }
        }
    }
}
