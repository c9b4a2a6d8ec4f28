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
//! on …”`. A word with a minus (`[-not]`) is only there, one with a plus only here; one with a tilde (`[~on Friday]`) stands
//! elsewhere there, at `[~]`. Where more articles have one wording than the other, only the odd one out is reported; where it
//! is one against one, both are.
//!
//! No other wording is what is only written in another way: punctuation, capitals, accents, contractions (`don’t`, `do not`), British
//! and American spelling, numbers and amounts in any notation (`£90m`, `90 million pounds`), titles in full or not, hyphens,
//! words in brackets, fillers and stutters.
//! Nor is it one that an article quotes only a part, or goes on after an ellipsis or after naming the speaker.
//!
//! Two words and more that are left out in one place are the business of `elided-quote`. A single one may as well be put in by the
//! other: that is a note, but for a `not` or `never`, which alters the sense. Two utterances of one thought are much alike, and so
//! are two translations: where much differs, where the two go on with other words, and where the same words are given to two
//! people, that is a note. Where one person says both, it takes less for them to be held to be one utterance.
//!
//! ## Why
//! What stands in quotation marks is what was said, word for word. Two wordings cannot both be.
//!
//! ## How to mend it
//! Restore the words of the source; where they are yours, take them out of the quotation marks or put them in brackets. An
//! editor offers the other wordings; `check --fix` rewrites no quotation, since which wording is right no program knows.

use std::cmp::Reverse;

use super::quoted::{self, Difference, Shown, Voices, Written};
use super::{Finding, Level, Rule, View};
use crate::collation::grouping::GroupId;
use crate::collation::utterances::compare::moves::is_reordered;
use crate::collation::utterances::compare::{Span, Spot};
use crate::collation::utterances::words::Token;
use crate::collation::utterances::{Utterances, WordingId};

/// Likeness, in 1/100, from which two wordings are surely of one utterance.
const LIKENESS: u32 = 75;
/// The same where one person says both, with so many words in common.
const LIKENESS_BY_ONE: u32 = 65;
const SAME_BY_ONE: usize = 10;
/// So many texts must lack a word that one other has, for it to be held as added there.
const LACKING: usize = 3;

/// Words that a dropped `not` may have with it to count as one.
const NEGATION: usize = 3;

/// Differences that one message shows, but for those from one wording.
const MOST_SPOTS: usize = 16;

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

/// What is to be said of a wording at each spot where another differs: nothing where more texts agree with it.
///
/// A single word may be dropped here or put in there: nobody can tell. So of a `not`, which is never left out in good faith, and
/// of words that are missing in several places: that is a rewording.
pub(super) fn verdicts(
    all: &Utterances,
    group: GroupId,
    other: &Difference<'_>,
) -> Vec<Option<Verdict>> {
    let Difference { link, spots, .. } = other;
    let negates = spots
        .iter()
        .any(|spot| drops_negation(all, group, link.other, spot));
    let is_long = |spot: &Spot| spot.a.len().max(spot.b.len()) > 1;
    let cut = spots.len() == 1 && spots.iter().all(is_long) && !negates;
    let one = |spot: &Spot| {
        let (own, others) = (
            all.support(group, &spot.a),
            all.support(link.other, &spot.b),
        );
        match (spot.a.is_empty(), spot.b.is_empty()) {
            (true, false) if cut => (others > 1 || own < LACKING).then_some(Verdict::Elided),
            (false, true) if cut => (own == 1 && others >= LACKING).then_some(Verdict::Added),
            _ => (own <= others).then_some(Verdict::Altered),
        }
    };
    spots.iter().map(one).collect()
}

/// Whether two wordings are surely of one utterance: much the same, not amid words that are others, and not said by two people.
fn is_sure(other: &Difference<'_>, reordered: bool) -> bool {
    let found = &other.link.found;
    let likeness = match other.voices {
        Voices::One if usize::from(found.same) >= SAME_BY_ONE => LIKENESS_BY_ONE,
        Voices::One | Voices::Unknown => LIKENESS,
        Voices::Two | Voices::Apart => return false,
    };
    !found.is_loose && found.open == 0 && (reordered || found.likeness() >= likeness)
}

/// Some words of a wording.
fn words<'u>(all: &'u Utterances, wording: WordingId, span: &Span) -> &'u [Token] {
    let words = all
        .tokens(wording)
        .get(span.start as usize..span.end as usize);
    words.unwrap_or_default()
}

/// Whether a wording says `not` where another says nothing.
fn drops_negation(all: &Utterances, a: WordingId, b: WordingId, spot: &Spot) -> bool {
    let (mine, theirs) = (words(all, a, &spot.a), words(all, b, &spot.b));
    (mine.is_empty() || theirs.is_empty())
        && mine.len().max(theirs.len()) <= NEGATION
        && mine.iter().chain(theirs).any(|t| t.negates())
}

/// Another wording, and what is to be said of this one beside it.
struct Other<'v> {
    difference: Difference<'v>,
    /// For each spot; nothing where more texts agree with this one, or where it only leaves words out.
    verdicts: Vec<Option<Verdict>>,
    is_sure: bool,
    is_reordered: bool,
    level: Level,
}

impl<'v> Other<'v> {
    fn new(all: &Utterances, group: GroupId, difference: Difference<'v>) -> Option<Other<'v>> {
        let mut verdicts = verdicts(all, group, &difference);
        for verdict in &mut verdicts {
            verdict.take_if(|v| *v == Verdict::Elided);
        }
        let told = || verdicts.iter().flatten();
        told().next()?;
        let Difference { link, spots, .. } = &difference;
        let is_reordered = is_reordered(all.tokens(group), all.tokens(link.other), spots);
        let negates = spots
            .iter()
            .any(|spot| drops_negation(all, group, link.other, spot));
        let has_more = |spot: &Spot| {
            let (own, theirs) = (words(all, group, &spot.a), words(all, link.other, &spot.b));
            match (own, theirs) {
                ([own], [theirs]) => own.adds_currency(*theirs) || theirs.adds_currency(*own),
                _ => own.is_empty() || theirs.is_empty(),
            }
        };
        let is_one_sided = !is_reordered && spots.iter().all(has_more);
        let is_sure = is_sure(&difference, is_reordered);
        let is_added = told().all(|v| *v == Verdict::Added);
        let is_note = is_added || is_one_sided && !negates || !is_sure;
        let level = if is_note {
            Level::Note
        } else {
            Rule::AlteredQuote.level()
        };
        Some(Other {
            difference,
            verdicts,
            is_sure,
            is_reordered,
            level,
        })
    }

    fn is_added(&self) -> bool {
        self.verdicts.iter().flatten().all(|v| *v == Verdict::Added)
    }
}

/// What differs here from the first of some others, and from the rest where the first does not: who agrees with one of them
/// in one place may differ from another in the next. Of wordings that may be of two utterances only the first counts.
fn united<'o>(others: &'o [Other<'_>]) -> Vec<(&'o Other<'o>, &'o Spot)> {
    let Some((best, rest)) = others.split_first() else {
        return Vec::new();
    };
    let spots = &best.difference.spots;
    let mut found: Vec<(&Other<'_>, &Spot)> = spots.iter().map(|spot| (best, spot)).collect();
    let joins = |other: &&Other<'_>| other.is_sure && !other.is_reordered;
    for other in rest.iter().filter(joins).filter(|_| joins(&best)) {
        for (spot, verdict) in other.difference.spots.iter().zip(&other.verdicts) {
            let meets = |s: &Spot| s.a.start <= spot.a.end && spot.a.start <= s.a.end;
            if verdict.is_some() && found.len() < MOST_SPOTS && !found.iter().any(|(_, s)| meets(s))
            {
                found.push((other, spot));
            }
        }
    }
    found.sort_by_key(|(_, spot)| spot.a.start);
    found
}

/// Checks one group.
pub fn check(all: &Utterances, group: GroupId, view: View<'_>, out: &mut Vec<Finding>) {
    let differences = quoted::differences(all, group, view).into_iter();
    let mut others: Vec<Other<'_>> = differences
        .filter_map(|difference| Other::new(all, group, difference))
        .collect();
    others.sort_by_cached_key(
        |Other {
             difference, level, ..
         }| {
            (
                Reverse(*level),
                quoted::rank(all, difference.link, &difference.spots),
            )
        },
    );
    let Some(best) = others.first() else {
        return;
    };
    let Difference { theirs, spots, .. } = &best.difference;
    let united = united(&others);
    let parts: Vec<Shown<'_, '_>> = united
        .iter()
        .map(|(other, spot)| Shown {
            spot,
            theirs: &other.difference.theirs,
            all: &other.difference.spots,
        })
        .collect();
    let common = |other: &&Other<'_>| other.difference.link.found.a.clone();
    let start = united.iter().map(|(other, _)| common(other).start).min();
    let end = united.iter().map(|(other, _)| common(other).end).max();
    let whole = start.unwrap_or_default()..end.unwrap_or_default();
    let all_spots: Vec<Spot> = united.iter().map(|(_, spot)| (*spot).clone()).collect();
    let is_added = united.iter().all(|(other, _)| other.is_added());
    let all_others: Vec<&Difference<'_>> = others.iter().map(|o| &o.difference).collect();
    let related = quoted::related(all, view, &all_others);
    for (article, instance) in quoted::places(all, group, view) {
        let ours = Written::new(view, article, instance);
        let shown = quoted::shown(&ours, &whole, &parts);
        let names = quoted::names(view, &related);
        let message = if best.is_reordered {
            format!("quoted in another order than in {names}: “{shown}”")
        } else if is_added {
            format!("quoted with words that are not in {names}: “{shown}”")
        } else {
            format!("quoted in other words than in {names}: “{shown}”")
        };
        let mut finding = Finding::new(
            Rule::AlteredQuote,
            ours.place(&quoted::own_span(&all_spots)),
            message,
        )
        .evidence([ours.evidence(), theirs.evidence()]);
        finding.level = best.level;
        finding.related.clone_from(&related);
        if let Some(edits) = quoted::restored(&ours, theirs, spots) {
            let name = view.article(theirs.article).name();
            finding = finding.choice(format!("Restore the wording of `{name}`"), edits);
        }
        out.push(finding);
    }
}

#[cfg(test)]
mod tests;
