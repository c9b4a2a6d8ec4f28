//! The XML report of Checkstyle, which many programs read.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, Event};

use super::xml::attribute;
use super::{Entry, Paths, Printer, Reported, Run};
use crate::rules::Level;

/// See the module's head.
pub struct Checkstyle {
    /// How bundles are called.
    pub paths: Paths,
}

/// The version of Checkstyle whose reports ours are like. Readers look for the attribute; what it says matters to none.
const VERSION: &str = "4.3";

impl Printer for Checkstyle {
    fn start(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let mut xml = Writer::new_with_indent(&mut *out, b' ', 2);
        xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        let root = BytesStart::new("checkstyle").with_attributes([("version", VERSION)]);
        xml.write_event(Event::Start(root))?;
        writeln!(out)
    }

    fn bundle(&mut self, bundle: &Reported, out: &mut dyn Write) -> io::Result<()> {
        let mut xml = Writer::new_with_indent(&mut *out, b' ', 2);
        let path = self.paths.relative(&bundle.path);
        let file = xml
            .create_element("file")
            .with_attribute(attribute("name", &path));
        if bundle.open().next().is_none() {
            file.write_empty()?;
        } else {
            file.write_inner_content(|xml| {
                bundle.open().try_for_each(|finding| error(finding, xml))
            })?;
        }
        writeln!(out)
    }

    fn end(&mut self, _: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        let mut xml = Writer::new(&mut *out);
        xml.write_event(Event::End(BytesEnd::new("checkstyle")))?;
        writeln!(out)
    }
}

fn error<W: Write>(finding: &Entry, xml: &mut Writer<W>) -> io::Result<()> {
    let start = finding.location.start;
    let severity = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "info",
    };
    let (line, column) = (start.line.to_string(), start.column.to_string());
    let source = format!("variorum.{}", finding.rule.name());
    xml.create_element("error")
        .with_attributes([
            ("line", &*line),
            ("column", &*column),
            ("severity", severity),
        ])
        .with_attribute(attribute("message", &finding.message))
        .with_attribute(attribute("source", &source))
        .write_empty()?;
    Ok(())
}
