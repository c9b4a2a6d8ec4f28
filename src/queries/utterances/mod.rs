//! The forms in which the articles give what someone said.

use std::cmp::Reverse;

use super::article::{Article, CLONES, age};
use super::names::MOST_TEXTS;
use crate::bundle::{ArticleId, DocumentId};
use crate::collation::utterances::{Instance, Link, Utterances, WordingId};
use crate::facts::entities::names::{Same, may_be_same};
use crate::rules::{Place, View};
use wording::Wording;

pub mod difference;
mod wording;

/// With so many words in common it is one utterance, whoever is said to have spoken.
const CERTAIN: u16 = 12;

/// An utterance as one article has it.
#[derive(Clone, Copy)]
pub struct Form<'c> {
    /// The article.
    pub article: ArticleId,
    /// Where it stands there, and who is said to say it.
    pub instance: &'c Instance,
    /// Its words.
    pub wording: WordingId,
    /// From the words that were asked about to these; none where they are the very same.
    pub link: Option<&'c Link>,
}

/// An utterance, in all its forms.
pub struct Utterance<'c> {
    /// That which was asked about.
    pub own: Form<'c>,
    /// All of them, that one too: the fullest first.
    pub forms: Vec<Form<'c>>,
}

/// The forms of an utterance of an article; `None` for what is no utterance, or too short to be compared.
/// `quote`: an index into [`crate::facts::Facts::quotes`].
pub fn utterance<'c>(article: &Article<'c>, quote: usize) -> Option<Utterance<'c>> {
    let facts = &article.facts;
    let first = *facts.quotes.get(quote)?.parts.first()?;
    let first = facts.delimiters.quotations.get(first as usize)?;
    let all = article.corpus.utterances();
    let (wording, instance) = all.wording_at(article.text, first.inner.start as u32)?;
    let own = Form {
        article: article.id,
        instance,
        wording,
        link: None,
    };
    let view = article.corpus.view();
    let mut ranked: Vec<(Rank, Form<'c>)> = Vec::new();
    let links = all
        .links(wording)
        .iter()
        .filter(|link| is_one(all, wording, link));
    for link in std::iter::once(None).chain(links.map(Some)) {
        let wording = link.map_or(wording, |link| link.other);
        let words = (
            Reverse(confirmed(all, wording)),
            Reverse(all.tokens(wording).len()),
        );
        for instance in all.instances(wording).iter().take(MOST_TEXTS) {
            let articles = view.articles(instance.text);
            // The article at hand is among them, however many have its text.
            let own = articles.iter().skip(CLONES).filter(|&&id| id == article.id);
            ranked.extend(articles.iter().take(CLONES).chain(own).map(|&id| {
                let form = Form {
                    article: id,
                    instance,
                    wording,
                    link,
                };
                let start = instance.pieces.first().map_or(0, |piece| piece.0);
                ((words, age(view, id), start), form)
            }));
        }
    }
    ranked.sort_by_key(|(rank, _)| *rank);
    Some(Utterance {
        own,
        forms: ranked.into_iter().map(|(_, form)| form).collect(),
    })
}

/// What forms are put in order by: their words, the age of the article, the place in it.
type Rank = (
    (Reverse<usize>, Reverse<usize>),
    (bool, Option<jiff::Timestamp>, (DocumentId, usize)),
    u32,
);

/// Whether a link leads to another form of the utterance: not to one that an article has besides this, or that others
/// say.
fn is_one(all: &Utterances, wording: WordingId, link: &Link) -> bool {
    if link.found.spots.is_empty() {
        return true;
    }
    let speakers = |wording| {
        let instances = all.instances(wording).iter().take(MOST_TEXTS);
        instances.filter_map(|instance| instance.speaker.as_ref().map(|s| &*s.name))
    };
    let of_two = || {
        let (mut ours, mut theirs) = (
            speakers(wording).peekable(),
            speakers(link.other).peekable(),
        );
        ours.peek().is_some()
            && theirs.peek().is_some()
            && ours.all(|a| speakers(link.other).all(|b| may_be_same(a, b) == Same::Different))
    };
    all.differing(wording)
        .any(|known| known.other == link.other)
        && (link.found.same >= CERTAIN || !of_two())
}

/// How many words of a wording some other has as well. The fullest form is that with the most of these: words that nobody
/// else has may be the writer's own.
fn confirmed(all: &Utterances, wording: WordingId) -> usize {
    let mut known = vec![false; all.tokens(wording).len()];
    for link in all.links(wording) {
        let mut at = link.found.a.start;
        let ends = link.found.spots.iter().map(|spot| spot.a.clone());
        for spot in ends.chain([link.found.a.end..link.found.a.end]) {
            for word in known
                .get_mut(at as usize..spot.start as usize)
                .into_iter()
                .flatten()
            {
                *word = true;
            }
            at = spot.end;
        }
    }
    known.into_iter().filter(|known| *known).count()
}

impl<'c> Utterance<'c> {
    /// The fullest form: of those that are as full the earliest.
    pub fn fullest(&self) -> &Form<'c> {
        self.forms.first().unwrap_or(&self.own)
    }

    /// The form in the article of the earliest date, else the fullest.
    pub fn earliest(&self, view: View<'_>) -> &Form<'c> {
        let dated = self.forms.iter().filter(|form| !age(view, form.article).0);
        dated
            .min_by_key(|form| age(view, form.article))
            .unwrap_or(self.fullest())
    }

    /// The forms in other articles.
    pub fn elsewhere(&self) -> impl Iterator<Item = &Form<'c>> {
        let own = self.own.article;
        self.forms.iter().filter(move |form| form.article != own)
    }
}

impl Form<'_> {
    /// Whether it is the same, words and place.
    pub fn is(&self, other: &Form<'_>) -> bool {
        self.article == other.article && self.instance == other.instance
    }

    /// The pieces that have what was asked about, with their marks.
    pub fn place(&self, view: View<'_>) -> Place {
        let Some(link) = self.link else {
            return self.whole(view);
        };
        let bytes = Wording::read(view, self).bytes(&link.found.b);
        let range = self.instance.range(bytes.start, bytes.end);
        view.place(self.article, &range)
    }

    /// All of it, from its first mark to its last.
    pub fn whole(&self, view: View<'_>) -> Place {
        let pieces = &self.instance.pieces;
        let start = pieces.first().map_or(0, |piece| piece.0);
        let end = pieces.last().map_or(start, |piece| piece.1);
        view.place(self.article, &self.instance.range(start, end))
    }
}
