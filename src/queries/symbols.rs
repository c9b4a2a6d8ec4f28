//! Articles and bearers of names, by a part of their name.

use std::ops::Range;

use super::likeness::{Likeness, Wanted};
use super::outline;
use crate::bundle::{ArticleId, Document, DocumentId};
use crate::facts::entities::EntityKind;
use crate::workspace::Corpus;

/// How many names are looked at before it is asked whether to go on.
const STEP: usize = 1024;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// How well it answers.
    pub likeness: Likeness,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// The bundle that it is shown in.
    pub document: DocumentId,
    /// Where it is introduced there, in bytes.
    pub range: Range<usize>,
}

/// What has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An article; its publisher is not told.
    Article,
    /// What articles speak of, and how many do.
    Entity(EntityKind, usize),
}

/// What answers to a part of a name: the best first, at most `most`. Articles go before what they speak of, and that by
/// how many articles speak of it.
pub fn symbols<E>(
    corpus: &Corpus,
    wanted: &Wanted,
    most: usize,
    mut go_on: impl FnMut() -> Result<(), E>,
) -> Result<Vec<Found>, E> {
    let mut all = articles(corpus, wanted, most, &mut go_on)?;
    all.extend(bearers(corpus, wanted, most, &mut go_on)?);
    sort(&mut all, |found| found, most);
    Ok(all)
}

/// Puts the best first, and keeps so many. `found` says what of each is compared.
pub fn sort<T>(all: &mut Vec<T>, found: impl Fn(&T) -> &Found, most: usize) {
    let weight = |found: &Found| match found.kind {
        Kind::Article => usize::MAX,
        Kind::Entity(_, articles) => articles,
    };
    all.sort_by(|a, b| {
        let (a, b) = (found(a), found(b));
        let best = b.likeness.cmp(&a.likeness);
        best.then_with(|| weight(b).cmp(&weight(a)))
            .then_with(|| a.name.cmp(&b.name))
            .then_with(|| (a.document, a.range.start).cmp(&(b.document, b.range.start)))
    });
    all.truncate(most);
}

/// A list that is put in order now and then, so that what matches a single letter does not fill memory.
struct Best<T> {
    all: Vec<(Likeness, usize, T)>,
    most: usize,
}

impl<T> Best<T> {
    fn add(&mut self, likeness: Likeness, weight: usize, what: T) {
        self.all.push((likeness, weight, what));
        if self.all.len() >= 16 * self.most.max(1) {
            self.settle();
        }
    }

    fn settle(&mut self) {
        self.all
            .sort_by_key(|(likeness, weight, _)| std::cmp::Reverse((*likeness, *weight)));
        self.all.truncate(self.most);
    }
}

fn articles<E>(
    corpus: &Corpus,
    wanted: &Wanted,
    most: usize,
    go_on: &mut impl FnMut() -> Result<(), E>,
) -> Result<Vec<Found>, E> {
    let (all, mut scratch) = (Vec::new(), Vec::new());
    let mut best = Best { all, most };
    for document in corpus.documents() {
        for (number, id) in document.tree().articles().enumerate() {
            if number % STEP == 0 {
                go_on()?;
            }
            let marker = document.tree().marker(id);
            let names = [marker.name.as_deref(), marker.attribute("title")];
            let names = names.into_iter().flatten();
            let likeness = names.filter_map(|name| wanted.likeness(name, &mut scratch));
            if let Some(likeness) = likeness.max() {
                best.add(likeness, 0, document.article(id));
            }
        }
    }
    best.settle();
    let found = best.all.into_iter().map(|(likeness, _, article)| {
        let document = &corpus.documents()[article.document as usize];
        Found {
            likeness,
            name: outline::name(document.tree().marker(article.id)),
            kind: Kind::Article,
            document: article.document,
            range: outline::name_range(document, article.id),
        }
    });
    Ok(found.collect())
}

fn bearers<E>(
    corpus: &Corpus,
    wanted: &Wanted,
    most: usize,
    go_on: &mut impl FnMut() -> Result<(), E>,
) -> Result<Vec<Found>, E> {
    let (all, mut scratch) = (Vec::new(), Vec::new());
    let mut best = Best { all, most };
    let identities = corpus.identities();
    for (number, bearer) in identities.bearers().enumerate() {
        if number % STEP == 0 {
            go_on()?;
        }
        if bearer.kind == EntityKind::Other {
            continue;
        }
        if let Some(likeness) = wanted.likeness(bearer.name, &mut scratch) {
            let texts = identities.texts_naming(&bearer).into_iter();
            let articles = texts.map(|text| corpus.articles_with(text).len()).sum();
            best.add(likeness, articles, bearer);
        }
    }
    best.settle();
    let found = best
        .all
        .into_iter()
        .filter_map(|(likeness, articles, bearer)| {
            let (text, range) = bearer.first;
            let article = *corpus.articles_with(text).first()?;
            let document = &corpus.documents()[article.document as usize];
            Some(Found {
                likeness,
                name: bearer.name.to_owned(),
                kind: Kind::Entity(bearer.kind, articles),
                document: article.document,
                range: in_file(document, article, &range),
            })
        });
    Ok(found.collect())
}

fn in_file(document: &Document, article: ArticleId, range: &Range<u32>) -> Range<usize> {
    let body = document.tree().body(Some(article.id)).start;
    body + range.start as usize..body + range.end as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queries::fixture::fixture;

    const TEXT: &str = "<<<FILE: hale.txt>>>\nMayor Ada Hale opened the bridge in Port Kelder. Hale said it would last.\n<<<END FILE>>>\n<<<FILE: \"b.txt\" title=\"Bridge opens in Port Kelder\">>>\nAda Hale, the mayor, and José Ramos, a welder, walked over it first.\n<<<END FILE>>>\n";

    fn found(wanted: &str) -> Vec<String> {
        let fixture = fixture(TEXT);
        let all = symbols::<()>(&fixture.corpus, &Wanted::new(wanted), 9, || Ok(()));
        let all = all.expect("nobody stops it").into_iter();
        all.map(|f| format!("{} {:?}", f.name, &fixture.text[f.range]))
            .collect()
    }

    #[test]
    fn finds_articles_and_people() {
        for (wanted, expected) in [
            (
                "hale",
                &["hale.txt \"hale.txt\"", "Ada Hale \"Ada Hale\""][..],
            ),
            ("JOSE", &["José Ramos \"José Ramos\""]),
            (
                "kelder",
                &["b.txt \"b.txt\"", "Port Kelder \"Port Kelder\""],
            ),
            ("nobody", &[]),
        ] {
            assert_eq!(found(wanted), expected, "{wanted}");
        }
    }

    #[test]
    fn an_article_with_two_spellings_is_one() {
        let body = "Dmytro Zhelvanyk, the harbour master, spoke.";
        let fixture = fixture(&format!(
            "<<<FILE: a>>>\nCaptain Dmytro Zhelvanyk of the Harbour Board spoke. Dmytro Zhelvanik, the harbour master, \
             left.\n<<<END FILE>>>\n<<<FILE: b>>>\n{body}\n<<<END FILE>>>\n<<<FILE: c>>>\n{body}\n<<<END FILE>>>\n"
        ));
        let all = symbols::<()>(&fixture.corpus, &Wanted::new("zhel"), 9, || Ok(()));
        let kinds: Vec<Kind> = all
            .expect("nobody stops it")
            .iter()
            .map(|f| f.kind)
            .collect();
        assert_eq!(kinds, [Kind::Entity(EntityKind::Person, 3)]);
    }

    #[test]
    fn work_can_be_stopped() {
        let fixture = fixture(TEXT);
        let stopped = symbols(&fixture.corpus, &Wanted::new("a"), 9, || Err("stop"));
        assert_eq!(stopped, Err("stop"));
    }
}
