use crate::rules::Rule;
use crate::workspace::Bundle;
use crate::workspace::bundle::Settings;

/// The findings of a rule: article, level, what the message shows.
fn told(rule: Rule, bodies: &[&str]) -> Vec<String> {
    let text: String = (0..)
        .zip(bodies)
        .map(|(n, body)| format!("<<<FILE: {n}.txt>>>\n{body}\n<<<END FILE>>>\n"))
        .collect();
    let bundle = Bundle::new(&text, &Settings::default());
    let findings = bundle
        .findings()
        .into_iter()
        .filter(|(_, f)| f.rule == rule);
    let shown = findings.map(|(place, f)| {
        let article = text[..place.start].matches("<<<FILE").count() - 1;
        let shown = f
            .message
            .split_once('“')
            .map_or("", |(_, shown)| shown.trim_end_matches('”'));
        format!("{article} {} {shown}", f.level.name())
    });
    shown.collect()
}

const COUNT: &str = "“We will count the crates on Friday and then once more,” the clerk said.";
const WEIGH: &str = "The clerk said: “We will weigh the crates on Friday and then once more.”";
const PART: &str = "The crates will be counted “on Friday and then once more,” the clerk said.";
const CUT: &str = "“We will count the crates and then once more,” the clerk said.";
const CUT_OPENLY: &str = "“We will count the crates … and then once more,” the clerk said.";

#[test]
fn the_odd_one_out() {
    let altered = |bodies: &[&str]| told(Rule::AlteredQuote, bodies);
    assert_eq!(
        altered(&[COUNT, WEIGH]),
        [
            "0 warning We will [weigh → count] the crates on Friday …",
            "1 warning We will [count → weigh] the crates on Friday …"
        ]
    );
    let again = format!("It rained. {COUNT}");
    assert_eq!(
        altered(&[COUNT, WEIGH, &again, PART]),
        ["1 warning We will [count → weigh] the crates on Friday …"]
    );
    assert_eq!(altered(&[COUNT, PART, CUT, CUT_OPENLY]), [""; 0]);
}

#[test]
fn what_differs_from_each_of_the_others() {
    const BOTH: &str = "“We owe it to every clerk who stood in the rain to be paid,” she said. “We will pay those who came to \
        the quay and for those who did not.”";
    const FIRST: &str = "“We owe it to every clerk who stood in the cold to be paid,” she said. “We will pay for those who came \
        to the quay and for those who did not.”";
    const LAST: &str =
        "“We will pay for those who came to the quay and for those who did not,” she said.";
    let told = told(Rule::AlteredQuote, &[FIRST, BOTH, LAST]);
    let own: Vec<&String> = told.iter().filter(|t| t.starts_with('1')).collect();
    assert_eq!(own.len(), 1, "{told:?}");
    assert!(own[0].starts_with("1 warning"), "{told:?}");
    assert!(
        own[0].contains("[cold → rain]") && own[0].contains("[-for]"),
        "{told:?}"
    );
}

#[test]
fn another_speaker_behind_a_pronoun() {
    let told = told(
        Rule::AlteredQuote,
        &[
            "Benjamin Orr was scathing. “We shall ask for a count on Monday, and we shall ask for the crates,” he said.",
            "“We shall ask for a boat on Monday, and we shall ask for the crates,” Ada Hale said.",
        ],
    );
    assert!(told.iter().all(|t| t.contains(" note ")), "{told:?}");
}

#[test]
fn how_an_amount_is_written_is_no_wording() {
    let said = |sum: &str| {
        format!(
            "“The new quay will cost the town about {sum} next year and not one crate more,” the clerk said."
        )
    };
    for (a, b) in [
        ("£90m", "£90 million"),
        ("$1.2bn", "1.2 billion dollars"),
        ("a million pounds", "£1 million"),
        ("$20", "20"),
        ("20 km", "20 kilometres"),
    ] {
        assert_eq!(
            told(Rule::AlteredQuote, &[&said(a), &said(b)]),
            [""; 0],
            "{a} / {b}"
        );
    }
    let more = told(
        Rule::AlteredQuote,
        &[&said("20 million"), &said("20 million dollars")],
    );
    assert!(more[0].starts_with("0 note"), "{more:?}");
    let other = told(
        Rule::AlteredQuote,
        &[&said("£90.5m"), &said("90.4 million pounds")],
    );
    assert!(
        other[0].contains("[90.4 million pounds → £90.5m]"),
        "{other:?}"
    );
}

#[test]
fn what_is_left_out() {
    let elided = |bodies: &[&str]| told(Rule::ElidedQuote, bodies);
    assert_eq!(
        elided(&[COUNT, CUT]),
        ["1 note We will count the crates [-on Friday] and then once more"]
    );
    assert_eq!(elided(&[COUNT, CUT_OPENLY, PART]), [""; 0]);
}

#[test]
fn a_lost_negation() {
    const NOT: &str = "“The crates shouldn’t be counted on Friday by one clerk,” she said.";
    const LOST: &str = "“The crates should be counted on Friday by one clerk,” she said.";
    assert_eq!(
        told(Rule::AlteredQuote, &[NOT, LOST]),
        [
            "0 warning The crates shouldn’t [+not] be counted on Friday …",
            "1 warning The crates should [-not] be counted on Friday …"
        ]
    );
    assert_eq!(told(Rule::ElidedQuote, &[NOT, LOST]), [""; 0]);
}

#[test]
fn two_speakers_are_two_utterances() {
    const HALE: &str = "“We will count the crates on Friday,” Ada Hale said.";
    const ORR: &str = "“We will weigh the crates on Friday,” Benjamin Orr said.";
    assert_eq!(told(Rule::AlteredQuote, &[HALE, ORR]), [""; 0]);
}

#[test]
fn words_in_another_place() {
    const FIRST: &str = "“We will on Friday count the crates and then once more,” the clerk said.";
    const MOVED: &str = "“We will count the crates on Friday and then once more,” the clerk said.";
    assert_eq!(
        told(Rule::AlteredQuote, &[FIRST, MOVED]),
        [
            "0 warning We will [~on Friday] count the crates [~] and then once more",
            "1 warning We will [~] count the crates [~on Friday] and then once more"
        ]
    );
}

/// How a heavy rewording of this is told, by who is said to have said it.
const FREELY: [(&str, &str); 3] = [
    ("Ada Hale said", "said Ada Hale, the mayor"),
    ("Ada Hale said", "said a clerk"),
    ("Ada Hale said", "said Benjamin Orr"),
];

#[test]
fn one_speaker_makes_up_for_many_words() {
    for ((one, other), expected) in FREELY.into_iter().zip([2, 0, 0]) {
        let one = format!(
            "“We will not reopen the quay, not for one day, not for one ferry, until each crane has been looked at by \
             someone who does not work here,” {one}."
        );
        let other = format!(
            "“The quay will not be opened, not for a day and not for a single ferry, until each crane has been checked by \
             people who do not work here,” {other}."
        );
        let told = told(Rule::AlteredQuote, &[&one, &other]);
        assert_eq!(told.len(), expected, "{told:?}");
        assert!(told.iter().all(|t| t.contains(" note ")), "{told:?}");
    }
}

#[test]
fn amid_other_words_it_may_be_another_utterance() {
    let told = told(
        Rule::AlteredQuote,
        &[
            "“In this year we have agreed to keep the price of coal near its present height,” she said.",
            "“They said once more that they were willing to keep the price of coal at its present height,” she said.",
        ],
    );
    assert!(told.iter().all(|t| t.contains(" note ")), "{told:?}");
    assert_eq!(told.len(), 2);
}

#[test]
fn who_says_both_says_two_things() {
    let both =
        format!("{COUNT} Later he said: “We will weigh the crates on Friday and then once more.”");
    assert_eq!(told(Rule::AlteredQuote, &[&both, WEIGH]), [""; 0]);
}
