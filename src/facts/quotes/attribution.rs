//! Who says a quotation: the attribution in its sentence, or in the one before.

use std::ops::Range;

use super::lexicon::Class;
use super::phrases::{
    class, class_before, first_subject, is_auxiliary, is_conjunction, is_cue, is_preposition,
    phrase_at, phrase_before,
};
use super::subjects::subject;
use super::tokens::Token;

/// What is found out about a quotation, in tokens of its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attribution {
    pub(super) speaker: Range<usize>,
    pub(super) cue: Range<usize>,
    /// How it was found.
    pub(super) how: How,
}

/// How an attribution stands to its quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// Right behind it: `“…,” she said`.
    Behind,
    /// Right before it: `she said, “…”`.
    Before,
    /// Before it, with words between.
    Far,
    /// At the end of its sentence.
    Trailing,
    /// With another quotation, from which this one goes on.
    Carried,
}

/// How many verbs of speech before a quotation are looked at.
const MOST_TRIES: usize = 4;

/// A name before a colon has no more tokens than this.
const LONGEST_NAME: usize = 5;

/// How far a verb of speech may be behind its subject, in tokens.
const REACH: usize = 40;

/// How a quotation stands in its sentence, by its own words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    /// Whether the sentence can go on behind it: its last character is a comma, a question mark or the like.
    pub(super) open: bool,
    /// Whether it begins like a sentence.
    pub(super) capital: bool,
}

/// Finds the attribution of the quotation at `quote`.
pub(super) fn attribution(tokens: &[Token], quote: usize, shape: Shape) -> Option<Attribution> {
    let next = quote + 1;
    let comma = matches!(class(tokens, next), Class::Comma | Class::Dash);
    let from = if comma { next + 1 } else { next };
    if shape.open || comma {
        let led = (says_more(tokens, from) || hangs_on_another(tokens, quote))
            .then(|| before(tokens, quote))
            .flatten()
            .filter(|f| !f.cue.is_empty());
        if let Some(found) = led.or_else(|| behind(tokens, from)) {
            return Some(found);
        }
    }
    before(tokens, quote)
        .or_else(|| {
            if shape.open || comma {
                None
            } else {
                behind(tokens, next)
            }
        })
        .or_else(|| passive(tokens, quote))
        .or_else(|| trailing(tokens, next))
}

/// Whether a quotation is part of a clause that hangs on what follows it: `When Ada said it was “…,” the hall laughed.`
fn hangs_on_another(tokens: &[Token], quote: usize) -> bool {
    let first = class(tokens, 0);
    let second = matches!(first, Class::Coordinator | Class::Adverb);
    let clause = first == Class::Conjunction || second && class(tokens, 1) == Class::Conjunction;
    let apart = matches!(
        class_before(tokens, quote),
        Class::Comma | Class::Dash | Class::Colon | Class::Quote
    );
    clause && quote > 2 && !apart && !(0..quote).any(|at| class(tokens, at) == Class::Comma)
}

/// Whether what follows says something of its own: `“…,” he said they`.
fn says_more(tokens: &[Token], from: usize) -> bool {
    behind(tokens, from).is_some_and(|b| {
        let next = tokens.get(b.cue.end);
        b.speaker.end <= b.cue.start
            && next.is_some_and(|n| {
                n.class == Class::Pronoun || n.class == Class::Conjunction && n.end - n.start == 4
            })
    })
}

/// `was called “…” by Ada Hale`.
fn passive(tokens: &[Token], quote: usize) -> Option<Attribution> {
    if class(tokens, quote + 1) != Class::By || !is_cue(tokens, quote.checked_sub(1)?) {
        return None;
    }
    let speaker = phrase_at(tokens, quote + 2)?;
    Some(Attribution {
        speaker,
        cue: quote - 1..quote,
        how: How::Behind,
    })
}

/// `said Ada Hale`, `Ada Hale, the mayor, said`, `according to Ada Hale`, from a token on.
pub(super) fn behind(tokens: &[Token], from: usize) -> Option<Attribution> {
    let how = How::Behind;
    // As Ada put it.
    let short = tokens.get(from).is_some_and(|t| t.end - t.start == 2);
    let from = if class(tokens, from) == Class::Conjunction && short {
        from + 1
    } else {
        from
    };
    if class(tokens, from) == Class::Source {
        let speaker = phrase_at(tokens, from + 1)?;
        return Some(Attribution {
            speaker,
            cue: from..from + 1,
            how,
        });
    }
    let start = (from..tokens.len())
        .find(|at| !(class(tokens, *at) == Class::Adverb || is_auxiliary(class(tokens, *at))))?;
    if is_cue(tokens, start) && class(tokens, start) != Class::CueIng {
        let speaker = phrase_at(tokens, start + 1)?;
        return Some(Attribution {
            speaker,
            cue: start..start + 1,
            how,
        });
    }
    let speaker = if class(tokens, start) == Class::Relative {
        start..start + 1
    } else {
        phrase_at(tokens, start)?
    };
    let cue = verb_of(tokens, &speaker)?;
    Some(Attribution {
        speaker,
        cue: cue..cue + 1,
        how,
    })
}

/// The verb of speech that has this phrase as its subject: right behind it, or behind what is said about it.
fn verb_of(tokens: &[Token], subject: &Range<usize>) -> Option<usize> {
    let skip = |mut at: usize| {
        while matches!(class(tokens, at), Class::Adverb | Class::Time)
            || is_auxiliary(class(tokens, at))
            || class(tokens, at) == Class::Preposition && class(tokens, at + 1) == Class::Time
        {
            at += 1;
        }
        at
    };
    let at = skip(subject.end);
    if is_cue(tokens, at) || class(tokens, at) == Class::Thought {
        return Some(at);
    }
    let limit = tokens.len().min(subject.end + REACH);
    let mut complement = is_preposition(class(tokens, subject.end));
    let mut aside = class(tokens, subject.end) == Class::Relative;
    for at in subject.end..limit {
        let here = class(tokens, at);
        match here {
            Class::Comma | Class::Dash => {
                aside = true;
                let verb = skip(at + 1);
                if class(tokens, verb) == Class::Cue && is_cue(tokens, verb) {
                    return Some(verb);
                }
            }
            Class::Quote if aside => {}
            Class::Quote | Class::Colon | Class::Semicolon => return None,
            Class::Cue if !aside && complement && is_cue(tokens, at) => return Some(at),
            // The mayor and leader of the party said.
            Class::Coordinator
                if !aside && matches!(class(tokens, at + 1), Class::Plain | Class::Determiner) =>
            {
                complement = true;
            }
            Class::Pronoun if !aside => return None,
            _ if !aside && (is_conjunction(here) || is_auxiliary(here)) => return None,
            _ => {}
        }
    }
    None
}

/// The nearest verb of speech before a quotation.
pub(super) fn before(tokens: &[Token], quote: usize) -> Option<Attribution> {
    // A colon, comma or dash may part the two.
    let near = matches!(
        class_before(tokens, quote),
        Class::Comma | Class::Colon | Class::Dash
    );
    let from = quote - usize::from(near);
    if class(tokens, from) == Class::Colon
        && let Some(name) = transcript(tokens, from)
    {
        return Some(name);
    }
    let mut tries = MOST_TRIES;
    for at in (0..from).rev() {
        match class(tokens, at) {
            Class::Semicolon => return None,
            Class::Source => {
                let speaker = phrase_at(tokens, at + 1)?;
                return Some(Attribution {
                    speaker,
                    cue: at..at + 1,
                    how: How::Far,
                });
            }
            Class::Thought if at + 1 >= from => {}
            _ if is_cue(tokens, at) => {}
            _ => continue,
        }
        if tries == 0 {
            return None;
        }
        tries -= 1;
        // “…” with a verb of its own, and then a colon: that verb does not introduce what follows.
        if class(tokens, from) == Class::Colon
            && (at..from).any(|i| class(tokens, i) == Class::Quote)
        {
            continue;
        }
        let Some(speaker) = subject(tokens, at) else {
            continue;
        };
        let (at, speaker) = outermost(tokens, at, speaker);
        if is_closed_clause(tokens, speaker.start, at, from) {
            continue;
        }
        let how = if at + 1 >= from {
            How::Before
        } else {
            How::Far
        };
        return Some(Attribution {
            speaker,
            cue: at..at + 1,
            how,
        });
    }
    if class(tokens, from) == Class::Colon && from < quote {
        let named = |p: &Range<usize>| {
            let last = tokens.get(p.end - 1);
            let name = p.len() > 1 && p.len() <= LONGEST_NAME;
            last.is_some_and(|t| t.class == Class::Pronoun || t.capital && name)
        };
        let speaker = first_subject(tokens, from).filter(named)?;
        return Some(Attribution {
            speaker,
            cue: from..from,
            how: How::Before,
        });
    }
    None
}

/// In `Ada said he called …` and `Ada praised what she called …`, Ada is who speaks in this article: the outer of two
/// verbs, where one hangs on the other.
fn outermost(tokens: &[Token], verb: usize, speaker: Range<usize>) -> (usize, Range<usize>) {
    let that = class_before(tokens, speaker.start) == Class::Conjunction;
    let Some(outer) = speaker.start.checked_sub(1 + usize::from(that)) else {
        return (verb, speaker);
    };
    if speaker.start >= verb {
        return (verb, speaker);
    }
    if is_cue(tokens, outer)
        && let Some(outer_speaker) = subject(tokens, outer)
    {
        return (outer, outer_speaker);
    }
    let pronoun = class(tokens, speaker.start) == Class::Pronoun;
    let what = that && tokens.get(outer + 1).is_some_and(|t| t.end - t.start == 4);
    if pronoun
        && what
        && let Some(outer) = (0..outer).rev().find(|at| is_cue(tokens, *at))
        && let Some(outer_speaker) = subject(tokens, outer)
    {
        return (outer, outer_speaker);
    }
    (verb, speaker)
}

/// Whether a verb of speech says what `who` does, in a clause that may be over before the quotation: `anyone who asks about
/// it “…”`. Behind a comma, and with none after it, it goes on: `Ada, who said it was “…”`.
fn is_closed_clause(tokens: &[Token], subject: usize, verb: usize, quote: usize) -> bool {
    class(tokens, subject) == Class::Relative
        && verb + 1 < quote
        && (!matches!(class_before(tokens, subject), Class::Comma | Class::Dash)
            || (verb..quote).any(|at| matches!(class(tokens, at), Class::Comma | Class::Dash)))
}

/// `HALE: “…”`.
fn transcript(tokens: &[Token], colon: usize) -> Option<Attribution> {
    let speaker = phrase_before(tokens, colon)?;
    let leads = speaker.start == 0 || class_before(tokens, speaker.start) == Class::Dash;
    // Not a headline: `Hale Takes On Reed: “…”`.
    let words = tokens.get(speaker.clone()).unwrap_or_default();
    let name = words.len() <= LONGEST_NAME
        && words
            .last()
            .is_some_and(|t| t.capital && t.class == Class::Plain)
        && !words
            .iter()
            .any(|t| is_preposition(t.class) || t.class == Class::Determiner);
    let cue = colon..colon + 1;
    (leads && name).then_some(Attribution {
        speaker,
        cue,
        how: How::Before,
    })
}

/// `…, Ada Hale said.` and `…, said Ada Hale.` at the end of the quotation’s sentence.
fn trailing(tokens: &[Token], from: usize) -> Option<Attribution> {
    for at in from..tokens.len() {
        match class(tokens, at) {
            Class::Comma | Class::Dash => {
                let Some(mut found) = behind(tokens, at + 1) else {
                    continue;
                };
                if class(tokens, found.cue.start) == Class::CueIng {
                    continue;
                }
                found.how = How::Trailing;
                return Some(found);
            }
            Class::Semicolon | Class::Colon => return None,
            _ => {}
        }
    }
    None
}
