//! A few lines of text with emphasis and links, written as Markdown or plain.

use crate::rules::Place;

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span {
    /// As it is.
    Text(String),
    /// What a line is about.
    Strong(String),
    /// To the letter: a spelling, a number.
    Code(String),
    /// Words that are elsewhere and not here.
    Added(String),
    /// Words that are here and not elsewhere.
    Dropped(String),
    /// Text that leads to a place.
    Link(String, Place),
    /// The number of the line of a place, which leads there.
    Line(Place),
}

/// A line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// Whether it is an item of a list.
    pub is_item: bool,
    /// Its pieces.
    pub spans: Vec<Span>,
}

impl Line {
    /// A line that is no item, with nothing on it.
    pub fn new() -> Line {
        Line::default()
    }

    /// An item with nothing on it.
    pub fn item() -> Line {
        Line {
            is_item: true,
            spans: Vec::new(),
        }
    }

    /// Adds a piece.
    #[must_use]
    pub fn with(mut self, span: Span) -> Line {
        self.spans.push(span);
        self
    }

    /// Adds text.
    #[must_use]
    pub fn text(self, text: impl Into<String>) -> Line {
        self.with(Span::Text(text.into()))
    }
}

/// Where places are for the reader.
pub trait Targets {
    /// The address of a place, if it can be had.
    fn address(&self, place: &Place) -> Option<String>;
    /// The line in the file that a place begins on, from 1.
    fn line(&self, place: &Place) -> u32;
}

/// Lines as Markdown of the kind that has `~~struck~~` words.
pub fn markdown(lines: &[Line], targets: &impl Targets) -> String {
    let mut out = String::new();
    for (number, line) in lines.iter().enumerate() {
        let after_item = number
            .checked_sub(1)
            .and_then(|before| lines.get(before))
            .is_some_and(|before| before.is_item);
        out += match number {
            0 => "",
            _ if line.is_item && after_item => "\n",
            _ => "\n\n",
        };
        if line.is_item {
            out += "- ";
        }
        let mut written = String::new();
        for span in &line.spans {
            span.markdown(targets, &mut written);
        }
        out += &unlisted(&written);
    }
    out
}

/// Lines as plain text: `{+added+}`, `[-dropped-]`.
pub fn plain(lines: &[Line], targets: &impl Targets) -> String {
    let mut out = String::new();
    for (number, line) in lines.iter().enumerate() {
        if number > 0 {
            out.push('\n');
        }
        if line.is_item {
            out += "- ";
        }
        for span in &line.spans {
            span.plain(targets, &mut out);
        }
    }
    out
}

impl Span {
    fn markdown(&self, targets: &impl Targets, out: &mut String) {
        match self {
            Span::Text(text) => escape(text, out),
            Span::Strong(text) | Span::Added(text) => wrap("**", text, out),
            Span::Dropped(text) => wrap("~~", text, out),
            Span::Code(text) => code(text, out),
            Span::Link(text, place) => link(text, place, targets, out),
            Span::Line(place) => link(&targets.line(place).to_string(), place, targets, out),
        }
    }

    fn plain(&self, targets: &impl Targets, out: &mut String) {
        match self {
            Span::Text(text) | Span::Strong(text) | Span::Code(text) => *out += text,
            Span::Added(text) => {
                out.push_str("{+");
                *out += text;
                out.push_str("+}");
            }
            Span::Dropped(text) => {
                out.push_str("[-");
                *out += text;
                out.push_str("-]");
            }
            Span::Link(text, place) => {
                *out += text;
                *out += &format!(":{}", targets.line(place));
            }
            Span::Line(place) => *out += &targets.line(place).to_string(),
        }
    }
}

fn link(text: &str, place: &Place, targets: &impl Targets, out: &mut String) {
    let Some(address) = targets.address(place) else {
        escape(text, out);
        return;
    };
    out.push('[');
    escape(text, out);
    out.push_str("](");
    // Parentheses would end the address, blanks too.
    for c in address.chars() {
        match c {
            '(' => *out += "%28",
            ')' => *out += "%29",
            ' ' => *out += "%20",
            _ => out.push(c),
        }
    }
    out.push(')');
}

/// Puts marks around text: within the blanks at its ends, where marks would mean nothing.
fn wrap(marks: &str, text: &str, out: &mut String) {
    let inner = text.trim();
    if inner.is_empty() {
        *out += text;
        return;
    }
    *out += marks;
    escape(inner, out);
    *out += marks;
}

/// Text to the letter, in as many backticks as it takes.
fn code(text: &str, out: &mut String) {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let marks = "`".repeat(longest + 1);
    let blank = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    *out += &format!("{marks}{blank}{text}{blank}{marks}");
}

/// Text so that Markdown shows it as it is.
fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' | '|' | '&' => {
                out.push('\\');
                out.push(c);
            }
            '\n' | '\r' | '\t' => out.push(' '),
            _ => out.push(c),
        }
    }
}

/// A line that does not begin as a heading or an item of a list would.
fn unlisted(line: &str) -> String {
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = line.len() - digits.len();
    match digits.chars().next() {
        Some('#' | '+' | '-' | '=' | ':') if number == 0 => format!("\\{line}"),
        Some('.' | ')') if number > 0 => format!("{}\\{digits}", &line[..number]),
        _ => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Nowhere;

    impl Targets for Nowhere {
        fn address(&self, place: &Place) -> Option<String> {
            Some(format!("file:///a(b).txt#L{}", place.start))
        }

        fn line(&self, place: &Place) -> u32 {
            place.start as u32
        }
    }

    fn place(start: usize) -> Place {
        Place {
            document: 0,
            anchor: None,
            start,
            end: start,
        }
    }

    #[test]
    fn both_ways_of_writing() {
        let lines = [
            Line::new()
                .with(Span::Strong("Ada *Hale*".to_owned()))
                .text(" & <b>1_2</b>, line ")
                .with(Span::Line(place(7))),
            Line::item()
                .with(Span::Link("a_b.txt".to_owned(), place(3)))
                .text(": “We ")
                .with(Span::Dropped("will ".to_owned()))
                .with(Span::Added("can".to_owned()))
                .text("”"),
            Line::item().with(Span::Code("a`b".to_owned())),
        ];
        assert_eq!(
            markdown(&lines, &Nowhere),
            "**Ada \\*Hale\\*** \\& \\<b\\>1\\_2\\</b\\>, line [7](file:///a%28b%29.txt#L7)\n\n\
             - [a\\_b.txt](file:///a%28b%29.txt#L3): “We ~~will~~**can**”\n\
             - ``a`b``"
        );
        assert_eq!(
            plain(&lines, &Nowhere),
            "Ada *Hale* & <b>1_2</b>, line 7\n- a_b.txt:3: “We [-will -]{+can+}”\n- a`b"
        );
    }

    #[test]
    fn text_makes_no_headings_and_no_lists() {
        for (text, expected) in [
            ("# a", "\\# a"),
            ("- a", "\\- a"),
            ("12. a", "12\\. a"),
            ("12 a", "12 a"),
            ("a # b", "a # b"),
        ] {
            assert_eq!(markdown(&[Line::new().text(text)], &Nowhere), expected);
        }
    }
}
