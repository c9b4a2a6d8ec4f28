//! Conventions by example. A fault is written around its mark: `⟦<“⟧` is unclosed, `⟦>”⟧` unopened, `⟦~'⟧` has the wrong partner.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::{Delimiters, FaultKind, delimiters, work};

/// Takes the faults' signs out of `annotated`, finds the faults of what is left, and compares.
#[track_caller]
fn check(annotated: &str) {
    let mut plain = annotated.replace('⟧', "");
    for sign in ["⟦<", "⟦>", "⟦~"] {
        plain = plain.replace(sign, "");
    }
    let mut found = plain.clone();
    for fault in delimiters(&plain).faults.iter().rev() {
        let sign = match fault.kind {
            FaultKind::Unclosed => "⟦<",
            FaultKind::Unopened => "⟦>",
            FaultKind::WrongPartner => "⟦~",
        };
        found.insert(fault.mark.end, '⟧');
        found.insert_str(fault.mark.start, sign);
    }
    assert_eq!(found, annotated);
}

/// Each quotation's depth, its words, and how often it is reopened.
#[track_caller]
fn check_quotations(text: &str, expected: &Expect) {
    let mut out = String::new();
    for quotation in delimiters(text).quotations {
        let words = text[quotation.inner].replace('\n', "/");
        let reopened = quotation.reopened.len();
        let _ = writeln!(out, "{} {reopened} {words}", quotation.depth);
    }
    expected.assert_eq(&out);
}

/// The text after every mend, and what each is called.
#[track_caller]
fn check_mends(text: &str, expected: &Expect) {
    let mut mended = text.to_owned();
    let mut titles = String::new();
    for fault in delimiters(text).faults.iter().rev() {
        let Some(mend) = &fault.mend else { continue };
        let sure = if mend.safe { "safe" } else { "unsafe" };
        titles.insert_str(0, &format!("{}, {sure}\n", mend.title));
        for (range, new) in mend.edits.iter().rev() {
            mended.replace_range(range.clone(), new);
        }
    }
    expected.assert_eq(&format!("{mended}\n{titles}"));
}

#[test]
fn apostrophes_are_no_marks() {
    for text in [
        "The mayor’s car and the voters’ patience ran out in the ’90s.",
        "The boys' boat, the US' role, the U.S.’ role, rock 'n' roll and rock ’n’ roll.",
        "Give ’em time, ’til ’twas done, ’cause ‘90s music was rockin’ and ‘em too.",
        "It’s 6'2\" tall, 5'10\" wide, 5’2”. A 12\" record costs 3\".",
        "He said “give ’em time.” Then ‘the clerks’ union’ met.",
        "Sana’ and the Hawai’ian boys’ boats.",
        "She is 6’2”, he 5’9”. They met at 48°12'30\" N.",
        "The country\"s oil and Brazil\"s beans.",
    ] {
        check(text);
    }
}

#[test]
fn inches_within_a_quotation() {
    for text in [
        "“The 9\" skillet sold out,” she said.",
        "“It was 14\" wide,” she said. “And 3\" deep.”",
        "“The 16” wheel is better,” she said. A 16” wheel and a 5’ pole came.",
        "“The 7\" and 12” ones are gone,” she said.",
    ] {
        check(text);
    }
    // Nothing closes later, or something opens first.
    check("“He is 12⟦~\"⟧ and “she is nine.”");
    check("“We are 12,” he said, “or 13⟦~\"⟧ at most.");
    check_mends(
        "“He is 12\" and “she is nine.” “So,\" she said.",
        &expect![[r#"
            “He is 12” and “she is nine.” “So,” she said.
            Replace " with ”, unsafe
            Replace " with ”, safe
        "#]],
    );
}

#[test]
fn signs_of_sounds_in_names() {
    for text in [
        "‘Aziza and ‘Umayr wrote to ‘Abd al-Karim.",
        "‘Aziza left.\n\nNobody knew.\n\n“It was late,” he said.",
        "“They wrote to ‘Umayr before ‘Eid,” she said.",
        "She went to ‘Ewa Beach and ‘Āina Haina.",
    ] {
        check(text);
    }
    // A comma or a verb leads up to a quotation, and so do words that are no names.
    check("“He told us, ⟦<‘⟧Open it at once,” she said.");
    check("“He said ⟦<‘⟧Aziza must go,” she said.");
    check("She saw the ⟦<‘⟧Good plan at once.");
    check("⟦<‘⟧Everyone knew.\n\nIt was late.");
    check("⟦<‘⟧Aziza knew, he said, and left.");
    // It swallows no other fault.
    check("‘Aziza left.\n\nNobody knew.\n\nThen go,⟦>’⟧ she said.");
}

#[test]
fn one_fault_between_the_levels() {
    check("“So be it.⟦~’⟧ She left, and saw the film “Harbour.”");
    check("⟦~'⟧So be it,” she said, “and good night.”");
    check("“He said go,⟦>’⟧ and left,” she said. “Then.”");
}

#[test]
fn sound_quotations() {
    for text in [
        "“Go,” she said. “Now.” ‘Never,’ he said.",
        "She asked: “Did he say ‘go’?” and “Was it ‘now’?”",
        "\"Go,\" she said. \"He said 'now' and 'then'.\"",
        "“‘Stop’ was all,” he said. “He said ‘stop.’”",
        "''Go,'' she said. ''He told me, 'Now.'''",
        "« Va. » Accueil » Monde » Sport\n» Point\n» Autre",
        "``Go,'' she said, ``he said `now' ''. And `now' too, with `code(` and ``more code``.",
        "„Geh“, sagte sie. „Er sagte ‚jetzt‘.“ Und „so” auch.",
        "»Geh«, sagte sie, »jetzt«. »Nu« och »då».",
        "« Va », dit-elle. «Maintenant», dit-il : « ‹ oui › ».",
        "”Gå”, sade hon. ”Nu.”",
        "彼は「行け」と言った。「『今』と彼は言った」（昨日）",
        "He said \"go\"--and \"now\"—\"please\"; (\"so\"), [\"thus\"].",
        "\"She said, 'Go.' \" And: \" 'Go,' she said.\" And “ ‘so’ ”.",
        "The \"so-called\" plan/\"scheme\" of 'Lyin' Tom's' friends.",
        "*\"Go,\"* she said, and **“now”** too.",
    ] {
        check(text);
    }
}

#[test]
fn a_lost_double_mark() {
    check("⟦<“⟧Go, she said. “Now.”\n\n“Then,” he said.");
    check("“Go,” she said. Now.⟦>”⟧\n\n“Then,” he said.");
    check("“Go,” she said. ⟦<“⟧Now.\n\nThe rest is plain.");
    check("Go,⟦>”⟧ she said. “Now.” “Then.”");
    check("⟦<\"⟧Go, she said. \"Now.\"\n\n\"Then,\" he said.");
    check("Go,⟦>\"⟧ she said. \"Now.\"");
    check("She called it a ⟦<“⟧sham and left.\n\n“Then,” he said, “so be it.”");
    check("⟦<“⟧Go, the tall clerk said.\n\n“Then,” he said.");
    check("Er sagte: „Gut.“ Dann: ⟦<„⟧Schlecht.");
    check("Er sagte: „Gut.“ Dann: Schlecht.⟦>“⟧");
}

#[test]
fn a_lost_single_mark() {
    check("“He said ⟦<‘⟧go and left,” she said, “at once.”");
    check("“He said go,⟦>’⟧ and left,” she said.");
    check("“They’re ‘in,’” he said of the ‘wets’ and the drys’ friends.");
    check("\"He called it a ⟦<'⟧sham and left,\" she said.");
    check("“He saw the plan⟦>’⟧ twice,” she said. “The plan’ s cost, the clerks’, his.”");
    // As well an apostrophe: nothing is said.
    check("“He saw the negotiators’ room,” she said.");
}

#[test]
fn the_wrong_partner() {
    check("“stopping the ‘bloodbath⟦~'⟧” in the war");
    check("“Go,⟦~\"⟧ she said. ⟦~\"⟧Now,” he said.");
    check("“Who knows?⟦~“⟧ she asked. “Nobody.”");
    check("⟦~”⟧Go,” she said. “Now.”");
    check("⟦~”⟧ … go,” she said. “Now.”");
    check("“Leave now.⟦~’⟧ She left.");
    check("“He said ⟦~'⟧go,’ and left.”");
    check("She left (at once⟦~]⟧ and [later⟦~)⟧ came back, as [sic⟦~[⟧ said.");
    // Which of the two ’ closes the inner quotation is for the comma to say.
    check("“He said ‘the boys’ boat,’ and left.”");
}

#[test]
fn mends() {
    check_mends(
        "“the ‘plan'” and “Go,\" she said. \"Now,” he said. ”So,” she said. “What?“ 'No,’ he said.",
        &expect![[r#"
            “the ‘plan’” and “Go,” she said. “Now,” he said. “So,” she said. “What?” ‘No,’ he said.
            Replace ' with ’, safe
            Replace " with ”, safe
            Replace " with “, safe
            Replace ” with “, safe
            Replace “ with ”, safe
            Replace ' with ‘, safe
        "#]],
    );
    check_mends(
        "“Go, she said.\n\nThe plan was “good.\n\n(So] it ended.\n\nGo,” she said. “No,” he said. Then,” she said.",
        &expect![[r"
            “Go,” she said.

            The plan was “good.”

            (So) it ended.

            “Go,” she said. “No,” he said. “Then,” she said.
            Insert ”, unsafe
            Insert ”, unsafe
            Replace ] with ), unsafe
            Insert “, unsafe
            Insert “, unsafe
        "]],
    );
}

#[test]
fn quotations_over_paragraphs() {
    check("“One.\n\n“Two.\n\n“Three,” she said.");
    check("She said: \"One.\n\n\"Two.\n\n\"Three.\"");
    check("‘One.\n\n‘Two,’ she said, ‘and “three”.’");
    check("“He said, ‘One.\n\n“‘Two.’ And that was all.”");
    // Verse and lists, opened once.
    check("It went: “One line\n\nand another,\n\nand the last.”");
    check("(Writing by A. Clerk;\nediting by B. Clerk)");
    // A block quotation with quotations of the same kind.
    check("“One was “good” enough.\n\nTwo was “better.”\n\nThree was best.”");
    check("“One was “good” enough.\n\nTwo was ⟦<“⟧better.\n\nThree.\n\nFour was best.”");
    // Never closed: at the last mark that opens.
    check("“One.\n\n⟦<“⟧Two.\n\nThe rest is plain.");
}

#[test]
fn one_fault_does_not_spread() {
    check("She said ⟦<“⟧go.\n\n“Now,” she said. “Then.”\n\n“No,” he said (again).");
    check("She left ⟦<(⟧at once.\n\nHe stayed (for a while).\n\n[He] left.");
    check("He left at once⟦>)⟧ and she stayed (for a while).");
    check("⟦<[⟧He left. (She stayed (there).)");
}

#[test]
fn brackets_that_are_none() {
    for text in [
        "It said:\n    2) second\n  - 3) third\n4.) fourth, and 5) fifth.\n\nThen 6) came.",
        "1) first\n2) second\na) third\nB) fourth\niv) fifth",
        "There are 1) this, 2) that and 3) the other; (a) so, (b) thus.",
        "So it goes :(\n\nAnd so :-(",
        "• item one) first\n• item two) second\n• c) third\n  ◦ 4) fourth",
        "\u{1b}[31mIt failed\u{1b}[0m (again).",
        "fn main() {\n    run(\n        \"\",\n        '(',\n    );\n}\n",
        "Nice :) and sad :-( or ;-) (: and (nice :))",
        "Copyright (c) 2020, the (L) mark, f(x), [0, 1), (0; 1] and ]0, 1[.",
        "See [the page](https://example.org/a_(b)) and https://example.org/a) too.",
        "for (i = 0; i < n; i++) { puts(\"(\"); }\nif (a[0] == '(') {",
        "```\nputs(\"“\n(\n```\nDone.",
        "<a href=”https://example.org/” title=\"so>\"x</a>",
    ] {
        check(text);
    }
    check("• She left at once⟦>)⟧ and he stayed.");
    check("She left (with 43) and Bush No. 43⟦>)⟧ stayed.");
}

#[test]
fn hard_wrapped_copy() {
    check(
        "    \"The plan is good,\" she said, \"and it will\nbe ready (or nearly\nso) by spring.\"\n    \
         He said it was ⟦<\"⟧bad and that it would\nnever be ready.\n    \"Never,\" he said.\n",
    );
}

#[test]
fn exact_spans() {
    check_quotations(
        "“He said ‘go,’ and “left”,” she said.\n\n“One.\n\n“Two ‘and’ a half.\n\n“Three,” he said.",
        &expect![[r"
            0 0 He said ‘go,’ and “left”,
            1 0 go,
            1 0 left
            0 2 One.//“Two ‘and’ a half.//“Three,
            1 0 and
        "]],
    );
    check_quotations(
        "“It’s ‘Til Death,’ not ‘cause and effect,’ and ’tis ‘’Twas Time,’” she said.",
        &expect![[r"
            0 0 It’s ‘Til Death,’ not ‘cause and effect,’ and ’tis ‘’Twas Time,’
            1 0 Til Death,
            1 0 cause and effect,
            1 0 ’Twas Time,
        "]],
    );
    check_quotations(
        "\"She called him 'the boss' twice,\" said the clerks' friend. “the ‘plan'”",
        &expect![[r"
            0 0 She called him 'the boss' twice,
            1 0 the boss
            0 0 the ‘plan'
            1 0 plan
        "]],
    );
}

#[test]
fn attributes_are_no_quotations() {
    check_quotations(
        "The \"old\" <a href=\"pier.html\" data-kind='a list'>\"new\" pier</a> is “open”.",
        &expect![[r"
            0 0 old
            0 0 new
            0 0 open
        "]],
    );
}

#[test]
fn findings_are_bounded() {
    let shown = |text: &str| delimiters(text).faults.len();
    assert!(shown(&"(".repeat(100_000)) <= 1);
    assert!(shown(&"It ended (so. ".repeat(10_000)) <= 1);
    assert!(shown(&"It ended (so.\n\n".repeat(10_000)) <= 100);
    assert!(shown(&"“ ( ‘a \"".repeat(10_000)) <= 1);
}

#[test]
fn work_is_linear() {
    let pieces = [
        "(",
        "([",
        ")",
        "“",
        "”",
        " ‘a",
        "a’ ",
        " 'a",
        ".' ",
        "` a",
        "`a ",
        "\"a (\n",
        "12\" ",
        "“a ‘b\n\n",
        "“a\n\n",
        "a”\n\n",
        "```\n",
        "a ```",
        "~~~\n```\n",
        ", he , he ",
        "http://(a",
        "‘a s’ ",
        "“‘a”",
        " :(",
        "x'",
        "\n«",
        "''",
        "- - (",
        "....' ",
        "“12\" ",
        "“5” ",
        " ‘Umar",
        "\n‘Umar a\n",
        "“a.’ ",
        "• a b) ",
        "\u{1b}[",
    ];
    for piece in pieces {
        let work = |times: usize| {
            work::take();
            delimiters(&piece.repeat(times));
            work::take()
        };
        let (once, twice) = (work(2_000), work(4_000));
        assert!(twice <= 2 * once + 1_000, "{piece:?}: {once}, {twice}");
    }
}

fn assert_sound(text: &str, found: &Delimiters) {
    let sound = |range: &std::ops::Range<usize>| text.get(range.clone()).is_some();
    for fault in &found.faults {
        assert!(sound(&fault.mark) && !fault.mark.is_empty());
        assert!(fault.partner.iter().all(sound));
        for (range, _) in fault.mend.iter().flat_map(|m| &m.edits) {
            assert!(sound(range));
        }
    }
    assert!(
        found
            .faults
            .is_sorted_by(|a, b| a.mark.start < b.mark.start)
    );
    for quotation in &found.quotations {
        assert!(sound(&quotation.outer) && sound(&quotation.inner));
        assert!(quotation.outer.start < quotation.inner.start);
        assert!(quotation.inner.end < quotation.outer.end);
        for mark in &quotation.reopened {
            assert!(quotation.inner.contains(&mark.start) && sound(mark));
        }
    }
    let starts = |q: &super::Quotation| (q.outer.start, std::cmp::Reverse(q.outer.end));
    assert!(found.quotations.is_sorted_by_key(starts));
}

proptest! {
    #[test]
    fn any_text_is_read(text in any::<String>()) {
        assert_sound(&text, &delimiters(&text));
    }

    #[test]
    fn any_marks_are_read(
        text in proptest::collection::vec(
            prop::sample::select(vec![
                "“", "”", "\"", "‘", "’", "'", "''", "``", "`", "„", "‚", "«", "»", "「", "」", "(", ")", "[", "]", "a", "s", "said",
                "Go", "6", " ", " ", "\n", "\n\n", ", ", ". ", ":", "—", "```\n", "\r\n", "é", "\u{a0}",
            ]),
            0..60,
        ).prop_map(|pieces| pieces.concat())
    ) {
        assert_sound(&text, &delimiters(&text));
    }
}
