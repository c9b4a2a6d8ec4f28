//! What figures count, so that those that count the same can be compared.

use super::terms::{Nouns, Sense, Stem, known_stem, stem};
use crate::facts::figures::{Figure, FigureKind, units};

/// The class of what a figure counts, and what its value is to be multiplied by; `None` where it can't be told.
/// `has_fate`: something befell those who are counted, as in `12 were injured`: then they are people.
///
/// Miles and kilometres are of one class, in metres. Dollars and euros are not: their rate is another every day.
/// `behind` is the word right behind the number, where a blank or a hyphen parts them: of a number of which nothing more is
/// known, it tells what it numbers (the 1200 block, 89 freshmen).
pub fn unit(figure: &Figure, has_fate: bool, behind: &str, nouns: &Nouns) -> Option<(Stem, f64)> {
    let counts = matches!(figure.kind, FigureKind::Count | FigureKind::Bare);
    let ranks = matches!(figure.kind, FigureKind::Score | FigureKind::Ordinal);
    // `One` is hardly more than an article.
    if ranks || counts && figure.value <= 1.0 {
        return None;
    }
    let (class, factor) = match figure.kind {
        FigureKind::Age => (stem("age"), 1.0),
        FigureKind::Bare if has_fate && figure.unit.is_empty() => (nouns.class("people"), 1.0),
        FigureKind::Count if is_fate(&figure.unit) => (nouns.class("people"), 1.0),
        FigureKind::Bare | FigureKind::Name if names_something(behind) => {
            (nouns.class(behind), 1.0)
        }
        FigureKind::Bare | FigureKind::Name => return None,
        _ if figure.unit.is_empty() => return None,
        FigureKind::Measure => match units::base(&figure.unit) {
            Some(unit) if unit.offset == 0.0 => (stem(unit.dimension), unit.factor),
            _ => (nouns.class(&figure.unit), 1.0),
        },
        _ => (nouns.class(&figure.unit), 1.0),
    };
    let per = figure.per.as_deref().map_or(0, stem);
    Some((class ^ per.rotate_left(7), factor))
}

/// Whether a word behind a number tells what it is the number of.
pub fn names_something(word: &str) -> bool {
    let known = known_stem(word);
    word.len() > 3 && word.starts_with(char::is_lowercase) && known.sense == Sense::Content
}

/// Whether what is counted is what befell people: `12 deaths`, `three fatalities`, `80 injuries`.
fn is_fate(unit: &str) -> bool {
    matches!(known_stem(unit).fate, 1 | 2)
}
