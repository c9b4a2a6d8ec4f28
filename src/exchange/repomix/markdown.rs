//! repomix, the Markdown style: a heading `## File: PATH`, and the file as a code block. The fence is longer than any run
//! of backticks in any of the files, so that every text can stand there.

use super::super::lines::{Line, name};
use super::super::{Article, Imported, Remark};
use super::{article, on_lines};

pub(in super::super) fn read(bytes: &[u8], lines: &[Line]) -> Result<Imported, Remark> {
    let first = lines.iter().position(|line| line.is("# Files"));
    let mut articles = Vec::new();
    let mut at = first.map_or(0, |at| at + 1);
    while let Some(line) = lines.get(at) {
        let Some(path) = heading(line) else {
            at += 1;
            continue;
        };
        let fence = lines.get(at + 1).and_then(|line| fence(line.text));
        let fence = fence
            .ok_or_else(|| Remark::at(at + 1, "no code block follows this heading of a file"))?;
        let close = (at + 2..lines.len())
            .find(|close| lines[*close].text == fence)
            .ok_or_else(|| {
                let what = "the code block of this file is not closed: the rest was cut off";
                Remark::at(at + 1, what)
            })?;
        let text = &bytes[lines[at + 1].end..lines[close].start];
        articles.push(article(name(path, at)?, at, text));
        at = close + 1;
    }
    if articles.is_empty() {
        return Err(Remark::whole("there is no `## File: …` in it"));
    }
    Ok(Imported::of(articles))
}

pub(in super::super) fn write(articles: &[Article]) -> Vec<u8> {
    let longest = articles.iter().map(|article| longest_run(&article.body));
    let fence = "`".repeat(longest.max().unwrap_or_default().max(2) + 1);
    let mut out = b"# Files\n".to_vec();
    for article in articles {
        let (name, language) = (&article.name, language(&article.name));
        let head = format!("\n## File: {name}\n{fence}{language}\n");
        out.extend_from_slice(head.as_bytes());
        out.extend_from_slice(on_lines(&article.body));
        out.extend_from_slice(format!("{fence}\n").as_bytes());
    }
    out
}

/// What repomix calls the language of a file: of the kinds of text that articles come in.
fn language(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, end)| end) {
        "md" => "markdown",
        "html" | "htm" | "xhtml" => "html",
        "xml" => "xml",
        "json" => "json",
        "yaml" | "yml" => "yaml",
        _ => "",
    }
}

/// The path on the heading of a file.
pub(super) fn heading<'t>(line: &Line<'t>) -> Option<&'t [u8]> {
    line.text.strip_prefix(b"## File: ")
}

/// The backticks that begin a code block; the name of a language may follow.
fn fence(line: &[u8]) -> Option<&[u8]> {
    let length = line.iter().take_while(|byte| **byte == b'`').count();
    let (fence, language) = line.split_at(length);
    (length >= 3 && !language.contains(&b'`')).then_some(fence)
}

fn longest_run(text: &[u8]) -> usize {
    let runs = text.chunk_by(|a, b| (*a == b'`') == (*b == b'`'));
    let runs = runs.filter(|run| run.starts_with(b"`"));
    runs.map(<[u8]>::len).max().unwrap_or_default()
}
