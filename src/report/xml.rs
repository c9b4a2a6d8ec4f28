//! What XML can hold.

use std::borrow::Cow;

use quick_xml::escape::escape;
use quick_xml::events::attributes::Attribute;
use quick_xml::name::QName;

/// An attribute. Line ends and tabs stay what they are: a parser would read blanks where they are not escaped.
pub(super) fn attribute<'a>(name: &'a str, value: &'a str) -> Attribute<'a> {
    let mut value = escape(characters(value)).into_owned();
    if value.contains(['\n', '\r', '\t']) {
        value = value
            .replace('\n', "&#10;")
            .replace('\r', "&#13;")
            .replace('\t', "&#9;");
    }
    Attribute {
        key: QName(name),
        value: value.into(),
    }
}

/// Text with a replacement character for each that cannot stand in a document, escaped or not: most control characters,
/// and two that are none at all.
pub(super) fn characters(text: &str) -> Cow<'_, str> {
    let is_none = |c: char| matches!(c, '\0'..='\x08' | '\x0B' | '\x0C' | '\x0E'..='\x1F' | '\u{fffe}' | '\u{ffff}');
    if text.contains(is_none) {
        Cow::Owned(text.replace(is_none, "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}
