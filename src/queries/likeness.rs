//! How well a name answers to what someone types to find it.

use crate::text::normalise::typed;

/// What is looked for, in small letters and without marks on them: `kyiv ze` finds `Kyiv: Zelenskyy speaks`.
#[derive(Debug, Clone)]
pub struct Wanted {
    letters: Vec<char>,
}

/// How well something answers; more is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// All letters in their order, with others between them; so many of them at the start of a word.
    Scattered(u16),
    /// All of it, within a word.
    Within,
    /// All of it, at the start of a word.
    Word,
    /// All of it, at the start.
    Start,
    /// It is that.
    Whole,
}

impl Wanted {
    /// Prepares what is looked for. Blanks around it do not count.
    pub fn new(text: &str) -> Wanted {
        let mut letters = Vec::new();
        plain(text.trim(), &mut letters);
        Wanted { letters }
    }

    /// How well a name answers; `None` where it does not. `scratch` is memory to be used again.
    pub fn likeness(&self, name: &str, scratch: &mut Vec<char>) -> Option<Likeness> {
        let wanted = &self.letters[..];
        let Some(&first) = wanted.first() else {
            return Some(Likeness::Within);
        };
        scratch.clear();
        plain(name, scratch);
        let name = &scratch[..];
        if name.len() < wanted.len() {
            return None;
        }
        let mut best = None;
        for (at, _) in name.iter().enumerate().filter(|(_, c)| **c == first) {
            if !name[at..].starts_with(wanted) {
                continue;
            }
            let likeness = match at {
                0 if name.len() == wanted.len() => Likeness::Whole,
                0 => Likeness::Start,
                _ if starts_word(name, at) => Likeness::Word,
                _ => Likeness::Within,
            };
            best = best.max(Some(likeness));
        }
        best.or_else(|| scattered(name, wanted))
    }
}

/// Whether the letters stand in the name in their order. Each is looked for right behind the one before it, then at the
/// start of a word, then anywhere; at most a quarter of them may be found in that last way.
fn scattered(name: &[char], wanted: &[char]) -> Option<Likeness> {
    let (mut at, mut starts, mut alone) = (0, 0, 0);
    for (number, &letter) in wanted.iter().enumerate() {
        let next = name.get(at) == Some(&letter) && number > 0;
        let found = if next {
            at
        } else {
            let rest = name.get(at..)?;
            let places = || rest.iter().enumerate().filter(|(_, c)| **c == letter);
            let start = places().find(|(place, _)| starts_word(name, at + place));
            at + start.or_else(|| places().next())?.0
        };
        if starts_word(name, found) {
            starts += 1;
        } else if !next {
            alone += 1;
        }
        at = found + 1;
    }
    (alone * 4 <= wanted.len()).then_some(Likeness::Scattered(starts))
}

fn starts_word(name: &[char], at: usize) -> bool {
    let is_word = |c: &char| c.is_alphanumeric();
    let before = at.checked_sub(1).and_then(|before| name.get(before));
    name.get(at).is_some_and(is_word) && !before.is_some_and(is_word)
}

/// Adds a text in small letters, without the marks on them.
fn plain(text: &str, to: &mut Vec<char>) {
    if text.is_ascii() {
        to.extend(
            text.bytes()
                .map(|byte| char::from(byte.to_ascii_lowercase())),
        );
        return;
    }
    to.extend(typed(text));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_comes_first() {
        use Likeness::{Scattered, Start, Whole, Within, Word};
        for (wanted, name, expected) in [
            ("ada hale", "Ada Hale", Some(Whole)),
            ("ADA", "Ada Hale", Some(Start)),
            (" hale ", "Ada Hale", Some(Word)),
            ("ale", "Ada Hale", Some(Within)),
            ("ah", "Ada Hale", Some(Scattered(2))),
            ("adha", "Ada Hale", Some(Scattered(2))),
            ("zelensky", "Володимир", None),
            ("sao jose", "São José", Some(Whole)),
            ("lodz", "Łódź", Some(Whole)),
            ("hale ada", "Ada Hale", None),
            ("dle", "Ada Hale", None),
            ("", "anything", Some(Within)),
        ] {
            let likeness = Wanted::new(wanted).likeness(name, &mut Vec::new());
            assert_eq!(likeness, expected, "{wanted} in {name}");
        }
        assert!(Scattered(9) < Within && Within < Word && Word < Start && Start < Whole);
    }
}
