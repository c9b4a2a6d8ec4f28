//! Where a marker leads.

use super::{Answer, Target};
use crate::bundle::ArticleId;
use crate::queries::articles;
use crate::queries::spot::MarkerLine;

/// To the open marker of its article.
pub(super) fn open(line: &MarkerLine<'_>) -> Option<Answer> {
    answer(line, vec![line.article()])
}

/// To the articles that share text with its own.
pub(super) fn tied(line: &MarkerLine<'_>) -> Option<Answer> {
    let tied = articles::tied(line.corpus, line.article());
    answer(line, tied).filter(|answer| !answer.targets.is_empty())
}

fn answer(line: &MarkerLine<'_>, articles: Vec<ArticleId>) -> Option<Answer> {
    let view = line.corpus.view();
    let targets = articles.into_iter().map(|id| Target {
        place: articles::name_place(view, id),
        whole: view.article(id).marker_line(),
    });
    Some(Answer {
        origin: line.place()?,
        targets: targets.collect(),
    })
}
