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
pub struct Shape(u8);

impl Shape {
    /// Its first letter is a capital.
    pub const CAPITAL: Shape = Shape(1);
    /// It has a small letter.
    pub const SMALL: Shape = Shape(1 << 1);
    /// It begins with an ASCII digit.
    pub const NUMERAL: Shape = Shape(1 << 2);
    /// It has an ASCII digit.
    pub const DIGIT: Shape = Shape(1 << 3);
    /// It may be a number word: some are told so that are none, but none that is one is left out. So with the next two.
    pub const NUMBER: Shape = Shape(1 << 4);
    /// It may begin a date or a time in words.
    pub const MOMENT: Shape = Shape(1 << 5);
    /// It may be a word that tells of names.
    pub const SENSE: Shape = Shape(1 << 6);
    /// It has a letter beyond ASCII.
    pub const BEYOND: Shape = Shape(1 << 7);

    /// Whether it is any of these.
    #[inline]
    pub fn is(self, any: Shape) -> bool {
        self.0 & any.0 != 0
    }

    const fn or(self, other: Shape) -> Shape {
        Shape(self.0 | other.0)
    }
}

impl BitOr for Shape {
    type Output = Shape;

    #[inline]
    fn bitor(self, other: Shape) -> Shape {
        self.or(other)
    }
}

/// The shapes of the words of a body.
pub fn shapes(body: &str, words: &[Word]) -> Vec<Shape> {
    let hints = &*HINTS;
    let shapes = words.iter().map(|word| {
        let hint = hints.get(slot(word.hash)).copied().unwrap_or_default();
        hint.or(look(body, *word))
    });
    shapes.collect()
}

/// What the letters of a word tell. Byte by byte: words are short, and eight at a time took half as many instructions again.
#[inline]
fn look(body: &str, word: Word) -> Shape {
    let text = body.as_bytes().get(word.range()).unwrap_or_default();
    let all = text
        .iter()
        .fold(0, |all, &byte| all | LETTERS[usize::from(byte)].0);
    if all & Shape::BEYOND.0 != 0 {
        return look_beyond(&body[word.range()]);
    }
    let first = text.first().map_or(0, |&byte| LETTERS[usize::from(byte)].0);
    // A digit counts at the front and anywhere, a capital at the front alone.
    let front = first & (Shape::CAPITAL.0 | Shape::NUMERAL.0);
    Shape(front | all & (Shape::SMALL.0 | Shape::DIGIT.0))
}

/// The same for a word with letters beyond ASCII.
#[cold]
fn look_beyond(text: &str) -> Shape {
    let mut shape = Shape::BEYOND;
    for (is_so, told) in [
        (text.starts_with(char::is_uppercase), Shape::CAPITAL),
        (text.contains(char::is_lowercase), Shape::SMALL),
        (text.as_bytes()[0].is_ascii_digit(), Shape::NUMERAL),
        (text.contains(|c: char| c.is_ascii_digit()), Shape::DIGIT),
    ] {
        shape = if is_so { shape.or(told) } else { shape };
    }
    shape
}

/// What each byte tells of a word that holds it.
static LETTERS: [Shape; 256] = {
    let mut letters = [Shape::BEYOND; 256];
    let mut byte = 0;
    while byte < 128 {
        letters[byte] = match byte as u8 {
            b'A'..=b'Z' => Shape::CAPITAL,
            b'a'..=b'z' => Shape::SMALL,
            b'0'..=b'9' => Shape::NUMERAL.or(Shape::DIGIT),
            _ => Shape(0),
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
static HINTS: LazyLock<Box<[Shape]>> = LazyLock::new(|| {
    let mut hints = vec![Shape::default(); 1 << SLOT_BITS].into_boxed_slice();
    let mut note = |hashes: &mut dyn Iterator<Item = u64>, shape| {
        for hash in hashes {
            let hint = &mut hints[slot(hash)];
            *hint = hint.or(shape);
        }
    };
    note(&mut figures::first_words(), Shape::NUMBER);
    note(&mut dates::first_words(), Shape::MOMENT);
    note(&mut entities::known_words(), Shape::SENSE);
    hints
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words::words;

    fn shape(word: &str) -> Shape {
        let [shape] = shapes(word, &words(word))[..] else {
            panic!("{word}");
        };
        shape
    }

    #[test]
    fn letters_tell() {
        for (word, told) in [
            ("Ada", Shape::CAPITAL.or(Shape::SMALL)),
            ("ADA", Shape::CAPITAL),
            ("Élan", Shape::CAPITAL.or(Shape::SMALL)),
            ("ÉLAN", Shape::CAPITAL),
            ("élan", Shape::SMALL),
            ("aDA", Shape::SMALL),
            ("16th", Shape::NUMERAL.or(Shape::DIGIT).or(Shape::SMALL)),
            ("A5", Shape::CAPITAL.or(Shape::DIGIT)),
            ("5é", Shape::NUMERAL.or(Shape::DIGIT).or(Shape::SMALL)),
            ("_", Shape(0)),
            ("日本", Shape(0)),
        ] {
            let letters = shape(word).0 & 0b1111;
            assert_eq!(shape(word).is(Shape::BEYOND), !word.is_ascii(), "{word}");
            assert_eq!(letters, told.0, "{word}");
        }
    }

    #[test]
    fn lists_tell_of_their_words() {
        assert!(shape("Twelve").is(Shape::NUMBER));
        assert!(shape("yesterday").is(Shape::MOMENT));
        assert!(shape("spokesman").is(Shape::SENSE));
        let others = ["qworb", "zlint", "mumfle", "crandish", "perluv"];
        let told = others.map(|word| shape(word).is(Shape::NUMBER.or(Shape::MOMENT)));
        assert_ne!(told, [true; 5]);
    }
}
