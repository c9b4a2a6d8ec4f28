//! Names for articles: of titles, of addresses, of paths that lead from the root.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Article;
use crate::bundle::names::safe_path;
use crate::text::normalise::unicode_key;

/// Characters of a title, or of one part of an address, that go into a name.
const LONGEST: usize = 60;
/// Parts of an address that go into a name.
const DEEPEST: usize = 6;

/// A path without what leads to it from the root, as `tar` stores it: `/home/a.txt` as `home/a.txt`, `C:\a.txt` as
/// `a.txt`. `None`: it is relative as it is.
pub fn relative(name: &str) -> Option<String> {
    let mut letters = name.chars();
    let drive =
        matches!((letters.next(), letters.next()), (Some(a), Some(':')) if a.is_ascii_alphabetic());
    let rest = if drive { letters.as_str() } else { name };
    let windows = drive || name.starts_with('\\');
    let rest = if windows {
        rest.replace('\\', "/")
    } else {
        rest.to_owned()
    };
    let rest = rest.trim_start_matches('/');
    (rest != name && !rest.is_empty()).then(|| rest.to_owned())
}

/// The letters and digits of a title, small, with `-` for all else between them.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::new();
    let mut length = 0;
    for c in text.chars().flat_map(char::to_lowercase) {
        if length == LONGEST {
            break;
        }
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        } else {
            continue;
        }
        length += 1;
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// A name for a page: its host and the parts of its path, `news.example.org/2031/ferry.txt`.
pub(super) fn of_address(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or_default();
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    let host = parts.next().unwrap_or_default();
    let host: Vec<String> = host.split(['.', ':']).map(slug).collect();
    let mut names = vec![host.join(".").trim_matches('.').to_owned()];
    let mut parts: Vec<&str> = parts.collect();
    if let Some(last) = parts.last_mut() {
        // `ferry.html`: how it was served says nothing of the text.
        let stem = last.rsplit_once('.').filter(|(_, kind)| {
            let kind = kind.to_ascii_lowercase();
            ["html", "htm", "xhtml", "php", "asp", "aspx", "jsp"].contains(&kind.as_str())
        });
        *last = stem.map_or(*last, |(stem, _)| stem);
    }
    names.extend(parts.into_iter().map(slug));
    if !query.is_empty() {
        names.push(slug(query));
    }
    names.retain(|name| !name.is_empty());
    match names.len() {
        0 => names.push("page".to_owned()),
        1 => names.push("index".to_owned()),
        _ => {}
    }
    names.truncate(DEEPEST);
    file(&names.join("/"))
}

/// A name of a text file, safe on every system.
pub(super) fn file(stem: &str) -> String {
    let name = format!("{stem}.txt");
    match safe_path(&name) {
        Ok(_) => name,
        // `con.txt`, which Windows takes for a device, or nothing but dots.
        Err(_) => format!("page-{}.txt", slug(stem)),
    }
}

/// Gives each name that was given before, or is one of those that are `fixed`, a number: `a.txt`, `a-2.txt`, `a-3.txt`.
pub fn make_unique<'a>(
    fixed: impl Iterator<Item = &'a str>,
    articles: impl Iterator<Item = &'a mut Article>,
) {
    let mut taken: FxHashSet<String> = fixed.map(unicode_key).collect();
    // The number to try next: of ten thousand equal names none looks at those of all before it.
    let mut next: FxHashMap<String, usize> = FxHashMap::default();
    for article in articles {
        let key = unicode_key(&article.name);
        if taken.insert(key.clone()) {
            continue;
        }
        let (stem, kind) = match article.name.rsplit_once('.') {
            Some((stem, kind)) if !kind.contains('/') => (stem, format!(".{kind}")),
            _ => (article.name.as_str(), String::new()),
        };
        let next = next.entry(key).or_insert(2);
        article.name = loop {
            let name = format!("{stem}-{next}{kind}");
            *next += 1;
            if taken.insert(unicode_key(&name)) {
                break name;
            }
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_of_addresses() {
        let cases = [
            (
                "https://news.example.org/2031/Ferry-Late.html",
                "news.example.org/2031/ferry-late.txt",
            ),
            ("https://news.example.org/", "news.example.org/index.txt"),
            (
                "http://[::1]:8080/../%2e%2e/x?id=3#top",
                "1.8080/2e-2e/x/id-3.txt",
            ),
            ("http://x/con", "page-x-con.txt"),
            ("con", "page-con-index.txt"),
            ("", "page.txt"),
        ];
        for (address, name) in cases {
            let made = of_address(address);
            assert!(safe_path(&made).is_ok(), "{made}");
            assert_eq!(made, name, "{address}");
        }
    }

    #[test]
    fn paths_from_the_root_lose_their_root_and_no_others_change() {
        assert_eq!(relative("/home/a.txt").as_deref(), Some("home/a.txt"));
        assert_eq!(relative(r"C:\x\a.txt").as_deref(), Some("x/a.txt"));
        assert_eq!(relative(r"\\server\a.txt").as_deref(), Some("server/a.txt"));
        assert_eq!(relative("/../a.txt").as_deref(), Some("../a.txt"));
        for name in ["a.txt", r"a\b", "../a", "/"] {
            assert_eq!(relative(name), None);
        }
    }

    #[test]
    fn the_same_name_in_another_case_is_not_free() {
        let named = |name: &str| Article {
            name: name.to_owned(),
            ..Article::default()
        };
        let mut articles = ["a.txt", "A.txt", "a-2.txt", "a.txt", "b", "b"].map(named);
        make_unique(["a-3.txt"].into_iter(), articles.iter_mut());
        let names = articles.map(|article| article.name);
        assert_eq!(
            names,
            ["a.txt", "A-2.txt", "a-2-2.txt", "a-4.txt", "b", "b-2"]
        );
    }

    #[test]
    fn many_equal_names_are_numbered() {
        let article = Article {
            name: "a.txt".to_owned(),
            ..Article::default()
        };
        let mut articles = vec![article; 50_000];
        make_unique(std::iter::empty(), articles.iter_mut());
        assert_eq!(articles[49_999].name, "a-50000.txt");
    }
}
