//! Input that nobody writes by accident: no panic, no more than linear time, a report that a person can use.

use std::time::{Duration, Instant};

use super::Folder;

/// Runs both reports and the formatter on a text; gives how long the text report took.
fn run(text: &str) -> Duration {
    let folder = Folder::with(&[("x", text)]);
    let start = Instant::now();
    let outcome = folder.run("check x");
    let time = start.elapsed();
    assert!(outcome.status < 2, "{}", outcome.err);
    assert!(
        outcome.out.len() < 200_000,
        "{} bytes for a person to read",
        outcome.out.len()
    );
    time
}

/// Checks that twice the text takes no more than some three times as long, in one of a few tries: other programs may
/// take the machine meanwhile.
fn linear(name: &str, text: impl Fn(usize) -> String, n: usize) {
    let mut tries = Vec::new();
    for _ in 0..4 {
        let (once, twice) = (run(&text(n)), run(&text(2 * n)));
        if twice < once * 3 + Duration::from_millis(100) {
            return;
        }
        tries.push((once, twice));
    }
    panic!("{name}: times for {n} and for twice that: {tries:?}");
}

fn article(body: &str) -> String {
    format!("<<<FILE: a>>>\n{body}\n<<<END FILE>>>\n")
}

#[test]
fn marks_and_brackets() {
    linear("(", |n| article(&"(".repeat(n)), 50_000);
    linear("“", |n| article(&"“".repeat(n)), 50_000);
    linear("“ with words", |n| article(&"“a ".repeat(n)), 50_000);
    linear(
        "nested",
        |n| article(&("“(‘[".repeat(n) + &"]’)”".repeat(n))),
        10_000,
    );
    linear("unopened", |n| article(&"He said so”.\n\n".repeat(n)), 5000);
}

#[test]
fn markers() {
    linear("opens", |n| "<<<FILE: a>>>\n".repeat(n), 3000);
    linear("closes", |n| "<<<END FILE>>>\n".repeat(n), 5000);
    linear(
        "near markers",
        |n| article(&"<<<FLIE: a>>>\n".repeat(n)),
        5000,
    );
    linear("brackets", |n| article(&"<".repeat(n)), 200_000);
    linear(
        "a long name",
        |n| article("x").replace('a', &"a".repeat(n)),
        200_000,
    );
    linear(
        "attributes",
        |n| {
            format!(
                "<<<FILE: \"a\"{}>>>\nx\n<<<END FILE>>>\n",
                " k=\"v\"".repeat(n)
            )
        },
        20_000,
    );
    linear(
        "backslashes",
        |n| article(&("\\".repeat(100) + "\n").repeat(n)),
        5000,
    );
    linear(
        "escaped closes",
        |n| article(&("\\".repeat(100) + "<<<END FILE>>>\n").repeat(n)),
        3000,
    );
}

#[test]
fn copies_and_repeats() {
    let sentence = "The minister said on Monday that the old bridge over the river would stay closed for repairs. ";
    linear(
        "one article",
        |n| article("He left at noon, she said.").repeat(n),
        2000,
    );
    linear(
        "one name",
        |n| (0..n).map(|i| article(&format!("Text {i}."))).collect(),
        2000,
    );
    linear("one word", |n| article(&"buffalo ".repeat(n)), 50_000);
    linear("one sentence", |n| article(&sentence.repeat(n)), 2000);
    let copies = |n: usize| {
        (0..n)
            .map(|i| article(&sentence.repeat(3)).replace(": a", &format!(": {i}")))
            .collect()
    };
    linear("one long article", copies, 2000);
}

#[test]
fn fixes() {
    // Every block has a safe fix.
    let text: String = (0..5000)
        .map(|i| format!("<<<FILE: a{i}>>>\nText {i}.\n<<<END FILE>>\n"))
        .collect();
    let folder = Folder::with(&[("x", &text)]);
    let start = Instant::now();
    folder.run("check --diff x").status(1);
    folder.run("fmt --diff --dialect no-colon x").status(1);
    folder.run("check --fix x").status(0);
    assert!(
        start.elapsed() < Duration::from_mins(1),
        "{:?}",
        start.elapsed()
    );
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
