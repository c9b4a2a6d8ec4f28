//! The outline of a bundle: its articles, their passages, and who says what in these.

use std::ops::Range;

use super::{content_end, extent, first_words};
use crate::bundle::order::Id;
use crate::bundle::{Document, DocumentId, Marker};
use crate::facts::quotes::{Quote, QuoteKind};
use crate::facts::shingles::Seen;
use crate::facts::{self, Facts};
use crate::text::paragraphs::paragraphs;
use crate::workspace::Corpus;

/// Bundles of more bytes show their articles alone: nobody scrolls through what stands in thousands of them.
const WHOLE: usize = 2 << 20;
/// Characters of a passage or a quote that are shown.
const SHOWN: usize = 64;
/// Words that are no quote for an outline: `“historic”`.
const FEWEST_WORDS: usize = 3;

/// What an entry of the outline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An article.
    Article,
    /// A paragraph of it.
    Passage,
    /// What someone says in that.
    Quote,
}

/// An entry of the outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is called, on one line; never empty.
    pub name: String,
    /// What more there is to say: an article's publisher and day, a quote's speaker. May be empty.
    pub detail: String,
    /// What it is.
    pub kind: Kind,
    /// All of it, in bytes of the bundle.
    pub range: Range<usize>,
    /// What stands for it, within [`Entry::range`].
    pub selection: Range<usize>,
    /// What it consists of.
    pub children: Vec<Entry>,
}

/// The outline of a bundle.
///
/// # Panics
///
/// If there is no such bundle.
pub fn outline<E>(
    corpus: &Corpus,
    number: DocumentId,
    mut go_on: impl FnMut() -> Result<(), E>,
) -> Result<Vec<Entry>, E> {
    let document = &corpus.documents()[number as usize];
    let is_whole = document.tree().length() <= WHOLE;
    let mut seen = Seen::default();
    let mut all = Vec::new();
    for id in document.tree().articles() {
        go_on()?;
        let marker = document.tree().marker(id);
        let mut entry = Entry {
            name: name(marker),
            detail: detail(marker),
            kind: Kind::Article,
            range: extent(document, id),
            selection: name_range(document, id),
            children: Vec::new(),
        };
        if is_whole {
            let place = document.tree().body(Some(id));
            let body = document.slice(place.clone());
            let facts = facts::read(&body, &mut seen);
            let words = facts.words.len();
            let counted = format!("{words} {}", if words == 1 { "word" } else { "words" });
            entry.detail = joined([&entry.detail, &counted]);
            let who = |entity: u32| {
                let text = corpus.text(document.article(id))?;
                corpus.identities().canonical(text, entity)
            };
            entry.children = passages(&body, &facts, place.start, who);
        }
        all.push(entry);
    }
    Ok(all)
}

/// What to call an article: its name, else its title.
pub(super) fn name(marker: &Marker) -> String {
    let names = [marker.name.as_deref(), marker.attribute("title")];
    let mut names = names.into_iter().flatten().map(str::trim);
    let name = names.find(|name| !name.is_empty());
    name.map_or_else(
        || "(no name)".to_owned(),
        |name| first_words(name, 4 * SHOWN),
    )
}

/// Where an article's name stands on its marker, or the marker where it has none, in bytes of the bundle.
pub(super) fn name_range(document: &Document, article: Id) -> Range<usize> {
    let line = document.tree().line(article);
    let name = &document.tree().marker(article).name_range;
    if name.is_empty() {
        line.start..content_end(document, &line)
    } else {
        line.start + name.start..line.start + name.end
    }
}

/// Who published an article, and on which day.
fn detail(marker: &Marker) -> String {
    let date = marker.attribute("date").unwrap_or_default();
    let day = date.split(['T', ' ']).next().unwrap_or_default();
    // `May 16, 2025` is no more than one notation for a day.
    let date = if day.len() == 10 { day } else { date };
    joined([marker.attribute("source").unwrap_or_default(), date])
}

fn joined(parts: [&str; 2]) -> String {
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" · ")
}

/// The passages of a body that starts at `start`.
fn passages<'c>(
    body: &str,
    facts: &Facts,
    start: usize,
    who: impl Fn(u32) -> Option<&'c str>,
) -> Vec<Entry> {
    let mut quotes = facts.quotes.iter().peekable();
    let entries = paragraphs(body).map(|range| {
        let mut children = Vec::new();
        while let Some(quote) = quotes.next_if(|q| begin(facts, q) < range.end) {
            children.extend(said(body, facts, quote, &range, start, &who));
        }
        Entry {
            name: first_words(&body[range.clone()], SHOWN),
            detail: String::new(),
            kind: Kind::Passage,
            range: start + range.start..start + range.end,
            selection: start + range.start..start + range.end,
            children,
        }
    });
    entries.filter(|entry| !entry.name.is_empty()).collect()
}

/// Where the first piece of an utterance begins.
fn begin(facts: &Facts, quote: &Quote) -> usize {
    let first = quote.parts.first();
    first.map_or(0, |&part| {
        piece(facts, part).map_or(0, |(outer, _)| outer.start)
    })
}

fn piece(facts: &Facts, part: u32) -> Option<(Range<usize>, Range<usize>)> {
    let quotation = facts.delimiters.quotations.get(part as usize)?;
    Some((quotation.outer.clone(), quotation.inner.clone()))
}

/// The entry of an utterance in a passage.
fn said<'c>(
    body: &str,
    facts: &Facts,
    quote: &Quote,
    passage: &Range<usize>,
    start: usize,
    who: impl Fn(u32) -> Option<&'c str>,
) -> Option<Entry> {
    let (outer, _) = piece(facts, *quote.parts.first()?)?;
    let (last, _) = piece(facts, *quote.parts.last()?)?;
    let words = quote.parts.iter().filter_map(|&part| piece(facts, part));
    let words: Vec<&str> = words.filter_map(|(_, inner)| body.get(inner)).collect();
    let words = words.join(" … ");
    let is_outermost = facts
        .delimiters
        .quotations
        .get(quote.parts[0] as usize)?
        .depth
        == 0;
    let is_long = words.split_whitespace().nth(FEWEST_WORDS - 1).is_some();
    if quote.kind != QuoteKind::Speech || !is_outermost || !is_long {
        return None;
    }
    let speaker = quote.speaker.as_ref();
    let named = speaker.and_then(|speaker| who(speaker.entity?));
    let written = speaker.and_then(|s| body.get(s.range.start as usize..s.range.end as usize));
    let end = last.end.min(passage.end);
    Some(Entry {
        name: format!("“{}”", first_words(&words, SHOWN)),
        detail: first_words(named.or(written).unwrap_or_default(), SHOWN),
        kind: Kind::Quote,
        range: start + outer.start..start + end,
        selection: start + outer.start..start + outer.end.min(end),
        children: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::queries::fixture::fixture;

    fn check(marked: &str, expected: &Expect) {
        fn tell(entries: &[Entry], text: &str, depth: usize, out: &mut String) {
            for entry in entries {
                let selected = &text[entry.selection.clone()];
                assert!(text[entry.range.clone()].contains(selected));
                let (name, detail) = (&entry.name, &entry.detail);
                *out += &format!("{:1$}{name} [{detail}]\n", "", depth * 2);
                tell(&entry.children, text, depth + 1, out);
            }
        }
        let fixture = fixture(marked);
        let entries = outline::<()>(&fixture.corpus, 0, || Ok(())).expect("nobody stops it");
        let mut said = String::new();
        tell(&entries, &fixture.text, 0, &mut said);
        expected.assert_eq(&said);
    }

    #[test]
    fn articles_passages_and_quotes() {
        check(
            "<<<FILE: \"a.txt\" source=\"The Lantern\" date=\"2024-11-12T14:05:00Z\">>>\nBridge opens\n\n“We will walk over it first,” said Ada Hale, the mayor, “and so will you all.” It was called “safe”.\n\nHale said: “Nobody shall pay a toll.”\n<<<END FILE>>>\noutside\n<<<FILE>>>\n<<<END FILE>>>\n",
            &expect![[r"
                a.txt [The Lantern · 2024-11-12 · 29 words]
                  Bridge opens []
                  “We will walk over it first,” said Ada Hale, the mayor, “and so… []
                    “We will walk over it first, … and so will you all.” [Ada Hale]
                  Hale said: “Nobody shall pay a toll.” []
                    “Nobody shall pay a toll.” [Ada Hale]
                (no name) [0 words]
            "]],
        );
    }

    #[test]
    fn words_are_counted_as_elsewhere() {
        let text = "<<<FILE: a>>>\nSee https://example.org/a_(b) now.\n<<<END FILE>>>\n";
        let corpus = &fixture(text).corpus;
        let entries = outline::<()>(corpus, 0, || Ok(())).expect("nobody stops it");
        let told = crate::queries::hover::hover(corpus, 0, 0).expect("an article");
        let told = format!("{:?}", told.lines);
        assert!(told.contains(&entries[0].detail), "{told}");
    }

    #[test]
    fn what_is_long_shows_articles_alone() {
        let article = "<<<FILE: a>>>\nIt rained on the pier.\n<<<END FILE>>>\n";
        let fixture = fixture(&article.repeat(WHOLE / article.len() + 1));
        let entries = outline::<()>(&fixture.corpus, 0, || Ok(())).expect("nobody stops it");
        assert!(entries.len() > 40_000);
        assert!(entries.iter().all(|entry| entry.children.is_empty()));
    }
}
