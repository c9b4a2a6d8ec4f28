//! Pairing the round and square brackets of one paragraph.

use super::conventions::Fit;
use super::glyph::Glyph::{
    self, LeftParenthesis, LeftSquare, LeftWideParenthesis, RightParenthesis, RightSquare,
    RightWideParenthesis,
};
use super::lex::Mark;
use super::pair::{Pair, Paired};

/// Pairs the brackets among `marks`, which are one paragraph's. `doubtful` says that something looks like a bracket and may be
/// none (a smiley, the numbering of a list), so that a round one left over says nothing. `numbered` is whether the article has
/// begun to number anything, and is kept.
pub(super) fn pair(body: &str, marks: &[Mark], numbered: &mut bool) -> Paired {
    let mut out = Paired::default();
    let mut stack: Vec<Mark> = Vec::new();
    // Numbers with nothing open before them, in a text that may have begun before 1).
    let mut stray = 0;
    let mut marks = marks.iter().filter(|m| m.glyph.is_bracket()).peekable();
    while let Some(mark) = marks.next() {
        if marks.next_if(|end| is_reversed(body, mark, end)).is_some() {
            continue;
        }
        if is_smiley(body, mark) {
            out.doubtful = true;
        }
        if is_opening(mark.glyph) {
            match stack.last() {
                Some(open) if open.glyph == mark.glyph && faces_back(body, mark) => {
                    let (open, close, fit) = (*open, *mark, Fit::Wrong);
                    out.pairs.push(Pair { open, close, fit });
                    stack.pop();
                }
                _ => stack.push(*mark),
            }
            continue;
        }
        if let Some(numbering) = numbering(body, mark) {
            stray += usize::from(stack.is_empty());
            *numbered |= numbering != Numbering::Later || stray > 1;
            out.doubtful |= *numbered;
        }
        let depth = stack.iter().rev().take(2);
        let found = { depth }.position(|open| partners(open.glyph, mark.glyph));
        if let Some(above) = found {
            for _ in 0..above {
                out.unclosed.extend(stack.pop());
            }
        }
        match stack.pop() {
            None => out.unopened.push(*mark),
            Some(open) => {
                let right = found.is_some() || is_interval(body, &open, mark);
                let fit = if right { Fit::Right } else { Fit::Wrong };
                let close = *mark;
                out.pairs.push(Pair { open, close, fit });
            }
        }
    }
    out.unclosed.extend(stack);
    out.unclosed.retain(|mark| !is_smiley(body, mark));
    out.unclosed.sort_unstable_by_key(|m| m.at);
    out
}

fn is_opening(glyph: Glyph) -> bool {
    matches!(glyph, LeftParenthesis | LeftSquare | LeftWideParenthesis)
}

/// Whether the two close each other. Chinese and Japanese copy mixes wide and narrow ones freely.
pub(super) fn partners(open: Glyph, close: Glyph) -> bool {
    match open {
        LeftSquare => close == RightSquare,
        _ => matches!(close, RightParenthesis | RightWideParenthesis),
    }
}

/// Whether an opening bracket stands where a closing one would: `[sic[ as`.
fn faces_back(body: &str, mark: &Mark) -> bool {
    let before = body[..mark.at].chars().next_back();
    let after = body[mark.end()..].chars().next();
    before.is_some_and(|c| c.is_alphanumeric() || ".?!".contains(c)) && after == Some(' ')
}

/// `:-)`, `;)`, `:(`, `(:`
fn is_smiley(body: &str, mark: &Mark) -> bool {
    let eyes = [':', ';', '='];
    let before = body[..mark.at].trim_end_matches(['-', '^', '\'', 'o']);
    // Only one nose.
    (mark.at - before.len() <= 1 && before.ends_with(eyes))
        || (mark.glyph == LeftParenthesis && {
            let after = &body[mark.end()..];
            after.strip_prefix('-').unwrap_or(after).starts_with(eyes)
        })
}

/// Where a list item's number stands.
#[derive(PartialEq, Eq)]
enum Numbering {
    /// At the head of a line.
    Head,
    /// In a line, and the first of its series.
    First,
    /// In a line: a number like any other, but for those before it.
    Later,
}

/// `1)`, `a)`, `iv)`, `2.)`: the head of a list item.
fn numbering(body: &str, mark: &Mark) -> Option<Numbering> {
    if !matches!(mark.glyph, RightParenthesis | RightWideParenthesis) {
        return None;
    }
    if is_label(body, mark) {
        return Some(Numbering::Head);
    }
    let text = &body.as_bytes()[..mark.at];
    let text = text.strip_suffix(b".").unwrap_or(text);
    let label = text
        .iter()
        .rev()
        .take(5)
        .take_while(|b| b.is_ascii_alphanumeric())
        .count();
    let (rest, label) = text.split_at(text.len() - label);
    let fits = match label {
        [] => false,
        [b] => b.is_ascii_alphanumeric(),
        [_, _] if label.iter().all(u8::is_ascii_digit) => true,
        _ => label.len() <= 4 && label.iter().all(|b| b"ivx".contains(b)),
    };
    let mut lead = rest.iter().rev().take(INDENT);
    let lead = lead.find(|b| !b" \t-*>_".contains(b));
    match rest.last() {
        _ if !fits => None,
        _ if matches!(lead, None | Some(b'\n' | b'\r')) => Some(Numbering::Head),
        Some(b' ' | b'\t') if matches!(label, b"1" | b"a" | b"i") => Some(Numbering::First),
        Some(b' ' | b'\t') if !label[0].is_ascii_uppercase() => Some(Numbering::Later),
        _ => None,
    }
}

/// The longest label behind a bullet, in characters.
const LABEL: usize = 24;

/// `• 3)`, `• item one)`: a bullet, and one or two words that the bracket ends.
fn is_label(body: &str, mark: &Mark) -> bool {
    let text = &body[..mark.at];
    let near = text.char_indices().rev().take(LABEL);
    let bullet = near
        .take_while(|(_, c)| !c.is_control())
        .find(|(_, c)| "•◦▪·‣".contains(*c));
    bullet.is_some_and(|(at, bullet)| {
        let label = text[at + bullet.len_utf8()..].trim_start();
        let head = text[..at].trim_end_matches([' ', '\t']);
        let is_plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '.');
        (head.is_empty() || head.ends_with(['\n', '\r']))
            && label.chars().all(is_plain)
            && matches!(label.split(' ').count(), 1 | 2)
    })
}

/// How far a list item may be indented, in bytes.
const INDENT: usize = 24;

/// The longest interval looked at, in bytes.
const INTERVAL: usize = 40;

/// `[0, 1)`: half-open, and right.
fn is_interval(body: &str, open: &Mark, close: &Mark) -> bool {
    let inner = body.get(open.end()..close.at).unwrap_or_default();
    inner.len() <= INTERVAL
        && inner.contains([',', ';'])
        && inner.split([',', ';']).all(|end| is_bound(end.trim()))
}

/// A number, infinity or the letter that stands for one.
fn is_bound(text: &str) -> bool {
    let mut chars = text.chars();
    let plain = chars.by_ref().take(10).all(|c| !c.is_whitespace());
    plain
        && chars.next().is_none()
        && (text.chars().count() == 1 || text.contains(|c: char| c.is_numeric() || c == '∞'))
}

/// `]0, 1[`, `[0, 1[`: half-open and open intervals as France writes them.
fn is_reversed(body: &str, open: &Mark, close: &Mark) -> bool {
    let square = |m: &Mark| matches!(m.glyph, LeftSquare | RightSquare);
    square(open)
        && square(close)
        && (open.glyph == RightSquare || close.glyph == LeftSquare)
        && is_interval(body, open, close)
}
