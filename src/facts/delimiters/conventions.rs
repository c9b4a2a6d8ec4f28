//! Which marks go together, by the conventions of several languages, and which are taken for each other.

use memchr::memmem;

use super::glyph::Glyph::{
    self, Backtick, LeftCorner, LeftDouble, LeftGuillemet, LeftSingle, LeftSingleGuillemet,
    LeftWhiteCorner, LowDouble, LowSingle, RightCorner, RightDouble, RightGuillemet, RightSingle,
    RightSingleGuillemet, RightWhiteCorner, StraightDouble, StraightSingle, TwoBackticks,
    TwoStraight,
};

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

impl Habits {
    /// The habits that `body` shows.
    pub(super) fn of(body: &str) -> Habits {
        let find = |mark: &str| memmem::find(body.as_bytes(), mark.as_bytes());
        let inward = find("»").is_some_and(|right| {
            find("«").is_none_or(|left| right < left)
                && body[right + "»".len()..].starts_with(char::is_alphanumeric)
        });
        Habits {
            inward,
            low: find("„").is_some(),
            right_only: find("“").is_none(),
        }
    }
}

/// How `open` and `close` go together, or `None` if no writer takes one for the other.
pub(super) fn fit(open: Glyph, close: Glyph, habits: Habits) -> Option<Fit> {
    let right: &[Glyph] = match open {
        LeftDouble | RightDouble => &[RightDouble],
        StraightDouble => &[StraightDouble],
        LowDouble => &[LeftDouble, RightDouble],
        TwoBackticks => &[TwoStraight, TwoBackticks],
        TwoStraight => &[TwoStraight],
        LeftSingle | RightSingle => &[RightSingle],
        StraightSingle => &[StraightSingle],
        LowSingle => &[LeftSingle, RightSingle],
        Backtick => &[StraightSingle, Backtick],
        LeftGuillemet => &[RightGuillemet],
        RightGuillemet => &[LeftGuillemet, RightGuillemet],
        LeftSingleGuillemet => &[RightSingleGuillemet],
        RightSingleGuillemet => &[LeftSingleGuillemet, RightSingleGuillemet],
        LeftCorner => &[RightCorner],
        LeftWhiteCorner => &[RightWhiteCorner],
        _ => &[],
    };
    if right.contains(&close) {
        let turned = open == RightDouble && !habits.right_only;
        return Some(if turned { Fit::Wrong } else { Fit::Right });
    }
    let confused: &[Glyph] = match open {
        LeftDouble => &[StraightDouble, TwoStraight, LeftDouble],
        StraightDouble => &[RightDouble, LeftDouble],
        LowDouble | RightDouble => &[StraightDouble],
        TwoBackticks | TwoStraight => &[StraightDouble, RightDouble],
        LeftSingle => &[StraightSingle, LeftSingle],
        StraightSingle => &[RightSingle],
        _ => &[],
    };
    confused.contains(&close).then_some(Fit::Wrong)
}
