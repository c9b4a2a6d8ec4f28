//! What the rules about utterances have in common: two wordings, how they differ, and how that is shown.
//!
//! - `written`: the words of a wording as they stand in an article.
//! - `shown`: two wordings as one, for a message; the edits that make them one.

mod shown;
mod written;

pub(super) use shown::{Shown, restored, shown, with_ellipses};
pub(super) use written::Written;

use std::cmp::Reverse;

use super::disputed_speaker::may_be_one;
use super::{Related, View};
use crate::bundle::{ArticleId, DocumentId};
use crate::collation::grouping::GroupId;
use crate::collation::utterances::compare::{Span, Spot};
use crate::collation::utterances::{Instance, Link, Speaker, Utterances, WordingId};
use crate::facts::entities::names::{Same, is_acronym_of, may_be_same};

/// Other places that are named in one finding.
const SHOWN: usize = 32;
/// With so many words in common it is one utterance, whoever is said to have spoken.
const CERTAIN: usize = 12;

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
    pub(super) voices: Voices,
}

/// Who says two wordings, by all accounts of both that name anybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Voices {
    /// People whose names may be those of one person.
    One,
    /// People who cannot be one, named beside the words.
    Two,
    /// People who cannot be one, of whom some are named elsewhere: a pronoun or an office may be someone else.
    Apart,
    /// Nobody can tell: one of the two has no name, or accounts differ.
    Unknown,
}

fn voices(all: &Utterances, a: WordingId, b: WordingId) -> Voices {
    let named = |wording| {
        let speakers = all.instances(wording).iter();
        speakers.filter_map(|i| i.speaker.as_ref())
    };
    let beside = |wording| named(wording).filter(|s| s.is_beside);
    let may_be = |own: &Speaker, other: &Speaker| may_be_one(&own.name, &other.name);
    let (mut own, mut other) = (named(a).peekable(), named(b).peekable());
    if own.peek().is_none() || other.peek().is_none() {
        Voices::Unknown
    } else if own.all(|own| named(b).all(|other| may_be(own, other))) {
        Voices::One
    } else if beside(a).next().is_some()
        && beside(b).next().is_some()
        && beside(a).all(|own| beside(b).all(|other| !may_be(own, other)))
    {
        Voices::Two
    } else if named(a).all(|own| named(b).all(|other| !may_be(own, other))) {
        Voices::Apart
    } else {
        Voices::Unknown
    }
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
        let voices = voices(all, group, link.other);
        let is_little = usize::from(link.found.same) < CERTAIN;
        if voices == Voices::Two && (is_little || link.found.open > 0)
            || voices != Voices::One && link.found.is_loose
        {
            return None;
        }
        let theirs = first(all, link.other, view)?;
        let tells = |s: &&Spot| !is_same_thing(&ours.text(&s.a), &theirs.text(&s.b));
        let spots: Vec<Spot> = link.found.spots.iter().filter(tells).cloned().collect();
        (!spots.is_empty()).then_some(Difference {
            link,
            theirs,
            spots,
            voices,
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
