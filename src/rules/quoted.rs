//! What the rules about utterances have in common: two wordings, how they differ, and how that is shown.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;

use super::disputed_speaker::may_be_one;
use super::{Edit, Place, Related, View};
use crate::bundle::{ArticleId, DocumentId};
use crate::collation::grouping::GroupId;
use crate::collation::utterances::compare::{Span, Spot};
use crate::collation::utterances::words::{self, Flag, Spelled};
use crate::collation::utterances::{Instance, Link, Utterances, WordingId};
use crate::facts::entities::names::{Same, is_acronym_of, may_be_same};

/// Other places that are named in one finding.
const SHOWN: usize = 32;
/// With so many words in common it is one utterance, whoever is said to have spoken.
const CERTAIN: usize = 12;
/// Words of an equal stretch that are shown beside a difference.
const BESIDE: usize = 4;

/// Some words as they stand in an article.
pub(super) struct Written<'v> {
    pub(super) view: View<'v>,
    pub(super) article: ArticleId,
    instance: &'v Instance,
    words: Vec<Spelled>,
}

impl<'v> Written<'v> {
    /// Reads an instance in one of the articles that have its text.
    pub(super) fn new(view: View<'v>, article: ArticleId, instance: &'v Instance) -> Written<'v> {
        let texts: Vec<(Cow<'_, str>, u32)> = instance
            .pieces
            .iter()
            .map(|&(start, end)| (view.text(article, &(start..end)), start))
            .collect();
        let words = words::read(texts.iter().map(|(text, start)| (text.as_ref(), *start)));
        Written {
            view,
            article,
            instance,
            words,
        }
    }

    /// Where some of the words stand, in bytes of the body; where none, between the two beside them.
    fn bytes(&self, span: &Span) -> Range<u32> {
        let words = self
            .words
            .get(span.start as usize..span.end as usize)
            .unwrap_or_default();
        match words {
            [] => {
                let before = span
                    .start
                    .checked_sub(1)
                    .and_then(|at| self.words.get(at as usize));
                let at = before.map_or(0, |w| w.range.end);
                at..at
            }
            [first, .., last] => first.range.start..last.range.end.max(first.range.start),
            [only] => only.range.clone(),
        }
    }

    /// Some of the words as written, for a message.
    pub(super) fn shown(&self, span: &Span) -> String {
        let mut out = self.text(span);
        // Half a pair of brackets looks like a slip.
        for (open, close) in [('[', ']'), ('(', ')')] {
            if out.contains(close) && !out.contains(open) {
                out.insert(0, open);
            } else if out.contains(open) && !out.contains(close) {
                out.push(close);
            }
        }
        out
    }

    /// Some of the words as written, on one line, without what stands between two pieces.
    fn text(&self, span: &Span) -> String {
        let mut out = String::new();
        let mut start = span.start;
        let breaks = span.start + 1..span.end;
        let starts_piece = |at: &u16| {
            self.words
                .get(*at as usize)
                .is_some_and(|w| w.token.has(Flag::PIECE))
        };
        if self.is_half_contraction(start) && self.negates(start) && !span.is_empty() {
            out.push_str("not");
            start += 1;
        }
        for end in breaks.filter(starts_piece).chain([span.end]) {
            if start >= end {
                continue;
            }
            let mut range = self.bytes(&(start..end));
            range.start = self.with_apostrophe(start, range.start);
            for word in self.view.text(self.article, &range).split_whitespace() {
                if !out.is_empty() {
                    out.push(' ');
                }
                out.push_str(word);
            }
            start = end;
        }
        out
    }

    /// Whether a word and the one before it are written as one: the `not` of `don’t`.
    fn is_half_contraction(&self, at: u16) -> bool {
        let before = at.checked_sub(1).and_then(|at| self.words.get(at as usize));
        let word = self.words.get(at as usize);
        word.is_some_and(|word| before.is_some_and(|before| before.range == word.range))
    }

    fn negates(&self, at: u16) -> bool {
        self.words
            .get(at as usize)
            .is_some_and(|w| w.token.negates())
    }

    /// Where a word begins, its apostrophe included: `’ve`.
    fn with_apostrophe(&self, at: u16, start: u32) -> u32 {
        let before = at.checked_sub(1).and_then(|at| self.words.get(at as usize));
        let Some(before) = before.filter(|w| w.range.end < start && start - w.range.end <= 3)
        else {
            return start;
        };
        let between = self.view.text(self.article, &(before.range.end..start));
        if matches!(between.as_ref(), "'" | "’" | "ʼ" | "‘") {
            before.range.end
        } else {
            start
        }
    }

    /// Where some of the words begin in full: not within `it’s`.
    fn word_start(&self, at: u16) -> u16 {
        let Some(word) = self.words.get(at as usize) else {
            return at;
        };
        let glued = self.with_apostrophe(at, word.range.start) < word.range.start;
        if glued || self.is_half_contraction(at) {
            at.saturating_sub(1)
        } else {
            at
        }
    }

    /// Whether a stretch ends or begins within a word as it is written.
    fn splits_word(&self, span: &Span) -> bool {
        self.word_start(span.start) != span.start || self.word_start(span.end) != span.end
    }

    /// The pieces that some of the words stand in, with their marks.
    pub(super) fn place(&self, span: &Span) -> Place {
        let bytes = self.bytes(span);
        self.view
            .place(self.article, &self.instance.range(bytes.start, bytes.end))
    }

    /// All of the words.
    pub(super) fn whole(&self) -> Span {
        0..self.words.len() as u16
    }

    /// The comparable form of all the words, as evidence.
    pub(super) fn evidence(&self) -> String {
        self.text(&self.whole())
    }
}

/// The first article of the bundle in which a wording stands, and as what.
pub(super) fn first<'v>(
    all: &'v Utterances,
    wording: WordingId,
    view: View<'v>,
) -> Option<Written<'v>> {
    places(all, wording, view)
        .into_iter()
        .next()
        .map(|(article, instance)| Written::new(view, article, instance))
}

/// A wording that differs from another, and the places where it does.
pub(super) struct Difference<'v> {
    pub(super) link: &'v Link,
    /// The other, where it stands first.
    pub(super) theirs: Written<'v>,
    pub(super) spots: Vec<Spot>,
}

/// Whether two wordings are said by people who cannot be one: by all accounts of both that name anybody.
fn are_of_two(all: &Utterances, a: WordingId, b: WordingId) -> bool {
    let named = |wording| {
        all.instances(wording)
            .iter()
            .filter_map(|i| i.speaker.as_deref())
    };
    named(a).next().is_some()
        && named(b).next().is_some()
        && named(a).all(|own| named(b).all(|other| !may_be_one(own, other)))
}

/// The wordings that differ from one, for more than the way in which a name is written.
pub(super) fn differences<'v>(
    all: &'v Utterances,
    group: GroupId,
    view: View<'v>,
) -> Vec<Difference<'v>> {
    let mut links = all.differing(group).peekable();
    let Some(ours) = links.peek().and_then(|_| first(all, group, view)) else {
        return Vec::new();
    };
    let found = links.filter_map(|link| {
        if usize::from(link.found.same) < CERTAIN && are_of_two(all, group, link.other) {
            return None;
        }
        let theirs = first(all, link.other, view)?;
        let tells = |s: &&Spot| !is_same_thing(&ours.text(&s.a), &theirs.text(&s.b));
        let spots: Vec<Spot> = link.found.spots.iter().filter(tells).cloned().collect();
        (!spots.is_empty()).then_some(Difference {
            link,
            theirs,
            spots,
        })
    });
    found.collect()
}

/// From the first difference to the last, in our own words.
pub(super) fn own_span(spots: &[Spot]) -> Span {
    spots.first().map_or(0, |s| s.a.start)..spots.last().map_or(0, |s| s.a.end)
}

/// What other wordings are put in order by: that which most texts have comes first, then what is most like; the key decides what
/// is left.
pub(super) fn rank(all: &Utterances, link: &Link, spots: &[Spot]) -> (Reverse<(usize, u32)>, u64) {
    let support = spots
        .first()
        .map_or(0, |spot| all.support(link.other, &spot.b));
    (
        Reverse((support, link.found.likeness())),
        all.key(link.other),
    )
}

/// What stands there in place of what differs.
fn there(other: &Difference<'_>) -> String {
    let words = other.spots.iter().map(|spot| other.theirs.shown(&spot.b));
    let words: Vec<String> = words
        .filter(|text| !text.is_empty())
        .map(|text| format!("“{text}”"))
        .collect();
    if words.is_empty() {
        "without these words".to_owned()
    } else {
        format!("{} here", words.join(", "))
    }
}

/// Whether two stretches name the same thing: a name spelled otherwise, an abbreviation, a word that is not spelled out.
fn is_same_thing(a: &str, b: &str) -> bool {
    let is_name = |text: &str| {
        let mut words = text.split_whitespace();
        text.contains(char::is_alphabetic)
            && words.all(|w| !w.starts_with(char::is_lowercase) || w.contains('-'))
    };
    let masked = |text: &str| text.contains("**") || text.contains("--") || text.contains("__");
    if masked(a) || masked(b) {
        return !a.is_empty() && !b.is_empty();
    }
    if !is_name(a) || !is_name(b) {
        return false;
    }
    may_be_same(a, b) == Same::Same || is_acronym_of(a, b) || is_acronym_of(b, a)
}

/// All places where a wording stands, in the order of the bundle.
pub(super) fn places<'v>(
    all: &'v Utterances,
    wording: WordingId,
    view: View<'v>,
) -> Vec<(ArticleId, &'v Instance)> {
    let instances = all.instances(wording).iter();
    let mut places: Vec<(ArticleId, &Instance)> = instances
        .flat_map(|instance| {
            view.articles(instance.text)
                .iter()
                .map(move |&article| (article, instance))
        })
        .collect();
    places.sort_by_key(|(article, instance)| (view.start(*article), &instance.pieces));
    places
}

/// Shows two wordings as one, with what differs as `[theirs → ours]`, `[-only theirs]`, `[+only ours]`; long equal stretches are
/// left out.
pub(super) fn shown(
    ours: &Written<'_>,
    theirs: &Written<'_>,
    link: &Link,
    spots: &[Spot],
) -> String {
    let mut out = String::new();
    let mut at = link.found.a.start;
    for spot in spots {
        stretch(&mut out, ours, at..spot.a.start, at == link.found.a.start);
        let (own, other) = (ours.shown(&spot.a), theirs.shown(&spot.b));
        blank(&mut out);
        out += &match (own.is_empty(), other.is_empty()) {
            (true, _) => format!("[-{other}]"),
            (_, true) => format!("[+{own}]"),
            _ => format!("[{other} → {own}]"),
        };
        at = spot.a.end;
    }
    let end = link.found.a.end.max(at);
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
pub(super) fn restored(
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
pub(super) fn with_ellipses(ours: &Written<'_>, spots: &[Spot]) -> Vec<Edit> {
    let segment = ours.view.article(ours.article);
    let gaps = spots.iter().filter(|s| s.a.is_empty());
    let edits =
        gaps.map(|spot| segment.replace(ours.view.place(ours.article, &ours.bytes(&spot.a)), " …"));
    edits.collect()
}

/// What places are sorted by: that of their article, then their own start in it, in bytes.
pub(super) type Order = ((DocumentId, usize), usize);

/// The places of other wordings, each with a word on what stands there.
pub(super) fn related(
    all: &Utterances,
    view: View<'_>,
    others: &[&Difference<'_>],
) -> Vec<Related> {
    let mut found: Vec<(Order, Related)> = Vec::new();
    for other in others {
        let message = there(other);
        let spots = &other.spots;
        let span = spots.first().map_or(0, |s| s.b.start)..spots.last().map_or(0, |s| s.b.end);
        for (article, instance) in places(all, other.link.other, view).into_iter().take(SHOWN) {
            let written = Written::new(view, article, instance);
            let place = written.place(&span);
            let order = (view.start(article), place.start);
            found.push((
                order,
                Related {
                    message: message.clone(),
                    place,
                },
            ));
        }
    }
    found.sort_by_key(|(order, _)| *order);
    found.truncate(SHOWN);
    found.into_iter().map(|(_, related)| related).collect()
}

/// The names of the articles that related places lie in, for a message: the first few.
pub(super) fn names(view: View<'_>, related: &[Related]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for place in related.iter().filter_map(|r| r.place.article()) {
        let name = view.article(place).name();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let ticked = |names: &[&str]| {
        names
            .iter()
            .map(|n| format!("`{n}`"))
            .collect::<Vec<_>>()
            .join(", ")
    };
    match &names[..] {
        [first, second, third, rest @ ..] if rest.len() > 1 => {
            format!(
                "{} and {} more",
                ticked(&[first, second, third]),
                rest.len()
            )
        }
        few => ticked(few),
    }
}
