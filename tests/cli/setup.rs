//! `init`, `show-config`, `completions`, `man`.

use super::{Folder, WARNING};

#[test]
fn init_writes_a_configuration_and_replaces_none() {
    let folder = Folder::with(&[("d/a.bundle", WARNING)]);
    folder
        .run("init d")
        .status(0)
        .says("written: d/variorum.toml: every setting, as comments\n")
        .prints("");
    let text = String::from_utf8(folder.read("d/variorum.toml")).expect("UTF-8");
    for part in [
        "#[rules]\n",
        "#empty-article = \"warning\"\n",
        "#alike = 0.5\n",
        "#keywords = [",
        "#[[allow]]\n",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    folder.run("check d").status(1).says("");
    folder.write("d/variorum.toml", "# mine\n");
    let again = folder.run("init d").status(2);
    again.says("error: `d/variorum.toml` is there already: --force replaces it\n");
    assert_eq!(folder.read("d/variorum.toml"), b"# mine\n");
    folder.run("init d --force").status(0);
    assert_eq!(folder.read("d/variorum.toml"), text.as_bytes());
    assert_eq!(folder.run("init gone").status, 2);
    folder
        .run("init")
        .status(0)
        .says("written: variorum.toml: every setting, as comments\n");
}

#[track_caller]
fn has(lines: &[String], expected: &str) {
    let any = lines.iter().any(|line| line == expected);
    assert!(any, "{expected}: {lines:#?}");
}

#[test]
fn show_config_tells_what_holds_and_from_where() {
    let text = "keywords = [\"DOC\"]\n\n[rules]\nempty-article = \"note\"\nscrape-residue = \"off\"\n\n[copies]\nalike = 0.75\n\n\
                [[overrides]]\npaths = \"archive/**\"\nrules = { empty-article = \"error\" }\n\n\
                [[allow]]\nrule = \"empty-article\"\npath = \"drafts\"\nreason = \"later\"\n";
    let folder = Folder::with(&[("d/variorum.toml", text)]);
    let lines = |line: &str| -> Vec<String> {
        let out = folder.run(line).status(0).says("").out;
        let squeeze = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
        out.lines().map(squeeze).collect()
    };
    let new = lines("show-config d/archive/2031/a.bundle");
    has(
        &new,
        "# d/archive/2031/a.bundle: d/variorum.toml counts for it, as archive/2031/a.bundle",
    );
    has(&new, "keywords = [\"DOC\"] # d/variorum.toml:1");
    has(&new, "dialect = \"keep\" # default");
    has(&new, "# baseline: none # default");
    has(&new, "empty-article = \"error\" # d/variorum.toml:12");
    has(&new, "scrape-residue = \"off\" # d/variorum.toml:5");
    has(&new, "duplicate-name = \"error\" # default");
    has(&new, "alike = 0.75 # d/variorum.toml:8");
    has(&new, "words = 30 # default");
    assert!(!new.iter().any(|line| line.contains("[[allow]]")));
    let draft = lines(
        "show-config d/drafts/a.bundle --keyword TEXT --ignore empty-article --level duplicate-name=note",
    );
    has(&draft, "[[allow]] # d/variorum.toml:14");
    has(&draft, "reason = \"later\"");
    has(&draft, "empty-article = \"off\" # command line");
    has(&draft, "duplicate-name = \"note\" # command line");
    has(
        &draft,
        "keywords = [\"TEXT\", \"DOC\"] # d/variorum.toml:1, --keyword",
    );
    let none = lines("show-config a.bundle");
    has(&none, "# a.bundle: no configuration counts for it");
    has(&none, "keywords = [] # default");
    has(
        &lines("show-config - --config d/variorum.toml"),
        "# -: d/variorum.toml counts for it",
    );
    // What is printed can be read.
    let printed = folder.run("show-config d/drafts/a.bundle").status(0).out;
    folder.write("printed.toml", printed);
    folder.write("a.bundle", WARNING);
    folder.run("check a.bundle --config printed.toml").status(1);
    folder.run("show-config d").status(2);
    folder.write("d/variorum.toml", "[rules]\nempty-articel = \"off\"\n");
    let bad = folder.run("show-config d/a.bundle").status(2);
    bad.says("error: d/variorum.toml:2:1: there is no rule `empty-articel`; did you mean `empty-article`?\n");
}

#[test]
fn completions_and_manual_pages_are_made_of_the_parser() {
    let folder = Folder::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let out = folder
            .run(&format!("completions {shell}"))
            .status(0)
            .says("")
            .out;
        for part in ["show-config", "files-from"] {
            assert!(out.contains(part), "{shell}: {part}");
        }
        let knows_values = ["bash", "fish", "zsh"].contains(&shell);
        assert_eq!(out.contains("checkstyle"), knows_values, "{shell}");
    }
    let page = folder.run("man check").status(0).says("").out;
    assert!(
        page.contains(".TH variorum-check 1") && page.contains("fail\\-on"),
        "{page}"
    );
    assert!(folder.run("man").status(0).out.contains(".TH variorum 1"));
    let meant = folder.run("man chekc").status(2);
    meant.says("error: there is no command `chekc`; did you mean `check`?\n");
    std::fs::create_dir(folder.path("man")).expect("a folder");
    folder.run("man --all man").status(0).says("");
    let names: Vec<String> = folder
        .files("man")
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    for name in ["variorum.1", "variorum-check.1", "variorum-show-config.1"] {
        assert!(names.iter().any(|known| known == name), "{names:?}");
    }
}
