//! Names that stand in one list are of one kind: `in Berlin and Quallstadt`, `Ohio, Wexmere and Iowa`.

use smallvec::SmallVec;

use super::resolve::Resolver;

/// Names of one list, at most.
const LONGEST: usize = 12;

/// What a list adds to those of its names that nothing else tells of.
const WEIGHT: u16 = 3;

/// What stands between two names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    Comma,
    /// `and`, `or`.
    And,
    /// `, and`: of two names alone it may begin something new.
    CommaAnd,
}

impl Resolver<'_, '_> {
    /// Tells names of which nothing is known by what stands in one list with them. Only an `and` makes a list: what a comma
    /// parts may as well be a place and where it is.
    pub(super) fn coordinate(&mut self) {
        let mut votes: SmallVec<[(u32, super::EntityKind); 8]> = SmallVec::new();
        let mut first = 0;
        while first < self.chunks.len() {
            let mut last = first;
            let (mut is_list, mut is_sure) = (false, false);
            while !is_list
                && last + 1 < self.chunks.len()
                && last - first < LONGEST
                && let Some(joint) = self.joint(last)
            {
                last += 1;
                is_list = joint != Joint::Comma;
                is_sure = joint == Joint::And || last - first > 1;
            }
            if is_list && is_sure && !self.is_bearer_of(first) {
                let forms = self.form_of.get(first..=last).unwrap_or_default();
                let told = |f: &&u32| self.forms[**f as usize].votes.told();
                let mut kinds = forms.iter().filter_map(|f| told(&f));
                if let Some(kind) = kinds.next()
                    && kinds.all(|other| other == kind)
                {
                    let weak = forms
                        .iter()
                        .filter(|f| self.forms[**f as usize].votes.is_weak());
                    votes.extend(weak.map(|&form| (form, kind)));
                }
            }
            first = last.max(first + usize::from(last == first));
        }
        for (form, kind) in votes {
            self.forms[form as usize].votes.add(kind, WEIGHT);
        }
    }

    /// Whether a name tells of the one before it, which then stands in the list: `Ada Roe of Ohio and Karl Hale`.
    fn is_bearer_of(&self, number: usize) -> bool {
        let before = number.checked_sub(1).and_then(|n| self.chunks.get(n));
        let start = self
            .chunks
            .get(number)
            .map_or(0, |c| c.words.start as usize);
        before.is_some_and(|before| {
            before.words.end as usize + 1 == start
                && matches!(self.reading.word(start - 1), "of" | "from")
        })
    }

    /// What stands between a name and the next one, if they are in one list.
    fn joint(&self, number: usize) -> Option<Joint> {
        let (name, next) = (self.chunks.get(number)?, self.chunks.get(number + 1)?);
        let (end, start) = (name.words.end as usize, next.words.start as usize);
        if name.title.is_some() || next.title.is_some() {
            return None;
        }
        let gap = self.reading.gap(end);
        match start.checked_sub(end)? {
            0 if gap == ", " => Some(Joint::Comma),
            1 if matches!(gap, " " | ", ")
                && matches!(self.reading.word(end), "and" | "or")
                && self.reading.gap(start) == " " =>
            {
                Some(if gap == " " {
                    Joint::And
                } else {
                    Joint::CommaAnd
                })
            }
            _ => None,
        }
    }
}
