//! Whether two names may be those of one person, by the names alone.
//!
//! A name is taken apart into given names, surname and generation (`Jr.`); titles and a possessive are left out.
//! Spellings are compared as [`super::spelling`] has it, given names besides by a list of variants and short forms.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::spelling::{agree_loosely, is_one_letter_off, plain, regional, strict};
use super::titles;

pub(crate) use super::marks::{is_marked, main_word, without_class};
pub(crate) use super::senses::{begins_with_given, is_role, is_team, thing};

/// What two names have to do with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Same {
    /// One name, in one spelling or two: `Sergey Lavrov`, `Sergei Lavrov`.
    Same,
    /// One may stand for the other, and for others too: `Lavrov`, `S. Lavrov`, `Sergei Lavrov`.
    Compatible,
    /// Two names: `Ann Roe`, `Bill Roe`.
    Different,
}

/// A name of a person taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Name {
    /// Its words in order ([`plain`]), without titles, particles and generation.
    words: SmallVec<[Box<str>; 3]>,
    /// `jr`, `sr`, `ii`, `iii`, `iv`; empty where it says none.
    generation: &'static str,
    /// The name between quotation marks or brackets: `Jerry` in `Luis (Jerry) Roe`.
    nickname: Option<Box<str>>,
}

const GENERATIONS: &[&str] = &["jr", "sr", "ii", "iii", "iv", "md", "phd"];

/// Words within a surname that may be left out or written together.
const PARTICLES: &[&str] = &[
    "al", "el", "bin", "ibn", "ben", "abu", "von", "van", "der", "den", "de", "da", "di", "la",
    "le", "du", "dos", "del",
];

impl Name {
    /// Takes a name apart, with the titles that stand before it and the possessive behind it.
    pub fn parse(text: &str) -> Name {
        let text = text.trim();
        let text = text
            .strip_suffix("'s")
            .or_else(|| text.strip_suffix("’s"))
            .unwrap_or(text);
        let mut name = Name::default();
        let mut within = false;
        for part in text.split([' ', '\t', '\n', '\u{a0}', ',']) {
            let marks = ['“', '”', '"', '‘', '’', '\'', '(', ')'];
            let opens = part.starts_with(marks);
            if (opens || within) && !name.words.is_empty() {
                within = !part.ends_with(marks);
                let nickname = plain(part);
                if !nickname.is_empty() {
                    name.nickname = Some(nickname.into());
                }
                continue;
            }
            // `J.K.` is two initials, `al-Assad` a particle and a name.
            let stops = part.trim_end_matches('.').contains('.');
            for word in part.split(|c| c == '-' || (stops && c == '.')) {
                name.push(&plain(word));
            }
        }
        let last = name.words.len().saturating_sub(1);
        let mut number = 0..;
        name.words.retain(|word| {
            let at = number.next().unwrap_or_default();
            // At the head of a name most particles are given names: `Ben`, `Van`.
            let particle = if at == 0 {
                matches!(&**word, "al" | "el")
            } else {
                PARTICLES.contains(&&**word)
            };
            at == last || !particle
        });
        name
    }

    fn push(&mut self, word: &str) {
        if word.is_empty() || (self.words.is_empty() && titles::is_title(word)) {
            return;
        }
        if let Some(&generation) = GENERATIONS.iter().find(|g| **g == word)
            && !self.words.is_empty()
        {
            self.generation = generation;
            return;
        }
        self.words.push(word.into());
    }

    /// Its last word; empty for no name at all.
    pub fn surname(&self) -> &str {
        self.words.last().map_or("", |w| w)
    }

    /// Its first word, where it has more than one.
    pub fn given(&self) -> Option<&str> {
        let first = self.words.first().filter(|_| self.words.len() > 1)?;
        Some(first)
    }

    /// Its words, in order.
    pub fn words(&self) -> &[Box<str>] {
        &self.words
    }

    /// Whether it has the words of another, each in the same or another spelling: `Sergey`, `Sergei`.
    pub fn is_respelled(&self, other: &Name) -> bool {
        let spelled = |a: &str, b: &str| {
            given_names(a, b) == Some(Same::Same)
                || regional(a) == regional(b)
                || is_misspelling(a, b)
        };
        self.words.len() == other.words.len()
            && self
                .words
                .iter()
                .zip(&other.words)
                .all(|(a, b)| spelled(a, b))
    }

    /// What it has to do with another.
    pub fn compare(&self, other: &Name) -> Same {
        let (long, short) = if self.words.len() >= other.words.len() {
            (self, other)
        } else {
            (other, self)
        };
        let generations = match (long.generation, short.generation) {
            (a, b) if a == b => Same::Same,
            ("", _) | (_, "") => Same::Compatible,
            _ => return Same::Different,
        };
        let by_words = match (long.words.len(), short.words.len()) {
            (1, 1) if is_one_surname(long.surname(), short.surname()) => Same::Same,
            (_, 0) | (1, 1) => Same::Different,
            (_, 1) => short_form(long, short.surname()),
            _ => full_names(long, short),
        };
        by_words.max(generations)
    }
}

/// Whether two names may be those of one person.
///
/// # Examples
///
/// ```
/// use variorum::facts::entities::names::{Same, may_be_same};
///
/// assert_eq!(may_be_same("Sergey Lavrov", "Sergei Lavrov"), Same::Same);
/// assert_eq!(may_be_same("President Trump", "Donald Trump"), Same::Compatible);
/// assert_eq!(may_be_same("Ann Roe", "Bill Roe"), Same::Different);
/// ```
pub fn may_be_same(a: &str, b: &str) -> Same {
    let by_name = Name::parse(a).compare(&Name::parse(b));
    if by_name == Same::Different && (is_acronym_of(a, b) || is_acronym_of(b, a)) {
        return Same::Compatible;
    }
    by_name
}

/// A name without the generation behind it: `Ada Hale` of `Ada Hale Jr.`
pub(crate) fn without_generation(text: &str) -> &str {
    let end = text.trim_end_matches('.');
    let cut = |g: &str| {
        let head = end.len().checked_sub(g.len())?;
        let is_last =
            end.get(head..)?.eq_ignore_ascii_case(g) && end.get(..head)?.ends_with([' ', ',']);
        is_last.then(|| end[..head].trim_end_matches([' ', ',']))
    };
    GENERATIONS.iter().find_map(|g| cut(g)).unwrap_or(text)
}

/// A name without what stands between quotation marks or brackets in it: `Luis Roe` of `Luis (Jerry) Roe`.
pub(crate) fn without_nickname(text: &str) -> String {
    let marks = ['“', '”', '"', '‘', '’', '\'', '(', ')'];
    let mut within = false;
    let mut words: Vec<&str> = Vec::new();
    for word in text.split(' ') {
        let opens = word.starts_with(marks);
        if !within && !opens {
            words.push(word);
        }
        within = (within || opens) && !word.ends_with(marks);
    }
    words.join(" ")
}

/// Whether a word in capitals is made of the initials of a phrase, small words left out or not.
pub fn is_acronym_of(acronym: &str, phrase: &str) -> bool {
    let letters: SmallVec<[char; 8]> = acronym.chars().filter(|c| *c != '.').collect();
    if !(2..=8).contains(&letters.len()) || !letters.iter().all(|c| c.is_uppercase()) {
        return false;
    }
    initials(phrase, true).nth(1).is_some()
        && (initials(phrase, false).eq(letters.iter().copied())
            || initials(phrase, true).eq(letters.iter().copied()))
}

/// The first letters of the words of a phrase as capitals, those in small letters too if `small`.
pub(crate) fn initials(phrase: &str, small: bool) -> impl Iterator<Item = char> {
    phrase
        .split([' ', '-', '\n'])
        .filter_map(|w| w.chars().next())
        .filter(move |c| small || c.is_uppercase())
        .map(|c| c.to_ascii_uppercase())
}

/// Whether two surnames that stand alone are one: no more than a custom of spelling apart.
pub fn is_one_surname(a: &str, b: &str) -> bool {
    a == b || strict(a) == strict(b)
}

/// A single word beside a name of several: a surname, or a given name that is no mere initial.
fn short_form(long: &Name, short: &str) -> Same {
    let fits = is_one_surname(long.surname(), short)
        || long.given().is_some_and(|given| {
            given.len() > 1 && matches!(given_names(given, short), Some(Same::Same))
        });
    if fits {
        Same::Compatible
    } else {
        Same::Different
    }
}

/// Two names of two words at least, the first the longer.
fn full_names(long: &Name, short: &Name) -> Same {
    let (Some(a), Some(b)) = (long.given(), short.given()) else {
        return Same::Different;
    };
    if long.words == short.words {
        return Same::Same;
    }
    // `Minh Tran` and `Tran Minh`; `Lo Presti` beside `Gaetano Lo Presti`.
    if long.words.iter().rev().eq(short.words.iter()) || long.words.ends_with(&short.words) {
        return Same::Compatible;
    }
    let surnames = if is_one_surname(long.surname(), short.surname()) {
        Same::Same
    } else if agree_loosely(long.surname(), short.surname()) {
        Same::Compatible
    } else {
        return Same::Different;
    };
    let called = |name: &Name, given: &str| name.nickname.as_deref() == Some(given);
    let given = match given_names(a, b) {
        Some(given) => given,
        None if called(long, b) || called(short, a) => Same::Compatible,
        None => return Same::Different,
    };
    let middle = middle_names(long, short);
    match (surnames, given, middle) {
        (Same::Same, Same::Same, Same::Same) => Same::Same,
        // A surname in another transliteration is believed only where the given name is the very same.
        (Same::Compatible, Same::Same, Same::Same) if a.len() > 1 => Same::Same,
        (Same::Compatible, Same::Compatible, _) | (_, _, Same::Different) => Same::Different,
        _ => Same::Compatible,
    }
}

/// Whether one surname looks like a misspelling of another: a letter off, in a word long enough, the first letter kept,
/// and no pair of surnames of their own (`Johnson`, `Johnston`).
pub fn is_misspelling(a: &str, b: &str) -> bool {
    a.len().min(b.len()) >= 6
        && a.as_bytes().first() == b.as_bytes().first()
        && is_one_letter_off(a, b)
}

/// Whether one surname looks like another with a slip of the pen: as [`is_misspelling`], or a letter more in a shorter one.
/// Such pairs are often two surnames (`Clark`, `Clarke`): it counts only where all else is the same.
pub(crate) fn is_slip(a: &str, b: &str) -> bool {
    is_misspelling(a, b)
        || a.len().min(b.len()) >= 4
            && a.len() != b.len()
            && a.as_bytes().first() == b.as_bytes().first()
            && is_one_letter_off(a, b)
}

/// What stands between given name and surname: initials and names must not speak against each other.
fn middle_names(long: &Name, short: &Name) -> Same {
    let middle = |name: &Name| -> SmallVec<[Box<str>; 2]> {
        let last = name.words.len().saturating_sub(1);
        name.words.get(1..last).unwrap_or_default().into()
    };
    let (a, b) = (middle(long), middle(short));
    match (a.first(), b.first()) {
        (None, None) => Same::Same,
        (Some(a), Some(b)) => given_names(a, b).unwrap_or(Same::Different),
        _ => Same::Compatible,
    }
}

/// Two given names: one name, a short form or initial of it, or nothing of the kind.
fn given_names(a: &str, b: &str) -> Option<Same> {
    if agree_loosely(a, b) {
        return Some(Same::Same);
    }
    let initial = |a: &str, b: &str| a.chars().count() == 1 && b.starts_with(a);
    if initial(a, b) || initial(b, a) {
        return Some(Same::Compatible);
    }
    let (a, b) = (VARIANTS.get(a)?, VARIANTS.get(b)?);
    let shared = |same| a.iter().any(|line| line.1 == same && b.contains(line));
    if shared(Same::Same) {
        Some(Same::Same)
    } else if shared(Same::Compatible) {
        Some(Same::Compatible)
    } else {
        None
    }
}

/// The lines of the list that a given name stands in, with what they are worth.
type Lines = SmallVec<[(u16, Same); 2]>;

static VARIANTS: LazyLock<FxHashMap<&'static str, Lines>> = LazyLock::new(|| {
    let mut lines: FxHashMap<&str, Lines> = FxHashMap::default();
    for (number, (class, line)) in
        crate::facts::lexicon::entries(include_str!("variants.txt")).enumerate()
    {
        let same = match class {
            "spelling" => Same::Same,
            _ => Same::Compatible,
        };
        for name in line.split_whitespace() {
            lines.entry(name).or_default().push((number as u16, same));
        }
    }
    lines
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_person_or_not() {
        use Same::{Compatible, Different, Same as One};
        for (a, b, expected) in [
            ("Trump", "Donald Trump", Compatible),
            ("Ann Roe", "Bill Roe", Different),
            ("Sergey Lavrov", "Sergei Lavrov", One),
            ("Sergey Lavrov", "Sergei Larov", Different),
            ("Zelenskyy", "Zelensky", One),
            ("Volodymyr Zelenskyy", "Zelensky", Compatible),
            ("Volodymyr Zelenskyy", "Vladimir Zelensky", Different),
            ("Muammar Gaddafi", "Moammar Kadhafi", One),
            ("Gaddafi", "Kadhafi", Different),
            ("Johnson", "Johnston", Different),
            ("Boris Johnson", "Boris Johnston", Different),
            ("Peskov", "Pskov", Different),
            ("Dmitry Peskov", "Pskov", Different),
            ("J. Smith", "John Smith", Compatible),
            ("J. Smith", "Kate Smith", Different),
            ("George H. Hale", "George W. Hale", Different),
            ("George Hale", "George W. Hale", Compatible),
            ("Bob Hale", "Robert Hale", Compatible),
            ("Mr. Hale", "Robert Hale", Compatible),
            ("Hale's", "Hale", One),
            ("President Hale", "Hale", One),
            ("Bashar al-Assad", "Bashar Assad", One),
            ("Bashar Al Assad", "Assad", Compatible),
            ("Ada Hale Jr.", "Ada Hale Sr.", Different),
            ("Ada Hale, Jr.", "Ada Hale", Compatible),
            ("José Núñez", "Jose Nunez", One),
            ("Ann", "Ann Roe", Compatible),
            ("Ben Marsh", "Bill Marsh", Different),
            ("Minh Tran", "Tran Minh", Compatible),
            ("J.K. Marsh", "Joan Marsh", Compatible),
            ("HBU", "Harbour Board Union", Compatible),
            ("", "Ann", Different),
        ] {
            assert_eq!(may_be_same(a, b), expected, "{a} / {b}");
            assert_eq!(may_be_same(b, a), expected, "{b} / {a}");
        }
    }
}
