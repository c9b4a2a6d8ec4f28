//! gitingest: `FILE: PATH` between two lines of 48 `=`, the text, two line ends; one more before the next file.
//!
//! The text stands as it was, so that a missing line end at its end is kept. What is no text has a word in brackets.

use super::lines::{Line, lines, name, without_ends};
use super::{Article, Imported, Remark};

const RULE: &str = "================================================";
/// What stands for a file without text, and so cannot be a text.
const EMPTY: &[u8] = b"[Empty file]";
const BINARY: &[u8] = b"[Binary file]";

/// A header's kind and path.
struct Header<'t> {
    at: usize,
    kind: Kind,
    path: &'t [u8],
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    File,
    /// `File:`, as gitingest wrote before 0.2: one line end fewer before the next.
    OldFile,
    Link,
}

pub(super) fn read(bytes: &[u8]) -> Result<Imported, Remark> {
    let lines = lines(bytes);
    let mut headers: Vec<Header> = Vec::new();
    for at in 0..lines.len() {
        let free = headers.last().is_none_or(|last| at >= last.at + 3);
        if free && let Some(header) = header(&lines, at, headers.is_empty()) {
            headers.push(header);
        }
    }
    if headers.is_empty() {
        return Err(Remark::whole(
            "is nothing that gitingest writes: there is no `FILE: …` between two lines of 48 `=` in it",
        ));
    }
    let mut imported = Imported::default();
    let ends = headers[1..].iter().map(|next| lines[next.at].start);
    for (header, end) in headers.iter().zip(ends.chain([bytes.len()])) {
        let below = lines[header.at + 2];
        let text = &bytes[below.end..end];
        let path = name(header.path, header.at)?;
        let (is_last, line) = (end == bytes.len(), header.at + 1);
        let own = match header.kind {
            Kind::File if !is_last => 3,
            _ => 2,
        };
        let body = without_ends(text, own, below.crlf);
        if is_last && text.len() < body.len() + own {
            let what =
                format!("two line ends are missing after `{path}`: it may have been cut off");
            imported.remarks.push(Remark::at(lines.len(), what));
        }
        let left_out = match body {
            BINARY => Some("is not text"),
            _ if header.kind == Kind::Link => Some("is a link"),
            _ => None,
        };
        if let Some(why) = left_out {
            let what = format!("`{path}` {why} and is left out");
            imported.remarks.push(Remark::at(line, what));
            continue;
        }
        imported.articles.push(Article {
            name: path,
            body: if body == EMPTY {
                Vec::new()
            } else {
                body.to_vec()
            },
            line,
            ..Article::default()
        });
    }
    Ok(imported)
}

pub(super) fn write(articles: &[Article]) -> Vec<u8> {
    let mut out = b"Directory structure:\n".to_vec();
    for article in articles {
        out.extend_from_slice(format!("    {}\n", article.name).as_bytes());
    }
    for article in articles {
        out.extend_from_slice(format!("\n{RULE}\nFILE: {}\n{RULE}\n", article.name).as_bytes());
        let body: &[u8] = match article.body.as_slice() {
            b"" => EMPTY,
            body => body,
        };
        out.extend_from_slice(body);
        out.extend_from_slice(b"\n\n");
    }
    out
}

pub(super) fn separators(body: &[u8]) -> Vec<usize> {
    let lines = lines(body);
    let within = (1..lines.len()).filter(|at| header(&lines, *at, false).is_some());
    within.map(|at| lines[at].start).collect()
}

/// Whether a text is one of the words that stand for no text.
pub(super) fn is_placeholder(body: &[u8]) -> bool {
    [EMPTY, BINARY].contains(&body)
}

/// Whether a file or a link begins on this line: behind a blank line, but for the first.
fn header<'t>(lines: &[Line<'t>], at: usize, first: bool) -> Option<Header<'t>> {
    let [above, title, below, ..] = lines.get(at..)? else {
        return None;
    };
    let blank = at
        .checked_sub(1)
        .is_none_or(|above| lines[above].is_blank());
    if !above.is(RULE) || !below.is(RULE) || !(blank || first) {
        return None;
    }
    let kinds = [
        ("FILE: ", Kind::File),
        ("File: ", Kind::OldFile),
        ("SYMLINK: ", Kind::Link),
    ];
    kinds.into_iter().find_map(|(word, kind)| {
        let path = title.text.strip_prefix(word.as_bytes())?;
        Some(Header { at, kind, path })
    })
}
