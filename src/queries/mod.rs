//! What is at a place of a bundle, where it leads, and what can be done there: the substance of what an editor and a
//! report show. Offsets in bytes of a bundle and [`crate::rules::Place`]s go in, plain data come out. Nothing here reads a
//! file, prints or waits.
//!
//! What is there:
//!
//! - [`spot`]: what stands at an offset; [`markers`]: the same on a marker line.
//! - [`article`]: an article with its facts.
//! - [`names`], [`utterances`], [`figures`], [`passages`], [`articles`]: what the other articles have of it.
//! - [`hover`]: what is told of it, as [`markup`]; [`hints`]: what there is to say within a line; [`lenses`]: beside the marker
//!   of an article.
//! - [`tokens`]: what the words of a segment are.
//!
//! Where it leads:
//!
//! - [`targets`]: definition, declaration, implementation, references, highlights.
//! - [`links`]: addresses and names of articles in the text.
//! - [`outline`]: articles, their passages and quotes; [`symbols`]: articles and bearers of names by a part of their name.
//! - [`folding`], [`selection`]: what belongs together around a place.
//! - [`likeness`], [`comparison`]: two articles side by side; [`sources`]: what a bundle's articles are, and what is found in
//!   them; [`groups`]: which of that is about the same; [`digest`]: the same as a text.
//!
//! What can be done:
//!
//! - [`edit`]: what is to be written where.
//! - [`actions`]: about findings, and at a place.
//! - [`completion`]: what may be typed at an offset.
//! - [`formatting`]: markers in one form, as far as is wanted.
//! - [`naming`]: the name of an article, everywhere; [`spelling`]: that of someone.
//!
//! What a question costs depends on the article that it is about, and on what shares a fact with it. What reads a whole
//! bundle takes a closure `go_on` and asks it at each article: its error ends the work.

pub mod actions;
pub mod article;
pub mod articles;
pub mod comparison;
pub mod completion;
pub mod digest;
pub mod edit;
pub mod figures;
#[cfg(test)]
pub(crate) mod fixture;
pub mod folding;
pub mod formatting;
pub mod groups;
pub mod hints;
pub mod hover;
pub mod lenses;
pub mod likeness;
pub mod links;
pub mod markers;
pub mod markup;
pub mod names;
pub mod naming;
pub mod outline;
pub mod passages;
pub mod selection;
pub mod sources;
pub mod spelling;
pub mod spot;
pub mod symbols;
pub mod targets;
pub mod tokens;
pub mod utterances;

use std::borrow::Cow;
use std::ops::Range;

use crate::bundle::order::Id;
use crate::bundle::{Anchor, Document};
use crate::rules::Finding;

/// Findings of a segment, each with its place in bytes of the bundle.
pub type Findings<'c> = Vec<(Range<usize>, Cow<'c, Finding>)>;

/// What an article covers, its markers included, in bytes of its bundle; without the last line end.
pub(crate) fn extent(document: &Document, article: Id) -> Range<usize> {
    let tree = document.tree();
    let start = tree.start(Some(article));
    let close = tree.next(Some(article)).filter(|_| tree.closed(article));
    let end = if let Some(close) = close {
        content_end(document, &tree.line(close))
    } else {
        let body = tree.body(Some(article));
        match document.slice(body.clone()).trim_end().len() {
            0 => content_end(document, &tree.line(article)),
            length => body.start + length,
        }
    };
    start..end.max(start)
}

/// Where a marker's line ends, line end and trailing blanks left out.
pub(crate) fn content_end(document: &Document, line: &Range<usize>) -> usize {
    line.start + document.slice(line.clone()).trim_end().len()
}

/// The text of a segment, its marker line included.
pub fn text_of(document: &Document, anchor: Anchor) -> Cow<'_, str> {
    let tree = document.tree();
    document.slice(tree.start(anchor)..tree.body(anchor).end)
}

/// The first words of a text, on one line: at most so many characters, then an ellipsis.
pub(crate) fn first_words(text: &str, most: usize) -> String {
    let mut words = String::new();
    let mut count = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if count > 0 && count + 1 + length > most {
            words.push('…');
            return words;
        }
        if count > 0 {
            words.push(' ');
            count += 1;
        }
        if length > most {
            words.extend(word.chars().take(most));
            words.push('…');
            return words;
        }
        words.push_str(word);
        count += length;
    }
    words
}
