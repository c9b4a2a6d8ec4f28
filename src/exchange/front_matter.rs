//! The fields at the head of a Markdown page: YAML between lines `---`, TOML between lines `+++`.

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::lines::lines;

/// Bytes in which the head of a page must end.
pub(super) const LONGEST: usize = 64 << 10;

/// A page's fields, and its text.
pub(super) struct FrontMatter<'b> {
    /// Keys as written, values as text; lists of texts with commas. Fields without a value are none.
    pub(super) fields: Vec<(String, String)>,
    /// Fields that hold more than a text or a list of texts.
    pub(super) left_out: Vec<String>,
    /// The text, without an empty line at its head.
    pub(super) text: &'b [u8],
}

/// Reads the fields of a page. `None`: it has none; what looks like some and cannot be read is text.
pub(super) fn read(page: &[u8]) -> Option<FrontMatter<'_>> {
    let page = page.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(page);
    let head = lines(&page[..page.len().min(LONGEST)]);
    let fence = head.first()?.text.trim_ascii_end();
    let closes: &[&[u8]] = match fence {
        b"---" => &[b"---", b"..."],
        b"+++" => &[b"+++"],
        _ => return None,
    };
    let close = head[1..]
        .iter()
        .find(|line| closes.contains(&line.text.trim_ascii_end()))?;
    let source = std::str::from_utf8(&page[head[0].end..close.start]).ok()?;
    let (fields, left_out) = match fence {
        b"+++" => toml(source)?,
        _ => yaml(source)?,
    };
    let text = &page[close.end..];
    let blank = text.strip_prefix(b"\n").or(text.strip_prefix(b"\r\n"));
    Some(FrontMatter {
        fields,
        left_out,
        text: blank.unwrap_or(text),
    })
}

/// Writes fields as YAML, with the empty line that divides them from the text.
pub(super) fn write(fields: &[(&str, &str)]) -> String {
    let mut out = String::from("---\n");
    for (key, value) in fields {
        out.push_str(&format!("{}: {}\n", key_of(key), quoted(value)));
    }
    out.push_str("---\n\n");
    out
}

fn key_of(key: &str) -> String {
    let plain = key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
    // Words that YAML takes for something else than a text.
    let word = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];
    if plain && !word.contains(&key.to_ascii_lowercase().as_str()) {
        key.to_owned()
    } else {
        quoted(key)
    }
}

/// A string in double quotes, as JSON and YAML both read it; characters that YAML has no room for are escaped.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            ' '..='~'
            | '\u{A0}'..='\u{2027}'
            | '\u{202A}'..='\u{D7FF}'
            | '\u{E000}'..='\u{FEFE}' => {
                out.push(c);
            }
            '\u{10000}'.. => out.push(c),
            c => out.push_str(&format!("\\u{:04X}", u32::from(c))),
        }
    }
    out.push('"');
    out
}

/// Stands for a key that is no text.
const NO_TEXT: &str = "?";

type Fields = (Vec<(String, String)>, Vec<String>);

/// The fields of a YAML mapping, from its events: an anchor that is used a thousand times costs no more than one.
fn yaml(source: &str) -> Option<Fields> {
    let (mut fields, mut left_out) = (Vec::new(), Vec::new());
    let mut key: Option<String> = None;
    // Texts of a list, and how deep we are: the mapping is 1, a list in it 2.
    let mut list: Vec<String> = Vec::new();
    let (mut depth, mut odd, mut mapping) = (0_usize, false, false);
    for event in Parser::new_from_str(source) {
        match event.ok()?.0 {
            Event::MappingStart(..) => {
                mapping |= depth == 0;
                odd |= depth > 0;
                depth += 1;
            }
            Event::SequenceStart(..) => {
                odd |= depth != 1 || key.is_none();
                depth += 1;
            }
            Event::Scalar(text, style, _, tag) => {
                let nothing = style == ScalarStyle::Plain && tag.is_none() && is_null(&text);
                match (depth == 1, key.take()) {
                    (true, None) => key = Some(text.into_owned()),
                    (true, Some(_)) if nothing => {}
                    (true, Some(key)) => fields.push((key, text.into_owned())),
                    (false, had) => {
                        key = had;
                        list.extend((!nothing).then(|| text.into_owned()));
                    }
                }
            }
            Event::Alias(_) if depth == 1 => match key.take() {
                None => key = Some(NO_TEXT.to_owned()),
                Some(key) => left_out.push(key),
            },
            Event::Alias(_) => odd = true,
            Event::MappingEnd | Event::SequenceEnd => {
                depth = depth.saturating_sub(1);
                if depth != 1 {
                    continue;
                }
                let texts = std::mem::take(&mut list);
                match key.take() {
                    Some(key) if std::mem::take(&mut odd) => left_out.push(key),
                    Some(key) => fields.push((key, texts.join(", "))),
                    None => {
                        odd = false;
                        key = Some(NO_TEXT.to_owned());
                    }
                }
            }
            Event::DocumentEnd if !mapping && !source.trim().is_empty() => return None,
            _ => {}
        }
    }
    Some((fields, left_out))
}

/// Whether a scalar without quotes is YAML's word for nothing.
fn is_null(text: &str) -> bool {
    ["", "~", "null", "Null", "NULL"].contains(&text)
}

fn toml(source: &str) -> Option<Fields> {
    let table: toml::Table = source.parse().ok()?;
    let (mut fields, mut left_out) = (Vec::new(), Vec::new());
    for (key, value) in table {
        let list = match &value {
            toml::Value::Array(values) => values.iter().map(scalar).collect::<Option<Vec<_>>>(),
            value => scalar(value).map(|text| vec![text]),
        };
        match list {
            Some(texts) => fields.push((key, texts.join(", "))),
            None => left_out.push(key),
        }
    }
    Some((fields, left_out))
}

fn scalar(value: &toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Datetime(date) => Some(date.to_string()),
        toml::Value::Integer(number) => Some(number.to_string()),
        toml::Value::Float(number) => Some(number.to_string()),
        toml::Value::Boolean(yes) => Some(yes.to_string()),
        toml::Value::Array(_) | toml::Value::Table(_) => None,
    }
}
