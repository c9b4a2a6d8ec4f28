//! How many, how much, how long: every figure, with the interval that it claims and what it counts.
//!
//! - [`scan`]: one pass over a body; each number becomes a draft, and most drafts a figure.
//! - [`numerals`], [`number_words`]: numbers in digits and in words. [`quantity`]: with their unit or currency ([`units`], [`money`]).
//! - [`ranges`]: two numbers that belong together. [`draft`]: a figure in the making.
//! - [`phrase`], [`nouns`]: what is counted. [`bounds`]: at least, up to, some. [`names`]: numbers that name.
//! - [`lasting`]: a month-long truce.
//! - [`about`]: the content words that a figure is said about.
//!
//! A bare number that goes on with what was counted before takes that unit: in `12 soldiers were killed and 21 injured` both
//! figures count soldiers. Victims of whom nothing is said are `people`. What befell them stands in [`Figure::of`].

#![expect(
    clippy::float_cmp,
    reason = "steps, scales and small whole values are set or read, not computed: they compare exactly"
)]

mod about;
mod bounds;
mod draft;
mod lasting;
mod lexicon;
mod money;
mod names;
mod nouns;
mod number_words;
mod numerals;
mod phrase;
mod quantity;
mod ranges;
mod scan;
#[cfg(test)]
mod tests;
pub mod units;

use std::ops::Range;

use smallvec::SmallVec;

use super::dates::Moment;
use super::reading::Reading;

/// How a figure bounds what it speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modifier {
    /// That many.
    Exact,
    /// About, nearly, some, tens of.
    About,
    /// Less than, up to, at most.
    Below,
    /// More than, over, at least.
    Above,
}

impl Modifier {
    /// The modifier as `facts` writes it.
    pub fn symbol(self) -> &'static str {
        match self {
            Modifier::Exact => "=",
            Modifier::About => "~",
            Modifier::Below => "<",
            Modifier::Above => ">",
        }
    }
}

/// What sort of figure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FigureKind {
    /// Things or people that are counted: nine civilians.
    Count,
    /// An amount in a unit: five miles, 30 days, 3 °C.
    Measure,
    /// An amount of money.
    Money,
    /// A share of a whole.
    Percentage,
    /// How old someone or something is.
    Age,
    /// A result of a game or of a vote: 3–1, 52 to 48.
    Score,
    /// A place in a row: the second call.
    Ordinal,
    /// A number that names: Flight 447, Room 12, Article 5.
    Name,
    /// A number of which nothing more is known.
    Bare,
}

impl FigureKind {
    /// Whether it says how much or how many: results, places in a row and names do not.
    pub fn is_amount(self) -> bool {
        !matches!(
            self,
            FigureKind::Score | FigureKind::Ordinal | FigureKind::Name
        )
    }
}

/// One figure. Ranges are bytes of the body.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// All of it, from the modifier to the unit: `more than 5,000 Russian and Ukrainian soldiers`.
    pub range: Range<u32>,
    /// The number alone: `5,000`; of a range all of it: `10 to 12`.
    pub number: Range<u32>,
    /// What sort it is.
    pub kind: FigureKind,
    /// The number; of a range its middle; of a vague number (dozens) the least it can mean; of a result its first number. In [`Figure::unit`], not converted.
    pub value: f64,
    /// The least that it claims; `None` where it is open. Of a result, its first number; `high` is then its second.
    pub low: Option<f64>,
    /// The most that it claims; `None` where it is open.
    pub high: Option<f64>,
    /// How it bounds what it speaks of.
    pub modifier: Modifier,
    /// The normalised unit (`dollar`, `percent`, `hour`) or the counted noun's lemma (`prisoner`); empty where there is none.
    pub unit: Box<str>,
    /// What one in its last digit is worth: 0.1 million in `2.9 million`. An exact figure may be rounded to it.
    pub step: f64,
    /// Whether two numbers are given, or a span like tens of thousands: `low` and `high` are then what is said.
    pub is_range: bool,
    /// `week` in `5,000 a week`.
    pub per: Option<Box<str>>,
    /// The content words of its sentence that it is said about, by position: nouns and verbs near it, its own unit left out.
    pub of: SmallVec<[Range<u32>; 4]>,
}

/// The hashes of the words that a number in words begins with.
pub(super) fn first_words() -> impl Iterator<Item = u64> {
    lexicon::NUMBERS.first_words()
}

/// Finds the figures of a body, by position, not overlapping. Dates and clock times are no figures.
pub fn figures(reading: &Reading<'_>, moments: &[Moment]) -> Vec<Figure> {
    scan::figures(reading, moments)
}
