//! Times that something lasts: what they are counted from, and those in two units.

use super::Reader;
use crate::collation::claims::terms::{self, Stem};
use crate::facts::figures::{Figure, FigureKind, units as figure_units};

impl<'t> Reader<'t> {
    /// What a time is counted from, given the word before it; 0 for nothing.
    pub(super) fn anchor(&self, figure: &Figure, lead: &str) -> Stem {
        match figure.kind {
            // It lasted for so long before the next came.
            FigureKind::Measure if lead.eq_ignore_ascii_case("for") => 0,
            FigureKind::Measure if self.is_left(figure, lead) => terms::left(),
            FigureKind::Measure => terms::known_stem(self.behind(figure.range.end)).anchor,
            _ => 0,
        }
    }

    /// Whether it is what is left of a time until something is due: three weeks left, they have three weeks to agree.
    fn is_left(&self, figure: &Figure, lead: &str) -> bool {
        let lasts = figure_units::base(&figure.unit).is_some_and(|unit| unit.dimension == "time");
        match self.behind(figure.range.end) {
            "left" | "remaining" => lasts,
            "to" => {
                let has = ["have", "has", "had"];
                lasts && has.iter().any(|has| lead.eq_ignore_ascii_case(has))
            }
            _ => false,
        }
    }

    /// The rest of a figure in two units: the 48 seconds of four minutes 48 seconds.
    pub(super) fn rest(&self, figure: &Figure) -> Option<&'t Figure> {
        let [_, next] = self.neighbours(figure);
        next.filter(|next| self.is_rest_of(figure, next))
    }

    pub(super) fn is_rest(&self, figure: &Figure) -> bool {
        let [before, _] = self.neighbours(figure);
        before.is_some_and(|before| self.is_rest_of(before, figure))
    }

    fn is_rest_of(&self, before: &Figure, rest: &Figure) -> bool {
        let measures = |f: &Figure| f.kind == FigureKind::Measure;
        if !measures(before) || !measures(rest) || before.unit == rest.unit {
            return false;
        }
        let gap = self.text(&(before.range.end..rest.range.start)).trim();
        let both = [before, rest].map(|f| figure_units::base(&f.unit));
        let [Some(whole), Some(part)] = both else {
            return false;
        };
        whole.dimension == part.dimension
            && rest.value * part.factor < whole.factor
            && matches!(gap, "" | "," | "and" | ", and")
    }

    /// Whether it tells a moment of a game by its clock, of which there are many: with four minutes to play.
    pub(super) fn is_clock(&self, figure: &Figure, rest: Option<&Figure>) -> bool {
        if !matches!(&*figure.unit, "minute" | "second") {
            return false;
        }
        let end = rest.unwrap_or(figure).range.end;
        let text = self.body.get(end as usize..).unwrap_or_default();
        let mut words = text.split_ascii_whitespace();
        match words.next() {
            Some("to") => words.next().is_some_and(|word| {
                ["go", "play"].contains(&word.trim_end_matches(|c: char| c.is_ascii_punctuation()))
            }),
            Some(word) => ["remaining", "left", "into"]
                .contains(&word.trim_end_matches(|c: char| c.is_ascii_punctuation())),
            None => false,
        }
    }
}
