//! From options and `variorum.toml` to what each bundle is read by.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::check::levers::Levers;
use super::files::STDIN;
use crate::bundle::Keywords;
use crate::workspace::bundle::Settings;
use crate::workspace::config::{Choice, Configuration, Configurations, Fault};

/// The options that say what bundles are read by.
#[derive(clap::Args)]
pub struct Options {
    /// Use this configuration, not the closest variorum.toml above each bundle
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    config: Option<PathBuf>,
    /// Use no configuration
    #[arg(long, visible_alias = "isolated")]
    no_config: bool,
    /// A word that marks articles beside FILE: ARTICLE, DOC, …
    #[arg(long, value_name = "WORD")]
    keyword: Vec<String>,
}

impl Options {
    /// The configuration that is named.
    pub fn file(&self) -> Option<&Path> {
        self.config.as_deref()
    }

    /// The words that mark articles.
    pub fn keywords(&self) -> &[String] {
        &self.keyword
    }
}

/// What the bundles of a run are read by.
pub struct Setup {
    configurations: Configurations,
    keywords: Vec<String>,
    levers: Levers,
    /// What was said already.
    told: FxHashSet<String>,
}

/// What one bundle is read by.
#[derive(Clone)]
pub struct Applied {
    /// The configuration that counts for it.
    pub configuration: Arc<Configuration>,
    /// Its path relative to that; standard input has none.
    pub path: Option<String>,
    /// What both come to, options among it.
    pub settings: Settings,
}

impl Setup {
    /// Fails on options that cannot be, and on a configuration that is named and cannot be used.
    pub fn new(options: &Options) -> anyhow::Result<Setup> {
        Setup::with_levers(options, Levers::default())
    }

    /// The same, with options about rules.
    pub fn with_levers(options: &Options, levers: Levers) -> anyhow::Result<Setup> {
        let choice = match &options.config {
            Some(file) => Choice::File(file.clone()),
            None if options.no_config => Choice::None,
            None => Choice::Closest,
        };
        Keywords::with(&options.keyword).map_err(|word| {
            anyhow::anyhow!(
                "`{word}` cannot mark articles: a keyword has only the letters A to Z, and is not END, EOF, BEGIN or \
                 START"
            )
        })?;
        Ok(Setup {
            configurations: Configurations::new(choice)?,
            keywords: options.keyword.clone(),
            levers,
            told: FxHashSet::default(),
        })
    }

    /// What a bundle is read by; `None` where its configuration cannot be used, which was told of before.
    pub fn of(&mut self, path: &str) -> Result<Option<Applied>, Fault> {
        self.of_file(Some(Path::new(path)).filter(|_| path != STDIN))
    }

    /// The same for a path that need not be there, or for none.
    pub fn of_file(&mut self, file: Option<&Path>) -> Result<Option<Applied>, Fault> {
        match self.configurations.of(file) {
            Ok(configuration) => {
                let keywords = self.with_own(&configuration);
                let path = file.map(|file| configuration.relative(file));
                let mut settings = configuration.config.settings(path.as_deref(), keywords);
                self.levers.apply(&mut settings.policy.levels);
                Ok(Some(Applied {
                    configuration,
                    path,
                    settings,
                }))
            }
            Err(fault) if self.told.insert(fault.to_string()) => Err(fault),
            Err(_) => Ok(None),
        }
    }

    /// The words that mark articles in a file, whatever else is wrong with its configuration.
    pub fn keywords(&mut self, path: &Path) -> Keywords {
        let configuration = self.configurations.of(Some(path)).unwrap_or_default();
        self.with_own(&configuration)
    }

    /// The configurations that were read so far, in no order.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.configurations.files()
    }

    /// The baselines that they name, in no order.
    pub fn baselines(&self) -> impl Iterator<Item = PathBuf> {
        self.configurations.baselines()
    }

    fn with_own(&self, configuration: &Configuration) -> Keywords {
        let mut words = self.keywords.clone();
        words.extend_from_slice(&configuration.config.keywords);
        Keywords::with(&words).unwrap_or_default() // each was looked at where it stands
    }
}
