//! Pairing the quotation marks of one paragraph.

use super::apostrophes::{Closing, closing, may_open_a_headless_word, trailing_word};
use super::lex::Glyph::{
    self, Backtick, LeftCorner, LeftDouble, LeftGuillemet, LeftSingle, LeftSingleGuillemet,
    LeftWhiteCorner, LowDouble, LowSingle, RightCorner, RightDouble, RightGuillemet, RightSingle,
    RightSingleGuillemet, RightWhiteCorner, StraightDouble, StraightSingle, TwoBackticks,
    TwoStraight,
};
use super::lex::{Facing, Mark};

/// What one paragraph's marks came to.
#[derive(Default)]
pub(super) struct Paired {
    pub(super) pairs: Vec<Pair>,
    pub(super) unclosed: Vec<Mark>,
    pub(super) unopened: Vec<Mark>,
    /// Something in the paragraph may be no quotation mark at all (inches, a ditto mark), so a straight one left over says nothing.
    pub(super) doubtful: bool,
}

/// Two marks that belong together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    pub(super) open: Mark,
    pub(super) close: Mark,
    pub(super) fit: Fit,
}

/// How well the two marks of a pair go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// As a convention has it.
    Right,
    /// Nothing to complain of, and too unsure to be handed on as a quotation.
    Loose,
    /// They belong together, and one of them is of the wrong kind.
    Wrong,
}

/// How the article writes what writers write in several ways.
#[derive(Clone, Copy, Default)]
pub(super) struct Habits {
    /// Guillemets point inward: »so«.
    pub(super) inward: bool,
    /// Low marks open („), so that “ closes.
    pub(super) low: bool,
    /// No “ anywhere: ” opens too.
    pub(super) right_only: bool,
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

/// A stack machine over the quotation marks of one paragraph.
pub(super) struct Pairing<'a> {
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
    for mark in marks.iter().filter(|m| !m.glyph.is_bracket()) {
        if mark.glyph.is_single() {
            pairing.single(*mark);
        } else {
            pairing.double(*mark);
        }
    }
    pairing.settle(0);
    let mut out = pairing.out;
    out.unclosed.sort_unstable_by_key(|m| m.at);
    join_levels(&mut out);
    out
}

/// “So.’ A double mark without a partner, and after it a lone single one that is no apostrophe, were meant for each other.
fn join_levels(out: &mut Paired) {
    let (Some(open), Some(close)) = (out.unclosed.last(), out.unopened.last()) else {
        return;
    };
    let alone = out.unopened.iter().filter(|m| m.at > open.at).count() == 1
        && !out.pairs.iter().any(|p| p.open.at > open.at);
    if alone && !open.glyph.is_single() && !open.glyph.is_rare() && close.glyph.is_single() {
        let (open, close, fit) = (*open, *close, Fit::Wrong);
        out.pairs.push(Pair { open, close, fit });
        out.unclosed.pop();
        out.unopened.pop();
    }
}

impl Pairing<'_> {
    fn double(&mut self, mark: Mark) {
        if is_foot_and_inch(self.body, &mark) || is_mistyped_apostrophe(self.body, &mark) {
            return;
        }
        if is_inch(self.body, &mark) {
            self.out.doubtful = true;
            if !self.has_open(mark) {
                return;
            }
        }
        match self.role(mark) {
            Facing::Opens => self.push(mark, false),
            _ => self.close_double(mark),
        }
    }

    /// Whether a mark of the double kind opens or closes here: by its shape where that is plain, by its neighbours where they
    /// are, else by what is open.
    fn role(&mut self, mark: Mark) -> Facing {
        let facing = mark.facing();
        let by_state = |open: bool| if open { Facing::Closes } else { Facing::Opens };
        match mark.glyph {
            LowDouble | TwoBackticks | LeftCorner | LeftWhiteCorner
                if facing != Facing::Closes || mark.glyph != TwoBackticks =>
            {
                Facing::Opens
            }
            TwoBackticks | RightCorner | RightWhiteCorner => Facing::Closes,
            LeftDouble if facing == Facing::Closes && self.habits.low => Facing::Closes,
            LeftDouble if mark.is_before_blank() && self.has_open(mark) => Facing::Closes,
            LeftDouble if facing == Facing::Closes && self.has_open(mark) => Facing::Closes,
            LeftDouble => Facing::Opens,
            RightDouble if (facing == Facing::Opens || mark.leads()) && !self.has_open(mark) => {
                Facing::Opens
            }
            RightDouble => Facing::Closes,
            LeftGuillemet | LeftSingleGuillemet if facing == Facing::Unclear => {
                by_state(self.habits.inward)
            }
            RightGuillemet | RightSingleGuillemet if facing == Facing::Unclear => {
                by_state(!self.habits.inward)
            }
            StraightDouble | TwoStraight if facing == Facing::Unclear => {
                self.out.doubtful |= mark.prev.is_whitespace() && mark.next.is_whitespace();
                by_state(self.has_open(mark))
            }
            _ => facing,
        }
    }

    /// Whether an open mark waits that `mark` can close.
    fn has_open(&self, mark: Mark) -> bool {
        self.partner(mark).is_some()
    }

    /// Where on the stack the mark is that `mark` closes: the innermost of its own kind, else the innermost of a kind with
    /// which it is confused.
    fn partner(&self, mark: Mark) -> Option<(usize, Fit)> {
        let near = || {
            let doubles = self.stack.iter().enumerate().rev();
            doubles
                .filter(|(_, open)| !open.mark.glyph.is_single())
                .take(DEPTH)
                .map(|(i, open)| (i, fit(open.mark.glyph, mark.glyph, self.habits)))
        };
        near()
            .find(|(_, fit)| *fit == Some(Fit::Right))
            .or_else(|| near().find(|(_, fit)| fit.is_some()))
            .and_then(|(i, fit)| Some((i, fit?)))
    }

    fn close_double(&mut self, mark: Mark) {
        let Some((at, fit)) = self.partner(mark) else {
            self.out.unopened.push(mark);
            return;
        };
        self.settle(at + 1);
        if let Some(open) = self.stack.pop() {
            self.out.pairs.push(Pair {
                open: open.mark,
                close: mark,
                fit,
            });
        }
    }

    fn single(&mut self, mark: Mark) {
        let body = self.body;
        let facing = mark.facing();
        let opens = match mark.glyph {
            LowSingle | Backtick => facing == Facing::Opens,
            LeftSingle => {
                facing == Facing::Opens
                    || (facing == Facing::Unclear
                        && !(mark.is_before_blank() && self.innermost_single().is_some()))
            }
            _ => facing == Facing::Opens,
        };
        if opens {
            let soft = matches!(mark.glyph, RightSingle | Backtick | LowSingle)
                || may_open_a_headless_word(body, &mark);
            // A comma’s look-alike is a comma, unless low marks are in use.
            if mark.glyph != LowSingle || self.habits.low {
                self.push(mark, soft);
            }
            return;
        }
        if mark.glyph == Backtick || mark.glyph == LowSingle {
            return;
        }
        let sure = closing(body, &mark);
        self.close_single(mark, sure);
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

    fn close_single(&mut self, mark: Mark, sure: Closing) {
        let Some(at) = self.innermost_single() else {
            let curly = mark.glyph != StraightSingle;
            if sure == Closing::Surely
                && mark.facing() == Facing::Closes
                && (curly || !self.stack.is_empty())
            {
                self.out.unopened.push(mark);
            }
            return;
        };
        let open = &mut self.stack[at];
        let Some(fit) = fit(open.mark.glyph, mark.glyph, self.habits) else {
            return;
        };
        let body = self.body;
        // A word that stands alone between marks is quoted, whatever its ending.
        let likely = sure >= Closing::Likely
            || open.mark.end() + trailing_word(&body[..mark.at]).len() == mark.at;
        let rank = match sure {
            Closing::Hardly if !likely => 0,
            _ => 1 + u8::from(likely) * 2 + u8::from(fit != Fit::Wrong),
        };
        let fit = if open.soft || (!likely && open.mark.glyph == StraightSingle) {
            Fit::Loose
        } else {
            fit
        };
        if open.candidate.is_none_or(|c| c.rank < rank) {
            open.candidate = Some(Candidate { mark, rank, fit });
        }
        if rank == BEST {
            self.settle(at);
        }
    }

    fn push(&mut self, mark: Mark, soft: bool) {
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
            match open.candidate {
                Some(Candidate { mark, fit, .. }) => self.out.pairs.push(Pair {
                    open: open.mark,
                    close: mark,
                    fit,
                }),
                None if open.soft => {}
                None => self.out.unclosed.push(open.mark),
            }
        }
    }
}

/// How `open` and `close` go together, or `None` if no writer takes one for the other.
pub(super) fn fit(open: Glyph, close: Glyph, habits: Habits) -> Option<Fit> {
    let right = match open {
        LeftDouble => close == RightDouble,
        RightDouble => close == RightDouble,
        StraightDouble => close == StraightDouble,
        LowDouble => matches!(close, LeftDouble | RightDouble),
        TwoBackticks => matches!(close, TwoStraight | TwoBackticks),
        TwoStraight => close == TwoStraight,
        LeftSingle => close == RightSingle,
        RightSingle => close == RightSingle,
        StraightSingle => close == StraightSingle,
        LowSingle => matches!(close, LeftSingle | RightSingle),
        Backtick => matches!(close, StraightSingle | Backtick),
        LeftGuillemet => close == RightGuillemet,
        RightGuillemet => matches!(close, LeftGuillemet | RightGuillemet),
        LeftSingleGuillemet => close == RightSingleGuillemet,
        RightSingleGuillemet => matches!(close, LeftSingleGuillemet | RightSingleGuillemet),
        LeftCorner => close == RightCorner,
        LeftWhiteCorner => close == RightWhiteCorner,
        _ => false,
    };
    if right {
        let turned = open == RightDouble && !habits.right_only;
        return Some(if turned { Fit::Wrong } else { Fit::Right });
    }
    let confused = match open {
        LeftDouble => matches!(close, StraightDouble | TwoStraight | LeftDouble),
        LowDouble => close == StraightDouble,
        StraightDouble => matches!(close, RightDouble | LeftDouble),
        TwoBackticks | TwoStraight => matches!(close, StraightDouble | RightDouble),
        RightDouble => close == StraightDouble,
        LeftSingle => matches!(close, StraightSingle | LeftSingle),
        StraightSingle => close == RightSingle,
        _ => false,
    };
    confused.then_some(Fit::Wrong)
}

/// The world"s: no mark stands there.
fn is_mistyped_apostrophe(body: &str, mark: &Mark) -> bool {
    let suffix = &body[mark.end()..];
    body[..mark.at].ends_with(char::is_alphabetic)
        && ["s", "t", "re", "ve", "ll", "d", "m"].iter().any(|s| {
            suffix
                .strip_prefix(s)
                .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })
}

/// A straight double mark after a digit may be the sign for inches or seconds: 12".
fn is_inch(body: &str, mark: &Mark) -> bool {
    matches!(mark.glyph, StraightDouble | TwoStraight)
        && body[..mark.at].ends_with(|c: char| c.is_numeric())
        && mark.facing() != Facing::Opens
        && digits_before(body, mark.at) <= 3
}

/// 6'2": nothing else looks like it.
fn is_foot_and_inch(body: &str, mark: &Mark) -> bool {
    let text = &body[..mark.at - digits_before(body, mark.at).min(mark.at)];
    let text = text.trim_end_matches(' ');
    text.strip_suffix(['\'', '’', '′'])
        .is_some_and(|t| t.ends_with(|c: char| c.is_ascii_digit()))
}

fn digits_before(body: &str, at: usize) -> usize {
    body.as_bytes()[..at]
        .iter()
        .rev()
        .take(5)
        .take_while(|b| b.is_ascii_digit())
        .count()
}
