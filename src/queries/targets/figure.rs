//! Where a figure or a date leads.

use std::ops::Range;

use super::Target;
use crate::queries::article::Article;
use crate::queries::figures::{self, Other, Stand};

/// To its first source; from there to the others that give it.
pub(super) fn definition(article: &Article<'_>, asked: &Range<u32>) -> Option<Vec<Target>> {
    let view = article.corpus.view();
    let others = figures::others(article, asked);
    let own = Other {
        stand: Stand::Agrees,
        article: article.id,
        range: figures::repeated(article, asked).first()?.clone(),
    };
    let source = figures::first_source(view, &own, &others);
    if source.article != article.id || source.range != *asked {
        return Some(vec![target(article, source)]);
    }
    let giving = others.iter().filter(|other| other.stand != Stand::Contrary);
    let targets: Vec<Target> = giving.map(|other| target(article, other)).collect();
    if targets.is_empty() {
        return Some(vec![target(article, &own)]);
    }
    Some(targets)
}

/// To those for the same thing in other articles.
pub(super) fn elsewhere(article: &Article<'_>, asked: &Range<u32>) -> Vec<Target> {
    let others = figures::others(article, asked);
    others.iter().map(|other| target(article, other)).collect()
}

fn target(article: &Article<'_>, other: &Other) -> Target {
    let view = article.corpus.view();
    Target::plain(view.place(other.article, &other.range))
}
