//! Where something leads: to where it comes from, and to all places that have it.
//!
//! | | definition | declaration | implementation | references |
//! |---|---|---|---|---|
//! | a name | its introduction here; from there the others' | its introduction here | its introductions elsewhere | every mention |
//! | a quote | its fullest (or earliest) form; from there the others | | its forms elsewhere | every form |
//! | a figure, a date | its first source; from there the others | | those for the same thing elsewhere | every one for it |
//! | a passage | its first source; from there the others | | its copies elsewhere | every copy |
//! | a marker | the open marker | the open marker | articles that share text | markers, and where the article is named |
//!
//! The name of another article, on a marker or in the text, leads to that article. What stands in no other article leads to
//! itself.

mod article;
mod everywhere;
mod figure;
mod name;
mod passage;
mod quote;

pub use everywhere::{highlights, references};

use super::article::order;
use super::articles::{self, Reference};
use super::spot::{Inside, Spot, Thing, What};
use crate::bundle::DocumentId;
use crate::rules::{Place, View};
use crate::workspace::Corpus;

/// Targets that are shown at most for a name that very many articles introduce.
const MOST_INTRODUCTIONS: usize = 32;

/// Where to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// What is meant there.
    pub place: Place,
    /// All that belongs to it.
    pub whole: Place,
}

impl Target {
    /// A target that is all that belongs to it.
    fn plain(place: Place) -> Target {
        Target {
            whole: place.clone(),
            place,
        }
    }
}

/// Where something leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// What was asked about.
    pub origin: Place,
    /// Where it leads, in the order of the bundles.
    pub targets: Vec<Target>,
}

/// Which form of a quote its definition is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preferred {
    /// The one with the most words that others have as well.
    Fullest,
    /// The one in the article of the earliest date.
    Earliest,
}

/// Where what stands at an offset comes from.
pub fn definition(
    corpus: &Corpus,
    document: DocumentId,
    offset: usize,
    quote: Preferred,
) -> Option<Answer> {
    if let Some(reference) = articles::reference(corpus, document, offset) {
        return Some(named(corpus.view(), reference));
    }
    match Spot::at(corpus, document, offset)? {
        Spot::Marker(line) => article::open(&line),
        Spot::Body(inside) => first(corpus, &inside, |thing| match thing.what {
            What::Name(entity) => name::definition(&inside, entity),
            What::Figure(_) | What::Moment(_) => figure::definition(&inside.article, &thing.range),
            What::Quote(said) => quote::definition(&inside.article, said, quote),
        })
        .or_else(|| passage::definition(&inside)),
    }
}

/// Where what stands at an offset is introduced in its article.
pub fn declaration(corpus: &Corpus, document: DocumentId, offset: usize) -> Option<Answer> {
    match Spot::at(corpus, document, offset)? {
        Spot::Marker(line) => article::open(&line),
        Spot::Body(inside) => first(corpus, &inside, |thing| match thing.what {
            What::Name(entity) => name::declaration(&inside.article, entity),
            What::Figure(_) | What::Moment(_) | What::Quote(_) => None,
        }),
    }
}

/// Where other articles have what stands at an offset.
pub fn implementation(corpus: &Corpus, document: DocumentId, offset: usize) -> Option<Answer> {
    match Spot::at(corpus, document, offset)? {
        Spot::Marker(line) => article::tied(&line),
        Spot::Body(inside) => first(corpus, &inside, |thing| match thing.what {
            What::Name(entity) => name::elsewhere(&inside.article, entity),
            What::Figure(_) | What::Moment(_) => {
                Some(figure::elsewhere(&inside.article, &thing.range))
            }
            What::Quote(said) => quote::elsewhere(&inside.article, said),
        })
        .or_else(|| passage::elsewhere(&inside)),
    }
}

/// The answer for the first of the facts that a place lies in which has one; for one that leads anywhere else before one that
/// leads to itself.
fn first(
    corpus: &Corpus,
    inside: &Inside<'_>,
    ask: impl Fn(&Thing) -> Option<Vec<Target>>,
) -> Option<Answer> {
    let view = corpus.view();
    let mut own = None;
    for thing in &inside.things {
        let Some(mut targets) = ask(thing).filter(|targets| !targets.is_empty()) else {
            continue;
        };
        sort(view, &mut targets);
        let origin = inside.article.place(&thing.range);
        let leads_on = targets
            .iter()
            .any(|target| !overlaps(&target.place, &origin));
        let answer = Answer { origin, targets };
        if leads_on || matches!(thing.what, What::Name(_)) {
            return Some(answer);
        }
        own = own.or(Some(answer));
    }
    own
}

fn overlaps(a: &Place, b: &Place) -> bool {
    a.segment() == b.segment() && a.start < b.end && b.start < a.end
}

fn sort(view: View<'_>, targets: &mut Vec<Target>) {
    targets.sort_by_cached_key(|target| order(view, &target.place));
    targets.dedup_by(|a, b| a.place == b.place);
}

/// Where a name of articles leads.
fn named(view: View<'_>, reference: Reference) -> Answer {
    let articles = reference.articles.into_iter();
    Answer {
        origin: reference.place,
        targets: articles
            .map(|id| Target {
                place: articles::name_place(view, id),
                whole: view.article(id).marker_line(),
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests;
