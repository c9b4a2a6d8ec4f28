//! `variorum explain`: a rule's page.

use std::io::Write;

use anyhow::{Context, anyhow};

use super::{Status, output};
use crate::rules::Rule;

/// Say what a rule reports, why, and how to mend it
#[derive(clap::Args)]
pub struct Arguments {
    /// The rule's name, such as `unbalanced-delimiter`; without one, all rules are listed
    rule: Option<String>,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> anyhow::Result<Status> {
    let text = match &arguments.rule {
        None => Rule::ALL.iter().map(|&rule| in_brief(rule)).collect(),
        Some(name) => page(Rule::find(name).map_err(|fault| anyhow!(fault))?),
    };
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .context(output::UNWRITTEN)?;
    Ok(Status::Clean)
}

/// A rule in a line: its name, its level, the start of what it does.
fn in_brief(rule: Rule) -> String {
    let page = rule.page();
    let does = page.split("## What it does\n").nth(1).unwrap_or_default();
    let end = does.find(['.', ':', ';']).unwrap_or(does.len());
    let line = does[..end].replace('\n', " ");
    format!(
        "{:22} {:8} {}\n",
        rule.name(),
        rule.level().name(),
        line.trim()
    )
}

fn page(rule: Rule) -> String {
    let page = rule.page();
    let (title, rest) = page.split_once('\n').unwrap_or((&page, ""));
    let level = rule.level().name();
    format!("{title}\n\nDefault level: {level}.\n{}\n", rest.trim_end())
}
