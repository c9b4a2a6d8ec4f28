//! The forms in which two texts are compared.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text as evidence is compared: in small letters (full case folding, `ß` as `ss`), NFKC, quotation marks and
/// apostrophes as `'` and `"`, dashes as `-`, an ellipsis as `...`, without zero-width characters and soft hyphens, and with
/// each run of white space as one blank, none at the ends.
///
/// Folding twice gives what folding once does. A text that is in this form already, in ASCII, is not copied.
pub fn fold(text: &str) -> Cow<'_, str> {
    if is_folded_ascii(text.as_bytes()) {
        return Cow::Borrowed(text);
    }
    let mut folded = Folded {
        text: String::with_capacity(text.len()),
        pending_blank: false,
    };
    // No character composes or reorders across a blank, so that each word can take its own way.
    for word in text.split(is_ascii_blank) {
        if word.chars().all(is_simple) {
            word.chars().for_each(|c| folded.push(c));
        } else {
            let visible = word.chars().filter(|&c| !is_invisible(c)).map(plain);
            fold_case(visible.nfkd())
                .nfkc()
                .for_each(|c| folded.push(c));
        }
        folded.pending_blank = true;
    }
    Cow::Owned(folded.text)
}

/// A file name as a file system that ignores case compares it: full case folding, then NFC. Two names with the same
/// key may be one file on macOS or Windows.
///
/// Case is folded by Unicode's full mappings to small, capital and small letters again (`ß`, `ẞ` and `SS` are `ss`), which
/// differs from the `CaseFolding.txt` of Unicode in a few letters: dotless `ı` is taken for `i`. APFS folds nearly the
/// same; NTFS knows only mappings of one letter to one and no normal forms, and keeps apart some names that
/// this takes for one. For a warning about names that collide somewhere, that is the right side to err on.
pub fn unicode_key(name: &str) -> String {
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    fold_case(name.nfd()).nfc().collect()
}

/// The letters of a name as someone types them who looks for it: small ones without the marks on them, and apostrophes
/// and hyphens of the keyboard.
pub fn typed(text: &str) -> impl Iterator<Item = char> {
    let letters = text.nfkd().filter(|c| !is_combining_mark(*c));
    letters.flat_map(char::to_lowercase).map(|c| match c {
        'ø' => 'o',
        'ł' => 'l',
        'đ' | 'ð' => 'd',
        'ı' => 'i',
        '’' | '‘' | 'ʼ' => '\'',
        '‐' | '‑' | '–' => '-',
        c => c,
    })
}

/// Small, capital and small again: a capital alone, such as `ẞ`, has a small letter that has another capital.
fn fold_case(chars: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    chars
        .flat_map(char::to_lowercase)
        .flat_map(char::to_uppercase)
        .flat_map(char::to_lowercase)
}

/// The folded text so far.
struct Folded {
    text: String,
    /// Whether white space has come since the last character.
    pending_blank: bool,
}

impl Folded {
    fn push(&mut self, c: char) {
        if c.is_whitespace() {
            self.pending_blank = true;
        } else if !is_invisible(c) {
            if self.pending_blank && !self.text.is_empty() {
                self.text.push(' ');
            }
            self.pending_blank = false;
            match plain(c) {
                '…' => self.text.push_str("..."),
                c => self.text.push(c.to_ascii_lowercase()),
            }
        }
    }
}

/// Whether [`fold`] changes nothing here.
fn is_folded_ascii(bytes: &[u8]) -> bool {
    let mut previous = b' ';
    let is_plain = |&byte: &u8| {
        let is_second_blank = byte == b' ' && previous == b' ';
        previous = byte;
        matches!(byte, b' '..=b'~')
            && !byte.is_ascii_uppercase()
            && byte != b'`'
            && !is_second_blank
    };
    bytes.iter().all(is_plain) && !bytes.ends_with(b" ")
}

fn is_ascii_blank(c: char) -> bool {
    matches!(c, ' ' | '\t'..='\r')
}

/// Whether neither a normal form nor a case beyond ASCII concerns the character: [`Folded::push`] does all.
fn is_simple(c: char) -> bool {
    c.is_ascii() || c == '…' || c == '\u{A0}' || is_invisible(c) || plain(c).is_ascii()
}

/// Characters that take no room: zero-width blanks and joiners, the byte order mark, the soft hyphen, and the marks
/// of writing direction.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// The ASCII character that a typist would have used for a quotation mark, an apostrophe or a dash.
fn plain(c: char) -> char {
    match c {
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | '‵' | '´' | '`' | 'ʹ' | 'ʼ' | '＇' => {
            '\''
        }
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '‶' | 'ʺ' | '〝' | '〞' | '〟' | '＂' => {
            '"'
        }
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '⸺' | '⸻' | '﹘' | '﹣' | '－' => {
            '-'
        }
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn folded_ascii_is_not_copied() {
        for text in ["", "a", "it's \"so\" - 5 p.m."] {
            assert!(matches!(fold(text), Cow::Borrowed(_)), "{text:?}");
        }
    }

    #[test]
    fn forms_meet() {
        for (text, folded) in [
            ("  The\u{A0} “End”…\r\n", "the \"end\"..."),
            ("It’s a ‘test’ — isn`t it", "it's a 'test' - isn't it"),
            ("zero\u{200B}width so\u{AD}ft", "zerowidth soft"),
            ("CAFÉ cafe\u{301}", "café café"),
            ("Straße STRASSE ẞ", "strasse strasse ss"),
            ("ΣΊΣΥΦΟΣ σίσυφος", "σίσυφοσ σίσυφοσ"),
            ("ﬁve ½ Ｆｕｌｌ", "five 1⁄2 full"),
            ("e\u{200D}\u{301} \u{FEFF} x", "é x"),
            ("«Ja», sagte er", "\"ja\", sagte er"),
        ] {
            assert_eq!(fold(text), folded, "{text:?}");
        }
    }

    #[test]
    fn names_collide_as_on_a_file_system() {
        for (a, b) in [
            ("README", "readme"),
            ("É.txt", "e\u{301}.TXT"),
            ("Straße", "STRASSE"),
            ("ẞ", "ß"),
            ("ς", "Σ"),
        ] {
            assert_eq!(unicode_key(a), unicode_key(b));
        }
        for (a, b) in [
            ("a b", "a  b"),
            ("e", "é"),
            ("’", "'"),
            ("ﬁ\u{FE0F}", "ﬁ"),
            ("½", "1⁄2"),
        ] {
            assert_ne!(unicode_key(a), unicode_key(b));
        }
    }

    #[test]
    fn every_char_folds_once_and_for_all() {
        // Planes 0 and 1 hold every letter with case and all that has a normal form but ideographs.
        for c in '\0'..='\u{1FFFF}' {
            let text = format!("{c}\u{301}a{c}\u{345} {c}");
            let folded = fold(&text).into_owned();
            assert_eq!(fold(&folded), folded, "{text:?}");
            let key = unicode_key(&text);
            assert_eq!(unicode_key(&key), key, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn folding_is_idempotent(text in "([a-zA-Z ]|\\PC|[\u{300}-\u{345}\u{200B}-\u{2060}’“”…]|\n){0,40}") {
            let folded = fold(&text).into_owned();
            prop_assert_eq!(&*fold(&folded), &*folded);
            prop_assert_eq!(folded.trim(), &*folded);
        }

        #[test]
        fn keys_are_idempotent(name in any::<String>()) {
            let key = unicode_key(&name);
            prop_assert_eq!(unicode_key(&key), key);
        }
    }
}
