//! The report as a page to look at: one HTML file that holds all it needs and asks no network for anything.
//!
//! What the page shows is gathered as plain data, a part of it per file, and written by templates that escape all they
//! are given:
//!
//! - [`reading`]: the articles with their facts, read once. What leads to a place in them is noted there, so that the texts,
//!   which come last, have an anchor wherever something leads to.
//! - [`overview`], [`findings`]: what there is, and what is wrong with it.
//! - [`alike`], [`pairs`]: how alike the articles are, and what two of them share.
//! - [`figures`], [`plot`]: what each says of how many.
//! - [`quotes`]: who says what in which words.
//! - [`people`]: who is named, by whom.
//! - [`timeline`]: the dates that are mentioned.
//! - [`texts`], [`nesting`]: the articles, with all of this marked in them.
//! - [`engine`]: the templates, the style and the script.
//!
//! # What leads where
//!
//! Whatever is marked in a text is a link to its entry in one of the parts, which is what there is to say of it; the script shows
//! that entry as a card while the link is pointed at or has the focus. So nothing is said twice, and without a script
//! the links still lead there.
//!
//! # Large bundles
//!
//! A page of everything that 10,000 articles say would be of no use to anyone. Each part shows what is most telling up to
//! [a limit](limits), and says how much it leaves out.

mod alike;
mod engine;
mod figures;
mod findings;
mod limits;
mod nesting;
mod overview;
mod pairs;
mod people;
mod plot;
mod quotes;
mod reading;
#[cfg(test)]
mod tests;
mod texts;
mod timeline;

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;

use minijinja::value::Serde;
use minijinja::{Value, context};
use serde::Serialize;

use super::{Checked, File};
use crate::rules::Finding;
use crate::workspace::Corpus;
use engine::Engine;
use reading::Reading;

/// A finding, with its place in bytes of its bundle.
type Found<'c> = (Range<usize>, Cow<'c, Finding>);

/// The bundles of one page: those of one corpus, which are compared with each other.
pub struct Bundles<'c> {
    files: &'c [File],
    corpus: &'c Corpus,
    /// Of each bundle.
    findings: Vec<Vec<Found<'c>>>,
}

impl<'c> Bundles<'c> {
    /// The bundles of a corpus with all that is found in them, given the files that it was read from.
    pub fn new(files: &'c [File], corpus: &'c Corpus) -> Bundles<'c> {
        let all = Checked::all(files, corpus);
        Bundles {
            files,
            corpus,
            findings: all.map(|checked| checked.findings()).collect(),
        }
    }

    /// Leaves out findings that are known, say.
    #[must_use]
    pub fn retain(mut self, mut is_shown: impl FnMut(&Checked<'c>, &Finding) -> bool) -> Self {
        for (checked, findings) in Checked::all(self.files, self.corpus).zip(&mut self.findings) {
            findings.retain(|(_, finding)| is_shown(&checked, finding));
        }
        self
    }
}

/// How a page is to be written.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Its title; the names of the bundles where there is none.
    pub title: Option<String>,
}

/// Writes the page.
pub fn print(bundles: &Bundles<'_>, options: &Options, to: &mut dyn Write) -> io::Result<()> {
    let engine = Engine::new()?;
    let reading = Reading::new(bundles);
    let name = |file: &File| {
        let path = std::path::Path::new(&file.path).file_name();
        let name = path.map_or_else(|| file.path.as_str().into(), |name| name.to_string_lossy());
        name.into_owned()
    };
    let names: Vec<String> = bundles.files.iter().map(name).collect();
    let names = match &names[..] {
        [one] if one == "-" => "Standard input".to_owned(),
        [first, rest @ ..] if rest.len() > 3 => format!("{first} and {} more", rest.len()),
        all => all.join(", "),
    };
    let title = options.title.clone();
    let whose = if bundles.files.len() > 1 {
        "their"
    } else {
        "its"
    };
    let title = title.unwrap_or_else(|| format!("{names}: what {whose} articles say"));

    let findings = findings::findings(&reading);
    let pairs = pairs::pairs(&reading);
    let alike = alike::alike(&reading, &pairs);
    let figures = figures::figures(&reading);
    let quotes = quotes::quotes(&reading, &findings);
    let people = people::people(&reading);
    let timeline = timeline::timeline(&reading);
    let overview = overview::overview(&reading, &findings, &quotes);

    let style = engine.source("page.css")?;
    let script = engine.source("page.js")?;
    let head = context! {
        title,
        version => env!("CARGO_PKG_VERSION"),
        policy => engine::policy(&style, &script),
        style,
        counts => context! {
            findings => findings.count,
            pairs => pairs.list.len(),
            figures => figures.rows.len() + figures.single.len(),
            quotes => quotes.count(),
            people => people.count(),
            dates => timeline.days.len(),
            articles => reading.articles.len(),
        },
    };
    engine.write("head.html", head, to)?;
    let wide = reading.articles.len() > limits::COLUMNS;
    let sources = value(&reading.chips());
    for (name, with) in [
        (
            "overview.html",
            context! { overview => value(&overview), conflicts => figures.conflicts },
        ),
        ("findings.html", context! { findings => value(&findings) }),
        (
            "alike.html",
            context! { alike => value(&alike), pairs => value(&pairs) },
        ),
        (
            "figures.html",
            context! { figures => value(&figures), sources => sources.clone(), wide },
        ),
        ("quotes.html", context! { quotes => value(&quotes) }),
        (
            "people.html",
            context! { people => value(&people), sources, wide },
        ),
        ("timeline.html", context! { timeline => value(&timeline) }),
    ] {
        engine.write(name, with, to)?;
    }
    let links = texts::Links {
        findings: &findings,
        figures: &figures,
        quotes: &quotes,
        people: &people,
        timeline: &timeline,
    };
    let left_out = reading.articles.iter().filter(|a| !a.is_shown).count();
    engine.write("texts.html", context! { left_out }, to)?;
    for article in reading.articles.iter().filter(|a| a.is_shown) {
        let text = texts::text(article, &links);
        engine.write("text.html", context! { text => value(&text) }, to)?;
    }
    engine.write("foot.html", context! { script }, to)?;
    writeln!(to)?;
    to.flush()
}

fn value(data: &impl Serialize) -> Value {
    Value::from(Serde(data))
}
