//! Two articles side by side, for a view of how they differ.

use std::ops::Range;

use crate::bundle::ArticleId;
use crate::collation::copies::shares;
use crate::collation::passages::shared_runs;
use crate::facts::Facts;
use crate::workspace::Corpus;

/// Words of the shortest passage that is shown as shared.
const SHORTEST: usize = 10;

/// One of the two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// Which.
    pub article: ArticleId,
    /// Its name, empty where it has none.
    pub name: String,
    /// Its headline, where its marker has one.
    pub title: Option<String>,
    /// Its body as it stands in the bundle.
    pub body: String,
    /// Where that is, in bytes of the bundle.
    pub range: Range<usize>,
    /// How many words it has.
    pub words: usize,
}

/// Words that both have on end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// In bytes of the first body.
    pub a: Range<usize>,
    /// In bytes of the second.
    pub b: Range<usize>,
    /// How many words.
    pub words: usize,
}

/// See the module's head.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The first.
    pub a: Side,
    /// The second.
    pub b: Side,
    /// What they share to the word, by place in the first.
    pub passages: Vec<Passage>,
    /// Jaccard index of their five-word runs.
    pub alike: f64,
    /// The share of the first's five-word runs that stand in the second, and the other way round.
    pub shares: (f64, f64),
}

/// Compares two articles; `None` where one of them is none.
pub fn compare(corpus: &Corpus, a: ArticleId, b: ArticleId) -> Option<Comparison> {
    let (_, own) = corpus.facts(a)?;
    let (_, other) = corpus.facts(b)?;
    let bytes = |facts: &Facts, run: &Range<usize>| {
        let words = facts.words.get(run.clone())?;
        Some(words.first()?.range().start..words.last()?.range().end)
    };
    let runs = shared_runs(&own.words, &other.words, SHORTEST);
    let mut passages: Vec<Passage> = runs
        .iter()
        .filter_map(|run| {
            Some(Passage {
                a: bytes(&own, &run.a)?,
                b: bytes(&other, &run.b)?,
                words: run.a.len(),
            })
        })
        .collect();
    passages.sort_by_key(|passage| (passage.a.start, passage.b.start));
    let (left, mut right) = (&own.shingles.distinct, other.shingles.distinct.clone());
    right.sort_unstable();
    let shared = left.iter().filter(|hash| right.binary_search(hash).is_ok());
    let (alike, shares) = shares(shared.count() as u32, left.len() as u32, right.len() as u32);
    Some(Comparison {
        a: side(corpus, a, &own),
        b: side(corpus, b, &other),
        passages,
        alike,
        shares,
    })
}

fn side(corpus: &Corpus, article: ArticleId, facts: &Facts) -> Side {
    let view = corpus.view();
    let document = view.document(article);
    let range = document.tree().body(Some(article.id));
    let marker = document.tree().marker(article.id);
    Side {
        article,
        name: marker.name.clone().unwrap_or_default(),
        title: marker.attribute("title").map(str::to_owned),
        body: document.slice(range.clone()).into_owned(),
        range,
        words: facts.words.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queries::fixture::fixture;

    #[test]
    fn what_two_articles_share_is_found_in_both() {
        let shared = "the clerk of the harbour counted nine crates of pears on Friday";
        let fixture = fixture(&format!(
            "<<<FILE: \"a\" title=\"Pears\">>>\nIn the end {shared}.\n<<<END FILE>>>\n\
             <<<FILE: $0b>>>\nIt is said that {shared}, and went home.\n<<<END FILE>>>\n"
        ));
        let document = &fixture.corpus.documents()[0];
        let ids: Vec<ArticleId> = document
            .tree()
            .articles()
            .map(|id| document.article(id))
            .collect();
        let found = compare(&fixture.corpus, ids[0], ids[1]).expect("two articles");
        assert_eq!(found.a.title.as_deref(), Some("Pears"));
        let [passage] = &found.passages[..] else {
            panic!("{:?}", found.passages)
        };
        assert_eq!(&found.a.body[passage.a.clone()], shared);
        assert_eq!(&found.b.body[passage.b.clone()], shared);
        assert!(
            found.alike > 0.3 && found.shares.0 > found.shares.1,
            "{found:?}"
        );
        let same = compare(&fixture.corpus, ids[0], ids[0]).expect("an article");
        assert!((same.alike - 1.0).abs() < 1e-9);
    }
}
