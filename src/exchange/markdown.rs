//! Pages in Markdown: the text as it is, the fields at its head as attributes; and back.

use rustc_hash::FxHashSet;

use super::metadata::is_address;
use super::{Article, Imported, Remark, date, front_matter};
use crate::text::normalise::unicode_key;

/// The field that holds an article's name, where the file's differs.
const NAME: &str = "name";
/// What the fields of static sites are called, and the attribute that each is.
const KEYS: [(&str, &[&str]); 6] = [
    (
        "date",
        &[
            "date",
            "published",
            "pubdate",
            "publishdate",
            "publish-date",
            "published-at",
            "datepublished",
            "created",
        ],
    ),
    (
        "source",
        &[
            "source",
            "publisher",
            "publication",
            "newspaper",
            "site",
            "site-name",
        ],
    ),
    (
        "url",
        &[
            "url",
            "canonical",
            "canonical-url",
            "canonicalurl",
            "source-url",
            "permalink",
            "link",
            "original-url",
        ],
    ),
    ("lang", &["lang", "language", "locale"]),
    ("title", &["title", "headline"]),
    ("author", &["author", "authors", "byline"]),
];
/// Keys that a marker may hold the article's own name under.
const NAMES: [&str; 4] = [NAME, "path", "file", "filename"];
/// Attributes that speak of the bytes in a bundle, and of nothing elsewhere.
pub(super) const OF_THE_BUNDLE: [&str; 3] = ["eol", "bytes", "sha256"];

/// A file with a page.
pub(super) fn read(name: &str, bytes: &[u8]) -> Imported {
    let mut article = Article {
        name: name.to_owned(),
        ..Article::default()
    };
    let Some(page) = front_matter::read(bytes) else {
        article.body = bytes.to_vec();
        return Imported::of(vec![article]);
    };
    article.body = page.text.to_vec();
    let mut left_out = page.left_out;
    for (key, value) in page.fields {
        if key == NAME && is_own_name(name, &value) {
            article.name = value;
            continue;
        }
        match attribute(&key, &value) {
            Some((key, value)) if article.attributes.iter().all(|(had, _)| *had != key) => {
                article.attributes.push((key, value));
            }
            _ => left_out.push(key),
        }
    }
    let mut imported = Imported::of(vec![article]);
    if !left_out.is_empty() {
        let fields = left_out.join("`, `");
        let what =
            format!("these fields are left out, being no attributes or given twice: `{fields}`");
        imported.remarks.push(Remark::at(1, what));
    }
    imported
}

/// Whether an article of this name would be written to this file.
fn is_own_name(file: &str, name: &str) -> bool {
    let files = [file_of(name, true), file_of(name, false)];
    !name.is_empty() && files.iter().any(|own| own == file)
}

/// The attribute that a field is. `None`: none that a marker can hold.
fn attribute(key: &str, value: &str) -> Option<(String, String)> {
    let key = key.to_ascii_lowercase().replace('_', "-");
    let value = value.trim();
    let known = KEYS.iter().find(|(_, names)| names.contains(&key.as_str()));
    let known = known.map(|(attribute, _)| *attribute);
    let key = match known {
        // `source: https://…` is where it was found, `url: /ferry/` no address that others could open.
        Some("source") if is_address(value) => "url",
        Some("url") if key != "url" && !is_address(value) => return None,
        Some(attribute) => attribute,
        None => &key,
    };
    let fits = key.starts_with(|c: char| c.is_ascii_lowercase())
        && key
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    let taken = OF_THE_BUNDLE.contains(&key) || NAMES.contains(&key);
    if !fits || taken || value.is_empty() {
        return None;
    }
    let value = match key {
        "date" => date::normalise(value).unwrap_or_else(|| value.to_owned()),
        _ => value.to_owned(),
    };
    Some((key.to_owned(), value))
}

/// Files with a page each.
pub(super) fn write(articles: &[Article]) -> Vec<(String, Vec<u8>)> {
    // `a.txt` becomes `a.md`, unless two would.
    let mut taken = FxHashSet::default();
    let short = articles
        .iter()
        .all(|a| taken.insert(unicode_key(&file_of(&a.name, true))));
    let page = |article: &Article| {
        let file = file_of(&article.name, short);
        let mut fields: Vec<(&str, &str)> = Vec::new();
        if file != article.name {
            fields.push((NAME, &article.name));
        }
        for (key, value) in &article.attributes {
            let twice = fields.iter().any(|(had, _)| had == key);
            if !twice && key != NAME && !OF_THE_BUNDLE.contains(&key.as_str()) {
                fields.push((key, value));
            }
        }
        let mut bytes = Vec::new();
        if !fields.is_empty() || front_matter::read(&article.body).is_some() {
            bytes.extend_from_slice(front_matter::write(&fields).as_bytes());
        }
        bytes.extend_from_slice(&article.body);
        (file, bytes)
    };
    articles.iter().map(page).collect()
}

/// The file of an article. `short`: `.md` instead of `.txt`, not behind it.
fn file_of(name: &str, short: bool) -> String {
    let lower = name.to_ascii_lowercase();
    if [".md", ".markdown"].iter().any(|end| lower.ends_with(end)) {
        return name.to_owned();
    }
    let stem = name.strip_suffix(".txt").filter(|_| short);
    // `.txt` alone is a name without an end.
    let stem = stem.filter(|stem| !stem.is_empty() && !stem.ends_with('/'));
    format!("{}.md", stem.unwrap_or(name))
}
