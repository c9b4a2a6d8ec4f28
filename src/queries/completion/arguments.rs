//! What stands in a marker: names, attributes and their values.

use std::ops::Range;

use super::line::Typed;
use super::{Completion, Cursor, Item, ItemKind, MOST, articles_near};
use crate::bundle::checksum::sha256;
use crate::bundle::order::Id;
use crate::bundle::write::content;
use crate::bundle::{Document, DocumentId, Role};
use crate::queries::naming::may_name_articles;
use crate::rules::Rule;
use crate::workspace::Corpus;

/// The attributes that the format knows, and what each says.
const KEYS: [(&str, &str); 10] = [
    (
        "date",
        "when it was published: a date, or a date and time with offset (RFC 3339)",
    ),
    ("source", "who published it"),
    ("title", "its headline"),
    ("author", "who wrote it"),
    ("url", "where it was published"),
    ("lang", "its language (BCP 47)"),
    ("allow", "rules that are switched off for it"),
    ("bytes", "its length, by which damage shows"),
    ("sha256", "its checksum, by which damage shows"),
    ("eol", "`none` where its last line has no end"),
];

/// Languages that are offered; any other can be typed.
const LANGUAGES: [(&str, &str); 16] = [
    ("en", "English"),
    ("en-GB", "English, United Kingdom"),
    ("en-US", "English, United States"),
    ("ar", "Arabic"),
    ("de", "German"),
    ("es", "Spanish"),
    ("fr", "French"),
    ("he", "Hebrew"),
    ("hi", "Hindi"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("pl", "Polish"),
    ("pt", "Portuguese"),
    ("ru", "Russian"),
    ("uk", "Ukrainian"),
    ("zh", "Chinese"),
];

pub(super) fn arguments(
    corpus: &Corpus,
    number: DocumentId,
    cursor: &Cursor<'_>,
    typed: &Typed,
) -> Completion {
    let mut items = match typed {
        Typed::Echo { start, quoted } => echoes(cursor, *start, *quoted),
        Typed::Key { start, unquoted } => keys(cursor, *start, *unquoted),
        Typed::Value { key, start, quote } => {
            let range = cursor.since(*start);
            let values = Values {
                corpus,
                number,
                cursor,
                range,
            };
            let mut items = values.of(key);
            if quote.is_none() {
                for item in &mut items {
                    item.text = format!("\"{}\"", item.text);
                }
            }
            items
        }
        Typed::Name { .. } | Typed::Marker | Typed::Nothing => Vec::new(),
    };
    let is_incomplete = items.len() > MOST;
    items.truncate(MOST);
    Completion {
        items,
        is_incomplete,
    }
}

/// The marker of the line, where it reads as one already.
fn own(cursor: &Cursor<'_>) -> Option<Id> {
    let tree = cursor.document.tree();
    let id = tree.at(cursor.offset())?;
    (tree.line(id).start == cursor.start && tree.role(id) == Role::Open).then_some(id)
}

/// The name that a close marker should echo, then those of the articles near it.
fn echoes(cursor: &Cursor<'_>, start: usize, quoted: bool) -> Vec<Item> {
    let tree = cursor.document.tree();
    let mut range = cursor.since(start);
    // What is there of the name behind the cursor goes too.
    let rest = cursor.after.find(['>', '"']).unwrap_or(0);
    range.end += rest;
    let closes_line = cursor.after.trim().is_empty();
    let mut names: Vec<&str> = Vec::new();
    for id in articles_near(cursor.document, cursor.around) {
        let name = tree.marker(id).name.as_deref();
        if let Some(name) = name.filter(|name| !names.contains(name)) {
            names.push(name);
        }
    }
    let first = cursor
        .article()
        .and_then(|id| tree.marker(id).name.as_deref());
    let items = names.into_iter().take(MOST + 1).map(|name| {
        let mut item = Item::new(ItemKind::Article, name, range.clone());
        item.preselect = Some(name) == first;
        if item.preselect {
            "the article that this closes".clone_into(&mut item.detail);
        }
        let json = serde_json::Value::from(name)
            .to_string()
            .replace('>', "\\u003e");
        let inner = json.get(1..json.len() - 1).unwrap_or_default();
        let needs_quotes = inner != name;
        item.text = match (quoted, needs_quotes) {
            (true, _) => inner.to_owned(),
            (false, true) => json.clone(),
            (false, false) => name.to_owned(),
        };
        if closes_line {
            item.text += if quoted { "\">>>" } else { ">>>" };
        }
        item
    });
    items.collect()
}

/// The attributes that the marker has not.
fn keys(cursor: &Cursor<'_>, start: usize, unquoted: Option<(usize, usize)>) -> Vec<Item> {
    let range = cursor.since(start);
    let line = format!("{}{}", cursor.before, cursor.after).to_ascii_lowercase();
    let has = |key: &str| line.contains(&format!(" {key}="));
    let free = KEYS.iter().filter(|(key, _)| !has(key));
    let items = free.map(|(key, detail)| {
        let mut item = Item::new(ItemKind::Key, *key, range.clone());
        (*detail).clone_into(&mut item.detail);
        item.text = format!("{key}=\"\"");
        item.snippet = Some(format!("{key}=\"$1\"$0"));
        if let Some((first, last)) = unquoted {
            // A bare name cannot have attributes behind it.
            let name = cursor.before.get(first..last).unwrap_or_default();
            let json = serde_json::Value::from(name).to_string();
            let place = cursor.start + first..cursor.start + last;
            item.also.push((place, json));
        }
        item
    });
    items.collect()
}

/// Asks for the values of an attribute.
struct Values<'c> {
    corpus: &'c Corpus,
    number: DocumentId,
    cursor: &'c Cursor<'c>,
    range: Range<usize>,
}

impl Values<'_> {
    fn of(&self, key: &str) -> Vec<Item> {
        let key = key.to_ascii_lowercase();
        match key.as_str() {
            "allow" => self.rules(),
            "eol" => vec![self.item("none", "the last line has no end")],
            "lang" => {
                let known = LANGUAGES.iter();
                known.map(|(tag, name)| self.item(tag, name)).collect()
            }
            "bytes" | "sha256" => self.sums(&key),
            "date" | "source" | "author" => self.as_near(&key),
            _ if may_name_articles(&key) => self.articles(),
            _ => Vec::new(),
        }
    }

    fn document(&self) -> &Document {
        self.cursor.document
    }

    fn item(&self, value: &str, detail: &str) -> Item {
        let mut item = Item::new(ItemKind::Value, value, self.range.clone());
        detail.clone_into(&mut item.detail);
        item
    }

    /// The rules, those that find something in the article first; each but those that stand there already.
    fn rules(&self) -> Vec<Item> {
        let written = self
            .cursor
            .before
            .get(self.range.start - self.cursor.start..);
        let written = written.unwrap_or_default();
        let begun = written.rfind([' ', ',']).map_or(0, |at| at + 1);
        let before: Vec<&str> = written[..begun].split([' ', ',']).collect();
        let range = self.range.start + begun..self.range.end;
        let found: Vec<Rule> = own(self.cursor)
            .map(|id| {
                let segment = self.document().segment(Some(id));
                let findings = self.corpus.findings_of(segment).into_iter();
                findings.map(|(_, finding)| finding.rule).collect()
            })
            .unwrap_or_default();
        let mut rules: Vec<(usize, Rule)> = Rule::ALL
            .iter()
            .map(|&rule| (found.iter().filter(|f| **f == rule).count(), rule))
            .filter(|(_, rule)| !before.contains(&rule.name()))
            .collect();
        rules.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        let items = rules.into_iter().map(|(count, rule)| {
            let mut item = Item::new(ItemKind::Rule, rule.name(), range.clone());
            item.detail = match count {
                0 => String::new(),
                1 => "1 finding here".to_owned(),
                n => format!("{n} findings here"),
            };
            item
        });
        items.collect()
    }

    /// What `bytes` or `sha256` must say.
    fn sums(&self, key: &str) -> Vec<Item> {
        let Some(id) = own(self.cursor) else {
            return Vec::new();
        };
        let tree = self.document().tree();
        let body = self.document().slice(tree.body(Some(id)));
        let content = content(body.as_bytes(), tree.marker(id), tree.keywords());
        let value = match key {
            "bytes" => content.len().to_string(),
            _ => sha256(&content),
        };
        vec![self.item(&value, "what the article has now")]
    }

    /// The values that articles near this one have.
    fn as_near(&self, key: &str) -> Vec<Item> {
        let tree = self.document().tree();
        let mut values: Vec<&str> = Vec::new();
        let own = own(self.cursor);
        for id in articles_near(self.document(), self.cursor.around) {
            let value = tree.marker(id).attribute(key).filter(|v| !v.is_empty());
            if let Some(value) = value.filter(|v| Some(id) != own && !values.contains(v)) {
                values.push(value);
            }
        }
        let items = values.into_iter().take(MOST + 1);
        items
            .map(|value| {
                let mut item = self.item(value, "as an article near this one");
                let json = serde_json::Value::from(value).to_string();
                json.get(1..json.len() - 1)
                    .unwrap_or_default()
                    .clone_into(&mut item.text);
                item
            })
            .collect()
    }

    /// The names of the articles near this one.
    fn articles(&self) -> Vec<Item> {
        debug_assert_eq!(self.number, self.document().number());
        let tree = self.document().tree();
        let own = own(self.cursor);
        let near = articles_near(self.document(), self.cursor.around).filter(|&id| Some(id) != own);
        let names = near.filter_map(|id| tree.marker(id).name.as_deref());
        let items = names.take(MOST + 1).map(|name| {
            let mut item = Item::new(ItemKind::Article, name, self.range.clone());
            let json = serde_json::Value::from(name)
                .to_string()
                .replace('>', "\\u003e");
            json.get(1..json.len() - 1)
                .unwrap_or_default()
                .clone_into(&mut item.text);
            item
        });
        items.collect()
    }
}
