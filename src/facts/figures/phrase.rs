//! What a number counts: the noun of the phrase behind it.

use super::lexicon::{ADJECTIVES, GRAMMAR, Grammar, NUMBERS, VICTIMS};
use super::nouns;
use super::numerals::{is_hyphened, is_joined};
use super::quantity::Quantity;
use super::units::UNITS;
use crate::facts::reading::Reading;

/// A counted noun.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Counted {
    /// Its lemma.
    pub(super) lemma: String,
    /// The number of the noun's word.
    pub(super) head: usize,
}

/// The most words between a number and its noun.
const FARTHEST: usize = 7;

fn grammar(reading: &Reading<'_>, at: usize) -> Option<Grammar> {
    GRAMMAR.get(*reading.words.get(at)?)
}

/// Whether a word ends a noun phrase: there is none, a mark stands before it, or it is one of grammar.
pub(super) fn ends(reading: &Reading<'_>, at: usize) -> bool {
    !is_joined(reading, at, true)
        || matches!(
            grammar(reading, at),
            Some(Grammar::Function | Grammar::Verb)
        )
}

/// The noun that is counted by a number of two or more, before `next`: the first plural of its phrase, or the last of
/// several plurals in a row (sports teams).
pub(super) fn several(reading: &Reading<'_>, next: usize) -> Option<Counted> {
    let mut at = past_of(reading, next)?;
    let end = at + FARTHEST;
    let mut is_first = true;
    while at < end {
        let is_more = is_first
            && matches!(
                reading.word(at),
                "more" | "other" | "further" | "separate" | "straight"
            );
        let participle = !is_first && is_hyphened(reading, at) || is_hyphened(reading, at + 1);
        if !is_first && joins_adjectives(reading, at) {
            at += 2;
            continue;
        }
        if !is_more && !participle && ends(reading, at) || !is_joined(reading, at, true) {
            return None;
        }
        if let Some(lemma) = nouns::plural(reading, at)
            && !is_hyphened(reading, at + 1)
            && !is_possessive(reading, at)
        {
            let is_adjective = reading
                .words
                .get(at)
                .is_some_and(|w| ADJECTIVES.get(*w).is_some())
                && !ends(reading, at + 1)
                && !is_hyphened(reading, at + 2);
            let follows = nouns::plural(reading, at + 1).filter(|_| is_adjective);
            return Some(match follows {
                Some(lemma) => Counted {
                    lemma,
                    head: at + 1,
                },
                None => Counted { lemma, head: at },
            });
        }
        is_first = false;
        at += 1;
    }
    None
}

/// Whether a word joins two adjectives before a plural noun: 5,000 Russian and Ukrainian soldiers.
fn joins_adjectives(reading: &Reading<'_>, at: usize) -> bool {
    let is_and = matches!(reading.word(at), "and" | "or") && is_joined(reading, at, false);
    let number = |at: usize| {
        let word = reading.words.get(at);
        reading.word(at).starts_with(|c: char| c.is_ascii_digit())
            || word.is_some_and(|w| NUMBERS.get(*w).is_some())
    };
    is_and
        && !ends(reading, at + 1)
        && !number(at + 1)
        && nouns::plural(reading, at + 1).is_none()
        && !ends(reading, at + 2)
        && nouns::plural(reading, at + 2).is_some()
}

/// The noun that is left out behind a number and an adjective, since the next number says it: 12 male and 11 female
/// students. The adjective stands for it.
pub(super) fn elided(reading: &Reading<'_>, next: usize) -> Option<Counted> {
    let is_adjective = |at: usize| {
        let text = reading.word(at);
        text.starts_with(char::is_alphabetic)
            && !ends(reading, at)
            && !text.ends_with("ed")
            && !text.ends_with("ly")
    };
    let and = next + 1;
    let joins = matches!(reading.word(and), "and" | "or") && is_joined(reading, and, false);
    if !joins || !is_adjective(next) || !is_joined(reading, and + 1, false) {
        return None;
    }
    let other = Quantity::read(reading, and + 1).filter(|other| other.unit.is_none())?;
    let behind = other.words.end;
    let found = several(reading, behind)?;
    (is_adjective(behind) && found.head == behind + 1).then_some(Counted {
        head: next,
        ..found
    })
}

/// Passes over `of the`, `of its` and the like behind a number; `None` where what follows is no noun (two of them).
fn past_of(reading: &Reading<'_>, next: usize) -> Option<usize> {
    if reading.word(next) != "of" || !is_joined(reading, next, false) {
        return Some(next);
    }
    let is_partitive = matches!(
        reading.word(next + 1),
        "the" | "these" | "those" | "its" | "their" | "his" | "her" | "our" | "my" | "your"
    );
    let past = next + 1 + usize::from(is_partitive);
    is_joined(reading, past, false).then_some(past)
}

/// Whether a word is a genitive: `soldier’s`, `soldiers’ homes`.
fn is_possessive(reading: &Reading<'_>, at: usize) -> bool {
    let gap = reading.gap(at + 1);
    matches!(gap, "'" | "’") && reading.word(at + 1) == "s"
}

/// The noun that `one` counts: of a plural (one of the people), or the last word of a phrase in the singular.
pub(super) fn single(reading: &Reading<'_>, next: usize) -> Option<Counted> {
    if reading.word(next) == "of" {
        if !matches!(
            reading.word(next + 1),
            "the" | "these" | "those" | "its" | "their" | "his" | "her" | "our" | "my" | "your"
        ) {
            return None;
        }
        let mut past = next;
        while past < next + 4
            && matches!(
                reading.word(past),
                "of" | "the"
                    | "its"
                    | "most"
                    | "their"
                    | "his"
                    | "her"
                    | "our"
                    | "these"
                    | "those"
                    | "my"
                    | "your"
            )
        {
            past += 1;
        }
        return several(reading, past);
    }
    let mut head = None;
    for at in next..next + FARTHEST {
        let text = reading.word(at);
        let is_more = at == next && matches!(text, "more" | "other" | "further" | "such");
        if !is_more && ends(reading, at) || !is_joined(reading, at, true) {
            break;
        }
        // Behind a noun these are verbs: one proposal asks, one man died, one woman standing.
        let is_verb = head.is_some()
            && (text.ends_with('s') && !text.ends_with("ss")
                || text.ends_with("ed")
                || text.ends_with("ing"))
            && !is_hyphened(reading, at);
        if is_verb || text.starts_with(|c: char| c.is_ascii_digit()) {
            break;
        }
        head = Some(at);
        if is_possessive(reading, at) {
            return None;
        }
    }
    let head = head.filter(|&head| {
        reading.word(head).starts_with(char::is_alphabetic) && !reading.word(head).ends_with("ly")
    })?;
    let is_number = reading
        .words
        .get(head)
        .is_some_and(|w| NUMBERS.get(*w).is_some());
    (!is_number && !matches!(reading.word(head), "more" | "other" | "such")).then(|| Counted {
        lemma: nouns::lemma(reading, head),
        head,
    })
}

/// The noun that a number is tied to by a hyphen, or stands before like an adjective: a six-speed car, a 12 page document.
pub(super) fn attributive(reading: &Reading<'_>, next: usize) -> Option<Counted> {
    let word = *reading.words.get(next)?;
    let is_noun = is_hyphened(reading, next)
        && reading.word(next).starts_with(char::is_alphabetic)
        && !matches!(
            grammar(reading, next),
            Some(Grammar::Function | Grammar::Verb)
        )
        && !matches!(
            reading.word(next),
            "way" | "time" | "fold" | "sided" | "something" | "plus" | "odd" | "strong"
        )
        && !reading.word(next).ends_with("ed");
    let is_listed =
        is_joined(reading, next, false) && GRAMMAR.get(word) == Some(Grammar::Attributive);
    (is_noun || is_listed).then(|| Counted {
        lemma: nouns::lemma(reading, next),
        head: next,
    })
}

/// Whether people are meant by a bare number between two words: `21 injured`, `12 were killed`, `killing 12`.
pub(super) fn speaks_of_victims(reading: &Reading<'_>, first: usize, next: usize) -> bool {
    let is_victim = |at: usize| {
        reading
            .words
            .get(at)
            .is_some_and(|w| VICTIMS.get(*w).is_some())
    };
    if first.checked_sub(1).is_some_and(is_victim) && is_joined(reading, first, false) {
        return true;
    }
    let mut at = next;
    while at < next + 4
        && is_joined(reading, at, false)
        && matches!(
            reading.word(at),
            "others"
                | "other"
                | "more"
                | "were"
                | "are"
                | "was"
                | "is"
                | "have"
                | "had"
                | "been"
                | "of"
                | "them"
                | "still"
                | "being"
        )
    {
        at += 1;
    }
    is_joined(reading, at, false) && is_victim(at)
}

/// What a figure is given for each of: `a week`, `per share`, `/hr`, `annually`; and the word behind it.
pub(super) fn per(reading: &Reading<'_>, next: usize) -> Option<(String, usize)> {
    if matches!(reading.gap(next), "/" | " / ") {
        let (length, unit) = UNITS.longest(reading.words.get(next..)?)?;
        return Some((unit.name.to_owned(), next + length));
    }
    is_joined(reading, next, true)
        .then(|| per_words(reading, next))
        .flatten()
}

/// The same in words, whatever mark stands before them.
pub(super) fn per_words(reading: &Reading<'_>, next: usize) -> Option<(String, usize)> {
    let text = reading.word(next);
    let unit = |at: usize| {
        let (length, unit) = UNITS.longest(reading.words.get(at..)?)?;
        Some((unit.name.to_owned(), unit.dimension, at + length))
    };
    let adverb = match text {
        "annually" | "yearly" => "year",
        "daily" => "day",
        "weekly" => "week",
        "monthly" => "month",
        "hourly" => "hour",
        "nightly" => "night",
        "apiece" => "piece",
        _ => "",
    };
    if !adverb.is_empty() {
        return Some((adverb.to_owned(), next + 1));
    }
    let is_per = matches!(text, "per" | "Per");
    if !(is_per || matches!(text, "a" | "an" | "each" | "every"))
        || !is_joined(reading, next + 1, true)
    {
        return None;
    }
    match unit(next + 1) {
        Some((name, dimension, end)) if is_per || dimension != "money" => Some((name, end)),
        _ => {
            let word = reading.word(next + 1);
            let is_known = matches!(
                word,
                "share"
                    | "head"
                    | "piece"
                    | "person"
                    | "capita"
                    | "game"
                    | "night"
                    | "barrel"
                    | "vote"
                    | "unit"
                    | "ticket"
            );
            (is_per && word.starts_with(char::is_alphabetic)
                || is_known && text != "every" && text != "each")
                .then(|| (nouns::lemma(reading, next + 1), next + 2))
        }
    }
}
