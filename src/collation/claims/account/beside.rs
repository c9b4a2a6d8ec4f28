//! What stands right beside a figure.

use std::ops::Range;

use super::{MORE, PART, Reader};
use crate::collation::claims::terms::{self, Scope, Stem};
use crate::collation::claims::units;
use crate::facts::entities::EntityKind;
use crate::facts::figures::{Figure, FigureKind};

/// The word right before a place, empty where there is none, and whether blanks part the two.
pub(super) fn word_before(body: &str, start: u32) -> (&str, bool) {
    let text = body.get(..start as usize).unwrap_or_default();
    let trimmed = text.trim_end_matches([' ', '\n', '\r']);
    let begin = trimmed.rfind(|c: char| !c.is_alphabetic());
    let begin = begin.map_or(0, |at| trimmed.ceil_char_boundary(at + 1));
    let word = trimmed.get(begin..).unwrap_or_default();
    (word, trimmed.len() < text.len())
}

impl Reader<'_> {
    pub(super) fn begins_with_of(&self, sentence: &Range<usize>) -> bool {
        let text = self.body.get(sentence.clone());
        text.is_some_and(|text| text.starts_with("Of "))
    }

    /// Whose age it is, where that stands right beside it: `Ada Novak, 47`, `the 47-year-old Ada Novak`.
    pub(super) fn bearer(&self, figure: &Figure) -> Stem {
        if figure.kind != FigureKind::Age {
            return 0;
        }
        let entities = &self.facts.entities;
        let is_gap = |range: Range<u32>| matches!(self.text(&range), " " | ", ");
        let next = entities
            .mentions
            .partition_point(|m| m.range.start < figure.range.start);
        let before = next.checked_sub(1).and_then(|at| entities.mentions.get(at));
        let before = before.filter(|m| is_gap(m.range.end..figure.range.start));
        let behind = entities.mentions.get(next);
        let behind = behind.filter(|m| is_gap(figure.range.end..m.range.start));
        let mention = before.or(behind).filter(|m| {
            let entity = entities.entities.get(m.entity as usize);
            entity.is_some_and(|entity| entity.kind == EntityKind::Person)
        });
        let name = mention.map_or("", |m| self.text(&m.range));
        name.rsplit(' ')
            .next()
            .filter(|word| !word.is_empty())
            .map_or(0, terms::stem)
    }

    /// The word right before a place in a sentence; empty where there is none.
    pub(super) fn before(&self, start: u32) -> &str {
        word_before(self.body, start).0
    }

    /// The word right behind a place in a phrase; empty where there is none.
    pub(super) fn behind(&self, end: u32) -> &str {
        let text = self.body.get(end as usize..).unwrap_or_default();
        let word = text.strip_prefix([' ', '-']).unwrap_or_default();
        let end = word.find(|c: char| !c.is_alphabetic());
        word.get(..end.unwrap_or(word.len())).unwrap_or_default()
    }

    /// Whether it tells which one of many is meant, and not how many: shot in the 1200 block of Quay Street.
    pub(super) fn is_label(&self, figure: &Figure, behind: &str) -> bool {
        let rest = self.body.get(figure.number.end as usize + 1..);
        let next = rest.and_then(|rest| rest.strip_prefix(behind));
        figure.kind == FigureKind::Bare
            && units::names_something(behind)
            && next.is_some_and(|next| next.starts_with(" of "))
    }

    /// Whether no number is told: `dozens`, `millions`, `a dozen`.
    pub(super) fn is_vague(&self, figure: &Figure) -> bool {
        let words = self.text(&figure.number).split([' ', '-']);
        words.into_iter().any(|word| {
            [
                "dozen",
                "dozens",
                "scores",
                "tens",
                "hundreds",
                "thousands",
                "millions",
                "billions",
                "trillions",
                "pair",
                "couple",
            ]
            .iter()
            .any(|vague| word.eq_ignore_ascii_case(vague))
        })
    }

    /// Whether it counts some of others, or more of them: `three of the seven bullets`, `two more`.
    pub(super) fn part(&self, figure: &Figure) -> Scope {
        let behind = self.body.get(figure.number.end as usize..);
        let mut words = behind.unwrap_or_default().split(' ').skip(1);
        match words.next() {
            Some("of") if words.next() != Some("people") => PART,
            Some("more") => MORE,
            _ => 0,
        }
    }
}
