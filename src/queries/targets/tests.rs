use expect_test::{Expect, expect};

use super::{Preferred, declaration, definition, highlights, implementation, references};
use crate::queries::fixture::{Fixture, fixture};
use crate::queries::hover::hover;
use crate::rules::Place;

/// Three reports of one event; `$0` is for the tests to put in.
const BUNDLE: &str = "\
<<<FILE: \"harbour.txt\" date=\"2031-03-03\">>>
Crates missing in Lowell
Mayor Olena Marchenskyy met Governor Jan Kriz in Lowell after the storm at the Ostrava docks.
The storm destroyed 340 crates on the island, the governor said.
“We will count the crates on Friday, and this long winter will end,” Marchenskyy said.
<<<END FILE>>>
<<<FILE: \"quay.txt\" date=\"2031-03-02\">>>
Marchensky spoke again in Lowell. Jan Kriz, the governor, listened.
Mayor Olena Marchensky said: “We will count the crates on Friday, and this long winter, a winter that nobody wanted, will end. Good night!”
According to the governor, 340 crates were destroyed on the island near the Ostrava docks.
<<<END FILE>>>
<<<FILE: \"pier.txt\" see=\"quay.txt\">>>
As harbour.txt has it, Olena Marchensky of Lowell, with Jan Kriz at the Ostrava docks, spoke of “this long winter, a winter that nobody wanted”.
On the island 340 crates were destroyed by the storm, said the governor.
<<<END FILE: pier.txt>>>
";

/// The bundle with the cursor at `at`, which stands before a `$0` in a line that is told by its text.
fn at(marked: &str) -> Fixture {
    let plain = marked.replace("$0", "");
    assert_eq!(BUNDLE.matches(&plain).count(), 1, "{plain}");
    fixture(&BUNDLE.replace(&plain, marked))
}

fn leads(marked: &str, expected: &Expect) {
    let f = at(marked);
    let mut told = String::new();
    let fullest = definition(&f.corpus, 0, f.offset, Preferred::Fullest);
    let answers = [
        ("definition", fullest),
        ("declaration", declaration(&f.corpus, 0, f.offset)),
        ("implementation", implementation(&f.corpus, 0, f.offset)),
    ];
    for (kind, answer) in answers {
        let Some(answer) = answer else { continue };
        told += &format!("{kind} of {}\n", f.shown(&answer.origin));
        for target in &answer.targets {
            told += &format!("  {}\n", f.shown(&target.place));
        }
    }
    expected.assert_eq(&told);
}

fn places(marked: &str, expected: &Expect) {
    let f = at(marked);
    let all = references(&f.corpus, 0, f.offset, true, &|| true);
    let uses = references(&f.corpus, 0, f.offset, false, &|| true);
    let mut told = String::new();
    for place in &all {
        let source = if uses.contains(place) { " " } else { "*" };
        told += &format!("{source} {}\n", f.shown(place));
    }
    told += "highlighted\n";
    for place in highlights(&f.corpus, 0, f.offset) {
        told += &format!("  {}\n", f.shown(&place));
    }
    expected.assert_eq(&told);
}

#[test]
fn names() {
    leads(
        "will end,” March$0enskyy said",
        &expect![[r"
        definition of harbour.txt:5 Marchenskyy
          harbour.txt:3 Olena Marchenskyy
        declaration of harbour.txt:5 Marchenskyy
          harbour.txt:3 Olena Marchenskyy
        implementation of harbour.txt:5 Marchenskyy
          quay.txt:9 Olena Marchensky
          pier.txt:13 Olena Marchensky
    "]],
    );
    leads(
        "Mayor Olena March$0enskyy met",
        &expect![[r"
        definition of harbour.txt:3 Olena Marchenskyy
          quay.txt:9 Olena Marchensky
          pier.txt:13 Olena Marchensky
        declaration of harbour.txt:3 Olena Marchenskyy
          harbour.txt:3 Olena Marchenskyy
        implementation of harbour.txt:3 Olena Marchenskyy
          quay.txt:9 Olena Marchensky
          pier.txt:13 Olena Marchensky
    "]],
    );
    leads(
        "$0Marchensky spoke again",
        &expect![[r"
        definition of quay.txt:8 Marchensky
          quay.txt:9 Olena Marchensky
        declaration of quay.txt:8 Marchensky
          quay.txt:9 Olena Marchensky
        implementation of quay.txt:8 Marchensky
          harbour.txt:3 Olena Marchenskyy
          pier.txt:13 Olena Marchensky
    "]],
    );
    places(
        "Mayor Olena March$0ensky said",
        &expect![[r"
        * harbour.txt:3 Olena Marchenskyy
          harbour.txt:5 Marchenskyy
          quay.txt:8 Marchensky
        * quay.txt:9 Olena Marchensky
        * pier.txt:13 Olena Marchensky
        highlighted
          quay.txt:8 Marchensky
          quay.txt:9 Olena Marchensky
    "]],
    );
}

#[test]
fn quotes() {
    leads(
        "“We will co$0unt the crates on Friday, and this long winter will end",
        &expect![[r"
            definition of harbour.txt:5 “We will count the crates on Friday, and this long winter will end,”
              quay.txt:9 “We will count the crates on Friday, and this long winter, a winter that nobody wanted, will end. Good night!”
            implementation of harbour.txt:5 “We will count the crates on Friday, and this long winter will end,”
              quay.txt:9 “We will count the crates on Friday, and this long winter, a winter that nobody wanted, will end. Good night!”
        "]],
    );
    leads(
        "a winter that nob$0ody wanted, will end",
        &expect![[r"
        definition of quay.txt:9 “We will count the crates on Friday, and this long winter, a winter that nobody wanted, will end. Good night!”
          harbour.txt:5 “We will count the crates on Friday, and this long winter will end,”
          pier.txt:13 “this long winter, a winter that nobody wanted”
        implementation of quay.txt:9 “We will count the crates on Friday, and this long winter, a winter that nobody wanted, will end. Good night!”
          harbour.txt:5 “We will count the crates on Friday, and this long winter will end,”
          pier.txt:13 “this long winter, a winter that nobody wanted”
    "]],
    );
    leads(
        "spoke of “this lo$0ng winter",
        &expect![[r"
        definition of pier.txt:13 “this long winter, a winter that nobody wanted”
          quay.txt:9 “We will count the crates on Friday, and this long winter, a winter that nobody wanted, will end. Good night!”
        implementation of pier.txt:13 “this long winter, a winter that nobody wanted”
          quay.txt:9 “We will count the crates on Friday, and this long winter, a winter that nobody wanted, will end. Good night!”
    "]],
    );
    places(
        "spoke of “this lo$0ng winter",
        &expect![[r"
        * quay.txt:9 “We will count the crates on Friday, and this long winter, a winter that nobody wanted, will end. Good night!”
          pier.txt:13 “this long winter, a winter that nobody wanted”
        highlighted
          pier.txt:13 “this long winter, a winter that nobody wanted”
    "]],
    );
}

#[test]
fn the_earliest_form() {
    let f = at("spoke of “this lo$0ng winter");
    let found = definition(&f.corpus, 0, f.offset, Preferred::Earliest).expect("a quote");
    let place = &found.targets[0].place;
    assert!(
        f.shown(place).starts_with("quay.txt:9 “We will"),
        "{}",
        f.shown(place)
    );
}

#[test]
fn figures() {
    leads(
        "storm destroyed 3$040 crates",
        &expect![[r"
        definition of harbour.txt:4 340 crates
          quay.txt:10 340 crates
        implementation of harbour.txt:4 340 crates
          quay.txt:10 340 crates
          pier.txt:14 340 crates
    "]],
    );
    leads(
        "governor, 34$00 crates were",
        &expect![[r"
        definition of quay.txt:10 340 crates
          harbour.txt:4 340 crates
          pier.txt:14 340 crates
        implementation of quay.txt:10 340 crates
          harbour.txt:4 340 crates
          pier.txt:14 340 crates
    "]],
    );
    places(
        "governor, 34$00 crates were",
        &expect![[r"
          harbour.txt:4 340 crates
        * quay.txt:10 340 crates
          pier.txt:14 340 crates
        highlighted
          quay.txt:10 340 crates
    "]],
    );
}

#[test]
fn markers_and_names_of_articles() {
    leads(
        "<<<END FILE: pi$0er.txt>>>",
        &expect![[r"
        definition of pier.txt:15 <<<END FILE: pier.txt>>>
          pier.txt:12 pier.txt
        declaration of pier.txt:15 <<<END FILE: pier.txt>>>
          pier.txt:12 pier.txt
    "]],
    );
    leads(
        "see=\"qu$0ay.txt\"",
        &expect![[r#"
        definition of pier.txt:12 quay.txt
          quay.txt:7 quay.txt
        declaration of pier.txt:12 <<<FILE: "pier.txt" see="quay.txt">>>
          pier.txt:12 pier.txt
    "#]],
    );
    leads(
        "As harbour.t$0xt has it",
        &expect![[r"
        definition of pier.txt:13 harbour.txt
          harbour.txt:1 harbour.txt
    "]],
    );
    leads(
        "<<<FILE: \"qu$0ay.txt",
        &expect![[r#"
        definition of quay.txt:7 <<<FILE: "quay.txt" date="2031-03-02">>>
          quay.txt:7 quay.txt
        declaration of quay.txt:7 <<<FILE: "quay.txt" date="2031-03-02">>>
          quay.txt:7 quay.txt
    "#]],
    );
    places(
        "<<<FILE: \"harbour$0.txt",
        &expect![[r"
        * harbour.txt:1 harbour.txt
          :6 <<<END FILE>>>
          pier.txt:13 harbour.txt
        highlighted
          harbour.txt:1 harbour.txt
          :6 <<<END FILE>>>
    "]],
    );
    places(
        "<<<END FILE: pi$0er.txt>>>",
        &expect![[r"
        * pier.txt:12 pier.txt
          pier.txt:15 pier.txt
        highlighted
          pier.txt:12 pier.txt
          pier.txt:15 pier.txt
    "]],
    );
}

#[test]
fn passages() {
    const LINE: &str = "Nobody at the old harbour office could say on that day how many of the crates from the two \
        southern islands had been counted before the storm came over the pier and took most of them out to sea.";
    let text = format!(
        "<<<FILE: a>>>\nIt was so. {LINE}\n<<<END FILE>>>\n<<<FILE: b>>>\n{LINE}\nThen it rained.\n{LINE}\n<<<END FILE>>>\n"
    );
    let f = fixture(&text.replacen("could say", "cou$0ld say", 1));
    let shown = |places: &[Place]| -> Vec<String> {
        let shown = places.iter().map(|place| f.shown(place));
        shown
            .map(|line| line.split(" at ").next().unwrap_or_default().to_owned())
            .collect()
    };
    let all = references(&f.corpus, 0, f.offset, true, &|| true);
    assert_eq!(shown(&all), ["a:2 Nobody", "b:5 Nobody", "b:7 Nobody"]);
    let found = implementation(&f.corpus, 0, f.offset).expect("a passage");
    assert_eq!(
        f.shown(&found.targets[0].place).split(' ').next(),
        Some("b:5")
    );

    let f = fixture(&text.replacen("\nThen", "$0\nThen", 1));
    let found: Vec<String> = highlights(&f.corpus, 0, f.offset - 3)
        .iter()
        .map(|p| f.shown(p))
        .collect();
    let starts: Vec<&str> = found
        .iter()
        .filter_map(|line| line.split(' ').next())
        .collect();
    assert_eq!(starts, ["b:5", "b:7"]);
}

#[test]
fn every_offset_has_its_answer() {
    let odd = "<<<END FILE>>>\r\n\u{feff}é `harbour.txt`\r\n<<<FILE: é>>>\r\n“Größe, 12 Ä’s” … 3\u{a0}000 €, said Zoë Õ.\r\n";
    let text = format!("{odd}{BUNDLE}{odd}");
    let f = fixture(&format!("$0{text}"));
    for offset in (0..text.len() + 3).step_by(2) {
        definition(&f.corpus, 0, offset, Preferred::Earliest);
        declaration(&f.corpus, 0, offset);
        implementation(&f.corpus, 0, offset);
        references(&f.corpus, 0, offset, true, &|| true);
        highlights(&f.corpus, 0, offset);
        if let Some(told) = hover(&f.corpus, 0, offset) {
            let bytes = f.corpus.view().in_file(&told.place);
            // No position lies between CR and LF, but an offset may.
            let around = bytes.start..=bytes.end + 1;
            assert!(around.contains(&offset), "{offset}: {bytes:?}");
        }
    }
    assert_eq!(definition(&f.corpus, 1, 0, Preferred::Fullest), None);
}

/// Where the cursor's name leads, and all places of it.
fn shown(marked: &str) -> (Vec<String>, Vec<String>, Vec<String>) {
    let f = fixture(marked);
    let shown = |place: &Place| f.shown(place);
    let answer = definition(&f.corpus, 0, f.offset, Preferred::Fullest);
    let targets = answer.map(|a| a.targets).unwrap_or_default();
    (
        targets.iter().map(|target| shown(&target.place)).collect(),
        references(&f.corpus, 0, f.offset, true, &|| true)
            .iter()
            .map(shown)
            .collect(),
        highlights(&f.corpus, 0, f.offset)
            .iter()
            .map(shown)
            .collect(),
    )
}

#[test]
fn a_second_spelling_introduces_nobody() {
    let text = "<<<FILE: a>>>\nDmytro Zhelvanyk, the harbour master, spoke.\n<<<END FILE>>>\n\
         <<<FILE: b>>>\nCaptain Dmytro Zhelvanyk of the Harbour Board spoke.\n\
         Dmytro Zhelvanik, the harbour master, left.\n<<<END FILE>>>\n";
    let (leads, all, _) = shown(&text.replace("Zhelvanyk, the", "Zhel$0vanyk, the"));
    assert_eq!(leads, ["b:5 Dmytro Zhelvanyk"]);
    let places = [
        "a:2 Dmytro Zhelvanyk",
        "b:5 Dmytro Zhelvanyk",
        "b:6 Dmytro Zhelvanik",
    ];
    assert_eq!(all, places);
    let (leads, ..) = shown(&text.replace("Zhelvanik", "Zhel$0vanik"));
    assert_eq!(leads, ["b:5 Dmytro Zhelvanyk"]);
}

#[test]
fn the_name_of_an_article_in_the_text_is_not_its_figure() {
    for name in ["001-wire.txt", "wire.txt"] {
        let text = format!(
            "<<<FILE: {name}>>>\nIt rained.\n<<<END FILE: {name}>>>\n\
             <<<FILE: \"b\" see=\"{name}\">>>\nAs {name} reported, it rained. So {name} says.\n<<<END FILE>>>\n\
             <<<FILE: c>>>\nSo says {name}.\n<<<END FILE>>>\n"
        );
        let markers = [format!("{name}:1 {name}"), format!("{name}:3 {name}")];
        let own = [4, 5, 5].map(|line| format!("b:{line} {name}"));
        let more = [format!("c:8 {name}")];
        for place in ["As ", "see=\""] {
            let cursor = format!("{place}{}$0{}", &name[..2], &name[2..]);
            let marked = text.replacen(&format!("{place}{name}"), &cursor, 1);
            let (_, all, here) = shown(&marked);
            assert_eq!(all, [&markers[..], &own, &more].concat(), "{marked}");
            assert_eq!(here, [&markers[..], &own].concat(), "{marked}");
        }
    }
}
