//! What a text holds that most programs trip over: NULs, stray byte order marks, line ends of several kinds.

use memchr::{memchr_iter, memchr3_iter};

/// The byte order mark, and elsewhere a zero-width no-break space, in UTF-8.
const BOM: &[u8] = "\u{FEFF}".as_bytes();

/// What a file holds that a text should not, or not in this place. All of it is kept; rules report it once a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Irregularities {
    /// Bytes that are not UTF-8.
    pub invalid_bytes: Option<Occurrences>,
    /// U+0000.
    pub nuls: Option<Occurrences>,
    /// U+FEFF anywhere but at the start: a file with a byte order mark was appended to another.
    pub inner_boms: Option<Occurrences>,
    /// CR without LF. It ends a line, but few programs agree.
    pub lone_crs: Option<Occurrences>,
    /// Both LF and CRLF end lines.
    pub mixed_line_ends: Option<MixedLineEnds>,
}

impl Irregularities {
    /// Whether there is nothing to report.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Where something first stands in the text, and how often it occurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrences {
    /// The text offset of the first one.
    pub first: usize,
    /// How many there are; never 0.
    pub count: usize,
}

/// Lines of one text that end in different ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MixedLineEnds {
    /// How most lines end; LF if there are as many of each.
    pub majority: LineEnd,
    /// The lines that end in the other way; `first` is the offset of the first such line break.
    pub minority: Occurrences,
}

/// A line break.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineEnd {
    /// U+000A, as on Unix.
    #[default]
    Lf,
    /// U+000D U+000A, as on Windows.
    CrLf,
}

impl LineEnd {
    /// The line break itself.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Lf => "\n",
            Self::CrLf => "\r\n",
        }
    }
}

/// What is irregular in a text; its invalid bytes are known only to [`Decoded::irregularities`](super::decode::Decoded::irregularities).
pub fn irregularities(text: &str) -> Irregularities {
    let bytes = text.as_bytes();
    let mut nuls = None;
    let mut inner_boms = None;
    let mut lone_crs = None;
    let mut crlfs = None;
    for at in memchr3_iter(b'\0', b'\r', BOM[0], bytes) {
        match bytes[at] {
            b'\0' => record(&mut nuls, at),
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => record(&mut crlfs, at),
            b'\r' => record(&mut lone_crs, at),
            _ if at > 0 && bytes[at..].starts_with(BOM) => record(&mut inner_boms, at),
            _ => {}
        }
    }
    let mixed_line_ends = crlfs.and_then(|crlfs| mixed_line_ends(bytes, crlfs));
    Irregularities {
        invalid_bytes: None,
        nuls,
        inner_boms,
        lone_crs,
        mixed_line_ends,
    }
}

fn record(occurrences: &mut Option<Occurrences>, at: usize) {
    occurrences
        .get_or_insert(Occurrences {
            first: at,
            count: 0,
        })
        .count += 1;
}

/// Whether some lines end in LF alone where `crlfs` end in CRLF. Most files have no CR, and are not read for this.
fn mixed_line_ends(bytes: &[u8], crlfs: Occurrences) -> Option<MixedLineEnds> {
    let count = memchr_iter(b'\n', bytes).count() - crlfs.count;
    let first = memchr_iter(b'\n', bytes).find(|&at| at == 0 || bytes[at - 1] != b'\r')?;
    Some(if crlfs.count > count {
        MixedLineEnds {
            majority: LineEnd::CrLf,
            minority: Occurrences { first, count },
        }
    } else {
        MixedLineEnds {
            majority: LineEnd::Lf,
            minority: crlfs,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[allow(clippy::unnecessary_wraps)] // the fields are options
    fn occurs(first: usize, count: usize) -> Option<Occurrences> {
        Some(Occurrences { first, count })
    }

    #[test]
    fn irregularities_have_first_place_and_count() {
        let found = irregularities("\u{FEFF}a\0b\n\u{FEFF}c\r\nd\re\r\n\0");
        let expected = Irregularities {
            invalid_bytes: None,
            nuls: occurs(4, 2),
            inner_boms: occurs(7, 1),
            lone_crs: occurs(14, 1),
            mixed_line_ends: Some(MixedLineEnds {
                majority: LineEnd::CrLf,
                minority: Occurrences { first: 6, count: 1 },
            }),
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn regular_texts_have_none() {
        for text in ["", "\u{FEFF}a\n\nb", "a\r\nb\r\n", "ｆｕｌｌ，\n"] {
            assert!(irregularities(text).is_empty(), "{text:?}");
        }
    }

    #[test]
    fn ties_go_to_lf() {
        let mixed = irregularities("a\r\nb\n").mixed_line_ends.unwrap();
        assert_eq!(mixed.majority.as_str(), "\n");
        assert_eq!(mixed.minority, Occurrences { first: 1, count: 1 });
    }
}
