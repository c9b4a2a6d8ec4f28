//! # inconsistent-conversion
//!
//! ## What it does
//! Reports a clock time or a measure whose own conversion, right behind it, says something else:
//!
//! ```text
//! The call is set for 10:00 EDT (15:00 GMT).      10:00 EDT is 14:00 GMT
//! The front moved 5 miles (12 km).                5 miles are 8 km
//! ```
//!
//! *Times.* Both must name their zone. Where a name means several zones (`ET`, `IST`), any of them may fit. A standard
//! time that fits as summer time (`10:00 EST (14:00 GMT)`) is a note: many write `EST` all year. A local time without a
//! zone, or no zone at all, is checked only for what no zone allows: zones differ by quarters of an hour.
//!
//! *Measures.* Both are given as much room as their digits leave: half of one in the last digit to either side; of a
//! round number such as `4,000`, half of one in the last digit that is not zero, but at most a tenth; `about` and the
//! like a twentieth at least. Where the two spans have a number in common, nothing is said. Miles may be nautical, tons
//! and gallons of any country. Money is never compared, since its rates change.
//!
//! ## Why
//! One of the two is wrong, and half of the readers go by it.
//!
//! ## How to mend it
//! Convert again. Where the first of the two is right, one of the fixes writes what it makes.

mod measures;
mod times;

use super::{Finding, Segment};
use crate::facts::Facts;

/// Checks one article.
pub fn check(segment: &Segment<'_>, facts: &Facts, out: &mut Vec<Finding>) {
    times::check(segment, &facts.moments, out);
    measures::check(segment, &facts.figures, out);
}

/// What joins a value to its conversion: a bracket, a slash, `or`.
fn joins(between: &str) -> bool {
    matches!(between, " (" | "(" | "/" | " / " | " or " | ", or " | " [")
        || (between.trim() == "(" && between.len() < 4)
}

/// A piece of the text, as it stands in a message.
fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a value before this text is said to be rough.
fn is_rough(before: &str) -> bool {
    const REACH: usize = 24; // bytes
    const WORDS: [&str; 14] = [
        "about",
        "almost",
        "approximately",
        "around",
        "before",
        "after",
        "early",
        "just",
        "late",
        "nearly",
        "roughly",
        "shortly",
        "soon",
        "some",
    ];
    let start = before.floor_char_boundary(before.len().saturating_sub(REACH));
    let tail = before.get(start..).unwrap_or_default();
    let mut words = tail
        .rsplit(|c: char| !c.is_alphabetic())
        .filter(|w| !w.is_empty());
    words
        .by_ref()
        .take(3)
        .any(|word| WORDS.iter().any(|rough| word.eq_ignore_ascii_case(rough)))
}

/// What the rule says of a body, with the first fix of each finding.
#[cfg(test)]
fn said(body: &str) -> Vec<String> {
    use crate::bundle::{Document, Keywords};
    let document = Document::new(body, Keywords::default());
    let facts = crate::facts::read(body, &mut crate::facts::shingles::Seen::default());
    let mut out = Vec::new();
    check(&Segment::new(&document, None, body), &facts, &mut out);
    let line = |f: &Finding| {
        let fix = f.fixes.first().map(|fix| format!(" [{}]", fix.title));
        format!(
            "{}: {}{}",
            f.level.name(),
            f.message,
            fix.unwrap_or_default()
        )
    };
    out.iter().map(line).collect()
}
