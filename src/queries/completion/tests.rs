use super::*;
use crate::queries::fixture::fixture;

/// What is offered at `$0`, and the text with the first of it.
fn offered(marked: &str) -> (Vec<String>, String) {
    let fixture = fixture(marked);
    let mut text = marked.replacen("$0", "", 1);
    let found = completion(&fixture.corpus, 0, fixture.offset);
    let labels = found.items.iter().map(|item| item.label.clone()).collect();
    if let Some(item) = found.items.first() {
        let typed = &text[item.range.start..fixture.offset];
        let mut letters = item.filter.chars();
        let fits = typed
            .chars()
            .all(|c| letters.any(|l| l.eq_ignore_ascii_case(&c)));
        assert!(
            fits,
            "an editor would not show `{}` for `{typed}`",
            item.filter
        );
        assert!(item.range.end >= fixture.offset);
        text.replace_range(item.range.clone(), &item.text);
        for (range, with) in item.also.iter().rev() {
            assert!(range.end <= item.range.start, "one edit meets another");
            text.replace_range(range.clone(), with);
        }
    }
    (labels, text)
}

#[test]
fn markers_are_offered_in_the_dialect_of_the_bundle() {
    let (labels, text) = offered("<<<FILE: a>>>\nx\n<<$0");
    assert_eq!(text, "<<<FILE: a>>>\nx\n<<<END FILE>>>");
    assert_eq!(
        labels[1..],
        [
            "<<<FILE: name>>>",
            "<<<FILE: \"name\" date=\"\" source=\"\">>>"
        ]
    );
    let (_, text) =
        offered("<<<FILE: b>>>\r\n<<<END FILE: b>>>\r\n<<<FILE: a>>>\r\nx\r\n<<<E$0>>>\r\n");
    assert!(
        text.ends_with("<<<FILE: a>>>\r\nx\r\n<<<END FILE: a>>>\r\n"),
        "{text}"
    );
    let (labels, _) = offered("<<<FILE_START: b>>>\nx\n<<<FILE_END>>>\n<$0\n");
    assert_eq!(labels, ["<<<FILE_START: name>>>"]);
    let (labels, _) = offered("\u{feff}<$0");
    assert_eq!(labels[0], "<<<FILE: name>>>");
    for text in [
        "<<<FILE: a>>>\nx <$0\n",
        "<<<FILE: a>>>\n<$0div>\n",
        "<<<FILE: a>>>$0\n",
    ] {
        assert_eq!(offered(text).0, [""; 0], "{text}");
    }
}

#[test]
fn snippets_fill_in_the_name_on_both_markers() {
    let fixture = fixture("<<<FILE: b>>>\nx\n<<<END FILE: b>>>\n<$0\n");
    let found = completion(&fixture.corpus, 0, fixture.offset);
    assert_eq!(
        found.items[0].snippet.as_deref(),
        Some("<<<FILE: ${1:name}>>>\n$0\n<<<END FILE: ${1}>>>")
    );
}

#[test]
fn attributes_and_their_values_are_offered() {
    let (labels, text) = offered("<<<FILE: \"a\" date=\"2031-03-02\" $0>>>\nx\n<<<END FILE>>>\n");
    assert_eq!(labels[..2], ["source", "title"]);
    assert!(
        text.contains("date=\"2031-03-02\" source=\"\">>>"),
        "{text}"
    );
    let (_, text) = offered("<<<FILE: a b da$0>>>\nx\n<<<END FILE>>>\n");
    assert!(
        text.starts_with("<<<FILE: \"a b\" date=\"\">>>\n"),
        "{text}"
    );
    let (labels, text) =
        offered("<<<FILE: \"a\" allow=\"x un$0\">>>\nHe said: “Nobody came.\n<<<END FILE>>>\n");
    assert_eq!(labels[0], "unbalanced-delimiter");
    assert!(
        text.contains("allow=\"x unbalanced-delimiter\">>>"),
        "{text}"
    );
    let (labels, _) = offered("<<<FILE: \"a\" bytes=\"$0\">>>\nfour\n<<<END FILE>>>\n");
    assert_eq!(labels, ["5"]);
    let (labels, text) = offered(
        "<<<FILE: \"a\" source=\"The Quay\">>>\n<<<END FILE>>>\n<<<FILE: \"b\" source=$0>>>\n",
    );
    assert_eq!(labels, ["The Quay"]);
    assert!(text.contains("<<<FILE: \"b\" source=\"The Quay\">>>"));
    let (labels, _) =
        offered("<<<FILE: \"a\">>>\n<<<END FILE>>>\n<<<FILE: \"b\" copy-of=\"$0\">>>\n");
    assert_eq!(labels, ["a"]);
}

#[test]
fn a_close_marker_echoes_its_article_first() {
    let text = "<<<FILE: a>>>\nx\n<<<END FILE: a>>>\n<<<FILE: b c>>>\nx\n<<<END FILE: $0>>>\n";
    let (labels, text) = offered(text);
    assert_eq!(labels, ["b c", "a"]);
    assert!(text.ends_with("<<<END FILE: b c>>>\n"), "{text}");
}

#[test]
fn names_are_offered_where_a_capital_was_typed() {
    let text = |typed: &str| {
        format!(
            "<<<FILE: a>>>\nThey met Ada Marlow in Harlow. {typed}\n<<<END FILE>>>\n\
             <<<FILE: b>>>\nThey met Olena Marchenska. Olena Marchenska left.\n<<<END FILE>>>\n"
        )
    };
    let (labels, first) = offered(&text("Later Mar$0"));
    assert_eq!(labels, ["Ada Marlow", "Olena Marchenska"]);
    assert!(first.contains("Later Ada Marlow\n"), "{first}");
    let (labels, first) = offered(&text("Later Olena Mar$0"));
    assert!(
        labels.contains(&"Olena Marchenska".to_owned()),
        "{labels:?}"
    );
    assert!(first.contains("Later "), "{first}");
    let (labels, first) = offered(&text("It was Olena Marc$0"));
    assert_eq!(labels, ["Olena Marchenska"]);
    assert!(first.contains("It was Olena Marchenska\n"), "{first}");
    assert_eq!(offered(&text("Later mar$0")).0, [""; 0]);
    assert_eq!(offered(&text("Later Mar$0x")).0, [""; 0]);
    assert_eq!(offered(&text("Later $0")).0, [""; 0]);
}

#[test]
fn names_are_offered_whatever_marks_they_have() {
    let text = |typed: &str| {
        format!(
            "<<<FILE: a>>>\n{typed}\n<<<END FILE>>>\n\
             <<<FILE: b>>>\nThey met Élodie Marchand. Élodie Marchand left.\n<<<END FILE>>>\n"
        )
    };
    for typed in [
        "It was Elod",
        "It was Élod",
        "It was E\u{301}lod",
        "It was El",
    ] {
        let (labels, first) = offered(&text(&format!("{typed}$0")));
        assert_eq!(labels, ["Élodie Marchand"], "{typed}");
        assert!(first.contains("It was Élodie Marchand\n"), "{first}");
    }
    assert_eq!(offered(&text("It was Elob$0")).0, [""; 0]);
}
