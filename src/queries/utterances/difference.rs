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
    /// It has the same words, and perhaps other sentences.
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
        (whole, _) => {
            let stretches = stretches(&own, &other, found, Extent::Beside);
            let differs = |s: &Stretch| matches!(s, Stretch::Dropped(_) | Stretch::Added(_));
            if stretches.iter().any(differs) {
                Difference::Other(stretches)
            } else if whole {
                Difference::Same
            } else {
                Difference::Part(stretches)
            }
        }
    }
}

/// `theirs` from its first word to its last, with what it has and has not of `ours`. Where it is a part of an utterance, what it
/// leaves out before and behind is [`Stretch::Skipped`].
pub fn in_full(view: View<'_>, ours: &Form<'_>, theirs: &Form<'_>) -> Vec<Stretch> {
    let other = Wording::read(view, theirs);
    let Some(link) = theirs.link else {
        return vec![Stretch::Same(other.text(&(0..other.len())))];
    };
    let own = Wording::read(view, ours);
    stretches(&own, &other, &link.found, Extent::All)
}

/// How much is shown of what is no difference.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Extent {
    /// What is next to a difference.
    Beside,
    /// All of it.
    All,
}

fn stretches(
    own: &Wording<'_>,
    other: &Wording<'_>,
    found: &Match,
    extent: Extent,
) -> Vec<Stretch> {
    let is_all = extent == Extent::All;
    let equal = |span: &Span, ends| match extent {
        Extent::Beside => equal(other, span, ends),
        Extent::All if span.is_empty() => Vec::new(),
        Extent::All => vec![Stretch::Same(other.text(span))],
    };
    let mut out = if is_all {
        let skipped = (found.a.start > 0).then_some(Stretch::Skipped);
        let added = 0..found.b.start;
        let added = (!added.is_empty()).then(|| Stretch::Added(other.text(&added)));
        skipped.into_iter().chain(added).collect()
    } else {
        before(other, found)
    };
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
        out.extend(equal(&(at..b.start), (number == 0, false)));
        let (dropped, added) = (own.text(a), other.text(b));
        // The other's punctuation goes on, not this one's.
        let dropped = dropped.trim_end_matches([' ', ',', ';', ':', '—', '–']);
        if !dropped.is_empty() {
            out.push(Stretch::Dropped(dropped.to_owned()));
        }
        if !added.is_empty() {
            out.push(Stretch::Added(added));
        }
        at = b.end;
    }
    out.extend(equal(&(at..found.b.end), (spots.is_empty(), true)));
    if is_all {
        let added = found.b.end..other.len();
        out.extend((!added.is_empty()).then(|| Stretch::Added(other.text(&added))));
        out.extend((found.a.end < own.len()).then_some(Stretch::Skipped));
    } else {
        out.extend(behind(own, other, found));
    }
    out
}

/// What the other has of the sentence before the common stretch: shown where the form that was asked about begins with
/// that stretch.
fn before(other: &Wording<'_>, found: &Match) -> Vec<Stretch> {
    let end = found.b.start;
    let sentence = (0..=end).rev().find(|&at| other.is_start(at)).unwrap_or(0);
    let start = sentence.max(end.saturating_sub(BEYOND));
    if start == end {
        Vec::new()
    } else if found.a.start > 0 {
        vec![Stretch::Skipped]
    } else {
        let skipped = (start > sentence).then_some(Stretch::Skipped);
        let added = Stretch::Added(other.text(&(start..end)));
        skipped.into_iter().chain([added]).collect()
    }
}

/// What the other has of the sentence behind the common stretch: shown where the form that was asked about ends with that
/// stretch.
fn behind(own: &Wording<'_>, other: &Wording<'_>, found: &Match) -> Vec<Stretch> {
    let start = found.b.end;
    let mut rest = start..other.len();
    let sentence = rest.find(|&at| other.is_start(at)).unwrap_or(other.len());
    let end = sentence.min(start.saturating_add(BEYOND));
    if start >= end {
        Vec::new()
    } else if found.a.end < own.len() {
        vec![Stretch::Skipped]
    } else {
        let skipped = (end < sentence).then_some(Stretch::Skipped);
        let added = Stretch::Added(other.text(&(start..end)));
        [added].into_iter().chain(skipped).collect()
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
