//! `variorum.toml`: what a user sets for the bundles in a folder and below it.
//!
//! - [`Config::parse`] reads one, or says what is wrong with it and where.
//! - [`Config::settings`] makes of it what one bundle is read by.
//! - [`provenance`] says where what holds is set.
//! - [`closest`] finds the file that counts for a bundle.
//!
//! `docs/configuration.md` is the page for users; its JSON schema is made from the types in `file`.

mod allows;
pub mod closest;
mod fault;
mod file;
pub mod provenance;
#[cfg(test)]
mod schema;
mod values;

use rustc_hash::FxHashMap;
use toml::Spanned;

pub use allows::Allows;
pub use closest::{Choice, Configuration, Configurations};
pub use fault::Fault;
pub use values::PathPattern;

use super::allow::{Allow, NamePattern, Scope as AllowScope};
use super::bundle::{Alias, Policy, Settings};
use super::levels::Levels;
use crate::bundle::Keywords;
use crate::bundle::format::Style;
use crate::collation::copies;
pub use file::Scope;
use file::{AllowEntry, Dialect, File};

/// The name of the configuration's file.
pub const FILE_NAME: &str = "variorum.toml";

/// What a `variorum.toml` says.
#[derive(Default)]
pub struct Config {
    /// Words that mark articles beside FILE; [`Keywords::with`] takes all of them.
    pub keywords: Vec<String>,
    /// The form into which markers are brought.
    pub style: Option<Style>,
    /// The file of known findings, relative to the configuration.
    pub baseline: Option<String>,
    /// Which bundles are compared with each other.
    pub scope: Scope,
    /// What is not reported.
    pub allows: Vec<AllowedFinding>,
    levels: Levels,
    overrides: Vec<(Vec<PathPattern>, Levels)>,
    copies: copies::Settings,
    aliases: Vec<Alias>,
    noun_classes: Vec<Vec<String>>,
}

/// An `[[allow]]`.
pub struct AllowedFinding {
    /// What it allows.
    pub allow: Allow,
    /// Why.
    pub reason: String,
    /// The line that it begins in, 1-based.
    pub line: usize,
    paths: Option<Vec<PathPattern>>,
}

impl AllowedFinding {
    /// Whether it is about a bundle with this path, relative to the configuration; without one, it has none.
    pub fn is_about(&self, path: Option<&str>) -> bool {
        let matches = |paths: &Vec<PathPattern>| any_matches(paths, path);
        self.paths.as_ref().is_none_or(matches)
    }
}

fn any_matches(patterns: &[PathPattern], path: Option<&str>) -> bool {
    path.is_some_and(|path| patterns.iter().any(|pattern| pattern.matches(path)))
}

impl Config {
    /// Reads a configuration; `path` is what messages call it.
    pub fn parse(path: &str, text: &str) -> Result<Config, Fault> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let file: File =
            toml::from_str(text).map_err(|error| Fault::from_toml(path, text, &error))?;
        let source = Source { path, text };
        source.check_keywords(&file.keywords)?;
        let mut names = FxHashMap::default();
        let mut aliases = Vec::new();
        for file::AliasEntry { name, also } in file.aliases {
            source.no_less_than(1, &also, "another name in `also`")?;
            for name in std::iter::once(&name).chain(also.get_ref()) {
                source.only_once(name, &mut names, "these aliases")?;
            }
            aliases.push(Alias {
                name: name.into_inner().0,
                also: strings(also),
            });
        }
        let mut nouns_seen = FxHashMap::default();
        let mut noun_classes = Vec::new();
        for file::NounClass { nouns } in file.noun_classes {
            source.no_less_than(2, &nouns, "two nouns")?;
            for noun in nouns.get_ref() {
                source.only_once(noun, &mut nouns_seen, "these classes")?;
            }
            noun_classes.push(strings(nouns));
        }
        let mut allows = Vec::new();
        for (number, entry) in file.allow.into_iter().enumerate() {
            allows.push(source.allow(number, entry)?);
        }
        let defaults = copies::Settings::default();
        let copies = file.copies;
        Ok(Config {
            keywords: file.keywords.into_iter().map(Spanned::into_inner).collect(),
            style: file.dialect.map(Style::from),
            scope: file.scope,
            baseline: file.baseline.map(|path| path.0),
            allows,
            levels: file.rules,
            overrides: file
                .overrides
                .into_iter()
                .map(|entry| (entry.paths.0, entry.rules))
                .collect(),
            copies: copies::Settings {
                alike: copies.alike.map_or(defaults.alike, |share| share.0),
                contained: copies.contained.map_or(defaults.contained, |share| share.0),
                words: copies.words.map_or(defaults.words, |words| words.0),
                passage: copies.passage.map_or(defaults.passage, |w| w.0 as usize),
                refrain: copies.footer.map_or(defaults.refrain, |n| n.0 as usize),
                common: defaults.common,
            },
            aliases,
            noun_classes,
        })
    }

    /// What a bundle is read by, given its path relative to the configuration's folder, parted by `/`. What has no path
    /// is no concern of the settings that are for some paths.
    pub fn settings(&self, path: Option<&str>, keywords: Keywords) -> Settings {
        let mut levels = self.levels.clone();
        for (paths, overriding) in &self.overrides {
            if any_matches(paths, path) {
                levels.extend(overriding);
            }
        }
        let allows = self.allows.iter().filter(|allow| allow.is_about(path));
        Settings {
            keywords,
            copies: self.copies,
            aliases: self.aliases.clone(),
            noun_classes: self.noun_classes.clone(),
            policy: Policy {
                levels,
                allows: allows.map(|allow| allow.allow.clone()).collect(),
            },
        }
    }
}

fn strings(spanned: Spanned<Vec<Spanned<values::Text>>>) -> Vec<String> {
    let all = spanned.into_inner().into_iter();
    all.map(|text| text.into_inner().0).collect()
}

/// The text of a configuration, for what the parser lets pass.
struct Source<'t> {
    path: &'t str,
    text: &'t str,
}

impl Source<'_> {
    fn fault<T>(&self, at: &Spanned<T>, message: impl Into<String>) -> Fault {
        Fault::at(self.path, self.text, at.span().start, message)
    }

    fn check_keywords(&self, keywords: &[Spanned<String>]) -> Result<(), Fault> {
        for keyword in keywords {
            if Keywords::with(std::slice::from_ref(keyword.get_ref())).is_err() {
                let word = keyword.get_ref();
                return Err(self.fault(
                    keyword,
                    format!(
                        "`{word}` cannot mark articles: a keyword has only the letters A to Z, and is not END, EOF, \
                         BEGIN or START"
                    ),
                ));
            }
        }
        Ok(())
    }

    fn no_less_than<T>(
        &self,
        least: usize,
        list: &Spanned<Vec<T>>,
        what: &str,
    ) -> Result<(), Fault> {
        if list.get_ref().len() < least {
            return Err(self.fault(list, format!("there must be {what} at least")));
        }
        Ok(())
    }

    /// Refuses a string that stands twice, case aside: it would be one thing and another.
    fn only_once(
        &self,
        text: &Spanned<values::Text>,
        seen: &mut FxHashMap<String, usize>,
        among: &str,
    ) -> Result<(), Fault> {
        let (line, _) = fault::place(self.text, text.span().start);
        let text_itself = &text.get_ref().0;
        match seen.insert(text_itself.to_lowercase(), line) {
            Some(before) => Err(self.fault(
                text,
                format!("`{text_itself}` stands twice among {among}: in line {before} too"),
            )),
            None => Ok(()),
        }
    }

    fn allow(&self, number: usize, entry: Spanned<AllowEntry>) -> Result<AllowedFinding, Fault> {
        let (line, _) = fault::place(self.text, entry.span().start);
        let fault = |message: &str| self.fault(&entry, message);
        let Some(reason) = &entry.get_ref().reason else {
            return Err(fault(
                "this `allow` needs a `reason`: whoever reads it later wants to know why",
            ));
        };
        let reason = reason.0.clone();
        if let (Some(_), Some(between)) = (&entry.get_ref().article, &entry.get_ref().between) {
            let message = "an `allow` has an `article` or is `between` two, not both";
            return Err(self.fault(between, message));
        }
        let pattern = |name: &values::Text| NamePattern::new(&name.0);
        let scope = match &entry.get_ref().between {
            Some(between) => match between.get_ref().as_slice() {
                [a, b] => AllowScope::Between(Box::new([pattern(a), pattern(b)])),
                names => {
                    let message = format!("`between` names two articles, not {}", names.len());
                    return Err(self.fault(between, message));
                }
            },
            None => match &entry.get_ref().article {
                Some(names) => AllowScope::Articles(names.0.iter().map(pattern).collect()),
                None => AllowScope::Everywhere,
            },
        };
        let entry = entry.into_inner();
        Ok(AllowedFinding {
            allow: Allow {
                number,
                rules: entry.rule.0.into_iter().map(|rule| rule.0).collect(),
                scope,
                fingerprint: entry.fingerprint.map(|print| print.0),
            },
            reason,
            line,
            paths: entry.path.map(|paths| paths.0),
        })
    }
}

impl From<Dialect> for Style {
    fn from(dialect: Dialect) -> Style {
        match dialect {
            Dialect::Keep => Style::Keep,
            Dialect::Canonical => Style::Canonical,
            Dialect::NoColon => Style::NoColon,
            Dialect::Attributes => Style::Attributes,
            Dialect::BeginEnd => Style::BeginEnd,
            Dialect::StartEnd => Style::StartEnd,
        }
    }
}

#[cfg(test)]
mod tests;
