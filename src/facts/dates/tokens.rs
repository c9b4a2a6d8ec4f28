//! The words of dates, as `words.txt` and `cues.txt` have them.

use std::sync::LazyLock;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::Unit;
use crate::facts::lexicon::{Lexicon, entries};

/// What a word or phrase says in a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    /// A month, 1 to 12.
    Month(i8, Spelling),
    /// A weekday, 1 (Monday) to 7.
    Weekday(i8, Spelling),
    /// So many days, weeks, months or years before or after the present one.
    Relative(Unit, i8),
    /// 12:00.
    Noon,
    /// 0:00.
    Midnight,
    /// An hour in words, 1 to 12.
    Hour(u8),
    /// A day that goes by its numbers, as `9/11` does.
    Known(Date),
    /// A name with the word of a date in it.
    Name,
}

/// How surely a word is the name of a month or a weekday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spelling {
    /// It is nothing else: `Monday`.
    Sure,
    /// It is another word too: `May`.
    Word,
    /// Only beside a number: `Sat`.
    Short,
}

/// What a word before or behind a possible date says about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Cue(u8);

impl Cue {
    pub(super) const STRONG: Cue = Cue(1);
    pub(super) const WEAK: Cue = Cue(2);
    pub(super) const DETERMINER: Cue = Cue(4);
    pub(super) const MONTH: Cue = Cue(8);
    pub(super) const PAST: Cue = Cue(16);
    pub(super) const FUTURE: Cue = Cue(32);
    pub(super) const GOES_ON: Cue = Cue(64);

    /// Whether it is one of these.
    pub(super) fn is(self, cue: Cue) -> bool {
        self.0 & cue.0 != 0
    }

    fn of_class(class: &str) -> Option<Cue> {
        Some(match class {
            "strong" => Cue::STRONG,
            "weak" => Cue::WEAK,
            "determiner" => Cue::DETERMINER,
            "month" => Cue::MONTH,
            "past" => Cue::PAST,
            "future" => Cue::FUTURE,
            "goes on" => Cue::GOES_ON,
            _ => return None,
        })
    }
}

/// The words that a date can begin with.
pub(super) static TOKENS: LazyLock<Lexicon<Token>> =
    LazyLock::new(|| Lexicon::parse(include_str!("words.txt"), token));

/// The words that tell dates from other numbers.
pub(super) static CUES: LazyLock<Lexicon<Cue>> = LazyLock::new(|| {
    // A word may stand in several classes.
    let mut known: FxHashMap<&str, u8> = FxHashMap::default();
    let file = include_str!("cues.txt");
    for (class, word) in entries(file) {
        *known.entry(word).or_default() |= Cue::of_class(class).map_or(0, |cue| cue.0);
    }
    Lexicon::parse(file, |_, word| known.get(word).map(|&cues| Cue(cues)))
});

fn token(class: &str, entry: &str) -> Option<Token> {
    let unit = |unit, steps: &str| Some(Token::Relative(unit, steps.parse().ok()?));
    Some(match class {
        "month" => Token::Month(month(entry)?, Spelling::Sure),
        "month that is a word" => Token::Month(month(entry)?, Spelling::Word),
        "month in short" => Token::Month(month(entry)?, Spelling::Short),
        "weekday" => Token::Weekday(weekday(entry)?, Spelling::Sure),
        "weekday in short" => Token::Weekday(weekday(entry)?, Spelling::Short),
        "noon" => Token::Noon,
        "midnight" => Token::Midnight,
        "hour" => Token::Hour(hour(entry)?),
        "name" => Token::Name,
        _ => match class.split_once(' ')? {
            ("known", day) => Token::Known(day.parse().ok()?),
            ("day", steps) => unit(Unit::Day, steps)?,
            ("week", steps) => unit(Unit::Week, steps)?,
            ("month", steps) => unit(Unit::Month, steps)?,
            ("year", steps) => unit(Unit::Year, steps)?,
            _ => return None,
        },
    })
}

fn month(name: &str) -> Option<i8> {
    by_start(name, "jan feb mar apr may jun jul aug sep oct nov dec")
}

fn weekday(name: &str) -> Option<i8> {
    by_start(name, "mon tue wed thu fri sat sun")
}

fn hour(name: &str) -> Option<u8> {
    let hours = "one two thr fou fiv six sev eig nin ten ele twe";
    by_start(name, hours).map(i8::unsigned_abs)
}

/// Which of `starts` a name begins with, from 1.
fn by_start(name: &str, starts: &str) -> Option<i8> {
    let start = name.get(..3)?;
    let place = starts
        .split(' ')
        .position(|s| s.eq_ignore_ascii_case(start))?;
    i8::try_from(place + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_means_something() {
        let file = include_str!("words.txt");
        for (class, entry) in crate::facts::lexicon::entries(file) {
            assert!(token(class, entry).is_some(), "{class}: {entry}");
        }
        for (class, entry) in crate::facts::lexicon::entries(include_str!("cues.txt")) {
            assert!(Cue::of_class(class).is_some(), "{class}: {entry}");
        }
        let named = |name| TOKENS.named(name);
        assert_eq!(named("sept"), Some(Token::Month(9, Spelling::Short)));
        assert_eq!(named("Sunday"), Some(Token::Weekday(7, Spelling::Sure)));
        assert_eq!(named("twelve"), Some(Token::Hour(12)));
        assert_eq!(named("last night"), Some(Token::Relative(Unit::Day, -1)));
        let and = CUES.named("and").unwrap_or_default();
        assert!(and.is(Cue::WEAK) && and.is(Cue::MONTH) && and.is(Cue::GOES_ON));
        assert!(!and.is(Cue::STRONG));
    }
}
