//! The formats that are read.

use super::lines::{lines, next_text};
use super::repomix;
use super::{Imported, Remark};
use super::{documents, feed, files_to_prompt, gitingest, html, markdown, txtar, warc};

/// A format that articles can be read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Source {
    /// Go's archives of text files.
    Txtar,
    /// repomix, in any of its styles.
    Repomix,
    /// gitingest.
    Gitingest,
    /// files-to-prompt, in either of its styles.
    FilesToPrompt,
    /// A web page.
    Html,
    /// A page in Markdown.
    Markdown,
    /// An archive of web pages.
    Warc,
    /// RSS, Atom, JSON feed.
    Feed,
}

/// Bytes that show what a file is.
const HEAD: usize = 64 << 10;

impl Source {
    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Source::Txtar => "txtar",
            Source::Repomix => "repomix",
            Source::Gitingest => "gitingest",
            Source::FilesToPrompt => "files-to-prompt",
            Source::Html => "html",
            Source::Markdown => "markdown",
            Source::Warc => "warc",
            Source::Feed => "feed",
        }
    }

    /// Whether one file holds many texts.
    pub fn holds_many(self) -> bool {
        !matches!(self, Source::Html | Source::Markdown)
    }

    /// Reads a file. `name`: its own, of which a page's article takes its name.
    pub fn import(self, name: &str, bytes: &[u8]) -> Result<Imported, Remark> {
        let unmarked = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        match self {
            Source::Txtar => txtar::read(unmarked),
            Source::Repomix => repomix::read(unmarked),
            Source::Gitingest => gitingest::read(unmarked),
            Source::FilesToPrompt => files_to_prompt::read(unmarked),
            Source::Html => Ok(html::read(name, bytes)),
            Source::Markdown => Ok(markdown::read(name, bytes)),
            Source::Warc => warc::read(bytes),
            Source::Feed => feed::read(bytes),
        }
    }

    /// Whether a file of a folder is one of these by its name. Those of the tools have no names of their own.
    pub fn takes(self, name: &str) -> bool {
        let name = name.to_ascii_lowercase();
        let ends: &[&str] = match self {
            Source::Html => &[".html", ".htm", ".xhtml"],
            Source::Markdown => &[".md", ".markdown"],
            Source::Warc => &[".warc", ".warc.gz"],
            Source::Feed => &[".rss", ".atom", ".rdf", ".xml", ".json"],
            Source::Txtar => &[".txtar", ".txar"],
            Source::Repomix | Source::Gitingest | Source::FilesToPrompt => &[""],
        };
        ends.iter().any(|end| name.ends_with(end))
    }

    /// What a file seems to be. `None`: a text as any other.
    pub fn guess(name: &str, bytes: &[u8]) -> Option<Source> {
        if warc::begins(bytes) {
            return Some(Source::Warc);
        }
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let head = &bytes[..bytes.len().min(HEAD)];
        // The tools' files first: repomix calls one of its own `repomix-output.md`.
        if is_repomix(head) {
            return Some(Source::Repomix);
        }
        let marked = lines(head);
        if documents::begins(&marked) {
            return Some(Source::FilesToPrompt);
        }
        let named = [Source::Html, Source::Markdown, Source::Txtar];
        if let Some(source) = named.into_iter().find(|source| source.takes(name)) {
            return Some(source);
        }
        let lower = head.trim_ascii_start().to_ascii_lowercase();
        let begins = |word: &str| lower.starts_with(word.as_bytes());
        let holds = |word: &str| memchr::memmem::find(&lower, word.as_bytes()).is_some();
        if begins("<!doctype html") || begins("<html") {
            Some(Source::Html)
        } else if begins("<") && ["<rss", "<feed", "<rdf:rdf"].into_iter().any(holds)
            || begins("{") && holds("jsonfeed.org/version/")
        {
            Some(Source::Feed)
        } else if txtar::seems(bytes) {
            Some(Source::Txtar)
        } else if begins("directory") && gitingest::read(bytes).is_ok() {
            Some(Source::Gitingest)
        } else if bytes.trim_ascii_end().ends_with(b"\n---") && files_to_prompt::read(bytes).is_ok()
        {
            Some(Source::FilesToPrompt)
        } else {
            None
        }
    }
}

/// Whether repomix wrote a file: it says so at the head of it; told not to, it begins with one of its sections.
fn is_repomix(head: &[u8]) -> bool {
    const SECTIONS: [&str; 8] = [
        "<files>",
        "<directory_structure>",
        "<user_provided_header>",
        "<repomix>",
        "# Files",
        "# Directory Structure",
        "# User Provided Header",
        "================================================================",
    ];
    let lines = lines(head);
    let said = lines.iter().take(3).any(|line| {
        let text = String::from_utf8_lossy(line.text);
        text.contains("merged representation") && text.contains("Repomix")
    });
    let first = next_text(&lines, 0)
        .map(|line| line.text)
        .unwrap_or_default();
    let section = SECTIONS
        .iter()
        .any(|section| first.starts_with(section.as_bytes()));
    said || section && repomix::style(&lines).is_some()
}
