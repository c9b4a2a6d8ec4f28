//! Annotations of GitHub: workflow commands, which its runner reads from a job's output.
//!
//! `::warning file=…,line=…,endLine=…,col=…,endColumn=…,title=…::message`. Columns are counted from 1, and understood only
//! where an annotation is for a single line; elsewhere they are left out.

use std::io::{self, Write};

use super::place::Location;
use super::text::RELATED;
use super::{Entry, Paths, Printer, Reported, Run};
use crate::rules::Level;

/// See the module's head.
pub struct Github {
    /// How bundles are called.
    pub paths: Paths,
}

impl Printer for Github {
    fn bundle(&mut self, bundle: &Reported, out: &mut dyn Write) -> io::Result<()> {
        for finding in bundle.open() {
            self.annotation(finding, out)?;
        }
        Ok(())
    }

    fn end(&mut self, run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        for error in run.errors {
            writeln!(out, "::error title=variorum::{}", data(error))?;
        }
        Ok(())
    }
}

impl Github {
    fn annotation(&self, finding: &Entry, out: &mut dyn Write) -> io::Result<()> {
        let command = match finding.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "notice",
        };
        let (start, end) = (finding.location.start, finding.location.end);
        let last = last_line(&finding.location);
        write!(
            out,
            "::{command} file={},line={},endLine={last}",
            property(&self.paths.relative(&finding.location.path)),
            start.line,
        )?;
        if start.line == end.line {
            write!(out, ",col={},endColumn={}", start.column, end.column)?;
        }
        let title = property(finding.rule.name());
        write!(out, ",title={title}::{}", data(&finding.message))?;
        for related in finding.related.iter().take(RELATED) {
            let line = format!(
                "\n{}:{}: {}",
                self.paths.relative(&related.location.path),
                related.location.start.line,
                related.message
            );
            write!(out, "{}", data(&line))?;
        }
        writeln!(out)
    }
}

/// The last line of which a place has anything: one that ends at the start of a line has nothing of it.
pub(super) fn last_line(location: &Location) -> usize {
    let (start, end) = (location.start, location.end);
    if end.column == 1 && end.line > start.line {
        end.line - 1
    } else {
        end.line
    }
}

/// Text for what follows the second `::`. A line end in it would end the command, and what stands after could be another.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Text for the value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_gives_no_command() {
        let name = "a, b: 100 %\r\n::error::owned";
        assert_eq!(data(name), "a, b: 100 %25%0D%0A::error::owned");
        assert_eq!(
            property(name),
            "a%2C b%3A 100 %25%0D%0A%3A%3Aerror%3A%3Aowned"
        );
    }
}
