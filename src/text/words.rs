//! Words, as copies are compared by: runs of letters, digits and `_`, without regard to case.
//!
//! One pass gives each word's place and a 64-bit hash of its folded form. ASCII, which is nearly all of most news text,
//! is folded on the way; other words go through NFC and Unicode lower-casing, so that `É` is one letter however it is
//! encoded. Apostrophes, hyphens and quotation marks part words: `Trump’s` is `trump`, `s`, whatever apostrophe is used.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// One word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Offset of its first byte.
    pub start: u32,
    /// Offset of the byte after its last.
    pub end: u32,
    /// Hash of its folded form: the same in every run and on every machine. The lowest bit tells a run of digits.
    pub hash: u64,
}

impl Word {
    /// Its place in bytes.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether it is made of ASCII digits alone.
    pub fn is_digits(self) -> bool {
        self.hash & 1 == 1
    }
}

/// The words of a text; see [`read`].
pub fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    read(text, &mut words);
    words
}

/// Appends the words of `text` to `words`. Texts of 4 GiB and more are read up to there: offsets are 32 bits wide.
///
/// ASCII is read eight bytes at a time: words are short, and a loop that ends at every byte's whim is what would cost.
pub fn read(text: &str, words: &mut Vec<Word>) {
    let bytes = text.as_bytes();
    let bytes = &bytes[..bytes.len().min(u32::MAX as usize)];
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        let (mut state, mut digits) = (SEED, true);
        let (chunk, length) = loop {
            let eight = eight_at(bytes, at);
            let (length, leading_digits) = word_bytes(eight);
            at += length;
            digits &= leading_digits >= length;
            if length < 8 {
                // `| 0x20` folds ASCII letters, leaves digits alone and takes `_` to a byte of its own.
                break (
                    (eight | (EACH * 0x20)) & !(u64::MAX << (8 * length)),
                    at - start,
                );
            }
            state = mix(state, eight | (EACH * 0x20));
        };
        let is_ascii = bytes.get(at).is_none_or(u8::is_ascii);
        if !is_ascii && let Some(end) = beyond_ascii(text, start) {
            push(words, start, end, folded(&text[start..end]));
            at = end;
            continue;
        }
        if length > 0 {
            let hash = finish(state, chunk, length) & !1 | u64::from(digits);
            push(words, start, at, hash);
        }
        // What ends a word, most often a blank, begins none.
        at += if is_ascii {
            1
        } else {
            text[at..].chars().next().map_or(1, char::len_utf8)
        };
    }
}

fn push(words: &mut Vec<Word>, start: usize, end: usize, hash: u64) {
    words.push(Word {
        start: start as u32,
        end: end as u32,
        hash,
    });
}

/// The eight bytes at `at`, the first the lowest; zeros behind the end.
fn eight_at(bytes: &[u8], at: usize) -> u64 {
    match bytes
        .get(at..at + 8)
        .and_then(|eight| eight.try_into().ok())
    {
        Some(eight) => u64::from_le_bytes(eight),
        None => bytes[at..]
            .iter()
            .rev()
            .fold(0, |eight, &byte| (eight << 8) | u64::from(byte)),
    }
}

/// A one in each byte: `EACH * n` is `n` in each.
const EACH: u64 = 0x0101_0101_0101_0101;

/// How many of eight bytes, from the lowest, are ASCII letters, digits or `_`; and how many are digits.
fn word_bytes(eight: u64) -> (usize, usize) {
    // Of each byte the lower seven bits; sums of two such never carry into the next byte, and show in its top bit.
    let from = |bits: u64, least: u8| bits + EACH * u64::from(0x80 - least);
    let within = |bits: u64, least: u8, most: u8| from(bits, least) & !from(bits, most + 1);
    let bits = eight & (EACH * 0x7f);
    let digits = within(bits, b'0', b'9');
    let word = within(bits | (EACH * 0x20), b'a', b'z') | digits | within(bits, b'_', b'_');
    let leading = |mask: u64| (!(mask & !eight) & (EACH * 0x80)).trailing_zeros() as usize / 8;
    (leading(word), leading(digits))
}

/// The end of the word at `start`, where it holds a letter beyond ASCII.
fn beyond_ascii(text: &str, start: usize) -> Option<usize> {
    let rest = &text[start..];
    let end = rest
        .find(|c: char| !(c.is_alphanumeric() || c == '_' || is_combining_mark(c)))
        .unwrap_or(rest.len());
    (!rest[..end].is_ascii()).then_some(start + end)
}

/// The hash that [`words`] gives a word of any letters: of the bytes of its NFC, lower-cased.
fn folded(word: &str) -> u64 {
    let folded: String = word
        .nfc()
        .flat_map(char::to_lowercase)
        .nfc()
        .map(|c| if c == '_' { '\u{7f}' } else { c })
        .collect();
    let (mut state, mut at) = (SEED, 0);
    while folded.len() - at >= 8 {
        state = mix(state, eight_at(folded.as_bytes(), at));
        at += 8;
    }
    finish(state, eight_at(folded.as_bytes(), at), folded.len()) & !1
}

const SEED: u64 = 0x243f_6a88_85a3_08d3; // digits of pi

/// One step of the word hash: a widening multiplication, its halves folded together.
fn mix(state: u64, chunk: u64) -> u64 {
    let product = u128::from(state ^ chunk) * u128::from(0x9e37_79b9_7f4a_7c15_u64);
    (product as u64) ^ ((product >> 64) as u64) ^ state.rotate_left(23)
}

/// The last step: fewer than eight bytes, and the word's length, so that trailing zeros count.
fn finish(state: u64, chunk: u64, length: usize) -> u64 {
    mix(state, chunk ^ (length as u64) << 56)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn spelled(text: &str) -> Vec<&str> {
        words(text).iter().map(|w| &text[w.range()]).collect()
    }

    #[test]
    fn splits_as_a_reader_would() {
        assert_eq!(
            spelled("Trump’s “high-level” talks, 5,000 dead_line"),
            [
                "Trump",
                "s",
                "high",
                "level",
                "talks",
                "5",
                "000",
                "dead_line"
            ]
        );
        assert_eq!(
            spelled("Zoë’s naïve CAFÉ—日本語。x"),
            ["Zoë", "s", "naïve", "CAFÉ", "日本語", "x"]
        );
        assert_eq!(spelled(" \t\n…"), [""; 0]);
    }

    #[test]
    fn folds_case_and_composition() {
        let same = |a: &str, b: &str| {
            let hashes = |t| words(t).iter().map(|w| w.hash).collect::<Vec<_>>();
            assert_eq!(hashes(a), hashes(b), "{a} {b}");
        };
        same("Ceasefire TALKS in_2031", "ceasefire talks IN_2031");
        same("É", "e\u{301}");
        same("ÉTAT d’urgence", "état d'urgence");
        assert_ne!(words("abcdefgh")[0].hash, words("abcdefg")[0].hash);
        assert_ne!(words("a")[0].hash, words("aa")[0].hash);
        assert_ne!(words("abcdefghabcdefgh")[0].hash, words("abcdefgh")[0].hash);
    }

    proptest! {
        #[test]
        fn in_order_and_on_boundaries(text in "\\PC{0,60}") {
            let mut last = 0;
            for word in words(&text) {
                prop_assert!(last <= word.range().start && word.start < word.end);
                prop_assert!(text.is_char_boundary(word.range().start) && text.is_char_boundary(word.range().end));
                last = word.range().end;
            }
        }

        #[test]
        fn a_word_hashes_as_its_folded_form(word in "[a-zA-Z0-9_éÉüßЖж]{1,20}") {
            let all = words(&word);
            prop_assert_eq!(all.len(), 1);
            prop_assert_eq!(all[0].is_digits(), word.bytes().all(|b| b.is_ascii_digit()));
            prop_assert_eq!(all[0].hash & !1, folded(&word));
        }
    }
}
