//! Semantic tokens as the protocol counts them, and what is remembered of them, so that a delta costs by the edit.
//!
//! The tokens of a segment are kept by lines from the segment's first, so that an edit elsewhere leaves them as they are:
//! a [`piece::Piece`]. The [`ledger`] holds the pieces of a bundle in order, and notes for the results that it gave how
//! many tokens at the start and at the end are still the same; a delta is what lies between. So it needs no old result,
//! and costs O(log n) beside the segments that were touched.
//!
//! # The legend
//!
//! | what | type | modifiers |
//! |---|---|---|
//! | the words of a marker | `keyword` | |
//! | an article's name on it | `type` | `declaration` where the marker opens |
//! | the key of an attribute | `property` | |
//! | its value | `parameter` | |
//! | a quote, with its marks | `string` | |
//! | the number of a figure | `number` | |
//! | a date or a clock time | `event` | |
//! | the name of a person | `variable` | `declaration` where it is introduced, `speaker` |
//! | of an organisation | `class` | the same |
//! | of a place | `namespace` | the same |
//! | another name | `interface` | the same |
//! | words for a speaker | `macro` | `speaker` |
//!
//! All but `speaker` are the protocol's own, so that every theme has colours for them.

pub mod ledger;
pub mod piece;
pub mod range;

use tower_lsp::ls_types as lsp;

use crate::queries::tokens::TokenKind;

/// The modifier of what introduces its bearer.
pub const DECLARATION: u8 = 1;
/// The modifier of what names the speaker of a quote.
pub const SPEAKER: u8 = 2;

/// The place of a kind in the legend.
pub fn number(kind: TokenKind) -> u8 {
    match kind {
        TokenKind::Keyword => 0,
        TokenKind::Article => 1,
        TokenKind::Key => 2,
        TokenKind::Value => 3,
        TokenKind::Quote => 4,
        TokenKind::Number => 5,
        TokenKind::Moment => 6,
        TokenKind::Person => 7,
        TokenKind::Organization => 8,
        TokenKind::Place => 9,
        TokenKind::Name => 10,
        TokenKind::Speaker => 11,
    }
}

/// What the numbers of types and modifiers mean.
pub fn legend() -> lsp::SemanticTokensLegend {
    use lsp::{SemanticTokenModifier as Modifier, SemanticTokenType as Type};
    lsp::SemanticTokensLegend {
        token_types: vec![
            Type::KEYWORD,
            Type::TYPE,
            Type::PROPERTY,
            Type::PARAMETER,
            Type::STRING,
            Type::NUMBER,
            Type::EVENT,
            Type::VARIABLE,
            Type::CLASS,
            Type::NAMESPACE,
            Type::INTERFACE,
            Type::MACRO,
        ],
        token_modifiers: vec![Modifier::DECLARATION, Modifier::new("speaker")],
    }
}
