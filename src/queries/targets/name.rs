//! Where a name leads.

use super::{MOST_INTRODUCTIONS, Target};
use crate::queries::article::Article;
use crate::queries::names::{self, Introduction};
use crate::queries::spot::Inside;

/// To its introduction in its article; from there to those in the others.
pub(super) fn definition(inside: &Inside<'_>, entity: u32) -> Option<Vec<Target>> {
    let article = &inside.article;
    let own = introduction(article, entity)?;
    // The byte behind a name counts as in it.
    if !(own.name.start..=own.name.end).contains(&inside.at) {
        return declaration(article, entity);
    }
    let others = elsewhere(article, entity).filter(|others| !others.is_empty());
    others.or_else(|| declaration(article, entity))
}

/// To its introduction in its article.
pub(super) fn declaration(article: &Article<'_>, entity: u32) -> Option<Vec<Target>> {
    let own = introduction(article, entity)?;
    Some(vec![target(article, &own)])
}

/// To its introductions in the others.
pub(super) fn elsewhere(article: &Article<'_>, entity: u32) -> Option<Vec<Target>> {
    let corpus = article.corpus;
    let bearer = corpus.identities().bearer_of(article.text, entity)?;
    let others = names::others(corpus, article.id, &bearer)
        .articles
        .into_iter();
    let mut targets = Vec::new();
    for other in others.take(MOST_INTRODUCTIONS) {
        let Some(other) = Article::read(corpus, other.article) else {
            continue;
        };
        let introduction = names::introduction_in(&other, &bearer);
        targets.extend(introduction.map(|i| target(&other, &i)));
    }
    Some(targets)
}

/// Where an article introduces the bearer of a name that it has.
fn introduction(article: &Article<'_>, entity: u32) -> Option<Introduction> {
    let bearer = article.corpus.identities().bearer_of(article.text, entity);
    bearer
        .and_then(|bearer| names::introduction_in(article, &bearer))
        .or_else(|| names::introduction(&article.facts, entity))
}

fn target(article: &Article<'_>, introduction: &Introduction) -> Target {
    Target {
        place: article.place(&introduction.name),
        whole: article.place(&introduction.whole),
    }
}
