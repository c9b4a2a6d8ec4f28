//! files-to-prompt `--cxml`: a `<document>` for each file, with its `<source>` and its `<document_content>`, tags on
//! lines of their own. It looks like XML, but nothing is escaped: it is for readers of text.

use super::files_to_prompt::without_dot;
use super::lines::{Line, lines, name, next_text, without_ends};
use super::{Article, Imported, Remark};

const ROOT_END: &str = "</documents>";
const CONTENT: &str = "<document_content>";
const CONTENT_END: &str = "</document_content>";
const END: &str = "</document>";

/// Whether a file is one of these.
pub(super) fn begins(lines: &[Line]) -> bool {
    next_text(lines, 0).is_some_and(|first| first.is("<documents>") || is_open(first))
}

pub(super) fn read(bytes: &[u8], lines: &[Line]) -> Result<Imported, Remark> {
    let mut imported = Imported::default();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if line.is(ROOT_END) {
            return Ok(imported);
        }
        if !is_open(line) {
            at += 1;
            continue;
        }
        let Some((path, start)) = header(lines, at) else {
            let what = format!("a `<source>` and `{CONTENT}` should follow this `<document>`");
            return Err(Remark::at(at + 1, what));
        };
        let end = (start..lines.len())
            .find(|end| ends(lines, *end) && is_over(lines.get(end + 2)))
            .ok_or_else(|| {
                let what = "the document that begins here is not closed: the rest was cut off";
                Remark::at(at + 1, what)
            })?;
        let text = &bytes[lines[start].start..lines[end].start];
        imported.articles.push(Article {
            name: name(without_dot(path), at + 1)?,
            body: without_ends(text, 1, lines[start - 1].crlf).to_vec(),
            line: at + 1,
            ..Article::default()
        });
        at = end + 2;
    }
    let what = format!("there is no `{ROOT_END}`: what came after may have been cut off");
    imported.remarks.push(Remark::at(lines.len(), what));
    Ok(imported)
}

pub(super) fn write(articles: &[Article]) -> Vec<u8> {
    let mut out = b"<documents>\n".to_vec();
    for (index, article) in articles.iter().enumerate() {
        let (number, name) = (index + 1, &article.name);
        let head = format!("<document index=\"{number}\">\n<source>{name}</source>\n{CONTENT}\n");
        out.extend_from_slice(head.as_bytes());
        out.extend_from_slice(&article.body);
        out.extend_from_slice(format!("\n{CONTENT_END}\n{END}\n").as_bytes());
    }
    out.extend_from_slice(b"</documents>\n");
    out
}

pub(super) fn separators(body: &[u8]) -> Vec<usize> {
    let lines = lines(body);
    let within = (0..lines.len()).filter(|at| {
        let next = lines.get(at + 2);
        ends(&lines, *at) && next.is_some() && is_over(next)
    });
    within.map(|at| lines[at].start).collect()
}

fn is_open(line: &Line) -> bool {
    let number = line.between("<document index=\"", "\">");
    number.is_some_and(|number| !number.is_empty() && number.iter().all(u8::is_ascii_digit))
}

/// The path of a document, and the line on which its text begins.
fn header<'t>(lines: &[Line<'t>], at: usize) -> Option<(&'t [u8], usize)> {
    let [source, content, _, ..] = lines.get(at + 1..)? else {
        return None;
    };
    let path = source.between("<source>", "</source>")?;
    content.is(CONTENT).then_some((path, at + 3))
}

fn ends(lines: &[Line], at: usize) -> bool {
    let next = lines.get(at + 1);
    lines[at].is(CONTENT_END) && next.is_some_and(|line| line.is(END))
}

/// Whether a line can come after a document: another one, or the end.
fn is_over(line: Option<&Line>) -> bool {
    line.is_none_or(|line| is_open(line) || line.is(ROOT_END))
}
