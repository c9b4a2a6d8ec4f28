//! The formats that are written, and whether a bundle can be: what one has no room for is told of before anything is
//! written, and what is written is read back first.

use super::markdown::OF_THE_BUNDLE;
use super::obstacles::{kinds, obstacles, soften};
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

/// Why a bundle cannot be written in another format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unwritable {
    /// A sentence each.
    pub faults: Vec<String>,
    /// Whether all of it could be written with losses.
    pub lossy_helps: bool,
    /// A kindred format that it could be written in as it is.
    pub instead: Option<Target>,
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
    pub fn export(self, mut articles: Vec<Article>, lossy: bool) -> Result<Exported, Unwritable> {
        let mut warnings = self.dropped(&articles);
        let (mut faults, mut lossy_helps) = (Vec::new(), !lossy);
        for article in &mut articles {
            if let Some(fault) = self.fault(article) {
                faults.push(fault);
                lossy_helps = false;
            }
            let found = obstacles(self, &article.body);
            for (first, count) in kinds(&found) {
                let why = first.told(self, article, count);
                if lossy {
                    warnings.push(format!("{why}; {}", first.remedy(count)));
                } else {
                    faults.push(why);
                }
            }
            if lossy {
                article.body = soften(&article.body, &found);
            }
        }
        if !faults.is_empty() {
            let kindred = (self == Target::RepomixXml && !lossy).then_some(Target::RepomixParsable);
            return Err(Unwritable {
                faults,
                lossy_helps,
                instead: kindred.filter(|kindred| kindred.export(articles, false).is_ok()),
            });
        }
        let output = self.write(&articles);
        let read = self
            .read(&output)
            .map_err(|remark| self.unfaithful(&remark.what))?;
        let same = |(a, b): (&Article, &Article)| a.name == b.name && a.body == b.body;
        if read.articles.len() != articles.len() || !articles.iter().zip(&read.articles).all(same) {
            return Err(self.unfaithful("a name or a text would not be read back as it is"));
        }
        if self == Target::Markdown {
            let pairs = articles.iter().zip(&read.articles);
            warnings.extend(pairs.flat_map(|(before, after)| changed(before, after)));
        }
        Ok(Exported { output, warnings })
    }

    fn unfaithful(self, why: &str) -> Unwritable {
        let name = self.name();
        Unwritable {
            faults: vec![format!("this bundle cannot be written as {name}: {why}")],
            lossy_helps: false,
            instead: None,
        }
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

    /// Why an article cannot be written, whatever its text.
    fn fault(self, article: &Article) -> Option<String> {
        let fault = self.name_fault(&article.name);
        fault.or_else(|| match self {
            Target::Markdown => markdown::fault(article),
            _ => None,
        })
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
}

/// The attributes of an article that are not read back as they are, a sentence each.
fn changed(before: &Article, after: &Article) -> Vec<String> {
    let name = &before.name;
    let told = |(index, (key, value)): (usize, &(String, String))| {
        if OF_THE_BUNDLE.contains(&key.as_str()) {
            return None;
        }
        let is_it = |(other, _): &&(String, String)| other == key;
        if before.attributes[..index].iter().any(|other| is_it(&other)) {
            return Some(format!(
                "`{name}`: its attribute `{key}` is given twice, and written once"
            ));
        }
        match after.attributes.iter().find(is_it) {
            None => Some(format!(
                "`{name}`: its attribute `{key}` is left out, since front matter has that word for something else"
            )),
            Some((_, read)) if read != value => Some(format!(
                "`{name}`: its attribute `{key}` would be read back as `{read}`"
            )),
            Some(_) => None,
        }
    };
    before
        .attributes
        .iter()
        .enumerate()
        .filter_map(told)
        .collect()
}
