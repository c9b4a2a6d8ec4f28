//! One line, read as a marker: what it says by itself, before anything else in the file is known.
//!
//! [`read`] knows every dialect. Whether a line that reads as a marker *is* one here (`<<<END>>>` closes only in a file
//! whose blocks are closed so, a nonce open only by its nonce) is for the [`super::tree`] to say.

use std::ops::Range;

use super::arguments::{self, Arguments};
use super::keywords::{Keywords, blanks, word_after};

/// A line that is a marker, or nearly one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marker {
    /// Which part it could play.
    pub kind: Kind,
    /// The article's name: on an open marker its own, on a close marker the name echoed.
    pub name: Option<String>,
    /// Where the name stands in the line, in bytes, quotes left out; empty where there is none.
    pub name_range: Range<usize>,
    /// `key=value` pairs in their order, unknown ones too; the name is not among them.
    pub attributes: Vec<Attribute>,
    /// The nonce of an open marker (`<<<FILE a1b2 path=x>>>`); a close marker's stands in `name`.
    pub nonce: Option<String>,
    /// Which keyword of [`Keywords`] it uses; 0, `FILE`, where it needs none (`<<<END>>>`).
    pub keyword: u8,
    /// How it is spelled, so that a formatter can keep a file's own style.
    pub form: Form,
    /// What is wrong with the spelling, though it is read.
    pub slips: Slips,
}

/// Which part a line could play.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Opens an article.
    Open,
    /// An open marker that ends in `>>`: read as one only where nothing is open, since it is content anywhere else.
    ShortOpen,
    /// Closes the article.
    Close,
    /// A marker behind one or more `\`: a line of content that the reader takes one `\` from.
    Escaped,
    /// Content, but so near to a marker that one may have been meant.
    Near(Near),
}

/// Why a line is nearly a marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Near {
    /// White space before it.
    Indented,
    /// Other text before it on the line.
    Glued,
    /// Other text after it on the line.
    Followed,
    /// `<<<FLIE: a>>>`: one letter off.
    Misspelled,
    /// Too few `>`, or other than three to five brackets.
    Brackets,
}

/// How an open or a close marker is spelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Form {
    /// `<<<FILE: name>>>`
    Colon,
    /// `<<<FILE name>>>`
    NoColon,
    /// `<<<FILE path="name">>>`
    Attribute(NameKey),
    /// `<<<FILE name="name" BEGIN>>>`
    AttributeBegin(NameKey),
    /// `<<<BEGIN FILE: name>>>`
    Begin(Joint),
    /// `<<<FILE_START: name>>>` (`FILE_BEGIN` where `begin`)
    Start {
        /// `BEGIN` rather than `START`.
        begin: bool,
        /// What stands between the words.
        joint: Joint,
    },
    /// `<<<FILE>>>`
    Separator,
    /// `<<<END FILE>>>`
    End(Joint),
    /// `<<</FILE>>>`
    Slash,
    /// `<<<FILE_END>>>`
    FileEnd(Joint),
    /// `<<<END>>>`
    BareEnd,
    /// `<<<EOF>>>`
    Eof,
}

/// The attribute that holds the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)] // each is the key it names
pub enum NameKey {
    Path,
    Name,
    File,
    Filename,
}

impl NameKey {
    /// The key as written.
    pub fn as_str(self) -> &'static str {
        match self {
            NameKey::Path => "path",
            NameKey::Name => "name",
            NameKey::File => "file",
            NameKey::Filename => "filename",
        }
    }
}

/// What joins the two words of a marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Joint {
    /// `END FILE`
    Blank,
    /// `END_FILE`
    Underscore,
    /// `END-FILE`
    Hyphen,
    /// `ENDFILE`
    Nothing,
}

impl Joint {
    /// The joint as written.
    pub fn as_str(self) -> &'static str {
        match self {
            Joint::Blank => " ",
            Joint::Underscore => "_",
            Joint::Hyphen => "-",
            Joint::Nothing => "",
        }
    }
}

/// A `key=value` pair of a marker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// The key as written.
    pub key: String,
    /// The value, unquoted and unescaped.
    pub value: String,
    /// Where key and value stand in the line, in bytes.
    pub range: Range<usize>,
}

/// What is wrong with the spelling of a marker that is read all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Slips {
    /// Not three `<`, or not as many `>`.
    pub brackets: bool,
    /// A close marker one `>` short, or an open one read outside all blocks.
    pub short: bool,
    /// A bare name with a control character or `>`, an empty name after a colon, a broken JSON string.
    pub name: bool,
}

impl Slips {
    /// Whether there is anything to report.
    pub fn any(self) -> bool {
        self != Slips::default()
    }
}

impl Marker {
    fn content(kind: Kind) -> Marker {
        Marker {
            kind,
            name: None,
            name_range: 0..0,
            attributes: Vec::new(),
            nonce: None,
            keyword: 0,
            form: Form::Separator,
            slips: Slips::default(),
        }
    }

    /// The value of an attribute.
    pub fn attribute(&self, key: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|a| a.key.eq_ignore_ascii_case(key))
            .map(|a| a.value.as_str())
    }

    /// The rule names in `allow`, switched off for this article.
    pub fn allowed(&self) -> impl Iterator<Item = &str> {
        self.attribute("allow")
            .unwrap_or_default()
            .split([' ', ','])
            .filter(|s| !s.is_empty())
    }
}

/// Reads one line, its line end left out. `None`: plain content.
pub fn read(line: &str, keywords: &Keywords) -> Option<Marker> {
    let bytes = line.as_bytes();
    match bytes.first()? {
        b'<' => read_at_margin(line, keywords),
        b'\\' => {
            let rest = line.trim_start_matches('\\');
            keywords
                .looks_like_marker(rest)
                .then(|| Marker::content(Kind::Escaped))
        }
        _ => read_inside(line, keywords),
    }
}

/// A marker that does not stand at the margin: behind white space, or at the end of other text.
fn read_inside(line: &str, keywords: &Keywords) -> Option<Marker> {
    let at = line.rfind("<<<")?;
    let start = at - (line[..at].len() - line[..at].trim_end_matches('<').len());
    let mut marker = read_at_margin(&line[start..], keywords)?;
    if !matches!(marker.kind, Kind::Open | Kind::Close) || marker.slips.any() {
        return None;
    }
    let ranges = marker.attributes.iter_mut().map(|a| &mut a.range);
    for range in ranges.chain([&mut marker.name_range]) {
        *range = start + range.start..start + range.end;
    }
    let near = if line[..start].trim().is_empty() {
        Near::Indented
    } else {
        Near::Glued
    };
    // Prose that explains the format ends in a marker too, but it quotes it: `<<<END FILE>>>`
    Some(Marker {
        kind: Kind::Near(near),
        ..marker
    })
}

fn read_at_margin(line: &str, keywords: &Keywords) -> Option<Marker> {
    let trimmed = line.trim_end_matches([' ', '\t']);
    let opening = trimmed.len() - trimmed.trim_start_matches('<').len();
    if opening < 3 {
        return None; // `<<file:…>>` is real code
    }
    let closing = trimmed.len() - trimmed.trim_end_matches('>').len();
    let Some(inner) = trimmed.get(opening..trimmed.len() - closing) else {
        return None; // nothing but brackets
    };
    if closing == 0 {
        // A heredoc (`<<<FILE`), or a marker with text after it on its line.
        let end = trimmed.find(">>>")?;
        let marker = read_at_margin(&trimmed[..end + 3], keywords)?;
        let whole = matches!(marker.kind, Kind::Open | Kind::Close) && !marker.slips.any();
        return whole.then(|| Marker::content(Kind::Near(Near::Followed)));
    }
    if opening > 5 || closing > 5 {
        return None;
    }
    let words = read_words(inner, opening, keywords);
    // `<<<END FIL>>>` reads as an END that echoes a name.
    let words =
        words.filter(|m| m.form != Form::BareEnd || m.name.is_none() || !keywords.is_near(inner));
    let Some(mut marker) = words else {
        let near = closing >= 2 && keywords.is_near(inner);
        return near.then(|| Marker::content(Kind::Near(Near::Misspelled)));
    };
    marker.slips.brackets = opening != 3 || (closing >= 3 && closing != opening);
    match (marker.kind, closing) {
        (_, 3..) => {}
        (Kind::Close, 2) => marker.slips.short = true,
        (Kind::Open, 2) => {
            marker.kind = Kind::ShortOpen;
            marker.slips.short = true;
        }
        _ => return Some(Marker::content(Kind::Near(Near::Brackets))),
    }
    Some(marker)
}

/// The words between the brackets; `offset`: where they start in the line. A close is tried before an open, since
/// `<<<FILE END>>>` fits both.
fn read_words(inner: &str, offset: usize, keywords: &Keywords) -> Option<Marker> {
    read_close(inner, offset, keywords).or_else(|| read_open(inner, offset, keywords))
}

fn read_close(inner: &str, offset: usize, keywords: &Keywords) -> Option<Marker> {
    let words = blanks(inner);
    let (form, keyword, rest) = if let Some(rest) = words.strip_prefix('/') {
        let (keyword, rest) = keywords.strip(blanks(rest))?;
        (Form::Slash, keyword, rest)
    } else if let Some((keyword, joint, rest)) = keywords.strip_joined_after("END", words) {
        (Form::End(joint), keyword, rest)
    } else if let Some((keyword, joint, rest)) = keywords.strip_joined_before("END", words) {
        (Form::FileEnd(joint), keyword, rest)
    } else if let Some(rest) = word_after(words, "END") {
        (Form::BareEnd, 0, rest)
    } else if let Some(rest) = word_after(words, "EOF") {
        (Form::Eof, 0, rest)
    } else {
        return None;
    };
    if !ends_a_word(rest) || (form == Form::Eof && !blanks(rest).is_empty()) {
        return None;
    }
    let arguments = arguments::echoed(rest, offset + inner.len() - rest.len());
    Some(build(Kind::Close, form, keyword, arguments))
}

fn read_open(inner: &str, offset: usize, keywords: &Keywords) -> Option<Marker> {
    let words = blanks(inner);
    let (form, keyword, rest) =
        if let Some((keyword, joint, rest)) = keywords.strip_joined_after("BEGIN", words) {
            (Some(Form::Begin(joint)), keyword, rest)
        } else if let Some((keyword, joint, rest)) = keywords
            .strip_joined_before("START", words)
            .filter(|(_, _, rest)| ends_a_word(rest))
        {
            (
                Some(Form::Start {
                    begin: false,
                    joint,
                }),
                keyword,
                rest,
            )
        } else if let Some((keyword, joint, rest)) = keywords
            .strip_joined_before("BEGIN", words)
            .filter(|(_, _, rest)| ends_a_word(rest))
        {
            (Some(Form::Start { begin: true, joint }), keyword, rest)
        } else {
            let (keyword, rest) = keywords.strip(words)?;
            (None, keyword, rest)
        };
    if !ends_a_word(rest) {
        return None;
    }
    let arguments = arguments::named(rest, offset + inner.len() - rest.len());
    let form = form.unwrap_or(match (&arguments.key, &arguments.name) {
        (Some(key), _) if arguments.begin => Form::AttributeBegin(*key),
        (Some(key), _) => Form::Attribute(*key),
        (None, None) if arguments.attributes.is_empty() && !arguments.colon => Form::Separator,
        _ if arguments.colon => Form::Colon,
        _ => Form::NoColon,
    });
    Some(build(Kind::Open, form, keyword, arguments))
}

fn build(kind: Kind, form: Form, keyword: u8, arguments: Arguments) -> Marker {
    Marker {
        kind,
        name: arguments.name,
        name_range: arguments.name_range,
        attributes: arguments.attributes,
        nonce: arguments.nonce,
        keyword,
        form,
        slips: Slips {
            name: arguments.broken,
            ..Slips::default()
        },
    }
}

/// Whether a keyword ends before `rest`: at a blank, a colon or the end. `<<<FILE END.txt>>>` is no close marker.
fn ends_a_word(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with([':', ' ', '\t'])
}
