//! Every dialect's markers, line by line.

use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::super::keywords::Keywords;
use super::super::marker::read;

fn check(lines: &str, expect: &Expect) {
    let keywords = Keywords::with(&[
        "ARTICLE".to_owned(),
        "DOC".to_owned(),
        "DOCUMENT".to_owned(),
    ])
    .unwrap();
    let mut out = String::new();
    for line in lines.lines() {
        out += &match read(line, &keywords) {
            None => format!("{line:44} -\n"),
            Some(m) => {
                if let Some(name) = &m.name
                    && !line.contains('\\')
                {
                    assert_eq!(&line[m.name_range.clone()], name, "{line}");
                }
                let attributes: Vec<_> = m
                    .attributes
                    .iter()
                    .map(|a| format!(" {}={}", a.key, a.value))
                    .collect();
                let nonce = m.nonce.map(|n| format!(" nonce={n}")).unwrap_or_default();
                let slips = if m.slips.any() {
                    format!(" {:?}", m.slips)
                } else {
                    String::new()
                };
                let keyword = if m.keyword == 0 {
                    ""
                } else {
                    keywords.word(m.keyword)
                };
                format!(
                    "{line:44} {:?} {:?} {keyword}{:?}{}{nonce}{slips}\n",
                    m.kind,
                    m.form,
                    m.name.as_deref().unwrap_or("-"),
                    attributes.concat()
                )
            }
        };
    }
    expect.assert_eq(&out);
}

#[test]
fn open_markers() {
    check(
        r#"<<<FILE: name.txt>>>
<<<FILE:name.txt>>>
<<<file: my report.txt>>>  
<<<FILE: "quoted \u003e.txt" date="2031-05-02" allow="a b">>>
<<<FILE name>>>
<<<FILE my report.txt>>>
<<<FILE "a b.txt" lang="en">>>
<<<FILE report.txt date=2031>>>
<<<FILE path="a/b.txt" mode=text x='1 2'>>>
<<<FILE name='a'>>>
<<<FILE path=a.txt>>>
<<<FILE: path="a.txt">>>
<<<FILE name="a" BEGIN>>>
<<<BEGIN FILE: n>>>
<<<BEGIN_FILE:n>>>
<<<BEGIN FILE>>>
<<<FILE_START: n>>>
<<<FILE BEGIN n>>>
<<<FILE START>>>
<<<FILE a1b2 path=x>>>
<<<FILE>>>
<<<ARTICLE 1>>>
<<<DOCUMENT: x>>>
<<<DOC name="x">>>"#,
        &expect![[r#"
            <<<FILE: name.txt>>>                         Open Colon "name.txt"
            <<<FILE:name.txt>>>                          Open Colon "name.txt"
            <<<file: my report.txt>>>                    Open Colon "my report.txt"
            <<<FILE: "quoted \u003e.txt" date="2031-05-02" allow="a b">>> Open Colon "quoted >.txt" date=2031-05-02 allow=a b
            <<<FILE name>>>                              Open NoColon "name"
            <<<FILE my report.txt>>>                     Open NoColon "my report.txt"
            <<<FILE "a b.txt" lang="en">>>               Open NoColon "a b.txt" lang=en
            <<<FILE report.txt date=2031>>>              Open NoColon "report.txt" date=2031
            <<<FILE path="a/b.txt" mode=text x='1 2'>>>  Open Attribute(Path) "a/b.txt" mode=text x=1 2
            <<<FILE name='a'>>>                          Open Attribute(Name) "a"
            <<<FILE path=a.txt>>>                        Open Attribute(Path) "a.txt"
            <<<FILE: path="a.txt">>>                     Open Attribute(Path) "a.txt"
            <<<FILE name="a" BEGIN>>>                    Open AttributeBegin(Name) "a"
            <<<BEGIN FILE: n>>>                          Open Begin(Blank) "n"
            <<<BEGIN_FILE:n>>>                           Open Begin(Underscore) "n"
            <<<BEGIN FILE>>>                             Open Begin(Blank) "-"
            <<<FILE_START: n>>>                          Open Start { begin: false, joint: Underscore } "n"
            <<<FILE BEGIN n>>>                           Open Start { begin: true, joint: Blank } "n"
            <<<FILE START>>>                             Open Start { begin: false, joint: Blank } "-"
            <<<FILE a1b2 path=x>>>                       Open Attribute(Path) "x" nonce=a1b2
            <<<FILE>>>                                   Open Separator "-"
            <<<ARTICLE 1>>>                              Open NoColon ARTICLE"1"
            <<<DOCUMENT: x>>>                            Open Colon DOCUMENT"x"
            <<<DOC name="x">>>                           Open Attribute(Name) DOC"x"
        "#]],
    );
}

#[test]
fn close_markers() {
    check(
        r#"<<<END FILE>>>
<<<END>>>
<<<end_file>>>
<<<ENDFILE>>>
<<</FILE>>>
<<< / FILE >>>
<<<EOF>>>
<<<END FILE: name>>>
<<<END FILE name>>>
<<<END FILE path="a b">>>
<<<FILE END>>>
<<<FILE_END: n>>>
<<<END a1b2>>>
<<<ENDDOC>>>
<<<END ARTICLE 1>>>"#,
        &expect![[r#"
            <<<END FILE>>>                               Close End(Blank) "-"
            <<<END>>>                                    Close BareEnd "-"
            <<<end_file>>>                               Close End(Underscore) "-"
            <<<ENDFILE>>>                                Close End(Nothing) "-"
            <<</FILE>>>                                  Close Slash "-"
            <<< / FILE >>>                               Close Slash "-"
            <<<EOF>>>                                    Close Eof "-"
            <<<END FILE: name>>>                         Close End(Blank) "name"
            <<<END FILE name>>>                          Close End(Blank) "name"
            <<<END FILE path="a b">>>                    Close End(Blank) "a b"
            <<<FILE END>>>                               Close FileEnd(Blank) "-"
            <<<FILE_END: n>>>                            Close FileEnd(Underscore) "n"
            <<<END a1b2>>>                               Close BareEnd "a1b2"
            <<<ENDDOC>>>                                 Close End(Nothing) DOC"-"
            <<<END ARTICLE 1>>>                          Close End(Blank) ARTICLE"1"
        "#]],
    );
}

#[test]
fn slips_and_near_markers() {
    check(
        r#"<<<<FILE: a>>>>
<<<<<FILE: a>>>>>
<<<<FILE: a>>>
<<<END FILE>>
<<<FILE: a>>
<<<FILE: a>
<<<FILE: >>>
<<<FILE: a>b>>>
<<<FILE: "a>>>
<<<FILE: "a" date=>>>
  <<<END FILE>>>
last words.<<<END FILE>>>
<<<END FILE>>> and more
<<<FLIE: a>>>
<<<END FIL>>>
\<<<END FILE>>>
\\<<<FILE: a>>>"#,
        &expect![[r#"
            <<<<FILE: a>>>>                              Open Colon "a" Slips { brackets: true, short: false, name: false }
            <<<<<FILE: a>>>>>                            Open Colon "a" Slips { brackets: true, short: false, name: false }
            <<<<FILE: a>>>                               Open Colon "a" Slips { brackets: true, short: false, name: false }
            <<<END FILE>>                                Close End(Blank) "-" Slips { brackets: false, short: true, name: false }
            <<<FILE: a>>                                 ShortOpen Colon "a" Slips { brackets: false, short: true, name: false }
            <<<FILE: a>                                  Near(Brackets) Separator "-"
            <<<FILE: >>>                                 Open Colon "-" Slips { brackets: false, short: false, name: true }
            <<<FILE: a>b>>>                              Open Colon "a>b" Slips { brackets: false, short: false, name: true }
            <<<FILE: "a>>>                               Open Colon "a" Slips { brackets: false, short: false, name: true }
            <<<FILE: "a" date=>>>                        Open Colon "a" date=
              <<<END FILE>>>                             Near(Indented) End(Blank) "-"
            last words.<<<END FILE>>>                    Near(Glued) End(Blank) "-"
            <<<END FILE>>> and more                      Near(Followed) Separator "-"
            <<<FLIE: a>>>                                Near(Misspelled) Separator "-"
            <<<END FIL>>>                                Near(Misspelled) Separator "-"
            \<<<END FILE>>>                              Escaped Separator "-"
            \\<<<FILE: a>>>                              Escaped Separator "-"
        "#]],
    );
}

#[test]
fn content() {
    check(
        r"<<FILE: a>>
<<file:__EnableX>>
<<<FILE
<<<EOF
<<<<<<<FILE: a>>>>>>>
<<<<<<< HEAD
<<<FILENAME>>>
<<<ENDING>>>
<<<EOFS>>>
<<<title>>>
<<<>>>
<<<
write `<<<FILE: name>>>` and `<<<END FILE>>>`.
\<<<nothing>>>
a <<< b >>> c
<<<FILE END.txt
<<<PROFILE: x>>>
<<<TILES: x>>>",
        &expect![[r"
            <<FILE: a>>                                  -
            <<file:__EnableX>>                           -
            <<<FILE                                      -
            <<<EOF                                       -
            <<<<<<<FILE: a>>>>>>>                        -
            <<<<<<< HEAD                                 -
            <<<FILENAME>>>                               -
            <<<ENDING>>>                                 -
            <<<EOFS>>>                                   -
            <<<title>>>                                  -
            <<<>>>                                       -
            <<<                                          -
            write `<<<FILE: name>>>` and `<<<END FILE>>>`. -
            \<<<nothing>>>                               -
            a <<< b >>> c                                -
            <<<FILE END.txt                              -
            <<<PROFILE: x>>>                             -
            <<<TILES: x>>>                               -
        "]],
    );
}

/// Pieces that markers are made of, whole and broken.
const PIECES: &[&str] = &[
    "<<<",
    "<<<<",
    ">>>",
    ">>",
    ">",
    "FILE",
    "file",
    "END",
    "EOF",
    "BEGIN",
    "START",
    "/",
    ":",
    " ",
    "\t",
    "_",
    "-",
    "=",
    "\"",
    "'",
    "\\",
    "path",
    "name",
    "k",
    "a.txt",
    "é",
    "日",
    "\u{feff}",
    "\u{a0}",
    "ARTICLE",
    "\\u00e9",
    "<<<FILE: ",
    "<<<FILE path=",
    "<<<FILE \"",
    "<<<END FILE",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Ranges lie on the bounds of characters, and hold what they are said to hold.
    #[test]
    fn ranges_hold_what_was_read(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..14)) {
        let line = pieces.concat();
        let Some(marker) = read(&line, &Keywords::default()) else { return Ok(()) };
        let name = line.get(marker.name_range.clone());
        prop_assert!(name.is_some(), "{line:?} {marker:?}");
        if let Some(expected) = marker.name.as_deref().filter(|_| !line.contains('\\')) {
            prop_assert_eq!(name, Some(expected), "{:?} {:?}", line, marker);
        }
        for attribute in &marker.attributes {
            let text = line.get(attribute.range.clone()).unwrap_or_default();
            prop_assert!(text.starts_with(&attribute.key) && text.contains('='), "{line:?} {attribute:?}");
        }
    }
}
