//! The JSON report against its contract: every key, and places that agree with the file's bytes.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{CLEAN, ERROR, Folder, NOTE, WARNING};

const RULES: &[&str] = &[
    "content-mismatch",
    "copied-passage",
    "duplicate-name",
    "duplicated-article",
    "empty-article",
    "irregular-text",
    "malformed-marker",
    "mismatched-end-marker",
    "repeated-passage",
    "scrape-residue",
    "stray-end-marker",
    "text-outside-article",
    "unbalanced-delimiter",
    "unclosed-article",
    "unused-allow",
];

/// Checks a report on these files (path as given, bytes): whatever is not as the contract has it fails the test.
pub(crate) fn check_contract(report: &str, files: &[(&str, &[u8])]) -> Vec<Value> {
    assert!(report.ends_with("}\n"), "one line end at the end");
    let report: Value = serde_json::from_str(report).expect("JSON");
    let files: BTreeMap<&str, &[u8]> = files.iter().copied().collect();
    let top = keys(&report, &["schema", "tool", "summary", "findings"], &[]);
    assert_eq!(top["schema"], "variorum.report.v1");
    let tool = keys(&top["tool"], &["name", "version"], &[]);
    assert_eq!(tool["name"], "variorum");
    assert_eq!(tool["version"], env!("CARGO_PKG_VERSION"));
    let counts = [
        "bundles", "articles", "bytes", "errors", "warnings", "notes",
    ];
    let summary = keys(&top["summary"], &counts, &[]);
    assert_eq!(number(&summary["bundles"]), files.len());
    assert_eq!(
        number(&summary["bytes"]),
        files.values().map(|bytes| bytes.len()).sum::<usize>()
    );

    let findings = top["findings"].as_array().expect("a list");
    let mut levels = BTreeMap::new();
    let mut order = Vec::new();
    for finding in findings {
        let all = [
            "rule",
            "level",
            "message",
            "location",
            "related",
            "fixes",
            "fingerprint",
        ];
        let finding = keys(finding, &all, &[]);
        assert!(RULES.contains(&string(&finding["rule"])), "{finding:?}");
        *levels.entry(string(&finding["level"])).or_insert(0) += 1;
        sentence(string(&finding["message"]));
        let print = string(&finding["fingerprint"]);
        assert!(
            print.len() == 32 && print.bytes().all(|b| b.is_ascii_hexdigit()),
            "{print}"
        );
        let (path, start, _) = location(&finding["location"], &files);
        order.push((path, start, string(&finding["rule"])));
        for related in finding["related"].as_array().expect("a list") {
            let related = keys(related, &["message", "location"], &[]);
            sentence(string(&related["message"]));
            location(&related["location"], &files);
        }
        for fix in finding["fixes"].as_array().expect("a list") {
            let fix = keys(fix, &["title", "safe", "edits"], &[]);
            sentence(string(&fix["title"]));
            assert!(fix["safe"].is_boolean());
            let edits = fix["edits"].as_array().expect("a list");
            assert!(!edits.is_empty(), "{fix:?}");
            let mut done = 0;
            for edit in edits {
                let edit = keys(edit, &["location", "text"], &[]);
                let (_, start, end) = location(&edit["location"], &files);
                assert!(done <= start, "edits are in order and part: {fix:?}");
                done = end;
                assert!(
                    start < end || !string(&edit["text"]).is_empty(),
                    "an edit of nothing: {fix:?}"
                );
            }
        }
    }
    assert!(order.is_sorted(), "by path, start byte, rule: {order:?}");
    for (level, count) in [
        ("error", "errors"),
        ("warning", "warnings"),
        ("note", "notes"),
    ] {
        let found = levels.remove(level).unwrap_or(0);
        assert_eq!(number(&summary[count]), found, "{level}");
    }
    assert!(levels.is_empty(), "{levels:?}");
    findings.clone()
}

/// An object with just these keys.
fn keys<'v>(value: &'v Value, all: &[&str], perhaps: &[&str]) -> &'v Map<String, Value> {
    let object = value
        .as_object()
        .unwrap_or_else(|| panic!("an object: {value}"));
    for key in all {
        assert!(object.contains_key(*key), "no {key}: {value}");
    }
    for key in object.keys() {
        assert!(
            all.contains(&key.as_str()) || perhaps.contains(&key.as_str()),
            "{key}: {value}"
        );
    }
    object
}

fn string(value: &Value) -> &str {
    value
        .as_str()
        .unwrap_or_else(|| panic!("a string: {value}"))
}

fn number(value: &Value) -> usize {
    usize::try_from(
        value
            .as_u64()
            .unwrap_or_else(|| panic!("a number: {value}")),
    )
    .expect("a size")
}

/// One line, not empty, without a full stop or a control character.
fn sentence(text: &str) {
    assert!(
        !text.trim().is_empty() && !text.contains(['\n', '\r']),
        "{text:?}"
    );
    assert!(!text.ends_with('.'), "{text:?}");
}

/// A place, whose line and column are what its byte says. Gives path, start and end.
fn location<'v>(value: &'v Value, files: &BTreeMap<&str, &[u8]>) -> (&'v str, usize, usize) {
    let place = keys(value, &["path", "start", "end"], &["article"]);
    let path = string(&place["path"]);
    let bytes = files
        .get(path)
        .unwrap_or_else(|| panic!("{path} was not given"));
    let ends = ["start", "end"].map(|end| {
        let point = keys(&place[end], &["line", "column", "byte"], &[]);
        let byte = number(&point["byte"]);
        assert!(byte <= bytes.len(), "{value}");
        let expected = position(&bytes[..byte], &bytes[byte..]);
        assert_eq!(
            (number(&point["line"]), number(&point["column"])),
            expected,
            "{value}"
        );
        byte
    });
    assert!(ends[0] <= ends[1], "{value}");
    let (before, after) = bytes.split_at(ends[0]);
    let article = place.get("article").map(|name| string(name).to_owned());
    // What is inserted before a marker line may belong to the article that ends there.
    let ends_there = ends[0] == ends[1] && article == article_of(before, b"");
    assert!(
        ends_there || article == article_of(before, after),
        "{value}"
    );
    (path, ends[0], ends[1])
}

/// Line and column behind `before`, by the definition: lines end at LF, CRLF and CR, columns count characters, and a
/// byte that is not UTF-8 is one.
fn position(before: &[u8], after: &[u8]) -> (usize, usize) {
    let text = characters(before);
    assert!(
        !(before.ends_with(b"\r") && after.starts_with(b"\n")),
        "within a CRLF"
    );
    let (mut line, mut column) = (1, 1);
    for (i, &c) in text.iter().enumerate() {
        let ends = c == '\n' || c == '\r' && text.get(i + 1) != Some(&'\n');
        (line, column) = if ends {
            (line + 1, 1)
        } else {
            (line, column + 1)
        };
    }
    (line, column)
}

fn characters(bytes: &[u8]) -> Vec<char> {
    let chunks = bytes.utf8_chunks();
    let text = chunks.flat_map(|c| {
        c.valid()
            .chars()
            .chain(c.invalid().iter().map(|_| '\u{fffd}'))
    });
    text.collect()
}

/// The name of the article around a place, by the last canonical marker up to it: tests keep to such markers here.
fn article_of(before: &[u8], after: &[u8]) -> Option<String> {
    let rest = after
        .split(|&b| b == b'\n' || b == b'\r')
        .next()
        .unwrap_or_default();
    let text = String::from_utf8_lossy(&[before, rest].concat()).into_owned();
    let lines: Vec<&str> = text
        .split(['\n', '\r'])
        .map(|line| line.trim_start_matches('\u{feff}').trim_end())
        .collect();
    let marker = lines
        .iter()
        .rev()
        .find(|line| line.starts_with("<<<FILE: ") || line.starts_with("<<<END FILE"))?;
    let name = marker.strip_prefix("<<<FILE: ")?.strip_suffix(">>>")?;
    Some(match name.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next().unwrap_or_default().to_owned(),
        None => name.to_owned(),
    })
}

/// One bundle with a finding of nearly every rule.
pub(crate) fn all_faults() -> String {
    let report = "The harbour board said on Monday that the old ferry would be kept in service for one more winter, \
        since the yard at the river mouth had delivered neither of the two new boats that it had promised for spring.";
    let other = "Nobody on the quay complained, though the evening boat sailed an hour late and without its cook, and \
        the choir of forty on the upper deck sang until the band of the fire brigade had found its instruments again.";
    let lines = [
        "A remark.",
        "<<<FILE: é 漢.txt>>>",
        report,
        "",
        other,
        "<<<END FILE>>>",
        "<<<FILE: copy.txt>>>",
        report,
        "",
        other,
        "<<<END FILE>>>",
        "<<<FILE: 😀.txt>>>",
        "😀 He said “no, and she (the clerk left.",
        "",
        report,
        "",
        report,
        "<<<END FILE: b.txt>>>",
        "<<<FILE: twice.txt>>>",
        "Text one.",
        "<<<END FILE>>>",
        "<<<FILE: twice.txt>>>",
        "Share this:",
        "Text two.",
        "<<<FLIE: x>>>",
        "<<<END FILE>>>",
        "<<<END FILE>>>",
        "<<<FILE: \"sum.txt\" bytes=\"3\" allow=\"empty-article\">>>",
        "Four.",
        "<<<END FILE>>>",
        "<<<FILE: empty.txt>>>",
        "<<<END FILE>>>",
        "<<<FILE: open.txt>>>",
        "Never closed.",
        "<<<FILE: last.txt>>>",
        "The end.",
        "<<<END FILE>>>",
    ];
    lines.map(|line| format!("{line}\n")).concat()
}

#[test]
fn reports_keep_the_contract() {
    let bundle = all_faults();
    let crlf = bundle.replace('\n', "\r\n");
    let cr = bundle.replace('\n', "\r");
    let bom = format!("\u{feff}{bundle}");
    let mixed = bundle
        .replacen('\n', "\r\n", 7)
        .replace("Text two.", "Text\0 \u{feff}two.");
    let latin: Vec<u8> = bundle
        .replace("Text one.", "@@ caf@ (one")
        .bytes()
        .map(|b| if b == b'@' { 0xE9 } else { b })
        .collect();
    let files: Vec<(&str, &[u8])> = vec![
        ("a.bundle", bundle.as_bytes()),
        ("bom.bundle", bom.as_bytes()),
        ("clean.bundle", CLEAN.as_bytes()),
        ("cr.bundle", cr.as_bytes()),
        ("crlf.bundle", crlf.as_bytes()),
        ("d/error.bundle", ERROR.as_bytes()),
        ("d/note.bundle", NOTE.as_bytes()),
        ("d/warning.bundle", WARNING.as_bytes()),
        ("empty.bundle", b""),
        ("latin.bundle", &latin),
        ("mixed.bundle", mixed.as_bytes()),
        ("only-bom.bundle", "\u{feff}".as_bytes()),
    ];
    let folder = Folder::with(&files);
    let paths: Vec<&str> = files.iter().map(|(path, _)| *path).rev().collect();
    let outcome = folder
        .run(&format!("check --format json {}", paths.join(" ")))
        .status(1)
        .says("");
    let findings = check_contract(&outcome.out, &files);
    let found: Vec<&str> = findings.iter().map(|f| string(&f["rule"])).collect();
    for rule in RULES.iter().filter(|rule| **rule != "copied-passage") {
        assert!(found.contains(rule), "{rule} is not tried");
    }
}

#[test]
fn a_finding_is_known_again_after_edits_elsewhere() {
    let folder = Folder::with(&[
        ("a", all_faults()),
        ("b", format!("More\nremarks.\n\n{}", all_faults())),
    ]);
    let prints = |path: &str| -> Vec<String> {
        let outcome = folder.run(&format!("check --format json {path}")).status(1);
        let report: Value = serde_json::from_str(&outcome.out).expect("JSON");
        let findings = report["findings"].as_array().expect("a list");
        findings
            .iter()
            .skip(1)
            .map(|f| string(&f["fingerprint"]).to_owned())
            .collect()
    };
    assert_eq!(prints("a"), prints("b"));
}

#[test]
fn a_report_without_findings_keeps_the_contract() {
    let folder = Folder::with(&[("a", CLEAN)]);
    let outcome = folder.run("check --format json a").status(0);
    assert!(check_contract(&outcome.out, &[("a", CLEAN.as_bytes())]).is_empty());
    let none = folder.run("check --format json gone").status(2);
    check_contract(&none.out, &[]);
}
