use super::super::account::{Account, account};
use super::*;
use crate::facts;
use crate::facts::shingles::Seen;

fn read(body: &str) -> Account {
    let facts = facts::read(body, &mut Seen::default());
    account(0, body, &facts, &Nouns::default(), &mut Recent::default())
}

#[test]
fn markets_move() {
    for (body, moves) in [
        ("The index rose nine points.", true),
        ("Hops cost 40 crowns a kilo in Lowell.", true),
        ("The storm injured 12 people.", false),
        ("The storm killed 12 traders.", false),
    ] {
        let account = read(body);
        let [claim] = &account.claims[..] else {
            panic!("{body}: {:?}", account.claims);
        };
        assert_eq!(claim.moves, moves, "{body}");
    }
}

#[test]
fn to_march_is_no_month() {
    let sense = |body: &str| {
        let terms = read(body).terms;
        let march = terms
            .into_iter()
            .find(|t| body[t.start as usize..].starts_with(['m', 'M']));
        march.map(|term| term.sense)
    };
    assert_eq!(sense("Some 200 people will march."), Some(Sense::Content));
    let month = |time| Some(Sense::Time(time));
    let (day, whole) = (month(Time::Month), month(Time::WholeMonth));
    assert_eq!(sense("Some 200 people left in March."), whole);
    assert_eq!(sense("Some 200 people left on 12 March."), day);
}

#[test]
fn other_figures_are_terms() {
    let figures = |body: &str| {
        let terms = read(body).terms.into_iter();
        terms
            .filter(|t| t.sense == Sense::Figure)
            .map(|t| t.stem)
            .collect::<Vec<_>>()
    };
    let one = figures("They found 12 rifles and 13 magazines.");
    let other = figures("They found seven rifles and 13 magazines.");
    assert_ne!(one[0], other[0]);
    assert_eq!(one[1], other[1]);
}

#[test]
fn a_wrapped_sentence_is_one() {
    let wrapped = read("The storm injured 12 people on\nthe island, the governor said.");
    let whole = read("The storm injured 12 people on the island, the governor said.");
    assert_eq!(wrapped.terms.len(), whole.terms.len());
}

#[test]
fn the_rest_of_a_time_is_no_claim() {
    let account = read("The ferry crossed in four minutes, 48 seconds.");
    let [claim] = &account.claims[..] else {
        panic!("{:?}", account.claims);
    };
    assert!((claim.amount.value - 288.0).abs() < f64::EPSILON);
}
