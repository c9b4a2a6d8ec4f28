//! What the client's settings say, under `variorum`. What concerns the bundles themselves is in `variorum.toml`, for the
//! command line to see it too.

use std::path::PathBuf;

use serde::Deserialize;
use serde_json::Value;

/// See the module's head.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub struct ClientSettings {
    /// A configuration that counts for every bundle, in place of the closest `variorum.toml`.
    pub configuration: Option<PathBuf>,
    /// What is told of, and when.
    pub diagnostics: Diagnostics,
    /// What is shown between the lines.
    pub inlay_hints: InlayHints,
    /// Where definitions lead.
    pub definition: Definition,
}

/// What is told of, and when.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub struct Diagnostics {
    /// How long to wait after an edit, in milliseconds.
    pub debounce: u64,
    /// The most findings of one bundle that are shown: errors first, then warnings, and those where someone types.
    pub limit: usize,
    /// Which bundles are told of.
    pub scope: Scope,
}

impl Default for Diagnostics {
    fn default() -> Diagnostics {
        Diagnostics {
            debounce: 150,
            limit: 250,
            scope: Scope::Workspace,
        }
    }
}

/// Which bundles are told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Scope {
    /// Those that are open, and those that are compared with them.
    Open,
    /// All in the workspace's folders.
    #[default]
    Workspace,
}

/// What is shown between the lines.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub struct InlayHints {
    /// Whether anything is.
    pub enable: bool,
}

/// Where definitions lead.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub struct Definition {
    /// From a quote.
    pub quote: QuoteTarget,
}

/// Where the definition of a quote leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum QuoteTarget {
    /// To its fullest form.
    #[default]
    Fullest,
    /// To the one in the article of the earliest date.
    Earliest,
}

impl ClientSettings {
    /// Reads settings, as they are or under `variorum`. Those that say nothing are the usual ones. The error says what is
    /// wrong with them.
    pub fn read(value: &Value) -> Result<ClientSettings, String> {
        let value = value.get("variorum").unwrap_or(value);
        if value.is_null() {
            return Ok(ClientSettings::default());
        }
        serde_json::from_value(value.clone()).map_err(|error| error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn settings_are_read_with_or_without_their_section() {
        let read = |value| ClientSettings::read(&value).expect("settings").diagnostics;
        assert_eq!(read(json!({"diagnostics": {"debounce": 0}})).debounce, 0);
        let nested = read(json!({"variorum": {"diagnostics": {"scope": "open"}}}));
        assert_eq!((nested.scope, nested.debounce), (Scope::Open, 150));
        assert_eq!(read(Value::Null), Diagnostics::default());
    }

    #[test]
    fn unknown_settings_are_told() {
        let error = ClientSettings::read(&json!({"inlayHints": {"enabled": true}}));
        let error = error.expect_err("a fault");
        assert!(error.contains("unknown field `enabled`"), "{error}");
    }
}
