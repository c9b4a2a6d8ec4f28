//! files-to-prompt: the path, a line `---`, the text, a blank line, a line `---`.
//!
//! Many texts hold such lines. One is taken for an end only behind a blank line, and where the next file, a path and
//! `---`, or nothing at all comes after it.

use super::lines::{Line, lines, name, without_ends};
use super::{Article, Imported, Remark, documents};

const RULE: &str = "---";

/// Reads either style.
pub(super) fn read(bytes: &[u8]) -> Result<Imported, Remark> {
    let mut lines = lines(bytes);
    // So that "nothing comes after it" is the end of the lines.
    let last = lines.iter().rposition(|line| !line.is_blank());
    lines.truncate(last.map_or(0, |last| last + 1));
    if documents::begins(&lines) {
        documents::read(bytes, &lines)
    } else {
        read_plain(bytes, &lines)
    }
}

fn read_plain(bytes: &[u8], lines: &[Line]) -> Result<Imported, Remark> {
    let mut articles = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if !begins(lines, at) {
            return Err(Remark::at(
                at + 1,
                "is nothing that files-to-prompt writes: a path and a line `---` should stand here",
            ));
        }
        let start = at + 2;
        let end = (start + 2..lines.len()).find(|end| ends(lines, *end));
        let end = end.ok_or_else(|| {
            let what = "there is no line `---` after this file: the rest was cut off";
            Remark::at(at + 1, what)
        })?;
        let text = &bytes[lines[start].start..lines[end].start];
        articles.push(Article {
            name: name(without_dot(lines[at].text), at)?,
            body: without_ends(text, 2, lines[end - 1].crlf).to_vec(),
            line: at + 1,
            ..Article::default()
        });
        at = end + 1;
    }
    if articles.is_empty() {
        return Err(Remark::whole("there is no file in it"));
    }
    Ok(Imported::of(articles))
}

pub(super) fn write(articles: &[Article]) -> Vec<u8> {
    let mut out = Vec::new();
    for article in articles {
        out.extend_from_slice(format!("{}\n{RULE}\n", article.name).as_bytes());
        out.extend_from_slice(&article.body);
        out.extend_from_slice(format!("\n\n{RULE}\n").as_bytes());
    }
    out
}

pub(super) fn separators(body: &[u8]) -> Vec<usize> {
    let lines = lines(body);
    (2..lines.len())
        .filter(|at| is_rule_behind_blank(&lines, *at) && begins(&lines, at + 1))
        .map(|at| lines[at].start)
        .collect()
}

/// `files-to-prompt .` begins every path with `./`.
pub(super) fn without_dot(path: &[u8]) -> &[u8] {
    path.strip_prefix(b"./").unwrap_or(path)
}

/// Whether a path and `---` stand here.
pub(super) fn begins(lines: &[Line], at: usize) -> bool {
    let Some([path, rule, ..]) = lines.get(at..) else {
        return false;
    };
    !path.text.trim_ascii().is_empty() && rule.is(RULE)
}

fn ends(lines: &[Line], at: usize) -> bool {
    is_rule_behind_blank(lines, at) && (at + 1 == lines.len() || begins(lines, at + 1))
}

fn is_rule_behind_blank(lines: &[Line], at: usize) -> bool {
    lines[at].is(RULE) && lines[at - 1].is_blank()
}
