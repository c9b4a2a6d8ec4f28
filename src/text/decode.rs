//! The bytes of a file as text, and back, without the loss of a byte.
//!
//! A bundle is assembled from many hands, so one Latin-1 article in a file of UTF-8 is an everyday thing, and no
//! reason to refuse the rest. Each byte that is not UTF-8 stands in the text as one U+FFFD, and a side table holds
//! the byte itself: what is written back differs from what was read only where someone edited.

use std::ops::Range;

use super::irregular::{Irregularities, Occurrences, irregularities};

/// The text of a file, with what is needed to get the file's bytes back.
///
/// A byte order mark at the start is part of the text, as U+FEFF.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decoded {
    text: String,
    /// In the order of the text, and therefore of the file.
    invalid: Vec<InvalidByte>,
}

/// A byte that was not UTF-8, and the U+FFFD that stands for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct InvalidByte {
    text_offset: usize,
    file_offset: usize,
    byte: u8,
}

impl InvalidByte {
    /// The bytes that its U+FFFD takes in the text.
    const WIDTH: usize = char::REPLACEMENT_CHARACTER.len_utf8();

    fn text_end(self) -> usize {
        self.text_offset + Self::WIDTH
    }
}

impl Decoded {
    /// Decodes a file. UTF-8 is validated once and not copied.
    pub fn from_bytes(bytes: Vec<u8>) -> Self {
        match String::from_utf8(bytes) {
            Ok(text) => Self {
                text,
                invalid: Vec::new(),
            },
            Err(error) => Self::from_invalid(error.as_bytes()),
        }
    }

    fn from_invalid(bytes: &[u8]) -> Self {
        let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
        let mut invalid = Vec::new();
        let mut file_offset = 0;
        for chunk in bytes.utf8_chunks() {
            text.push_str(chunk.valid());
            file_offset += chunk.valid().len();
            for &byte in chunk.invalid() {
                invalid.push(InvalidByte {
                    text_offset: text.len(),
                    file_offset,
                    byte,
                });
                text.push(char::REPLACEMENT_CHARACTER);
                file_offset += 1;
            }
        }
        Self { text, invalid }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text alone; what the file's invalid bytes were is forgotten.
    pub fn into_text(self) -> String {
        self.text
    }

    /// Whether the file was UTF-8, so that offsets in the text and in the file are the same.
    pub fn is_utf8(&self) -> bool {
        self.invalid.is_empty()
    }

    /// The offset in the file of an offset in the text. Offsets past the end are clamped to it; one inside the
    /// stand-in of an invalid byte gives that byte.
    pub fn to_file_offset(&self, text_offset: usize) -> usize {
        let text_offset = text_offset.min(self.text.len());
        let before = self
            .invalid
            .partition_point(|byte| byte.text_offset <= text_offset);
        match before
            .checked_sub(1)
            .and_then(|last| self.invalid.get(last))
        {
            None => text_offset,
            Some(last) if text_offset < last.text_end() => last.file_offset,
            Some(last) => last.file_offset + 1 + (text_offset - last.text_end()),
        }
    }

    /// The offset in the text of an offset in the file. Offsets past the end are clamped to it.
    pub fn to_text_offset(&self, file_offset: usize) -> usize {
        let before = self
            .invalid
            .partition_point(|byte| byte.file_offset < file_offset);
        let offset = match before
            .checked_sub(1)
            .and_then(|last| self.invalid.get(last))
        {
            None => file_offset,
            Some(last) => last.text_end() + (file_offset - last.file_offset - 1),
        };
        offset.min(self.text.len())
    }

    /// The file's bytes with edits applied: each replaces a range of the text by a string. Bytes that no edit
    /// covers come back as they were.
    ///
    /// The edits are sorted and do not overlap. Where they do, the part already replaced is left out of the later
    /// edit; ranges are clamped to the text, and an end inside a U+FFFD that stands for a byte is moved to its start.
    pub fn encode(&self, edits: &[(Range<usize>, String)]) -> Vec<u8> {
        let inserted: usize = edits.iter().map(|(_, replacement)| replacement.len()).sum();
        let mut bytes = Vec::with_capacity(self.text.len() + inserted);
        let mut done = 0;
        for (range, replacement) in edits {
            let start = self.whole_stand_in(range.start).max(done);
            let end = self.whole_stand_in(range.end).max(start);
            self.push_original(&mut bytes, done..start);
            bytes.extend_from_slice(replacement.as_bytes());
            done = end;
        }
        self.push_original(&mut bytes, done..self.text.len());
        bytes
    }

    /// What is irregular in the file.
    pub fn irregularities(&self) -> Irregularities {
        let invalid_bytes = self.invalid.first().map(|first| Occurrences {
            first: first.text_offset,
            count: self.invalid.len(),
        });
        Irregularities {
            invalid_bytes,
            ..irregularities(&self.text)
        }
    }

    /// Clamps an offset to the text, and to the start of the stand-in it is in.
    fn whole_stand_in(&self, text_offset: usize) -> usize {
        let text_offset = text_offset.min(self.text.len());
        let before = self
            .invalid
            .partition_point(|byte| byte.text_offset < text_offset);
        match before
            .checked_sub(1)
            .and_then(|last| self.invalid.get(last))
        {
            Some(last) if text_offset < last.text_end() => last.text_offset,
            _ => text_offset,
        }
    }

    /// Appends the file's bytes for a range of the text that cuts no stand-in in two.
    fn push_original(&self, bytes: &mut Vec<u8>, range: Range<usize>) {
        let text = self.text.as_bytes();
        let first = self
            .invalid
            .partition_point(|byte| byte.text_offset < range.start);
        let mut done = range.start;
        for byte in self.invalid[first..]
            .iter()
            .take_while(|byte| byte.text_offset < range.end)
        {
            bytes.extend_from_slice(&text[done..byte.text_offset]);
            bytes.push(byte.byte);
            done = byte.text_end();
        }
        bytes.extend_from_slice(&text[done..range.end]);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn utf8_is_not_copied() {
        let bytes = "Grüße\n".as_bytes().to_vec();
        let address = bytes.as_ptr();
        let decoded = Decoded::from_bytes(bytes);
        assert_eq!(decoded.text().as_ptr(), address);
        assert!(decoded.is_utf8());
    }

    #[test]
    fn each_invalid_byte_is_one_replacement_character() {
        // A Latin-1 é, a real U+FFFD, and a sequence of three bytes that lacks its last.
        let decoded = Decoded::from_bytes(b"caf\xE9 \xEF\xBF\xBD \xE2\x80".to_vec());
        assert_eq!(decoded.text(), "caf\u{FFFD} \u{FFFD} \u{FFFD}\u{FFFD}");
        assert_eq!(
            decoded.irregularities().invalid_bytes,
            Some(Occurrences { first: 3, count: 3 })
        );
        assert_eq!(decoded.to_file_offset(3), 3);
        assert_eq!(decoded.to_file_offset(5), 3);
        assert_eq!(decoded.to_file_offset(6), 4);
        assert_eq!(decoded.to_text_offset(4), 6);
        assert_eq!(decoded.to_text_offset(99), decoded.text().len());
        assert_eq!(
            decoded.encode(&[(6..7, "-".into())]),
            b"caf\xE9-\xEF\xBF\xBD \xE2\x80"
        );
    }

    #[test]
    fn careless_edits_do_not_panic() {
        let decoded = Decoded::from_bytes(b"ab\xFFcd".to_vec());
        // Ends inside the stand-in, an overlap, a range that runs backwards past the end.
        let backwards = Range { start: 90, end: 80 };
        let edits = [
            (1..4, "x".into()),
            (3..5, "y".into()),
            (backwards, "z".into()),
        ];
        assert_eq!(decoded.encode(&edits), b"axycdz");
    }

    /// Bytes in which invalid ones, real U+FFFD and cut sequences are frequent.
    fn nasty_bytes() -> impl Strategy<Value = Vec<u8>> {
        let piece = prop_oneof![
            any::<u8>().prop_map(|byte| vec![byte]),
            any::<char>().prop_map(|c| c.to_string().into_bytes()),
            Just("\u{FFFD}".as_bytes().to_vec()),
            Just(vec![0xE2, 0x80]),
        ];
        prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn any_bytes_round_trip(bytes in nasty_bytes()) {
            let decoded = Decoded::from_bytes(bytes.clone());
            prop_assert_eq!(decoded.encode(&[]), bytes);
        }

        #[test]
        fn offsets_round_trip(bytes in nasty_bytes()) {
            let decoded = Decoded::from_bytes(bytes.clone());
            for file_offset in 0..=bytes.len() {
                prop_assert_eq!(decoded.to_file_offset(decoded.to_text_offset(file_offset)), file_offset);
            }
            for (text_offset, _) in decoded.text().char_indices() {
                prop_assert_eq!(decoded.to_text_offset(decoded.to_file_offset(text_offset)), text_offset);
            }
        }

        #[test]
        fn edits_of_the_text_are_splices_of_the_bytes(
            bytes in nasty_bytes(),
            places in prop::collection::vec(any::<prop::sample::Index>(), 0..8),
        ) {
            let decoded = Decoded::from_bytes(bytes.clone());
            let boundaries: Vec<usize> =
                decoded.text().char_indices().map(|(at, _)| at).chain([decoded.text().len()]).collect();
            let mut cuts: Vec<usize> = places.iter().map(|place| *place.get(&boundaries)).collect();
            cuts.sort_unstable();
            let edits: Vec<_> =
                cuts.chunks_exact(2).enumerate().map(|(i, cut)| (cut[0]..cut[1], format!("<{i}>"))).collect();

            let mut spliced = bytes;
            for (range, replacement) in edits.iter().rev() {
                let file_range = decoded.to_file_offset(range.start)..decoded.to_file_offset(range.end);
                spliced.splice(file_range, replacement.bytes());
            }
            prop_assert_eq!(decoded.encode(&edits), spliced);
        }

        #[test]
        fn careless_edits_never_panic(bytes in nasty_bytes(), ends in prop::collection::vec(0_usize..60, 0..8)) {
            let edits: Vec<_> = ends.chunks_exact(2).map(|end| (end[0]..end[1], "x".to_owned())).collect();
            Decoded::from_bytes(bytes).encode(&edits);
        }
    }
}
