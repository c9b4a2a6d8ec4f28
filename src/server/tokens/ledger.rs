//! The tokens of one bundle, and which of them each result had that was given.

use std::collections::VecDeque;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use rustc_hash::{FxHashMap, FxHashSet};
use tower_lsp::ls_types::SemanticToken;

use super::piece::{Piece, Scratch};
use crate::bundle::order::{Id, Item, Order};
use crate::bundle::{Anchor, Document, Tree};
use crate::collation::texts;
use crate::queries::text_of;
use crate::text::position::Encoding;

/// How many results are remembered: a client that cancels a request asks again with the result before.
const REMEMBERED: usize = 8;

/// Numbers results, over all bundles: a bundle that is read anew knows none of the old ones.
static RESULTS: AtomicU64 = AtomicU64::new(1);

impl Item for Piece {
    /// Nothing is summed beside the tokens.
    type Tally = u8;
    fn width(&self) -> usize {
        self.steps.len()
    }
    fn tally(&self) -> u8 {
        0
    }
}

/// What is still known of a result that was given.
#[derive(Debug, Clone, Copy)]
struct Mark {
    result: u64,
    /// How many tokens it had.
    count: usize,
    /// So many at its start, at least, are those at the start now.
    head: usize,
    /// So many at its end are those at the end now.
    tail: usize,
}

/// What is to be replaced in an earlier result. Counted in tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delta {
    /// The first token that is replaced.
    pub start: usize,
    /// How many are.
    pub deleted: usize,
    /// By which.
    pub tokens: Vec<SemanticToken>,
}

/// See the module's head.
#[derive(Default)]
pub struct Ledger {
    /// Whether it holds all segments of the text, as they were before what is in `touched`.
    is_whole: bool,
    pieces: Order<Piece>,
    of_anchor: FxHashMap<Anchor, Id>,
    /// Segments that were touched by edits.
    touched: FxHashSet<Anchor>,
    /// Pieces that were read, not yet put to the others: the work of a request that was given up is not lost.
    fresh: FxHashMap<Anchor, Piece>,
    marks: VecDeque<Mark>,
    scratch: Scratch,
}

impl Ledger {
    /// Notes that an edit touched segments: some may be gone, others new.
    pub fn touch(&mut self, segments: impl Iterator<Item = Anchor>) {
        for anchor in segments {
            self.fresh.remove(&anchor);
            if self.is_whole {
                self.touched.insert(anchor);
            }
        }
    }

    /// Brings the tokens up to date. `go_on` is asked at each segment; what was read before it says no is kept.
    pub fn update<E>(
        &mut self,
        document: &Document,
        encoding: Encoding,
        mut go_on: impl FnMut() -> Result<(), E>,
    ) -> Result<(), E> {
        if !self.is_whole {
            return self.read_all(document, encoding, &mut go_on);
        }
        let tree = document.tree();
        let mut segments: Vec<(usize, Anchor)> = self
            .touched
            .iter()
            .filter(|anchor| tree.has_segment(**anchor))
            .map(|&anchor| (tree.start(anchor), anchor))
            .collect();
        segments.sort_unstable();
        for &(_, anchor) in &segments {
            if self.fresh.contains_key(&anchor) {
                continue;
            }
            go_on()?;
            let text = text_of(document, anchor);
            let known = self.of_anchor.get(&anchor);
            if known.is_none_or(|&id| self.pieces[id].key != texts::key(&text)) {
                let piece = Piece::read(document, anchor, &text, encoding, &mut self.scratch);
                self.fresh.insert(anchor, piece);
            }
        }
        self.follow(tree, &segments);
        Ok(())
    }

    /// Reads all segments.
    fn read_all<E>(
        &mut self,
        document: &Document,
        encoding: Encoding,
        go_on: &mut impl FnMut() -> Result<(), E>,
    ) -> Result<(), E> {
        let tree = document.tree();
        for anchor in tree.segments() {
            if !self.fresh.contains_key(&anchor) {
                go_on()?;
                let text = text_of(document, anchor);
                let piece = Piece::read(document, anchor, &text, encoding, &mut self.scratch);
                self.fresh.insert(anchor, piece);
            }
        }
        let mut fresh = std::mem::take(&mut self.fresh);
        let pieces = tree.segments().filter_map(|anchor| fresh.remove(&anchor));
        self.pieces = Order::from_items(pieces);
        let ids = self
            .pieces
            .iter()
            .map(|(id, _)| (self.pieces[id].anchor, id));
        self.of_anchor = ids.collect();
        self.is_whole = true;
        Ok(())
    }

    /// Puts what was read in its place. `segments`: those that were touched and are there, in order.
    fn follow(&mut self, tree: &Tree, segments: &[(usize, Anchor)]) {
        // A number may name another segment than before, somewhere else; and what stood behind one that has gone is
        // taken out and put in again, since all that is known of its place is what it stood behind.
        let mut moved: FxHashSet<Anchor> = FxHashSet::default();
        for &(_, anchor) in segments {
            let before = anchor.map(|id| tree.previous(id));
            let stands = self.of_anchor.get(&anchor).is_some_and(|&id| {
                let known = self.pieces.previous(id).map(|id| self.pieces[id].anchor);
                known == before && before.is_none_or(|before| !moved.contains(&before))
            });
            if !stands {
                moved.insert(anchor);
            }
        }
        let mut gone: Vec<Anchor> = self.touched.drain().collect();
        gone.retain(|anchor| moved.contains(anchor) || !tree.has_segment(*anchor));
        gone.sort_unstable();
        for anchor in gone {
            if let Some(id) = self.of_anchor.remove(&anchor) {
                let piece = self.remove(id);
                if moved.contains(&anchor) {
                    self.fresh.entry(anchor).or_insert(piece);
                }
            }
        }
        for &(_, anchor) in segments {
            let Some(piece) = self.fresh.remove(&anchor) else {
                continue;
            };
            match self.of_anchor.get(&anchor) {
                Some(&id) => self.replace(id, piece),
                None => {
                    let before = anchor.map(|id| tree.previous(id));
                    let before = before.and_then(|before| self.of_anchor.get(&before).copied());
                    let id = self.insert(before, piece);
                    self.of_anchor.insert(anchor, id);
                }
            }
        }
        self.pieces.settle();
    }

    /// Notes that all but the first `head` and the last `tail` tokens may have changed.
    fn note(&mut self, head: usize, tail: usize) {
        for mark in &mut self.marks {
            mark.head = mark.head.min(head);
            mark.tail = mark.tail.min(tail);
        }
    }

    fn remove(&mut self, id: Id) -> Piece {
        let end = self.pieces.end(id);
        // The token behind counts its lines from another one now.
        let tail = (self.pieces.width() - end).saturating_sub(1);
        self.note(end - self.pieces[id].steps.len(), tail);
        self.pieces.remove(id)
    }

    fn insert(&mut self, before: Option<Id>, piece: Piece) -> Id {
        let head = before.map_or(0, |id| self.pieces.end(id));
        let tail = (self.pieces.width() - head).saturating_sub(1);
        self.note(head, tail);
        self.pieces.insert_after(before, piece)
    }

    fn replace(&mut self, id: Id, piece: Piece) {
        let end = self.pieces.end(id);
        let behind = self.pieces.width() - end;
        let old = &self.pieces[id];
        let start = end - old.steps.len();
        let same = |(a, b): &(_, _)| a == b;
        let pairs = old.steps.iter().zip(&*piece.steps);
        let head = pairs.take_while(same).count();
        let (rest, fresh) = (&old.steps[head..], &piece.steps[head..]);
        let tail = rest.iter().rev().zip(fresh.iter().rev());
        let tail = tail.take_while(same).count();
        let is_even = old.after == piece.after && old.steps.is_empty() == piece.steps.is_empty();
        let tail = if is_even {
            behind + tail
        } else {
            behind.saturating_sub(1)
        };
        self.note(start + head, tail);
        self.pieces.update(id, |known| *known = piece);
    }

    /// All tokens.
    pub fn tokens(&self) -> Vec<SemanticToken> {
        self.slice(0..self.pieces.width())
    }

    /// Remembers what there is now as a result; returns its number.
    pub fn remember(&mut self) -> u64 {
        let (count, result) = (self.pieces.width(), RESULTS.fetch_add(1, Ordering::Relaxed));
        let (head, tail) = (count, count);
        self.marks.truncate(REMEMBERED - 1);
        self.marks.push_front(Mark {
            result,
            count,
            head,
            tail,
        });
        result
    }

    /// What makes an earlier result what there is now; `None` where nothing is known of it.
    pub fn delta(&self, result: u64) -> Option<Delta> {
        let mark = self.marks.iter().find(|mark| mark.result == result)?;
        let now = self.pieces.width();
        let shorter = now.min(mark.count);
        let head = mark.head.min(shorter);
        let tail = mark.tail.min(shorter - head);
        Some(Delta {
            start: head,
            deleted: mark.count - head - tail,
            tokens: self.slice(head..now - tail),
        })
    }

    /// Some of the tokens, by their places.
    fn slice(&self, range: Range<usize>) -> Vec<SemanticToken> {
        let mut tokens = Vec::with_capacity(range.len());
        let mut at = self.pieces.first_past(range.start);
        let mut carried = at.map_or(0, |id| self.carried(id));
        let mut place = at.map_or(0, |id| self.pieces.end(id) - self.pieces[id].steps.len());
        while let Some(id) = at.filter(|_| place < range.end) {
            let piece = &self.pieces[id];
            for (number, step) in piece.steps.iter().enumerate() {
                if range.contains(&place) {
                    tokens.push(step.sent(if number == 0 { carried } else { 0 }));
                }
                place += 1;
            }
            carried = if piece.steps.is_empty() {
                carried + piece.lines
            } else {
                piece.after
            };
            at = self.pieces.next(id);
        }
        tokens
    }

    /// Line ends between the last token before a piece and the piece's start.
    fn carried(&self, id: Id) -> u32 {
        let (mut carried, mut at) = (0, self.pieces.previous(id));
        while let Some(id) = at {
            let piece = &self.pieces[id];
            carried += piece.after;
            if !piece.steps.is_empty() {
                break;
            }
            at = self.pieces.previous(id);
        }
        carried
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::queries::fixture::fixture;

    fn whole(document: &Document) -> Vec<SemanticToken> {
        let mut ledger = Ledger::default();
        let read = ledger.update::<()>(document, Encoding::Utf16, || Ok(()));
        assert_eq!(read, Ok(()));
        ledger.tokens()
    }

    /// Lines that make and break markers, with and without tokens.
    const LINES: [&str; 9] = [
        "<<<FILE: a.txt>>>\n",
        "<<<FILE: b source=\"x\">>>\n",
        "<<<END FILE>>>\n",
        "<<<END>>>\n",
        "Ada Hale counted 12 cranes on Friday.\n",
        "“We go,\nall of us,” she said.\n",
        "\n",
        "plain words\r\n",
        "x",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]
        #[test]
        fn a_delta_makes_the_old_result_the_new_one(
            lines in prop::collection::vec(0..LINES.len(), 0..14),
            edits in prop::collection::vec((0.0..1.0_f64, 0.0..0.4_f64, 0..=LINES.len(), 0..4_u8), 1..12),
        ) {
            let text: String = lines.iter().map(|&line| LINES[line]).collect();
            let mut fixture = fixture(&text);
            let mut ledger = Ledger::default();
            let mut given: Vec<(u64, Vec<SemanticToken>)> = Vec::new();
            for (from, length, line, ask) in edits {
                let bytes = fixture.document().text().len_bytes();
                let rope = fixture.document().text();
                let at = |share: f64| rope.char_to_byte(rope.byte_to_char((bytes as f64 * share) as usize));
                let range = at(from)..at((from + length).min(1.0));
                let with = LINES.get(line).copied().unwrap_or_default();
                let touched = fixture.corpus.edit(0, range, with).expect("a possible edit");
                ledger.touch(touched.iter().map(|segment| segment.anchor));
                if ask == 0 {
                    continue; // nobody asks after this edit
                }
                let mut steps = if ask == 1 { 1 } else { usize::MAX };
                let stopping = || {
                    steps -= 1;
                    if steps == 0 { Err(()) } else { Ok(()) }
                };
                if ledger.update(fixture.document(), Encoding::Utf16, stopping).is_err() {
                    continue; // given up; the rest is done next time
                }
                let now = ledger.tokens();
                prop_assert_eq!(&now, &whole(fixture.document()));
                for (result, mut old) in given.iter().rev().take(REMEMBERED).cloned() {
                    let delta = ledger.delta(result).expect("a remembered result");
                    old.splice(delta.start..delta.start + delta.deleted, delta.tokens);
                    prop_assert_eq!(&old, &now);
                }
                let result = ledger.remember();
                given.push((result, now));
            }
        }
    }

    #[test]
    fn a_delta_has_what_changed_alone() {
        let article =
            "<<<FILE: a>>>\nAda Hale counted 12 cranes, and Bo Lind 13.\n<<<END FILE>>>\n";
        let mut fixture = fixture(&article.repeat(50));
        let mut ledger = Ledger::default();
        assert_eq!(
            ledger.update::<()>(fixture.document(), Encoding::Utf8, || Ok(())),
            Ok(())
        );
        let result = ledger.remember();
        let place = 20 * article.len() + article.find("12").expect("12");
        let touched = fixture.corpus.edit(0, place..place, "1").expect("an edit");
        ledger.touch(touched.iter().map(|segment| segment.anchor));
        assert_eq!(
            ledger.update::<()>(fixture.document(), Encoding::Utf8, || Ok(())),
            Ok(())
        );
        let delta = ledger.delta(result).expect("a delta");
        // The figure is longer, and the name behind it stands further right.
        assert_eq!((delta.deleted, delta.tokens.len()), (2, 2));
        assert_eq!(ledger.delta(result + 1), None);
    }
}
