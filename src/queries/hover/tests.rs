use expect_test::{Expect, expect};

use super::hover;
use crate::queries::fixture::{Fixture, fixture};
use crate::queries::markup::{Targets, plain};
use crate::rules::Place;

const BUNDLE: &str = "\
<<<FILE: \"harbour.txt\" date=\"2031-03-03\" source=\"The Harbour\">>>
Mayor Olena Marchenskyy met Governor Jan Kriz in Lowell after the storm at the Ostrava docks.
The storm destroyed 340 crates on the island, the governor said.
“We will count the crates on Friday, and this long winter will end,” Marchenskyy said.
<<<END FILE>>>
<<<FILE: \"quay.txt\" date=\"2031-03-02\">>>
Marchensky spoke again in Lowell. Jan Kriz, the governor, listened.
Mayor Olena Marchensky said: “We will weigh the crates on Friday, and this long winter, a winter that nobody wanted, will end. Good night!”
According to the governor, 410 crates were destroyed on the island near the Ostrava docks.
<<<END FILE>>>
<<<FILE: pier.txt>>>
Olena Marchensky of Lowell, with Jan Kriz at the Ostrava docks, spoke of “this long winter, a winter that nobody wanted”.
On the island some 340 crates were destroyed by the storm, said the governor.
Ada Vesely’s song, 12 minutes long, was “the best of all songs”, said Bo Lund.
<<<END FILE>>>
";

struct Lines<'f>(&'f Fixture);

impl Targets for Lines<'_> {
    fn address(&self, _: &Place) -> Option<String> {
        None
    }

    fn line(&self, place: &Place) -> u32 {
        let shown = self.0.shown(place);
        let line = shown.split([':', ' ']).nth(1);
        line.and_then(|line| line.parse().ok()).expect("a line")
    }
}

fn tells(marked: &str, expected: &Expect) {
    tells_of(BUNDLE, marked, expected);
}

fn tells_of(bundle: &str, marked: &str, expected: &Expect) {
    let unmarked = marked.replace("$0", "");
    assert_eq!(bundle.matches(&unmarked).count(), 1, "{unmarked}");
    let f = fixture(&bundle.replace(&unmarked, marked));
    let told = hover(&f.corpus, 0, f.offset);
    let told = told.map(|told| {
        let lines = plain(&told.lines, &Lines(&f));
        format!("{}\n---\n{lines}\n", f.shown(&told.place))
    });
    expected.assert_eq(&told.unwrap_or_default());
}

#[test]
fn quotes() {
    tells(
        "“We will cou$0nt",
        &expect![[r"
        harbour.txt:4 “We will count the crates on Friday, and this long winter will end,”
        ---
        Olena Marchensky · in 2 articles · fullest in quay.txt:8
        - quay.txt:8: “We will [-count-] {+weigh+} the crates on Friday, and this long winter, {+a winter that nobody wanted,+} will end.”
    "]],
    );
    tells(
        "“We will wei$0gh",
        &expect![[r"
        quay.txt:8 “We will weigh the crates on Friday, and this long winter, a winter that nobody wanted, will end. Good night!”
        ---
        Olena Marchensky · in 3 articles · no form is fuller than this
        - harbour.txt:4: “We will [-weigh-] {+count+} the crates on Friday, and this long winter [-a winter that nobody wanted-] will end”
        - pier.txt:12, in part: “this long winter, a winter that nobody wanted”
    "]],
    );
    tells(
        "“this lo$0ng winter, a winter that nobody wanted”",
        &expect![[r"
            pier.txt:12 “this long winter, a winter that nobody wanted”
            ---
            Olena Marchensky by other accounts · in 2 articles · fullest in quay.txt:8
            - quay.txt:8: “{+We will weigh the crates on Friday, and+} this long winter, a winter that nobody wanted, {+will end.+}”
        "]],
    );
    tells(
        "“the be$0st of all songs”",
        &expect![[r"
        pier.txt:14 “the best of all songs”
        ---
        Bo Lund · in no other article
    "]],
    );
}

#[test]
fn figures() {
    tells(
        "destroyed 3$040 crates",
        &expect![[r"
        harbour.txt:3 340 crates
        ---
        340 crates
        - otherwise: quay.txt:9: 410 crates
        - agrees: pier.txt:13: some 340 crates · ≈ 340 crate
    "]],
    );
    tells(
        "governor, 4$010 crates",
        &expect![[r"
        quay.txt:9 410 crates
        ---
        410 crates
        - otherwise: harbour.txt:3: 340 crates
        - otherwise: pier.txt:13: some 340 crates · ≈ 340 crate
    "]],
    );
    tells(
        "1$02 minutes",
        &expect![[r"
        pier.txt:14 12 minutes
        ---
        12 minutes · in no other article
    "]],
    );
}

#[test]
fn dates() {
    const BUNDLE: &str = "\
<<<FILE: \"harbour.txt\" date=\"2031-03-03\">>>
Governor Jan Kriz met Ada Vesely in Lowell on Friday.
The Ostrava ferry court freed Bo Lund of the Quay Office after the March 5 ruling on the barge, at 10:00 a.m. EST.
“We counted the crates again in 2028 and in the 1990s,” Kriz said.
<<<END FILE>>>
<<<FILE: quay.txt>>>
Jan Kriz and Ada Vesely spoke in Lowell.
Bo Lund of the Quay Office in Ostrava was freed by the ferry court after the March 6 ruling on the barge.
<<<END FILE>>>
";
    let tells = |marked: &str, expected: &Expect| tells_of(BUNDLE, marked, expected);
    // What says no more than the text leaves the place to the quotation.
    for plain in ["20$028", "19$090s"] {
        tells(
            plain,
            &expect![[r"
                harbour.txt:4 “We counted the crates again in 2028 and in the 1990s,”
                ---
                Jan Kriz · in no other article
            "]],
        );
    }
    tells(
        "on Fri$0day",
        &expect![[r"
        harbour.txt:2 Friday
        ---
        Friday · 2031-02-28
    "]],
    );
    tells(
        "10:0$00 a.m.",
        &expect![[r"
        harbour.txt:3 10:00 a.m. EST
        ---
        10:00 a.m. EST · 15:00 UTC
    "]],
    );
    tells(
        "March $05 ruling",
        &expect![[r"
            harbour.txt:3 March 5
            ---
            March 5 · Wednesday, 2031-03-05
            - otherwise: quay.txt:8: March 6
        "]],
    );
    tells(
        "March $06 ruling",
        &expect![[r"
            quay.txt:8 March 6
            ---
            March 6
            - otherwise: harbour.txt:3: March 5 · Wednesday, 2031-03-05
        "]],
    );
}

#[test]
fn names() {
    tells(
        "end,” Marchen$0skyy said",
        &expect![[r"
        harbour.txt:4 Marchenskyy
        ---
        Olena Marchensky · person · Mayor
        Introduced in line 2 of harbour.txt, named twice, also in line 4
        Spelled Marchensky (3× in 2 articles), Marchenskyy (2× in 1 article)
        In 2 other articles: quay.txt:7 (2×), pier.txt:12 (1×)
    "]],
    );
    tells(
        "Jan Kri$0z, the governor",
        &expect![[r"
        quay.txt:7 Jan Kriz
        ---
        Jan Kriz · person · the governor
        Named once, in line 7 of quay.txt
        In 2 other articles: harbour.txt:2 (1×), pier.txt:12 (1×)
    "]],
    );
    tells(
        "said Bo Lu$0nd",
        &expect![[r"
        pier.txt:14 Bo Lund
        ---
        Bo Lund · person
        Named once, in line 14 of pier.txt
        In no other article
    "]],
    );
}

#[test]
fn articles() {
    tells(
        "<<<FILE: \"har$0bour.txt",
        &expect![[r#"
        harbour.txt:1 <<<FILE: "harbour.txt" date="2031-03-03" source="The Harbour">>>
        ---
        harbour.txt · 42 words · 1 quote · 1 figure · 4 names
        date: 2031-03-03 · source: The Harbour
        - quay.txt:6: 11 % of this stands there, 9 % of that here
    "#]],
    );
}

#[test]
fn nothing_is_told_of_plain_words() {
    tells("Lowell aft$0er the storm", &expect![[""]]);
}

#[test]
fn a_figure_tells_of_all_in_its_conflict() {
    let wire = |pilot: &str, end: &str| {
        format!(
            "The evening barge left an hour late on Tuesday, said Captain Olena Marchenska of the Quay Office.\n\n\
             “We had 42 farmers on board, and none of them was hurt in any way,” said Olena {pilot}, the pilot. \
             She drove 12 miles to the pier.\n\n\
             The fire destroyed 340 crates at the Port of Ostrava, according to the Quay Office{end}. \
             “I ran,” said Ida Martin, a farmer.\n"
        )
    };
    // No link leads from the first to the second: the copy of the one contradicts the other.
    let bundle = format!(
        "<<<FILE: wire.txt>>>\n{}<<<END FILE>>>\n\
         <<<FILE: herald.txt>>>\nOlena Marchenska, the pilot, spoke on Wednesday. The barge was late.\n\n\
         “We had 42 farmers on board and none of them was injured in any way,” said Marchenska. \
         The fire destroyed 410 crates at the Port of Ostrava, according to the Quay Office.\n\n\
         Ida Martin, a farmer, said she ran. The bridge is 3 kilometres long.\n<<<END FILE>>>\n\
         <<<FILE: copy.txt>>>\n{}<<<END FILE>>>\n",
        wire("Marchenska", ""),
        wire("Marchensky", " then"),
    );
    tells_of(
        &bundle,
        "fire destroyed 3$040 crates at the Port of Ostrava, according to the Quay Office. “I",
        &expect![[r"
            wire.txt:6 340 crates
            ---
            340 crates
            - otherwise: herald.txt:11: 410 crates
            - agrees: copy.txt:20: 340 crates
        "]],
    );
    tells_of(
        &bundle,
        "destroyed 4$010 crates",
        &expect![[r"
            herald.txt:11 410 crates
            ---
            410 crates
            - otherwise: wire.txt:6, copy.txt:20: 340 crates
        "]],
    );
}
