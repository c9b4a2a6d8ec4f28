//! What a rule about several articles sees of the bundle.

use std::borrow::Cow;
use std::ops::Range;

use super::{Place, Segment};
use crate::bundle::Document;
use crate::bundle::order::Id;
use crate::collation::index::TextId;
use crate::collation::texts::Texts;

/// A bundle, as a rule about groups of facts sees it.
#[derive(Clone, Copy)]
pub struct View<'b> {
    document: &'b Document,
    texts: &'b Texts,
}

impl<'b> View<'b> {
    /// The view of a bundle with these texts.
    pub fn new(document: &'b Document, texts: &'b Texts) -> View<'b> {
        View { document, texts }
    }

    /// The articles that have a text, in the order of the bundle.
    pub fn articles(&self, text: TextId) -> &'b [Id] {
        self.texts.articles(text)
    }

    /// Where an article begins, in bytes of the bundle: what articles are sorted by.
    pub fn start(&self, article: Id) -> usize {
        self.document.tree().start(Some(article))
    }

    /// An article without its body: its marker, its name, places in it.
    pub fn article(&self, article: Id) -> Segment<'b> {
        Segment::new(self.document, Some(article), "")
    }

    /// A place in an article, from bytes of its body.
    pub fn place(&self, article: Id, range: &Range<u32>) -> Place {
        self.article(article)
            .at(range.start as usize..range.end as usize)
    }

    /// What stands in an article, from bytes of its body.
    pub fn text(&self, article: Id, range: &Range<u32>) -> Cow<'b, str> {
        let start = self.document.tree().body(Some(article)).start;
        self.document
            .slice(start + range.start as usize..start + range.end as usize)
    }
}
