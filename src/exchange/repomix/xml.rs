//! repomix, the XML style: tags on lines of their own, and between them the text as it is, nothing escaped.
//!
//! A line `</file>` of a file looks like the end of that file, so what follows decides: the end has an empty line behind
//! it, then the next file or the end of all.

use super::super::lines::{Line, lines, name, next_text};
use super::super::{Article, Imported, Remark};
use super::{article, on_lines};

const CLOSE: &str = "</file>";
const END: &str = "</files>";

pub(in super::super) fn read(bytes: &[u8], lines: &[Line]) -> Result<Imported, Remark> {
    let first = lines.iter().position(|line| line.is("<files>"));
    let mut imported = Imported::default();
    let mut at = first.map_or(0, |at| at + 1);
    while let Some(line) = lines.get(at) {
        if line.is(END) {
            return Ok(imported);
        }
        let Some(path) = opening(line) else {
            at += 1;
            continue;
        };
        let close = (at + 1..lines.len())
            .find(|close| closes(lines, *close))
            .ok_or_else(|| {
                let what = "the file that begins here is not closed: the rest was cut off";
                Remark::at(at + 1, what)
            })?;
        let text = &bytes[line.end..lines[close].start];
        imported.articles.push(article(name(path, at)?, at, text));
        at = close + 1;
    }
    let what = format!("there is no `{END}`: what came after the last file may have been cut off");
    imported.remarks.push(Remark::at(lines.len(), what));
    Ok(imported)
}

pub(in super::super) fn write(articles: &[Article]) -> Vec<u8> {
    let mut out = b"<files>\n".to_vec();
    out.extend_from_slice(b"This section contains the contents of the repository's files.\n\n");
    for article in articles {
        out.extend_from_slice(format!("<file path=\"{}\">\n", article.name).as_bytes());
        out.extend_from_slice(on_lines(&article.body));
        out.extend_from_slice(b"</file>\n\n");
    }
    out.extend_from_slice(b"</files>\n");
    out
}

pub(in super::super) fn separators(body: &[u8]) -> Vec<usize> {
    let lines = lines(body);
    let within = (0..lines.len()).filter(|at| follows(&lines, *at) == Some(true));
    within.map(|at| lines[at].start).collect()
}

/// The path on a line that opens a file.
pub(super) fn opening<'t>(line: &Line<'t>) -> Option<&'t [u8]> {
    line.between("<file path=\"", "\">")
}

fn closes(lines: &[Line], at: usize) -> bool {
    follows(lines, at) != Some(false) && lines[at].is(CLOSE)
}

/// Whether the next text behind a line `</file>` makes it an end. `None`: there is no more text.
fn follows(lines: &[Line], at: usize) -> Option<bool> {
    if !lines[at].is(CLOSE) {
        return Some(false);
    }
    let blank = lines.get(at + 1)?.is_blank();
    let next = next_text(lines, at + 1)?;
    Some(blank && (next.is(END) || opening(next).is_some()))
}
