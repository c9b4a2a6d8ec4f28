//! # irregular-text
//!
//! ## What it does
//! Reports what most programs trip over in a text file, each once a file and with the number of places: bytes that are
//! not UTF-8, NUL characters, a byte-order mark that is not at the start, carriage returns without a line feed, line
//! ends of two kinds. Bytes that are not UTF-8 are a warning, the others notes.
//!
//! ## Why
//! All of it is read, and written back byte for byte. But an editor may lose it when saving, and another program may
//! end the text there or count lines otherwise. Most often it shows that files of different origin were joined.
//!
//! ## How to mend it
//! Convert the part that it came from to UTF-8 with one kind of line end, and join it again.

use super::{Finding, Level, Place, Rule};
use crate::bundle::{Anchor, Document};
use crate::text::irregular::{Irregularities, LineEnd, Occurrences};

/// Checks a file, given what is irregular in it.
pub fn check(document: &Document, found: &Irregularities, out: &mut Vec<Finding>) {
    let tree = document.tree();
    let mut report = |kind: &Kind, at: Option<Occurrences>| {
        let Some(Occurrences { first, count }) = at else {
            return;
        };
        let anchor: Anchor = tree.at(first);
        let start = first - tree.start(anchor);
        let end = start + kind.width;
        let message = match count {
            1 => format!("this file has one {}", kind.one),
            n => format!("this file has {n} {}; the first is here", kind.many),
        };
        let place = Place {
            document: document.number(),
            anchor,
            start,
            end,
        };
        let mut finding = Finding::new(Rule::IrregularText, place, message);
        finding.level = kind.level;
        let name = anchor.and_then(|id| tree.marker(id).name.as_deref());
        out.push(finding.evidence([kind.key, name.unwrap_or_default()]));
    };
    report(&INVALID, found.invalid_bytes);
    report(&NUL, found.nuls);
    report(&BOM, found.inner_boms);
    report(&LONE_CR, found.lone_crs);
    if let Some(mixed) = &found.mixed_line_ends {
        let kind = match mixed.majority {
            LineEnd::Lf => &CRLF_AMONG_LF,
            LineEnd::CrLf => &LF_AMONG_CRLF,
        };
        report(kind, Some(mixed.minority));
    }
}

/// Something irregular, as it is told.
struct Kind {
    /// For evidence.
    key: &'static str,
    level: Level,
    /// Bytes of one.
    width: usize,
    one: &'static str,
    many: &'static str,
}

const fn note(key: &'static str, width: usize, one: &'static str, many: &'static str) -> Kind {
    let level = Level::Note;
    Kind {
        key,
        level,
        width,
        one,
        many,
    }
}

const INVALID: Kind = Kind {
    key: "invalid",
    level: Level::Warning,
    width: 3,
    one: "byte that is not UTF-8",
    many: "bytes that are not UTF-8",
};
const NUL: Kind = note("nul", 1, "NUL character", "NUL characters");
const BOM: Kind = note(
    "bom",
    3,
    "byte-order mark inside: a file that began with it was joined on",
    "byte-order marks inside: files that began with it were joined on",
);
const LONE_CR: Kind = note(
    "cr",
    1,
    "line that ends in a carriage return alone",
    "lines that end in a carriage return alone",
);
const CRLF_AMONG_LF: Kind = note(
    "eol",
    2,
    "line that ends in CRLF, where the others end in LF",
    "lines that end in CRLF, where the others end in LF",
);
const LF_AMONG_CRLF: Kind = note(
    "eol",
    1,
    "line that ends in LF, where the others end in CRLF",
    "lines that end in LF, where the others end in CRLF",
);
