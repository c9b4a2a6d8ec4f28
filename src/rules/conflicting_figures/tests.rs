use crate::workspace::Bundle;
use crate::workspace::bundle::Settings;

/// The findings of the rule in a bundle of such bodies: the place's text and the message of each.
fn found(bodies: &[(&str, &str)]) -> Vec<(String, String)> {
    let text: String = bodies
        .iter()
        .enumerate()
        .map(|(number, (date, body))| {
            format!("<<<FILE: \"{number}\" date=\"{date}\">>>\n{LEAD}\n{body}\n<<<END FILE>>>\n")
        })
        .collect();
    let bundle = Bundle::new(&text, &Settings::default());
    let findings = bundle.findings();
    let own = findings
        .iter()
        .filter(|(_, f)| f.rule == super::Rule::ConflictingFigures);
    own.map(|(range, f)| (text[range.clone()].to_owned(), f.message.clone()))
        .collect()
}

/// What tells that it is one event.
const LEAD: &str = "Ada Novak, mayor of Lowell, and Eva Dorn of Barrow wrote to Governor Jan Kriz after the storm.";
const TWELVE: &str = "The storm injured 12 people on the island, the governor said.";
const EIGHTEEN: &str = "According to the governor, 18 people were injured on the island.";

#[test]
fn both_of_two_are_told() {
    let found = found(&[("2031-03-01", TWELVE), ("2031-03-01", EIGHTEEN)]);
    let [(one, message), (other, _)] = &found[..] else {
        panic!("{found:?}");
    };
    assert_eq!((one.as_str(), other.as_str()), ("12 people", "18 people"));
    assert_eq!(
        message,
        "“12 people” here, but “18 people” in `1`: both stand with “injured”, “island”, “governor”"
    );
}

#[test]
fn the_odd_one_of_three_is_told() {
    let again = "On the island 12 people were injured by the storm, said the governor.";
    let bodies = [("", TWELVE), ("", EIGHTEEN), ("", again)];
    let found = found(&bodies);
    let [(odd, message)] = &found[..] else {
        panic!("{found:?}");
    };
    assert_eq!(odd, "18 people");
    assert!(
        message.contains("“12 people” in `0`, “12 people” in `2`"),
        "{message}"
    );
}

#[test]
fn amounts_that_one_article_gives_side_by_side_are_of_two_things() {
    let both = format!("{TWELVE}\n\n{EIGHTEEN}");
    let bodies = [("", TWELVE), ("", EIGHTEEN), ("", &*both)];
    assert_eq!(found(&bodies), []);
}

#[test]
fn a_toll_may_grow_from_day_to_day_but_not_shrink() {
    let growing = [("2031-03-01", TWELVE), ("2031-03-02", EIGHTEEN)];
    assert_eq!(found(&growing), []);
    // Who counts as many injured speaks of the same state of things.
    let companion = ["12", "18"].map(|dead| {
        format!("The storm killed {dead} people and injured 40 farmers on the island, the governor said.")
    });
    let companion = [
        ("2031-03-01", &*companion[0]),
        ("2031-03-02", &*companion[1]),
    ];
    assert_eq!(found(&companion).len(), 2);
    let shrinking = [("2031-03-02", TWELVE), ("2031-03-01", EIGHTEEN)];
    assert_eq!(found(&shrinking).len(), 2);
}

#[test]
fn years_pass_and_the_day_draws_near() {
    for (a, b, is_told) in [
        (
            (
                "2031-03-01",
                "Ada Novak, 29, was found guilty of the theft in Lowell.",
            ),
            (
                "2033-02-01",
                "Ada Novak, 31, was found guilty of the theft in Lowell.",
            ),
            false,
        ),
        (
            (
                "2031-03-01",
                "Ada Novak, 29, was found guilty of the theft in Lowell.",
            ),
            (
                "2031-03-02",
                "Ada Novak, 31, was found guilty of the theft in Lowell.",
            ),
            true,
        ),
        (
            (
                "2031-03-01",
                "The council of Lowell has nine days to agree on the island.",
            ),
            (
                "2031-03-05",
                "The council of Lowell has five days to agree on the island.",
            ),
            false,
        ),
        (
            (
                "2031-03-01",
                "The council of Lowell has nine days to agree on the island.",
            ),
            (
                "2031-03-01",
                "The council of Lowell has five days to agree on the island.",
            ),
            true,
        ),
        (
            (
                "",
                "The council of Lowell has nine days to agree on the island.",
            ),
            (
                "",
                "The council of Lowell has five days to agree on the island.",
            ),
            false,
        ),
    ] {
        assert_eq!(!found(&[a, b]).is_empty(), is_told, "{a:?} {b:?}");
    }
}

#[test]
fn a_day_that_does_not_exist_is_told_even_beside_the_right_one() {
    let wrong = "The June 37 vote on the island ferry is near. The vote of June 25 on the ferry is the last.";
    let right = "The June 25 vote on the island ferry is near.";
    let found = found(&[("", wrong), ("", right)]);
    assert!(
        found.iter().any(|(place, _)| place == "June 37"),
        "{found:?}"
    );
}

/// Two articles that share four words of names, and so many others that have nothing to do with them.
fn among(others: usize) -> String {
    let lead = "Ada Novak of Lowell wrote to Kriz.";
    let article = |name: &str, body: &str| format!("<<<FILE: {name}>>>\n{body}\n<<<END FILE>>>\n");
    let pair = [
        (
            "a",
            "A barge struck the bridge at dawn, leaving 12 people injured, the fire service said.",
        ),
        (
            "b",
            "The collision left 18 people injured, according to the ambulance service.",
        ),
    ];
    let pair = pair.map(|(name, body)| article(name, &format!("{lead}\n{body}")));
    let word = |n: usize| char::from(b'a' + n as u8).to_string().repeat(6);
    let others =
        (0..others).map(|n| article(&format!("o{n}"), &format!("A {} bird sang.", word(n))));
    pair.into_iter().chain(others).collect()
}

fn is_told(bundle: &Bundle) -> bool {
    let findings = bundle.findings();
    findings
        .iter()
        .any(|(_, f)| f.rule == super::Rule::ConflictingFigures)
}

#[test]
fn few_articles_are_held_to_be_on_one_event() {
    for (others, expected) in [(0, true), (6, true), (7, false)] {
        let bundle = Bundle::new(&among(others), &Settings::default());
        assert_eq!(is_told(&bundle), expected, "{others}");
    }
    // So it is when the ninth comes or goes.
    let (eight, nine) = (among(6), among(7));
    let mut bundle = Bundle::new(&eight, &Settings::default());
    bundle
        .edit(eight.len()..eight.len(), &nine[eight.len()..])
        .expect("an edit");
    assert!(!is_told(&bundle));
    bundle.edit(eight.len()..nine.len(), "").expect("an edit");
    assert!(is_told(&bundle));
}

#[test]
fn copies_of_several_days_are_asked_each_by_its_own() {
    let bodies = [
        ("2031-03-05", TWELVE),
        ("2031-03-01", TWELVE),
        ("2031-03-04", EIGHTEEN),
    ];
    let found = found(&bodies);
    let [(place, message)] = &found[..] else {
        panic!("{found:?}");
    };
    assert_eq!(place, "18 people");
    // By the first of March there may have been so few.
    assert!(
        message.starts_with("“18 people” here, but “12 people” in `0`:"),
        "{message}"
    );
}

#[test]
fn each_article_of_one_text_counts_and_is_told() {
    let found_in = |bodies: &[(&str, &str)]| -> Vec<String> {
        let all = found(bodies);
        all.into_iter().map(|(place, _)| place).collect()
    };
    assert_eq!(
        found_in(&[("", TWELVE), ("", TWELVE), ("", EIGHTEEN)]),
        ["18 people"]
    );
    let four = [("", TWELVE), ("", TWELVE), ("", EIGHTEEN), ("", EIGHTEEN)];
    assert_eq!(
        found_in(&four),
        ["12 people", "12 people", "18 people", "18 people"]
    );
    let told = found(&four);
    let (_, message) = &told[1];
    assert!(
        message.contains("“18 people” in `2`, “18 people” in `3`"),
        "{message}"
    );
}
