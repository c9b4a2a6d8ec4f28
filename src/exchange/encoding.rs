//! The characters of a page, of the bytes that it came in, as browsers find them: a byte-order mark, what the server
//! said, what the page says of itself.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252, X_USER_DEFINED};

/// Bytes at the head of a page in which it may say what it is written in: as many as browsers wait for.
const HEAD: usize = 4096;

/// A page's text. `label`: the `charset` that it was sent with.
pub(super) fn decode<'b>(bytes: &'b [u8], label: Option<&str>) -> Cow<'b, str> {
    let said = label.and_then(|label| Encoding::for_label(label.as_bytes()));
    let encoding = said.or_else(|| declared(bytes)).unwrap_or_else(|| {
        // Where nothing is said, browsers take what was usual once; UTF-8 is never met by accident.
        match std::str::from_utf8(bytes) {
            Ok(_) => UTF_8,
            Err(_) => WINDOWS_1252,
        }
    });
    encoding.decode(bytes).0
}

/// What `<meta charset>`, `<meta http-equiv>` or `<?xml encoding?>` say.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(HEAD)].to_ascii_lowercase();
    let from = |tag: &'static [u8], key: &'static [u8]| {
        let mut rest = head.as_slice();
        std::iter::from_fn(move || {
            let at = memchr::memmem::find(rest, tag)?;
            let inside = &rest[at + tag.len()..];
            let length = memchr::memchr(b'>', inside).unwrap_or(inside.len());
            rest = &inside[length..];
            Some(value(&inside[..length], key))
        })
        .flatten()
        .next()
    };
    let label = from(b"<?xml", b"encoding").or_else(|| from(b"<meta", b"charset"))?;
    let encoding = Encoding::for_label(&label)?;
    // Whoever could read the tag did not read UTF-16.
    Some(
        if encoding == encoding.output_encoding() && encoding != X_USER_DEFINED {
            encoding
        } else {
            UTF_8
        },
    )
}

/// What a key is set to: `charset=x`, `charset = "x"`, `content="text/html; charset=x"`.
fn value(tag: &[u8], key: &[u8]) -> Option<Vec<u8>> {
    let at = memchr::memmem::find(tag, key)?;
    let rest = tag[at + key.len()..].trim_ascii_start();
    let rest = rest.strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest
        .strip_prefix(b"\"")
        .or(rest.strip_prefix(b"'"))
        .unwrap_or(rest);
    let ends = |byte: &u8| byte.is_ascii_whitespace() || b"\"';/?".contains(byte);
    let length = rest.iter().position(ends).unwrap_or(rest.len());
    Some(rest[..length].to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_in_the_encoding_that_it_names() {
        let cases: [(&[u8], Option<&str>, &str); 9] = [
            (b"caf\xC3\xA9", None, "café"),
            (b"caf\xE9 \x93x\x94", None, "café “x”"),
            (
                b"<meta charset=\"iso-8859-2\">\xB3",
                None,
                "<meta charset=\"iso-8859-2\">ł",
            ),
            (
                b"<meta charset=iso-8859-2 >\xB3",
                None,
                "<meta charset=iso-8859-2 >ł",
            ),
            (
                b"<META content='text/html; charset=koi8-r'>\xC1",
                None,
                "<META content='text/html; charset=koi8-r'>а",
            ),
            (
                b"<?xml version='1.0' encoding='windows-1251'?>\xE0",
                None,
                "<?xml version='1.0' encoding='windows-1251'?>а",
            ),
            (
                b"<meta charset=utf-16>\xC3\xA9",
                None,
                "<meta charset=utf-16>é",
            ),
            (
                b"<meta charset=utf-8>\xE0",
                Some("windows-1251"),
                "<meta charset=utf-8>а",
            ),
            (b"\xFF\xFEa\0", Some("latin1"), "a"),
        ];
        for (bytes, label, text) in cases {
            assert_eq!(decode(bytes, label), text);
        }
    }
}
