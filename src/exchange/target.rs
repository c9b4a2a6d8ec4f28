//! The formats that are written, and whether a bundle can be: what one has no room for is told of before anything is
//! written, and what is written is read back first.

use std::borrow::Cow;

use super::markdown::OF_THE_BUNDLE;
use super::repomix::{markdown as fences, parsable, plain, xml};
use super::{Article, Imported, Remark, Source};
use super::{documents, files_to_prompt, gitingest, markdown, txtar};

/// A format that articles can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// Go's archives of text files.
    Txtar,
    /// repomix, XML that is not escaped.
    RepomixXml,
    /// repomix, XML that is.
    RepomixParsable,
    /// repomix, Markdown.
    RepomixMarkdown,
    /// repomix, plain text.
    RepomixPlain,
    /// gitingest.
    Gitingest,
    /// files-to-prompt.
    FilesToPrompt,
    /// files-to-prompt, `--cxml`.
    FilesToPromptXml,
    /// A folder of pages in Markdown.
    Markdown,
}

/// What is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Output {
    /// One file.
    File(Vec<u8>),
    /// Files of a folder: names and what they hold.
    Folder(Vec<(String, Vec<u8>)>),
}

/// A bundle in another format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// The files.
    pub output: Output,
    /// What it does not hold, or holds otherwise.
    pub warnings: Vec<String>,
}

/// What a format has no way to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Obstacle {
    /// The line that begins at this byte would be read as one of the format's own.
    Separator(usize),
    /// The last line has no end.
    NoLineEnd,
    /// One empty line, which is how nothing is written.
    Blank,
    /// A character, or a byte, that XML cannot hold.
    Character(usize),
}

impl Target {
    /// All of them.
    pub const ALL: [Target; 9] = [
        Target::Txtar,
        Target::RepomixXml,
        Target::RepomixParsable,
        Target::RepomixMarkdown,
        Target::RepomixPlain,
        Target::Gitingest,
        Target::FilesToPrompt,
        Target::FilesToPromptXml,
        Target::Markdown,
    ];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Target::Txtar => "txtar",
            Target::RepomixXml => "repomix-xml",
            Target::RepomixParsable => "repomix-parsable",
            Target::RepomixMarkdown => "repomix-markdown",
            Target::RepomixPlain => "repomix-plain",
            Target::Gitingest => "gitingest",
            Target::FilesToPrompt => "files-to-prompt",
            Target::FilesToPromptXml => "files-to-prompt-xml",
            Target::Markdown => "markdown",
        }
    }

    /// Whether it is many files.
    pub fn is_folder(self) -> bool {
        self == Target::Markdown
    }

    /// What reads it.
    pub fn source(self) -> Source {
        match self {
            Target::Txtar => Source::Txtar,
            Target::RepomixXml
            | Target::RepomixParsable
            | Target::RepomixMarkdown
            | Target::RepomixPlain => Source::Repomix,
            Target::Gitingest => Source::Gitingest,
            Target::FilesToPrompt | Target::FilesToPromptXml => Source::FilesToPrompt,
            Target::Markdown => Source::Markdown,
        }
    }

    /// Writes articles, or says of each that cannot be written why. `lossy`: those are written all the same, changed
    /// until they can be, which is told of.
    pub fn export(self, mut articles: Vec<Article>, lossy: bool) -> Result<Exported, Vec<String>> {
        let (mut faults, mut warnings) = (Vec::new(), self.dropped(&articles));
        for article in &mut articles {
            if let Some(fault) = self.name_fault(&article.name) {
                faults.push(fault);
            }
            let obstacles = self.obstacles(&article.body);
            let Some(first) = obstacles.first() else {
                continue;
            };
            let why = self.told(article, *first, obstacles.len());
            if lossy {
                warnings.push(format!("{why}; {}", first.remedy()));
                article.body = soften(std::mem::take(&mut article.body), &obstacles);
            } else {
                faults.push(why);
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let output = self.write(&articles);
        let read = self
            .read(&output)
            .map_err(|remark| vec![self.unfaithful(&remark.what)])?;
        let same = |(a, b): (&Article, &Article)| a.name == b.name && a.body == b.body;
        if read.articles.len() != articles.len() || !articles.iter().zip(&read.articles).all(same) {
            return Err(vec![
                self.unfaithful("a name or a text would not be read back as it is"),
            ]);
        }
        Ok(Exported { output, warnings })
    }

    fn unfaithful(self, why: &str) -> String {
        format!("this bundle cannot be written as {}: {why}", self.name())
    }

    fn write(self, articles: &[Article]) -> Output {
        Output::File(match self {
            Target::Txtar => txtar::write(articles),
            Target::RepomixXml => xml::write(articles),
            Target::RepomixParsable => parsable::write(articles),
            Target::RepomixMarkdown => fences::write(articles),
            Target::RepomixPlain => plain::write(articles),
            Target::Gitingest => gitingest::write(articles),
            Target::FilesToPrompt => files_to_prompt::write(articles),
            Target::FilesToPromptXml => documents::write(articles),
            Target::Markdown => return Output::Folder(markdown::write(articles)),
        })
    }

    fn read(self, output: &Output) -> Result<Imported, Remark> {
        match output {
            // Nothing is no archive, but it is one of nothing.
            Output::File(bytes) => self.source().import("", bytes),
            Output::Folder(files) => {
                let mut all = Imported::default();
                for (name, bytes) in files {
                    all.articles
                        .extend(self.source().import(name, bytes)?.articles);
                }
                Ok(all)
            }
        }
    }

    /// The attributes that it has no room for, in one sentence.
    fn dropped(self, articles: &[Article]) -> Vec<String> {
        if self == Target::Markdown {
            return Vec::new();
        }
        let (mut keys, mut count) = (Vec::new(), 0);
        for article in articles {
            let lost = article.attributes.iter().map(|(key, _)| key.as_str());
            let lost: Vec<&str> = lost.filter(|key| !OF_THE_BUNDLE.contains(key)).collect();
            count += usize::from(!lost.is_empty());
            for key in lost {
                if !keys.contains(&key) {
                    keys.push(key);
                }
            }
        }
        if keys.is_empty() {
            return Vec::new();
        }
        let of = if count == 1 {
            "article".to_owned()
        } else {
            format!("{count} articles")
        };
        let (keys, name) = (keys.join("`, `"), self.name());
        vec![format!(
            "{name} has no room for attributes: `{keys}` of {of} are left out"
        )]
    }

    /// Why a name cannot be written. Names with line ends are none of files.
    fn name_fault(self, name: &str) -> Option<String> {
        let lined = name.is_empty() || name.contains(['\n', '\r']);
        let trimmed = self == Target::Txtar && name.trim() != name;
        let dotted = matches!(self, Target::FilesToPrompt | Target::FilesToPromptXml)
            && (name.starts_with("./") || name.trim().is_empty());
        let shown = name.escape_debug();
        (lined || trimmed || dotted).then(|| {
            format!(
                "`{shown}` cannot stand in {} as the name that it is",
                self.name()
            )
        })
    }

    /// What of a text it has no way to write.
    fn obstacles(self, body: &[u8]) -> Vec<Obstacle> {
        let mut found = Vec::new();
        // All of them write a line end behind a last line that has none; to a last CR it is the other half of one.
        let ended = match body.last() {
            None | Some(b'\n') => Cow::Borrowed(body),
            Some(_) => Cow::Owned([body, b"\n"].concat()),
        };
        let separators = match self {
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
        if self == Target::RepomixParsable {
            found.extend(parsable::forbidden(body).map(Obstacle::Character));
        }
        let repomix = self.source() == Source::Repomix;
        let whole_lines = repomix || self == Target::Txtar;
        if whole_lines && body.last().is_some_and(|last| *last != b'\n') {
            found.push(Obstacle::NoLineEnd);
        }
        if repomix && self != Target::RepomixParsable && [&b"\n"[..], b"\r\n"].contains(&body) {
            found.push(Obstacle::Blank);
        }
        found
    }

    /// What stands in the way of an article, the first of `count` things.
    fn told(self, article: &Article, obstacle: Obstacle, count: usize) -> String {
        let line = |at: usize| memchr::memchr_iter(b'\n', &article.body[..at]).count() + 1;
        let format = self.name();
        let what = match obstacle {
            Obstacle::Separator(at) => {
                let rest = &article.body[at..];
                let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len()).min(60);
                let shown = String::from_utf8_lossy(&rest[..end]);
                format!(
                    "line {} of its text, `{}`, would be read as one of {format}'s own, which has no way to escape it",
                    line(at),
                    shown.trim_end()
                )
            }
            Obstacle::NoLineEnd => {
                format!("its last line has no end, and {format} holds whole lines")
            }
            Obstacle::Blank => format!("its text is one empty line, which is nothing in {format}"),
            Obstacle::Character(at) => {
                let c = article.body[at..].utf8_chunks().next();
                let c = c
                    .and_then(|chunk| chunk.valid().chars().next())
                    .filter(|_| {
                        article.body[at..]
                            .utf8_chunks()
                            .next()
                            .is_some_and(|c| !c.valid().is_empty())
                    });
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
}

impl Obstacle {
    /// What is done about it where losses are allowed.
    fn remedy(self) -> &'static str {
        match self {
            Obstacle::Separator(_) => "a blank is put before it",
            Obstacle::NoLineEnd => "it gains one",
            Obstacle::Blank => "it is left empty",
            Obstacle::Character(_) => "U+FFFD stands for it",
        }
    }
}

/// A text without what stands in its way.
fn soften(body: Vec<u8>, obstacles: &[Obstacle]) -> Vec<u8> {
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
        soft = super::repomix::parsable::without_forbidden(&soft);
    }
    if obstacles.contains(&Obstacle::Blank) {
        soft.clear();
    } else if obstacles.contains(&Obstacle::NoLineEnd) {
        soft.push(b'\n');
    }
    soft
}
