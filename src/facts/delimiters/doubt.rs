//! Text in which a lone mark is no fault: code, tables, addresses.

use std::ops::Range;

/// Whether a paragraph reads as prose rather than as code or a row of a table: it has words, and few signs that only programs use.
pub(super) fn is_prose(text: &str) -> bool {
    let (mut letters, mut signs, mut blanks) = (0_usize, 0_usize, 0_usize);
    for c in text.chars() {
        letters += usize::from(c.is_alphabetic());
        signs += usize::from("{}=<>\\|_^~;".contains(c));
        blanks += usize::from(c.is_whitespace());
    }
    letters * 2 >= text.chars().count() - blanks && signs * 12 <= letters && !is_statement(text)
}

/// A line that ends as statements and blocks of code do.
fn is_statement(text: &str) -> bool {
    let text = text.trim_end();
    text.ends_with([';', '{', '}', '(', '[']) || text.ends_with("*/") || text.starts_with("//")
}

/// How many lines are looked at to tell code.
const LINES: usize = 500;
/// A longer line, in bytes, is a paragraph.
const LONGEST_LINE: usize = 200;

/// Whether an article is a program: 3 of 10 bytes of its first lines, or more, are in lines that have signs of one.
pub(super) fn is_code(body: &str) -> bool {
    let signs = ["()", "::", "->", "=>", "==", " = ", "!=", "self."];
    let (mut all, mut code) = (0_usize, 0_usize);
    for line in body.lines().take(LINES) {
        let line = line.trim();
        all += line.len();
        if line.len() > LONGEST_LINE {
            continue;
        }
        let ends = line.ends_with([';', '{', '}', '(', '[']) || line.ends_with("):");
        let begins = [
            "//", "/*", "def ", "import ", "return ", "#include", "elif ", "else:",
        ];
        let begins = begins.iter().any(|word| line.starts_with(word));
        if ends || begins || signs.iter().any(|sign| line.contains(sign)) {
            code += line.len();
        }
    }
    code > 0 && code * 10 >= all * 3
}

/// How far a web address is followed, in bytes.
const ADDRESS: usize = 256;

/// Whether a mark stands within a web address.
pub(super) fn is_in_address(body: &str, mark: Range<usize>) -> bool {
    let before = body.as_bytes()[..mark.start].iter().rev().take(ADDRESS);
    let length = before.take_while(|b| !b.is_ascii_whitespace()).count();
    let head = &body.as_bytes()[mark.start - length..mark.start];
    memchr::memmem::find(head, b"://").is_some() || memchr::memmem::find(head, b"www.").is_some()
}
