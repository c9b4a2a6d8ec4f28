//! The articles of a page, read once.

use std::borrow::Cow;
use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::{Bundles, limits};
use crate::bundle::ArticleId;
use crate::facts::dates;
use crate::facts::shingles::Shingles;
use crate::queries::article::Article;
use crate::queries::articles::{Similar, similar};
use crate::rules::{Place, View};
use crate::text::sentences::sentences;

/// Bytes of a sentence that are shown to each side of what it is shown for.
const BESIDE: usize = 110;
/// Bytes to each side in which its sentence is looked for.
const REACH: usize = 600;

/// See the module's head.
pub(super) struct Reading<'c> {
    pub(super) bundles: &'c Bundles<'c>,
    /// In the order of the bundles.
    pub(super) articles: Vec<Source<'c>>,
    numbers: FxHashMap<ArticleId, usize>,
}

/// An article of the page.
pub(super) struct Source<'c> {
    /// What it says; its words and shingles were needed once and are gone.
    pub(super) article: Article<'c>,
    /// From 1, in the order of the bundles.
    pub(super) number: usize,
    pub(super) body: Cow<'c, str>,
    /// The line of its bundle on which the body begins, from 1.
    pub(super) line: usize,
    pub(super) name: String,
    pub(super) title: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) author: Option<String>,
    pub(super) url: Option<String>,
    pub(super) date: Option<String>,
    /// The day that it is known to be of.
    pub(super) written: Option<Date>,
    pub(super) words: usize,
    /// The most alike first.
    pub(super) similar: Vec<Similar>,
    /// How many findings it has.
    pub(super) findings: usize,
    /// Whether its text is on the page.
    pub(super) is_shown: bool,
    /// What is led to in it: places in bytes of its body, each by its start.
    wanted: RefCell<BTreeMap<u32, u32>>,
}

/// An article as it is named on the page, and what its name leads to.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub(super) struct Chip {
    pub(super) number: usize,
    pub(super) label: String,
    pub(super) name: String,
    /// Absent where its text is not on the page.
    pub(super) to: Option<String>,
}

/// A piece of a sentence with what stands around it.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub(super) struct Snippet {
    pub(super) before: String,
    pub(super) hit: String,
    pub(super) after: String,
}

impl<'c> Reading<'c> {
    pub(super) fn new(bundles: &'c Bundles<'c>) -> Reading<'c> {
        let corpus = bundles.corpus;
        let mut articles = Vec::new();
        for document in corpus.documents() {
            for id in document.tree().articles() {
                let id = document.article(id);
                articles.extend(source(bundles, id, articles.len() + 1));
            }
        }
        let numbers = articles.iter().enumerate();
        let numbers = numbers.map(|(at, source)| (source.article.id, at));
        let mut reading = Reading {
            bundles,
            numbers: numbers.collect(),
            articles,
        };
        reading.count_findings();
        reading.choose_shown();
        reading
    }

    fn count_findings(&mut self) {
        for (_, finding) in self.bundles.findings.iter().flatten() {
            let at = finding.place.article().and_then(|id| self.numbers.get(&id));
            if let Some(source) = at.and_then(|&at| self.articles.get_mut(at)) {
                source.findings += 1;
            }
        }
    }

    /// Chooses the articles whose texts are on the page.
    fn choose_shown(&mut self) {
        let mut order: Vec<usize> = (0..self.articles.len()).collect();
        order.sort_by_key(|&at| (Reverse(self.articles[at].findings), at));
        let mut bytes = 0;
        for at in order.into_iter().take(limits::TEXTS) {
            bytes += self.articles[at].body.len();
            if bytes > limits::TEXT_BYTES {
                break;
            }
            self.articles[at].is_shown = true;
        }
    }

    pub(super) fn view(&self) -> View<'c> {
        self.bundles.corpus.view()
    }

    /// An article of the page.
    pub(super) fn source(&self, id: ArticleId) -> Option<&Source<'c>> {
        self.articles.get(*self.numbers.get(&id)?)
    }

    /// All articles by name, each leading to its head.
    pub(super) fn chips(&self) -> Vec<Chip> {
        self.articles.iter().map(Source::chip).collect()
    }

    /// What leads to a place that a finding speaks of.
    pub(super) fn chip_of(&self, place: &Place) -> Option<Chip> {
        let source = self.source(place.article()?)?;
        Some(match source.in_body(place) {
            Some(range) => source.chip_at(&range),
            None => source.chip(),
        })
    }
}

fn source<'c>(bundles: &'c Bundles<'c>, id: ArticleId, number: usize) -> Option<Source<'c>> {
    let mut article = Article::read(bundles.corpus, id)?;
    let document = bundles.corpus.view().document(id);
    let range = document.tree().body(Some(id.id));
    let body = document.slice(range.clone());
    let marker = document.tree().marker(id.id);
    let value = |key| {
        let value = marker.attribute(key).map(str::trim);
        value.filter(|v| !v.is_empty()).map(str::to_owned)
    };
    let date = value("date");
    let written = dates::written(date.as_deref(), &body, &article.facts.moments);
    let (words, similar) = (article.facts.words.len(), similar(&article));
    article.facts.words = Arc::default();
    article.facts.shingles = Shingles::default();
    let name = marker.name.clone().unwrap_or_default();
    Some(Source {
        article,
        number,
        line: document.text().try_byte_to_line(range.start).ok()? + 1,
        body,
        name: match name.trim() {
            "" => "an article without a name".to_owned(),
            _ => name,
        },
        title: value("title"),
        publisher: value("source"),
        author: value("author"),
        url: value("url"),
        date,
        written,
        words,
        similar,
        findings: 0,
        is_shown: false,
        wanted: RefCell::default(),
    })
}

impl Source<'_> {
    /// By name, leading to its head.
    pub(super) fn chip(&self) -> Chip {
        Chip {
            number: self.number,
            label: self.publisher.as_ref().unwrap_or(&self.name).clone(),
            name: self.name.clone(),
            to: self.is_shown.then(|| format!("a{}", self.number)),
        }
    }

    /// By name, leading to a place in its body.
    pub(super) fn chip_at(&self, range: &Range<u32>) -> Chip {
        Chip {
            to: self.anchor(range),
            ..self.chip()
        }
    }

    /// What leads to a place in its body, which is noted.
    fn anchor(&self, range: &Range<u32>) -> Option<String> {
        if !self.is_shown {
            return None;
        }
        let Some((start, end)) = self.visible(range) else {
            return Some(format!("a{}", self.number));
        };
        let mut wanted = self.wanted.borrow_mut();
        let known = wanted.entry(start).or_insert(end);
        *known = end.min(*known);
        Some(format!("a{}-{start}", self.number))
    }

    /// A place of the body without the blanks at its start; for one of nothing but blanks, the letter before it.
    fn visible(&self, range: &Range<u32>) -> Option<(u32, u32)> {
        let text = self.slice(range);
        let blanks = text.len() - text.trim_start().len();
        if blanks < text.len() {
            return Some((range.start + blanks as u32, range.end));
        }
        let before = self.slice(&(0..range.start)).trim_end();
        let letter = before.chars().next_back()?;
        Some((
            (before.len() - letter.len_utf8()) as u32,
            before.len() as u32,
        ))
    }

    /// What is led to in its body, each with what it is called.
    pub(super) fn anchors(&self) -> Vec<(Range<u32>, String)> {
        let wanted = self.wanted.borrow();
        let anchors = wanted.iter();
        let anchors =
            anchors.map(|(&start, &end)| (start..end, format!("a{}-{start}", self.number)));
        anchors.collect()
    }

    /// A place of this article in bytes of its body; `None` where it is on a marker.
    pub(super) fn in_body(&self, place: &Place) -> Option<Range<u32>> {
        let head = self.article.place(&(0..0)).start;
        let start = place.start.checked_sub(head)?;
        let end = (place.end - head).min(self.body.len());
        (start <= end).then_some(start as u32..end as u32)
    }

    /// What stands at a place of the body.
    pub(super) fn slice(&self, range: &Range<u32>) -> &str {
        let range = range.start as usize..range.end as usize;
        self.body.get(range).unwrap_or_default()
    }

    /// The same on one line.
    pub(super) fn words_at(&self, range: &Range<u32>) -> String {
        on_one_line(self.slice(range))
    }

    /// The name by which one of its entities is known in the bundles.
    pub(super) fn canonical(&self, entity: u32) -> Option<String> {
        let own = self.article.facts.entities.entities.get(entity as usize)?;
        let identities = self.article.corpus.identities();
        let known = identities.canonical(self.article.text, entity);
        Some(on_one_line(known.unwrap_or(&own.name)))
    }

    /// Who says one of its quotes: as the bundles know him, or as the article calls him.
    pub(super) fn speaker(&self, quote: usize) -> Option<String> {
        let speaker = self.article.facts.quotes.get(quote)?.speaker.as_ref()?;
        let known = speaker.entity.and_then(|entity| self.canonical(entity));
        Some(known.unwrap_or_else(|| self.words_at(&speaker.range)))
    }

    /// A place of the body in its sentence.
    pub(super) fn snippet(&self, range: &Range<u32>) -> Snippet {
        let (start, end) = (range.start as usize, range.end as usize);
        // Not the whole line is looked at, which may be the whole article.
        let least = self.body.floor_char_boundary(start.saturating_sub(REACH));
        let most = self
            .body
            .ceil_char_boundary((end + REACH).min(self.body.len()));
        let before = self.body.get(least..start).unwrap_or_default();
        let first = before
            .rfind(['\n', '\r'])
            .map_or(least, |at| least + at + 1);
        let behind = self.body.get(end..most).unwrap_or_default();
        let last = behind.find(['\n', '\r']).map_or(most, |at| end + at);
        let line = self.body.get(first..last).unwrap_or_default();
        let mut sentence = 0..line.len();
        for found in sentences(line) {
            if found.start <= start - first && start - first < found.end {
                sentence = found.start..found.end.max(end - first);
            }
        }
        let (first, last) = (first + sentence.start, first + sentence.end.min(line.len()));
        let (mut from, mut to) = (start.saturating_sub(BESIDE), end + BESIDE);
        from = self.body.floor_char_boundary(from).max(first);
        to = self
            .body
            .ceil_char_boundary(to.min(self.body.len()))
            .min(last);
        let mut head = on_one_line(self.body.get(from..start).unwrap_or_default());
        let mut tail = on_one_line(self.body.get(end..to).unwrap_or_default());
        if from > first {
            head = format!("…{}", head.split_once(' ').map_or(&*head, |(_, rest)| rest));
        }
        if to < last {
            tail = format!(
                "{}…",
                tail.rsplit_once(' ').map_or(&*tail, |(rest, _)| rest)
            );
        }
        let is_apart = |part: Option<&str>, at: fn(&str) -> Option<char>| {
            part.and_then(at).is_some_and(char::is_whitespace)
        };
        if is_apart(self.body.get(from..start), |part| part.chars().next_back()) {
            head.push(' ');
        }
        if is_apart(self.body.get(end..to), |part| part.chars().next()) {
            tail.insert(0, ' ');
        }
        Snippet {
            before: head,
            hit: self.words_at(range),
            after: tail,
        }
    }
}

/// A text on one line.
pub(super) fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text on one line, no longer than `most` characters.
pub(super) fn short(text: &str, most: usize) -> String {
    let line = on_one_line(text);
    match line.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}

/// The set that something is in: sets are trees in a list of parents.
pub(super) fn root(parents: &mut [usize], mut at: usize) -> usize {
    while parents[at] != at {
        parents[at] = parents[parents[at]];
        at = parents[at];
    }
    at
}

/// Makes the sets of two things one.
pub(super) fn join(parents: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(parents, a), root(parents, b));
    // The first of them stands for the set, so that nothing hangs on the order of joins.
    parents[a.max(b)] = a.min(b);
}
