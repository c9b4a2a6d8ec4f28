//! Bundles for tests, with the cursor as `$0`.

use crate::rules::Place;
use crate::text::irregular::irregularities;
use crate::workspace::Corpus;
use crate::workspace::bundle::Settings;

/// A bundle and the cursor in it, in bytes.
pub(crate) struct Fixture {
    pub(crate) corpus: Corpus,
    pub(crate) offset: usize,
    text: String,
}

/// Reads a bundle that is given with a `$0` in it.
pub(crate) fn fixture(marked: &str) -> Fixture {
    let offset = marked.find("$0").expect("a cursor");
    let text = marked.replacen("$0", "", 1);
    let corpus = Corpus::new(&[(&text, &irregularities(&text))], &Settings::default());
    Fixture {
        corpus,
        offset,
        text,
    }
}

impl Fixture {
    /// A place: the article's name, the line in the bundle from 1, and what stands there.
    pub(crate) fn shown(&self, place: &Place) -> String {
        let bytes = self.corpus.view().in_file(place);
        let line = self.text[..bytes.start].matches('\n').count() + 1;
        let name = place
            .article()
            .map_or("", |article| self.corpus.view().article(article).name());
        format!("{name}:{line} {}", &self.text[bytes])
    }
}
