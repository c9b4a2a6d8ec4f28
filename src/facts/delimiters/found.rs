//! Faults as they are found, and which of them are shown.

use super::carry::REACH;
use super::conventions::{Fit, Habits, fit};
use super::glyph::Glyph::{RightParenthesis, StraightDouble, StraightSingle, TwoStraight};
use super::lex::Mark;
use super::pair::Pair;
use super::{Fault, FaultKind, cues, doubt, mend, work};

/// More lone marks than this in one paragraph mean that it was not understood: the first stands for all.
const MOST_IN_PARAGRAPH: usize = 4;
/// More faults than this in one article are of no use to anyone.
const MOST_IN_ARTICLE: usize = 100;

/// How many faults may lie within a block quotation that is otherwise whole.
const NESTED: usize = 3;

/// The paragraph in which a mark was met, and whether a lone one means anything there.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// The paragraph's number.
    pub(super) paragraph: usize,
    /// Where its text begins.
    pub(super) start: usize,
    /// Where its text ends, blanks left out.
    pub(super) end: usize,
    /// Whether it is prose.
    pub(super) prose: bool,
    /// Whether it has something that may or may not be a mark.
    pub(super) doubtful: bool,
}

/// A fault, before it is known whether it is to be shown.
pub(super) struct Found {
    pub(super) mark: Mark,
    what: What,
    place: Place,
}

enum What {
    Unclosed,
    Unopened,
    /// And whether no other mark could belong to either of the two.
    Wrong(Pair, bool),
}

impl Found {
    /// An opening mark that nothing closes, where that means anything.
    pub(super) fn unclosed(mark: Mark, place: Place) -> Option<Found> {
        // 'Tis, 's-Hertogenbosch: after a straight one only a letter makes a quotation likely.
        let telling = mark.glyph != StraightSingle || mark.next.is_alphabetic();
        let what = What::Unclosed;
        (telling && is_telling(&mark, place)).then_some(Found { mark, what, place })
    }

    /// A closing mark that nothing opens, where that means anything.
    pub(super) fn unopened(mark: Mark, place: Place) -> Option<Found> {
        let what = What::Unopened;
        is_telling(&mark, place).then_some(Found { mark, what, place })
    }

    /// Two marks of different kinds, where that means anything. `sure` says that no other mark could belong to either.
    pub(super) fn wrong(pair: Pair, sure: bool, place: Place) -> Option<Found> {
        let (mark, what) = (pair.open, What::Wrong(pair, sure));
        let telling = place.prose && !pair.open.is_markup() && !pair.close.is_markup();
        telling.then_some(Found { mark, what, place })
    }

    fn is_lone(&self) -> bool {
        !matches!(self.what, What::Wrong(..))
    }

    /// Whether this mark, at the head of a paragraph, and `close`, at the end of a later one, enclose a block quotation: one with
    /// quotations of the same kind within, so that neither found its partner.
    fn encloses_block(&self, close: &Found, habits: Habits) -> bool {
        matches!(self.what, What::Unclosed)
            && matches!(close.what, What::Unopened)
            && self.mark.leads()
            && close.mark.end() == close.place.end
            && close.place.paragraph > self.place.paragraph
            && close.place.paragraph <= self.place.paragraph + REACH
            && fit(self.mark.glyph, close.mark.glyph, habits) == Some(Fit::Right)
    }

    fn fault(&self, body: &str) -> Fault {
        let (kind, mend) = match &self.what {
            What::Wrong(pair, sure) => return mend::wrong_partner(pair, *sure),
            What::Unopened => {
                work::done(self.mark.at - self.place.start);
                let before = &body[self.place.start..self.mark.at];
                let at = mend::start_of_words(before).map(|at| self.place.start + at);
                let mend = at.and_then(|at| mend::open_at(&self.mark, at));
                (FaultKind::Unopened, mend)
            }
            What::Unclosed => {
                let tail = body
                    .get(self.mark.end()..self.place.end)
                    .unwrap_or_default();
                work::done(tail.len());
                let at = cues::attribution(tail).map_or(self.place.end, |at| self.mark.end() + at);
                (FaultKind::Unclosed, mend::close_at(&self.mark, at))
            }
        };
        Fault {
            kind,
            mark: self.mark.range(),
            partner: None,
            mend,
        }
    }
}

fn is_telling(mark: &Mark, place: Place) -> bool {
    let ambiguous = matches!(mark.glyph, StraightDouble | TwoStraight | RightParenthesis);
    place.prose && !(place.doubtful && ambiguous) && !mark.is_markup()
}

/// Takes from `found`, which is by position, the pairs that enclose block quotations.
pub(super) fn take_blocks(found: &mut Vec<Found>, habits: Habits) -> Vec<(Mark, Mark)> {
    let mut blocks = Vec::new();
    let mut kept: Vec<Found> = Vec::with_capacity(found.len());
    for next in found.drain(..) {
        let open = kept.iter().rev().take(NESTED);
        match { open }.position(|open| open.encloses_block(&next, habits)) {
            Some(above) => {
                let open = kept.remove(kept.len() - 1 - above);
                blocks.push((open.mark, next.mark));
            }
            None => kept.push(next),
        }
    }
    *found = kept;
    blocks
}

/// The faults to show of `found`, which is by position: a bounded number, by position.
pub(super) fn shown(body: &str, found: &[Found]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for paragraph in found.chunk_by(|a, b| a.place.paragraph == b.place.paragraph) {
        let first = paragraph.iter().position(Found::is_lone);
        let lone = paragraph.iter().filter(|f| f.is_lone()).count();
        let room = MOST_IN_ARTICLE - faults.len();
        let shown = paragraph
            .iter()
            .enumerate()
            .filter(|(i, f)| lone <= MOST_IN_PARAGRAPH || !f.is_lone() || Some(*i) == first)
            .map(|(_, f)| f)
            .filter(|f| !doubt::is_in_address(body, f.mark.range()))
            .take(room);
        faults.extend(shown.map(|f| f.fault(body)));
    }
    faults.sort_by_key(|f| f.mark.start);
    faults
}
