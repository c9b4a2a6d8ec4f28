//! Addresses on the web and names of articles, where they stand in a bundle.

use std::ops::Range;

use memchr::memmem;

use crate::bundle::order::Id;
use crate::bundle::{DocumentId, Role};
use crate::workspace::Corpus;

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// To an address, with its scheme.
    Address(String),
    /// To an article of the same bundle.
    Article(Id),
}

/// A link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where it stands, in bytes of the bundle.
    pub range: Range<usize>,
    /// Where it leads.
    pub target: Target,
}

/// The links of a bundle, by position, not overlapping. An article's name leads to the first article that has it, and
/// stands for no link in that article itself.
///
/// # Panics
///
/// If there is no such bundle.
pub fn links<E>(
    corpus: &Corpus,
    number: DocumentId,
    mut go_on: impl FnMut() -> Result<(), E>,
) -> Result<Vec<Link>, E> {
    let document = &corpus.documents()[number as usize];
    let tree = document.tree();
    let mut all = Vec::new();
    for anchor in tree.segments() {
        go_on()?;
        let own = anchor.filter(|&id| tree.role(id) == Role::Open);
        if let Some(id) = own {
            let line = tree.line(id);
            shift(
                addresses(&document.slice(line.clone())),
                line.start,
                &mut all,
            );
        }
        let place = tree.body(anchor);
        let body = document.slice(place.clone());
        let mut found = addresses(&body);
        let taken: Vec<Range<usize>> = found.iter().map(|(range, _)| range.clone()).collect();
        let named = |name: &str| corpus.named(number, name).first().copied();
        for (range, article) in names(&body, named) {
            let after = taken.partition_point(|t| t.end <= range.start);
            let is_free = taken.get(after).is_none_or(|t| range.end <= t.start);
            if is_free && Some(article) != own {
                found.push((range, Target::Article(article)));
            }
        }
        found.sort_by_key(|(range, _)| range.start);
        shift(found, place.start, &mut all);
    }
    Ok(all)
}

fn shift(found: Vec<(Range<usize>, Target)>, start: usize, all: &mut Vec<Link>) {
    all.extend(found.into_iter().map(|(range, target)| Link {
        range: start + range.start..start + range.end,
        target,
    }));
}

/// The addresses in a text, by position.
fn addresses(text: &str) -> Vec<(Range<usize>, Target)> {
    let bytes = text.as_bytes();
    let schemes = memmem::find_iter(bytes, "://").filter_map(|at| {
        let scheme = ["https", "http"].into_iter().find(|scheme| {
            let start = at.checked_sub(scheme.len());
            let start = start.and_then(|start| bytes.get(start..at));
            start.is_some_and(|written| written.eq_ignore_ascii_case(scheme.as_bytes()))
        })?;
        Some((at - scheme.len(), at + 3, ""))
    });
    let bare = memmem::find_iter(bytes, "www.").map(|at| (at, at, "https://"));
    let mut starts: Vec<(usize, usize, &str)> = schemes.chain(bare).collect();
    starts.sort_unstable();
    let (mut found, mut end): (Vec<(Range<usize>, Target)>, usize) = (Vec::new(), 0);
    for (start, host, prefix) in starts {
        let before = text
            .get(..start)
            .and_then(|before| before.chars().next_back());
        if start < end || before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '@' | '.')) {
            continue;
        }
        let stop = host + address_length(text.get(host..).unwrap_or_default());
        let address = text.get(start..stop).unwrap_or_default();
        let name = text.get(host..stop).unwrap_or_default();
        if is_host(name) {
            end = stop;
            let target = Target::Address(format!("{prefix}{address}"));
            found.push((start..stop, target));
        }
    }
    found
}

/// Whether an address without its scheme begins with the name of a host.
fn is_host(text: &str) -> bool {
    let host = text.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    let name = host.split(':').next().unwrap_or_default();
    let is_name = |label: &str| label.chars().all(|c| c.is_alphanumeric() || c == '-');
    let dotted = name.split('.').count() > 1 && name.split('.').all(|label| !label.is_empty());
    (dotted || name == "localhost") && name.split('.').all(is_name)
}

/// How many bytes of a text belong to an address that it goes on with: all up to a blank, a quotation mark or an angle
/// bracket, without what ends the sentence around it, and without a bracket that was opened before it.
fn address_length(text: &str) -> usize {
    let stops = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(
                c,
                '<' | '>' | '"' | '“' | '”' | '„' | '‘' | '’' | '«' | '»' | '`'
            )
            || matches!(
                c,
                '{' | '}' | '|' | '\\' | '^' | '。' | '，' | '）' | '」' | '\u{FFFD}'
            )
    };
    let mut address = text
        .get(..text.find(stops).unwrap_or(text.len()))
        .unwrap_or_default();
    loop {
        let Some(last) = address.chars().next_back() else {
            return 0;
        };
        let count = |wanted: char| address.matches(wanted).count();
        let is_outer = match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '~' | '…' | '—' | '–' | '('
            | '[' => true,
            ')' => count(')') > count('('),
            ']' => count(']') > count('['),
            _ => false,
        };
        if !is_outer {
            return address.len();
        }
        address = &address[..address.len() - last.len_utf8()];
    }
}

/// The names of articles in a text: runs of what file names are made of. A name that could be a plain word is none.
fn names<'t, T>(
    text: &'t str,
    named: impl Fn(&str) -> Option<T> + 't,
) -> impl Iterator<Item = (Range<usize>, T)> + 't {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '/');
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(at..)?;
            let start = at + rest.find(is_part)?;
            let run = text.get(start..)?;
            let end = start + run.find(|c| !is_part(c)).unwrap_or(run.len());
            at = end;
            let run = text.get(start..end)?.trim_end_matches(['.', '-', '/']);
            let tells = |c: char| matches!(c, '.' | '_' | '/') || c.is_ascii_digit();
            let is_telling = run.len() > 3
                && run.contains(tells)
                && run.contains(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '-' | '/'));
            if is_telling && let Some(article) = named(run) {
                return Some((start..start + run.len(), article));
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queries::fixture::fixture;

    #[test]
    fn addresses_end_where_they_end() {
        for (text, expected) in [
            (
                "See https://a.example.org/b.",
                &["https://a.example.org/b"][..],
            ),
            (
                "(https://a.example/b_(c)) and",
                &["https://a.example/b_(c)"],
            ),
            (
                "“http://a.example/?q=1&r=2#x,” he",
                &["http://a.example/?q=1&r=2#x"],
            ),
            ("<https://a.example/é>", &["https://a.example/é"]),
            (
                "At www.a.example, or HTTPS://B.EXAMPLE!",
                &["https://www.a.example", "HTTPS://B.EXAMPLE"],
            ),
            ("url=\"https://a.example/x\">>>", &["https://a.example/x"]),
            ("[1]: http://localhost:80/x]", &["http://localhost:80/x"]),
            (
                "https:// and ://x http://x and me@www.a.example and ftp://a.example",
                &[],
            ),
            (
                "https://a.example/www.b.example/c",
                &["https://a.example/www.b.example/c"],
            ),
            ("https://", &[]),
            ("http://a..b/", &[]),
        ] {
            let found: Vec<String> = addresses(text)
                .into_iter()
                .filter_map(|(_, target)| match target {
                    Target::Address(address) => Some(address),
                    Target::Article(_) => None,
                })
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn articles_are_found_by_their_names() {
        let text = "<<<FILE: a.txt>>>\nAs b.txt says. See https://x.example/b.txt, a.txt.\n<<<END FILE>>>\n<<<FILE: b.txt>>>\n(a.txt) no b2.txt\n<<<END FILE>>>\n<<<FILE: Bridge>>>\nBridge\n<<<END FILE>>>\nout: a.txt.\n";
        let fixture = fixture(text);
        let links = links::<()>(&fixture.corpus, 0, || Ok(())).expect("nobody stops it");
        let tree = fixture.document().tree();
        let told = links.iter().map(|link| {
            let to = match &link.target {
                Target::Address(address) => address.clone(),
                Target::Article(id) => tree.marker(*id).name.clone().unwrap_or_default(),
            };
            format!("{} -> {to}", &text[link.range.clone()])
        });
        assert_eq!(
            told.collect::<Vec<_>>(),
            [
                "b.txt -> b.txt",
                "https://x.example/b.txt -> https://x.example/b.txt",
                "a.txt -> a.txt",
                "a.txt -> a.txt",
            ]
        );
    }
}
