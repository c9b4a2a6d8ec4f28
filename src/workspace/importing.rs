//! From files of other formats to the articles of a bundle.

use std::collections::HashMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::packing::Packing;
use super::staging::Refused;
use crate::bundle::names::{clashes, safe_path};
use crate::exchange::{Article, Source, make_unique, relative};
use crate::text::binary::looks_binary;
use crate::text::normalise::unicode_key;

/// What stands for standard input.
pub const STDIN: &str = "-";

/// How files are read.
#[derive(Debug, Clone, Copy)]
pub struct Importing<'a> {
    /// What they are; `None`: each is what it seems to be, and a text as it is where it seems to be nothing else.
    pub source: Option<Source>,
    /// How the bundle is packed.
    pub packing: Packing<'a>,
}

/// What was read.
#[derive(Debug, Clone, Default)]
pub struct Gathered {
    /// In the order of the files, and in each in its own.
    pub articles: Vec<Article>,
    /// What was left out or renamed, a line each.
    pub warnings: Vec<String>,
    /// Links and devices.
    pub left_out: Vec<PathBuf>,
    /// Where each article came from, as messages begin.
    origins: Vec<String>,
    /// Which articles can have any name.
    named_here: Vec<bool>,
    /// The files of pages that say their names themselves: what they are called where two say the same.
    files: Vec<Option<String>>,
}

/// A file to read.
struct Input<'p> {
    /// Within its folder.
    name: &'p str,
    /// `None`: standard input.
    path: Option<&'p Path>,
    /// It was named itself, not found in a folder.
    given: bool,
}

impl Importing<'_> {
    /// Reads what paths lead to, standard input for `-`. Fails with all that is wrong, a line each.
    pub fn gather(&self, paths: &[PathBuf]) -> Result<Gathered, Vec<String>> {
        let (stdin, paths): (Vec<_>, Vec<_>) = paths
            .iter()
            .cloned()
            .partition(|path| path == Path::new(STDIN));
        let found = self
            .packing
            .found(&paths)
            .map_err(|e| vec![e.to_string()])?;
        let mut gathered = Gathered {
            left_out: found.left_out,
            ..Gathered::default()
        };
        let mut faults = Vec::new();
        let own = stdin.first().map(|_| Input {
            name: STDIN,
            path: None,
            given: true,
        });
        let files = found.members.iter().map(|(name, path)| Input {
            name,
            path: Some(path),
            given: paths.contains(path),
        });
        for input in own.into_iter().chain(files) {
            if let Err(fault) = self.read(&input, &mut gathered) {
                faults.push(fault);
            }
        }
        faults.extend(gathered.settle_names());
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(gathered)
    }

    fn read(&self, input: &Input, gathered: &mut Gathered) -> Result<(), String> {
        let skipped = |source: Source| !input.given && !source.takes(input.name);
        if self.source.is_some_and(skipped) {
            return Ok(());
        }
        let shown = match input.path {
            Some(path) => path.display().to_string(),
            None => "standard input".to_owned(),
        };
        let bytes = if let Some(path) = input.path {
            fs::read(path)
        } else {
            let mut bytes = Vec::new();
            let read = std::io::stdin().lock().read_to_end(&mut bytes);
            read.map(|_| bytes)
        };
        let bytes =
            bytes.map_err(|e| Refused::with(format!("cannot read `{shown}`"), &e).to_string())?;
        // Not every XML file of a folder is a feed.
        let guessed = || Source::guess(input.name, &bytes);
        if self.source == Some(Source::Feed) && !input.given && guessed() != self.source {
            return Ok(());
        }
        let Some(source) = self.source.or_else(guessed) else {
            if !input.given && looks_binary(&bytes).is_some() {
                let what = format!("`{shown}` is left out: it is not a text");
                gathered.warnings.push(what);
                return Ok(());
            }
            let article = Article {
                name: input.name.to_owned(),
                body: bytes,
                ..Article::default()
            };
            gathered.add(article, shown, false, None);
            return Ok(());
        };
        let imported = source
            .import(input.name, &bytes)
            .map_err(|remark| format!("{shown}{remark}"))?;
        let remarks = imported.remarks.iter();
        gathered
            .warnings
            .extend(remarks.map(|remark| format!("{shown}{remark}")));
        for article in imported.articles {
            let origin = match article.line {
                0 => shown.clone(),
                line => format!("{shown}:{line}"),
            };
            let file = (source == Source::Markdown).then(|| input.name.to_owned());
            gathered.add(article, origin, imported.named_here, file);
        }
        Ok(())
    }
}

impl Gathered {
    fn add(&mut self, article: Article, origin: String, named_here: bool, file: Option<String>) {
        self.articles.push(article);
        self.origins.push(origin);
        self.named_here.push(named_here);
        self.files.push(file);
    }

    /// Names pages by their files where two say that they have one name: two folders of pages stand in one.
    fn tell_pages_apart(&mut self) {
        let mut counts: HashMap<String, usize> = HashMap::new();
        for article in &self.articles {
            *counts.entry(unicode_key(&article.name)).or_default() += 1;
        }
        let pages = self.articles.iter_mut().zip(&self.files);
        for ((article, file), origin) in pages.zip(&self.origins) {
            let twice = counts.get(&unicode_key(&article.name)) > Some(&1);
            if let Some(file) = file
                && twice
                && *file != article.name
            {
                self.warnings.push(format!(
                    "{origin}: `{}` is the name of more than one article; this one is named `{file}` in the bundle",
                    article.name
                ));
                article.name.clone_from(file);
            }
        }
    }

    /// Sees to it that the articles can stand in one bundle and be unpacked from it; says why they cannot.
    fn settle_names(&mut self) -> Vec<String> {
        for (article, origin) in self.articles.iter_mut().zip(&self.origins) {
            if let Some(name) = relative(&article.name) {
                let what = format!(
                    "{origin}: `{}` is named `{name}` in the bundle",
                    article.name
                );
                self.warnings.push(what);
                article.name = name;
            }
        }
        self.tell_pages_apart();
        let fixed = self.articles.iter().zip(&self.named_here);
        let fixed: Vec<String> = fixed
            .filter(|(_, free)| !**free)
            .map(|(a, _)| a.name.clone())
            .collect();
        let free = self.articles.iter_mut().zip(&self.named_here);
        let free = free.filter(|(_, free)| **free).map(|(article, _)| article);
        make_unique(fixed.iter().map(String::as_str), free);
        let mut faults = Vec::new();
        for (article, origin) in self.articles.iter().zip(&self.origins) {
            if let Err(fault) = safe_path(&article.name) {
                faults.push(format!(
                    "{origin}: `{}` could not be unpacked again: {fault}",
                    article.name
                ));
            }
        }
        for clash in clashes(self.articles.iter().map(|article| article.name.as_str())) {
            faults.push(format!("these names cannot stand in one bundle: {clash}"));
        }
        faults
    }
}
