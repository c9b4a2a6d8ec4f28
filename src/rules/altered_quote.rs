//! # altered-quote
//!
//! ## What it does
//! Reports an utterance that another article gives with other words inside the quotation marks.
//!
//! > **harbour.txt** “We will count the crates on Friday, and then once more,” the clerk said.
//! >
//! > **quay.txt** The clerk said: “We will weigh the crates on Friday and then once more.”
//!
//! The message shows both wordings as one, the other article’s words first where they differ: `“We will [count → weigh] the crates
//! on …”`. Where more articles have one wording than the other, only the odd one out is reported; where it is one against one,
//! both are.
//!
//! No other wording is what is only written in another way: punctuation, capitals, accents, contractions (`don’t`, `do not`), British
//! and American spelling, numbers in words or figures, titles in full or not, hyphens, words in brackets, fillers and stutters.
//! Nor is it one that an article quotes only a part, or goes on after an ellipsis or after naming the speaker.
//!
//! Words that are only left out are the business of `elided-quote`, but for a `not` or `never`. Where much differs the two may be
//! translations, or two utterances of one thought: that is a note.
//!
//! ## Why
//! What stands in quotation marks is what was said, word for word. Two wordings cannot both be.
//!
//! ## How to mend it
//! Restore the words of the source; where they are yours, take them out of the quotation marks or put them in brackets.

use super::quoted::{self, Written};
use super::{Finding, Level, Rule, View};
use crate::collation::grouping::GroupId;
use crate::collation::utterances::compare::Spot;
use crate::collation::utterances::{Link, Utterances};

/// Likeness, in 1/100, from which two wordings are surely of one utterance.
const SURE: u32 = 75;
/// So many texts must lack a word that one other has, for it to be held as added there.
const LACKING: usize = 3;

/// Words that a dropped `not` may have with it to count as one.
const NEGATION: usize = 3;

/// What is wrong with this wording at a place where another differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It has other words.
    Altered,
    /// It has words that no other article has.
    Added,
    /// It leaves words out.
    Elided,
}

/// What is to be said of a wording at a spot: nothing where more texts agree with it than with the other.
pub(super) fn verdict(
    all: &Utterances,
    group: GroupId,
    link: &Link,
    spot: &Spot,
) -> Option<Verdict> {
    let own = || all.support(group, &spot.a);
    let others = || all.support(link.other, &spot.b);
    let range =
        |spot: &crate::collation::utterances::compare::Span| spot.start as usize..spot.end as usize;
    let words = all.tokens(group).get(range(&spot.a)).unwrap_or_default();
    let other_words = all
        .tokens(link.other)
        .get(range(&spot.b))
        .unwrap_or_default();
    // A single word may be dropped here or put in there: nobody can tell. So of `not`, which is never left out in good faith.
    let long = words.len().max(other_words.len());
    let negates = words.iter().chain(other_words).any(|t| t.negates()) && long <= NEGATION;
    let several = link.found.spots.len() > 1;
    match (words.is_empty(), other_words.is_empty()) {
        (true, false) if long > 1 && !negates && !several => {
            let added_there = others() == 1 && own() >= LACKING;
            (!added_there).then_some(Verdict::Elided)
        }
        (false, true) if long > 1 && !negates && !several => {
            (own() == 1 && others() >= LACKING).then_some(Verdict::Added)
        }
        _ => (own() <= others()).then_some(Verdict::Altered),
    }
}

/// Checks one group.
pub fn check(all: &Utterances, group: GroupId, view: View<'_>, out: &mut Vec<Finding>) {
    let mut others: Vec<(&Link, Vec<Verdict>)> = Vec::new();
    for link in all.differing(group) {
        let verdicts = link
            .found
            .spots
            .iter()
            .filter_map(|spot| verdict(all, group, link, spot));
        let verdicts: Vec<Verdict> = verdicts.filter(|v| *v != Verdict::Elided).collect();
        if !verdicts.is_empty() {
            others.push((link, verdicts));
        }
    }
    // What most articles have comes first, then what is most like it; the key decides what else is equal.
    others.sort_by_cached_key(|(link, _)| {
        let support = link
            .found
            .spots
            .first()
            .map_or(0, |s| all.support(link.other, &s.b));
        (
            std::cmp::Reverse((support, link.found.likeness())),
            all.key(link.other),
        )
    });
    let Some((best, verdicts)) = others.first() else {
        return;
    };
    let Some(theirs) = quoted::first(all, best.other, view) else {
        return;
    };
    let added = verdicts.iter().all(|v| *v == Verdict::Added);
    let said: Vec<(&Link, String)> = others
        .iter()
        .map(|(link, _)| (*link, other_words(all, link, view)))
        .collect();
    let related = quoted::related(all, &said, view);
    let spots = &best.found.spots;
    for (article, instance) in quoted::places(all, group, view) {
        let ours = Written::new(view, article, instance);
        let shown = quoted::shown(&ours, &theirs, best, spots);
        let names = quoted::names(view, &related);
        let message = if added {
            format!("quoted with words that others leave out: “{shown}”; {names} lacks them")
        } else {
            format!("quoted in other words than in {names}: “{shown}”")
        };
        let mut finding = Finding::new(Rule::AlteredQuote, ours.place(&best.found.a), message)
            .evidence([ours.evidence(), theirs.evidence()]);
        let one_sided = spots.iter().all(|s| s.a.is_empty() || s.b.is_empty());
        if added || one_sided || best.found.likeness() < SURE {
            finding.level = Level::Note;
        }
        finding.related.clone_from(&related);
        if let Some(edits) = quoted::restored(&ours, &theirs, spots) {
            let name = view.article(theirs.article).name();
            finding = finding.fix(format!("Restore the wording of `{name}`"), false, edits);
        }
        out.push(finding);
    }
}

/// What stands there in place of what differs.
fn other_words(all: &Utterances, link: &Link, view: View<'_>) -> String {
    let Some(theirs) = quoted::first(all, link.other, view) else {
        return String::new();
    };
    let spots = link.found.spots.iter().map(|spot| theirs.text(&spot.b));
    let words: Vec<String> = spots
        .filter(|text| !text.is_empty())
        .map(|text| format!("“{text}”"))
        .collect();
    if words.is_empty() {
        "without these words".to_owned()
    } else {
        format!("{} here", words.join(", "))
    }
}
