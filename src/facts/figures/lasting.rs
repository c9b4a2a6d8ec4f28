//! Spans of one unit without a number: a month-long truce, a weeklong strike.

use smallvec::SmallVec;

use super::units::{UNITS, Unit};
use super::{Figure, FigureKind, Modifier};
use crate::facts::reading::Reading;

/// Whether such a span may end with a word: every word is asked, and most are told apart by their last byte.
#[inline]
pub(super) fn may_end(reading: &Reading<'_>, at: usize) -> bool {
    let last = reading.words.get(at).map(|word| word.end as usize - 1);
    last.is_some_and(|last| reading.body.as_bytes().get(last) == Some(&b'g'))
}

/// The span that ends with a word, which is `long` or is written in one with it. `after`: where the figure before it
/// ends, in bytes.
pub(super) fn lasting(reading: &Reading<'_>, at: usize, after: u32) -> Option<Figure> {
    let text = reading.word(at);
    let span = text.strip_suffix("long")?;
    let (first, unit) = match (span, at.checked_sub(1)) {
        ("", Some(before)) => {
            let is_one = matches!(reading.gap(at), "-" | " " | "\u{2010}");
            (before, time(reading.word(before)).filter(|_| is_one)?)
        }
        _ => (at, time(span)?),
    };
    // All day long: for as long as there was light.
    let is_all = first
        .checked_sub(1)
        .is_some_and(|before| reading.word(before) == "all");
    let bytes = reading.bytes(first..at + 1);
    let range = bytes.start as u32..bytes.end as u32;
    if is_all || range.start < after {
        return None;
    }
    Some(Figure {
        number: range.clone(),
        range,
        kind: FigureKind::Measure,
        value: 1.0,
        low: Some(1.0),
        high: Some(1.0),
        modifier: Modifier::Exact,
        unit: unit.name.into(),
        step: 1.0,
        is_range: false,
        per: None,
        of: SmallVec::new(),
    })
}

/// The unit of time of this name, in the singular.
fn time(name: &str) -> Option<Unit> {
    UNITS
        .named(name)
        .filter(|unit| unit.dimension == "time" && unit.name == name)
}
