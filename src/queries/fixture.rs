//! Bundles for tests: a text with `$0` where the cursor stands.

use crate::bundle::Document;
use crate::text::irregular::irregularities;
use crate::workspace::Corpus;
use crate::workspace::bundle::Settings;

/// A bundle that was read.
pub(crate) struct Fixture {
    /// It alone.
    pub(crate) corpus: Corpus,
    /// Its text.
    pub(crate) text: String,
    /// Where the cursor stands, in bytes; at the start where none is shown.
    pub(crate) cursor: usize,
}

/// Reads a bundle.
pub(crate) fn fixture(marked: &str) -> Fixture {
    let text = marked.replacen("$0", "", 1);
    let settings = Settings::default();
    Fixture {
        corpus: Corpus::new(&[(&text, &irregularities(&text))], &settings),
        text,
        cursor: marked.find("$0").unwrap_or(0),
    }
}

impl Fixture {
    /// The bundle's text and tree.
    pub(crate) fn document(&self) -> &Document {
        &self.corpus.documents()[0]
    }
}
