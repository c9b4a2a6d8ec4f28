//! The text that benchmarks and linearity tests run on must itself be what it says.

use std::collections::{BTreeMap, BTreeSet};

#[path = "../benches/support/synthetic.rs"]
mod synthetic;

/// The bodies of the articles, by their names.
fn articles(bundle: &str) -> BTreeMap<&str, &str> {
    bundle
        .split_terminator("<<<END FILE>>>\n")
        .filter_map(|block| {
            let (marker, body) = block.strip_prefix("<<<FILE: \"")?.split_once(">>>\n")?;
            Some((marker.split('"').next()?, body))
        })
        .collect()
}

fn shingles(body: &str) -> BTreeSet<Vec<&str>> {
    let words: Vec<&str> = body.split_whitespace().collect();
    words.windows(5).map(<[&str]>::to_vec).collect()
}

#[test]
fn the_same_seed_gives_the_same_text() {
    assert_eq!(synthetic::bundle(50_000, 7), synthetic::bundle(50_000, 7));
    assert_ne!(synthetic::bundle(50_000, 7), synthetic::bundle(50_000, 8));
    assert!(synthetic::bundle(100_000, 7).starts_with(&synthetic::bundle(50_000, 7)));
}

#[test]
fn it_is_as_long_as_asked_and_an_article_at_most() {
    for bytes in [1, 1_000, 1_000_000] {
        let length = synthetic::bundle(bytes, 1).len();
        assert!(
            (bytes..bytes + 16_000).contains(&length),
            "{bytes}: {length}"
        );
    }
    assert_eq!(synthetic::bundle(0, 1), "");
}

#[test]
fn articles_have_the_length_and_the_faults_of_news() {
    let text = synthetic::bundle(1_000_000, 1);
    let articles = articles(&text);
    assert_eq!(articles.len(), text.matches("<<<").count() / 2);
    let lengths: Vec<usize> = articles
        .values()
        .map(|body| body.split_whitespace().count())
        .collect();
    assert!(
        lengths.iter().all(|words| (80..800).contains(words)),
        "{lengths:?}"
    );

    let sets: Vec<_> = articles.values().map(|body| shingles(body)).collect();
    let copies = (1..sets.len())
        .filter(|&later| {
            sets[later.saturating_sub(64)..later].iter().any(|earlier| {
                let shared = earlier.intersection(&sets[later]).count();
                2 * shared >= earlier.len() + sets[later].len() - shared
            })
        })
        .count();
    assert!(
        (20..=100).contains(&(copies * 1000 / sets.len())),
        "{copies} copies in {}",
        sets.len()
    );

    let repeats = articles
        .values()
        .filter(|body| {
            let paragraphs: Vec<&str> = body.lines().filter(|line| !line.is_empty()).collect();
            paragraphs.iter().collect::<BTreeSet<_>>().len() < paragraphs.len()
        })
        .count();
    assert!(
        (5..=50).contains(&(repeats * 1000 / sets.len())),
        "{repeats} repeats in {}",
        sets.len()
    );
}
