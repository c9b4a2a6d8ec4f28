//! `pack --from` pages: HTML, Markdown, web archives, feeds. The files are in `tests/data/exchange`.

use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::Folder;

/// A folder with files of the test data.
fn folder(names: &[&str]) -> Folder {
    let folder = Folder::new();
    for name in names {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/data/exchange")
            .join(name);
        folder.write(
            name,
            std::fs::read(&path).unwrap_or_else(|e| panic!("{name}: {e}")),
        );
    }
    folder
}

const FERRY: &str = "tests/data/exchange/pages/harbour/ferry.html";

/// What becomes of the page `ferry.html`.
const FERRY_TEXT: &str = "The evening ferry to Skerry Island left an hour late on Tuesday, after fog had closed the harbour \
    mouth for most of the afternoon.\n\n“We could not see the pier from the bridge,” said the captain, Anneke Brandt. \
    Some 140 passengers waited in the hall, where the café stayed open until midnight.\n\nThe morning ferry was on \
    time.\nThe goods ferry did not sail.\n\nThe harbour office said on Wednesday that it would look into a second radar. \
    It had asked for one in 2028, and the council had put it off three times since.\n";

#[test]
fn of_a_page_the_main_text_is_taken_and_what_it_says_of_itself() {
    let folder = folder(&[
        "pages/harbour/ferry.html",
        "pages/notice.htm",
        "pages/nothing.html",
    ]);
    folder.write("pages/photo.png", b"\x89PNG\r\n\x1A\n\0\0");
    let expected = format!(
        "<<<FILE: \"harbour/ferry.txt\" date=\"2031-03-04T21:40:00+01:00\" source=\"Quay Notes\" \
         url=\"https://quaynotes.example.org/2031/03/ferry-late\" lang=\"en-GB\" title=\"Ferry an hour late after fog\" \
         author=\"Ilse Marrow, Tobin Hale\">>>\n{FERRY_TEXT}<<<END FILE>>>\n\
         <<<FILE: \"notice.txt\" date=\"2031-03-04\" title=\"Short notice\" author=\"Jo Fenn\">>>\n\
         The café at the pier stays closed until further notice, the harbour office said. “We regret it,” it added – and \
         gave no reason. Its guests were sent to the kiosk at the old slip.\n<<<END FILE>>>\n"
    );
    let left_out =
        "warning: pages/nothing.html: the page is left out: there is no main text in it\n";
    folder
        .run("pack --from html pages")
        .status(0)
        .says(left_out)
        .prints(&expected);
    let picture = "warning: `pages/photo.png` is left out: it is not a text\n";
    folder
        .run("pack --from auto pages")
        .status(0)
        .says(&format!("{left_out}{picture}"))
        .prints(&expected);
}

#[test]
fn two_pages_of_one_name_are_told_apart() {
    let folder = folder(&["pages/notice.htm"]);
    let page = folder.read("pages/notice.htm");
    folder.write("pages/notice.html", page);
    let packed = folder.run("pack --from html pages").status(0).out;
    let names: Vec<&str> = packed
        .lines()
        .filter_map(|line| line.strip_prefix("<<<FILE: "))
        .collect();
    assert!(
        names[0].starts_with("\"notice.txt\" ") && names[1].starts_with("\"notice-2.txt\" "),
        "{names:?}"
    );
}

#[test]
fn front_matter_becomes_attributes_and_the_text_stays_as_it_is() {
    let folder = folder(&["notes/yaml.md", "notes/toml.md", "notes/rule.md"]);
    folder
        .run("pack --from markdown notes")
        .status(0)
        .says(
            "warning: notes/toml.md:1: these fields are left out, being no attributes or given twice: `extra`\n\
             warning: notes/yaml.md:1: these fields are left out, being no attributes or given twice: `images`\n",
        )
        .prints(
            "<<<FILE: rule.md>>>\n---\n\nA rule above, and no fields.\n\n---\n<<<END FILE>>>\n\
             <<<FILE: \"toml.md\" date=\"2031-03-05\" url=\"https://lantern.example.org/1\" title=\"Radar asked for\" \
             weight=\"3\">>>\nThe harbour office wants a second radar.\n<<<END FILE>>>\n\
             <<<FILE: \"yaml.md\" title=\"Ferry late: an hour\" date=\"2031-03-04T21:40:00+01:00\" source=\"Quay Notes\" \
             url=\"https://quaynotes.example.org/ferry\" author=\"Ilse Marrow, Tobin Hale\" tags=\"ferry, fog\" \
             draft=\"false\">>>\n# Ferry late\n\nThe evening ferry left an *hour* late.\n<<<END FILE>>>\n",
        );
}

#[test]
fn of_several_fields_for_one_attribute_the_best_is_taken() {
    let cases = [
        (
            "published: true\ndate: 2031-03-04",
            "date=\"2031-03-04\"",
            "published",
        ),
        ("published: true", "", "published"),
        (
            "created: 2031-03-01\ndate: 2031-03-04",
            "date=\"2031-03-04\"",
            "created",
        ),
        (
            "published: true\ncreated: 2031-03-01\npubDate: 2031-03-02",
            "date=\"2031-03-01\"",
            "published`, `pubDate",
        ),
        ("date: some day", "date=\"some day\"", ""),
        (
            "date: yesterday\npublished: 2031-03-04",
            "date=\"2031-03-04\"",
            "date",
        ),
        (
            "canonical: https://quaynotes.example.org/1\nurl: /ferry/",
            "url=\"https://quaynotes.example.org/1\"",
            "url",
        ),
        (
            "url: /ferry/\nsource: https://quaynotes.example.org/1",
            "url=\"https://quaynotes.example.org/1\"",
            "url",
        ),
        (
            "permalink: /1/\nurl: /ferry/",
            "url=\"/ferry/\"",
            "permalink",
        ),
        ("headline: Short\ntitle: Long", "title=\"Long\"", "headline"),
        (
            "source: https://quaynotes.example.org/1\npublisher: Quay Notes",
            "url=\"https://quaynotes.example.org/1\" source=\"Quay Notes\"",
            "",
        ),
        (
            "title: ~\nheadline: Late\nauthor: null\nlang:\ndesk: \"null\"\ntags: [ferry, ~]",
            "title=\"Late\" desk=\"null\" tags=\"ferry\"",
            "",
        ),
        ("draft: false\nallow: \"*\"", "draft=\"false\"", "allow"),
    ];
    for (fields, attributes, left_out) in cases {
        let folder = Folder::with(&[("a.md", format!("---\n{fields}\n---\n\nText.\n"))]);
        let marker = match attributes {
            "" => "<<<FILE: a.md>>>".to_owned(),
            _ => format!("<<<FILE: \"a.md\" {attributes}>>>"),
        };
        let said = match left_out {
            "" => String::new(),
            "allow" => "warning: a.md:1: `allow` is left out: it would keep findings on this page from being reported\n"
                .to_owned(),
            _ => format!(
                "warning: a.md:1: these fields are left out, being no attributes or given twice: `{left_out}`\n"
            ),
        };
        folder
            .run("pack --from markdown a.md")
            .status(0)
            .says(&said)
            .prints(&format!("{marker}\nText.\n<<<END FILE>>>\n"));
    }
}

#[test]
fn a_field_is_no_name_unless_it_fits_the_file() {
    let page = |name: &str| format!("---\nname: {name}\nfile: b.txt\n---\n\nText.\n");
    let folder = Folder::with(&[
        ("a.md", page("a.txt")),
        ("b.md", page("../b.txt")),
        ("c.md", page("\"\"")),
    ]);
    let packed = folder.run("pack --from markdown a.md b.md c.md").status(0);
    let names: Vec<&str> = packed
        .out
        .lines()
        .filter(|line| line.starts_with("<<<FILE"))
        .collect();
    let expected = ["<<<FILE: a.txt>>>", "<<<FILE: b.md>>>", "<<<FILE: c.md>>>"];
    assert_eq!(names, expected);
    assert!(packed.err.contains(
        "b.md:1: these fields are left out, being no attributes or given twice: `name`, `file`"
    ));
}

#[test]
fn the_entries_of_feeds_become_articles() {
    let folder = folder(&["feed.rss", "feed.atom"]);
    folder.write("other.xml", "<svg/>");
    let rss = "<<<FILE: \"001-ferry-late-crowded.txt\" date=\"2031-03-04T20:15:00Z\" source=\"Coastwire\" \
        url=\"https://coastwire.example.org/ferry?id=7\" lang=\"en\" title=\"Ferry late & crowded\" author=\"Ilse Marrow\">>>\n\
        The evening ferry left an hour late.\n\n“We waited,” said a passenger.\n<<<END FILE>>>\n\
        <<<FILE: \"002-ferry-late-crowded.txt\" source=\"Coastwire\" url=\"https://coastwire.example.org/8\" lang=\"en\" \
        title=\"Ferry late & crowded\">>>\nOnly a summary: 3 < 4.\n<<<END FILE>>>\n";
    let atom = "<<<FILE: \"001-radar-asked-for.txt\" date=\"2031-03-05T04:30:00Z\" source=\"The Lantern\" \
        url=\"https://lantern.example.org/1\" lang=\"en\" title=\"Radar asked for\" author=\"Tobin Hale\">>>\n\
        The harbour office wants a second radar.\n\nIt would cost 40,000 crowns.\n<<<END FILE>>>\n";
    let left_out = "entry 3 (`A picture`) is left out: it has no text\n";
    folder
        .run("pack --from feed feed.rss")
        .status(0)
        .says(&format!("warning: feed.rss: {left_out}"))
        .prints(rss);
    folder
        .run("pack --from feed .")
        .status(0)
        .says(&format!("warning: ./feed.rss: {left_out}"))
        .prints(&format!("{atom}{rss}"));
    folder
        .run("pack --from feed other.xml")
        .status(2)
        .prints("");
}

/// A record of a web archive.
fn record(kind: &str, address: &str, content: &[u8]) -> Vec<u8> {
    let length = content.len();
    let head = format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2031-03-05T07:00:00Z\r\n\
         Content-Length: {length}\r\n\r\n"
    );
    [head.as_bytes(), content, b"\r\n\r\n"].concat()
}

fn response(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 {status}\r\n{headers}\r\n");
    [head.as_bytes(), body].concat()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(bytes).expect("memory");
    packed.finish().expect("memory")
}

#[test]
fn the_pages_of_a_web_archive_become_articles_however_they_were_sent() {
    let page = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(FERRY)).expect("a page");
    let html = "Content-Type: text/html; charset=UTF-8\r\n";
    let chunks = [
        format!("{:x}\r\n", page.len()).as_bytes(),
        &page,
        b"\r\n0\r\n\r\n",
    ]
    .concat();
    let chunked = format!("{html}Transfer-Encoding: chunked\r\n");
    let packed = format!("{html}Content-Encoding: gzip\r\n");
    let site = "https://quaynotes.example.org";
    let records = [
        record("warcinfo", "", b"software: a crawler\r\n"),
        record("request", site, b"GET / HTTP/1.1\r\n\r\n"),
        record(
            "response",
            &format!("{site}/plain.html"),
            &response("200 OK", html, &page),
        ),
        record(
            "response",
            &format!("{site}/chunks?page=1"),
            &response("200 OK", &chunked, &chunks),
        ),
        record(
            "response",
            &format!("<{site}/gz/>"),
            &response("200 OK", &packed, &gzip(&page)),
        ),
        record(
            "response",
            &format!("{site}/br"),
            &response(
                "200 OK",
                "Content-Type: text/html\r\nContent-Encoding: br\r\n",
                b"x",
            ),
        ),
        record(
            "response",
            &format!("{site}/gone"),
            &response("404 Not Found", html, &page),
        ),
        record(
            "response",
            &format!("{site}/a.css"),
            &response("200 OK", "Content-Type: text/css\r\n", b"p {}"),
        ),
    ];
    let whole = records.concat();
    let members: Vec<u8> = records.iter().flat_map(|record| gzip(record)).collect();
    let folder = Folder::with(&[("x.warc", whole.clone()), ("x.warc.gz", members.clone())]);
    let article = |name: &str| {
        format!(
            "<<<FILE: \"quaynotes.example.org/{name}.txt\" date=\"2031-03-04T21:40:00+01:00\" source=\"Quay Notes\" \
             url=\"{site}/2031/03/ferry-late\" lang=\"en-GB\" title=\"Ferry an hour late after fog\" \
             author=\"Ilse Marrow, Tobin Hale\" fetched=\"2031-03-05T07:00:00Z\">>>\n{FERRY_TEXT}<<<END FILE>>>\n"
        )
    };
    let expected = ["plain", "chunks/page-1", "gz"].map(article).concat();
    for file in ["x.warc", "x.warc.gz"] {
        let said = format!(
            "warning: {file}: record 6 (`{site}/br`) is left out: its encoding `br` is not read\n\
             warning: {file}: left out: what is no page of HTML or was not sent with status 200, 2 in all\n"
        );
        for from in ["warc", "auto"] {
            folder
                .run(&format!("pack --from {from} {file}"))
                .status(0)
                .says(&said)
                .prints(&expected);
        }
    }
    // Cut off in the fifth record: what comes before it is there, and that something is missing is said.
    let cut: usize = records[..4].iter().map(Vec::len).sum::<usize>() + 500;
    let cut_members: usize = records[..4]
        .iter()
        .map(|record| gzip(record).len())
        .sum::<usize>()
        + 100;
    folder.write("cut.warc", &whole[..cut]);
    folder.write("cut.warc.gz", &members[..cut_members]);
    for file in ["cut.warc", "cut.warc.gz"] {
        let outcome = folder.run(&format!("pack --from warc {file}")).status(0);
        assert_eq!(
            outcome.out,
            ["plain", "chunks/page-1"].map(article).concat()
        );
        assert!(
            outcome
                .err
                .starts_with(&format!("warning: {file}: record 5 ")),
            "{}",
            outcome.err
        );
    }
}

#[test]
fn a_small_file_that_unpacks_to_a_large_one_is_left_out() {
    let zeros = vec![b' '; 80 << 20];
    let html = "Content-Type: text/html\r\nContent-Encoding: gzip\r\n";
    let inner = record(
        "response",
        "http://x.example/a",
        &response("200 OK", html, &gzip(&zeros)),
    );
    let outer = record("response", "http://x.example/b", &zeros);
    let folder = Folder::with(&[("x.warc", inner), ("x.warc.gz", gzip(&outer))]);
    let inner = folder.run("pack --from warc x.warc").status(2);
    assert!(
        inner
            .err
            .contains("(`http://x.example/a`) is left out: it unpacks to more than 64 MiB"),
        "{}",
        inner.err
    );
    let outer = folder.run("pack --from warc x.warc.gz").status(2);
    assert!(
        outer
            .err
            .contains("(`http://x.example/b`) is left out: it is larger than 64 MiB"),
        "{}",
        outer.err
    );
    assert!(
        outer
            .err
            .ends_with("error: there is no article in what was given\n"),
        "{}",
        outer.err
    );
}
