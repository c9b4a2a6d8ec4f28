//! Which fixes of a bundle's findings can be applied together.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Corpus;
use crate::bundle::DocumentId;
use crate::rules::{Applicability, Finding, Fix};

/// Which fixes to apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Those of which there is no doubt.
    Safe,
    /// The first of every finding, but those that are for someone to choose.
    All,
}

impl Which {
    fn takes(self, fix: &Fix) -> bool {
        match fix.applicability {
            Applicability::Safe => true,
            Applicability::Unsafe => self == Which::All,
            Applicability::Choice => false,
        }
    }
}

/// A replacement in the text: bytes, and what they become.
pub type Replacement = (Range<usize>, String);

/// Chooses one fix for each finding of a bundle, and leaves out those that touch one before them. Returned are the edits,
/// in order, none of which touch each other; `chosen` is told of each fix. Fixes that write in another bundle are no
/// business of this one.
///
/// # Panics
///
/// If there is no such bundle.
pub fn choose(
    corpus: &Corpus,
    number: DocumentId,
    which: Which,
    mut chosen: impl FnMut(&Finding, &Fix),
) -> Vec<Replacement> {
    let tree = corpus.documents()[number as usize].tree();
    let mut all: BTreeMap<usize, (usize, String)> = BTreeMap::new();
    for (_, finding) in corpus.findings(number) {
        let Some(fix) = finding
            .fixes
            .iter()
            .find(|fix| which.takes(fix))
            .filter(|fix| fix.edits.iter().all(|e| e.place.document == number))
        else {
            continue;
        };
        let edits: Vec<Replacement> = fix
            .edits
            .iter()
            .map(|e| (e.place.in_file(tree.start(e.place.anchor)), e.text.clone()))
            .collect();
        // Of those that start up to its end, the last ends last: none touches another.
        let free = |edit: &Range<usize>| {
            let before = all.range(..=edit.end).next_back();
            before.is_none_or(|(_, &(end, _))| end < edit.start)
        };
        if !edits.iter().all(|(edit, _)| free(edit)) {
            continue;
        }
        let keyed = |(range, text): Replacement| (range.start, (range.end, text));
        all.extend(edits.into_iter().map(keyed));
        chosen(&finding, fix);
    }
    let edits = all
        .into_iter()
        .map(|(start, (end, text))| (start..end, text));
    edits.collect()
}
