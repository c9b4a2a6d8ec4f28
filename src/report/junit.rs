//! A JUnit report, as Jenkins and most others read it: a suite for each bundle, and in it a case for each finding.
//!
//! A finding fails its case where it is one that the exit status follows (`--fail-on`); one below that passes, and says
//! what it has to say as output; one that is allowed or in the baseline is skipped. A bundle without findings passes one
//! case, so that it is seen to have been checked. What could not be checked is an error.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::xml::{attribute, characters};
use super::{Entry, Paths, Printer, Reported, Run};
use crate::rules::Level;

/// See the module's head.
pub struct Junit {
    /// How bundles are called.
    pub paths: Paths,
    /// The least level that fails a case; none where nothing does.
    pub fail_on: Option<Level>,
}

impl Printer for Junit {
    fn start(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let mut xml = Writer::new_with_indent(&mut *out, b' ', 2);
        xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        let root = BytesStart::new("testsuites").with_attributes([("name", "variorum")]);
        xml.write_event(Event::Start(root))?;
        writeln!(out)
    }

    fn bundle(&mut self, bundle: &Reported, out: &mut dyn Write) -> io::Result<()> {
        let path = self.paths.relative(&bundle.path);
        let all = &bundle.findings;
        let failures = all.iter().filter(|f| self.fails(f)).count();
        let skipped = all.iter().filter(|f| f.suppressed.is_some()).count();
        let numbers = [all.len().max(1), failures, skipped].map(|n| n.to_string());
        let [tests, failures, skipped] = &numbers;
        let mut xml = Writer::new_with_indent(&mut *out, b' ', 2);
        xml.create_element("testsuite")
            .with_attribute(attribute("name", &path))
            .with_attributes([
                ("tests", &**tests),
                ("failures", failures),
                ("errors", "0"),
                ("skipped", skipped),
            ])
            .write_inner_content(|xml| {
                if all.is_empty() {
                    xml.create_element("testcase")
                        .with_attribute(("name", "nothing found"))
                        .with_attribute(attribute("classname", &path))
                        .write_empty()?;
                }
                all.iter()
                    .try_for_each(|finding| self.case(&path, finding, xml))
            })?;
        writeln!(out)
    }

    fn end(&mut self, run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        let mut xml = Writer::new_with_indent(&mut *out, b' ', 2);
        if !run.errors.is_empty() {
            let count = run.errors.len().to_string();
            xml.create_element("testsuite")
                .with_attributes([
                    ("name", "variorum"),
                    ("tests", &count),
                    ("failures", "0"),
                    ("errors", &count),
                    ("skipped", "0"),
                ])
                .write_inner_content(|xml| {
                    run.errors.iter().try_for_each(|error| fault(error, xml))
                })?;
        }
        xml.write_event(Event::End(BytesEnd::new("testsuites")))?;
        writeln!(out)
    }
}

impl Junit {
    fn fails(&self, finding: &Entry) -> bool {
        finding.suppressed.is_none() && self.fail_on.is_some_and(|least| finding.level >= least)
    }

    fn case<W: Write>(&self, path: &str, finding: &Entry, xml: &mut Writer<W>) -> io::Result<()> {
        let start = finding.location.start;
        let name = format!("{}:{}: {}", start.line, start.column, finding.rule.name());
        let said = self.said(finding);
        xml.create_element("testcase")
            .with_attribute(attribute("name", &name))
            .with_attribute(attribute("classname", path))
            .write_inner_content(|xml| {
                if let Some(suppressed) = &finding.suppressed {
                    xml.create_element("skipped")
                        .with_attribute(attribute("message", &suppressed.reason()))
                        .write_empty()?;
                } else if self.fails(finding) {
                    xml.create_element("failure")
                        .with_attribute(attribute("message", &finding.message))
                        .with_attribute(("type", finding.level.name()))
                        .write_text_content(BytesText::new(&said))?;
                } else {
                    xml.create_element("system-out")
                        .write_text_content(BytesText::new(&said))?;
                }
                Ok(())
            })?;
        Ok(())
    }

    /// A finding with all of its places, a line each.
    fn said(&self, finding: &Entry) -> String {
        let (level, rule) = (finding.level.name(), finding.rule.name());
        let mut said = format!("{level}[{rule}]: {}\n", finding.message);
        let own = (&finding.location, "");
        let others = finding
            .related
            .iter()
            .map(|r| (&r.location, r.message.as_str()));
        for (location, message) in std::iter::once(own).chain(others) {
            let path = self.paths.relative(&location.path);
            said += &format!("  {path}:{}:{}", location.start.line, location.start.column);
            if let Some(article) = &location.article {
                said += &format!(", in `{article}`");
            }
            if !message.is_empty() {
                said += &format!(": {message}");
            }
            said.push('\n');
        }
        characters(&said).into_owned()
    }
}

/// Something that could not be checked.
fn fault<W: Write>(error: &str, xml: &mut Writer<W>) -> io::Result<()> {
    xml.create_element("testcase")
        .with_attributes([("name", "could not be checked"), ("classname", "variorum")])
        .write_inner_content(|xml| {
            xml.create_element("error")
                .with_attribute(attribute("message", error))
                .with_attribute(("type", "error"))
                .write_empty()?;
            Ok(())
        })?;
    Ok(())
}
