//! The subject of a verb of speech.

use std::ops::Range;

use super::lexicon::Class;
use super::phrases::{
    class, class_before, first_subject, is_auxiliary, is_conjunction, is_cue, phrase_at,
    phrase_before,
};
use super::tokens::Token;

/// How far the `by` of a passive may be behind its verb, in tokens.
const AGENT_REACH: usize = 8;

/// How far the `who` of a clause may be before its end, in tokens.
const CLAUSE_REACH: usize = 12;

/// Finds the subject of the verb of speech at `verb`: who speaks.
pub(super) fn subject(tokens: &[Token], verb: usize) -> Option<Range<usize>> {
    let mut end = verb;
    let mut passive = false;
    while let Some(at) = end.checked_sub(1) {
        match class(tokens, at) {
            Class::Be => passive = true,
            Class::Auxiliary | Class::Adverb | Class::Time => {}
            Class::Preposition if class(tokens, end) == Class::Time => {}
            // Continued to say, went on to say.
            Class::Preposition if end == verb && is_cue(tokens, at.wrapping_sub(1)) => {
                return subject(tokens, at - 1);
            }
            _ => break,
        }
        end = at;
    }
    let participle = class(tokens, verb) == Class::CueIng;
    if passive && !participle {
        return agent(tokens, verb);
    }
    if participle && !passive {
        return participle_subject(tokens, end);
    }
    match class_before(tokens, end) {
        Class::Quote | Class::Semicolon | Class::Colon => inverted(tokens, verb),
        Class::Comma | Class::Dash if class_before(tokens, end - 1) == Class::Quote => {
            inverted(tokens, verb)
        }
        Class::Comma | Class::Dash => apposed(tokens, end - 1)
            .or_else(|| {
                inverted(tokens, verb)
                    .filter(|p| p.end >= tokens.len() || class(tokens, p.end) == Class::Comma)
            })
            .or_else(|| shared(tokens, verb)),
        Class::Coordinator => earlier_subject(tokens, verb).or_else(|| first_subject(tokens, verb)),
        Class::Relative | Class::Pronoun => Some(end - 1..end),
        c if is_conjunction(c) => None,
        _ => phrase_before(tokens, end).and_then(|p| whole(tokens, p)),
    }
}

/// `Ada` in `…, saying`; `a sign` in `a sign saying`; but who made it in `Ada issued a statement saying`.
fn participle_subject(tokens: &[Token], verb: usize) -> Option<Range<usize>> {
    match class_before(tokens, verb) {
        Class::Plain | Class::Number => {
            let phrase = phrase_before(tokens, verb)?;
            let words = &tokens[phrase.clone()];
            let document = words.iter().any(|t| t.class == Class::Document);
            // They carry signs saying: a verb that the lists do not know, with its object.
            let object = words.len() > 1
                && words
                    .first()
                    .is_some_and(|t| t.class == Class::Plain && !t.capital);
            if document || object {
                shared(tokens, verb)
            } else {
                Some(phrase)
            }
        }
        Class::Pronoun => Some(verb - 1..verb),
        _ => shared(tokens, verb),
    }
}

/// `by Ada` behind a passive.
fn agent(tokens: &[Token], verb: usize) -> Option<Range<usize>> {
    let limit = tokens.len().min(verb + AGENT_REACH);
    let by = (verb + 1..limit).find(|at| class(tokens, *at) == Class::By)?;
    phrase_at(tokens, by + 1)
}

/// `said Ada Hale`: the phrase behind a verb, where it is not the subject of the next.
fn inverted(tokens: &[Token], verb: usize) -> Option<Range<usize>> {
    let phrase = phrase_at(tokens, verb + 1)?;
    let next = class(tokens, phrase.end);
    (!is_auxiliary(next) && !is_cue(tokens, phrase.end)).then_some(phrase)
}

/// `Ada Hale` in `Ada Hale, the mayor of Ulm, said`, given the comma before the verb.
fn apposed(tokens: &[Token], comma: usize) -> Option<Range<usize>> {
    let is_edge = |at: &usize| {
        matches!(
            class(tokens, *at),
            Class::Comma | Class::Dash | Class::Semicolon | Class::Colon | Class::Quote
        )
    };
    let mut end = (0..comma).rev().find(is_edge)?;
    loop {
        if !matches!(class(tokens, end), Class::Comma | Class::Dash) {
            return None;
        }
        let edge = (0..end).rev().find(is_edge);
        let start = edge.map_or(0, |edge| edge + 1);
        let phrase = phrase_before(tokens, end).filter(|p| {
            let before = class_before(tokens, p.start);
            let clear = p.start == start
                || matches!(before, Class::Adverb | Class::Time)
                || is_conjunction(before);
            clear && !(class(tokens, p.start) == Class::Number && p.len() == 1)
        });
        if phrase.is_some() {
            return phrase;
        }
        end = edge?;
    }
}

/// The subject of the main verb, for a verb that shares it: `Ada left, saying`.
fn shared(tokens: &[Token], verb: usize) -> Option<Range<usize>> {
    // …, Ada said on Monday, adding.
    let near = verb.saturating_sub(CLAUSE_REACH)..verb;
    if near
        .rev()
        .any(|at| class(tokens, at) == Class::Cue && is_cue(tokens, at))
    {
        return earlier_subject(tokens, verb).or_else(|| first_subject(tokens, verb));
    }
    first_subject(tokens, verb).or_else(|| earlier_subject(tokens, verb))
}

/// The subject of the verb of speech before another: `Ada warned them and said`.
fn earlier_subject(tokens: &[Token], verb: usize) -> Option<Range<usize>> {
    let mut before = (0..verb).rev();
    let earlier = before.find(|at| class(tokens, *at) == Class::Cue && is_cue(tokens, *at))?;
    let subject = subject(tokens, earlier)?;
    // Ada, who asked for it, and said: a clause with `who` ends at its comma.
    let over = class(tokens, subject.start) == Class::Relative
        && (earlier..verb).any(|at| class(tokens, at) == Class::Comma);
    (!over).then_some(subject)
}

/// In `an official who asked not to be named said`, the official, not what stands right before the verb.
fn whole(tokens: &[Token], phrase: Range<usize>) -> Option<Range<usize>> {
    let first = tokens.get(phrase.start)?;
    let before = class_before(tokens, phrase.start);
    let part = !first.capital && first.class != Class::Determiner;
    if before != Class::Relative && !(part && (is_auxiliary(before) || is_conjunction(before))) {
        return Some(phrase);
    }
    let floor = phrase.start.saturating_sub(CLAUSE_REACH);
    let who = (floor..phrase.start).rev().find(|at| {
        matches!(
            class(tokens, *at),
            Class::Relative | Class::Comma | Class::Quote
        )
    });
    match who {
        Some(who) if class(tokens, who) == Class::Relative => phrase_before(tokens, who),
        _ => Some(phrase),
    }
}
