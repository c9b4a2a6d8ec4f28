//! Counts of what is irregular in a text, kept through edits, so that a regular file is never read again for it.

use std::ops::Range;

use ropey::Rope;

use crate::bundle::Tree;

/// The byte order mark in UTF-8.
const BOM: &[u8] = "\u{feff}".as_bytes();

/// How often each stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Counts {
    nuls: i64,
    boms: i64,
    lone_crs: i64,
    lfs: i64,
    crlfs: i64,
}

impl Counts {
    pub(super) fn of(text: &str) -> Counts {
        let mut counts = Counts::default();
        counts.add(text.strip_prefix('\u{feff}').unwrap_or(text), 1);
        counts
    }

    /// Whether a file with these counts is irregular.
    pub(super) fn any(self) -> bool {
        self.nuls > 0 || self.boms > 0 || self.lone_crs > 0 || (self.lfs > 0 && self.crlfs > 0)
    }

    /// Follows an edit of `range` (bytes of the old text) by text of `length` bytes. Whether any count changed that
    /// matters.
    pub(super) fn edit(
        &mut self,
        old: &Rope,
        range: &Range<usize>,
        new: &Rope,
        length: usize,
    ) -> bool {
        let before = *self;
        let lines = Tree::touched(old, range);
        let end = lines.end - range.len() + length;
        // A BOM at the very start is regular; one that is no longer there, or is now, is counted on both sides.
        for (text, lines, sign) in [(old, lines.clone(), -1), (new, lines.start..end, 1)] {
            let text = text.byte_slice(lines.clone()).to_string();
            let regular = if lines.start == 0 {
                text.strip_prefix('\u{feff}')
            } else {
                None
            };
            self.add(regular.unwrap_or(&text), sign);
        }
        let matters = |c: Counts| {
            (
                c.nuls,
                c.boms,
                c.lone_crs,
                if c.lfs > 0 && c.crlfs > 0 {
                    (c.lfs, c.crlfs)
                } else {
                    (0, 0)
                },
            )
        };
        matters(before) != matters(*self)
    }

    fn add(&mut self, text: &str, sign: i64) {
        let bytes = text.as_bytes();
        self.lfs += sign * memchr::memchr_iter(b'\n', bytes).count() as i64;
        for at in memchr::memchr3_iter(b'\0', b'\r', BOM[0], bytes) {
            match bytes[at..] {
                [b'\0', ..] => self.nuls += sign,
                [b'\r', b'\n', ..] => {
                    self.crlfs += sign;
                    self.lfs -= sign;
                }
                [b'\r', ..] => self.lone_crs += sign,
                ref rest if rest.starts_with(BOM) => self.boms += sign,
                _ => {}
            }
        }
    }
}
