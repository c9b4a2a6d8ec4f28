//! What one text claims: its figures, each with the words around it.

use std::ops::Range;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::amounts::Amount;
use super::event;
use super::terms::{self, Fate, Known, Nouns, Scope, Sense, Stem, known};
use super::units;
use crate::facts::Facts;
use crate::facts::figures::{Figure, FigureKind};
use crate::text::sentences::sentences;
use crate::text::words::Word;

/// All that a text claims.
#[derive(Debug, Default)]
pub struct Account {
    /// Hash of the text's content.
    pub key: u128,
    /// The words of the names in all of it, sorted, each once; none where nothing is claimed.
    pub names: Vec<Stem>,
    /// Its claims, by unit, then by position.
    pub claims: Vec<Claim>,
    /// The terms of the sentences that hold a claim, by position.
    pub terms: Vec<Term>,
}

/// One figure, with what tells what it is of.
#[derive(Debug)]
pub struct Claim {
    /// The whole figure, in bytes of the text.
    pub range: Range<u32>,
    /// How much.
    pub amount: Amount,
    /// What sort of figure it is.
    pub kind: FigureKind,
    /// The class of what is counted, with what it is counted by (a week).
    pub unit: Stem,
    /// The unit itself, by its word: weeks and years are of one class.
    pub word: Stem,
    /// What befell those who are counted.
    pub fate: Fate,
    /// The part of the things that is counted.
    pub scope: Scope,
    /// What a time is counted from.
    pub anchor: Stem,
    /// Whether it is counted by something: 5 dollars a share.
    pub is_rate: bool,
    /// Whether it stands within quotation marks: it is someone's word, not the article's.
    pub quoted: bool,
    /// Where it stands in its sentence; see [`Term::at`].
    pub at: u16,
    /// The terms of its sentence.
    pub terms: Range<u32>,
    /// Which of them describe what is counted: `speed` in `two speed boats`.
    pub modifiers: SmallVec<[Stem; 2]>,
}

/// A word of a sentence that holds a claim.
#[derive(Debug, Clone, Copy)]
pub struct Term {
    /// What it is compared by.
    pub stem: Stem,
    /// Its first byte.
    pub start: u32,
    /// Its length in bytes.
    pub length: u8,
    /// Where it stands in its sentence, counted so that what belongs together is near: a word that says something is
    /// a step of two, a comma as much, another figure twice that.
    pub at: u16,
    /// What it tells.
    pub sense: Sense,
    /// In how many of these sentences its text has it.
    pub sentences: u8,
}

/// How far a word that says something moves on.
const WORD_STEP: u16 = 2;
/// How far another figure keeps apart what stands before and behind it.
const FIGURE_STEP: u16 = 4;
/// How far `and` moves on: as a comma does.
const JOINT_STEP: u16 = 2;
/// The scope of a figure that counts some of others.
const PART: Scope = 1 << 15;
/// A fate that stands farther off is another's.
const FATE_REACH: u16 = 12;
/// Words beyond this do not describe a figure.
const SCOPE_REACH: u16 = 2;
/// Sentences of more words are lists or tables, of which nothing is to be learnt.
const LONGEST: usize = 120;

/// Reads the claims of a text.
pub fn account(key: u128, body: &str, facts: &Facts, nouns: &Nouns) -> Account {
    let mut reader = Reader {
        body,
        facts,
        nouns,
        account: Account {
            key,
            ..Account::default()
        },
        quotations: 0,
        quoted_until: 0,
    };
    let mut next = 0;
    while let Some(figure) = facts.figures.get(next) {
        let paragraph = line_around(body, figure.range.start as usize);
        let mut found = next;
        for sentence in sentences(&body[paragraph.clone()]) {
            let sentence = paragraph.start + sentence.start..paragraph.start + sentence.end;
            let first = found;
            while facts
                .figures
                .get(found)
                .is_some_and(|f| (f.range.start as usize) < sentence.end)
            {
                found += 1;
            }
            reader.sentence(&sentence, first..found);
        }
        next = found.max(next + 1);
    }
    let mut account = reader.account;
    if !account.claims.is_empty() {
        account.names = event::names(facts);
    }
    count_sentences(&mut account.terms);
    account
        .claims
        .sort_by_key(|claim| (claim.unit, claim.range.start));
    account
}

/// The line that holds a byte.
fn line_around(body: &str, at: usize) -> Range<usize> {
    let at = body.floor_char_boundary(at);
    let start = body[..at].rfind('\n').map_or(0, |i| i + 1);
    let end = body[at..].find('\n').map_or(body.len(), |i| at + i);
    start..end
}

/// Tells of each term in how many sentences its text has it.
fn count_sentences(terms: &mut [Term]) {
    let mut counts: FxHashMap<Stem, u8> = FxHashMap::default();
    for term in &*terms {
        let count = counts.entry(term.stem).or_default();
        *count = count.saturating_add(1);
    }
    for term in terms {
        term.sentences = counts.get(&term.stem).copied().unwrap_or(1);
    }
}

struct Reader<'t> {
    body: &'t str,
    facts: &'t Facts,
    nouns: &'t Nouns,
    account: Account,
    /// How many quotations begin before the figure at hand, and where the last of them ends.
    quotations: usize,
    quoted_until: usize,
}

/// A claim whose sentence is being read.
struct Pending<'t> {
    figure: &'t Figure,
    at: u16,
}

impl Reader<'_> {
    /// Reads the claims of one sentence, given its figures.
    fn sentence(&mut self, sentence: &Range<usize>, figures: Range<usize>) {
        let facts = self.facts;
        let Some(figures) = facts.figures.get(figures).filter(|f| !f.is_empty()) else {
            return;
        };
        let words = &facts.words;
        let first = words.partition_point(|w| (w.start as usize) < sentence.start);
        let last = words.partition_point(|w| (w.start as usize) < sentence.end);
        if last - first > LONGEST {
            return;
        }
        let begin = self.account.terms.len();
        let mut pending: Vec<Pending<'_>> = Vec::new();
        let mut fates: Vec<(u16, Fate)> = Vec::new();
        let mut scopes: Vec<(u16, Scope)> = Vec::new();
        let (mut at, mut end) = (0_u16, sentence.start);
        let title = self.is_title(&words[first..last]);
        for (number, &word) in words[first..last].iter().enumerate() {
            let range = word.range();
            at += self.body.get(end..range.start).map_or(0, pause);
            end = range.end;
            let figure = figures
                .get(pending.len())
                .filter(|f| f.number.start as usize <= range.start);
            if let Some(figure) = figure {
                at += FIGURE_STEP / 2;
                pending.push(Pending { figure, at });
                at += FIGURE_STEP / 2;
            }
            let counted = pending.last().map(|p| p.figure);
            if counted.is_some_and(|f| range.start < f.number.end as usize) {
                continue;
            }
            let text = self.body.get(range.clone()).unwrap_or_default();
            let Known {
                stem,
                sense,
                fate,
                scope,
                ..
            } = known(text, word);
            if fate != 0 {
                fates.push((at, fate));
            }
            if scope != 0 {
                scopes.push((at, scope));
            }
            if sense == Sense::Function || word.is_digits() && !is_year(text) {
                at += if is_joint(text) { JOINT_STEP } else { 0 };
                continue;
            }
            if counted
                .is_some_and(|f| f.kind == FigureKind::Age && range.start < f.range.end as usize)
            {
                continue;
            }
            let is_unit = counted.is_some_and(|f| {
                range.start < f.range.end as usize
                    && self.nouns.class(text) == self.nouns.class(&f.unit)
            });
            if is_unit {
                at += WORD_STEP;
                continue;
            }
            let capital = text.starts_with(char::is_uppercase) && number > 0 && !title;
            let sense = match sense {
                _ if word.is_digits() => Sense::Time,
                Sense::Content | Sense::Common if capital => Sense::Name,
                sense => sense,
            };
            self.account.terms.push(Term {
                stem,
                start: word.start,
                length: range.len().min(usize::from(u8::MAX)) as u8,
                at,
                sense,
                sentences: 1,
            });
            at += WORD_STEP;
        }
        let terms = begin as u32..self.account.terms.len() as u32;
        let before = self.account.claims.len();
        let positions: Vec<u16> = pending.iter().map(|p| p.at).collect();
        for (number, Pending { figure, at }) in pending.into_iter().enumerate() {
            let room = room(&positions, number);
            let fate = nearest(&fates, at, &room, FATE_REACH).unwrap_or_default();
            let scope = scopes
                .iter()
                .filter(|(place, _)| place.abs_diff(at) <= SCOPE_REACH + FIGURE_STEP / 2)
                .fold(0, |all, (_, scope)| all | scope);
            // Of the 23 who were held, 12 are sailors.
            let of_others = number > 0 && self.begins_with_of(sentence);
            let terms = terms.clone();
            if let Some(claim) = self.claim(figure, at, (fate, scope), of_others, terms) {
                self.account.claims.push(claim);
            }
        }
        if self.account.claims.len() == before {
            self.account.terms.truncate(begin);
        }
    }

    /// Whether a figure stands within quotation marks; figures are asked for by position.
    fn is_quoted(&mut self, figure: &Figure) -> bool {
        let start = figure.range.start as usize;
        let quotations = &self.facts.delimiters.quotations;
        while let Some(quotation) = quotations.get(self.quotations) {
            if quotation.outer.start >= start {
                break;
            }
            self.quoted_until = self.quoted_until.max(quotation.outer.end);
            self.quotations += 1;
        }
        start < self.quoted_until
    }

    fn claim(
        &mut self,
        figure: &Figure,
        at: u16,
        (fate, scope): (Fate, Scope),
        of_others: bool,
        terms: Range<u32>,
    ) -> Option<Claim> {
        // Of a number alone the phrase must go on: 12 were hurt, but not: Novak, 12, was hurt.
        let befell = fate != 0 && !self.behind(figure.range.end).is_empty();
        let (unit, factor) =
            units::unit(figure, befell, self.behind(figure.number.end), self.nouns)?;
        if self.is_vague(figure) {
            return None;
        }
        let counts = matches!(figure.kind, FigureKind::Count | FigureKind::Bare);
        let part = if of_others || self.is_part(figure) {
            PART
        } else {
            0
        };
        let quoted = self.is_quoted(figure);
        let anchor = match figure.kind {
            FigureKind::Measure => terms::known_stem(self.behind(figure.range.end)).anchor,
            _ => 0,
        };
        let within = self
            .account
            .terms
            .get(terms.start as usize..)
            .unwrap_or_default();
        let modifiers = within
            .iter()
            .filter(|term| term.start >= figure.number.end && term.start < figure.range.end);
        Some(Claim {
            // What it is counted by describes nothing: 5 dollars a share.
            modifiers: modifiers
                .filter(|_| figure.per.is_none())
                .map(|term| term.stem)
                .collect(),
            range: figure.range.clone(),
            amount: Amount::of(figure, factor),
            kind: figure.kind,
            unit,
            word: terms::stem(&figure.unit),
            fate: if counts { fate } else { 0 },
            scope: if counts { scope | part } else { 0 },
            anchor,
            is_rate: figure.per.is_some(),
            quoted,
            at,
            terms,
        })
    }

    fn text(&self, range: &Range<u32>) -> &str {
        let range = range.start as usize..range.end as usize;
        self.body.get(range).unwrap_or_default()
    }

    fn begins_with_of(&self, sentence: &Range<usize>) -> bool {
        let text = self.body.get(sentence.clone());
        text.is_some_and(|text| text.starts_with("Of "))
    }

    /// The word right behind a place in a phrase; empty where there is none.
    fn behind(&self, end: u32) -> &str {
        let text = self.body.get(end as usize..).unwrap_or_default();
        let word = text.strip_prefix([' ', '-']).unwrap_or_default();
        let end = word.find(|c: char| !c.is_alphabetic());
        word.get(..end.unwrap_or(word.len())).unwrap_or_default()
    }

    /// Whether no number is told: `dozens`, `millions`, `a dozen`.
    fn is_vague(&self, figure: &Figure) -> bool {
        let words = self.text(&figure.number).split([' ', '-']);
        words.into_iter().any(|word| {
            [
                "dozen",
                "dozens",
                "scores",
                "tens",
                "hundreds",
                "thousands",
                "millions",
                "billions",
                "trillions",
                "pair",
                "couple",
            ]
            .iter()
            .any(|vague| word.eq_ignore_ascii_case(vague))
        })
    }

    /// Whether it counts some of others, or more of them: `three of the seven bullets`, `two more`.
    fn is_part(&self, figure: &Figure) -> bool {
        let behind = self.body.get(figure.number.end as usize..);
        behind.is_some_and(|text| {
            let mut words = text.split(' ').skip(1);
            match words.next() {
                Some("of") => words.next() != Some("people"),
                first => first == Some("more"),
            }
        })
    }

    /// Whether nearly every word has a capital, as in a headline: then a capital tells no name.
    fn is_title(&self, words: &[Word]) -> bool {
        let letters = words.iter().filter(|w| !w.is_digits());
        let capitals = letters.clone().filter(|w| {
            self.body
                .get(w.range())
                .is_some_and(|text| text.starts_with(char::is_uppercase))
        });
        capitals.count() * 5 > letters.count() * 3
    }
}

/// How far what stands between two words keeps them apart.
fn pause(gap: &str) -> u16 {
    gap.chars()
        .map(|c| match c {
            ',' => 2,
            ';' | ':' | '(' | ')' | '–' | '—' | '!' | '?' => 3,
            _ => 0,
        })
        .max()
        .unwrap_or(0)
}

/// Whether a word joins what is said of two things.
fn is_joint(text: &str) -> bool {
    ["and", "but", "while", "with", "or"]
        .iter()
        .any(|joint| text.eq_ignore_ascii_case(joint))
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && (text.starts_with("19") || text.starts_with("20"))
}

/// What lies nearer to one figure than to its neighbours: behind it, as far as the next; before it, as far as the last.
fn room(positions: &[u16], number: usize) -> Range<u16> {
    let before = number.checked_sub(1).and_then(|n| positions.get(n));
    let next = positions.get(number + 1);
    before.map_or(0, |&at| at)..next.map_or(u16::MAX, |&at| at)
}

/// The fate named nearest to a figure, one behind it before one as near before it.
fn nearest(fates: &[(u16, Fate)], at: u16, room: &Range<u16>, reach: u16) -> Option<Fate> {
    fates
        .iter()
        .filter(|(place, _)| room.contains(place) && place.abs_diff(at) <= reach)
        .min_by_key(|(place, _)| (place.abs_diff(at), *place < at))
        .map(|&(_, fate)| fate)
}
