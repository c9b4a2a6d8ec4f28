//! What a rule about several articles sees of the bundles.

use std::borrow::Cow;
use std::ops::Range;

use super::{Place, Segment};
use crate::bundle::{ArticleId, Document, DocumentId};
use crate::collation::index::TextId;
use crate::collation::texts::Texts;

/// Bundles that are compared with each other, as a rule about groups of facts sees it.
#[derive(Clone, Copy)]
pub struct View<'b> {
    documents: &'b [Document],
    texts: &'b Texts,
}

impl<'b> View<'b> {
    /// The view of these bundles, each at the place of its number, with these texts.
    pub fn new(documents: &'b [Document], texts: &'b Texts) -> View<'b> {
        View { documents, texts }
    }

    /// The bundle that an article stands in.
    pub fn document(&self, article: ArticleId) -> &'b Document {
        &self.documents[article.document as usize]
    }

    /// The articles that have a text, in the order of the bundles.
    pub fn articles(&self, text: TextId) -> &'b [ArticleId] {
        self.texts.articles(text)
    }

    /// What articles are sorted by: the bundle, and where it begins there, in bytes.
    pub fn start(&self, article: ArticleId) -> (DocumentId, usize) {
        let start = self.document(article).tree().start(Some(article.id));
        (article.document, start)
    }

    /// An article without its body: its marker, its name, places in it.
    pub fn article(&self, article: ArticleId) -> Segment<'b> {
        Segment::new(self.document(article), Some(article.id), "")
    }

    /// A place in an article, from bytes of its body.
    pub fn place(&self, article: ArticleId, range: &Range<u32>) -> Place {
        self.article(article)
            .at(range.start as usize..range.end as usize)
    }

    /// A place, in bytes of its bundle.
    pub fn in_file(&self, place: &Place) -> Range<usize> {
        let tree = self.documents[place.document as usize].tree();
        place.in_file(tree.start(place.anchor))
    }

    /// What stands in an article, from bytes of its body.
    pub fn text(&self, article: ArticleId, range: &Range<u32>) -> Cow<'b, str> {
        let document = self.document(article);
        let start = document.tree().body(Some(article.id)).start;
        document.slice(start + range.start as usize..start + range.end as usize)
    }
}
