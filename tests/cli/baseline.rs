//! `check --write-baseline` and `--baseline`: what is known is not reported, and what is new is.

use super::{Folder, NOTE, WARNING};

const OLD: &str = "{\"version\": 1, \"findings\": []}\n";
const ARTICLE: &str = "<<<FILE: b.txt>>>\nShe said “never again.\n<<<END FILE>>>\n";

#[test]
fn what_is_in_the_baseline_is_not_reported_and_what_is_new_is() {
    let folder = Folder::with(&[("a.bundle", WARNING)]);
    let written = folder
        .run("check a.bundle --write-baseline known.json")
        .status(0)
        .says("");
    written.prints(
        "1 article in 1 bundle: nothing found that the baseline does not have (1 hidden)\n",
    );
    let known = folder.read("known.json");
    let text = String::from_utf8(known.clone()).expect("UTF-8");
    assert_eq!(text.lines().count(), 3, "{text}");
    let line = "{\"path\":\"a.bundle\",\"article\":\"a.txt\",\"rule\":\"unbalanced-delimiter\",\"fingerprint\":\"";
    assert!(
        text.lines().nth(1).is_some_and(|l| l.starts_with(line)),
        "{text}"
    );

    // An edit elsewhere moves the finding, and it stays known; the new one is reported.
    folder.write("a.bundle", format!("{ARTICLE}\n\n{WARNING}"));
    let outcome = folder
        .run("check a.bundle --baseline known.json --format json")
        .status(1)
        .says("");
    assert_eq!(outcome.findings(), ["a.bundle:2 unbalanced-delimiter"]);
    let json: serde_json::Value = serde_json::from_str(&outcome.out).expect("JSON");
    assert_eq!(
        json["baseline"],
        serde_json::json!({"hidden": 1, "stale": 0})
    );
    assert_eq!(json["summary"]["warnings"], 1);
    let text = folder
        .run("check a.bundle --baseline known.json")
        .status(1)
        .out;
    let closing = "2 articles in 1 bundle: 1 warning that the baseline does not have (1 hidden)";
    assert_eq!(text.lines().last(), Some(closing));
    assert_eq!(folder.read("known.json"), known, "reading changes nothing");
}

#[test]
fn as_many_are_hidden_as_the_baseline_counts() {
    let twice = format!("{WARNING}{}", WARNING.replace("a.txt", "z.txt"));
    let folder = Folder::with(&[("a.bundle", WARNING.to_owned()), ("b.bundle", twice)]);
    folder
        .run("check a.bundle --write-baseline known.json")
        .status(0);
    folder.write("a.bundle", format!("{WARNING}{WARNING}"));
    // Two articles of one name and one fault each: equal fingerprints.
    let outcome = folder
        .run("check a.bundle --baseline known.json --format json")
        .status(1);
    let findings = outcome.findings();
    let marks: Vec<_> = findings
        .iter()
        .filter(|f| f.ends_with("unbalanced-delimiter"))
        .collect();
    assert_eq!(marks, ["a.bundle:5 unbalanced-delimiter"]);
    folder
        .run("check a.bundle --write-baseline known.json")
        .status(0);
    let text = String::from_utf8(folder.read("known.json")).expect("UTF-8");
    assert!(text.contains("\"count\":2"), "{text}");
    folder.run("check a.bundle --baseline known.json").status(0);
}

#[test]
fn what_is_there_no_more_is_told_and_dropped() {
    let folder = Folder::with(&[
        ("d/a.bundle", WARNING),
        ("d/b.bundle", ARTICLE),
        ("e", NOTE),
    ]);
    folder
        .run("check . e --write-baseline d/known.json")
        .status(0);
    let text = String::from_utf8(folder.read("d/known.json")).expect("UTF-8");
    for path in [
        "\"path\":\"../e\"",
        "\"path\":\"a.bundle\"",
        "\"path\":\"b.bundle\"",
    ] {
        assert!(text.contains(path), "{text}");
    }
    folder.write("d/a.bundle", WARNING.replace("of it.", "of it.”"));
    let warning = "warning: `d/known.json` has 1 finding that is there no more: `--write-baseline d/known.json` drops \
                   it\n";
    folder
        .run("check d --baseline d/known.json")
        .status(0)
        .says(warning);
    // Whether those of a bundle that is not looked at are there, nobody knows.
    folder
        .run("check d/b.bundle --baseline d/known.json")
        .status(0)
        .says("");
    folder
        .run("check . e --write-baseline d/known.json")
        .status(0)
        .says("");
    folder
        .run("check . e --baseline d/known.json")
        .status(0)
        .says("");
    let text = String::from_utf8(folder.read("d/known.json")).expect("UTF-8");
    assert!(!text.contains("a.bundle"), "{text}");
}

#[test]
fn a_baseline_can_be_configured() {
    let folder = Folder::with(&[
        ("d/variorum.toml", "baseline = \"known.json\"\n"),
        ("d/a.bundle", WARNING),
    ]);
    let told = "error: cannot read the baseline `d/known.json` (`variorum check --write-baseline d/known.json` writes \
                it): No such file or directory\n";
    folder.run("check d").status(2).says(told);
    folder
        .run("check d --write-baseline d/known.json")
        .status(0)
        .says("");
    folder.run("check d").status(0).says("");
    folder.run("check d --no-config").status(1);
    folder.write("d/known.json", "{\"version\": 9}");
    let told = "error: cannot use the baseline `d/known.json`: it is a baseline of version 9, and this program reads \
                version 1\n";
    folder.run("check d").status(2).says(told);
    folder
        .run("check d --baseline d/known.json")
        .status(2)
        .prints("")
        .says(told);
}

#[test]
fn a_baseline_is_written_whole_or_not_at_all() {
    let folder = Folder::with(&[("a.bundle", WARNING), ("known.json", OLD)]);
    let outcome = folder
        .run("check a.bundle gone --write-baseline known.json")
        .status(2);
    outcome.says(
        "error: `gone` does not exist\nerror: `known.json` is not written, since not everything could be checked\n",
    );
    assert_eq!(folder.read("known.json"), OLD.as_bytes());
    let both = folder.run("check a.bundle --write-baseline known.json --baseline known.json");
    assert_eq!(both.status, 2);
    let nowhere = folder
        .run("check a.bundle --write-baseline no/known.json")
        .status(2);
    assert!(
        nowhere
            .err
            .starts_with("error: cannot write `no/known.json`"),
        "{}",
        nowhere.err
    );
}

#[test]
fn a_baseline_replaces_nothing_but_a_baseline() {
    let files = [
        ("a.bundle", WARNING),
        ("b.bundle", WARNING),
        ("notes.txt", "Mine.\n"),
        ("x.map", "{\"version\": 3, \"mappings\": \"\"}\n"),
        ("empty", ""),
    ];
    let folder = Folder::with(&files);
    for (file, told) in [
        ("a.bundle", "`a.bundle` is a bundle"),
        // What the shell makes of `--write-baseline *.bundle`.
        ("b.bundle", "`b.bundle` is a bundle"),
        ("notes.txt", "`notes.txt` is no baseline"),
        ("x.map", "`x.map` is no baseline"),
    ] {
        let outcome = folder.run(&format!("check a.bundle --write-baseline {file}"));
        assert_eq!(outcome.status, 2, "{file}");
        assert!(outcome.err.contains(told), "{}", outcome.err);
    }
    let read = "check a.bundle --baseline known.json --format json=known.json";
    folder
        .run("check a.bundle --write-baseline known.json")
        .status(0);
    assert!(
        folder
            .run(read)
            .status(2)
            .err
            .contains("is read by this run")
    );
    folder
        .run("check a.bundle --write-baseline known.json")
        .status(0);
    folder
        .run("check a.bundle --write-baseline empty")
        .status(0);
    for (file, text) in &files[..4] {
        assert_eq!(folder.read(file), text.as_bytes(), "{file}");
    }
}

#[test]
fn a_baseline_is_of_all_rules() {
    let folder = Folder::with(&[("a.bundle", WARNING)]);
    let off = "check a.bundle --level unbalanced-delimiter=off --write-baseline known.json";
    folder.run(off).status(2).says(
        "error: --write-baseline writes the findings of all rules: `--level RULE=off` does not go with it\n",
    );
    for lever in [
        "--select empty-article",
        "--ignore empty-article",
        "--changed",
    ] {
        let line = format!("check a.bundle {lever} --write-baseline known.json");
        let refused = folder.run(&line);
        assert!(
            refused.status == 2 && refused.err.contains("cannot be used with"),
            "{lever}"
        );
        assert!(!folder.path("known.json").exists(), "{lever}");
    }
    // What level they have is another thing.
    folder
        .run("check a.bundle --level unbalanced-delimiter=note --write-baseline known.json")
        .status(0);
    folder.run("check a.bundle --baseline known.json").status(0);
}

#[test]
fn a_baseline_does_not_go_to_standard_output() {
    let folder = Folder::with(&[("a.bundle", WARNING)]);
    folder
        .run("check a.bundle --write-baseline -")
        .status(2)
        .prints("")
        .says(
            "error: --write-baseline needs a file: a baseline is not written to standard output\n",
        );
    assert!(!folder.path("-").exists());
}
