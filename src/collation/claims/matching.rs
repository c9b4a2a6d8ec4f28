//! Which figures of two texts are of the same thing.

use std::cmp::Ordering;

use smallvec::SmallVec;

use super::account::{Account, Claim};
use super::amounts::Fit;
use super::likeness::{
    ALIKE, Likeness, VERBATIM, Weights, beside, has, likeness, subject, weights,
};
use super::terms::{self, Stem};
use crate::facts::figures::FigureKind;

/// A figure of one text and one of another, of the same thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The claim of the first text.
    pub a: u32,
    /// The claim of the second.
    pub b: u32,
    /// Whether not both can hold; else they agree.
    pub contrary: bool,
    /// Whether another figure of both sentences is the same: they are of one state of things.
    pub companion: bool,
    /// The terms that they share, the weightiest first: their numbers in either account.
    pub words: (SmallVec<[u32; 4]>, SmallVec<[u32; 4]>),
}

/// What two claims score at least that are of one thing, where neither text has another figure in the unit.
const LEAST: f32 = 0.10;
/// So much more for each other figure that could be meant.
const LEAST_EACH: f32 = 0.12;
/// More others make it no harder.
const MOST_OTHERS: u32 = 8;
/// More dates of what goes by one word are a list, and are not compared.
const MOST_DATES: usize = 32;
/// Claims that share less are alike by chance.
const LEAST_SHARED: f32 = 0.6;
/// Amounts in two units are farther apart than this, by ratio, before they contradict each other.
const CONVERTED: f64 = 1.25;
/// Another figure that contradicts is a rival if it scores so much of it.
const RIVAL: f32 = 0.9;
/// Another figure that can hold too is a rival if it scores so much of it.
const COMPATIBLE_RIVAL: f32 = 0.5;
/// Another figure that says the same as one of the two is a rival if it scores so much of it: a text that gives both values
/// contradicts neither.
const AGREEING_RIVAL: f32 = 0.3;

/// The figures of two texts that are of the same thing, and agree or contradict each other. `is_sure`: the texts are on one
/// event beyond doubt.
pub fn pairs(first: &Account, second: &Account, is_sure: bool) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    while let (Some(a), Some(b)) = (first.claims.get(i), second.claims.get(j)) {
        match a.unit.cmp(&b.unit) {
            Ordering::Less => i += 1,
            Ordering::Greater => j += 1,
            Ordering::Equal if a.day.is_some() && are_lists(first, i, second, j) => {
                (i, j) = (i + in_unit(first, i).len(), j + in_unit(second, j).len());
            }
            Ordering::Equal => {
                let table = Table::new(first, i, second, j, is_sure);
                table.pairs(&mut pairs);
                (i, j) = (i + table.a.len(), j + table.b.len());
            }
        }
    }
    let series: SmallVec<[(u32, u32); 2]> = sentences_of_series(&pairs, first, second);
    if !series.is_empty() {
        pairs.retain(|pair| {
            let of = sentences(pair, first, second);
            !pair.contrary || of.is_none_or(|of| !series.contains(&of))
        });
    }
    pairs
}

/// Whether a text gives so many dates of what goes by one word that no two of them can be told to be of one thing.
fn are_lists(first: &Account, i: usize, second: &Account, j: usize) -> bool {
    in_unit(first, i).len().max(in_unit(second, j).len()) > MOST_DATES
}

/// The sentences that two figures stand in, by their first terms.
fn sentences(pair: &Pair, first: &Account, second: &Account) -> Option<(u32, u32)> {
    let (a, b) = (
        first.claims.get(pair.a as usize)?,
        second.claims.get(pair.b as usize)?,
    );
    Some((a.terms.start, b.terms.start))
}

/// Two sentences that are alike but for two of their figures or more, and agree in none, are those of two reports of a
/// series, or on two things of a kind: nine ships load and 16 wait, ten ships load and 14 wait.
fn sentences_of_series(
    pairs: &[Pair],
    first: &Account,
    second: &Account,
) -> SmallVec<[(u32, u32); 2]> {
    let mut series = SmallVec::new();
    for (number, pair) in pairs.iter().enumerate().filter(|(_, pair)| pair.contrary) {
        let Some(of) = sentences(pair, first, second) else {
            continue;
        };
        let same = |other: &&Pair| sentences(other, first, second) == Some(of);
        let others = pairs.iter().skip(number + 1).filter(same);
        let differs = others
            .filter(|other| other.contrary && other.a != pair.a && other.b != pair.b)
            .count();
        let agrees = pairs.iter().filter(same).any(|other| !other.contrary);
        if differs > 0 && !agrees {
            series.push(of);
        }
    }
    series
}

/// Every claim in a unit of one text with every one of another.
struct Table<'t> {
    a: &'t [Claim],
    b: &'t [Claim],
    /// What stands about each of them.
    of_a: Vec<Weights>,
    of_b: Vec<Weights>,
    /// The names in either text.
    names: (&'t [Stem], &'t [Stem]),
    /// The numbers of their first claims in the accounts.
    from: (usize, usize),
    /// Whether the texts are on one event beyond doubt.
    is_sure: bool,
    /// Row by row.
    cells: Vec<Likeness>,
}

/// The claims from a number on that are in its unit.
fn in_unit(account: &Account, from: usize) -> &[Claim] {
    let claims = account.claims.get(from..).unwrap_or_default();
    let unit = claims.first().map(|claim| claim.unit);
    let end = claims.iter().take_while(|c| Some(c.unit) == unit).count();
    claims.get(..end).unwrap_or_default()
}

impl<'t> Table<'t> {
    fn new(
        first: &'t Account,
        i: usize,
        second: &'t Account,
        j: usize,
        is_sure: bool,
    ) -> Table<'t> {
        let (a, b) = (in_unit(first, i), in_unit(second, j));
        let of_b: Vec<Weights> = b.iter().map(|claim| weights(second, claim)).collect();
        let of_a: Vec<Weights> = a.iter().map(|claim| weights(first, claim)).collect();
        let mut cells = Vec::with_capacity(a.len() * b.len());
        for (x, of_x) in a.iter().zip(&of_a) {
            cells.extend(
                b.iter()
                    .zip(&of_b)
                    .map(|(y, of_y)| likeness(x, of_x, y, of_y)),
            );
        }
        Table {
            a,
            b,
            of_a,
            of_b,
            names: (&first.names, &second.names),
            from: (i, j),
            is_sure,
            cells,
        }
    }

    fn cell(&self, row: usize, column: usize) -> Option<&Likeness> {
        self.cells.get(row * self.b.len() + column)
    }

    fn pairs(&self, pairs: &mut Vec<Pair>) {
        for row in 0..self.a.len() {
            for column in 0..self.b.len() {
                if let Some((contrary, cell)) = self.verdict(row, column) {
                    pairs.push(Pair {
                        a: (self.from.0 + row) as u32,
                        b: (self.from.1 + column) as u32,
                        contrary,
                        companion: cell.companion,
                        words: cell.words.iter().copied().unzip(),
                    });
                }
            }
        }
    }

    /// Whether two claims are of one thing, and if so, whether they contradict each other.
    fn verdict(&self, row: usize, column: usize) -> Option<(bool, &Likeness)> {
        let (a, b) = (self.a.get(row)?, self.b.get(column)?);
        let cell = self.cell(row, column)?;
        let score = cell.score();
        let verbatim = score >= VERBATIM;
        if is_slip(a, b) {
            let is_told = self.is_sure && cell.shared >= LEAST_SHARED;
            return is_told.then_some((true, cell));
        }
        if cell.shared < LEAST_SHARED
            || score < LEAST
            || !is_told(cell, a, b)
            || cell.is_refused(a.kind)
        {
            return None;
        }
        let contrary = match cell.fit {
            Fit::Same => false,
            // One text tells the parts, the other their sum.
            Fit::Contrary if is_sum(a, b) || is_sum(b, a) || is_converted(a, b) => return None,
            Fit::Contrary => true,
            Fit::Bounds => verbatim,
            Fit::Compatible => return None,
        };
        // Others have their own age, however many they are.
        let is_told_apart = a.bearer != 0 && a.bearer == b.bearer;
        let crowd = if is_told_apart {
            0
        } else {
            crowd(a, self.a) + crowd(b, self.b)
        };
        let others = crowd + looseness(a) + described(a, b);
        if score < LEAST + LEAST_EACH * others.min(MOST_OTHERS) as f32 {
            return None;
        }
        // Sums and times are in any report; so many people or things are of one event.
        let is_of_events = matches!(a.kind, FigureKind::Count | FigureKind::Age) && !a.moves;
        let is_sure = self.is_sure || is_of_events && score >= ALIKE || a.day.is_some() && verbatim;
        let is_refuted = || {
            cell.restated || self.are_of_others(row, column) || self.has_rival(row, column, cell)
        };
        if contrary && (!is_sure || is_refuted()) {
            return None;
        }
        (contrary || cell.fit == Fit::Same).then_some((contrary, cell))
    }

    /// Whether the two have different subjects, and both texts know both of them. Of two dates, any name beside one of them
    /// will do: whoever is named there, the other text would have named him.
    fn are_of_others(&self, row: usize, column: usize) -> bool {
        let (Some(of_a), Some(of_b)) = (self.of_a.get(row), self.of_b.get(column)) else {
            return false;
        };
        let knows = |names: &[Stem], name: Stem| names.binary_search(&name).is_ok();
        if self.a.get(row).is_some_and(|a| a.day.is_some()) {
            let names_own = |of: &Weights, other: &Weights, known: &[Stem]| {
                let mut own = beside(of).filter(|&name| !has(other, name));
                own.any(|name| knows(known, name))
            };
            return names_own(of_a, of_b, self.names.1) && names_own(of_b, of_a, self.names.0);
        }
        let (Some(x), Some(y)) = (subject(of_a), subject(of_b)) else {
            return false;
        };
        !has(of_b, x) && !has(of_a, y) && knows(self.names.1, x) && knows(self.names.0, y)
    }

    /// Whether another figure of either text fits as well as one of these two, or agrees with the other.
    fn has_rival(&self, row: usize, column: usize, cell: &Likeness) -> bool {
        let score = cell.score();

        let is_rival = |other: Option<&Likeness>, claim: &Claim, own: Option<&Claim>| {
            // The same value said again is no other figure.
            let again = own.is_some_and(|own| own.fit(claim) == Fit::Same);
            // Nor is that of those whom something else befell, or of a time from elsewhere.
            let differs = own.is_some_and(|own| {
                own.fate != claim.fate && own.fate != 0 && claim.fate != 0
                    || own.anchor != claim.anchor
            });
            !differs
                && other.is_some_and(|other| match other.fit {
                    Fit::Contrary | Fit::Bounds => !again && other.score() > RIVAL * score,
                    Fit::Compatible => other.score() > COMPATIBLE_RIVAL * score,
                    Fit::Same => other.score() > AGREEING_RIVAL * score,
                })
        };
        let columns = self.b.iter().enumerate().filter(|&(c, _)| c != column);
        let rows = self.a.iter().enumerate().filter(|&(r, _)| r != row);
        let (a, b) = (self.a.get(row), self.b.get(column));
        columns
            .map(|(c, claim)| is_rival(self.cell(row, c), claim, b))
            .chain(rows.map(|(r, claim)| is_rival(self.cell(r, column), claim, a)))
            .any(|rival| rival)
    }
}

/// Whether one is a day that its month does not have, and the other one of that month: whatever is dated, one is wrong.
fn is_slip(a: &Claim, b: &Claim) -> bool {
    a.is_no_day() != b.is_no_day()
        && a.day.zip(b.day).is_some_and(|(a, b)| {
            let is_of_one_year = a.year.zip(b.year).is_none_or(|(a, b)| a == b);
            a.month == b.month && is_of_one_year && a.is_as_fine_as(&b)
        })
}

/// Whether two amounts in different units are as far apart as a rough conversion may leave them, or tons and tonnes.
fn is_converted(a: &Claim, b: &Claim) -> bool {
    a.kind == FigureKind::Measure && a.word != b.word && a.amount.ratio(&b.amount) < CONVERTED
}

/// Whether the amount of one is what the other makes with a figure beside it.
fn is_sum(one: &Claim, other: &Claim) -> bool {
    other.sums.contains(&one.amount.value)
}

/// Whether what is shared tells what is counted: two words of which one is no name, or a fate, or the word that describes
/// what is counted. Whose age it is, a name tells.
fn is_told(cell: &Likeness, a: &Claim, b: &Claim) -> bool {
    let described = !a.modifiers.is_empty() && !b.modifiers.is_empty() && described(a, b) == 0;
    // What both date is among them.
    let least = if a.day.is_some() { 3 } else { 2 };
    let words =
        cell.words.len() >= least && (cell.tells || cell.named && a.kind == FigureKind::Count);
    words || described || a.fate != 0 || a.kind == FigureKind::Age
}

/// How many other figures of a text could be meant, given those in the unit: the more, the less does what is counted
/// tell which thing it is. Those of another fate, or far greater or smaller, could not.
fn crowd(claim: &Claim, all: &[Claim]) -> u32 {
    let mut others: SmallVec<[&Claim; 8]> = SmallVec::new();
    for other in all {
        if other.fate != claim.fate || other.anchor != claim.anchor || other.is_far_from(claim) {
            continue;
        }
        let is_known = |known: &&Claim| known.fit(other) == Fit::Same;
        if !is_known(&claim) && !others.iter().any(is_known) {
            others.push(other);
        }
        if others.len() as u32 >= MOST_OTHERS {
            break;
        }
    }
    others.len() as u32
}

/// How little a unit tells of what is meant, in others that could be: anything lasts some weeks, and costs some dollars.
fn looseness(claim: &Claim) -> u32 {
    match claim.kind {
        _ if claim.day.is_some() => 1,
        // Prices change by the hour.
        _ if claim.moves => 4,
        FigureKind::Money | FigureKind::Percentage | FigureKind::Name => 2,
        FigureKind::Bare if claim.fate == 0 => 2,
        // There is one day on which it is due.
        FigureKind::Measure if claim.anchor == terms::left() => 0,
        FigureKind::Measure => 1,
        _ => 0,
    }
}

/// How much the words differ that describe what is counted (`two fishing boats`, `three speed boats`), in others that
/// could be meant; where one side has none, not at all.
fn described(a: &Claim, b: &Claim) -> u32 {
    if a.modifiers.is_empty() || b.modifiers.is_empty() {
        return 0;
    }
    let shared = a.modifiers.iter().filter(|stem| b.modifiers.contains(stem));
    match shared.count() {
        0 => 2,
        shared => u32::from(shared < a.modifiers.len().max(b.modifiers.len())),
    }
}

#[cfg(test)]
mod tests;
