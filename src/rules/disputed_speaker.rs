//! # disputed-speaker
//!
//! ## What it does
//! Reports the same words that articles attribute to different people.
//!
//! > **harbour.txt** “We will count the crates on Friday and then once more,” Ada Hale said.
//! >
//! > **quay.txt** “We will count the crates on Friday and then once more,” said Ben Orr.
//!
//! Only words count that are hardly said twice: eight and more, four of them of some weight, the same but for little, in
//! sentences that do not go on otherwise, and where few of weight stand in place of others: two people may begin sentences
//! alike. Only persons count that are named beside the words: a pronoun, an office or a
//! ministry is no evidence. Where more articles name the one than the other, only the odd one out is reported.
//!
//! ## Why
//! One of the two attributions is wrong.
//!
//! ## How to mend it
//! Look up who said it.

use super::quoted::{self, Order, Written};
use super::{Finding, Related, Rule, View};
use crate::collation::grouping::GroupId;
use crate::collation::index::TextId;
use crate::collation::utterances::compare::{Match, Span};
use crate::collation::utterances::words::{Flag, Token};
use crate::collation::utterances::{Instance, Utterances, WordingId};
use crate::facts::entities::names::{Same, is_misspelling, may_be_same};

/// Words that are hardly said by two people.
const LEAST_WORDS: usize = 8;
/// Words of some weight among them.
const LEAST_CONTENT: usize = 4;
/// Likeness, in 1/100.
const LEAST_LIKENESS: u32 = 80;
/// Words of some weight for each that stands in place of another: two people may begin sentences alike.
const OUTWEIGH: usize = 10;
/// Other places that are named in one finding.
const SHOWN: usize = 32;
/// Words that the message shows.
const WORDS: u16 = 8;

fn is_telling(tokens: &[Token]) -> bool {
    let content = tokens.iter().filter(|t| !t.has(Flag::FUNCTION)).count();
    tokens.len() >= LEAST_WORDS && content >= LEAST_CONTENT
}

/// Whether two wordings say the same, not only in the same manner: `the quay will stay closed` is not `the school will stay
/// closed`, however long they go on alike.
fn says_the_same(tokens: &[Token], others: &[Token], found: &Match) -> bool {
    let content = |tokens: &[Token], span: &Span| {
        let words = tokens.get(span.start as usize..span.end as usize);
        let words = words.unwrap_or_default().iter();
        words.filter(|t| !t.has(Flag::FUNCTION)).count()
    };
    let (mut swapped, mut other) = (0, 0);
    for spot in &found.spots {
        let (own, theirs) = (content(tokens, &spot.a), content(others, &spot.b));
        other += own;
        if own > 0 && theirs > 0 {
            swapped += own.max(theirs);
        }
    }
    swapped * OUTWEIGH <= content(tokens, &found.a).saturating_sub(other)
}

/// Whether two names may be those of one person, perhaps misspelled.
pub(super) fn may_be_one<'n>(a: &'n str, b: &'n str) -> bool {
    // A title, which says as little as no given name.
    let is_title = |given: &str| given.ends_with('.');
    let apart = |name: &'n str| match name.rsplit_once(' ') {
        Some((given, surname)) if !is_title(given) => (Some(given), surname),
        Some((_, surname)) => (None, surname),
        None => (None, name),
    };
    let misspelled = match (apart(a), apart(b)) {
        ((Some(given), surname), (Some(other), other_surname)) => {
            surname == other_surname && is_misspelling(given, other)
                || given == other && is_misspelling(surname, other_surname)
        }
        ((_, surname), (_, other_surname)) => is_misspelling(surname, other_surname),
    };
    misspelled || may_be_same(a, b) != Same::Different
}

/// Checks one group.
pub fn check(all: &Utterances, group: GroupId, view: View<'_>, out: &mut Vec<Finding>) {
    if all
        .instances(group)
        .iter()
        .all(|i| i.named_beside().is_none())
    {
        return;
    }
    let tokens = all.tokens(group);
    let links = all.links(group).iter().filter(|link| {
        let common = tokens.get(link.found.a.start as usize..link.found.a.end as usize);
        let found = &link.found;
        let is_sure = !found.is_loose && found.open == 0 && found.likeness() >= LEAST_LIKENESS;
        is_sure
            && common.is_some_and(is_telling)
            && says_the_same(tokens, all.tokens(link.other), found)
    });
    // Each with the words of this one that it has.
    let same: Vec<(WordingId, Span)> = is_telling(tokens)
        .then_some((group, 0..tokens.len() as u16))
        .into_iter()
        .chain(links.map(|l| (l.other, l.found.a.clone())))
        .collect();
    for own in all.instances(group) {
        let Some(speaker) = own.named_beside() else {
            continue;
        };
        let mut agreeing: Vec<TextId> = vec![own.text];
        let mut others: Vec<(&Span, &Instance, &str)> = Vec::new();
        for (wording, common) in &same {
            for other in all.instances(*wording) {
                let Some(name) = other.named_beside() else {
                    continue;
                };
                if may_be_one(speaker, name) {
                    agreeing.push(other.text);
                } else if other.text != own.text {
                    others.push((common, other, name));
                }
            }
        }
        // An article that gives the words to both quotes one who quotes the other.
        others.retain(|(_, other, _)| !agreeing.contains(&other.text));
        let count = |mut texts: Vec<TextId>| {
            texts.sort_unstable();
            texts.dedup();
            texts.len()
        };
        let disagreeing = count(others.iter().map(|(_, other, _)| other.text).collect());
        if disagreeing == 0 || count(agreeing) > disagreeing {
            continue;
        }
        for &article in view.articles(own.text) {
            report(view, (article, own, speaker), &others, out);
        }
    }
}

/// A name as it stands in a message: a line may end within it.
fn on_one_line(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn report(
    view: View<'_>,
    (article, own, speaker): (crate::bundle::ArticleId, &Instance, &str),
    others: &[(&Span, &Instance, &str)],
    out: &mut Vec<Finding>,
) {
    let mut related: Vec<(Order, (&str, &Span), Related)> = Vec::new();
    for (common, other, name) in others {
        for &there in view.articles(other.text) {
            let written = Written::new(view, there, other);
            let place = written.place(&written.whole());
            let message = format!("said by {} here", on_one_line(name));
            related.push((
                (view.start(there), place.start),
                (name, common),
                Related { message, place },
            ));
        }
    }
    related.sort_by_key(|(at, ..)| *at);
    related.truncate(SHOWN);
    let Some(&(_, (name, common), _)) = related.first() else {
        return;
    };
    let places: Vec<Related> = related.iter().map(|(.., r)| r.clone()).collect();
    let written = Written::new(view, article, own);
    let whole = written.whole();
    let shown = common.start..whole.end.min(common.start.saturating_add(WORDS));
    let begins = written.shown(&shown);
    let before = if shown.start > 0 { "… " } else { "" };
    let more = if whole.end > shown.end { " …" } else { "" };
    let message = format!(
        "said by {} here, but by {} in {}: “{before}{begins}{more}”",
        on_one_line(speaker),
        on_one_line(name),
        quoted::names(view, &places)
    );
    let mut finding = Finding::new(Rule::DisputedSpeaker, written.place(&whole), message)
        .evidence([written.evidence(), speaker.to_owned(), name.to_owned()]);
    finding.related = places;
    out.push(finding);
}

#[cfg(test)]
mod tests {
    use crate::rules::Rule;
    use crate::workspace::Bundle;

    fn count(bodies: &[&str]) -> usize {
        messages(bodies).len()
    }

    fn messages(bodies: &[&str]) -> Vec<String> {
        let text: String = (0..)
            .zip(bodies)
            .map(|(n, body)| format!("<<<FILE: {n}.txt>>>\n{body}\n<<<END FILE>>>\n"))
            .collect();
        let bundle = Bundle::new(&text, &crate::workspace::bundle::Settings::default());
        let findings = bundle.findings().into_iter();
        findings
            .filter(|(_, f)| f.rule == Rule::DisputedSpeaker)
            .map(|(_, f)| f.message.clone())
            .collect()
    }

    const HALE: &str = "“We will count the crates on Friday and weigh the barrels,” Ada Hale said.";
    const ORR: &str =
        "“We will count the crates on Friday and weigh the barrels,” Benjamin Orr said.";

    #[test]
    fn parallel_sentences() {
        let said = |what: &str, name: &str| format!("“{what},” {name} said.");
        for (a, b) in [
            (
                "We shall ask for a count on Monday, and we shall ask for the crates",
                "We shall ask for a boat on Monday, and we shall ask for barrels",
            ),
            (
                "The quay will stay closed until a fair count is on the table",
                "The school will stay closed until a fair count is on the table",
            ),
        ] {
            assert_eq!(
                count(&[&said(a, "Ada Hale"), &said(b, "Benjamin Orr")]),
                0,
                "{a}"
            );
        }
        let longer = said(
            "The old quay will stay closed until a fair count is on the table",
            "Benjamin Orr",
        );
        let quay = said(
            "The quay will stay closed until a fair count is on the table",
            "Ada Hale",
        );
        assert_eq!(count(&[&quay, &longer]), 2);
    }

    #[test]
    fn shows_the_words_that_are_disputed() {
        let told = messages(&[
            "Ada Hale said: “He has brought nothing at all from the quay.\n\n“We will count the crates on Friday and weigh the barrels.”",
            ORR,
        ]);
        assert!(
            told[0].ends_with("“… We will count the crates on Friday and …”"),
            "{told:?}"
        );
    }

    #[test]
    fn who_said_it() {
        assert_eq!(count(&[HALE, ORR]), 2);
        assert_eq!(count(&[HALE, ORR, &format!("{HALE} It rained.")]), 1);
        assert_eq!(
            count(&[
                HALE,
                "“We will count the crates on Friday and weigh the barrels,” she said."
            ]),
            0
        );
        assert_eq!(
            count(&[
                HALE,
                "“We will count the crates on Friday and weigh the barrels,” Ms. Hale said."
            ]),
            0
        );
        assert_eq!(
            count(&[
                ORR,
                "“We will count the crates on Friday and weigh the barrels,” Benjamim Orr said."
            ]),
            0
        );
        for other in ["Brandeis", "Mr. Brandeis"] {
            let said = |name: &str| {
                format!("“We will count the crates on Friday and weigh the barrels,” {name} said.")
            };
            let misspelled = said("Hugo Brandies");
            assert_eq!(count(&[&said(other), &misspelled]), 0, "{other}");
        }
        // Much alike, but they go on otherwise.
        assert_eq!(
            count(&[
                "“As long as the crates stay on the old quay, nobody can weigh them,” Ada Hale said.",
                "“As long as the crates stay on the old quay there is no point in meeting,” Benjamin Orr said."
            ]),
            0
        );
        assert_eq!(
            count(&[
                "“We will see,” Ada Hale said.",
                "“We will see,” Benjamin Orr said."
            ]),
            0
        );
    }
}
