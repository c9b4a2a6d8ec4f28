//! What the articles of a bundle say, a line of JSON each: a contract that scripts rely on. Keys may be added, nothing
//! else changes.

use std::io::{self, Write};
use std::ops::Range;

use serde::Serialize;

use super::Checked;
use super::place::{Location, Point};
use crate::collation::index::TextId;
use crate::facts::Facts;
use crate::facts::dates::{self, When};
use crate::facts::quotes::Quote;
use crate::rules::Segment;

/// One fact, as it is written.
#[derive(Debug, Serialize)]
pub struct Record {
    kind: &'static str,
    path: String,
    article: String,
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
    segment: Segment<'c>,
    text: TextId,
    facts: &'c Facts,
    records: Vec<Record>,
}

/// The facts of a bundle, in the order of its text.
pub fn records(checked: &Checked<'_>) -> Vec<Record> {
    let bundle = checked.bundle;
    let mut all = Vec::new();
    for id in bundle.document().tree().articles() {
        let Some((text, facts)) = bundle.facts(id) else {
            continue;
        };
        let body = bundle
            .document()
            .slice(bundle.document().tree().body(Some(id)));
        let segment = Segment::new(bundle.document(), Some(id), &body);
        let mut article = Article {
            checked,
            segment,
            text,
            facts: &facts,
            records: Vec::new(),
        };
        article.quotes();
        article.entities();
        article.figures();
        article.moments();
        let mut records = article.records;
        records.sort_by_key(|r| (r.start.byte, std::cmp::Reverse(r.end.byte)));
        all.append(&mut records);
    }
    all
}

/// Writes records, a line of JSON each.
pub fn write_jsonl(records: &[Record], mut to: impl Write) -> io::Result<()> {
    for record in records {
        serde_json::to_writer(&mut to, record)?;
        writeln!(to)?;
    }
    Ok(())
}

impl Article<'_> {
    fn body(&self, range: &Range<u32>) -> String {
        let range = range.start as usize..range.end as usize;
        self.segment.body.get(range).unwrap_or_default().to_owned()
    }

    fn add(&mut self, kind: &'static str, range: &Range<u32>, says: Says) {
        let place = self.segment.at(range.start as usize..range.end as usize);
        let Location {
            path,
            article,
            start,
            end,
        } = self.checked.location(&place);
        self.records.push(Record {
            kind,
            path,
            article: article.unwrap_or_default(),
            start,
            end,
            text: self.body(range),
            says,
        });
    }

    /// The name by which an entity of this article is known in the bundle.
    fn canonical(&self, entity: u32) -> Option<String> {
        let own = self.facts.entities.entities.get(entity as usize)?;
        let shared = self
            .checked
            .bundle
            .identities()
            .canonical(self.text, entity);
        Some(shared.unwrap_or(&own.name).to_owned())
    }

    fn quotes(&mut self) {
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
                self.add("quote", &narrow(&quotation.outer), says);
            }
        }
    }

    fn entities(&mut self) {
        let entities = &self.facts.entities;
        for (number, mention) in entities.mentions.iter().enumerate() {
            let Some(entity) = entities.entities.get(mention.entity as usize) else {
                continue;
            };
            let says = Says::Entity {
                r#type: entity.kind.name(),
                canonical: self.canonical(mention.entity).unwrap_or_default(),
                role: entity.role.as_ref().map(|role| self.body(role)),
                introduces: entity.introduction as usize == number,
            };
            self.add("entity", &mention.range, says);
        }
    }

    fn figures(&mut self) {
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
            self.add("figure", &figure.range, says);
        }
    }

    fn moments(&mut self) {
        let facts = self.facts;
        let stated = self.segment.marker().and_then(|m| m.attribute("date"));
        let written = dates::written(stated, self.segment.body, &facts.moments);
        for moment in &facts.moments {
            let kind = match moment.when {
                When::Time { .. } => "time",
                _ => "date",
            };
            let value = moment.iso(written);
            self.add(kind, &moment.range, Says::Moment { value });
        }
    }
}
