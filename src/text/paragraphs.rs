//! Paragraphs, in texts that are wrapped and in texts that have a line for each.
//!
//! A blank line ends a paragraph; what a single line break does depends on who wrote it. In wrapped text it is a
//! blank, and in scraped text, where a paragraph is one long line, it is a break. The line itself tells: a
//! program that wraps breaks a line only where the next word would not have fitted, so a line with room left
//! for that word was ended on purpose (the last line of a paragraph, a headline, a row of a table).

use std::ops::Range;

use memchr::memchr2;

/// The widths to which people wrap text, in characters. Where the widest line of a block lies outside, its lines
/// are paragraphs.
const WRAP_WIDTHS: std::ops::RangeInclusive<usize> = 50..=120;

/// Marks that end a sentence.
pub(super) fn is_terminator(c: char) -> bool {
    matches!(
        c,
        '.' | '!' | '?' | '…' | '‼' | '⁇' | '⁈' | '⁉' | '؟' | '۔' | '।' | '॥'
    ) || is_wide_terminator(c)
}

/// Marks that end a sentence and need no blank after them.
pub(super) fn is_wide_terminator(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '．' | '｡')
}

/// Quotation marks and brackets that close, and may stand between a sentence's last mark and its end.
pub(super) fn is_closer(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '”'
            | '’'
            | '»'
            | '›'
            | '“'
            | '‘'
            | ')'
            | ']'
            | '}'
            | '」'
            | '』'
            | '）'
            | '】'
            | '》'
            | '〉'
            | '＂'
    )
}

/// The paragraphs of a text, as byte ranges without outer white space; none is empty.
///
/// A single line break within a block of lines (one without a blank line) is a blank, not a break, where
///
/// - the next line starts with a small letter or a comma, or this one ends in a comma, an open bracket or a word
///   like “the”, and no sentence ends here; or
/// - the block is wrapped, that is, its widest line has 50 to 120 characters, and the next word would not have
///   fitted on this line; unless the next line is indented more or starts with a bullet.
pub fn paragraphs(text: &str) -> impl Iterator<Item = Range<usize>> {
    Paragraphs {
        text,
        at: 0,
        block_end: 0,
        width: 0,
    }
}

struct Paragraphs<'t> {
    text: &'t str,
    /// The start of the line to read next.
    at: usize,
    /// Where the block of lines ends that `width` is of.
    block_end: usize,
    /// The length of the block's widest line, in characters.
    width: usize,
}

impl Iterator for Paragraphs<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.at >= self.block_end {
            if self.at >= self.text.len() {
                return None;
            }
            let line = line_at(self.text, self.at);
            if is_blank(&self.text[line.content()]) {
                self.at = line.next;
            } else {
                self.measure_block();
            }
        }
        let first = line_at(self.text, self.at);
        let mut last = first;
        while last.next < self.block_end {
            let next = line_at(self.text, last.next);
            if !is_wrapped(
                &self.text[last.content()],
                &self.text[next.content()],
                self.width,
            ) {
                break;
            }
            last = next;
        }
        self.at = last.next;
        Some(trim(self.text, first.start..last.end))
    }
}

impl Paragraphs<'_> {
    /// Finds the end of the block that starts at `at`, and its width.
    fn measure_block(&mut self) {
        self.width = 0;
        self.block_end = self.at;
        while self.block_end < self.text.len() {
            let line = line_at(self.text, self.block_end);
            let content = &self.text[line.content()];
            if is_blank(content) {
                return;
            }
            // A line of one word, such as a URL, is as long as it must be.
            if content.trim().contains(char::is_whitespace) {
                self.width = self.width.max(content.trim_end().chars().count());
            }
            self.block_end = line.next;
        }
    }
}

#[derive(Clone, Copy)]
struct Line {
    start: usize,
    /// Before the line break.
    end: usize,
    /// After the line break.
    next: usize,
}

impl Line {
    fn content(self) -> Range<usize> {
        self.start..self.end
    }
}

/// The line that starts at an offset. Lines end as in [`super::position`].
fn line_at(text: &str, start: usize) -> Line {
    let rest = &text.as_bytes()[start..];
    match memchr2(b'\n', b'\r', rest) {
        None => Line {
            start,
            end: text.len(),
            next: text.len(),
        },
        Some(length) => {
            let width = if rest[length..].starts_with(b"\r\n") {
                2
            } else {
                1
            };
            Line {
                start,
                end: start + length,
                next: start + length + width,
            }
        }
    }
}

fn is_blank(line: &str) -> bool {
    line.chars()
        .all(|c| c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}'))
}

/// A range without the white space at its ends.
pub(crate) fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let slice = &text[range.clone()];
    let start = range.start + (slice.len() - slice.trim_start().len());
    let end = range.start + slice.trim_end().len();
    start..end.max(start)
}

/// Whether the break between two lines of a block is a blank. See [`paragraphs`].
fn is_wrapped(line: &str, next: &str, width: usize) -> bool {
    let content = line.trim();
    let next_content = next.trim_start();
    let Some(next_first) = next_content.chars().next() else {
        return false;
    };
    let ends_sentence = content.trim_end_matches(is_closer).ends_with(is_terminator);
    if !ends_sentence {
        let continues = next_first.is_lowercase()
            || matches!(next_first, ',' | ';' | ')' | ']' | '.' | '”' | '’');
        if continues || is_cut_off(content) {
            return true;
        }
    }
    if indent(next) > indent(line)
        || starts_with_bullet(next_content)
        || !WRAP_WIDTHS.contains(&width)
    {
        return false;
    }
    let next_word = next_content
        .split(char::is_whitespace)
        .next()
        .unwrap_or_default();
    // Not every program fills its lines to the last column.
    let filled = width - width / 8;
    line.trim_end().chars().count() + 1 + next_word.chars().count() > filled
}

/// Whether a line stops where no sentence and no headline can.
fn is_cut_off(line: &str) -> bool {
    const OPEN: [char; 8] = [',', '(', '[', '“', '‘', '«', '&', '/'];
    const WORDS: [&str; 22] = [
        "a", "an", "and", "as", "at", "but", "by", "for", "from", "if", "in", "into", "is", "of",
        "on", "or", "than", "that", "the", "to", "was", "with",
    ];
    line.ends_with(OPEN)
        || line
            .rsplit(char::is_whitespace)
            .next()
            .is_some_and(|word| WORDS.contains(&word))
}

fn indent(line: &str) -> usize {
    line.chars()
        .take_while(|c| c.is_whitespace())
        .map(|c| if c == '\t' { 8 } else { 1 })
        .sum()
}

fn starts_with_bullet(line: &str) -> bool {
    let mut chars = line.chars();
    match chars.next() {
        Some('•' | '*' | '▪' | '■' | '●' | '‣' | '·' | '◦') => true,
        Some('-' | '–' | '—') => {
            chars.next().is_some_and(char::is_whitespace)
                && chars
                    .next()
                    .is_some_and(|c| c.is_uppercase() || c.is_numeric())
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = paragraphs(text).map(|range| &text[range]).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn blank_lines_separate() {
        check("", &[]);
        check(" \n\n ", &[]);
        check("One.\n\nTwo\n \t\n\r\n Three \n", &["One.", "Two", "Three"]);
        check("One.\r\n\r\nTwo\r\rThree", &["One.", "Two", "Three"]);
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let wrapped = "The harbour board said on Tuesday that it would close the eastern quay of\n\
                       Rotterdam for the winter, and that Captain Elsa Brandt of the pilots had\n\
                       agreed to it.\n\
                       Ships will be sent to the western quay, which was built for the ferries.";
        let last = "Ships will be sent to the western quay, which was built for the ferries.";
        check(wrapped, &[&wrapped[..wrapped.len() - last.len() - 1], last]);
    }

    #[test]
    fn indented_lines_start_paragraphs() {
        let text = "    The harbour board said on Tuesday that it would close the quay. Pilots\n\
                    agreed to it after two days of talks that were held in the port office.\n    \
                    Ships will be sent west.";
        assert_eq!(paragraphs(text).count(), 2);
    }

    #[test]
    fn long_lines_are_paragraphs() {
        let long = "Ships will be sent to the western quay, ".repeat(4) + "he said";
        let text = format!("Quay Closes\n{long}\nThe End");
        check(&text, &["Quay Closes", &long, "The End"]);
    }

    #[test]
    fn short_lines_are_paragraphs_unless_they_go_on() {
        check(
            "Quay closes\nThe board met.",
            &["Quay closes", "The board met."],
        );
        check(
            "The board of\nRotterdam met\n, said\nThe Courier",
            &["The board of\nRotterdam met\n, said", "The Courier"],
        );
    }

    #[test]
    fn bullets_start_paragraphs() {
        let text = "The board decided the following in its meeting on Tuesday evening here\n\
                    • Ships that would have gone to the eastern quay will be sent westwards\n\
                    - Pilots stay";
        assert_eq!(paragraphs(text).count(), 3);
    }

    proptest! {
        #[test]
        fn paragraphs_cover_all_that_is_no_white_space(text in "([a-zA-Z.,“ ]{0,30}[\n\r\u{2028}…。]?){0,20}") {
            let mut done = 0;
            for range in paragraphs(&text) {
                prop_assert!(text[done..range.start].trim().is_empty());
                prop_assert!(!text[range.clone()].is_empty());
                prop_assert_eq!(text[range.clone()].trim(), &text[range.clone()]);
                done = range.end;
            }
            prop_assert!(text[done..].trim().is_empty());
        }
    }
}
