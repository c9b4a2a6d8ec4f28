//! The map of the crate.
//!
//! variorum reads a *source bundle*, one text file that holds many articles, and says what does not fit in it. All of
//! it is one engine; the command line and the language server are rims around that engine.
//!
//! ```text
//! cli, server, report  ->  queries  ->  workspace  ->  rules  ->  collation  ->  facts  ->  text, bundle
//!                                       workspace  ->  exchange                        ->  text, bundle
//! ```
//!
//! Arrows go down only: no module imports one to its left. Nothing to the right of `workspace` reads a file, prints or
//! waits.
//!
//! # From the right to the left
//!
//! - [`text`]: what holds for any text. Bytes and their decoding, positions, words, sentences, normal forms.
//! - [`bundle`]: the format. A line is read as a marker in any dialect; the markers of a file make a tree of segments
//!   (an article's body, or what stands outside), which follows edits and never counts an offset twice.
//! - [`facts`]: what ONE article says. A body goes in, plain data come out: its words and their five-word runs,
//!   quotations and the delimiters without a partner, passages that it says twice; who says what, whom and what it names,
//!   its figures, dates and times. What these know of the language stands in data files beside them
//!   ([`facts::lexicon`]).
//! - [`collation`]: what the articles of a bundle say ABOUT EACH OTHER. An index with insert and remove, by content:
//!   who is a copy of whom, who shares a passage with whom; and, in groups ([`collation::grouping`]), the wordings of an
//!   utterance, the figures that are given for one thing, the names of one bearer.
//! - [`rules`]: one file a rule. A rule reads facts and collation and yields [`rules::Finding`]s; the comment at the head of
//!   its file is the page that `variorum explain` prints.
//! - [`workspace`]: bundles with their facts, collation and findings, and the one place that applies an edit; their
//!   configuration. A [`workspace::Corpus`] is what is compared with each other: mostly one bundle alone.
//! - [`exchange`]: other formats that hold many texts, from archives of the Go tools to feeds: one file a format, bytes
//!   in, articles out, and back. It knows nothing of facts and findings; [`workspace::importing`] and
//!   [`workspace::packing`] stand between it and the disk.
//! - [`queries`]: what there is to say of a place in a bundle: what stands there, what the other sources say of it, where
//!   it leads. Plain data, for whoever shows them.
//! - [`report`]: one file an output format.
//! - [`server`]: the language server, the only folder that names types of its protocol. One file a request.
//! - [`cli`]: one file a command.
//!
//! # Two ideas that the rest hangs on
//!
//! **Nothing stores an absolute offset.** A marker knows how far it is from the marker before it; a fact knows its
//! place in its own article; a finding knows its place in its own segment of its own bundle. What is typed in one article moves nothing in
//! another, and costs nothing there.
//!
//! **After any sequence of edits, tree, facts, collation and findings equal those of a fresh run on the final text.**
//! The property tests in `tests/edits.rs` and `bundle::tests` hold the crate to that.

pub mod bundle;
pub mod cli;
pub mod collation;
pub mod exchange;
pub mod facts;
pub mod queries;
pub mod report;
pub mod rules;
pub mod server;
pub mod text;
pub mod workspace;
