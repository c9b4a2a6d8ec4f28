//! Pages in Markdown: the text as it is, the fields at its head as attributes; and back.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::metadata::is_address;
use super::{Article, Imported, Remark, date, front_matter};
use crate::bundle::names::safe_path;
use crate::text::normalise::unicode_key;

/// The field that holds an article's name. It also says that the page was written here, so that the other fields are
/// attributes as they are.
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
/// The attribute by which rules are switched off for an article: not for a stranger's page to say, and anybody's page can
/// have a name that fits its file.
const ALLOW: &str = "allow";
/// Attributes that speak of the bytes in a bundle, and of nothing elsewhere.
pub(super) const OF_THE_BUNDLE: [&str; 3] = ["eol", "bytes", "sha256"];

/// A file with a page.
pub(super) fn read(file: &str, bytes: &[u8]) -> Imported {
    let mut article = Article {
        name: file.to_owned(),
        ..Article::default()
    };
    let Some(page) = front_matter::read(bytes) else {
        article.body = bytes.to_vec();
        return Imported::of(vec![article]);
    };
    article.body = page.text.to_vec();
    let own = page.fields.iter().find(|(key, _)| key == NAME);
    let own = own.filter(|(_, name)| is_own_name(file, name)).cloned();
    let fields = if let Some((_, name)) = own {
        article.name = name;
        Fields::ours(page.fields)
    } else {
        Fields::of_strangers(page.fields)
    };
    article.attributes = fields.attributes;
    let mut imported = Imported::of(vec![article]);
    let left_out: Vec<String> = page.left_out.into_iter().chain(fields.left_out).collect();
    if !left_out.is_empty() {
        let fields = left_out.join("`, `");
        let what =
            format!("these fields are left out, being no attributes or given twice: `{fields}`");
        imported.remarks.push(Remark::at(1, what));
    }
    if fields.allows {
        let what = format!(
            "`{ALLOW}` is left out: it would keep findings on this page from being reported"
        );
        imported.remarks.push(Remark::at(1, what));
    }
    let mut attributes = imported.articles.iter().flat_map(|a| &a.attributes);
    if attributes.any(|(key, _)| key == ALLOW) {
        let what =
            format!("`{ALLOW}` is taken over: it keeps findings on this page from being reported");
        imported.remarks.push(Remark::at(1, what));
    }
    imported
}

/// Whether an article of this name would be written to this file. Either may be seen from further up: the folder of
/// pages stands in another, or only a part of it is read.
fn is_own_name(file: &str, name: &str) -> bool {
    let ends = |whole: &str, end: &str| {
        whole
            .strip_suffix(end)
            .is_some_and(|rest| rest.ends_with('/'))
    };
    let fits = |own: String| {
        own == file || safe_path(name).is_ok() && (ends(file, &own) || ends(&own, file))
    };
    !name.is_empty()
        && [true, false]
            .into_iter()
            .any(|short| fits(file_of(name, short)))
}

/// What becomes of the fields of a page.
#[derive(Default)]
struct Fields {
    attributes: Vec<(String, String)>,
    left_out: Vec<String>,
    /// A stranger's page says which findings are not to be reported on it.
    allows: bool,
}

impl Fields {
    /// Of a page that `write` wrote: keys and values as they are.
    fn ours(fields: Vec<(String, String)>) -> Fields {
        let mut found = Fields::default();
        let mut named = false;
        for (key, value) in fields {
            if key == NAME && !std::mem::replace(&mut named, true) {
                continue;
            }
            let lower = key.to_ascii_lowercase();
            if fits(&lower) && found.attributes.iter().all(|(had, _)| *had != lower) {
                found.attributes.push((lower, value));
            } else {
                found.left_out.push(key);
            }
        }
        found
    }

    /// Of any other page: what static sites call the attributes, brought into their form. Of several fields for one
    /// attribute the best is taken, of those the first.
    fn of_strangers(fields: Vec<(String, String)>) -> Fields {
        let read: Vec<_> = fields
            .iter()
            .map(|(key, value)| attribute(key, value))
            .collect();
        let mut best: BTreeMap<String, Worth> = BTreeMap::new();
        for field in read.iter().flatten() {
            let best = best.entry(field.key.clone()).or_insert(field.worth);
            *best = field.worth.max(*best);
        }
        let mut found = Fields::default();
        for ((field, _), attribute) in fields.into_iter().zip(read) {
            match attribute {
                Some(a) if a.key == ALLOW => found.allows = true,
                Some(a) if best.get(&a.key) == Some(&a.worth) => {
                    best.remove(&a.key);
                    found.attributes.push((a.key, a.value));
                }
                _ => found.left_out.push(field),
            }
        }
        found
    }
}

/// What a field of a stranger's page says.
struct Field {
    key: String,
    value: String,
    worth: Worth,
}

/// How far a field is to be taken for an attribute that others may say too.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Worth {
    /// It has the attribute's own name, but is no address or no date, though it should be.
    Unsound,
    /// It has another name, and is what it should be.
    Alias,
    /// It has the attribute's own name.
    Own,
}

/// The attribute that a field is. `None`: none that a marker can hold.
fn attribute(key: &str, value: &str) -> Option<Field> {
    let key = key.to_ascii_lowercase().replace('_', "-");
    let value = value.trim();
    let known = KEYS.iter().find(|(_, names)| names.contains(&key.as_str()));
    let known = known.map(|(attribute, _)| *attribute);
    let date = known.filter(|known| *known == "date");
    let date = date.and_then(|_| date::normalise(value));
    let sound = match known {
        // `url: /ferry/` is no address that others could open.
        Some("url") => is_address(value),
        // `published: true` says that it was.
        Some("date") => date.is_some(),
        _ => true,
    };
    let attribute = match known {
        // `source: https://…` is where it was found.
        Some("source") if is_address(value) => "url",
        Some(attribute) => attribute,
        None => &key,
    };
    let worth = match (attribute == key, sound) {
        (true, true) => Worth::Own,
        (true, false) => Worth::Unsound,
        (false, true) => Worth::Alias,
        (false, false) => return None,
    };
    if !fits(attribute) || value.is_empty() {
        return None;
    }
    let value = match attribute {
        "date" => date.unwrap_or_else(|| value.to_owned()),
        _ => value.to_owned(),
    };
    Some(Field {
        key: attribute.to_owned(),
        value,
        worth,
    })
}

/// Whether a marker can hold an attribute of this name, and not as something else.
fn fits(key: &str) -> bool {
    let plain = key.starts_with(|c: char| c.is_ascii_lowercase())
        && key
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_.".contains(&b));
    plain && !OF_THE_BUNDLE.contains(&key) && !NAMES.contains(&key)
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
        let fields = fields(article);
        let mut bytes = Vec::new();
        let bare = fields.len() == 1 && file == article.name;
        if !bare || front_matter::read(&article.body).is_some() {
            bytes.extend_from_slice(front_matter::write(&fields).as_bytes());
        }
        bytes.extend_from_slice(&article.body);
        (file, bytes)
    };
    articles.iter().map(page).collect()
}

/// The fields at the head of an article's page.
fn fields(article: &Article) -> Vec<(&str, &str)> {
    let mut fields: Vec<(&str, &str)> = vec![(NAME, &article.name)];
    for (key, value) in &article.attributes {
        let twice = fields.iter().any(|(had, _)| had == key);
        if !twice && fits(key) {
            fields.push((key, value));
        }
    }
    fields
}

/// Why an article's attributes cannot be written.
pub(super) fn fault(article: &Article) -> Option<String> {
    let fields = fields(article);
    if front_matter::write(&fields).len() <= front_matter::LONGEST {
        return None;
    }
    let (key, _) = fields.iter().max_by_key(|(_, value)| value.len())?;
    Some(format!(
        "`{}`: its attributes, most of all `{key}`, are longer than the 64 KiB of front matter",
        article.name
    ))
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
