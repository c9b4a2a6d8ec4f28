//! The words of one sentence: where they stand from its figures, and what they tell of each.

use std::ops::Range;

use super::account::Term;
use super::recent::Recent;
use super::terms::{self, Fate, Known, Nouns, Scope, Sense, Stem, Time};
use crate::facts::figures::{Figure, FigureKind};
use crate::facts::shapes::Shape;
use crate::text::words::Word;

/// How far a word that says something moves on.
const WORD_STEP: u16 = 2;
/// How far another figure keeps apart what stands before and behind it.
const FIGURE_STEP: u16 = 4;
/// How far `and` moves on: as a comma does.
const JOINT_STEP: u16 = 2;
/// A fate that stands farther off is another's.
const FATE_REACH: u16 = 12;
/// What is of a market stands no farther off.
const MOVING_REACH: u16 = 12;
/// Who gives a figure stands no farther before it, by what he does.
const STANCE_REACH: u16 = 16;
/// The verb whose extent a figure tells stands no farther before it.
const CHANGE_REACH: u16 = 14;
/// What makes a figure one of what may be stands no farther before it: licensed to carry 120.
const POSSIBLE_REACH: u16 = 7;
/// Words beyond this do not describe a figure.
const SCOPE_REACH: u16 = 2;
/// Words farther before a date do not describe what it dates.
const LABEL_REACH: u16 = 16;
/// Words from a verb of telling to its day: told reporters on Monday.
const TELLING_REACH: usize = 3;

/// A part of a game, of which a figure tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stretch {
    /// Points that one side made in a row: a 15-2 run.
    Run,
    /// A part that its rules make: the second half.
    Part,
}

/// What the words of a sentence tell of one of its figures.
pub(super) struct Told {
    /// What befell those who are counted.
    pub(super) fate: Fate,
    /// The part of the things that is counted.
    pub(super) scope: Scope,
    /// Whether it is of what moves by the hour.
    pub(super) moves: bool,
    /// Which side of a matter gives it; 0 for none.
    pub(super) stance: Stem,
    /// Whether something changed, just before it.
    pub(super) changes: bool,
    /// Whether it is what is wanted or may be.
    pub(super) possible: bool,
    /// Of which sort of part of a game it is.
    pub(super) stretch: Option<Stretch>,
}

/// A sentence as it is written.
pub(super) struct Text<'t> {
    /// The text that it stands in.
    pub(super) body: &'t str,
    /// Its words.
    pub(super) words: &'t [Word],
    /// What a look at each tells.
    pub(super) shapes: &'t [Shape],
    /// Whether its first word is in a name.
    pub(super) starts_with_name: bool,
}

/// What stands in a sentence, each with its place; see [`Term::at`].
#[derive(Default)]
pub(super) struct Sentence {
    figures: Vec<u16>,
    fates: Vec<(u16, Fate)>,
    scopes: Vec<(u16, Scope)>,
    /// Where `last` and `next` stand before a week or a year.
    stretches_of_time: Vec<u16>,
    moving: Vec<u16>,
    stances: Vec<(u16, Stem)>,
    changes: Vec<u16>,
    possible: Vec<u16>,
    stretches: Vec<(u16, Stretch)>,
}

impl Sentence {
    /// Reads a sentence, given its figures, and adds its terms to `terms`.
    pub(super) fn read(
        text: &Text<'_>,
        figures: &[Figure],
        nouns: &Nouns,
        recent: &mut Recent,
        terms: &mut Vec<Term>,
    ) -> Sentence {
        let mut sentence = Sentence::default();
        let &Text { body, words, .. } = text;
        let title = text.is_title();
        let (mut at, mut end) = (0_u16, None);
        for (number, (&word, &shape)) in words.iter().zip(text.shapes).enumerate() {
            let range = word.range();
            let gap = end.map(|end: usize| end..range.start);
            at += gap.and_then(|gap| body.get(gap)).map_or(0, pause);
            end = Some(range.end);
            let begins = |f: &&Figure| f.number.start as usize <= range.start;
            if let Some(figure) = figures.get(sentence.figures.len()).filter(begins) {
                at += FIGURE_STEP / 2;
                sentence.figures.push(at);
                terms.push(companion(figure, at));
                at += FIGURE_STEP / 2;
            }
            let last = sentence.figures.len().checked_sub(1);
            let figure = last.and_then(|last| figures.get(last));
            if figure.is_some_and(|f| range.start < f.number.end as usize) {
                continue;
            }
            let figure = figure.filter(|f| range.start < f.range.end as usize);
            let written = body.get(range.clone()).unwrap_or_default();
            let mut known = recent.known(written, word, shape);
            let stretch = text.stretch(number, written);
            sentence
                .stretches
                .extend(stretch.map(|stretch| (at, stretch)));
            if written == "May" && text.is_may(number) {
                known.sense = Sense::Time(Time::Month);
            } else if written.eq_ignore_ascii_case("ago") && text.is_long_ago(number) {
                known.sense = Sense::Time(Time::LongAgo);
            } else {
                sentence.note(known, at);
                if known.scope != 0 && text.is_before_period(number) {
                    sentence.stretches_of_time.push(at);
                }
            }
            if known.sense == Sense::Function || word.is_digits() && !is_year(written) {
                at += if is_joint(written) { JOINT_STEP } else { 0 };
                continue;
            }
            if figure.is_some_and(|f| f.kind == FigureKind::Age) {
                continue;
            }
            if !figure.is_some_and(|f| is_unit(f, written, &range, nouns)) {
                let may_name = (number > 0 || text.starts_with_name) && !title;
                terms.push(Term {
                    stem: known.stem,
                    start: word.start,
                    length: range.len().min(usize::from(u8::MAX)) as u8,
                    at,
                    sense: match sense(known.sense, word, shape, may_name) {
                        Sense::Time(time) => Sense::Time(text.placed(time, number)),
                        sense => sense,
                    },
                    sentences: 1,
                });
            }
            at += WORD_STEP;
        }
        sentence
    }

    /// Notes what a word tells of figures near it.
    fn note(&mut self, known: Known, at: u16) {
        if known.fate != 0 {
            self.fates.push((at, known.fate));
        }
        if known.scope != 0 {
            self.scopes.push((at, known.scope));
        }
        if known.moves {
            self.moving.push(at);
        }
        if known.stance != 0 {
            self.stances.push((at, known.stance));
        }
        if known.possible {
            self.possible.push(at);
        }
        if known.changes {
            self.changes.push(at);
        }
    }

    /// Where its figures stand.
    pub(super) fn places(&self) -> impl Iterator<Item = u16> {
        self.figures.iter().copied()
    }

    /// The part of the things that is told of at a place.
    pub(super) fn scope(&self, at: u16) -> Scope {
        let reach = SCOPE_REACH + FIGURE_STEP / 2;
        let near = self.scopes.iter();
        let near = near.filter(|(place, _)| place.abs_diff(at) <= reach);
        near.fold(0, |all, (_, scope)| all | scope)
    }

    /// The part of the things that is told of before a place: the first hearing on 3 March. Not last week.
    pub(super) fn scope_before(&self, at: u16) -> Scope {
        let near = self.scopes.iter();
        let near = near.filter(|(place, _)| *place <= at && at - place <= LABEL_REACH);
        let near = near.filter(|(place, _)| !self.stretches_of_time.contains(place));
        near.fold(0, |all, (_, scope)| all | scope)
    }

    /// What is told of the figure of a number, which stands at a place.
    pub(super) fn told(&self, number: usize, at: u16) -> Told {
        let room = room(&self.figures, number);
        let near = |place: u16, reach: u16| place.abs_diff(at) <= reach;
        let is_before = |places: &[u16], reach| {
            let mut places = places.iter();
            places.any(|&place| place <= at && near(place, reach))
        };
        Told {
            fate: nearest(&self.fates, at, &room, FATE_REACH).unwrap_or_default(),
            scope: self.scope(at),
            moves: self.moving.iter().any(|&place| near(place, MOVING_REACH)),
            stance: before(&self.stances, at, STANCE_REACH).unwrap_or_default(),
            changes: is_before(&self.changes, CHANGE_REACH),
            possible: is_before(&self.possible, POSSIBLE_REACH),
            stretch: before(&self.stretches, at, u16::MAX),
        }
    }
}

/// Whether a word of a figure says what is counted: that is compared as its unit.
fn is_unit(figure: &Figure, text: &str, range: &Range<usize>, nouns: &Nouns) -> bool {
    let is_head = figure.kind == FigureKind::Count && range.end == figure.range.end as usize;
    is_head || nouns.class(text) == nouns.class(&figure.unit)
}

/// What a word tells where it stands.
fn sense(sense: Sense, word: Word, shape: Shape, may_name: bool) -> Sense {
    let is_small = !shape.is(Shape::CAPITAL | Shape::NUMERAL);
    match sense {
        _ if word.is_digits() => Sense::Time(Time::Year),
        // They march, and march no month.
        Sense::Time(Time::Weekday | Time::Month) if is_small => Sense::Content,
        Sense::Content | Sense::Common if may_name && shape.is(Shape::CAPITAL) => Sense::Name,
        sense => sense,
    }
}

impl<'t> Text<'t> {
    /// A word as written; nothing where there is none.
    fn word(&self, number: usize) -> Option<&'t str> {
        self.words
            .get(number)
            .and_then(|word| self.body.get(word.range()))
    }

    /// The word so many places before one; empty where there is none.
    fn before(&self, number: usize, back: usize) -> &'t str {
        let before = number.checked_sub(back);
        before
            .and_then(|number| self.word(number))
            .unwrap_or_default()
    }

    /// What a word of time tells, given the words about it.
    fn placed(&self, time: Time, number: usize) -> Time {
        let is_day = |text: &str| text.len() <= 2 && text.starts_with(|c: char| c.is_ascii_digit());
        let before = self.before(number, 1);
        match time {
            Time::Month
                if is_one_of(before, &["in", "since", "last"])
                    && !self.word(number + 1).is_some_and(is_day) =>
            {
                Time::WholeMonth
            }
            Time::Year if is_one_of(before, &["in", "since"]) => Time::WholeYear,
            Time::Weekday
                if (1..=TELLING_REACH)
                    .any(|back| terms::tells(terms::stem(self.before(number, back)))) =>
            {
                Time::SaidOn
            }
            time => time,
        }
    }

    /// Whether a `May` is the month: beside a day, a year or what leads to a month.
    fn is_may(&self, number: usize) -> bool {
        let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
        let leads = ["in", "since", "last", "late", "early", "mid", "of"];
        let before = self.before(number, 1);
        self.word(number + 1).is_some_and(is_number)
            || is_number(before)
            || is_one_of(before, &leads)
    }

    /// Whether an `ago` is that of `nine years ago`.
    fn is_long_ago(&self, number: usize) -> bool {
        ["month", "months", "year", "years"].contains(&self.before(number, 1))
    }

    /// Whether a week, a year or the like follows a word: last week.
    fn is_before_period(&self, number: usize) -> bool {
        let next = self.word(number + 1);
        next.is_some_and(|next| terms::dates(terms::stem(next)))
    }

    /// The part of a game that a word names, given the words before it: a 15-2 run, its second half.
    fn stretch(&self, number: usize, written: &str) -> Option<Stretch> {
        match written {
            "run" => {
                let is_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
                let [one, other] = [2, 1].map(|back| self.before(number, back));
                (!one.is_empty() && is_digits(one) && is_digits(other)).then_some(Stretch::Run)
            }
            "half" | "quarter" | "period" | "inning" => {
                let ordinals = ["first", "second", "third", "fourth", "final", "opening"];
                ordinals
                    .contains(&self.before(number, 1))
                    .then_some(Stretch::Part)
            }
            _ => None,
        }
    }

    /// Whether nearly every word has a capital, as in a headline: then a capital tells no name.
    fn is_title(&self) -> bool {
        let digits = self.words.iter().filter(|word| word.is_digits()).count();
        let capitals = self.shapes.iter().filter(|shape| shape.is(Shape::CAPITAL));
        capitals.count() * 5 > (self.words.len() - digits) * 3
    }
}

fn is_one_of(word: &str, all: &[&str]) -> bool {
    all.iter().any(|one| word.eq_ignore_ascii_case(one))
}

/// A figure as a term of the others in its sentence.
fn companion(figure: &Figure, at: u16) -> Term {
    Term {
        stem: number(&figure.unit, figure.value),
        start: figure.number.start,
        length: figure.number.len().min(usize::from(u8::MAX)) as u8,
        at,
        sense: Sense::Figure,
        sentences: 1,
    }
}

/// A number of something, as a term; nothing is said of what where `unit` is empty.
pub(super) fn number(unit: &str, value: f64) -> Stem {
    let bits = value.to_bits();
    let folded = (bits ^ (bits >> 32)) as Stem;
    terms::stem(unit) ^ folded.wrapping_mul(0x9e37_79b1)
}

/// How far what stands between two words keeps them apart.
fn pause(gap: &str) -> u16 {
    if gap == " " {
        return 0;
    }
    gap.chars()
        .map(|c| match c {
            ',' => 2,
            ';' | ':' | '(' | ')' | '–' | '—' | '!' | '?' => 3,
            _ => 0,
        })
        .max()
        .unwrap_or(0)
}

/// Whether a word joins what is said of two things.
fn is_joint(text: &str) -> bool {
    ["and", "but", "while", "with", "or"]
        .iter()
        .any(|joint| text.eq_ignore_ascii_case(joint))
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && (text.starts_with("19") || text.starts_with("20"))
}

/// What lies nearer to one figure than to its neighbours: behind it, as far as the next; before it, as far as the last.
fn room(positions: &[u16], number: usize) -> Range<u16> {
    let before = number.checked_sub(1).and_then(|n| positions.get(n));
    let next = positions.get(number + 1);
    before.map_or(0, |&at| at)..next.map_or(u16::MAX, |&at| at)
}

/// The fate named nearest to a figure, one behind it before one as near before it.
fn nearest(fates: &[(u16, Fate)], at: u16, room: &Range<u16>, reach: u16) -> Option<Fate> {
    fates
        .iter()
        .filter(|(place, _)| room.contains(place) && place.abs_diff(at) <= reach)
        .min_by_key(|(place, _)| (place.abs_diff(at), *place < at))
        .map(|&(_, fate)| fate)
}

/// The last one before a place.
fn before<T: Copy>(all: &[(u16, T)], at: u16, reach: u16) -> Option<T> {
    let mut before = all.iter().rev();
    before
        .find(|(place, _)| *place <= at && at - place <= reach)
        .map(|&(_, what)| what)
}

#[cfg(test)]
mod tests;
