use expect_test::{Expect, expect};

use super::{Preferred, declaration, definition, highlights, implementation, references};
use crate::queries::fixture::{Fixture, fixture};

/// Three reports of one event; `$0` is for the tests to put in.
const BUNDLE: &str = "\
<<<FILE: harbour.txt date=\"2031-03-03\">>>
Crates missing in Lowell
Mayor Olena Marchenskyy met Governor Jan Kriz in Lowell after the storm at the Ostrava docks.
The storm destroyed 340 crates on the island, the governor said.
“We will count the crates on Friday, and this long winter will end,” Marchenskyy said.
<<<END FILE>>>
<<<FILE: quay.txt date=\"2031-03-02\">>>
Marchensky spoke again in Lowell. Jan Kriz, the governor, listened.
Mayor Olena Marchensky said: “We will count the crates on Friday, and this long winter, a winter that nobody wanted, will end. Good night!”
According to the governor, 340 crates were destroyed on the island near the Ostrava docks.
<<<END FILE>>>
<<<FILE: pier.txt see=\"quay.txt\">>>
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
    leads("will end,” March$0enskyy said", &expect![[""]]);
    leads("Mayor Olena March$0enskyy met", &expect![[""]]);
    leads("$0Marchensky spoke again", &expect![[""]]);
    places("Mayor Olena March$0ensky said", &expect![[""]]);
}

#[test]
fn quotes() {
    leads(
        "“We will co$0unt the crates on Friday, and this long winter will end",
        &expect![[""]],
    );
    leads("a winter that nob$0ody wanted, will end", &expect![[""]]);
    leads("spoke of “this lo$0ng winter", &expect![[""]]);
    places("spoke of “this lo$0ng winter", &expect![[""]]);
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
    leads("storm destroyed 3$040 crates", &expect![[""]]);
    leads("governor, 34$00 crates were", &expect![[""]]);
    places("governor, 34$00 crates were", &expect![[""]]);
}

#[test]
fn markers_and_names_of_articles() {
    leads("<<<END FILE: pi$0er.txt>>>", &expect![[""]]);
    leads("see=\"qu$0ay.txt\"", &expect![[""]]);
    leads("As harbour.t$0xt has it", &expect![[""]]);
    leads("<<<FILE: qu$0ay.txt", &expect![[""]]);
    places("<<<FILE: harbour$0.txt", &expect![[""]]);
    places("<<<END FILE: pi$0er.txt>>>", &expect![[""]]);
}
