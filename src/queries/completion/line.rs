//! What is being typed on a marker line that is not whole yet.

use crate::bundle::Keywords;
use crate::bundle::marker::{self, Kind};

/// What stands right before the cursor. Columns are bytes of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// A marker's brackets, and perhaps some of its words.
    Marker,
    /// The name of an open marker.
    Name {
        /// Where it begins.
        start: usize,
    },
    /// The name that a close marker echoes.
    Echo {
        /// Where it begins.
        start: usize,
        /// Whether it stands in quotation marks.
        quoted: bool,
    },
    /// The key of an attribute, or nothing of it so far.
    Key {
        /// Where it begins.
        start: usize,
        /// The bare name before it, which needs quotation marks before attributes can follow: its first and last column.
        unquoted: Option<(usize, usize)>,
    },
    /// The value of an attribute.
    Value {
        /// Its key.
        key: String,
        /// Where it begins, behind its quotation mark.
        start: usize,
        /// The quotation mark that it stands behind.
        quote: Option<char>,
    },
    /// Something of which nothing is known: a marker that ends before the cursor, a line of text.
    Nothing,
}

/// Reads the part of a line that stands before the cursor; it begins with a `<`.
pub fn typed(before: &str, keywords: &Keywords) -> Typed {
    let inner = before.trim_start_matches('<');
    let brackets = before.len() - inner.len();
    if brackets > 5 || inner.contains('>') && !inner.contains('"') {
        return Typed::Nothing;
    }
    let Some((head, closes)) = head(inner, keywords) else {
        let words = inner
            .chars()
            .all(|c| c.is_ascii_alphabetic() || " _-/".contains(c));
        return if words { Typed::Marker } else { Typed::Nothing };
    };
    if brackets < 3 {
        return Typed::Nothing;
    }
    let rest = inner.get(head..).unwrap_or_default();
    let colon = rest.starts_with(':');
    let text = rest.strip_prefix(':').unwrap_or(rest);
    let text = text.trim_start_matches([' ', '\t']);
    let start = before.len() - text.len();
    // `<<<END FI` may become `<<<END FILE>>>`, and is no name yet.
    let begins_keyword = || {
        let upper = text.to_ascii_uppercase();
        (0..16).any(|number| keywords.word(number).starts_with(&upper))
    };
    if closes && !colon && begins_keyword() {
        return Typed::Marker;
    }
    if closes {
        let bare = text.strip_prefix('"');
        return Typed::Echo {
            start: before.len() - bare.unwrap_or(text).len(),
            quoted: bare.is_some(),
        };
    }
    arguments(text, start, colon)
}

/// Where the words of a marker end, and whether they close: `FILE`, `END FILE`. The longest that are followed by a colon or
/// a blank.
fn head(inner: &str, keywords: &Keywords) -> Option<(usize, bool)> {
    let ends = inner
        .char_indices()
        .filter(|(_, c)| matches!(c, ':' | ' ' | '\t'))
        .map(|(at, _)| at)
        .take(4);
    let read = |end: usize| {
        let words = inner.get(..end)?;
        let marker = marker::read(&format!("<<<{words}: x>>>"), keywords)?;
        let whole = marker.name.as_deref() == Some("x") && !marker.slips.any();
        match marker.kind {
            Kind::Open if whole => Some((end, false)),
            Kind::Close if whole => Some((end, true)),
            _ => None,
        }
    };
    ends.filter_map(read).last()
}

/// What of a name and attributes is being typed. `start`: where `text` begins in the line.
fn arguments(text: &str, start: usize, colon: bool) -> Typed {
    let mut at = 0;
    let mut name = None;
    if let Some(quoted) = text.strip_prefix('"') {
        let Some(end) = closing(quoted, '"') else {
            return Typed::Name { start: start + 1 };
        };
        at = end + 2;
    } else if !begins_attributes(text) {
        let Some(blank) = text.rfind([' ', '\t']).filter(|_| colon) else {
            let Some(blank) = text.find([' ', '\t']) else {
                return Typed::Name { start };
            };
            return attributes(text, blank, start, None);
        };
        let bare = text.get(..blank).unwrap_or_default().trim_end();
        name = Some((start, start + bare.len()));
        at = blank;
    }
    attributes(text, at, start, name)
}

/// Reads attributes from `at` on.
fn attributes(text: &str, mut at: usize, start: usize, unquoted: Option<(usize, usize)>) -> Typed {
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let from = at + blanks;
        let rest = text.get(from..).unwrap_or_default();
        let key = rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || "-_.".contains(c)))
            .unwrap_or(rest.len());
        let Some(after) = rest.get(key..).filter(|after| !after.is_empty()) else {
            // A key stands apart from what is before it.
            return if blanks > 0 || from == 0 {
                Typed::Key {
                    start: start + from,
                    unquoted,
                }
            } else {
                Typed::Nothing
            };
        };
        let Some(value) = after.strip_prefix('=') else {
            return Typed::Nothing;
        };
        let value_at = text.len() - value.len();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let found = match quote {
            Some(quote) => closing(&value[1..], quote).map(|end| value_at + end + 2),
            None => value.find([' ', '\t']).map(|end| value_at + end),
        };
        match found {
            Some(end) => at = end,
            None => {
                return Typed::Value {
                    key: rest.get(..key).unwrap_or_default().to_owned(),
                    start: start + value_at + usize::from(quote.is_some()),
                    quote,
                };
            }
        }
    }
}

/// Whether a text begins with `key=`.
fn begins_attributes(text: &str) -> bool {
    let key = text.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || "-_.".contains(c));
    key.len() < text.len() && key.starts_with('=')
}

/// Where a string ends that began before `text`.
fn closing(text: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    text.char_indices().find_map(|(at, c)| {
        let ends = c == quote && !escaped;
        escaped = quote == '"' && c == '\\' && !escaped;
        ends.then_some(at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_known_from_what_stands_before_it() {
        let key = |start, unquoted| Typed::Key { start, unquoted };
        let value = |key: &str, start, quote| Typed::Value {
            key: key.to_owned(),
            start,
            quote,
        };
        for (before, expected) in [
            ("<", Typed::Marker),
            ("<<<", Typed::Marker),
            ("<<<FI", Typed::Marker),
            ("<<<END", Typed::Marker),
            ("<<<END FI", Typed::Marker),
            ("<<<5", Typed::Nothing),
            ("<<<<<<", Typed::Nothing),
            ("<<<FILE: a>>>", Typed::Nothing),
            ("<<<FILE:", Typed::Name { start: 8 }),
            ("<<<FILE: ", Typed::Name { start: 9 }),
            ("<<<FILE: a.t", Typed::Name { start: 9 }),
            ("<<<FILE: \"a b", Typed::Name { start: 10 }),
            ("<<<FILE: a ", key(11, Some((9, 10)))),
            ("<<<FILE: a da", key(11, Some((9, 10)))),
            ("<<<FILE: \"a>b\" ", key(15, None)),
            ("<<<FILE: \"a\" da", key(13, None)),
            ("<<<FILE: \"a\"", Typed::Nothing),
            ("<<<FILE a k", key(10, None)),
            ("<<<FILE path=a ", key(15, None)),
            ("<<<FILE: \"a\" lang=", value("lang", 18, None)),
            ("<<<FILE: \"a\" lang=\"e", value("lang", 19, Some('"'))),
            ("<<<FILE: \"a\" lang=\"e\" al", key(22, None)),
            ("<<<FILE: \"a\" allow='x ", value("allow", 20, Some('\''))),
            (
                "<<<END FILE: ",
                Typed::Echo {
                    start: 13,
                    quoted: false,
                },
            ),
            (
                "<<<END FILE: \"a b",
                Typed::Echo {
                    start: 14,
                    quoted: true,
                },
            ),
            (
                "<<<FILE_END: a",
                Typed::Echo {
                    start: 13,
                    quoted: false,
                },
            ),
            ("<<<BEGIN FILE: a", Typed::Name { start: 15 }),
        ] {
            assert_eq!(typed(before, &Keywords::default()), expected, "{before}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_line_can_be_read(before in "<{1,5}(FILE|END|BEGIN| |:|\"|'|=|é|a|\\\\|>){0,8}") {
            typed(&before, &Keywords::default());
        }
    }
}
