//! # conflicting-figures
//!
//! ## What it does
//! Reports figures, and dates, that two articles give for the same thing and that cannot both hold:
//!
//! ```text
//! a.txt: The storm injured 12 people on the island, the governor said.
//! b.txt: According to the governor, 18 people were injured on the island.
//! ```
//!
//! Only articles that are on one event are compared: they share four words of names that hardly any other article has;
//! where they share no more than five, only counts and ages in sentences that say the same. A price, an index or
//! a wind is another an hour later: such figures contradict only where nearly all else is the same.
//! Two figures are held to be of the same thing where they count the same (people and persons, prisoners and
//! detainees), where what is said about them is alike (injured, governor, island: the nearer to the figure, the more
//! it counts), and where no other figure of either article fits as well. The message says which words they share.
//! People who were killed and people who were injured are never the same, nor are three ships and three other ships.
//!
//! Dates are held to be of the same thing where they stand with the same word (the June 25 ruling, arrested on March 3, led it
//! since 2028) and what is said about them is alike. A day and its month can both be; days of the week are not compared,
//! nor is the day on which something was said or published. Two dates with another month and another day are of two
//! things, unless they are few days apart or all else is the same. A day that does not exist (June 37) contradicts any of its
//! month that dates the same.
//!
//! Figures that can both hold are no conflict: `more than 5,000` and `5,400`, `about 100` and `95`, `2.5 million`
//! and `2,503,112`, `three or four` and `four`. Neither is an article that gives both values, nor are a smaller toll
//! (of the dead, the injured, the arrested) and a larger one of a later date: news grows, but not where another figure of
//! both sentences is the same. Of those who are missing there may be more or fewer later; a time that is left grows shorter from
//! day to day, and ages grow with the years. Figures of a part of a game, of what was wanted, offered
//! or possible, and by how much something changed, are not compared with what there is. Dates are those of the markers, else
//! those that the articles' heads give. Two amounts that a third article gives
//! side by side are of two things, and so are several figures of two sentences that are alike in all but their figures: reports of a series.
//!
//! The finding stands where a person might mend it: at the value that fewer articles give; where both are given equally
//! often, at both.
//!
//! ## Why
//! One of them is wrong, or older, or of something else than it seems.
//!
//! ## How to mend it
//! Look up which holds. `allow="conflicting-figures"` on the open marker of one says that the difference is known.

use jiff::civil::Date;
use rustc_hash::FxHashSet;
use smallvec::{SmallVec, smallvec};

use super::{Finding, Related, Rule, View};
use crate::bundle::{ArticleId, DocumentId};
use crate::collation::claims::Claims;
use crate::collation::claims::account::Claim;
use crate::collation::claims::amounts::Fit;
use crate::collation::claims::groups::{Link, Node};
use crate::collation::claims::terms;
use crate::collation::grouping::GroupId;
use crate::facts::figures::FigureKind;

/// Places that are related to one finding.
const SHOWN: usize = 32;
/// Of them, those that the message names.
const NAMED: usize = 3;
/// Copies of a text are told apart by so many dates at most.
const MOST_DATES: usize = 8;

/// A figure where it stands: in the articles of one date that have its text.
struct Stand<'c> {
    node: Node,
    claim: &'c Claim,
    /// In the order of the bundles; never empty.
    articles: SmallVec<[ArticleId; 1]>,
    article: ArticleId,
    start: (DocumentId, usize),
    date: Option<Date>,
}

/// Checks one group.
pub fn check(all: &Claims, group: GroupId, view: View<'_>, out: &mut Vec<Finding>) {
    let Some(group) = all.group(group) else {
        return;
    };
    let nodes = group.contrary.iter().chain(&group.agreeing);
    let mut stands: Vec<Stand<'_>> = Vec::new();
    for &node in nodes {
        let Some(claim) = all.claim(node) else {
            continue;
        };
        let first = stands.len();
        for &article in view.articles(node.text) {
            let date = date(view, article).or_else(|| all.day(node.text));
            let own = stands.get_mut(first..).unwrap_or_default();
            let is_full = own.len() == MOST_DATES;
            let known = own.iter_mut().find(|stand| is_full || stand.date == date);
            if let Some(known) = known {
                known.articles.push(article);
                continue;
            }
            stands.push(Stand {
                node,
                claim,
                articles: smallvec![article],
                article,
                start: view.start(article),
                date,
            });
        }
    }
    stands.sort_by_key(|s| (s.start, s.claim.range.start));
    for (at, stand) in stands.iter().enumerate() {
        if !is_outvoted(stand, &stands, all) {
            out.extend(findings(at, &stands, all, view).into_iter().flatten());
        }
    }
}

/// The day that an article's marker gives.
fn date(view: View<'_>, article: ArticleId) -> Option<Date> {
    let segment = view.article(article);
    let date = segment.marker()?.attribute("date")?;
    date.get(..10)?.parse().ok()
}

/// The figures that contradict one: those that are held to be of the same thing, and those that agree with one of these.
fn against<'s, 'c>(
    stand: &'s Stand<'c>,
    stands: &'s [Stand<'c>],
    all: &'s Claims,
) -> impl Iterator<Item = &'s Stand<'c>> {
    let direct: Vec<&Link> = all.links(stand.node).filter(|link| link.contrary).collect();
    let is_update = |other: &Stand<'_>| {
        let link = direct.iter().find(|link| link.other == other.node);
        link.is_none_or(|link| !link.companion) && is_update(stand, other)
            || is_passed(stand, other)
            || stands.iter().any(|s| agrees(s, other) && is_aged(stand, s))
            || stands.iter().any(|s| agrees(s, stand) && is_aged(s, other))
    };
    // What contradicts those that say the same, and what says the same as that.
    let agreeing = |node: Node| {
        let links = all.links(node).filter(|link| !link.contrary);
        std::iter::once(node).chain(links.map(|link| link.other))
    };
    let contrary = |node: Node| {
        let links = all.links(node).filter(|link| link.contrary);
        links.map(|link| link.other)
    };
    let own = agreeing(stand.node).flat_map(contrary);
    let mut others: Vec<Node> = own.flat_map(agreeing).collect();
    others.sort_unstable();
    others.dedup();
    others.retain(|&node| {
        let is_direct = direct.iter().any(|link| link.other == node);
        let other = all.claim(node);
        is_direct || other.is_some_and(|other| other.fit(stand.claim) == Fit::Contrary)
    });
    let against = stands.iter().filter(|other| {
        others.binary_search(&other.node).is_ok()
            && other.node.text != stand.node.text
            && !is_update(other)
            && !gives_both(stand, other, stands)
    });
    against.collect::<Vec<_>>().into_iter()
}

/// Whether some text of the group gives both amounts: then they are of two things, if there are two.
fn gives_both(a: &Stand<'_>, b: &Stand<'_>, stands: &[Stand<'_>]) -> bool {
    let says = |text: u32, claim: &Claim| {
        let mut own = stands.iter().filter(|s| s.node.text == text);
        own.any(|s| s.claim.fit(claim) == Fit::Same)
    };
    let mut of_a = stands.iter().filter(|s| agrees(s, a));
    !a.claim.is_no_day() && !b.claim.is_no_day() && of_a.any(|s| says(s.node.text, b.claim))
}

/// Whether the later of two tolls is the greater: both may have been true in their time.
fn is_update(a: &Stand<'_>, b: &Stand<'_>) -> bool {
    let toll = a.claim.fate != 0 && b.claim.fate != 0;
    let days = a.date.zip(b.date);
    let values = (a.claim.amount.value, b.claim.amount.value);
    let grows = |(a, b): (Date, Date)| a < b && values.0 < values.1 || a > b && values.0 > values.1;
    let may_fall = a.claim.fate == terms::missing();
    toll && days.is_some_and(|days| grows(days) || may_fall && days.0 != days.1)
}

/// Whether of a time that is left the one may have become the other from the day of one article to that of the other.
fn is_passed(a: &Stand<'_>, b: &Stand<'_>) -> bool {
    const DAY: f64 = 86_400.0; // seconds
    if a.claim.anchor != terms::left() || b.claim.anchor != terms::left() {
        return false;
    }
    let Some((one, other)) = a.date.zip(b.date) else {
        return true;
    };
    let [left_of_one, left_of_other] = [a, b].map(|s| s.claim.amount.value / DAY);
    let between = f64::from((other - one).get_days());
    // Who counts weeks is a few days off.
    let slack = match left_of_one.max(left_of_other) {
        0.0..14.0 => 1.0,
        14.0..60.0 => 7.0,
        _ => 31.0,
    };
    (left_of_one - left_of_other - between).abs() <= slack
}

/// Whether two ages are those of one who grew older from the day of one article to that of the other.
fn is_aged(a: &Stand<'_>, b: &Stand<'_>) -> bool {
    const YEAR: f64 = 365.25; // days
    let are_ages = a.claim.kind == FigureKind::Age && b.claim.kind == FigureKind::Age;
    let days = a.date.zip(b.date).filter(|_| are_ages);
    days.is_some_and(|(one, other)| {
        let years = f64::from((other - one).get_days()) / YEAR;
        let older = b.claim.amount.value - a.claim.amount.value;
        years.abs() >= 1.0 && (older - years).abs() < 1.0
    })
}

/// How many articles give the same amount.
fn votes(stand: &Stand<'_>, stands: &[Stand<'_>]) -> usize {
    let same = |other: &&Stand<'_>| agrees(stand, other);
    let texts = stands.iter().filter(same);
    let mut texts: Vec<_> = texts
        .map(|s| (s.node.text, s.start, s.articles.len()))
        .collect();
    texts.sort_unstable();
    texts.dedup();
    texts.iter().map(|(_, _, articles)| articles).sum()
}

/// Whether more articles give this amount than any that contradicts it: then the others are to be looked at.
fn is_outvoted(stand: &Stand<'_>, stands: &[Stand<'_>], all: &Claims) -> bool {
    let own = votes(stand, stands);
    against(stand, stands, all).all(|other| votes(other, stands) < own)
}

/// A finding in each article that has the text of a figure.
fn findings(at: usize, stands: &[Stand<'_>], all: &Claims, view: View<'_>) -> Option<Vec<Finding>> {
    let stand = stands.get(at)?;
    let figure = |s: &Stand<'_>| view.text(s.article, &s.claim.range).into_owned();
    let name = |article: ArticleId| view.article(article).name();
    let others: Vec<&Stand<'_>> = against(stand, stands, all).collect();
    let first = others.first()?;
    let linked = |other: &&&Stand<'_>| {
        let mut links = all.links(stand.node);
        links.any(|link| link.contrary && link.other == other.node)
    };
    let nearest = others.iter().find(linked).unwrap_or(first);
    let words = shared(stand, nearest, all, view);
    let mut message = format!("“{}” here, but ", figure(stand));
    let (mut named, mut more) = (Vec::new(), 0);
    let mut seen: FxHashSet<String> = FxHashSet::default();
    for other in &others {
        let figure = figure(other);
        for &article in &other.articles {
            let other = format!("“{figure}” in `{}`", name(article));
            if seen.contains(&other) {
                continue;
            }
            if named.len() < NAMED {
                named.push(other.clone());
            } else {
                more += 1;
            }
            seen.insert(other);
        }
    }
    message += &named.join(", ");
    if more > 0 {
        message += &format!(" and {more} more");
    }
    if !words.is_empty() {
        message += &format!(": both stand with {}", words.join(", "));
    }
    let mut sides: Vec<String> = others.iter().map(|s| figure(s)).collect();
    sides.sort();
    sides.dedup();
    let is_same = |a: &Stand<'_>, b: &Stand<'_>| a.node == b.node && a.start == b.start;
    let is_against = |s: &Stand<'_>| others.iter().any(|other| is_same(other, s));
    let related: Vec<&Stand<'_>> = stands
        .iter()
        .filter(|s| is_against(s) || agrees(stand, s))
        .collect();
    let finding = |&own: &ArticleId| {
        let mut evidence = vec![name(own).to_owned(), figure(stand)];
        evidence.extend(sides.iter().cloned());
        let place = view.place(own, &stand.claim.range);
        let mut finding = Finding::new(Rule::ConflictingFigures, place.clone(), message.clone())
            .evidence(evidence);
        let places = related.iter().flat_map(|s| {
            let places = s.articles.iter();
            places.map(|&article| (*s, view.place(article, &s.claim.range)))
        });
        let elsewhere = places.filter(|(_, other)| *other != place);
        finding
            .related
            .extend(elsewhere.take(SHOWN).map(|(s, place)| Related {
                message: match (is_against(s), s.claim.quoted) {
                    (true, false) => format!("“{}” here", figure(s)),
                    (true, true) => format!("“{}” here, in a quotation", figure(s)),
                    (false, _) => format!("“{}” here agrees", figure(s)),
                },
                place,
            }));
        finding
    };
    Some(stand.articles.iter().map(finding).collect())
}

fn agrees(a: &Stand<'_>, b: &Stand<'_>) -> bool {
    a.claim.fit(b.claim) == Fit::Same
}

/// The words about a figure that stand about another too, in order of the text.
fn shared(stand: &Stand<'_>, other: &Stand<'_>, all: &Claims, view: View<'_>) -> Vec<String> {
    let link = all
        .links(stand.node)
        .find(|link| link.contrary && link.other == other.node);
    let terms = link.into_iter().flat_map(|link| &link.words);
    let mut ranges: Vec<_> = terms
        .filter_map(|&term| all.term(stand.node.text, term))
        .map(|term| term.start..term.start + u32::from(term.length))
        .collect();
    ranges.sort_by_key(|range| range.start);
    ranges
        .iter()
        .map(|range| format!("“{}”", view.text(stand.article, range)))
        .collect()
}

#[cfg(test)]
mod tests;
