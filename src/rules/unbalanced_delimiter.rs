//! # unbalanced-delimiter
//!
//! ## What it does
//! Reports a quotation mark or a bracket in prose that has no partner, or whose partner is of another kind:
//! `“He left at noon, she said.` or `the ‘bloodbath'`.
//!
//! It knows apostrophes (`the workers’ pay`, `’90s`), quotations that run over paragraphs and open each of them anew,
//! quotations in quotations, list numbers such as `a)`, feet and inches, smileys, and the marks of several languages.
//! One mark left open is one finding; where two readings are possible, it says nothing.
//! More than four in one paragraph are told as one, and of one article at most a hundred are told.
//!
//! ## Why
//! Where a quotation does not end, nobody can tell whose words they are: the speaker's or the reporter's. It is also
//! where a quotation was cut by hand.
//!
//! ## How to mend it
//! Compare with the source and set the missing mark, or mend the wrong one.

use super::{Finding, Related, Rule, Segment};
use crate::facts::delimiters::{Delimiters, Fault, FaultKind};

/// Checks one article.
pub fn check(segment: &Segment<'_>, delimiters: &Delimiters, out: &mut Vec<Finding>) {
    out.extend(
        delimiters
            .faults
            .iter()
            .map(|fault| finding(segment, fault)),
    );
}

fn finding(segment: &Segment<'_>, fault: &Fault) -> Finding {
    let text = |range: &std::ops::Range<usize>| segment.body.get(range.clone()).unwrap_or_default();
    let mark = text(&fault.mark);
    let message = match (fault.kind, &fault.partner) {
        (FaultKind::Unclosed, _) => format!("this {mark} is never closed"),
        (FaultKind::Unopened, _) => format!("this {mark} closes nothing"),
        // ”no” and “no“: of two marks that look alike, one is turned round.
        (FaultKind::WrongPartner, Some(partner)) if text(partner) == mark => {
            format!("this {mark} faces the wrong way")
        }
        (FaultKind::WrongPartner, Some(partner)) if fault.mark.start < partner.start => {
            format!(
                "this {mark} is closed by a mark of another kind, {}",
                text(partner)
            )
        }
        (FaultKind::WrongPartner, Some(partner)) => {
            format!(
                "this {mark} closes a mark of another kind, {}",
                text(partner)
            )
        }
        (FaultKind::WrongPartner, None) => format!("this {mark} faces the wrong way"),
    };
    let mut finding = Finding::new(
        Rule::UnbalancedDelimiter,
        segment.at(fault.mark.clone()),
        message,
    )
    .evidence([
        segment.name(),
        mark,
        segment.context(fault.mark.clone(), 60),
    ]);
    finding
        .related
        .extend(fault.partner.iter().map(|partner| Related {
            message: "its partner".to_owned(),
            place: segment.at(partner.clone()),
        }));
    if let Some(mend) = &fault.mend {
        let insertion = mend.edits.first().filter(|(range, _)| range.is_empty());
        if let Some((range, _)) = insertion.filter(|_| fault.kind != FaultKind::WrongPartner) {
            finding.related.push(Related {
                message: format!(
                    "the quotation seems to {} here",
                    if fault.kind == FaultKind::Unclosed {
                        "end"
                    } else {
                        "start"
                    }
                ),
                place: segment.at(range.clone()),
            });
        }
        let edits = mend
            .edits
            .iter()
            .map(|(range, text)| segment.replace(segment.at(range.clone()), text.clone()));
        finding = finding.fix(mend.title.clone(), mend.safe, edits.collect());
    }
    finding
}
