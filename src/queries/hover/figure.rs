//! A figure: what it comes to, and what the others say of the same thing.

use super::sayings::{self, LONGEST};
use super::{Told, short};
use crate::facts::figures::Figure;
use crate::queries::article::Article;
use crate::queries::figures::{Other, normalised, others};
use crate::queries::markup::{Line, Span};

pub(super) fn lines(article: &Article<'_>, figure: usize) -> Option<Told> {
    let asked = article.facts.figures.get(figure)?;
    let others = others(article, &asked.range);
    let own = normalised(asked);
    let text = short(&article.slice(&asked.range), LONGEST);
    let says_all = is_plain(&text, &own);
    let mut head = Line::new().with(Span::Strong(text));
    if !says_all {
        head = head.text(" · ").with(Span::Code(own.clone()));
    }
    let is_shared = !others.is_empty();
    if !is_shared {
        let lines = vec![head.text(" · in no other article")];
        return Some(Told { lines, is_shared });
    }
    let mut lines = vec![head];
    lines.extend(sayings::lines(article, &others, |other, text| {
        let value = read(article, other).as_ref().map(normalised);
        value.filter(|value| *value != own && !is_plain(text, value))
    }));
    Some(Told { lines, is_shared })
}

/// Whether a figure is written as it would be for all: `340 crates`, `340 crate`.
fn is_plain(text: &str, value: &str) -> bool {
    text.trim_end_matches('s') == value.trim_end_matches('s')
}

/// The figure as its article has it.
fn read(article: &Article<'_>, other: &Other) -> Option<Figure> {
    let there = Article::read(article.corpus, other.article)?;
    let mut figures = there.facts.figures.into_iter();
    figures.find(|figure| figure.range == other.range)
}
