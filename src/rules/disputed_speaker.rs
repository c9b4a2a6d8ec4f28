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
//! sentences that do not go on otherwise. Only persons count that are named beside the words: a pronoun, an office or a
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
use crate::collation::utterances::words::{Flag, Token};
use crate::collation::utterances::{Instance, Utterances, WordingId};
use crate::facts::entities::names::{Same, is_misspelling, may_be_same};

/// Words that are hardly said by two people.
const LEAST_WORDS: usize = 8;
/// Words of some weight among them.
const LEAST_CONTENT: usize = 4;
/// Likeness, in 1/100.
const LEAST_LIKENESS: u32 = 80;
/// Other places that are named in one finding.
const SHOWN: usize = 32;
/// Words that the message shows.
const WORDS: u16 = 8;

fn is_telling(tokens: &[Token]) -> bool {
    let content = tokens.iter().filter(|t| !t.has(Flag::FUNCTION)).count();
    tokens.len() >= LEAST_WORDS && content >= LEAST_CONTENT
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
        is_sure && common.is_some_and(is_telling)
    });
    let same: Vec<WordingId> = is_telling(tokens)
        .then_some(group)
        .into_iter()
        .chain(links.map(|l| l.other))
        .collect();
    for own in all.instances(group) {
        let Some(speaker) = own.named_beside() else {
            continue;
        };
        let mut agreeing: Vec<TextId> = vec![own.text];
        let mut others: Vec<(WordingId, &Instance, &str)> = Vec::new();
        for &wording in &same {
            for other in all.instances(wording) {
                let Some(name) = other.named_beside() else {
                    continue;
                };
                if may_be_one(speaker, name) {
                    agreeing.push(other.text);
                } else if other.text != own.text {
                    others.push((wording, other, name));
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
    others: &[(WordingId, &Instance, &str)],
    out: &mut Vec<Finding>,
) {
    let mut related: Vec<(Order, &str, Related)> = Vec::new();
    for (_, other, name) in others {
        for &there in view.articles(other.text) {
            let written = Written::new(view, there, other);
            let place = written.place(&written.whole());
            let message = format!("said by {} here", on_one_line(name));
            related.push((
                (view.start(there), place.start),
                name,
                Related { message, place },
            ));
        }
    }
    related.sort_by_key(|(at, ..)| *at);
    related.truncate(SHOWN);
    let name = related.first().map_or("", |(_, name, _)| name);
    let places: Vec<Related> = related.iter().map(|(.., r)| r.clone()).collect();
    let written = Written::new(view, article, own);
    let whole = written.whole();
    let begins = written.shown(&(0..whole.end.min(WORDS)));
    let more = if whole.end > WORDS { " …" } else { "" };
    let message = format!(
        "said by {} here, but by {} in {}: “{begins}{more}”",
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
        let text: String = (0..)
            .zip(bodies)
            .map(|(n, body)| format!("<<<FILE: {n}.txt>>>\n{body}\n<<<END FILE>>>\n"))
            .collect();
        let bundle = Bundle::new(&text, &crate::workspace::bundle::Settings::default());
        bundle
            .findings()
            .iter()
            .filter(|(_, f)| f.rule == Rule::DisputedSpeaker)
            .count()
    }

    const HALE: &str = "“We will count the crates on Friday and weigh the barrels,” Ada Hale said.";
    const ORR: &str =
        "“We will count the crates on Friday and weigh the barrels,” Benjamin Orr said.";

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
