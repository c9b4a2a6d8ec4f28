//! Pairing the quotation marks of one paragraph.

use super::conventions::{Fit, Habits, fit};
use super::glyph::Glyph::{
    Backtick, LeftCorner, LeftDouble, LeftGuillemet, LeftSingle, LeftSingleGuillemet,
    LeftWhiteCorner, LowDouble, LowSingle, RightCorner, RightDouble, RightGuillemet, RightSingle,
    RightSingleGuillemet, RightWhiteCorner, StraightSingle, TwoBackticks, TwoStraight,
};
use super::lex::{Facing, Mark};
use super::lookalikes::{
    Closing, beside_single, closing, is_foot_and_inch, is_inch, is_mistyped_apostrophe,
    may_end_a_word, may_open_a_headless_word, trailing_word,
};
use super::work;

/// What one paragraph's marks came to.
#[derive(Default)]
pub(super) struct Paired {
    pub(super) pairs: Vec<Pair>,
    /// By position.
    pub(super) unclosed: Vec<Mark>,
    /// By position.
    pub(super) unopened: Vec<Mark>,
    /// Something in the paragraph may be no mark at all (inches, a ditto mark, a smiley), so that one of the ambiguous kinds
    /// left over says nothing.
    pub(super) doubtful: bool,
}

/// Two marks that belong together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    pub(super) open: Mark,
    pub(super) close: Mark,
    pub(super) fit: Fit,
}

/// The first mark of a paragraph on one level, and its index in the list where it is.
#[derive(Clone, Copy)]
pub(super) enum First {
    Unopened(usize),
    Unclosed(usize),
    Paired(usize),
}

impl Paired {
    /// Whether anything is left over or does not fit.
    pub(super) fn is_suspect(&self) -> bool {
        !self.unclosed.is_empty()
            || !self.unopened.is_empty()
            || self.pairs.iter().any(|pair| pair.fit == Fit::Wrong)
    }

    /// The first mark among the single ones or among the others, and where it stands.
    pub(super) fn first(&self, single: bool) -> Option<(First, usize)> {
        let level = |m: &Mark| m.glyph.is_single() == single;
        let first = |marks: &[Mark]| marks.iter().position(level).map(|i| (i, marks[i].at));
        let pairs = self.pairs.iter().enumerate();
        [
            first(&self.unopened).map(|(i, at)| (First::Unopened(i), at)),
            first(&self.unclosed).map(|(i, at)| (First::Unclosed(i), at)),
            pairs
                .filter(|(_, pair)| level(&pair.open))
                .map(|(i, pair)| (First::Paired(i), pair.open.at))
                .min_by_key(|(_, at)| *at),
        ]
        .into_iter()
        .flatten()
        .min_by_key(|(_, at)| *at)
    }

    /// Whether a quotation of the same kind comes after `mark`, which therefore cannot run to the end of the paragraph.
    pub(super) fn has_quotation_after(&self, mark: &Mark) -> bool {
        let after = |m: &Mark| m.at > mark.at && m.glyph == mark.glyph;
        self.pairs.iter().any(|pair| after(&pair.open)) || self.unclosed.iter().any(after)
    }

    /// Home » News » Sport: a trail through a site.
    fn drop_trails(&mut self) {
        if self.unopened.iter().filter(|m| m.glyph.is_rare()).count() > 1 {
            self.unopened.retain(|m| !m.glyph.is_rare());
        }
    }

    /// “So.’ A double mark without a partner, and after it a lone single one that is no apostrophe, were meant for each other.
    /// 'So.” The same the other way round, at the head of a paragraph, unless an earlier one's quotation is open, which `within` says.
    pub(super) fn join_levels(&mut self, within: bool) {
        let Some(open) = self.unclosed.last().copied() else {
            return;
        };
        let Some(at) = self.unopened.iter().position(|m| m.at > open.at) else {
            return;
        };
        let close = self.unopened[at];
        let between = |pair: &Pair| pair.open.at > open.at && pair.open.at < close.at;
        let level = open.glyph.is_single();
        let joins = level != close.glyph.is_single()
            && !(open.glyph.is_rare() || close.glyph.is_rare())
            && (!level || (open.leads() && !within))
            && !self.pairs.iter().any(between);
        if joins {
            let fit = Fit::Wrong;
            self.pairs.push(Pair { open, close, fit });
            self.unclosed.pop();
            self.unopened.remove(at);
        }
    }

    /// The levels on which a mark is left over.
    pub(super) fn rivals(&self) -> Rivals {
        let left = || self.unopened.iter().chain(&self.unclosed);
        Rivals {
            single: left().any(|m| m.glyph.is_single()),
            double: left().any(|m| !m.glyph.is_single()),
        }
    }
}

/// Whether a paragraph has marks without a partner, on either level. A pair that does not fit may then be none.
#[derive(Clone, Copy, Default)]
pub(super) struct Rivals {
    single: bool,
    double: bool,
}

impl Rivals {
    /// Whether one of them may belong to one of the two of `pair`.
    pub(super) fn may_part(self, pair: &Pair) -> bool {
        if pair.open.glyph.is_single() {
            self.single
        } else {
            self.double
        }
    }
}

/// An opening mark that waits for its partner.
struct Open {
    mark: Mark,
    /// Could as well be an apostrophe: pairs if it can, and is forgotten if not.
    soft: bool,
    /// The best closing mark so far, where a better one may follow.
    candidate: Option<Candidate>,
}

#[derive(Clone, Copy)]
struct Candidate {
    mark: Mark,
    /// Higher for a mark that is no plural's apostrophe, then for one of the right kind.
    rank: u8,
    fit: Fit,
}

/// The rank of a candidate that no later one can better.
const BEST: u8 = 4;

/// How deep below the innermost open mark a partner is sought; keeps the work per mark constant.
const DEPTH: usize = 4;

/// How many marks are looked at to tell inches from a closing mark.
const AHEAD: usize = 16;

/// A stack machine over the quotation marks of one paragraph.
struct Pairing<'a> {
    body: &'a str,
    habits: Habits,
    stack: Vec<Open>,
    out: Paired,
}

/// Pairs the quotation marks among `marks`, which are one paragraph's.
pub(super) fn pair(body: &str, marks: &[Mark], habits: Habits) -> Paired {
    let mut pairing = Pairing {
        body,
        habits,
        stack: Vec::new(),
        out: Paired::default(),
    };
    for (i, mark) in marks.iter().enumerate() {
        if mark.glyph.is_single() {
            pairing.single(*mark);
        } else if !mark.glyph.is_bracket() {
            pairing.double(*mark, &marks[i + 1..]);
        }
    }
    pairing.settle(0);
    let mut out = pairing.out;
    out.unclosed.sort_unstable_by_key(|m| m.at);
    out.drop_trails();
    out
}

impl Pairing<'_> {
    /// Takes in a mark of the double kind, which `rest` follows.
    fn double(&mut self, mark: Mark, rest: &[Mark]) {
        if is_foot_and_inch(self.body, &mark) || is_mistyped_apostrophe(self.body, &mark) {
            return;
        }
        // At the head of a line, » is a bullet, or the old way to say that a quotation runs on.
        let bullet = matches!(mark.glyph, RightGuillemet | RightSingleGuillemet);
        if bullet && !self.habits.inward && mark.leads() && mark.is_between_blanks() {
            return;
        }
        if is_inch(self.body, &mark) {
            let partner = self.has_open(mark);
            // A lone ” may yet end the quotation of an earlier paragraph.
            if mark.glyph != RightDouble {
                self.out.doubtful = true;
                if !partner {
                    return;
                }
            }
            if partner && self.closes_later(rest) {
                return;
            }
        }
        if self.opens(mark) {
            self.push(mark, false);
        } else {
            self.close_double(mark);
        }
    }

    /// Whether a mark of the double kind opens here: by its shape where that is plain, by its neighbours where they are, else by
    /// what is open.
    #[expect(clippy::match_same_arms, reason = "the plainest cases come first")]
    fn opens(&mut self, mark: Mark) -> bool {
        let facing = mark.facing();
        match (mark.glyph, facing) {
            (LowDouble | LeftCorner | LeftWhiteCorner, _) => true,
            (RightCorner | RightWhiteCorner, _) => false,
            (TwoBackticks, _) => facing != Facing::Closes,
            (TwoStraight, _) if self.is_in_tex() => false,
            (LeftDouble, Facing::Closes) => !(self.habits.low || self.has_open(mark)),
            (LeftDouble, _) => !(mark.is_before_blank() && self.has_open(mark)),
            (RightDouble, _) => (facing == Facing::Opens || mark.leads()) && !self.has_open(mark),
            // French sets blanks within the marks, so that one before « or » says nothing.
            (LeftGuillemet | LeftSingleGuillemet, _) if mark.is_loose() => !self.habits.inward,
            (RightGuillemet | RightSingleGuillemet, _) if mark.is_loose() => self.habits.inward,
            (_, Facing::Opens) => true,
            (_, Facing::Closes) => false,
            _ if mark.is_between_blanks() => match beside_single(self.body, &mark) {
                Facing::Unclear => {
                    self.out.doubtful = true;
                    !self.has_open(mark)
                }
                facing => facing == Facing::Opens,
            },
            _ => !self.has_open(mark),
        }
    }

    /// Whether the next double mark in `rest` closes what is open, inches passed over.
    fn closes_later(&self, rest: &[Mark]) -> bool {
        let doubles = rest
            .iter()
            .take(AHEAD)
            .filter(|m| !m.glyph.is_single() && !m.glyph.is_bracket());
        work::done(AHEAD);
        { doubles }
            .find(|m| !is_inch(self.body, m))
            .and_then(|m| Some((m, self.partner(*m)?)))
            .is_some_and(|(m, (_, fit))| m.facing() == Facing::Closes && fit == Fit::Right)
    }

    /// Whether the innermost open double mark is the one of which '' is the partner and nothing else.
    fn is_in_tex(&self) -> bool {
        let mut near = self.stack.iter().rev().take(DEPTH);
        near.find(|open| !open.mark.glyph.is_single())
            .is_some_and(|open| open.mark.glyph == TwoBackticks)
    }

    /// Whether an open mark waits that `mark` can close.
    fn has_open(&self, mark: Mark) -> bool {
        self.partner(mark).is_some()
    }

    /// Where on the stack the mark is that `mark` closes: the innermost of its own kind, else the innermost of a kind with
    /// which it is confused.
    fn partner(&self, mark: Mark) -> Option<(usize, Fit)> {
        let near = || {
            let stack = self.stack.iter().enumerate().rev().take(2 * DEPTH);
            let doubles = stack.filter(|(_, open)| !open.mark.glyph.is_single());
            doubles.take(DEPTH).filter_map(|(i, open)| {
                work::done(1);
                Some((i, fit(open.mark.glyph, mark.glyph, self.habits)?))
            })
        };
        near()
            .find(|(_, fit)| *fit == Fit::Right)
            .or_else(|| near().next())
    }

    fn close_double(&mut self, mark: Mark) {
        let Some((at, fit)) = self.partner(mark) else {
            self.out.unopened.push(mark);
            return;
        };
        self.settle(at + 1);
        if let Some(open) = self.stack.pop() {
            let (open, close) = (open.mark, mark);
            self.out.pairs.push(Pair { open, close, fit });
        }
    }

    fn single(&mut self, mark: Mark) {
        let opens = match mark.facing() {
            Facing::Opens => true,
            // A stray blank after ‘ is likelier than ‘ for an apostrophe, unless it can close something.
            Facing::Unclear => {
                mark.glyph == LeftSingle
                    && !(mark.is_before_blank() && self.innermost_single().is_some())
            }
            Facing::Closes => false,
        };
        match mark.glyph {
            // ‚ looks like a comma, and is one unless low marks are in use.
            LowSingle if !self.habits.low => {}
            Backtick | LowSingle | RightSingle if opens => self.push(mark, true),
            Backtick | LowSingle => {}
            _ if opens => self.push(mark, may_open_a_headless_word(self.body, &mark)),
            _ => self.close_single(mark),
        }
    }

    /// The index of the innermost open single mark that no double one encloses; a firm one before a soft one.
    fn innermost_single(&self) -> Option<usize> {
        let singles = || {
            let stack = self.stack.iter().enumerate().rev().take(DEPTH);
            stack.take_while(|(_, open)| open.mark.glyph.is_single())
        };
        singles()
            .find(|(_, open)| !open.soft)
            .or_else(|| singles().next())
            .map(|(i, _)| i)
    }

    fn close_single(&mut self, mark: Mark) {
        let sure = closing(self.body, &mark);
        let Some(at) = self.innermost_single() else {
            // Outside a quotation, a straight one is used for too much else to say anything.
            let within = !self.stack.is_empty();
            let telling = match sure {
                Closing::Surely => within || mark.glyph != StraightSingle,
                Closing::Likely => within && !may_end_a_word(self.body, &mark),
                _ => false,
            };
            if telling && mark.facing() == Facing::Closes {
                self.out.unopened.push(mark);
            }
            return;
        };
        let open = &mut self.stack[at];
        let Some(mut fit) = fit(open.mark.glyph, mark.glyph, self.habits) else {
            return;
        };
        // A word that stands alone between marks is quoted, whatever its ending.
        let word = trailing_word(&self.body[..mark.at]);
        let likely = sure >= Closing::Likely || open.mark.end() + word.len() == mark.at;
        let rank = match sure {
            Closing::Hardly if !likely => 0,
            _ => 1 + u8::from(likely) * 2 + u8::from(fit != Fit::Wrong),
        };
        let proven = sure == Closing::Surely && fit == Fit::Right;
        let firm = !open.soft || (proven && open.mark.glyph != RightSingle);
        if !firm || (rank == 0 && open.mark.glyph == StraightSingle) {
            fit = Fit::Loose;
        }
        if open.candidate.is_none_or(|c| c.rank < rank) {
            open.candidate = Some(Candidate { mark, rank, fit });
        }
        if rank == BEST {
            self.settle(at);
        }
    }

    fn push(&mut self, mark: Mark, soft: bool) {
        // A further quotation on the same level: the one before it ended where it best could.
        if mark.glyph.is_single()
            && !soft
            && let Some(at) = self.innermost_single()
            && self.stack[at].candidate.is_some()
        {
            self.settle(at);
        }
        self.stack.push(Open {
            mark,
            soft,
            candidate: None,
        });
    }

    /// Gives up waiting: every open mark from `depth` on takes its candidate or stays unclosed.
    fn settle(&mut self, depth: usize) {
        for open in self.stack.drain(depth..) {
            work::done(1);
            match open.candidate {
                Some(Candidate { mark, fit, .. }) => {
                    let (open, close) = (open.mark, mark);
                    self.out.pairs.push(Pair { open, close, fit });
                }
                None if open.soft => {}
                None => self.out.unclosed.push(open.mark),
            }
        }
    }
}
