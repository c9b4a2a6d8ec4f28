//! What holds for all formats: what is written is read back as it was, hostile texts included, and no file, however
//! broken, brings a reader down. What one format does alone is tested in `tests/cli/exchange.rs`, on files of its own.

mod cases;
mod limits;

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
        let is_allowed =
            |article: &Article| article.attributes.iter().any(|(key, _)| key == "allow");
        let allowed = imported
            .articles
            .iter()
            .filter(|article| is_allowed(article));
        assert_eq!(
            imported.remarks.len(),
            allowed.count(),
            "{target:?}: {:?}",
            imported.remarks
        );
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
        4 => plain_name(),
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

fn plain_name() -> impl Strategy<Value = String> {
    "[a-z]{1,3}(/[a-z]{1,3})?(\\.txt|\\.md)?"
}

/// Attributes such as bundles have, with keys that front matter has for others, and values that YAML takes for no text.
fn attributes() -> impl Strategy<Value = Vec<(String, String)>> {
    let known = prop::sample::select(vec![
        "date",
        "published",
        "source",
        "publisher",
        "url",
        "permalink",
        "link",
        "title",
        "headline",
        "author",
        "my_key",
        "my-key",
        "allow",
        "name",
        "path",
        "file",
        "filename",
        "eol",
        "bytes",
        "sha256",
        "true",
        "null",
        "y",
    ]);
    let key = prop_oneof![3 => known.prop_map(str::to_owned), 1 => "[a-z][a-z0-9_.-]{0,5}"];
    let odd = prop::sample::select(vec![
        "2031-03-04",
        "2031-03-04T17:30",
        "March 4, 2031",
        "true",
        "~",
        "null",
        "",
        " Late ",
        "a: b",
        "- x",
        "\"q\"",
        "https://x.example/",
        "/ferry/",
        "one\ntwo",
        "\u{FEFF}x",
        "# x",
        "[a]",
        "&a",
        "*",
        "\\",
        "---",
    ]);
    let value =
        prop_oneof![3 => odd.prop_map(str::to_owned), 1 => "\\PC{0,8}", 1 => any::<String>()];
    prop::collection::vec((key, value), 0..6)
}

/// Whether a text is another one after the changes that are told of: blanks before lines, U+FFFD for what XML cannot
/// hold, one more line end, nothing for one empty line.
fn is_softened(target: Target, before: &[u8], after: &[u8]) -> bool {
    if after.is_empty() {
        return ["", "\n", "\r\n", "\r"]
            .map(str::as_bytes)
            .contains(&before);
    }
    let readable = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes);
        let xml = |c: char| !matches!(c, '\0'..='\x08' | '\x0B' | '\x0C' | '\x0E'..='\x1F' | '\u{FFFE}' | '\u{FFFF}');
        text.chars()
            .map(|c| if xml(c) { c } else { '\u{FFFD}' })
            .collect::<String>()
            .into_bytes()
    };
    let before = if target == Target::RepomixParsable {
        readable(before)
    } else {
        before.to_vec()
    };
    let mut rest = after;
    for line in before.split_inclusive(|byte| *byte == b'\n') {
        let told = rest.strip_prefix(b" ").filter(|_| !rest.starts_with(line));
        let Some(more) = told.unwrap_or(rest).strip_prefix(line) else {
            return false;
        };
        rest = more;
    }
    rest.is_empty() || rest == b"\n" && !before.ends_with(b"\n")
}

/// Whether what was `read` from a file that was `cut` is the head of what the `whole` file holds; else, what differs.
/// Behind the last text a separator may be left that was cut itself.
fn is_head(target: Target, read: &[Article], whole: &[Article], cut: &[u8]) -> Result<(), String> {
    let Some((last, before)) = read.split_last() else {
        return Ok(());
    };
    let Some((held, _)) = whole
        .get(before.len()..)
        .and_then(|rest| rest.split_first())
    else {
        return Err(format!("more than was held: {last:?}"));
    };
    for (read, held) in before.iter().zip(whole) {
        if (&read.name, &read.body) != (&held.name, &held.body) {
            return Err(format!("{read:?} is not {held:?}"));
        }
    }
    let text = last.body.trim_ascii_end();
    let is_text = match text.strip_prefix(held.body.trim_ascii_end()) {
        Some(more) => {
            let whole = |o: &obstacles::Obstacle| matches!(o, obstacles::Obstacle::Separator(_));
            cut.trim_ascii_end().ends_with(more.trim_ascii_start())
                && !obstacles::obstacles(target, &last.body).iter().any(whole)
        }
        None => held.body.starts_with(text),
    };
    if held.name.starts_with(&last.name) && is_text {
        Ok(())
    } else {
        Err(format!("{last:?} of {held:?}"))
    }
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
        let lossy = target.export(plain.clone(), true).expect("every text, with losses");
        let read = read_back(target, &lossy.output);
        prop_assert_eq!(read.len(), articles.len());
        for (before, after) in plain.iter().zip(&read) {
            prop_assert_eq!(&before.name, &after.name);
            prop_assert!(is_softened(target, &before.body, &after.body), "{:?} {:?}", before, after);
            let told = format!("`{}`: ", before.name);
            let told = lossy.warnings.iter().any(|warning| warning.starts_with(&told));
            prop_assert_eq!(told, before.body != after.body, "{:?}", lossy.warnings);
        }
        match target.export(plain, false) {
            Ok(exported) => prop_assert_eq!(exported, lossy),
            Err(unwritable) => {
                prop_assert!(unwritable.lossy_helps);
                prop_assert_eq!(unwritable.faults.len(), lossy.warnings.len());
                let mut pairs = unwritable.faults.iter().zip(&lossy.warnings);
                prop_assert!(pairs.all(|(fault, warning)| warning.starts_with(fault)), "{:?}", unwritable);
            }
        }
    }

    /// Attributes come back from Markdown as they were, or it is said of each that it does not.
    #[test]
    fn attributes_are_read_back_from_markdown_or_told_of(all in prop::collection::vec((plain_name(), attributes(), body()), 1..4)) {
        let mut articles: Vec<Article> = all
            .into_iter()
            .map(|(name, attributes, body)| Article { attributes, ..article(&name, &body) })
            .collect();
        make_unique(std::iter::empty(), articles.iter_mut());
        let exported = Target::Markdown.export(articles.clone(), false).expect("anything");
        let mut lost = 0;
        for (before, after) in articles.iter().zip(&read_back(Target::Markdown, &exported.output)) {
            let (mut kept, mut keys) = (Vec::new(), Vec::new());
            for (key, value) in &before.attributes {
                match key.as_str() {
                    "eol" | "bytes" | "sha256" => {}
                    key if !["name", "path", "file", "filename"].contains(&key) && !keys.contains(&key) => {
                        keys.push(key);
                        kept.push((key.to_owned(), value.clone()));
                    }
                    key => {
                        let told = format!("`{}`: its attribute `{key}` ", before.name);
                        prop_assert!(exported.warnings.iter().any(|warning| warning.starts_with(&told)), "{}", told);
                        lost += 1;
                    }
                }
            }
            prop_assert_eq!(&after.attributes, &kept);
            prop_assert_eq!(&after.body, &before.body);
        }
        prop_assert_eq!(exported.warnings.len(), lost, "{:?}", exported.warnings);
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

    /// Of a file that was cut off anywhere, what is read is the head of what it held, or it is refused.
    #[test]
    fn a_file_that_is_cut_off_does_no_harm(articles in articles(), target in target(), cut in any::<prop::sample::Index>()) {
        let Ok(Exported { output, .. }) = target.export(articles, true) else {
            return Ok(());
        };
        let whole = read_back(target, &output);
        let Output::File(bytes) = output else {
            return Ok(());
        };
        let cut = &bytes[..cut.index(bytes.len())];
        let Ok(imported) = target.source().import("x", cut) else {
            return Ok(());
        };
        let read = &imported.articles[..];
        let is_head = |read| is_head(target, read, &whole, cut);
        // Of a line that was cut, what is left may be a separator, with nothing behind it.
        let but_last = || match read.split_last() {
            Some((last, before)) if last.body.is_empty() => is_head(before).is_ok(),
            _ => false,
        };
        if let Err(difference) = is_head(read) {
            prop_assert!(but_last(), "{}", difference);
        }
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

/// A feed of one entry.
fn atom(html: &str) -> String {
    let html = html.replace("]]>", "]]]]><![CDATA[>");
    format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><id>x</id><content type=\"html\"><![CDATA[{html}]]></content>\
         </entry></feed>"
    )
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
