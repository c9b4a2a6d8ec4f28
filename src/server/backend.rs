//! The handlers: each hands its message on, in a line or two.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types as lsp;
use tower_lsp::{Client, LanguageServer};

use super::capabilities::{Capabilities, offered};
use super::engine::Engine;
use super::host::Host;
use super::jobs::Job;
use super::key;
use super::leaving::Leaving;
use super::logging;
use super::outbox::Message;
use super::requests;
use super::settings::ClientSettings;
use super::watch;
use super::world::Changed;

/// See the module's head.
pub struct Backend {
    host: Arc<Host>,
    leaving: Arc<Leaving>,
}

impl Backend {
    /// A server for one client; its analysis begins to run.
    ///
    /// # Panics
    ///
    /// Outside a runtime.
    pub fn new(client: Client) -> Backend {
        let (jobs, received) = std::sync::mpsc::channel();
        let host = Arc::new(Host::new(client, jobs.clone()));
        Engine::start(Arc::clone(&host), jobs, received);
        Backend {
            host,
            leaving: Arc::default(),
        }
    }

    /// What its parts share.
    pub fn host(&self) -> Arc<Host> {
        Arc::clone(&self.host)
    }

    /// How the client leaves.
    pub fn left(&self) -> Arc<Leaving> {
        Arc::clone(&self.leaving)
    }

    /// `$/setTrace`: how much is logged.
    pub async fn set_trace(&self, params: lsp::SetTraceParams) {
        logging::set_trace(match params.value {
            lsp::TraceValue::Off => "off",
            lsp::TraceValue::Messages => "messages",
            lsp::TraceValue::Verbose => "verbose",
        });
    }

    /// `window/workDoneProgress/cancel`: the user does not want to wait.
    pub async fn cancel_progress(&self, params: lsp::WorkDoneProgressCancelParams) {
        tracing::info!("cancelled: {:?}", params.token);
        self.host.give(Job::CancelLoading);
    }
}

impl LanguageServer for Backend {
    async fn initialize(&self, params: lsp::InitializeParams) -> Result<lsp::InitializeResult> {
        let client = Arc::new(Capabilities::of(&params.capabilities));
        let capabilities = offered(&client);
        {
            let mut world = self.host.world();
            world.capabilities = client;
            world.folders = folders(&params);
            if let Some(options) = &params.initialization_options {
                match ClientSettings::read(options) {
                    Ok(settings) => world.settings = Arc::new(settings),
                    Err(error) => {
                        let text = format!("the settings of variorum cannot be used: {error}");
                        let message = Message::Show(lsp::MessageType::WARNING, text);
                        self.host.outbox.put(message);
                    }
                }
            }
        }
        self.leaving.watch(params.process_id);
        Ok(lsp::InitializeResult {
            capabilities,
            server_info: Some(lsp::ServerInfo {
                name: "variorum".to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
            ..lsp::InitializeResult::default()
        })
    }

    async fn initialized(&self, _: lsp::InitializedParams) {
        self.host.give(Job::Configure);
        watch::register(&self.host);
        watch::ask_settings(&self.host);
    }

    async fn shutdown(&self) -> Result<()> {
        self.leaving.politely.store(true, Ordering::Relaxed);
        Ok(())
    }

    async fn did_open(&self, params: lsp::DidOpenTextDocumentParams) {
        let document = params.text_document;
        let (uri, version) = (document.uri, document.version);
        // Jobs are given while the world is held: their order is that of its changes.
        let mut world = self.host.world();
        let (key, stamp, text) = world.open(uri.clone(), version, &document.text);
        self.host.give(Job::Open {
            key,
            uri,
            version,
            text,
            stamp,
        });
    }

    async fn did_change(&self, params: lsp::DidChangeTextDocumentParams) {
        let (key, version) = (
            key::Key::of(&params.text_document.uri),
            params.text_document.version,
        );
        let mut world = self.host.world();
        match world.change(&key, version, &params.content_changes) {
            Changed::To { stamp, edits } => self.host.give(Job::Edit {
                key,
                version,
                edits,
                stamp,
            }),
            Changed::OutOfSync => tracing::warn!(
                "{}: version {version} has an impossible edit; waiting for the full text",
                key.name()
            ),
            Changed::Ignored => {}
        }
    }

    async fn did_save(&self, params: lsp::DidSaveTextDocumentParams) {
        let key = key::Key::of(&params.text_document.uri);
        let mut world = self.host.world();
        let saved = params.text.and_then(|text| world.saved(&key, &text));
        if let Some((stamp, edits)) = saved
            && let Some(version) = world.document(&key).map(|document| document.version)
        {
            self.host.give(Job::Edit {
                key,
                version,
                edits,
                stamp,
            });
        }
    }

    async fn did_close(&self, params: lsp::DidCloseTextDocumentParams) {
        let key = key::Key::of(&params.text_document.uri);
        let mut world = self.host.world();
        if world.close(&key) {
            self.host.give(Job::Close { key });
        }
    }

    async fn did_change_watched_files(&self, params: lsp::DidChangeWatchedFilesParams) {
        let paths = params
            .changes
            .iter()
            .filter_map(|change| key::path(&change.uri));
        self.host
            .give(Job::Disk(paths.map(|path| path.to_path_buf()).collect()));
    }

    async fn did_change_workspace_folders(&self, params: lsp::DidChangeWorkspaceFoldersParams) {
        let mut world = self.host.world();
        for folder in params.event.removed {
            if let Some(path) = key::path(&folder.uri) {
                world.folders.retain(|known| **known != *path);
            }
        }
        for folder in params.event.added {
            if let Some(path) = key::path(&folder.uri)
                && !world.folders.iter().any(|known| **known == *path)
            {
                world.folders.push(path.to_path_buf());
            }
        }
        self.host.give(Job::Configure);
    }

    async fn did_change_configuration(&self, params: lsp::DidChangeConfigurationParams) {
        if self.host.world().capabilities.configuration {
            // What clients send along is rarely what they are asked for.
            watch::ask_settings(&self.host);
        } else {
            watch::take_settings(&self.host, &params.settings);
        }
    }

    async fn diagnostic(
        &self,
        params: lsp::DocumentDiagnosticParams,
    ) -> Result<lsp::DocumentDiagnosticReportResult> {
        requests::diagnostic::document(&self.host, params).await
    }

    async fn workspace_diagnostic(
        &self,
        params: lsp::WorkspaceDiagnosticParams,
    ) -> Result<lsp::WorkspaceDiagnosticReportResult> {
        requests::diagnostic::workspace(&self.host, params).await
    }
}

/// The folders that a client names, in either way.
fn folders(params: &lsp::InitializeParams) -> Vec<std::path::PathBuf> {
    let named = params.workspace_folders.iter().flatten();
    let mut folders: Vec<_> = named
        .filter_map(|folder| key::path(&folder.uri))
        .map(|path| path.to_path_buf())
        .collect();
    #[expect(
        deprecated,
        reason = "older clients name one folder, in this field alone"
    )]
    let root = params.root_uri.as_ref().and_then(key::path);
    if folders.is_empty() {
        folders.extend(root.map(|path| path.to_path_buf()));
    }
    folders
}
