//! `explain`: a page for every rule.

use super::Folder;

#[test]
fn every_rule_that_is_listed_has_a_page() {
    let folder = Folder::new();
    let list = folder.run("explain").status(0).says("").out;
    assert!(list.lines().count() >= 14, "{list}");
    for line in list.lines() {
        let mut words = line.split_whitespace();
        let (rule, level) = (
            words.next().expect("a rule"),
            words.next().expect("a level"),
        );
        assert!(["error", "warning", "note"].contains(&level), "{line}");
        assert!(words.count() > 3, "{line}");
        let page = folder
            .run(&format!("explain {rule}"))
            .status(0)
            .says("")
            .out;
        assert!(
            page.starts_with(&format!("# {rule}\n\nDefault level: {level}.\n")),
            "{page}"
        );
        for part in ["## What it does\n", "## Why\n", "## How to mend it\n"] {
            assert!(page.contains(part), "{rule}: {part}");
        }
    }
}

#[test]
fn a_misspelled_rule_gets_a_suggestion() {
    let folder = Folder::new();
    for (name, meant) in [
        ("unbalanced-delimeter", "unbalanced-delimiter"),
        ("EMPTY_ARTICLE", "empty-article"),
        ("duplicate-names", "duplicate-name"),
    ] {
        let said = format!("error: there is no rule `{name}`; did you mean `{meant}`?\n");
        folder
            .run(&format!("explain {name}"))
            .status(2)
            .prints("")
            .says(&said);
    }
    let said = "error: there is no rule `xyz`: `variorum explain` lists them all\n";
    folder.run("explain xyz").status(2).prints("").says(said);
}
