//! Positions, words, sentences, normal forms.
pub mod words;
