//! What a corpus knows, for those who only read it: the groups that facts are in, and articles by their names.

use super::Corpus;
use crate::bundle::order::Id;
use crate::bundle::{ArticleId, DocumentId};
use crate::collation::claims::Claims;
use crate::collation::copies::Copies;
use crate::collation::index::TextId;
use crate::collation::utterances::Utterances;
use crate::rules::View;

impl Corpus {
    /// The bundles and the texts of their articles.
    pub fn view(&self) -> View<'_> {
        View::new(&self.documents, &self.texts)
    }

    /// The number of an article's text in the collation.
    pub fn text(&self, article: ArticleId) -> Option<TextId> {
        self.texts.text(article)
    }

    /// Who said what, in which wordings.
    pub fn utterances(&self) -> &Utterances {
        &self.groups.utterances.collation
    }

    /// Which figures are given for the same thing.
    pub fn claims(&self) -> &Claims {
        &self.groups.claims.collation
    }

    /// Which texts are copies, and which share passages.
    pub fn copies(&self) -> &Copies {
        &self.copies
    }

    /// The articles of a bundle that have this name, to the letter, in the order of the bundle.
    pub fn named(&self, document: DocumentId, name: &str) -> &[Id] {
        let member = self.members.get(document as usize);
        member.map_or(&[], |member| member.names.articles(name))
    }

    /// The articles that have a text, in the order of the bundles.
    pub fn articles_with(&self, text: TextId) -> &[ArticleId] {
        self.texts.articles(text)
    }
}
