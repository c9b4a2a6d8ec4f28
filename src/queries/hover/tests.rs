use expect_test::{Expect, expect};

use super::hover;
use crate::queries::fixture::{Fixture, fixture};
use crate::queries::markup::{Targets, plain};
use crate::rules::Place;

const BUNDLE: &str = "\
<<<FILE: harbour.txt date=\"2031-03-03\" source=\"The Harbour\">>>
Mayor Olena Marchenskyy met Governor Jan Kriz in Lowell after the storm at the Ostrava docks.
The storm destroyed 340 crates on the island, the governor said.
“We will count the crates on Friday, and this long winter will end,” Marchenskyy said.
<<<END FILE>>>
<<<FILE: quay.txt date=\"2031-03-02\">>>
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
        line.and_then(|line| line.parse().ok()).unwrap_or_default()
    }
}

fn tells(marked: &str, expected: &Expect) {
    let unmarked = marked.replace("$0", "");
    assert_eq!(BUNDLE.matches(&unmarked).count(), 1, "{unmarked}");
    let f = fixture(&BUNDLE.replace(&unmarked, marked));
    let told = hover(&f.corpus, 0, f.offset);
    let told = told.map(|told| {
        let lines = plain(&told.lines, &Lines(&f));
        format!("{}\n---\n{lines}\n", f.shown(&told.place))
    });
    expected.assert_eq(&told.unwrap_or_default());
}

#[test]
fn quotes() {
    tells("“We will cou$0nt", &expect![[""]]);
    tells("“We will wei$0gh", &expect![[""]]);
    tells(
        "“this lo$0ng winter, a winter that nobody wanted”",
        &expect![[""]],
    );
    tells("“the be$0st of all songs”", &expect![[""]]);
}

#[test]
fn figures() {
    tells("destroyed 3$040 crates", &expect![[""]]);
    tells("governor, 4$010 crates", &expect![[""]]);
    tells("1$02 minutes", &expect![[""]]);
}

#[test]
fn names() {
    tells("end,” Marchen$0skyy said", &expect![[""]]);
    tells("Jan Kri$0z, the governor", &expect![[""]]);
    tells("said Bo Lu$0nd", &expect![[""]]);
}

#[test]
fn articles() {
    tells("<<<FILE: har$0bour.txt", &expect![[""]]);
}

#[test]
fn nothing_is_told_of_plain_words() {
    tells("Lowell aft$0er the storm", &expect![[""]]);
}
