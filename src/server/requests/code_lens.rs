//! `textDocument/codeLens`: what there is to say of an article.
//!
//! A lens is sent with the place of its article and what kind it is; what it says is read when it comes into view. Its
//! command is one of the client's own, which the plugins of editors provide:
//!
//! - `variorum.compare` `[{uri, article, other, otherUri}]`: shows the difference between two articles, by positions in them,
//!   since two may have one name, or none; the other may be in another bundle.
//! - `variorum.showFindings` `[{uri, article, position, rules}]`: shows the findings of these rules in an article.
//! - `variorum.showReferences` `[{uri, article, position, locations}]`: shows places where an article is named.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::json;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types as lsp;

use crate::bundle::order::Id;
use crate::bundle::{ArticleId, Role};
use crate::queries::articles::references;
use crate::queries::lenses::{Kind, Lens, lenses, mentioned};
use crate::server::ask::{Reader, Stopped, ask};
use crate::server::host::Host;

/// What a lens is sent with.
#[derive(Debug, Serialize, Deserialize)]
struct Data {
    uri: lsp::Uri,
    kind: String,
}

/// The lenses of a bundle. Only articles of which there is something to say have any.
pub async fn answer(
    host: &Arc<Host>,
    params: lsp::CodeLensParams,
) -> Result<Option<Vec<lsp::CodeLens>>> {
    let uri = params.text_document.uri.clone();
    ask(host, &params.text_document.uri, move |reader| {
        let (corpus, document) = (&reader.shelf.corpus, reader.document());
        let mut all: Vec<(ArticleId, Kind)> = Vec::new();
        for (anchor, _) in &reader.volume().listed {
            reader.go_on()?;
            if let Some(id) = anchor.filter(|&id| document.tree().role(id) == Role::Open) {
                let article = document.article(id);
                let found =
                    lenses(corpus, article, &reader.shelf.findings_of(article.into())).into_iter();
                all.extend(found.map(|lens| (article, lens.kind)));
            }
        }
        let named = mentioned(corpus, reader.number, || reader.go_on())?;
        all.extend(
            named
                .into_iter()
                .map(|(article, _)| (article, Kind::Mentions)),
        );
        all.sort_by_cached_key(|(article, kind)| (document.tree().start(Some(article.id)), *kind));
        let lens = |(article, kind): (ArticleId, Kind)| {
            let (uri, kind) = (uri.clone(), kind.name().to_owned());
            lsp::CodeLens {
                range: marker(reader, article.id),
                command: None,
                data: serde_json::to_value(Data { uri, kind }).ok(),
            }
        };
        Ok(all.into_iter().map(lens).collect())
    })
    .await
}

/// What a lens says, and what it does.
pub async fn resolve(host: &Arc<Host>, lens: lsp::CodeLens) -> Result<lsp::CodeLens> {
    let data = lens.data.clone().unwrap_or_default();
    let Ok(data) = serde_json::from_value::<Data>(data) else {
        return Err(Error::invalid_params("not a lens of this server"));
    };
    let place = lens.range.start;
    let uri = data.uri.clone();
    let command = ask(host, &uri, move |reader| {
        let tree = reader.document().tree();
        let article = tree.at(reader.offset(place));
        let article = article.filter(|&id| tree.role(id) == Role::Open);
        let kind = Kind::ALL.into_iter().find(|kind| kind.name() == data.kind);
        match article.zip(kind) {
            Some((id, kind)) => command(reader, id, kind),
            None => Err(Stopped::Modified),
        }
    });
    // Where there is nothing to say any more, nothing is said: the client asks for lenses again when the text changes.
    let command = command.await?.flatten();
    Ok(lsp::CodeLens { command, ..lens })
}

fn command(
    reader: &Reader<'_>,
    id: Id,
    kind: Kind,
) -> std::result::Result<Option<lsp::Command>, Stopped> {
    let article = reader.document().article(id);
    let (uri, name) = (&reader.volume().uri, name(reader, id));
    let position = marker(reader, id).start;
    if kind == Kind::Mentions {
        let corpus = &reader.shelf.corpus;
        let places = references(corpus, article, &|| reader.go_on().is_ok());
        // What was found so far is not all.
        reader.go_on()?;
        let lens = Lens {
            kind,
            count: places.len(),
            others: Vec::new(),
        };
        let locations = places.iter().map(|place| reader.location(place));
        let locations: Vec<_> = locations.collect();
        let arguments =
            json!({"uri": uri, "article": name, "position": position, "locations": locations});
        return Ok(Some(does(&lens, "variorum.showReferences", arguments)));
    }
    let told = reader.shelf.findings_of(article.into());
    let all = lenses(&reader.shelf.corpus, article, &told);
    let Some(lens) = all.into_iter().find(|lens| lens.kind == kind) else {
        return Ok(None);
    };
    let copy = lens.others.first().filter(|_| kind == Kind::Copies);
    if let Some(&other) = copy {
        let other_uri = &reader.shelf.volumes[other.document as usize].uri;
        let tree = reader.shelf.document(other.document).tree();
        let start = tree.start(Some(other.id));
        let other = reader.range_in(other.document, &(start..start)).start;
        let arguments =
            json!({"uri": uri, "article": position, "other": other, "otherUri": other_uri});
        return Ok(Some(does(&lens, "variorum.compare", arguments)));
    }
    let rules: Vec<&str> = kind.rules().iter().map(|rule| rule.name()).collect();
    let arguments = json!({"uri": uri, "article": name, "position": position, "rules": rules});
    Ok(Some(does(&lens, "variorum.showFindings", arguments)))
}

fn does(lens: &Lens, command: &str, arguments: serde_json::Value) -> lsp::Command {
    lsp::Command {
        title: lens.title(),
        command: command.to_owned(),
        arguments: Some(vec![arguments]),
    }
}

fn name<'r>(reader: &'r Reader<'_>, id: Id) -> &'r str {
    let marker = reader.document().tree().marker(id);
    marker.name.as_deref().unwrap_or_default()
}

/// The line of an article's open marker; its start is enough to find the article again.
fn marker(reader: &Reader<'_>, id: Id) -> lsp::Range {
    let start = reader.document().tree().start(Some(id));
    let mut range = reader.range(&(start..start));
    range.end.character = 1;
    range
}
