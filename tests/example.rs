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
        ("unbalanced-delimiter", 40),
        ("scrape-residue", 49),
        ("scrape-residue", 65),
        ("repeated-passage", 82),
    ];
    assert_eq!(findings("examples/harbour-bridge.bundle"), expected);
}
