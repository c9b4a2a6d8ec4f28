//! What a whole file's markers say of its dialect: which words close a block here, and whether blocks are closed at all.

use std::ops::AddAssign;

use super::marker::{Form, Kind, Marker};

/// How many markers of each part there are in a file; kept up to date by every edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Open markers.
    pub opens: u32,
    /// Close markers that name a keyword: `<<<END FILE>>>`, `<<</FILE>>>` and their like.
    pub closes: u32,
    /// `<<<END>>>`
    pub ends: u32,
    /// `<<<EOF>>>`
    pub eofs: u32,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        self.opens += other.opens;
        self.closes += other.closes;
        self.ends += other.ends;
        self.eofs += other.eofs;
    }
}

impl Tally {
    pub(super) fn of(marker: &Marker) -> Tally {
        let mut tally = Tally::default();
        match (marker.kind, marker.form) {
            (Kind::Open | Kind::ShortOpen, _) => tally.opens = 1,
            // `<<<END name>>>` closes only what it names, whatever the dialect.
            (Kind::Close, Form::BareEnd) => tally.ends = u32::from(marker.name.is_none()),
            (Kind::Close, Form::Eof) => tally.eofs = 1,
            (Kind::Close, _) => tally.closes = 1,
            _ => {}
        }
        tally
    }
}

/// What the tally of a file says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "four independent facts")]
pub struct Dialect {
    /// `<<<END>>>` closes. `END` and `EOF` are the likeliest words in real content, so each closes only where at least
    /// half as many as there are open markers stand, more than of any other close.
    pub end_closes: bool,
    /// `<<<EOF>>>` closes.
    pub eof_closes: bool,
    /// At least half of the blocks are closed, so that a missing close is a fault. Otherwise the file is taken for one
    /// whose blocks each end where the next opens.
    pub closes_expected: bool,
    /// There is one open marker in all and nothing to close it: an article alone in a dialect without close markers, or
    /// one that was cut off. Nobody can tell.
    pub alone: bool,
}

impl Dialect {
    /// Infers the dialect.
    pub fn infer(tally: Tally) -> Dialect {
        let Tally {
            opens,
            closes,
            ends,
            eofs,
        } = tally;
        let enough = |n: u32| n > 0 && u64::from(n) * 2 >= u64::from(opens);
        let end_closes = enough(ends) && ends > closes && ends >= eofs;
        let eof_closes = enough(eofs) && eofs > closes && eofs > ends;
        let used = closes + if end_closes { ends } else { 0 } + if eof_closes { eofs } else { 0 };
        Dialect {
            end_closes,
            eof_closes,
            closes_expected: enough(used),
            alone: opens == 1 && used == 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn infer(opens: u32, closes: u32, ends: u32, eofs: u32) -> (bool, bool, bool) {
        let d = Dialect::infer(Tally {
            opens,
            closes,
            ends,
            eofs,
        });
        (d.end_closes, d.eof_closes, d.closes_expected)
    }

    #[test]
    fn majority_decides() {
        assert_eq!(infer(3, 3, 0, 0), (false, false, true));
        assert_eq!(
            infer(3, 2, 0, 0),
            (false, false, true),
            "one close is missing"
        );
        assert_eq!(infer(3, 0, 3, 0), (true, false, true));
        assert_eq!(
            infer(3, 3, 2, 0),
            (false, false, true),
            "END is content where END FILE closes"
        );
        assert_eq!(
            infer(5, 0, 1, 0),
            (false, false, false),
            "END is content where nothing closes"
        );
        assert_eq!(infer(2, 0, 0, 2), (false, true, true));
        assert_eq!(infer(4, 0, 0, 0), (false, false, false));
        assert_eq!(infer(1, 0, 0, 0), (false, false, false));
    }
}
