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
    #[expect(clippy::unused_async, reason = "the framework takes nothing else")]
    pub async fn set_trace(&self, params: lsp::SetTraceParams) {
        logging::set_trace(match params.value {
            lsp::TraceValue::Off => "off",
            lsp::TraceValue::Messages => "messages",
            lsp::TraceValue::Verbose => "verbose",
        });
    }

    /// `window/workDoneProgress/cancel`: the user does not want to wait.
    #[expect(clippy::unused_async, reason = "the framework takes nothing else")]
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

    async fn goto_definition(
        &self,
        params: lsp::GotoDefinitionParams,
    ) -> Result<Option<lsp::GotoDefinitionResponse>> {
        requests::definition::answer(&self.host, params).await
    }

    async fn goto_declaration(
        &self,
        params: lsp::request::GotoDeclarationParams,
    ) -> Result<Option<lsp::request::GotoDeclarationResponse>> {
        requests::declaration::answer(&self.host, params).await
    }

    async fn goto_implementation(
        &self,
        params: lsp::request::GotoImplementationParams,
    ) -> Result<Option<lsp::request::GotoImplementationResponse>> {
        requests::implementation::answer(&self.host, params).await
    }

    async fn references(&self, params: lsp::ReferenceParams) -> Result<Option<Vec<lsp::Location>>> {
        requests::references::answer(&self.host, params).await
    }

    async fn document_highlight(
        &self,
        params: lsp::DocumentHighlightParams,
    ) -> Result<Option<Vec<lsp::DocumentHighlight>>> {
        requests::document_highlight::answer(&self.host, params).await
    }

    async fn hover(&self, params: lsp::HoverParams) -> Result<Option<lsp::Hover>> {
        requests::hover::answer(&self.host, params).await
    }

    async fn document_link(
        &self,
        params: lsp::DocumentLinkParams,
    ) -> Result<Option<Vec<lsp::DocumentLink>>> {
        requests::document_link::answer(&self.host, params).await
    }

    async fn code_lens(&self, params: lsp::CodeLensParams) -> Result<Option<Vec<lsp::CodeLens>>> {
        requests::code_lens::answer(&self.host, params).await
    }

    async fn folding_range(
        &self,
        params: lsp::FoldingRangeParams,
    ) -> Result<Option<Vec<lsp::FoldingRange>>> {
        requests::folding_range::answer(&self.host, params).await
    }

    async fn selection_range(
        &self,
        params: lsp::SelectionRangeParams,
    ) -> Result<Option<Vec<lsp::SelectionRange>>> {
        requests::selection_range::answer(&self.host, params).await
    }

    async fn document_symbol(
        &self,
        params: lsp::DocumentSymbolParams,
    ) -> Result<Option<lsp::DocumentSymbolResponse>> {
        requests::document_symbol::answer(&self.host, params).await
    }

    async fn inlay_hint(
        &self,
        params: lsp::InlayHintParams,
    ) -> Result<Option<Vec<lsp::InlayHint>>> {
        requests::inlay_hint::answer(&self.host, params).await
    }

    async fn completion(
        &self,
        params: lsp::CompletionParams,
    ) -> Result<Option<lsp::CompletionResponse>> {
        requests::completion::answer(&self.host, params).await
    }

    async fn code_action(
        &self,
        params: lsp::CodeActionParams,
    ) -> Result<Option<lsp::CodeActionResponse>> {
        requests::code_action::answer(&self.host, params).await
    }

    async fn rename(&self, params: lsp::RenameParams) -> Result<Option<lsp::WorkspaceEdit>> {
        requests::rename::answer(&self.host, params).await
    }

    async fn linked_editing_range(
        &self,
        params: lsp::LinkedEditingRangeParams,
    ) -> Result<Option<lsp::LinkedEditingRanges>> {
        requests::linked_editing_range::answer(&self.host, params).await
    }

    async fn symbol(
        &self,
        params: lsp::WorkspaceSymbolParams,
    ) -> Result<Option<lsp::WorkspaceSymbolResponse>> {
        requests::workspace_symbol::answer(&self.host, params).await
    }

    async fn execute_command(
        &self,
        params: lsp::ExecuteCommandParams,
    ) -> Result<Option<lsp::LSPAny>> {
        requests::execute_command::answer(&self.host, params).await
    }

    async fn formatting(
        &self,
        params: lsp::DocumentFormattingParams,
    ) -> Result<Option<Vec<lsp::TextEdit>>> {
        requests::formatting::document(&self.host, params).await
    }

    async fn range_formatting(
        &self,
        params: lsp::DocumentRangeFormattingParams,
    ) -> Result<Option<Vec<lsp::TextEdit>>> {
        requests::formatting::range(&self.host, params).await
    }

    async fn on_type_formatting(
        &self,
        params: lsp::DocumentOnTypeFormattingParams,
    ) -> Result<Option<Vec<lsp::TextEdit>>> {
        requests::formatting::on_type(&self.host, params).await
    }

    async fn semantic_tokens_full(
        &self,
        params: lsp::SemanticTokensParams,
    ) -> Result<Option<lsp::SemanticTokensResult>> {
        requests::semantic_tokens::full(&self.host, params).await
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: lsp::SemanticTokensDeltaParams,
    ) -> Result<Option<lsp::SemanticTokensFullDeltaResult>> {
        requests::semantic_tokens::delta(&self.host, params).await
    }

    async fn semantic_tokens_range(
        &self,
        params: lsp::SemanticTokensRangeParams,
    ) -> Result<Option<lsp::SemanticTokensRangeResult>> {
        requests::semantic_tokens::range(&self.host, params).await
    }

    async fn prepare_rename(
        &self,
        params: lsp::TextDocumentPositionParams,
    ) -> Result<Option<lsp::PrepareRenameResponse>> {
        requests::rename::prepare(&self.host, params).await
    }

    async fn code_action_resolve(&self, params: lsp::CodeAction) -> Result<lsp::CodeAction> {
        requests::code_action::resolve(&self.host, params).await
    }

    async fn code_lens_resolve(&self, params: lsp::CodeLens) -> Result<lsp::CodeLens> {
        requests::code_lens::resolve(&self.host, params).await
    }

    async fn completion_resolve(&self, params: lsp::CompletionItem) -> Result<lsp::CompletionItem> {
        requests::completion::resolve(&self.host, params).await
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
