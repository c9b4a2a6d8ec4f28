//! A web page: its main text, without navigation, advertising and the like, and what it says of itself.

use std::borrow::Cow;

use dom_smoothie::{Config, Readability, TextMode};

use super::metadata::Metadata;
use super::{Article, Imported, Remark, date, dom, encoding, naming};

/// Bytes of a page: no article has more, and what finds the main text takes its time.
const LARGEST: usize = 16 << 20;
/// Characters that a main text has at the least. With less, what finds it would rather take the whole page: the usual
/// 500 do that to short news.
const SHORTEST: usize = 140;

/// What there is in a page.
pub(super) struct Page {
    pub(super) attributes: Vec<(String, String)>,
    pub(super) text: String,
}

/// A file with a page; the article takes the file's name, and is a text.
pub(super) fn read(name: &str, bytes: &[u8]) -> Imported {
    let mut imported = Imported {
        named_here: true,
        ..Imported::default()
    };
    match page(bytes, None, None) {
        Ok(page) => {
            let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
            imported.articles.push(Article {
                name: naming::file(stem),
                attributes: page.attributes,
                body: page.text.into_bytes(),
                line: 0,
            });
        }
        Err(why) => imported
            .remarks
            .push(Remark::whole(format!("the page is left out: {why}"))),
    }
    imported
}

/// Reads a page. `charset`: what the server said of its encoding; `address`: where it was found.
pub(super) fn page(
    bytes: &[u8],
    charset: Option<&str>,
    address: Option<&str>,
) -> Result<Page, &'static str> {
    if bytes.len() > LARGEST {
        return Err("it is larger than 16 MiB");
    }
    let html = encoding::decode(bytes, charset);
    let document = dom::page(&html)?;
    let said = Metadata::of(&document);
    let config = Config {
        text_mode: TextMode::Formatted,
        char_threshold: SHORTEST,
        disable_json_ld: true, // read by `metadata`, graphs too
        ..Config::default()
    };
    let found = Readability::with_document(document, None, Some(config));
    let found = found.and_then(|mut readability| readability.parse());
    let found = found.map_err(|_| "there is no main text in it")?;
    let text = tidy(&found.text_content);
    if text.is_empty() {
        return Err("there is no main text in it");
    }
    let time = said.date.or(found.published_time);
    let mut attributes = Vec::new();
    let mut add = |key: &str, value: Option<String>| {
        let value = value.map(|value| words(&value).into_owned());
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            attributes.push((key.to_owned(), value));
        }
    };
    add("date", time.as_deref().and_then(date::normalise));
    add("source", said.source.or(found.site_name));
    add("url", said.url.or(address.map(str::to_owned)));
    add("lang", found.lang);
    add("title", said.title.or(Some(found.title)));
    add("author", said.author.or(found.byline));
    Ok(Page { attributes, text })
}

/// The text of a piece of HTML, as feeds hold it.
pub(super) fn text(html: &str) -> Result<String, &'static str> {
    if html.len() > LARGEST {
        return Err("it is larger than 16 MiB");
    }
    let fragment = dom::fragment(html)?;
    for hidden in ["script", "style", "template", "iframe"] {
        fragment.select(hidden).remove();
    }
    Ok(tidy(&fragment.formatted_text()))
}

/// A text with one blank between words.
pub(super) fn words(text: &str) -> Cow<'_, str> {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").into()
}

/// Whole lines without blanks at their ends, one empty line between paragraphs.
fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    let mut gap = false;
    for line in text.lines().map(str::trim_end) {
        if line.is_empty() {
            gap = !tidied.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            tidied.push('\n');
        }
        tidied.push_str(line);
        tidied.push('\n');
    }
    tidied
}
