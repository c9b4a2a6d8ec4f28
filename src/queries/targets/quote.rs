//! Where a quote leads.

use super::{Preferred, Target};
use crate::queries::article::Article;
use crate::queries::utterances::{Form, utterance};

/// To its preferred form; from there to the others.
pub(super) fn definition(
    article: &Article<'_>,
    quote: usize,
    preferred: Preferred,
) -> Option<Vec<Target>> {
    let view = article.corpus.view();
    let said = utterance(article, quote)?;
    let form = match preferred {
        Preferred::Fullest => said.fullest(),
        Preferred::Earliest => said.earliest(view),
    };
    if !form.is(&said.own) {
        return Some(vec![target(article, form)]);
    }
    let others: Vec<Target> = said.elsewhere().map(|form| target(article, form)).collect();
    if others.is_empty() {
        return Some(vec![target(article, form)]);
    }
    Some(others)
}

/// To its forms in other articles.
pub(super) fn elsewhere(article: &Article<'_>, quote: usize) -> Option<Vec<Target>> {
    let said = utterance(article, quote)?;
    let forms = said.elsewhere().map(|form| target(article, form));
    Some(forms.collect())
}

fn target(article: &Article<'_>, form: &Form<'_>) -> Target {
    let view = article.corpus.view();
    Target {
        place: form.place(view),
        whole: form.whole(view),
    }
}
