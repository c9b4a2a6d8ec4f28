//! # irregular-text
//!
//! ## What it does
//! Reports what most programs trip over in a text file, each once a file and with the number of places: bytes that are
//! not UTF-8, NUL characters, a byte-order mark that is not at the start, carriage returns without a line feed, line
//! ends of two kinds.
//!
//! ## Why
//! All of it is read, and written back byte for byte. But an editor may lose it when saving, and another program may
//! end the text there or count lines otherwise. Most often it shows that files of different origin were joined.
//!
//! ## How to mend it
//! Convert the part that it came from to UTF-8 with one kind of line end, and join it again.

use super::{Finding, Level, Place, Rule};
use crate::bundle::{Anchor, Tree};
use crate::text::irregular::{Irregularities, LineEnd, Occurrences};

/// Checks a file. `place` turns an offset in bytes of the text into its segment and the offset in that.
pub fn check(tree: &Tree, found: &Irregularities, out: &mut Vec<Finding>) {
    let mut report = |at: Option<Occurrences>,
                      level: Level,
                      width: usize,
                      key: &str,
                      what: &dyn Fn(usize) -> String| {
        let Some(Occurrences { first, count }) = at else {
            return;
        };
        let anchor: Anchor = tree.at(first);
        let start = first - tree.start(anchor);
        let mut finding = Finding::new(
            Rule::IrregularText,
            Place {
                anchor,
                start,
                end: start + width,
            },
            what(count),
        );
        finding.level = level;
        out.push(finding.evidence([key]));
    };
    let many = |n: usize, one: &str, more: &str| {
        if n == 1 {
            format!("one {one}")
        } else {
            format!("{n} {more}, the first")
        }
    };
    report(found.invalid_bytes, Level::Warning, 3, "invalid", &|n| {
        format!(
            "this file is not UTF-8 throughout: it has {} here",
            many(n, "byte that is not", "bytes that are not")
        )
    });
    report(found.nuls, Level::Note, 1, "nul", &|n| {
        format!(
            "this file has {} here",
            many(n, "NUL character", "NUL characters")
        )
    });
    report(found.inner_boms, Level::Note, 3, "bom", &|n| {
        format!(
            "this file has {} here: a file that began with it was joined on",
            many(n, "byte-order mark", "byte-order marks")
        )
    });
    report(found.lone_crs, Level::Note, 1, "cr", &|n| {
        format!(
            "this file has {} here",
            many(
                n,
                "line that ends in a carriage return alone",
                "lines that end in a carriage return alone"
            )
        )
    });
    if let Some(mixed) = &found.mixed_line_ends {
        let (most, others, width) = match mixed.majority {
            LineEnd::Lf => ("LF", "CRLF", 2),
            LineEnd::CrLf => ("CRLF", "LF", 1),
        };
        report(Some(mixed.minority), Level::Note, width, "eol", &|n| {
            let lines = many(
                n,
                &format!("line that ends in {others}"),
                &format!("lines that end in {others}"),
            );
            format!("lines end in {most} in this file, but there is {lines} here")
                .replace("there is", if n == 1 { "there is" } else { "there are" })
        });
    }
}
