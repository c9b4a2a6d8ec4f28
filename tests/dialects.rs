//! One short bundle for each dialect: what is read from each is what `expected.json` beside them says.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;
use variorum::bundle::write::content;
use variorum::bundle::{Document, Keywords};
use variorum::rules::Rule;
use variorum::text::decode::Decoded;
use variorum::workspace::Bundle;
use variorum::workspace::bundle::Settings;

/// What must be read from one file; see the `README.md` beside the files.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    articles: Vec<Option<String>>,
    bodies: Vec<Option<String>>,
    faults: BTreeSet<String>,
    #[serde(default)]
    irregular: BTreeSet<String>,
    #[serde(default)]
    keywords: Vec<String>,
}

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/dialects"))
}

fn expectations() -> BTreeMap<String, Expected> {
    let text =
        std::fs::read_to_string(folder().join("expected.json")).expect("expected.json is there");
    serde_json::from_str(&text).expect("expected.json is well formed")
}

fn read(name: &str) -> Decoded {
    Decoded::from_bytes(std::fs::read(folder().join(name)).expect("the file is there"))
}

fn settings(expected: &Expected) -> Settings {
    let keywords = Keywords::with(&expected.keywords).expect("keywords are words");
    Settings {
        keywords,
        ..Settings::default()
    }
}

/// The names and the contents of a file's articles; `None` for contents that are not UTF-8.
fn articles(
    decoded: &Decoded,
    bytes: &[u8],
    document: &Document,
) -> (Vec<Option<String>>, Vec<Option<String>>) {
    let tree = document.tree();
    let read = tree.articles().map(|id| {
        let body = tree.body(Some(id));
        let body = &bytes[decoded.to_file_offset(body.start)..decoded.to_file_offset(body.end)];
        let content = content(body, tree.marker(id), tree.keywords());
        (
            tree.marker(id).name.clone(),
            String::from_utf8(content).ok(),
        )
    });
    read.unzip()
}

/// The name that the expectations use for what an `irregular-text` finding is about.
fn irregular(evidence: &[String]) -> &'static str {
    match evidence.first().map(String::as_str) {
        Some("invalid") => "invalid-utf-8",
        Some("bom") => "byte-order-mark",
        Some("cr") => "lone-cr",
        Some("eol") => "mixed-line-ends",
        Some("nul") => "nul",
        _ => "unknown",
    }
}

#[test]
fn every_dialect_is_read_as_expected() {
    for (name, expected) in expectations() {
        let decoded = read(&name);
        let bytes = decoded.encode(&[]);
        let settings = settings(&expected);
        let bundle =
            Bundle::with_irregularities(decoded.text(), &decoded.irregularities(), &settings);
        let (names, bodies) = articles(&decoded, &bytes, bundle.document());
        assert_eq!(names, expected.articles, "{name}: names");
        assert_eq!(bodies, expected.bodies, "{name}: bodies");

        let findings = bundle.findings();
        let (told, faults): (Vec<_>, Vec<_>) = findings
            .iter()
            .partition(|(_, f)| f.rule == Rule::IrregularText);
        let faults: BTreeSet<String> = faults
            .iter()
            .map(|(_, f)| f.rule.name().to_owned())
            .collect();
        assert_eq!(faults, expected.faults, "{name}: faults");
        let told: Vec<&str> = told.iter().map(|(_, f)| irregular(&f.evidence)).collect();
        assert_eq!(
            told,
            expected.irregular.iter().collect::<Vec<_>>(),
            "{name}: irregularities, each once"
        );
    }
}

#[test]
fn every_file_is_expected_and_written_back_as_it_was() {
    let expected = expectations();
    for entry in std::fs::read_dir(folder()).expect("the folder is there") {
        let name = entry
            .expect("it can be listed")
            .file_name()
            .into_string()
            .expect("names are UTF-8");
        if name.ends_with(".bundle") {
            assert!(
                expected.contains_key(&name),
                "{name} is not in expected.json"
            );
            let bytes = std::fs::read(folder().join(&name)).expect("the file is there");
            assert_eq!(read(&name).encode(&[]), bytes, "{name}");
        }
    }
}
