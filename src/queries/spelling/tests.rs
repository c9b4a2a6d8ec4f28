use super::*;
use crate::queries::edit::tests::applied;
use crate::queries::fixture::fixture;
use proptest::prelude::*;

fn renamed(marked: &str, new: &str) -> String {
    let fixture = fixture(marked);
    let text = marked.replacen("$0", "", 1);
    let Some(at) = spelling_at(&fixture.corpus, 0, fixture.offset) else {
        return "nobody".to_owned();
    };
    let done = rename(&fixture.corpus, 0, &at, new, || Ok::<(), ()>(()));
    match done.expect("nobody stops it") {
        Ok(edits) => applied(&text, 0, &edits),
        Err(refusal) => refusal.to_string(),
    }
}

#[test]
fn a_spelling_is_changed_for_its_bearer_alone() {
    assert_eq!(
        renamed(
            "<<<FILE: a>>>\r\nThey met Mayor Olena Marchenskyy. “Olena Marchenskyy won,” Ada Roe said. $0Marchenskyy \
             left.\r\n<<<END FILE>>>\r\n<<<FILE: b>>>\nThey met Olena Marchensky and Bill Marchenskyy.\n<<<END FILE>>>\n\
             <<<FILE: c>>>\nIt was Olena Marchenskyy who came.\n<<<END FILE>>>\n",
            "Marchenska"
        ),
        "<<<FILE: a>>>\r\nThey met Mayor Olena Marchenska. “Olena Marchenska won,” Ada Roe said. Marchenska \
         left.\r\n<<<END FILE>>>\r\n<<<FILE: b>>>\nThey met Olena Marchensky and Bill Marchenskyy.\n<<<END FILE>>>\n\
         <<<FILE: c>>>\nIt was Olena Marchenska who came.\n<<<END FILE>>>\n"
    );
}

#[test]
fn what_someone_is_quoted_with_is_told_apart() {
    let text = "<<<FILE: a>>>\nThey met Olena Ma$0rlow. “Olena Marlow won,” Ada Roe said.\n<<<END FILE>>>\n";
    let fixture = fixture(text);
    let at = spelling_at(&fixture.corpus, 0, fixture.offset).expect("a name");
    assert_eq!(at.text, "Olena Marlow");
    let edits = rename(&fixture.corpus, 0, &at, "Olena M. Marlow", || {
        Ok::<(), ()>(())
    });
    let edits = edits.expect("nobody stops it").expect("a name");
    assert_eq!(
        edits.iter().map(|e| e.quoted).collect::<Vec<_>>(),
        [false, true]
    );
}

#[test]
fn only_the_words_that_differ_are_written() {
    for (written, old, new, expected) in [
        (
            "Olena\r\nMarlow",
            "Olena Marlow",
            "Olena Märlow",
            "Olena\r\nMärlow",
        ),
        (
            "Olena Marlow, Jr.",
            "Olena Marlow",
            "Ada Marlow",
            "Ada Marlow, Jr.",
        ),
        (
            "Olena Marlow",
            "Marlow",
            "van der Marlow",
            "Olena van der Marlow",
        ),
        ("Olena Marlow", "Olena Marlow", "Marlow", "Marlow"),
        ("Olena Marlowe", "Marlow", "Roe", "Olena Marlowe"),
    ] {
        let changes = [(old.split(' ').collect(), new)];
        let mut text = written.to_owned();
        for (range, new) in in_mention(written, &changes).into_iter().rev() {
            text.replace_range(range, &new);
        }
        assert_eq!(text, expected, "{old} to {new}");
    }
}

#[test]
fn what_is_no_name_is_refused() {
    let text = "<<<FILE: a>>>\nThey met Olena Ma$0rlow.\n<<<END FILE>>>\n";
    assert_eq!(renamed(text, " - "), "a name needs a letter at least");
    assert!(renamed(text, "a\nb").contains("U+000A"));
    assert!(renamed(text, "<<<END>>>").contains("`<`"));
    assert_eq!(
        renamed("<<<FILE: a>>>\nthe$0y met\n<<<END FILE>>>\n", "x"),
        "nobody"
    );
    assert_eq!(renamed("<<<FILE: Ada R$0oe>>>\n", "x"), "nobody");
}

proptest! {
    /// No byte is lost: what is replaced is the spelling alone, and no line becomes a marker or ceases to be one.
    #[test]
    fn a_rename_touches_the_spelling_alone(
        lines in prop::collection::vec(
            prop_oneof![
                Just("<<<FILE: a>>>"), Just("<<<END FILE>>>"), Just("They met Olena Marlow there."),
                Just("Olena"), Just("Marlow left, and Ada Roe said: “Marlow won.”"), Just("\\<<<FILE: Marlow>>>"),
                Just("é"), Just("<<<END>>>"),
            ],
            1..10,
        ),
        ends in prop::collection::vec(prop_oneof![Just("\n"), Just("\r\n"), Just("\r")], 10),
        new in prop_oneof![Just("Marchenska"), Just("O. Marlow"), Just("\\x"), Just("Ölena Märlow")],
    ) {
        let mut text = "<<<FILE: x>>>\nThey met $0Olena Marlow.\n".to_owned();
        for (line, end) in lines.iter().zip(&ends) {
            text += line;
            text += end;
        }
        let fixture = fixture(&text);
        let text = text.replacen("$0", "", 1);
        let Some(at) = spelling_at(&fixture.corpus, 0, fixture.offset) else { return Ok(()) };
        let edits = rename(&fixture.corpus, 0, &at, new, || Ok::<(), ()>(()));
        let edits = edits.expect("nobody stops it").expect("a name");
        for edit in &edits {
            let old: Vec<&str> = text[edit.range.clone()].split_whitespace().collect();
            prop_assert!(old.iter().all(|word| at.text.split(' ').any(|own| own == *word)), "{:?}", old);
        }
        let changed = Document::new(&applied(&text, 0, &edits), crate::bundle::Keywords::default());
        let kinds = |d: &Document| -> Vec<_> {
            d.tree().lines().map(|(id, role)| (role, d.tree().marker(id).name.clone())).collect()
        };
        prop_assert_eq!(kinds(&changed), kinds(&fixture.corpus.documents()[0]));
    }
}
