//! Which files are no text at all.

/// How much of a file [`looks_binary`] reads.
const HEAD: usize = 8 * 1024;

/// What a file is that is not text in UTF-8 or one of its single-byte kin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinaryKind {
    /// Text in UTF-16, as its byte order mark says.
    Utf16,
    /// Text in UTF-32, as its byte order mark says.
    Utf32,
    /// A file format with a signature; its name.
    Format(&'static str),
    /// More control bytes, NUL among them, than any text has.
    Controls,
}

impl std::fmt::Display for BinaryKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Utf16 => "UTF-16 text",
            Self::Utf32 => "UTF-32 text",
            Self::Format(name) => name,
            Self::Controls => "binary data",
        })
    }
}

/// Signatures at the start of files that a folder of articles may hold as well. Two-letter ones such as `MZ` are
/// left out: a text may begin so, and such files have NULs enough.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP archive or office document"),
    (b"PK\x05\x06", "ZIP archive"),
    (
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        "Microsoft Office document",
    ),
    (b"\x89PNG\r\n\x1A\n", "PNG image"),
    (b"\xFF\xD8\xFF", "JPEG image"),
    (b"GIF87a", "GIF image"),
    (b"GIF89a", "GIF image"),
    (b"\x1F\x8B\x08", "gzip archive"),
    (b"BZh91AY&SY", "bzip2 archive"),
    (b"\xFD7zXZ\x00", "xz archive"),
    (b"7z\xBC\xAF\x27\x1C", "7-Zip archive"),
    (b"\x28\xB5\x2F\xFD", "Zstandard archive"),
    (b"\x7FELF", "ELF program"),
    (b"\0asm", "WebAssembly module"),
    (b"SQLite format 3\0", "SQLite database"),
];

/// What kind of binary file this is, judged by its first 8 KiB, or `None` for a text.
///
/// A text with a few NULs or escapes in it is a text: eight control bytes at least, a NUL among them, and one byte
/// in sixteen make a binary file (chance alone gives one in nine). Tabs, line and form feeds and the escapes of
/// terminal colours do not count.
pub fn looks_binary(bytes: &[u8]) -> Option<BinaryKind> {
    let head = &bytes[..bytes.len().min(HEAD)];
    if head.starts_with(b"\xFF\xFE\0\0") || head.starts_with(b"\0\0\xFE\xFF") {
        return Some(BinaryKind::Utf32);
    }
    if head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") {
        return Some(BinaryKind::Utf16);
    }
    if let Some((_, name)) = SIGNATURES
        .iter()
        .find(|(signature, _)| head.starts_with(signature))
    {
        return Some(BinaryKind::Format(name));
    }
    let controls = head
        .iter()
        .filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127))
        .count();
    let is_binary = controls >= 8 && controls * 16 >= head.len() && head.contains(&b'\0');
    is_binary.then_some(BinaryKind::Controls)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn binary_files_are_told_from_texts() {
        let noise: Vec<u8> = (0..20_000_u32)
            .map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8)
            .collect();
        let no_bom: Vec<u8> = "Plain words"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(looks_binary(&noise), Some(BinaryKind::Controls));
        assert_eq!(looks_binary(&no_bom), Some(BinaryKind::Controls));
        assert_eq!(looks_binary(b"\xFF\xFEa\0"), Some(BinaryKind::Utf16));
        assert_eq!(looks_binary(b"\xFF\xFE\0\0"), Some(BinaryKind::Utf32));
        assert_eq!(looks_binary(b"%PDF-1.7\n"), Some(BinaryKind::Format("PDF")));
        for text in [
            &b""[..],
            b"\0",
            b"two\0 or three\0 in a text\0",
            b"caf\xE9",
            b"\x1B[31mred\x1B[0m",
            b"MZ and PK met.",
        ] {
            assert_eq!(looks_binary(text), None, "{text:?}");
        }
    }
}
