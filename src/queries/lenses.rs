//! What there is to say of an article beside its marker: its copies, what it shares, what others say otherwise, where it
//! is named.

use crate::bundle::{ArticleId, DocumentId};
use crate::rules::{Place, Rule};
use crate::workspace::Corpus;

use super::Findings;
use super::links::{Target, links};
use rustc_hash::FxHashMap;

/// In bundles of more bytes it is not told where articles are named: all of the text would have to be read.
const LONGEST: usize = 2 << 20;

/// What is said of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Articles that are copies of it.
    Copies,
    /// Articles that share a passage with it.
    Passages,
    /// Quotes, figures and speakers that others give otherwise.
    Conflicts,
    /// Other articles that name it.
    Mentions,
}

impl Kind {
    /// Every kind, in the order in which they are shown.
    pub const ALL: [Kind; 4] = [
        Kind::Copies,
        Kind::Passages,
        Kind::Conflicts,
        Kind::Mentions,
    ];

    /// The kind as it is written.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Copies => "copies",
            Kind::Passages => "passages",
            Kind::Conflicts => "conflicts",
            Kind::Mentions => "mentions",
        }
    }

    /// The rules whose findings it counts.
    pub fn rules(self) -> &'static [Rule] {
        match self {
            Kind::Copies => &[Rule::DuplicatedArticle],
            Kind::Passages => &[Rule::CopiedPassage],
            Kind::Conflicts => &[
                Rule::AlteredQuote,
                Rule::ConflictingFigures,
                Rule::DisputedSpeaker,
            ],
            Kind::Mentions => &[],
        }
    }
}

/// Something that is said of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lens {
    /// What.
    pub kind: Kind,
    /// How many copies, articles or conflicts there are.
    pub count: usize,
    /// The other articles, each once, in the order of the bundles. Of many copies these are not all.
    pub others: Vec<ArticleId>,
}

impl Lens {
    /// What is shown: `2 copies`.
    pub fn title(&self) -> String {
        let count = self.count;
        let one = count == 1;
        match self.kind {
            Kind::Copies => format!("{count} {}", if one { "copy" } else { "copies" }),
            Kind::Passages => {
                let articles = if one { "article" } else { "articles" };
                format!("shares passages with {count} {articles}")
            }
            Kind::Conflicts => format!("{count} {}", if one { "conflict" } else { "conflicts" }),
            Kind::Mentions => format!("named {count} {}", if one { "time" } else { "times" }),
        }
    }
}

/// What is said of an article, mentions left out: from those of its findings that are told of, so that what is allowed,
/// switched off or known is not told here either.
pub fn lenses(corpus: &Corpus, article: ArticleId, findings: &Findings<'_>) -> Vec<Lens> {
    let of_kind = |kind: Kind| {
        let these = findings.iter().map(|(_, finding)| finding);
        let these = these.filter(|finding| kind.rules().contains(&finding.rule));
        let mut others: Vec<ArticleId> = Vec::new();
        let mut number = 0;
        for finding in these {
            number += 1;
            let places = finding.related.iter().map(|related| &related.place);
            others.extend(places.filter_map(Place::article).filter(|o| *o != article));
        }
        let start = |other: &ArticleId| {
            let tree = corpus.documents()[other.document as usize].tree();
            (other.document, tree.start(Some(other.id)))
        };
        others.sort_by_key(start);
        others.dedup();
        let count = match kind {
            Kind::Conflicts => number,
            _ => others.len(),
        };
        (count > 0).then_some(Lens {
            kind,
            count,
            others,
        })
    };
    Kind::ALL.into_iter().filter_map(of_kind).collect()
}

/// How often the other articles of a bundle name each; of none where it is long.
///
/// # Panics
///
/// If there is no such bundle.
pub fn mentioned<E>(
    corpus: &Corpus,
    number: DocumentId,
    go_on: impl FnMut() -> Result<(), E>,
) -> Result<Vec<(ArticleId, usize)>, E> {
    let document = &corpus.documents()[number as usize];
    if document.tree().length() > LONGEST {
        return Ok(Vec::new());
    }
    let mut counts: FxHashMap<ArticleId, usize> = FxHashMap::default();
    for link in links(corpus, number, go_on)? {
        if let Target::Article(id) = link.target {
            *counts.entry(document.article(id)).or_default() += 1;
        }
    }
    let mut counts: Vec<(ArticleId, usize)> = counts.into_iter().collect();
    counts.sort_unstable();
    Ok(counts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queries::fixture::fixture;

    #[test]
    fn copies_conflicts_and_mentions() {
        let body = "The harbour of Port Kelder froze on Monday night, and ferries to the islands stayed at their piers until the tide broke the ice at noon. Crews walked the quays with lamps and poles to keep the ropes free, while cooks served soup in the waiting hall.\n";
        let other = "Nothing in common with the others, as told in one.txt.\n";
        let text = format!(
            "<<<FILE: one.txt>>>\n{body}<<<END FILE>>>\n<<<FILE: two.txt>>>\n{body}<<<END FILE>>>\n<<<FILE: three.txt>>>\n{other}<<<END FILE>>>\n"
        );
        let fixture = fixture(&text);
        let document = fixture.document();
        let titles = |id| -> Vec<String> {
            let findings = fixture.corpus.findings_of(document.article(id).into());
            let lenses = lenses(&fixture.corpus, document.article(id), &findings);
            lenses.iter().map(Lens::title).collect()
        };
        let articles: Vec<_> = document.tree().articles().collect();
        assert_eq!(titles(articles[0]), ["1 copy"]);
        assert_eq!(titles(articles[1]), ["1 copy"]);
        assert_eq!(titles(articles[2]), [""; 0]);
        let named = mentioned::<()>(&fixture.corpus, 0, || Ok(()));
        assert_eq!(named, Ok(vec![(document.article(articles[0]), 1)]));
    }
}
