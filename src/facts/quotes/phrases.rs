//! Noun phrases in the tokens of one sentence.
//!
//! There is no parser behind this: a phrase ends where a word of grammar, a mark or a verb of speech stands. What does not
//! come out clear is no phrase.

use std::ops::Range;

use super::lexicon::Class;
use super::tokens::{Ending, Token};

/// More tokens than this make no phrase that names a speaker.
const LONGEST_PHRASE: usize = 16;

/// The class of a token; a semicolon where there is none.
pub(super) fn class(tokens: &[Token], at: usize) -> Class {
    tokens.get(at).map_or(Class::Semicolon, |t| t.class)
}

/// The class of the token before another.
pub(super) fn class_before(tokens: &[Token], at: usize) -> Class {
    class(tokens, at.wrapping_sub(1))
}

/// Whether words of this class can stand within a noun phrase.
pub(super) fn is_nominal(class: Class) -> bool {
    use Class::{CueBase, Document, Number, Particle, Plain, Title};
    matches!(
        class,
        CueBase | Document | Number | Particle | Plain | Title
    )
}

/// Whether words of this class can begin a name.
fn is_name(class: Class) -> bool {
    is_nominal(class) && class != Class::Number
}

pub(super) fn is_preposition(class: Class) -> bool {
    matches!(class, Class::Preposition | Class::By)
}

pub(super) fn is_auxiliary(class: Class) -> bool {
    matches!(class, Class::Auxiliary | Class::Be)
}

pub(super) fn is_conjunction(class: Class) -> bool {
    matches!(class, Class::Conjunction | Class::Coordinator)
}

pub(super) fn is_verb(class: Class) -> bool {
    matches!(class, Class::Cue | Class::CueIng | Class::Thought)
}

/// Whether a verb of speech stands where only a noun can: `the report`, `Ada’s claims`.
fn is_noun_by_place(tokens: &[Token], at: usize) -> bool {
    is_verb(class(tokens, at))
        && matches!(
            class_before(tokens, at),
            Class::Determiner | Class::Possessive
        )
}

/// Whether the token is a verb of speech, not a noun that looks like one.
pub(super) fn is_cue(tokens: &[Token], at: usize) -> bool {
    match class(tokens, at) {
        Class::Cue | Class::CueIng => !is_noun_by_place(tokens, at),
        // say: I say, they say, will say, officials say.
        Class::CueBase => {
            let mut before = at;
            while class_before(tokens, before) == Class::Adverb {
                before -= 1;
            }
            let last = before.checked_sub(1).and_then(|last| tokens.get(last));
            let pair = class(tokens, before.wrapping_sub(2)) == Class::Coordinator;
            last.is_some_and(|last| match last.class {
                Class::Auxiliary => true,
                Class::Pronoun => {
                    last.end - last.start != 2 || !last.capital && last.ending != Ending::S
                }
                Class::Plain => pair || last.ending == Ending::S && (!last.capital || before == 1),
                // Two say; but: two state officials.
                c => (c == Class::Number || c == Class::Quantifier) && !is_attribute(tokens, at),
            })
        }
        _ => false,
    }
}

/// Whether a noun in small letters follows.
fn is_attribute(tokens: &[Token], at: usize) -> bool {
    let next = tokens.get(at + 1);
    next.is_some_and(|t| !t.capital && t.class == Class::Plain)
}

/// The noun phrase that begins with a token, up to its first complement: `the mayor` of `the mayor of Ulm`.
pub(super) fn phrase_at(tokens: &[Token], from: usize) -> Option<Range<usize>> {
    if class(tokens, from) == Class::Pronoun {
        let bound = class(tokens, from + 1) == Class::Possessive;
        return (!bound).then_some(from..from + 1);
    }
    let limit = tokens.len().min(from + LONGEST_PHRASE);
    let (mut at, mut named, mut head) = (from, false, false);
    // A phrase that begins with a name ends with it: Ada Hale | early on Monday.
    let mut name_first = tokens
        .get(from)
        .is_some_and(|t| t.capital && is_name(t.class));
    while at < limit {
        let token = tokens[at];
        let last = at
            .checked_sub(1)
            .filter(|last| *last >= from)
            .map(|last| tokens[last]);
        match token.class {
            Class::Determiner | Class::Quantifier
                if last.is_none_or(|l| {
                    matches!(l.class, Class::Determiner | Class::Quantifier)
                        || l.capital && token.capital
                }) => {}
            Class::Possessive if head => {
                (head, named, name_first) = (false, false, false);
            }
            Class::CueBase if is_cue(tokens, at) && head => break,
            // An unknown verb: the candidate appeared to, the groups granted them.
            Class::Plain if head && is_participle(tokens, at) => break,
            c if is_nominal(c) || is_noun_by_place(tokens, at) && last.is_some() => {
                if name_first && named && !token.capital && !goes_on_as_name(tokens, at) {
                    break;
                }
                named |= token.capital && !matches!(c, Class::Title | Class::Number);
                head = true;
            }
            // Secretary of State Ada Hale.
            Class::Preposition
                if last.is_some_and(|l| l.capital)
                    && token.end - token.start == 2
                    && tokens
                        .get(at + 1)
                        .is_some_and(|t| t.capital && t.class == Class::Plain)
                    && tokens
                        .get(at + 2)
                        .is_some_and(|t| t.capital && t.class == Class::Plain) => {}
            // Hale and Reed.
            Class::Coordinator
                if last.is_some_and(|l| l.capital && is_name(l.class))
                    && token.end - token.start == 3
                    && tokens
                        .get(at + 1)
                        .is_some_and(|t| t.capital && is_name(t.class)) => {}
            _ => break,
        }
        at += 1;
    }
    let quantifier = class(tokens, from) == Class::Quantifier && at == from + 1;
    (head || quantifier).then_some(from..at)
}

/// Whether a word in -ed within a phrase is not a part of it.
fn is_participle(tokens: &[Token], at: usize) -> bool {
    let (Some(token), Some(next)) = (tokens.get(at), tokens.get(at + 1)) else {
        return false;
    };
    if !matches!(class_before(tokens, at), Class::Plain | Class::Document) {
        return false;
    }
    let plural = at > 0 && tokens[at - 1].ending == Ending::S && !tokens[at - 1].capital;
    let goes_on = is_nominal(next.class) && !next.capital && next.class != Class::Number;
    !token.capital && token.ending == Ending::Ed && (plural || !goes_on)
}

/// Whether a name goes on behind small letters (`Ulm mayor Ada Hale`), or a verb of speech follows (`Ulm officials said`).
fn goes_on_as_name(tokens: &[Token], from: usize) -> bool {
    let rest = tokens.get(from..).unwrap_or_default();
    let words = rest
        .iter()
        .take(4)
        .take_while(|t| is_nominal(t.class) || t.class == Class::Possessive)
        .count();
    rest.iter()
        .take(words)
        .any(|t| t.capital || t.class == Class::Possessive)
        || class(tokens, from + words) == Class::Cue
        // Time magazine.
        || words == 1
            && matches!(class(tokens, from + 1), Class::Comma | Class::Relative | Class::Semicolon)
}

/// The noun phrase that ends before a token, with what belongs to it: `a spokesman for the mayor`.
pub(super) fn phrase_before(tokens: &[Token], end: usize) -> Option<Range<usize>> {
    let last = end.checked_sub(1)?;
    if class(tokens, last) == Class::Pronoun {
        return Some(last..end);
    }
    let ends = is_nominal(class(tokens, last)) || class(tokens, last) == Class::Quantifier;
    if !ends && !is_noun_by_place(tokens, last) {
        return None;
    }
    let floor = end.saturating_sub(LONGEST_PHRASE);
    let mut start = end;
    while start > floor {
        let at = start - 1;
        let allowed = match class(tokens, at) {
            Class::Possessive
            | Class::Determiner
            | Class::Quantifier
            | Class::Object
            | Class::Adverb => true,
            c => is_nominal(c) || is_preposition(c) || is_noun_by_place(tokens, at),
        };
        if !allowed {
            break;
        }
        start = at;
        let before = class_before(tokens, at);
        if class(tokens, at) == Class::Determiner
            && !(is_preposition(before) || before == Class::Determiner)
        {
            break;
        }
    }
    while start < end && matches!(class(tokens, start), Class::Adverb | Class::Possessive) {
        start += 1;
    }
    if is_preposition(class(tokens, start)) || class(tokens, start) == Class::Object {
        start = after_complement(tokens, start, end)?;
    }
    (start < end).then_some(start..end)
}

/// Whether a phrase can name who speaks: whether no verb that the lists do not know stands in it.
pub(super) fn can_speak(tokens: &[Token], phrase: &Range<usize>) -> bool {
    let words = tokens.get(phrase.clone()).unwrap_or_default();
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return false;
    };
    // Giving, worked for Ada; but: leading critics, retired general Hale.
    let is_verb = |t: &Token| t.class == Class::Plain && !t.capital;
    let participle = is_verb(first) && matches!(first.ending, Ending::Ing | Ending::Ed);
    let names = last.capital || last.ending == Ending::S;
    if participle && (!names || words.iter().any(|t| is_preposition(t.class))) {
        return false;
    }
    // The film | then turns; the film | hits Ada.
    let is_clause = |three: &[Token]| match three {
        [one, two, three] => {
            let noun = is_verb(one) && one.ending != Ending::S;
            noun && two.class == Class::Adverb
                || noun
                    && first.class == Class::Determiner
                    && is_verb(two)
                    && two.ending == Ending::S
                    && three.capital
        }
        _ => false,
    };
    !words.windows(3).any(is_clause)
}

/// Where the subject begins in `On Sunday Ada Hale`, `In a statement the mayor`.
fn after_complement(tokens: &[Token], start: usize, end: usize) -> Option<usize> {
    let of = (start..end)
        .rev()
        .find(|at| is_preposition(class(tokens, *at)))?;
    let determiner = (of + 2..end)
        .rev()
        .find(|at| class(tokens, *at) == Class::Determiner);
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

/// The first phrase of a sentence that can be its subject, before a token.
pub(super) fn first_subject(tokens: &[Token], before: usize) -> Option<Range<usize>> {
    let mut at = clause_start(tokens, before);
    while at < before
        && matches!(
            class(tokens, at),
            Class::Coordinator | Class::Adverb | Class::Comma | Class::Time
        )
    {
        at += 1;
    }
    let head = class(tokens, at);
    let speaking = tokens.get(at).is_some_and(|t| t.ending == Ending::Ing)
        && (is_preposition(class(tokens, at + 1)) || class(tokens, at + 1) == Class::Determiner);
    let ago = head == Class::Number && class(tokens, at + 1) == Class::Time;
    let introduces = speaking
        || ago
        || is_preposition(head)
        || is_verb(head)
        || matches!(head, Class::Conjunction | Class::Source | Class::CueBase);
    let mut best = None;
    while introduces && best.is_none() {
        // The subject stands behind an introduction, and that ends with one of the commas.
        at = (at..before).find(|at| class(tokens, *at) == Class::Comma)? + 1;
        best = phrase_at(tokens, at).filter(|p| can_lead(tokens, p));
    }
    if best.is_some() {
        return best.filter(|phrase| phrase.end < before);
    }
    phrase_at(tokens, at).filter(|phrase| phrase.end < before)
}

/// Whether a phrase behind a comma looks like a subject, not like the next of a list or of an address.
fn can_lead(tokens: &[Token], phrase: &Range<usize>) -> bool {
    let first = tokens.get(phrase.start);
    let begins = first.is_some_and(|t| {
        t.capital
            || matches!(
                t.class,
                Class::Determiner | Class::Quantifier | Class::Pronoun | Class::Number
            )
    });
    let letters = tokens.get(phrase.clone()).unwrap_or_default();
    let short = phrase.len() == 1 || letters.iter().all(|t| t.end - t.start == 1);
    let listed = short && class(tokens, phrase.end) == Class::Comma;
    let number = phrase.len() == 1 && class(tokens, phrase.start) == Class::Number;
    begins && !listed && !number
}

/// Where the clause begins that a token stands in: behind a dateline, behind `, but`.
fn clause_start(tokens: &[Token], before: usize) -> usize {
    let all = tokens.get(..before).unwrap_or_default();
    let joined = (1..before).rev().find(|at| {
        class(tokens, *at) == Class::Coordinator
            && class(tokens, *at - 1) == Class::Comma
            && phrase_at(tokens, *at + 1).is_some_and(|p| {
                p.end < before && !matches!(class(tokens, p.end), Class::Comma | Class::Coordinator)
            })
    });
    if let Some(joined) = joined {
        return joined + 1;
    }
    let dateline = all.iter().take(10).position(|t| t.class == Class::Dash);
    dateline
        .filter(|dash| {
            all[..*dash]
                .iter()
                .all(|t| t.capital || matches!(t.class, Class::Comma | Class::Number | Class::Time))
        })
        .map_or(0, |dash| dash + 1)
}
