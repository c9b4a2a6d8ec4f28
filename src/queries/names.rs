//! Who or what a name is: in its article, and in the others.

use std::ops::Range;

use super::article::{Article, CLONES};
use crate::bundle::ArticleId;
use crate::collation::identities::{Bearer, Named};
use crate::collation::index::TextId;
use crate::facts::Facts;
use crate::rules::Place;
use crate::workspace::Corpus;

/// Texts that are looked at for a name which is in very many: the answer is a sample then, and its counts are not told.
pub const MOST_TEXTS: usize = 256;

/// Bytes between a name and what its bearer is said to be that still stand together.
const BESIDE: u32 = 3;

/// Where a name is introduced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Introduction {
    /// The name, in bytes of the body.
    pub name: Range<u32>,
    /// The name with what its bearer is said to be, where the two stand together.
    pub whole: Range<u32>,
}

/// A name in another article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// The article.
    pub article: ArticleId,
    /// How often it has the name.
    pub count: u32,
    /// Where it has it first.
    pub first: Place,
}

/// The other articles that have a name.
#[derive(Debug, Default)]
pub struct Others {
    /// They, in the order of the bundles.
    pub articles: Vec<Elsewhere>,
    /// Whether they are all.
    pub complete: bool,
}

/// Where an article introduces one of its entities.
pub fn introduction(facts: &Facts, entity: u32) -> Option<Introduction> {
    let entities = &facts.entities;
    let known = entities.entities.get(entity as usize)?;
    let mention = entities.mentions.get(known.introduction as usize)?;
    let name = mention.range.clone();
    // `Ada Hale, the mayor`, `Mayor Ada Hale`
    let role = known.role.as_ref();
    let role =
        role.filter(|role| role.start <= name.end + BESIDE && name.start <= role.end + BESIDE);
    let whole = role.map_or(name.clone(), |role| {
        role.start.min(name.start)..role.end.max(name.end)
    });
    Some(Introduction { name, whole })
}

/// Where an article has one of its entities, words of headlines that stand for it among them.
pub fn mentions(facts: &Facts, entity: u32) -> Vec<Range<u32>> {
    let entities = &facts.entities;
    let all = entities.mentions.iter().chain(&entities.descriptions);
    let mut own: Vec<Range<u32>> = all
        .filter(|mention| mention.entity == entity)
        .map(|mention| mention.range.clone())
        .collect();
    own.sort_by_key(|range| range.start);
    own
}

/// The texts that have a bearer's names, by number.
pub fn texts(corpus: &Corpus, bearer: &Bearer) -> Vec<TextId> {
    let forms = corpus.identities().forms(bearer).into_iter();
    let mut texts: Vec<TextId> = forms.flat_map(|form| form.texts.iter().copied()).collect();
    texts.sort_unstable();
    texts.dedup();
    texts
}

/// The first of the texts that have a bearer's names, [`MOST_TEXTS`] at most, by number; and whether they are all.
fn first_texts(corpus: &Corpus, bearer: &Bearer) -> (Vec<TextId>, bool) {
    let forms = corpus.identities().forms(bearer).into_iter();
    let mut texts: Vec<TextId> = forms.flat_map(|form| form.texts.iter().copied()).collect();
    let complete = texts.len() <= MOST_TEXTS;
    if !complete {
        texts.select_nth_unstable(MOST_TEXTS);
        texts.truncate(MOST_TEXTS);
    }
    texts.sort_unstable();
    texts.dedup();
    (texts, complete)
}

/// The other articles that have a bearer's names: a sample of them where they are very many.
pub fn others(corpus: &Corpus, own: ArticleId, bearer: &Bearer) -> Others {
    let (texts, mut complete) = first_texts(corpus, bearer);
    let view = corpus.view();
    let mut articles = Vec::new();
    for text in texts {
        let named: Vec<Named> = corpus.identities().named_in(text, bearer).collect();
        let count = named.iter().map(|n| n.count).sum();
        let Some(first) = named.iter().map(|n| &n.first).min_by_key(|r| r.start) else {
            continue;
        };
        let clones = view.articles(text);
        complete &= clones.len() <= CLONES;
        let clones = clones.iter().take(CLONES).filter(|&&id| id != own);
        articles.extend(clones.map(|&article| Elsewhere {
            article,
            count,
            first: view.place(article, first),
        }));
    }
    articles.sort_by_cached_key(|other| view.start(other.article));
    Others { articles, complete }
}

/// Where an article introduces this bearer: a second spelling of the name introduces nobody.
pub fn introduction_in(article: &Article<'_>, bearer: &Bearer) -> Option<Introduction> {
    let named = article.corpus.identities().named_in(article.text, bearer);
    let all = named.filter_map(|named| introduction(&article.facts, named.entity));
    all.min_by_key(|introduction| introduction.name.start)
}
