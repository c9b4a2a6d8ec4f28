//! What bundles are read by: configurations, and the baselines that they name.

use std::path::Path;
use std::sync::Arc;

use tower_lsp::ls_types::MessageType;

use super::Group;
use crate::bundle::Keywords;
use crate::server::engine::Engine;
use crate::server::key::Key;
use crate::server::outbox::Message;
use crate::workspace::baseline::Baseline;
use crate::workspace::bundle::Settings;
use crate::workspace::config::{Choice, Configuration, Configurations, Scope};

impl Engine {
    /// The configuration of a bundle. Where it cannot be used, the user is told, once, and none counts.
    pub(super) fn configuration(&mut self, path: Option<&Path>) -> Arc<Configuration> {
        let named = self.host.world().settings.configuration.clone();
        let choice = || named.map_or(Choice::Closest, Choice::File);
        let configurations = match &mut self.library.configurations {
            Some(configurations) => configurations,
            none => match Configurations::new(choice()) {
                Ok(configurations) => none.insert(configurations),
                Err(fault) => {
                    let text = fault.to_string();
                    self.complain(text);
                    return Arc::default();
                }
            },
        };
        match configurations.of(path) {
            Ok(configuration) => configuration,
            Err(fault) => {
                self.complain(fault.to_string());
                Arc::default()
            }
        }
    }

    /// Tells the user what is wrong, once.
    pub(super) fn complain(&mut self, text: String) {
        if self.library.told.insert(text.clone()) {
            tracing::warn!("{text}");
            let outbox = &self.host.outbox;
            outbox.put(Message::Show(
                MessageType::WARNING,
                format!("variorum: {text}"),
            ));
        }
    }

    /// What a bundle is read by.
    pub(super) fn settings(&mut self, key: &Key) -> Settings {
        let configuration = self.configuration(key.path());
        let path = key.path().map(|path| configuration.relative(path));
        // Words that cannot mark articles were refused where the configuration was read.
        let keywords = Keywords::with(&configuration.config.keywords).unwrap_or_default();
        configuration.config.settings(path.as_deref(), keywords)
    }

    /// The findings in a bundle that are known.
    pub(super) fn baseline(&mut self, key: &Key) -> Option<Arc<Baseline>> {
        let configuration = self.configuration(key.path());
        let named = configuration.config.baseline.as_deref()?;
        let path = configuration.resolve(named);
        if let Some(known) = self.library.baselines.get(&path) {
            return known.clone();
        }
        let read = std::fs::read_to_string(&path).map_err(|error| error.to_string());
        let baseline = match read.and_then(|text| Baseline::parse(&text)) {
            Ok(baseline) => Some(Arc::new(baseline)),
            Err(fault) => {
                self.complain(format!(
                    "cannot use the baseline `{}`: {fault}",
                    path.display()
                ));
                None
            }
        };
        self.library.baselines.insert(path, baseline.clone());
        baseline
    }

    pub(super) fn group(&mut self, key: &Key) -> Group {
        let configuration = self.configuration(key.path());
        match configuration.config.scope {
            Scope::Workspace if key.path().is_some() => Group::Together(configuration.path.clone()),
            _ => Group::Alone(key.clone()),
        }
    }
}
