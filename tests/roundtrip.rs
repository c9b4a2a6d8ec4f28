//! What goes into a bundle comes out of it, byte for byte; and what the formatter changes, changes no article.

use std::ops::Range;

use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use variorum::bundle::format::{Style, format};
use variorum::bundle::write::{block, content};
use variorum::bundle::{Document, Keywords};
use variorum::text::decode::Decoded;

const STYLES: &[Style] = &[
    Style::Keep,
    Style::Canonical,
    Style::NoColon,
    Style::Attributes,
    Style::BeginEnd,
    Style::StartEnd,
];

/// What a reader sees of an article: its name, its content, its attributes without `eol`.
type Read = (Option<String>, Vec<u8>, Vec<(String, String)>);

fn read(bytes: &[u8], keywords: Keywords) -> (Decoded, Document, Vec<Read>) {
    let decoded = Decoded::from_bytes(bytes.to_vec());
    let document = Document::new(decoded.text(), keywords);
    let tree = document.tree();
    let articles = tree.articles().map(|id| {
        let Range { start, end } = tree.body(Some(id));
        let body = &bytes[decoded.to_file_offset(start)..decoded.to_file_offset(end)];
        let marker = tree.marker(id);
        let attributes = marker.attributes.iter().filter(|a| a.key != "eol");
        let attributes = attributes
            .map(|a| (a.key.clone(), a.value.clone()))
            .collect();
        (
            marker.name.clone(),
            content(body, marker, tree.keywords()),
            attributes,
        )
    });
    let articles = articles.collect();
    (decoded, document, articles)
}

/// Pieces of lines that make, break or resemble markers.
const PIECES: &[&str] = &[
    "<<<",
    "<<<<",
    ">>>",
    ">>",
    ">",
    "<",
    "FILE",
    "file",
    "END",
    "END FILE",
    "END_FILE",
    "EOF",
    "BEGIN FILE",
    "FILE_START",
    "FILE_END",
    "/FILE",
    ":",
    ": ",
    " ",
    "\t",
    "a.txt",
    "b c",
    "path=x",
    "name=\"y\" BEGIN",
    "\"",
    "\\",
    "\\\\",
    "'",
    "n0nce",
    "é",
    "\u{feff}",
    "\0",
    "\u{2028}",
    "<<<FILE: a.txt>>>",
    "<<<END FILE>>>",
    "\\<<<END FILE>>>",
    "<<<END>>>",
    "<<<EOF>>>",
    "prose that goes on",
    "=",
];

fn line_end() -> impl Strategy<Value = &'static str> {
    prop_oneof![6 => Just("\n"), 2 => Just("\r\n"), 1 => Just("\r"), 2 => Just("")]
}

/// Any bytes, though mostly such as a reader may stumble over.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        12 => prop::sample::select(PIECES).prop_map(|piece| piece.as_bytes().to_vec()),
        6 => line_end().prop_map(|end| end.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 1..4),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn name() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => line_end().prop_map(str::to_owned),
    ];
    prop_oneof![
        Just("a.txt".to_owned()),
        prop::collection::vec(piece, 0..5).prop_map(|pieces| pieces.concat())
    ]
}

fn attributes() -> impl Strategy<Value = Vec<(String, String)>> {
    let key = prop::sample::select(vec![
        "date", "source", "title", "x-y", "name", "path", "begin",
    ]);
    prop::collection::vec((key.prop_map(str::to_owned), name()), 0..3)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn blocks_give_back_what_went_in(files in prop::collection::vec((name(), attributes(), bytes()), 0..5)) {
        let mut bundle = Vec::new();
        for (name, attributes, content) in &files {
            let attributes: Vec<_> = attributes.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
            bundle.extend(block(name, &attributes, content, &Keywords::default()));
        }
        let (_, document, articles) = read(&bundle, Keywords::default());
        let shown = String::from_utf8_lossy(&bundle).into_owned();
        let expected: Vec<Read> = files.into_iter().map(|(name, attributes, content)| (Some(name), content, attributes)).collect();
        prop_assert_eq!(articles, expected, "{:?}", shown);
        prop_assert_eq!(format(&document, Style::Keep), []);
        prop_assert_eq!(format(&document, Style::Canonical), []);
    }

    #[test]
    fn formatting_changes_no_article(file in any_bundle()) {
        check_formats(&file)?;
    }
}

/// The nonce makes text of the lines above it. It goes, and they stay text.
#[test]
fn text_outside_of_articles_closes_nothing_afterwards() {
    let file = b"<<<END FILE>>>\n<<<END>>>\n<<<END>>\n<<<FILE n0nce path=n>>>\n<<<END FILE>>>\n";
    check_formats(file).expect("the same articles, however often");
}

/// Whole marker lines of every dialect.
const MARKERS: &[&str] = &[
    "<<<FILE: a.txt>>>",
    "<<<FILE:b.txt>>>",
    "<<<file: C>>>",
    "<<<FILE: \"d e\" date=\"2031-03-01\">>>",
    "<<<FILE f.txt>>>",
    "<<<FILE path=\"g\" k=v>>>",
    "<<<FILE name='h' BEGIN>>>",
    "<<<FILE file=i>>>",
    "<<<BEGIN FILE: j>>>",
    "<<<BEGIN_FILE:k>>>",
    "<<<BEGIN FILE>>>",
    "<<<FILE_START: l>>>",
    "<<<FILE BEGIN>>>",
    "<<<FILE START m>>>",
    "<<<FILE>>>",
    "<<<FILE n0nce path=n>>>",
    "<<<FILE other name=\"o\">>>",
    "<<<<FILE: p>>>>",
    "<<<<<FILE q>>>>>",
    "<<<FILE: r>>",
    "<<<FILE: a>b>>>",
    "<<<FILE: >>>",
    "<<<FILE: \"broken>>>",
    "<<<FILE: END>>>",
    "<<<FILE: \"\" eol=\"none\">>>",
    "<<<FILE: s>>> \t",
    "<<<FILE: \"C:\\new\">>>",
    "<<<END FILE>>>",
    "<<<END FILE: a.txt>>>",
    "<<<END FILE: \"d e\">>>",
    "<<<end file>>>",
    "<<<END_FILE>>>",
    "<<<ENDFILE>>>",
    "<<</FILE>>>",
    "<<</FILE: a.txt>>>",
    "<<<FILE_END>>>",
    "<<<FILE END>>>",
    "<<<FILE_END: l>>>",
    "<<<END>>>",
    "<<<END a.txt>>>",
    "<<<END: a.txt>>>",
    "<<<EOF>>>",
    "<<<END FILE n0nce>>>",
    "<<<FILE_END n0nce>>>",
    "<<<END other>>>",
    "<<<END FILE>>",
    "<<<<END FILE>>>>",
    "<<<END>>",
    "<<<END FILE>>>  ",
    "<<<ARTICLE t>>>",
    "<<<ARTICLE: \"u\" lang=\"cy\">>>",
    "<<<ARTICLE>>>",
    "<<<BEGIN ARTICLE: v>>>",
    "<<<END ARTICLE>>>",
    "<<</ARTICLE>>>",
    "<<<ARTICLE END: t>>>",
];

/// A file of marker lines and text, some of them as a tool writes them, some as nobody does.
fn any_bundle() -> impl Strategy<Value = Vec<u8>> {
    let marker = || prop::sample::select(MARKERS);
    let wild = prop_oneof![marker().prop_map(|m| m.as_bytes().to_vec()), bytes()];
    let wild = prop::collection::vec((wild, line_end()), 0..10).prop_map(|lines| {
        lines
            .into_iter()
            .flat_map(|(line, end)| [line, end.as_bytes().to_vec()].concat())
            .collect()
    });
    let tame = (
        marker(),
        marker(),
        prop::collection::vec(bytes(), 0..4),
        any::<bool>(),
    )
        .prop_map(|(open, close, bodies, last)| {
            let whole = bodies.iter().flat_map(|body| {
                [open.as_bytes(), b"\n", body, b"\n", close.as_bytes(), b"\n"].concat()
            });
            let mut file: Vec<u8> = whole.collect();
            file.truncate(file.len() - usize::from(last && !file.is_empty()));
            file
        });
    let headers = (marker(), prop::collection::vec(bytes(), 0..4)).prop_map(|(open, bodies)| {
        bodies
            .iter()
            .flat_map(|body| [open.as_bytes(), b"\n", body].concat())
            .collect()
    });
    (any::<bool>(), prop_oneof![wild, tame, headers]).prop_map(|(bom, file): (bool, Vec<u8>)| {
        if bom {
            ["\u{feff}".as_bytes(), &file].concat()
        } else {
            file
        }
    })
}

/// Nameless articles get a name where a style needs one; all else stays.
fn same(before: &[Read], after: &[Read], style: Style) -> bool {
    before.len() == after.len()
        && before.iter().zip(after).all(
            |((name, content, attributes), (now, content_now, attributes_now))| {
                let named =
                    name == now || (name.is_none() && style != Style::Keep && now.is_some());
                named && content == content_now && attributes == attributes_now
            },
        )
}

fn check_formats(file: &[u8]) -> TestCaseResult {
    let keywords = Keywords::with(&["ARTICLE".to_owned()]).expect("it is a word");
    let (decoded, document, before) = read(file, keywords.clone());
    for &style in STYLES {
        let shown = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let formatted = decoded.encode(&format(&document, style));
        let (again, formatted_document, after) = read(&formatted, keywords.clone());
        prop_assert!(
            same(&before, &after, style),
            "{style:?}\n{:?}\n{before:?}\n{:?}\n{after:?}",
            shown(file),
            shown(&formatted)
        );
        let twice = again.encode(&format(&formatted_document, style));
        prop_assert_eq!(
            shown(&twice),
            shown(&formatted),
            "{:?} is not stable: {:?}",
            style,
            shown(file)
        );
    }
    Ok(())
}

/// `PROPTEST_CASES` asks for more.
fn config() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(3000);
    ProptestConfig {
        cases,
        max_shrink_iters: 20_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}
