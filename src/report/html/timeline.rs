//! The dates that are mentioned, in their order, with what is said of them; and the days on which the articles appeared.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::limits;
use super::reading::{Chip, Reading, Snippet};
use crate::bundle::ArticleId;
use crate::facts::dates::When;

/// See the module's head.
#[derive(Debug, Default, Serialize)]
pub(super) struct Timeline {
    pub(super) days: Vec<Day>,
    more: usize,
    /// Clock times: of which day, the text does not always say.
    pub(super) times: Vec<Day>,
    more_times: usize,
    /// What is mentioned and cannot be placed.
    unplaced: Option<Day>,
    /// By article and where it begins.
    #[serde(skip)]
    entries: FxHashMap<(ArticleId, u32), String>,
}

/// A day, a month, a year or a clock time.
#[derive(Debug, Serialize)]
pub(super) struct Day {
    pub(super) id: String,
    /// In ISO 8601; empty for what cannot be placed.
    pub(super) value: String,
    pub(super) label: String,
    /// Articles that appeared on it.
    published: Vec<Chip>,
    more_published: usize,
    pub(super) mentions: Vec<Mention>,
    more: usize,
}

/// Where it is mentioned.
#[derive(Debug, Serialize)]
pub(super) struct Mention {
    chip: Chip,
    pub(super) snippet: Snippet,
}

impl Timeline {
    /// The entry of a date, by its article and where it begins.
    pub(super) fn entry(&self, article: ArticleId, start: u32) -> Option<&str> {
        self.entries.get(&(article, start)).map(String::as_str)
    }
}

/// A day as it is gathered.
#[derive(Default)]
struct Gathered {
    published: Vec<Chip>,
    mentions: Vec<(ArticleId, u32, Mention)>,
}

pub(super) fn timeline(reading: &Reading<'_>) -> Timeline {
    let mut days: BTreeMap<String, Gathered> = BTreeMap::new();
    let mut times: BTreeMap<String, Gathered> = BTreeMap::new();
    let mut unplaced = Gathered::default();
    for source in &reading.articles {
        let stated = source.date.as_deref().and_then(|date| date.get(..10));
        if let Some(day) = stated.and_then(|day| day.parse::<Date>().ok()) {
            let day = days.entry(day.to_string()).or_default();
            day.published.push(source.chip());
        }
        for moment in &source.article.facts.moments {
            let value = moment.iso(source.written);
            let mention = Mention {
                chip: source.chip_at(&moment.range),
                snippet: source.snippet(&moment.range),
            };
            let mention = (source.article.id, moment.range.start, mention);
            let day = match (value, moment.when) {
                (None, _) => &mut unplaced,
                (Some(value), When::Time { .. }) => times.entry(value).or_default(),
                (Some(value), _) => days.entry(value).or_default(),
            };
            day.mentions.push(mention);
        }
    }
    let mut all = Timeline {
        more: days.len().saturating_sub(limits::DAYS),
        more_times: times.len().saturating_sub(limits::DAYS),
        ..Timeline::default()
    };
    for (number, (value, gathered)) in (1..).zip(days.into_iter().take(limits::DAYS)) {
        let label = day_label(&value);
        let day = all.day(format!("d{number}"), value, label, gathered);
        all.days.push(day);
    }
    for (number, (value, gathered)) in (1..).zip(times.into_iter().take(limits::DAYS)) {
        let label = time_label(&value);
        let day = all.day(format!("t{number}"), value, label, gathered);
        all.times.push(day);
    }
    if !unplaced.mentions.is_empty() {
        let label = "Not placed".to_owned();
        let day = all.day("d0".to_owned(), String::new(), label, unplaced);
        all.unplaced = Some(day);
    }
    all
}

impl Timeline {
    fn day(&mut self, id: String, value: String, label: String, gathered: Gathered) -> Day {
        let (published, mentions) = (gathered.published, gathered.mentions);
        for (article, start, _) in &mentions {
            self.entries.insert((*article, *start), id.clone());
        }
        let room = limits::PLACES;
        Day {
            id,
            value,
            label,
            more_published: published.len().saturating_sub(room),
            more: mentions.len().saturating_sub(room),
            published: published.into_iter().take(room).collect(),
            mentions: mentions.into_iter().take(room).map(|(_, _, m)| m).collect(),
        }
    }
}

/// A value in ISO 8601 as people read it.
fn day_label(value: &str) -> String {
    if let Ok(day) = value.parse::<Date>() {
        return day.strftime("%A %-d %B %Y").to_string();
    }
    let month = (value.len() == 7 && !value.contains('W')).then(|| format!("{value}-01"));
    if let Some(day) = month.and_then(|day| day.parse::<Date>().ok()) {
        return day.strftime("%B %Y").to_string();
    }
    if let Some(decade) = value.strip_suffix('X') {
        return format!("The {decade}0s");
    }
    match value.split_once("-W") {
        Some((year, week)) => format!("Week {} of {year}", week.trim_start_matches('0')),
        None => value.to_owned(),
    }
}

/// A clock time as people read it: `05:40 UTC`, `06:40 +01:00`.
fn time_label(value: &str) -> String {
    let time = value.trim_start_matches('T');
    let (clock, zone) = time.split_at_checked(5).unwrap_or((time, ""));
    match zone {
        "" => clock.to_owned(),
        "Z" => format!("{clock} UTC"),
        zone => format!("{clock} {zone}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_legible() {
        for (value, expected) in [
            ("2024-11-12", "Tuesday 12 November 2024"),
            ("2024-11", "November 2024"),
            ("1962", "1962"),
            ("199X", "The 1990s"),
            ("2025-W05", "Week 5 of 2025"),
        ] {
            assert_eq!(day_label(value), expected);
        }
        let shown = ["T05:40Z", "T06:40+01:00", "T18:00"].map(time_label);
        assert_eq!(shown, ["05:40 UTC", "06:40 +01:00", "18:00"]);
    }
}
