//! Which figures of two texts are of the same thing.

use std::ops::Range;

use smallvec::SmallVec;

use super::account::{Account, Claim, Term};
use super::amounts::Fit;
use super::terms::{Sense, Stem};
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
    /// The terms that they share, the weightiest first: their numbers in either account.
    pub words: (SmallVec<[u32; 4]>, SmallVec<[u32; 4]>),
}

/// How alike the words around two figures are.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Likeness {
    /// How the two amounts stand to each other.
    pub fit: Option<Fit>,
    /// Cosine of the two lists of weights.
    pub cosine: f32,
    /// The weight of what is shared.
    pub shared: f32,
    /// What share of the names is shared; one where either has none.
    pub names: f32,
    /// How much what is counted is described in other words.
    pub described: u32,
    /// How many other figures in the unit either text has, of the same fate.
    pub crowd: u32,
    /// Why the two are not of one thing all the same.
    pub veto: Option<&'static str>,
    /// The shared terms, the weightiest first: their numbers in either account.
    pub words: SmallVec<[(u32, u32); 4]>,
}

impl Likeness {
    /// How likely it is that both are of one thing: what share of the words is shared, and that they are enough.
    pub fn score(&self) -> f32 {
        self.cosine * self.shared / (self.shared + 1.0)
    }
}

/// Every claim of one text with every claim in the same unit of another.
pub struct Table<'a> {
    /// Which claims of the first text.
    pub rows: Range<usize>,
    /// Which claims of the second.
    pub columns: Range<usize>,
    a: &'a [Claim],
    b: &'a [Claim],
    /// How little what is counted tells of what is meant.
    loose: u32,
    /// Row by row.
    cells: Vec<Likeness>,
}

impl Table<'_> {
    /// The likeness of two claims, by their numbers in the table.
    pub fn cell(&self, row: usize, column: usize) -> Option<&Likeness> {
        self.cells.get(row * self.columns.len() + column)
    }
}

/// A term by what it weighs for one claim.
#[derive(Clone, Copy)]
struct Weight {
    stem: Stem,
    weight: f32,
    sense: Sense,
    term: u32,
    distance: u16,
}

type Weights = SmallVec<[Weight; 24]>;

/// The claims of two texts that can be compared: a table for each unit.
pub fn tables<'a>(first: &'a Account, second: &'a Account) -> Vec<Table<'a>> {
    let mut tables = Vec::new();
    let (mut i, mut j) = (0, 0);
    while let (Some(a), Some(b)) = (first.claims.get(i), second.claims.get(j)) {
        if a.unit < b.unit {
            i += 1;
            continue;
        }
        if b.unit < a.unit {
            j += 1;
            continue;
        }
        let run = |claims: &[Claim]| claims.iter().take_while(|c| c.unit == a.unit).count();
        let rows = i..i + run(&first.claims[i..]);
        let columns = j..j + run(&second.claims[j..]);
        (i, j) = (rows.end, columns.end);
        tables.push(table(first, rows, second, columns));
    }
    tables
}

fn table<'a>(
    first: &'a Account,
    rows: Range<usize>,
    second: &'a Account,
    columns: Range<usize>,
) -> Table<'a> {
    let all = |account: &Account, range: &Range<usize>| -> Vec<Weights> {
        let claims = account.claims.get(range.clone()).unwrap_or_default();
        claims.iter().map(|claim| weights(account, claim)).collect()
    };
    let (a, b) = (all(first, &rows), all(second, &columns));
    let mut cells = Vec::with_capacity(a.len() * b.len());
    let (of_a, of_b) = (&first.claims[rows.clone()], &second.claims[columns.clone()]);
    for (x, wx) in of_a.iter().zip(&a) {
        for (y, wy) in of_b.iter().zip(&b) {
            let mut cell = likeness(x, wx, y, wy);
            cell.crowd = crowd(x, of_a) + crowd(y, of_b);
            cells.push(cell);
        }
    }
    Table {
        a: of_a,
        b: of_b,
        loose: of_a.iter().map(looseness).max().unwrap_or(0),
        rows,
        columns,
        cells,
    }
}

/// How little a unit tells of what is meant: anything lasts some weeks, and costs some dollars.
fn looseness(claim: &Claim) -> u32 {
    match claim.kind {
        FigureKind::Money | FigureKind::Percentage => 2,
        FigureKind::Measure => 1,
        _ => 0,
    }
}

/// How many figures of a text there are with the same fate that say something else: the more, the less does what they
/// count tell which thing is meant.
fn crowd(claim: &Claim, all: &[Claim]) -> u32 {
    let mut others: SmallVec<[&Claim; 8]> = SmallVec::new();
    let alike = |c: &&Claim| c.fate == claim.fate && c.amount.ratio(&claim.amount) <= FARTHEST;
    for other in all.iter().filter(alike) {
        let is_known = |known: &&Claim| known.amount.fit(&other.amount) == Fit::Same;
        if !is_known(&claim) && !others.iter().any(is_known) {
            others.push(other);
        }
    }
    others.len() as u32
}

/// The figures of two texts that are of the same thing, and agree or contradict each other.
pub fn pairs(first: &Account, second: &Account) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for table in tables(first, second) {
        for row in 0..table.rows.len() {
            for column in 0..table.columns.len() {
                if let Some((contrary, cell)) = verdict(&table, row, column) {
                    pairs.push(Pair {
                        a: (table.rows.start + row) as u32,
                        b: (table.columns.start + column) as u32,
                        contrary,
                        words: cell.words.iter().copied().unzip(),
                    });
                }
            }
        }
    }
    pairs
}

/// Whether two claims of a table are of one thing, and if so, whether they contradict each other.
fn verdict<'t>(table: &'t Table<'_>, row: usize, column: usize) -> Option<(bool, &'t Likeness)> {
    let cell = table.cell(row, column)?;
    let crowd = cell.crowd + table.loose + cell.described;
    let least = LEAST + LEAST_EACH * crowd.min(8) as f32;
    if cell.veto.is_some() || cell.score() < least || cell.shared < LEAST_SHARED {
        return None;
    }
    match cell.fit? {
        Fit::Same => Some((false, cell)),
        Fit::Compatible => None,
        Fit::Bounds if cell.score() < VERBATIM => None,
        Fit::Bounds | Fit::Contrary => {
            let score = cell.score();
            let (a, b) = (table.a.get(row)?, table.b.get(column)?);
            let in_row = table.b.iter().enumerate().filter(|&(c, _)| c != column);
            let in_row = in_row.map(|(c, claim)| (table.cell(row, c), claim, b));
            let in_column = table.a.iter().enumerate().filter(|&(r, _)| r != row);
            let in_column = in_column.map(|(r, claim)| (table.cell(r, column), claim, a));
            let rival = in_row.chain(in_column).any(|(other, claim, own)| {
                let said_again = claim.amount.fit(&own.amount) == Fit::Same;
                other.is_some_and(|other| match other.fit {
                    Some(Fit::Contrary) => !said_again && other.score() > RIVAL * score,
                    _ => other.score() > AGREEING_RIVAL * score,
                })
            });
            (!rival).then_some((true, cell))
        }
    }
}

/// Claims that score so much stand in the same sentence, nearly to the letter.
const VERBATIM: f32 = 0.65;
/// What two claims score at least that are of one thing, where neither text has another figure in the unit.
const LEAST: f32 = 0.10;
/// So much more for each other figure.
const LEAST_EACH: f32 = 0.12;
/// Claims that share less are alike by chance.
const LEAST_SHARED: f32 = 0.6;
/// Another figure that contradicts is a rival if it scores so much of it.
const RIVAL: f32 = 0.9;
/// Another figure that agrees is one already if it scores so much.
const AGREEING_RIVAL: f32 = 0.5;

fn weights(account: &Account, claim: &Claim) -> Weights {
    let range = claim.terms.start as usize..claim.terms.end as usize;
    let terms = account.terms.get(range.clone()).unwrap_or_default();
    let mut weights: Weights = terms
        .iter()
        .zip(range)
        .map(|(term, number)| Weight {
            stem: term.stem,
            weight: evidence(term) * nearness(term.at.abs_diff(claim.at)),
            sense: term.sense,
            term: number as u32,
            distance: term.at.abs_diff(claim.at),
        })
        .collect();
    weights.sort_by(|a, b| a.stem.cmp(&b.stem).then(b.weight.total_cmp(&a.weight)));
    weights.dedup_by_key(|w| w.stem);
    weights
}

/// What a term tells by itself: the less the more often its text has it, since that is what the text is about.
fn evidence(term: &Term) -> f32 {
    let rare = 1.0 / (1.0 + 0.25 * f32::from(term.sentences.saturating_sub(1)));
    match term.sense {
        Sense::Function => 0.0,
        Sense::Common => 0.3 * rare,
        Sense::Time => 0.3,
        Sense::Content | Sense::Name => rare.max(0.25),
    }
}

fn nearness(distance: u16) -> f32 {
    1.0 / (1.0 + f32::from(distance.saturating_sub(4)) / 6.0)
}

/// Two figures of one thing are seldom farther apart, by ratio.
const FARTHEST: f64 = 4.0;
/// How much the words differ that describe what is counted; where there are none on one side, not at all.
fn described(a: &Claim, b: &Claim) -> u32 {
    if a.modifiers.is_empty() || b.modifiers.is_empty() {
        return 0;
    }
    let shared = a.modifiers.iter().filter(|stem| b.modifiers.contains(stem)).count();
    match shared {
        0 => 2,
        _ => u32::from(shared < a.modifiers.len().max(b.modifiers.len())),
    }
}

/// A time that stands farther off is that of something else.
const TIME_REACH: u16 = 12;

fn likeness(a: &Claim, wa: &Weights, b: &Claim, wb: &Weights) -> Likeness {
    let (mut i, mut j) = (0, 0);
    let (mut dot, mut shared) = (0.0, 0.0);
    let mut words: SmallVec<[(f32, u32, u32); 24]> = SmallVec::new();
    let (mut names, mut times, mut shared_names) = (0, 0, 0.0);
    while let (Some(x), Some(y)) = (wa.get(i), wb.get(j)) {
        match x.stem.cmp(&y.stem) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                let both = x.weight * y.weight;
                dot += both;
                shared += both.sqrt();
                words.push((both, x.term, y.term));
                names += u32::from(x.sense == Sense::Name && y.sense == Sense::Name && x.distance <= 10 && y.distance <= 10);
                if x.sense == Sense::Name && y.sense == Sense::Name { shared_names += both.sqrt(); }
                times += u32::from(x.sense == Sense::Time);
                i += 1;
                j += 1;
            }
        }
    }
    let norm = |w: &Weights| w.iter().map(|w| w.weight * w.weight).sum::<f32>();
    let norms = (norm(wa) * norm(wb)).sqrt();
    words.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let has_time =
        |w: &Weights| w.iter().any(|w| w.sense == Sense::Time && w.distance <= TIME_REACH);
    let veto = if a.fate != b.fate {
        Some("fate")
    } else if a.scope != b.scope || a.kind == FigureKind::Measure && a.anchor != b.anchor {
        Some("scope")
    } else if a.kind == FigureKind::Age && names == 0 {
        Some("name")
    } else if has_time(wa) && has_time(wb) && times == 0 {
        Some("time")
    } else {
        None
    };
    let name_weight = |w: &Weights| -> f32 {
        w.iter().filter(|w| w.sense == Sense::Name).map(|w| w.weight).sum()
    };
    let all_names = name_weight(wa).min(name_weight(wb));
    let veto = veto.or((a.kind == FigureKind::Measure && a.word != b.word).then_some("unit"));
    let veto = veto.or((all_names > (if looseness(a) > 0 { 0.0 } else { 0.15 }) && shared_names == 0.0).then_some("names"));
    let ratio = a.amount.ratio(&b.amount);
    let veto = veto.or((ratio > FARTHEST).then_some("ratio"));
    Likeness {
        names: if all_names > 0.0 { shared_names / all_names } else { 1.0 },
        crowd: 0,
        described: described(a, b),
        fit: Some(a.amount.fit(&b.amount)),
        cosine: if norms > 0.0 { dot / norms } else { 0.0 },
        shared,
        veto,
        words: words.into_iter().take(4).map(|(_, a, b)| (a, b)).collect(),
    }
}
