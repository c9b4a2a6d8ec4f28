//! All places that have what stands at a place.

use std::ops::Range;

use super::overlaps;
use crate::bundle::{ArticleId, DocumentId, Role};
use crate::queries::article::{Article, sort};
use crate::queries::articles::{self, Reference, name_place};
use crate::queries::figures::{self, Other, Stand};
use crate::queries::names;
use crate::queries::passages::{passage, repeated_line};
use crate::queries::spot::{Inside, Spot, What};
use crate::queries::utterances::utterance;
use crate::rules::{Place, Segment};
use crate::workspace::Corpus;

/// Every place that has something, and those of them where it comes from.
#[derive(Default)]
struct All {
    places: Vec<Place>,
    sources: Vec<Place>,
}

/// Every place in the bundles that has what stands at an offset, in their order; `sources`: also those where it comes
/// from, as [`super::definition`] has it. `go_on` is asked at each article; what was found before it says no is returned.
pub fn references(
    corpus: &Corpus,
    document: DocumentId,
    offset: usize,
    sources: bool,
    go_on: &dyn Fn() -> bool,
) -> Vec<Place> {
    let view = corpus.view();
    let named = articles::reference(corpus, document, offset);
    let named = named.map(|reference| of_reference(corpus, reference, go_on));
    let mut found = named.unwrap_or_else(|| match Spot::at(corpus, document, offset) {
        Some(Spot::Marker(line)) => of_articles(corpus, &[line.article()], go_on),
        Some(Spot::Body(inside)) => of_things(&inside, go_on),
        None => All::default(),
    });
    if sources {
        found.places.append(&mut found.sources);
    } else {
        let All { places, sources } = &mut found;
        places.retain(|place| !sources.contains(place));
    }
    sort(view, &mut found.places);
    found.places
}

/// Every place in the article at an offset that has what stands there; of the name of an article its markers too.
pub fn highlights(corpus: &Corpus, document: DocumentId, offset: usize) -> Vec<Place> {
    let view = corpus.view();
    let named = articles::reference(corpus, document, offset);
    let named = named.map(|reference| of_reference_within(corpus, reference));
    let mut places = named.unwrap_or_else(|| match Spot::at(corpus, document, offset) {
        Some(Spot::Marker(line)) => markers(corpus, line.article()),
        Some(Spot::Body(inside)) => within(&inside),
        None => Vec::new(),
    });
    sort(view, &mut places);
    places
}

/// The markers of articles of one name, and where a bundle names them.
fn of_articles(corpus: &Corpus, all: &[ArticleId], go_on: &dyn Fn() -> bool) -> All {
    let own = all.iter().flat_map(|&article| markers(corpus, article));
    let mut places: Vec<Place> = own.collect();
    // Who names one of them names all of its bundle.
    for bundle in all.chunk_by(|a, b| a.document == b.document) {
        let named = bundle
            .first()
            .map(|&article| articles::references(corpus, article, go_on));
        places.extend(named.into_iter().flatten());
    }
    let sources = all
        .iter()
        .map(|&article| name_place(corpus.view(), article));
    All {
        places,
        sources: sources.collect(),
    }
}

/// The places of the articles that a place names.
fn of_reference(corpus: &Corpus, reference: Reference, go_on: &dyn Fn() -> bool) -> All {
    let mut all = of_articles(corpus, &reference.articles, go_on);
    all.places.push(reference.place);
    all
}

/// The markers of the articles that a place names, as far as they are in its bundle, and where else its segment names
/// them.
fn of_reference_within(corpus: &Corpus, reference: Reference) -> Vec<Place> {
    let Reference { place, articles } = reference;
    let own = articles
        .iter()
        .filter(|article| article.document == place.document);
    let mut places: Vec<Place> = own.flat_map(|&article| markers(corpus, article)).collect();
    if let Some(&first) = articles.first() {
        places.extend(articles::references_in(corpus, first, place.segment()));
    }
    places.push(place);
    places
}

/// The name on an article's open marker, and its close marker.
fn markers(corpus: &Corpus, article: ArticleId) -> Vec<Place> {
    let view = corpus.view();
    let (document, tree) = (view.document(article), view.document(article).tree());
    let close = tree.next(Some(article.id));
    let close = close.filter(|&id| tree.role(id) == Role::Close);
    let close = close.map(|id| Segment::new(document, Some(id), "").name_place());
    close
        .into_iter()
        .chain([name_place(view, article)])
        .collect()
}

/// The places of the first of the facts at a place that stands anywhere else; where none does, of the passage.
fn of_things(inside: &Inside<'_>, go_on: &dyn Fn() -> bool) -> All {
    let mut own = None;
    for thing in &inside.things {
        let found = match thing.what {
            What::Name(entity) => of_name(&inside.article, entity, go_on),
            What::Figure(_) | What::Moment(_) => of_figure(&inside.article, &thing.range),
            What::Quote(quote) => of_quote(&inside.article, quote),
        };
        let here = inside.article.place(&thing.range);
        let all = |found: &All| found.places.iter().any(|place| !overlaps(place, &here));
        match found {
            Some(found) if all(&found) || matches!(thing.what, What::Name(_)) => return found,
            found => own = own.or(found),
        }
    }
    let passage = of_passage(inside);
    passage.or(own).unwrap_or_default()
}

fn of_name(article: &Article<'_>, entity: u32, go_on: &dyn Fn() -> bool) -> Option<All> {
    let corpus = article.corpus;
    let mut all = All::default();
    let mut add = |article: &Article<'_>, entity: u32| {
        let mentions = names::mentions(&article.facts, entity);
        all.places
            .extend(mentions.iter().map(|range| article.place(range)));
    };
    add(article, entity);
    let bearer = corpus.identities().bearer_of(article.text, entity)?;
    for text in names::texts(corpus, &bearer) {
        for &id in corpus.view().articles(text) {
            if !go_on() {
                return Some(all);
            }
            let Some(other) = Article::read(corpus, id) else {
                continue;
            };
            for named in corpus.identities().named_in(text, &bearer) {
                add(&other, named.entity);
            }
            let introduction = names::introduction_in(&other, &bearer);
            all.sources
                .extend(introduction.map(|i| other.place(&i.name)));
        }
    }
    Some(all)
}

fn of_figure(article: &Article<'_>, asked: &Range<u32>) -> Option<All> {
    let view = article.corpus.view();
    let others = figures::others(article, asked);
    let repeated = figures::repeated(article, asked);
    let own = Other {
        stand: Stand::Agrees,
        article: article.id,
        range: repeated.first()?.clone(),
    };
    let place = |other: &Other| view.place(other.article, &other.range);
    let here = repeated.iter().map(|range| article.place(range));
    Some(All {
        places: others.iter().map(place).chain(here).collect(),
        sources: vec![place(figures::first_source(view, &own, &others))],
    })
}

fn of_quote(article: &Article<'_>, quote: usize) -> Option<All> {
    let view = article.corpus.view();
    let said = utterance(article, quote)?;
    Some(All {
        places: said.forms.iter().map(|form| form.place(view)).collect(),
        sources: vec![said.fullest().place(view)],
    })
}

fn of_passage(inside: &Inside<'_>) -> Option<All> {
    let article = &inside.article;
    let found = passage(article, inside.at)?;
    let here = [&found.here].into_iter().chain(&found.again);
    let mut places: Vec<Place> = here.map(|range| article.place(range)).collect();
    let elsewhere = found.elsewhere.into_iter();
    places.extend(elsewhere.map(|(_, place)| place));
    Some(All {
        sources: places.first().cloned().into_iter().collect(),
        places,
    })
}

/// The places of the facts at a place, in its own article.
fn within(inside: &Inside<'_>) -> Vec<Place> {
    let article = &inside.article;
    let place = |range| article.place(&range);
    for thing in &inside.things {
        let places: Vec<Place> = match thing.what {
            What::Name(entity) => {
                let mentions = names::mentions(&article.facts, entity);
                mentions.into_iter().map(place).collect()
            }
            What::Figure(_) | What::Moment(_) => {
                let repeated = figures::repeated(article, &thing.range);
                repeated.into_iter().map(place).collect()
            }
            What::Quote(quote) => of_quote_within(article, quote),
        };
        if places.len() > 1 || matches!(thing.what, What::Name(_)) {
            return places;
        }
    }
    // All of a passage would be half a screen of it.
    let repeated = repeated_line(article, inside.at).into_iter();
    let places: Vec<Place> = repeated.map(place).collect();
    let only = inside.things.first();
    match only {
        Some(thing) if places.is_empty() => vec![article.place(&thing.range)],
        _ => places,
    }
}

/// The forms of an utterance that its own article has, piece by piece.
fn of_quote_within(article: &Article<'_>, quote: usize) -> Vec<Place> {
    let said = utterance(article, quote);
    let forms = said.iter().flat_map(|said| &said.forms);
    let own = forms.filter(|form| form.article == article.id);
    let pieces = own.flat_map(|form| &form.instance.pieces);
    pieces
        .map(|&(start, end)| article.place(&(start..end)))
        .collect()
}
