//! An article with its facts.

use std::borrow::Cow;
use std::ops::Range;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

use crate::bundle::{ArticleId, DocumentId};
use crate::collation::index::TextId;
use crate::facts::Facts;
use crate::rules::{Place, View};
use crate::workspace::Corpus;

/// Articles of one text that are looked at; a report that more outlets ran is no better known for it.
pub const CLONES: usize = 64;

/// See the module's head.
pub struct Article<'c> {
    /// What it is compared with.
    pub corpus: &'c Corpus,
    /// Which it is.
    pub id: ArticleId,
    /// The number of its text.
    pub text: TextId,
    /// What it says.
    pub facts: Facts,
}

impl<'c> Article<'c> {
    /// Reads an article; `None` where there is none.
    pub fn read(corpus: &'c Corpus, id: ArticleId) -> Option<Article<'c>> {
        let (text, facts) = corpus.facts(id)?;
        Some(Article {
            corpus,
            id,
            text,
            facts,
        })
    }

    /// A place in it, from bytes of its body.
    pub fn place(&self, range: &Range<u32>) -> Place {
        self.corpus.view().place(self.id, range)
    }

    /// What stands there.
    pub fn slice(&self, range: &Range<u32>) -> Cow<'c, str> {
        self.corpus.view().text(self.id, range)
    }
}

/// Bytes of a body as facts count them.
pub fn narrow(range: &Range<usize>) -> Range<u32> {
    range.start as u32..range.end as u32
}

/// What a place is put in order by: its bundle, then its bytes there.
pub fn order(view: View<'_>, place: &Place) -> (DocumentId, usize, usize) {
    let bytes = view.in_file(place);
    (place.document, bytes.start, bytes.end)
}

/// Puts places in the order of the bundles, each once.
pub fn sort(view: View<'_>, places: &mut Vec<Place>) {
    places.sort_by_cached_key(|place| order(view, place));
    places.dedup();
}

/// What sources are put in order by: those with a `date` by it, a day from its midnight in UTC, then the others; those of
/// one date as they stand in the bundles.
pub fn age(view: View<'_>, article: ArticleId) -> (bool, Option<Timestamp>, (DocumentId, usize)) {
    let date = view
        .article(article)
        .marker()
        .and_then(|marker| instant(marker.attribute("date")?));
    (date.is_none(), date, view.start(article))
}

/// The instant that a `date` attribute gives.
fn instant(date: &str) -> Option<Timestamp> {
    let date = date.trim();
    let midnight = |day: Date| Offset::UTC.to_timestamp(day.at(0, 0, 0, 0)).ok();
    date.parse()
        .ok()
        .or_else(|| date.parse().ok().and_then(midnight))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_instants_have_an_order() {
        let mut dates = [
            "2031-03-02T09:00:00+09:00",
            "2031-03-01",
            "2031-03-01T23:59:00Z",
            "2031-03-02T00:00:01Z",
        ];
        dates.sort_by_key(|date| instant(date));
        assert_eq!(
            dates,
            [
                "2031-03-01",
                "2031-03-01T23:59:00Z",
                "2031-03-02T09:00:00+09:00",
                "2031-03-02T00:00:01Z",
            ]
        );
        assert_eq!(instant("last spring"), None);
    }
}
