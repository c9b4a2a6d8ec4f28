//! txtar, the archive format of the Go tools: a line `-- NAME --` begins a file, which goes on to the next such line.
//!
//! Its text is whole lines, so that a file whose last line has no end gains one. There is no way to escape a line.

use super::lines::lines;
use super::{Article, Imported, Remark};

pub(super) fn read(bytes: &[u8]) -> Result<Imported, Remark> {
    let lines = lines(bytes);
    let markers: Vec<(usize, &str)> = lines
        .iter()
        .enumerate()
        .filter_map(|(at, line)| Some((at, marker(line.text)?)))
        .collect();
    let Some((first, _)) = markers.first() else {
        return Err(Remark::whole("is not txtar: no line of it is `-- NAME --`"));
    };
    let comment = &bytes[..lines[*first].start];
    let mut remarks = Vec::new();
    if !comment.trim_ascii().is_empty() {
        let what = "the comment above the first file is left out";
        remarks.push(Remark::at(1, what));
    }
    let ends = markers[1..].iter().map(|(next, _)| lines[*next].start);
    let articles = markers.iter().zip(ends.chain([bytes.len()]));
    let articles = articles.map(|((at, name), end)| {
        let mut body = bytes[lines[*at].end..end].to_vec();
        if body.last().is_some_and(|last| *last != b'\n') {
            body.push(b'\n');
        }
        Article {
            name: (*name).to_owned(),
            body,
            line: at + 1,
            ..Article::default()
        }
    });
    Ok(Imported {
        articles: articles.collect(),
        remarks,
        ..Imported::default()
    })
}

pub(super) fn write(articles: &[Article]) -> Vec<u8> {
    let mut out = Vec::new();
    for article in articles {
        out.extend_from_slice(format!("-- {} --\n", article.name).as_bytes());
        out.extend_from_slice(&article.body);
    }
    out
}

/// Where lines of a text start that would begin another file.
pub(super) fn separators(body: &[u8]) -> Vec<usize> {
    let lines = lines(body).into_iter();
    lines
        .filter(|line| marker(line.text).is_some())
        .map(|line| line.start)
        .collect()
}

/// Whether a file that is not named as one of these seems to be one all the same: it begins with a marker, has another,
/// and none of them looks like a sentence between dashes.
pub(super) fn seems(bytes: &[u8]) -> bool {
    if !bytes.starts_with(b"-- ") {
        return false; // most files; they need not be taken apart
    }
    let lines = lines(bytes);
    let first = lines.first().and_then(|line| marker(line.text));
    let names: Vec<&str> = lines.iter().filter_map(|line| marker(line.text)).collect();
    let plain = |name: &&str| !name.contains(char::is_whitespace);
    first.is_some() && names.len() >= 2 && names.iter().all(plain)
}

/// The name on a marker line, blanks around it left out.
fn marker(line: &[u8]) -> Option<&str> {
    let name = line.strip_prefix(b"-- ")?.strip_suffix(b" --")?;
    // Go takes any bytes for a name; a file's name they make on hardly any system.
    let name = std::str::from_utf8(name).ok()?.trim();
    (!name.is_empty()).then_some(name)
}
