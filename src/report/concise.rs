//! A line a finding, for people and for editors that read `path:line:column: …`.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::text::{self, plain};
use super::{Printer, Reported, Run};
use crate::rules::Level;

/// See the module's head.
pub struct Concise {
    /// Whether nothing but findings is wanted.
    pub quiet: bool,
}

impl Printer for Concise {
    fn bundle(&mut self, bundle: &Reported, out: &mut dyn Write) -> io::Result<()> {
        let (bold, faint) = (Style::new().bold(), Style::new().dimmed());
        for finding in bundle.open() {
            let level = style(finding.level);
            let start = finding.location.start;
            writeln!(
                out,
                "{bold}{}{bold:#}{faint}:{faint:#}{}{faint}:{faint:#}{}{faint}:{faint:#} {level}{}[{}]{level:#} {}",
                plain(&finding.location.path),
                start.line,
                start.column,
                finding.level.name(),
                finding.rule.name(),
                plain(&finding.message),
            )?;
        }
        Ok(())
    }

    fn end(&mut self, run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        if self.quiet {
            return Ok(());
        }
        text::close(run, out)
    }
}

/// The colours of levels, which are those of the full report.
pub(super) fn style(level: Level) -> Style {
    let colour = match level {
        Level::Error => AnsiColor::BrightRed,
        Level::Warning => AnsiColor::Yellow,
        Level::Note => AnsiColor::BrightGreen,
    };
    Style::new().bold().fg_color(Some(colour.into()))
}
