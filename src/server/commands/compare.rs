//! `variorum.compare`: `[{uri, article, other}]` to what a view needs that shows how two articles differ; each is a name, or a
//! position in it. `[{uri, position}]` to the wordings of what is quoted there: those that the findings at the place tell of.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Value, json};
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use super::{Which, argument};
use crate::queries::actions::findings_at;
use crate::queries::comparison::{Side, compare};
use crate::rules::{Place, Rule};
use crate::server::ask::{Reader, ask};
use crate::server::changes::{refused, unknown};
use crate::server::host::Host;

#[derive(Deserialize)]
#[serde(untagged)]
enum Argument {
    Articles {
        uri: lsp::Uri,
        article: Which,
        other: Which,
    },
    Quote {
        uri: lsp::Uri,
        position: lsp::Position,
    },
}

/// Runs the command.
pub async fn run(host: &Arc<Host>, command: &str, arguments: Vec<Value>) -> Result<Option<Value>> {
    let argument: Argument = argument(command, arguments)?;
    let (Argument::Articles { uri, .. } | Argument::Quote { uri, .. }) = &argument;
    let uri = uri.clone();
    let found = ask(host, &uri, move |reader| {
        Ok(match argument {
            Argument::Articles { article, other, .. } => articles(reader, &article, &other),
            Argument::Quote { position, .. } => quote(reader, position),
        })
    });
    let found = found.await?.ok_or_else(|| unknown(&uri))?;
    found.map(Some).map_err(refused)
}

fn articles(reader: &Reader<'_>, a: &Which, b: &Which) -> std::result::Result<Value, String> {
    let (a, b) = (a.find(reader)?, b.find(reader)?);
    let found = compare(&reader.shelf.corpus, a, b).ok_or("these are no two articles")?;
    let side = |side: &Side| {
        json!({
            "name": side.name,
            "title": side.title,
            "text": side.body,
            "words": side.words,
            "range": reader.range(&side.range),
        })
    };
    let place = |side: &Side, range: &std::ops::Range<usize>| {
        reader.range(&(side.range.start + range.start..side.range.start + range.end))
    };
    let passages: Vec<Value> = found
        .passages
        .iter()
        .map(|passage| {
            json!({
                "article": place(&found.a, &passage.a),
                "other": place(&found.b, &passage.b),
                "words": passage.words,
            })
        })
        .collect();
    Ok(json!({
        "article": side(&found.a),
        "other": side(&found.b),
        "alike": found.alike,
        "shares": [found.shares.0, found.shares.1],
        "passages": passages,
    }))
}

/// What is quoted at a place, and in which other words.
fn quote(reader: &Reader<'_>, position: lsp::Position) -> std::result::Result<Value, String> {
    let at = reader.offset(position);
    let found = findings_at(&reader.shelf.corpus, reader.number, &(at..at));
    let told = |rule| {
        matches!(
            rule,
            Rule::AlteredQuote | Rule::ElidedQuote | Rule::DisputedSpeaker
        )
    };
    let (_, finding) = found
        .iter()
        .find(|(_, finding)| told(finding.rule))
        .ok_or("nothing is quoted here that another article has in other words")?;
    let wording = |place: &Place| {
        let document = reader.shelf.document(place.document);
        let range = place.in_file(document.tree().start(place.anchor));
        let name = place
            .anchor
            .and_then(|id| document.tree().marker(id).name.clone());
        json!({
            "article": name,
            "text": document.slice(range),
            "location": reader.location(place),
        })
    };
    let others = finding
        .related
        .iter()
        .map(|related| wording(&related.place));
    Ok(json!({
        "message": finding.message,
        "quote": wording(&finding.place),
        "others": others.collect::<Vec<_>>(),
    }))
}
