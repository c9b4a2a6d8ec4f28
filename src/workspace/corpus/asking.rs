//! What a corpus is asked for by those who only read it.

use super::Corpus;
use crate::bundle::order::Id;
use crate::bundle::{Anchor, ArticleId, DocumentId};
use crate::collation::index::TextId;

impl Corpus {
    /// The articles of a bundle that have this name, to the letter, in the order of the bundle.
    pub fn named(&self, number: DocumentId, name: &str) -> &[Id] {
        let member = self.members.get(number as usize);
        member.map_or(&[], |member| member.names.articles(name))
    }

    /// The segments of a bundle that its last edit touched: those that are new or gone, and those whose text, extent or
    /// neighbour before them is another. An edit's findings may concern many more.
    pub fn edited(&self, number: DocumentId) -> &[Anchor] {
        let member = self.members.get(number as usize);
        member.map_or(&[], |member| &member.edited)
    }

    /// The number of an article's text in the collation.
    pub fn text(&self, article: ArticleId) -> Option<TextId> {
        self.texts.text(article)
    }

    /// The articles that have a text, in the order of the bundles.
    pub fn articles_with(&self, text: TextId) -> &[ArticleId] {
        self.texts.articles(text)
    }
}
