//! `fmt`: markers in one form.

use super::{CLEAN, Folder};

const MIXED: &str = "<<<FILE: a.txt>>>\nOne.\n<<<END FILE>>>\n<<<FILE b.txt>>>\nTwo.\n<<<END FILE>>>\n\
    <<<FILE: c.txt>>>\nThree.\n<<<END_FILE>>>\n";
const EVEN: &str = "<<<FILE: a.txt>>>\nOne.\n<<<END FILE>>>\n<<<FILE: b.txt>>>\nTwo.\n<<<END FILE>>>\n\
    <<<FILE: c.txt>>>\nThree.\n<<<END FILE>>>\n";

#[test]
fn files_are_formatted_in_place() {
    let folder = Folder::with(&[("a.bundle", MIXED), ("b.bundle", EVEN)]);
    folder
        .run("fmt a.bundle b.bundle")
        .status(0)
        .prints("")
        .says("formatted: a.bundle\n");
    assert_eq!(String::from_utf8_lossy(&folder.read("a.bundle")), EVEN);
    folder.run("fmt .").status(0).prints("").says("");
}

#[test]
fn check_and_diff_change_nothing() {
    let folder = Folder::with(&[("a.bundle", MIXED), ("b.bundle", EVEN)]);
    folder
        .run("fmt --check a.bundle b.bundle")
        .status(1)
        .says("")
        .prints("a.bundle: 2 lines would change\n");
    folder
        .run("fmt --check b.bundle")
        .status(0)
        .says("")
        .prints("");
    let diff = folder
        .run("fmt --diff a.bundle b.bundle")
        .status(1)
        .says("")
        .out;
    assert!(
        diff.starts_with("--- a/a.bundle\n+++ b/a.bundle\n@@ "),
        "{diff}"
    );
    assert!(
        diff.contains("\n-<<<FILE b.txt>>>\n+<<<FILE: b.txt>>>\n"),
        "{diff}"
    );
    assert!(!diff.contains("b/b.bundle"), "{diff}");
    folder.run("fmt --diff b.bundle").status(0).prints("");
    assert_eq!(folder.read("a.bundle"), MIXED.as_bytes());
}

#[test]
fn standard_input_goes_to_standard_output() {
    let folder = Folder::new();
    folder
        .run_with("fmt -", MIXED.as_bytes())
        .status(0)
        .says("")
        .prints(EVEN);
    folder
        .run_with("fmt -", b"No final line end")
        .status(0)
        .prints("No final line end");
    folder
        .run_with("fmt --check -", MIXED.as_bytes())
        .status(1)
        .prints("-: 2 lines would change\n");
    let odd = b"<<<FILE: a>>>\r\ncaf\xE9\0\r\n<<<END FILE>>>\r\n";
    assert_eq!(folder.run_with("fmt -", odd).status(0).bytes, odd);
}

#[test]
fn every_dialect_can_be_written_and_read() {
    for (dialect, open, close) in [
        ("keep", "<<<FILE: a.txt>>>", "<<<END FILE>>>"),
        ("canonical", "<<<FILE: a.txt>>>", "<<<END FILE>>>"),
        ("no-colon", "<<<FILE a.txt>>>", "<<<END FILE>>>"),
        ("attributes", "<<<FILE path=\"a.txt\">>>", "<<<END FILE>>>"),
        ("begin-end", "<<<BEGIN FILE: a.txt>>>", "<<<END FILE>>>"),
        ("start-end", "<<<FILE_START: a.txt>>>", "<<<FILE_END>>>"),
    ] {
        let folder = Folder::with(&[("a.bundle", CLEAN)]);
        folder
            .run(&format!("fmt --dialect {dialect} a.bundle"))
            .status(0);
        let expected = format!("{open}\nThe ferry left at noon.\n{close}\n");
        assert_eq!(
            String::from_utf8_lossy(&folder.read("a.bundle")),
            expected,
            "{dialect}"
        );
        folder
            .run(&format!("fmt --check --dialect {dialect} a.bundle"))
            .status(0)
            .prints("");
        folder.run("fmt --check a.bundle").status(0);
        folder.run("fmt --dialect canonical a.bundle").status(0);
        assert_eq!(
            folder.read("a.bundle"),
            CLEAN.as_bytes(),
            "{dialect} and back"
        );
        let help = folder.run("fmt --help").out;
        assert!(
            help.contains(&open.replace("a.txt", "name")),
            "{dialect}: {help}"
        );
    }
}

#[test]
fn other_keywords_are_formatted_too() {
    let folder = Folder::with(&[(
        "a",
        "<<<DOC a>>>\nOne.\n<<<END DOC>>>\n<<<DOC: b>>>\nTwo.\n<<<END DOC>>>\n<<<DOC: c>>>\n<<<END DOC>>>\n",
    )]);
    folder.run("fmt --check a").status(0);
    folder
        .run("fmt --check a --keyword DOC")
        .status(1)
        .prints("a: 1 line would change\n");
}

#[test]
fn a_file_that_is_gone_stops_no_other() {
    let folder = Folder::with(&[("b", MIXED)]);
    folder
        .run("fmt a b")
        .status(2)
        .says("error: `a` does not exist\nformatted: b\n");
    assert_eq!(folder.read("b"), EVEN.as_bytes());
}
