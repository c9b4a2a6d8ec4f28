//! What the articles say of the thing that a figure or a date is of.

use std::fmt::Write as _;
use std::ops::Range;

use rustc_hash::FxHashSet;

use super::article::{Article, CLONES, age};
use crate::bundle::ArticleId;
use crate::collation::claims::amounts::Fit;
use crate::collation::claims::groups::Node;
use crate::facts::figures::{Figure, Modifier};
use crate::rules::View;

/// How a figure or date of another article stands to one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stand {
    /// Both are of one thing, and not both can hold.
    Contrary,
    /// Both are of one thing, and say the same of it.
    Agrees,
    /// Both say the same of what has one name, on one event.
    Alike,
}

/// A figure or date of another article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    /// How it stands to the one that was asked about.
    pub stand: Stand,
    /// The article.
    pub article: ArticleId,
    /// All of it, in bytes of the body.
    pub range: Range<u32>,
}

/// The figures or dates of an article that say the same as the one at `range`, that one among them; by position.
pub fn repeated(article: &Article<'_>, range: &Range<u32>) -> Vec<Range<u32>> {
    let claims = article.corpus.claims();
    let mut ranges = match claims.claim_at(article.text, range) {
        Some(node) => claims
            .repeated(node)
            .filter_map(|node| Some(claims.claim(node)?.range.clone()))
            .collect(),
        None => vec![range.clone()],
    };
    ranges.sort_by_key(|range| range.start);
    ranges
}

/// The figures or dates of other articles that are of the same thing as the one at `range`: those that cannot hold beside
/// it first, then in the order of the bundles.
pub fn others(article: &Article<'_>, range: &Range<u32>) -> Vec<Other> {
    let claims = article.corpus.claims();
    let view = article.corpus.view();
    let Some(own) = claims.claim_at(article.text, range) else {
        return Vec::new();
    };
    let mut nodes: Vec<(Node, Stand)> = vec![(own, Stand::Agrees)];
    nodes.extend(claims.links(own).map(|link| {
        let stand = if link.contrary {
            Stand::Contrary
        } else {
            Stand::Agrees
        };
        (link.other, stand)
    }));
    // A finding names all that hang together, whether or not a link leads from this one to each of them.
    let disputed = claims.disputed(own).into_iter();
    nodes.extend(disputed.filter_map(|node| {
        let other = claims.claim(node)?;
        match claims.claim(own)?.fit(other) {
            Fit::Contrary => Some((node, Stand::Contrary)),
            Fit::Same => Some((node, Stand::Agrees)),
            Fit::Compatible | Fit::Bounds => None,
        }
    }));
    let alike = claims.alike(own).into_iter();
    nodes.extend(alike.map(|node| (node, Stand::Alike)));
    let (mut others, mut seen) = (Vec::new(), FxHashSet::default());
    for (node, stand) in nodes {
        let Some(claim) = claims.claim(node).filter(|_| seen.insert(node)) else {
            continue;
        };
        let clones = view.articles(node.text).iter().take(CLONES);
        others.extend(clones.filter(|&&id| id != article.id).map(|&id| Other {
            stand,
            article: id,
            range: claim.range.clone(),
        }));
    }
    others.sort_by_cached_key(|o| (o.stand, view.start(o.article), o.range.start));
    others
}

/// The first source of a figure: of the articles that give it, that of the earliest date, else the first in the bundles.
pub fn first_source<'o>(view: View<'_>, own: &'o Other, others: &'o [Other]) -> &'o Other {
    let giving = others.iter().filter(|other| other.stand != Stand::Contrary);
    let giving = giving.chain([own]);
    giving
        .min_by_key(|other| (age(view, other.article), other.range.start))
        .unwrap_or(own)
}

/// A figure as a number with its unit, one way of writing it for all sources: `> 5,000 soldier / week`.
pub fn normalised(figure: &Figure) -> String {
    let mut out = String::new();
    if let (true, Some(low), Some(high)) = (figure.is_range, figure.low, figure.high) {
        let _ = write!(out, "{}–{}", number(low), number(high));
    } else {
        let bound = match figure.modifier {
            Modifier::Exact => "",
            Modifier::About => "≈ ",
            Modifier::Below => "< ",
            Modifier::Above => "> ",
        };
        out += bound;
        out += &number(figure.value);
    }
    if &*figure.unit == "percent" {
        out += " %";
    } else if !figure.unit.is_empty() {
        let _ = write!(out, " {}", figure.unit);
    }
    if let Some(per) = &figure.per {
        let _ = write!(out, " / {per}");
    }
    out
}

/// A number with its thousands parted, and as many decimals as it has, six at most.
pub fn number(value: f64) -> String {
    let plain = format!("{:.6}", value.abs());
    let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut out = String::new();
    if value < 0.0 {
        out.push('−');
    }
    out += &parted(whole);
    let decimals = decimals.trim_end_matches('0');
    if !decimals.is_empty() {
        out.push('.');
        out += decimals;
    }
    out
}

/// Digits with their thousands parted.
pub fn parted(digits: &str) -> String {
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts;
    use crate::facts::shingles::Seen;

    #[test]
    fn figures_are_written_in_one_way() {
        for (text, expected) in [
            (
                "They lost over 5,000 crates a week.",
                "> 5,000 crate / week",
            ),
            ("It cost nearly $2.5 million.", "≈ 2,500,000 dollar"),
            ("Some 12 percent left.", "≈ 12 %"),
            ("Ten to twelve boats sank.", "10–12 boat"),
            ("It fell by 0.25 percent.", "0.25 %"),
        ] {
            let facts = facts::read(text, &mut Seen::default());
            let found: Vec<String> = facts.figures.iter().map(normalised).collect();
            assert_eq!(found, [expected], "{text}");
        }
    }

    #[test]
    fn numbers_are_parted() {
        for (value, expected) in [
            (0.0, "0"),
            (999.0, "999"),
            (1000.0, "1,000"),
            (-1_234_567.5, "−1,234,567.5"),
        ] {
            assert_eq!(number(value), expected);
        }
    }
}
