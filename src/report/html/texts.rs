//! The articles, line by line, with all that is known of them marked.

use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::figures::Figures;
use super::findings::{Findings, Flag};
use super::nesting::{Mark, Piece, pieces, sort};
use super::overview::moment;
use super::people::People;
use super::quotes::Quotes;
use super::reading::{Chip, Source};
use super::timeline::Timeline;
use crate::facts::entities::EntityKind;
use crate::facts::quotes::QuoteKind;
use crate::queries::article::narrow;

/// The parts of the page that marks lead to.
pub(super) struct Links<'p> {
    pub(super) findings: &'p Findings,
    pub(super) figures: &'p Figures,
    pub(super) quotes: &'p Quotes,
    pub(super) people: &'p People,
    pub(super) timeline: &'p Timeline,
}

/// An article.
#[derive(Debug, Serialize)]
pub(super) struct Text {
    number: usize,
    chip: Chip,
    title: Option<String>,
    publisher: Option<String>,
    author: Option<String>,
    date: Option<String>,
    url: Option<Url>,
    words: usize,
    findings: usize,
    /// What is found on its marker.
    flags: Vec<Flag>,
    pub(super) lines: Vec<Line>,
}

/// An address: a link, where it is one of the web.
#[derive(Debug, Serialize)]
struct Url {
    text: String,
    is_web: bool,
}

/// A line that is not blank.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    number: usize,
    /// Whether a blank line stands before it.
    is_apart: bool,
    pub(super) parts: Vec<Part>,
}

/// A part of a line: text, or where an element begins or ends.
#[derive(Debug, Serialize, PartialEq, Eq)]
#[serde(tag = "is", rename_all = "lowercase")]
pub(super) enum Part {
    Text {
        text: String,
    },
    Open {
        tag: &'static str,
        class: &'static str,
        id: Option<String>,
        to: Option<String>,
        label: Option<String>,
    },
    Close {
        tag: &'static str,
    },
    /// What leads to a finding.
    Flag {
        flag: Flag,
    },
}

/// What a mark is.
#[derive(Debug, Default)]
struct What {
    class: &'static str,
    /// Something leads here.
    id: Option<String>,
    to: Option<String>,
    label: Option<String>,
    flag: Option<Flag>,
}

impl What {
    fn tag(&self) -> &'static str {
        match (&self.to, &self.flag) {
            (Some(_), None) => "a",
            (_, Some(_)) => "mark",
            (None, None) => "span",
        }
    }
}

pub(super) fn text(source: &Source<'_>, links: &Links<'_>) -> Text {
    let id = source.article.id;
    let on_marker = links.findings.in_article(id);
    let on_marker = on_marker.filter(|(place, _)| source.in_body(place).is_none());
    let web = |url: &str| url.starts_with("https://") || url.starts_with("http://");
    let mut marks = Marks {
        source,
        links,
        found: Vec::new(),
        linked: BTreeMap::new(),
    };
    marks.all();
    Text {
        number: source.number,
        chip: source.chip(),
        title: source.title.clone(),
        publisher: source.publisher.clone(),
        author: source.author.clone(),
        date: source.date.as_deref().map(moment),
        url: source.url.as_ref().map(|url| Url {
            text: url.clone(),
            is_web: web(url),
        }),
        words: source.words,
        findings: source.findings,
        flags: on_marker.map(|(_, flag)| flag.clone()).collect(),
        lines: lines(source, &mut marks.found),
    }
}

/// The marks of an article, as they are gathered.
struct Marks<'s> {
    source: &'s Source<'s>,
    links: &'s Links<'s>,
    found: Vec<Mark<What>>,
    /// What is a link, by where it begins and ends: there is no link in a link.
    linked: BTreeMap<u32, u32>,
}

impl Marks<'_> {
    fn all(&mut self) {
        self.findings();
        self.names();
        self.figures();
        self.moments();
        self.quotes();
        // What leads here leads to what is marked already, but for flags: they may be hidden.
        let mut free: FxHashMap<Range<u32>, usize> = FxHashMap::default();
        for (at, mark) in self.found.iter().enumerate() {
            if mark.what.flag.is_none() {
                free.entry(mark.range.clone()).or_insert(at);
            }
        }
        for (range, id) in self.source.anchors() {
            let known = free.get(&range).and_then(|&at| self.found.get_mut(at));
            if let Some(mark) = known {
                mark.what.id = Some(id);
            } else {
                let what = What {
                    class: "at",
                    id: Some(id),
                    ..What::default()
                };
                self.mark(&range, 1, what);
            }
        }
    }

    fn mark(&mut self, range: &Range<u32>, rank: u8, mut what: What) {
        let range = range.start..range.end.min(self.source.body.len() as u32);
        if range.is_empty() {
            return;
        }
        if what.to.is_some() && what.flag.is_none() {
            let before = self.linked.range(..range.end).next_back();
            if before.is_some_and(|(_, &end)| range.start < end) {
                what.to = None;
            } else {
                self.linked.insert(range.start, range.end);
            }
        }
        self.found.push(Mark { range, rank, what });
    }

    fn findings(&mut self) {
        let findings = self.links.findings;
        for (place, flag) in findings.in_article(self.source.article.id) {
            let Some(mut range) = self.source.in_body(place) else {
                continue;
            };
            // An empty place is shown by what stands behind it, or before.
            if range.is_empty() {
                let behind = self
                    .source
                    .body
                    .get(range.start as usize..)
                    .unwrap_or_default();
                match behind.chars().next() {
                    Some(next) => range.end += next.len_utf8() as u32,
                    None => range.start = range.start.saturating_sub(1),
                }
            }
            let class = match flag.level {
                "error" => "x error",
                "warning" => "x warning",
                _ => "x note",
            };
            let (to, flag) = (Some(flag.to.clone()), Some(flag.clone()));
            let what = What {
                class,
                to,
                flag,
                ..What::default()
            };
            self.mark(&range, 0, what);
        }
    }

    fn names(&mut self) {
        let (article, people) = (&self.source.article, self.links.people);
        let entities = &article.facts.entities;
        for mention in entities.mentions.iter().chain(&entities.descriptions) {
            let kind = entities
                .entities
                .get(mention.entity as usize)
                .map(|e| e.kind);
            let class = match kind {
                Some(EntityKind::Person) => "n person",
                Some(EntityKind::Organization) => "n organization",
                Some(EntityKind::Place) => "n place",
                _ => "n",
            };
            let to = people.entry(article.id, mention.entity).map(str::to_owned);
            self.mark(
                &mention.range,
                5,
                What {
                    class,
                    to,
                    ..What::default()
                },
            );
        }
    }

    fn figures(&mut self) {
        let article = &self.source.article;
        for figure in article.facts.figures.iter().filter(|f| f.kind.is_amount()) {
            let to = self.links.figures.entry(article.id, figure.range.start);
            let class = match to {
                Some(to) if to.starts_with('v') => "g shared",
                _ => "g",
            };
            let to = to.map(str::to_owned);
            self.mark(
                &figure.range,
                3,
                What {
                    class: "f",
                    ..What::default()
                },
            );
            self.mark(
                &figure.number,
                6,
                What {
                    class,
                    to,
                    ..What::default()
                },
            );
        }
    }

    fn moments(&mut self) {
        let article = &self.source.article;
        for moment in &article.facts.moments {
            let to = self.links.timeline.entry(article.id, moment.range.start);
            let to = to.map(str::to_owned);
            self.mark(
                &moment.range,
                4,
                What {
                    class: "d",
                    to,
                    ..What::default()
                },
            );
        }
    }

    fn quotes(&mut self) {
        let article = &self.source.article;
        let quotes = article.facts.quotes.iter();
        for quote in quotes.filter(|quote| quote.kind == QuoteKind::Speech) {
            let quotations = &article.facts.delimiters.quotations;
            let parts = quote
                .parts
                .iter()
                .filter_map(|&part| quotations.get(part as usize));
            let mut first = true;
            for part in parts.filter(|part| part.depth == 0) {
                let (outer, inner) = (narrow(&part.outer), narrow(&part.inner));
                let entry = self
                    .links
                    .quotes
                    .entry(article.id, inner.start)
                    .filter(|_| first);
                first = false;
                self.mark(
                    &outer,
                    2,
                    What {
                        class: "q",
                        ..What::default()
                    },
                );
                if let Some((to, label)) = entry {
                    let (to, label) = (Some(to.clone()), Some(label.clone()));
                    let what = What {
                        class: "k",
                        to,
                        label,
                        ..What::default()
                    };
                    self.mark(&(outer.start..inner.start), 7, what);
                }
            }
        }
    }
}

fn lines(source: &Source<'_>, marks: &mut [Mark<What>]) -> Vec<Line> {
    sort(marks);
    let mut out = Vec::new();
    let (mut at, mut is_apart) = (0_u32, false);
    // Marks that begin before the line's end and are not over yet.
    let (mut next, mut open): (usize, Vec<&Mark<What>>) = (0, Vec::new());
    for (number, line) in (source.line..).zip(split(&source.body)) {
        let start = at;
        at += line.len() as u32;
        let end = start + line.trim_end().len() as u32;
        if end == start {
            is_apart = true;
            continue;
        }
        open.retain(|mark| mark.range.end > start);
        while let Some(mark) = marks.get(next).filter(|mark| mark.range.start < end) {
            open.push(mark);
            next += 1;
        }
        out.push(Line {
            number,
            is_apart,
            parts: parts(source, &(start..end), &open),
        });
        is_apart = false;
    }
    out
}

/// Lines with their ends, as editors count them.
fn split(body: &str) -> impl Iterator<Item = &str> {
    let mut rest = body;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = match rest.find(['\n', '\r']) {
            Some(at) if rest[at..].starts_with("\r\n") => at + 2,
            Some(at) => at + 1,
            None => rest.len(),
        };
        let (line, behind) = rest.split_at(end);
        rest = behind;
        Some(line)
    })
}

fn parts(source: &Source<'_>, line: &Range<u32>, open: &[&Mark<What>]) -> Vec<Part> {
    let mut out = Vec::new();
    for piece in pieces(line, open) {
        match piece {
            Piece::Text(range) => out.push(Part::Text {
                text: source.slice(&range).to_owned(),
            }),
            Piece::Close(mark) => out.push(Part::Close {
                tag: mark.what.tag(),
            }),
            Piece::Open(mark, goes_on) => {
                let what = &mark.what;
                if let Some(flag) = what.flag.as_ref().filter(|_| !goes_on) {
                    out.push(Part::Flag { flag: flag.clone() });
                }
                let is_link = what.flag.is_none();
                out.push(Part::Open {
                    tag: what.tag(),
                    class: what.class,
                    id: what.id.clone().filter(|_| !goes_on),
                    to: what.to.clone().filter(|_| is_link),
                    label: what.label.clone(),
                });
            }
        }
    }
    out
}
