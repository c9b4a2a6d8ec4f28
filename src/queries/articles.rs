//! Articles: where they are named, and what they have in common.

use std::ops::Range;

use memchr::memmem::Finder;

use super::article::{Article, CLONES};
use crate::bundle::{Anchor, ArticleId, Document, DocumentId, Role, SegmentId};
use crate::collation::copies::{Tie, shares};
use crate::rules::{Place, View};
use crate::workspace::Corpus;

/// Bytes to each side of a cursor in which an article's name is looked for.
const REACH: usize = 256;

/// A place that names articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The name where it stands.
    pub place: Place,
    /// The articles that have it, in the order of the bundle.
    pub articles: Vec<ArticleId>,
}

/// How another article stands to one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Similar {
    /// The other.
    pub article: ArticleId,
    /// The share of the one's five-word runs that stand in the other, and of the other's in the one.
    pub shares: (f64, f64),
    /// The share of five-word runs of both that stand in both.
    pub alike: f64,
    /// In what way the two are tied, if they are.
    pub kinship: Kinship,
}

/// In what way two articles are tied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kinship {
    /// They have the same text.
    Same,
    /// One is a copy of the other.
    Copy,
    /// One is the other with single words changed.
    Reworded,
    /// They share a passage of so many words, the longest.
    Passage(usize),
    /// No more than a phrase here and there.
    None,
}

/// The name of an article that stands at an offset, be it on a marker or in the text.
pub fn reference(corpus: &Corpus, document: DocumentId, offset: usize) -> Option<Reference> {
    let bundle = corpus.documents().get(document as usize)?;
    let tree = bundle.tree();
    let anchor = tree.at(offset);
    let line = anchor.filter(|&id| offset < tree.line(id).end);
    let (window, start) = around(bundle, offset);
    let at = offset.checked_sub(start)?;
    let found = |range: Range<usize>, articles| Reference {
        place: place(bundle, anchor, start + range.start..start + range.end),
        articles,
    };
    if let Some(id) = line {
        let marker = tree.marker(id);
        let in_line = offset - tree.line(id).start;
        let is_at = |range: &Range<usize>| range.start <= in_line && in_line <= range.end;
        // Its own name is no reference, and whose a close marker echoes is not for the name to say.
        if is_at(&marker.name_range) || !marker.attributes.iter().any(|a| is_at(&a.range)) {
            return None;
        }
    }
    for range in candidates(&window, at) {
        let name = window.get(range.clone()).unwrap_or_default();
        let ticked = window[..range.start].ends_with('`');
        if line.is_some() || ticked || is_file_like(name) {
            let articles = named(corpus, document, name);
            if !articles.is_empty() {
                return Some(found(range, articles));
            }
        }
    }
    None
}

/// The articles of this name: those of the same bundle, or else of the others.
pub fn named(corpus: &Corpus, document: DocumentId, name: &str) -> Vec<ArticleId> {
    let in_bundle = |number: DocumentId| {
        let ids = corpus.named(number, name).iter();
        ids.map(move |&id| ArticleId {
            document: number,
            id,
        })
    };
    let own: Vec<ArticleId> = in_bundle(document).collect();
    if !own.is_empty() || name.is_empty() {
        return own;
    }
    let all = 0..corpus.documents().len() as DocumentId;
    all.flat_map(in_bundle).collect()
}

/// The text around an offset on its line, and where that starts.
fn around(document: &Document, offset: usize) -> (String, usize) {
    let text = document.text();
    let offset = offset.min(text.len_bytes());
    let char_start = |byte: usize| text.char_to_byte(text.byte_to_char(byte));
    let start = char_start(offset.saturating_sub(REACH));
    let end = char_start((offset + REACH).min(text.len_bytes()));
    let window = document.slice(start..end);
    let at = offset - start;
    let before = window.get(..at).unwrap_or_default();
    let first = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let behind = window.get(at..).unwrap_or_default();
    let last = behind
        .find(['\n', '\r'])
        .map_or(window.len(), |end| at + end);
    let line = window.get(first..last).unwrap_or_default();
    (line.to_owned(), start + first)
}

/// The stretches of a line around a byte that may be a name: what stands between quotation marks or backticks, and the word
/// without the punctuation around it.
fn candidates(line: &str, at: usize) -> Vec<Range<usize>> {
    let (Some(before), Some(behind)) = (line.get(..at), line.get(at..)) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (open, close) in [('`', '`'), ('"', '"'), ('\'', '\''), ('“', '”')] {
        let start = before.rfind(open).map(|start| start + open.len_utf8());
        found.extend(start.zip(behind.find(close).map(|end| at + end)));
    }
    let start = before
        .rfind(char::is_whitespace)
        .map_or(0, |space| space + char_len(line, space));
    let end = behind
        .find(char::is_whitespace)
        .map_or(line.len(), |end| at + end);
    let word = line.get(start..end).unwrap_or_default();
    let start = end - word.trim_start_matches(is_mark).len();
    let start = line
        .get(start..end)
        .and_then(|word| word.find('='))
        .map_or(start, |equals| {
            let value = start + equals + 1;
            if value <= at { value } else { start }
        });
    // A name may end in a mark as well as a sentence may.
    let mut end = end;
    while start < end {
        found.push((start, end));
        match line
            .get(start..end)
            .and_then(|word| word.chars().next_back())
        {
            Some(last) if is_mark(last) => end -= last.len_utf8(),
            _ => break,
        }
    }
    let ranges = found.into_iter().map(|(start, end)| start..end);
    ranges
        .filter(|r| r.start <= at && at <= r.end && !r.is_empty())
        .collect()
}

fn char_len(line: &str, at: usize) -> usize {
    let c = line.get(at..).and_then(|rest| rest.chars().next());
    c.map_or(1, char::len_utf8)
}

fn is_mark(c: char) -> bool {
    !c.is_alphanumeric() && c != '_' && c != '/'
}

/// Whether a word looks like the name of a file: one that is a plain word stands in many a text.
fn is_file_like(name: &str) -> bool {
    let tells = |c: char| matches!(c, '.' | '_' | '/' | '-') || c.is_ascii_digit();
    name.contains(char::is_alphabetic) && name.contains(tells)
}

/// A place in a segment, from bytes of its bundle.
fn place(document: &Document, anchor: Anchor, bytes: Range<usize>) -> Place {
    let start = document.tree().start(anchor);
    Place {
        document: document.number(),
        anchor,
        start: bytes.start.saturating_sub(start),
        end: bytes.end.saturating_sub(start),
    }
}

/// Where a bundle names one of its articles, the article's own markers left out. All of it is read; `go_on` is asked at each
/// segment.
pub fn references(corpus: &Corpus, article: ArticleId, go_on: &dyn Fn() -> bool) -> Vec<Place> {
    let document = corpus.view().document(article);
    let segments = document.tree().segments().take_while(|_| go_on());
    let segments = segments.map(|anchor| SegmentId {
        document: article.document,
        anchor,
    });
    segments
        .flat_map(|segment| references_in(corpus, article, segment))
        .collect()
}

/// Where one segment names an article, the article's own markers left out.
pub fn references_in(corpus: &Corpus, article: ArticleId, segment: SegmentId) -> Vec<Place> {
    let name = corpus.view().article(article).name();
    let document = corpus.documents().get(segment.document as usize);
    let mut found = Vec::new();
    let Some(document) = document.filter(|_| !name.is_empty()) else {
        return found;
    };
    let (finder, tree, anchor) = (Finder::new(name), document.tree(), segment.anchor);
    let line = anchor.filter(|&id| tree.role(id) == Role::Open);
    let attributes = line.into_iter().flat_map(|id| {
        let start = tree.line(id).start;
        let attributes = tree.marker(id).attributes.iter();
        attributes.map(move |a| start + a.range.start..start + a.range.end)
    });
    for range in attributes.chain([tree.body(anchor)]) {
        let text = document.slice(range.clone());
        for at in finder.find_iter(text.as_bytes()) {
            let bytes = range.start + at..range.start + at + name.len();
            let named = reference(corpus, segment.document, bytes.start);
            if named.is_some_and(|r| r.articles.contains(&article)) {
                found.push(place(document, anchor, bytes));
            }
        }
    }
    found
}

/// The articles that share text with one: the most alike first.
pub fn similar(article: &Article<'_>) -> Vec<Similar> {
    let (copies, view) = (article.corpus.copies(), article.corpus.view());
    let lengths = |text| (copies.shingles(article.text), copies.shingles(text));
    let mut found = Vec::new();
    let mut add = |text, shared, kinship| {
        let (own, other) = lengths(text);
        let (alike, shares) = shares(shared, own, other);
        let clones = view.articles(text).iter().take(CLONES);
        found.extend(clones.filter(|&&id| id != article.id).map(|&id| Similar {
            article: id,
            shares,
            alike,
            kinship,
        }));
    };
    add(article.text, lengths(article.text).0, Kinship::Same);
    let relations = copies.relations(article.text);
    let mut sharing = copies.sharing(article.text, &article.facts);
    for relation in relations {
        if sharing
            .binary_search_by_key(&relation.other, |s| s.0)
            .is_err()
        {
            // What they share is common to many.
            let shared = match relation.tie {
                Tie::Copy(shared) => shared,
                _ => 0,
            };
            sharing.push((relation.other, shared));
            sharing.sort_unstable();
        }
    }
    for (text, shared) in sharing {
        let tie = relations.iter().find(|relation| relation.other == text);
        let (shared, kinship) = match tie.map(|relation| &relation.tie) {
            Some(Tie::Copy(all)) => (*all, Kinship::Copy),
            Some(Tie::Reworded(_)) => (shared, Kinship::Reworded),
            Some(Tie::Passages(runs)) => {
                let longest = runs.iter().map(|run| run.a.len()).max();
                (shared, Kinship::Passage(longest.unwrap_or_default()))
            }
            None => (shared, Kinship::None),
        };
        add(text, shared, kinship);
    }
    let place = |similar: &Similar| view.start(similar.article);
    found.sort_by(|a, b| {
        b.alike
            .total_cmp(&a.alike)
            .then_with(|| place(a).cmp(&place(b)))
    });
    found
}

/// The articles that are tied with one: copies and those that share a passage; in the order of the bundles.
pub fn tied(corpus: &Corpus, article: ArticleId) -> Vec<ArticleId> {
    let view = corpus.view();
    let Some(text) = corpus.text(article) else {
        return Vec::new();
    };
    let relations = corpus.copies().relations(text).iter();
    let texts = relations.map(|relation| relation.other).chain([text]);
    let articles = texts.flat_map(|text| view.articles(text).iter().take(CLONES));
    let mut others: Vec<ArticleId> = articles.copied().filter(|&id| id != article).collect();
    others.sort_by_cached_key(|&id| view.start(id));
    others
}

/// Where an article's name stands on its open marker.
pub fn name_place(view: View<'_>, article: ArticleId) -> Place {
    view.article(article).name_place()
}
