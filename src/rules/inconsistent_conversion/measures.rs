//! Measures with their conversion: `5 miles (8 km)`, `90 degrees Fahrenheit (32 Celsius)`.

use std::ops::Range;

use super::{is_rough, joins, on_one_line};
use crate::facts::figures::units::{self, Unit};
use crate::facts::figures::{Figure, FigureKind, Modifier};
use crate::rules::{Finding, Rule, Segment};

/// What is converted by a fixed rate. Money is not; months are longer or shorter.
const DIMENSIONS: [&str; 6] = ["area", "length", "mass", "speed", "temperature", "volume"];

/// Units of which several countries have their own, in the base unit of their dimension: a conversion by any will do.
const NAMESAKES: [(&str, &[f64]); 9] = [
    ("gallon", &[3.785_411_784, 4.546_09]),
    ("hundredweight", &[45.359_237, 50.802_345]),
    ("mile", &[1609.344, 1852.0]),
    ("nautical mile", &[1609.344, 1852.0]),
    ("ounce", &[0.028_349_523, 0.031_103_477]),
    ("pint", &[0.473_176_473, 0.568_261_25]),
    ("quart", &[0.946_352_946, 1.136_522_5]),
    ("ton", &[907.184_74, 1000.0, 1_016.046_909]),
    ("tonne", &[907.184_74, 1000.0, 1_016.046_909]),
];

/// What numbers a measure may stand for, in its own unit.
#[derive(Debug, Clone, Copy)]
struct Span {
    low: f64,
    high: f64,
}

/// Checks one article.
pub(super) fn check(segment: &Segment<'_>, figures: &[Figure], out: &mut Vec<Finding>) {
    for (number, pair) in figures.windows(2).enumerate() {
        if let [one, other] = pair
            && is_measure(segment, one, other)
            && is_measure(segment, other, one)
            && !is_compound(segment, figures, number)
            && let Some(finding) = pair_of(segment, one, other)
        {
            out.push(finding);
        }
    }
}

/// Whether a figure is a measure, given the one beside it: 30 pounds may be money, but not beside kilograms.
fn is_measure(segment: &Segment<'_>, figure: &Figure, other: &Figure) -> bool {
    let range = figure.range.start as usize..figure.range.end as usize;
    // With `£` it is money for certain.
    let has_sign = || !segment.body.get(range).is_some_and(str::is_ascii);
    let may_be = || !has_sign() && units::beside(&figure.unit, &other.unit).is_some();
    figure.kind == FigureKind::Measure
        || figure.kind == FigureKind::Money && other.kind == FigureKind::Measure && may_be()
}

/// Whether one of two figures is a part of a larger one: `5 feet 10 inches (1.78 m)`, `(5 feet 10 inches)`.
fn is_compound(segment: &Segment<'_>, figures: &[Figure], number: usize) -> bool {
    let joined = |first: Option<&Figure>, second: Option<&Figure>| {
        let (Some(first), Some(second)) = (first, second) else {
            return false;
        };
        let between = segment
            .body
            .get(first.range.end as usize..second.range.start as usize)
            .unwrap_or_default();
        let same = |a: Unit, b: Unit| a.dimension == b.dimension && a.name != b.name;
        let units = units::base(&first.unit).zip(units::base(&second.unit));
        let between = between.trim();
        matches!(between, "" | "," | "and" | "-" | "/") && units.is_some_and(|(a, b)| same(a, b))
    };
    let before = number.checked_sub(1).and_then(|before| figures.get(before));
    joined(before, figures.get(number)) || joined(figures.get(number + 1), figures.get(number + 2))
}

fn pair_of(segment: &Segment<'_>, one: &Figure, other: &Figure) -> Option<Finding> {
    let unit = |of: &Figure, other: &Figure| {
        units::beside(&of.unit, &other.unit).or_else(|| units::base(&of.unit))
    };
    let (from, to) = (unit(one, other)?, unit(other, one)?);
    let convertible = from.dimension == to.dimension
        && DIMENSIONS.contains(&from.dimension)
        && from.name != to.name
        && one.per == other.per;
    let text = |range: &Range<u32>| segment.body.get(range.start as usize..range.end as usize);
    let between = text(&(one.range.end..other.range.start))?;
    let after = text(&(other.range.end..u32::try_from(segment.body.len()).ok()?))?;
    // `5 miles (12 km from here)` is no conversion.
    let ends = !between.contains('(') || after.starts_with([')', ',', ';', '/']);
    if !convertible || !joins(between) || !ends {
        return None;
    }
    let other_digits = digits(segment, other)?;
    let other_number = text(&other_digits)?;
    let one_number = match digits(segment, one) {
        Some(digits) => text(&digits)?.to_owned(),
        None => in_words(segment, one)?,
    };
    let before = segment.body.get(..one.range.start as usize)?;
    let rough = is_rough(before) || one.modifier != Modifier::Exact;
    let spans = (
        span(&one_number, one.value, rough, from)?,
        span(other_number, other.value, rough, to)?,
    );
    if fits(spans, from, to) || fits(spans, swapped_sign(from), to) {
        return None;
    }
    let converted = (from.to_base(one.value) - to.offset) / to.factor;
    let expected = number_like(other_number, converted);
    let whole = text(&other.range)?;
    let said = whole.replacen(other_number, &expected, 1);
    let message = format!(
        "{} is {}, not {}",
        on_one_line(text(&one.range)?),
        on_one_line(&said),
        other_number
    );
    let closes = usize::from(between.contains('(') && after.starts_with(')'));
    let range = one.range.start as usize..other.range.end as usize + closes;
    let evidence = [
        segment.name(),
        text(&one.range)?,
        whole,
        segment.context(range.clone(), 40),
    ];
    let place = segment.at(other_digits.start as usize..other_digits.end as usize);
    let finding = Finding::new(Rule::InconsistentConversion, segment.at(range), message)
        .evidence(evidence)
        .fix(
            format!("write {expected}"),
            false,
            vec![segment.replace(place, expected)],
        );
    Some(finding)
}

/// Where the digits of a figure stand. Fractions and spans say in too many ways how exact they are.
fn digits(segment: &Segment<'_>, figure: &Figure) -> Option<Range<u32>> {
    let Range { start, end } = figure.number;
    let text = segment.body.get(start as usize..end as usize)?;
    let is_digit = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.');
    let number = text
        .get(..text.find(|c| !is_digit(c)).unwrap_or(text.len()))?
        .trim_end_matches([',', '.']);
    let rest = text.get(number.len()..)?;
    let goes_on = rest.contains(|c: char| c.is_numeric())
        || ["hundred", "thousand", "illion", "mln", "bln"]
            .iter()
            .any(|word| rest.contains(word));
    (!number.is_empty() && !goes_on).then_some(start..start + number.len() as u32)
}

/// The digits of a whole number in words: `three` is as exact as `3`. A dozen is not as exact as `12`.
fn in_words(segment: &Segment<'_>, figure: &Figure) -> Option<String> {
    let range = figure.number.start as usize..figure.number.end as usize;
    let text = segment.body.get(range)?;
    let is_whole = figure.value.fract() == 0.0 && figure.step >= 1.0;
    let is_word = |c: char| c.is_ascii_alphabetic() || matches!(c, ' ' | '-');
    let is_one_number = !figure.is_range && text.chars().all(is_word);
    (is_whole && is_one_number && !text.contains("dozen") && figure.value > 0.0)
        .then(|| format!("{:.0}", figure.value))
}

/// Whether a number of the one span is one of the other, by any unit of these names.
fn fits((one, other): (Span, Span), from: Unit, to: Unit) -> bool {
    let same = |from: Unit, to: Unit| {
        let convert = |value| (from.to_base(value) - to.offset) / to.factor;
        let (a, b) = (convert(one.low), convert(one.high));
        a.min(b) <= other.high && other.low <= a.max(b)
    };
    let is_temperature = from.dimension == "temperature";
    // A rise by 2 °C is one by 3.6 °F.
    let risen = |unit: Unit| Unit {
        offset: 0.0,
        ..unit
    };
    (is_temperature && same(risen(from), risen(to)))
        || namesakes(from).any(|from| namesakes(to).any(|to| same(from, to)))
}

/// A unit below zero, where a minus may have been left to the reader: `-10 °C`.
fn swapped_sign(unit: Unit) -> Unit {
    let factor = if unit.dimension == "temperature" {
        -unit.factor
    } else {
        unit.factor
    };
    Unit { factor, ..unit }
}

fn namesakes(unit: Unit) -> impl Iterator<Item = Unit> {
    let factors = NAMESAKES
        .iter()
        .find(|(name, _)| *name == unit.name)
        .map_or(&[][..], |(_, f)| f);
    factors
        .iter()
        .map(move |&factor| Unit { factor, ..unit })
        .chain([unit])
}

/// What a number may have been rounded from.
///
/// Half of one in its last digit to either side; of a round number (`4,000`) half of one in the last digit that is not
/// zero, but at most a tenth of it. Of a temperature that ends in zero, 2.5 degrees. A rough figure is worth a twentieth
/// of itself at least.
fn span(text: &str, value: f64, rough: bool, unit: Unit) -> Option<Span> {
    let digits = text.replace(',', "");
    let half = if let Some((_, decimals)) = digits.split_once('.') {
        0.5 / 10_f64.powi(i32::try_from(decimals.len()).ok()?)
    } else {
        let zeros = digits.len() - digits.trim_end_matches('0').len();
        match (unit.dimension, zeros) {
            ("temperature", 1..) => 2.5,
            (_, 0) => 0.5,
            _ => (0.5 * 10_f64.powi(i32::try_from(zeros).ok()?))
                .min(value.abs() / 10.0)
                .max(0.5),
        }
    };
    let half = if rough {
        half.max(value.abs() / 20.0)
    } else {
        half
    };
    Some(Span {
        low: value - half,
        high: value + half,
    })
}

/// A number with as many decimals as another, and its commas.
fn number_like(model: &str, value: f64) -> String {
    let decimals = model
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len());
    let text = format!("{value:.decimals$}");
    if !model.contains(',') {
        return text;
    }
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) && !grouped.ends_with('-') {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + rest
}

#[cfg(test)]
mod tests {
    use crate::rules::inconsistent_conversion::said;

    #[test]
    fn measures_that_do_not_fit() {
        for (body, expected) in [
            (
                "The front moved 5 miles (12 km).",
                "5 miles is 8 km, not 12 [write 8]",
            ),
            (
                "The bag weighs 30 pounds (18 kilograms).",
                "30 pounds is 14 kilograms, not 18 [write 14]",
            ),
            (
                "The park has 200 square miles (322 square km).",
                "200 square miles is 518 square km, not 322 [write 518]",
            ),
            (
                "A wind of 60 mph (120 km/h) blew.",
                "60 mph is 97 km/h, not 120 [write 97]",
            ),
            (
                "It reached 90 degrees Fahrenheit (42 degrees Celsius).",
                "90 degrees Fahrenheit is 32 degrees Celsius, not 42 [write 32]",
            ),
            (
                "They own 10,000 acres (6,200 hectares).",
                "10,000 acres is 4,047 hectares, not 6,200 [write 4,047]",
            ),
            (
                "The ferry ran three miles (12 km) off course.",
                "three miles is 5 km, not 12 [write 5]",
            ),
            (
                "It lay twenty-five feet (18 metres) down.",
                "twenty-five feet is 8 metres, not 18 [write 8]",
            ),
        ] {
            assert_eq!(said(body), [format!("warning: {expected}")], "{body}");
        }
    }

    #[test]
    fn measures_that_fit_or_may() {
        for body in [
            "5 miles (8 km), 3 miles (5 km), 100 miles (160 km), 30 miles (50 km), about 12 miles (20 kilometers).",
            "A 4,000-foot (1,200-meter) hill, 5 feet 10 inches (1.78 metres), 40 acres (16 hectares), 1.78 metres (5 feet 10 inches).",
            "It cost $5 million (£3.2m), took 30 days (one month), 10 tons (9 tonnes), 10 gallons (45 litres), 150 miles (278 km).",
            "It rose 2 degrees Celsius (3.6 degrees Fahrenheit), to 32 degrees Celsius (90 degrees Fahrenheit).",
            "Rice costs £30 (18 kg). A bag of 30 pounds (14 kg) and one of 40 lb (18 kg) cost 30 pounds.",
            "It ran three miles (5 km), twenty miles (32 km), a dozen miles (25 km), two and a half miles (6 km), half a mile (2 km).",
            "They walked 5 miles (12 km in two days later). A mile from 3 kilometres.",
        ] {
            assert_eq!(said(body), [""; 0], "{body}");
        }
    }
}
