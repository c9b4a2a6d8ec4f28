//! The language server, from outside.

mod chaos;
mod client;
mod commands;
mod configuration;
mod diagnostics;
mod hazards;
mod life;
mod text;
