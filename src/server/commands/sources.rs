//! `variorum.sources`: `[{uri}]` to what a tree of a bundle shows: its articles, who is named in them, what is found, and
//! which of that is about the same.

use std::ops::Range;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Value, json};
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use super::argument;
use crate::bundle::Role;
use crate::bundle::order::Id;
use crate::queries::groups::{Group, groups};
use crate::queries::sources::{Sources, sources};
use crate::rules::Place;
use crate::server::ask::{Reader, ask};
use crate::server::changes::unknown;
use crate::server::host::Host;

/// The argument of commands that are about a bundle.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Bundle {
    pub(super) uri: lsp::Uri,
}

/// Runs the command.
pub async fn run(host: &Arc<Host>, command: &str, arguments: Vec<Value>) -> Result<Option<Value>> {
    let Bundle { uri } = argument(command, arguments)?;
    let found = ask(host, &uri, |reader| {
        let (shelf, number) = (reader.shelf, reader.number);
        let told = |segment| shelf.findings_of(segment);
        let all = sources(&shelf.corpus, number, told, || reader.go_on())?;
        let groups = groups(&shelf.corpus, number, told, || reader.go_on())?;
        Ok(tree(reader, &all, &groups))
    });
    found.await?.ok_or_else(|| unknown(&uri)).map(Some)
}

fn tree(reader: &Reader<'_>, all: &Sources, groups: &[Group]) -> Value {
    let tree = reader.document().tree();
    let name = |id: &Id| tree.marker(*id).name.clone().unwrap_or_default();
    let range = |range: &Range<usize>| reader.range(range);
    let articles = all.articles.iter().map(|article| {
        json!({
            "name": article.name,
            "title": article.title,
            "source": article.publisher,
            "date": article.date,
            "range": range(&article.range),
            "selectionRange": range(&article.name_range),
            "findings": article.findings,
        })
    });
    let people = all.people.iter().map(|person| {
        let places = person.places.iter();
        let places =
            places.map(|(id, place)| json!({ "article": name(id), "range": range(place) }));
        json!({ "name": person.name, "places": places.collect::<Vec<_>>() })
    });
    let findings = all.findings.iter().map(|(rule, count, found)| {
        let places = found.iter().map(|found| {
            json!({
                "message": found.message,
                "article": found.article.as_ref().map(name),
                "range": range(&found.range),
            })
        });
        json!({ "rule": rule.name(), "count": count, "places": places.collect::<Vec<_>>() })
    });
    json!({
        "articles": articles.collect::<Vec<_>>(),
        "people": people.collect::<Vec<_>>(),
        "findings": findings.collect::<Vec<_>>(),
        "groups": groups.iter().map(|group| one(reader, group)).collect::<Vec<_>>(),
    })
}

fn one(reader: &Reader<'_>, group: &Group) -> Value {
    let place = |place: &Place| {
        let document = reader.shelf.document(place.document);
        let tree = document.tree();
        let article = place.anchor.filter(|&id| tree.role(id) == Role::Open);
        json!({
            "article": article.and_then(|id| tree.marker(id).name.clone()),
            "text": document.slice(place.in_file(tree.start(place.anchor))),
            "location": reader.location(place),
        })
    };
    json!({
        "kind": group.kind.name(),
        "message": group.message,
        "places": group.places.iter().map(place).collect::<Vec<_>>(),
    })
}
