//! `pack --from` and `unpack --to`: the files of other packers.

use super::Folder;

/// Two articles with attributes.
pub(super) const BUNDLE: &str = "<<<FILE: \"a.txt\" date=\"2031-03-04\" title=\"Late\">>>\nThe ferry was late.\n<<<END FILE>>>\n\
    <<<FILE: \"b/c.txt\" source=\"Quay Notes\">>>\nNobody complained.\n<<<END FILE>>>\n";
/// The same without.
const BARE: &str = "<<<FILE: a.txt>>>\nThe ferry was late.\n<<<END FILE>>>\n\
    <<<FILE: b/c.txt>>>\nNobody complained.\n<<<END FILE>>>\n";

const FORMATS: [(&str, &str); 8] = [
    ("txtar", "txtar"),
    ("repomix-xml", "repomix"),
    ("repomix-parsable", "repomix"),
    ("repomix-markdown", "repomix"),
    ("repomix-plain", "repomix"),
    ("gitingest", "gitingest"),
    ("files-to-prompt", "files-to-prompt"),
    ("files-to-prompt-xml", "files-to-prompt"),
];

#[test]
fn a_bundle_goes_to_each_format_and_comes_back() {
    for (to, from) in FORMATS {
        let folder = Folder::with(&[("x.bundle", BUNDLE)]);
        let lost = format!(
            "warning: {to} has no room for attributes: `date`, `title`, `source` of 2 articles are left out\n"
        );
        folder
            .run(&format!("unpack x.bundle --to {to} -o out"))
            .status(0)
            .says(&format!("{lost}unpacked: 2 articles into `out`\n"));
        let written = folder.read("out");
        let printed = folder.run(&format!("unpack x.bundle --to {to}")).status(0);
        assert_eq!(printed.bytes, written, "{to}");
        for from in [from, "auto"] {
            folder
                .run(&format!("pack --from {from} out"))
                .status(0)
                .says("")
                .prints(BARE);
            folder
                .run_with(&format!("pack --from {from} -"), &written)
                .status(0)
                .prints(BARE);
        }
        // A file that Windows has had: each of its lines ends in CRLF, the articles' too.
        let windows = String::from_utf8(written)
            .expect("text")
            .replace('\n', "\r\n");
        folder.write("windows", windows);
        let bare = BARE
            .replace("late.\n", "late.\r\n")
            .replace("complained.\n", "complained.\r\n");
        folder
            .run(&format!("pack --from {from} windows"))
            .status(0)
            .says("")
            .prints(&bare);
    }
}

#[test]
fn no_article_replaces_the_bundle_that_it_comes_from() {
    let bundle =
        "<<<FILE: a.txt>>>\nOne.\n<<<END FILE>>>\n<<<FILE: x.md>>>\nTwo.\n<<<END FILE>>>\n";
    let folder = Folder::with(&[("x.md", bundle), ("a.txt", "mine")]);
    let said = "error: `x.md` is not written: `./x.md` is the bundle itself; give --output another folder\n\
        error: nothing was written\n";
    for command in ["unpack x.md --force", "unpack x.md --to markdown --force"] {
        folder.run(command).status(2).says(said);
        assert_eq!(folder.read("x.md"), bundle.as_bytes());
        assert_eq!(folder.read("a.txt"), b"mine");
    }
    folder.run("unpack x.md --force -o out").status(0);
    assert_eq!(folder.read("out/x.md"), b"Two.\n");
    // Standard input has no file that could be replaced.
    folder.write("-", "mine");
    folder
        .run_with("unpack - --force", b"<<<FILE: ->>>\nOne.\n<<<END FILE>>>\n")
        .status(0);
    assert_eq!(folder.read("-"), b"One.\n");
}

#[test]
fn losses_are_offered_only_where_they_help() {
    let bundle = "<<<FILE: \" a.txt\">>>\nOne.\n<<<END FILE>>>\n\
        <<<FILE: b.txt>>>\nTwo.\n-- c.txt --\n<<<END FILE>>>\n";
    let folder = Folder::with(&[("x.bundle", bundle)]);
    let name = "error: ` a.txt` cannot stand in txtar as the name that it is\n";
    let end = "error: nothing was written, since txtar cannot hold all of it\n";
    let strict = folder.run("unpack x.bundle --to txtar").status(2);
    let told = strict.err.starts_with(name) && strict.err.ends_with(end);
    assert!(
        told && strict.err.contains("`-- c.txt --`"),
        "{}",
        strict.err
    );
    folder
        .run("unpack x.bundle --to txtar --lossy")
        .status(2)
        .says(&format!("{name}{end}"));
}

#[test]
fn another_format_is_offered_only_where_it_holds_all() {
    let end = "<<<END FILE>>>\n";
    let line = "<<<FILE: a.txt>>>\nOne.\n</file>\n\n<file path=\"x\">\n";
    let open = format!("<<<FILE: \"b.txt\" eol=\"none\">>>\nTwo.\n{end}");
    let bell = format!("<<<FILE: c.txt>>>\n\u{1}\n{end}");
    let cases = [
        (format!("{line}{end}"), ", or --to repomix-parsable\n"),
        (format!("{line}{end}{open}"), "have the articles changed\n"),
        (format!("{line}{end}{bell}"), "have the articles changed\n"),
    ];
    for (bundle, offer) in cases {
        let folder = Folder::with(&[("x.bundle", &bundle)]);
        let outcome = folder.run("unpack x.bundle --to repomix-xml").status(2);
        let given = "repomix-xml cannot hold all of it; give --lossy to have the articles changed";
        assert!(outcome.err.contains(given), "{}", outcome.err);
        assert!(outcome.err.ends_with(offer), "{}", outcome.err);
        let holds = folder.run("unpack x.bundle --to repomix-parsable").status == 0;
        assert_eq!(holds, offer.contains("--to"), "{bundle}");
    }
}

#[test]
fn what_a_format_cannot_hold_is_named_and_nothing_is_written() {
    let bundle = "<<<FILE: a.txt>>>\nOne.\n<<<END FILE>>>\n\
        <<<FILE: \"b.txt\" eol=\"none\">>>\nTwo.\n-- a.txt --\n<<<END FILE>>>\n";
    let folder = Folder::with(&[("x.bundle", bundle)]);
    let why = "`b.txt`: line 2 of its text, `-- a.txt --`, would be read as one of txtar's own, which has no way to \
        escape it";
    let end = "`b.txt`: its last line has no end, and txtar holds whole lines";
    folder.run("unpack x.bundle --to txtar -o out").status(2).says(&format!(
        "error: {why}\nerror: {end}\nerror: nothing was written, since txtar cannot hold all of it; give --lossy to have the articles \
         changed\n"
    ));
    assert!(!folder.path("out").exists());
    folder
        .run("unpack x.bundle --to txtar --lossy -o out")
        .status(0)
        .says(&format!(
            "warning: {why}; a blank is put before it\nwarning: {end}; it gains one\nunpacked: 2 articles into `out`\n"
        ));
    let out = "-- a.txt --\nOne.\n-- b.txt --\nTwo.\n -- a.txt --\n";
    assert_eq!(folder.read("out"), out.as_bytes());
}

#[test]
fn an_export_replaces_nothing_unasked_and_never_its_bundle() {
    let folder = Folder::with(&[("x.bundle", BARE), ("out", "mine")]);
    let says = |line: &str, said: &str| folder.run(line).status(2).says(said);
    says(
        "unpack x.bundle --to txtar -o out",
        "error: `out` exists: give --force to replace it\n",
    );
    says(
        "unpack x.bundle --to txtar -o x.bundle --force",
        "error: `x.bundle` is the bundle itself: give --output another name\n",
    );
    says(
        "unpack x.bundle --to txtar -o .",
        "error: `.` is a folder: give --output a file\n",
    );
    assert_eq!(folder.read("out"), b"mine");
    folder
        .run("unpack x.bundle --to txtar -o out --force")
        .status(0);
    folder.write("y.bundle", "<<<FILE: ../a>>>\nOne.\n<<<END FILE>>>\n");
    let outcome = folder
        .run("unpack y.bundle --to txtar")
        .status(2)
        .prints("");
    assert!(
        outcome.err.contains("`../a` cannot be a file's name"),
        "{}",
        outcome.err
    );
    let outcome = folder.run("unpack x.bundle --lossy");
    assert_eq!(outcome.status, 2, "--lossy is of --to");
}

#[test]
fn hostile_names_are_refused_or_made_harmless() {
    let folder = Folder::with(&[
        ("up", "-- a.txt --\nOne.\n-- ../b.txt --\nTwo.\n"),
        ("twice", "-- a.txt --\nOne.\n-- A.txt --\nTwo.\n"),
        ("device", "-- nul.txt --\nOne.\n"),
        (
            "root",
            "-- /etc/passwd --\nOne.\n-- C:\\x\\y.txt --\nTwo.\n",
        ),
    ]);
    let run = |file: &str| folder.run(&format!("pack --from txtar {file}"));
    run("up").status(2).prints("").says(
        "error: up:3: `../b.txt` could not be unpacked again: the part `..` does not name a file or folder of its own\n\
         error: nothing was written\n",
    );
    let twice = run("twice").status(2).prints("");
    assert!(
        twice
            .err
            .contains("`a.txt`, `A.txt` would be one file on some systems"),
        "{}",
        twice.err
    );
    assert!(
        run("device")
            .status(2)
            .err
            .contains("is the name of a device on Windows")
    );
    run("root")
        .status(0)
        .says(
            "warning: root:1: `/etc/passwd` is named `etc/passwd` in the bundle\n\
             warning: root:3: `C:\\x\\y.txt` is named `x/y.txt` in the bundle\n",
        )
        .prints("<<<FILE: etc/passwd>>>\nOne.\n<<<END FILE>>>\n<<<FILE: x/y.txt>>>\nTwo.\n<<<END FILE>>>\n");
}

#[test]
fn what_is_broken_or_cut_off_is_told_of_with_its_line() {
    let long = "=".repeat(48);
    let cases = [
        (
            "repomix",
            "<files>\n<file path=\"a\">\nOne.\n".to_owned(),
            "x:2: the file that begins here is not closed",
        ),
        (
            "repomix",
            "# Files\n\n## File: a\n```\nOne.\n".to_owned(),
            "x:3: the code block of this file is not closed",
        ),
        (
            "repomix",
            "# Files\n\n## File: a\nOne.\n".to_owned(),
            "x:3: no code block follows",
        ),
        (
            "repomix",
            "<repomix><files>\n<file path=\"a\">One.".to_owned(),
            "x:2: the file ends within an element",
        ),
        (
            "repomix",
            "<repomix>\n<files></file>".to_owned(),
            "x:2: is not well-formed XML",
        ),
        (
            "repomix",
            "One.\n".to_owned(),
            "x: is nothing that repomix writes",
        ),
        (
            "gitingest",
            "One.\n".to_owned(),
            "x: is nothing that gitingest writes",
        ),
        (
            "files-to-prompt",
            "a\n---\nOne.\n".to_owned(),
            "x:1: there is no line `---` after this file",
        ),
        (
            "files-to-prompt",
            "One.\nTwo.\n".to_owned(),
            "x:1: is nothing that files-to-prompt writes",
        ),
        (
            "cxml",
            "<documents>\n<document index=\"1\">\n".to_owned(),
            "x:2: a `<source>` and",
        ),
        ("txtar", "One.\n".to_owned(), "x: is not txtar"),
        ("warc", "One.\n".to_owned(), "x: is not WARC"),
        (
            "feed",
            "<rss><channel><item></rss>".to_owned(),
            "x: is not a feed",
        ),
        (
            "gitingest",
            format!("{long}\nFILE: \n{long}\nOne.\n\n\n"),
            "x:1: the file has no name here",
        ),
    ];
    for (from, text, said) in cases {
        let folder = Folder::with(&[("x", text)]);
        let outcome = folder
            .run(&format!("pack --from {from} x -o out"))
            .status(2);
        assert!(
            outcome.err.starts_with(&format!("error: {said}")),
            "{from}: {}",
            outcome.err
        );
        assert!(!folder.path("out").exists());
    }
}

#[test]
fn what_may_be_cut_off_is_read_with_a_warning() {
    let long = "=".repeat(48);
    let warned = [
        (
            "gitingest",
            format!("{long}\nFILE: a\n{long}\nOne.\n"),
            "x:4: two line ends are missing after `a`",
        ),
        (
            "repomix",
            "<files>\n<file path=\"a\">\nOne.\n</file>\n".to_owned(),
            "x:4: there is no `</files>`",
        ),
        (
            "txtar",
            "A comment.\n-- a --\nOne.\n".to_owned(),
            "x:1: the comment above the first file is left out",
        ),
    ];
    for (from, text, said) in warned {
        let folder = Folder::with(&[("x", text)]);
        let outcome = folder.run(&format!("pack --from {from} x")).status(0);
        assert!(
            outcome.err.starts_with(&format!("warning: {said}")),
            "{from}: {}",
            outcome.err
        );
    }
}

#[test]
fn what_gitingest_could_not_read_is_left_out() {
    let rule = "=".repeat(48);
    let head = |kind: &str, name: &str| format!("{rule}\n{kind}: {name}\n{rule}\n");
    let text = [
        head("FILE", "empty.txt") + "[Empty file]\n\n\n",
        head("FILE", "image.png") + "[Binary file]\n\n\n",
        head("SYMLINK", "link -> a") + "\n\n\n",
        head("FILE", "a.txt") + "One.\n\n\n",
    ];
    let folder = Folder::with(&[("x", text.concat())]);
    folder
        .run("pack --from gitingest x")
        .status(0)
        .says(
            "warning: x:7: `image.png` is not text and is left out\nwarning: x:13: `link -> a` is a link and is left out\n",
        )
        .prints(
            "<<<FILE: empty.txt>>>\n<<<END FILE>>>\n<<<FILE: a.txt>>>\nOne.\n<<<END FILE>>>\n",
        );
}

#[test]
fn an_archive_that_is_packed_as_it_is_may_have_been_meant_otherwise() {
    let folder = Folder::with(&[
        ("x.txtar", "-- a --\nOne.\n"),
        ("y.md", "# Text\n"),
        ("z.txt", "-- Ilse Marrow --\nLate.\n"),
    ]);
    folder
        .run("pack x.txtar")
        .status(0)
        .says("warning: `x.txtar` is packed as one article; for those in it, give --from txtar\n")
        .prints("<<<FILE: x.txtar>>>\n-- a --\nOne.\n<<<END FILE>>>\n");
    folder.run("pack y.md").status(0).says("");
    folder.run("pack x.txtar y.md").status(0).says("");
    folder
        .run("pack --from auto z.txt")
        .status(0)
        .says("")
        .prints("<<<FILE: z.txt>>>\n-- Ilse Marrow --\nLate.\n<<<END FILE>>>\n");
}
