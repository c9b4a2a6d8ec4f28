//! A plot of figures that conflict: a dot for what each source gives, and a line for what it may mean by that.
//!
//! Places are percentages of the width, so that the drawing fits any page and its dots stay round.

use serde::Serialize;

use super::figures::{Cell, Stand};
use super::limits;
use crate::queries::figures::number;

/// Room on both sides, as a share of the width.
const MARGIN: f64 = 0.08;

/// See the module's head.
#[derive(Debug, Serialize)]
pub(super) struct Plot {
    rows: Vec<Row>,
    /// Places on the axis, and what stands there.
    ticks: Vec<(String, String)>,
    /// The same in words.
    label: String,
    /// Figures that are not drawn.
    more: usize,
}

/// What one or more sources give in the same words.
#[derive(Debug, Serialize)]
struct Row {
    /// The sources.
    names: Vec<String>,
    text: String,
    status: &'static str,
    dot: Option<String>,
    low: String,
    high: String,
    is_open_low: bool,
    is_open_high: bool,
}

/// Draws figures that have been compared with the `common` one; none where they cannot be put on one axis.
pub(super) fn plot(given: &[(&Stand<'_>, Cell)], common: &Stand<'_>) -> Option<Plot> {
    // Amounts are in the unit of their class; the axis is in that of the common figure.
    let factor = match common.figure.value {
        value if value.abs() > f64::EPSILON => common.claim.amount.value / value,
        _ => 1.0,
    };
    let finite = given.iter().flat_map(|(stand, _)| {
        let amount = &stand.claim.amount;
        [amount.low, amount.value, amount.high]
            .into_iter()
            .filter(|v| v.is_finite())
    });
    let (least, most) = finite.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), v| {
        (least.min(v), most.max(v))
    });
    if least >= most || factor <= 0.0 {
        return None;
    }
    let place = |value: f64| {
        let share = (value - least) / (most - least);
        let inner = MARGIN + share.clamp(0.0, 1.0) * (1.0 - 2.0 * MARGIN);
        format!("{:.1}%", inner * 100.0)
    };
    let mut rows: Vec<Row> = Vec::new();
    for (stand, cell) in given {
        let name = format!("{} {}", cell.chip.number, cell.chip.label);
        let amount = &stand.claim.amount;
        let known = rows.iter_mut().find(|row| row.text == cell.text);
        if let Some(known) = known {
            known.names.push(name);
            continue;
        }
        rows.push(Row {
            names: vec![name],
            text: cell.text.clone(),
            status: cell.status,
            dot: (!stand.figure.is_range).then(|| place(amount.value)),
            low: if amount.low.is_finite() {
                place(amount.low)
            } else {
                "0%".to_owned()
            },
            high: if amount.high.is_finite() {
                place(amount.high)
            } else {
                "100%".to_owned()
            },
            is_open_low: !amount.low.is_finite(),
            is_open_high: !amount.high.is_finite(),
        });
    }
    let told: Vec<String> = rows
        .iter()
        .map(|row| format!("{}: {}", row.text, row.names.join(", ")))
        .collect();
    let more = rows.len().saturating_sub(limits::PLACES);
    rows.truncate(limits::PLACES);
    let mut ticks = vec![least, f64::midpoint(least, most), most];
    let is_whole = |value: &f64| (value / factor).fract().abs() < 1e-9;
    // Half a person tells nothing.
    if is_whole(&least) && is_whole(&most) && !ticks.iter().all(is_whole) {
        ticks.remove(1);
    }
    let ticks = ticks
        .into_iter()
        .map(|value| (place(value), number(value / factor)));
    Some(Plot {
        rows,
        ticks: ticks.collect(),
        label: told.join("; "),
        more,
    })
}
