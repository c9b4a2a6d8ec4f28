//! The formats that `pack --from` and `unpack --to` know, as arguments.

use clap::ValueEnum;
use clap::builder::PossibleValue;

use crate::exchange::{Source, Target};

/// What `pack` takes files for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// Articles, as they are.
    Files,
    /// What each seems to be.
    Auto,
    /// Files of this format.
    Format(Source),
}

impl ValueEnum for From {
    fn value_variants<'a>() -> &'a [From] {
        &[
            From::Files,
            From::Auto,
            From::Format(Source::Txtar),
            From::Format(Source::Repomix),
            From::Format(Source::Gitingest),
            From::Format(Source::FilesToPrompt),
            From::Format(Source::Html),
            From::Format(Source::Markdown),
            From::Format(Source::Warc),
            From::Format(Source::Feed),
        ]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let (name, help) = match self {
            From::Files => ("files", "Every file an article, byte for byte"),
            From::Auto => (
                "auto",
                "What each file seems to be; one that seems none of these, as it is",
            ),
            From::Format(source) => (
                source.name(),
                match source {
                    Source::Txtar => "Archives of the Go tools: `-- NAME --` lines",
                    Source::Repomix => "What repomix writes: XML, Markdown, plain",
                    Source::Gitingest => "What gitingest writes",
                    Source::FilesToPrompt => "What files-to-prompt writes, with or without --cxml",
                    Source::Html => {
                        "Web pages: their main text; title, date, publisher, URL as attributes"
                    }
                    Source::Markdown => "Pages in Markdown: front matter as attributes",
                    Source::Warc => "Archives of web pages, .warc or .warc.gz",
                    Source::Feed => "RSS, Atom and JSON feeds",
                },
            ),
        };
        let value = PossibleValue::new(name).help(help);
        Some(match self {
            From::Format(Source::Feed) => value.aliases(["rss", "atom"]),
            From::Format(Source::Repomix) => value.aliases([
                "repomix-xml",
                "repomix-parsable",
                "repomix-markdown",
                "repomix-plain",
            ]),
            From::Format(Source::FilesToPrompt) => value.aliases(["files-to-prompt-xml", "cxml"]),
            _ => value,
        })
    }
}

impl ValueEnum for Target {
    fn value_variants<'a>() -> &'a [Target] {
        &Target::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let help = match self {
            Target::Txtar => "An archive of the Go tools",
            Target::RepomixXml => "As repomix writes by default; nothing is escaped",
            Target::RepomixParsable => "As repomix --parsable-style: well-formed XML",
            Target::RepomixMarkdown => "As repomix --style markdown",
            Target::RepomixPlain => "As repomix --style plain",
            Target::Gitingest => "As gitingest writes",
            Target::FilesToPrompt => "As files-to-prompt writes by default",
            Target::FilesToPromptXml => "As files-to-prompt --cxml; nothing is escaped",
            Target::Markdown => "A folder of pages, attributes as front matter",
        };
        let value = PossibleValue::new(self.name()).help(help);
        Some(match self {
            Target::RepomixXml => value.alias("repomix"),
            Target::FilesToPromptXml => value.alias("cxml"),
            _ => value,
        })
    }
}
