//! The README's example shows what it is said to show, and nothing else.

use variorum::text::decode::Decoded;
use variorum::workspace::Bundle;
use variorum::workspace::bundle::Settings;

fn findings(path: &str) -> Vec<(&'static str, usize)> {
    let bytes = std::fs::read(path).expect("the file is part of the project");
    let decoded = Decoded::from_bytes(bytes);
    let bundle = Bundle::with_irregularities(
        decoded.text(),
        &decoded.irregularities(),
        &Settings::default(),
    );
    let line = |offset| bundle.document().text().byte_to_line(offset) + 1;
    bundle
        .findings()
        .into_iter()
        .map(|(range, finding)| (finding.rule.name(), line(range.start)))
        .collect()
}

#[test]
fn every_fault_is_found_where_the_table_says() {
    let expected = [
        ("duplicated-article", 1),
        ("duplicated-article", 16),
        ("altered-quote", 34),
        ("unbalanced-delimiter", 40),
        ("scrape-residue", 49),
        ("conflicting-figures", 55),
        ("altered-quote", 59),
        ("scrape-residue", 65),
        ("variant-spelling", 78),
        ("elided-quote", 80),
        ("repeated-passage", 82),
    ];
    assert_eq!(findings("examples/harbour-bridge.bundle"), expected);
}

#[test]
fn the_readme_shows_what_is_printed() {
    let readme = include_str!("../README.md");
    let shown = readme
        .split("```text\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next());
    let shown = shown.expect("the README shows an output");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_variorum"))
        .args(["check", "examples/harbour-bridge.bundle"])
        .output()
        .expect("the program runs");
    let printed = String::from_utf8_lossy(&output.stdout);
    for part in shown
        .split("…\n")
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        for finding in part.split("\n\n") {
            assert!(printed.contains(finding), "not printed:\n{finding}");
        }
    }
}
