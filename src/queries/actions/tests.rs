use super::*;
use crate::queries::edit::tests::applied;
use crate::queries::fixture::fixture;

const ALL: Wanted = Wanted {
    quick_fixes: true,
    rewrites: true,
    fix_all: false,
};

/// The titles of the actions at `$0`, and the text after the one that begins so was done.
fn done(marked: &str, wanted: &str) -> (Vec<String>, String) {
    let fixture = fixture(marked);
    let text = marked.replacen("$0", "", 1);
    let corpus = &fixture.corpus;
    let at = fixture.offset;
    let all = actions(corpus, 0, &(at..at), ALL);
    let titles = all.iter().map(|a| a.title.clone()).collect();
    let Some(action) = all.iter().find(|a| a.title.starts_with(wanted)) else {
        return (titles, "no such action".to_owned());
    };
    let about = action.finding.as_ref();
    let about = about.and_then(|(print, place)| finding(corpus, 0, print, place));
    assert_eq!(
        about.is_some(),
        action.finding.is_some(),
        "the finding is found again"
    );
    let edits = edits(corpus, 0, &action.what, about.as_deref(), at, || {
        Ok::<(), ()>(())
    });
    let edits = edits.expect("nobody stops it").expect("edits");
    (titles, applied(&text, 0, &edits))
}

#[test]
fn a_spelling_is_unified_in_all_articles() {
    let text = "<<<FILE: a>>>\nThey met Mayor Olena March$0enskyy. Marchenskyy left.\n<<<END FILE>>>\n\
                <<<FILE: b>>>\r\nThey met Olena Marchensky.\r\n<<<END FILE>>>\r\n\
                <<<FILE: c>>>\nLate that day Marchensky said no.\n<<<END FILE>>>\n";
    let (titles, unified) = done(text, "Unify the spelling to `Marchensky`");
    assert_eq!(
        titles,
        [
            "Unify the spelling to `Marchensky`",
            "Unify the spelling to `Marchenskyy`",
            "Allow `variant-spelling` in this article",
            "Allow this in `variorum.toml`, with a reason",
        ]
    );
    let plain = text.replacen("$0", "", 1);
    assert_eq!(unified, plain.replace("Marchenskyy", "Marchensky"));
    let (_, other) = done(text, "Unify the spelling to `Marchenskyy`");
    assert_eq!(other.matches("Marchenskyy").count(), 4, "{other}");
}

#[test]
fn a_finding_is_allowed_on_the_marker() {
    let text = "<<<FILE: a b>>>  \r\nHe said: $0“Nobody came.\r\n<<<END FILE>>>\r\n";
    let (_, allowed) = done(text, "Allow `unbalanced-delimiter`");
    assert_eq!(
        allowed,
        "<<<FILE: \"a b\" allow=\"unbalanced-delimiter\">>>  \r\nHe said: “Nobody came.\r\n<<<END FILE>>>\r\n"
    );
    let text = "<<<FILE: \"a\" allow=\"x\">>>\nHe said: $0“Nobody came.\n<<<END FILE>>>\n";
    let (_, allowed) = done(text, "Allow `unbalanced-delimiter`");
    assert!(allowed.starts_with("<<<FILE: \"a\" allow=\"x unbalanced-delimiter\">>>\n"));
}

#[test]
fn nothing_is_allowed_in_vain() {
    let allows = |text: &str| {
        let fixture = fixture(text);
        let at = fixture.offset..fixture.offset;
        let all = actions(&fixture.corpus, 0, &at, ALL);
        assert!(!all.is_empty(), "{text}");
        all.iter().any(|action| action.what == What::Allow)
    };
    for (text, expected) in [
        // Said of the file.
        (
            "<<<FILE: a>>>\nx\n<<<END FILE>>>\n<<<FILE: b>>>\n$0\u{feff}x\n<<<END FILE>>>\n",
            false,
        ),
        // Slips of the marker that would be written anew.
        ("<<<$0<FILE: a>>>>\nx\n<<<END FILE>>>\n", false),
        ("<<<FILE: $0a b=\"c\">>>\nx\n<<<END FILE>>>\n", false),
        ("<<<FILE: $0a>>>\n<<<END FILE>>>\n", true),
        (
            "<<<FILE: a>>>\nx\n<<<F$0LIE: b>>>\nx\n<<<END FILE>>>\n",
            true,
        ),
    ] {
        assert_eq!(allows(text), expected, "{text}");
    }
}

#[test]
fn a_copy_is_deleted_whole() {
    let body = "The clerk of the harbour counted nine crates of pears on Friday, and then he counted them \
                again, because nobody in the long grey shed had believed him the first time he said it.\n";
    let text = format!(
        "<<<FILE: a>>>\n{body}<<<END FILE>>>\r\nnote\n<<<FILE: $0b>>>\n{body}<<<END FILE>>>\n<<<FILE: c>>>\nx\n"
    );
    let (_, left) = done(&text, "Delete this copy, `b`");
    assert_eq!(
        left,
        format!("<<<FILE: a>>>\n{body}<<<END FILE>>>\r\nnote\n<<<FILE: c>>>\nx\n")
    );
}

#[test]
fn lines_that_look_like_markers_are_escaped() {
    let text = "<<<FILE: a>>>\n<<<E$0ND>>>\nx\n<<<END FILE>>>\n";
    let (_, escaped) = done(text, "Escape this line");
    assert_eq!(escaped, "<<<FILE: a>>>\n\\<<<END>>>\nx\n<<<END FILE>>>\n");
    // What no reader would unescape stays, and so does what is in its place.
    for text in [
        "<<<FILE: a>>>\n<<<F$0LIE: b>>>\nx\n<<<END FILE>>>\n",
        "<<<FI$0LE: a>>>\nx\n<<<END FILE>>>\n",
        "<<<FILE: a>>>\nx\n<<<EN$0D FILE>>>\n",
        "<<<FILE: a>>>\n\\<<<EN$0D>>>\nx\n<<<END FILE>>>\n",
    ] {
        let (titles, _) = done(text, "");
        assert!(
            !titles.iter().any(|t| t.starts_with("Escape this line")),
            "{titles:?}"
        );
    }
    let text =
        "<<<FILE: a>>>\nx\n<<<FILE: $0b>>>\nx\n<<<END FILE>>>\n<<<FILE: c>>>\nx\n<<<END FILE>>>\n";
    let (_, escaped) = done(text, "Escape this line");
    assert!(
        escaped.starts_with("<<<FILE: a>>>\nx\n\\<<<FILE: b>>>\n"),
        "{escaped}"
    );
}

#[test]
fn safe_fixes_come_first_and_are_done_together() {
    let text = "<<<FILE: a>>>\nx y\n<$0<<END FILE>>\n<<<<FILE: b>>>>\nx y\n<<<END FILE>>>\n";
    let fixture = fixture(text);
    let at = fixture.offset..fixture.offset;
    let all = actions(&fixture.corpus, 0, &at, ALL);
    let preferred: Vec<&str> = all
        .iter()
        .filter(|a| a.preferred)
        .map(|a| a.title.as_str())
        .collect();
    assert_eq!(preferred, ["Write `<<<END FILE>>>`"]);
    assert_eq!(all.last().map(|a| a.kind), Some(Kind::FixAll));
    let (_, fixed) = done(text, "Fix all");
    assert_eq!(
        fixed,
        "<<<FILE: a>>>\nx y\n<<<END FILE>>>\n<<<FILE: b>>>\nx y\n<<<END FILE>>>\n"
    );
}

#[test]
fn an_entry_of_the_configuration_can_be_read() {
    let fixture =
        fixture("<<<FILE: \"a \\\"b\\\"\">>>\nHe said: $0“Nobody came.\n<<<END FILE>>>\n");
    let at = fixture.offset..fixture.offset;
    let found = findings_at(&fixture.corpus, 0, &at);
    let (_, finding) = found.first().expect("a finding");
    let entry = configuration_entry(&fixture.corpus, finding, Some("news/[x].bundle"));
    let config = crate::workspace::config::Config::parse("variorum.toml", &entry);
    let config = config
        .map_err(|fault| fault.to_string())
        .expect("a configuration");
    let allow = &config.allows[0];
    assert!(allow.is_about(Some("news/[x].bundle")));
    let reach = allow.allow.reach(finding, Some("a \"b\""));
    assert_eq!(reach, crate::workspace::allow::Reach::Whole);
}
