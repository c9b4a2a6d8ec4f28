use super::{Identities, Settings};
use crate::collation::grouping::Grouping;
use crate::facts::shingles::Seen;
use crate::facts::{self, Facts};

/// What the first and the last article call a name, over all articles; in whatever order they were read.
fn canonical(articles: &[&str], first: &str, last: &str) -> [String; 2] {
    let read = |body: &&str| facts::read(body, &mut Seen::default());
    let facts: Vec<Facts> = articles.iter().map(read).collect();
    let named = |order: &mut dyn Iterator<Item = usize>| {
        let mut all = Identities::new(&Settings::default());
        for n in order {
            all.insert(n as u32, n as u128, articles[n], &facts[n]);
        }
        all.refresh();
        [(0, first), (articles.len() - 1, last)].map(|(n, text)| {
            let entities = &facts[n].entities.entities;
            let entity = entities.iter().position(|e| *e.name == *text);
            let name = all.canonical(n as u32, entity.map_or(u32::MAX, |e| e as u32));
            name.unwrap_or("nothing").to_owned()
        })
    };
    let forth = named(&mut (0..articles.len()));
    assert_eq!(forth, named(&mut (0..articles.len()).rev()));
    forth
}

/// Two sentences with a name each, and with a third in common.
fn are_one(a: &str, b: &str) -> bool {
    let first = format!("They met at {a} on the way. Later Olena Marchenska left.");
    let last = format!("They met at {b} again. Later Olena Marchenska left.");
    let [first, last] = canonical(&[&first, &last], a, b);
    assert!(
        first != "nothing" && last != "nothing",
        "{a}: {first}, {b}: {last}"
    );
    first == last
}

#[test]
fn organisations_and_places_in_short() {
    for (a, b, expected) in [
        ("Norport Harbour Police", "Harbour Police", true),
        ("Norport Harbor Police", "Norport Harbour Police", true),
        ("New Harlow University", "Harlow University", false),
        ("Mount Tarrow", "Mt. Tarrow", true),
        ("Norport Harbour Police", "NHP", true),
        (
            "Norport Harbour Police Department",
            "Norport Harbour Police",
            true,
        ),
        ("Norport Harbour Department", "Norport Harbour", false),
        ("Microsoft Corp.", "Microsoft", true),
        ("Punjab Province", "Punjab", true),
        ("City of Toronto", "Toronto", true),
        ("City of London", "London", false),
        // A film is no team.
        ("City of Angels", "Angels", false),
        ("Norport Harbour Police", "NHQ", false),
    ] {
        assert_eq!(are_one(a, b), expected, "{a}, {b}");
    }
}

#[test]
fn companies_without_their_mark() {
    for (a, b, expected) in [
        ("Quarry Wexmer Inc.", "Quarry Wexmer", true),
        ("Quarry Wexmer Inc.", "Quarry Wexmere", false),
        // Who may be its founder.
        ("Karl Wexmer Inc.", "Karl Wexmer", false),
    ] {
        let first = format!("They met {a} on the way. Later Olena Marchenska left.");
        let last = format!("They met {b} again. Later Olena Marchenska left.");
        let [first, last] = canonical(&[&first, &last], a, b);
        assert_eq!(first == last, expected, "{a}, {b}: {first}, {last}");
    }
}

#[test]
fn teams_by_their_home() {
    let more = "Later Olena Marchenska left.";
    let team = format!("They met the Ohio Bulldogs on the way. {more}");
    let game = "The coach praised the defense in a season of victories.";
    let home = format!("{game} Nobody beat Ohio (3-1) at all. {more}");
    let [first, last] = canonical(&[&team, &home], "Ohio Bulldogs", "Ohio");
    assert_eq!([first.as_str(), &last], ["Ohio Bulldogs"; 2]);
    // Another event, or the place.
    for other in [
        &home.replace(more, ""),
        &format!("{game} It rained in Ohio. {more}"),
    ] {
        let [_, last] = canonical(&[&team, other], "Ohio Bulldogs", "Ohio");
        assert_eq!(last, "Ohio");
    }
    // A school of which nothing is known, and one of a team that is.
    let home = format!("They met Wexmere on the way. {more}");
    let team = format!("They met the Wexmere Bulldogs on the way. {more}");
    let [_, last] = canonical(&[&team, &home], "Wexmere Bulldogs", "Wexmere");
    assert_eq!(last, "Wexmere Bulldogs");
    let (one, all) = ("They met a Denver Bronco.", "They met the Broncos.");
    let [first, last] = canonical(&[one, all], "Denver Bronco", "Broncos");
    assert_eq!(first, last);
}

#[test]
fn acronyms_of_two_names_stay_alone() {
    let more = "Later Olena Marchenska left.";
    let articles = [
        format!("They met at Norport Harbour Police. {more}"),
        format!("They met at Northern Herring Police. {more}"),
        format!("They met at NHP again. {more}"),
    ];
    let articles: Vec<&str> = articles.iter().map(String::as_str).collect();
    let [_, last] = canonical(&articles, "Norport Harbour Police", "NHP");
    assert_eq!(last, "NHP");
    let unrelated = [articles[0], "They met at NHP again."];
    let [_, last] = canonical(&unrelated, "Norport Harbour Police", "NHP");
    assert_eq!(last, "NHP");
}
