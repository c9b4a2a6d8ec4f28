//! A fix of a marker mends what it is offered for: applied, it leaves one finding of that rule fewer.

use proptest::prelude::*;
use variorum::bundle::Anchor;
use variorum::rules::{Finding, Fix, Rule};
use variorum::workspace::Bundle;
use variorum::workspace::bundle::Settings;

/// A text with a fix applied.
fn apply(bundle: &Bundle, text: &str, fix: &Fix) -> String {
    let start = |anchor: Anchor| bundle.document().tree().start(anchor);
    let mut text = text.to_owned();
    for edit in fix.edits.iter().rev() {
        text.replace_range(edit.place.in_file(start(edit.place.anchor)), &edit.text);
    }
    text
}

fn count(bundle: &Bundle, rule: Rule) -> usize {
    bundle
        .findings()
        .iter()
        .filter(|(_, f)| f.rule == rule)
        .count()
}

fn check(text: &str, counts: impl Fn(&Finding) -> bool) -> Result<(), TestCaseError> {
    let bundle = Bundle::new(text, &Settings::default());
    for (_, finding) in bundle.findings() {
        for fix in finding.fixes.iter().filter(|_| counts(&finding)) {
            let fixed = apply(&bundle, text, fix);
            let after = Bundle::new(&fixed, &Settings::default());
            let (before, after) = (count(&bundle, finding.rule), count(&after, finding.rule));
            prop_assert!(
                after < before,
                "{} of {:?}\n{text:?}\n{fixed:?}",
                fix.title,
                finding.rule
            );
        }
    }
    Ok(())
}

#[test]
fn a_file_that_ends_in_an_open_marker_is_closed_on_a_line_of_its_own() {
    let text = "<<<FILE: a>>>\none\n<<<END FILE>>>\n<<<FILE: b>>>";
    let bundle = Bundle::new(text, &Settings::default());
    let findings = bundle.findings();
    let (_, unclosed) = findings
        .iter()
        .find(|(_, f)| f.rule == Rule::UnclosedArticle)
        .expect("it is not closed");
    assert_eq!(
        apply(&bundle, text, &unclosed.fixes[0]),
        format!("{text}\n<<<END FILE>>>\n")
    );
}

/// The marker lines of one dialect each: opens, then closes, faulty ones among them.
const DIALECTS: &[(&[&str], &[&str])] = &[
    (
        &[
            "<<<FILE: a>>>",
            "<<<FILE: \"b\" bytes=\"3\">>>",
            "<<<<FILE: c>>>>",
            "<<<FILE: d>>",
            "  <<<FILE: e>>>",
            "x <<<FILE: f>>>",
        ],
        &[
            "<<<END FILE>>>",
            "<<<END FILE>>>",
            "<<<END FILE>>",
            "<<<END FILE: a>>>",
            "<<<END FILE: \"b\">>>",
            " <<<END FILE>>>",
            "",
        ],
    ),
    (
        &["<<<FILE path=\"a\">>>", "<<<FILE path='b' sha256=\"00\">>>"],
        &["<<<END>>>", "<<<END>>>", "<<<<END>>>>", ""],
    ),
    (
        &["<<<FILE n0nce path=a>>>", "<<<FILE other path=a>>>"],
        &["<<<END FILE n0nce>>>", "<<<END FILE other>>>", ""],
    ),
    (
        &["<<<FILE_START: a>>>", "<<<FILE_START>>>"],
        &[
            "<<<FILE_END>>>",
            "<<<FILE_END: a>>>",
            "<<<FILE_END: b>>>",
            "",
        ],
    ),
];

fn bundle() -> impl Strategy<Value = String> {
    let line_end = prop_oneof![Just("\n"), Just("\r\n")];
    let line_end = line_end.prop_flat_map(|end| (Just(end), prop::sample::select(DIALECTS)));
    line_end.prop_flat_map(|(end, (opens, closes))| {
        let body = prop::sample::select(vec!["one", "two words", "", "\\<<<END FILE>>>", "é"]);
        let article = (
            prop::sample::select(opens),
            body,
            prop::sample::select(closes),
        )
            .prop_map(move |(open, body, close)| {
                [open, body, close]
                    .map(|l| {
                        if l.is_empty() {
                            String::new()
                        } else {
                            l.to_owned() + end
                        }
                    })
                    .concat()
            });
        (prop::collection::vec(article, 1..7), any::<bool>()).prop_map(move |(articles, ended)| {
            let text = articles.concat();
            text[..text.len() - if ended { 0 } else { end.len() }].to_owned()
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_fix_of_a_marker_mends_it(text in bundle()) {
        let rules = [Rule::StrayEndMarker, Rule::MismatchedEndMarker, Rule::MalformedMarker, Rule::ContentMismatch, Rule::UnclosedArticle];
        check(&text, |finding| rules.contains(&finding.rule))?;
    }
}
