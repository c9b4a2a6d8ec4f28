//! The kinds of marks.

/// A kind of mark, by its look alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Glyph {
    /// “
    LeftDouble,
    /// ”
    RightDouble,
    /// "
    StraightDouble,
    /// „
    LowDouble,
    /// Two backticks, as TeX opens.
    TwoBackticks,
    /// Two straight single marks, as TeX closes and as typed where " would not do.
    TwoStraight,
    /// ‘
    LeftSingle,
    /// ’
    RightSingle,
    /// '
    StraightSingle,
    /// ‚
    LowSingle,
    /// A backtick.
    Backtick,
    /// «
    LeftGuillemet,
    /// »
    RightGuillemet,
    /// ‹
    LeftSingleGuillemet,
    /// ›
    RightSingleGuillemet,
    /// 「
    LeftCorner,
    /// 」
    RightCorner,
    /// 『
    LeftWhiteCorner,
    /// 』
    RightWhiteCorner,
    /// (
    LeftParenthesis,
    /// )
    RightParenthesis,
    /// [
    LeftSquare,
    /// ]
    RightSquare,
    /// （
    LeftWideParenthesis,
    /// ）
    RightWideParenthesis,
}

use Glyph::{
    Backtick, LeftCorner, LeftDouble, LeftGuillemet, LeftParenthesis, LeftSingle,
    LeftSingleGuillemet, LeftSquare, LeftWhiteCorner, LeftWideParenthesis, LowDouble, LowSingle,
    RightCorner, RightDouble, RightGuillemet, RightParenthesis, RightSingle, RightSingleGuillemet,
    RightSquare, RightWhiteCorner, RightWideParenthesis, StraightDouble, StraightSingle,
    TwoBackticks, TwoStraight,
};

impl Glyph {
    /// The mark as it is written.
    pub(super) fn text(self) -> &'static str {
        match self {
            LeftDouble => "“",
            RightDouble => "”",
            StraightDouble => "\"",
            LowDouble => "„",
            TwoBackticks => "``",
            TwoStraight => "''",
            LeftSingle => "‘",
            RightSingle => "’",
            StraightSingle => "'",
            LowSingle => "‚",
            Backtick => "`",
            LeftGuillemet => "«",
            RightGuillemet => "»",
            LeftSingleGuillemet => "‹",
            RightSingleGuillemet => "›",
            LeftCorner => "「",
            RightCorner => "」",
            LeftWhiteCorner => "『",
            RightWhiteCorner => "』",
            LeftParenthesis => "(",
            RightParenthesis => ")",
            LeftSquare => "[",
            RightSquare => "]",
            LeftWideParenthesis => "（",
            RightWideParenthesis => "）",
        }
    }

    /// The mark that one character is.
    pub(super) fn of(c: char) -> Option<Glyph> {
        Some(match c {
            '“' | '‟' => LeftDouble,
            '”' => RightDouble,
            '"' => StraightDouble,
            '„' => LowDouble,
            '‘' | '‛' => LeftSingle,
            '’' => RightSingle,
            '\'' => StraightSingle,
            '‚' => LowSingle,
            '`' => Backtick,
            '«' => LeftGuillemet,
            '»' => RightGuillemet,
            '‹' => LeftSingleGuillemet,
            '›' => RightSingleGuillemet,
            '「' => LeftCorner,
            '」' => RightCorner,
            '『' => LeftWhiteCorner,
            '』' => RightWhiteCorner,
            '(' => LeftParenthesis,
            ')' => RightParenthesis,
            '[' => LeftSquare,
            ']' => RightSquare,
            '（' => LeftWideParenthesis,
            '）' => RightWideParenthesis,
            _ => return None,
        })
    }

    /// One bit for each kind.
    pub(super) fn bit(self) -> u32 {
        1 << self as u32
    }

    /// Round and square brackets, whose pairs are sought apart from those of quotation marks.
    pub(super) fn is_bracket(self) -> bool {
        matches!(
            self,
            LeftParenthesis
                | RightParenthesis
                | LeftSquare
                | RightSquare
                | LeftWideParenthesis
                | RightWideParenthesis
        )
    }

    /// The marks that may be apostrophes, or stand where apostrophes may.
    pub(super) fn is_single(self) -> bool {
        matches!(
            self,
            LeftSingle | RightSingle | StraightSingle | LowSingle | Backtick
        )
    }

    /// A mark that is also used as something else (bullets, "read more »"), or of which a lone one says little. Without a partner
    /// it is a fault only in an article that has a pair of its kind.
    pub(super) fn is_rare(self) -> bool {
        !self.is_bracket()
            && !matches!(
                self,
                LeftDouble
                    | RightDouble
                    | StraightDouble
                    | LeftSingle
                    | RightSingle
                    | StraightSingle
            )
    }
}
