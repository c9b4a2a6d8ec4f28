//! The speaker of each quotation of a body.

use std::ops::Range;

use super::attribution::{Attribution, How, Shape, attribution, before, behind};
use super::lexicon::Class;
use super::phrases::{class, is_cue};
use super::subjects::subject;
use super::tokens::{Token, Tokens};
use crate::facts::reading::Reading;

/// Who says a quotation, in bytes of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) speaker: Range<u32>,
    pub(super) cue: Range<u32>,
}

impl Said {
    fn of(tokens: &[Token], found: &Attribution) -> Option<Said> {
        let bytes = |range: &Range<usize>| match tokens.get(range.clone()) {
            Some([first, .., last]) => Some(first.start..last.end),
            Some([only]) => Some(only.start..only.end),
            _ => None,
        };
        let speaker = bytes(&found.speaker)?;
        let cue = bytes(&found.cue).unwrap_or(0..0);
        Some(Said { speaker, cue })
    }
}

/// The speakers, by the number of the quotation.
pub(super) fn speakers(reading: &Reading<'_>, tokens: &Tokens) -> Vec<Option<Said>> {
    let mut said: Vec<Option<Said>> = vec![None; reading.quotations.len()];
    let mut last = Last::default();
    for (number, unit) in tokens.units.iter().enumerate() {
        let all = &tokens.all[unit.tokens.clone()];
        last.enter(unit.paragraph);
        if !unit.quotes {
            last.quoted = None;
            last.introduces = introduction(all).and_then(|f| Said::of(all, &f));
            if let Some(found) = indirect(all) {
                last.spoken = Said::of(all, &found);
            }
            continue;
        }
        let mut here: Vec<(usize, Option<Said>)> = Vec::new();
        let mut carried: Option<Said> = None;
        for (at, token) in all.iter().enumerate() {
            if token.class != Class::Quote {
                continue;
            }
            let shape = shape(reading, token.number as usize);
            let found = attribution(all, at, shape);
            let mut found = found.and_then(|f| Said::of(all, &f));
            if found.is_none() && at + 1 == all.len() && shape.open {
                found = next_sentence(tokens, number);
            }
            if found.is_none() {
                found.clone_from(&carried);
            }
            if found.is_none() && at == 0 && shape.capital {
                found = last.speaker(all);
            }
            if found.is_some() {
                carried.clone_from(&found);
            }
            here.push((token.number as usize, found));
        }
        // “…” and “…,” she said.
        let mut later: Option<Said> = None;
        for (number, found) in here.iter_mut().rev() {
            if found.is_none() {
                found.clone_from(&later);
            }
            later.clone_from(found);
            if let Some(slot) = said.get_mut(*number) {
                slot.clone_from(found);
            }
        }
        last.introduces = introduction(all).and_then(|f| Said::of(all, &f));
        last.quoted = here.pop().and_then(|(_, found)| found);
        last.spoken.clone_from(&last.quoted);
    }
    said
}

/// Who spoke last.
#[derive(Default)]
struct Last {
    paragraph: u32,
    /// In this paragraph.
    spoken: Option<Said>,
    /// In quotation marks, in the sentence before.
    quoted: Option<Said>,
    /// The sentence before ends with a colon: who it belongs to.
    introduces: Option<Said>,
    /// Whether the sentence before is in another paragraph.
    apart: bool,
}

impl Last {
    fn enter(&mut self, paragraph: u32) {
        self.apart = paragraph != self.paragraph;
        if self.apart {
            self.spoken = None;
        }
        self.paragraph = paragraph;
    }

    /// Who says a quotation that begins a sentence which says nothing about it.
    fn speaker(&self, tokens: &[Token]) -> Option<Said> {
        let alone = tokens.iter().all(|t| t.class == Class::Quote);
        if self.introduces.is_some() {
            return self.introduces.clone();
        }
        if self.apart {
            return self.quoted.clone().filter(|_| alone);
        }
        self.spoken
            .clone()
            .filter(|_| alone || self.quoted.is_some())
    }
}

/// Who a sentence without a quotation of its own introduces at its end: `Ada went on:`
fn introduction(tokens: &[Token]) -> Option<Attribution> {
    let last = tokens.last()?;
    (last.class == Class::Colon)
        .then(|| before(tokens, tokens.len()))
        .flatten()
}

/// What the sentence shows of a quotation.
fn shape(reading: &Reading<'_>, number: usize) -> Shape {
    let inner = reading.quotations.get(number).map(|q| q.inner.clone());
    let inner = inner
        .and_then(|inner| reading.body.get(inner))
        .unwrap_or_default()
        .trim();
    Shape {
        open: inner.ends_with([',', '?', '!', '—', '-', '–', '…']) || inner.ends_with("..."),
        capital: inner.starts_with(char::is_uppercase),
    }
}

/// `“Really?” Ada asked.`, which is two sentences to those who count marks.
fn next_sentence(tokens: &Tokens, unit: usize) -> Option<Said> {
    let (this, next) = (tokens.units.get(unit)?, tokens.units.get(unit + 1)?);
    if this.paragraph != next.paragraph {
        return None;
    }
    let all = &tokens.all[next.tokens.clone()];
    let found = behind(all, 0)?;
    Said::of(all, &found)
}

/// Who is speaking in a sentence without a quotation.
fn indirect(tokens: &[Token]) -> Option<Attribution> {
    let verb =
        (0..tokens.len()).find(|at| class(tokens, *at) == Class::Cue && is_cue(tokens, *at))?;
    let speaker = subject(tokens, verb)?;
    Some(Attribution {
        speaker,
        cue: verb..verb + 1,
        how: How::Far,
    })
}
