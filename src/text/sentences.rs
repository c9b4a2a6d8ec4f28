//! Sentences of news prose.
//!
//! Unicode's own rules (UAX #29, crate `unicode-segmentation`) break at every line end and after every “Mr.”; what
//! would be left of them after the exceptions is less than what stands here. The words that matter are in
//! `abbreviations.txt`, which anyone may extend.

use std::ops::Range;

use memchr::memchr3;

use super::paragraphs::{
    is_closer, is_terminator, is_wide_terminator, paragraphs, trim, trim_start,
};
use lexicon::{Abbreviation, LEXICON, first_word, is_initial, is_letter};

mod lexicon;

/// The sentences of a text, as byte ranges without outer white space; none is empty.
///
/// Every end of a paragraph ends a sentence: a blank line always, a line break as [`paragraphs`] has it. Within a
/// paragraph a sentence ends after `.`, `!`, `?`, `…` and their kin, with the quotation marks and brackets that
/// close there, if white space follows (not needed after `。`) and what comes next can start a sentence. It cannot
/// if it starts with a small letter (“Really?” she asked), or where the full stop belongs to an abbreviation that
/// goes on (Mr. Smith; No. 5; U.S. President, but: in the U.S. The talks).
///
/// Where neither is certain, the text is not split: half a sentence is worse evidence than two.
pub fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> {
    paragraphs(text).flat_map(move |range| Sentences {
        text: &text[..range.end],
        at: range.start,
        is_ascii: text[range].is_ascii(),
    })
}

/// The sentences of one paragraph, which `text` ends with.
struct Sentences<'t> {
    text: &'t str,
    at: usize,
    /// Whether what is left is ASCII: its marks are found faster.
    is_ascii: bool,
}

impl Iterator for Sentences<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Self::Item> {
        let text = self.text;
        let start = self.at;
        if start >= text.len() {
            return None;
        }
        let mut at = start;
        while let Some(mark) = find_mark(text, at, self.is_ascii) {
            let marks_end = skip_marks(text, mark);
            let end = skip_closers(text, marks_end);
            let candidate = Candidate {
                text,
                start,
                mark,
                marks_end,
                end,
            };
            if candidate.ends_sentence() {
                self.at = text.len() - trim_start(&text[end..]).len();
                return Some(trim(text, start..end));
            }
            at = end;
        }
        self.at = text.len();
        Some(trim(text, start..text.len()))
    }
}

/// The next mark that may end a sentence.
fn find_mark(text: &str, from: usize, is_ascii: bool) -> Option<usize> {
    let bytes = &text.as_bytes()[from..];
    if is_ascii {
        return memchr3(b'.', b'!', b'?', bytes).map(|at| from + at);
    }
    let mut at = 0;
    loop {
        at += bytes[at..]
            .iter()
            .position(|&byte| MAY_BEGIN_MARK[byte as usize])?;
        if text[from + at..].starts_with(is_terminator) {
            return Some(from + at);
        }
        at += 1;
    }
}

/// The first bytes of the marks; all but the ASCII ones start other characters too.
static MAY_BEGIN_MARK: [bool; 256] = {
    let mut bytes = [false; 256];
    let marks = [b'.', b'!', b'?', 0xD8, 0xDB, 0xE0, 0xE2, 0xE3, 0xEF];
    let mut at = 0;
    while at < marks.len() {
        bytes[marks[at] as usize] = true;
        at += 1;
    }
    bytes
};

/// The end of a run of marks: `?!`, `...`, and `. . .` with its blanks.
fn skip_marks(text: &str, from: usize) -> usize {
    let mut rest = text[from..].trim_start_matches(is_terminator);
    while let Some(more) = rest
        .strip_prefix([' ', '\u{A0}'])
        .filter(|more| more.starts_with('.'))
    {
        rest = more.trim_start_matches('.');
    }
    text.len() - rest.len()
}

/// The end of the quotation marks and brackets that close after a mark. French sets a blank before its own, and
/// tokenised text one before each; nothing else can stand at the end of a paragraph.
fn skip_closers(text: &str, from: usize) -> usize {
    let mut rest = text[from..].trim_start_matches(is_closer);
    let unspaced = rest.trim_start_matches([' ', '\u{A0}', '\u{202F}']);
    let closed = unspaced
        .strip_prefix(['»', '”'])
        .or_else(|| unspaced.strip_prefix("''"));
    if let Some(after) = closed.filter(|after| !after.starts_with(char::is_alphanumeric)) {
        rest = after;
    }
    let is_last = rest.chars().all(|c| is_closer(c) || c.is_whitespace());
    if is_last {
        text.len()
    } else {
        text.len() - rest.len()
    }
}

/// A place where a sentence may end.
struct Candidate<'t> {
    /// Up to the end of the paragraph.
    text: &'t str,
    /// Where the sentence starts.
    start: usize,
    /// The first mark.
    mark: usize,
    /// After the last mark.
    marks_end: usize,
    /// After what closes there.
    end: usize,
}

impl Candidate<'_> {
    fn ends_sentence(&self) -> bool {
        let marks = &self.text[self.mark..self.marks_end];
        let rest = &self.text[self.end..];
        if rest.is_empty() {
            return true;
        }
        if marks.ends_with(is_wide_terminator) {
            return !rest.starts_with('と'); // the particle after what someone said
        }
        let next = rest.trim_start();
        if next.len() == rest.len() {
            return false;
        }
        let next = next.trim_start_matches(is_opener);
        let mut chars = next.chars();
        let Some(first) = chars.next() else {
            return true;
        };
        let is_small = first.is_lowercase() && !chars.next().is_some_and(char::is_uppercase); // iPhone
        if is_small || matches!(first, ',' | ';' | ':') {
            return false;
        }
        if marks == "." {
            return self.full_stop_ends_sentence(next);
        }
        let lexicon = &*LEXICON;
        if self.closing_quote() {
            return !is_attribution(next);
        }
        !lexicon.bang.contains(self.word_before()) || lexicon.starts_sentence(next)
    }

    /// Whether a single full stop ends the sentence, where `next`, which follows, could start another.
    fn full_stop_ends_sentence(&self, next: &str) -> bool {
        let lexicon = &*LEXICON;
        let word = self.word_before();
        if self.is_enumerator(word) {
            return false;
        }
        match lexicon.abbreviations.get(word) {
            Some(Abbreviation::Title | Abbreviation::Never) => false,
            Some(Abbreviation::Number) => {
                !first_word(next.trim_start_matches('#')).contains(char::is_numeric)
            }
            _ if self.closing_quote() => true,
            Some(Abbreviation::Clock) => {
                let mut words = next.split_whitespace().map(first_word);
                let goes_on = words
                    .next()
                    .is_some_and(|word| lexicon.zones.contains(word))
                    || words.next() == Some("time");
                !goes_on
            }
            Some(Abbreviation::Either) => !self.dash_follows() && lexicon.starts_sentence(next),
            None if is_initials(word) => !self.dash_follows() && lexicon.starts_sentence(next),
            None if is_letter(word) && is_initial(next) => false, // z. B., d. h.
            None if word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit()) => {
                !lexicon.ordinals.contains(first_word(next))
            }
            None => true,
        }
    }

    /// The word that the mark stands after; empty if none does.
    fn word_before(&self) -> &str {
        let before = &self.text[self.start..self.mark];
        let is_inside = |c: char| c.is_alphanumeric() || matches!(c, '.' | '\'' | '’' | '&');
        let word = &before[before.trim_end_matches(is_inside).len()..];
        word.trim_start_matches(is_opener)
    }

    /// Whether a dash follows, as in a dateline: PORTSMOUTH, N.H. — The board met.
    fn dash_follows(&self) -> bool {
        self.text[self.end..]
            .trim_start()
            .starts_with(['-', '–', '—'])
    }

    /// Whether a quotation mark closes after the marks.
    fn closing_quote(&self) -> bool {
        self.text[self.marks_end..self.end].contains(|c| !matches!(c, ')' | ']' | '}' | ' '))
    }

    /// Whether the word is the number of an item of a list: the first of its sentence, and a number or letter.
    fn is_enumerator(&self, word: &str) -> bool {
        let is_first = self.text[self.start..self.mark]
            .trim_start_matches(is_opener)
            .len()
            == word.len();
        is_first
            && word.len() <= 3
            && (is_letter(word) || word.bytes().all(|byte| byte.is_ascii_digit()))
    }
}

/// Quotation marks, brackets, dashes and bullets that may stand before a sentence's first word.
fn is_opener(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '“'
            | '‘'
            | '’'
            | '„'
            | '‚'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '('
            | '['
            | '{'
            | '「'
            | '『'
            | '（'
            | '¿'
            | '¡'
            | '-'
            | '–'
            | '—'
            | '•'
            | '*'
            | ' '
    )
}

/// A capital (J), or letters with full stops between them (U.S, Ph.D).
fn is_initials(word: &str) -> bool {
    let mut parts = word.split('.');
    let first = parts.next().unwrap_or_default();
    match parts.next_back() {
        None => is_letter(first) && first.starts_with(char::is_uppercase),
        Some(last) => first.chars().count() <= 2 && is_letter(last) && parts.all(is_letter),
    }
}

/// Whether a speaker and a verb of speech follow a question or an exclamation: “Why?” Mayor Ines Alvarez asked.
///
/// A clause after the verb makes it a sentence of its own: “Why?” Alvarez said she did not know.
fn is_attribution(next: &str) -> bool {
    const LONGEST_NAME: usize = 5;
    let lexicon = &*LEXICON;
    let is_title = lexicon.abbreviations.get(first_word(next)) == Some(&Abbreviation::Title);
    if lexicon.starts_sentence(next) && !is_title {
        return false;
    }
    let mut words = next.split_whitespace();
    for index in 0..=LONGEST_NAME {
        let Some(word) = words.next() else {
            return false;
        };
        if word.starts_with(char::is_uppercase) && !word.ends_with([',', '”', '"', ':']) {
            continue;
        }
        let has_clause = words
            .next()
            .is_some_and(|word| matches!(word, "he" | "she" | "it" | "they" | "that" | "there"));
        return index > 0 && lexicon.speech.contains(first_word(word)) && !has_clause;
    }
    false
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Sentences are written with `|` between them, which stands for one blank.
    fn check(marked: &str) {
        let expected: Vec<&str> = marked.split('|').collect();
        let text = marked.replace('|', " ");
        let found: Vec<&str> = sentences(&text).map(|range| &text[range]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn plain_sentences() {
        check("The board met.|Nobody came!|Why not?|Rain fell.");
        check("No mark at the end");
        check("A lone stop .|The next one .");
    }

    #[test]
    fn titles_and_initials() {
        check("Mr. Brandt met Gen. Ito.|He left.");
        check("The board heard J. R. Smith and George F. Will.|They agreed.");
        check("Then-Sen. Alvarez spoke.|The hall was full.");
        check(
            "She met E. The hall was full."
                .replace("E. The", "E.|The")
                .as_str(),
        );
    }

    #[test]
    fn acronyms_and_firms() {
        check("The U.S. President spoke in the U.S.|The talks went on.");
        check("He moved to the U.S. Navy from Acme Inc. President Ito was there.");
        check("Acme Corp.|However, the shares fell.");
        check("Acme Inc. said so.");
        check("She has a Ph.D.|It is in law.");
        check("PORTSMOUTH, N.H. — The board met.");
        check("They left Washington, D.C.|“The talks failed,” he said.");
    }

    #[test]
    fn numbers_dates_and_times() {
        check("Case No. VA08 was filed.|It was No. 5 on Jan. 3.|It rose 3.5 percent.|It fell.");
        check("He said no.|They left in Jan.|Rain fell.");
        check("It starts at 5 p.m. Monday and at 6 a.m. EST.|At 7 p.m.|Ito left.");
        check("It starts at 10 a.m. Moscow time.|She won 12.|Ito won 3.");
        check("Dort, z. B. in Bonn, blieb er.|Er kam am 3. Mai.|Dann ging er.");
        check("1. The quay stays open.");
    }

    #[test]
    fn quotes_and_brackets() {
        check("“Really?” she asked.|“Yes!” he said.");
        check("“Why now?” Ms. Alvarez asked.");
        check("“Why now?” Mayor Ines Alvarez asked.|“Why now?”|The mayor left.");
        check("“Why now?”|Alvarez said she did not know.");
        check("He said: “This is the end.”|Next came Ito.");
        check("He said: \"This is the end.\"|\"It is not,\" she said.");
        check("`` He left early. ''|`` She did not , ” he said . ”");
        check("(He left early.)|She stayed (they say.)|Rain fell.");
        check("« C’est fini ! »|Il est parti.");
        check("Er ging.|»Wirklich?«, fragte sie.|„Ja.“|Dann kam sie.");
    }

    #[test]
    fn ellipses_urls_and_names() {
        check("Well ... it ended. . . and then…|The rain fell.");
        check(
            "See www.example.org/a.b?c=D. Ito for it."
                .replace("D. Ito", "d.|Ito")
                .as_str(),
        );
        check("Yahoo! President Ito left Yahoo!|The board stayed.");
        check("Sales fell.|iPhones did not.");
    }

    #[test]
    fn other_scripts() {
        let text = "会议结束了。他们走了！「終わった。」と言った。";
        let found: Vec<&str> = sentences(text).map(|range| &text[range]).collect();
        assert_eq!(
            found,
            ["会议结束了。", "他们走了！", "「終わった。」と言った。"]
        );
        check("वह गया।|वह आई।");
    }

    #[test]
    fn wrapped_lines_are_one_sentence() {
        let text = "The harbour board said on Tuesday that it would close the eastern quay, and\n\
                    Captain Brandt of the pilots agreed after a talk with U.S. officials. The\n\
                    quay reopens in spring.";
        assert_eq!(sentences(text).count(), 2);
    }

    proptest! {
        #[test]
        fn sentences_cover_all_that_is_no_white_space(
            text in "(Mr|No|U\\.S|p\\.m|Inc|a|The|J|5|Yahoo|said|[.!?…。”“\"'()»« \n\u{A0}]|\\. |é){0,40}",
        ) {
            let mut done = 0;
            for range in sentences(&text) {
                prop_assert!(text[done..range.start].trim().is_empty());
                prop_assert!(!text[range.clone()].trim().is_empty());
                done = range.end;
            }
            prop_assert!(text[done..].trim().is_empty());
        }

        #[test]
        fn nothing_panics(text in any::<String>()) {
            sentences(&text).for_each(drop);
        }
    }
}
