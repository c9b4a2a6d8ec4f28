//! How a word is spelled, as it is compared.

use smallvec::SmallVec;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{Token, letters};

/// A word in small letters, without accents, spelled as in America.
pub(super) fn folded(word: &str) -> Token {
    let mut spelling: SmallVec<[u8; 24]> = SmallVec::new();
    if word.is_ascii() {
        spelling.extend(word.bytes().map(|b| b.to_ascii_lowercase()));
    } else {
        let plain: String = word
            .nfkd()
            .filter(|&c| !is_combining_mark(c))
            .flat_map(char::to_lowercase)
            .collect();
        spelling.extend_from_slice(plain.as_bytes());
    }
    if spelling.len() >= 5 {
        americanise(&mut spelling);
    }
    letters(&spelling)
}

/// Applies what rules can say of British and American spelling. They may meet other words too, which they spell alike
/// wherever they stand: what counts is that no two words become one.
fn americanise(word: &mut SmallVec<[u8; 24]>) {
    let length = word.len();
    if length >= 6
        && let Some(at) = word.windows(3).position(|w| w == b"our")
        && at >= 2
    {
        word.remove(at + 1); // colour, labour, neighbours
    }
    for end in [
        &b"ise"[..],
        b"ised",
        b"ises",
        b"ising",
        b"isation",
        b"isations",
        b"yse",
        b"ysed",
        b"ysing",
    ] {
        if length >= end.len() + 3 && word.ends_with(end) {
            let at = word.len() - end.len() + 1;
            word[at] = b'z'; // organise, analyse
            return;
        }
    }
    if length >= 6 && (word.ends_with(b"ence") || word.ends_with(b"ences")) {
        let at = word.len() - if word.ends_with(b"s") { 3 } else { 2 };
        word[at] = b's'; // defence
    } else if word.ends_with(b"tre") || word.ends_with(b"bre") {
        word.swap(length - 2, length - 1); // centre
    } else if length >= 6 && (word.ends_with(b"tres") || word.ends_with(b"bres")) {
        word.swap(length - 3, length - 2); // centres
    } else if length >= 8 {
        for end in [&b"lled"[..], b"lling", b"ller", b"llers"] {
            if word.ends_with(end) {
                word.remove(length - end.len()); // travelled
                return;
            }
        }
    }
}
