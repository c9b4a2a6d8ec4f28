//! One bundle by itself: a corpus of one.

use std::borrow::Cow;
use std::ops::Range;

use super::allow::Allow;
use super::corpus::{Corpus, Verdict};
use super::levels::Levels;
use crate::bundle::document::ImpossibleEdit;
use crate::bundle::order::Id;
use crate::bundle::{Anchor, Document, Keywords};
use crate::collation::copies;
use crate::collation::identities::Identities;
use crate::collation::index::TextId;
use crate::facts::Facts;
use crate::rules::Finding;
use crate::text::irregular::{Irregularities, irregularities};

/// What a bundle is read by.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The words that make a marker.
    pub keywords: Keywords,
    /// What counts as a copy.
    pub copies: copies::Settings,
    /// Names that are known to be of one entity.
    pub aliases: Vec<Alias>,
    /// Nouns that count the same things: each a class.
    pub noun_classes: Vec<Vec<String>>,
    /// Which findings are reported, and at which level.
    pub policy: Policy,
}

/// An entity and the names that it goes by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// The name to call it by.
    pub name: String,
    /// Others that it goes by, spellings and short forms.
    pub also: Vec<String>,
}

/// Which findings are reported, and at which level.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    /// The levels of rules.
    pub levels: Levels,
    /// Findings that are not reported.
    pub allows: Vec<Allow>,
}

/// See the module's head.
pub struct Bundle {
    corpus: Corpus,
}

impl Bundle {
    /// Reads a whole text.
    ///
    /// # Examples
    ///
    /// ```
    /// use variorum::workspace::Bundle;
    ///
    /// let text = "<<<FILE: a.txt>>>\nHe said: “Nobody came.\n<<<END FILE>>>\n";
    /// let bundle = Bundle::new(text, &Default::default());
    /// let (place, finding) = &bundle.findings()[0];
    /// assert_eq!((finding.rule.name(), &text[place.clone()]), ("unbalanced-delimiter", "“"));
    /// ```
    pub fn new(text: &str, settings: &Settings) -> Bundle {
        Bundle::with_irregularities(text, &irregularities(text), settings)
    }

    /// Reads a whole text of which it is known what is irregular in it: bytes that were not UTF-8 among that.
    pub fn with_irregularities(
        text: &str,
        irregular: &Irregularities,
        settings: &Settings,
    ) -> Bundle {
        Bundle {
            corpus: Corpus::new(&[(text, irregular)], settings),
        }
    }

    /// The text and its tree.
    pub fn document(&self) -> &Document {
        &self.corpus.documents()[0]
    }

    /// See [`Corpus::findings`].
    pub fn findings(&self) -> Vec<(Range<usize>, Cow<'_, Finding>)> {
        self.corpus.findings(0)
    }

    /// See [`Corpus::verdict`].
    pub fn verdict(&self) -> Verdict<'_> {
        self.corpus.verdict(0)
    }

    /// See [`Corpus::facts`].
    pub fn facts(&self, article: Id) -> Option<(TextId, Facts)> {
        self.corpus.facts(self.document().article(article))
    }

    /// See [`Corpus::identities`].
    pub fn identities(&self) -> &Identities {
        self.corpus.identities()
    }

    /// Replaces `range` (bytes) by `with`. Afterwards the findings are those of the text as it is then; returned are the
    /// segments whose findings may be others now.
    pub fn edit(&mut self, range: Range<usize>, with: &str) -> Result<Vec<Anchor>, ImpossibleEdit> {
        let touched = self.corpus.edit(0, range, with)?;
        Ok(touched.into_iter().map(|segment| segment.anchor).collect())
    }
}
