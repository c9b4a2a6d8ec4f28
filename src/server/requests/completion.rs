//! `textDocument/completion`: markers, their attributes, names.

use std::sync::Arc;

use serde_json::json;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;

use crate::facts::entities::EntityKind;
use crate::queries::completion::{Item, ItemKind, completion};
use crate::rules::Rule;
use crate::server::ask::{Reader, ask};
use crate::server::host::Host;

/// Answers the request.
pub async fn answer(
    host: &Arc<Host>,
    params: lsp::CompletionParams,
) -> Result<Option<lsp::CompletionResponse>> {
    let at = params.text_document_position;
    let found = ask(host, &at.text_document.uri, move |reader| {
        let offset = reader.offset(at.position);
        let found = completion(&reader.shelf.corpus, reader.number, offset);
        let items = found.items.iter().zip(0..);
        let items = items.map(|(item, place)| converted(reader, item, place));
        Ok(lsp::CompletionList {
            is_incomplete: found.is_incomplete,
            items: items.collect(),
        })
    });
    let list = found.await?.filter(|list| !list.items.is_empty());
    Ok(list.map(lsp::CompletionResponse::List))
}

/// An item; `place`: how many are likelier.
fn converted(reader: &Reader<'_>, item: &Item, place: usize) -> lsp::CompletionItem {
    let snippet = item.snippet.as_ref().filter(|_| reader.client.snippets);
    let also = item.also.iter().map(|(range, text)| lsp::TextEdit {
        range: reader.range(range),
        new_text: text.clone(),
    });
    let also: Vec<lsp::TextEdit> = also.collect();
    lsp::CompletionItem {
        label: item.label.clone(),
        kind: Some(kind(item.kind)),
        detail: (!item.detail.is_empty()).then(|| item.detail.clone()),
        preselect: item.preselect.then_some(true),
        sort_text: Some(format!("{place:04}")),
        filter_text: Some(item.filter.clone()),
        insert_text_format: snippet.map(|_| lsp::InsertTextFormat::SNIPPET),
        text_edit: Some(lsp::CompletionTextEdit::Edit(lsp::TextEdit {
            range: reader.range(&item.range),
            new_text: snippet.unwrap_or(&item.text).clone(),
        })),
        additional_text_edits: (!also.is_empty()).then_some(also),
        data: (item.kind == ItemKind::Rule).then(|| json!({ "rule": item.label })),
        ..lsp::CompletionItem::default()
    }
}

fn kind(kind: ItemKind) -> lsp::CompletionItemKind {
    match kind {
        ItemKind::Close => lsp::CompletionItemKind::KEYWORD,
        ItemKind::Open => lsp::CompletionItemKind::SNIPPET,
        ItemKind::Key => lsp::CompletionItemKind::PROPERTY,
        ItemKind::Value => lsp::CompletionItemKind::VALUE,
        ItemKind::Rule => lsp::CompletionItemKind::ENUM_MEMBER,
        ItemKind::Article => lsp::CompletionItemKind::FILE,
        ItemKind::Name(EntityKind::Organization) => lsp::CompletionItemKind::MODULE,
        ItemKind::Name(EntityKind::Place) => lsp::CompletionItemKind::CONSTANT,
        ItemKind::Name(EntityKind::Person | EntityKind::Other) => lsp::CompletionItemKind::VARIABLE,
    }
}

/// Answers the request: a rule gets its page.
pub async fn resolve(
    host: &Arc<Host>,
    mut params: lsp::CompletionItem,
) -> Result<lsp::CompletionItem> {
    let rule = params
        .data
        .as_ref()
        .and_then(|data| data.get("rule")?.as_str());
    if let Some(rule) = rule.and_then(Rule::named) {
        let markdown = host.world().capabilities.markdown_completion;
        let kind = if markdown {
            lsp::MarkupKind::Markdown
        } else {
            lsp::MarkupKind::PlainText
        };
        let value = rule.page();
        let page = lsp::MarkupContent { kind, value };
        params.documentation = Some(lsp::Documentation::MarkupContent(page));
    }
    Ok(params)
}
