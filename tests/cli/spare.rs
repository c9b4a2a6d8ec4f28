//! No report of `check` or `report` replaces what it must not.

use super::{ERROR, Folder, WARNING};

#[test]
fn a_page_replaces_no_bundle() {
    let folder = Folder::with(&[("a.bundle", WARNING), ("b.bundle", ERROR)]);
    for command in ["report a.bundle -o b.bundle", "report b.bundle -o b.bundle"] {
        assert!(
            folder.run(command).status(2).err.contains("is a bundle"),
            "{command}"
        );
    }
    assert_eq!(folder.read("b.bundle"), ERROR.as_bytes());
}

#[test]
fn a_page_in_a_folder_replaces_no_bundle() {
    let own = WARNING.replace("FILE", "DOC");
    let files = [
        ("s/a.bundle", WARNING),
        ("s/a.html", ERROR),
        ("t/a.html", &own),
        ("t/variorum.toml", "keywords = [\"DOC\"]\n"),
    ];
    let folder = Folder::with(&files);
    for (command, lost) in [
        ("report s -o s", "s/a.html"),
        ("check s --format html=s", "s/a.html"),
        // One that has no part in the run, and one that only its folder's configuration tells.
        ("report s/a.bundle -o s", "s/a.html"),
        ("check s/a.bundle --format html=t", "t/a.html"),
        ("check s/a.bundle --format json=s/a.html", "s/a.html"),
    ] {
        let told = format!("error: `{lost}` is a bundle: what is written would replace it\n");
        folder.run(command).status(2).prints("").says(&told);
    }
    let after = folder.files("");
    assert_eq!(after.len(), files.len(), "nothing is written");
    for (name, content) in files {
        assert_eq!(folder.read(name), content.as_bytes(), "{name}");
    }
}

#[test]
fn a_page_and_another_report_do_not_go_to_one_file() {
    let folder = Folder::with(&[("a.bundle", WARNING), ("d/x", "")]);
    folder
        .run("check a.bundle --format html=d --format json=d/a.html")
        .status(2)
        .says("error: two things cannot be written to one file, `d/a.html`\n");
    assert_eq!(folder.files("d").len(), 1);
}

#[test]
fn no_report_replaces_what_a_configuration_needs() {
    let folder = Folder::with(&[
        ("variorum.toml", "baseline = \"known.json\"\n"),
        ("a.bundle", WARNING),
        ("d/x", ""),
    ]);
    let told = "error: `known.json` is the baseline of a configuration: what is written would replace it\n";
    let report = "check . --format json=known.json";
    folder.run(report).status(2).says(told);
    assert!(!folder.path("known.json").exists());
    folder
        .run("check . --write-baseline known.json")
        .status(0)
        .says("");
    for format in ["json", "html"] {
        let report = format!("check . --format {format}=known.json");
        folder.run(&report).status(2).says(told);
    }
    folder.run("check .").status(0);
    for command in [
        "report . -o variorum.toml",
        "check . --format html=variorum.toml",
    ] {
        let told = "error: `variorum.toml` is read by this run: what is written would replace it\n";
        folder.run(command).status(2).says(told);
    }
}

#[cfg(unix)]
#[test]
fn what_a_link_leads_to_is_not_replaced_either() {
    let folder = Folder::with(&[("d/real", WARNING), ("known", "{}")]);
    let link = |to, from| std::os::unix::fs::symlink(to, folder.path(from)).expect("a link");
    link("d/real", "a.bundle");
    link("d/real", "page.html");
    link("known", "one");
    link("known", "two");
    for (command, told) in [
        ("report a.bundle -o page.html", "`page.html` is a bundle"),
        (
            "check a.bundle --format html=d/real",
            "`d/real` is a bundle",
        ),
        (
            "check a.bundle --format json=one --format sarif=two",
            "written to one file, `two`",
        ),
    ] {
        let outcome = folder.run(command).status(2);
        assert!(outcome.err.contains(told), "{command}: {}", outcome.err);
    }
    assert_eq!(folder.read("d/real"), WARNING.as_bytes());
}
