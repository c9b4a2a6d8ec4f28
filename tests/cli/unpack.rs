//! `unpack`: a bundle into files, all or none, and never out of the folder.

use super::{ERROR, Folder};

/// A bundle with articles of these names, a good one before and behind them.
fn bundle(names: &[&str]) -> String {
    let all = [&["good-1.txt"], names, &["good-2.txt"]].concat();
    let block = |name: &&str| {
        let name = serde_json::Value::from(*name)
            .to_string()
            .replace('>', "\\u003e");
        format!("<<<FILE: {name}>>>\nText.\n<<<END FILE>>>\n")
    };
    all.iter().map(block).collect()
}

/// Unpacks a bundle into `out`, which must be refused with a message that holds `why`, and leave nothing.
#[track_caller]
fn refused(content: &str, why: &str) {
    let folder = Folder::with(&[("x.bundle", content)]);
    for option in ["", "--force"] {
        let outcome = folder
            .run(&format!("unpack x.bundle -o out {option}"))
            .status(2)
            .prints("");
        assert!(outcome.err.contains(why), "{why}: {}", outcome.err);
        assert!(
            outcome.err.lines().all(|line| line.starts_with("error: ")),
            "{}",
            outcome.err
        );
        assert!(
            outcome.err.ends_with("nothing was written\n"),
            "{}",
            outcome.err
        );
        let left: Vec<String> = folder.files("").into_iter().map(|(name, _)| name).collect();
        assert_eq!(left, ["x.bundle"]);
        assert!(!folder.path("out").exists(), "not even the folder");
    }
}

#[test]
fn articles_become_files() {
    let folder = Folder::with(&[(
        "x.bundle",
        bundle(&["d/é 漢/b.txt", ".hidden", "it's >\"odd\".txt"]),
    )]);
    folder
        .run("unpack x.bundle -o out/deep")
        .status(0)
        .prints("")
        .says("unpacked: 5 files into `out/deep`\n");
    let names: Vec<String> = folder
        .files("out/deep")
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    assert_eq!(
        names,
        [
            ".hidden",
            "d/é 漢/b.txt",
            "good-1.txt",
            "good-2.txt",
            "it's >\"odd\".txt"
        ]
    );
    assert!(
        folder
            .files("out/deep")
            .iter()
            .all(|(_, content)| content == b"Text.\n")
    );
}

#[test]
fn a_list_is_a_list_and_no_more() {
    let folder = Folder::with(&[("x.bundle", bundle(&["d/b.txt"]))]);
    folder
        .run("unpack x.bundle --list")
        .status(0)
        .says("")
        .prints("good-1.txt\nd/b.txt\ngood-2.txt\n");
    assert_eq!(folder.files("").len(), 1);
    folder
        .run_with("unpack - --list", bundle(&[]).as_bytes())
        .status(0)
        .prints("good-1.txt\ngood-2.txt\n");
}

#[test]
fn names_that_lead_elsewhere_are_refused() {
    for (name, why) in [
        ("../x.txt", "the part `..` does not name a file"),
        ("a/../../x.txt", "the part `..`"),
        ("a/..", "the part `..`"),
        ("./x.txt", "the part `.`"),
        (". .", "the part `. .`"),
        ("/etc/x", "an absolute path"),
        ("C:\\x.txt", "the drive `C:`"),
        ("c:x.txt", "the drive `c:`"),
        ("\\\\server\\share\\x", "a network path"),
        ("//server/share/x", "a network path"),
        ("a\\..\\x.txt", "holds a backslash"),
        ("a//b", "has an empty part"),
        ("a/", "has an empty part"),
        ("", "the name is empty"),
        ("a\nb", "the control character U+000A"),
        ("a\0b", "the control character U+0000"),
        ("\u{1b}[31mred", "the control character U+001B"),
        ("a\u{202e}txt.exe", "holds U+202E"),
        ("con", "the name of a device"),
        ("d/NUL.txt", "the name of a device"),
        ("com1.tar.gz", "the name of a device"),
    ] {
        refused(&bundle(&[name]), why);
    }
}

#[test]
fn names_that_meet_each_other_are_refused() {
    for (names, why) in [
        (
            ["a.txt", "a.txt"],
            "x.bundle:4: the name `a.txt` is given 2 times",
        ),
        (["a.txt", "A.TXT"], "`a.txt`, `A.TXT` would be one file"),
        (["é.txt", "e\u{301}.txt"], "would be one file"),
        (["straße", "STRASSE"], "would be one file"),
        (
            ["a", "a/b"],
            "`a` is a file, and `a/b` would be in a folder of that name",
        ),
        (["D/x", "d/X"], "would be one file"),
    ] {
        refused(&bundle(&names), why);
    }
}

#[test]
fn bundles_that_are_not_whole_are_refused() {
    refused(
        ERROR,
        "x.bundle:1: `a.txt` is not closed, so where it ends is a guess",
    );
    let cut = "<<<FILE: a.txt>>>\nText.\n<<<END FILE>>>\n<<<FILE: b.txt>>>\nCut o";
    refused(cut, "x.bundle:4: `b.txt` is not closed");
    refused(
        "<<<FILE>>>\nText.\n<<<END FILE>>>\n",
        "x.bundle:1: the article has no name",
    );
}

#[test]
fn a_file_without_articles_is_told_of() {
    let folder = Folder::with(&[("x.txt", "Only text.\n")]);
    folder
        .run("unpack x.txt")
        .status(2)
        .says("error: there is no article in `x.txt`\n");
    folder
        .run_with("unpack -", b"Only text.\n")
        .status(2)
        .says("error: there is no article in standard input\n");
    folder
        .run("unpack gone")
        .status(2)
        .says("error: cannot read `gone`: No such file or directory\n");
}

#[test]
fn damaged_articles_are_written_only_when_asked_for() {
    let sums = "<<<FILE: \"a.txt\" bytes=\"9\">>>\nText.\n<<<END FILE>>>\n\
        <<<FILE: \"b.txt\" sha256=\"00\">>>\nText.\n<<<END FILE>>>\n";
    let folder = Folder::with(&[("x.bundle", sums)]);
    let said = "error: x.bundle:1: `a.txt` has 6 bytes, not 9 as its marker says: it was cut off or changed; --force \
        writes it all the same\n\
        error: x.bundle:4: `b.txt` was changed: it does not fit the SHA-256 on its marker; --force writes it all the \
        same\nerror: nothing was written\n";
    folder.run("unpack x.bundle -o out").status(2).says(said);
    assert!(!folder.path("out").exists());
    folder.run("unpack x.bundle -o out --force").status(0);
    assert_eq!(folder.files("out").len(), 2);
}

#[test]
fn existing_files_are_replaced_only_when_asked_for() {
    let folder = Folder::with(&[
        ("x.bundle", &*bundle(&[])),
        ("out/good-2.txt", "mine"),
        ("out/other", "too"),
    ]);
    let said =
        "error: `out/good-2.txt` exists: give --force to replace it\nerror: nothing was written\n";
    folder.run("unpack x.bundle -o out").status(2).says(said);
    let kept = vec![
        ("good-2.txt".to_owned(), b"mine".to_vec()),
        ("other".to_owned(), b"too".to_vec()),
    ];
    assert_eq!(folder.files("out"), kept);
    folder
        .run("unpack x.bundle -o out --force")
        .status(0)
        .says("unpacked: 2 files into `out`\n");
    assert_eq!(folder.read("out/good-2.txt"), b"Text.\n");
    assert_eq!(folder.files("out").len(), 3, "nothing is left beside them");
}

#[test]
fn folders_and_files_in_the_way_are_told_of() {
    let folder = Folder::with(&[
        ("x.bundle", &*bundle(&["d/a"])),
        ("out/d", "a file"),
        ("out/good-1.txt/x", "in a folder"),
    ]);
    let said = "error: `good-1.txt` is not written: `out/good-1.txt` is a folder\n\
        error: `d/a` is not written: `out/d` is a file, not a folder\nerror: nothing was written\n";
    folder
        .run("unpack x.bundle -o out --force")
        .status(2)
        .says(said);
    folder.run("unpack x.bundle -o x.bundle").status(2);
}

#[test]
fn what_fails_half_way_is_taken_back() {
    // A name too long for the disk is met only when it is written.
    let long = "x".repeat(300);
    let folder = Folder::with(&[
        ("x.bundle", &*bundle(&["d/new/a", &long, "z"])),
        ("out/good-1.txt", "mine"),
    ]);
    for option in ["", "--force"] {
        let outcome = folder
            .run(&format!("unpack x.bundle -o out {option}"))
            .status(2);
        assert!(
            outcome.err.ends_with("nothing was written\n"),
            "{}",
            outcome.err
        );
        assert_eq!(
            folder.files("out"),
            [("good-1.txt".to_owned(), b"mine".to_vec())]
        );
        assert!(!folder.path("out/d").exists());
    }
}

#[test]
fn many_faults_are_counted() {
    let names: Vec<String> = (0..50).map(|i| format!("../{i}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let folder = Folder::with(&[("x.bundle", bundle(&names))]);
    let outcome = folder.run("unpack x.bundle").status(2);
    assert_eq!(outcome.err.lines().count(), 21);
    assert!(
        outcome
            .err
            .ends_with("error: 30 more like these; nothing was written\n"),
        "{}",
        outcome.err
    );
}

#[cfg(unix)]
mod unix {
    use std::fs;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn links_are_never_followed() {
        let folder = Folder::with(&[("x.bundle", &*bundle(&["d/a"])), ("elsewhere/keep", "kept")]);
        fs::create_dir(folder.path("out")).expect("a folder");
        symlink("../elsewhere", folder.path("out/d")).expect("a link");
        symlink("nowhere", folder.path("out/good-2.txt")).expect("a link");
        let said = "error: `d/a` is not written: `out/d` is a link to another place\n\
            error: `good-2.txt` is not written: `out/good-2.txt` is a link to another place\nerror: nothing was written\n";
        for option in ["", "--force"] {
            folder
                .run(&format!("unpack x.bundle -o out {option}"))
                .status(2)
                .says(said);
            assert_eq!(folder.files("elsewhere").len(), 1);
        }
    }

    #[test]
    fn files_get_the_usual_permissions_and_replaced_ones_keep_theirs() {
        let folder = Folder::with(&[
            ("x.bundle", &*bundle(&[])),
            ("out/good-2.txt", "mine"),
            ("plain", ""),
        ]);
        let mode = |name: &str| {
            fs::metadata(folder.path(name))
                .expect("a file")
                .permissions()
                .mode()
                & 0o777
        };
        fs::set_permissions(
            folder.path("out/good-2.txt"),
            fs::Permissions::from_mode(0o600),
        )
        .expect("a mode");
        folder.run("unpack x.bundle -o out --force").status(0);
        assert_eq!(mode("out/good-1.txt"), mode("plain"));
        assert_eq!(mode("out/good-2.txt"), 0o600);
    }
}
