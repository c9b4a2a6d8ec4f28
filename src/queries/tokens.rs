//! What the words of a segment are: markers and their attributes, quotes, figures, dates, names, speakers.
//!
//! Tokens do not overlap. A name, a figure or a date within a quote parts the quote; of names, dates and figures the one
//! that starts first counts.

use std::ops::Range;

use crate::bundle::{Anchor, Document, Marker, Role};
use crate::facts::entities::EntityKind;
use crate::facts::shingles::Seen;
use crate::facts::{self, Facts};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenKind {
    /// The words and brackets that make a marker.
    Keyword,
    /// An article's name on a marker.
    Article,
    /// The key of an attribute.
    Key,
    /// The value of an attribute.
    Value,
    /// Someone's words, with their quotation marks; also titles and words held at a distance.
    Quote,
    /// The number of a figure.
    Number,
    /// A date or a clock time.
    Moment,
    /// The name of a person.
    Person,
    /// The name of a company, an office, a team.
    Organization,
    /// The name of a place.
    Place,
    /// Another name.
    Name,
    /// Words that stand for a speaker without naming one: `she`, `the mayor`.
    Speaker,
}

/// One token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Where it stands, in bytes of the segment. May run over line ends.
    pub range: Range<usize>,
    /// What it is.
    pub kind: TokenKind,
    /// Whether it brings in what it names: an open marker its article, a full name its bearer.
    pub introduces: bool,
    /// Whether it names the speaker of a quote.
    pub speaks: bool,
}

impl Token {
    fn new(range: Range<usize>, kind: TokenKind) -> Token {
        let (introduces, speaks) = (false, false);
        Token {
            range,
            kind,
            introduces,
            speaks,
        }
    }
}

/// The tokens of a segment, by position. `text`: all of it, its marker line included ([`super::text_of`]). `scratch` is
/// memory to be used again.
pub fn tokens(
    document: &Document,
    anchor: Anchor,
    text: &str,
    scratch: &mut (Seen, Facts),
) -> Vec<Token> {
    let mut tokens = Vec::new();
    let Some(id) = anchor else {
        return tokens;
    };
    let tree = document.tree();
    let head = tree.line_length(id);
    let (Some(line), Some(body)) = (text.get(..head), text.get(head..)) else {
        return tokens;
    };
    let opens = tree.role(id) == Role::Open;
    of_marker(line, tree.marker(id), opens, &mut tokens);
    if opens {
        let (seen, facts) = scratch;
        facts::read_into(body, seen, facts);
        tokens.extend(of_body(facts).into_iter().map(|token| Token {
            range: head + token.range.start..head + token.range.end,
            ..token
        }));
    }
    tokens
}

/// The tokens of a marker line.
fn of_marker(line: &str, marker: &Marker, opens: bool, out: &mut Vec<Token>) {
    let line = line.trim_end();
    let name = (!marker.name_range.is_empty()).then_some((marker.name_range.clone(), true));
    let attributes = marker.attributes.iter().map(|a| (a.range.clone(), false));
    let mut parts: Vec<(Range<usize>, bool)> = attributes.chain(name).collect();
    parts.sort_unstable_by_key(|(range, _)| range.start);
    let mut at = 0;
    for (range, is_name) in parts {
        if range.start < at || range.end > line.len() {
            continue;
        }
        of_frame(line, at..range.start, out);
        at = range.end;
        if is_name {
            let mut token = Token::new(range, TokenKind::Article);
            token.introduces = opens;
            out.push(token);
            continue;
        }
        let text = line.get(range.clone()).unwrap_or_default();
        let key = range.start..range.start + text.find('=').unwrap_or(text.len());
        let value = key.end + 1..range.end;
        out.push(Token::new(key, TokenKind::Key));
        if !value.is_empty() {
            out.push(Token::new(value, TokenKind::Value));
        }
    }
    of_frame(line, at..line.len(), out);
}

/// The tokens of what stands around names and attributes: `<<<FILE path="`, `">>>`.
fn of_frame(line: &str, range: Range<usize>, out: &mut Vec<Token>) {
    let Some(text) = line.get(range.clone()) else {
        return;
    };
    let is_outer = |c: char| c.is_whitespace() || matches!(c, '"' | '\'');
    let start = range.start + text.len() - text.trim_start_matches(is_outer).len();
    let text = text.trim_matches(is_outer);
    let mut words = start..start + text.len();
    let mut key = None;
    // The attribute that holds the name.
    if let Some(before) = text.strip_suffix('=') {
        let last = before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        key = Some(start + last..start + before.len());
        words.end = start + before[..last].trim_end().len();
    }
    if !words.is_empty() {
        out.push(Token::new(words, TokenKind::Keyword));
    }
    out.extend(key.map(|key| Token::new(key, TokenKind::Key)));
}

/// The tokens of an article's body, in bytes of it.
fn of_body(facts: &Facts) -> Vec<Token> {
    let mut out = Vec::new();
    let named = named(facts);
    let mut named = named.into_iter().peekable();
    let quotations = facts.delimiters.quotations.iter();
    for quotation in quotations.filter(|quotation| quotation.depth == 0) {
        let Range { mut start, end } = quotation.outer;
        while let Some(token) = named.next_if(|token| token.range.start < end) {
            if start < token.range.start {
                let before = start..token.range.start;
                // What ends in the quote may have begun before it.
                out.push(Token::new(before, TokenKind::Quote));
            }
            start = start.max(token.range.end);
            out.push(token);
        }
        if start < end {
            out.push(Token::new(start..end, TokenKind::Quote));
        }
    }
    out.extend(named);
    out
}

/// Names, dates, figures and speakers, by position, not overlapping.
fn named(facts: &Facts) -> Vec<Token> {
    let wide = |range: &Range<u32>| range.start as usize..range.end as usize;
    let mut all: Vec<Token> = Vec::new();
    let entities = &facts.entities;
    for (number, mention) in entities.mentions.iter().enumerate() {
        let Some(entity) = entities.entities.get(mention.entity as usize) else {
            continue;
        };
        let mut token = Token::new(wide(&mention.range), of_kind(entity.kind));
        token.introduces = entity.introduction as usize == number;
        all.push(token);
    }
    let moments = facts.moments.iter();
    all.extend(moments.map(|moment| Token::new(wide(&moment.range), TokenKind::Moment)));
    let amounts = facts.figures.iter().filter(|f| f.kind.is_amount());
    all.extend(amounts.map(|figure| Token::new(wide(&figure.number), TokenKind::Number)));
    let speakers = facts.quotes.iter().filter_map(|q| q.speaker.as_ref());
    let speakers: Vec<Range<usize>> = speakers.map(|speaker| wide(&speaker.range)).collect();
    let described = speakers.iter().cloned();
    all.extend(described.map(|range| Token::new(range, TokenKind::Speaker)));
    // Where two start at one place, names go before dates, those before figures, and all before a speaker's words.
    all.sort_by_key(|token| (token.range.start, token.kind == TokenKind::Speaker));
    let mut end = 0;
    all.retain(|token| {
        let fits = token.range.start >= end && !token.range.is_empty();
        if fits {
            end = token.range.end;
        }
        fits
    });
    mark_speakers(&mut all, speakers);
    all
}

/// Marks the tokens that stand in the words for a speaker.
fn mark_speakers(tokens: &mut [Token], mut speakers: Vec<Range<usize>>) {
    speakers.sort_unstable_by_key(|range| range.start);
    let mut speakers = speakers.into_iter().peekable();
    for token in tokens {
        while speakers
            .next_if(|speaker| speaker.end <= token.range.start)
            .is_some()
        {}
        let is_one = speakers
            .peek()
            .is_some_and(|s| s.start <= token.range.start && token.range.end <= s.end);
        token.speaks = is_one && is_speaker(token.kind);
    }
}

fn is_speaker(kind: TokenKind) -> bool {
    !matches!(kind, TokenKind::Number | TokenKind::Moment)
}

fn of_kind(kind: EntityKind) -> TokenKind {
    match kind {
        EntityKind::Person => TokenKind::Person,
        EntityKind::Organization => TokenKind::Organization,
        EntityKind::Place => TokenKind::Place,
        EntityKind::Other => TokenKind::Name,
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::queries::fixture::fixture;
    use crate::queries::text_of;

    fn check(marked: &str, expected: &Expect) {
        let fixture = fixture(marked);
        let document = fixture.document();
        let mut said = String::new();
        for anchor in document.tree().segments() {
            let text = text_of(document, anchor);
            let tokens = tokens(document, anchor, &text, &mut Default::default());
            assert!(tokens.is_sorted_by(|a, b| a.range.end <= b.range.start));
            for token in tokens {
                let introduces = if token.introduces { " +" } else { "" };
                let speaks = if token.speaks { " says" } else { "" };
                let words = &text[token.range];
                said += &format!("{:?} {words:?}{introduces}{speaks}\n", token.kind);
            }
        }
        expected.assert_eq(&said);
    }

    #[test]
    fn markers() {
        check(
            "<<<FILE: \"a b.txt\" date=\"2024-11-12\" lang=en>>>\n<<<END FILE>>>\n<<<FILE path='c' x=\"y\">>>\n<<<END FILE: c>>> \n",
            &expect![[r#"
                Keyword "<<<FILE:"
                Article "a b.txt" +
                Key "date"
                Value "\"2024-11-12\""
                Key "lang"
                Value "en"
                Keyword ">>>"
                Keyword "<<<END FILE>>>"
                Keyword "<<<FILE"
                Key "path"
                Article "c" +
                Key "x"
                Value "\"y\""
                Keyword ">>>"
                Keyword "<<<END FILE:"
                Article "c"
                Keyword ">>>"
            "#]],
        );
    }

    #[test]
    fn a_body() {
        check(
            "<<<FILE: a>>>\n“We counted 12 cranes on Friday, 16 May 2025,” said Ada Hale, the mayor of Port Kelder. “Hale & Sons will pay,” she said.\n<<<END FILE>>>\n",
            &expect![[r#"
                Keyword "<<<FILE:"
                Article "a" +
                Keyword ">>>"
                Quote "“We counted "
                Number "12"
                Quote " cranes on "
                Moment "Friday, 16 May 2025"
                Quote ",”"
                Person "Ada Hale" + says
                Place "Port Kelder" +
                Quote "“"
                Organization "Hale & Sons" +
                Quote " will pay,”"
                Speaker "she" says
                Keyword "<<<END FILE>>>"
            "#]],
        );
    }
}
