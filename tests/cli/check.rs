//! `check`: exit statuses, and what goes to which output.

use super::{CLEAN, ERROR, Folder, NOTE, WARNING};

#[test]
fn the_exit_status_follows_the_worst_finding_and_fail_on() {
    let folder = Folder::with(&[
        ("clean", CLEAN),
        ("note", NOTE),
        ("warning", WARNING),
        ("error", ERROR),
    ]);
    // The status without --fail-on, then with `error`, `warning`, `note`.
    for (file, expected) in [
        ("clean", [0, 0, 0, 0]),
        ("note", [0, 0, 0, 1]),
        ("warning", [1, 0, 1, 1]),
        ("error", [1, 1, 1, 1]),
    ] {
        let options = ["", "--fail-on error", "--fail-on warning", "--fail-on note"];
        for (option, status) in options.into_iter().zip(expected) {
            for format in ["text", "json"] {
                let line = format!("check {file} {option} --format {format}");
                folder.run(&line).status(status).says("");
            }
        }
    }
}

#[test]
fn what_could_not_be_checked_makes_the_status_2_and_the_rest_is_checked() {
    let folder = Folder::with(&[("warning", WARNING)]);
    let outcome = folder.run("check warning gone --format json").status(2);
    assert_eq!(outcome.findings(), ["warning:2 unbalanced-delimiter"]);
    outcome.says("error: `gone` does not exist\n");
}

#[test]
fn the_text_report_shows_place_rule_and_line_and_closes_with_a_count() {
    let folder = Folder::with(&[("a.bundle", WARNING)]);
    let outcome = folder.run("check a.bundle").status(1);
    for part in [
        "unbalanced-delimiter",
        "a.bundle:2:9",
        "He said “no more of it.",
    ] {
        assert!(outcome.out.contains(part), "{part}: {}", outcome.out);
    }
    assert!(!outcome.out.contains('\u{1b}'), "no colour in a pipe");
    let last = outcome.out.lines().last();
    assert_eq!(last, Some("1 article in 1 bundle: 1 warning"));
}

#[test]
fn a_clean_bundle_says_so() {
    let folder = Folder::with(&[("a.bundle", CLEAN)]);
    let outcome = folder.run("check a.bundle").status(0);
    outcome.prints("1 article in 1 bundle: nothing found\n");
}

#[test]
fn many_findings_of_one_rule_are_counted_in_the_text_and_all_in_the_json() {
    let article = |i| {
        format!(
            "<<<FILE: {i}>>>\n{}<<<END FILE>>>\n",
            "He said so”.\n\n".repeat(50)
        )
    };
    let bundle: String = (0..5).map(article).collect();
    let folder = Folder::with(&[("a.bundle", bundle)]);
    let text = folder.run("check a.bundle").status(1).out;
    let more = "a.bundle: 150 more findings of unbalanced-delimiter (all are in --format json)";
    assert!(text.lines().any(|line| line == more), "{text}");
    let json = folder.run("check a.bundle --format json").status(1);
    let all = json.findings();
    let marks = all.iter().filter(|f| f.ends_with("unbalanced-delimiter"));
    assert_eq!(marks.count(), 250);
}

#[test]
fn other_keywords_mark_articles_where_an_option_names_them() {
    let bundle = "<<<ARTICLE: a.txt>>>\nHe said “no more of it.\n<<<END ARTICLE>>>\n";
    let folder = Folder::with(&[("a.txt", bundle)]);
    let without = folder.run("check a.txt --format json").status(0);
    assert_eq!(without.findings(), ["a.txt:1 text-outside-article"]);
    let with = folder
        .run("check a.txt --keyword ARTICLE --format json")
        .status(1);
    assert_eq!(with.findings(), ["a.txt:2 unbalanced-delimiter"]);
    let found = folder
        .run("check . --keyword ARTICLE --format json")
        .status(1);
    assert_eq!(found.findings(), ["./a.txt:2 unbalanced-delimiter"]);
    for word in ["END", "EOF", "A1", "a-b"] {
        let outcome = folder
            .run(&format!("check a.txt --keyword {word}"))
            .status(2);
        assert!(
            outcome
                .err
                .contains(&format!("`{word}` cannot mark articles")),
            "{}",
            outcome.err
        );
    }
}

#[test]
fn options_that_contradict_each_other_are_refused() {
    let folder = Folder::with(&[("a.bundle", WARNING)]);
    for line in [
        "check",
        "check a.bundle --fix --diff",
        "check a.bundle --diff --format json",
        "check a.bundle --unsafe-fixes",
        "check a.bundle --fail-on never",
        "check a.bundle --no-such-option",
        "chekc a.bundle",
    ] {
        let outcome = folder.run(line);
        assert_eq!(outcome.status, 2, "{line}");
        assert!(
            outcome.out.is_empty() && outcome.err.starts_with("error: "),
            "{line}: {}",
            outcome.err
        );
    }
    assert_eq!(folder.read("a.bundle"), WARNING.as_bytes());
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let bundle: String = (0..3000)
        .map(|i| format!("<<<FILE: {i}>>>\nHe said so”.\n<<<END FILE>>>\n"))
        .collect();
    let folder = Folder::with(&[("a.bundle", bundle)]);
    let program = env!("CARGO_BIN_EXE_variorum");
    for command in [
        "check --format json a.bundle",
        "check a.bundle",
        "check --diff --unsafe-fixes a.bundle",
        "facts --format csv a.bundle",
        "schema",
        "fmt --dialect no-colon --diff a.bundle",
        "unpack --list a.bundle",
        "pack a.bundle",
        "explain",
        "explain empty-article",
    ] {
        let output = std::process::Command::new("sh")
            .args(["-c", &format!("{program} {command} | head -n 1")])
            .current_dir(folder.path(""))
            .output()
            .expect("a shell");
        assert!(output.stderr.is_empty(), "{command}: {output:?}");
        assert_eq!(
            String::from_utf8_lossy(&output.stdout).lines().count(),
            1,
            "{command}"
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_behind_standard_output_is_an_error() {
    let folder = Folder::with(&[("a.bundle", WARNING)]);
    for command in [
        "check a.bundle",
        "check --format json a.bundle",
        "facts --format csv a.bundle",
        "schema",
        "pack a.bundle",
        "fmt -",
        "explain",
    ] {
        let program = env!("CARGO_BIN_EXE_variorum");
        let output = std::process::Command::new("sh")
            .args([
                "-c",
                &format!("printf text | {program} {command} >/dev/full"),
            ])
            .current_dir(folder.path(""))
            .output()
            .expect("a shell");
        assert_eq!(output.status.code(), Some(2), "{command}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(
            said, "error: cannot write to standard output: No space left on device\n",
            "{command}"
        );
    }
}
