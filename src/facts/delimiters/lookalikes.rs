//! Telling marks from what looks like them: ’ the apostrophe, ‘ or ' before a word that lost its head, " the sign for inches.

use super::cues;
use super::glyph::Glyph::{LeftSingle, RightDouble, StraightDouble, TwoStraight};
use super::lex::{Facing, Mark, Side, side};
use super::work;

/// Words that are written with an apostrophe for what they lost at the front; lower case, sorted.
#[rustfmt::skip]
const HEADLESS: &[&str] = &[
    "bout", "burbs", "cause", "cept", "cos", "coz", "cuz", "em", "er", "fraid", "gainst", "kay",
    "n", "nam", "ndrangheta", "neath", "nother", "nuff", "pon", "round", "s", "scuse", "sup", "t",
    "til", "till", "tis", "tude", "twas", "tween", "twere", "twill", "twixt", "twould", "uns",
    "zat",
];

/// Words that are written with an apostrophe for what they lost at the end; lower case, sorted.
#[rustfmt::skip]
const TAILLESS: &[&str] = &[
    "an", "bo", "bro", "di", "fo", "havin", "lil", "lo", "mo", "n", "o", "ol", "ole", "po", "th",
    "tha", "wi", "yo",
];

/// Whether a mark at the head of a word may be an apostrophe: `’em`, `'til`, `‘90s`, `’16`.
pub(super) fn may_open_a_headless_word(body: &str, mark: &Mark) -> bool {
    let rest = &body[mark.end()..];
    let digits = rest.bytes().take(5).take_while(u8::is_ascii_digit).count();
    if digits == 2 {
        return true;
    }
    debug_assert!(HEADLESS.is_sorted() && TAILLESS.is_sorted());
    let word = leading_word(rest);
    word.len() <= 10
        && HEADLESS
            .binary_search(&word.to_ascii_lowercase().as_str())
            .is_ok()
}

/// Words with a vowel at the front that begin sentences and titles, and no name; lower case, sorted.
#[rustfmt::skip]
const NO_NAMES: &[&str] = &[
    "a", "about", "absolutely", "after", "again", "all", "also", "always", "america", "american",
    "americans", "an", "and", "another", "any", "anyone", "anything", "are", "as", "ask", "at",
    "each", "either", "enough", "even", "every", "everybody", "everyone", "everything", "exactly",
    "excuse", "i", "if", "imagine", "in", "into", "is", "it", "its", "obviously", "of", "off", "oh",
    "ok", "okay", "old", "on", "once", "one", "only", "open", "or", "other", "our", "out", "over",
    "under", "unless", "until", "up", "us", "use",
];

/// Whether a single mark that nothing closes may be the sign of a sound at the head of a name: ‘Umar, ‘Eid, ‘Okina. The ayn, the
/// hamza and the okina stand before a vowel. What comma, colon, mark or verb of saying leads up to is a quotation; so is what
/// an attribution follows at the head of a paragraph, which ends at byte `end`.
pub(super) fn may_open_a_name(body: &str, mark: &Mark, end: usize) -> bool {
    const VOWELS: &str = "AEIOUÁÉÍÓÚÂÊÎÔÛĀĒĪŌŪ";
    let rest = body.get(mark.end()..end).unwrap_or_default();
    if mark.glyph != LeftSingle || !rest.starts_with(|c| VOWELS.contains(c)) {
        return false;
    }
    debug_assert!(NO_NAMES.is_sorted());
    let word = leading_word(rest).to_lowercase();
    if NO_NAMES.binary_search(&word.as_str()).is_ok() {
        return false;
    }
    if body[..mark.at].ends_with(['\n', '\r']) || mark.at == 0 {
        let near = rest.char_indices().nth(ATTRIBUTED);
        let near = near.map_or(rest, |(end, _)| &rest[..end]);
        work::done(near.len());
        return cues::attribution(near).is_none();
    }
    let before = body[..mark.at].trim_end_matches([' ', '\u{a0}']);
    before.len() < mark.at
        && before.ends_with(|c: char| c.is_alphanumeric() || c == '\n')
        && !cues::ends_with_verb(before)
}

/// How far an attribution is sought, in characters.
const ATTRIBUTED: usize = 400;

/// How sure it is that a single mark which ends a word closes a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Closing {
    /// Not at all: a foot, a word that lost its tail (rockin’).
    Hardly,
    /// As well the apostrophe of a plural (negotiators’).
    Maybe,
    /// Nothing else fits, if a quotation is open.
    Likely,
    /// After a comma, a full stop: even with nothing open it is no apostrophe.
    Surely,
}

/// Judges a single mark that does not open and does not stand within a word.
pub(super) fn closing(body: &str, mark: &Mark) -> Closing {
    let text = &body[..mark.at];
    let raw = text.chars().next_back().unwrap_or(' ');
    match raw {
        ',' | '!' | '?' | '…' => Closing::Surely,
        '.' if !ends_an_abbreviation(text) => Closing::Surely,
        _ if side(raw) == Side::Blank => Closing::Hardly,
        _ if !raw.is_alphanumeric() => Closing::Likely,
        _ => {
            let word = trailing_word(text);
            let lower = word.to_ascii_lowercase();
            let tailless = TAILLESS.binary_search(&lower.as_str()).is_ok()
                || (lower.len() > 3 && (lower.ends_with("in") || lower.ends_with("en")));
            let open_ended = side(mark.next) == Side::Blank;
            if tailless && open_ended {
                Closing::Hardly
            } else if matches!(raw, 's' | 'S' | 'z' | 'x') && open_ended || raw.is_ascii_digit() {
                Closing::Maybe
            } else {
                Closing::Likely
            }
        }
    }
}

/// Whether a single mark may be an apostrophe that ends a word before whatever mark, or one cut off from its ending (the world’ s).
pub(super) fn may_end_a_word(body: &str, mark: &Mark) -> bool {
    let ends_plural = body[..mark.at].ends_with(['s', 'S', 'z', 'x']);
    let cut_off = leading_word(body[mark.end()..].trim_start_matches(' ')).len() == 1;
    ends_plural || cut_off || !body[..mark.at].ends_with(char::is_alphanumeric)
}

/// Which way a straight double mark faces that only a blank parts from a single one: `said, 'Go.' "`.
pub(super) fn beside_single(body: &str, mark: &Mark) -> Facing {
    let blanks = [' ', '\u{a0}', '\u{2009}', '\u{200a}', '\u{202f}'];
    let before = body[..mark.at].trim_end_matches(blanks);
    let after = body[mark.end()..].trim_start_matches(blanks);
    if before.ends_with(['\'', '’']) {
        Facing::Closes
    } else if after.starts_with(['\'', '‘']) {
        Facing::Opens
    } else {
        Facing::Unclear
    }
}

/// Whether the full stop that ends `text` may belong to an abbreviation: `U.S.`, `Inc.`, `J.`
fn ends_an_abbreviation(text: &str) -> bool {
    let word = trailing_word(text.trim_end_matches('.'));
    let before = text.trim_end_matches('.').len() - word.len();
    word.chars().count() < 2
        || text[..before].ends_with('.')
        || (word.len() <= 4 && word.starts_with(char::is_uppercase))
}

/// The world"s: no mark stands there.
pub(super) fn is_mistyped_apostrophe(body: &str, mark: &Mark) -> bool {
    let suffix = &body[mark.end()..];
    body[..mark.at].ends_with(char::is_alphabetic)
        && ["s", "t", "re", "ve", "ll", "d", "m"].iter().any(|s| {
            suffix
                .strip_prefix(s)
                .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })
}

/// A double mark after a digit may be the sign for inches or seconds: 12", 12”.
pub(super) fn is_inch(body: &str, mark: &Mark) -> bool {
    matches!(mark.glyph, StraightDouble | TwoStraight | RightDouble)
        && body[..mark.at].ends_with(|c: char| c.is_numeric())
        && mark.facing() != Facing::Opens
        && digits_before(body, mark.at) <= 3
}

/// 6'2": nothing else looks like it.
pub(super) fn is_foot_and_inch(body: &str, mark: &Mark) -> bool {
    let text = &body[..mark.at - digits_before(body, mark.at).min(mark.at)];
    let text = text.trim_end_matches(' ');
    text.strip_suffix(['\'', '’', '′'])
        .is_some_and(|t| t.ends_with(|c: char| c.is_ascii_digit()))
}

fn digits_before(body: &str, at: usize) -> usize {
    body.as_bytes()[..at]
        .iter()
        .rev()
        .take(5)
        .take_while(|b| b.is_ascii_digit())
        .count()
}

/// The longest word looked at, in characters: what is longer is no word, and looking at it would cost.
const LONGEST: usize = 32;

fn leading_word(text: &str) -> &str {
    let end = text
        .char_indices()
        .take(LONGEST)
        .take_while(|(_, c)| c.is_alphanumeric())
        .last()
        .map_or(0, |(i, c)| i + c.len_utf8());
    &text[..end]
}

/// The letters and digits that end `text`.
pub(super) fn trailing_word(text: &str) -> &str {
    let start = text
        .char_indices()
        .rev()
        .take(LONGEST)
        .take_while(|(_, c)| c.is_alphanumeric())
        .last()
        .map_or(text.len(), |(i, _)| i);
    &text[start..]
}
