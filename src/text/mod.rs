//! Text as such, before anyone asks what it says: bytes, positions, sentences, normal forms.
//!
//! - [`binary`]: which files are no text at all.
//! - [`decode`]: the bytes of a file and their text, back and forth without the loss of a byte.
//! - [`irregular`]: what a text holds that most programs trip over: NULs, stray BOMs, mixed line ends.
//! - [`nearest`](mod@nearest): what a misspelled name was meant to be.
//! - [`normalise`]: the forms in which two texts are compared.
//! - [`paragraphs`], [`sentences`]: where they start and end. Abbreviations are in `abbreviations.txt`.
//! - [`position`]: byte offsets and (line, column) pairs in UTF-8, UTF-16 and UTF-32.
//! - [`words`]: the words by which copies are compared.
//!
//! Offsets are bytes of the text, 0-based, unless a name says otherwise; ranges exclude their end. Nothing here
//! reads a file, and nothing panics, whatever it is given.

pub mod binary;
pub mod decode;
pub mod irregular;
pub mod nearest;
pub mod normalise;
pub mod paragraphs;
pub mod position;
pub mod sentences;
pub mod words;
