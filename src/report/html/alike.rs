//! How alike the articles are: a heat map, and the families of those that are copies.

use serde::Serialize;

use super::limits;
use super::overview::percent;
use super::pairs::{Pairs, kinship};
use super::reading::{Chip, Reading, Source};
use crate::queries::article::age;
use crate::queries::articles::{Kinship, Similar};

/// Shares from which a cell has the next darker colour.
const STEPS: [f64; 5] = [0.0, 0.05, 0.15, 0.35, 0.6];

/// See the module's head.
#[derive(Debug, Default, Serialize)]
pub(super) struct Alike {
    /// Of few articles: a row each.
    rows: Vec<Row>,
    /// Of many: a drawing.
    drawing: Option<Drawing>,
    families: Vec<Vec<Chip>>,
    /// Articles that share no five words on end with any other.
    alone: usize,
}

#[derive(Debug, Serialize)]
struct Row {
    chip: Chip,
    cells: Vec<Cell>,
}

/// Two articles in the table.
#[derive(Debug, Default, Serialize)]
struct Cell {
    /// Whether it is an article with itself.
    is_own: bool,
    /// From 0, nothing, to 5.
    step: usize,
    shown: String,
    /// What it leads to.
    to: Option<String>,
    label: String,
    is_tied: bool,
}

/// A heat map of many articles.
#[derive(Debug, Serialize)]
struct Drawing {
    /// How many articles it has.
    size: usize,
    /// Where numbers are written beside it: place and number.
    ticks: Vec<(usize, usize)>,
    cells: Vec<Point>,
    /// Pairs that are not drawn: they share least.
    faint: usize,
    /// Articles that are not drawn.
    left_out: usize,
}

/// A cell of it.
#[derive(Debug, Serialize)]
struct Point {
    x: usize,
    y: usize,
    step: usize,
    to: Option<String>,
    label: String,
}

fn step(share: f64) -> usize {
    STEPS.iter().filter(|&&least| share > least).count()
}

pub(super) fn alike(reading: &Reading<'_>, pairs: &Pairs) -> Alike {
    let articles = &reading.articles;
    let alone = articles.iter().filter(|a| a.similar.is_empty()).count();
    let mut all = Alike {
        families: families(reading),
        alone,
        ..Alike::default()
    };
    if articles.len() <= limits::HEAT_TABLE {
        let row = |a: &Source<'_>| Row {
            chip: a.chip(),
            cells: articles.iter().map(|b| cell(a, b, pairs)).collect(),
        };
        all.rows = articles.iter().map(row).collect();
    } else {
        all.drawing = Some(drawing(reading, pairs));
    }
    all
}

fn label(a: &Source<'_>, b: &Source<'_>, similar: &Similar) -> String {
    let [a, b] = [a, b].map(|source| format!("{} {}", source.number, source.chip().label));
    let mut text = format!("{a} and {b}: {} alike", percent(similar.alike));
    if let Some(how) = kinship(similar.kinship) {
        text = format!("{text}, {how}");
    }
    text
}

fn cell(a: &Source<'_>, b: &Source<'_>, pairs: &Pairs) -> Cell {
    let is_own = a.number == b.number;
    let Some(similar) = a.similar.iter().find(|s| s.article == b.article.id) else {
        let shown = if is_own { "" } else { "0" };
        return Cell {
            is_own,
            shown: shown.to_owned(),
            ..Cell::default()
        };
    };
    let shown = (similar.alike * 100.0).round();
    Cell {
        is_own,
        step: step(similar.alike),
        shown: if shown < 1.0 {
            "<1".to_owned()
        } else {
            shown.to_string()
        },
        to: pairs.link(a.number, b.number).map(str::to_owned),
        label: label(a, b, similar),
        is_tied: similar.kinship != Kinship::None,
    }
}

fn drawing(reading: &Reading<'_>, pairs: &Pairs) -> Drawing {
    let with_kin = reading.articles.iter().filter(|a| !a.similar.is_empty());
    let all: Vec<&Source<'_>> = with_kin.collect();
    let shown = all.get(..limits::HEAT.min(all.len())).unwrap_or_default();
    let mut place = vec![None; reading.articles.len() + 1];
    for (at, source) in shown.iter().enumerate() {
        place[source.number] = Some(at);
    }
    let mut found: Vec<(f64, Point)> = Vec::new();
    for (x, a) in shown.iter().enumerate() {
        for similar in &a.similar {
            let Some(b) = reading.source(similar.article) else {
                continue;
            };
            let Some(y) = place[b.number].filter(|&y| y > x) else {
                continue;
            };
            let point = Point {
                x,
                y,
                step: step(similar.alike),
                to: pairs.link(a.number, b.number).map(str::to_owned),
                label: label(a, b, similar),
            };
            found.push((similar.alike, point));
        }
    }
    found.sort_by(|(s, p), (t, q)| t.total_cmp(s).then((p.x, p.y).cmp(&(q.x, q.y))));
    let faint = found.len().saturating_sub(limits::HEAT_CELLS);
    found.truncate(limits::HEAT_CELLS);
    let every = if shown.len() > 100 { 20 } else { 10 };
    Drawing {
        size: shown.len(),
        ticks: shown
            .iter()
            .enumerate()
            .filter(|(at, _)| at % every == 0)
            .map(|(at, source)| (at, source.number))
            .collect(),
        cells: found.into_iter().map(|(_, point)| point).collect(),
        faint,
        left_out: all.len() - shown.len(),
    }
}

/// Articles that are copies of each other, whole or reworded: the earliest of each family first.
fn families(reading: &Reading<'_>) -> Vec<Vec<Chip>> {
    let count = reading.articles.len();
    let mut parents: Vec<usize> = (0..count).collect();
    for source in &reading.articles {
        for similar in &source.similar {
            let is_copy = !matches!(similar.kinship, Kinship::Passage(_) | Kinship::None);
            if let Some(other) = reading.source(similar.article).filter(|_| is_copy) {
                super::reading::join(&mut parents, source.number - 1, other.number - 1);
            }
        }
    }
    let mut families: Vec<Vec<&Source<'_>>> = vec![Vec::new(); count];
    for source in &reading.articles {
        families[super::reading::root(&mut parents, source.number - 1)].push(source);
    }
    let view = reading.view();
    let families = families.into_iter().filter(|family| family.len() > 1);
    let mut families: Vec<_> = families.collect();
    for family in &mut families {
        family.sort_by_cached_key(|source| age(view, source.article.id));
    }
    let chips = families
        .iter()
        .map(|family| family.iter().map(|s| s.chip()).collect());
    chips.collect()
}
