//! What the articles of a bundle have in common, put into the form that rules read.

use std::ops::Range;
use std::sync::Arc;

use crate::bundle::{ArticleId, DocumentId};
use crate::collation::copies::{Copies, Relation, Source, Tie, shares};
use crate::collation::index::TextId;
use crate::facts::Facts;
use crate::rules::copied_passage::{self, Shared};
use crate::rules::duplicated_article::{self, Copy, Likeness, SHOWN};
use crate::rules::{Finding, Place, Segment, View};

/// Words of a shared passage that must stand outside quotation marks.
const UNQUOTED: usize = 20;

pub(super) struct Kin<'b> {
    pub(super) view: View<'b>,
    pub(super) copies: &'b Copies,
}

impl<'b> Kin<'b> {
    /// What an article shares with others.
    pub(super) fn findings(
        &self,
        article: ArticleId,
        text: TextId,
        source: &mut dyn Source,
    ) -> Vec<Finding> {
        let mut out = Vec::new();
        let relations = self.copies.relations(text);
        let (copies, count) = self.copies_of(article, text, relations);
        duplicated_article::check(&self.view.article(article), &copies, count, &mut out);
        let passages = self.passages(text, relations, source);
        if !passages.is_empty() {
            let document = self.view.document(article);
            let body = document.slice(document.tree().body(Some(article.id)));
            copied_passage::check(&self.segment(article, &body), &passages, &mut out);
        }
        out
    }

    fn segment<'s>(&'s self, article: ArticleId, body: &'s str) -> Segment<'s> {
        Segment::new(self.view.document(article), Some(article.id), body)
    }

    /// An article's copies, the first of them in the order of the bundle, and how many there are.
    fn copies_of(
        &self,
        article: ArticleId,
        text: TextId,
        relations: &[Relation],
    ) -> (Vec<Copy<'b>>, usize) {
        let (mut all, mut count) = (Vec::<((DocumentId, usize), Copy<'b>)>::new(), 0);
        let mut add = |other: TextId, shared: u32, likeness: Likeness| {
            let lengths = (self.copies.shingles(text), self.copies.shingles(other));
            let (alike, (own, others)) = shares(shared, lengths.0, lengths.1);
            let articles = self.view.articles(other);
            count += articles.len() - usize::from(other == text);
            // One more than is shown, since the article itself may be among them.
            for &id in articles.iter().take(SHOWN + 1).filter(|&&id| id != article) {
                let other = self.view.article(id);
                let copy = Copy {
                    other,
                    alike,
                    own,
                    others,
                    likeness,
                    lengths,
                };
                all.push((self.view.start(id), copy));
            }
        };
        if self.copies.words(text) >= self.copies.settings().words {
            add(text, self.copies.shingles(text), Likeness::Same);
        }
        for relation in relations {
            match relation.tie {
                Tie::Copy(shared) => add(relation.other, shared, Likeness::Copy),
                Tie::Reworded(share) => add(relation.other, 0, Likeness::Reworded(share)),
                Tie::Passages(_) => {}
            }
        }
        all.sort_by_key(|(start, _)| *start);
        (
            all.into_iter().take(SHOWN).map(|(_, copy)| copy).collect(),
            count,
        )
    }

    /// The passages that a text shares with others, by their places in it.
    fn passages(
        &self,
        text: TextId,
        relations: &[Relation],
        source: &mut dyn Source,
    ) -> Vec<Shared> {
        let mut all = Vec::new();
        let mut own: Option<Arc<Facts>> = None;
        for relation in relations {
            let Tie::Passages(runs) = &relation.tie else {
                continue;
            };
            let Some(&other) = self.view.articles(relation.other).first() else {
                continue;
            };
            let own = own.get_or_insert_with(|| source.facts(text)).clone();
            let others = source.facts(relation.other);
            let there = self.view.article(other);
            for run in runs {
                let (here, far) = if text < relation.other {
                    (&run.a, &run.b)
                } else {
                    (&run.b, &run.a)
                };
                let long = |facts: &Facts, words: &Range<usize>| unquoted(facts, words) >= UNQUOTED;
                if !(long(&own, here) && long(&others, far)) {
                    continue;
                }
                let (Some(here_bytes), Some(far_bytes)) = (bytes(&own, here), bytes(&others, far))
                else {
                    continue;
                };
                all.push(Shared {
                    here: here_bytes,
                    there: there.at(far_bytes),
                    name: there.name().to_owned(),
                    words: here.len(),
                });
            }
        }
        let far = |place: &Place| (place.document, self.view.in_file(place).start);
        let place = |shared: &Shared| (shared.here.start, far(&shared.there));
        all.sort_by_cached_key(place);
        all
    }
}

/// The bytes of a run of words.
fn bytes(facts: &Facts, run: &Range<usize>) -> Option<Range<usize>> {
    Some(
        facts.words.get(run.start)?.range().start
            ..facts.words.get(run.end.checked_sub(1)?)?.range().end,
    )
}

/// How many words of a run stand outside quotation marks.
fn unquoted(facts: &Facts, run: &Range<usize>) -> usize {
    let outer = facts
        .delimiters
        .quotations
        .iter()
        .filter(|quotation| quotation.depth == 0);
    let quoted: usize = outer
        .map(|quotation| {
            let words = &facts.words[run.clone()];
            let first = words.partition_point(|w| w.range().start < quotation.inner.start);
            let last = words.partition_point(|w| w.range().start < quotation.inner.end);
            last.saturating_sub(first)
        })
        .sum();
    run.len().saturating_sub(quoted)
}
