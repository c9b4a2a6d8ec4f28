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
//! Runs that more than 512 different texts of a bundle share count for the comparison, but do not by themselves bring
//! two articles together: a footer under every article makes no copies of them.
//!
//! ## Why
//! Two outlets that ran the same agency report are one source, not two.
//!
//! ## How to mend it
//! Keep the fuller or the earlier of them, or keep both and know it. `allow="duplicated-article"` on the open marker of
//! one says that it is meant.

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
    /// The two bodies are the same to the letter.
    pub same: bool,
    /// Distinct five-word runs of this article and of the other.
    pub lengths: (u32, u32),
}

/// Copies that are named in one finding; the others are counted.
pub const SHOWN: usize = 32;

/// Checks one article, given the number of its copies, and the first [`SHOWN`] of them in the order of the bundle.
pub fn check(segment: &Segment<'_>, copies: &[Copy<'_>], count: usize, out: &mut Vec<Finding>) {
    let Some(best) = copies.iter().reduce(|best, copy| if copy.alike > best.alike { copy } else { best }) else { return };
    let mut message = said(segment, best);
    let more = count - 1;
    if more > 0 {
        message += &format!("; {more} more {} like it", if more == 1 { "article is" } else { "articles are" });
    }
    let names = std::iter::once(segment.name()).chain(copies.iter().map(|copy| copy.other.name()));
    let mut finding = Finding::new(Rule::DuplicatedArticle, segment.name_place(), message).evidence(names);
    finding.related.extend(copies.iter().map(|copy| Related {
        message: if copy.same {
            "the same text".to_owned()
        } else {
            format!("{} of this stands there, {} of that here", percent(copy.own), percent(copy.others))
        },
        place: copy.other.name_place(),
    }));
    out.push(finding);
}

fn said(segment: &Segment<'_>, copy: &Copy<'_>) -> String {
    let (name, other) = (segment.name(), copy.other.name());
    if copy.same {
        return format!("`{name}` has the same text as `{other}`{}", earlier(segment, copy));
    }
    let what = if copy.alike >= 0.5 {
        format!("`{name}` is nearly the same text as `{other}`")
    } else if copy.own > copy.others {
        format!("`{name}` is contained in `{other}`")
    } else {
        format!("`{name}` contains `{other}`")
    };
    let longer = match copy.lengths.0.cmp(&copy.lengths.1) {
        std::cmp::Ordering::Less => format!(", `{other}` is the longer"),
        std::cmp::Ordering::Greater => format!(", `{name}` is the longer"),
        std::cmp::Ordering::Equal => String::new(),
    };
    format!(
        "{what}: {} of its five-word runs stand there, {} of that article's here{longer}{}",
        percent(copy.own),
        percent(copy.others),
        earlier(segment, copy)
    )
}

/// Which of the two is the earlier, where both have a date. RFC 3339 dates of one length and zone sort as text; what
/// cannot be told so is not told.
fn earlier(segment: &Segment<'_>, copy: &Copy<'_>) -> String {
    let date = |segment: &Segment<'_>| segment.marker().and_then(|m| m.attribute("date")).unwrap_or_default().trim().to_owned();
    let (own, other) = (date(segment), date(&copy.other));
    let day = |date: &str| date.get(..10).map(str::to_owned).filter(|day| day.is_ascii() && day.as_bytes()[4] == b'-');
    let zoned = |date: &str| date.len() > 10;
    let (Some(own_day), Some(other_day)) = (day(&own), day(&other)) else { return String::new() };
    if own_day == other_day || (zoned(&own) || zoned(&other)) && near(&own_day, &other_day) {
        return String::new();
    }
    let (name, date) = if own_day < other_day { (segment.name(), own_day) } else { (copy.other.name(), other_day) };
    format!(", `{name}` is the earlier ({date})")
}

/// Whether two days (`2031-03-01`) are so near that a time zone may turn their order: neighbours, whatever the length
/// of the month between.
fn near(a: &str, b: &str) -> bool {
    let part = |day: &str, range: std::ops::Range<usize>| day.get(range).and_then(|d| d.parse::<i32>().ok()).unwrap_or_default();
    let days = |day: &str| (part(day, 0..4) * 12 + part(day, 5..7)) * 31 + part(day, 8..10);
    let between = (days(a) - days(b)).abs();
    between <= 1 || (between <= 4 && part(a.max(b), 8..10) == 1)
}

fn percent(share: f64) -> String {
    // 100 % is kept for what is whole.
    let rounded = (share * 100.0).round();
    format!("{} %", if rounded >= 100.0 && share < 1.0 { 99.0 } else { rounded })
}

#[cfg(test)]
mod tests {
    use super::near;

    #[test]
    fn days_are_near_across_the_ends_of_months() {
        for (a, b, expected) in [
            ("2031-03-01", "2031-03-02", true),
            ("2031-03-01", "2031-03-03", false),
            ("2031-02-28", "2031-03-01", true),
            ("2031-12-31", "2032-01-01", true),
            ("2031-01-31", "2031-02-01", true),
            ("2031-04-29", "2031-05-02", false),
            ("2031-03-01", "2031-04-01", false),
        ] {
            assert_eq!((near(a, b), near(b, a)), (expected, expected), "{a} {b}");
        }
    }
}
