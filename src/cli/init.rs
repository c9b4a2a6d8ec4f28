//! `variorum init`: a `variorum.toml` to begin with. Its text comes from the JSON schema, which is made from the types that
//! read the file, and its examples from the page for users: neither can say what the program does not.

use std::path::PathBuf;

use anyhow::{Context, bail};
use serde_json::{Map, Value};

use super::{Status, output};
use crate::workspace::config::FILE_NAME;

/// Write a variorum.toml in which every setting stands as a comment
#[derive(clap::Args)]
pub struct Arguments {
    /// The folder; it counts for the bundles in it and below it
    #[arg(default_value = ".")]
    folder: PathBuf,
    /// Replace the file that is there
    #[arg(long)]
    force: bool,
}

/// Columns that comments are made for.
const WIDTH: usize = 100;

/// Runs the command.
pub fn run(arguments: &Arguments) -> anyhow::Result<Status> {
    let path = arguments.folder.join(FILE_NAME);
    let path = path.strip_prefix(".").unwrap_or(&path);
    if !arguments.force && path.symlink_metadata().is_ok() {
        bail!("`{}` is there already: --force replaces it", path.display());
    }
    output::replace(path, text()?.as_bytes())?;
    output::say(
        "written",
        &format!("{}: every setting, as comments", path.display()),
    );
    Ok(Status::Clean)
}

/// The file's text.
fn text() -> anyhow::Result<String> {
    let schema: Value = serde_json::from_str(include_str!("../../docs/variorum.schema.json"))
        .context("the schema that is built in cannot be read")?;
    let mut text = comment(said(&schema));
    text += "#\n";
    text += &comment(
        "Nothing is set yet. What begins with `#` and no blank is a setting: it shows what holds anyway, or an example.",
    );
    for Section { key, example } in sections() {
        let property = &schema["properties"][key];
        text += "\n";
        text += &comment(said(property));
        text += &match key {
            "rules" => {
                let empty = Map::new();
                let rules = property["properties"].as_object().unwrap_or(&empty);
                let line =
                    |(rule, level): (&String, &Value)| format!("#{rule} = {}\n", level["default"]);
                format!("#[rules]\n{}", rules.iter().map(line).collect::<String>())
            }
            "copies" => format!("#[copies]\n{}", numbers(&schema["$defs"]["Copies"])),
            _ => example.lines().map(|line| format!("#{line}\n")).collect(),
        };
    }
    Ok(text)
}

/// The keys of a table with what they say, and the numbers that hold unless given.
fn numbers(table: &Value) -> String {
    let empty = Map::new();
    let keys = table["properties"].as_object().unwrap_or(&empty);
    let mut text = String::new();
    for (key, property) in keys {
        let (says, default) = said(property).split_once(" Default ").unwrap_or_default();
        text += &comment(says);
        text += &format!("#{key} = {}\n", default.trim_end_matches('.'));
    }
    text
}

fn said(property: &Value) -> &str {
    property["description"].as_str().unwrap_or_default()
}

/// A key of the file, in the order of the page for users.
struct Section {
    key: &'static str,
    example: &'static str,
}

fn sections() -> impl Iterator<Item = Section> {
    let page = include_str!("../../docs/configuration.md");
    page.split("\n### `").skip(1).map(|section| {
        let (title, body) = section.split_once('`').unwrap_or_default();
        let example = body.split_once("```toml\n").unwrap_or_default().1;
        Section {
            key: title.trim_matches(['[', ']']),
            example: example.split_once("```").unwrap_or_default().0,
        }
    })
}

/// Text as comments, its lines broken at blanks.
fn comment(text: &str) -> String {
    let (mut all, mut line) = (String::new(), String::from("#"));
    for word in text.split_whitespace() {
        if line.chars().count() + 1 + word.chars().count() > WIDTH {
            all += &line;
            all.push('\n');
            line = String::from("#");
        }
        line.push(' ');
        line += word;
    }
    all + &line + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::Keywords;
    use crate::workspace::bundle::Settings;
    use crate::workspace::config::Config;

    fn settings(text: &str) -> Settings {
        let config =
            Config::parse(FILE_NAME, text).unwrap_or_else(|fault| panic!("{fault}\n{text}"));
        config.settings(Some("a.bundle"), Keywords::default())
    }

    /// The text with its settings no comments any more.
    fn set(text: &str) -> String {
        let line = |line: &str| match line.strip_prefix('#') {
            Some(setting) if !setting.starts_with([' ', '#']) => format!("{setting}\n"),
            _ => format!("{line}\n"),
        };
        text.lines().map(line).collect()
    }

    #[test]
    fn as_it_is_written_it_changes_nothing() {
        let text = text().unwrap();
        assert_eq!(
            format!("{:?}", settings(&text)),
            format!("{:?}", settings(""))
        );
        assert!(
            text.lines()
                .all(|line| line.is_empty() || line.starts_with('#'))
        );
        assert!(
            text.lines().all(|line| line.chars().count() <= WIDTH),
            "{text}"
        );
    }

    #[test]
    fn every_setting_of_it_can_be_used() {
        let text = set(&text().unwrap());
        let with = settings(&text);
        assert_eq!(with.copies, settings("").copies, "what holds anyway");
        let config = Config::parse(FILE_NAME, &text).unwrap();
        assert!(config.baseline.is_some() && !config.allows.is_empty() && !with.aliases.is_empty());
    }

    #[test]
    fn it_has_every_key() {
        let schema: Value =
            serde_json::from_str(include_str!("../../docs/variorum.schema.json")).unwrap();
        let keys = schema["properties"].as_object().unwrap().keys();
        let known: Vec<&str> = sections().map(|section| section.key).collect();
        for key in keys.filter(|key| *key != "$schema") {
            assert!(
                known.contains(&key.as_str()),
                "docs/configuration.md has no section on {key}"
            );
        }
        assert!(sections().all(|section| !section.example.is_empty()));
    }
}
