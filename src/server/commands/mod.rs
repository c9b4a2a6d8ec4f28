//! What `workspace/executeCommand` can do: a file a command. Each says what it takes and gives, for those who write
//! clients; `docs/commands.md` lists them.

pub mod article;
pub mod bundles;
pub mod compare;
pub mod files;
pub mod reindex;
pub mod report;
pub mod sources;

use serde::de::DeserializeOwned;
use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types as lsp;

use super::ask::Reader;
use crate::bundle::order::Id;
use crate::bundle::{ArticleId, Role};

/// Reads the one argument of a command.
pub fn argument<T: DeserializeOwned>(command: &str, arguments: Vec<Value>) -> Result<T> {
    let mut arguments = arguments.into_iter();
    let (Some(argument), None) = (arguments.next(), arguments.next()) else {
        return Err(Error::invalid_params(format!(
            "`{command}` takes one argument, an object"
        )));
    };
    serde_json::from_value(argument)
        .map_err(|error| Error::invalid_params(format!("the argument of `{command}`: {error}")))
}

/// How an argument names an article: by its name, or by a place in it.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(untagged)]
pub enum Which {
    /// The first article of this name.
    Named(String),
    /// The article at this position.
    At(lsp::Position),
}

impl Which {
    /// The article, or what to say where there is none.
    pub fn find(&self, reader: &Reader<'_>) -> std::result::Result<ArticleId, String> {
        let document = reader.document();
        let found: Option<Id> = match self {
            Which::Named(name) => reader
                .shelf
                .corpus
                .named(reader.number, name)
                .first()
                .copied(),
            Which::At(position) => {
                let tree = document.tree();
                let anchor = tree.at(reader.offset(*position));
                anchor.filter(|&id| tree.role(id) == Role::Open)
            }
        };
        found
            .map(|id| document.article(id))
            .ok_or_else(|| match self {
                Which::Named(name) => format!("there is no article named `{name}` in this bundle"),
                Which::At(_) => "there is no article at this place".to_owned(),
            })
    }
}
