//! The templates, the style and the script, which are part of the program.

use std::io::{self, Write};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, UndefinedBehavior, Value};
use sha2::{Digest, Sha256};

macro_rules! sources {
    ($($name:literal),* $(,)?) => {
        /// Each file by its name.
        const SOURCES: &[(&str, &str)] = &[$(($name, include_str!(concat!("templates/", $name)))),*];
    };
}

sources![
    "alike.html",
    "figures.html",
    "findings.html",
    "foot.html",
    "head.html",
    "macros.html",
    "overview.html",
    "page.css",
    "page.js",
    "people.html",
    "quotes.html",
    "text.html",
    "texts.html",
    "timeline.html",
];

/// See the module's head.
pub(super) struct Engine {
    environment: Environment<'static>,
}

impl Engine {
    /// Reads the templates.
    pub(super) fn new() -> io::Result<Engine> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
        let syntax = SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .build();
        environment.set_syntax(syntax.map_err(io::Error::other)?);
        environment.add_filter("parted", |count: usize| {
            crate::queries::figures::parted(&count.to_string())
        });
        for (name, _) in SOURCES
            .iter()
            .filter(|(name, _)| !name.starts_with("page."))
        {
            let source = read(name)?;
            let added = environment.add_template_owned(*name, source);
            added.map_err(io::Error::other)?;
        }
        Ok(Engine { environment })
    }

    /// A file that is no template.
    #[expect(clippy::unused_self, reason = "the files are the engine's")]
    pub(super) fn source(&self, name: &str) -> io::Result<String> {
        read(name)
    }

    /// Writes a template.
    pub(super) fn write(&self, name: &str, with: Value, to: &mut dyn Write) -> io::Result<()> {
        let template = self.environment.get_template(name);
        let text = template.and_then(|template| template.render(with));
        to.write_all(text.map_err(io::Error::other)?.as_bytes())
    }
}

/// A file as it was compiled in; while the page is worked on, as it is in the folder that a variable names.
fn read(name: &str) -> io::Result<String> {
    #[cfg(debug_assertions)]
    if let Some(folder) = std::env::var_os("VARIORUM_REPORT_TEMPLATES") {
        return std::fs::read_to_string(std::path::Path::new(&folder).join(name));
    }
    let known = SOURCES.iter().find(|(known, _)| *known == name);
    known
        .map(|(_, source)| (*source).to_owned())
        .ok_or_else(|| io::ErrorKind::NotFound.into())
}

/// What the page may load and run: its own style and script, and nothing else.
pub(super) fn policy(style: &str, script: &str) -> String {
    let hash = |text: &str| BASE64_STANDARD.encode(Sha256::digest(text.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        hash(style),
        hash(script)
    )
}
