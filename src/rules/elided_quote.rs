//! # elided-quote
//!
//! ## What it does
//! Reports a quotation from which words are dropped that another article has, with no ellipsis in their place.
//!
//! > **harbour.txt** “We will count the crates on Friday, as we do every week, and then once more.”
//! >
//! > **quay.txt** “We will count the crates on Friday and then once more.”
//!
//! Only what is dropped from the middle counts: that an article quotes a part of what was said is as it should be. So it is where the
//! quotation is interrupted to say who speaks (“…,” she said. “…”).
//!
//! ## Why
//! A reader takes what stands between the marks for all that was said.
//!
//! ## How to mend it
//! Put `…` where words are left out, or restore them.

use super::altered_quote::{Verdict, verdict};
use super::quoted::{self, Written};
use super::{Finding, Rule, View};
use crate::collation::grouping::GroupId;
use crate::collation::utterances::compare::Spot;
use crate::collation::utterances::{Link, Utterances};

/// Checks one group.
pub fn check(all: &Utterances, group: GroupId, view: View<'_>, out: &mut Vec<Finding>) {
    let mut others: Vec<(&Link, Vec<Spot>)> = Vec::new();
    for link in all.differing(group) {
        let told = |spot: &Spot| verdict(all, group, link, spot);
        // Where words are altered besides, that is said by the other rule.
        let altered = link
            .found
            .spots
            .iter()
            .any(|s| matches!(told(s), Some(Verdict::Altered | Verdict::Added)));
        let elided = link
            .found
            .spots
            .iter()
            .filter(|s| told(s) == Some(Verdict::Elided));
        let elided: Vec<Spot> = elided.cloned().collect();
        if !altered && !elided.is_empty() {
            others.push((link, elided));
        }
    }
    others.sort_by_cached_key(|(link, spots)| {
        let support = spots.first().map_or(0, |s| all.support(link.other, &s.b));
        (
            std::cmp::Reverse((support, link.found.likeness())),
            all.key(link.other),
        )
    });
    let Some((best, spots)) = others.first() else {
        return;
    };
    let Some(theirs) = quoted::first(all, best.other, view) else {
        return;
    };
    let said = |(link, spots): &(&Link, Vec<Spot>)| {
        let there = quoted::first(all, link.other, view);
        let words = there
            .iter()
            .flat_map(|t| spots.iter().map(|s| format!("“{}”", t.text(&s.b))));
        format!("{} here", words.collect::<Vec<_>>().join(", "))
    };
    let said: Vec<(&Link, String)> = others.iter().map(|other| (other.0, said(other))).collect();
    let related = quoted::related(all, &said, view);
    for (article, instance) in quoted::places(all, group, view) {
        let ours = Written::new(view, article, instance);
        let shown = quoted::shown(&ours, &theirs, best, spots);
        let names = quoted::names(view, &related);
        let message =
            format!("words that {names} quotes are left out without an ellipsis: “{shown}”");
        let mut finding = Finding::new(Rule::ElidedQuote, ours.place(&best.found.a), message)
            .evidence([ours.evidence(), theirs.evidence()]);
        finding.related.clone_from(&related);
        finding = finding.fix(
            "Put an ellipsis in their place",
            false,
            quoted::with_ellipses(&ours, spots),
        );
        if let Some(edits) = quoted::restored(&ours, &theirs, spots) {
            let name = view.article(theirs.article).name();
            finding = finding.fix(format!("Restore the wording of `{name}`"), false, edits);
        }
        out.push(finding);
    }
}
