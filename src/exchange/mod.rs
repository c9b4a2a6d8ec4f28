//! Other formats that hold many texts in one file: from them to articles, and back. Bytes in, articles with their
//! attributes out; nothing here reads a file. `docs/exchange.md` says what becomes of what.
//!
//! Formats of text files, read and written. Each of these files has `read` and `write`, and, where any text cannot be
//! written, `separators`: the lines of an article that its reader would take for its own.
//!
//! - [`txtar`], of the Go tools.
//! - [`repomix`], a folder of its four styles.
//! - [`gitingest`].
//! - [`files_to_prompt`], and [`documents`], its style of `<document>` elements.
//!
//! Formats of pages:
//!
//! - [`markdown`], pages with [`front_matter`]: read and written.
//! - [`html`], pages of which the main text is taken: read. [`encoding`] says which characters their bytes are, [`dom`]
//!   makes the tree.
//! - [`warc`], archives of pages as they came over [`http`]: read.
//! - [`feed`], RSS, Atom and JSON feeds: read.
//!
//! Around them: [`source`] says what can be read and what a file seems to be, [`target`] what can be written,
//! [`obstacles`] what of a bundle cannot be; [`date`] and [`naming`] bring dates and names into the form that bundles have them in.

mod date;
mod documents;
mod dom;
mod encoding;
mod feed;
mod files_to_prompt;
mod front_matter;
mod gitingest;
mod html;
mod http;
mod lines;
mod markdown;
mod metadata;
mod naming;
mod obstacles;
mod repomix;
mod source;
mod target;
mod txtar;
mod warc;

use std::fmt;

pub use naming::{make_unique, relative};
pub use source::Source;
pub use target::{Exported, Output, Target, Unwritable};

/// An article between a bundle and another format.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Article {
    /// Its name, as the format has it: not yet one that is safe to write to.
    pub name: String,
    /// Keys and values in their order; the keys are such as a marker can hold.
    pub attributes: Vec<(String, String)>,
    /// Its text. Of most formats whatever bytes stood there.
    pub body: Vec<u8>,
    /// The line on which it begins in the file that it was read from, from 1; 0 where lines say nothing there.
    pub line: usize,
}

/// What a file of another format holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// In the order of the file.
    pub articles: Vec<Article>,
    /// What was left out or looks damaged.
    pub remarks: Vec<Remark>,
    /// The names were made of titles or addresses, so that another would do as well.
    pub named_here: bool,
}

/// Something to say of a file: that it cannot be read, or what of it was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// From 1; 0 where it is said of the whole file.
    pub line: usize,
    /// One sentence without a stop.
    pub what: String,
}

impl Remark {
    fn at(line: usize, what: impl Into<String>) -> Remark {
        let what = what.into();
        Remark { line, what }
    }

    fn whole(what: impl Into<String>) -> Remark {
        Remark::at(0, what)
    }
}

impl fmt::Display for Remark {
    /// As it follows the name of the file: `:12: …`, or `: …` where there is no line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, ": {}", self.what),
            line => write!(f, ":{line}: {}", self.what),
        }
    }
}

impl Imported {
    fn of(articles: Vec<Article>) -> Imported {
        Imported {
            articles,
            ..Imported::default()
        }
    }
}

#[cfg(test)]
mod tests;
