//! How two forms of an utterance differ, word by word.

use super::Form;
use super::wording::Wording;
use crate::collation::utterances::compare::{Match, Span};
use crate::rules::View;

/// Words at each end of a long stretch that both have, which are shown.
const BESIDE: u16 = 5;
/// Words beyond what both have, which are shown.
const BEYOND: u16 = 8;

/// A stretch of an utterance as another article has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stretch {
    /// Words that both have, as the other writes them.
    Same(String),
    /// Words that only the form has which was asked about.
    Dropped(String),
    /// Words that only the other has.
    Added(String),
    /// Words that are not shown.
    Skipped,
}

/// How a form stands to that which was asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// It has the same words.
    Same,
    /// It has some of them, and no others.
    Part(Vec<Stretch>),
    /// It has others, or more.
    Other(Vec<Stretch>),
}

/// How `theirs`, a form of the utterance, stands to `ours`, that which was asked about.
pub fn difference(view: View<'_>, ours: &Form<'_>, theirs: &Form<'_>) -> Difference {
    let Some(link) = theirs.link else {
        return Difference::Same;
    };
    let (own, other) = (Wording::read(view, ours), Wording::read(view, theirs));
    let found = &link.found;
    let is_whole = |span: &Span, of: &Wording<'_>| *span == (0..of.len());
    match (is_whole(&found.a, &own), is_whole(&found.b, &other)) {
        (true, true) if found.spots.is_empty() => Difference::Same,
        (false, true) if found.spots.is_empty() => {
            Difference::Part(equal(&other, &found.b, (true, true)))
        }
        _ => Difference::Other(stretches(&own, &other, found)),
    }
}

fn stretches(own: &Wording<'_>, other: &Wording<'_>, found: &Match) -> Vec<Stretch> {
    let mut out = before(other, found);
    let mut spots: Vec<(Span, Span)> = Vec::new();
    for spot in &found.spots {
        let (mut a, mut b) = (spot.a.clone(), spot.b.clone());
        // Words are shown whole: what is next to a difference is the same in both.
        while (own.is_glued(a.start) || other.is_glued(b.start))
            && a.start > found.a.start
            && b.start > found.b.start
        {
            (a.start, b.start) = (a.start - 1, b.start - 1);
        }
        while (own.is_glued(a.end) || other.is_glued(b.end))
            && a.end < found.a.end
            && b.end < found.b.end
        {
            (a.end, b.end) = (a.end + 1, b.end + 1);
        }
        match spots.last_mut() {
            Some((x, y)) if a.start < x.end || b.start < y.end => {
                (x.end, y.end) = (a.end.max(x.end), b.end.max(y.end));
            }
            _ => spots.push((a, b)),
        }
    }
    let mut at = found.b.start;
    for (number, (a, b)) in spots.iter().enumerate() {
        out.extend(equal(other, &(at..b.start), (number == 0, false)));
        let (dropped, added) = (own.text(a), other.text(b));
        if !dropped.is_empty() {
            out.push(Stretch::Dropped(dropped));
        }
        if !added.is_empty() {
            out.push(Stretch::Added(added));
        }
        at = b.end;
    }
    out.extend(equal(other, &(at..found.b.end), (spots.is_empty(), true)));
    out.extend(behind(own, other, found));
    out
}

/// What the other has before the common stretch, where the form that was asked about begins with it.
fn before(other: &Wording<'_>, found: &Match) -> Vec<Stretch> {
    let start = found.b.start;
    let shown = start.saturating_sub(BEYOND)..start;
    match (found.a.start, start) {
        (0, 0) => Vec::new(),
        (0, _) => {
            let skipped = (shown.start > 0).then_some(Stretch::Skipped);
            let added = Stretch::Added(other.text(&shown));
            skipped.into_iter().chain([added]).collect()
        }
        _ => vec![Stretch::Skipped],
    }
}

/// What the other has behind the common stretch, where the form that was asked about ends with it.
fn behind(own: &Wording<'_>, other: &Wording<'_>, found: &Match) -> Vec<Stretch> {
    let (end, length) = (found.b.end, other.len());
    let shown = end..length.min(end.saturating_add(BEYOND));
    match (found.a.end == own.len(), end == length) {
        (true, true) => Vec::new(),
        (true, false) => {
            let skipped = (shown.end < length).then_some(Stretch::Skipped);
            let added = Stretch::Added(other.text(&shown));
            [added].into_iter().chain(skipped).collect()
        }
        _ => vec![Stretch::Skipped],
    }
}

/// A stretch that both have: where it is long, only what is next to a difference. `ends`: whether it begins and ends
/// the common stretch.
fn equal(other: &Wording<'_>, span: &Span, (first, last): (bool, bool)) -> Vec<Stretch> {
    let same = |span: Span| Stretch::Same(other.text(&span));
    let head = span.start..span.start + BESIDE;
    let tail = span.end.saturating_sub(BESIDE)..span.end;
    match (first, last) {
        _ if span.is_empty() => Vec::new(),
        _ if span.len() <= usize::from(2 * BESIDE + 2) => vec![same(span.clone())],
        (true, false) => vec![Stretch::Skipped, same(tail)],
        (false, true) => vec![same(head), Stretch::Skipped],
        _ => vec![same(head), Stretch::Skipped, same(tail)],
    }
}
