//! What holds for all formats: what is written is read back as it was, hostile texts included, and no file, however
//! broken, brings a reader down. What one format does alone is tested in `tests/cli/exchange.rs`, on files of its own.

use proptest::prelude::*;

use super::*;

const SOURCES: [Source; 8] = [
    Source::Txtar,
    Source::Repomix,
    Source::Gitingest,
    Source::FilesToPrompt,
    Source::Html,
    Source::Markdown,
    Source::Warc,
    Source::Feed,
];

fn article(name: &str, body: &[u8]) -> Article {
    Article {
        name: name.to_owned(),
        body: body.to_vec(),
        ..Article::default()
    }
}

/// Reads what was written, whatever it is.
fn read_back(target: Target, output: &Output) -> Vec<Article> {
    let read = |name: &str, bytes: &[u8]| {
        let imported = target.source().import(name, bytes).expect("what we wrote");
        assert_eq!(imported.remarks, [], "{target:?}");
        imported.articles
    };
    match output {
        Output::File(bytes) => read("", bytes),
        Output::Folder(files) => files.iter().flat_map(|(name, b)| read(name, b)).collect(),
    }
}

/// Pieces that make up every separator of every format, so that random texts are full of them.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    let words = prop::sample::select(vec![
        "-- a --",
        "-- --",
        "--  --",
        "---",
        "+++",
        "</file>",
        "<file path=\"x\">",
        "</files>",
        "<files>",
        "<repomix>",
        "# Files",
        "## File: x",
        "```",
        "````",
        "================",
        "File: x",
        "================================================",
        "FILE: x",
        "SYMLINK: x",
        "================================================================",
        "Git Logs",
        "End of Codebase",
        "[Empty file]",
        "[Binary file]",
        "<documents>",
        "<document index=\"1\">",
        "<source>x</source>",
        "<document_content>",
        "</document_content>",
        "</document>",
        "</documents>",
        "title: x",
        "x: [1",
        "<<<END FILE>>>",
        "&amp;",
        "]]>",
        " ",
        "  x",
        "Zürich",
        "日本",
        "\u{FEFF}",
        "x",
    ]);
    let ends = prop::sample::select(vec!["\n", "\n", "\n\n", "\r\n", "\r", ""]);
    let line = (words, ends).prop_map(|(word, end)| format!("{word}{end}").into_bytes());
    let ends = prop::sample::select(vec!["\n", "\r\n", "\n\n"]);
    prop_oneof![
        8 => line,
        3 => ends.prop_map(|end| end.as_bytes().to_vec()),
        1 => any::<u8>().prop_map(|byte| vec![byte]),
        1 => any::<char>().prop_map(|c| c.to_string().into_bytes()),
    ]
}

fn body() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(piece(), 0..10).prop_map(|pieces| pieces.concat())
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-z]{1,3}(/[a-z]{1,3})?(\\.txt|\\.md)?",
        1 => "\\PC{1,6}",
        1 => prop::sample::select(vec!["---", "a b.txt", " a", "a\">", "<documents>", "b & \"c\".txt", "x</source>"])
            .prop_map(str::to_owned),
    ]
}

fn articles() -> impl Strategy<Value = Vec<Article>> {
    let one = (name(), body()).prop_map(|(name, body)| article(&name, &body));
    prop::collection::vec(one, 1..5).prop_map(|mut articles| {
        make_unique(std::iter::empty(), articles.iter_mut());
        articles
    })
}

fn target() -> impl Strategy<Value = Target> {
    prop::sample::select(Target::ALL.to_vec())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    /// What is written is read back, names and texts; and where losses are allowed, all texts are written.
    #[test]
    fn what_is_written_is_read_back(articles in articles(), target in target()) {
        if let Ok(exported) = target.export(articles.clone(), false) {
            let read = read_back(target, &exported.output);
            prop_assert_eq!(read.len(), articles.len());
            for (before, after) in articles.iter().zip(&read) {
                prop_assert_eq!(&before.name, &after.name);
                prop_assert_eq!(before.body.escape_ascii().to_string(), after.body.escape_ascii().to_string());
            }
        }
        let plain: Vec<Article> =
            articles.iter().enumerate().map(|(i, a)| article(&format!("{i}.txt"), &a.body)).collect();
        let lossy = target.export(plain, true).expect("every text, with losses");
        prop_assert_eq!(read_back(target, &lossy.output).len(), articles.len());
    }

    /// Ordinary texts need no losses, whatever the format.
    #[test]
    fn ordinary_texts_are_written_by_all(texts in prop::collection::vec("([A-Za-zé “”.,<>&=`-]{1,20}\n){1,4}", 1..4)) {
        let all: Vec<Article> =
            texts.iter().enumerate().map(|(i, text)| article(&format!("{i}.txt"), text.as_bytes())).collect();
        for target in Target::ALL {
            let rare = texts.iter().any(|text| text.lines().any(|line| line.starts_with("-- ")));
            prop_assert!(rare || target.export(all.clone(), false).is_ok(), "{:?}", target);
        }
    }

    /// No file brings a reader down.
    #[test]
    fn any_bytes_are_read_or_refused(pieces in prop::collection::vec(piece(), 0..30), more in any::<Vec<u8>>()) {
        for bytes in [pieces.concat(), more] {
            Source::guess("x", &bytes);
            for source in SOURCES {
                let _ = source.import("x.txt", &bytes);
            }
        }
    }

    /// A file that was cut off anywhere is read in part, with a word about it, or refused; in a reader's text nothing of
    /// the separators is left.
    #[test]
    fn a_file_that_is_cut_off_does_no_harm(articles in articles(), target in target(), cut in any::<prop::sample::Index>()) {
        let Ok(Exported { output: Output::File(bytes), .. }) = target.export(articles, true) else {
            return Ok(());
        };
        let cut = &bytes[..cut.index(bytes.len())];
        let _ = target.source().import("x", cut);
    }

    /// Pages, feeds and archives of random markup.
    #[test]
    fn any_markup_is_read_or_refused(pieces in prop::collection::vec(markup(), 0..40)) {
        let bytes = pieces.concat().into_bytes();
        for source in [Source::Html, Source::Feed, Source::Repomix, Source::Markdown] {
            let _ = source.import("x.html", &bytes);
        }
        let length = bytes.len();
        let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n{length:x}\r\n");
        let head = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://x/\r\nContent-Length: {}\r\n\r\n{http}",
            http.len() + length
        );
        let record = [head.as_bytes(), &bytes, b"\r\n\r\n"].concat();
        let _ = Source::Warc.import("x.warc", &record);
    }
}

/// Pieces of markup.
fn markup() -> impl Strategy<Value = String> {
    let tags = prop::sample::select(vec![
        "<html>",
        "<head>",
        "<title>",
        "</title>",
        "<body>",
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<article>",
        "<br>",
        "<table>",
        "<tr><td>",
        "</table>",
        "<a href=\"x\">",
        "<script type=\"application/ld+json\">",
        "</script>",
        "<svg>",
        "<noscript>",
        "<img src=x>",
        "<template>",
        "<pre>",
        "<meta charset=\"x\">",
        "<meta property=\"og:title\" content=\"y\">",
        "{\"@type\":\"Article\",\"headline\":1,\"author\":[{}]}",
        "<rss version=\"2.0\">",
        "<channel>",
        "<item>",
        "</item>",
        "<feed xmlns=\"http://www.w3.org/2005/Atom\">",
        "<entry>",
        "<content type=\"xhtml\">",
        "<pubDate>x</pubDate>",
        "&lt;",
        "&#0;",
        "&#x110000;",
        "<![CDATA[",
        "]]>",
        "<?xml version=\"1.0\" encoding=\"x\"?>",
        "<!DOCTYPE",
        "<!--",
        "-->",
        "<repomix>",
        "<files>",
        "<file path=\"x\">",
        "---\n",
        "- x: &a [*a]\n",
        "A sentence with a few words, to be a text. ",
    ]);
    prop_oneof![5 => tags.prop_map(str::to_owned), 1 => "\\PC{0,8}"]
}

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
        let faults = target
            .export(vec![article("a.txt", body.as_bytes())], false)
            .expect_err(body);
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
    let cases: [(&str, &str, Option<Source>); 9] = [
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
    ];
    for (name, text, source) in cases {
        assert_eq!(Source::guess(name, text.as_bytes()), source, "{text}");
    }
}

#[test]
fn deep_nesting_and_long_runs_are_read_or_refused_in_no_time() {
    let deep = |open: &str, close: &str| open.repeat(100_000) + &close.repeat(100_000);
    let start = std::time::Instant::now();
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
    ];
    for text in &texts {
        for source in SOURCES {
            let _ = source.import("x", text.as_bytes());
        }
    }
    let took = start.elapsed();
    assert!(took.as_secs() < 60, "{took:?}");
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
