//! Single cases: what is refused and told of, what a file is taken for, and hostile pages.

use super::super::*;
use super::{SOURCES, article, atom};

#[test]
fn a_text_that_cannot_be_written_is_named_with_its_line() {
    let cases = [
        (
            Target::Txtar,
            "One.\n-- a.txt --\n",
            "line 2 of its text, `-- a.txt --`",
        ),
        (
            Target::RepomixXml,
            "One.\n</file>\n\n<file path=\"b\">\n",
            "line 2 of its text, `</file>`",
        ),
        (
            Target::RepomixPlain,
            "One.\n\n================\nFile: b\n================\n",
            "line 3 of its text",
        ),
        (Target::RepomixMarkdown, "One.", "its last line has no end"),
        (Target::RepomixXml, "\n", "its text is one empty line"),
        (
            Target::RepomixParsable,
            "One.\nTwo\u{7}.\n",
            "line 2 of its text holds U+0007",
        ),
        (
            Target::Gitingest,
            "[Binary file]",
            "line 1 of its text, `[Binary file]`",
        ),
        (
            Target::FilesToPrompt,
            "One.\n\n---\nb.txt\n---\n",
            "line 3 of its text, `---`",
        ),
        (
            Target::FilesToPromptXml,
            "</document_content>\n</document>\n</documents>\n",
            "line 1 of its text, `</document_content>`",
        ),
    ];
    for (target, body, what) in cases {
        let unwritable = target
            .export(vec![article("a.txt", body.as_bytes())], false)
            .expect_err(body);
        assert!(unwritable.lossy_helps, "{target:?}");
        let faults = unwritable.faults;
        assert!(
            faults[0].starts_with(&format!("`a.txt`: {what}")),
            "{target:?}: {faults:?}"
        );
        let exported = target
            .export(vec![article("a.txt", body.as_bytes())], true)
            .expect(body);
        assert!(
            exported.warnings[0].starts_with(&faults[0]),
            "{:?}",
            exported.warnings
        );
    }
}

#[test]
fn an_archive_is_guessed_by_what_stands_in_it() {
    let articles = vec![article("a.txt", b"One.\n"), article("b.txt", b"Two.\n")];
    for target in Target::ALL {
        let exported = target.export(articles.clone(), false).expect("plain texts");
        if let Output::File(bytes) = exported.output {
            assert_eq!(
                Source::guess("x", &bytes),
                Some(target.source()),
                "{target:?}"
            );
        }
    }
    let cases: [(&str, &str, Option<Source>); 13] = [
        ("a.txt", "A text.\n", None),
        ("a.txt", "", None),
        ("a.html", "", Some(Source::Html)),
        ("a", "\n<!DOCTYPE html><p>", Some(Source::Html)),
        ("a.md", "A text.\n", Some(Source::Markdown)),
        (
            "a",
            "<?xml version=\"1.0\"?>\n<rss version=\"2.0\">",
            Some(Source::Feed),
        ),
        ("a.xml", "<?xml version=\"1.0\"?>\n<svg/>", None),
        ("a", "WARC/1.1\r\n", Some(Source::Warc)),
        ("a.txt", "Heading\n---\n\nText.\n", None),
        ("a.txt", "-- Ilse Marrow --\nThe ferry was late.\n", None),
        ("a.txt", "-- ferry --\nIt was late.\n", None),
        (
            "a.txt",
            "-- ferry --\nIt was late.\n-- Ilse Marrow --\n",
            None,
        ),
        ("a.TXTAR", "-- ferry --\nLate.\n", Some(Source::Txtar)),
    ];
    for (name, text, source) in cases {
        assert_eq!(Source::guess(name, text.as_bytes()), source, "{text}");
    }
}

#[test]
fn deep_nesting_and_long_runs_are_read_or_refused() {
    let deep = |open: &str, close: &str| open.repeat(100_000) + &close.repeat(100_000);
    let texts = [
        deep("<div>", "</div>"),
        deep("<p>", ""),
        deep("<b>", ""),
        deep("<li>", ""),
        deep("<table><tr><td>", ""),
        format!(
            "<rss version=\"2.0\"><channel>{}",
            deep("<item>", "</item>")
        ),
        format!("<repomix><files>{}", deep("<file path=\"x\">", "")),
        format!("---\nx: {}\n---\n", deep("[", "]")),
        format!("+++\nx = {}\n+++\n", deep("[", "]")),
        format!(
            "<script type=\"application/ld+json\">{}</script>",
            deep("[", "]")
        ),
        deep("</file>\n", "\n"),
        deep("x\n---\n\n---\n", "\n"),
        deep("<template>", ""),
        "<div></x>".repeat(20_000),
        atom(&"<div></x>".repeat(20_000)),
        atom(&deep("<div>", "</div>")),
        "A flat page. <p>Its text.</p>\n".repeat(150_000),
        "A long text. ".repeat(300_000),
        (0..30_000).map(|i| format!("<p><b id={i}>x</p>")).collect(),
        "<b><p></b>".repeat(30_000),
        "<table><b>".repeat(30_000),
        "<table>".to_owned() + &"<b>x".repeat(30_000),
        "<script>".to_owned() + &"</s".repeat(300_000),
        "<title>".to_owned() + &format!("</{}", "t".repeat(1100)).repeat(2000),
    ];
    for text in &texts {
        for source in SOURCES {
            let _ = source.import("x", text.as_bytes());
        }
    }
}

#[test]
fn what_stands_too_deep_is_left_out_and_what_only_looks_so_is_read() {
    let text = "The evening ferry to Skerry Island left an hour late on Tuesday, after fog had closed the harbour mouth \
        for most of the afternoon. Some 140 passengers waited.";
    let nested = |depth| {
        format!(
            "{}<p>{text}</p>{}",
            "<div>".repeat(depth),
            "</div>".repeat(depth)
        )
    };
    let many = "<a<b<c ".repeat(1000);
    let read = [
        nested(400),
        format!("<script>{many}</script><p>{text}</p>"),
        format!("<script type=\"application/json\">{many}</script><p>{text}</p>"),
        format!("<style>{many}</style><!-- {many} --><p title=\"{many}\">{text}</p>"),
        format!("{}<p>{text}</p>", "<br><img>".repeat(1000)),
        format!("{}<p>{text}</p>", "<div></div>".repeat(20_000)),
    ];
    for html in &read {
        for (source, file) in [(Source::Html, html.clone()), (Source::Feed, atom(html))] {
            let imported = source.import("x", file.as_bytes()).expect("a file");
            assert_eq!(imported.remarks, [], "{source:?} {html:.60}");
            assert_eq!(
                imported.articles[0].body.trim_ascii(),
                text.as_bytes(),
                "{source:?} {html:.60}"
            );
        }
    }
    let refused = [
        nested(600),
        "<div></x>".repeat(20_000),
        format!("{}<p>{text}</p>", "<b>".repeat(600)),
        format!("{}<p>{text}</p>", "<template>".repeat(600)),
    ];
    for html in &refused {
        for (source, file) in [(Source::Html, html.clone()), (Source::Feed, atom(html))] {
            let imported = source.import("x", file.as_bytes()).expect("a file");
            assert_eq!(imported.articles, [], "{source:?} {html:.60}");
            let said = &imported.remarks[0].what;
            assert!(said.ends_with("512 deep"), "{source:?} {html:.60}: {said}");
        }
    }
}

#[test]
fn losses_are_no_help_for_names() {
    let articles = || {
        vec![
            article(" a.txt", b"One.\n"),
            article("b.txt", b"One.\n-- c --\n"),
        ]
    };
    for lossy in [false, true] {
        let unwritable = Target::Txtar.export(articles(), lossy).expect_err("a name");
        assert!(
            unwritable.faults[0].starts_with("` a.txt` cannot stand in txtar"),
            "{unwritable:?}"
        );
        assert!(!unwritable.lossy_helps);
    }
}

#[test]
fn every_kind_of_change_is_told_of() {
    let body = b"-- a --\nOne.\n-- b --";
    let exported = Target::Txtar
        .export(vec![article("a.txt", body)], true)
        .expect("with losses");
    assert_eq!(
        exported.warnings,
        [
            "`a.txt`: line 1 of its text, `-- a --`, would be read as one of txtar's own, which has no way to escape it \
             (and 1 more); a blank is put before each",
            "`a.txt`: its last line has no end, and txtar holds whole lines; it gains one",
        ]
    );
    let body = b"One \x07\x07.";
    let exported = Target::RepomixParsable
        .export(vec![article("a.txt", body)], true)
        .expect("with losses");
    let ends = ["(and 1 more); U+FFFD stands for each", "; it gains one"];
    assert_eq!(exported.warnings.len(), ends.len());
    assert!(
        exported
            .warnings
            .iter()
            .zip(ends)
            .all(|(warning, end)| warning.ends_with(end)),
        "{:?}",
        exported.warnings
    );
}

#[test]
fn aliases_in_front_matter_do_not_multiply() {
    let mut page = "---\na0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for i in 1..30 {
        let alias = format!("*a{}, ", i - 1).repeat(9);
        page.push_str(&format!("a{i}: &a{i} [{alias}]\n"));
    }
    page.push_str("title: Late\n---\n\nText.\n");
    let imported = Source::Markdown
        .import("a.md", page.as_bytes())
        .expect("a page");
    assert_eq!(imported.articles[0].body, b"Text.\n");
    assert!(
        imported.articles[0]
            .attributes
            .contains(&("title".to_owned(), "Late".to_owned()))
    );
    assert!(
        page.len()
            > imported.articles[0]
                .attributes
                .iter()
                .map(|(_, v)| v.len())
                .sum::<usize>()
    );
}
