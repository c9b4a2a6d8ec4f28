//! What is wrong with a configuration, and where.

use std::fmt;

use crate::text::nearest::nearest;

/// Why a configuration cannot be used: one line, `variorum.toml:3:1: …`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file, as messages name it.
    pub path: String,
    /// 1-based line and column, the latter in characters; absent where the file could not be read.
    pub place: Option<(usize, usize)>,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Some((line, column)) => write!(f, "{}:{line}:{column}: {}", self.path, self.message),
            None => f.write_str(&self.message),
        }
    }
}

impl std::error::Error for Fault {}

impl Fault {
    /// A fault at a byte of the text.
    pub(super) fn at(path: &str, text: &str, byte: usize, message: impl Into<String>) -> Fault {
        Fault {
            path: path.to_owned(),
            place: Some(place(text, byte)),
            message: message.into(),
        }
    }

    /// What the parser objects to, in our words where it is about keys.
    pub(super) fn from_toml(path: &str, text: &str, error: &toml::de::Error) -> Fault {
        let span = error.span().unwrap_or_default();
        let message = match (error.message(), text.get(span.clone())) {
            ("duplicate key", Some(key)) => format!("`{key}` stands twice"),
            (message, _) => unknown_key(message).unwrap_or_else(|| in_terms_of_toml(message)),
        };
        Fault::at(path, text, span.start, message)
    }
}

/// The 1-based line and column of a byte.
pub(super) fn place(text: &str, byte: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(byte)];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.bytes().filter(|&b| b == b'\n').count();
    (line + 1, before[line_start..].chars().count() + 1)
}

/// Of serde's "unknown field `x`, expected one of `a`, `b`": what a person would say. The known keys stand in the message
/// alone; were it ever worded otherwise, it would be shown as it is.
fn unknown_key(message: &str) -> Option<String> {
    let (kind, rest) = ["field", "variant"].iter().find_map(|kind| {
        let rest = message.strip_prefix("unknown ")?.strip_prefix(kind)?;
        Some((*kind, rest.strip_prefix(" `")?))
    })?;
    let (key, expected) = rest.split_once("`, expected ")?;
    let known: Vec<&str> = expected
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|known| !known.starts_with('$'))
        .collect();
    let fault = match kind {
        "field" => format!("there is no key `{key}` here"),
        _ => format!("`{key}` cannot stand here"),
    };
    Some(match nearest(key, known.iter().copied()) {
        Some(meant) => format!("{fault}; did you mean `{meant}`?"),
        None => format!("{fault}: there are {}", listed(&known)),
    })
}

/// `a`, `b` and `c`.
fn listed(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// The parser's and serde's message in one line, and in words that the documentation of TOML uses.
fn in_terms_of_toml(message: &str) -> String {
    let message = message
        .lines()
        .map(str::trim)
        .collect::<Vec<_>>()
        .join(", ");
    if let Some(key) = message.strip_prefix("missing field ") {
        return format!("the key {key} is missing here");
    }
    let Some(types) = message.strip_prefix("invalid type: ") else {
        return message;
    };
    if types.starts_with("map, expected a sequence") {
        return "this must be a list: each of its entries begins with two brackets, `[[…]]`"
            .to_owned();
    }
    let (found, expected) = types
        .split_once(", expected ")
        .unwrap_or((types, "another type"));
    let found = found
        .replace("floating point", "number")
        .replace("sequence", "a list");
    let expected = match expected {
        "a sequence" => "a list",
        "f64" => "a number",
        "i64" => "a whole number",
        expected if expected.starts_with("struct ") => "a table",
        expected => expected,
    };
    let found = if found == "map" { "a table" } else { &found };
    format!("this must be {expected}, not {found}")
}
