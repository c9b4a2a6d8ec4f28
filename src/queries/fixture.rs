//! Bundles for tests, with the cursor as `$0`.

use crate::bundle::Document;
use crate::rules::Place;
use crate::text::irregular::irregularities;
use crate::workspace::Corpus;
use crate::workspace::bundle::Settings;

/// A bundle and the cursor in it, in bytes.
pub(crate) struct Fixture {
    /// It alone.
    pub(crate) corpus: Corpus,
    /// Where the cursor stands; at the start where none is shown.
    pub(crate) offset: usize,
    /// Its text, without the cursor.
    pub(crate) text: String,
}

/// Reads a bundle.
pub(crate) fn fixture(marked: &str) -> Fixture {
    let text = marked.replacen("$0", "", 1);
    Fixture {
        corpus: Corpus::new(&[(&text, &irregularities(&text))], &Settings::default()),
        offset: marked.find("$0").unwrap_or(0),
        text,
    }
}

impl Fixture {
    /// The bundle's text and tree.
    pub(crate) fn document(&self) -> &Document {
        &self.corpus.documents()[0]
    }

    /// A place: the article's name, the line in the bundle from 1, and what stands there.
    pub(crate) fn shown(&self, place: &Place) -> String {
        let bytes = self.corpus.view().in_file(place);
        let line = self.text[..bytes.start].matches('\n').count() + 1;
        let name = place
            .article()
            .map_or("", |article| self.corpus.view().article(article).name());
        format!("{name}:{line} {}", &self.text[bytes])
    }

    /// Places, a line each.
    pub(crate) fn list<'p>(&self, places: impl IntoIterator<Item = &'p Place>) -> String {
        let lines = places.into_iter().map(|place| self.shown(place) + "\n");
        lines.collect()
    }
}
