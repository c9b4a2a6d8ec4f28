//! Noun phrases and the subjects of verbs, in the tokens of one sentence.
//!
//! There is no parser behind this: a phrase ends where a word of grammar, a mark or a verb of speech stands. What does not
//! come out clear is no phrase.

use std::ops::Range;

use super::lexicon::Class;
use super::tokens::Token;

/// More tokens than this make no phrase that names a speaker.
const LONGEST_PHRASE: usize = 16;

/// The class of a token; a mark where there is none.
pub(super) fn class(tokens: &[Token], at: usize) -> Class {
    tokens.get(at).map_or(Class::Semicolon, |t| t.class)
}

/// Whether words of this class can stand within a noun phrase.
fn is_nominal(class: Class) -> bool {
    use Class::{Number, Particle, Plain, Title};
    matches!(class, Number | Particle | Plain | Title)
}

/// Whether a verb of speech stands where only a noun can: `the report`, `Ada’s claims`.
fn is_noun_by_place(tokens: &[Token], at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| class(tokens, before));
    matches!(class(tokens, at), Class::Cue | Class::CueIng | Class::Thought)
        && matches!(before, Some(Class::Determiner | Class::Possessive))
}

/// The noun phrase that begins with a token, up to its first complement: `the mayor` of `the mayor of Ulm`.
pub(super) fn phrase_at(tokens: &[Token], from: usize) -> Option<Range<usize>> {
    if class(tokens, from) == Class::Pronoun {
        let bound = matches!(class(tokens, from + 1), Class::Possessive);
        return (!bound).then_some(from..from + 1);
    }
    let mut at = from;
    let mut named = false;
    let mut head = false;
    while at < tokens.len() && at - from < LONGEST_PHRASE {
        let token = tokens[at];
        let last = at.checked_sub(1).filter(|last| *last >= from);
        match token.class {
            Class::Determiner if last.is_none_or(|l| class(tokens, l) == Class::Determiner) => {}
            Class::Possessive if head => {
                head = false;
                named = false;
            }
            c if is_nominal(c) || is_noun_by_place(tokens, at) && last.is_some() => {
                // What a name is followed by in small letters is no part of it, unless the name goes on behind it.
                if named && !token.capital && !goes_on_as_name(tokens, at) {
                    break;
                }
                named |= token.capital && c != Class::Title;
                head = true;
            }
            // Secretary of State Ada Hale.
            Class::Preposition
                if last.is_some_and(|l| tokens[l].capital)
                    && tokens.get(at + 1).is_some_and(|t| t.capital && t.class == Class::Plain)
                    && is_of(token) => {}
            _ => break,
        }
        at += 1;
    }
    if class(tokens, at.wrapping_sub(1)) == Class::Possessive {
        return None;
    }
    (head && at > from).then_some(from..at)
}

/// `of`, told by its length: of the prepositions only `of`, `in`, `at`, `on`, `to`, `by`, `up` have two letters.
fn is_of(token: Token) -> bool {
    token.end - token.start == 2
}

fn goes_on_as_name(tokens: &[Token], from: usize) -> bool {
    tokens[from..]
        .iter()
        .take(4)
        .take_while(|t| is_nominal(t.class) || t.class == Class::Possessive)
        .any(|t| t.capital || t.class == Class::Possessive)
}

/// The noun phrase that ends before a token, with what belongs to it: `a spokesman for the mayor`.
pub(super) fn phrase_before(tokens: &[Token], end: usize) -> Option<Range<usize>> {
    let last = end.checked_sub(1)?;
    if class(tokens, last) == Class::Pronoun {
        return Some(last..end);
    }
    let floor = end.saturating_sub(LONGEST_PHRASE);
    let mut start = end;
    while start > floor {
        let at = start - 1;
        let allowed = match class(tokens, at) {
            Class::Possessive | Class::Preposition | Class::Determiner | Class::Object => true,
            Class::Adverb => at + 1 < end,
            c => is_nominal(c) || is_noun_by_place(tokens, at),
        };
        if !allowed {
            break;
        }
        start = at;
        let before = at.checked_sub(1).map(|before| class(tokens, before));
        if class(tokens, at) == Class::Determiner
            && !matches!(before, Some(Class::Preposition | Class::Determiner))
        {
            break;
        }
    }
    while start < end && matches!(class(tokens, start), Class::Adverb | Class::Possessive) {
        start += 1;
    }
    if class(tokens, start) == Class::Preposition || class(tokens, start) == Class::Object {
        start = after_complement(tokens, start, end)?;
    }
    if start >= end || !tokens[start..end].iter().any(|t| is_nominal(t.class) || t.class == Class::Cue) {
        return None;
    }
    is_phrase_end(tokens, last).then_some(start..end)
}

fn is_phrase_end(tokens: &[Token], last: usize) -> bool {
    is_nominal(class(tokens, last)) || class(tokens, last) == Class::Cue || class(tokens, last) == Class::Thought || class(tokens, last) == Class::Determiner
}

/// Where the subject begins in `On Sunday Ada Hale`, `In a statement the mayor`.
fn after_complement(tokens: &[Token], start: usize, end: usize) -> Option<usize> {
    let of = (start..end).rev().find(|at| class(tokens, *at) == Class::Preposition)?;
    let determiner = (of + 2..end).rev().find(|at| class(tokens, *at) == Class::Determiner);
    if determiner.is_some() {
        return determiner;
    }
    let names = tokens[of + 1..end]
        .iter()
        .rev()
        .take_while(|t| t.capital && is_nominal(t.class))
        .count();
    (names > 0).then_some(end - names)
}

/// The subject of a verb of speech.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Subject {
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// Whether it stands behind its verb: `said Ada`.
    pub(super) behind: bool,
}

fn ahead(tokens: Range<usize>) -> Option<Subject> {
    let behind = false;
    Some(Subject { tokens, behind })
}

/// Finds the subject of the verb of speech at `verb`.
pub(super) fn subject(tokens: &[Token], verb: usize) -> Option<Subject> {
    let mut end = verb;
    let mut passive = false;
    while let Some(at) = end.checked_sub(1) {
        match class(tokens, at) {
            Class::Auxiliary => passive |= is_form_of_be(tokens[at]),
            Class::Adverb | Class::Time => {}
            Class::Preposition if class(tokens, end) == Class::Time => {}
            // went on to say
            Class::Preposition
                if end == verb && matches!(class(tokens, at.wrapping_sub(1)), Class::Cue | Class::CueIng) =>
            {
                return subject(tokens, at - 1);
            }
            _ => break,
        }
        end = at;
    }
    let before = end.checked_sub(1).map_or(Class::Semicolon, |at| class(tokens, at));
    let participle = class(tokens, verb) == Class::CueIng;
    if passive && !participle {
        return agent(tokens, verb);
    }
    if participle && end == verb {
        return main_subject(tokens, verb).or_else(|| {
            matches!(before, Class::Plain).then(|| phrase_before(tokens, end)).flatten().and_then(ahead)
        });
    }
    match before {
        Class::Quote => inverted(tokens, verb),
        Class::Comma | Class::Dash if matches!(class(tokens, end.wrapping_sub(2)), Class::Quote) => {
            inverted(tokens, verb)
        }
        Class::Comma | Class::Dash => apposed(tokens, end - 1)
            .and_then(ahead)
            .or_else(|| inverted(tokens, verb))
            .or_else(|| main_subject(tokens, verb)),
        Class::Semicolon | Class::Colon => inverted(tokens, verb),
        Class::Conjunction => main_subject(tokens, verb),
        Class::Relative => ahead(end - 1..end),
        Class::Pronoun => ahead(end - 1..end),
        _ => phrase_before(tokens, end).and_then(ahead),
    }
}

/// `was`, `is`, `been`, told by length and place: forms of `have` and the modal verbs make no passive.
fn is_form_of_be(token: Token) -> bool {
    token.number == u32::MAX
}

/// `by Ada` after a passive.
fn agent(tokens: &[Token], verb: usize) -> Option<Subject> {
    let _ = (tokens, verb);
    None
}

/// `said Ada Hale`: the phrase after a verb, where nothing else is its subject.
fn inverted(tokens: &[Token], verb: usize) -> Option<Subject> {
    let tokens = phrase_at(tokens, verb + 1).filter(|phrase| {
        // “…,” said she would go: the phrase is the subject of another verb.
        !matches!(class(tokens, phrase.end), Class::Auxiliary | Class::Cue)
    })?;
    let behind = true;
    Some(Subject { tokens, behind })
}

/// `Ada Hale` in `Ada Hale, the mayor of Ulm, said`, given the comma before the verb.
fn apposed(tokens: &[Token], comma: usize) -> Option<Range<usize>> {
    let is_edge = |at: usize| {
        matches!(class(tokens, at), Class::Comma | Class::Dash | Class::Semicolon | Class::Colon | Class::Quote)
    };
    let mut end = (0..comma).rev().find(|at| is_edge(*at))?;
    let mut nearer: Option<Range<usize>> = None;
    loop {
        if !matches!(class(tokens, end), Class::Comma | Class::Dash) {
            return None;
        }
        let edge = (0..end).rev().find(|at| is_edge(*at));
        let start = edge.map_or(0, |edge| edge + 1);
        let phrase = phrase_before(tokens, end).filter(|p| p.start >= start);
        let leads = phrase.filter(|p| {
            let before = p.start.checked_sub(1).map(|before| class(tokens, before));
            let clear = p.start == start
                || matches!(before, Some(Class::Conjunction | Class::Adverb | Class::Time | Class::Preposition));
            clear && !(class(tokens, p.start) == Class::Number && p.len() == 1)
        });
        if let Some(phrase) = leads {
            return Some(nearer.filter(|_| false).unwrap_or(phrase));
        }
        nearer = None;
        end = edge?;
    }
}

/// The subject of the sentence’s main verb, for a verb that shares it: `Ada left, saying`, `Ada left and said`.
fn main_subject(tokens: &[Token], verb: usize) -> Option<Subject> {
    // Another verb of speech before it has the same subject.
    let earlier = (0..verb).rev().find(|at| class(tokens, *at) == Class::Cue && !is_noun_by_place(tokens, *at));
    if let Some(earlier) = earlier {
        return subject(tokens, earlier);
    }
    first_subject(tokens, verb).and_then(ahead)
}

/// The first phrase of a sentence that can be its subject.
pub(super) fn first_subject(tokens: &[Token], before: usize) -> Option<Range<usize>> {
    let mut at = 0;
    while matches!(class(tokens, at), Class::Conjunction | Class::Adverb | Class::Comma | Class::Time)
        && at < before
    {
        at += 1;
    }
    if matches!(class(tokens, at), Class::Preposition | Class::CueIng | Class::Cue) || class(tokens, 0) == Class::Conjunction && at == 1 && !tokens[0].capital {
        // An introduction, up to its comma.
        at = (at..before).find(|at| class(tokens, *at) == Class::Comma)? + 1;
    }
    let phrase = phrase_at(tokens, at)?;
    (phrase.end < before).then_some(phrase)
}

/// Whether the token is a verb of speech, not a noun that looks like one.
pub(super) fn is_cue(tokens: &[Token], at: usize) -> bool {
    matches!(class(tokens, at), Class::Cue | Class::CueIng) && !is_noun_by_place(tokens, at)
}
