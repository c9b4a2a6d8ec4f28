use super::*;
use crate::queries::edit::tests::applied;
use crate::text::irregular::irregularities;
use crate::workspace::bundle::Settings;
use proptest::prelude::*;

fn corpus(text: &str) -> Corpus {
    Corpus::new(&[(text, &irregularities(text))], &Settings::default())
}

/// The text after the article at `$0` has got a name, or why it cannot.
fn renamed(marked: &str, name: &str) -> String {
    let offset = marked.find("$0").expect("a cursor");
    let text = marked.replacen("$0", "", 1);
    let corpus = corpus(&text);
    let Some(at) = name_at(&corpus, 0, offset) else {
        return "no name".to_owned();
    };
    let done = rename(&corpus, 0, at.article, name, || Ok::<(), ()>(()));
    match done.expect("nobody stops it") {
        Ok(edits) => applied(&text, 0, &edits),
        Err(refusal) => refusal.to_string(),
    }
}

#[test]
fn a_name_is_changed_on_both_markers_and_where_it_is_referred_to() {
    assert_eq!(
        renamed(
            "\u{feff}<<<FILE: a$0.txt>>>\r\nx a.txt\r\n<<<END FILE: a.txt>>>\r\n<<<FILE: \"b\" copy-of=\"a.txt\" \
             see=\"c, a.txt\" title=\"a.txt\">>>\n",
            "new name"
        ),
        "\u{feff}<<<FILE: new name>>>\r\nx a.txt\r\n<<<END FILE: new name>>>\r\n<<<FILE: \"b\" copy-of=\"new name\" \
         see=\"c, new name\" title=\"a.txt\">>>\n"
    );
    assert_eq!(
        renamed(
            "<<<FILE: a>>>\n<<<END FILE: $0a>>>\n<<<FILE: a>>>\n<<<FILE: \"c\" of=a>>>\n",
            "b"
        ),
        "<<<FILE: b>>>\n<<<END FILE: b>>>\n<<<FILE: a>>>\n<<<FILE: \"c\" of=a>>>\n"
    );
    assert_eq!(
        renamed(
            "<<<FILE: a>>>\n<<<END a>>>\n<<<FILE: \"b\" of=$0a>>>\n",
            "c"
        ),
        "<<<FILE: c>>>\n<<<END c>>>\n<<<FILE: \"b\" of=\"c\">>>\n"
    );
    assert_eq!(
        renamed("<<<FILE: a>>>\n<<<FILE: \"b\" of=\"x, $0a\">>>\n", "c"),
        "<<<FILE: c>>>\n<<<FILE: \"b\" of=\"x, c\">>>\n"
    );
}

#[test]
fn what_cannot_be_a_name_is_refused() {
    let text = "<<<FILE: $0a>>>\n<<<END c>>>\n<<<END FILE>>>\n<<<FILE: b>>>\n<<<END FILE>>>\n";
    for (name, expected) in [
        (" ", "an article's name cannot be empty"),
        ("x ", "a name cannot begin or end with white space"),
        (
            "x\ny",
            "a name cannot hold the character U+000A, which is not to be seen",
        ),
        ("b", "another article of this bundle is named `b`"),
        (
            "c",
            "a line of the article, `<<<END c>>>`, would close it if it had this name",
        ),
    ] {
        assert_eq!(renamed(text, name), expected);
    }
    assert_eq!(renamed("<<<FI$0LE: a>>>\n", "b"), "no name");
    assert_eq!(
        renamed("<<<FILE: a>>>\n<<<END FILE: b$0>>>\n", "b"),
        "no name"
    );
    assert_eq!(renamed("<<<FILE: a>>>\nx$0\n", "b"), "no name");
    // Which of the two is meant?
    assert_eq!(
        renamed(
            "<<<FILE: \"c\" of=\"$0a\">>>\n<<<FILE: a>>>\n<<<FILE: a>>>\n",
            "b"
        ),
        "no name"
    );
}

#[test]
fn an_echoed_name_is_linked_where_both_are_written_alike() {
    let linked = |marked: &str| {
        let offset = marked.find("$0").expect("a cursor");
        let text = marked.replacen("$0", "", 1);
        let corpus = corpus(&text);
        linked(&corpus.documents()[0], offset).map(|both| both.map(|r| r.start))
    };
    assert_eq!(
        linked("<<<FILE: a$0>>>\nx\n<<<END FILE: a>>>\n"),
        Some([9, 29])
    );
    assert_eq!(
        linked("<<<FILE: a>>>\nx\n<<<END FILE: $0a>>>\n"),
        Some([9, 29])
    );
    assert_eq!(linked("<<<FILE: $0a>>>\nx\n<<<END FILE: b>>>\n"), None);
    assert_eq!(linked("<<<FILE: $0a>>>\nx\n<<<END FILE>>>\n"), None);
    assert_eq!(linked("<<<FILE: a>>>\nx$0\n<<<END FILE: a>>>\n"), None);
}

proptest! {
    /// No byte is lost: apart from the name the text is as before, and reads as the same articles.
    #[test]
    fn a_rename_changes_the_name_alone(
        lines in prop::collection::vec(
            prop_oneof![
                Just("<<<FILE: a>>>"), Just("<<<FILE: \"b\" of=\"a\">>>"), Just("<<<FILE path=a k=v>>>"),
                Just("<<<END FILE>>>"), Just("<<<END FILE: a>>>"), Just("<<<END a>>>"), Just("\\<<<FILE: a>>>"),
                Just("text é a"), Just(""), Just("<<<END FILE>>"),
            ],
            1..12,
        ),
        ends in prop::collection::vec(prop_oneof![Just("\n"), Just("\r\n"), Just("\r")], 12),
        name in "[xé >\"]{1,4}",
        bom: bool,
    ) {
        let mut text = if bom { "\u{feff}".to_owned() } else { String::new() };
        for (line, end) in lines.iter().zip(&ends) {
            text += line;
            text += end;
        }
        let old = corpus(&text);
        let articles: Vec<Id> = old.documents()[0].tree().articles().collect();
        for (place, &article) in articles.iter().enumerate() {
            let tree = old.documents()[0].tree();
            if tree.marker(article).name.is_none() {
                continue;
            }
            let done = rename(&old, 0, article, &name, || Ok::<(), ()>(())).expect("an answer");
            let Ok(edits) = done else { continue };
            let new = corpus(&applied(&text, 0, &edits));
            let again = new.documents()[0].tree();
            let names: Vec<&str> = again
                .articles()
                .map(|id| again.marker(id).name.as_deref().unwrap_or_default())
                .collect();
            let mut expected: Vec<&str> = tree
                .articles()
                .map(|id| tree.marker(id).name.as_deref().unwrap_or_default())
                .collect();
            expected[place] = &name;
            prop_assert_eq!(names, expected);
            let bodies = |c: &Corpus| -> Vec<String> {
                let document = &c.documents()[0];
                let bodies = document.tree().bodies().into_iter();
                bodies.map(|(_, body)| document.slice(body).into_owned()).collect()
            };
            prop_assert_eq!(bodies(&new), bodies(&old));
        }
    }
}
