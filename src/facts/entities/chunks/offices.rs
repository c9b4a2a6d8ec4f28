//! The name behind an office and what it is an office of: `President of Oldport | Ada Roe`.

use std::ops::Range;

use super::{Chunker, Style};
use crate::facts::entities::EntityKind;
use crate::facts::entities::senses::Sense;

/// An office before its `of` has no more words than this: `Minister of Health and Labour`.
const LONGEST: usize = 6;

/// Words of a name behind what its bearer is head of.
const NAME: std::ops::RangeInclusive<usize> = 2..=4;

/// Who holds an office, in a run of words in capitals.
pub(super) struct Holder {
    /// Where the office begins, which may be before the run.
    pub(super) office: usize,
    /// Where that begins of which it is one.
    pub(super) domain: usize,
    /// Where the name begins.
    pub(super) name: usize,
}

impl Chunker<'_, '_> {
    /// The holder of an office whose name stands in a run behind what it is an office of.
    pub(super) fn holder_within(&self, run: &Range<usize>) -> Option<Holder> {
        if self.style != Style::Sentence || run.len() < 3 {
            return None;
        }
        let (domain, office) = if let Some(office) = self.office_before(run.start) {
            (run.start, office)
        } else {
            let of = run.clone().rev().find(|&w| self.reading.word(w) == "of")?;
            let domain = of + 1 + usize::from(self.reading.word(of + 1) == "the");
            (domain, self.office_before(domain)?)
        };
        let known = self.known_at(domain).filter(|(end, _)| *end < run.end);
        let from = known.map_or(domain + 1, |(end, _)| end);
        let is_place = known.is_some_and(|(_, known)| known.kind == EntityKind::Place);
        let name = (from..run.end).find(|&w| {
            NAME.contains(&(run.end - w)) && self.begins_holder(w..run.end, is_place && w == from)
        })?;
        (self.is_domain(domain..name)).then_some(Holder {
            office,
            domain,
            name,
        })
    }

    /// Where the office begins that has its `of` or `of the` right before a word.
    fn office_before(&self, domain: usize) -> Option<usize> {
        let mut of = domain.checked_sub(1)?;
        if self.reading.word(of) == "the" && self.reading.gap(domain) == " " {
            of = of.checked_sub(1)?;
        }
        if self.reading.word(of) != "of" || self.reading.gap(of + 1) != " " {
            return None;
        }
        let mut at = of;
        while let Some(before) = at.checked_sub(1)
            && of - before <= LONGEST
            && self.reading.gap(at) == " "
        {
            if self.sense(before).is(Sense::ROLE) {
                return Some(before);
            }
            let small = matches!(self.reading.word(before), "of" | "for" | "and" | "the");
            if !small && !self.reading.is_capitalised(before) {
                return None;
            }
            at = before;
        }
        None
    }

    /// Whether someone's name begins with some words: behind a place that is known, or one that calls itself a republic, any
    /// words that look like one will do; elsewhere a given name must tell.
    fn begins_holder(&self, name: Range<usize>, behind_place: bool) -> bool {
        let (before, first) = (self.sense(name.start - 1), self.sense(name.start));
        let last = self.sense(name.end - 1);
        let office = Sense::HEAD | Sense::SUFFIX | Sense::PLACE_LAST | Sense::TEAM;
        let ends = Sense::FUNCTION | Sense::CALENDAR | Sense::NEVER | Sense::MODIFIER;
        if self.reading.gap(name.start) != " " || last.is(office | ends) {
            return false;
        }
        let state = before.is(Sense::PLACE_LAST)
            || matches!(
                self.reading.word(name.start - 1),
                "Federation" | "Republic" | "Kingdom" | "Emirates" | "Confederation"
            );
        let personal = Sense::GIVEN
            | Sense::WORD_GIVEN
            | Sense::PARTICLE
            | Sense::HONORIFIC
            | Sense::ROLE
            | Sense::PLACE_FIRST;
        let apart =
            behind_place || state || !before.is(personal) && !self.is_initial(name.start - 1);
        if first.is(Sense::GIVEN) && !first.is(Sense::KNOWN) {
            return apart;
        }
        let other = office
            | ends
            | Sense::COMMON
            | Sense::ROLE
            | Sense::PLACE_FIRST
            | Sense::KNOWN
            | Sense::DEMONYM;
        (behind_place || state)
            && name
                .into_iter()
                .all(|w| !self.sense(w).is(other) && (self.is_initial(w) || !self.is_upper(w)))
    }

    /// Whether an office can be one of some words: of a name, not of `State` or of `Foreign Affairs`.
    fn is_domain(&self, words: Range<usize>) -> bool {
        let plain = Sense::COMMON | Sense::MODIFIER | Sense::ROLE | Sense::FUNCTION;
        self.known_as(&words).is_some() || words.into_iter().any(|w| !self.sense(w).is(plain))
    }
}
