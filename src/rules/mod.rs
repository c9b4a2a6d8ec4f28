//! The rules: one file each. A rule reads facts and collation and yields [`Finding`]s; its module's doc comment is what
//! `variorum explain` prints.
//!
//! - Of the format: [`unclosed_article`], [`stray_end_marker`], [`mismatched_end_marker`], [`malformed_marker`],
//!   [`duplicate_name`], [`content_mismatch`], [`empty_article`], [`text_outside_article`], [`irregular_text`],
//!   [`unused_allow`].
//! - Of one article: [`unbalanced_delimiter`], [`repeated_passage`], [`scrape_residue`], [`inconsistent_conversion`],
//!   [`impossible_date`].
//! - Of several: [`duplicated_article`], [`copied_passage`], [`altered_quote`], [`elided_quote`], [`disputed_speaker`],
//!   [`conflicting_figures`], [`variant_spelling`].

pub mod altered_quote;
pub mod conflicting_figures;
pub mod content_mismatch;
pub mod copied_passage;
pub mod disputed_speaker;
pub mod duplicate_name;
pub mod duplicated_article;
pub mod elided_quote;
pub mod empty_article;
pub mod finding;
pub mod impossible_date;
pub mod inconsistent_conversion;
pub mod irregular_text;
pub mod malformed_marker;
pub mod mismatched_end_marker;
mod quoted;
pub mod repeated_passage;
pub mod scrape_residue;
pub mod segment;
pub mod stray_end_marker;
pub mod text_outside_article;
pub mod unbalanced_delimiter;
pub mod unclosed_article;
pub mod unused_allow;
pub mod variant_spelling;
pub mod view;

pub use finding::{Applicability, Edit, Finding, Fix, Level, Place, Related};
pub use segment::Segment;
pub use view::View;

use crate::text::nearest::nearest;

macro_rules! rules {
    ($($variant:ident $name:literal $level:ident $file:literal),* $(,)?) => {
        /// A rule, by its stable name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)] // each has a page of its own
        pub enum Rule { $($variant),* }

        impl Rule {
            /// Every rule there is.
            pub const ALL: &'static [Rule] = &[$(Rule::$variant),*];

            /// The name that reports and configurations use.
            pub fn name(self) -> &'static str {
                match self { $(Rule::$variant => $name),* }
            }

            /// The level of its findings, unless one says otherwise.
            pub fn level(self) -> Level {
                match self { $(Rule::$variant => Level::$level),* }
            }

            fn source(self) -> &'static str {
                match self { $(Rule::$variant => include_str!($file)),* }
            }
        }
    };
}

rules! {
    AlteredQuote "altered-quote" Warning "altered_quote.rs",
    ConflictingFigures "conflicting-figures" Warning "conflicting_figures.rs",
    ContentMismatch "content-mismatch" Error "content_mismatch.rs",
    CopiedPassage "copied-passage" Note "copied_passage.rs",
    DisputedSpeaker "disputed-speaker" Warning "disputed_speaker.rs",
    DuplicateName "duplicate-name" Error "duplicate_name.rs",
    DuplicatedArticle "duplicated-article" Warning "duplicated_article.rs",
    ElidedQuote "elided-quote" Note "elided_quote.rs",
    EmptyArticle "empty-article" Warning "empty_article.rs",
    ImpossibleDate "impossible-date" Warning "impossible_date.rs",
    InconsistentConversion "inconsistent-conversion" Warning "inconsistent_conversion.rs",
    IrregularText "irregular-text" Note "irregular_text.rs",
    MalformedMarker "malformed-marker" Error "malformed_marker.rs",
    MismatchedEndMarker "mismatched-end-marker" Error "mismatched_end_marker.rs",
    RepeatedPassage "repeated-passage" Warning "repeated_passage.rs",
    ScrapeResidue "scrape-residue" Note "scrape_residue.rs",
    StrayEndMarker "stray-end-marker" Error "stray_end_marker.rs",
    TextOutsideArticle "text-outside-article" Note "text_outside_article.rs",
    UnbalancedDelimiter "unbalanced-delimiter" Warning "unbalanced_delimiter.rs",
    UnclosedArticle "unclosed-article" Error "unclosed_article.rs",
    UnusedAllow "unused-allow" Note "unused_allow.rs",
    VariantSpelling "variant-spelling" Note "variant_spelling.rs",
}

impl Rule {
    /// The rule of this name.
    pub fn named(name: &str) -> Option<Rule> {
        Rule::ALL.iter().copied().find(|rule| rule.name() == name)
    }

    /// The rule of this name, or what to say where there is none.
    pub fn find(name: &str) -> Result<Rule, String> {
        let name = name.trim();
        Rule::named(name).ok_or_else(|| {
            match nearest(name, Rule::ALL.iter().map(|rule| rule.name())) {
                Some(meant) => format!("there is no rule `{name}`; did you mean `{meant}`?"),
                None => format!("there is no rule `{name}`: `variorum explain` lists them all"),
            }
        })
    }

    /// The rule's page: the doc comment at the head of its file, as Markdown.
    pub fn page(self) -> String {
        let doc = self
            .source()
            .lines()
            .map_while(|line| line.strip_prefix("//!"));
        doc.map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_order_and_lead_back() {
        assert!(Rule::ALL.is_sorted_by_key(|rule| rule.name()));
        for &rule in Rule::ALL {
            assert_eq!(Rule::named(rule.name()), Some(rule));
        }
    }

    #[test]
    fn every_rule_has_a_page() {
        for &rule in Rule::ALL {
            let page = rule.page();
            assert!(page.starts_with(&format!("# {}\n", rule.name())), "{page}");
            for part in ["## What it does", "## Why", "## How to mend it"] {
                assert!(page.contains(part), "{}: no {part:?}", rule.name());
            }
        }
    }
}
