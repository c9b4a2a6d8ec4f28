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
//! and American spelling, numbers in words or figures, titles in full or not, hyphens, words in brackets, fillers and stutters.
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

use super::quoted::{self, Difference, Voices, Written};
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
        Voices::Two => return false,
    };
    !found.is_loose && found.open == 0 && (reordered || found.likeness() >= likeness)
}

/// Whether a wording says `not` where another says nothing.
fn drops_negation(all: &Utterances, a: WordingId, b: WordingId, spot: &Spot) -> bool {
    let words = |wording, span: &Span| -> &[Token] {
        let words = all
            .tokens(wording)
            .get(span.start as usize..span.end as usize);
        words.unwrap_or_default()
    };
    let (mine, theirs) = (words(a, &spot.a), words(b, &spot.b));
    (mine.is_empty() || theirs.is_empty())
        && mine.len().max(theirs.len()) <= NEGATION
        && mine.iter().chain(theirs).any(|t| t.negates())
}

/// Checks one group.
pub fn check(all: &Utterances, group: GroupId, view: View<'_>, out: &mut Vec<Finding>) {
    let mut others: Vec<(Difference<'_>, Vec<Verdict>)> = Vec::new();
    for other in quoted::differences(all, group, view) {
        let verdicts = verdicts(all, group, &other);
        let verdicts: Vec<Verdict> = verdicts
            .into_iter()
            .flatten()
            .filter(|v| *v != Verdict::Elided)
            .collect();
        if !verdicts.is_empty() {
            others.push((other, verdicts));
        }
    }
    others.sort_by_cached_key(|(other, _)| quoted::rank(all, other.link, &other.spots));
    let Some((best, verdicts)) = others.first() else {
        return;
    };
    let (link, theirs, spots) = (best.link, &best.theirs, &best.spots);
    let added = verdicts.iter().all(|v| *v == Verdict::Added);
    let all_others: Vec<&Difference<'_>> = others.iter().map(|(other, _)| other).collect();
    let related = quoted::related(all, view, &all_others);
    let reordered = is_reordered(all.tokens(group), all.tokens(link.other), spots);
    let one_sided = !reordered && spots.iter().all(|s| s.a.is_empty() || s.b.is_empty());
    let negates = spots
        .iter()
        .any(|spot| drops_negation(all, group, link.other, spot));
    let is_sure = is_sure(best, reordered);
    for (article, instance) in quoted::places(all, group, view) {
        let ours = Written::new(view, article, instance);
        let shown = quoted::shown(&ours, theirs, link, spots);
        let names = quoted::names(view, &related);
        let message = if reordered {
            format!("quoted in another order than in {names}: “{shown}”")
        } else if added {
            format!("quoted with words that are not in {names}: “{shown}”")
        } else {
            format!("quoted in other words than in {names}: “{shown}”")
        };
        let mut finding = Finding::new(
            Rule::AlteredQuote,
            ours.place(&quoted::own_span(spots)),
            message,
        )
        .evidence([ours.evidence(), theirs.evidence()]);
        if added || one_sided && !negates || !is_sure {
            finding.level = Level::Note;
        }
        finding.related.clone_from(&related);
        if let Some(edits) = quoted::restored(&ours, theirs, spots) {
            let name = view.article(theirs.article).name();
            finding = finding.choice(format!("Restore the wording of `{name}`"), edits);
        }
        out.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::Rule;
    use crate::workspace::Bundle;
    use crate::workspace::bundle::Settings;

    /// The findings of a rule: article, level, what the message shows.
    fn told(rule: Rule, bodies: &[&str]) -> Vec<String> {
        let text: String = (0..)
            .zip(bodies)
            .map(|(n, body)| format!("<<<FILE: {n}.txt>>>\n{body}\n<<<END FILE>>>\n"))
            .collect();
        let bundle = Bundle::new(&text, &Settings::default());
        let findings = bundle
            .findings()
            .into_iter()
            .filter(|(_, f)| f.rule == rule);
        let shown = findings.map(|(place, f)| {
            let article = text[..place.start].matches("<<<FILE").count() - 1;
            let shown = f
                .message
                .split_once('“')
                .map_or("", |(_, shown)| shown.trim_end_matches('”'));
            format!("{article} {} {shown}", f.level.name())
        });
        shown.collect()
    }

    const COUNT: &str = "“We will count the crates on Friday and then once more,” the clerk said.";
    const WEIGH: &str = "The clerk said: “We will weigh the crates on Friday and then once more.”";
    const PART: &str = "The crates will be counted “on Friday and then once more,” the clerk said.";
    const CUT: &str = "“We will count the crates and then once more,” the clerk said.";
    const CUT_OPENLY: &str = "“We will count the crates … and then once more,” the clerk said.";

    #[test]
    fn the_odd_one_out() {
        let altered = |bodies: &[&str]| told(Rule::AlteredQuote, bodies);
        assert_eq!(
            altered(&[COUNT, WEIGH]),
            [
                "0 warning We will [weigh → count] the crates on Friday …",
                "1 warning We will [count → weigh] the crates on Friday …"
            ]
        );
        let again = format!("It rained. {COUNT}");
        assert_eq!(
            altered(&[COUNT, WEIGH, &again, PART]),
            ["1 warning We will [count → weigh] the crates on Friday …"]
        );
        assert_eq!(altered(&[COUNT, PART, CUT, CUT_OPENLY]), [""; 0]);
    }

    #[test]
    fn what_is_left_out() {
        let elided = |bodies: &[&str]| told(Rule::ElidedQuote, bodies);
        assert_eq!(
            elided(&[COUNT, CUT]),
            ["1 note We will count the crates [-on Friday] and then once more"]
        );
        assert_eq!(elided(&[COUNT, CUT_OPENLY, PART]), [""; 0]);
    }

    #[test]
    fn a_lost_negation() {
        const NOT: &str = "“The crates shouldn’t be counted on Friday by one clerk,” she said.";
        const LOST: &str = "“The crates should be counted on Friday by one clerk,” she said.";
        assert_eq!(
            told(Rule::AlteredQuote, &[NOT, LOST]),
            [
                "0 warning The crates shouldn’t [+not] be counted on Friday …",
                "1 warning The crates should [-not] be counted on Friday …"
            ]
        );
        assert_eq!(told(Rule::ElidedQuote, &[NOT, LOST]), [""; 0]);
    }

    #[test]
    fn two_speakers_are_two_utterances() {
        const HALE: &str = "“We will count the crates on Friday,” Ada Hale said.";
        const ORR: &str = "“We will weigh the crates on Friday,” Benjamin Orr said.";
        assert_eq!(told(Rule::AlteredQuote, &[HALE, ORR]), [""; 0]);
    }

    #[test]
    fn words_in_another_place() {
        const FIRST: &str =
            "“We will on Friday count the crates and then once more,” the clerk said.";
        const MOVED: &str =
            "“We will count the crates on Friday and then once more,” the clerk said.";
        assert_eq!(
            told(Rule::AlteredQuote, &[FIRST, MOVED]),
            [
                "0 warning We will [~on Friday] count the crates [~] and then once more",
                "1 warning We will [~] count the crates [~on Friday] and then once more"
            ]
        );
    }

    /// How a heavy rewording of this is told, by who is said to have said it.
    const FREELY: [(&str, &str); 3] = [
        ("Ada Hale said", "said Ada Hale, the mayor"),
        ("Ada Hale said", "said a clerk"),
        ("Ada Hale said", "said Benjamin Orr"),
    ];

    #[test]
    fn one_speaker_makes_up_for_many_words() {
        for ((one, other), expected) in FREELY.into_iter().zip([2, 0, 0]) {
            let one = format!(
                "“We will not reopen the quay, not for one day, not for one ferry, until each crane has been looked at by \
                 someone who does not work here,” {one}."
            );
            let other = format!(
                "“The quay will not be opened, not for a day and not for a single ferry, until each crane has been checked by \
                 people who do not work here,” {other}."
            );
            let told = told(Rule::AlteredQuote, &[&one, &other]);
            assert_eq!(told.len(), expected, "{told:?}");
            assert!(told.iter().all(|t| t.contains(" note ")), "{told:?}");
        }
    }

    #[test]
    fn amid_other_words_it_may_be_another_utterance() {
        let told = told(
            Rule::AlteredQuote,
            &[
                "“In this year we have agreed to keep the price of coal near its present height,” she said.",
                "“They said once more that they were willing to keep the price of coal at its present height,” she said.",
            ],
        );
        assert!(told.iter().all(|t| t.contains(" note ")), "{told:?}");
        assert_eq!(told.len(), 2);
    }

    #[test]
    fn who_says_both_says_two_things() {
        let both = format!(
            "{COUNT} Later he said: “We will weigh the crates on Friday and then once more.”"
        );
        assert_eq!(told(Rule::AlteredQuote, &[&both, WEIGH]), [""; 0]);
    }
}
