//! The tree of a bundle: which marker lines count, and the segments between them. Kept up to date edit by edit.
//!
//! Every line that reads as a marker is a token in an [`Order`]; a token holds the bytes since the token before it and
//! no offset of its own. A fold over the tokens, under the file's [`Dialect`], gives each its [`Role`]: a boundary that
//! opens an article or closes one, or content. Boundaries cut the text into segments; each is known by its first token
//! ([`Anchor`]), which stays the same while the text around it changes.
//!
//! An edit re-reads the lines that it touches, then folds on from there until it meets a token that is in the state
//! that it was in before. Only an edit that changes the dialect of the file folds all tokens again.

use std::ops::Range;

use super::change::{Before, Change};
use super::dialect::{Dialect, Tally};
use super::keywords::Keywords;
use super::marker::{Form, Kind, Marker};
use super::order::{Id, Item, Order};
use super::scan::{Found, scan};

/// The token that a segment starts with; `None`: the start of the file.
pub type Anchor = Option<Id>;

/// The part that a marker line plays in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Opens an article.
    Open,
    /// Closes an article, or nothing (a stray one).
    Close,
    /// Is content after all.
    Content,
}

struct Token {
    /// Bytes from the end of the token before this one to the start of this line.
    gap: usize,
    /// Bytes of the line, its line end included.
    length: usize,
    marker: Box<Marker>,
    /// Not yet judged: `None`.
    role: Option<Role>,
    /// The segment that the text after this line is in: this token itself where it is a boundary.
    segment: Anchor,
    /// Of a boundary: the boundary after it.
    next: Option<Id>,
}

impl Item for Token {
    type Tally = Tally;
    fn width(&self) -> usize {
        self.gap + self.length
    }
    fn tally(&self) -> Tally {
        Tally::of(&self.marker)
    }
}

/// See the module's head.
pub struct Tree {
    tokens: Order<Token>,
    keywords: Keywords,
    dialect: Dialect,
    /// The first boundary.
    first: Option<Id>,
    /// Length of the text in bytes.
    length: usize,
}

impl Tree {
    /// Reads a whole text.
    pub fn parse(text: &str, keywords: Keywords) -> Tree {
        let mut end = 0;
        let tokens = Order::from_items(scan(text, 0, &keywords).map(|found| {
            let gap = found.line.start - end;
            end = found.line.end;
            token(found, gap)
        }));
        let dialect = Dialect::infer(tokens.tally());
        let mut tree = Tree {
            tokens,
            keywords,
            dialect,
            first: None,
            length: text.len(),
        };
        tree.fold(None, None, &mut Change::unwatched());
        tree
    }

    /// Length of the text in bytes.
    pub fn length(&self) -> usize {
        self.length
    }

    /// The file's dialect.
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// The words that make a marker here.
    pub fn keywords(&self) -> &Keywords {
        &self.keywords
    }

    /// All segments in order, the start of the file (often empty) first.
    pub fn segments(&self) -> impl Iterator<Item = Anchor> {
        let mut at = Some(None);
        std::iter::from_fn(move || {
            let anchor: Anchor = at?;
            at = self.next(anchor).map(Some);
            Some(anchor)
        })
    }

    /// All segments in order with their bodies, as [`Tree::segments`] and [`Tree::body`] give them, but in one pass.
    pub fn bodies(&self) -> Vec<(Anchor, Range<usize>)> {
        let (mut all, mut anchor, mut start) = (Vec::new(), None, 0);
        for (id, end) in self
            .tokens
            .iter()
            .filter(|&(id, _)| self.role(id) != Role::Content)
        {
            all.push((anchor, start..end - self.tokens[id].length));
            (anchor, start) = (Some(id), end);
        }
        all.push((anchor, start..self.length));
        all
    }

    /// The open markers in order.
    pub fn articles(&self) -> impl Iterator<Item = Id> {
        self.segments()
            .flatten()
            .filter(|&id| self.role(id) == Role::Open)
    }

    /// Every line that reads as a marker or nearly as one, with its role, in order.
    pub fn lines(&self) -> impl Iterator<Item = (Id, Role)> {
        self.tokens.iter().map(|(id, _)| (id, self.role(id)))
    }

    /// The lines of a segment that read as markers, or nearly, and are content here.
    pub fn content_lines(&self, anchor: Anchor) -> impl Iterator<Item = Id> {
        let end = self.next(anchor);
        let mut at = anchor.map_or(self.tokens.first(), |id| self.tokens.next(id));
        std::iter::from_fn(move || {
            let id = at.filter(|&id| Some(id) != end)?;
            at = self.tokens.next(id);
            Some(id)
        })
    }

    /// The marker on a line.
    pub fn marker(&self, id: Id) -> &Marker {
        &self.tokens[id].marker
    }

    /// Whether there is a segment of this anchor now. Others may be asked about only where there is.
    pub fn has_segment(&self, anchor: Anchor) -> bool {
        anchor.is_none_or(|id| self.tokens.contains(id) && self.role(id) != Role::Content)
    }

    /// The part that a line plays.
    pub fn role(&self, id: Id) -> Role {
        self.tokens[id].role.unwrap_or(Role::Content)
    }

    /// A marker line's place in bytes, its line end included.
    pub fn line(&self, id: Id) -> Range<usize> {
        let end = self.tokens.end(id);
        end - self.tokens[id].length..end
    }

    /// The length in bytes of a marker line, its line end included.
    pub fn line_length(&self, id: Id) -> usize {
        self.tokens[id].length
    }

    /// Where a segment starts: its marker line's first byte.
    pub fn start(&self, anchor: Anchor) -> usize {
        anchor.map_or(0, |id| self.line(id).start)
    }

    /// A segment's text behind its marker line, in bytes: an article's body, or what stands outside all articles.
    pub fn body(&self, anchor: Anchor) -> Range<usize> {
        let start = anchor.map_or(0, |id| self.tokens.end(id));
        start
            ..self
                .next(anchor)
                .map_or(self.length, |id| self.line(id).start)
    }

    /// The boundary that ends a segment.
    pub fn next(&self, anchor: Anchor) -> Option<Id> {
        anchor.map_or(self.first, |id| self.tokens[id].next)
    }

    /// The boundary before this one, whose segment this one ends.
    pub fn previous(&self, id: Id) -> Anchor {
        self.tokens
            .previous(id)
            .and_then(|before| self.tokens[before].segment)
    }

    /// The segment that the text behind a line is in: of a boundary, its own; of content, the one around it.
    pub fn segment(&self, id: Id) -> Anchor {
        self.tokens[id].segment
    }

    /// Whether an article is closed by a close marker.
    pub fn closed(&self, open: Id) -> bool {
        self.next(Some(open))
            .is_some_and(|next| self.role(next) == Role::Close)
    }

    /// Whether a close marker closes nothing.
    pub fn stray(&self, close: Id) -> bool {
        self.previous(close)
            .is_none_or(|before| self.role(before) != Role::Open)
    }

    /// The segment at an offset in bytes.
    pub fn at(&self, offset: usize) -> Anchor {
        let Some(id) = self.tokens.first_past(offset) else {
            return self.tokens.last().and_then(|id| self.tokens[id].segment);
        };
        if self.line(id).start <= offset {
            return self.tokens[id].segment;
        }
        self.previous(id)
    }

    /// The lines that an edit of `range` (bytes) touches, from the text before the edit: what [`Tree::splice`] wants.
    pub fn touched(text: &ropey::Rope, range: &Range<usize>) -> Range<usize> {
        let first = text.byte_to_line(range.start);
        let mut start = text.line_to_byte(first);
        if start == range.start && start > 0 && text.byte(start - 1) == b'\r' {
            start = text.line_to_byte(first - 1); // an LF typed here belongs to the line end before it
        }
        let last = text.byte_to_line(range.end);
        start
            ..text
                .line_to_byte((last + 1).min(text.len_lines()))
                .max(range.end)
    }

    /// Follows an edit: the lines at `old` (bytes before the edit, from [`Tree::touched`]) now read `new`.
    pub fn splice(&mut self, old: Range<usize>, new: &str) -> Change {
        let mut change = Change::default();
        let mut lines = Vec::new();
        let before = match self.tokens.first_past(old.start) {
            Some(id) => self.tokens.previous(id),
            None => self.tokens.last(),
        };
        let mut end = before.map_or(0, |id| self.tokens.end(id));
        let around = before.and_then(|id| self.tokens[id].segment);
        change.touched.push(Before {
            anchor: around,
            body: self.body(around),
        });

        // The tokens on the touched lines as they were, and the first one behind them.
        let mut passed = end;
        let mut behind = before.map_or(self.tokens.first(), |id| self.tokens.next(id));
        while let Some(id) = behind.filter(|&id| passed + self.tokens[id].gap < old.end) {
            passed += self.tokens[id].width();
            behind = self.tokens.next(id);
            lines.push(id);
        }
        let margin = behind.map(|id| passed + self.tokens[id].gap - old.end);

        // A line that reads as before keeps its token, and so its article keeps its identity.
        let found: Vec<Found> = scan(new, old.start, &self.keywords).collect();
        let same = |id: Id, f: &Found| {
            self.tokens[id].length == f.line.len() && *self.tokens[id].marker == f.marker
        };
        let head = lines
            .iter()
            .zip(&found)
            .take_while(|(id, f)| same(**id, f))
            .count();
        let tail = lines[head..]
            .iter()
            .rev()
            .zip(found[head..].iter().rev())
            .take_while(|(id, f)| same(**id, f))
            .count();
        let kept_tail = lines.split_off(lines.len() - tail);
        let dropped = lines.split_off(head);
        let boundaries = |ids: &[Id]| -> Vec<Before> {
            let ids = ids.iter().filter(|&&id| self.role(id) != Role::Content);
            ids.map(|&id| Before {
                anchor: Some(id),
                body: self.body(Some(id)),
            })
            .collect()
        };
        change.touched.extend(boundaries(&lines));
        change.touched.extend(boundaries(&kept_tail));
        change.touched.sort_by_key(|b| b.anchor);
        change.altered.clone_from(&change.touched);
        change.gone = boundaries(&dropped);
        for id in dropped {
            self.tokens.remove(id);
        }
        let fresh = found.len() - tail;
        let mut last = before;
        for (i, found) in found.into_iter().enumerate() {
            let gap = found.line.start - end;
            end = found.line.end;
            last = Some(match i {
                _ if i < head => lines[i],
                _ if i >= fresh => kept_tail[i - fresh],
                _ => {
                    last = Some(self.tokens.insert_after(last, token(found, gap)));
                    continue;
                }
            });
            if let Some(id) = last {
                self.tokens.update(id, |token| token.gap = gap);
            }
        }
        if let (Some(id), Some(margin)) = (behind, margin) {
            let gap = old.start + new.len() - end + margin;
            self.tokens.update(id, |token| token.gap = gap);
        }
        self.length = self.length + new.len() - old.len();
        change.moved = (
            old.start + new.len(),
            new.len() as isize - old.len() as isize,
        );

        let dialect = Dialect::infer(self.tokens.tally());
        change.dialect = std::mem::replace(&mut self.dialect, dialect) != dialect;
        if change.dialect {
            self.fold(None, None, &mut change);
        } else {
            self.fold(before, behind, &mut change);
        }
        self.tokens.settle();
        change.finish();
        change
    }

    /// Gives their roles to the tokens after `from`: at least to all before `settled`, then on until one is found as
    /// it was. `settled: None`: to all up to the end.
    fn fold(&mut self, from: Option<Id>, settled: Option<Id>, change: &mut Change) {
        let mut state: Anchor = from.and_then(|id| self.tokens[id].segment);
        let mut at = from.map_or(self.tokens.first(), |id| self.tokens.next(id));
        let mut may_stop = false;
        while let Some(id) = at {
            may_stop |= Some(id) == settled;
            let role = self.judge(state, &self.tokens[id].marker);
            let segment = if role == Role::Content {
                state
            } else {
                Some(id)
            };
            if role != Role::Content {
                self.bound(state, Some(id), change);
            }
            let token = &mut self.tokens[id];
            if may_stop && token.role == Some(role) && token.segment == segment {
                return; // as it was, and so is all behind it
            }
            let was = token.role.replace(role).unwrap_or(Role::Content);
            token.segment = segment;
            match (was, role) {
                (Role::Content, Role::Open | Role::Close) => change.fresh.push(id),
                (Role::Open | Role::Close, Role::Content) => {
                    change.gone.push(self.before(Some(id), change));
                    self.tokens[id].next = None;
                }
                _ => {}
            }
            state = segment;
            at = self.tokens.next(id);
        }
        self.bound(state, None, change);
    }

    /// Lets a segment end at `next`.
    fn bound(&mut self, anchor: Anchor, next: Option<Id>, change: &mut Change) {
        if self.next(anchor) == next {
            return;
        }
        if !change.unwatched {
            change.altered.push(self.before(anchor, change));
            // Whether a close closes anything hangs on what stands before it, so `next` is altered too.
            let after = next.map(|id| self.before(Some(id), change));
            change.altered.extend(after);
        }
        match anchor {
            None => self.first = next,
            Some(id) => self.tokens[id].next = next,
        }
    }

    /// A segment as it was before the edit.
    fn before(&self, anchor: Anchor, change: &Change) -> Before {
        if let Ok(at) = change.touched.binary_search_by_key(&anchor, |b| b.anchor) {
            return change.touched[at].clone();
        }
        let (from, by) = change.moved;
        let back = |offset: usize| {
            if offset >= from {
                offset.saturating_add_signed(-by)
            } else {
                offset
            }
        };
        // A token that is gone ended a segment on the touched lines.
        let next = self.next(anchor).filter(|&id| self.tokens.contains(id));
        let end = next.map_or(self.length, |id| self.line(id).start);
        let start = anchor.map_or(0, |id| self.tokens.end(id)).min(end);
        Before {
            anchor,
            body: back(start)..back(end),
        }
    }

    /// What a marker is, given the segment that it stands in.
    fn judge(&self, state: Anchor, marker: &Marker) -> Role {
        let open = state
            .filter(|&id| self.role(id) == Role::Open)
            .map(|id| &self.tokens[id].marker);
        let nonce = open.and_then(|open| open.nonce.as_deref());
        match marker.kind {
            Kind::Open => match nonce {
                Some(nonce) if marker.nonce.as_deref() != Some(nonce) => Role::Content,
                _ => Role::Open,
            },
            Kind::ShortOpen if open.is_none() => Role::Open,
            Kind::Close => {
                let echoed = marker.name.as_deref();
                let closes = match (nonce, marker.form) {
                    (Some(nonce), _) => echoed == Some(nonce),
                    (None, Form::BareEnd) if echoed.is_some() => {
                        open.is_some_and(|open| open.name.as_deref() == echoed)
                    }
                    (None, Form::BareEnd) => self.dialect.end_closes,
                    (None, Form::Eof) => self.dialect.eof_closes,
                    _ => true,
                };
                if closes { Role::Close } else { Role::Content }
            }
            _ => Role::Content,
        }
    }
}

fn token(found: Found, gap: usize) -> Token {
    Token {
        gap,
        length: found.line.len(),
        marker: Box::new(found.marker),
        role: None,
        segment: None,
        next: None,
    }
}
