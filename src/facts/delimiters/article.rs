//! From paragraphs to the article: what runs on, what is a fault, what is a quotation.

use std::ops::Range;

use super::lex::{Glyph, Mark, lex};
use super::pair::{self, Fit, Habits, Pair, Paired};
use super::paragraphs::paragraphs;
use super::{Delimiters, Fault, FaultKind, Quotation, brackets, cues, doubt, mend};

/// How many paragraphs a quotation or parenthesis that is not reopened in each may run on.
const REACH: usize = 6;
/// More faults than this in one paragraph mean that it was not understood: the first stands for all.
const MOST_IN_PARAGRAPH: usize = 4;
/// More than this in one article are of no use to anyone.
const MOST_IN_ARTICLE: usize = 100;

pub(super) struct Article<'a> {
    body: &'a str,
    habits: Habits,
    /// The quotation that the last paragraph left open.
    carried: Option<Carried>,
    /// Brackets that earlier paragraphs left open, each with its paragraph.
    brackets: Vec<(Mark, Place)>,
    found: Vec<Found>,
    quotations: Vec<Quotation>,
    /// A bit for each kind of mark of which the article has a pair.
    in_use: u32,
}

/// A quotation that runs on into the next paragraph, or a mark that was never closed.
struct Carried {
    open: Mark,
    reopened: Vec<Mark>,
    place: Place,
    /// Whether the words are plainly no utterance that is resumed in the next paragraph.
    ends_here: bool,
    /// Paragraphs gone by since without a mark.
    idle: usize,
}

impl Carried {
    fn last(&self) -> &Mark {
        self.reopened.last().unwrap_or(&self.open)
    }
}

/// Where a mark was met, and whether a lone one means anything there.
#[derive(Clone, Copy)]
struct Place {
    paragraph: usize,
    /// End of the paragraph's text.
    end: usize,
    prose: bool,
    doubtful: bool,
}

/// A fault as it is found, before it is known whether it is to be shown.
struct Found {
    mark: Mark,
    fault: Kind,
    place: Place,
}

enum Kind {
    Lone(FaultKind),
    Wrong(Pair),
}

/// Finds the faults and quotations of one article.
pub(super) fn read(body: &str) -> Delimiters {
    let mut article = Article {
        body,
        habits: habits(body),
        carried: None,
        brackets: Vec::new(),
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
    article.drop_carried();
    for (mark, place) in std::mem::take(&mut article.brackets) {
        article.lone(FaultKind::Unclosed, &mark, place);
    }
    article.finish()
}

/// The article's way of writing quotation marks, as far as it must be known before they are paired.
fn habits(body: &str) -> Habits {
    let has = |mark: &str| memchr::memmem::find(body.as_bytes(), mark.as_bytes());
    let inward = match (has("«"), has("»")) {
        (left, Some(right)) => {
            left.is_none_or(|left| right < left)
                && body[right + "»".len()..].starts_with(char::is_alphanumeric)
        }
        _ => false,
    };
    Habits {
        inward,
        low: has("„").is_some(),
        right_only: has("“").is_none(),
    }
}

impl Article<'_> {
    fn paragraph(&mut self, number: usize, range: Range<usize>, marks: &[Mark]) {
        if marks.is_empty() {
            self.pass_over();
            return;
        }
        let round = brackets::pair(self.body, marks);
        let quotes = pair::pair(self.body, marks, self.habits);
        let left_over = !(round.unclosed.is_empty()
            && round.unopened.is_empty()
            && quotes.unclosed.is_empty()
            && quotes.unopened.is_empty());
        let place = |doubtful| Place {
            paragraph: number,
            end: range.start + self.body[range.clone()].trim_end().len(),
            prose: !left_over || doubt::is_prose(&self.body[range.clone()]),
            doubtful,
        };
        let (bracket_place, quote_place) = (place(round.doubtful), place(quotes.doubtful));
        self.brackets(round, bracket_place);
        self.quotes(quotes, &range, quote_place);
    }

    fn pass_over(&mut self) {
        if let Some(carried) = &mut self.carried {
            carried.idle += 1;
            if carried.idle > REACH {
                self.drop_carried();
            }
        }
    }

    /// A parenthesis may run over paragraphs: what one leaves open, another may close.
    fn brackets(&mut self, paired: Paired, place: Place) {
        for pair in paired.pairs.iter().filter(|p| p.fit == Fit::Wrong) {
            self.wrong(pair, place);
        }
        for mark in paired.unopened {
            match self.brackets.last() {
                Some((open, at))
                    if brackets::partners(open.glyph, mark.glyph)
                        && place.paragraph - at.paragraph <= REACH =>
                {
                    self.brackets.pop();
                }
                _ => self.lone(FaultKind::Unopened, &mark, place),
            }
        }
        let open = paired.unclosed.into_iter();
        self.brackets.extend(open.map(|mark| (mark, place)));
    }

    fn quotes(&mut self, mut paired: Paired, range: &Range<usize>, place: Place) {
        let resumed = self.carried.is_some();
        self.resume(&mut paired, range, place);
        for pair in &paired.pairs {
            if pair.fit == Fit::Wrong {
                self.wrong(pair, place);
            }
            if pair.fit != Fit::Loose {
                self.quotation(&pair.open, &pair.close, Vec::new());
            }
        }
        for mark in &paired.unopened {
            // What a single mark closes within a quotation that runs on may have been opened paragraphs ago.
            if !(resumed && mark.glyph.is_single()) {
                self.lone(FaultKind::Unopened, mark, place);
            }
        }
        if self.carried.is_none() {
            self.carry(&mut paired, range, place);
        }
        for mark in &paired.unclosed {
            self.lone(FaultKind::Unclosed, mark, place);
        }
    }

    /// Settles what becomes of a quotation left open above, now that the next paragraph with marks is here.
    fn resume(&mut self, paired: &mut Paired, range: &Range<usize>, place: Place) {
        let Some(mut carried) = self.carried.take() else {
            return;
        };
        let single = carried.open.glyph.is_single();
        let same = |m: &Mark| m.glyph.is_single() == single;
        let first_of = |marks: &mut dyn Iterator<Item = Mark>| marks.filter(same).map(|m| m.at).min();
        let closing = first_of(&mut paired.unopened.iter().copied());
        let opening = first_of(&mut paired.unclosed.iter().copied());
        let paired_at = first_of(&mut paired.pairs.iter().map(|p| p.open));
        let Some(first) = [closing, opening, paired_at].into_iter().flatten().min() else {
            self.carried = Some(carried);
            self.pass_over();
            return;
        };
        if closing == Some(first) {
            let at = paired.unopened.iter().position(|m| m.at == first);
            if let Some(at) = at
                && let Some(fit) = pair::fit(carried.open.glyph, paired.unopened[at].glyph, self.habits)
            {
                let close = paired.unopened.remove(at);
                self.end_carried(carried, close, fit, place);
                return;
            }
        }
        let leads = self.leads(range, first) && carried.idle == 0 && !carried.ends_here;
        if leads && opening == Some(first) {
            let at = paired.unclosed.iter().position(|m| m.at == first);
            if let Some(at) = at
                && paired.unclosed[at].glyph == carried.open.glyph
            {
                let mark = paired.unclosed.remove(at);
                // Only one quotation can be open; one that another follows was not closed.
                if paired.unclosed.iter().any(same) || self.follows(paired, &mark) {
                    paired.unclosed.push(mark);
                    paired.unclosed.sort_unstable_by_key(|m| m.at);
                } else {
                    carried.reopened.push(mark);
                    carried.place = place;
                    self.carried = Some(carried);
                    return;
                }
            }
        }
        if leads && paired_at == Some(first) {
            let at = paired.pairs.iter().position(|p| p.open.at == first);
            if let Some(at) = at
                && paired.pairs[at].open.glyph == carried.open.glyph
            {
                let Pair { open, close, fit } = paired.pairs.remove(at);
                carried.reopened.push(open);
                self.end_carried(carried, close, fit, place);
                return;
            }
        }
        self.carried = Some(carried);
        self.drop_carried();
    }

    fn end_carried(&mut self, carried: Carried, close: Mark, fit: Fit, place: Place) {
        if fit == Fit::Wrong {
            let open = *carried.last();
            self.wrong(&Pair { open, close, fit }, place);
        }
        let reopened = carried.reopened.iter().map(Mark::range).collect();
        self.quotation(&carried.open, &close, reopened);
    }

    /// Keeps the mark that the paragraph leaves open, if the quotation may run on.
    fn carry(&mut self, paired: &mut Paired, range: &Range<usize>, place: Place) {
        let double = paired.unclosed.iter().rposition(|m| !m.glyph.is_single());
        let Some(at) = double.or(paired.unclosed.len().checked_sub(1)) else {
            return;
        };
        let open = paired.unclosed[at];
        if self.follows(paired, &open) {
            return;
        }
        let tail = &self.body[open.end()..range.end];
        let ends_here = !open.glyph.is_single()
            && (cues::attribution(tail).is_some()
                || cues::ends_with_verb(tail.trim_end_matches([' ', ',', ':']))
                || self.is_phrase(&open));
        // Single marks left open within it run on with it.
        paired.unclosed.truncate(at);
        self.carried = Some(Carried {
            open,
            reopened: Vec::new(),
            place,
            ends_here,
            idle: 0,
        });
    }

    /// Whether the quoted words are a part of the writer's own sentence: no punctuation and no verb of saying leads up to them.
    fn is_phrase(&self, open: &Mark) -> bool {
        let before = self.body[..open.at].trim_end_matches([' ', '\u{a0}']);
        before.len() < open.at
            && before.ends_with(char::is_alphanumeric)
            && !(open.next.is_uppercase() && cues::ends_with_verb(before))
    }

    /// Whether a quotation of the same level comes after `mark` in its paragraph.
    fn follows(&self, paired: &Paired, mark: &Mark) -> bool {
        let after = |m: &Mark| m.at > mark.at && m.glyph == mark.glyph;
        paired.pairs.iter().any(|p| after(&p.open)) || paired.unopened.iter().any(after)
    }

    /// Whether nothing but blanks and the sign of a list item or of a quoted mail stands before `at` in its paragraph.
    fn leads(&self, range: &Range<usize>, at: usize) -> bool {
        self.body[range.start..at]
            .trim_matches(|c: char| c.is_whitespace() || "-–—*•>‘'’".contains(c))
            .is_empty()
    }

    fn drop_carried(&mut self) {
        if let Some(carried) = self.carried.take() {
            self.lone(FaultKind::Unclosed, carried.last(), carried.place);
        }
    }

    fn quotation(&mut self, open: &Mark, close: &Mark, reopened: Vec<Range<usize>>) {
        self.in_use |= 1 << open.glyph as u32 | 1 << close.glyph as u32;
        self.quotations.push(Quotation {
            outer: open.at..close.end(),
            inner: open.end()..close.at,
            depth: 0,
            reopened,
        });
    }

    fn wrong(&mut self, pair: &Pair, place: Place) {
        if place.prose && !pair.open.is_markup() && !pair.close.is_markup() {
            self.found.push(Found {
                mark: pair.open,
                fault: Kind::Wrong(*pair),
                place,
            });
        }
    }

    /// Records a mark without a partner, where that means anything.
    fn lone(&mut self, kind: FaultKind, mark: &Mark, place: Place) {
        use Glyph::{RightParenthesis, StraightDouble, StraightSingle, TwoStraight};
        let ambiguous = matches!(mark.glyph, StraightDouble | TwoStraight | RightParenthesis);
        if !place.prose
            || (place.doubtful && ambiguous)
            || mark.is_markup()
            || (mark.glyph == StraightSingle && kind == FaultKind::Unclosed && !mark.next.is_alphabetic())
        {
            return;
        }
        let (mark, fault) = (*mark, Kind::Lone(kind));
        self.found.push(Found { mark, fault, place });
    }

    fn finish(mut self) -> Delimiters {
        self.found.sort_by_key(|f| f.mark.at);
        self.join_blocks();
        let in_use = self.in_use;
        self.found
            .retain(|f| !f.mark.glyph.is_rare() || in_use & 1 << f.mark.glyph as u32 != 0);
        let body = self.body;
        let mut faults = Vec::with_capacity(self.found.len().min(MOST_IN_ARTICLE));
        for group in self.found.chunk_by(|a, b| a.place.paragraph == b.place.paragraph) {
            let shown = if group.len() > MOST_IN_PARAGRAPH { 1 } else { group.len() };
            let outside = group.iter().filter(|f| !doubt::is_in_address(body, f.mark.range()));
            let room = MOST_IN_ARTICLE - faults.len();
            faults.extend(outside.take(shown.min(room)).map(|f| f.fault(body)));
        }
        faults.sort_by_key(|f| f.mark.start);
        self.quotations
            .sort_by_key(|q| (q.outer.start, std::cmp::Reverse(q.outer.end)));
        nest(&mut self.quotations);
        Delimiters {
            faults,
            quotations: self.quotations,
        }
    }

    /// A mark at the head of a paragraph that nothing closes, and then one at the end of a paragraph that nothing opens, enclose a
    /// block quotation that has quotations of the same kind within.
    fn join_blocks(&mut self) {
        let mut kept: Vec<Found> = Vec::with_capacity(self.found.len());
        for found in std::mem::take(&mut self.found) {
            match kept.last() {
                Some(open) if open.encloses_block(&found, self.habits) => {
                    let (open, close) = (open.mark, found.mark);
                    kept.pop();
                    self.quotation(&open, &close, Vec::new());
                }
                _ => kept.push(found),
            }
        }
        self.found = kept;
    }
}

impl Found {
    fn encloses_block(&self, close: &Found, habits: Habits) -> bool {
        matches!(self.fault, Kind::Lone(FaultKind::Unclosed))
            && matches!(close.fault, Kind::Lone(FaultKind::Unopened))
            && self.mark.leads()
            && close.mark.end() == close.place.end
            && (1..=REACH).contains(&(close.place.paragraph - self.place.paragraph))
            && pair::fit(self.mark.glyph, close.mark.glyph, habits) == Some(Fit::Right)
    }

    fn fault(&self, body: &str) -> Fault {
        let kind = match &self.fault {
            Kind::Wrong(pair) => return mend::wrong_partner(pair),
            Kind::Lone(kind) => *kind,
        };
        let mend = match kind {
            FaultKind::Unclosed => {
                let tail = body.get(self.mark.end()..self.place.end).unwrap_or_default();
                let at = cues::attribution(tail).map_or(self.place.end, |at| self.mark.end() + at);
                mend::close_at(&self.mark, at)
            }
            _ => None,
        };
        Fault {
            kind,
            mark: self.mark.range(),
            partner: None,
            mend,
        }
    }
}

/// Counts for each quotation how many others enclose it.
fn nest(quotations: &mut [Quotation]) {
    let mut ends: Vec<usize> = Vec::new();
    for quotation in quotations {
        while ends.last().is_some_and(|end| *end <= quotation.outer.start) {
            ends.pop();
        }
        quotation.depth = u8::try_from(ends.len()).unwrap_or(u8::MAX);
        ends.push(quotation.outer.end);
    }
}
