//! `check --changed`: which bundles are told of, what they are compared with, what is mended.

use std::process::Command;

use super::{CLEAN, Folder, WARNING};

/// Runs Git in a folder, as somebody.
fn git(folder: &Folder, arguments: &[&str]) {
    let output = Command::new("git")
        .args([
            "-c",
            "user.name=test",
            "-c",
            "user.email=test@example.org",
            "-c",
            "init.defaultBranch=main",
        ])
        .args(arguments)
        .current_dir(folder.path(""))
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .expect("git");
    assert!(output.status.success(), "{arguments:?}: {output:?}");
}

#[test]
fn changed_bundles_are_those_that_git_knows_to_differ() {
    let folder = Folder::with(&[
        ("same.bundle", WARNING),
        ("edited.bundle", CLEAN),
        ("d/staged.bundle", CLEAN),
        ("d/é “x”.bundle", CLEAN),
        ("gone.bundle", CLEAN),
        (".gitignore", "ignored.bundle\n"),
        ("ignored.bundle", WARNING),
    ]);
    let found = |line: &str| -> Vec<String> {
        let outcome = folder.run(&format!("check --format json {line}"));
        assert!(outcome.err.is_empty(), "{outcome:?}");
        let paths = outcome.findings().into_iter();
        paths
            .map(|f| f.split(':').next().unwrap_or_default().to_owned())
            .collect()
    };
    git(&folder, &["init", "--quiet"]);
    let early = folder.run("check --changed").status(2);
    early.says(
        "error: --changed needs a commit to compare with, and this repository has none yet\n",
    );
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "--quiet", "--message", "first"]);
    assert!(found("--changed").is_empty());
    folder
        .run("check --changed")
        .status(0)
        .says("")
        .prints("nothing to check\n");
    for name in [
        "edited.bundle",
        "d/staged.bundle",
        "d/é “x”.bundle",
        "new.bundle",
    ] {
        folder.write(name, WARNING);
    }
    git(&folder, &["add", "d/staged.bundle"]);
    std::fs::remove_file(folder.path("gone.bundle")).expect("it was there");
    let all = [
        "d/staged.bundle",
        "d/é “x”.bundle",
        "edited.bundle",
        "new.bundle",
    ];
    assert_eq!(found("--changed"), all);
    assert_eq!(found("--changed HEAD"), all);
    assert_eq!(found("d --changed"), all[..2]);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "--quiet", "--message", "second"]);
    assert!(found("--changed").is_empty());
    assert_eq!(found("--changed HEAD~1"), all);
    let unknown = folder.run("check --changed nothing").status(2);
    unknown.says(
        "error: `nothing` is no revision of this repository (what follows --changed is taken for one: paths go before \
         it)\n",
    );
    assert_eq!(folder.run("check --changed=--output=x").status, 2);
    assert_eq!(folder.run("check - --changed").status, 2);
    let elsewhere = Folder::with(&[("a.bundle", CLEAN)]);
    let outside = format!("check {} --changed", elsewhere.path("a.bundle").display());
    let outside = folder.run(&outside).status(2);
    assert!(
        outside.err.contains("is not in the repository"),
        "{}",
        outside.err
    );
    let none = elsewhere.run("check --changed").status(2);
    assert!(
        none.err.contains("--changed needs a repository of Git"),
        "{}",
        none.err
    );
}

/// A folder whose bundles are compared with each other, all of these committed.
fn workspace<C: AsRef<[u8]>>(files: &[(&str, C)]) -> Folder {
    let folder = Folder::with(files);
    folder.write("variorum.toml", "scope = \"workspace\"\n");
    commit(&folder);
    folder
}

fn commit(folder: &Folder) {
    git(folder, &["init", "--quiet"]);
    git(folder, &["add", "."]);
    git(folder, &["commit", "--quiet", "--message", "One"]);
}

#[test]
fn changed_bundles_are_compared_with_those_that_did_not_change() {
    let folder = workspace(&[("d/one.bundle", copy("a.txt"))]);
    folder.write("d/e/two.bundle", copy("b.txt"));
    let found = |line: &str| {
        folder
            .run(&format!("check {line} --format json"))
            .findings()
    };
    assert_eq!(found("--changed"), ["d/e/two.bundle:1 duplicated-article"]);
    // With those among the paths, and no others.
    assert_eq!(
        found("d --changed"),
        ["d/e/two.bundle:1 duplicated-article"]
    );
    assert!(found("d/e --changed").is_empty());
}

#[test]
fn the_page_of_what_changed_has_all_articles_and_what_is_found_in_the_changed() {
    let known = WARNING.replace("a.txt", "known.txt");
    let folder = workspace(&[
        ("one.bundle", format!("{known}{}", copy("a.txt"))),
        ("two.bundle", CLEAN.to_owned()),
    ]);
    folder.run("check . --write-baseline known.json").status(0);
    folder.write("two.bundle", copy("b.txt"));
    folder
        .run("check --changed --baseline known.json --format html=page.html")
        .status(1);
    let page = String::from_utf8(folder.read("page.html")).expect("UTF-8");
    assert_eq!(page.matches("<article class=\"text\"").count(), 3);
    assert!(page.contains("kind-duplicated-article"));
    assert!(!page.contains("kind-unbalanced-delimiter"));
}

#[test]
fn what_changed_is_mended_and_what_it_is_compared_with_is_not() {
    // A bracket is missing.
    let slip = CLEAN.replace("<<<END FILE>>>", "<<<END FILE>>");
    let one = format!("{slip}{}", copy("x.txt"));
    let folder = workspace(&[("one.bundle", &one)]);
    folder.write("two.bundle", format!("{slip}{}", copy("y.txt")));
    let shown = folder.run("check --changed --diff").out;
    assert!(
        shown.contains("+++ b/two.bundle") && !shown.contains("one.bundle"),
        "{shown}"
    );
    let outcome = folder.run("check --changed --fix --format json").status(1);
    assert_eq!(outcome.findings(), ["two.bundle:4 duplicated-article"]);
    assert_eq!(folder.read("one.bundle"), one.as_bytes());
    let two = format!("{CLEAN}{}", copy("y.txt"));
    assert_eq!(folder.read("two.bundle"), two.as_bytes());
}

#[test]
fn what_did_not_change_fails_nothing() {
    let folder = workspace(&[
        ("image.bundle", &b"\x89PNG\r\n\x1A\n"[..]),
        ("broken/a.bundle", CLEAN.as_bytes()),
        ("broken/variorum.toml", b"scope = 1\n"),
    ]);
    folder.write("new.bundle", CLEAN);
    let warning = "warning: `image.bundle` is not a text file (it looks like PNG image): nothing is compared with it\n";
    for options in ["", " --diff", " --fix", " --format html=page.html"] {
        let line = format!("check --changed{options}");
        folder.run(&line).status(0).says(warning);
    }
    folder.run("check --changed --quiet").status(0).says("");
    // What is wrong with a configuration is told of the first bundle that is asked about, though another came before.
    folder.write("broken/b.bundle", CLEAN);
    let outcome = folder.run("check --changed --quiet").status(2);
    let told = outcome.err.matches("error: broken/variorum.toml:1").count();
    assert_eq!(told, 1, "{}", outcome.err);
}

#[test]
fn a_repository_within_one_counts_as_changed() {
    let folder = Folder::with(&[("a.bundle", WARNING), ("in/b.bundle", WARNING)]);
    git(&folder, &["init", "--quiet"]);
    git(&folder, &["-C", "in", "init", "--quiet"]);
    git(&folder, &["add", "a.bundle"]);
    git(&folder, &["commit", "--quiet", "--message", "One"]);
    let found = folder.run("check --changed --format json").status(1);
    assert_eq!(found.findings(), ["in/b.bundle:2 unbalanced-delimiter"]);
}

#[test]
fn a_page_is_written_though_nothing_is_checked() {
    let folder = Folder::with(&[("a.bundle", WARNING), ("page.html", "of yesterday")]);
    git(&folder, &["init", "--quiet"]);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "--quiet", "--message", "One"]);
    folder
        .run("check --changed --format html=page.html")
        .status(0);
    let page = String::from_utf8(folder.read("page.html")).expect("UTF-8");
    assert!(page.starts_with("<!DOCTYPE html>"));
    assert!(page.contains("<title>Nothing to check</title>"));
}

/// A bundle of one article, the same whatever it is called.
fn copy(name: &str) -> String {
    let text = "The evening ferry to the islands sailed an hour late since the fog over the quay did not lift before ten. \
                Those who waited were given tea in the old customs house, where a clarinet player from the mainland played.";
    format!("<<<FILE: {name}>>>\n{text}\n<<<END FILE>>>\n")
}
