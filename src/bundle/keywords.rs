//! The words that make a marker, and what merely looks like one.

use super::marker::Joint;

/// The keywords that mark an article: `FILE`, and what the configuration adds (`ARTICLE`, `DOC` …).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keywords {
    words: Vec<String>,
}

impl Default for Keywords {
    fn default() -> Self {
        Keywords {
            words: vec!["FILE".to_owned()],
        }
    }
}

impl Keywords {
    /// `FILE` and the given words beside it. A word that is not of ASCII letters alone, or is one that markers use
    /// otherwise (`END`, `EOF`, `BEGIN`, `START`), is given back as the error.
    pub fn with(more: &[String]) -> Result<Keywords, String> {
        let mut words = Keywords::default().words;
        for word in more {
            let upper = word.to_ascii_uppercase();
            let reserved = ["END", "EOF", "BEGIN", "START"].contains(&upper.as_str());
            if upper.is_empty() || reserved || !upper.bytes().all(|b| b.is_ascii_alphabetic()) {
                return Err(word.clone());
            }
            if !words.contains(&upper) {
                words.push(upper);
            }
        }
        Ok(Keywords { words })
    }

    /// The keyword with this number, upper case.
    pub fn word(&self, keyword: u8) -> &str {
        self.words
            .get(usize::from(keyword))
            .map_or("FILE", String::as_str)
    }

    /// Takes a keyword off the front: its number and the rest.
    pub(super) fn strip<'t>(&self, text: &'t str) -> Option<(u8, &'t str)> {
        let found = self
            .words
            .iter()
            .enumerate()
            .filter_map(|(i, word)| Some((i as u8, prefix(text, word)?)));
        found.min_by_key(|(_, rest)| rest.len()) // `DOCUMENT` before `DOC`
    }

    /// `END FILE`, `END_FILE`, `ENDFILE`: the word, the joint, a keyword.
    pub(super) fn strip_joined_after<'t>(
        &self,
        word: &str,
        text: &'t str,
    ) -> Option<(u8, Joint, &'t str)> {
        let (joint, rest) = joint(prefix(text, word)?);
        let (keyword, rest) = self.strip(rest)?;
        Some((keyword, joint, rest))
    }

    /// `FILE END`, `FILE_END`, `FILEEND`: a keyword, the joint, the word.
    pub(super) fn strip_joined_before<'t>(
        &self,
        word: &str,
        text: &'t str,
    ) -> Option<(u8, Joint, &'t str)> {
        let (keyword, rest) = self.strip(text)?;
        let (joint, rest) = joint(rest);
        Some((keyword, joint, prefix(rest, word)?))
    }

    /// Whether a line, its leading `\` taken off, would be escaped by a writer: the format's own pattern,
    /// `<{3,5}[ \t]*(/[ \t]*FILE|(BEGIN|END)[ _-]?FILE|FILE([ _-]?(START|BEGIN|END))?|END|EOF)(?![A-Za-z0-9_])`,
    /// case-insensitive, with every keyword for FILE.
    pub fn looks_like_marker(&self, line: &str) -> bool {
        let rest = line.trim_start_matches('<');
        if !(3..=5).contains(&(line.len() - rest.len())) {
            return false;
        }
        let rest = blanks(rest);
        let ends = |rest: &str| !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
        let keyword = |text: &str| {
            self.words
                .iter()
                .any(|word| prefix(text, word).is_some_and(ends))
        };
        if let Some(rest) = rest.strip_prefix('/') {
            return keyword(blanks(rest));
        }
        let joined = ["BEGIN", "END"]
            .iter()
            .any(|w| prefix(rest, w).is_some_and(|r| keyword(joint(r).1)));
        let suffixed = self
            .words
            .iter()
            .filter_map(|word| prefix(rest, word))
            .any(|after| {
                ["START", "BEGIN", "END"]
                    .iter()
                    .any(|w| prefix(joint(after).1, w).is_some_and(ends))
            });
        joined
            || suffixed
            || keyword(rest)
            || ["END", "EOF"]
                .iter()
                .any(|w| prefix(rest, w).is_some_and(ends))
    }

    /// Whether the words between the brackets are a marker's but for one letter left out, added, changed or swapped.
    pub(super) fn is_near(&self, inner: &str) -> bool {
        let head = inner
            .split([':', '"', '=', '.'])
            .next()
            .unwrap_or_default()
            .trim();
        let head: String = head
            .chars()
            .take(24)
            .collect::<String>()
            .to_ascii_uppercase();
        let words: Vec<&str> = head
            .split([' ', '_', '-'])
            .filter(|w| !w.is_empty())
            .collect();
        let one_off = |a: &str, b: &str| a != b && one_edit_apart(a.as_bytes(), b.as_bytes());
        let end = |w: &str| w == "END" || w == "BEGIN";
        self.words.iter().any(|keyword| match words[..] {
            [a, b, ..] if end(a) => one_off(b, keyword),
            [a, b, ..] if b == keyword && (one_off(a, "END") || one_off(a, "BEGIN")) => true,
            [a] if inner.trim_start().len() > a.len() => one_off(a, keyword),
            [a] => one_off(a, &format!("END{keyword}")),
            _ => false,
        })
    }
}

/// The text without its leading blanks.
pub(super) fn blanks(text: &str) -> &str {
    text.trim_start_matches([' ', '\t'])
}

/// The rest after a word, where the word ends there.
pub(super) fn word_after<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    prefix(text, word)
        .filter(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_'))
}

fn prefix<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let (head, rest) = text.split_at_checked(word.len())?;
    head.eq_ignore_ascii_case(word).then_some(rest)
}

fn joint(text: &str) -> (Joint, &str) {
    match text.as_bytes().first() {
        Some(b' ') => (Joint::Blank, &text[1..]),
        Some(b'_') => (Joint::Underscore, &text[1..]),
        Some(b'-') => (Joint::Hyphen, &text[1..]),
        _ => (Joint::Nothing, text),
    }
}

/// Whether two words differ by one letter left out, added or changed, or by two neighbours swapped.
fn one_edit_apart(a: &[u8], b: &[u8]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let same = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let (s, l) = (&short[same..], &long[same..]);
    match long.len() - short.len() {
        0 => {
            l.get(1..) == s.get(1..) || (l.len() > 1 && l[..2] == [s[1], s[0]] && l[2..] == s[2..])
        }
        1 => l[1..] == *s,
        _ => false,
    }
}
