//! repomix, `--style xml --parsable-style`: XML as parsers read it, all text escaped.
//!
//! White space in a file is its own, line ends too; as repomix takes the last one off, one is put back.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::{Article, Imported, Remark};

/// Whether a file's first line that is not blank begins such a file.
pub(super) fn begins(line: &[u8]) -> bool {
    let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
    line.starts_with(b"<repomix") || line.starts_with(b"<?xml")
}

pub(in super::super) fn read(bytes: &[u8]) -> Result<Imported, Remark> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = line_of(bytes, error.valid_up_to());
        Remark::at(line, "the file is not UTF-8")
    })?;
    let mut reader = Reader::from_str(text);
    let mut imported = Imported::default();
    let mut place = Place { at: 0, line: 1 };
    // How deep we are, and whether all elements above are those that hold files.
    let (mut depth, mut right) = (0_usize, 0_usize);
    let mut file: Option<(Article, String)> = None;
    loop {
        place.advance(bytes, reader.buffer_position() as usize);
        let place = place.line;
        let event = reader.read_event().map_err(|error| {
            let line = line_of(bytes, reader.error_position() as usize);
            Remark::at(line, format!("is not well-formed XML: {error}"))
        })?;
        match event {
            Event::Start(tag) => {
                if right == depth && PATH.get(depth).is_some_and(|name| tag.name().0 == *name) {
                    right += 1;
                }
                depth += 1;
                if depth == PATH.len() && right == depth {
                    file = Some((opened(&tag, place)?, String::new()));
                }
            }
            Event::Empty(tag)
                if right == depth && depth + 1 == PATH.len() && tag.name().0 == PATH[depth] =>
            {
                imported.articles.push(opened(&tag, place)?);
            }
            Event::End(_) => {
                if depth == PATH.len()
                    && let Some((mut article, mut text)) = file.take()
                {
                    if !text.is_empty() && !text.ends_with('\n') {
                        text.push('\n');
                    }
                    article.body = text.into_bytes();
                    imported.articles.push(article);
                }
                depth = depth.saturating_sub(1);
                right = right.min(depth);
            }
            Event::Text(piece) => append(&mut file, &piece),
            Event::CData(piece) => append(&mut file, &piece),
            Event::GeneralRef(name) => {
                let Some((_, text)) = &mut file else { continue };
                let resolved = quick_xml::escape::unescape(&format!("&{};", &*name))
                    .map(std::borrow::Cow::into_owned)
                    .map_err(|error| Remark::at(place, error.to_string()))?;
                text.push_str(&resolved);
            }
            Event::Eof if depth > 0 => {
                return Err(Remark::at(
                    place,
                    "the file ends within an element: the rest was cut off",
                ));
            }
            Event::Eof => return Ok(imported),
            _ => {}
        }
    }
}

/// The elements down to a file.
const PATH: [&str; 3] = ["repomix", "files", "file"];

fn append(file: &mut Option<(Article, String)>, piece: &str) {
    if let Some((_, text)) = file {
        text.push_str(piece);
    }
}

fn opened(tag: &BytesStart, line: usize) -> Result<Article, Remark> {
    let path = tag.try_get_attribute("path");
    let path = path.map_err(|error| Remark::at(line, error.to_string()))?;
    let path = path.ok_or_else(|| Remark::at(line, "the `<file>` has no `path`"))?;
    let name = quick_xml::escape::unescape(&path.value);
    let name = name.map_err(|error| Remark::at(line, error.to_string()))?;
    Ok(Article {
        name: name.into_owned(),
        line,
        ..Article::default()
    })
}

/// A place in a file that goes forward, and its line.
struct Place {
    at: usize,
    line: usize,
}

impl Place {
    fn advance(&mut self, bytes: &[u8], to: usize) {
        let between = bytes.get(self.at..to).unwrap_or_default();
        self.line += memchr::memchr_iter(b'\n', between).count();
        self.at = to.max(self.at);
    }
}

fn line_of(bytes: &[u8], at: usize) -> usize {
    let before = &bytes[..at.min(bytes.len())];
    memchr::memchr_iter(b'\n', before).count() + 1
}

pub(in super::super) fn write(articles: &[Article]) -> Vec<u8> {
    let mut out = String::from("<repomix><files>\n");
    for article in articles {
        let body = String::from_utf8_lossy(&article.body);
        let (name, body) = (escaped(&article.name), escaped(&body));
        out.push_str(&format!("<file path=\"{name}\">{body}</file>\n"));
    }
    out.push_str("</files></repomix>\n");
    out.into_bytes()
}

/// Text for XML. A CR would become an LF in any parser, were it not written as a reference.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            c => out.push(c),
        }
    }
    out
}

/// Where bytes stand that XML has no way to write: the rest of ASCII's control characters, what is not UTF-8, and two
/// that are no characters.
pub(in super::super) fn forbidden(body: &[u8]) -> impl Iterator<Item = usize> {
    let mut end = 0;
    body.utf8_chunks().flat_map(move |chunk| {
        let (start, valid) = (end, chunk.valid());
        end += valid.len() + chunk.invalid().len();
        let controls = valid.char_indices().filter(|(_, c)| !allowed(*c));
        let broken = (!chunk.invalid().is_empty()).then_some(start + valid.len());
        controls.map(move |(at, _)| start + at).chain(broken)
    })
}

/// A text with U+FFFD for all that [`forbidden`] finds.
pub(in super::super) fn without_forbidden(body: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(body);
    let kept = text
        .chars()
        .map(|c| if allowed(c) { c } else { '\u{FFFD}' });
    kept.collect::<String>().into_bytes()
}

fn allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..)
}
