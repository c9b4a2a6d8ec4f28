//! What the articles of a bundle say: a line of JSON each, or a row of a table. Both are contracts that scripts rely on:
//! keys and columns may be added, nothing else changes.

mod csv;

pub use csv::Csv;

use std::io::{self, Write};
use std::ops::Range;

use clap::ValueEnum;
use serde::Serialize;

use super::Checked;
use super::place::{Cursor, Point};
use crate::bundle::Marker;
use crate::bundle::order::Id;
use crate::collation::index::TextId;
use crate::facts::Facts;
use crate::facts::dates::{self, When};
use crate::facts::quotes::Quote;

/// What kind of fact one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A quotation, with its speaker
    Quote,
    /// A name
    Entity,
    /// A number, with what it counts
    Figure,
    /// A day, a month or a year
    Date,
    /// A clock time
    Time,
}

impl Kind {
    /// The kind as it is written.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Quote => "quote",
            Kind::Entity => "entity",
            Kind::Figure => "figure",
            Kind::Date => "date",
            Kind::Time => "time",
        }
    }
}

/// One fact, as it is written.
#[derive(Debug, Serialize)]
pub struct Record<'c> {
    kind: Kind,
    path: &'c str,
    article: &'c str,
    start: Point,
    end: Point,
    text: String,
    #[serde(flatten)]
    says: Says,
}

/// What is said of a fact, by its kind.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Says {
    Quote {
        quoted: String,
        speaker: Option<String>,
        speaker_entity: Option<String>,
        cue: Option<String>,
        /// Which utterance of the article it is a piece of, from 0.
        utterance: usize,
    },
    Entity {
        r#type: &'static str,
        canonical: String,
        role: Option<String>,
        introduces: bool,
    },
    Figure {
        /// Null for a range, whose ends are what is said.
        /// Null where the text gives a range and no single number.
        value: Option<f64>,
        low: Option<f64>,
        high: Option<f64>,
        modifier: &'static str,
        unit: Option<String>,
        per: Option<String>,
        of: Vec<String>,
    },
    Moment {
        value: Option<String>,
    },
}

/// The facts of one article, as they are gathered.
struct Article<'c> {
    checked: &'c Checked<'c>,
    marker: &'c Marker,
    body: &'c str,
    text: TextId,
    facts: &'c Facts,
    wanted: &'c dyn Fn(Kind) -> bool,
    found: Vec<(Kind, Range<usize>, Says)>,
}

/// The facts of one article of the kinds that are wanted, in the order of its text, an outer one before those within it.
pub fn of_article<'c>(
    checked: &Checked<'c>,
    id: Id,
    wanted: impl Fn(Kind) -> bool,
) -> Vec<Record<'c>> {
    let document = checked.document();
    let Some((text, facts)) = checked.corpus.facts(document.article(id)) else {
        return Vec::new();
    };
    let place = document.tree().body(Some(id));
    let body = document.slice(place.clone());
    let mut article = Article {
        checked,
        marker: document.tree().marker(id),
        body: &body,
        text,
        facts: &facts,
        wanted: &wanted,
        found: Vec::new(),
    };
    article.quotes();
    article.entities();
    article.figures();
    article.moments();
    let mut found = article.found;
    found.sort_by_key(|(_, range, _)| (range.start, std::cmp::Reverse(range.end)));
    let name = document.tree().marker(id).name.as_deref();
    let mut cursor = Cursor::new(document.text(), &body, place.start);
    let records = found.into_iter().map(|(kind, range, says)| {
        cursor.move_to(range.start);
        let mut end = cursor;
        end.move_to(range.end);
        Record {
            kind,
            path: &checked.file().path,
            article: name.unwrap_or_default(),
            start: cursor.point(checked),
            end: end.point(checked),
            text: body.get(range).unwrap_or_default().to_owned(),
            says,
        }
    });
    records.collect()
}

/// Writes a record, a line of JSON.
pub fn write_jsonl(record: &Record<'_>, mut to: impl Write) -> io::Result<()> {
    serde_json::to_writer(&mut to, record)?;
    writeln!(to)
}

impl Article<'_> {
    fn body(&self, range: &Range<u32>) -> String {
        let range = range.start as usize..range.end as usize;
        self.body.get(range).unwrap_or_default().to_owned()
    }

    fn add(&mut self, kind: Kind, range: &Range<u32>, says: Says) {
        let range = range.start as usize..range.end as usize;
        self.found.push((kind, range, says));
    }

    fn wants(&self, kind: Kind) -> bool {
        (self.wanted)(kind)
    }

    /// The name by which an entity of this article is known in the bundle.
    fn canonical(&self, entity: u32) -> Option<String> {
        let own = self.facts.entities.entities.get(entity as usize)?;
        let shared = self
            .checked
            .corpus
            .identities()
            .canonical(self.text, entity);
        Some(shared.unwrap_or(&own.name).to_owned())
    }

    fn quotes(&mut self) {
        if !self.wants(Kind::Quote) {
            return;
        }
        let facts = self.facts;
        for (utterance, quote) in facts.quotes.iter().enumerate() {
            let Quote {
                parts,
                speaker,
                cue,
                ..
            } = quote;
            for &part in parts {
                let Some(quotation) = facts.delimiters.quotations.get(part as usize) else {
                    continue;
                };
                let narrow = |range: &Range<usize>| range.start as u32..range.end as u32;
                let says = Says::Quote {
                    quoted: self.body(&narrow(&quotation.inner)),
                    speaker: speaker.as_ref().map(|s| self.body(&s.range)),
                    speaker_entity: speaker.as_ref().and_then(|s| self.canonical(s.entity?)),
                    cue: cue.as_ref().map(|cue| self.body(cue)),
                    utterance,
                };
                self.add(Kind::Quote, &narrow(&quotation.outer), says);
            }
        }
    }

    fn entities(&mut self) {
        if !self.wants(Kind::Entity) {
            return;
        }
        let entities = &self.facts.entities;
        let named = entities.mentions.iter().enumerate();
        let named = named.map(|(number, mention)| (Some(number), mention));
        let described = entities.descriptions.iter().map(|mention| (None, mention));
        for (number, mention) in named.chain(described) {
            let Some(entity) = entities.entities.get(mention.entity as usize) else {
                continue;
            };
            let says = Says::Entity {
                r#type: entity.kind.name(),
                canonical: self.canonical(mention.entity).unwrap_or_default(),
                role: entity.role.as_ref().map(|role| self.body(role)),
                introduces: number == Some(entity.introduction as usize),
            };
            self.add(Kind::Entity, &mention.range, says);
        }
    }

    fn figures(&mut self) {
        if !self.wants(Kind::Figure) {
            return;
        }
        let facts = self.facts;
        for figure in facts.figures.iter().filter(|f| f.kind.is_amount()) {
            let says = Says::Figure {
                value: Some(figure.value).filter(|_| !figure.is_range),
                low: figure.low,
                high: figure.high,
                modifier: figure.modifier.symbol(),
                unit: Some(figure.unit.to_string()).filter(|unit| !unit.is_empty()),
                per: figure.per.as_ref().map(ToString::to_string),
                of: figure.of.iter().map(|range| self.body(range)).collect(),
            };
            self.add(Kind::Figure, &figure.range, says);
        }
    }

    fn moments(&mut self) {
        let facts = self.facts;
        let stated = self.marker.attribute("date");
        let written = dates::written(stated, self.body, &facts.moments);
        for moment in &facts.moments {
            let kind = match moment.when {
                When::Time { .. } => Kind::Time,
                _ => Kind::Date,
            };
            if self.wants(kind) {
                let value = moment.iso(written);
                self.add(kind, &moment.range, Says::Moment { value });
            }
        }
    }
}
