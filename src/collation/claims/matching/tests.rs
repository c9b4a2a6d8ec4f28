mod dates;

use super::super::account::account;
use super::super::recent::Recent;
use super::super::terms::Nouns;
use super::*;
use crate::facts;
use crate::facts::shingles::Seen;

/// The figures of two texts that contradict each other, as written.
fn conflicts(a: &str, b: &str) -> Vec<(String, String)> {
    let read = |body: &str| {
        let facts = facts::read(body, &mut Seen::default());
        account(0, body, &facts, &Nouns::default(), &mut Recent::default())
    };
    let text = |body: &str, claim: Option<&Claim>| {
        let range = claim.map(|c| c.range.start as usize..c.range.end as usize);
        range
            .map(|range| body[range].to_owned())
            .unwrap_or_default()
    };
    let (x, y) = (read(a), read(b));
    let pairs = pairs(&x, &y, true).into_iter().filter(|pair| pair.contrary);
    pairs
        .map(|pair| {
            (
                text(a, x.claims.get(pair.a as usize)),
                text(b, y.claims.get(pair.b as usize)),
            )
        })
        .collect()
}

#[test]
fn figures_of_one_thing_that_cannot_both_hold() {
    for (a, b, x, y) in [
        (
            "Deputy Ana Rivas was shot to death outside a flat in the 1200 block of East Quay Street.",
            "Rivas followed him to a block of flats in the 1250 block of East Quay Street.",
            "1200",
            "1250",
        ),
        (
            "The storm injured 12 people on the island, the governor said.",
            "According to the governor, 18 people were injured on the island.",
            "12 people",
            "18 people",
        ),
        (
            "Thieves took seven paintings from the Ostrava museum at night.",
            "The Ostrava museum lost nine paintings to thieves.",
            "seven paintings",
            "nine paintings",
        ),
        (
            "Forty-year-old Ada Novak was arrested in Brno.",
            "Police arrested 41-year-old Ada Novak.",
            "Forty-year-old",
            "41-year-old",
        ),
        (
            "The fire killed at least nine people and wounded 20.",
            "Four people were killed in the fire.",
            "at least nine people",
            "Four people",
        ),
        // A time in two units.
        (
            "Ada Novak swam round the pier of Lowell in four minutes, 48 seconds.",
            "Ada Novak swam round the pier of Lowell in four minutes and 12 seconds.",
            "four minutes, 48 seconds",
            "four minutes and 12 seconds",
        ),
        // The day is that of the words.
        (
            "In March, 500 crates of apples were brought to the Lowell docks.",
            "The harbour master said on Monday that 550 crates of apples were brought to the Lowell docks.",
            "500 crates",
            "550 crates",
        ),
        // Other names, but one phrase.
        (
            "A letter by Novak says two grey herons nested on the roof of the mill.",
            "According to Kriz four grey herons nested on the roof of the mill.",
            "two grey herons",
            "four grey herons",
        ),
        (
            "Lawmakers have three weeks to agree, Novak said.",
            "With just five weeks left for lawmakers, Novak met them.",
            "three weeks",
            "five weeks",
        ),
        (
            "Pickets stood outside the mill in Lowell for three weeks.",
            "For five weeks pickets stood outside the mill in Lowell.",
            "three weeks",
            "five weeks",
        ),
    ] {
        let expected = vec![(x.to_owned(), y.to_owned())];
        assert_eq!(conflicts(a, b), expected, "{a} {b}");
        let turned = vec![(y.to_owned(), x.to_owned())];
        assert_eq!(conflicts(b, a), turned, "{b} {a}");
    }
}

#[test]
fn figures_of_different_things() {
    for (a, b) in [
        // Another fate.
        (
            "The storm injured 12 people on the island, the governor said.",
            "The storm killed 18 people on the island, the governor said.",
        ),
        // A part, or more of them.
        (
            "Divers found three boats near the pier.",
            "Divers found another five boats near the pier.",
        ),
        (
            "Divers raised two of the sunken boats near the pier.",
            "Divers raised five boats near the pier.",
        ),
        // Another day, another person, another anchor.
        (
            "On Monday 12 houses burned in Lowell.",
            "On Friday 15 houses burned in Lowell.",
        ),
        (
            "Ada Novak, a 40-year-old baker, spoke first.",
            "Jan Kriz, a 43-year-old baker, spoke first.",
        ),
        (
            "The bridge closed nine days before the vote in Lowell.",
            "The bridge closed five days ago in Lowell.",
        ),
        (
            "A tremor of 3.8 on the Richter scale shook Lowell on Monday.",
            "In March, a tremor of 5.1 on the Richter scale shook Lowell.",
        ),
        // What is wanted is not what there is.
        (
            "Novak needed nine points against Lowell to win the cup.",
            "Novak made 14 points against Lowell to win the cup.",
        ),
        // Two moments of a game.
        (
            "Novak scored for Lowell with four minutes, 48 seconds remaining.",
            "Novak scored for Lowell with nine minutes to play.",
        ),
        // Both can hold.
        (
            "The fire burned about 1,000 hectares of forest.",
            "The fire burned 1,032 hectares of forest.",
        ),
        (
            "The march drew more than 5,000 people to Lowell.",
            "The march drew 6,200 people to Lowell.",
        ),
        // Two reports of a series.
        (
            "Nine grain ships were loading and 16 ferries were waiting at the Lowell docks.",
            "Ten grain ships were loading and 14 ferries were waiting at the Lowell docks.",
        ),
        // Parts and their sum.
        (
            "The navy held 12 Danish and 11 Faroese sailors near the pier in Lowell.",
            "The navy held 23 sailors near the pier in Lowell.",
        ),
        (
            "The navy held 12 sailors and 11 cooks near the pier in Lowell.",
            "The navy held 23 sailors near the pier in Lowell.",
        ),
        // In a part of a game, and in all of it.
        (
            "During the game's 15-2 run in Lowell, Novak made six throws.",
            "Novak made 11 throws in the game in Lowell.",
        ),
        (
            "In the second half in Lowell, Novak made six throws.",
            "Novak made 11 throws in the game in Lowell.",
        ),
        // Hers, and that of a colleague.
        (
            "Dorn has been at the mill for 37 years and worked beside Novak.",
            "Novak was the baker at the mill, where she worked for 15 years.",
        ),
        // Hardly a word in common, or sizes apart.
        ("The choir sang for 12 guests.", "Rain fell on 15 guests."),
        (
            "The museum in Ostrava shows 12 paintings.",
            "The museum in Ostrava owns 1,800 paintings.",
        ),
        // A text that gives both values.
        (
            "The storm injured 12 people on the island, the governor said.",
            "The governor said 18 people were injured on the island. Earlier he said 12 people were injured there.",
        ),
    ] {
        assert_eq!(conflicts(a, b), [], "{a} {b}");
    }
}

#[test]
fn of_other_subjects_or_kinds() {
    let known = "Ada Novak met Jan Kriz at the mill in Lowell.";
    for (a, b) in [
        // Two subjects that both texts know.
        (
            "Novak won 52 seats in Lowell.",
            "Kriz won 41 seats in Lowell.",
        ),
        // The noun is left out behind the second number.
        (
            "Novak's party won 52 seats in the Lowell council to 41 for the party of Kriz.",
            "The party of Kriz won 41 seats in the Lowell council.",
        ),
        (
            "The mill had 15 shots on goal at Lowell against nine.",
            "The guests had nine shots on goal at Lowell.",
        ),
        // By how much, and to what.
        (
            "The deficit of Lowell fell to 3 percent this week.",
            "The deficit of Lowell fell by 2 percent this week.",
        ),
        (
            "The deficit of Lowell fell from 5 percent to 3 percent.",
            "The deficit of Lowell fell by 2 percent.",
        ),
        // Two sides.
        (
            "The union demands a pay rise of 9.5 percent for dockers in Lowell.",
            "The harbour has offered a pay rise of 6 percent for dockers in Lowell.",
        ),
        // What may be.
        (
            "The ferry to Lowell was licensed to carry 120 passengers.",
            "The ferry to Lowell was carrying 174 passengers.",
        ),
        (
            "The captain could face 20 years in prison in Lowell.",
            "The captain was sentenced to 12 years in prison in Lowell.",
        ),
        // Many write tons and mean tonnes.
        (
            "The mill ground 41,600 tons of rye in Lowell.",
            "The mill ground 41,600 tonnes of rye in Lowell.",
        ),
        // A name begins the sentence.
        (
            "Novak owed Kriz $1.3 million.",
            "Novak paid Kriz $2.1 million.",
        ),
        // Another storm.
        (
            "The last storm in Lowell, in 1987, killed 240 people.",
            "The storm in Lowell killed 87 people on Monday.",
        ),
        (
            "On 3 May, 240 people were killed by the storm in Lowell.",
            "On 9 June, 87 people were killed by the storm in Lowell.",
        ),
        (
            "Nine years ago a storm killed 240 people in Lowell.",
            "The storm killed 87 people in Lowell on Monday.",
        ),
    ] {
        let with = |text: &str| format!("{known} {text}");
        assert_eq!(conflicts(&with(a), &with(b)), [], "{a} {b}");
    }
}

#[test]
fn others_that_are_told_apart_hide_nothing() {
    let ages = "Hugo Brandeis, 61, sat by. Irene Falk, 38, sat by. Mara Holt, 29, sat by.";
    let known = "Ada Novak met Jan Kriz at the mill in Lowell.";
    for (a, b) in [
        (
            format!("In court Nora Thiel, 45, wept. {ages}"),
            format!("Reporters met Nora Thiel, 54, a doctor. {ages}"),
        ),
        (
            format!("Thiel, 47, was shot in the garage. {known} Nora Thiel rests."),
            format!("Thiel, 49, was shot in the garage. {known} Nora Thiel sleeps."),
        ),
        (
            format!("The storm killed 12 people on the island. {known}"),
            format!("On the island 18 people died in the storm. {known}"),
        ),
        (
            format!("The wreck of the barge lies 10 miles off the island. {known}"),
            format!("The wreck of the barge lies 40 km off the island. {known}"),
        ),
        (
            format!("The jury of Lowell deliberated for 11 hours before it came back. {known}"),
            format!("The jury of Lowell deliberated for 14 hours and came back. {known}"),
        ),
    ] {
        assert_eq!(conflicts(&a, &b).len(), 1, "{a} {b}");
    }
}

#[test]
fn many_figures_in_a_unit_ask_for_more() {
    let one = "The fire in Lowell burned 12 houses.";
    let other = "Some 20 houses are gone in Lowell, the mayor said after a night of fire.";
    assert_eq!(conflicts(one, other).len(), 1);
    let more = "Barrow lost 14 houses. Dorn lost nine houses. Kriz built 17 houses. Novak sold 10.";
    assert_eq!(conflicts(&format!("{one} {more}"), other), []);
}
