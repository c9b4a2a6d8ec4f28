//! What figures count, so that those that count the same can be compared.

use super::terms::{Stem, noun, stem};
use crate::facts::figures::{Figure, FigureKind};

/// The class of what a figure counts, and what its value is to be multiplied by; `None` where it can't be told.
/// `has_fate`: something befell those who are counted, as in `12 were injured`: then they are people.
pub fn unit(figure: &Figure, has_fate: bool) -> Option<(Stem, f64)> {
    let class = match figure.kind {
        FigureKind::Score | FigureKind::Ordinal => return None,
        FigureKind::Age => stem("age"),
        FigureKind::Bare if has_fate && figure.unit.is_empty() => noun("people"),
        FigureKind::Count if is_fate(&figure.unit) => noun("people"),
        _ if figure.unit.is_empty() => return None,
        FigureKind::Bare => return None,
        _ => noun(&figure.unit),
    };
    let per = figure.per.as_deref().map_or(0, stem);
    Some((class ^ per.rotate_left(7), 1.0))
}

/// Whether what is counted is what befell people: `12 deaths`, `three fatalities`, `80 injuries`.
fn is_fate(unit: &str) -> bool {
    let stem = super::terms::known_stem(unit);
    stem.fate != 0
}
