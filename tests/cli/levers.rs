//! Options that say which rules report, which bundles are checked, and how the run ends.

use super::{ERROR, Folder, NOTE, WARNING};

#[test]
fn rules_are_selected_ignored_and_given_levels() {
    let folder = Folder::with(&[("a.bundle", format!("{NOTE}{ERROR}"))]);
    let found = |options: &str| {
        let outcome = folder.run(&format!("check a.bundle --format json {options}"));
        let findings = outcome.findings();
        let rules = findings
            .iter()
            .map(|f| f.split(' ').next_back().unwrap_or_default());
        (outcome.status, rules.collect::<Vec<_>>().join(" "))
    };
    let all = "text-outside-article unclosed-article duplicate-name";
    let (status, rules) = found("");
    assert_eq!(status, 1);
    for rule in all.split(' ') {
        assert!(rules.contains(rule), "{rules}");
    }
    assert_eq!(
        found("--select text-outside-article"),
        (0, "text-outside-article".into())
    );
    assert_eq!(
        found("--ignore duplicate-name,unclosed-article --level text-outside-article=error"),
        (1, "text-outside-article".into())
    );
    assert_eq!(
        found("--level unclosed-article=off --ignore duplicate-name"),
        (0, "text-outside-article".into())
    );
    assert_eq!(found("--select empty-article"), (0, String::new()));
    assert_eq!(found("--exit-zero").0, 0);
    // An option goes before the configuration.
    folder.write(
        "variorum.toml",
        "[rules]\nunclosed-article = \"off\"\ntext-outside-article = \"error\"\n",
    );
    assert!(!found("").1.contains("unclosed-article"));
    assert_eq!(
        found("--select unclosed-article"),
        (1, "unclosed-article".into())
    );
    assert_eq!(
        found("--select text-outside-article --level text-outside-article=note").0,
        0
    );
}

#[test]
fn names_that_are_none_are_told_with_what_was_meant() {
    let folder = Folder::with(&[("a.bundle", WARNING)]);
    for (option, told) in [
        (
            "--select empty-articel",
            "there is no rule `empty-articel`; did you mean `empty-article`?",
        ),
        (
            "--ignore empty-article,xyz",
            "there is no rule `xyz`: `variorum explain` lists them all",
        ),
        (
            "--level empty-article=warn",
            "`warn` is no level of a rule; did you mean `warning`?",
        ),
        ("--level empty-article", "it needs a rule and its level"),
    ] {
        let outcome = folder.run(&format!("check a.bundle {option}"));
        assert_eq!(outcome.status, 2, "{option}");
        assert!(outcome.err.contains(told), "{option}: {}", outcome.err);
    }
}

#[test]
fn a_baseline_is_not_stale_for_rules_that_were_not_asked_for() {
    let folder = Folder::with(&[("a.bundle", format!("{NOTE}{WARNING}"))]);
    folder
        .run("check a.bundle --write-baseline known.json")
        .status(0);
    for option in [
        "--select unbalanced-delimiter",
        "--ignore unbalanced-delimiter",
    ] {
        folder
            .run(&format!("check a.bundle --baseline known.json {option}"))
            .status(0)
            .says("");
    }
}

#[test]
fn standard_input_has_the_path_that_it_is_given() {
    let folder = Folder::with(&[(
        "d/variorum.toml",
        "[[overrides]]\npaths = [\"archive/**\"]\nrules = { unbalanced-delimiter = \"off\" }\n",
    )]);
    let run = |line: &str| folder.run_with(line, WARNING.as_bytes());
    let found = run("check - --stdin-path d/new/a.bundle --format json").status(1);
    assert_eq!(found.findings(), ["d/new/a.bundle:2 unbalanced-delimiter"]);
    run("check - --stdin-path d/archive/2031/a.bundle").status(0);
    run("check - --format concise").status(1);
    for (line, told) in [
        (
            "check d --stdin-path x",
            "--stdin-path says what standard input is called: it needs the path `-`",
        ),
        (
            "check - --stdin-path x --fix",
            "standard input cannot be fixed in place",
        ),
        ("check - --files-from -", "standard input cannot be both"),
    ] {
        let outcome = run(line);
        assert!(
            outcome.status == 2 && outcome.err.contains(told),
            "{line}: {}",
            outcome.err
        );
    }
}

#[test]
fn paths_are_read_from_a_list() {
    let folder = Folder::with(&[
        ("a b.bundle", WARNING),
        ("c.bundle", WARNING),
        ("d/e.bundle", WARNING),
    ]);
    let run = |line: &str, list: &str| {
        folder.run_with(&format!("check --format json {line}"), list.as_bytes())
    };
    let expected = [
        "a b.bundle:2 unbalanced-delimiter",
        "d/e.bundle:2 unbalanced-delimiter",
    ];
    let lines = run("--files-from -", "a b.bundle\r\n\nd\n").status(1);
    assert_eq!(lines.findings(), expected);
    let nul = run("-0 --files-from -", "a b.bundle\0d/e.bundle\0").status(1);
    assert_eq!(nul.findings(), expected);
    folder.write("list", "d/e.bundle");
    let both = run("--files-from list c.bundle", "").status(1);
    assert_eq!(both.findings().len(), 2);
    let nothing = run("--files-from -", "").status(0).says("");
    assert!(nothing.findings().is_empty());
    run("--files-from -", "gone\n")
        .status(2)
        .says("error: `gone` does not exist\n");
    run("--files-from gone", "")
        .status(2)
        .says("error: cannot read the list `gone`: No such file or directory\n");
    assert_eq!(run("-0", "").status, 2);
}
