//! An article: what its marker says, how long it is, and how much of it stands in others.

use super::{MOST_ITEMS, counted, grouped, label, short};
use crate::queries::article::Article;
use crate::queries::articles::{Kinship, Similar, name_place, similar};
use crate::queries::markup::{Line, Span};

/// Characters of an attribute that are shown.
const LONGEST: usize = 80;

pub(super) fn lines(article: &Article<'_>) -> Vec<Line> {
    let view = article.corpus.view();
    let facts = &article.facts;
    let head = Line::new()
        .with(Span::Strong(label(view, article.id)))
        .text(format!(
            " · {} · {} · {} · {}",
            counted(facts.words.len(), "word", "words"),
            counted(facts.quotes.len(), "quote", "quotes"),
            counted(facts.figures.len(), "figure", "figures"),
            counted(facts.entities.entities.len(), "name", "names"),
        ));
    let mut lines = vec![head];
    let marker = view.article(article.id).marker();
    let attributes = marker.map_or(&[][..], |marker| &marker.attributes);
    if !attributes.is_empty() {
        let mut line = Line::new();
        for (number, attribute) in attributes.iter().enumerate() {
            if number > 0 {
                line = line.text(" · ");
            }
            let value = short(&attribute.value, LONGEST);
            line = line.text(format!("{}: ", attribute.key)).text(value);
        }
        lines.push(line);
    }
    let similar = similar(article);
    if similar.is_empty() {
        lines.push(Line::new().text("Shares no five words on end with any other article"));
    }
    let items = similar.iter().take(MOST_ITEMS);
    lines.extend(items.map(|other| item(article, other)));
    let more = similar.len().saturating_sub(MOST_ITEMS);
    if more > 0 {
        lines.push(Line::item().text(format!("and {} more, with less", grouped(more))));
    }
    lines
}

/// How much another article shares with it.
fn item(article: &Article<'_>, other: &Similar) -> Line {
    let view = article.corpus.view();
    let link = Span::Link(label(view, other.article), name_place(view, other.article));
    let line = Line::item().with(link).text(": ");
    let (own, others) = (percent(other.shares.0), percent(other.shares.1));
    let shares = format!("{own} of this stands there, {others} of that here");
    line.text(match other.kinship {
        Kinship::Same => "the same text".to_owned(),
        Kinship::Copy => format!("nearly the same text; {shares}"),
        Kinship::Reworded => format!("the same with single words changed; {shares}"),
        Kinship::Passage(words) => format!("{words} words on end; {shares}"),
        Kinship::None => shares,
    })
}

fn percent(share: f64) -> String {
    let rounded = (share * 100.0).round();
    match rounded {
        _ if share > 0.0 && rounded < 1.0 => "under 1 %".to_owned(),
        // 100 % is kept for what is whole.
        _ if share < 1.0 => format!("{} %", rounded.min(99.0)),
        _ => "100 %".to_owned(),
    }
}
