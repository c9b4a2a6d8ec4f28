//! What there is: articles, publishers, dates, words.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;

use super::findings::Findings;
use super::limits;
use super::quotes::Quotes;
use super::reading::{Chip, Reading, Source};
use crate::queries::articles::Kinship;

/// See the module's head.
#[derive(Debug, Serialize)]
pub(super) struct Overview {
    articles: Vec<Row>,
    more: usize,
    count: usize,
    words: usize,
    publishers: usize,
    /// The first and the last day of the articles.
    first: Option<String>,
    last: Option<String>,
    /// Quotes that several articles give in different words.
    reworded: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    /// Whether any article has one.
    has_dates: bool,
    has_publishers: bool,
}

/// An article in the list.
#[derive(Debug, Serialize)]
struct Row {
    chip: Chip,
    title: Option<String>,
    publisher: Option<String>,
    date: Option<String>,
    words: usize,
    quotes: usize,
    figures: usize,
    names: usize,
    findings: usize,
    nearest: Option<Nearest>,
}

/// The article that one is most alike.
#[derive(Debug, Serialize)]
struct Nearest {
    chip: Chip,
    how: String,
}

pub(super) fn overview(reading: &Reading<'_>, found: &Findings, quotes: &Quotes) -> Overview {
    let all = &reading.articles;
    let publishers: BTreeSet<&str> = all.iter().filter_map(|a| a.publisher.as_deref()).collect();
    let days = all.iter().filter_map(|a| a.written);
    let shown = |day: Date| day.strftime("%-d %B %Y").to_string();
    Overview {
        articles: all
            .iter()
            .take(limits::ARTICLES)
            .map(|a| row(reading, a))
            .collect(),
        more: all.len().saturating_sub(limits::ARTICLES),
        count: all.len(),
        words: all.iter().map(|a| a.words).sum(),
        publishers: publishers.len(),
        first: days.clone().min().map(shown),
        last: days.max().map(shown),
        reworded: quotes.reworded(),
        errors: found.errors,
        warnings: found.warnings,
        notes: found.notes,
        has_dates: all.iter().any(|a| a.date.is_some()),
        has_publishers: !publishers.is_empty(),
    }
}

fn row(reading: &Reading<'_>, source: &Source<'_>) -> Row {
    let facts = &source.article.facts;
    let nearest = source
        .similar
        .first()
        .filter(|s| s.alike >= 0.02 || s.kinship != Kinship::None);
    let nearest = nearest.and_then(|similar| {
        Some(Nearest {
            chip: reading.source(similar.article)?.chip(),
            how: percent(similar.alike),
        })
    });
    Row {
        chip: source.chip(),
        title: source.title.clone(),
        publisher: source.publisher.clone(),
        date: source.date.as_deref().map(moment),
        words: source.words,
        quotes: facts.quotes.len(),
        figures: facts.figures.iter().filter(|f| f.kind.is_amount()).count(),
        names: facts.entities.entities.len(),
        findings: source.findings,
        nearest,
    }
}

/// A date attribute as people read it: `2024-11-12 13:10 +01:00`.
pub(super) fn moment(date: &str) -> String {
    let Some((day, time)) = date.split_once('T') else {
        return date.to_owned();
    };
    let minutes = time.get(..5).unwrap_or(time);
    let zone = time.rfind(['+', '-', 'Z']).and_then(|at| time.get(at..));
    match zone {
        Some("Z") => format!("{day} {minutes} UTC"),
        Some(zone) => format!("{day} {minutes} {zone}"),
        None => format!("{day} {minutes}"),
    }
}

/// A share in percent; 100 is kept for what is whole.
pub(super) fn percent(share: f64) -> String {
    let rounded = (share * 100.0).round();
    match rounded {
        _ if share > 0.0 && rounded < 1.0 => "under 1 %".to_owned(),
        _ if share < 1.0 => format!("{} %", rounded.min(99.0)),
        _ => "100 %".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_legible() {
        for (date, expected) in [
            ("2024-11-12T13:10:00+01:00", "2024-11-12 13:10 +01:00"),
            ("2024-11-12T13:10:00Z", "2024-11-12 13:10 UTC"),
            ("2024-11-12", "2024-11-12"),
            ("T", " "),
            ("last spring", "last spring"),
        ] {
            assert_eq!(moment(date), expected);
        }
    }

    #[test]
    fn shares_are_not_rounded_to_all_or_nothing() {
        let shown = [0.0, 0.001, 0.5, 0.999, 1.0].map(percent);
        assert_eq!(shown, ["0 %", "under 1 %", "50 %", "99 %", "100 %"]);
    }
}
