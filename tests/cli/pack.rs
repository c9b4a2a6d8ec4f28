//! `pack`: files into a bundle.

use super::Folder;

#[test]
fn files_and_folders_become_articles_in_order() {
    let folder = Folder::with(&[
        ("d/b.txt", "Two.\n"),
        ("d/sub/c.txt", "Three.\n"),
        ("a.txt", "One.\n"),
    ]);
    let expected = "<<<FILE: a.txt>>>\nOne.\n<<<END FILE>>>\n<<<FILE: b.txt>>>\nTwo.\n<<<END FILE>>>\n\
        <<<FILE: sub/c.txt>>>\nThree.\n<<<END FILE>>>\n";
    folder
        .run("pack d a.txt")
        .status(0)
        .says("")
        .prints(expected);
    folder
        .run("pack d a.txt ./a.txt d/../a.txt")
        .status(0)
        .prints(expected);
    folder
        .run("pack d a.txt -o x.bundle")
        .status(0)
        .prints("")
        .says("packed: 3 files into `x.bundle`\n");
    assert_eq!(folder.read("x.bundle"), expected.as_bytes());
    folder.run("check x.bundle").status(0);
}

#[test]
fn a_bundle_is_replaced_only_when_asked_for_and_never_packed_into_itself() {
    let folder = Folder::with(&[("a.txt", "One.\n"), ("x.bundle", "old")]);
    let said = "error: `x.bundle` exists: give --force to replace it\n";
    folder.run("pack . -o x.bundle").status(2).says(said);
    assert_eq!(folder.read("x.bundle"), b"old");
    folder.run("pack . -o x.bundle --force").status(0);
    assert_eq!(
        folder.read("x.bundle"),
        b"<<<FILE: a.txt>>>\nOne.\n<<<END FILE>>>\n"
    );
}

#[test]
fn a_bundle_takes_the_place_of_none_of_its_files() {
    let folder = Folder::with(&[("a.txt", "One.\n"), ("d/b.txt", "Two.\n")]);
    let said = "error: `a.txt` would be packed and be the bundle: give --output another name\n";
    for output in ["a.txt", "./a.txt", "d/../a.txt"] {
        folder
            .run(&format!("pack a.txt -o {output} --force"))
            .status(2)
            .says(said);
    }
    let said = "error: `d` is a folder: give --output a file\n";
    folder.run("pack a.txt -o d --force").status(2).says(said);
    assert_eq!(folder.read("a.txt"), b"One.\n");
}

#[test]
fn checksums_fit_and_damage_shows() {
    let folder = Folder::with(&[("a.txt", "One.\n<<<END FILE>>>\nno end")]);
    folder.run("pack a.txt --checksums -o x.bundle").status(0);
    let bundle = String::from_utf8(folder.read("x.bundle")).expect("text");
    assert!(
        bundle.starts_with("<<<FILE: \"a.txt\" bytes=\"26\" sha256=\""),
        "{bundle}"
    );
    assert!(bundle.contains("\n\\<<<END FILE>>>\n"), "{bundle}");
    folder.run("check x.bundle").status(0);
    folder.write("y.bundle", bundle.replace("One", "Two"));
    let found = folder
        .run("check y.bundle --format json")
        .status(1)
        .findings();
    assert_eq!(found, ["y.bundle:1 content-mismatch"]);
}

#[test]
fn ignored_and_hidden_files_are_packed_unless_told_otherwise() {
    let folder = Folder::with(&[
        ("d/.ignore", "x.txt\n"),
        ("d/.hidden", "h\n"),
        ("d/x.txt", "x\n"),
        ("d/y.txt", "y\n"),
    ]);
    let names = |line: &str| -> Vec<String> {
        let out = folder.run(line).status(0).out;
        out.lines()
            .filter(|line| line.starts_with("<<<FILE"))
            .map(str::to_owned)
            .collect()
    };
    let all = [
        "<<<FILE: .hidden>>>",
        "<<<FILE: .ignore>>>",
        "<<<FILE: x.txt>>>",
        "<<<FILE: y.txt>>>",
    ];
    assert_eq!(names("pack d"), all);
    assert_eq!(names("pack d --ignore"), ["<<<FILE: y.txt>>>"]);
}

#[test]
fn what_cannot_be_packed_is_told_of_and_nothing_is_written() {
    let folder = Folder::with(&[
        ("a.txt", "a\n"),
        ("d/a.txt", "other\n"),
        ("A.TXT", "A\n"),
        ("nul.txt", "n\n"),
    ]);
    std::fs::create_dir(folder.path("none")).expect("a folder");
    for (arguments, said) in [
        ("gone", "error: `gone` does not exist\n"),
        (
            "none",
            "error: there is no file to pack in what was given\n",
        ),
        (
            "a.txt nul.txt",
            "error: `nul.txt` cannot be packed, since `nul.txt` could not be unpacked: \
            `nul.txt` is the name of a device on Windows\n",
        ),
        (
            "a.txt -o none/sub/x.bundle",
            "error: cannot write `none/sub/x.bundle`: No such file or directory\n",
        ),
    ] {
        folder
            .run(&format!("pack {arguments}"))
            .status(2)
            .prints("")
            .says(said);
    }
    for arguments in ["a.txt d", "a.txt A.TXT"] {
        let outcome = folder
            .run(&format!("pack {arguments}"))
            .status(2)
            .prints("");
        assert!(
            outcome
                .err
                .starts_with("error: these names cannot stand in one bundle: "),
            "{}",
            outcome.err
        );
    }
}

#[cfg(unix)]
#[test]
fn links_in_a_folder_are_left_out_with_a_warning() {
    let folder = Folder::with(&[("d/a.txt", "a\n")]);
    std::os::unix::fs::symlink("a.txt", folder.path("d/link")).expect("a link");
    let said = "warning: `d/link` is left out: it is a link or a device, not a file\n";
    folder
        .run("pack d")
        .status(0)
        .says(said)
        .prints("<<<FILE: a.txt>>>\na\n<<<END FILE>>>\n");
    let outcome = folder.run("pack /dev/null").status(2);
    outcome.says("error: `/dev/null` is neither a file nor a folder\n");
}
