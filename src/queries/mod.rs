//! What is at a place in a bundle, and where it leads: plain questions to a [`crate::workspace::Corpus`], with offsets in
//! bytes and [`crate::rules::Place`]s. The server and reports turn the answers into what they show.
//!
//! - [`spot`]: what stands at an offset.
//! - [`article`]: an article with its facts.
//! - [`names`], [`utterances`], [`figures`], [`passages`], [`articles`]: what the other articles have of it.
//! - [`targets`]: where it leads: definition, declaration, implementation, references, highlights.
//! - [`hover`]: what is told of it, as [`markup`].
//!
//! What a question costs depends on the article that it is about, and on what shares a fact with it.

pub mod article;
pub mod articles;
pub mod figures;
#[cfg(test)]
pub(crate) mod fixture;
pub mod hover;
pub mod markup;
pub mod names;
pub mod passages;
pub mod spot;
pub mod targets;
pub mod utterances;
