//! A page as a server sent it: the status, the headers that matter, the body without what was done to it on the way.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

/// Bytes that a body may unpack to.
const LARGEST: u64 = 64 << 20;

/// What of a response matters here.
pub(super) struct Response<'b> {
    pub(super) status: u16,
    /// `text/html`, in lower case, empty where the server did not say.
    pub(super) kind: String,
    pub(super) charset: Option<String>,
    coding: String,
    chunked: bool,
    raw: &'b [u8],
}

impl<'b> Response<'b> {
    /// Reads a response. `None`: it is none.
    pub(super) fn read(bytes: &'b [u8]) -> Option<Response<'b>> {
        let (head, raw) = split_head(bytes);
        let mut lines = head.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
        let status = String::from_utf8_lossy(lines.next()?);
        let mut words = status.split_ascii_whitespace();
        if !words.next()?.to_ascii_uppercase().starts_with("HTTP/") {
            return None;
        }
        let mut response = Response {
            status: words.next()?.parse().ok()?,
            kind: String::new(),
            charset: None,
            coding: String::new(),
            chunked: false,
            raw,
        };
        for line in lines {
            let Some((key, value)) = header(line) else {
                continue;
            };
            match key.as_str() {
                "content-type" => (response.kind, response.charset) = content_type(&value),
                "content-encoding" => response.coding = value.to_ascii_lowercase(),
                "transfer-encoding" => {
                    response.chunked = value.to_ascii_lowercase().contains("chunked");
                }
                _ => {}
            }
        }
        Some(response)
    }

    /// The body as it was written, or why it cannot be had.
    pub(super) fn body(&self) -> Result<Cow<'b, [u8]>, String> {
        // Some crawlers store what came, some what it meant, and leave the header.
        let joined = self.chunked.then(|| dechunk(self.raw)).flatten();
        let sent = joined.map_or(Cow::Borrowed(self.raw), Cow::Owned);
        let packed = sent.starts_with(&[0x1F, 0x8B]);
        match self.coding.as_str() {
            "gzip" | "x-gzip" if packed => unpack(MultiGzDecoder::new(&*sent)).map(Cow::Owned),
            "deflate" => unpack(ZlibDecoder::new(&*sent))
                .or_else(|_| unpack(DeflateDecoder::new(&*sent)))
                .map(Cow::Owned),
            "" | "identity" | "gzip" | "x-gzip" => Ok(sent),
            other => Err(format!("its encoding `{other}` is not read")),
        }
    }
}

/// A MIME type in lower case, and its `charset`.
pub(super) fn content_type(value: &str) -> (String, Option<String>) {
    let mut parts = value.split(';').map(str::trim);
    let kind = parts.next().unwrap_or_default().to_ascii_lowercase();
    let charset = parts.find_map(|part| {
        let (key, value) = part.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        key.trim()
            .eq_ignore_ascii_case("charset")
            .then(|| value.to_owned())
    });
    (kind, charset)
}

/// A line `Key: value`, the key in lower case.
pub(super) fn header(line: &[u8]) -> Option<(String, String)> {
    let line = String::from_utf8_lossy(line);
    let (key, value) = line.split_once(':')?;
    Some((key.trim().to_ascii_lowercase(), value.trim().to_owned()))
}

/// The head of a message, and what comes after the empty line behind it.
fn split_head(bytes: &[u8]) -> (&[u8], &[u8]) {
    let mut at = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        at += line.len();
        if line.trim_ascii().is_empty() {
            return (&bytes[..at], &bytes[at..]);
        }
    }
    (bytes, b"")
}

/// The chunks of a body joined. `None`: it is not in chunks.
fn dechunk(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::with_capacity(bytes.len());
    loop {
        let end = memchr::memchr(b'\n', bytes)?;
        let size = std::str::from_utf8(&bytes[..end]).ok()?;
        let size = size.split(';').next().unwrap_or_default().trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        bytes = &bytes[end + 1..];
        if size == 0 {
            return Some(joined);
        }
        // A body that was cut off ends within a chunk.
        let (chunk, rest) = bytes.split_at(size.min(bytes.len()));
        joined.extend_from_slice(chunk);
        let rest = rest.strip_prefix(b"\r").unwrap_or(rest);
        bytes = rest.strip_prefix(b"\n").unwrap_or(rest);
        if bytes.is_empty() {
            return Some(joined);
        }
    }
}

fn unpack(packed: impl Read) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = packed.take(LARGEST + 1).read_to_end(&mut bytes);
    match read {
        Ok(length) if length as u64 > LARGEST => Err("it unpacks to more than 64 MiB".to_owned()),
        Ok(_) => Ok(bytes),
        Err(error) => Err(format!("it cannot be unpacked: {error}")),
    }
}
