//! What a client writes, made UTF-8.
//!
//! Some editors (Vim, Neovim) let bytes stand in a text that are no UTF-8, and send them as they are. Such a message would
//! be refused, and its edit with it; Neovim even ends the server for the refusal. So each such byte is read as a `?`: as many
//! bytes, and to those editors as many characters, so that neither the length of the message nor a position in it changes.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, ReadBuf};

/// So many bytes are read at a time.
const CHUNK: usize = 16 << 10;

/// See the module's head.
pub struct Lenient<R> {
    inner: R,
    chunk: Box<[u8]>,
    /// What was read: first what is valid, then what may be the start of a character.
    bytes: Vec<u8>,
    /// So many of these were handed on.
    given: usize,
    /// So many of these are valid.
    valid: usize,
}

impl<R> Lenient<R> {
    /// Reads from `inner`.
    pub fn new(inner: R) -> Lenient<R> {
        Lenient {
            inner,
            chunk: vec![0; CHUNK].into(),
            bytes: Vec::new(),
            given: 0,
            valid: 0,
        }
    }

    /// Takes in what was read; nothing is the end.
    fn take(&mut self, read: usize) {
        self.bytes.drain(..self.given);
        self.given = 0;
        self.bytes.extend_from_slice(&self.chunk[..read]);
        self.valid = mend(&mut self.bytes, read == 0);
    }
}

/// Puts a `?` for each byte that is no UTF-8. How many bytes are valid then: all, or all but the start of a character where
/// more is to come.
fn mend(bytes: &mut [u8], is_end: bool) -> usize {
    let mut from = 0;
    while let Err(fault) = std::str::from_utf8(&bytes[from..]) {
        let start = from + fault.valid_up_to();
        let end = match fault.error_len() {
            Some(length) => start + length,
            None if is_end => bytes.len(),
            None => return start,
        };
        bytes[start..end].fill(b'?');
        from = end;
    }
    bytes.len()
}

impl<R: AsyncRead + Unpin> AsyncRead for Lenient<R> {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        out: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        while this.given == this.valid {
            let mut chunk = ReadBuf::new(&mut this.chunk);
            ready!(Pin::new(&mut this.inner).poll_read(context, &mut chunk))?;
            let read = chunk.filled().len();
            this.take(read);
            if read == 0 && this.valid == 0 {
                return Poll::Ready(Ok(()));
            }
        }
        let length = out.remaining().min(this.valid - this.given);
        out.put_slice(&this.bytes[this.given..this.given + length]);
        this.given += length;
        Poll::Ready(Ok(()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::AsyncReadExt;

    /// What is read where the bytes come in pieces of a length.
    async fn read(bytes: &[u8], length: usize) -> Vec<u8> {
        let mut pieces: Box<dyn AsyncRead + Unpin> = Box::new(tokio::io::empty());
        for piece in bytes.rchunks(length) {
            pieces = Box::new(std::io::Cursor::new(piece.to_vec()).chain(pieces));
        }
        let mut out = Vec::new();
        let mut lenient = Lenient::new(pieces);
        lenient.read_to_end(&mut out).await.expect("no fault");
        out
    }

    #[tokio::test]
    async fn bytes_that_are_no_utf_8_are_replaced_one_by_one() {
        for (bytes, wanted) in [
            (&b""[..], &b""[..]),
            (b"plain", b"plain"),
            (
                "h\u{e9}rring 😀 漢".as_bytes(),
                "h\u{e9}rring 😀 漢".as_bytes(),
            ),
            (b"a\x80b", b"a?b"),
            (b"a\xE2\x80b", b"a??b"),
            (b"a\xF0\x9F\x98", b"a???"),
            (b"\xED\xA0\x80", b"???"),
            (b"\xFF\xFE\xC3\xA9", b"??\xC3\xA9"),
        ] {
            for length in 1..=bytes.len().max(1) {
                assert_eq!(read(bytes, length).await, wanted, "{bytes:?} by {length}");
            }
        }
    }

    #[tokio::test]
    async fn long_texts_are_read_whole() {
        let text = "Zelenskyy said “no”. 😀".repeat(5_000);
        assert_eq!(read(text.as_bytes(), 1_021).await, text.as_bytes());
    }
}
