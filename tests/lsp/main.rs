//! The language server, from outside.

mod chaos;
mod client;
mod configuration;
mod diagnostics;
mod hazards;
mod life;
mod text;
