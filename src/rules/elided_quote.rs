//! # elided-quote
//!
//! ## What it does
//! Reports a quotation from which words are dropped that another article has, with no ellipsis in their place.
//!
//! > **harbour.txt** “We will count the crates on Friday, as we do every week, and then once more.”
//! >
//! > **quay.txt** “We will count the crates on Friday and then once more.”
//!
//! A word in brackets with a minus in the message (`crates [-on Friday] and then`) is one that is left out.
//!
//! Only what is dropped from the middle counts: that an article quotes a part of what was said is as it should be. So it is where the
//! quotation is interrupted to say who speaks (“…,” she said. “…”).
//!
//! ## Why
//! A reader takes what stands between the marks for all that was said.
//!
//! ## How to mend it
//! Put `…` where words are left out, or restore them.

use super::altered_quote::{Verdict, verdicts};
use super::quoted::{self, Difference, Shown, Written};
use super::{Finding, Rule, View};
use crate::collation::grouping::GroupId;
use crate::collation::utterances::Utterances;

/// Checks one group.
pub fn check(all: &Utterances, group: GroupId, view: View<'_>, out: &mut Vec<Finding>) {
    let elided = |other: &Difference<'_>| {
        if other.link.found.is_loose {
            return false;
        }
        let verdicts = verdicts(all, group, other);
        verdicts.contains(&Some(Verdict::Elided))
            && verdicts
                .iter()
                .all(|v| matches!(v, None | Some(Verdict::Elided)))
    };
    let mut others: Vec<Difference<'_>> = quoted::differences(all, group, view)
        .into_iter()
        .filter(elided)
        .collect();
    others.sort_by_cached_key(|other| quoted::rank(all, other.link, &other.spots));
    let Some(best) = others.first() else { return };
    let (link, theirs, spots) = (best.link, &best.theirs, &best.spots);
    let related = quoted::related(all, view, &others.iter().collect::<Vec<_>>());
    let parts: Vec<Shown<'_, '_>> = spots
        .iter()
        .map(|spot| Shown {
            spot,
            theirs,
            all: spots,
        })
        .collect();
    for (article, instance) in quoted::places(all, group, view) {
        let ours = Written::new(view, article, instance);
        let shown = quoted::shown(&ours, &link.found.a, &parts);
        let names = quoted::names(view, &related);
        let message =
            format!("leaves out words that are in {names}, without an ellipsis: “{shown}”");
        let mut finding = Finding::new(
            Rule::ElidedQuote,
            ours.place(&quoted::own_span(spots)),
            message,
        )
        .evidence([ours.evidence(), theirs.evidence()]);
        finding.related.clone_from(&related);
        finding = finding.fix(
            "Put an ellipsis in their place",
            false,
            quoted::with_ellipses(&ours, spots),
        );
        if let Some(edits) = quoted::restored(&ours, theirs, spots) {
            let name = view.article(theirs.article).name();
            finding = finding.choice(format!("Restore the wording of `{name}`"), edits);
        }
        out.push(finding);
    }
}
