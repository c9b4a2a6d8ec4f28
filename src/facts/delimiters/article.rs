//! From paragraphs to the article: what runs on, what is a fault, what is a quotation.

use std::cmp::Reverse;
use std::ops::Range;

use super::brackets;
use super::carry::{Carried, Outcome, REACH};
use super::conventions::{Fit, Habits};
use super::doubt::{is_code, is_prose};
use super::found::{Found, Place, shown, take_blocks};
use super::lex::{Mark, lex};
use super::lookalikes::{is_inch, may_open_a_name};
use super::pair::{Pair, Paired, Rivals, pair};
use super::paragraphs::paragraphs;
use super::{Delimiters, Quotation, work};

/// Finds the faults and quotations of one article.
pub(super) fn read(body: &str) -> Delimiters {
    let mut article = Article {
        body,
        habits: Habits::of(body),
        carried: None,
        brackets: Vec::new(),
        numbered: false,
        found: Vec::new(),
        quotations: Vec::new(),
        in_use: 0,
    };
    let mut marks = Vec::new();
    for (number, range) in paragraphs(body).enumerate() {
        marks.clear();
        lex(body, range.clone(), &mut marks);
        article.paragraph(number, range, &marks);
    }
    article.finish()
}

/// What is known of the article so far.
struct Article<'a> {
    body: &'a str,
    habits: Habits,
    /// The quotation that an earlier paragraph left open.
    carried: Option<Carried>,
    /// The brackets that earlier paragraphs left open.
    brackets: Vec<(Mark, Place)>,
    /// Whether a numbered list has begun.
    numbered: bool,
    found: Vec<Found>,
    quotations: Vec<Quotation>,
    /// A bit for each kind of mark of which the article has a pair.
    in_use: u32,
}

impl Article<'_> {
    fn paragraph(&mut self, number: usize, range: Range<usize>, marks: &[Mark]) {
        if marks.is_empty() {
            let outcome = self.carried.take().map(Carried::wait);
            self.settle(outcome, None);
            return;
        }
        let text = &self.body[range.clone()];
        let round = brackets::pair(self.body, marks, &mut self.numbered);
        let quotes = pair(self.body, marks, self.habits);
        let suspect = round.is_suspect() || quotes.is_suspect();
        if suspect {
            work::done(text.len());
        }
        let place = Place {
            paragraph: number,
            start: range.start,
            end: range.start + text.trim_end().len(),
            prose: !suspect || is_prose(text),
            doubtful: round.doubtful,
        };
        self.brackets(round, place);
        let doubtful = quotes.doubtful;
        self.quotes(quotes, Place { doubtful, ..place });
    }

    /// A parenthesis may run over paragraphs: what one leaves open, another may close.
    fn brackets(&mut self, paired: Paired, place: Place) {
        let wrong = paired.pairs.iter().filter(|p| p.fit == Fit::Wrong);
        self.found
            .extend(wrong.filter_map(|p| Found::wrong(*p, false, place)));
        for mark in paired.unopened {
            match self.brackets.last() {
                Some((open, at))
                    if brackets::partners(open.glyph, mark.glyph)
                        && place.paragraph <= at.paragraph + REACH =>
                {
                    self.brackets.pop();
                }
                _ => self.found.extend(Found::unopened(mark, place)),
            }
        }
        let open = paired.unclosed.into_iter();
        self.brackets.extend(open.map(|mark| (mark, place)));
    }

    fn quotes(&mut self, mut paired: Paired, place: Place) {
        let within = self.carried.is_some();
        paired.join_levels(within);
        (paired.unclosed).retain(|m| m.leads() || !may_open_a_name(self.body, m, place.end));
        let carried = self.carried.take();
        let outcome = carried.map(|c| c.meet(self.body, &mut paired, place, self.habits));
        let rivals = paired.rivals();
        self.settle(outcome, Some((place, rivals)));
        for pair in &paired.pairs {
            self.pair(pair, rivals, place);
        }
        for mark in paired.unopened.drain(..) {
            // What a single mark closes within a quotation that runs on may have been opened paragraphs ago.
            if !(within && mark.glyph.is_single() || is_inch(self.body, &mark)) {
                self.found.extend(Found::unopened(mark, place));
            }
        }
        let waits_single = (self.carried.as_ref()).is_some_and(|c| c.open.glyph.is_single());
        if waits_single && paired.unclosed.iter().any(|m| !m.glyph.is_single()) {
            let outcome = self.carried.take().map(Outcome::Lost);
            self.settle(outcome, None);
        }
        if self.carried.is_none() {
            self.carried = Carried::take(self.body, &mut paired, place);
        }
        for mark in paired.unclosed {
            self.unclosed(mark, place);
        }
    }

    fn unclosed(&mut self, mark: Mark, place: Place) {
        if !may_open_a_name(self.body, &mark, place.end) {
            self.found.extend(Found::unclosed(mark, place));
        }
    }

    /// Acts on what became of the open quotation, at the paragraph whose mark ends it and what else is left over there.
    fn settle(&mut self, outcome: Option<Outcome>, paragraph: Option<(Place, Rivals)>) {
        match outcome {
            None => {}
            Some(Outcome::Waits(carried)) => self.carried = Some(carried),
            Some(Outcome::Lost(carried)) => self.unclosed(*carried.last(), carried.place),
            Some(Outcome::Ends(carried, close, fit)) => {
                if fit == Fit::Wrong {
                    let open = *carried.last();
                    let pair = Pair { open, close, fit };
                    let (place, rivals) = paragraph.unwrap_or((carried.place, Rivals::default()));
                    let sure = self.is_sure(&pair, rivals);
                    self.found.extend(Found::wrong(pair, sure, place));
                }
                let reopened = carried.reopened.iter().map(Mark::range).collect();
                self.quotation(&carried.open, &close, reopened);
            }
        }
    }

    /// Whether no other mark in the paragraph could belong to one of the two, and neither may be something else.
    fn is_sure(&self, pair: &Pair, rivals: Rivals) -> bool {
        !rivals.may_part(pair) && !is_inch(self.body, &pair.close)
    }

    fn pair(&mut self, pair: &Pair, rivals: Rivals, place: Place) {
        if pair.fit == Fit::Wrong {
            let sure = self.is_sure(pair, rivals);
            self.found.extend(Found::wrong(*pair, sure, place));
        }
        if pair.fit != Fit::Loose {
            self.quotation(&pair.open, &pair.close, Vec::new());
        }
    }

    fn quotation(&mut self, open: &Mark, close: &Mark, reopened: Vec<Range<usize>>) {
        self.in_use |= open.glyph.bit() | close.glyph.bit();
        self.quotations.push(Quotation {
            outer: open.at..close.end(),
            inner: open.end()..close.at,
            depth: 0,
            reopened,
        });
    }

    fn finish(mut self) -> Delimiters {
        let outcome = self.carried.take().map(Outcome::Lost);
        self.settle(outcome, None);
        let open = std::mem::take(&mut self.brackets).into_iter();
        self.found
            .extend(open.filter_map(|(mark, place)| Found::unclosed(mark, place)));
        if !self.found.is_empty() && is_code(self.body) {
            self.found.clear();
        }
        self.found.sort_by_key(|f| f.mark.at);
        for (open, close) in take_blocks(&mut self.found, self.habits) {
            self.quotation(&open, &close, Vec::new());
        }
        let in_use = self.in_use;
        self.found
            .retain(|f| !f.mark.glyph.is_rare() || in_use & f.mark.glyph.bit() != 0);
        let mut quotations = self.quotations;
        quotations.retain(|q| !is_attribute(self.body, q.outer.start));
        quotations.sort_by_key(|q| (q.outer.start, Reverse(q.outer.end)));
        nest(&mut quotations);
        Delimiters {
            faults: shown(self.body, &self.found),
            quotations,
        }
    }
}

/// Whether marks that open there enclose the value of an attribute, `<a href="…">`: no quotation.
fn is_attribute(body: &str, open: usize) -> bool {
    let before = body.as_bytes().get(..open).unwrap_or_default();
    matches!(before, [.., name, b'='] if name.is_ascii_alphanumeric() || *name == b'-')
}

/// Counts for each quotation how many others enclose it.
fn nest(quotations: &mut [Quotation]) {
    let mut ends: Vec<usize> = Vec::new();
    for quotation in quotations {
        while ends.last().is_some_and(|end| *end <= quotation.outer.start) {
            work::done(1);
            ends.pop();
        }
        quotation.depth = u8::try_from(ends.len()).unwrap_or(u8::MAX);
        ends.push(quotation.outer.end);
    }
}
