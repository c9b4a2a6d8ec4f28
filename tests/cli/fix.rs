//! `check --fix`, `--unsafe-fixes` and `--diff`.

use super::{CLEAN, Folder, WARNING};

const MENDED: &str = "<<<FILE: a.txt>>>\nThe ferry left at noon.\n<<<END FILE>>>\n<<<FILE: b.txt>>>\nIt came back late.\n\
    <<<END FILE>>>\n<<<FILE: c.txt>>>\nNobody was there.\n<<<END FILE>>>\n";

/// The same with a bracket missing: the one kind of error whose mending leaves no doubt.
const SLIP: &str = "<<<FILE: a.txt>>>\nThe ferry left at noon.\n<<<END FILE>>\n<<<FILE: b.txt>>>\nIt came back late.\n\
    <<<END FILE>>>\n<<<FILE: c.txt>>>\nNobody was there.\n<<<END FILE>>>\n";

#[test]
fn fix_applies_what_is_safe_and_says_so() {
    let folder = Folder::with(&[
        ("a.bundle", SLIP),
        ("b.bundle", WARNING),
        ("c.bundle", CLEAN),
    ]);
    let outcome = folder
        .run("check --fix a.bundle b.bundle c.bundle --format json")
        .status(1);
    assert_eq!(
        outcome.findings(),
        ["b.bundle:2 unbalanced-delimiter"],
        "what is left"
    );
    outcome.says("fixed: a.bundle:3:1: Write `<<<END FILE>>>` [malformed-marker]\n");
    assert_eq!(folder.read("a.bundle"), MENDED.as_bytes());
    assert_eq!(folder.read("b.bundle"), WARNING.as_bytes());
    folder
        .run("check --fix a.bundle")
        .status(0)
        .says("")
        .prints("3 articles in 1 bundle: nothing found\n");
}

#[test]
fn unsafe_fixes_are_applied_when_asked_for() {
    let folder = Folder::with(&[("a.bundle", WARNING)]);
    let outcome = folder.run("check --fix --unsafe-fixes a.bundle").status(0);
    assert!(
        outcome.err.starts_with("fixed: a.bundle:2:9: Insert ” "),
        "{}",
        outcome.err
    );
    assert_eq!(
        String::from_utf8_lossy(&folder.read("a.bundle")),
        WARNING.replace("it.", "it.”")
    );
}

#[test]
fn only_the_faulty_bytes_change() {
    let odd = b"caf\xE9 \xFF\r\n\0\rlone\r\n".as_slice();
    let with = |text: &str| {
        let at = text.find("The ferry").expect("the body");
        [
            &b"\xEF\xBB\xBF"[..],
            &text.as_bytes()[..at],
            odd,
            &text.as_bytes()[at..],
        ]
        .concat()
    };
    let folder = Folder::with(&[("a.bundle", with(SLIP))]);
    folder.run("check --fix a.bundle").status(1);
    assert_eq!(folder.read("a.bundle"), with(MENDED));
}

#[test]
fn line_ends_of_the_file_are_kept() {
    let folder = Folder::with(&[("a.bundle", SLIP.replace('\n', "\r\n"))]);
    folder.run("check --fix a.bundle").status(0);
    assert_eq!(
        folder.read("a.bundle"),
        MENDED.replace('\n', "\r\n").as_bytes()
    );
}

#[test]
fn fixes_come_to_an_end() {
    let bundle = super::json::all_faults();
    for options in ["", "--unsafe-fixes"] {
        let folder = Folder::with(&[("a.bundle", &bundle)]);
        folder
            .run(&format!("check --fix {options} a.bundle"))
            .status(1);
        let again = folder.run(&format!("check --diff {options} a.bundle"));
        again.status(1).says("").prints("");
    }
}

#[test]
fn quotations_are_rewritten_by_no_program() {
    let two = "<<<FILE: a.txt>>>\n“We will rebuild the old harbour bridge before the storms come,” said Ilse Brand.\n<<<END FILE>>>\n\
        <<<FILE: b.txt>>>\n“We will repair the old harbour bridge before the storms come,” said Ilse Brand.\n<<<END FILE>>>\n";
    let folder = Folder::with(&[("a.bundle", two)]);
    let outcome = folder.run("check --fix --unsafe-fixes a.bundle").status(1);
    assert!(!outcome.err.contains("fixed"), "{}", outcome.err);
    let help = "help: Restore the wording of `b.txt` (which of them is right is for you to say)";
    assert!(outcome.out.contains(help), "{}", outcome.out);
    assert_eq!(folder.read("a.bundle"), two.as_bytes());
}

#[test]
fn diff_shows_and_changes_nothing() {
    let folder = Folder::with(&[("a.bundle", SLIP), ("b.bundle", WARNING)]);
    let expected = "--- a/a.bundle\n+++ b/a.bundle\n@@ -1,6 +1,6 @@\n <<<FILE: a.txt>>>\n The ferry left at noon.\n\
        -<<<END FILE>>\n+<<<END FILE>>>\n <<<FILE: b.txt>>>\n It came back late.\n <<<END FILE>>>\n";
    folder
        .run("check --diff a.bundle b.bundle")
        .status(1)
        .says("")
        .prints(expected);
    let expected = "--- a/b.bundle\n+++ b/b.bundle\n@@ -1,3 +1,3 @@\n <<<FILE: a.txt>>>\n-He said “no more of it.\n\
        +He said “no more of it.”\n <<<END FILE>>>\n";
    folder
        .run("check --diff --unsafe-fixes b.bundle")
        .status(1)
        .says("")
        .prints(expected);
    folder
        .run_with("check --diff --unsafe-fixes -", WARNING.as_bytes())
        .status(1)
        .prints(&expected.replace("b.bundle", "-"));
    assert_eq!(folder.read("a.bundle"), SLIP.as_bytes());
    assert_eq!(folder.read("b.bundle"), WARNING.as_bytes());
}

#[test]
fn standard_input_cannot_be_fixed_in_place() {
    let said = "error: standard input cannot be fixed in place: use --diff, or give a file\n";
    Folder::new()
        .run_with("check --fix -", SLIP.as_bytes())
        .status(2)
        .says(said);
}

#[test]
fn many_fixes_are_counted() {
    let bundle: String = (0..150)
        .map(|i| format!("<<<FILE: a{i}>>>\nText.\n<<<END FILE>>\n"))
        .collect();
    let folder = Folder::with(&[("a.bundle", bundle)]);
    let outcome = folder.run("check --fix a.bundle --fail-on error").status(0);
    assert_eq!(outcome.err.lines().count(), 101);
    assert!(
        outcome
            .err
            .ends_with("fixed: a.bundle: 50 more (--diff shows them all beforehand)\n"),
        "{}",
        outcome.err
    );
}

#[cfg(unix)]
mod unix {
    use std::fs;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn mode(folder: &Folder, name: &str) -> u32 {
        fs::metadata(folder.path(name))
            .expect("a file")
            .permissions()
            .mode()
            & 0o777
    }

    #[test]
    fn permissions_are_kept_and_links_followed() {
        let folder = Folder::with(&[("real/a.bundle", SLIP)]);
        fs::set_permissions(
            folder.path("real/a.bundle"),
            fs::Permissions::from_mode(0o640),
        )
        .expect("a mode");
        symlink("real/a.bundle", folder.path("link.bundle")).expect("a link");
        folder.run("check --fix link.bundle").status(0);
        assert!(folder.path("link.bundle").is_symlink());
        assert_eq!(folder.read("real/a.bundle"), MENDED.as_bytes());
        assert_eq!(mode(&folder, "real/a.bundle"), 0o640);
        let names: Vec<String> = folder.files("").into_iter().map(|(name, _)| name).collect();
        assert_eq!(
            names,
            ["link.bundle", "real/a.bundle"],
            "nothing is left beside them"
        );
    }

    #[test]
    fn a_read_only_file_stays() {
        let folder = Folder::with(&[("a.bundle", SLIP)]);
        fs::set_permissions(folder.path("a.bundle"), fs::Permissions::from_mode(0o444))
            .expect("a mode");
        let said = "error: cannot write `a.bundle`: it is read-only\n";
        folder.run("check --fix a.bundle").status(2).says(said);
        folder
            .run("fmt --dialect no-colon a.bundle")
            .status(2)
            .says(said);
        assert_eq!(folder.read("a.bundle"), SLIP.as_bytes());
    }
}
