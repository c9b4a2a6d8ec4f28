//! What the others say of the thing that a figure or a date is of.

use super::{MOST_ITEMS, named, short};
use crate::bundle::ArticleId;
use crate::queries::article::Article;
use crate::queries::figures::{Other, Stand};
use crate::queries::markup::{Line, Span};
use crate::rules::Place;

/// Characters of a figure or a date that are shown.
pub(super) const LONGEST: usize = 80;

/// What several articles say in the same words.
struct Saying {
    stand: Stand,
    text: String,
    /// In one way of writing for all.
    value: Option<String>,
    places: Vec<(ArticleId, Place)>,
}

/// A line for each thing that others say, given how all would write what they say (`None` where the text is as plain).
pub(super) fn lines(
    article: &Article<'_>,
    others: &[Other],
    value: impl Fn(&Other, &str) -> Option<String>,
) -> Vec<Line> {
    let view = article.corpus.view();
    let (sayings, more) = sayings(article, others, value);
    let mut lines = Vec::new();
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
        if let Some(value) = saying.value {
            line = line.text(" · ").with(Span::Code(value));
        }
        lines.push(line);
    }
    if more > 0 {
        lines.push(Line::item().text(format!("and {more} more")));
    }
    lines
}

/// What the other articles say, those that say it in the same words together; and how many others there are.
fn sayings(
    article: &Article<'_>,
    others: &[Other],
    value: impl Fn(&Other, &str) -> Option<String>,
) -> (Vec<Saying>, usize) {
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
                value: value(other, &text),
                text,
                places: vec![place],
            }),
        }
    }
    (all, more)
}
