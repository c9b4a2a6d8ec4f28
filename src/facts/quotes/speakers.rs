//! The speaker of each quotation of a body.

use std::ops::Range;

use super::attribution::{Attribution, How, Shape, attribution, behind};
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
    // Who spoke last in this paragraph.
    let mut last: Option<(u32, Said)> = None;
    for (number, unit) in tokens.units.iter().enumerate() {
        let all = &tokens.all[unit.tokens.clone()];
        if last
            .as_ref()
            .is_some_and(|(paragraph, _)| *paragraph != unit.paragraph)
        {
            last = None;
        }
        if !unit.quotes {
            if let Some(found) = indirect(all) {
                last = Said::of(all, &found).map(|s| (unit.paragraph, s));
            }
            continue;
        }
        let mut here: Option<Said> = None;
        for (at, token) in all.iter().enumerate() {
            if token.class != Class::Quote {
                continue;
            }
            let shape = shape(reading, token.number as usize);
            let mut found = attribution(all, at, shape).and_then(|f| Said::of(all, &f));
            if found.is_none() && at + 1 == all.len() && shape.open {
                found = next_sentence(tokens, number);
            }
            if found.is_none() && here.is_some() {
                found = here.clone();
            }
            if found.is_none() && all.iter().all(|t| t.class == Class::Quote) {
                found = last.as_ref().map(|(_, s)| s.clone());
            }
            if found.is_some() {
                here.clone_from(&found);
            }
            if let Some(slot) = said.get_mut(token.number as usize) {
                *slot = found;
            }
        }
        if let Some(here) = here {
            last = Some((unit.paragraph, here));
        }
    }
    said
}

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
