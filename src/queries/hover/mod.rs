//! What is told of what stands at an offset: a few lines, the most telling first.

mod article;
mod figure;
mod moment;
mod name;
mod quote;
mod sayings;

use super::article::Article;
use super::markup::{Line, Span};
use super::spot::{Inside, Spot, Thing, What};
use super::{articles, figures};
use crate::bundle::{ArticleId, DocumentId};
use crate::rules::{Place, View};
use crate::workspace::Corpus;

/// Items of a list; the others are counted.
const MOST_ITEMS: usize = 6;
/// Articles that are named in one line; the others are counted.
const MOST_NAMED: usize = 4;

/// What is told of a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hover {
    /// All of what is spoken of.
    pub place: Place,
    /// What is told.
    pub lines: Vec<Line>,
}

/// What is told of what stands at an offset of a bundle, in bytes.
pub fn hover(corpus: &Corpus, document: DocumentId, offset: usize) -> Option<Hover> {
    if let Some(reference) = articles::reference(corpus, document, offset) {
        let article = Article::read(corpus, *reference.articles.first()?)?;
        return Some(Hover {
            place: reference.place,
            lines: article::lines(&article),
        });
    }
    match Spot::at(corpus, document, offset)? {
        Spot::Marker(line) => {
            let article = Article::read(corpus, line.article())?;
            Some(Hover {
                place: line.place()?,
                lines: article::lines(&article),
            })
        }
        Spot::Body(inside) => thing(&inside),
    }
}

/// What is told of the first of the facts at a place that other articles have too, or else of the first of all.
fn thing(inside: &Inside<'_>) -> Option<Hover> {
    let article = &inside.article;
    let mut own = None;
    for Thing { what, range } in &inside.things {
        let told = match *what {
            What::Name(entity) => name::lines(article, entity),
            What::Figure(figure) => figure::lines(article, figure),
            What::Moment(moment) => moment::lines(article, moment),
            What::Quote(quote) => quote::lines(article, quote),
        };
        let Some(Told { lines, is_shared }) = told else {
            continue;
        };
        let hover = Hover {
            place: article.place(range),
            lines,
        };
        if is_shared || matches!(what, What::Name(_)) {
            return Some(hover);
        }
        own = own.or(Some(hover));
    }
    own
}

/// What is told of a fact.
struct Told {
    lines: Vec<Line>,
    /// Whether other articles have it.
    is_shared: bool,
}

/// Adds the names of articles, each leading to a place in it; the first few, then how many more there are.
fn named<'p>(
    mut line: Line,
    view: View<'_>,
    places: impl ExactSizeIterator<Item = &'p (ArticleId, Place)>,
) -> Line {
    let more = places.len().saturating_sub(MOST_NAMED);
    for (number, (article, place)) in places.take(MOST_NAMED).enumerate() {
        if number > 0 {
            line = line.text(", ");
        }
        line = line.with(Span::Link(label(view, *article), place.clone()));
    }
    match more {
        0 => line,
        more => line.text(format!(" and {more} more")),
    }
}

/// An article's name, or what stands for one that has none.
fn label(view: View<'_>, article: ArticleId) -> String {
    match view.article(article).name() {
        "" => "an article without a name".to_owned(),
        name => name.to_owned(),
    }
}

/// So many of a thing: `1 word`, `2 words`.
fn counted(count: usize, one: &str, many: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        count => format!("{} {many}", grouped(count)),
    }
}

/// A count with its thousands parted.
fn grouped(count: usize) -> String {
    figures::parted(&count.to_string())
}

/// Text on one line, no longer than `most` characters.
fn short(text: &str, most: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    match line.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}

#[cfg(test)]
mod tests;
