//! What is wrong, by kind, and where.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::reading::{Chip, Reading, short};
use super::{Found, limits};
use crate::bundle::{ArticleId, DocumentId};
use crate::report::Checked;
use crate::rules::{Level, Place, Rule};

/// Characters of what stands at a place.
const EXCERPT: usize = 140;

/// A finding, with the number of its bundle.
type Numbered<'f> = (DocumentId, &'f Found<'f>);

/// All findings of the page.
#[derive(Debug, Default, Serialize)]
pub(super) struct Findings {
    pub(super) count: usize,
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) notes: usize,
    pub(super) kinds: Vec<Kind>,
    /// Those that have an entry, by their article.
    #[serde(skip)]
    known: FxHashMap<ArticleId, Vec<(Place, Flag)>>,
}

/// The findings of one rule at one level.
#[derive(Debug, Serialize)]
pub(super) struct Kind {
    pub(super) id: String,
    pub(super) rule: &'static str,
    pub(super) level: &'static str,
    /// The first sentence of the rule's page.
    about: Vec<Piece>,
    pub(super) count: usize,
    entries: Vec<Entry>,
    more: usize,
}

/// A finding.
#[derive(Debug, Serialize)]
struct Entry {
    id: String,
    message: Vec<Piece>,
    place: Where,
    related: Vec<Where>,
    more: usize,
}

/// A place that a finding speaks of.
#[derive(Debug, Serialize)]
struct Where {
    /// The article; absent between articles.
    chip: Option<Chip>,
    /// The bundle, where there are several.
    path: Option<String>,
    line: usize,
    excerpt: String,
    /// What is said of it.
    message: Vec<Piece>,
}

/// A piece of a message: code or not.
#[derive(Debug, Serialize, PartialEq, Eq)]
pub(super) struct Piece {
    text: String,
    code: bool,
}

/// A finding as it is named elsewhere on the page.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub(super) struct Flag {
    pub(super) to: String,
    pub(super) level: &'static str,
    pub(super) rule: &'static str,
    pub(super) message: String,
}

impl Findings {
    /// The findings with an entry that stand in an article, by kind.
    pub(super) fn in_article(&self, article: ArticleId) -> impl Iterator<Item = (&Place, &Flag)> {
        let known = self.known.get(&article).into_iter().flatten();
        known.map(|(place, flag)| (place, flag))
    }
}

pub(super) fn findings(reading: &Reading<'_>) -> Findings {
    let mut all = Findings::default();
    let mut kinds: BTreeMap<(Reverse<Level>, &str), Vec<Numbered<'_>>> = BTreeMap::new();
    for (number, found) in (0..).zip(&reading.bundles.findings) {
        for one in found {
            let finding = &one.1;
            all.count += 1;
            *(match finding.level {
                Level::Error => &mut all.errors,
                Level::Warning => &mut all.warnings,
                Level::Note => &mut all.notes,
            }) += 1;
            let kind = (Reverse(finding.level), finding.rule.name());
            kinds.entry(kind).or_default().push((number, one));
        }
    }
    let mut number = 0;
    for ((Reverse(level), rule), found) in kinds {
        let mut entries = Vec::new();
        for &(document, (_, finding)) in found.iter().take(limits::FINDINGS) {
            number += 1;
            let id = format!("f{number}");
            let flag = Flag {
                to: id.clone(),
                level: level.name(),
                rule,
                message: finding.message.clone(),
            };
            if let Some(article) = finding.place.article() {
                let known = all.known.entry(article).or_default();
                known.push((finding.place.clone(), flag));
            }
            let related = finding.related.iter().take(limits::RELATED);
            entries.push(Entry {
                id,
                message: pieces(&finding.message),
                place: place(reading, document, &finding.place, ""),
                related: related
                    .map(|r| place(reading, r.place.document, &r.place, &r.message))
                    .collect(),
                more: finding.related.len().saturating_sub(limits::RELATED),
            });
        }
        all.kinds.push(Kind {
            id: format!("kind-{rule}-{}", level.name()),
            rule,
            level: level.name(),
            about: Rule::named(rule).map_or_else(Vec::new, about),
            count: found.len(),
            more: found.len() - entries.len(),
            entries,
        });
    }
    all
}

fn place(reading: &Reading<'_>, document: DocumentId, place: &Place, message: &str) -> Where {
    let bundles = reading.bundles;
    let checked = Checked {
        files: bundles.files,
        corpus: bundles.corpus,
        number: document,
    };
    let range = checked.range(place);
    let home = bundles.corpus.documents().get(place.document as usize);
    let line = home.and_then(|home| home.text().try_byte_to_line(range.start).ok());
    let text = home.map(|home| home.slice(range.start..range.end.min(range.start + 8 * EXCERPT)));
    let several = bundles.files.len() > 1;
    Where {
        chip: reading.chip_of(place),
        path: several.then(|| bundles.files[place.document as usize].path.clone()),
        line: line.map_or(0, |line| line + 1),
        excerpt: short(&text.unwrap_or_default(), EXCERPT),
        message: pieces(message),
    }
}

/// A message with what stands between backticks as code.
fn pieces(message: &str) -> Vec<Piece> {
    let is_balanced = message.matches('`').count().is_multiple_of(2);
    if !is_balanced {
        let text = message.to_owned();
        return vec![Piece { text, code: false }];
    }
    let parts = message.split('`').zip([false, true].into_iter().cycle());
    let parts = parts.filter(|(text, _)| !text.is_empty());
    parts
        .map(|(text, code)| Piece {
            text: text.to_owned(),
            code,
        })
        .collect()
}

/// The first sentence of what a rule's page says that it does.
fn about(rule: Rule) -> Vec<Piece> {
    let page = rule.page();
    let text = page.split_once("## What it does\n").map_or("", |(_, t)| t);
    let paragraph: Vec<&str> = text
        .lines()
        .skip_while(|line| line.trim().is_empty())
        .take_while(|line| !line.trim().is_empty())
        .collect();
    let paragraph = paragraph.join(" ");
    let end = paragraph.find(". ").map_or(paragraph.len(), |end| end + 1);
    pieces(paragraph[..end].trim_end_matches([':', '.']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_code_is_told_apart() {
        let told = |message| {
            let all = pieces(message).into_iter();
            all.map(|piece| (piece.text, piece.code))
                .collect::<Vec<_>>()
        };
        let own = |text: &str, code| (text.to_owned(), code);
        assert_eq!(
            told("`a` is `b`"),
            [own("a", true), own(" is ", false), own("b", true)]
        );
        assert_eq!(told("one ` alone"), [own("one ` alone", false)]);
    }

    #[test]
    fn every_rule_is_told_of_in_one_sentence() {
        for &rule in Rule::ALL {
            let text: String = about(rule).into_iter().map(|piece| piece.text).collect();
            assert!(
                text.len() > 20 && text.len() < 400,
                "{}: {text}",
                rule.name()
            );
        }
    }
}
