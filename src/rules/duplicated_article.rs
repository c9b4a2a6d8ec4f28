//! # duplicated-article
//!
//! ## What it does
//! Reports articles of which one is a copy of another, whole or nearly so.
//!
//! Both must have at least 30 words. Their texts are compared as sets of five-word runs, without regard to case and
//! punctuation: at least half of all the runs in the two must stand in both (a Jaccard index of 0.5), or at least four
//! fifths of one article's runs must stand in the other. The message gives both shares and says which article is the
//! longer, and by their dates which is the earlier.
//!
//! Of articles of 120 words and more it is also enough if four fifths of the shorter one's words stand in the longer in
//! the same order, and the two never differ for more than ten words on end: single words were changed throughout, as
//! paraphrasing programs do.
//!
//! Runs that more than 64 different texts of a bundle share count for the comparison, but do not by themselves bring
//! two articles together: a footer under every article makes no copies of them.
//!
//! ## Why
//! Two outlets that ran the same agency report are one source, not two.
//!
//! ## How to mend it
//! Keep the fuller or the earlier of them, or keep both and know it. `allow="duplicated-article"` on the open marker of
//! one says that it is meant.

use std::cmp::Ordering;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

use super::{Finding, Related, Rule, Segment};

/// A copy of an article.
pub struct Copy<'d> {
    /// The other article.
    pub other: Segment<'d>,
    /// Jaccard index of the two sets of five-word runs.
    pub alike: f64,
    /// The share of this article's runs that stand in the other.
    pub own: f64,
    /// The share of the other's runs that stand in this one.
    pub others: f64,
    /// In what way the two are alike.
    pub likeness: Likeness,
    /// Distinct five-word runs of this article and of the other.
    pub lengths: (u32, u32),
}

/// In what way two articles are alike.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Likeness {
    /// The same to the letter.
    Same,
    /// By their five-word runs.
    Copy,
    /// By the order of their words: the share of the shorter's that stand in the longer.
    Reworded(f64),
}

/// Copies that are named in one finding; the others are counted.
pub const SHOWN: usize = 32;

/// Checks one article, given the number of its copies, and the first [`SHOWN`] of them in the order of the bundle.
pub fn check(segment: &Segment<'_>, copies: &[Copy<'_>], count: usize, out: &mut Vec<Finding>) {
    let Some(best) = copies
        .iter()
        .reduce(|best, copy| if copy.alike > best.alike { copy } else { best })
    else {
        return;
    };
    let mut message = said(segment, best);
    let more = count - 1;
    if more > 0 {
        message += &format!(
            "; {more} more {} like it",
            if more == 1 {
                "article is"
            } else {
                "articles are"
            }
        );
    }
    // Another copy that comes or goes makes it no other finding.
    let names = [segment.name(), best.other.name()];
    let mut finding =
        Finding::new(Rule::DuplicatedArticle, segment.name_place(), message).evidence(names);
    finding.related.extend(copies.iter().map(|copy| Related {
        message: match copy.likeness {
            Likeness::Same => "the same text".to_owned(),
            Likeness::Copy => format!(
                "{} of this stands there, {} of that here",
                percent(copy.own),
                percent(copy.others)
            ),
            Likeness::Reworded(share) => {
                format!("{} of the words, in the same order", percent(share))
            }
        },
        place: copy.other.name_place(),
    }));
    out.push(finding);
}

fn said(segment: &Segment<'_>, copy: &Copy<'_>) -> String {
    let (name, other) = (segment.name(), copy.other.name());
    let (own, others) = (percent(copy.own), percent(copy.others));
    let what = match copy.likeness {
        Likeness::Same => format!("`{name}` has the same text as `{other}`"),
        Likeness::Reworded(share) => format!(
            "`{name}` is `{other}` with single words changed throughout: {} of the words stand in the same order",
            percent(share)
        ),
        Likeness::Copy => {
            let how = if copy.alike >= 0.5 {
                format!("`{name}` is nearly the same text as `{other}`")
            } else if copy.own > copy.others {
                format!("`{name}` is contained in `{other}`")
            } else {
                format!("`{name}` contains `{other}`")
            };
            format!(
                "{how}: {own} of its five-word runs stand there, {others} of that article's here"
            )
        }
    };
    let named = |order: Option<Ordering>| match order {
        Some(Ordering::Less) => Some(name),
        Some(Ordering::Greater) => Some(other),
        _ => None,
    };
    let longer = named(Some(copy.lengths.1.cmp(&copy.lengths.0)));
    let order = When::read(date(segment))
        .zip(When::read(date(&copy.other)))
        .and_then(|(a, b)| a.order(&b));
    let earlier = named(order);
    match (longer, earlier) {
        (Some(longer), Some(earlier)) if longer == earlier => {
            format!("{what}; `{longer}` is the longer and the earlier")
        }
        (Some(longer), Some(earlier)) => {
            format!("{what}; `{longer}` is the longer, `{earlier}` the earlier")
        }
        (Some(longer), None) => format!("{what}; `{longer}` is the longer"),
        (None, Some(earlier)) => format!("{what}; `{earlier}` is the earlier"),
        (None, None) => what,
    }
}

fn date<'d>(segment: &Segment<'d>) -> &'d str {
    segment
        .marker()
        .and_then(|m| m.attribute("date"))
        .unwrap_or_default()
        .trim()
}

/// A `date` attribute.
enum When {
    Instant(Timestamp),
    Day(Date),
}

impl When {
    fn read(text: &str) -> Option<When> {
        let instant = text.parse().map(When::Instant);
        instant.or_else(|_| text.parse().map(When::Day)).ok()
    }

    /// What is certain of their order: a day and an instant of the next one may be either way round, by time zone.
    fn order(&self, other: &When) -> Option<Ordering> {
        match (self, other) {
            (When::Instant(a), When::Instant(b)) => Some(a.cmp(b)),
            (When::Day(a), When::Day(b)) => Some(a.cmp(b)),
            (When::Day(day), When::Instant(instant)) => {
                let utc = Offset::UTC.to_datetime(*instant).date();
                let far = (utc - *day).get_days().abs() > 1;
                far.then(|| day.cmp(&utc))
            }
            (When::Instant(_), When::Day(_)) => other.order(self).map(Ordering::reverse),
        }
    }
}

fn percent(share: f64) -> String {
    // 100 % is kept for what is whole.
    let rounded = (share * 100.0).round();
    format!(
        "{} %",
        if rounded >= 100.0 && share < 1.0 {
            99.0
        } else {
            rounded
        }
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_ordered_where_that_is_certain() {
        let order = |a, b| When::read(a)?.order(&When::read(b)?);
        assert_eq!(order("2031-03-02", "2031-03-03"), Some(Ordering::Less));
        assert_eq!(
            order("2031-03-02T23:00:00-05:00", "2031-03-03T01:00:00Z"),
            Some(Ordering::Greater)
        );
        assert_eq!(order("2031-03-02", "2031-03-03T01:00:00Z"), None);
        assert_eq!(
            order("2031-03-05T01:00:00Z", "2031-03-02"),
            Some(Ordering::Greater)
        );
        assert_eq!(order("spring", "2031-03-02"), None);
    }
}
