//! `pack`, then `unpack`: any tree of files comes back byte for byte.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::Folder;

/// Pieces that make, break or resemble markers, and what programs trip over.
const PIECES: &[&[u8]] = &[
    b"<<<FILE: a.txt>>>",
    b"<<<END FILE>>>",
    b"\\<<<END FILE>>>",
    b"\\\\<<<FILE a>>>",
    b"<<<END>>>",
    b"<<<EOF>>>",
    b"<<</FILE>>>",
    b"<<<<FILE",
    b"<<<FILE",
    b"<<<",
    b">>>",
    b"\\",
    b" ",
    b"\t",
    b"\0",
    b"\0\0\0\0\0\0\0\0\0",
    b"\xEF\xBB\xBF",
    b"\xFF\xFE",
    b"\xE9",
    b"\xE2\x80",
    b"\xE2\x80\xA8",
    b"\x89PNG\r\n\x1A\n",
    b"# v2 git bundle",
    b"prose that goes on",
    "漢é😀".as_bytes(),
];

fn content() -> impl Strategy<Value = Vec<u8>> {
    let end = prop::sample::select(vec![&b"\n"[..], b"\r\n", b"\r"]).prop_map(<[u8]>::to_vec);
    let piece = prop_oneof![
        8 => prop::sample::select(PIECES).prop_map(<[u8]>::to_vec),
        6 => end,
        1 => prop::collection::vec(any::<u8>(), 0..20),
    ];
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

/// One part of a path: odd, but legal here, and in no case the same as another in upper case.
fn part() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        "b",
        "x1",
        ".",
        "..",
        " ",
        "'",
        "\"",
        ">",
        ">>>",
        "<<<END FILE",
        "=",
        "é",
        "漢",
        "😀",
        "-",
        "#",
        "&",
        "$(x)",
        "%41",
    ]);
    let name = prop::collection::vec(piece, 1..5).prop_map(|pieces| pieces.concat());
    name.prop_filter("a name of its own", |name| {
        !name.trim_end_matches(['.', ' ']).is_empty()
    })
}

/// Files by path, none of which is the folder of another.
fn tree() -> impl Strategy<Value = BTreeMap<String, Vec<u8>>> {
    let path = prop::collection::vec(part(), 1..4).prop_map(|parts| parts.join("/"));
    prop::collection::btree_map(path, content(), 1..6).prop_map(|files| {
        let paths: Vec<String> = files.keys().cloned().collect();
        let is_folder = |path: &str| paths.iter().any(|p| p.starts_with(&format!("{path}/")));
        files
            .into_iter()
            .filter(|(path, _)| !is_folder(path))
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[cfg(unix)] // elsewhere some of the names are not legal
    #[test]
    fn a_tree_comes_back(files in tree(), checksums in any::<bool>()) {
        let folder = Folder::new();
        for (name, content) in &files {
            folder.write(&format!("tree/{name}"), content);
        }
        let option = if checksums { "--checksums" } else { "" };
        folder.run(&format!("pack tree -o x.bundle {option}")).status(0);
        folder.run("unpack x.bundle -o out").status(0);
        prop_assert_eq!(folder.files("out"), folder.files("tree"));
        // And the bundle is one that the checker and the formatter take.
        let report = folder.run("check --format json x.bundle");
        prop_assert!(report.status < 2, "{:?}", report.err);
        let errors = ["unclosed", "stray", "mismatch", "duplicate-name", "text-outside"];
        let found = report.findings();
        prop_assert!(!found.iter().any(|f| errors.iter().any(|e| f.contains(e))), "{:?}", found);
        folder.run("fmt --check x.bundle").status(0);
    }
}

#[test]
fn one_of_each_kind_comes_back() {
    let files: &[(&str, &[u8])] = &[
        ("tree/empty", b""),
        ("tree/newline", b"\n"),
        ("tree/cr", b"\r"),
        ("tree/no-end", b"text"),
        ("tree/bom", b"\xEF\xBB\xBFtext\n"),
        ("tree/utf16", b"\xFF\xFEt\0e\0x\0t\0"),
        ("tree/zeros", &[0; 5000]),
        ("tree/latin", b"caf\xE9\n"),
        (
            "tree/nested.bundle",
            b"<<<FILE: a>>>\r\nx\r\n<<<END FILE>>>\r\n\\<<<END FILE>>>",
        ),
    ];
    let folder = Folder::with(files);
    folder.run("pack tree -o x.bundle").status(0);
    folder.run("unpack x.bundle -o out").status(0);
    assert_eq!(folder.files("out"), folder.files("tree"));
    folder.run("check x.bundle --fail-on error").status(0);
}
