//! What a person would write instead.

use super::glyph::Glyph;
use super::glyph::Glyph::{
    LeftDouble, LeftParenthesis, LeftSingle, LeftSquare, LeftWideParenthesis, LowDouble,
    RightDouble, RightSingle, StraightDouble, StraightSingle, TwoBackticks, TwoStraight,
};
use super::lex::Mark;
use super::pair::Pair;
use super::{Fault, FaultKind, Mend};

/// The fault of two marks of different kinds: at the mark that must change, which is the closing one unless only the opening one is
/// careless. `sure` says that neither mark has another mark to belong to.
pub(super) fn wrong_partner(pair: &Pair, sure: bool) -> Fault {
    let (open, close) = (&pair.open, &pair.close);
    let edits: Vec<(&Mark, &'static str)> = match (open.glyph, close.glyph) {
        (StraightDouble | RightDouble | LeftSingle | StraightSingle, RightDouble) => {
            vec![(open, "“")]
        }
        (RightDouble, StraightDouble) => vec![(open, "“"), (close, "”")],
        (StraightSingle, RightSingle) => vec![(open, "‘")],
        (LeftSingle | StraightSingle, StraightDouble) => vec![(open, "\"")],
        (glyph, _) => vec![(close, partner(glyph))],
    };
    let at_open = edits.first().is_some_and(|(mark, _)| mark.at == open.at);
    let (mark, other) = if at_open {
        (open, close)
    } else {
        (close, open)
    };
    // Whether „ wants “ or ”, and which of two brackets is the wrong one, is the author's to say.
    let safe = sure
        && open.glyph.is_single() == close.glyph.is_single()
        && matches!(
            open.glyph,
            LeftDouble | StraightDouble | RightDouble | LeftSingle | StraightSingle
        );
    let (was, now) = edits
        .first()
        .map_or(("", ""), |(mark, now)| (mark.glyph.text(), *now));
    Fault {
        kind: FaultKind::WrongPartner,
        mark: mark.range(),
        partner: Some(other.range()),
        mend: Some(Mend {
            title: format!("Replace {was} with {now}"),
            edits: edits
                .into_iter()
                .map(|(mark, text)| (mark.range(), text.to_owned()))
                .collect(),
            safe,
        }),
    }
}

/// Puts the partner of an unclosed mark at byte `at`: a proposal, since only the author knows where the words end.
pub(super) fn close_at(open: &Mark, at: usize) -> Option<Mend> {
    (!open.glyph.is_bracket()).then(|| insertion(partner(open.glyph), at))
}

/// Puts the partner of an unopened double mark at byte `at`: a proposal too.
pub(super) fn open_at(close: &Mark, at: usize) -> Option<Mend> {
    let text = match close.glyph {
        RightDouble => "“",
        StraightDouble => "\"",
        _ => return None,
    };
    Some(insertion(text, at))
}

/// Where the words may begin that a mark at the end of `before` closes: the head of the paragraph, or else the first sentence that
/// begins after the quotation before it.
pub(super) fn start_of_words(before: &str) -> Option<usize> {
    let (rest, head) = match before.char_indices().rfind(|(_, c)| "“”\"„".contains(*c)) {
        None => (before, 0),
        Some((at, mark)) => {
            let rest = &before[at + mark.len_utf8()..];
            (rest, rest.find(". ")? + 2)
        }
    };
    let words = rest[head..].trim_start();
    (!words.is_empty()).then(|| before.len() - words.len())
}

fn insertion(text: &str, at: usize) -> Mend {
    Mend {
        title: format!("Insert {text}"),
        edits: vec![(at..at, text.to_owned())],
        safe: false,
    }
}

/// The mark that closes what `open` opens, as written.
fn partner(open: Glyph) -> &'static str {
    match open {
        LeftSingle | RightSingle => "’",
        StraightSingle => "'",
        StraightDouble => "\"",
        LowDouble | Glyph::LowSingle if open == LowDouble => "“",
        Glyph::LowSingle => "‘",
        TwoBackticks | TwoStraight => "''",
        Glyph::Backtick => "`",
        Glyph::LeftGuillemet => "»",
        Glyph::RightGuillemet => "«",
        Glyph::LeftSingleGuillemet => "›",
        Glyph::RightSingleGuillemet => "‹",
        Glyph::LeftCorner => "」",
        Glyph::LeftWhiteCorner => "』",
        LeftParenthesis => ")",
        LeftSquare => "]",
        LeftWideParenthesis => "）",
        _ => "”",
    }
}
