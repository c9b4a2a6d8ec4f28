//! What the articles say of how many: a row for each thing, with what each source gives.
//!
//! A row is what links of the collation hold together, be they of figures that agree or of such that do not. Each figure is
//! compared with the one that most sources give, the earliest of several.

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use super::limits;
use super::plot::{Plot, plot};
use super::reading::{Chip, Reading, Snippet, Source, join, root, short};
use crate::bundle::ArticleId;
use crate::collation::claims::account::Claim;
use crate::collation::claims::amounts::Fit;
use crate::collation::claims::groups::Node;
use crate::facts::figures::Figure;
use crate::queries::article::CLONES;
use crate::queries::figures::normalised;
use crate::rules::{Place, Rule};

/// Words that say what a figure is about.
const ABOUT: usize = 5;
/// Characters of a figure.
const LONGEST: usize = 60;
/// Figures of one thing that have a say in which is the common one.
const VOTERS: usize = 500;
/// How a figure stands to the common one.
const STATUS: [&str; 3] = ["agree", "differ", "conflict"];

/// See the module's head.
#[derive(Debug, Default, Serialize)]
pub(super) struct Figures {
    /// What several articles give: what conflicts first.
    pub(super) rows: Vec<Row>,
    pub(super) conflicts: usize,
    /// Rows that are not shown.
    more: usize,
    /// What one article gives.
    pub(super) single: Vec<Single>,
    more_single: usize,
    /// By article and place.
    #[serde(skip)]
    entries: FxHashMap<(ArticleId, u32), String>,
}

/// A thing of which several articles give a figure.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    pub(super) id: String,
    /// What is counted.
    unit: String,
    about: Vec<String>,
    /// `conflict`, `differ` or `agree`.
    pub(super) status: &'static str,
    /// By source, then by place.
    pub(super) cells: Vec<Cell>,
    /// The same by what is given: what conflicts first.
    values: Vec<Value>,
    sources: usize,
    plot: Option<Plot>,
}

/// What a source gives.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Cell {
    pub(super) chip: Chip,
    pub(super) text: String,
    /// In one way of writing for all, where that is another.
    value: Option<String>,
    pub(super) status: &'static str,
    /// The place of that in [`STATUS`].
    #[serde(skip)]
    rank: usize,
    /// Whether it stands in a quotation.
    quoted: bool,
    pub(super) snippet: Snippet,
}

/// What several sources give in the same words.
#[derive(Debug, Serialize)]
struct Value {
    /// As the first of them has it.
    first: Cell,
    chips: Vec<Chip>,
    more: usize,
}

/// A figure that one article gives.
#[derive(Debug, Serialize)]
pub(super) struct Single {
    pub(super) id: String,
    chip: Chip,
    value: String,
    snippet: Snippet,
}

impl Figures {
    /// The entry of a figure, by its article and where it begins.
    pub(super) fn entry(&self, article: ArticleId, start: u32) -> Option<&str> {
        self.entries.get(&(article, start)).map(String::as_str)
    }
}

/// A figure where it stands.
pub(super) struct Stand<'r> {
    pub(super) source: &'r Source<'r>,
    node: Node,
    pub(super) figure: &'r Figure,
    pub(super) claim: &'r Claim,
}

pub(super) fn figures(reading: &Reading<'_>) -> Figures {
    let stands = stands(reading);
    let rows = rows(reading, &stands);
    let mut in_row = vec![false; stands.len()];
    let contested = contested(reading);
    let mut all = Figures::default();
    let mut made: Vec<(Row, Vec<usize>)> = Vec::new();
    for row in rows {
        for &at in &row {
            in_row[at] = true;
        }
        let own: Vec<&Stand<'_>> = row.iter().map(|&at| &stands[at]).collect();
        made.extend(make(reading, &own, &contested).map(|made| (made, row)));
    }
    made.sort_by_key(|(row, _)| {
        let rank = match row.status {
            "conflict" => 0,
            "differ" => 1,
            _ => 2,
        };
        (rank, Reverse(row.sources))
    });
    let is_conflict = |(row, _): &&(Row, Vec<usize>)| row.status == "conflict";
    all.conflicts = made.iter().take_while(is_conflict).count();
    all.more = made.len().saturating_sub(limits::CLAIMS);
    for (number, (mut row, members)) in (1..).zip(made.into_iter().take(limits::CLAIMS)) {
        row.id = format!("v{number}");
        for stand in members.into_iter().map(|at| &stands[at]) {
            let key = (stand.source.article.id, stand.figure.range.start);
            all.entries.insert(key, row.id.clone());
        }
        all.rows.push(row);
    }
    let single = stands.iter().zip(&in_row).filter(|(_, in_row)| !**in_row);
    for (number, (stand, _)) in (1..).zip(single) {
        if number > limits::SINGLE_CLAIMS {
            all.more_single += 1;
            continue;
        }
        let (id, range) = (format!("w{number}"), &stand.figure.range);
        let key = (stand.source.article.id, range.start);
        all.entries.insert(key, id.clone());
        all.single.push(Single {
            id,
            chip: stand.source.chip_at(range),
            value: normalised(stand.figure),
            snippet: stand.source.snippet(range),
        });
    }
    all
}

/// The figures of all articles that say how much or how many.
fn stands<'r>(reading: &'r Reading<'_>) -> Vec<Stand<'r>> {
    let claims = reading.bundles.corpus.claims();
    let mut all = Vec::new();
    for source in &reading.articles {
        let article = &source.article;
        let own = article.facts.figures.iter();
        all.extend(own.filter(|f| f.kind.is_amount()).filter_map(|figure| {
            let node = claims.claim_at(article.text, &figure.range)?;
            Some(Stand {
                source,
                node,
                figure,
                claim: claims.claim(node)?,
            })
        }));
    }
    all
}

/// The figures that are held to be of one thing, of two articles at least; by their places in the list.
fn rows(reading: &Reading<'_>, stands: &[Stand<'_>]) -> Vec<Vec<usize>> {
    let claims = reading.bundles.corpus.claims();
    let mut by_node: FxHashMap<Node, usize> = FxHashMap::default();
    let mut parents: Vec<usize> = (0..stands.len()).collect();
    for (at, stand) in stands.iter().enumerate() {
        match by_node.get(&stand.node) {
            // Articles with the same text say the same.
            Some(&known) => join(&mut parents, known, at),
            None => drop(by_node.insert(stand.node, at)),
        }
    }
    for (at, stand) in stands.iter().enumerate() {
        for link in claims.links(stand.node) {
            if let Some(&other) = by_node.get(&link.other) {
                join(&mut parents, at, other);
            }
        }
    }
    let mut sets: Vec<Vec<usize>> = vec![Vec::new(); stands.len()];
    for at in 0..stands.len() {
        sets[root(&mut parents, at)].push(at);
    }
    let is_shared = |set: &Vec<usize>| {
        let first = set.first().map(|&at| stands[at].source.number);
        set.iter()
            .any(|&at| Some(stands[at].source.number) != first)
    };
    sets.into_iter().filter(is_shared).collect()
}

/// The places that a finding says conflict.
fn contested(reading: &Reading<'_>) -> FxHashSet<Place> {
    let found = reading.bundles.findings.iter().flatten();
    let found = found.filter(|(_, finding)| finding.rule == Rule::ConflictingFigures);
    found.map(|(_, finding)| finding.place.clone()).collect()
}

fn make(reading: &Reading<'_>, stands: &[&Stand<'_>], contested: &FxHashSet<Place>) -> Option<Row> {
    let votes = |stand: &Stand<'_>| {
        let voters = stands.iter().take(VOTERS);
        let same = voters.filter(|other| other.claim.amount.fit(&stand.claim.amount) == Fit::Same);
        let mut texts: Vec<u32> = same.map(|other| other.node.text).collect();
        texts.sort_unstable();
        texts.dedup();
        texts.len()
    };
    let common = stands
        .iter()
        .take(VOTERS)
        .min_by_key(|stand| Reverse(votes(stand)))?;
    let place = |stand: &Stand<'_>| stand.source.article.place(&stand.figure.range);
    let is_contested = stands.iter().any(|stand| contested.contains(&place(stand)));
    let mut given: Vec<(&Stand<'_>, Cell)> = Vec::new();
    // What a source says twice in the same words is shown once.
    let mut seen: FxHashSet<(usize, String)> = FxHashSet::default();
    for stand in stands {
        let status = match stand.claim.amount.fit(&common.claim.amount) {
            Fit::Same => 0,
            Fit::Contrary if is_contested => 2,
            _ => 1,
        };
        let cell = cell(stand, status);
        if seen.insert((cell.chip.number, cell.text.clone())) {
            given.push((stand, cell));
        }
    }
    let worst = given.iter().map(|(_, cell)| cell.rank).max()?;
    let plot = (worst == 2).then(|| plot(&given, common)).flatten();
    let cells: Vec<Cell> = given.into_iter().map(|(_, cell)| cell).collect();
    let mut sources: Vec<usize> = cells.iter().map(|cell| cell.chip.number).collect();
    sources.dedup();
    Some(Row {
        id: String::new(),
        unit: unit(common),
        about: about(reading, stands, common),
        status: STATUS[worst],
        plot,
        values: values(&cells),
        cells,
        sources: sources.len(),
    })
}

/// Cells by what they give.
fn values(cells: &[Cell]) -> Vec<Value> {
    let mut values: Vec<Value> = Vec::new();
    for cell in cells {
        let is_it = |value: &&mut Value| value.first.text == cell.text;
        let Some(known) = values.iter_mut().find(is_it) else {
            values.push(Value {
                first: cell.clone(),
                chips: vec![cell.chip.clone()],
                more: 0,
            });
            continue;
        };
        if known.chips.len() < limits::PLACES {
            known.chips.push(cell.chip.clone());
        } else {
            known.more += 1;
        }
    }
    values.sort_by_key(|value| Reverse((value.first.rank, value.chips.len() + value.more)));
    values
}

fn unit(stand: &Stand<'_>) -> String {
    let figure = stand.figure;
    let mut unit = match &*figure.unit {
        "" => "number".to_owned(),
        unit => unit.to_owned(),
    };
    if let Some(per) = &figure.per {
        unit = format!("{unit} per {per}");
    }
    unit
}

fn cell(stand: &Stand<'_>, rank: usize) -> Cell {
    let (source, range) = (stand.source, &stand.figure.range);
    let text = short(source.slice(range), LONGEST);
    // A number that is written in words is shown in figures too.
    let value = (!text.contains(|c: char| c.is_ascii_digit())).then(|| {
        let value = normalised(stand.figure).replace("≈ ", "about ");
        let value = value.strip_suffix(&*stand.figure.unit).unwrap_or(&value);
        value.trim_end().to_owned()
    });
    Cell {
        chip: source.chip_at(range),
        value,
        text,
        rank,
        status: STATUS[rank],
        quoted: stand.claim.quoted,
        snippet: source.snippet(range),
    }
}

/// The words that figures of one thing have in common, as the commonest of them has them.
fn about(reading: &Reading<'_>, stands: &[&Stand<'_>], common: &Stand<'_>) -> Vec<String> {
    let claims = reading.bundles.corpus.claims();
    let mut words: Vec<String> = Vec::new();
    let others = stands
        .iter()
        .filter(|s| s.source.number != common.source.number);
    let all = std::iter::once(common).chain(others.copied()).take(CLONES);
    for stand in all {
        let links = claims.links(stand.node);
        for &term in links.flat_map(|link| &link.words) {
            let Some(term) = claims.term(stand.node.text, term) else {
                continue;
            };
            let range = term.start..term.start + u32::from(term.length);
            let word = stand.source.words_at(&range);
            let is_known = |known: &String| known.eq_ignore_ascii_case(&word);
            if words.len() < ABOUT && !word.is_empty() && !words.iter().any(is_known) {
                words.push(word);
            }
        }
        // Those of one figure are enough; the next ones say it in other words.
        if !words.is_empty() {
            break;
        }
    }
    words
}
