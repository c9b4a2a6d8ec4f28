//! Runs of words in capitals: where a name may stand, how far it goes ([`extent`]), what of it is the name ([`parts`],
//! [`offices`]), and how sure that is.

mod extent;
mod offices;
mod parts;

use std::ops::Range;

use super::senses::{Known, Sense, known, sense_at};
use crate::facts::reading::{Reading, Sentence};
use crate::facts::shapes::Shape;

/// Some words that may be a name.
#[derive(Debug, Clone)]
pub(super) struct Chunk {
    /// Their numbers in the article.
    pub(super) words: Range<u32>,
    /// What the lexicon says of them as a whole.
    pub(super) known: Option<Known>,
    /// Whether the capitals may owe to the place alone.
    pub(super) doubt: Doubt,
    /// The role or form of address right before it.
    pub(super) title: Option<Range<u32>>,
}

/// What speaks against capitals as the mark of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Doubt {
    /// Nothing.
    None,
    /// They begin a sentence, or the word is one of the language.
    Start,
    /// They stand in a headline.
    Headline,
}

/// How a sentence uses capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Sentence,
    /// Nearly every longer word has one: `Board Votes to Keep Old Ferry`.
    Headline,
    /// Nothing else: `BOARD VOTES`.
    Upper,
}

/// Words of a run, at most, or a few more.
const LONGEST: usize = 24;

/// Reads the runs of a body, sentence by sentence.
pub(super) struct Chunker<'r, 'b> {
    reading: &'r Reading<'b>,
    style: Style,
    end: usize,
    out: Vec<Chunk>,
}

/// All runs of a body, by position.
pub(super) fn chunks(reading: &Reading<'_>) -> Vec<Chunk> {
    let mut chunker = Chunker {
        reading,
        style: Style::Sentence,
        end: 0,
        out: Vec::new(),
    };
    for sentence in &reading.sentences {
        chunker.sentence(sentence);
    }
    chunker.out
}

impl Chunker<'_, '_> {
    fn sentence(&mut self, sentence: &Sentence) {
        let Some(style) = self.style_of(sentence) else {
            return;
        };
        self.style = style;
        self.end = sentence.words.end;
        let mut at = sentence.words.start;
        while at < self.end {
            at = if self.may_begin(at) {
                self.run(at, at == sentence.words.start).max(at + 1)
            } else {
                at + 1
            };
        }
    }

    /// How a sentence uses capitals; `None` where it has none.
    fn style_of(&self, sentence: &Sentence) -> Option<Style> {
        let (mut small, mut capital, mut upper, mut any) = (0, 0, 0, false);
        let words = self.reading.words.get(sentence.words.clone())?;
        let shapes = self.reading.shapes.get(sentence.words.clone())?;
        for (word, shape) in words.iter().zip(shapes) {
            let is_capital = shape.is(Shape::CAPITAL);
            any |= shape.is(Shape::CAPITAL | Shape::NUMERAL);
            let is_long = word.end - word.start >= 4;
            capital += usize::from(is_long && is_capital);
            upper += usize::from(is_long && is_capital && !shape.is(Shape::SMALL));
            small += usize::from(is_long && !shape.is(Shape::CAPITAL | Shape::NUMERAL));
        }
        any.then_some(if upper >= 2 && upper * 10 >= (capital + small) * 7 {
            Style::Upper
        } else if capital >= 3 && small * 4 <= capital && self.is_telegraphic(sentence, capital) {
            Style::Headline
        } else {
            Style::Sentence
        })
    }

    /// Whether hardly a word in small letters tells anything: `Ada Roe met Karl Hale` is no headline.
    fn is_telegraphic(&self, sentence: &Sentence, capital: usize) -> bool {
        let blank = Sense::FUNCTION | Sense::PARTICLE | Sense::LOCATES;
        let telling = sentence.words.clone().filter(|&word| {
            let text = self.reading.word(word);
            text.len() > 1
                && text.starts_with(|c: char| c.is_ascii_lowercase())
                && !self.sense(word).is(blank)
        });
        let stops = self.reading.body[sentence.range.clone()].ends_with('.');
        // `The Quay Board is at Oldport.`
        let is_verb = |w: usize| {
            matches!(
                self.reading.word(w),
                "is" | "are" | "was" | "were" | "has" | "had" | "have" | "will" | "been"
            )
        };
        if stops && sentence.words.clone().any(is_verb) {
            return false;
        }
        telling.count() * 6 <= if stops { 0 } else { capital }
    }

    fn sense(&self, word: usize) -> Sense {
        sense_at(self.reading, word)
    }

    fn is_capital(&self, word: usize) -> bool {
        word < self.end && self.reading.is_capitalised(word)
    }

    fn is_upper(&self, word: usize) -> bool {
        !self.reading.shape(word).is(Shape::SMALL)
    }

    fn is_initial(&self, word: usize) -> bool {
        self.is_capital(word) && self.reading.word(word).chars().nth(1).is_none()
    }

    fn may_begin(&self, at: usize) -> bool {
        let shape = self.reading.shape(at);
        if !shape.is(Shape::NUMERAL) {
            return shape.is(Shape::CAPITAL);
        }
        let text = self.reading.word(at);
        (text.ends_with("ers") || text.ends_with("ERS"))
            && self.sense(at).is(Sense::TEAM | Sense::KNOWN)
    }

    /// The known name that begins at a word, as it is written here, and the number of the word behind it.
    fn known_at(&self, at: usize) -> Option<(usize, Known)> {
        if !self.sense(at).is(Sense::KNOWN) {
            return None;
        }
        let rest = self.reading.words.get(at..self.end)?;
        let (length, known) = known(rest)?;
        let end = at + length;
        let written = (at..end).all(|w| {
            self.is_capital(w)
                || self
                    .reading
                    .word(w)
                    .starts_with(|c: char| c.is_ascii_digit())
                || self.sense(w).is(Sense::PARTICLE)
                || (w > at && self.sense(w).is(Sense::FUNCTION))
                // `McDonald’s`, `Chick-fil-A`.
                || (w > at && matches!(self.reading.gap(w), "'" | "’" | "-"))
                // `Mediterranean sea`.
                || (w > at
                    && w + 1 == end
                    && matches!(
                        self.reading.word(w),
                        "sea" | "ocean" | "river" | "island" | "islands" | "peninsula" | "canal" | "strait"
                    ))
        });
        let joined = (at + 1..end)
            .all(|w| self.reading.gap(w).len() <= 3 && !self.reading.gap(w).contains(','));
        // `US` is a country where it is no pronoun; `Us` never is.
        let upper = !known.is_upper || (at..end).all(|w| self.is_upper(w));
        let stops = !known.is_abbreviated
            || ((self.reading.gap(at).starts_with(',') || self.is_of_party(at))
                && self.reading.gap(end).starts_with('.')
                && !self.is_upper(at));
        (written && joined && upper && stops).then_some((end, known))
    }

    /// The known name that some words are, all of them.
    fn known_as(&self, run: &Range<usize>) -> Option<Known> {
        let (end, known) = self.known_at(run.start)?;
        (end == run.end).then_some(known)
    }

    /// Whether a capital at a word may owe to its place: at the head of a sentence, of speech, of an item.
    fn is_at_start(&self, at: usize, first: bool) -> bool {
        let gap = self.reading.gap(at);
        first
            || gap.contains(['“', '"', '‘', ':', '—', '–', '*', '•', '|', '`', '…', '\n'])
            || gap.contains("--")
            || gap.contains("''")
            || gap.contains(" '")
            || gap.contains(" - ")
            || (gap.contains(['.', '!', '?', ';'])
                && !self.is_initial(at.saturating_sub(1))
                && gap.ends_with(' ')
                && !self
                    .sense(at.saturating_sub(1))
                    .is(Sense::HONORIFIC | Sense::ROLE))
    }

    /// Reads the run that begins at a word; returns the number of the word behind it.
    fn run(&mut self, start: usize, first: bool) -> usize {
        let at_start = self.is_at_start(start, first);
        let known = self.known_at(start);
        if self.is_of_party(start + 1) {
            return start + 1;
        }
        if self.is_of_party(start) && known.is_none() {
            return start + 1;
        }
        let blank = Sense::FUNCTION | Sense::NEVER | Sense::CALENDAR;
        if known.is_none() && self.sense(start).is(blank) && !self.begins_name(start) {
            return start + 1;
        }
        let mut end = known.map_or(start + 1, |(end, _)| end);
        while end - start < LONGEST
            && let Some(next) = self.extended(start, end)
        {
            end = next;
        }
        let first = self.with_particles(start);
        let whole = known.filter(|(e, _)| *e == end).map(|(_, k)| k);
        // `al Qaeda`.
        let whole = if first < start {
            self.known_as(&(first..end))
        } else {
            whole
        };
        let start = first;
        self.segment(start..end, whole, at_start);
        end
    }

    /// Whether a word says where a member of a party comes from: `R-Ohio`, `D-Conn.`
    fn is_of_party(&self, at: usize) -> bool {
        // Most words are longer than a letter.
        let before = at.checked_sub(1).and_then(|w| self.reading.words.get(w));
        let lead = self.reading.gap(at.saturating_sub(1));
        before.is_some_and(|w| w.end - w.start == 1)
            && self.reading.gap(at) == "-"
            && matches!(self.reading.word(at - 1), "R" | "D" | "I")
            // `D-Day` is a name.
            && (lead.ends_with(", ") || lead.ends_with(['(', '[']))
            && self.is_capital(at)
    }

    /// Whether a word that is no name by itself begins one all the same: `May Roe`, `J. Roe`.
    fn begins_name(&self, at: usize) -> bool {
        let next_is_name = self.is_capital(at + 1)
            && matches!(self.reading.gap(at + 1), " " | ". " | ".")
            && !self.sense(at + 1).is(Sense::FUNCTION | Sense::CALENDAR);
        let initial = self.is_initial(at)
            && (self.reading.gap(at + 1).starts_with('.')
                || matches!(self.reading.gap(at + 1), "'" | "’"))
            && self.is_capital(at + 1);
        initial
            || (next_is_name
                && self.sense(at).is(Sense::WORD_GIVEN | Sense::GIVEN)
                && !self.sense(at + 1).is(Sense::COMMON | Sense::HEAD))
    }

    /// The start of a run with the small words of a surname before it: `van Gogh`, `al-Assad`.
    fn with_particles(&self, start: usize) -> usize {
        let mut at = start;
        // `117th Street`.
        if let Some(before) = at.checked_sub(1)
            && self.sense(at).is(Sense::PLACE_LAST)
            && self.reading.gap(at) == " "
            && self
                .reading
                .word(before)
                .starts_with(|c: char| c.is_ascii_digit())
            && self.reading.word(before).ends_with(['t', 'd', 'h'])
        {
            return before;
        }
        while let Some(before) = at.checked_sub(1)
            && matches!(self.reading.gap(at), " " | "-" | "’" | "'")
            && self.sense(before).is(Sense::PARTICLE)
            && matches!(
                self.reading.word(before),
                "al" | "el" | "bin" | "ibn" | "van" | "von" | "der" | "den" | "bint"
            )
        {
            at = before;
        }
        at
    }

    fn push(
        &mut self,
        run: Range<usize>,
        known: Option<Known>,
        is_doubtful: bool,
        title: Option<Range<u32>>,
    ) {
        // `X` alone is no name, nor is what has no letter that tells.
        if run.is_empty() || (run.len() == 1 && self.is_initial(run.start)) {
            return;
        }
        let doubt = match self.style {
            _ if !is_doubtful => Doubt::None,
            Style::Sentence => Doubt::Start,
            _ => Doubt::Headline,
        };
        self.out.push(Chunk {
            words: run.start as u32..run.end as u32,
            known,
            doubt,
            title,
        });
    }
}
