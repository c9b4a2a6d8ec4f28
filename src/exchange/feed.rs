//! Feeds: RSS of all versions, Atom, JSON feeds. Each entry with a text is an article.

use feed_rs::model::{Entry, Feed, Text};
use feed_rs::parser::Builder;

use super::metadata::is_address;
use super::{Article, Imported, Remark, date, html, naming};

pub(super) fn read(bytes: &[u8]) -> Result<Imported, Remark> {
    let parser = Builder::new().sanitize_content(false).build();
    let feed = parser.parse(bytes).map_err(|error| {
        // Its positions are bytes in a text that it has recoded.
        Remark::whole(format!("is not a feed that can be read: {error}"))
    })?;
    let mut imported = Imported {
        named_here: true,
        ..Imported::default()
    };
    for (index, entry) in feed.entries.iter().enumerate() {
        let title = entry.title.as_ref().map(plain).unwrap_or_default();
        match article(&feed, entry, &title, index + 1) {
            Ok(article) => imported.articles.push(article),
            Err(why) => {
                let what = format!("entry {} (`{title}`) is left out: {why}", index + 1);
                imported.remarks.push(Remark::whole(what));
            }
        }
    }
    Ok(imported)
}

fn article(
    feed: &Feed,
    entry: &Entry,
    title: &str,
    number: usize,
) -> Result<Article, &'static str> {
    let content = entry.content.as_ref().and_then(|content| {
        let is_html = content.content_type.subty() != "plain";
        Some((content.body.as_deref()?, is_html))
    });
    let summary = entry.summary.as_ref();
    let summary = summary.map(|text| (text.content.as_str(), text.content_type.subty() != "plain"));
    let mut body = String::new();
    for (text, is_html) in content.into_iter().chain(summary) {
        body = if is_html {
            html::text(text)?
        } else {
            lines(text)
        };
        if !body.is_empty() {
            break;
        }
    }
    if body.is_empty() {
        return Err("it has no text");
    }
    let mut attributes = Vec::new();
    let mut add = |key: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            attributes.push((key.to_owned(), value));
        }
    };
    let moment = entry.published.or(entry.updated);
    add(
        "date",
        moment.and_then(|moment| date::of_moment(moment.timestamp())),
    );
    add("source", feed.title.as_ref().map(plain));
    let own =
        |link: &&feed_rs::model::Link| link.rel.as_deref().is_none_or(|rel| rel == "alternate");
    let link = entry.links.iter().find(own).or(entry.links.first());
    let link = link.map(|link| link.href.clone());
    // A permanent `guid` is an address, too.
    add(
        "url",
        link.or_else(|| Some(entry.id.clone()))
            .filter(|url| is_address(url)),
    );
    add(
        "lang",
        entry.language.clone().or_else(|| feed.language.clone()),
    );
    add("title", Some(title.to_owned()));
    let authors = entry
        .authors
        .iter()
        .filter_map(|author| author.name.as_deref());
    let authors: Vec<&str> = authors.filter(|name| !name.is_empty()).collect();
    add("author", Some(authors.join(", ")));
    let slug = naming::slug(title);
    let stem = if slug.is_empty() {
        format!("{number:03}")
    } else {
        format!("{number:03}-{slug}")
    };
    Ok(Article {
        name: naming::file(&stem),
        attributes,
        body: body.into_bytes(),
        line: 0,
    })
}

/// A title in one line, without tags.
fn plain(text: &Text) -> String {
    let is_html = text.content_type.subty() != "plain" || text.content.contains('&');
    let plain = if is_html {
        html::text(&text.content).ok()
    } else {
        None
    };
    html::words(plain.as_deref().unwrap_or(&text.content)).into_owned()
}

/// A plain text as whole lines.
fn lines(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() {
        String::new()
    } else {
        format!("{text}\n")
    }
}
