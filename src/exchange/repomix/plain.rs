//! repomix, the plain style: `File: PATH` between two lines of 16 `=`, the text, a blank line.
//!
//! Sections of another kind stand between lines of 64 `=`: those that come after the files end the last one.

use super::super::lines::{Line, lines, name};
use super::super::{Article, Imported, Remark};
use super::{article, on_lines};

const RULE: &str = "================";
const LONG_RULE: &str = "================================================================";
/// What may come after the files.
const SECTIONS: [&str; 4] = ["Git Diffs", "Git Logs", "Instruction", "End of Codebase"];
/// Blank lines between the last file and the section after it, as repomix 1 leaves them.
const BLANKS_AT_END: usize = 5;

pub(in super::super) fn read(bytes: &[u8], lines: &[Line]) -> Result<Imported, Remark> {
    let mut imported = Imported::default();
    let mut found = (0..lines.len()).find_map(|at| Some((at, header(lines, at)?)));
    while let Some((at, path)) = found {
        let start = at + 3;
        found = (start..lines.len()).find_map(|at| Some((at, separated_header(lines, at)?)));
        let end = if let Some((next, _)) = found {
            next - 1 // the blank line before the next file is not this one's
        } else {
            let section = (start..lines.len()).find(|at| is_section(lines, *at));
            if section.is_none() {
                let what = "no section follows the last file: it may have been cut off";
                imported.remarks.push(Remark::at(lines.len(), what));
            }
            let end = section.unwrap_or(lines.len());
            let text = &lines[start..end];
            let blanks = text.iter().rev().take_while(|l| l.is_blank()).count();
            // Another version may leave fewer; a file of repomix ends in no blank line.
            end - blanks.min(BLANKS_AT_END)
        };
        let text = match lines.get(start) {
            Some(first) if start < end => &bytes[first.start..lines[end - 1].end],
            _ => b"",
        };
        imported.articles.push(article(name(path, at)?, at, text));
    }
    Ok(imported)
}

pub(in super::super) fn write(articles: &[Article]) -> Vec<u8> {
    let mut out = format!("{LONG_RULE}\nFiles\n{LONG_RULE}\n\n").into_bytes();
    for article in articles {
        out.extend_from_slice(format!("{RULE}\nFile: {}\n{RULE}\n", article.name).as_bytes());
        out.extend_from_slice(on_lines(&article.body));
        out.push(b'\n');
    }
    out.extend_from_slice("\n".repeat(BLANKS_AT_END - 1).as_bytes());
    out.extend_from_slice(format!("{LONG_RULE}\nEnd of Codebase\n{LONG_RULE}\n").as_bytes());
    out
}

pub(in super::super) fn separators(body: &[u8]) -> Vec<usize> {
    let lines = lines(body);
    (1..lines.len())
        .filter(|at| separated_header(&lines, *at).is_some() || is_section(&lines, *at))
        .map(|at| lines[at].start)
        .collect()
}

/// The path of a file that begins on this line.
pub(super) fn header<'t>(lines: &[Line<'t>], at: usize) -> Option<&'t [u8]> {
    let [above, path, below, ..] = lines.get(at..)? else {
        return None;
    };
    let path = path.text.strip_prefix(b"File: ")?;
    (above.is(RULE) && below.is(RULE)).then_some(path)
}

/// As [`header`], behind a blank line: so begins every file but the first.
fn separated_header<'t>(lines: &[Line<'t>], at: usize) -> Option<&'t [u8]> {
    let blank = at
        .checked_sub(1)
        .is_some_and(|above| lines[above].is_blank());
    header(lines, at).filter(|_| blank)
}

fn is_section(lines: &[Line], at: usize) -> bool {
    let blank = at
        .checked_sub(1)
        .is_some_and(|above| lines[above].is_blank());
    let Some([above, title, below, ..]) = lines.get(at..).filter(|_| blank) else {
        return false;
    };
    let known = SECTIONS.iter().any(|section| title.is(section));
    known && above.is(LONG_RULE) && below.is(LONG_RULE)
}
