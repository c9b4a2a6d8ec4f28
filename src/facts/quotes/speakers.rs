//! The speaker of each quotation of a body.

use std::ops::Range;

use super::attribution::{Attribution, How, Shape, attribution, before, behind};
use super::lexicon::Class;
use super::phrases::{can_speak, class, is_cue};
use super::subjects::subject;
use super::tokens::{Token, Tokens, Unit};
use crate::facts::reading::Reading;

/// What is further from a quotation than this says nothing about it, in tokens.
const REACH: usize = 120;

/// Who says a quotation, in bytes of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    /// The words that name the speaker.
    pub(super) speaker: Range<u32>,
    /// The verb; empty where there is none.
    pub(super) cue: Range<u32>,
    /// How the two stand to the quotation.
    pub(super) how: How,
}

impl Said {
    fn of(tokens: &[Token], found: &Attribution) -> Option<Said> {
        let bytes = |range: &Range<usize>| match tokens.get(range.clone()) {
            Some([first, .., last]) => Some(first.start..last.end),
            Some([only]) => Some(only.start..only.end),
            _ => None,
        };
        let speaker = bytes(&found.speaker).filter(|_| can_speak(tokens, &found.speaker))?;
        let cue = bytes(&found.cue).unwrap_or(0..0);
        let how = found.how;
        Some(Said { speaker, cue, how })
    }

    fn carried(&self) -> Said {
        let how = How::Carried;
        Said {
            how,
            ..self.clone()
        }
    }
}

/// The speakers, by the number of the quotation.
pub(super) fn speakers(reading: &Reading<'_>, tokens: &Tokens) -> Vec<Option<Said>> {
    let mut said: Vec<Option<Said>> = vec![None; reading.quotations.len()];
    let mut last = Last::default();
    for (number, unit) in tokens.units.iter().enumerate() {
        let all = tokens.of(unit);
        last.enter(unit.paragraph);
        if unit.quotes {
            let here = unit_speakers(reading, tokens, number, &last);
            last.quoted = here.last().and_then(|(_, found)| found.clone());
            last.spoken.clone_from(&last.quoted);
            for (quotation, found) in here {
                if let Some(slot) = said.get_mut(quotation) {
                    *slot = found;
                }
            }
        } else {
            last.quoted = None;
            last.spoken = indirect(all)
                .and_then(|f| Said::of(all, &f))
                .or(last.spoken.take());
        }
        last.introduces = introduction(all);
    }
    said
}

/// The speakers of one unit's quotations, with the quotations' numbers.
fn unit_speakers(
    reading: &Reading<'_>,
    tokens: &Tokens,
    number: usize,
    last: &Last,
) -> Vec<(usize, Option<Said>)> {
    let Some(unit) = tokens.units.get(number) else {
        return Vec::new();
    };
    let all = tokens.of(unit);
    let alone = all.iter().all(|t| t.class == Class::Quote);
    let mut here: Vec<(usize, Option<Said>)> = Vec::new();
    let mut carried: Option<Said> = None;
    for (at, token) in all.iter().enumerate() {
        if token.class != Class::Quote {
            continue;
        }
        let shape = shape(reading, token.number as usize);
        let from = at.saturating_sub(REACH);
        let window = &all[from..all.len().min(at + REACH)];
        let mut found = attribution(window, at - from, shape).and_then(|f| Said::of(window, &f));
        if found.is_none() && at + 1 == all.len() && shape.open {
            found = next_sentence(tokens, unit, number + 1);
        }
        if found.is_none() {
            found = carried.as_ref().map(Said::carried);
        }
        if found.is_none() && shape.capital && all[..at].iter().all(is_introduction) {
            found = last.speaker(alone).map(Said::carried);
        }
        if found.is_some() {
            carried.clone_from(&found);
        }
        here.push((token.number as usize, found));
    }
    // “…” and “…,” she said.
    let mut later: Option<Said> = None;
    for (_, found) in here.iter_mut().rev() {
        if found.is_none() {
            *found = later.as_ref().map(Said::carried);
        }
        later.clone_from(found);
    }
    here
}

/// Whether a word or mark before a quotation says nothing of it: `Then, “…”`.
fn is_introduction(token: &Token) -> bool {
    matches!(
        token.class,
        Class::Adverb | Class::Comma | Class::Conjunction | Class::Coordinator | Class::Time
    )
}

/// Who spoke last.
#[derive(Default)]
struct Last {
    paragraph: u32,
    /// Whether the sentence before is in the paragraph before.
    apart: bool,
    /// In this paragraph.
    spoken: Option<Said>,
    /// In quotation marks, in the sentence before.
    quoted: Option<Said>,
    /// Whom the colon at the end of the sentence before gives the word.
    introduces: Option<Said>,
}

impl Last {
    fn enter(&mut self, paragraph: u32) {
        self.apart = paragraph != self.paragraph;
        if self.apart {
            self.spoken = None;
        }
        if paragraph > self.paragraph + 1 {
            *self = Last {
                apart: true,
                ..Last::default()
            };
        }
        self.paragraph = paragraph;
    }

    /// Who says a quotation at the head of a sentence that says nothing about it, and may have nothing else in it.
    fn speaker(&self, alone: bool) -> Option<&Said> {
        if self.introduces.is_some() {
            return self.introduces.as_ref();
        }
        if self.apart {
            let quoted = self.quoted.as_ref().filter(|_| alone);
            return quoted.filter(|said| said.how == How::Behind);
        }
        self.spoken
            .as_ref()
            .filter(|_| alone || self.quoted.is_some())
    }
}

/// What the words of a quotation say about where it stands.
fn shape(reading: &Reading<'_>, number: usize) -> Shape {
    let inner = reading.quotations.get(number).map(|q| q.inner.clone());
    let inner = inner.and_then(|inner| reading.body.get(inner));
    let inner = inner.unwrap_or_default();
    let inner = inner.trim_end_matches(['’', '\'', '”', '"', ' ']).trim();
    Shape {
        open: inner.ends_with([',', '?', '!', '—', '-', '–', '…']) || inner.ends_with("..."),
        capital: inner
            .trim_start_matches(|c: char| !c.is_alphanumeric())
            .starts_with(char::is_uppercase),
    }
}

/// `“Really?” Ada asked.`, which is two sentences to those who count marks.
fn next_sentence(tokens: &Tokens, unit: &Unit, next: usize) -> Option<Said> {
    let next = tokens.units.get(next)?;
    let all = tokens.of(next);
    let window = &all[..all.len().min(REACH)];
    let same = next.paragraph == unit.paragraph;
    behind(window, 0)
        .filter(|_| same)
        .and_then(|f| Said::of(window, &f))
}

/// Whom a sentence gives the word that ends with a colon: `Ada went on:`
fn introduction(tokens: &[Token]) -> Option<Said> {
    let window = &tokens[tokens.len().saturating_sub(REACH)..];
    let colon = window.last().is_some_and(|last| last.class == Class::Colon);
    let found = before(window, window.len()).filter(|f| colon && !f.cue.is_empty())?;
    Said::of(window, &found)
}

/// Who is speaking in a sentence without a quotation.
fn indirect(tokens: &[Token]) -> Option<Attribution> {
    let window = &tokens[..tokens.len().min(REACH)];
    let verb =
        (0..window.len()).find(|at| class(window, *at) == Class::Cue && is_cue(window, *at))?;
    let speaker = subject(window, verb)?;
    let cue = verb..verb + 1;
    Some(Attribution {
        speaker,
        cue,
        how: How::Far,
    })
}
