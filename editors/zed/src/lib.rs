//! Tells Zed how to start variorum, and which settings it has.

use zed_extension_api::serde_json::{json, Value};
use zed_extension_api::settings::LspSettings;
use zed_extension_api::{
    register_extension, Command, Extension, LanguageServerId, Result, Worktree,
};

struct Variorum;

/// What stands under `lsp.variorum` in the user's settings.
fn settings(worktree: &Worktree) -> Option<LspSettings> {
    LspSettings::for_worktree("variorum", worktree).ok()
}

impl Extension for Variorum {
    fn new() -> Self {
        Variorum
    }

    fn language_server_command(
        &mut self,
        _: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Command> {
        let binary = settings(worktree).and_then(|settings| settings.binary);
        let (path, arguments) =
            binary.map_or((None, None), |binary| (binary.path, binary.arguments));
        let command = path.or_else(|| worktree.which("variorum")).ok_or(
            "variorum is not on your PATH: install it, or set lsp.variorum.binary.path in settings.json",
        )?;
        Ok(Command {
            command,
            args: arguments.unwrap_or_else(|| vec!["lsp".to_owned()]),
            env: worktree.shell_env(),
        })
    }

    fn language_server_initialization_options(
        &mut self,
        _: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<Value>> {
        let options = settings(worktree).and_then(|s| s.initialization_options.or(s.settings));
        Ok(options.map(|options| json!({ "variorum": options })))
    }

    fn language_server_workspace_configuration(
        &mut self,
        _: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<Value>> {
        let options = settings(worktree)
            .and_then(|s| s.settings)
            .unwrap_or_default();
        Ok(Some(json!({ "variorum": options })))
    }
}

register_extension!(Variorum);
