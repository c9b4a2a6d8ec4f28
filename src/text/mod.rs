//! Positions, words, sentences, normal forms.
