//! `variorum.toml`: which one counts, what it does, and what is said of one that cannot be used.

use super::{CLEAN, Folder, WARNING};

/// A bundle with an empty article, a warning at its line 1.
const EMPTY: &str = "<<<FILE: draft.txt>>>\n<<<END FILE>>>\n";

/// Two articles, one a copy of the other but for its name.
fn copies() -> String {
    let text = "The harbour office counted eleven barges at the long quay on Monday morning, two more than a week \
                before, and said that none of them had paid for the night, since the machine that sells the tickets \
                has been out of order.\n";
    let article = |name| format!("<<<FILE: {name}>>>\n{text}<<<END FILE>>>\n");
    article("a.txt") + &article("b.txt")
}

#[test]
fn the_closest_configuration_counts_and_those_above_it_do_not() {
    let folder = Folder::with(&[
        ("variorum.toml", "[rules]\nempty-article = \"note\"\n"),
        ("a.bundle", EMPTY),
        ("x/y/b.bundle", EMPTY),
        ("z/variorum.toml", "[rules]\nduplicate-name = \"off\"\n"),
        ("z/deep/c.bundle", EMPTY),
    ]);
    folder.run("check a.bundle").status(0).says("");
    folder.run("check x/y/b.bundle").status(0);
    folder.run("check z/deep/c.bundle").status(1);
    let all = folder.run("check . --format json").status(1);
    assert_eq!(all.findings().len(), 3);
    // The working folder does not matter, but for standard input.
    let within = |line: &str| folder.run(line);
    folder.run_with("check -", EMPTY.as_bytes()).status(0);
    within("check --config z/variorum.toml a.bundle").status(1);
    within("check --no-config a.bundle").status(1);
    within("check --isolated a.bundle").status(1);
    let both = within("check --isolated --config z/variorum.toml a.bundle");
    assert_eq!(both.status, 2);
}

#[test]
fn overrides_are_for_paths_relative_to_the_configuration() {
    let folder = Folder::with(&[
        (
            "d/variorum.toml",
            "[[overrides]]\npaths = [\"archive/**\"]\nrules = { empty-article = \"off\" }\n",
        ),
        ("d/archive/2031/a.bundle", EMPTY),
        ("d/new/b.bundle", EMPTY),
    ]);
    for line in [
        "check d",
        "check d/archive/2031/a.bundle d/new/../new/b.bundle",
    ] {
        let outcome = folder.run(&format!("{line} --format json")).status(1);
        assert_eq!(outcome.findings().len(), 1, "{line}");
        assert!(outcome.findings()[0].contains("new/b.bundle"));
    }
}

#[test]
fn a_configuration_that_cannot_be_used_makes_the_status_2() {
    let folder = Folder::with(&[
        ("bad/variorum.toml", "[rules]\nempty-articel = \"off\"\n"),
        ("bad/a.bundle", WARNING),
        ("bad/b.bundle", WARNING),
        ("good.bundle", WARNING),
    ]);
    let told = "error: bad/variorum.toml:2:1: there is no rule `empty-articel`; did you mean `empty-article`?\n";
    for command in ["check", "check --format json", "facts", "fmt --check"] {
        // Told once; what it does not count for is done.
        let outcome = folder.run(&format!("{command} bad good.bundle")).status(2);
        assert!(!outcome.out.contains("bad/a.bundle"), "{command}");
        outcome.says(told);
    }
    folder
        .run("unpack bad/a.bundle --list")
        .status(2)
        .says(told);
    let named = folder
        .run("check good.bundle --config bad/variorum.toml")
        .status(2);
    named.prints("").says(told);
    let gone = folder.run("check good.bundle --config gone.toml").status(2);
    gone.says("error: cannot read `gone.toml`: No such file or directory\n");
    folder.write("bad/variorum.toml", b"a = \"\xFF\"");
    let outcome = folder.run("check bad/a.bundle").status(2);
    outcome.says("error: bad/variorum.toml:1:6: this is not UTF-8\n");
}

#[test]
fn keywords_and_dialect_of_a_configuration_hold_for_all_commands() {
    let article = "<<<DOC: a.txt>>>\nHe said “no more of it.\n<<<END DOC>>>\n";
    let folder = Folder::with(&[
        (
            "variorum.toml",
            "keywords = [\"DOC\"]\ndialect = \"no-colon\"\n",
        ),
        ("a.txt", article),
    ]);
    let found = folder.run("check . --format json").status(1);
    assert_eq!(found.findings(), ["./a.txt:2 unbalanced-delimiter"]);
    folder.run("unpack a.txt --list").status(0);
    folder.run("fmt --check a.txt").status(1);
    folder.run("fmt --check --dialect keep a.txt").status(0);
    let none = folder
        .run("check a.txt --no-config --format json")
        .status(0);
    assert_eq!(none.findings(), ["a.txt:1 text-outside-article"]);
}

#[test]
fn thresholds_of_copies_are_settings() {
    let folder = Folder::with(&[("a.bundle", copies())]);
    folder.run("check a.bundle").status(1);
    folder.write("variorum.toml", "[copies]\nwords = 100\n");
    folder.run("check a.bundle").status(0);
}

#[test]
fn with_the_workspace_as_scope_bundles_are_compared() {
    let all = copies();
    let (a, b) = all.split_at(all.len() / 2);
    let folder = Folder::with(&[("a.bundle", a), ("b.bundle", b), ("lone/c.bundle", b)]);
    folder.run("check .").status(0);
    folder.write("variorum.toml", "scope = \"workspace\"\n");
    folder.write("lone/variorum.toml", "");
    let outcome = folder.run("check . --format json").status(1);
    let expected = [
        "./a.bundle:1 duplicated-article",
        "./b.bundle:1 duplicated-article",
    ];
    assert_eq!(outcome.findings(), expected);
    // The policy of each bundle is its own.
    let text = "scope = \"workspace\"\n[[overrides]]\npaths = \"b.bundle\"\nrules = { duplicated-article = \"off\" }\n";
    folder.write("variorum.toml", text);
    let outcome = folder.run("check . --format json").status(1);
    assert_eq!(outcome.findings(), expected[..1]);
}

/// Writes an `[[allow]]` of `empty-article` with these keys too.
fn allow(folder: &Folder, keys: &str) {
    let text = format!(
        "[[allow]]\nrule = [\"empty-article\", \"duplicated-article\"]\n{keys}\nreason = \"so\"\n"
    );
    folder.write("variorum.toml", text);
}

#[test]
fn allows_hide_by_path_article_and_fingerprint() {
    let folder = Folder::with(&[("x/a.bundle", EMPTY)]);
    let json = folder.run("check x/a.bundle --format json").status(1).out;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let print = json["findings"][0]["fingerprint"]
        .as_str()
        .expect("a fingerprint");
    for keys in [
        "",
        "path = \"x/*.bundle\"",
        "path = [\"y\", \"a.bundle\"]",
        "article = \"draft.txt\"",
        "article = \"dr*\"",
        &format!("fingerprint = \"{print}\""),
        &format!(
            "path = \"x\"\narticle = \"*\"\nfingerprint = \"{}\"",
            print.to_uppercase()
        ),
    ] {
        allow(&folder, keys);
        let outcome = folder.run("check x/a.bundle").status(0).says("");
        outcome.prints("1 article in 1 bundle: nothing found\n");
    }
    let unused = "warning: variorum.toml:1: this `allow` of `empty-article`, `duplicated-article` hides nothing in \
                  what was checked\n";
    for (keys, warning) in [
        ("path = \"y/**\"", ""), // no bundle there was looked at
        ("article = \"final.txt\"", unused),
        ("between = [\"draft.txt\", \"draft.txt\"]", unused),
        ("fingerprint = \"00000000000000000000000000000000\"", unused),
    ] {
        allow(&folder, keys);
        folder.run("check x/a.bundle").status(1).says(warning);
        let json = folder
            .run("check x/a.bundle --format json")
            .status(1)
            .says(warning)
            .out;
        let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        let all = &json["unused_allows"];
        if warning.is_empty() {
            assert!(all.is_null(), "{all}");
        } else {
            assert_eq!(all[0]["path"], "variorum.toml");
            assert_eq!(
                (&all[0]["line"], &all[0]["reason"]),
                (&1.into(), &"so".into())
            );
            assert_eq!(all[0]["rules"][0], "empty-article");
        }
    }
}

#[test]
fn an_allow_is_used_if_any_bundle_uses_it() {
    let folder = Folder::with(&[("a.bundle", EMPTY), ("b.bundle", CLEAN)]);
    allow(&folder, "");
    folder.run("check .").status(0).says("");
}

#[test]
fn an_allowed_pair_is_left_out_and_others_stay() {
    let all = copies();
    let folder = Folder::with(&[("a.bundle", all.clone())]);
    allow(&folder, "between = [\"b.txt\", \"a.txt\"]");
    folder.run("check a.bundle").status(0).says("");
    let third = all[..all.len() / 2].replace("a.txt", "c.txt");
    folder.write("a.bundle", all + &third);
    let outcome = folder.run("check a.bundle --format json").status(1);
    assert_eq!(outcome.findings().len(), 3);
    let json: serde_json::Value = serde_json::from_str(&outcome.out).expect("JSON");
    let related = |n: usize| {
        let related = json["findings"][n]["related"]
            .as_array()
            .expect("a list")
            .iter();
        let names = related.map(|r| r["location"]["article"].as_str().unwrap_or_default());
        names.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(
        [related(0), related(1), related(2)],
        ["c.txt", "c.txt", "a.txt b.txt"]
    );
}

#[test]
fn what_a_marker_allows_in_vain_is_told() {
    let bundle = "<<<FILE: \"a.txt\" allow=\"empty-article unclosed-article empty-artikel\">>>\n<<<END FILE>>>\n";
    let folder = Folder::with(&[("a.bundle", bundle)]);
    let outcome = folder.run("check a.bundle --format json").status(0);
    assert_eq!(outcome.findings(), ["a.bundle:1 unused-allow"; 2]);
    for part in [
        "`unclosed-article` finds nothing in this article that would need allowing",
        "there is no rule `empty-artikel`; did you mean `empty-article`?",
    ] {
        assert!(outcome.out.contains(part), "{}", outcome.out);
    }
    folder.run("check a.bundle --fix --unsafe-fixes").status(0);
    let mended = "<<<FILE: \"a.txt\" allow=\"empty-article\">>>\n<<<END FILE>>>\n";
    assert_eq!(folder.read("a.bundle"), mended.as_bytes());
    folder.write("a.bundle", bundle.replace("empty-artikel", "unused-allow"));
    let allowed = folder.run("check a.bundle --fail-on note").status(0);
    allowed.prints("1 article in 1 bundle: nothing found\n");
    folder.write(
        "a.bundle",
        "<<<FILE: \"a.txt\" allow=\"x\" lang=\"en\">>>\nText.\n<<<END FILE>>>\n",
    );
    folder.run("check a.bundle --fix --unsafe-fixes").status(0);
    let mended = "<<<FILE: \"a.txt\" lang=\"en\">>>\nText.\n<<<END FILE>>>\n";
    assert_eq!(folder.read("a.bundle"), mended.as_bytes());
}

#[test]
fn the_schema_is_printed() {
    let out = Folder::new().run("schema").status(0).says("").out;
    let schema: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(schema["title"], "variorum.toml");
    assert!(schema["properties"]["rules"]["properties"]["empty-article"].is_object());
}
