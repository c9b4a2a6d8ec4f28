//! The facts of the texts of a corpus: remembered, or read again.

use std::borrow::Cow;
use std::sync::Arc;

use crate::bundle::Document;
use crate::collation::copies::Source;
use crate::collation::index::TextId;
use crate::collation::texts::Texts;
use crate::facts::Facts;
use crate::text::words::Word;
use crate::workspace::memo::Memo;

/// See the module's head.
pub(super) struct Bodies<'b> {
    pub(super) documents: &'b [Document],
    pub(super) texts: &'b Texts,
    pub(super) memo: &'b mut Memo,
}

impl Bodies<'_> {
    /// The body of a text: that of the first article that has it.
    fn body(&self, text: TextId) -> Option<Cow<'_, str>> {
        let &article = self.texts.articles(text).first()?;
        let document = self.documents.get(article.document as usize)?;
        Some(document.slice(document.tree().body(Some(article.id))))
    }
}

impl Source for Bodies<'_> {
    fn facts(&mut self, text: TextId) -> Arc<Facts> {
        let Some(key) = self.texts.key_of(text) else {
            return Arc::default();
        };
        // Most are remembered: their bodies need not be gathered from the rope.
        self.memo.known_facts(key).unwrap_or_else(|| {
            let body = self.body(text).unwrap_or_default().into_owned();
            self.memo.facts(key, &body)
        })
    }

    fn words(&mut self, text: TextId) -> Arc<Vec<Word>> {
        let Some(key) = self.texts.key_of(text) else {
            return Arc::default();
        };
        self.memo.known_words(key).unwrap_or_else(|| {
            let body = self.body(text).unwrap_or_default().into_owned();
            self.memo.words(key, &body)
        })
    }
}
