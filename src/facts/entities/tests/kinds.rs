//! What tells the kind of a name: what stands around it, and what stands in one list with it.

use super::{check, described, found};

/// The kind and the name of the first mention that is written so.
fn kind_of(body: &str, text: &str) -> String {
    let start = format!("{text}: ");
    let all = found(body);
    let first = all.iter().find_map(|found| found.strip_prefix(&start));
    first.unwrap_or("nothing").to_owned()
}

#[test]
fn places_by_what_stands_around_them() {
    for (body, text, expected) in [
        ("It lies north of Wexmere.", "Wexmere", "place Wexmere"),
        ("The residents of Wexmere left.", "Wexmere", "place Wexmere"),
        (
            "They searched the Wexmere district.",
            "Wexmere",
            "place Wexmere",
        ),
        // Of several words, where a state is behind them.
        (
            "They met in Sandy Quill, Ohio, on Monday.",
            "Sandy Quill",
            "place Sandy Quill",
        ),
        (
            "She was born in Sandy Quill, Ohio and died there.",
            "Sandy Quill",
            "place Sandy Quill",
        ),
        (
            "The Quarry saw Wex Mere, Ohio, again.",
            "Wex Mere",
            "place Wex Mere",
        ),
        (
            "Then Sandy Quill, Ohio governor, spoke.",
            "Sandy Quill",
            "person Sandy Quill",
        ),
        (
            "He drove along State Route 94 there.",
            "State Route 94",
            "place State Route 94",
        ),
        (
            "It lies in the Caspian sea, he said.",
            "Caspian sea",
            "place Caspian sea",
        ),
        (
            "It hit King County hard.",
            "King County",
            "place King County",
        ),
    ] {
        assert_eq!(kind_of(body, text), expected, "{body}");
    }
}

#[test]
fn places_behind_what_they_are_of() {
    check(
        "It lies on the Iranian Island of Wexmer. The Persian Gulf Island of Qualm is near.",
        &[
            "Island of Wexmer: other Island of Wexmer",
            "Persian Gulf: place Persian Gulf",
            "Island of Qualm: other Island of Qualm",
        ],
    );
}

#[test]
fn names_in_one_list() {
    for (body, text, expected) in [
        (
            "He studied in Berlin and Wexmere.",
            "Wexmere",
            "place Wexmere",
        ),
        (
            "They saw Ohio, Wex Mere and Iowa.",
            "Wex Mere",
            "place Wex Mere",
        ),
        (
            "It was sold by Microsoft and Wexmere.",
            "Wexmere",
            "organization Wexmere",
        ),
        // A comma alone makes no list, and what is known otherwise stays.
        ("They saw Ohio, Wexmere.", "Wexmere", "other Wexmere"),
        ("They saw Ohio and Ada Roe.", "Ada Roe", "person Ada Roe"),
        (
            "They saw Ohio, Wexmere, and Iowa.",
            "Wexmere",
            "place Wexmere",
        ),
        (
            "They left Ohio, and Wexmere stayed.",
            "Wexmere",
            "other Wexmere",
        ),
        (
            "He told Ada Roe of Ohio and Wex Mere so.",
            "Wex Mere",
            "other Wex Mere",
        ),
        // Two kinds tell nothing.
        (
            "They saw Ohio, Ada Roe and Wexmere.",
            "Wexmere",
            "other Wexmere",
        ),
    ] {
        assert_eq!(kind_of(body, text), expected, "{body}");
    }
}

#[test]
fn companies_by_what_they_have() {
    for (body, text, expected) in [
        (
            "Then Wexmere was founded there.",
            "Wexmere",
            "organization Wexmere",
        ),
        (
            "He sold his shares of Wex Mere.",
            "Wex Mere",
            "organization Wex Mere",
        ),
        (
            "She likes Wexmere’s customers.",
            "Wexmere",
            "organization Wexmere",
        ),
        ("She likes Wexmere’s cousins.", "Wexmere", "other Wexmere"),
        (
            "He is in the Quarry Hall of Fame.",
            "Quarry Hall of Fame",
            "organization Quarry Hall of Fame",
        ),
    ] {
        assert_eq!(kind_of(body, text), expected, "{body}");
    }
}

#[test]
fn what_happens_is_nobody() {
    for (body, text, expected) in [
        (
            "He fell in World War II there.",
            "World War II",
            "other World War II",
        ),
        (
            "They won the Stanley Cup there.",
            "Stanley Cup",
            "other Stanley Cup",
        ),
        (
            "He met Stanley Cupp there.",
            "Stanley Cupp",
            "person Stanley Cupp",
        ),
        (
            "It is a Quill-Wexmer state.",
            "Quill-Wexmer",
            "other Quill-Wexmer",
        ),
    ] {
        assert_eq!(kind_of(body, text), expected, "{body}");
    }
}

#[test]
fn two_persons_and_a_company() {
    check(
        "They met Ada Roe & Karl Hale there.",
        &["Ada Roe: person Ada Roe", "Karl Hale: person Karl Hale"],
    );
    check(
        "They met Karl & Hale Corp. there.",
        &["Karl & Hale Corp.: organization Karl & Hale Corp."],
    );
}

#[test]
fn words_of_places_that_are_titles_too() {
    check(
        "They met the St. Louis Cardinals and read the Fort Worth Star-Telegram.",
        &[
            "St. Louis Cardinals: organization St. Louis Cardinals",
            "Fort Worth Star-Telegram: organization Fort Worth Star-Telegram",
        ],
    );
}

#[test]
fn a_letter_and_a_hyphen_are_no_party() {
    let all = found("They spoke of the D-Company of Karl Hale.");
    assert!(all[0].starts_with("D-Company"), "{all:?}");
}

#[test]
fn members_of_parties_and_generations() {
    check(
        "Ada Roe (R-Ohio), Karl Hale (D-Conn.) and Ida Quall (D-XY) met.",
        &[
            "Ada Roe: person Ada Roe",
            "Ohio: place Ohio",
            "Karl Hale: person Karl Hale",
            "Conn: place Conn",
            "Ida Quall: person Ida Quall",
        ],
    );
    check(
        "He met Ada K. Roe Jr. Nobody saw Karl Luther King Jr. there.",
        &[
            "Ada K. Roe Jr.: person Ada K. Roe Jr.",
            "Karl Luther King Jr.: person Karl Luther King Jr.",
        ],
    );
    check(
        "They met Senators Roe and Hale and House Whip Karl Quall.",
        &[
            "Roe: person Roe",
            "Hale: other Hale",
            "Karl Quall: person Karl Quall",
        ],
    );
}

#[test]
fn names_with_small_words_and_stops() {
    check(
        "The F.Q.B. met al Qaeda at a McDonald’s near Chick-fil-A.",
        &[
            "F.Q.B.: organization F.Q.B.",
            "al Qaeda: organization al Qaeda",
            "McDonald’s: organization McDonald’s",
            "Chick-fil-A: organization Chick-fil-A",
        ],
    );
    check(
        "It is in the Oldport County Justice Center.",
        &["Oldport County Justice Center: organization Oldport County Justice Center"],
    );
}

#[test]
fn surnames_that_are_words() {
    check("White said that it fell.", &["White: person White"]);
    check("White is a colour. Wood said so.", &[]);
    check(
        "Quall and Wexmer said so.",
        &["Quall: other Quall", "Wexmer: person Wexmer"],
    );
}

#[test]
fn names_in_quotation_marks_and_short_sentences() {
    check(
        "He was known as “Deep Throat” there.",
        &["Deep Throat: other Deep Throat"],
    );
    check("He said “Thank You” there.", &[]);
    // No headline, though nearly all its longer words have capitals.
    check(
        "The National Quarry Centre is at Quallstadt.",
        &[
            "National Quarry Centre: organization National Quarry Centre",
            "Quallstadt: place Quallstadt",
        ],
    );
    let all = found("Arkady Joseph Quall Jr, Baker, Sells Bread On Quay\nHe ran.");
    let expected = "Arkady Joseph Quall Jr: person Arkady Joseph Quall Jr";
    assert_eq!(all.first().map(String::as_str), Some(expected));
}

#[test]
fn places_with_their_centres() {
    assert_eq!(
        described("It burnt in Toronto town centre. The Toronto section is old."),
        ["Toronto town centre: Toronto", "Toronto section: Toronto"]
    );
}

#[test]
fn what_only_looks_like_an_event_or_a_part_of_a_place() {
    assert_eq!(
        kind_of(
            "The Quarry Journal-Constitution wrote so.",
            "Quarry Journal-Constitution"
        ),
        "organization Quarry Journal-Constitution"
    );
    assert!(described("Queens District Attorney Ada Roe spoke.").is_empty());
    let headline = "Toronto Neighborhood Is Burnt By Fire\nIt fell on Monday.";
    assert_eq!(described(headline), ["Toronto Neighborhood: Toronto"]);
}

#[test]
fn teams_by_their_city() {
    // Under a name that is known, and the city by another name.
    check(
        "The Boston Red Sox signed him. The catcher and the pitcher praised the season, the roster and the bullpen. Boston will pay.",
        &[
            "Boston Red Sox: organization Boston Red Sox",
            "Boston: organization Boston Red Sox",
        ],
    );
    let all = found(
        "The Indianapolis Colts won. They beat the Chiefs, Indianapolis’ defense held. A season of touchdowns, yards, victories and rebounds. Beating the Chiefs, Indianapolis needed help.",
    );
    let last = all.last().map(String::as_str);
    assert_eq!(last, Some("Indianapolis: organization Indianapolis Colts"));
    check(
        "The Indianapolis Colts won. The Chiefs fell to Indy.",
        &[
            "Indianapolis Colts: organization Indianapolis Colts",
            "Chiefs: organization Chiefs",
            "Indy: organization Indianapolis Colts",
        ],
    );
}
