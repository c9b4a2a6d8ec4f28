//! Input that nobody writes by accident: no panic, a report that a person can use, and an end, which the limit on a
//! test's time sees to. That the time is linear, `benches/hostile.py` measures.

use super::Folder;

/// Runs the text report on a text.
fn run(text: &str) {
    let folder = Folder::with(&[("x", text)]);
    let outcome = folder.run("check x");
    assert!(outcome.status < 2, "{}", outcome.err);
    assert!(
        outcome.out.len() < 200_000,
        "{} bytes for a person to read",
        outcome.out.len()
    );
}

fn article(body: &str) -> String {
    format!("<<<FILE: a>>>\n{body}\n<<<END FILE>>>\n")
}

/// How often something is repeated, and the text that does so.
type Repeated = (usize, fn(usize) -> String);

/// Runs each text.
fn each(texts: &[Repeated]) {
    for (n, text) in texts {
        run(&text(*n));
    }
}

#[test]
fn marks_and_brackets() {
    each(&[
        (100_000, |n| article(&"(".repeat(n))),
        (100_000, |n| article(&"“".repeat(n))),
        (100_000, |n| article(&"“a ".repeat(n))),
        (20_000, |n| article(&("“(‘[".repeat(n) + &"]’)”".repeat(n)))),
        (10_000, |n| article(&"He said so”.\n\n".repeat(n))),
    ]);
}

#[test]
fn markers() {
    each(&[
        (6000, |n| "<<<FILE: a>>>\n".repeat(n)),
        (10_000, |n| "<<<END FILE>>>\n".repeat(n)),
        (10_000, |n| article(&"<<<FLIE: a>>>\n".repeat(n))),
        (400_000, |n| article(&"<".repeat(n))),
        (400_000, |n| article("x").replace('a', &"a".repeat(n))),
        (40_000, |n| {
            let attributes = " k=\"v\"".repeat(n);
            format!("<<<FILE: \"a\"{attributes}>>>\nx\n<<<END FILE>>>\n")
        }),
        (10_000, |n| article(&("\\".repeat(100) + "\n").repeat(n))),
        (6000, |n| {
            article(&("\\".repeat(100) + "<<<END FILE>>>\n").repeat(n))
        }),
    ]);
}

const SENTENCE: &str = "The minister said on Monday that the old bridge over the river would stay closed for repairs. ";

#[test]
fn copies_and_repeats() {
    each(&[
        (4000, |n| article("He left at noon, she said.").repeat(n)),
        (4000, |n| {
            (0..n).map(|i| article(&format!("Text {i}."))).collect()
        }),
        (100_000, |n| article(&"buffalo ".repeat(n))),
        (4000, |n| article(&SENTENCE.repeat(n))),
        (4000, |n| {
            let copy = |i| article(&SENTENCE.repeat(3)).replace(": a", &format!(": {i}"));
            (0..n).map(copy).collect()
        }),
    ]);
}

#[test]
fn fixes() {
    // Every block has a safe fix.
    let text: String = (0..5000)
        .map(|i| format!("<<<FILE: a{i}>>>\nText {i}.\n<<<END FILE>>\n"))
        .collect();
    let folder = Folder::with(&[("x", &text)]);
    folder.run("check --diff x").status(1);
    folder.run("fmt --diff --dialect no-colon x").status(1);
    folder.run("check --fix x").status(0);
    assert_eq!(
        folder.read("x"),
        text.replace("FILE>>\n", "FILE>>>\n").as_bytes()
    );
}

#[test]
fn nothing_at_all() {
    for text in [
        "",
        "\u{feff}",
        "\n",
        "\r",
        "\0",
        "<<<",
        "<<<FILE:",
        "<<<FILE: >>>",
        "<<<END FILE>>>",
        "\\",
    ] {
        run(text);
        let folder = Folder::with(&[("x", text)]);
        folder.run("fmt x").status(0);
        assert!(folder.run("check --format json x").status < 2);
        assert_eq!(folder.run("unpack x -o out").status(2).out, "");
    }
}
