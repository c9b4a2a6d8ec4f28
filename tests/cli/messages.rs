//! Messages hold to one line, whatever a name in them holds.

use super::Folder;

#[test]
fn names_from_bundles_forge_no_message_and_command_no_terminal() {
    let name = serde_json::Value::from("x\u{1b}[2J\nerror: forged").to_string();
    let bundle = format!(
        "<<<FILE: {name}>>>\nHe said “no.\n<<<END FILE>>>\n<<<FILE: {name}>>>\nText.\n<<<END FILE>>>\n"
    );
    let folder = Folder::with(&[("x.bundle", &bundle)]);
    let unpack = folder.run("unpack x.bundle").status(2);
    assert!(
        !unpack.err.contains('\u{1b}') && !unpack.err.contains("\nerror: forged"),
        "{:?}",
        unpack.err
    );
    let check = folder.run("check x.bundle").status(1);
    assert!(!check.out.contains('\u{1b}'), "{:?}", check.out);
    let diff = folder.run("check --fix --unsafe-fixes x.bundle");
    assert!(!diff.err.contains('\u{1b}'), "{:?}", diff.err);
}

#[test]
fn names_of_files_forge_no_message() {
    let folder = Folder::new();
    let outcome = folder
        .run_arguments(&["check", "no\nerror: such \u{1b}cfile"], b"")
        .status(2);
    outcome.says("error: `no\\nerror: such \\u{1b}cfile` does not exist\n");
}

#[test]
fn help_is_there_for_every_command() {
    let folder = Folder::new();
    for line in [
        "--help",
        "check --help",
        "explain --help",
        "facts --help",
        "fmt --help",
        "pack --help",
        "schema --help",
        "unpack --help",
    ] {
        let outcome = folder.run(line).status(0).says("");
        assert!(outcome.out.contains("Usage: variorum"), "{}", outcome.out);
    }
    folder
        .run("--version")
        .status(0)
        .prints(&format!("variorum {}\n", env!("CARGO_PKG_VERSION")));
}
