//! Whether two texts are on the same event.
//!
//! Reports of one day are full of figures that stand in like sentences: what one company earns contradicts nothing that
//! another does. What tells an event is who and what it is about. So two texts must share four words of names that hardly
//! any other text has, before one can contradict the other, and six before it is beyond doubt, or there must be so few
//! texts that someone has chosen them. And reports of a series (the ships that wait, the loans of the week) name the same
//! every time: their words are the same, and their figures
//! are not.

use super::account::{Account, Claim};
use super::amounts::Fit;
use super::terms::{Sense, Stem, stem};
use crate::facts::Facts;

/// A name in no more texts than this tells an event.
const RARE: usize = 24;
/// What the names that two texts share must tell, where a rare one counts two.
pub(super) const LEAST: u32 = 8;
/// What they must tell for the event to be beyond doubt; below it, only figures of sentences that say the same contradict.
pub(super) const SURE: u32 = 12;
/// So few texts were put together by hand, because they are on one event: what may be on one event is.
pub(super) const FEW: usize = 8;
/// Reports of a series share such a part of the words about their figures, in percent.
const SERIES_WORDS: usize = 90;
/// And less than this part of their figures, in percent.
const SERIES_FIGURES: usize = 50;
/// Fewer figures make no series.
const SERIES_LEAST: usize = 3;

/// The words of the names of a text, sorted, each once. Words, since one article has the full name, the other the last.
pub(super) fn names(facts: &Facts) -> Vec<Stem> {
    let entities = &facts.entities.entities;
    let words = entities
        .iter()
        .flat_map(|entity| entity.name.split(|c: char| !c.is_alphanumeric()));
    let mut names: Vec<Stem> = words.filter(|word| word.len() > 2).map(stem).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// What the number of texts that hold a name makes it tell: nothing if they are more than `common`, half if more than
/// [`RARE`].
pub(super) fn weight(holders: usize, common: usize) -> u32 {
    match holders {
        0..=RARE => 2,
        holders if holders <= common => 1,
        _ => 0,
    }
}

/// Whether two texts are reports of one series.
pub(super) fn is_series(a: &Account, b: &Account) -> bool {
    // Their dates differ anyway.
    let figures = |account: &Account| account.claims.iter().filter(|c| c.day.is_none()).count();
    let (few, many) = if figures(a) <= figures(b) {
        (a, b)
    } else {
        (b, a)
    };
    let figures = figures(few);
    if figures < SERIES_LEAST {
        return false;
    }
    let (one, other) = (words(a), words(b));
    let least = one.len().min(other.len());
    let shared = one.iter().filter(|word| other.binary_search(word).is_ok());
    if shared.count() * 100 < least * SERIES_WORDS {
        return false;
    }
    let agrees = |claim: &&Claim| {
        let start = many.claims.partition_point(|c| c.unit < claim.unit);
        let in_unit = many.claims.iter().skip(start);
        in_unit
            .take_while(|c| c.unit == claim.unit)
            .any(|c| c.fit(claim) == Fit::Same)
    };
    let agreeing = few.claims.iter().filter(|c| c.day.is_none() && agrees(c));
    agreeing.count() * 100 < figures * SERIES_FIGURES
}

/// The words about the figures of a text, sorted, each once.
fn words(account: &Account) -> Vec<Stem> {
    let terms = account.terms.iter();
    let mut words: Vec<Stem> = terms
        .filter(|term| matches!(term.sense, Sense::Content | Sense::Name))
        .map(|term| term.stem)
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}
