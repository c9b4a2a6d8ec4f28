//! Facts of text that nobody would write: nothing panics, and what is found lies where it is said to lie.

use std::ops::Range;

use proptest::prelude::*;
use variorum::facts::shingles::Seen;
use variorum::facts::{self, Facts};
use variorum::workspace::Bundle;
use variorum::workspace::bundle::Settings;

/// What texts are put together from: the signs that facts are read from, and their near relatives.
const PIECES: &[&str] = &[
    "“",
    "”",
    "‘",
    "’",
    "\"",
    "'",
    "``",
    "''",
    "«",
    "»",
    "„",
    "(",
    ")",
    "[",
    "]",
    "…",
    "...",
    ". ",
    ", ",
    "; ",
    ": ",
    "! ",
    "? ",
    "-",
    "–",
    "—",
    "/",
    "%",
    "$",
    "€",
    "£",
    "¥",
    "US$",
    "°",
    "º",
    "½",
    "²",
    "№",
    "#",
    "@",
    "&",
    "~",
    "<",
    ">",
    "=",
    "_",
    "*",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    " ",
    "  ",
    "\u{a0}",
    "\u{200b}",
    "\u{feff}",
    "\u{301}",
    "\u{202e}",
    "0",
    "1",
    "9",
    "12",
    "007",
    "1,234",
    "1.5",
    "3-4",
    "12:30",
    "25:61",
    "1/2",
    "31/4/2025",
    "2025-02-30",
    "1987",
    "99999999999999999999",
    "1e999",
    "hundred",
    "million",
    "billion",
    "dozen",
    "half",
    "a",
    "two",
    "twenty",
    "third",
    "percent",
    "miles",
    "km",
    "hours",
    "people",
    "per",
    "week",
    "between",
    "and",
    "to",
    "from",
    "about",
    "at least",
    "less than",
    "May",
    "Monday",
    "31 April",
    "Feb.",
    "noon",
    "a.m.",
    "p.m.",
    "GMT",
    "EDT",
    "yesterday",
    "last year",
    "Mr.",
    "Dr.",
    "Del.",
    "Jr.",
    "President",
    "Ada Hale",
    "Hale",
    "ÅSA ÖRN",
    "NATO",
    "U.S.",
    "St.",
    "of",
    "the",
    "de",
    "van der",
    "O’Neil",
    "İ",
    "ß",
    "ﬁ",
    "ǅ",
    "Ⅷ",
    "٣",
    "三",
    "十億円",
    "नमस्ते",
    "👩‍👩‍👧",
    "🇪🇺",
    "e\u{301}",
    "\0",
    "\u{1b}[31m",
    "said",
    "says",
    "told",
    "added",
    "he",
    "she",
    "they",
    "it",
    "that",
    "not",
    "don’t",
    "it’s",
    "’s",
    "’ve",
    "<a href=\"",
    "http://a.b/",
    "x@y.z",
    "| a | b |",
    "- ",
    "1) ",
    "> ",
    "```",
    "<<<",
    ">>>",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
];

/// A mix of pieces and of any characters, some of them many times in a row.
fn mixes() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        12 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => "[A-Z]{1,40}",
        1 => "[0-9.,]{1,40}",
    ];
    let run = (
        piece,
        prop_oneof![20 => Just(1_usize), 1 => 2_usize..60],
        any::<bool>(),
    );
    prop::collection::vec(run, 0..120).prop_map(|runs| {
        runs.into_iter()
            .map(|(piece, times, spaced)| (piece + if spaced { " " } else { "" }).repeat(times))
            .collect()
    })
}

fn read(body: &str) -> Facts {
    facts::read(body, &mut Seen::default())
}

/// Checks that a range is one of the body.
#[track_caller]
fn lies_in(body: &str, range: &Range<u32>) {
    assert!(
        body.get(range.start as usize..range.end as usize).is_some(),
        "{range:?} of {} in {body:?}",
        body.len()
    );
}

#[track_caller]
fn sorted_and_apart(ranges: impl Iterator<Item = Range<u32>>, body: &str) {
    let ranges: Vec<_> = ranges.collect();
    let apart = ranges.is_sorted_by(|a, b| a.end <= b.start);
    assert!(apart, "{ranges:?} in {body:?}");
}

/// What the documentation of each fact promises of its places.
fn check(body: &str) {
    let facts = read(body);
    for word in facts.words.iter() {
        assert!(body.get(word.range()).is_some_and(|word| !word.is_empty()));
    }
    for range in &facts.residue {
        assert!(body.get(range.clone()).is_some());
    }
    for fault in &facts.delimiters.faults {
        assert!(body.get(fault.mark.clone()).is_some());
        let mut partner = fault.partner.iter();
        assert!(partner.all(|range| body.get(range.clone()).is_some()));
    }
    let quotations = &facts.delimiters.quotations;
    for quotation in quotations {
        assert!(body.get(quotation.outer.clone()).is_some());
        assert!(body.get(quotation.inner.clone()).is_some());
        assert!(quotation.outer.start < quotation.inner.start);
    }
    assert!(quotations.is_sorted_by_key(|q| q.outer.start));

    let entities = &facts.entities;
    sorted_and_apart(entities.mentions.iter().map(|m| m.range.clone()), body);
    for mention in &entities.mentions {
        lies_in(body, &mention.range);
        assert!((mention.entity as usize) < entities.entities.len());
    }
    for entity in &entities.entities {
        entity.role.iter().for_each(|role| lies_in(body, role));
        assert!((entity.introduction as usize) < entities.mentions.len());
    }

    sorted_and_apart(facts.moments.iter().map(|m| m.range.clone()), body);
    for moment in &facts.moments {
        lies_in(body, &moment.range);
    }
    assert!(facts.figures.is_sorted_by_key(|f| f.range.start));
    for figure in &facts.figures {
        lies_in(body, &figure.range);
        lies_in(body, &figure.number);
        figure.of.iter().for_each(|of| lies_in(body, of));
        assert!(!figure.value.is_nan(), "{figure:?}");
    }
    for quote in &facts.quotes {
        let mut parts = quote.parts.iter();
        assert!(parts.all(|part| (*part as usize) < quotations.len()));
        quote.cue.iter().for_each(|cue| lies_in(body, cue));
        let Some(speaker) = &quote.speaker else {
            continue;
        };
        lies_in(body, &speaker.range);
        let mut entity = speaker.entity.iter();
        assert!(entity.all(|entity| (*entity as usize) < entities.entities.len()));
    }
}

/// A bundle of these bodies, each of which stands in it as it is.
fn bundle(bodies: &[String]) -> String {
    let articles = bodies.iter().enumerate();
    articles
        .map(|(number, body)| format!("<<<FILE: {number}.txt>>>\n{body}\n<<<END FILE>>>\n"))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn facts_lie_in_their_text(body in mixes()) {
        check(&body);
    }

    #[test]
    fn findings_lie_in_their_bundle(bodies in prop::collection::vec(mixes(), 1..5), twice in mixes()) {
        // Two articles that say the same with another beginning are compared in all ways.
        let mut bodies = bodies;
        bodies.push(format!("One “{twice}”, Ada Hale said. {twice}"));
        bodies.push(format!("Two “{twice}”, Ben Orr said. {twice}"));
        let text = bundle(&bodies);
        for (range, finding) in Bundle::new(&text, &Settings::default()).findings() {
            prop_assert!(text.get(range.clone()).is_some(), "{range:?} {}", finding.message);
        }
    }
}

#[test]
fn much_of_one_kind() {
    let bodies = [
        "1".repeat(10_000),
        "1 ".repeat(10_000),
        "1,".repeat(10_000),
        "1.".repeat(10_000),
        "1-".repeat(10_000),
        "1/1/".repeat(10_000),
        "1:".repeat(10_000),
        "$".repeat(10_000),
        "$1 million to ".repeat(5_000),
        "one hundred and ".repeat(5_000),
        "3 to 4 ".repeat(5_000),
        "A".repeat(10_000),
        "A B ".repeat(10_000),
        "Ada Hale and ".repeat(10_000),
        "Ada ".repeat(10_000),
        "of the Bank ".repeat(10_000),
        "“so” ".repeat(10_000),
        "“so,” Ada Hale said. ".repeat(5_000),
        "“ ".repeat(10_000),
        "“‘".repeat(10_000),
        "’”".repeat(10_000),
        "said ".repeat(10_000),
        "Monday 31 April 2025 ".repeat(5_000),
        "May ".repeat(10_000),
        "1 May 2 ".repeat(5_000),
        "a.m. ".repeat(10_000),
        "e\u{301}".repeat(10_000),
        "三".repeat(10_000),
        "\u{200b}".repeat(10_000),
        "word ".repeat(200_000),
        "x".repeat(1_000_000),
    ];
    for body in &bodies {
        check(body);
    }
    Bundle::new(&bundle(&bodies), &Settings::default()).findings();
}
