//! Bytes that are not plain UTF-8 with LF: where findings stand then.

use super::json::check_contract;
use super::{Folder, WARNING};

/// Start byte, line and column of the one finding on a quotation mark.
fn place(bytes: &[u8]) -> (u64, u64, u64) {
    let folder = Folder::with(&[("a", bytes)]);
    let outcome = folder.run("check --format json a").status(1);
    let findings = check_contract(&outcome.out, &[("a", bytes)]);
    let found: Vec<_> = findings
        .iter()
        .filter(|f| f["rule"] == "unbalanced-delimiter")
        .collect();
    assert_eq!(found.len(), 1, "{findings:?}");
    let start = &found[0]["location"]["start"];
    let end = &found[0]["location"]["end"];
    let number = |v: &serde_json::Value| v.as_u64().expect("a number");
    assert_eq!(
        number(&end["byte"]) - number(&start["byte"]),
        3,
        "a “ has three bytes"
    );
    assert_eq!(
        number(&end["column"]) - number(&start["column"]),
        1,
        "and is one character"
    );
    (
        number(&start["byte"]),
        number(&start["line"]),
        number(&start["column"]),
    )
}

#[test]
fn line_ends_and_a_byte_order_mark_move_bytes_alone() {
    assert_eq!(place(WARNING.as_bytes()), (26, 2, 9));
    assert_eq!(place(WARNING.replace('\n', "\r\n").as_bytes()), (27, 2, 9));
    assert_eq!(place(WARNING.replace('\n', "\r").as_bytes()), (26, 2, 9));
    assert_eq!(place(format!("\u{feff}{WARNING}").as_bytes()), (29, 2, 9));
    assert_eq!(place(WARNING.trim_end().as_bytes()), (26, 2, 9));
}

#[test]
fn columns_count_characters_and_bytes_are_the_files() {
    assert_eq!(place(WARNING.replace("He", "Hé").as_bytes()), (27, 2, 9));
    assert_eq!(place(WARNING.replace("He", "😀").as_bytes()), (28, 2, 8));
    // Bytes that are not UTF-8: one character and one byte each, before the place and on an earlier line.
    let latin: Vec<u8> = WARNING
        .bytes()
        .map(|b| if b == b'H' { 0xC9 } else { b })
        .collect();
    assert_eq!(place(&latin), (26, 2, 9));
    let remark = [&b"caf\xE9 \xFF\xFE\n"[..], WARNING.as_bytes()].concat();
    assert_eq!(place(&remark), (34, 3, 9));
}
