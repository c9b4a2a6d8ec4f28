use super::*;
use crate::collation::utterances::words::{Spelled, read};

/// What differs, as `[a/b]`; `-` where the two are not of one utterance.
fn told(a: &str, b: &str) -> String {
    let (x, y) = (
        read(a.split('|').map(|p| (p, 0))),
        read(b.split('|').map(|p| (p, 0))),
    );
    let tokens = |all: &[Spelled]| all.iter().map(|s| s.token).collect::<Vec<_>>();
    let Some(found) = compare(&tokens(&x), &tokens(&y)) else {
        return "-".to_owned();
    };
    let turned = compare(&tokens(&y), &tokens(&x)).expect("it is so both ways");
    assert_eq!(
        (turned.same, turned.other),
        (found.same, found.other),
        "{a} / {b}"
    );
    let text = |text: &str, all: &[Spelled], span: &Span| {
        let mut words: Vec<&str> = Vec::new();
        for s in &all[span.start as usize..span.end as usize] {
            words.push(
                text.get(s.range.start as usize..s.range.end as usize)
                    .unwrap_or("?"),
            );
        }
        words.dedup();
        words.join(" ")
    };
    let spots = found
        .spots
        .iter()
        .map(|s| format!("[{}/{}]", text(a, &x, &s.a), text(b, &y, &s.b)));
    spots.collect::<Vec<_>>().join(" ")
}

#[test]
fn the_same_utterance() {
    let whole = "The old pier was sold for less than a boat, and nobody asked the town. We will buy it back.";
    for (a, b) in [
        (whole, whole),
        (whole, "sold for less than a boat"),
        (whole, "Nobody asked the town!"),
        (whole, "The old pier was sold … and nobody asked the town"),
        (whole, "The old pier was sold|and nobody asked the town"),
        (
            whole,
            "[It] was sold for less than a boat, and nobody asked the town",
        ),
        (whole, "The [1840] pier was sold for less than a boat"),
        (
            whole,
            "nobody asked the town. We'll buy it back. I promise you that",
        ),
        (
            "It’s a cease-fire, and the colour isn’t grey",
            "It is a ceasefire and the color is not gray",
        ),
    ] {
        assert_eq!(told(a, b), "", "{a} / {b}");
    }
}

#[test]
fn other_wordings() {
    let whole = "The old pier was sold for less than a boat, and nobody asked the town. We will buy it back.";
    for (b, expected) in [
        (
            "The old pier was sold for less than a car, and nobody asked the town",
            "[boat/car]",
        ),
        (
            "The old pier was sold, and nobody asked the town",
            "[for less than a boat/]",
        ),
        ("The pier was sold for less than a boat", "[old/]"),
        ("That old pier was sold for less than a boat", "[The/That]"),
        ("But the old pier was sold for less than a boat", ""),
        ("sad pier was sold for less than a boat", "[The old/sad]"),
        (
            "was sold for less than a boat, and nobody asked the mayor",
            "[town/mayor]",
        ),
        (
            "and nobody even asked the town. We will buy it back.",
            "[/even]",
        ),
    ] {
        assert_eq!(told(whole, b), expected, "{b}");
    }
}

#[test]
fn what_is_cut_before_the_last_words() {
    assert_eq!(
        told(
            "I hope that the pier will be built, the clerks will be paid, and this very long winter will end",
            "I hope that the quay will be built, the clerks will be paid, and this very long winter — a winter that no one in the \
             town had ever seen before — will end",
        ),
        "[pier/quay] [/a winter that no one in the town had ever seen before]"
    );
}

#[test]
fn what_is_moved_over_the_rest() {
    for (a, b, expected) in [
        (
            "On Monday the old pier will be sold to the town",
            "The old pier will be sold to the town on Monday",
            "[On Monday/] [/on Monday]",
        ),
        // Of its own sentence only.
        (
            "Rain is near. On Monday the old pier will be sold to the town",
            "The old pier will be sold to the town on Monday. Good night",
            "[On Monday/] [/on Monday]",
        ),
        // Two parts of what was said, that overlap.
        (
            "On Monday the old pier will be sold to the town",
            "The old pier will be sold to the town on Friday",
            "",
        ),
    ] {
        assert_eq!(told(a, b), expected, "{a} / {b}");
    }
}

#[test]
fn different_utterances() {
    for (a, b) in [
        (
            "The crates will be counted by the end of the year",
            "By the end of this year we shall have a second crane",
        ),
        (
            "From a sailor’s point of view, we are pleased with the pier",
            "The whole plan is absurd from a financial point of view",
        ),
        (
            "I think at this stage it is really too early to say very much",
            "At this point, it’s too early to say",
        ),
        (
            "There’s a whole lot of anger in the yards",
            "I think there’s a lot of soul-searching to be done",
        ),
        (
            "we are not going to talk about this",
            "they are not going to come to this",
        ),
        // Brackets stand for words of their own place alone.
        (
            "We want no system of toll zones or bands",
            "That is no way back to the old days (the system of fixed fees), but on the (Harbour) Board we think in terms of \
             toll zones, moving bands to be kept up",
        ),
        (
            "nobody on the board of the harbour asked",
            "he was on the board of the old school",
        ),
    ] {
        assert_eq!(told(a, b), "-", "{a} / {b}");
    }
}
