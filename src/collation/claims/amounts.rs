//! Whether two amounts can both hold of one thing.

use crate::facts::figures::{Figure, FigureKind, Modifier};

/// What a figure says of the amount.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Amount {
    /// The number.
    pub value: f64,
    /// The least that it may stand for; minus infinity where it is open.
    pub low: f64,
    /// The most; infinity where it is open.
    pub high: f64,
    /// How it is bounded.
    pub modifier: Modifier,
}

/// How two amounts stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// They say the same, as far as their digits and bounds go.
    Same,
    /// Both can hold: more than 5,000 is no contradiction to 6,000.
    Compatible,
    /// Both can hold, but two who said the same would not put it so: at least five, at least seven.
    Bounds,
    /// If one holds, the other does not.
    Contrary,
}

/// A round number stands for those near it: at most such a share of it, where nothing says that it is about.
const ROUNDED: f64 = 0.05;
/// Amounts that differ by no more than this are near.
const ABOUT: f64 = 0.1;

impl Amount {
    /// What a figure says, multiplied by `factor`: that of its unit.
    ///
    /// A number stands for all that would be rounded to it: 2.5 million for 2,503,112. An age is not rounded, nor is a small
    /// count; what is said to be about so much has its bounds already.
    pub fn of(figure: &Figure, factor: f64) -> Amount {
        let value = figure.value;
        let range = figure.modifier == Modifier::Exact && figure.low != figure.high;
        let about = figure.modifier == Modifier::About;
        let slack = if range || about {
            0.0
        } else {
            rounding(figure)
        };
        let (low, high) = match figure.modifier {
            Modifier::Above => (figure.low.unwrap_or(value), f64::INFINITY),
            Modifier::Below => (f64::NEG_INFINITY, figure.high.unwrap_or(value)),
            Modifier::About | Modifier::Exact => {
                (figure.low.unwrap_or(value), figure.high.unwrap_or(value))
            }
        };
        let (low, high) = ((low - slack) * factor, (high + slack) * factor);
        Amount {
            value: value * factor,
            low: low.min(high),
            high: low.max(high),
            modifier: figure.modifier,
        }
    }

    /// So much, and no less or more.
    pub fn exactly(value: f64) -> Amount {
        Amount {
            value,
            low: value,
            high: value,
            modifier: Modifier::Exact,
        }
    }

    /// An amount that is given in two units: four minutes, 48 seconds. As fine as the second of them.
    #[must_use]
    pub fn with(self, rest: Amount) -> Amount {
        let is_exact = self.modifier == Modifier::Exact;
        let (low, high) = if is_exact {
            (self.value + rest.low, self.value + rest.high)
        } else {
            (self.low + rest.value, self.high + rest.value)
        };
        Amount {
            value: self.value + rest.value,
            low,
            high,
            modifier: self.modifier,
        }
    }

    /// How it stands to another of the same unit.
    pub fn fit(&self, other: &Amount) -> Fit {
        if self.low > other.high || other.low > self.high {
            return Fit::Contrary;
        }
        let is_equal = (self.value - other.value).abs() <= f64::EPSILON * self.value.abs();
        let within = |a: &Amount, b: &Amount| a.low <= b.value && b.value <= a.high;
        let near =
            (self.value - other.value).abs() <= ABOUT * self.value.abs().max(other.value.abs());
        if near && (within(self, other) || within(other, self)) || is_equal {
            Fit::Same
        } else if self.modifier == other.modifier
            && matches!(self.modifier, Modifier::Above | Modifier::Below)
            && !near
        {
            Fit::Bounds
        } else {
            Fit::Compatible
        }
    }

    /// How many times the greater is the less; infinite where one is not above zero.
    pub fn ratio(&self, other: &Amount) -> f64 {
        let (low, high) = if self.value < other.value {
            (self.value, other.value)
        } else {
            (other.value, self.value)
        };
        if low > 0.0 { high / low } else { f64::INFINITY }
    }
}

/// How far off the truth a number may be by its own digits.
fn rounding(figure: &Figure) -> f64 {
    let value = figure.value.abs();
    let counted = figure.kind == FigureKind::Count;
    let exact = matches!(
        figure.kind,
        FigureKind::Age | FigureKind::Name | FigureKind::Bare
    );
    if exact || value == 0.0 {
        return 0.0;
    }
    let unit = last_digit(value);
    if counted && unit <= 1.0 || unit > 1.0 && value < 30.0 {
        return 0.0;
    }
    (unit / 2.0).min(ROUNDED * value)
}

/// What the last digit of a number that is not zero counts: 100 in 1,500, 0.1 in 6.3.
fn last_digit(value: f64) -> f64 {
    let is_whole = |scaled: f64| (scaled - scaled.round()).abs() < 1e-6 * scaled.abs().max(1.0);
    let mut unit = 1.0;
    if is_whole(value) {
        while unit < 1e15 && is_whole(value / (unit * 10.0)) {
            unit *= 10.0;
        }
    } else {
        while unit > 1e-6 && !is_whole(value / unit) {
            unit /= 10.0;
        }
    }
    unit
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts;
    use crate::facts::shingles::Seen;

    fn fit(a: &str, b: &str) -> Fit {
        let amount = |text: &str| {
            let facts = facts::read(text, &mut Seen::default());
            assert_eq!(facts.figures.len(), 1, "{text}");
            Amount::of(&facts.figures[0], 1.0)
        };
        let (a, b) = (amount(a), amount(b));
        assert_eq!(a.fit(&b), b.fit(&a));
        a.fit(&b)
    }

    #[test]
    fn amounts_fit() {
        use Fit::{Bounds, Compatible, Contrary, Same};
        for (a, b, expected) in [
            ("12 people", "twelve people", Same),
            ("12 people", "13 people", Contrary),
            ("1,000 people", "1,032 people", Same),
            ("about 1,000 people", "1,092 people", Same),
            ("1,000 people", "1,400 people", Contrary),
            ("$2.5 million", "$2,503,112", Same),
            ("more than 5,000 men", "over 5,000 men", Same),
            ("more than 5,000 men", "6,000 men", Compatible),
            ("at least 10 men", "14 men", Compatible),
            ("at least three men", "two men", Contrary),
            ("at least five men", "at least seven men", Bounds),
            ("more than 200 men", "nearly 100 men", Contrary),
            ("nearly two hours", "less than two hours", Compatible),
            ("three or four men", "four men", Compatible),
            ("60-year-old", "61-year-old", Contrary),
            ("a 6.1 percent share", "a 5.9 percent share", Contrary),
        ] {
            let found = fit(a, b);
            let fits = found == expected || expected == Compatible && found == Same;
            assert!(fits, "{a}, {b}: {found:?}");
        }
    }
}
