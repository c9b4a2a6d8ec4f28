//! What there is to say within a line: clock times in UTC, measures in metric units, full names behind short ones.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::bundle::order::Id;
use crate::bundle::{ArticleId, DocumentId};
use crate::collation::identities::Identities;
use crate::collation::index::TextId;
use crate::facts::Facts;
use crate::facts::dates::{Moment, When};
use crate::facts::entities::EntityKind;
use crate::facts::figures::units::{base, convert};
use crate::facts::figures::{Figure, FigureKind};
use crate::text::normalise::fold;
use crate::text::paragraphs::paragraphs;
use crate::workspace::Corpus;

/// Units that not all readers know, each with one that they do, and how that is written.
const METRIC: [(&str, &str, &str); 14] = [
    ("acre", "hectare", "ha"),
    ("fahrenheit", "celsius", "°C"),
    ("foot", "meter", "m"),
    ("inch", "centimeter", "cm"),
    ("knot", "kilometer per hour", "km/h"),
    ("mile", "kilometer", "km"),
    ("mile per hour", "kilometer per hour", "km/h"),
    ("nautical mile", "kilometer", "km"),
    ("ounce", "gram", "g"),
    ("pound", "kilogram", "kg"),
    ("square foot", "square meter", "m²"),
    ("square mile", "square kilometer", "km²"),
    ("stone", "kilogram", "kg"),
    ("yard", "meter", "m"),
];

/// How far a conversion that the text gives itself may stand behind what it converts, in bytes.
const BEHIND: u32 = 12;

/// What kind of thing is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A time in UTC.
    Time,
    /// A measure in another unit.
    Measure,
    /// A name in full.
    Name,
}

/// Something to be shown behind a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// Behind which byte of the bundle.
    pub at: usize,
    /// What is shown.
    pub label: String,
    /// What kind of thing it is.
    pub kind: Kind,
}

/// What there is to say within some bytes of a bundle, by position.
///
/// # Panics
///
/// If there is no such bundle.
pub fn hints<E>(
    corpus: &Corpus,
    number: DocumentId,
    range: &Range<usize>,
    mut go_on: impl FnMut() -> Result<(), E>,
) -> Result<Vec<Hint>, E> {
    let document = &corpus.documents()[number as usize];
    let tree = document.tree();
    let (mut all, mut at) = (Vec::new(), Some(tree.at(range.start)));
    while let Some(anchor) = at.filter(|&anchor| tree.start(anchor) < range.end) {
        go_on()?;
        if let Some(id) = anchor {
            of_article(corpus, document.article(id), &mut all);
        }
        at = tree.next(anchor).map(|id: Id| Some(id));
    }
    all.retain(|hint| range.start <= hint.at && hint.at <= range.end);
    all.sort_by_key(|hint| hint.at);
    Ok(all)
}

fn of_article(corpus: &Corpus, article: ArticleId, all: &mut Vec<Hint>) {
    let Some((text, facts)) = corpus.facts(article) else {
        return;
    };
    let document = &corpus.documents()[article.document as usize];
    let place = document.tree().body(Some(article.id));
    let body = document.slice(place.clone());
    let mut add = |at: u32, label: String, kind: Kind| {
        let at = place.start + at as usize;
        all.push(Hint { at, label, kind });
    };
    times(&facts.moments, &body, &mut add);
    measures(&facts.figures, &mut add);
    names(&body, &facts, (corpus.identities(), text), &mut add);
}

/// Times of a known zone other than UTC, unless the text converts them itself.
fn times(moments: &[Moment], body: &str, add: &mut impl FnMut(u32, String, Kind)) {
    let is_time = |moment: Option<&Moment>| {
        moment.is_some_and(|moment| matches!(moment.when, When::Time { .. }))
    };
    for (number, moment) in moments.iter().enumerate() {
        let When::Time {
            minutes,
            offset: Some(offset),
            ..
        } = moment.when
        else {
            continue;
        };
        let before = number.checked_sub(1).and_then(|before| moments.get(before));
        let after = moments.get(number + 1);
        let near = |a: Option<&Moment>, b: Option<&Moment>| {
            a.zip(b)
                .is_some_and(|(a, b)| b.range.start.saturating_sub(a.range.end) <= BEHIND)
        };
        let is_converted = (near(Some(moment), after) && is_time(after))
            || (near(before, Some(moment)) && is_time(before));
        if offset == 0 || is_converted {
            continue;
        }
        // Behind the bracket that the zone stands in.
        let end = moment.range.end;
        let closes = body
            .get(end as usize..)
            .is_some_and(|rest| rest.starts_with(')'))
            && body
                .get(moment.range.start as usize..end as usize)
                .is_some_and(|text| text.contains('('));
        let label = format!("= {}", in_utc(minutes, offset));
        add(end + u32::from(closes), label, Kind::Time);
    }
}

/// A clock time in UTC: `03:30 UTC the next day`. Both in minutes: from midnight, and ahead of UTC.
pub(super) fn in_utc(minutes: u16, offset: i16) -> String {
    const DAY: i32 = 24 * 60;
    let utc = i32::from(minutes) - i32::from(offset);
    let day = match utc.div_euclid(DAY) {
        0 => "",
        1.. => " the next day",
        _ => " the day before",
    };
    let utc = utc.rem_euclid(DAY);
    format!("{:02}:{:02} UTC{day}", utc / 60, utc % 60)
}

/// Measures in units of few countries, unless the text converts them itself.
fn measures(figures: &[Figure], add: &mut impl FnMut(u32, String, Kind)) {
    for (number, figure) in figures.iter().enumerate() {
        let Some(&(_, to, symbol)) = METRIC.iter().find(|(from, ..)| **from == *figure.unit) else {
            continue;
        };
        let before = number.checked_sub(1).and_then(|before| figures.get(before));
        let after = figures.get(number + 1);
        let goes_with = |other: Option<&Figure>| {
            other.is_some_and(|other| {
                let gap = if other.range.start >= figure.range.end {
                    other.range.start - figure.range.end
                } else {
                    figure.range.start.saturating_sub(other.range.end)
                };
                let dimension = |unit: &str| base(unit).map(|unit| unit.dimension);
                gap <= BEHIND && dimension(&other.unit) == dimension(&figure.unit)
            })
        };
        // `5 feet 10 inches` and `5 miles (8 km)` alike.
        if figure.kind != FigureKind::Measure || goes_with(before) || goes_with(after) {
            continue;
        }
        let said = |value: f64| convert(value, &figure.unit, to).map(|v| rounded(v, value, figure));
        let label = match (figure.is_range, figure.low, figure.high) {
            (true, Some(low), Some(high)) => said(low)
                .zip(said(high))
                .map(|(low, high)| format!("{low}–{high}")),
            (true, ..) => None,
            (false, ..) => said(figure.value),
        };
        if let Some(label) = label {
            let label = format!("= {label} {symbol}");
            add(
                figure.range.end.max(figure.number.end),
                label,
                Kind::Measure,
            );
        }
    }
}

/// A converted value with as many digits as the value had, two at least; with commas.
fn rounded(converted: f64, value: f64, figure: &Figure) -> String {
    if base(&figure.unit).is_some_and(|unit| unit.dimension == "temperature") {
        return format!("{converted:.0}")
            .replace("-0", "0")
            .replace('-', "−");
    }
    let digits = |number: f64| number.abs().log10().floor() as i32 + 1;
    if converted == 0.0 || !converted.is_finite() || value == 0.0 {
        return "0".to_owned();
    }
    let whole = if figure.step > 0.0 {
        digits(value) - figure.step.log10().round() as i32
    } else {
        2
    };
    let decimals = whole.clamp(2, 4) - digits(converted);
    let scale = 10_f64.powi(decimals);
    let places = usize::try_from(decimals).unwrap_or(0);
    let text = format!("{:.places$}", (converted * scale).round() / scale);
    let is_broken = text.contains('.');
    let text = text.trim_end_matches(|c| is_broken && c == '0');
    grouped(text.trim_end_matches('.'))
}

/// A number with commas between its thousands.
fn grouped(text: &str) -> String {
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + rest
}

/// Full names behind other ones, once a paragraph.
fn names(
    body: &str,
    facts: &Facts,
    (identities, text): (&Identities, TextId),
    add: &mut impl FnMut(u32, String, Kind),
) {
    let entities = &facts.entities;
    let mut paragraphs = paragraphs(body).peekable();
    let mut told: FxHashSet<u32> = FxHashSet::default();
    for mention in &entities.mentions {
        while paragraphs
            .next_if(|range| range.end <= mention.range.start as usize)
            .is_some()
        {
            told.clear();
        }
        let Some(entity) = entities.entities.get(mention.entity as usize) else {
            continue;
        };
        let (start, end) = (mention.range.start as usize, mention.range.end as usize);
        let (Some(written), false) = (body.get(start..end), entity.kind == EntityKind::Other)
        else {
            continue;
        };
        let shared = identities.canonical(text, mention.entity);
        let name = shared.unwrap_or(&entity.name);
        let is_told = !told.insert(mention.entity);
        let is_same = fold(written) == fold(name) || name.len() < written.len();
        if !is_told && !is_same {
            add(mention.range.end, format!("({name})"), Kind::Name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queries::fixture::fixture;

    fn hinted(body: &str) -> String {
        let text = format!("<<<FILE: a>>>\n{body}\n<<<END FILE>>>\n");
        let fixture = fixture(&text);
        let hints = hints::<()>(&fixture.corpus, 0, &(0..text.len()), || Ok(()));
        let mut hints = hints.expect("nobody stops it");
        let mut shown = text.clone();
        hints.reverse();
        for hint in hints {
            shown.insert_str(hint.at, &format!("[{}]", hint.label));
        }
        let shown = shown.strip_prefix("<<<FILE: a>>>\n").unwrap_or_default();
        let shown = shown.strip_suffix("\n<<<END FILE>>>\n");
        shown.unwrap_or_default().to_owned()
    }

    #[test]
    fn times_measures_and_names() {
        for (body, expected) in [
            (
                "It begins at 10:00 a.m. EDT on Monday.",
                "It begins at 10:00 a.m. EDT[= 14:00 UTC] on Monday.",
            ),
            (
                "It ended at 11:30 p.m. EDT.",
                "It ended at 11:30 p.m. EDT[= 03:30 UTC the next day].",
            ),
            (
                "It began at 10:00 EDT (14:00 GMT).",
                "It began at 10:00 EDT (14:00 GMT).",
            ),
            (
                "The road is 12 miles long.",
                "The road is 12 miles[= 19 km] long.",
            ),
            ("It is 5 miles (8 km) long.", "It is 5 miles (8 km) long."),
            (
                "They own 10,000 acres.",
                "They own 10,000 acres[= 4,047 ha].",
            ),
            (
                "It weighs 5 tonnes and 3 kilograms.",
                "It weighs 5 tonnes and 3 kilograms.",
            ),
            (
                "It was 14 degrees Fahrenheit.",
                "It was 14 degrees Fahrenheit[= −10 °C].",
            ),
            (
                "Mayor Ada Hale spoke. Hale smiled.\n\nThen Hale and Lind left, Hale first.",
                "Mayor Ada Hale spoke. Hale smiled.\n\nThen Hale[(Ada Hale)] and Lind left, Hale first.",
            ),
        ] {
            assert_eq!(hinted(body), expected);
        }
    }

    #[test]
    fn only_the_range_is_told_of() {
        let article = "<<<FILE: a>>>\nThe road is 12 miles long.\n<<<END FILE>>>\n";
        let text = article.repeat(3);
        let fixture = fixture(&text);
        let middle = article.len()..2 * article.len();
        let hints = hints::<()>(&fixture.corpus, 0, &middle, || Ok(())).expect("hints");
        assert_eq!(hints.len(), 1);
        assert!(middle.contains(&hints[0].at));
    }
}
