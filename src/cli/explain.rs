//! `variorum explain`: a rule's page.

use std::io::Write;

use super::Status;
use crate::rules::Rule;

/// Say what a rule reports, why, and how to mend it
#[derive(clap::Args)]
pub struct Arguments {
    /// The rule's name, such as `unbalanced-delimiter`; without one, all rules are listed
    rule: Option<String>,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> anyhow::Result<Status> {
    let mut out = std::io::stdout().lock();
    let Some(name) = &arguments.rule else {
        for rule in Rule::ALL {
            let page = rule.page();
            let first = page.split("## What it does\n").nth(1).unwrap_or_default();
            let end = first.find(['.', ':', ';']).unwrap_or(first.len());
            let line = first[..end].replace('\n', " ");
            writeln!(
                out,
                "{:22} {:8} {}",
                rule.name(),
                rule.level().name(),
                line.trim()
            )?;
        }
        return Ok(Status::Clean);
    };
    let Some(rule) = Rule::named(name.trim()) else {
        anyhow::bail!("there is no rule `{name}`{}", meant(name));
    };
    let page = rule.page();
    let (title, rest) = page.split_once('\n').unwrap_or((&page, ""));
    writeln!(
        out,
        "{title}\n\nDefault level: {}.\n{rest}",
        rule.level().name()
    )?;
    Ok(Status::Clean)
}

/// The rule that a misspelled name is nearest to.
fn meant(name: &str) -> String {
    let name = name.trim().to_lowercase().replace(['_', ' '], "-");
    let nearest = Rule::ALL
        .iter()
        .map(|rule| (strsim::jaro_winkler(&name, rule.name()), rule));
    match nearest.max_by(|(a, _), (b, _)| a.total_cmp(b)) {
        Some((score, rule)) if score > 0.7 => format!("; did you mean `{}`?", rule.name()),
        _ => ": `variorum explain` lists them all".to_owned(),
    }
}
