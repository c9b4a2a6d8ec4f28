//! What stands in a text that a format has no way to write, and what is done about it where losses are allowed.

use std::borrow::Cow;
use std::mem::discriminant;

use super::repomix::{parsable, plain, xml};
use super::{Article, Source, Target};
use super::{documents, files_to_prompt, gitingest, txtar};

/// Characters of a line that messages show.
const SHOWN: usize = 60;

/// What a format has no way to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Obstacle {
    /// The line that begins at this byte would be read as one of the format's own.
    Separator(usize),
    /// The last line has no end.
    NoLineEnd,
    /// One empty line, which is how nothing is written.
    Blank,
    /// A character, or a byte, that XML cannot hold.
    Character(usize),
}

/// What of a text a format has no way to write.
pub(super) fn obstacles(target: Target, body: &[u8]) -> Vec<Obstacle> {
    let mut found = Vec::new();
    // All of them write a line end behind a last line that has none; to a last CR it is the other half of one.
    let ended = match body.last() {
        None | Some(b'\n') => Cow::Borrowed(body),
        Some(_) => Cow::Owned([body, b"\n"].concat()),
    };
    let separators = match target {
        Target::Txtar => txtar::separators(&ended),
        Target::RepomixXml => xml::separators(&ended),
        Target::RepomixPlain => plain::separators(&ended),
        Target::Gitingest if gitingest::is_placeholder(body) => vec![0],
        Target::Gitingest => gitingest::separators(&ended),
        Target::FilesToPrompt => files_to_prompt::separators(&ended),
        Target::FilesToPromptXml => documents::separators(&ended),
        Target::RepomixParsable | Target::RepomixMarkdown | Target::Markdown => Vec::new(),
    };
    found.extend(separators.into_iter().map(Obstacle::Separator));
    if target == Target::RepomixParsable {
        found.extend(parsable::forbidden(body).map(Obstacle::Character));
    }
    let repomix = target.source() == Source::Repomix;
    let whole_lines = repomix || target == Target::Txtar;
    if repomix && target != Target::RepomixParsable && [&b"\n"[..], b"\r\n"].contains(&&*ended) {
        found.push(Obstacle::Blank);
    } else if whole_lines && body.last().is_some_and(|last| *last != b'\n') {
        found.push(Obstacle::NoLineEnd);
    }
    found
}

/// The first of each kind, and how many of it there are.
pub(super) fn kinds(obstacles: &[Obstacle]) -> Vec<(Obstacle, usize)> {
    let mut kinds: Vec<(Obstacle, usize)> = Vec::new();
    for obstacle in obstacles {
        let same =
            |(first, _): &&mut (Obstacle, usize)| discriminant(first) == discriminant(obstacle);
        match kinds.iter_mut().find(same) {
            Some((_, count)) => *count += 1,
            None => kinds.push((*obstacle, 1)),
        }
    }
    kinds
}

impl Obstacle {
    /// What stands in the way of an article, as the first of `count` things of its kind.
    pub(super) fn told(self, target: Target, article: &Article, count: usize) -> String {
        let line = |at: usize| memchr::memchr_iter(b'\n', &article.body[..at]).count() + 1;
        let format = target.name();
        let what = match self {
            Obstacle::Separator(at) => {
                let rest = &article.body[at..];
                let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
                let shown = String::from_utf8_lossy(&rest[..end]);
                let shown: String = shown.trim_end().chars().take(SHOWN).collect();
                format!(
                    "line {} of its text, `{shown}`, would be read as one of {format}'s own, which has no way to escape it",
                    line(at)
                )
            }
            Obstacle::NoLineEnd => {
                format!("its last line has no end, and {format} holds whole lines")
            }
            Obstacle::Blank => format!("its text is one empty line, which is nothing in {format}"),
            Obstacle::Character(at) => {
                let chunk = article.body[at..].utf8_chunks().next();
                let c = chunk.and_then(|chunk| chunk.valid().chars().next());
                let what = c.map_or("bytes that are not UTF-8".to_owned(), |c| {
                    format!("U+{:04X}", u32::from(c))
                });
                format!(
                    "line {} of its text holds {what}, for which XML has no way",
                    line(at)
                )
            }
        };
        let more = match count {
            1 => String::new(),
            n => format!(" (and {} more)", n - 1),
        };
        format!("`{}`: {what}{more}", article.name)
    }

    /// What is done about it, and all of its kind, where losses are allowed.
    pub(super) fn remedy(self, count: usize) -> &'static str {
        match (self, count) {
            (Obstacle::Separator(_), 1) => "a blank is put before it",
            (Obstacle::Separator(_), _) => "a blank is put before each",
            (Obstacle::NoLineEnd, _) => "it gains one",
            (Obstacle::Blank, _) => "it is left empty",
            (Obstacle::Character(_), 1) => "U+FFFD stands for it",
            (Obstacle::Character(_), _) => "U+FFFD stands for each",
        }
    }
}

/// A text without what stands in its way.
pub(super) fn soften(body: &[u8], obstacles: &[Obstacle]) -> Vec<u8> {
    let mut soft = Vec::with_capacity(body.len() + obstacles.len());
    let mut done = 0;
    for obstacle in obstacles {
        if let Obstacle::Separator(at) = obstacle {
            soft.extend_from_slice(&body[done..*at]);
            soft.push(b' ');
            done = *at;
        }
    }
    soft.extend_from_slice(&body[done..]);
    if obstacles
        .iter()
        .any(|o| matches!(o, Obstacle::Character(_)))
    {
        soft = parsable::without_forbidden(&soft);
    }
    if obstacles.contains(&Obstacle::Blank) {
        soft.clear();
    } else if obstacles.contains(&Obstacle::NoLineEnd) {
        soft.push(b'\n');
    }
    soft
}
