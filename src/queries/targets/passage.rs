//! Where a passage leads that stands elsewhere word for word.

use super::{Answer, Target, sort};
use crate::queries::article::age;
use crate::queries::passages::passage;
use crate::queries::spot::Inside;

/// To its first source; from there to the others.
pub(super) fn definition(inside: &Inside<'_>) -> Option<Answer> {
    let article = &inside.article;
    let view = article.corpus.view();
    let found = passage(article, inside.at)?;
    let (source, place) = found.elsewhere.first()?;
    if age(view, *source) < age(view, article.id) {
        return Some(Answer {
            origin: article.place(&found.here),
            targets: vec![Target::plain(place.clone())],
        });
    }
    elsewhere(inside)
}

/// To its copies in other articles.
pub(super) fn elsewhere(inside: &Inside<'_>) -> Option<Answer> {
    let article = &inside.article;
    let found = passage(article, inside.at)?;
    let places = found.elsewhere.into_iter().map(|(_, place)| place);
    let mut targets: Vec<Target> = places.map(Target::plain).collect();
    sort(article.corpus.view(), &mut targets);
    (!targets.is_empty()).then(|| Answer {
        origin: article.place(&found.here),
        targets,
    })
}
