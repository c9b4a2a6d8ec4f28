//! A figure: what it comes to, and what the others say of the same thing.

use super::{MOST_ITEMS, Told, named, short};
use crate::bundle::ArticleId;
use crate::facts::figures::Figure;
use crate::queries::article::Article;
use crate::queries::figures::{Other, Stand, normalised, others};
use crate::queries::markup::{Line, Span};
use crate::rules::Place;

/// Characters of a figure that are shown.
const LONGEST: usize = 80;

/// What several articles say in the same words.
struct Saying {
    stand: Stand,
    text: String,
    /// In one way of writing for all.
    value: Option<String>,
    places: Vec<(ArticleId, Place)>,
}

pub(super) fn lines(article: &Article<'_>, figure: usize) -> Option<Told> {
    let asked = article.facts.figures.get(figure)?;
    let view = article.corpus.view();
    let others = others(article, asked);
    let own = normalised(asked);
    let head = Line::new()
        .with(Span::Strong(short(&article.slice(&asked.range), LONGEST)))
        .text(" · ")
        .with(Span::Code(own.clone()));
    let is_shared = !others.is_empty();
    if !is_shared {
        let lines = vec![head.text(" · no other article says so much of it")];
        return Some(Told { lines, is_shared });
    }
    let (sayings, more) = sayings(article, &others);
    let mut lines = vec![head];
    for saying in sayings {
        let line = Line::item().text(match saying.stand {
            Stand::Contrary => "otherwise: ",
            Stand::Agrees => "agrees: ",
            Stand::Alike => "same amount: ",
        });
        let mut line = named(line, view, saying.places.iter()).text(": ");
        line = line.with(match saying.stand {
            Stand::Contrary => Span::Strong(saying.text),
            _ => Span::Text(saying.text),
        });
        if let Some(value) = saying.value.filter(|value| *value != own) {
            line = line.text(" · ").with(Span::Code(value));
        }
        lines.push(line);
    }
    if more > 0 {
        lines.push(Line::item().text(format!("and {more} more")));
    }
    Some(Told { lines, is_shared })
}

/// What the other articles say, those that say it in the same words together; and how many others there are.
fn sayings(article: &Article<'_>, others: &[Other]) -> (Vec<Saying>, usize) {
    let view = article.corpus.view();
    let (mut all, mut more): (Vec<Saying>, usize) = (Vec::new(), 0);
    for other in others {
        let text = short(&view.text(other.article, &other.range), LONGEST);
        let place = (other.article, view.place(other.article, &other.range));
        let is_full = all.len() == MOST_ITEMS;
        let known = all
            .iter_mut()
            .find(|saying| saying.stand == other.stand && saying.text == text);
        match known {
            Some(known) if known.places.iter().any(|(id, _)| *id == other.article) => {}
            Some(known) => known.places.push(place),
            None if is_full => more += 1,
            None => all.push(Saying {
                stand: other.stand,
                text,
                value: read(article, other).as_ref().map(normalised),
                places: vec![place],
            }),
        }
    }
    (all, more)
}

/// The figure as its article has it.
fn read(article: &Article<'_>, other: &Other) -> Option<Figure> {
    let there = Article::read(article.corpus, other.article)?;
    let mut figures = there.facts.figures.into_iter();
    figures.find(|figure| figure.range == other.range)
}
