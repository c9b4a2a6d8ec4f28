//! What the client is asked to tell of, and to say of itself, once it is ready.

use std::sync::Arc;

use serde_json::{Value, json};
use tower_lsp::ls_types as lsp;
use tower_lsp::ls_types::notification::Notification;

use super::host::Host;
use super::jobs::Job;
use super::outbox::Message;
use super::refresh::{PATIENCE, refresh, send};
use super::settings::ClientSettings;

/// What the client should watch: bundles by their names, configurations, and what says which files are looked at.
const WATCHED: [&str; 6] = [
    "**/*.bundle",
    "**/*.bundle.txt",
    "**/*.srcbundle",
    "**/variorum.toml",
    "**/.gitignore",
    "**/.ignore",
];

/// Asks the client to tell of files and settings that change, where it can.
pub fn register(host: &Arc<Host>) {
    let client = Arc::clone(&host.world().capabilities);
    let mut wanted = Vec::new();
    if client.watch_files {
        let watchers = WATCHED.map(|glob| json!({ "globPattern": glob }));
        wanted.push(lsp::Registration {
            id: "variorum-files".to_owned(),
            method: lsp::notification::DidChangeWatchedFiles::METHOD.to_owned(),
            register_options: Some(json!({ "watchers": watchers })),
        });
    }
    if client.register_configuration {
        wanted.push(lsp::Registration {
            id: "variorum-settings".to_owned(),
            method: lsp::notification::DidChangeConfiguration::METHOD.to_owned(),
            register_options: Some(json!({ "section": "variorum" })),
        });
    }
    if !wanted.is_empty() {
        send(host, |client| async move {
            client.register_capability(wanted).await
        });
    }
}

/// Asks the client for its settings, where it can be asked, and takes them in.
pub fn ask_settings(host: &Arc<Host>) {
    if !host.world().capabilities.configuration {
        return;
    }
    let host = Arc::clone(host);
    host.runtime.clone().spawn(async move {
        let item = lsp::ConfigurationItem {
            scope_uri: None,
            section: Some("variorum".to_owned()),
        };
        let asked = host.client.configuration(vec![item]);
        match tokio::time::timeout(PATIENCE, asked).await {
            Ok(Ok(values)) => {
                // Null: there are none for us.
                if let Some(value) = values.into_iter().next().filter(|value| !value.is_null()) {
                    take_settings(&host, &value);
                }
            }
            Ok(Err(error)) => tracing::info!("the client did not tell its settings: {error}"),
            Err(_) => tracing::info!("the client was silent about its settings"),
        }
    });
}

/// Takes in the client's settings. What is wrong with them is told, and those before are kept.
pub fn take_settings(host: &Arc<Host>, value: &Value) {
    match ClientSettings::read(value) {
        Ok(settings) => {
            let mut world = host.world();
            if *world.settings == settings {
                return;
            }
            let is_other = world.settings.configuration != settings.configuration;
            world.settings = Arc::new(settings);
            // Only another configuration changes what is found.
            host.give(if is_other {
                Job::Configure
            } else {
                Job::TellAll
            });
            drop(world);
            // Hints are always asked for, and findings by most clients.
            refresh(host);
        }
        Err(error) => {
            let text = format!("the settings of variorum cannot be used: {error}");
            host.outbox
                .put(Message::Show(lsp::MessageType::WARNING, text));
        }
    }
}
