//! What follows the keyword on a marker line: a name, a nonce, attributes.

use std::ops::Range;

use super::keywords::{blanks, word_after};
use super::marker::{Attribute, NameKey};

#[derive(Default)]
pub(super) struct Arguments {
    pub(super) name: Option<String>,
    pub(super) name_range: Range<usize>,
    pub(super) nonce: Option<String>,
    pub(super) attributes: Vec<Attribute>,
    /// The attribute that held the name.
    pub(super) key: Option<NameKey>,
    pub(super) colon: bool,
    /// `BEGIN` stood after the attributes.
    pub(super) begin: bool,
    /// The name is not as the format wants it.
    pub(super) broken: bool,
}

/// After the keyword of an open marker. `offset`: where `text` starts in the line.
pub(super) fn named(text: &str, offset: usize) -> Arguments {
    let end = offset + text.len();
    let at = |rest: &str| end - rest.len();
    let (colon, rest) = match text.strip_prefix(':') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let rest = blanks(rest).trim_end_matches([' ', '\t']);
    let at = |part: &str| at(part) - (text.len() - text.trim_end_matches([' ', '\t']).len());
    let base = Arguments {
        colon,
        ..Arguments::default()
    };
    if rest.is_empty() {
        return Arguments {
            broken: colon,
            name_range: at(rest)..at(rest),
            ..base
        };
    }
    if rest.starts_with('"') {
        return json_named(rest, at(rest), base);
    }
    // `path="…" k=v`, whole.
    if let Some(found) = attributes_with_name(rest, at(rest)) {
        return Arguments { colon, ..found };
    }
    if !colon && let Some((first, more)) = rest.split_once([' ', '\t']) {
        let more = blanks(more);
        // `a1b2 path=x`: a nonce, then the name.
        if let Some(found) = attributes_with_name(more, at(more)).filter(|_| !first.contains('=')) {
            return Arguments {
                nonce: Some(first.to_owned()),
                ..found
            };
        }
        // `name k=v`.
        if let Some(attributes) = all_attributes(more, at(more)) {
            let name_range = at(rest)..at(rest) + first.len();
            return Arguments {
                name: Some(first.to_owned()),
                name_range,
                attributes,
                ..base
            };
        }
    }
    let broken = rest.contains('>') || rest.chars().any(char::is_control);
    Arguments {
        name: Some(rest.to_owned()),
        name_range: at(rest)..at(rest) + rest.len(),
        broken,
        ..base
    }
}

/// After the keyword of a close marker: nothing, or the name or nonce echoed.
pub(super) fn echoed(text: &str, offset: usize) -> Arguments {
    named(text, offset)
}

/// `"name" key="value" …`, JSON strings all.
fn json_named(rest: &str, offset: usize, base: Arguments) -> Arguments {
    let Some((name, after)) = quoted(rest) else {
        // A broken string: the rest of the line is the name, as it stands.
        let name = rest.trim_matches('"');
        return Arguments {
            name: Some(name.to_owned()),
            name_range: offset + 1..offset + 1 + name.len(),
            broken: true,
            ..base
        };
    };
    let name_range = offset + 1..offset + rest.len() - after.len() - 1;
    let tail = blanks(after);
    let found = all_attributes(tail, offset + rest.len() - tail.len());
    let broken = found.is_none() || (tail.len() == after.len() && !tail.is_empty());
    Arguments {
        name: Some(name),
        name_range,
        attributes: found.unwrap_or_default(),
        broken,
        ..base
    }
}

/// A list of `key=value` that names the article, nothing else beside it but a last `BEGIN`.
fn attributes_with_name(text: &str, offset: usize) -> Option<Arguments> {
    let (mut rest, mut begin) = (text, false);
    let mut all = Vec::new();
    while !rest.is_empty() {
        if word_after(rest, "BEGIN").is_some_and(|after| blanks(after).is_empty())
            && !all.is_empty()
        {
            begin = true;
            break;
        }
        let (attribute, after) = attribute(rest, offset + text.len() - rest.len())?;
        all.push(attribute);
        rest = blanks(after);
    }
    let (place, key) = all
        .iter()
        .enumerate()
        .find_map(|(i, a)| Some((i, name_key(&a.key)?)))?;
    let named = all.remove(place);
    let start = named.range.start + named.key.len();
    let equals = &text[start - offset..named.range.end - offset];
    let value = blanks(blanks(equals).strip_prefix('=').unwrap_or_default());
    let lead = equals.len() - value.len();
    let quotes = usize::from(value.starts_with(['"', '\'']));
    Some(Arguments {
        name: Some(named.value),
        name_range: start + lead + quotes..named.range.end - quotes,
        attributes: all,
        key: Some(key),
        begin,
        ..Arguments::default()
    })
}

/// A list of `key=value` and nothing else; empty text is an empty list.
fn all_attributes(text: &str, offset: usize) -> Option<Vec<Attribute>> {
    let (mut rest, mut all) = (text, Vec::new());
    while !rest.is_empty() {
        let (attribute, after) = attribute(rest, offset + text.len() - rest.len())?;
        all.push(attribute);
        rest = blanks(after);
    }
    Some(all)
}

/// One `key=value`: the value a JSON string, a string in single or unescaped double quotes, or without blanks.
fn attribute(text: &str, offset: usize) -> Option<(Attribute, &str)> {
    let length = text
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
        .count();
    let (key, after) = text.split_at(length);
    if !key.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let value = blanks(blanks(after).strip_prefix('=')?);
    let (value, rest) = if value.starts_with('"') {
        quoted(value)?
    } else if let Some(inner) = value.strip_prefix('\'') {
        let (value, rest) = inner.split_once('\'')?;
        (value.to_owned(), rest)
    } else {
        let end = value.find([' ', '\t']).unwrap_or(value.len());
        (value[..end].to_owned(), &value[end..])
    };
    if !(rest.is_empty() || rest.starts_with([' ', '\t'])) {
        return None;
    }
    let range = offset..offset + text.len() - rest.len();
    Some((
        Attribute {
            key: key.to_owned(),
            value,
            range,
        },
        rest,
    ))
}

/// A string in double quotes at the front, read as JSON or, where it is none (`"C:\new"`), as it stands.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut escaped = false;
    let inner = text.strip_prefix('"')?;
    let end = inner.bytes().position(|b| {
        let ends = b == b'"' && !escaped;
        escaped = b == b'\\' && !escaped;
        ends
    })?;
    let json = serde_json::from_str(&text[..end + 2]);
    Some((
        json.unwrap_or_else(|_| inner[..end].to_owned()),
        &inner[end + 1..],
    ))
}

fn name_key(key: &str) -> Option<NameKey> {
    let keys = [
        NameKey::Path,
        NameKey::Name,
        NameKey::File,
        NameKey::Filename,
    ];
    keys.into_iter()
        .find(|k| key.eq_ignore_ascii_case(k.as_str()))
}
