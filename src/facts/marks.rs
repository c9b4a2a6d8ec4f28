//! What one look at each word tells those who read facts: how it is written, and in which lists it may begin an entry.
//!
//! Most words of a text begin no number, no date and no name. They are passed by at the cost of one bit each, where a look
//! at their letters and into each list would be most of the work.

use std::ops::BitOr;
use std::sync::LazyLock;

use super::{dates, entities, figures};
use crate::text::words::Word;

/// What a look at a word tells: a set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Mark(u8);

impl Mark {
    /// Its first letter is a capital.
    pub const CAPITAL: Mark = Mark(1);
    /// It has a small letter.
    pub const SMALL: Mark = Mark(1 << 1);
    /// It begins with an ASCII digit.
    pub const NUMERAL: Mark = Mark(1 << 2);
    /// It has an ASCII digit.
    pub const DIGIT: Mark = Mark(1 << 3);
    /// It may be a number word. Few are told so that are none, and none that is one is left out; so with the next two.
    pub const NUMBER: Mark = Mark(1 << 4);
    /// It may begin a date or a time in words.
    pub const MOMENT: Mark = Mark(1 << 5);
    /// It may be a word that tells of names.
    pub const SENSE: Mark = Mark(1 << 6);

    /// It has a letter beyond ASCII.
    pub const BEYOND: Mark = Mark(1 << 7);

    /// Whether it is any of these.
    #[inline]
    pub fn is(self, any: Mark) -> bool {
        self.0 & any.0 != 0
    }

    const fn or(self, other: Mark) -> Mark {
        Mark(self.0 | other.0)
    }
}

impl BitOr for Mark {
    type Output = Mark;

    #[inline]
    fn bitor(self, other: Mark) -> Mark {
        self.or(other)
    }
}

/// The marks of the words of a body.
pub fn marks(body: &str, words: &[Word]) -> Vec<Mark> {
    let hints = &*HINTS;
    let marks = words.iter().map(|word| {
        let hint = hints.get(slot(word.hash)).copied().unwrap_or_default();
        hint.or(look(body, *word))
    });
    marks.collect()
}

/// What the letters of a word tell. Byte by byte: words are short, and eight at a time took half as many instructions again.
#[inline]
fn look(body: &str, word: Word) -> Mark {
    let text = body.as_bytes().get(word.range()).unwrap_or_default();
    let all = text
        .iter()
        .fold(0, |all, &byte| all | LETTERS[usize::from(byte)].0);
    if all & Mark::BEYOND.0 != 0 {
        return look_beyond(&body[word.range()]);
    }
    let first = text.first().map_or(0, |&byte| LETTERS[usize::from(byte)].0);
    // A digit counts at the front and anywhere, a capital at the front alone.
    let front = first & (Mark::CAPITAL.0 | Mark::NUMERAL.0);
    Mark(front | all & (Mark::SMALL.0 | Mark::DIGIT.0))
}

/// The same for a word with letters beyond ASCII.
#[cold]
fn look_beyond(text: &str) -> Mark {
    let mut mark = Mark::BEYOND;
    for (is_so, told) in [
        (text.starts_with(char::is_uppercase), Mark::CAPITAL),
        (text.contains(char::is_lowercase), Mark::SMALL),
        (text.as_bytes()[0].is_ascii_digit(), Mark::NUMERAL),
        (text.contains(|c: char| c.is_ascii_digit()), Mark::DIGIT),
    ] {
        mark = if is_so { mark.or(told) } else { mark };
    }
    mark
}

/// What each byte tells of a word that holds it.
static LETTERS: [Mark; 256] = {
    let mut letters = [Mark::BEYOND; 256];
    let mut byte = 0;
    while byte < 128 {
        letters[byte] = match byte as u8 {
            b'A'..=b'Z' => Mark::CAPITAL,
            b'a'..=b'z' => Mark::SMALL,
            b'0'..=b'9' => Mark::NUMERAL.or(Mark::DIGIT),
            _ => Mark(0),
        };
        byte += 1;
    }
    letters
};

/// Bits of a hash by which a word's hint is found: of words that stand in no list, some one in ten is told to.
const SLOT_BITS: u32 = 17;

fn slot(hash: u64) -> usize {
    (hash >> (64 - SLOT_BITS)) as usize
}

/// What the lists tell of the words of each slot.
static HINTS: LazyLock<Box<[Mark]>> = LazyLock::new(|| {
    let mut hints = vec![Mark::default(); 1 << SLOT_BITS].into_boxed_slice();
    let mut note = |hashes: &mut dyn Iterator<Item = u64>, mark| {
        for hash in hashes {
            let hint = &mut hints[slot(hash)];
            *hint = hint.or(mark);
        }
    };
    note(&mut figures::first_words(), Mark::NUMBER);
    note(&mut dates::first_words(), Mark::MOMENT);
    note(&mut entities::known_words(), Mark::SENSE);
    hints
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words::words;

    fn mark(word: &str) -> Mark {
        let [mark] = marks(word, &words(word))[..] else {
            panic!("{word}");
        };
        mark
    }

    #[test]
    fn letters_tell() {
        for (word, told) in [
            ("Ada", Mark::CAPITAL.or(Mark::SMALL)),
            ("ADA", Mark::CAPITAL),
            ("Élan", Mark::CAPITAL.or(Mark::SMALL)),
            ("ÉLAN", Mark::CAPITAL),
            ("élan", Mark::SMALL),
            ("aDA", Mark::SMALL),
            ("16th", Mark::NUMERAL.or(Mark::DIGIT).or(Mark::SMALL)),
            ("A5", Mark::CAPITAL.or(Mark::DIGIT)),
            ("5é", Mark::NUMERAL.or(Mark::DIGIT).or(Mark::SMALL)),
            ("_", Mark(0)),
            ("日本", Mark(0)),
        ] {
            let letters = mark(word).0 & 0b1111;
            assert_eq!(mark(word).is(Mark::BEYOND), !word.is_ascii(), "{word}");
            assert_eq!(letters, told.0, "{word}");
        }
    }

    #[test]
    fn lists_tell_of_their_words() {
        assert!(mark("Twelve").is(Mark::NUMBER));
        assert!(mark("yesterday").is(Mark::MOMENT));
        assert!(mark("spokesman").is(Mark::SENSE));
        let others = ["qworb", "zlint", "mumfle", "crandish", "perluv"];
        let told = others.map(|word| mark(word).is(Mark::NUMBER.or(Mark::MOMENT)));
        assert_ne!(told, [true; 5]);
    }
}
