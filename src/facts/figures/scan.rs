//! One pass over a body: where numbers begin, and what is carried from one to the next.

use super::draft::{Draft, Past};
use super::lexicon::NUMBERS;
use super::quantity::Quantity;
use super::ranges::{self, Joined};
use super::{Figure, FigureKind, about, lasting};
use crate::facts::dates::Moment;
use crate::facts::reading::Reading;
use crate::facts::shapes::Shape;

/// Figures as they are found, in order.
struct Scan<'r, 'b> {
    reading: &'r Reading<'b>,
    /// The moments that are not passed yet.
    moments: &'r [Moment],
    /// What the sentence counted last: `homes`, which `187 by tender` may go on with.
    counted: Option<Box<str>>,
    figures: Vec<Figure>,
}

/// The figures of a body, by position.
pub(super) fn figures(reading: &Reading<'_>, moments: &[Moment]) -> Vec<Figure> {
    let mut scan = Scan {
        reading,
        moments,
        counted: None,
        figures: Vec::new(),
    };
    for sentence in &reading.sentences {
        let first = scan.figures.len();
        scan.counted = None;
        let mut at = sentence.words.start;
        while at < sentence.words.end {
            at = scan.step(at).max(at + 1);
        }
        if let Some(found) = scan.figures.get_mut(first..) {
            about::about(reading, moments, &sentence.words, found);
        }
    }
    scan.figures
}

impl Scan<'_, '_> {
    /// Reads on from a word, and answers where to go on.
    fn step(&mut self, at: usize) -> usize {
        if !may_begin(self.reading, at) {
            if lasting::may_end(self.reading, at) {
                let lasting = lasting::lasting(self.reading, at, self.after());
                self.figures.extend(lasting);
            }
            return at + 1;
        }
        if let Some(past) = self.past_moment(at) {
            return past;
        }
        let Some(quantity) = Quantity::read(self.reading, at) else {
            return at + 1;
        };
        match self.figure(quantity) {
            // Its sign is a letter of the figure before: `1-Y=1` is no money.
            Ok((figure, next)) if figure.range.start < self.after() => next,
            Ok((figure, next)) => {
                if figure.kind == FigureKind::Count {
                    self.counted = Some(figure.unit.clone());
                }
                self.figures.push(figure);
                next
            }
            Err(Past(next)) => next,
        }
    }

    /// Where the last figure ends, in bytes.
    fn after(&self) -> u32 {
        self.figures.last().map_or(0, |f| f.range.end)
    }

    /// The word behind the date or time that a word stands in, if it does.
    fn past_moment(&mut self, at: usize) -> Option<usize> {
        let start = self.reading.words.get(at)?.start;
        let passed = self.moments.partition_point(|m| m.range.end <= start);
        self.moments = self.moments.get(passed..).unwrap_or_default();
        let moment = self.moments.first().filter(|m| m.range.start <= start)?;
        Some(self.reading.word_at(moment.range.end as usize))
    }

    fn figure(&self, quantity: Quantity) -> Result<(Figure, usize), Past> {
        let reading = self.reading;
        let mut draft = Draft::new(reading, quantity)?;
        match ranges::second(reading, &draft.quantity, draft.first) {
            Some((second, Joined::Range)) => draft.widen(second),
            Some((second, Joined::Score)) => return draft.score(&second),
            Some((second, Joined::Share)) => draft.share_of(&second),
            Some((second, Joined::Name)) => return Err(Past(second.words.end)),
            None => {}
        }
        draft.bound_behind();
        draft.count()?;
        draft.refuse_names()?;
        draft.bound_behind();
        draft.qualify();
        draft.bound_before();
        draft.carry(self.counted.as_deref())?;
        Ok(draft.finish())
    }
}

/// Whether a number may begin with a word: a digit, a number word, the letters of a currency with digits (`AUD5`).
fn may_begin(reading: &Reading<'_>, at: usize) -> bool {
    reading.shape(at).is(Shape::DIGIT | Shape::NUMBER) && begins(reading, at)
}

fn begins(reading: &Reading<'_>, at: usize) -> bool {
    let Some(word) = reading.words.get(at) else {
        return false;
    };
    let bytes = reading
        .body
        .as_bytes()
        .get(word.range())
        .unwrap_or_default();
    match bytes {
        [b'0'..=b'9', ..] => true,
        [b'A'..=b'Z', second, rest @ ..]
            if second.is_ascii_digit() || rest.iter().take(2).any(u8::is_ascii_digit) =>
        {
            true
        }
        _ => NUMBERS.get(*word).is_some(),
    }
}
