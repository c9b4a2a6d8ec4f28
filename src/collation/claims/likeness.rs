//! How alike the words around two figures are.

use std::cmp::Ordering;

use smallvec::SmallVec;

use super::account::{Account, Claim, Term};
use super::amounts::Fit;
use super::sentence;
use super::terms::{Sense, Stem, Time, stem, tells};
use crate::facts::figures::FigureKind;

/// A term by what it weighs for one claim.
#[derive(Clone, Copy)]
pub(super) struct Weighed {
    stem: Stem,
    weight: f32,
    sense: Sense,
    /// Its number in the account.
    term: u32,
    /// How far it stands from the figure.
    distance: u16,
    /// Whether it stands before the figure.
    before: bool,
}

/// The terms of a claim's sentence, each once, by stem.
pub(super) type Weights = SmallVec<[Weighed; 24]>;

/// How alike two claims are.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says something else, and none hangs on another"
)]
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Likeness {
    /// How the two amounts stand to each other.
    pub(super) fit: Fit,
    /// Cosine of the two lists of weights: which share of what stands about the figures stands about both.
    pub(super) cosine: f32,
    /// The weight of what is shared: whether that is enough to tell anything.
    pub(super) shared: f32,
    /// The weight of what stands in the same places next to both figures: of phrases that are the same.
    pub(super) run: f32,
    /// Whether another figure of the sentence is the same in both.
    pub(super) companion: bool,
    /// Whether more than names is shared: these tell who, but not what of them.
    pub(super) tells: bool,
    /// Whether two names stand right beside both figures: of few things one knows by both.
    pub(super) named: bool,
    /// Whether the number of the one stands in the sentence of the other too, of whatever: 52 seats to 41.
    pub(super) restated: bool,
    /// Why the two are of different things, if anything says so.
    pub(super) objection: Option<Objection>,
    /// The shared terms, the weightiest first: their numbers in either account.
    pub(super) words: SmallVec<[(u32, u32); 4]>,
}

/// Why two figures are of different things, however alike their sentences are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Objection {
    /// Killed and injured; three and another three; nine days ago and nine days before.
    Kind,
    /// Ages without a name in common, or what one did for so long and what another did.
    Person,
    /// Different days.
    Time,
    /// Weeks and years: who gives the same time gives it in the same unit, or in one that fits.
    Unit,
    /// No name in common, where both name someone.
    Names,
    /// Amounts farther apart than two figures of one thing are.
    Ratio,
}

impl Likeness {
    /// Whether the two are of different things: something says so, and the likeness of the sentences does not outweigh it.
    pub(super) fn is_refused(&self, kind: FigureKind) -> bool {
        let outweighed = match self.objection {
            None => 0.0,
            // Anyone may fall so many metres from a ridge.
            Some(Objection::Names) if kind == FigureKind::Measure => ALIKE,
            Some(Objection::Names) => ALIKE - NAMED_ALIKE * self.run.min(2.0),
            Some(Objection::Ratio) => VERBATIM,
            Some(_) => f32::INFINITY,
        };
        self.score() < outweighed
    }

    /// How likely it is that both are of one thing, from 0 to 1: what share of the words they share, and that these are
    /// enough.
    pub(super) fn score(&self) -> f32 {
        self.cosine * self.shared / (self.shared + 1.0) + PHRASE * self.run.min(MOST_RUN)
    }
}

/// Claims that score so much stand in the same sentence, nearly to the letter.
pub(super) const VERBATIM: f32 = 0.65;
/// Claims that score so much stand in sentences that say the same.
pub(super) const ALIKE: f32 = 0.5;
/// What a phrase that is the same adds, for each word in it that tells all.
const PHRASE: f32 = 0.05;
/// A longer one adds no more.
const MOST_RUN: f32 = 3.0;
/// What it lowers the bar by that other names raise.
const NAMED_ALIKE: f32 = 0.1;
/// Words that stand farther off are in no phrase with the figure.
const PHRASE_REACH: u16 = 10;
/// Words that the message names.
const SHOWN: usize = 4;
/// A time that stands farther off is that of something else.
const TIME_REACH: u16 = 20;
/// A name that stands farther off is not that of whose age it is.
const NAME_REACH: u16 = 10;
/// Names that stand as near as this name what is counted.
const NAME_BESIDE: u16 = 12;
/// A subject stands no farther before its figure.
const SUBJECT_REACH: u16 = 8;
/// Names that weigh less are beside the point.
const LEAST_NAMES: f32 = 0.15;

/// What the terms of a claim's sentence weigh for it.
pub(super) fn weights(account: &Account, claim: &Claim) -> Weights {
    let range = claim.terms.start as usize..claim.terms.end as usize;
    let terms = account.terms.get(range.clone()).unwrap_or_default();
    let mut weights: Weights = terms
        .iter()
        .zip(range)
        .filter(|(term, _)| !is_own(term, claim))
        .map(|(term, number)| {
            let distance = term.at.abs_diff(claim.at);
            Weighed {
                stem: term.stem,
                weight: evidence(term) * nearness(distance),
                sense: term.sense,
                term: number as u32,
                distance,
                before: term.at < claim.at,
            }
        })
        .collect();
    weights.sort_by(|a, b| a.stem.cmp(&b.stem).then(b.weight.total_cmp(&a.weight)));
    weights.dedup_by_key(|weight| weight.stem);
    weights
}

/// Whether a term is of the claim itself: its figure, or a word of its date.
fn is_own(term: &Term, claim: &Claim) -> bool {
    match claim.day {
        None => term.sense == Sense::Figure && term.at == claim.at,
        Some(_) => claim.range.contains(&term.start),
    }
}

/// What a term tells by itself: the less the more often its text has it, since that is what the text is about.
fn evidence(term: &Term) -> f32 {
    let rare = 1.0 / (1.0 + 0.25 * f32::from(term.sentences.saturating_sub(1)));
    match term.sense {
        Sense::Function => 0.0,
        Sense::Common => 0.3 * rare,
        Sense::Time(_) => 0.3,
        Sense::Figure => 0.5 * rare,
        Sense::Content | Sense::Name => rare.max(0.25),
    }
}

/// What is left of it at a distance: all of it for the word beside the figure, half of it six words off.
fn nearness(distance: u16) -> f32 {
    1.0 / (1.0 + f32::from(distance.saturating_sub(4)) / 6.0)
}

/// Whether two equal words stand in the same place of a phrase.
fn is_aligned(x: &Weighed, y: &Weighed) -> bool {
    x.before == y.before
        && x.distance.abs_diff(y.distance) <= 1
        && x.distance.max(y.distance) <= PHRASE_REACH
}

/// Whether a name stands right beside the figure.
fn is_beside(name: &Weighed) -> bool {
    name.sense == Sense::Name && name.distance <= NAME_BESIDE
}

/// Compares two claims in one unit.
pub(super) fn likeness(a: &Claim, of_a: &Weights, b: &Claim, of_b: &Weights) -> Likeness {
    let shared = shared(of_a, of_b);
    let sum = |f: fn(&(Weighed, Weighed)) -> f32| shared.iter().map(f).sum::<f32>();
    let norm = |w: &Weights| w.iter().map(|w| w.weight * w.weight).sum::<f32>();
    let norms = (norm(of_a) * norm(of_b)).sqrt();
    let dot = sum(|(x, y)| x.weight * y.weight);
    Likeness {
        fit: a.fit(b),
        cosine: if norms > 0.0 { dot / norms } else { 0.0 },
        shared: sum(|(x, y)| (x.weight * y.weight).sqrt()),
        run: shared
            .iter()
            .filter(|(x, y)| is_aligned(x, y))
            .map(|(x, y)| (x.weight * y.weight).sqrt())
            .sum(),
        companion: shared.iter().any(|(x, _)| x.sense == Sense::Figure),
        tells: shared.iter().any(|(x, y)| {
            matches!(x.sense, Sense::Content | Sense::Common)
                || matches!(y.sense, Sense::Content | Sense::Common)
        }),
        named: shared
            .iter()
            .filter(|(x, y)| is_beside(x) && is_beside(y))
            .count()
            >= 2,
        restated: states(of_b, a) || states(of_a, b),
        objection: objection(a, of_a, b, of_b, &shared),
        words: shared
            .iter()
            .take(SHOWN)
            .map(|(x, y)| (x.term, y.term))
            .collect(),
    }
}

/// Small numbers as words.
const WORDS: [&str; 19] = [
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

/// Whether a number stands among terms of which is not said what it counts.
fn states(weights: &Weights, claim: &Claim) -> bool {
    if claim.kind == FigureKind::Measure || claim.day.is_some() {
        return false;
    }
    let value = claim.amount.value;
    let bare = sentence::number("", value);
    let is_it = |number: u8| (f64::from(number) - value).abs() < f64::EPSILON;
    let word = WORDS.iter().zip(2..).find(|(_, number)| is_it(*number));
    let word = word.map(|(word, _)| stem(word));
    weights
        .iter()
        .any(|w| w.sense == Sense::Figure && w.stem == bare || Some(w.stem) == word)
}

/// The name that begins a figure's sentence, as its subject: `Novak won 12 seats`. Not who is said to have told it.
pub(super) fn subject(weights: &Weights) -> Option<Stem> {
    let before = || weights.iter().filter(|w| w.before);
    let names = before().filter(|w| w.sense == Sense::Name);
    let nearest = names.min_by_key(|w| w.distance)?;
    let is_led = before().any(|w| w.distance > nearest.distance && w.sense != Sense::Name);
    let is_told = before().any(|w| w.distance < nearest.distance && tells(w.stem));
    (nearest.distance <= SUBJECT_REACH && !is_led && !is_told).then_some(nearest.stem)
}

/// The names that stand right beside a figure.
pub(super) fn beside(weights: &Weights) -> impl Iterator<Item = Stem> {
    weights.iter().filter(|w| is_beside(w)).map(|w| w.stem)
}

/// Whether a name, or any word, is among terms.
pub(super) fn has(weights: &Weights, stem: Stem) -> bool {
    weights.iter().any(|w| w.stem == stem)
}

/// The terms that two lists share, the weightiest first.
fn shared(a: &Weights, b: &Weights) -> SmallVec<[(Weighed, Weighed); 16]> {
    let mut shared: SmallVec<[(Weighed, Weighed); 16]> = SmallVec::new();
    let (mut i, mut j) = (0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        let order = x.stem.cmp(&y.stem);
        if order == Ordering::Equal {
            shared.push((*x, *y));
        }
        i += usize::from(order.is_le());
        j += usize::from(order.is_ge());
    }
    let weight = |(x, y): &(Weighed, Weighed)| x.weight * y.weight;
    shared.sort_by(|one, other| {
        let order = weight(other).total_cmp(&weight(one));
        order.then(one.0.stem.cmp(&other.0.stem))
    });
    shared
}

/// Whether one says a day, and the other a month or a year.
fn is_apart_in_time(a: &Claim, b: &Claim) -> bool {
    let days = a.day.zip(b.day);
    days.is_some_and(|(a, b)| !a.is_as_fine_as(&b))
}

/// Whether a figure has a subject by name, and another speaks of others by name.
fn is_of_another(of: &Weights, other: &Weights) -> bool {
    let names = other.iter().any(|w| w.sense == Sense::Name);
    names && subject(of).is_some_and(|subject| !has(other, subject))
}

fn objection(
    a: &Claim,
    of_a: &Weights,
    b: &Claim,
    of_b: &Weights,
    shared: &[(Weighed, Weighed)],
) -> Option<Objection> {
    let share = |sense: Sense, reach: u16| {
        let near = |w: &Weighed| w.sense == sense && w.distance <= reach;
        shared.iter().any(|(x, y)| near(x) && near(y))
    };
    let is_of =
        |w: &Weighed, times: &[Time]| matches!(w.sense, Sense::Time(time) if times.contains(&time));
    let dates = |weights: &Weights, times: &[Time]| {
        let mut near = weights.iter().filter(|w| w.distance <= TIME_REACH);
        near.any(|w| is_of(w, times))
    };
    let is_apart = |times: &[Time]| {
        let is_shared = shared
            .iter()
            .any(|(x, y)| is_of(x, times) && is_of(y, times));
        dates(of_a, times) && dates(of_b, times) && !is_shared
    };
    let days: [&[Time]; 4] = [
        &[Time::Near],
        &[Time::Weekday, Time::SaidOn],
        &[Time::Month, Time::WholeMonth],
        &[Time::Year, Time::WholeYear],
    ];
    let is_week = |w: &Weights| dates(w, &[Time::Near, Time::Weekday]);
    let bygone = [Time::WholeMonth, Time::WholeYear, Time::LongAgo];
    let is_old = |w: &Weights| dates(w, &bygone) && !is_week(w);
    let is_background = is_old(of_a) && is_week(of_b) || is_old(of_b) && is_week(of_a);
    let names = |w: &Weights| -> f32 {
        let names = w.iter().filter(|w| w.sense == Sense::Name);
        names.map(|w| w.weight).sum()
    };
    let least_names = if a.kind == FigureKind::Measure {
        0.0
    } else {
        LEAST_NAMES
    };
    let is_opposed = a.stance != b.stance && a.stance != 0 && b.stance != 0;
    if a.fate != b.fate || a.scope != b.scope || a.anchor != b.anchor || is_opposed {
        Some(Objection::Kind)
    } else if a.kind == FigureKind::Age && !share(Sense::Name, NAME_REACH) {
        Some(Objection::Person)
    } else if is_background || days.into_iter().any(is_apart) {
        Some(Objection::Time)
    } else if a.kind == FigureKind::Measure && a.word != b.word && a.lasts {
        Some(Objection::Unit)
    } else if names(of_a).min(names(of_b)) > least_names && !share(Sense::Name, u16::MAX) {
        Some(Objection::Names)
    } else if is_apart_in_time(a, b) {
        Some(Objection::Time)
    } else if a.lasts && (is_of_another(of_a, of_b) || is_of_another(of_b, of_a)) {
        Some(Objection::Person)
    } else if a.is_far_from(b) {
        Some(Objection::Ratio)
    } else {
        None
    }
}
