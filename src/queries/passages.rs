//! Passages that stand word for word in other articles, or twice in their own.

use std::ops::Range;

use super::article::{Article, CLONES, age, narrow};
use crate::bundle::ArticleId;
use crate::collation::copies::Tie;
use crate::collation::index::TextId;
use crate::collation::passages::{Run, shared_runs};
use crate::rules::Place;
use crate::text::words::{Word, words};

/// Texts that are looked at for their share in a passage.
const MOST_TEXTS: usize = 64;

/// A passage, and where else it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// As far as it goes here, in bytes of the body.
    pub here: Range<u32>,
    /// Where it stands again in the same article.
    pub again: Vec<Range<u32>>,
    /// Where it stands in others: that of the earliest date first, then in the order of the bundles.
    pub elsewhere: Vec<(ArticleId, Place)>,
}

/// The passage that a byte of an article lies in, if it stands elsewhere too.
pub fn passage(article: &Article<'_>, at: u32) -> Option<Passage> {
    let all = &article.facts.words;
    let word = all.partition_point(|word| word.end <= at);
    all.get(word)?;
    let mut here: Option<Range<usize>> = None;
    let mut again = Vec::new();
    for repeat in &article.facts.repeats {
        for (own, other) in [
            (&repeat.first, &repeat.again),
            (&repeat.again, &repeat.first),
        ] {
            if own.contains(&word) {
                again.extend(bytes(all, other));
                here = longer(here, own);
            }
        }
    }
    let mut elsewhere = Vec::new();
    let relations = article.corpus.copies().relations(article.text);
    for relation in relations.iter().take(MOST_TEXTS) {
        let found = match &relation.tie {
            Tie::Passages(runs) => {
                best(runs, word, article.text < relation.other).and_then(|(own, other)| {
                    Some((own, bytes(&words_of(article, relation.other), &other)?))
                })
            }
            // Copies have no passages: the whole is one.
            Tie::Copy(_) | Tie::Reworded(_) => {
                let others = words_of(article, relation.other);
                let shortest = article.corpus.copies().settings().passage;
                let runs = shared_runs(all, &others, shortest);
                best(&runs, word, true)
                    .and_then(|(own, other)| Some((own, bytes(&others, &other)?)))
            }
        };
        if let Some((own, there)) = found {
            here = longer(here, &own);
            add(article, relation.other, &there, &mut elsewhere);
        }
    }
    if here.is_none() && article.corpus.view().articles(article.text).len() > 1 {
        here = Some(0..all.len());
    }
    let here = bytes(all, &here?)?;
    add(article, article.text, &here, &mut elsewhere);
    again.sort_by_key(|range| range.start);
    again.dedup();
    let view = article.corpus.view();
    elsewhere.sort_by_cached_key(|(id, place)| (age(view, *id), place.start));
    (!again.is_empty() || !elsewhere.is_empty()).then_some(Passage {
        here,
        again,
        elsewhere,
    })
}

/// Adds the places that a passage has in the articles of a text.
fn add(
    article: &Article<'_>,
    text: TextId,
    range: &Range<u32>,
    places: &mut Vec<(ArticleId, Place)>,
) {
    let view = article.corpus.view();
    let clones = view.articles(text).iter().take(CLONES);
    let others = clones.filter(|&&id| id != article.id);
    places.extend(others.map(|&id| (id, view.place(id, range))));
}

/// The words of another text.
fn words_of(article: &Article<'_>, text: TextId) -> Vec<Word> {
    let view = article.corpus.view();
    let Some(&id) = view.articles(text).first() else {
        return Vec::new();
    };
    let document = view.document(id);
    words(&document.slice(document.tree().body(Some(id.id))))
}

/// The longest of some runs that has a word, from our side.
fn best(runs: &[Run], word: usize, is_first: bool) -> Option<(Range<usize>, Range<usize>)> {
    let sides = runs.iter().map(|run| match is_first {
        true => (run.a.clone(), run.b.clone()),
        false => (run.b.clone(), run.a.clone()),
    });
    sides
        .filter(|(own, _)| own.contains(&word))
        .max_by_key(|(own, _)| own.len())
}

fn longer(known: Option<Range<usize>>, other: &Range<usize>) -> Option<Range<usize>> {
    let known = known.filter(|known| known.len() >= other.len());
    known.or_else(|| Some(other.clone()))
}

/// The bytes of a run of words.
fn bytes(words: &[Word], run: &Range<usize>) -> Option<Range<u32>> {
    let first = words.get(run.start)?.range().start;
    let last = words.get(run.end.checked_sub(1)?)?.range().end;
    Some(narrow(&(first..last)))
}
