//! What a page has the parser do, seen where its tokens go by.

use std::cell::Cell;

use dom_query::NodeId;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::{LocalName, local_name};

use super::Builder;

/// Elements that the parser opens again in the next paragraph where they were not closed.
const FORMATTING: [LocalName; 14] = [
    local_name!("a"),
    local_name!("b"),
    local_name!("big"),
    local_name!("code"),
    local_name!("em"),
    local_name!("font"),
    local_name!("i"),
    local_name!("nobr"),
    local_name!("s"),
    local_name!("small"),
    local_name!("strike"),
    local_name!("strong"),
    local_name!("tt"),
    local_name!("u"),
];

/// What makes the tree, and what was seen of its tokens.
pub(super) struct Watched {
    pub(super) builder: Builder,
    /// How many tokens there were: texts, comments, tags.
    pub(super) tokens: Cell<usize>,
    /// Attributes of `<html>` and `<body>`: those of every further such tag are added to the first one's.
    pub(super) outer: Cell<usize>,
    /// The most attributes of a tag like `<b>`, which is opened again wherever it was left open.
    widest: Cell<usize>,
}

impl Watched {
    pub(super) fn new(builder: Builder) -> Watched {
        Watched {
            builder,
            tokens: Cell::new(0),
            outer: Cell::new(0),
            widest: Cell::new(0),
        }
    }

    /// How many nodes, with their attributes, the tree has at the most beyond one for each token.
    pub(super) fn reopened(&self) -> usize {
        let nodes = self.builder.sink.tree.len();
        nodes.saturating_sub(self.tokens.get()) * (1 + self.widest.get())
    }

    fn see(&self, tag: &Tag) {
        let count = tag.attrs.len();
        if [local_name!("html"), local_name!("body")].contains(&tag.name) {
            self.outer.update(|outer| outer + count);
        } else if FORMATTING.contains(&tag.name) {
            self.widest.update(|widest| widest.max(count));
        }
    }
}

impl TokenSink for Watched {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        match &token {
            // They come from within tags, too.
            Token::ParseError(_) => return TokenSinkResult::Continue,
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => self.see(tag),
            _ => {}
        }
        self.tokens.update(|count| count + 1);
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Whether a tag's name ends before this byte, and the tag does not.
pub(super) fn ends_name(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == b'/'
}

/// How many attributes the tag has that a text begins with, those included that are given twice; none where it begins
/// with no tag. Not counted further than one more than `most`.
pub(super) fn attributes(text: &str, most: usize) -> usize {
    let tag = text.strip_prefix("</").or(text.strip_prefix('<'));
    let Some(tag) = tag.filter(|tag| tag.starts_with(|c: char| c.is_ascii_alphabetic())) else {
        return 0;
    };
    let mut count = 0;
    let mut place = Place::TagName;
    for byte in tag.bytes() {
        let blank = byte.is_ascii_whitespace();
        place = match (place, byte) {
            (Place::Quoted(quote), _) if byte == quote => Place::Between,
            (Place::Quoted(_), _) => place,
            (Place::Equals, b'"' | b'\'') => Place::Quoted(byte),
            (_, b'>') => break,
            _ if count > most => break,
            (Place::Equals, _) if blank => place,
            (Place::Equals, _) => Place::Value,
            (Place::Name | Place::NameEnd, b'=') => Place::Equals,
            (Place::Name | Place::NameEnd, _) if blank => Place::NameEnd,
            (Place::TagName | Place::Value, _) if blank => Place::Between,
            (Place::Value, _) => place,
            (_, b'/') => Place::Between,
            (Place::Between, _) if blank => place,
            (Place::Between | Place::NameEnd, _) => {
                count += 1;
                Place::Name
            }
            (Place::TagName | Place::Name, _) => place,
        };
    }
    count
}

/// Where in a tag a character stands.
#[derive(Clone, Copy)]
enum Place {
    TagName,
    /// Before an attribute, or none.
    Between,
    Name,
    /// Behind a name and a blank: a `=` may follow.
    NameEnd,
    /// Behind the `=`.
    Equals,
    /// A value without quotes.
    Value,
    Quoted(u8),
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Never fewer than the parser finds, which leaves out those of a name that was there.
        #[test]
        fn attributes_are_counted_as_the_parser_does(
            pieces in prop::collection::vec(prop::sample::select(vec!["=", "\"", "'", " ", "\n", "/", "<", "é", "a", "b"]), 0..20)
        ) {
            let tag = format!("<x{}>", pieces.concat());
            let document = crate::exchange::dom::fragment(&tag).expect("a small page");
            let found = document.select("x").nodes().first().map_or(0, |x| x.attrs().len());
            let attributes = attributes(&tag, usize::MAX);
            prop_assert!(attributes >= found, "{tag}: {attributes} of {found}");
        }
    }
}
