//! `variorum show-config`: what a bundle is read by, and where that is set.

use std::io::Write;
use std::path::{Path, PathBuf};

use anstyle::Style;
use anyhow::{Context, anyhow, bail};

use super::check::levers::Levers;
use super::config::{self, Applied, Setup};
use super::files::STDIN;
use super::{Status, output};
use crate::rules::Rule;
use crate::workspace::config::provenance::{Held, Provenance};
use crate::workspace::levels::Severity;

/// Say what configuration holds for a bundle, and where each value is set
///
/// What is printed is a variorum.toml itself, with the origin of each value as a comment: a line of a file, the command line,
/// or the program's own default.
#[derive(clap::Args)]
pub struct Arguments {
    /// The bundle, which need not be there; `-` for standard input
    path: PathBuf,
    #[command(flatten, next_help_heading = "Rules")]
    levers: Levers,
    #[command(flatten, next_help_heading = "Configuration")]
    config: config::Options,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> anyhow::Result<Status> {
    let path = &arguments.path;
    if path.is_dir() {
        bail!(
            "`{}` is a folder: name a bundle, since some settings are for some paths",
            path.display()
        );
    }
    let mut setup = Setup::with_levers(&arguments.config, arguments.levers.clone())?;
    let file = (path != Path::new(STDIN)).then_some(path.as_path());
    let applied = setup.of_file(file)?;
    let applied = applied.ok_or_else(|| anyhow!("its configuration cannot be used"))?;
    let text = match applied.configuration.file() {
        Some(file) => std::fs::read_to_string(&file)
            .with_context(|| format!("cannot read `{}`", applied.configuration.path))?,
        None => String::new(),
    };
    let mut out = anstream::stdout().lock();
    print(arguments, &applied, &text, &mut out)
        .and_then(|()| out.flush())
        .context(output::UNWRITTEN)?;
    Ok(Status::Clean)
}

/// The column that origins stand in, where there is room.
const COLUMN: usize = 44;

fn print(
    arguments: &Arguments,
    applied: &Applied,
    text: &str,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let faint = Style::new().dimmed();
    let name = &applied.configuration.path;
    let provenance = Provenance::new(text, &applied.configuration.config);
    let path = applied.path.as_deref();
    let known = match (name.is_empty(), path) {
        (true, _) => "no configuration counts for it".to_owned(),
        (false, Some(path)) => format!("{name} counts for it, as {path}"),
        (false, None) => format!("{name} counts for it"),
    };
    let shown = arguments.path.display();
    writeln!(
        out,
        "{faint}# {}{faint:#}",
        shown_plainly(&format!("{shown}: {known}"))
    )?;
    let mut header = "";
    for held in provenance.held(path) {
        let held = with_options(held, arguments, applied);
        if held.0.header != header {
            header = held.0.header;
            writeln!(out, "\n{header}")?;
        }
        let (
            Held {
                key, value, line, ..
            },
            by_option,
        ) = held;
        let from = match (by_option, line) {
            (Some(KEYWORD), Some(line)) => format!("{name}:{line}, {KEYWORD}"),
            (Some(option), _) => option.to_owned(),
            (None, Some(line)) => format!("{name}:{line}"),
            (None, None) => "default".to_owned(),
        };
        let setting = match value {
            Some(value) => format!("{key} = {value}"),
            None => format!("# {key}: none"),
        };
        writeln!(out, "{setting:COLUMN$}{faint}# {from}{faint:#}")?;
    }
    for entry in provenance.entries(path) {
        writeln!(
            out,
            "\n{:COLUMN$}{faint}# {name}:{}{faint:#}",
            entry.header, entry.line
        )?;
        for (key, value) in entry.keys {
            writeln!(out, "{key} = {value}")?;
        }
    }
    Ok(())
}

const KEYWORD: &str = "--keyword";
const RULES: &str = "command line";

/// A value as options leave it, and the option that sets it.
fn with_options(
    mut held: Held,
    arguments: &Arguments,
    applied: &Applied,
) -> (Held, Option<&'static str>) {
    if held.key == "keywords" && !arguments.config.keywords().is_empty() {
        let mut words = arguments.config.keywords().to_vec();
        words.extend_from_slice(&applied.configuration.config.keywords);
        let words: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
        held.value = Some(format!("[{}]", words.join(", ")));
        return (held, Some(KEYWORD));
    }
    let rule = Rule::named(&held.key).filter(|_| held.header == "[rules]");
    let Some(rule) = rule.filter(|&rule| arguments.levers.decides(rule)) else {
        return (held, None);
    };
    let severity = applied.settings.policy.levels.get(rule);
    let severity = severity.unwrap_or(Severity::At(rule.level()));
    let now = format!("\"{}\"", severity.name());
    if held.value.as_ref() == Some(&now) {
        return (held, None); // selected, and as it is anyway
    }
    held.value = Some(now);
    (held, Some(RULES))
}

/// A path for a comment: a line end in it would end that.
fn shown_plainly(text: &str) -> String {
    let plain = |c: char| if c.is_control() { '\u{fffd}' } else { c };
    text.chars().map(plain).collect()
}
