//! What stands at an offset of a bundle.

use std::ops::Range;

use smallvec::SmallVec;

use super::article::{Article, narrow};
use crate::bundle::order::Id;
use crate::bundle::{ArticleId, DocumentId, Role};
use crate::facts::Facts;
use crate::rules::{Place, Segment};
use crate::workspace::Corpus;

/// What is at an offset.
pub enum Spot<'c> {
    /// A marker's line.
    Marker(MarkerLine<'c>),
    /// The body of an article.
    Body(Box<Inside<'c>>),
}

/// The line of an open or close marker that is about an article.
#[derive(Clone, Copy)]
pub struct MarkerLine<'c> {
    /// The bundles.
    pub corpus: &'c Corpus,
    /// The bundle.
    pub document: DocumentId,
    /// The line.
    pub line: Id,
    /// The open marker of the article.
    pub open: Id,
}

/// A place in the body of an article.
pub struct Inside<'c> {
    /// The article.
    pub article: Article<'c>,
    /// The place, in bytes of the body.
    pub at: u32,
    /// The facts that it lies in, the one that is most to the point first.
    pub things: SmallVec<[Thing; 3]>,
}

/// A fact that a place lies in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thing {
    /// What it is.
    pub what: What,
    /// All of it, in bytes of the body: of an utterance, the piece at hand with its marks.
    pub range: Range<u32>,
}

/// What kind of fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A name: an index into [`crate::facts::entities::Entities::entities`].
    Name(u32),
    /// A figure: an index into [`Facts::figures`].
    Figure(usize),
    /// A date or a time: an index into [`Facts::moments`].
    Moment(usize),
    /// A quotation: an index into [`Facts::quotes`].
    Quote(usize),
}

impl<'c> Spot<'c> {
    /// What is at an offset of a bundle, in bytes. `None` outside articles, and where there is no such bundle.
    pub fn at(corpus: &'c Corpus, document: DocumentId, offset: usize) -> Option<Spot<'c>> {
        let bundle = corpus.documents().get(document as usize)?;
        let tree = bundle.tree();
        let line = tree.at(offset)?;
        let role = tree.role(line);
        let body = tree.body(Some(line));
        if offset < body.start {
            let open = match role {
                Role::Open => line,
                _ if tree.stray(line) => return None,
                _ => tree.previous(line)?,
            };
            return Some(Spot::Marker(MarkerLine {
                corpus,
                document,
                line,
                open,
            }));
        }
        if role != Role::Open {
            return None;
        }
        let article = Article::read(corpus, bundle.article(line))?;
        let at = (offset - body.start) as u32;
        let mut things = things(&article.facts, at);
        // An editor's cursor stands behind a word that was just typed or searched for.
        if !things.iter().any(Thing::is_short) && at > 0 {
            let before = self::things(&article.facts, at - 1).into_iter();
            let before: SmallVec<[Thing; 3]> = before.filter(Thing::is_short).collect();
            things.insert_many(0, before);
        }
        Some(Spot::Body(Box::new(Inside {
            article,
            at,
            things,
        })))
    }
}

impl MarkerLine<'_> {
    /// The article.
    pub fn article(&self) -> ArticleId {
        ArticleId {
            document: self.document,
            id: self.open,
        }
    }

    /// Its place, without its line end.
    pub fn place(&self) -> Option<Place> {
        let document = self.corpus.documents().get(self.document as usize)?;
        Some(Segment::new(document, Some(self.line), "").marker_line())
    }
}

impl Thing {
    fn is_short(&self) -> bool {
        !matches!(self.what, What::Quote(_))
    }
}

/// The facts that a byte of the body lies in: a number, a name, all else of a figure, a date, a quotation.
fn things(facts: &Facts, at: u32) -> SmallVec<[Thing; 3]> {
    let mut things = SmallVec::new();
    let figure = facts.figures.partition_point(|f| f.range.end <= at);
    let figure = facts.figures.get(figure).zip(Some(figure));
    let figure = figure.filter(|(f, _)| f.range.start <= at && f.kind.is_amount());
    let is_number = figure.is_some_and(|(f, _)| f.number.contains(&at));
    let figure = figure.map(|(f, number)| Thing {
        what: What::Figure(number),
        range: f.range.clone(),
    });
    let name = name(facts, at);
    let (first, second) = if is_number {
        (figure, name)
    } else {
        (name, figure)
    };
    things.extend(first);
    things.extend(second);
    things.extend(moment(facts, at));
    things.extend(quote(facts, at));
    things
}

/// The name that a byte lies in, or the words of a headline that stand for one.
fn name(facts: &Facts, at: u32) -> Option<Thing> {
    let entities = &facts.entities;
    let mention = match entities.mention_at(at) {
        Some(mention) => entities.mentions.get(mention),
        None => entities
            .descriptions
            .iter()
            .find(|mention| mention.range.contains(&at)),
    };
    mention.map(|mention| Thing {
        what: What::Name(mention.entity),
        range: mention.range.clone(),
    })
}

/// The date or time that a byte lies in.
fn moment(facts: &Facts, at: u32) -> Option<Thing> {
    let number = facts.moments.partition_point(|m| m.range.end <= at);
    let moment = facts.moments.get(number).filter(|m| m.range.start <= at)?;
    Some(Thing {
        what: What::Moment(number),
        range: moment.range.clone(),
    })
}

/// The outermost quotation that a byte lies in: what a speaker quotes is part of what he says.
fn quote(facts: &Facts, at: u32) -> Option<Thing> {
    let at = at as usize;
    let mut quotations = facts.delimiters.quotations.iter().zip(0..);
    let (quotation, part) = quotations.find(|(q, _)| q.depth == 0 && q.outer.contains(&at))?;
    let is_it = |quote: &crate::facts::quotes::Quote| quote.parts.contains(&part);
    Some(Thing {
        what: What::Quote(facts.quotes.iter().position(is_it)?),
        range: narrow(&quotation.outer),
    })
}
