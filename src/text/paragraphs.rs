//! Paragraphs, in texts that are wrapped and in texts that have a line for each.
//!
//! A blank line ends a paragraph; what a single line break does depends on who wrote it. In wrapped text it is a
//! blank, and in scraped text, where a paragraph is one long line, it is a break. The line itself tells: a
//! program that wraps breaks a line only where the next word would not have fitted, so a line with room left
//! for that word was ended on purpose (the last line of a paragraph, a headline, a row of a table).

use std::ops::Range;

use memchr::{memchr, memchr2};

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
        block: Vec::new(),
        next: 0,
        width: 0,
    }
}

struct Paragraphs<'t> {
    text: &'t str,
    /// The start of the line behind the block.
    at: usize,
    /// The lines of the block of lines at hand.
    block: Vec<Line>,
    /// The line of the block to go on with.
    next: usize,
    /// The length of the block's widest line, in characters.
    width: usize,
}

impl Iterator for Paragraphs<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.next >= self.block.len() {
            self.read_block()?;
        }
        let first = self.block[self.next];
        let mut last = first;
        self.next += 1;
        while let Some(&next) = self.block.get(self.next) {
            if !is_wrapped(self.text, last, next, self.width) {
                break;
            }
            last = next;
            self.next += 1;
        }
        Some(first.from..last.to)
    }
}

impl Paragraphs<'_> {
    /// Reads the lines up to the next blank one, and their width; `None` at the end of the text.
    fn read_block(&mut self) -> Option<()> {
        self.block.clear();
        (self.next, self.width) = (0, 0);
        if self.at >= self.text.len() {
            return None;
        }
        while self.at < self.text.len() {
            let (line, next) = line_at(self.text, self.at);
            self.at = next;
            if line.is_blank(self.text) {
                break;
            }
            // A line of one word, such as a URL, is as long as it must be.
            if line.has_gap(self.text) {
                self.width = self.width.max(line.width);
            }
            self.block.push(line);
        }
        Some(())
    }
}

#[derive(Clone, Copy)]
struct Line {
    start: usize,
    /// Where its text begins and ends, without the white space around it.
    from: usize,
    to: usize,
    /// The characters up to the end of its text.
    width: usize,
}

impl Line {
    fn text(self, text: &str) -> &str {
        &text[self.from..self.to]
    }

    fn is_blank(self, text: &str) -> bool {
        self.from == self.to || {
            // Most lines begin with a letter, by which this is told.
            let is_letter = text.as_bytes()[self.from].is_ascii_alphanumeric();
            !is_letter && is_blank(self.text(text))
        }
    }

    /// Whether there is white space within it.
    fn has_gap(self, text: &str) -> bool {
        let text = self.text(text);
        memchr(b' ', text.as_bytes()).is_some() || text.contains(char::is_whitespace)
    }

    fn indent(self, text: &str) -> usize {
        indent(&text[self.start..self.from])
    }
}

/// The line that starts at an offset, and where the next one does. Lines end as in [`super::position`].
fn line_at(text: &str, start: usize) -> (Line, usize) {
    let rest = &text.as_bytes()[start..];
    let (end, next) = match memchr2(b'\n', b'\r', rest) {
        None => (text.len(), text.len()),
        Some(length) => {
            let is_pair = rest[length..].starts_with(b"\r\n");
            let end = start + length;
            (end, end + 1 + usize::from(is_pair))
        }
    };
    let Range {
        start: from,
        end: to,
    } = trim(text, start..end);
    let up_to = &text[start..to];
    let width = if up_to.is_ascii() {
        up_to.len()
    } else {
        up_to.chars().count()
    };
    let line = Line {
        start,
        from,
        to,
        width,
    };
    (line, next)
}

fn is_blank(line: &str) -> bool {
    line.chars()
        .all(|c| c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}'))
}

/// A text without the white space that it begins with: [`str::trim_start`], faster where there is none.
pub(crate) fn trim_start(text: &str) -> &str {
    match text.as_bytes() {
        [first, ..] if first.is_ascii_graphic() => text,
        _ => text.trim_start(),
    }
}

/// A range without the white space at its ends.
pub(crate) fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let slice = &text[range.clone()];
    if let [first, .., last] = slice.as_bytes()
        && first.is_ascii_graphic()
        && last.is_ascii_graphic()
    {
        return range;
    }
    let start = range.start + (slice.len() - slice.trim_start().len());
    let end = range.start + slice.trim_end().len();
    start..end.max(start)
}

/// Whether the break between two lines of a block is a blank. See [`paragraphs`].
fn is_wrapped(text: &str, line: Line, next: Line, width: usize) -> bool {
    let (content, next_content) = (line.text(text), next.text(text));
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
    if next.indent(text) > line.indent(text)
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
    line.width + 1 + next_word.chars().count() > filled
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

/// How far white space at the head of a line indents it.
fn indent(blank: &str) -> usize {
    blank.chars().map(|c| if c == '\t' { 8 } else { 1 }).sum()
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
