use super::*;
use crate::facts::delimiters::delimiters;
use crate::facts::entities::{Entity, EntityKind, Mention};
use crate::text::words::words;
use proptest::prelude::*;

fn with<T>(body: &str, read: impl FnOnce(&Reading<'_>) -> T) -> T {
    let words = words(body);
    let delimiters = delimiters(body);
    read(&Reading::new(body, &words, &delimiters.quotations))
}

fn all(body: &str) -> Vec<Quote> {
    with(body, |reading| quotes(reading, &Entities::default()))
}

fn text<'b>(body: &'b str, range: &Range<u32>) -> &'b str {
    &body[range.start as usize..range.end as usize]
}

/// The speaker and the cue of each utterance, as `speaker|cue`.
fn said(body: &str) -> Vec<String> {
    let say = |quote: &Quote| {
        let speaker = quote.speaker.as_ref().map_or("", |s| text(body, &s.range));
        let cue = quote.cue.as_ref().map_or("", |cue| text(body, cue));
        format!("{speaker}|{cue}")
    };
    all(body).iter().map(say).collect()
}

#[track_caller]
fn check(table: &[(&str, &[&str])]) {
    for (body, expected) in table {
        assert_eq!(said(body), *expected, "{body}");
    }
}

#[test]
fn behind_the_quotation() {
    check(&[
        (
            "“The bridge is not safe,” Ada Hale said on Monday.",
            &["Ada Hale|said"],
        ),
        (
            "“The bridge is not safe,” said Ada Hale, the engineer.",
            &["Ada Hale|said"],
        ),
        (
            "“The bridge is not safe,” she told reporters.",
            &["she|told"],
        ),
        (
            "“Is the bridge safe?” the mayor of Ulm asked.",
            &["the mayor|asked"],
        ),
        ("“Is the bridge safe?” Hale asked.", &["Hale|asked"]),
        (
            "“The bridge is not safe,” Ada Hale, 47, of Ulm, Ohio, said.",
            &["Ada Hale|said"],
        ),
        (
            "“The bridge is not safe,” a spokesman for the town later said.",
            &["a spokesman|said"],
        ),
        (
            "“The bridge is not safe,” Mr. Will said.",
            &["Mr. Will|said"],
        ),
        (
            "“The bridge is not safe,” according to the report.",
            &["the report|according to"],
        ),
        (
            "“The bridge is a wreck,” as Ada Hale put it.",
            &["Ada Hale|put it"],
        ),
        (
            "“The bridge is not safe,” wrote the town’s engineers.",
            &["the town’s engineers|wrote"],
        ),
        (
            "“The bridge is not safe,” Hale and Reed write.",
            &["Hale and Reed|write"],
        ),
        (
            "“The bridge is not safe,” Reed officials said.",
            &["Reed officials|said"],
        ),
    ]);
}

#[test]
fn before_the_quotation() {
    check(&[
        (
            "Ada Hale said, “The bridge is not safe.”",
            &["Ada Hale|said"],
        ),
        (
            "Ada Hale said the bridge was “not safe at all, for anyone.”",
            &["Ada Hale|said"],
        ),
        (
            "Ada Hale, the mayor, told them: “The bridge is not safe.”",
            &["Ada Hale|told"],
        ),
        (
            "On Monday Ada Hale called it “a bridge that nobody should use.”",
            &["Ada Hale|called"],
        ),
        (
            "In a statement, the mayor said that it was “not safe for anyone.”",
            &["the mayor|said"],
        ),
        (
            "According to Ada Hale, it is “not safe for anyone at all.”",
            &["Ada Hale|According to"],
        ),
        ("HALE: “The bridge is not safe.”", &["HALE|:"]),
        (
            "Hale issued a statement saying, “The bridge is not safe.”",
            &["Hale|saying"],
        ),
        (
            "Hale closed the bridge on Monday, calling it “a danger to all of us.”",
            &["Hale|calling"],
        ),
        (
            "An engineer who asked not to be named said it was “a danger to all.”",
            &["An engineer|said"],
        ),
        (
            "Hale said she would call it “a danger to all of us.”",
            &["Hale|said"],
        ),
        // A clause with `who` that is over before the quotation, and one that goes on.
        (
            "Ada Hale mocked the plan, saying anyone who complains about a bridge “is not having a good day.”",
            &["Ada Hale|saying"],
        ),
        (
            "Ada Hale, who said the bridge was “not safe at all,” went home.",
            &["who|said"],
        ),
        (
            "In Ulm, O.H., on Monday, Ada Hale closed the bridge, calling it “a danger to all of us.”",
            &["Ada Hale|calling"],
        ),
        (
            "In a riff on his slogan, they will hold banners proclaiming: “Yes we can stop it.”",
            &["they|proclaiming"],
        ),
        // The clause before the comma is over with the quotation.
        (
            "When Ada Hale said they would “count all of the crates,” the crowd laughed loudly.",
            &["Ada Hale|said"],
        ),
        (
            "Officials say that it is “a danger to all of us.”",
            &["Officials|say"],
        ),
    ]);
}

#[test]
fn nobody_says_it() {
    check(&[
        ("The “old iron bridge over the river” is closed.", &["|"]),
        (
            "The bridge was called “a danger to all of us” in the paper.",
            &["|"],
        ),
        (
            "The report on “bridges and their many dangers” is out.",
            &["|"],
        ),
        ("The bridge is closed. “Nobody may use it now.”", &["|"]),
        // Headlines before a colon.
        (
            "Ada Hale Hammers Old Ulm Bridge: “You should be ashamed.”",
            &["|"],
        ),
        (
            "A lesson from Ada Hale: “Be the voice that people hear.”",
            &["|"],
        ),
        // Verbs that the lists do not know, nouns that look like verbs.
        (
            "The new film attacks Hale, and claims it was “a danger to all of us.”",
            &["|"],
        ),
        (
            "The law can be “the best of all worlds,” giving states more power.",
            &["|"],
        ),
    ]);
    check(&[(
        "The bridge was called “a danger to all” by Ada Hale.",
        &["Ada Hale|called"],
    )]);
}

#[test]
fn goes_on_without_a_cue() {
    check(&[
        (
            "Hale said it was closed. “Nobody may use it.”",
            &["Hale|said"],
        ),
        // In the next paragraph, where nothing else stands in it.
        (
            "“It is closed,” Hale said.\n\n“Nobody may use it now.”\n",
            &["Hale|said", "Hale|said"],
        ),
        (
            "“It is closed,” Hale said.\n\nReed went home.\n\n“Nobody may use it.”\n",
            &["Hale|said", "|"],
        ),
        (
            "Then Ada Hale explained:\n\n“Nobody may use it now.”\n",
            &["Ada Hale|explained"],
        ),
        (
            "It was “not safe” and “a danger to all of us,” Hale said.",
            &["Hale|said", "Hale|said"],
        ),
    ]);
}

/// How many pieces each utterance has.
fn pieces(body: &str) -> Vec<usize> {
    all(body).iter().map(|quote| quote.parts.len()).collect()
}

#[test]
fn pieces_are_joined() {
    let table: &[(&str, &[usize])] = &[
        ("“It is closed,” Hale said, “and will remain so.”", &[2]),
        ("“It is closed,” Hale said. “Nobody may use it.”", &[2]),
        (
            "“It is closed,” said Hale, the mayor of Ulm. “Nobody may use it.”",
            &[2],
        ),
        // Another verb, another speaker, another paragraph: another utterance.
        (
            "“It is closed,” Hale said, adding: “Nobody may use it.”",
            &[1, 1],
        ),
        ("“It is closed,” Hale said. “Not so,” Reed said.", &[1, 1]),
        (
            "“It is closed,” Hale said.\n\n“Nobody may use it.”\n",
            &[1, 1],
        ),
        // Words of the writer’s sentence.
        (
            "Hale called it “unsafe for all” and “a danger to the town.”",
            &[1, 1],
        ),
    ];
    for (body, expected) in table {
        assert_eq!(pieces(body), *expected, "{body}");
    }
}

#[test]
fn over_paragraphs_it_is_one() {
    let body = "Hale said: “It is closed.\n\n“Nobody may use it.”\n\nThen Hale left.\n";
    assert_eq!(said(body), ["Hale|said"]);
    let body = "“It is closed.\n\n“Nobody may use it,” Hale said.\n";
    assert_eq!(said(body), ["Hale|said"]);
}

#[test]
fn what_is_nested_has_no_speaker_of_its_own() {
    let body = "“He told me, ‘The bridge is not safe,’ and left,” Hale said.";
    assert_eq!(said(body), ["Hale|said", "|"]);
    assert_eq!(pieces(body), [1, 1]);
}

#[test]
fn kinds() {
    use QuoteKind::{Scare, Speech, Title};
    let table: &[(&str, &[QuoteKind])] = &[
        ("The “experts” in the hall went home.", &[Scare]),
        ("John “Jack” Hale went home.", &[Scare]),
        ("She bought “The Bridges of Ulm” and went home.", &[Title]),
        (
            "Hale said in “The Bridges of Ulm” that it was closed.",
            &[Title],
        ),
        (
            "On “State of the Union,” Hale said it was closed.",
            &[Title],
        ),
        ("A play called “The Bridges of Ulm” is on.", &[Title]),
        ("“No,” said Hale.", &[Speech]),
        ("Hale called it “unsafe.”", &[Speech]),
        ("“It is closed,” Hale said.", &[Speech]),
        (
            "They chanted “Close The Bridge Now” in the hall.",
            &[Speech],
        ),
    ];
    for (body, expected) in table {
        let kinds: Vec<QuoteKind> = all(body).iter().map(|quote| quote.kind).collect();
        assert_eq!(kinds, *expected, "{body}");
    }
}

#[test]
fn one_bad_mark_spoils_nothing_else() {
    let body =
        "Hale said: “It is closed.\n\nThe town is angry.\n\n“Nobody may use it,” Reed said.\n";
    assert_eq!(said(body), ["Reed|said"]);
    let body = "It is closed.” That was all.\n\n“Nobody may use it,” Reed said.\n";
    assert_eq!(said(body), ["Reed|said"]);
}

/// Entities by hand: each name with its kind and role; the same name is the same entity.
fn entities(body: &str, names: &[(&str, EntityKind, Option<&str>)]) -> Entities {
    let mut entities = Entities::default();
    let range = |at: usize, text: &str| at as u32..(at + text.len()) as u32;
    for (number, (name, kind, role)) in names.iter().enumerate() {
        for (at, found) in body.match_indices(name) {
            let (range, entity) = (range(at, found), number as u32);
            entities.mentions.push(Mention { range, entity });
        }
        entities.entities.push(Entity {
            kind: *kind,
            name: (*name).into(),
            role: role.and_then(|role| Some(range(body.find(role)?, role))),
            introduction: 0,
        });
    }
    entities.mentions.sort_by_key(|m| m.range.start);
    for (number, entity) in entities.entities.iter_mut().enumerate() {
        let first = entities
            .mentions
            .iter()
            .position(|m| m.entity == number as u32);
        entity.introduction = first.unwrap_or_default() as u32;
    }
    entities
}

#[test]
fn speakers_are_resolved() {
    use EntityKind::{Organization, Person};
    let names = &[
        ("Ada Hale", Person, Some("mayor")),
        ("John Reed", Person, None),
        ("Ulm Steel", Organization, None),
    ][..];
    let table: &[(&str, Option<&str>)] = &[
        ("“It is closed,” Ada Hale said.", Some("Ada Hale")),
        ("“It is closed,” Ulm Steel said.", Some("Ulm Steel")),
        (
            "Ada Hale met John Reed. “It is closed,” she said.",
            Some("Ada Hale"),
        ),
        (
            "Ada Hale met John Reed. “It is closed,” he said.",
            Some("John Reed"),
        ),
        (
            "The mayor, Ada Hale, met John Reed. “It is closed,” the mayor said.",
            Some("Ada Hale"),
        ),
        // The quotation names her, the writer does not.
        ("John Reed came. “Ada Hale is here,” she said.", None),
        (
            "Ada Hale came. John Reed’s dog barked. “It is closed,” she said.",
            Some("Ada Hale"),
        ),
        (
            "Ada Hale came. She met John Reed. “It is closed,” she said.",
            Some("Ada Hale"),
        ),
        ("“It is closed,” said an actor in Ulm Steel.", None),
        (
            "Ada Hale came. “It is closed,” Ada Hale’s brother said.",
            None,
        ),
        ("Ada Hale came. “It is closed,” they said.", None),
    ];
    for (body, expected) in table {
        let entities = entities(body, names);
        let found = with(body, |reading| quotes(reading, &entities));
        let speaker = found.first().and_then(|quote| quote.speaker.as_ref());
        let entity = speaker
            .and_then(|s| s.entity)
            .map(|e| entities.entities[e as usize].name.as_ref());
        assert_eq!(entity, *expected, "{body}");
    }
}

#[test]
fn a_name_beside_a_role_is_the_speaker() {
    use EntityKind::{Person, Place};
    let names = &[
        ("Ada Hale", Person, None),
        ("John Reed", Person, None),
        ("Ulm", Place, None),
    ][..];
    let table: &[(&str, &str)] = &[
        ("“It is closed,” said the mayor, Ada Hale.", "Ada Hale"),
        (
            "“It is closed,” said the mayor, Dr. Ada Hale, on Monday.",
            "Ada Hale",
        ),
        (
            "“It is closed,” said the mayor of Ulm, Ada Hale.",
            "Ada Hale",
        ),
        (
            "“It is closed,” the head of the quay board, Ada Hale, said.",
            "Ada Hale",
        ),
        ("“It is closed,” his lawyer, Ada Hale, said.", "Ada Hale"),
        (
            "Its chief executive, Ada Hale, said: “It is closed.”",
            "Ada Hale",
        ),
        (
            "According to John Reed’s lawyer, Ada Hale, it is “unsafe for all of us.”",
            "Ada Hale",
        ),
        (
            "“It is closed,” said the mayor, Ada Hale of Ulm.",
            "Ada Hale",
        ),
        (
            "“It is closed,” said President of the Ulm Ada Hale.",
            "Ada Hale",
        ),
        // Whose name it is stays open, or somebody else’s it is.
        (
            "“It is closed,” said a spokesman for the mayor, Ada Hale.",
            "a spokesman",
        ),
        (
            "“It is closed,” said a friend of John Reed, Ada Hale.",
            "a friend",
        ),
        (
            "“It is closed,” said the mayor, Ada Hale and John Reed.",
            "the mayor",
        ),
        ("“It is closed,” said a resident of Ulm, Ulm.", "a resident"),
        ("“It is closed,” said the report, Ada Hale.", "the report"),
        (
            "“It is closed,” said Ada Hale, John Reed, and the mayor.",
            "Ada Hale",
        ),
    ];
    for (body, expected) in table {
        let entities = entities(body, names);
        let found = with(body, |reading| quotes(reading, &entities));
        let speaker = found.first().and_then(|quote| quote.speaker.as_ref());
        assert_eq!(
            speaker.map(|s| text(body, &s.range)),
            Some(*expected),
            "{body}"
        );
        let entity = speaker.and_then(|s| s.entity);
        let name = entity.map(|e| entities.entities[e as usize].name.as_ref());
        assert_eq!(
            name,
            (*expected == "Ada Hale").then_some("Ada Hale"),
            "{body}"
        );
    }
}

#[test]
fn a_long_sentence_costs_no_more_than_its_length() {
    // One sentence of many quotations: each looks no further than its window.
    let body = "and said “no” to it, ".repeat(5_000);
    assert_eq!(all(&body).len(), 5_000);
}

proptest! {
    #[test]
    fn any_text_is_read(body in "(“|”|‘|’|\"|'|,|\\.|:|;|—|\\(|\\)|\n| |said|Hale|she|was|by|the|and|who|saying|say|according to|of|on Monday|é){0,60}") {
        for quote in all(&body) {
            prop_assert!(!quote.parts.is_empty());
            for range in quote.speaker.iter().map(|s| &s.range).chain(&quote.cue) {
                prop_assert!(body.get(range.start as usize..range.end as usize).is_some());
            }
        }
    }
}
