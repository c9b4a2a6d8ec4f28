//! An utterance: who says it, who has it in full, and how the others word it.

use super::{MOST_ITEMS, Told, counted, label, named};
use crate::bundle::ArticleId;
use crate::facts::entities::names::{Same, may_be_same};
use crate::queries::article::Article;
use crate::queries::markup::{Line, Span};
use crate::queries::utterances::difference::{Difference, Stretch, difference};
use crate::queries::utterances::{Form, Utterance, utterance};
use crate::rules::{Place, View};

/// One wording, and the other articles that have it.
struct Wording<'c> {
    form: Form<'c>,
    difference: Difference,
    places: Vec<(ArticleId, Place)>,
}

pub(super) fn lines(article: &Article<'_>, quote: usize) -> Option<Told> {
    let view = article.corpus.view();
    let speaker = speaker(article, quote);
    let Some(said) = utterance(article, quote) else {
        let line = Line::new().with(Span::Strong(speaker?));
        let lines = vec![line.text(" · too short to compare")];
        let is_shared = false;
        return Some(Told { lines, is_shared });
    };
    let wordings = wordings(view, &said);
    let mut articles: Vec<ArticleId> = said.forms.iter().map(|form| form.article).collect();
    articles.sort_unstable();
    articles.dedup();
    let mut lines = vec![head(view, &said, speaker.as_deref(), articles.len())];
    let is = |wording: &&Wording<'_>, wanted: fn(&Difference) -> bool| wanted(&wording.difference);
    let other = wordings
        .iter()
        .filter(|w| is(w, |d| matches!(d, Difference::Other(_))));
    let part = wordings
        .iter()
        .filter(|w| is(w, |d| matches!(d, Difference::Part(_))));
    let same = wordings
        .iter()
        .filter(|w| is(w, |d| *d == Difference::Same));
    let shown: Vec<&Wording<'_>> = other.chain(part).collect();
    for wording in shown.iter().take(MOST_ITEMS) {
        lines.push(item(view, wording, speaker.as_deref()));
    }
    let rest = shown.iter().skip(MOST_ITEMS);
    let rest: Vec<(ArticleId, Place)> = rest.flat_map(|w| w.places.clone()).collect();
    if !rest.is_empty() {
        let line = Line::item().text("in other words still: ");
        lines.push(named(line, view, rest.iter()));
    }
    let same: Vec<(ArticleId, Place)> = same.flat_map(|w| w.places.clone()).collect();
    if !same.is_empty() {
        lines.push(named(
            Line::item().text("word for word: "),
            view,
            same.iter(),
        ));
    }
    Some(Told {
        lines,
        is_shared: articles.len() > 1,
    })
}

/// Who says it, how many articles have it, and which in full.
fn head(view: View<'_>, said: &Utterance<'_>, speaker: Option<&str>, articles: usize) -> Line {
    let mut line = Line::new().with(Span::Strong(
        speaker.unwrap_or("Speaker unknown").to_owned(),
    ));
    if articles < 2 {
        return line.text(" · in no other article");
    }
    line = line.text(format!(
        " · in {}",
        counted(articles, "article", "articles")
    ));
    let fullest = said.fullest();
    if fullest.wording == said.own.wording {
        line.text(" · no form is fuller than this")
    } else {
        let name = label(view, fullest.article);
        line.text(" · fullest in ")
            .with(Span::Link(name, fullest.place(view)))
    }
}

/// The speaker as the bundle knows him, or as this article names him.
fn speaker(article: &Article<'_>, quote: usize) -> Option<String> {
    let speaker = article.facts.quotes.get(quote)?.speaker.as_ref()?;
    let identities = article.corpus.identities();
    let known = speaker
        .entity
        .and_then(|entity| identities.canonical(article.text, entity));
    Some(match known {
        Some(name) => name.to_owned(),
        None => article.slice(&speaker.range).into_owned(),
    })
}

/// The wordings in other articles, the fullest first.
fn wordings<'c>(view: View<'_>, said: &Utterance<'c>) -> Vec<Wording<'c>> {
    let mut all: Vec<Wording<'c>> = Vec::new();
    for form in said.elsewhere() {
        let place = (form.article, form.place(view));
        match all.iter_mut().find(|w| w.form.wording == form.wording) {
            Some(known) if known.places.iter().any(|(id, _)| *id == form.article) => {}
            Some(known) => known.places.push(place),
            None => all.push(Wording {
                form: *form,
                difference: difference(view, &said.own, form),
                places: vec![place],
            }),
        }
    }
    for wording in &mut all {
        wording.places.sort_by_cached_key(|(id, _)| view.start(*id));
    }
    all
}

/// A wording with the articles that have it.
fn item(view: View<'_>, wording: &Wording<'_>, speaker: Option<&str>) -> Line {
    let mut line = named(Line::item(), view, wording.places.iter());
    let stretches = match &wording.difference {
        Difference::Part(stretches) => {
            line = line.text(", in part");
            stretches
        }
        Difference::Other(stretches) => stretches,
        Difference::Same => return line,
    };
    if let Some(other) = wording.form.instance.speaker.as_ref().map(|s| &*s.name)
        && speaker.is_some_and(|own| may_be_same(own, other) == Same::Different)
    {
        line = line.text(", said by ").with(Span::Strong(other.to_owned()));
    }
    line = line.text(": “");
    for (number, stretch) in stretches.iter().enumerate() {
        if number > 0 {
            line = line.text(" ");
        }
        line = line.with(match stretch.clone() {
            Stretch::Same(text) => Span::Text(text),
            Stretch::Dropped(text) => Span::Dropped(text),
            Stretch::Added(text) => Span::Added(text),
            Stretch::Skipped => Span::Text("…".to_owned()),
        });
    }
    line.text("”")
}
