//! What the client can do, asked once, and what the server offers in return.

use tower_lsp::ls_types as lsp;

use super::requests::execute_command::COMMANDS;
use super::tokens::legend;
use crate::text::position::Encoding;

/// The kind of the action that applies all safe fixes.
pub const FIX_ALL: &str = "source.fixAll.variorum";

/// What the client can do, as far as it matters here.
#[derive(Debug, Clone, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a thing that a client can do or not"
)]
pub struct Capabilities {
    /// What its columns count.
    pub encoding: Encoding,
    /// Diagnostics may name other places.
    pub related_information: bool,
    /// Diagnostics may have tags.
    pub diagnostic_tags: bool,
    /// Diagnostics may link to the page of their rule.
    pub code_description: bool,
    /// Diagnostics keep the data that they are sent with.
    pub diagnostic_data: bool,
    /// It can ask for diagnostics.
    pub pull_diagnostics: bool,
    /// It can be told to ask for diagnostics again.
    pub refresh_diagnostics: bool,
    /// Hovers may be Markdown.
    pub markdown_hover: bool,
    /// Documentation of a completion may be Markdown.
    pub markdown_completion: bool,
    /// A completion may hold places to fill in.
    pub snippets: bool,
    /// Targets may say what they were asked from, for definitions.
    pub definition_links: bool,
    /// The same, for declarations.
    pub declaration_links: bool,
    /// The same, for implementations.
    pub implementation_links: bool,
    /// Document symbols may hold others.
    pub nested_symbols: bool,
    /// Code actions may be objects, not only commands.
    pub code_action_literals: bool,
    /// Code actions may be completed when they are chosen.
    pub resolve_code_actions: bool,
    /// Links may have a tooltip.
    pub link_tooltips: bool,
    /// Whole lines only may be folded.
    pub fold_lines_only: bool,
    /// At most so many places to fold are of use.
    pub fold_limit: Option<u32>,
    /// Renames may be asked for beforehand.
    pub prepare_rename: bool,
    /// Edits may name the version that they are for.
    pub versioned_edits: bool,
    /// Edits may be marked as to be confirmed.
    pub change_annotations: bool,
    /// It can be told to ask for semantic tokens again.
    pub refresh_tokens: bool,
    /// It can be told to ask for code lenses again.
    pub refresh_lenses: bool,
    /// It can be told to ask for inlay hints again.
    pub refresh_hints: bool,
    /// It can be asked for its settings.
    pub configuration: bool,
    /// It tells of changed settings if asked to.
    pub register_configuration: bool,
    /// It watches files if asked to.
    pub watch_files: bool,
    /// It shows progress that the server begins.
    pub progress: bool,
}

impl Capabilities {
    /// What a client says that it can.
    pub fn of(client: &lsp::ClientCapabilities) -> Capabilities {
        let text = client.text_document.clone().unwrap_or_default();
        let workspace = client.workspace.clone().unwrap_or_default();
        let window = client.window.clone().unwrap_or_default();
        let general = client.general.clone().unwrap_or_default();
        let published = text.publish_diagnostics.unwrap_or_default();
        let markdown = |formats: &Option<Vec<lsp::MarkupKind>>| {
            // The client's order is its preference.
            let first = formats.iter().flatten().next();
            first == Some(&lsp::MarkupKind::Markdown)
        };
        let item = text.completion.and_then(|c| c.completion_item);
        let item = item.unwrap_or_default();
        let action = text.code_action.unwrap_or_default();
        let resolves = |support: Option<lsp::CodeActionCapabilityResolveSupport>| {
            support.is_some_and(|s| s.properties.iter().any(|p| p == "edit"))
        };
        let links = |c: Option<lsp::GotoCapability>| c.and_then(|c| c.link_support) == Some(true);
        let folds = text.folding_range.unwrap_or_default();
        let edits = workspace.workspace_edit.unwrap_or_default();
        let dynamic = |c: Option<lsp::DynamicRegistrationClientCapabilities>| {
            c.and_then(|c| c.dynamic_registration) == Some(true)
        };
        Capabilities {
            encoding: encoding(general.position_encodings.as_deref()),
            related_information: published.related_information == Some(true),
            diagnostic_tags: published.tag_support.is_some(),
            code_description: published.code_description_support == Some(true),
            diagnostic_data: published.data_support == Some(true),
            pull_diagnostics: text.diagnostic.is_some(),
            refresh_diagnostics: workspace.diagnostics.and_then(|d| d.refresh_support)
                == Some(true),
            markdown_hover: text.hover.is_some_and(|h| markdown(&h.content_format)),
            markdown_completion: markdown(&item.documentation_format),
            snippets: item.snippet_support == Some(true),
            definition_links: links(text.definition),
            declaration_links: links(text.declaration),
            implementation_links: links(text.implementation),
            nested_symbols: text
                .document_symbol
                .and_then(|s| s.hierarchical_document_symbol_support)
                == Some(true),
            code_action_literals: action.code_action_literal_support.is_some(),
            resolve_code_actions: resolves(action.resolve_support),
            link_tooltips: text.document_link.and_then(|l| l.tooltip_support) == Some(true),
            fold_lines_only: folds.line_folding_only == Some(true),
            fold_limit: folds.range_limit,
            prepare_rename: text.rename.and_then(|r| r.prepare_support) == Some(true),
            versioned_edits: edits.document_changes == Some(true),
            change_annotations: edits.change_annotation_support.is_some(),
            refresh_tokens: workspace.semantic_tokens.and_then(|s| s.refresh_support) == Some(true),
            refresh_lenses: workspace.code_lens.and_then(|s| s.refresh_support) == Some(true),
            refresh_hints: workspace.inlay_hint.and_then(|s| s.refresh_support) == Some(true),
            configuration: workspace.configuration == Some(true),
            register_configuration: dynamic(workspace.did_change_configuration),
            watch_files: workspace
                .did_change_watched_files
                .and_then(|w| w.dynamic_registration)
                == Some(true),
            progress: window.work_done_progress == Some(true),
        }
    }
}

/// The encoding that the client likes best; all are known here. Clients that say nothing count in UTF-16.
fn encoding(offered: Option<&[lsp::PositionEncodingKind]>) -> Encoding {
    let known = offered.unwrap_or_default().iter().find_map(|kind| {
        [
            (lsp::PositionEncodingKind::UTF8, Encoding::Utf8),
            (lsp::PositionEncodingKind::UTF16, Encoding::Utf16),
            (lsp::PositionEncodingKind::UTF32, Encoding::Utf32),
        ]
        .into_iter()
        .find(|(known, _)| known == kind)
    });
    known.map_or(Encoding::Utf16, |(_, encoding)| encoding)
}

/// What the server offers to such a client.
#[expect(clippy::too_many_lines, reason = "a list, and nothing else")]
pub fn offered(client: &Capabilities) -> lsp::ServerCapabilities {
    let encoding = match client.encoding {
        Encoding::Utf8 => lsp::PositionEncodingKind::UTF8,
        Encoding::Utf16 => lsp::PositionEncodingKind::UTF16,
        Encoding::Utf32 => lsp::PositionEncodingKind::UTF32,
    };
    lsp::ServerCapabilities {
        position_encoding: Some(encoding),
        text_document_sync: Some(lsp::TextDocumentSyncCapability::Options(
            lsp::TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(lsp::TextDocumentSyncKind::INCREMENTAL),
                save: Some(lsp::TextDocumentSyncSaveOptions::SaveOptions(
                    lsp::SaveOptions {
                        include_text: Some(true),
                    },
                )),
                ..lsp::TextDocumentSyncOptions::default()
            },
        )),
        diagnostic_provider: client.pull_diagnostics.then(|| {
            lsp::DiagnosticServerCapabilities::Options(lsp::DiagnosticOptions {
                identifier: Some("variorum".to_owned()),
                inter_file_dependencies: true,
                workspace_diagnostics: true,
                ..lsp::DiagnosticOptions::default()
            })
        }),
        hover_provider: Some(true.into()),
        definition_provider: Some(lsp::OneOf::Left(true)),
        declaration_provider: Some(lsp::DeclarationCapability::Simple(true)),
        implementation_provider: Some(lsp::ImplementationProviderCapability::Simple(true)),
        references_provider: Some(lsp::OneOf::Left(true)),
        document_highlight_provider: Some(lsp::OneOf::Left(true)),
        document_symbol_provider: Some(lsp::OneOf::Left(true)),
        workspace_symbol_provider: Some(lsp::OneOf::Left(true)),
        folding_range_provider: Some(lsp::FoldingRangeProviderCapability::Simple(true)),
        selection_range_provider: Some(lsp::SelectionRangeProviderCapability::Simple(true)),
        linked_editing_range_provider: Some(lsp::LinkedEditingRangeServerCapabilities::Simple(
            true,
        )),
        document_link_provider: Some(lsp::DocumentLinkOptions {
            resolve_provider: Some(false),
            work_done_progress_options: lsp::WorkDoneProgressOptions::default(),
        }),
        code_lens_provider: Some(lsp::CodeLensOptions {
            resolve_provider: Some(true),
        }),
        inlay_hint_provider: Some(lsp::OneOf::Left(true)),
        semantic_tokens_provider: Some(
            lsp::SemanticTokensOptions {
                legend: legend(),
                range: Some(true),
                full: Some(lsp::SemanticTokensFullOptions::Delta { delta: Some(true) }),
                ..lsp::SemanticTokensOptions::default()
            }
            .into(),
        ),
        document_formatting_provider: Some(lsp::OneOf::Left(true)),
        document_range_formatting_provider: Some(lsp::OneOf::Left(true)),
        document_on_type_formatting_provider: Some(lsp::DocumentOnTypeFormattingOptions {
            first_trigger_character: "\n".to_owned(),
            more_trigger_character: Some(vec![">".to_owned()]),
        }),
        rename_provider: Some(if client.prepare_rename {
            lsp::OneOf::Right(lsp::RenameOptions {
                prepare_provider: Some(true),
                work_done_progress_options: lsp::WorkDoneProgressOptions::default(),
            })
        } else {
            lsp::OneOf::Left(true)
        }),
        completion_provider: Some(lsp::CompletionOptions {
            resolve_provider: Some(true),
            trigger_characters: Some(["<", "\"", " "].map(str::to_owned).to_vec()),
            ..lsp::CompletionOptions::default()
        }),
        code_action_provider: client.code_action_literals.then(|| {
            let kinds = [
                lsp::CodeActionKind::QUICKFIX,
                lsp::CodeActionKind::REFACTOR_REWRITE,
                lsp::CodeActionKind::new(FIX_ALL),
            ];
            lsp::CodeActionProviderCapability::Options(lsp::CodeActionOptions {
                code_action_kinds: Some(kinds.to_vec()),
                resolve_provider: Some(client.resolve_code_actions),
                work_done_progress_options: lsp::WorkDoneProgressOptions::default(),
            })
        }),
        execute_command_provider: Some(lsp::ExecuteCommandOptions {
            commands: COMMANDS.iter().map(|&name| name.to_owned()).collect(),
            work_done_progress_options: lsp::WorkDoneProgressOptions::default(),
        }),
        workspace: Some(lsp::WorkspaceServerCapabilities {
            workspace_folders: Some(lsp::WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(lsp::OneOf::Left(true)),
            }),
            ..lsp::WorkspaceServerCapabilities::default()
        }),
        ..lsp::ServerCapabilities::default()
    }
}
