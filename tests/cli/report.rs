//! `report`: where pages go, and what of the configuration holds for them.

use super::{CLEAN, ERROR, Folder, WARNING};

fn page(folder: &Folder, name: &str) -> String {
    String::from_utf8(folder.read(name)).expect("UTF-8")
}

#[test]
fn a_page_is_written_whole() {
    let folder = Folder::with(&[("a.bundle", WARNING)]);
    folder.run("report a.bundle -o a.html").status(0).says("");
    let written = page(&folder, "a.html");
    assert!(written.starts_with("<!DOCTYPE html>") && written.ends_with("</html>\n"));
    assert!(written.contains("<title>a.bundle: what its articles say</title>"));
    assert!(written.contains("unbalanced-delimiter"));
    // Nobody's terminal: it goes to standard output.
    for to in ["", " -o -"] {
        let out = folder.run(&format!("report a.bundle{to}")).status(0).out;
        assert_eq!(out, written);
    }
    let from_input = folder.run_with("report - --title Evening", WARNING.as_bytes());
    assert!(from_input.out.contains("<title>Evening</title>"));
}

#[test]
fn pages_of_several_bundles_go_to_a_folder() {
    let folder = Folder::with(&[
        ("in/a.bundle", WARNING),
        ("in/b.bundle", ERROR),
        ("out/x", ""),
    ]);
    let refused = folder.run("report in -o page.html").status(2);
    assert!(refused.err.contains("2 bundles"), "{}", refused.err);
    assert!(!folder.path("page.html").exists());
    folder.run("report in -o out").status(0).says("");
    assert!(page(&folder, "out/a.html").contains("unbalanced-delimiter"));
    assert!(page(&folder, "out/b.html").contains("unclosed-article"));
}

#[test]
fn pages_of_bundles_with_one_name_do_not_replace_each_other() {
    let bundles = [
        ("x/a.bundle", WARNING),
        ("y/A.bundle", ERROR),
        ("out/z", ""),
    ];
    let folder = Folder::with(&bundles);
    for command in [
        "report x y -o out",
        "check x y --exit-zero --format html=out",
    ] {
        folder.run(command).status(0);
        assert!(page(&folder, "out/a.html").contains("unbalanced-delimiter"));
        assert!(page(&folder, "out/A-2.html").contains("unclosed-article"));
    }
}

#[test]
fn bundles_that_are_compared_come_on_one_page() {
    let folder = Folder::with(&[
        ("variorum.toml", "scope = \"workspace\"\n"),
        ("a.bundle", WARNING),
        ("b.bundle", CLEAN),
    ]);
    folder.run("report . -o page.html").status(0).says("");
    let written = page(&folder, "page.html");
    assert!(written.contains("<title>a.bundle, b.bundle: what their articles say</title>"));
    assert_eq!(written.matches("<article class=\"text\"").count(), 2);
}

#[test]
fn levels_and_allows_hold() {
    let folder = Folder::with(&[("a.bundle", WARNING), ("b.bundle", WARNING)]);
    let off = "[rules]\nunbalanced-delimiter = \"off\"\n";
    folder.write("variorum.toml", off);
    assert!(!folder.run("report a.bundle").out.contains("unbalanced"));
    folder.write(
        "variorum.toml",
        "[rules]\nunbalanced-delimiter = \"note\"\n",
    );
    assert!(
        folder
            .run("report a.bundle")
            .out
            .contains("kind-unbalanced-delimiter-note")
    );
    let without = folder.run("report a.bundle --no-config").out;
    assert!(without.contains("kind-unbalanced-delimiter-warning"));
    let allowed = WARNING.replace(
        "<<<FILE: a.txt>>>",
        "<<<FILE: \"a.txt\" allow=\"unbalanced-delimiter\">>>",
    );
    folder.write("b.bundle", allowed);
    assert!(
        !folder
            .run("report b.bundle --no-config")
            .out
            .contains("kind-unbalanced")
    );
}

#[test]
fn what_cannot_be_done_is_said() {
    let folder = Folder::with(&[("a.bundle", CLEAN)]);
    for (line, said) in [
        ("report missing.bundle -o a.html", "does not exist"),
        ("report a.bundle -o a.bundle", "is a bundle"),
        ("report a.bundle -o nowhere/a.html", "cannot write"),
    ] {
        let outcome = folder.run(line).status(2);
        assert!(outcome.err.contains(said), "{line}: {}", outcome.err);
    }
    assert_eq!(folder.read("a.bundle"), CLEAN.as_bytes());
    assert!(!folder.path("a.html").exists());
}

#[test]
fn a_check_writes_the_same_page_beside_its_other_reports() {
    let folder = Folder::with(&[("a.bundle", WARNING)]);
    folder.run("report a.bundle -o a.html").status(0);
    let check = "check a.bundle --format html=b.html --format json";
    assert!(folder.run(check).status(1).out.starts_with('{'));
    assert_eq!(page(&folder, "b.html"), page(&folder, "a.html"));
    // What a baseline hides is not on it.
    folder.run("check a.bundle --write-baseline base.jsonl");
    folder
        .run("check a.bundle --baseline base.jsonl --format html=b.html")
        .status(0);
    assert!(!page(&folder, "b.html").contains("unbalanced-delimiter"));
    folder
        .run("check a.bundle --format html=a.bundle")
        .status(2);
    assert_eq!(page(&folder, "a.bundle"), WARNING);
    folder
        .run("check a.bundle --format html=a.html --format html=b.html")
        .status(2);
}

#[test]
fn a_check_writes_a_page_for_each_bundle_to_a_folder() {
    let folder = Folder::with(&[
        ("in/a.bundle", WARNING),
        ("in/b.bundle", ERROR),
        ("out/x", ""),
    ]);
    let refused = folder.run("check in --format html=page.html").status(2);
    assert!(refused.err.contains("2 bundles"), "{}", refused.err);
    assert!(!folder.path("page.html").exists());
    folder.run("check in --format html=out").status(1);
    assert!(page(&folder, "out/a.html").contains("unbalanced-delimiter"));
    assert!(page(&folder, "out/b.html").contains("unclosed-article"));
}

#[test]
fn a_run_that_failed_leaves_the_page_of_an_earlier_one() {
    let folder = Folder::with(&[("a.bundle", WARNING), ("page.html", "of yesterday")]);
    folder
        .run("check no.bundle --format html=page.html")
        .status(2);
    assert_eq!(page(&folder, "page.html"), "of yesterday");
    // Nor does one that would show what is known, since its baseline is not to be had.
    folder.write("variorum.toml", "baseline = \"known.json\"\n");
    folder
        .run("check a.bundle --format html=page.html")
        .status(2);
    assert_eq!(page(&folder, "page.html"), "of yesterday");
}

#[test]
fn a_page_that_is_not_written_costs_the_others_no_name() {
    let folder = Folder::with(&[
        ("in/a/x.bundle", WARNING.as_bytes()),
        ("in/b/x.bundle", b"\x89PNG\r\n\x1A\n"),
        ("in/c/x.bundle", ERROR.as_bytes()),
        ("out/x", b""),
    ]);
    for command in ["report in -o out", "check in --format html=out"] {
        folder.run(command).status(2);
        let names = folder.files("out").into_iter().map(|(name, _)| name);
        let names: Vec<String> = names.collect();
        assert_eq!(names, ["x", "x-3.html", "x.html"], "{command}");
        assert!(page(&folder, "out/x-3.html").contains("unclosed-article"));
    }
}

#[test]
fn one_that_cannot_be_read_costs_the_others_no_page() {
    let folder = Folder::with(&[
        ("variorum.toml", "scope = \"workspace\"\n"),
        ("a.bundle", WARNING),
    ]);
    folder
        .run("report a.bundle no.bundle -o page.html")
        .status(2);
    assert!(page(&folder, "page.html").contains("unbalanced-delimiter"));
}
