//! What a bundle holds, for a tree of it: its articles, who is named in them, and what is found, by rule.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::bundle::order::Id;
use crate::bundle::{DocumentId, Role, SegmentId};
use crate::facts::entities::EntityKind;
use crate::queries::Findings;
use crate::rules::Rule;
use crate::workspace::Corpus;

/// People that are listed, and findings of one rule.
const MOST: usize = 500;

/// An article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Which.
    pub id: Id,
    /// Its name, empty where it has none.
    pub name: String,
    /// Its headline, as its marker has it.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When.
    pub date: Option<String>,
    /// Its whole block, in bytes of the bundle.
    pub range: Range<usize>,
    /// Its name on the marker, or the marker, in bytes of the bundle.
    pub name_range: Range<usize>,
    /// How many findings it has.
    pub findings: usize,
}

/// Someone who is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The fullest and commonest name.
    pub name: String,
    /// Where each article names them first, in bytes of the bundle, by position.
    pub places: Vec<(Id, Range<usize>)>,
}

/// A finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What is wrong.
    pub message: String,
    /// Where, in bytes of the bundle.
    pub range: Range<usize>,
    /// The article in which it is.
    pub article: Option<Id>,
}

/// See the module's head.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sources {
    /// In the order of the bundle.
    pub articles: Vec<Source>,
    /// Those first whom most articles name.
    pub people: Vec<Person>,
    /// What is found: how often, and where first; by the rules' names.
    pub findings: Vec<(Rule, usize, Vec<Found>)>,
}

/// Lists what a bundle holds, with those findings of its segments that are told of. `go_on` is asked for each article, and
/// ends it where it fails.
pub fn sources<'c, E>(
    corpus: &'c Corpus,
    number: DocumentId,
    findings_of: impl Fn(SegmentId) -> Findings<'c>,
    mut go_on: impl FnMut() -> Result<(), E>,
) -> Result<Sources, E> {
    let mut all = Sources::default();
    let Some(document) = corpus.documents().get(number as usize) else {
        return Ok(all);
    };
    let tree = document.tree();
    let mut by_rule: BTreeMap<&str, (Rule, usize, Vec<Found>)> = BTreeMap::new();
    for (anchor, body) in tree.bodies() {
        go_on()?;
        let findings = findings_of(document.segment(anchor));
        let article = anchor.filter(|&id| tree.role(id) == Role::Open);
        if let Some(id) = article {
            let marker = tree.marker(id);
            let value = |key| marker.attribute(key).map(str::to_owned);
            let line = tree.line_length(id);
            let start = body.start - line;
            let name_range = match &marker.name_range {
                empty if empty.is_empty() => start..body.start,
                name => start + name.start..start + name.end,
            };
            let closed = tree.closed(id);
            let close = tree.next(anchor).filter(|_| closed);
            all.articles.push(Source {
                id,
                name: marker.name.clone().unwrap_or_default(),
                title: value("title"),
                publisher: value("source"),
                date: value("date"),
                range: start..body.end + close.map_or(0, |id| tree.line_length(id)),
                name_range,
                findings: findings.len(),
            });
        }
        for (range, finding) in findings {
            let rule = by_rule
                .entry(finding.rule.name())
                .or_insert((finding.rule, 0, Vec::new()));
            rule.1 += 1;
            if rule.2.len() < MOST {
                rule.2.push(Found {
                    message: finding.message.clone(),
                    range,
                    article,
                });
            }
        }
    }
    all.findings = by_rule.into_values().collect();
    for person in corpus.identities().everyone(EntityKind::Person, MOST) {
        go_on()?;
        let mut places = Vec::new();
        for (text, range) in &person.texts {
            let articles = corpus.view().articles(*text).iter();
            for article in articles.filter(|article| article.document == number) {
                let start = tree.body(Some(article.id)).start;
                let range = start + range.start as usize..start + range.end as usize;
                places.push((article.id, range));
            }
        }
        places.sort_by_key(|(_, range)| range.start);
        if !places.is_empty() {
            all.people.push(Person {
                name: person.name.to_owned(),
                places,
            });
        }
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queries::fixture::fixture;

    #[test]
    fn a_bundle_is_listed() {
        let text = "$0<<<FILE: \"a\" title=\"Pears\" source=\"Quay\">>>\nThey met Olena Marlow. “No.\n<<<END FILE>>>\n\
                    <<<FILE: b>>>\nThey saw Olena Marlow and Ada Roe.\n<<<END FILE>>>\n";
        let fixture = fixture(text);
        let text = &text[2..];
        let found = sources(
            &fixture.corpus,
            0,
            |s| fixture.corpus.findings_of(s),
            || Ok::<(), ()>(()),
        )
        .expect("nobody stops it");
        let articles: Vec<_> = found
            .articles
            .iter()
            .map(|a| (&text[a.name_range.clone()], a.title.as_deref(), a.findings))
            .collect();
        assert_eq!(articles, [("a", Some("Pears"), 1), ("b", None, 0)]);
        let [a, b] = &found.articles[..] else {
            panic!()
        };
        assert_eq!((a.range.end, b.range.end), (b.range.start, text.len()));
        let people: Vec<_> = found
            .people
            .iter()
            .map(|p| (p.name.as_str(), p.places.len()))
            .collect();
        assert_eq!(people, [("Olena Marlow", 2), ("Ada Roe", 1)]);
        let place = found.people[0].places[1].1.clone();
        assert_eq!(&text[place], "Olena Marlow");
        let rules: Vec<_> = found.findings.iter().map(|f| (f.0.name(), f.1)).collect();
        assert_eq!(rules, [("unbalanced-delimiter", 1)]);
    }
}
