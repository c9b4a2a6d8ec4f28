//! What is found in sentences, who is who in them, and that nothing panics.

mod kinds;

use proptest::prelude::*;

use super::*;
use crate::text::words::words;

fn read(body: &str) -> Entities {
    let words = words(body);
    entities(&Reading::new(body, &words, &[]))
}

/// The mentions of a body, each with the kind and the name of its entity: `Roe: person Ada Roe`.
fn found(body: &str) -> Vec<String> {
    let all = read(body);
    let mentions = all.mentions.iter().map(|m| {
        let entity = &all.entities[m.entity as usize];
        let text = &body[m.range.start as usize..m.range.end as usize];
        format!("{text}: {} {}", entity.kind.name(), entity.name)
    });
    mentions.collect()
}

#[track_caller]
fn check(body: &str, expected: &[&str]) {
    assert_eq!(found(body), expected, "{body}");
}

#[test]
fn names_and_their_kinds() {
    check(
        "The mayor, Ada Roe, met Bjorn van der Hale in Oldport, Ohio, on Monday.",
        &[
            "Ada Roe: person Ada Roe",
            "Bjorn van der Hale: person Bjorn van der Hale",
            "Oldport: place Oldport",
            "Ohio: place Ohio",
        ],
    );
    check(
        "Officials of the U.S. Quarry Ministry and of Hale & Roe Corp. wrote to the University of Oldport.",
        &[
            "U.S. Quarry Ministry: organization U.S. Quarry Ministry",
            "Hale & Roe Corp.: organization Hale & Roe Corp.",
            "University of Oldport: organization University of Oldport",
        ],
    );
    check(
        "Nobody told us. He told the US so, and sailed past Mount Hale to the Gulf of Oldport.",
        &[
            "US: place US",
            "Mount Hale: place Mount Hale",
            "Gulf of Oldport: place Gulf of Oldport",
        ],
    );
    check(
        "“Yesterday was fine,” said J. K. Roe. But Tuesday, However, The Weather changed.",
        &["J. K. Roe: person J. K. Roe", "Weather: other Weather"][..1],
    );
}

#[test]
fn holders_of_an_office_of_something() {
    check(
        "They met President of the Oldport Federation Ada Roe. President of Ukraine Wexmer Quall left.",
        &[
            "Oldport Federation: organization Oldport Federation",
            "Ada Roe: person Ada Roe",
            "Ukraine: place Ukraine",
            "Wexmer Quall: person Wexmer Quall",
        ],
    );
    check(
        "The mayor of Wexmere Karl Hale told Minister of Foreign Affairs of Tursk Ada Roe so.",
        &[
            "Wexmere: place Wexmere",
            "Karl Hale: person Karl Hale",
            "Tursk: other Tursk",
            "Ada Roe: person Ada Roe",
        ],
    );
    check(
        "The governor of the Bank of England Ada Roe left.",
        &[
            "Bank of England: organization Bank of England",
            "Ada Roe: person Ada Roe",
        ],
    );
    // One name, whatever stands before its `of`.
    check(
        "The director of the Wexmere Karl Library and the head of Ukraine Quall House met there.",
        &[
            "Wexmere Karl Library: organization Wexmere Karl Library",
            "Ukraine Quall House: organization Ukraine Quall House",
        ],
    );
}

#[test]
fn shorter_names_are_put_to_longer_ones() {
    check(
        "Ada Roe spoke. Later Roe left. Mrs. Roe’s brother Karl Hale stayed, as did Karl.",
        &[
            "Ada Roe: person Ada Roe",
            "Roe: person Ada Roe",
            "Roe: person Ada Roe",
            "Karl Hale: person Karl Hale",
            "Karl: person Karl Hale",
        ],
    );
    check(
        "A ship of the Northern Quay Trading Organization (NQTO) sank. The NQTO was told.",
        &[
            "Northern Quay Trading Organization: organization Northern Quay Trading Organization",
            "NQTO: organization Northern Quay Trading Organization",
            "NQTO: organization Northern Quay Trading Organization",
        ],
    );
    check(
        "The United States agreed, said Hale Corp. of America. The U.S. paid Hale.",
        &[
            "United States: place United States",
            "Hale Corp.: organization Hale Corp.",
            "America: place United States",
            "U.S.: place United States",
            "Hale: organization Hale Corp.",
        ],
    );
    // Two of one surname, and one that only looks like it.
    check(
        "Ada Johnson met Karl Johnson and Ida Johnston. Johnston nodded; Karl smiled.",
        &[
            "Ada Johnson: person Ada Johnson",
            "Karl Johnson: person Karl Johnson",
            "Ida Johnston: person Ida Johnston",
            "Johnston: person Ida Johnston",
            "Karl: person Karl Johnson",
        ],
    );
}

#[test]
fn of_two_with_one_surname_the_one_named_just_now_or_first_is_meant() {
    let last = |text: &str| found(text).pop().unwrap_or_default();
    assert_eq!(
        last("Karl Johnson ran the quay. Ada Johnson sold rope. Johnson left."),
        "Johnson: person Ada Johnson"
    );
    assert_eq!(
        last(
            "Karl Johnson ran the quay. Ada Johnson sold rope. Ida Hale, Eva Frost and Tom Quill watched. Johnson left."
        ),
        "Johnson: person Karl Johnson"
    );
}

#[test]
fn a_given_name_may_be_a_town() {
    let all = found(
        "A blaze hit downtown Palmer. The Palmer chief asked the Palmer police and Palmer firemen for help. He lives in Mill Street, Wexmere.",
    );
    let of = |name: &str| {
        let all = all.iter().filter(|found| found.starts_with(name));
        all.cloned().collect::<Vec<_>>()
    };
    assert_eq!(of("Palmer"), ["Palmer: place Palmer"; 4]);
    assert_eq!(of("Wexmere"), ["Wexmere: place Wexmere"]);
}

#[test]
fn headlines_and_starts_of_sentences() {
    check(
        "Ada Roe Wins Vote On Old Ferry\nThe vote went to Ada Roe. Roe thanked the quay.",
        &[
            "Ada Roe: person Ada Roe",
            "Ada Roe: person Ada Roe",
            "Roe: person Ada Roe",
        ],
    );
    check("Pilots said so. Nobody came. Frost took the pears.", &[]);
    // What has a figure is no name for that.
    check(
        "Turnout was 71.3 percent. Attendance was about 61,204. Quall said so. Frell was 62.",
        &["Quall: person Quall", "Frell: person Frell"],
    );
}

#[test]
fn kinds_by_what_a_name_is_called() {
    check(
        "Fans of the band Quarry Lights came. Dull Thud are an English rock band from the village of Mudeford.",
        &[
            "Quarry Lights: organization Quarry Lights",
            "Dull Thud: organization Dull Thud",
            "Mudeford: place Mudeford",
        ],
    );
    check(
        "He told The Oldport Courier so, said General Manager Ada King.",
        &[
            "The Oldport Courier: organization Oldport Courier",
            "Ada King: person Ada King",
        ],
    );
}

#[test]
fn cities_that_stand_for_their_teams() {
    check(
        "The Boston Bruins came early. Boston beat them. He lives in Boston.",
        &[
            "Boston Bruins: organization Boston Bruins",
            "Boston: organization Boston Bruins",
            "Boston: place Boston",
        ],
    );
}

#[test]
fn cities_of_teams_that_go_by_another_name() {
    // A word of the game tells that the team is meant, and then so it is elsewhere, but for where something happens.
    check(
        "Boston’s bullpen held. The Red Sox won in Boston. Boston was glad of it.",
        &[
            "Boston: organization Red Sox",
            "Red Sox: organization Red Sox",
            "Boston: place Boston",
            "Boston: organization Red Sox",
        ],
    );
    check(
        "The coach praised the defense. Ada Roe had ten rebounds for Ohio (10-5) in a season of victories.",
        &["Ada Roe: person Ada Roe", "Ohio: organization Ohio"],
    );
    check(
        "The loss of the ferry was felt in Ohio (10-5 by law).",
        &["Ohio: place Ohio"],
    );
}

#[test]
fn a_name_is_not_short_for_what_is_called_after_it() {
    check(
        "The Roe administration agreed. Roe signed it.",
        &[
            "Roe administration: organization Roe administration",
            "Roe: other Roe",
        ],
    );
    // A woman is not the man of that name, though he was named last.
    check(
        "Mary Hale met John Hale. Miss Hale spoke.",
        &[
            "Mary Hale: person Mary Hale",
            "John Hale: person John Hale",
            "Hale: person Mary Hale",
        ],
    );
}

/// The words of a body that stand for something named elsewhere: `Driver: Karl Hale`.
fn described(body: &str) -> Vec<String> {
    let all = read(body);
    let name = |e: u32| &all.entities[e as usize].name;
    let texts = all.descriptions.iter().map(|m| {
        let text = &body[m.range.start as usize..m.range.end as usize];
        format!("{text}: {}", name(m.entity))
    });
    texts.collect()
}

#[test]
fn persons_by_their_nation() {
    for (body, expected) in [
        (
            "Ada Roe met Canadian chemist Karl Hale. Later the Canadian refused.",
            &["Canadian: Karl Hale"][..],
        ),
        // Who is of another age cannot be meant.
        (
            "The 36-year-old champion Ada Roe hit Ida Hale, and the 40-year-old Canadian was hurt.",
            &["Canadian: Ida Hale"],
        ),
        (
            "Ada Roe, 36, met Ida Hale, 41, and the 50-year-old Canadian was hurt.",
            &[],
        ),
        ("Ada Roe met Ida Hale. The Canadian was hurt.", &[]),
        (
            "Ada Roe fell. The Canadian was skating.",
            &["Canadian: Ada Roe"],
        ),
        ("Ada Roe fell. The Canadian ice broke.", &[]),
    ] {
        assert_eq!(described(body), expected, "{body}");
    }
}

#[test]
fn places_with_what_is_around_them() {
    let body = "It fell in the Toronto area, said Ada Roe of Toronto. The Roe area is wet.";
    assert_eq!(described(body), ["Toronto area: Toronto"]);
}

#[test]
fn persons_in_headlines() {
    let body = "Woman Killed in Quarry Crash, Driver Charged\nAda Roe was killed when she crossed the road. \
        The driver, Karl Hale, was charged. Hale said that he was sorry.";
    assert_eq!(described(body), ["Woman: Ada Roe", "Driver: Karl Hale"]);
    // In a sentence, where something in capitals stands before the word.
    let body = "A Toronto mother of 12 was killed on Monday by a falling tree near her school.\n\
        Ada Roe was killed when a tree fell at the school, the police said. Karl Hale ran.";
    assert_eq!(described(body), ["mother of 12: Ada Roe"]);
    // Nobody whom the article names.
    let body = "Driver Charged in Quarry Crash\nAda Roe saw it. Karl Hale heard it.";
    assert!(described(body).is_empty());
}

#[test]
fn roles() {
    let role = |body: &str| {
        let all = read(body);
        let named = all.entities.iter().find(|e| e.name.contains("Roe"));
        let role = named.and_then(|e| e.role.clone());
        role.map(|r| body[r.start as usize..r.end as usize].to_owned())
    };
    for (body, expected) in [
        (
            "They met Ukrainian President Ada Roe there.",
            Some("Ukrainian President"),
        ),
        (
            "They met U.S. Secretary of State Ada Roe.",
            Some("U.S. Secretary of State"),
        ),
        (
            "A letter by harbour board spokesman Karl Roe came.",
            Some("spokesman"),
        ),
        (
            "Ada Roe, a chemist at the mill, came.",
            Some("a chemist at the mill"),
        ),
        (
            "Ada Roe, 61, the mayor of Oldport, came.",
            Some("the mayor of Oldport"),
        ),
        (
            "They met Prime Minister of Ukraine Ada Roe.",
            Some("Prime Minister of Ukraine"),
        ),
        ("The bridge fell, Ada Roe said.", None),
        ("They met Mr. Roe.", None),
    ] {
        assert_eq!(role(body).as_deref(), expected, "{body}");
    }
}

proptest! {
    #[test]
    fn mentions_are_in_order_and_nothing_panics(
        body in "(Ada|Roe|Mr|U\\.S|of|the|and|van|al|Ministry|Corp|New York|117th|Street|NATO|Inc|said|[ .,’'“”()&-]|\n| ){0,40}",
    ) {
        let all = read(&body);
        let mut end = 0;
        for mention in &all.mentions {
            prop_assert!(end <= mention.range.start && mention.range.start < mention.range.end);
            prop_assert!(body.get(mention.range.start as usize..mention.range.end as usize).is_some());
            prop_assert!((mention.entity as usize) < all.entities.len());
            end = mention.range.end;
        }
        for entity in &all.entities {
            prop_assert!((entity.introduction as usize) < all.mentions.len());
        }
    }

    #[test]
    fn any_text(body in any::<String>()) {
        read(&body);
    }
}
