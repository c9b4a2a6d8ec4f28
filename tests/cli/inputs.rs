//! From arguments to bundles: files, folders, patterns, standard input.

use super::{CLEAN, Folder, WARNING};

const GIT_BUNDLE: &str =
    "# v2 git bundle\n0123456789012345678901234567890123456789 refs/heads/main\n\nPACK";

/// The paths in which `check` with these arguments finds the fault of [`WARNING`].
fn checked(folder: &Folder, arguments: &str) -> Vec<String> {
    let outcome = folder
        .run(&format!("check --format json {arguments}"))
        .status(1);
    let path = |finding: &String| finding.split(':').next().unwrap_or_default().to_owned();
    let mut paths: Vec<String> = outcome.findings().iter().map(path).collect();
    paths.dedup();
    paths
}

#[test]
fn standard_input_is_read_for_a_dash() {
    let folder = Folder::new();
    let outcome = folder
        .run_with("check --format json -", WARNING.as_bytes())
        .status(1);
    assert_eq!(outcome.findings(), ["-:2 unbalanced-delimiter"]);
    let outcome = folder
        .run_with("check --format json - -", WARNING.as_bytes())
        .status(1);
    assert_eq!(outcome.findings().len(), 1);
    folder.run_with("check -", b"").status(0);
}

#[test]
fn paths_stand_as_given_and_in_order() {
    let folder = Folder::with(&[
        ("b.bundle", WARNING),
        ("a.bundle", WARNING),
        ("d/c.bundle", WARNING),
    ]);
    assert_eq!(
        checked(&folder, "b.bundle ./a.bundle d/../d"),
        ["./a.bundle", "b.bundle", "d/../d/c.bundle"]
    );
    let whole = folder.path("a.bundle");
    let whole = whole.to_str().expect("a Unicode path");
    assert_eq!(checked(&folder, whole), [whole]);
}

#[test]
fn a_file_given_twice_is_checked_once() {
    let folder = Folder::with(&[("a.bundle", WARNING)]);
    assert_eq!(checked(&folder, "a.bundle a.bundle"), ["a.bundle"]);
    assert_eq!(
        checked(&folder, "a.bundle ./a.bundle . *.bundle"),
        ["./a.bundle"]
    );
}

#[test]
fn folders_are_searched_for_bundles() {
    let folder = Folder::with(&[
        ("named.bundle", WARNING),
        ("named.srcbundle", WARNING),
        ("Named.Bundle.TXT", WARNING),
        ("sub/dir/sniffed.txt", WARNING),
        ("sub/with-bom", &format!("\u{feff}{WARNING}")),
        (
            "sub/other-dialect",
            &WARNING.replace("FILE: a.txt", "BEGIN_FILE:a.txt"),
        ),
        ("sub/cr.txt", &WARNING.replace('\n', "\r")),
        ("ignored/x.bundle", WARNING),
        (".hidden/x.bundle", WARNING),
        (".gitignore", "ignored/\n"),
        ("late.txt", &format!("Text first.\n{WARNING}")),
        ("git.bundle", GIT_BUNDLE),
        ("git3.bundle", "# v3 git bundle\n@object-format=sha1\n"),
        ("plain.md", "He said “no more of it.\n"),
    ]);
    let expected = [
        "./Named.Bundle.TXT",
        "./named.bundle",
        "./named.srcbundle",
        "./sub/cr.txt",
        "./sub/dir/sniffed.txt",
        "./sub/other-dialect",
        "./sub/with-bom",
    ];
    assert_eq!(checked(&folder, "."), expected);
    assert_eq!(
        checked(&folder, "late.txt ignored/x.bundle")[0],
        "ignored/x.bundle",
        "named ones are read"
    );
}

#[test]
fn patterns_are_matched_where_the_shell_does_not() {
    let folder = Folder::with(&[
        ("a.bundle", WARNING),
        ("d/b.bundle", WARNING),
        ("d/e/c.bundle", WARNING),
        ("[odd].bundle", WARNING),
    ]);
    assert_eq!(checked(&folder, "*.bundle"), ["[odd].bundle", "a.bundle"]);
    assert_eq!(checked(&folder, "./a*"), ["./a.bundle"]);
    assert_eq!(checked(&folder, "d/*.bundle"), ["d/b.bundle"]);
    assert_eq!(
        checked(&folder, "d/**/*.bundle"),
        ["d/b.bundle", "d/e/c.bundle"]
    );
    assert_eq!(
        checked(&folder, "{a,d/b}.bundle"),
        ["a.bundle", "d/b.bundle"]
    );
    assert_eq!(
        checked(&folder, "[odd].bundle"),
        ["[odd].bundle"],
        "a file of that name comes first"
    );
    folder
        .run("check x*")
        .status(2)
        .says("error: no bundle matches `x*`\n");
    folder
        .run("check gone/*.bundle")
        .status(2)
        .says("error: no bundle matches `gone/*.bundle`\n");
    let broken = folder.run("check a{b").status(2);
    assert!(
        broken
            .err
            .starts_with("error: `a{b` does not exist, nor can it be read as a pattern"),
        "{}",
        broken.err
    );
}

#[test]
fn a_folder_without_bundles_is_told_of() {
    let folder = Folder::with(&[("d/a.txt", "Text.\n"), ("a.bundle", WARNING)]);
    let outcome = folder.run("check d a.bundle --format json").status(2);
    assert_eq!(outcome.findings().len(), 1);
    outcome.says(
        "error: no bundle in `d`: no file there is named *.bundle or begins with an open marker such as \
         `<<<FILE: name>>>`\n",
    );
}

#[test]
fn what_is_no_bundle_is_told_of() {
    let utf16: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(CLEAN.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let folder = Folder::with(&[
        ("utf16", &utf16[..]),
        ("utf16-bare", &utf16[2..]),
        ("image", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR"),
        ("git", GIT_BUNDLE.as_bytes()),
    ]);
    for (file, message) in [
        (
            "utf16",
            "`utf16` is UTF-16 text: save it as UTF-8, then try again",
        ),
        (
            "utf16-bare",
            "`utf16-bare` is not a text file (it looks like binary data)",
        ),
        (
            "image",
            "`image` is not a text file (it looks like PNG image)",
        ),
        (
            "git",
            "`git` is a bundle that Git made, of commits, not of articles",
        ),
        ("gone", "`gone` does not exist"),
    ] {
        for command in ["check", "fmt"] {
            let outcome = folder.run(&format!("{command} {file}")).status(2);
            outcome.prints("").says(&format!("error: {message}\n"));
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_unreadable_file_is_told_of() {
    let folder = Folder::with(&[("a.bundle", WARNING)]);
    let outcome = folder
        .run("check /proc/self/mem a.bundle --format json")
        .status(2);
    assert_eq!(outcome.findings().len(), 1);
    assert!(
        outcome
            .err
            .starts_with("error: cannot read `/proc/self/mem`: "),
        "{}",
        outcome.err
    );
}

#[cfg(unix)]
#[test]
fn a_name_that_is_not_unicode_spoils_no_other() {
    use std::os::unix::ffi::OsStrExt;
    let folder = Folder::with(&[("a.bundle", WARNING)]);
    let odd = std::ffi::OsStr::from_bytes(b"odd\xFF.bundle");
    if std::fs::write(folder.path("").join(odd), WARNING).is_err() {
        return; // this file system has no such names
    }
    let outcome = folder.run("check . --format json").status(2);
    assert_eq!(outcome.findings().len(), 1);
    assert!(outcome.err.contains("is not Unicode"), "{}", outcome.err);
}
