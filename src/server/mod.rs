//! The language server: `variorum lsp`. The only folder that names types of the protocol.
//!
//! # How a message travels
//!
//! [`connection`] reads messages; the framework calls [`backend`]'s handlers through [`wire_order`], which lets each do
//! its first part in the order of the wire. A notification changes the [`world`], what the client has told, and gives
//! the [`engine`] a job. A request notes which state of which text it speaks of, waits until the engine has seen that
//! state, and reads its answer from a [`shelf`] on a thread of its own ([`ask`]).
//!
//! The [`engine`] is one thread. It alone writes shelves: bundles that are compared with each other, each with its
//! corpus. The [`library`] knows which bundles there are and reads those that are new; what changed is told to the
//! client as [`diagnostics`], through the [`outbox`].
//!
//! # What holds everywhere
//!
//! - No handler waits for the client: what asks it something is spawned, with a time limit ([`refresh::send`]).
//! - No lock is held across an `await`.
//! - Texts are right or known to be wrong: an impossible edit changes nothing, and until the client sends a full text its
//!   requests are answered with `ContentModified`.
//! - A panic answers its own request with an error; one in the engine lets it read all bundles again.
//!
//! # Requests
//!
//! One file each, in [`requests`]: they turn what `crate::queries` says, in bytes, into what the client shows.

pub mod ask;
pub mod backend;
pub mod capabilities;
pub mod changes;
pub mod commands;
pub mod configuring;
pub mod connection;
pub mod diagnostics;
pub mod engine;
pub mod host;
pub mod jobs;
pub mod key;
pub mod leaving;
pub mod lenient;
pub mod library;
pub mod loading;
pub mod logging;
pub mod outbox;
pub mod position;
pub mod progress;
pub mod refresh;
pub mod requests;
pub mod search;
pub mod settings;
pub mod shelf;
pub mod text_edits;
pub mod tokens;
pub mod watch;
pub mod wire_order;
pub mod world;

pub use connection::{Transport, run};
