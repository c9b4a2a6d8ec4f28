//! Writing markers and blocks, and what a block stands for.

use std::borrow::Cow;

use super::escape::{escape, unescape};
use super::keywords::Keywords;
use super::marker::{self, Attribute, Form, Joint, Kind, Marker, NameKey};
use super::order::Id;
use super::scan::eol_length;
use super::tree::Tree;

/// The bytes that an article stands for, given its body in the bundle: escapes undone, and without its last line end
/// where the marker says `eol="none"`.
pub fn content(body: &[u8], marker: &Marker, keywords: &Keywords) -> Vec<u8> {
    let mut content = unescape(body, keywords);
    if marker.attribute("eol") == Some("none") {
        let ends = [&b"\r\n"[..], b"\n", b"\r"];
        if let Some(end) = ends.into_iter().find(|end| content.ends_with(end)) {
            content.truncate(content.len() - end.len());
        }
    }
    content
}

/// One article in canonical form: open marker, escaped body, close marker.
///
/// Reading it with these keywords, or fewer, gives back `content` byte for byte. `attributes` are written in their order; `eol` is added where the
/// content's last line has no end.
pub fn block(
    name: &str,
    attributes: &[(&str, &str)],
    content: &[u8],
    keywords: &Keywords,
) -> Vec<u8> {
    // A last CR needs a whole CRLF behind it, or it would be taken for one half of it.
    let eol: &[u8] = match content.last() {
        None | Some(b'\n') => b"",
        Some(b'\r') => b"\r\n",
        Some(_) => b"\n",
    };
    let mut all: Vec<(&str, &str)> = attributes
        .iter()
        .copied()
        .filter(|(key, _)| *key != "eol")
        .collect();
    if !eol.is_empty() {
        all.push(("eol", "none"));
    }
    let mut out = open_marker(name, &all).into_bytes();
    out.push(b'\n');
    out.extend(escape(content, keywords));
    out.extend_from_slice(eol);
    out.extend_from_slice(CLOSE.as_bytes());
    out.push(b'\n');
    out
}

/// The canonical close marker.
pub const CLOSE: &str = "<<<END FILE>>>";

/// The canonical open marker, without a line end. The name stands bare where that can be read back, else as JSON.
pub fn open_marker(name: &str, attributes: &[(&str, &str)]) -> String {
    let bare = format!("<<<FILE: {name}>>>");
    let keywords = Keywords::default();
    let reads_back = |line: &str| {
        marker::read(line, &keywords).is_some_and(|m| {
            m.kind == Kind::Open
                && m.form == Form::Colon
                && !m.slips.any()
                && m.name.as_deref() == Some(name)
        })
    };
    if attributes.is_empty() && !name.contains(['\n', '\r']) && reads_back(&bare) {
        return bare;
    }
    let pairs: String = attributes
        .iter()
        .map(|(key, value)| format!(" {key}={}", json(value)))
        .collect();
    format!("<<<FILE: {}{pairs}>>>", json(name))
}

/// A JSON string that holds no `>`, so that a reader that looks for the first one finds the marker's end.
pub(super) fn json(text: &str) -> String {
    serde_json::Value::from(text)
        .to_string()
        .replace('>', "\\u003e")
}

/// A close marker for an article that lacks one: its nonce echoed, or the word that closes in this file, or the
/// counterpart of its open marker.
pub fn close_like(tree: &Tree, open: Id) -> String {
    let marker = tree.marker(open);
    let word = tree.keywords().word(marker.keyword);
    if let Some(nonce) = &marker.nonce {
        return format!("<<<END {word} {nonce}>>>");
    }
    let form = match marker.form {
        _ if tree.dialect().end_closes => Form::BareEnd,
        _ if tree.dialect().eof_closes => Form::Eof,
        Form::Start { joint, .. } => Form::FileEnd(joint),
        Form::AttributeBegin(_) => Form::FileEnd(Joint::Blank),
        Form::Begin(joint) => Form::End(joint),
        _ => Form::End(Joint::Blank),
    };
    close_marker(form, word, None)
}

/// A close marker of a form; `echo` is the name to repeat, where the form has room for one.
pub(super) fn close_marker(form: Form, word: &str, echo: Option<&str>) -> String {
    let bare = |name: &str| {
        let read = marker::read(&format!("<<<END FILE: {name}>>>"), &Keywords::default());
        read.is_some_and(|m| {
            m.kind == Kind::Close && !m.slips.any() && m.name.as_deref() == Some(name)
        })
    };
    let echo = echo.map(|name| {
        if bare(name) {
            format!(": {name}")
        } else {
            format!(": {}", json(name))
        }
    });
    let echo = echo.unwrap_or_default();
    match form {
        Form::Slash => format!("<<</{word}>>>"),
        Form::FileEnd(joint) => format!("<<<{word}{}END{echo}>>>", joint.as_str()),
        Form::BareEnd => "<<<END>>>".to_owned(),
        Form::Eof => "<<<EOF>>>".to_owned(),
        Form::End(joint) => format!("<<<END{}{word}{echo}>>>", joint.as_str()),
        _ => CLOSE.to_owned(),
    }
}

/// An open marker in a given form, with all that `marker` says.
pub(super) fn open_in_form(marker: &Marker, form: Form, word: &str) -> String {
    let pairs: String = marker.attributes.iter().map(pair).collect();
    let Some(name) = marker.name.as_deref() else {
        return match form {
            Form::Begin(joint) => format!("<<<BEGIN{}{word}>>>", joint.as_str()),
            Form::Start { begin, joint } => format!(
                "<<<{word}{}{}>>>",
                joint.as_str(),
                if begin { "BEGIN" } else { "START" }
            ),
            _ => format!("<<<{word}>>>"),
        };
    };
    let plain = |lead: String| {
        let bare = format!("{lead}{name}>>>");
        let keywords = Keywords::with(&[word.to_owned()]).unwrap_or_default();
        let reads = marker::read(&bare, &keywords).is_some_and(|m| {
            m.kind == Kind::Open
                && m.form == form
                && !m.slips.any()
                && m.name.as_deref() == Some(name)
        });
        // (A name is never cut at a line end: `read` would take that for a control character, and so a slip.)
        if pairs.is_empty() && reads {
            bare
        } else {
            format!("{lead}{}{pairs}>>>", json(name))
        }
    };
    let nonce = marker
        .nonce
        .as_ref()
        .map(|nonce| format!("{nonce} "))
        .unwrap_or_default();
    let keyed = |key: NameKey, end: &str| {
        format!(
            "<<<{word} {nonce}{}={}{pairs}{end}>>>",
            key.as_str(),
            json(name)
        )
    };
    match form {
        _ if marker.nonce.is_some() => keyed(NameKey::Path, ""),
        Form::NoColon => plain(format!("<<<{word} ")),
        Form::Attribute(key) => keyed(key, ""),
        Form::AttributeBegin(key) => keyed(key, " BEGIN"),
        Form::Begin(joint) => plain(format!("<<<BEGIN{}{word}: ", joint.as_str())),
        Form::Start { begin, joint } => plain(format!(
            "<<<{word}{}{}: ",
            joint.as_str(),
            if begin { "BEGIN" } else { "START" }
        )),
        _ => plain(format!("<<<{word}: ")),
    }
}

fn pair(attribute: &Attribute) -> String {
    format!(" {}={}", attribute.key, json(&attribute.value))
}

/// A marker line with three brackets on each side and nothing behind them; its line end is left out. `None`: it is so.
pub fn mended(line: &str) -> Option<String> {
    let line = line.trim_end_matches([' ', '\t', '\r', '\n']);
    let mended = format!(
        "<<<{}>>>",
        line.trim_start_matches('<').trim_end_matches('>')
    );
    (mended != line).then_some(mended)
}

/// How the first line of a text ends; LF where it does not.
pub(super) fn line_end(text: &str) -> Cow<'static, str> {
    let first = text
        .find(['\n', '\r'])
        .map(|at| eol_length(&text.as_bytes()[at..]));
    let at = text.find(['\n', '\r']).unwrap_or_default();
    match first {
        Some(2) => "\r\n".into(),
        Some(1) if text.as_bytes()[at] == b'\r' => "\r".into(),
        _ => "\n".into(),
    }
}
