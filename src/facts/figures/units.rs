//! Units of measure and of money: their names, their spellings, and how they convert.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::facts::lexicon::{Lexicon, entries};

/// One unit; a class of `units.txt`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unit {
    /// Its name, as figures have it: `kilometer`.
    pub name: &'static str,
    /// What it measures: `length`, `money`, `share`.
    pub dimension: &'static str,
    /// How many of its dimension's base unit it is.
    pub factor: f64,
    /// What is added after multiplying: for temperatures alone.
    pub offset: f64,
}

static FILE: &str = include_str!("units.txt");

/// The units, by class as it stands in the file.
static CLASSES: LazyLock<FxHashMap<&'static str, Unit>> = LazyLock::new(|| {
    let classes = entries(FILE).filter_map(|(class, _)| Some((class, Unit::parse(class)?)));
    classes.collect()
});

/// The units, by name: a pound is one of two.
static BY_NAME: LazyLock<FxHashMap<&'static str, SmallVec<[Unit; 1]>>> = LazyLock::new(|| {
    let mut by_name: FxHashMap<&'static str, SmallVec<[Unit; 1]>> = FxHashMap::default();
    for unit in entries(FILE).filter_map(|(class, _)| Unit::parse(class)) {
        let namesakes = by_name.entry(unit.name).or_default();
        if !namesakes.contains(&unit) {
            namesakes.push(unit);
        }
    }
    by_name
});

/// The units, by their spellings in words, in which case does not count.
pub(super) static UNITS: LazyLock<Lexicon<Unit>> =
    LazyLock::new(|| Lexicon::parse(FILE, |class, _| CLASSES.get(class).copied()));

/// The units, by abbreviations, which count as they are written.
static ABBREVIATIONS: LazyLock<FxHashMap<&'static str, Unit>> = LazyLock::new(|| {
    let short = entries(FILE).filter_map(|(class, entry)| {
        let name = class.strip_prefix("abbreviation ")?;
        Some((entry, base(name)?))
    });
    short.collect()
});

impl Unit {
    fn parse(class: &'static str) -> Option<Unit> {
        let (dimension, rest) = class.split_once(' ')?;
        let (factor, name) = rest.split_once(' ')?;
        let (factor, offset) = factor.split_once('+').unwrap_or((factor, "0"));
        Some(Unit {
            name,
            dimension,
            factor: factor.parse().ok()?,
            offset: offset.parse().ok()?,
        })
    }

    /// An amount of this unit in its dimension's base unit.
    pub fn to_base(self, value: f64) -> f64 {
        value * self.factor + self.offset
    }
}

/// The unit of a name, as [`super::Figure::unit`] has it: what it measures, and how it relates to the base unit. Of
/// namesakes, the last in the file.
pub fn base(name: &str) -> Option<Unit> {
    BY_NAME.get(name)?.last().copied()
}

/// The unit of a name that measures the same as another, where there is one.
pub fn beside(name: &str, other: &str) -> Option<Unit> {
    let dimension = base(other)?.dimension;
    let mut namesakes = BY_NAME.get(name)?.iter();
    namesakes.find(|unit| unit.dimension == dimension).copied()
}

/// An amount of one unit in another; `None` where they do not measure the same, or are amounts in two currencies.
pub fn convert(value: f64, from: &str, to: &str) -> Option<f64> {
    let (from, to) = (base(from)?, base(to)?);
    let is_same =
        from.dimension == to.dimension && (from.dimension != "money" || from.name == to.name);
    is_same.then(|| (from.to_base(value) - to.offset) / to.factor)
}

/// The unit of an abbreviation, as written.
pub(super) fn abbreviated(text: &str) -> Option<Unit> {
    ABBREVIATIONS.get(text).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn converts() {
        let close = |a: Option<f64>, b: f64| {
            assert!(
                a.is_some_and(|a| (a - b).abs() < 1e-3 * b.abs()),
                "{a:?} {b}"
            );
        };
        close(convert(5.0, "mile", "kilometer"), 8.0467);
        close(convert(30.0, "day", "month"), 0.98563);
        close(convert(68.0, "fahrenheit", "celsius"), 20.0);
        close(convert(1.0, "acre", "hectare"), 0.40469);
        assert_eq!(convert(5.0, "mile", "kilogram"), None);
        assert_eq!(convert(5.0, "dollar", "euro"), None);
        assert_eq!(base("pound").map(|u| u.dimension), Some("money"));
        assert_eq!(
            beside("pound", "kilogram").map(|u| u.dimension),
            Some("mass")
        );
        assert_eq!(beside("euro", "kilogram"), None);
        assert_eq!(convert(5.0, "prisoner", "prisoner"), None);
        assert_eq!(
            UNITS.named("Square Miles").map(|u| u.name),
            Some("square mile")
        );
        assert_eq!(abbreviated("MW").map(|u| u.name), Some("megawatt"));
        assert_eq!(abbreviated("mw"), None);
    }
}
