//! Two wordings as one, for a message; the edits that make them one.

use super::Written;
use crate::collation::utterances::compare::moves::is_elsewhere;
use crate::collation::utterances::compare::{Span, Spot};
use crate::rules::Edit;

/// Words of an equal stretch that are shown beside a difference.
const BESIDE: usize = 4;

/// A difference as it is shown: of which wording, and among which others of that.
pub(in crate::rules) struct Shown<'a, 'v> {
    pub(in crate::rules) spot: &'a Spot,
    pub(in crate::rules) theirs: &'a Written<'v>,
    pub(in crate::rules) all: &'a [Spot],
}

/// Shows wordings as one, with what differs as `[theirs → ours]`, `[-only theirs]`, `[+only ours]`, and `[~ours]` for words
/// that stand at `[~]` there; long equal stretches are left out. `whole` is what is shown of ours, `parts` rise in it.
pub(in crate::rules) fn shown(ours: &Written<'_>, whole: &Span, parts: &[Shown<'_, '_>]) -> String {
    let tokens = ours.tokens();
    let mut out = String::new();
    let mut at = whole.start;
    for Shown { spot, theirs, all } in parts {
        stretch(&mut out, ours, at..spot.a.start, at == whole.start);
        let (own, other) = (ours.shown(&spot.a), theirs.shown(&spot.b));
        blank(&mut out);
        out += &match (own.is_empty(), other.is_empty()) {
            _ if is_elsewhere(&tokens, &theirs.tokens(), all, spot) => format!("[~{own}]"),
            (true, _) => format!("[-{other}]"),
            (_, true) => format!("[+{own}]"),
            _ => format!("[{other} → {own}]"),
        };
        at = spot.a.end;
    }
    let end = whole.end.max(at);
    let rest = at..end;
    if rest.len() > BESIDE + 1 {
        stretch(&mut out, ours, at..at + BESIDE as u16, false);
        out += " …";
    } else {
        stretch(&mut out, ours, rest, false);
    }
    out
}

fn blank(out: &mut String) {
    if !out.is_empty() {
        out.push(' ');
    }
}

/// Appends an equal stretch, only its ends where it is long; `is_first`: only what is next to the first difference.
fn stretch(out: &mut String, of: &Written<'_>, span: Span, is_first: bool) {
    if span.is_empty() {
        return;
    }
    blank(out);
    let near = BESIDE as u16;
    if is_first && span.len() > BESIDE + 1 {
        *out += "… ";
        *out += &of.text(&(of.word_start(span.end - near)..span.end));
    } else if span.len() > 2 * BESIDE + 1 {
        *out += &of.text(&(span.start..span.start + near));
        *out += " … ";
        *out += &of.text(&(of.word_start(span.end - near)..span.end));
    } else {
        *out += &of.text(&span);
    }
}

/// The edits that put their words in place of ours.
pub(in crate::rules) fn restored(
    ours: &Written<'_>,
    theirs: &Written<'_>,
    spots: &[Spot],
) -> Option<Vec<Edit>> {
    let mut edits: Vec<Edit> = Vec::new();
    let segment = ours.view.article(ours.article);
    if spots
        .iter()
        .any(|s| ours.splits_word(&s.a) || theirs.splits_word(&s.b))
    {
        return None;
    }
    for spot in spots {
        let text = theirs.text(&spot.b);
        let place = ours.view.place(ours.article, &ours.bytes(&spot.a));
        let text = match (spot.a.is_empty(), text.is_empty()) {
            (true, _) => format!(" {text}"),
            // The blank goes with the words.
            (false, true) => {
                let before = ours.bytes(&(spot.a.start..spot.a.start)).end;
                let range = before..ours.bytes(&spot.a).end;
                if before == 0 {
                    return None;
                }
                edits.push(segment.replace(ours.view.place(ours.article, &range), ""));
                continue;
            }
            _ => text,
        };
        edits.push(segment.replace(place, text));
    }
    // The words of one contraction may be in two differences.
    let apart = edits.is_sorted_by(|a, b| a.place.end < b.place.start);
    (apart && !edits.is_empty()).then_some(edits)
}

/// The edits that put an ellipsis where words are left out.
pub(in crate::rules) fn with_ellipses(ours: &Written<'_>, spots: &[Spot]) -> Vec<Edit> {
    let segment = ours.view.article(ours.article);
    let gaps = spots.iter().filter(|s| s.a.is_empty());
    let edits =
        gaps.map(|spot| segment.replace(ours.view.place(ours.article, &ours.bytes(&spot.a)), " …"));
    edits.collect()
}
