//! What one text claims: its figures and dates, each with the words around it.

mod beside;
mod dated;
mod times;

use std::ops::Range;

use jiff::civil::Date;
use rustc_hash::{FxBuildHasher, FxHashMap};
use smallvec::SmallVec;

use super::amounts::{Amount, Fit};
use super::days::Day;
use super::event;
use super::recent::Recent;
use super::sentence::{Sentence, Stretch, Text, Told};
use super::terms::{self, Fate, Nouns, Scope, Sense, Stem};
use super::units;
use crate::facts::Facts;
use crate::facts::dates::{self, Moment};
use crate::facts::figures::{Figure, FigureKind, units as figure_units};
use crate::facts::reading::Sentence as Whole;

/// All that a text claims.
#[derive(Debug, Default)]
pub struct Account {
    /// Hash of the text's content.
    pub key: u128,
    /// The day that its head gives as its own.
    pub day: Option<Date>,
    /// The words of the names in all of it, sorted, each once; none where nothing is claimed.
    pub names: Vec<Stem>,
    /// Its claims, by unit, then by position.
    pub claims: Vec<Claim>,
    /// The terms of the sentences that hold a claim, by position.
    pub terms: Vec<Term>,
}

/// One figure or date, with what tells what it is of.
#[derive(Debug)]
pub struct Claim {
    /// The whole figure or date, in bytes of the text; both figures of an amount in two units.
    pub range: Range<u32>,
    /// How much. Of a date, nothing.
    pub amount: Amount,
    /// When, if it is a date.
    pub day: Option<Day>,
    /// What sort of figure it is; a date is a name.
    pub kind: FigureKind,
    /// The class of what is counted, with what it is counted by (a week); of a date, what it dates.
    pub unit: Stem,
    /// The unit itself, by its word: weeks and years are of one class.
    pub word: Stem,
    /// What befell those who are counted.
    pub fate: Fate,
    /// The part of the things that is counted.
    pub scope: Scope,
    /// What a time is counted from.
    pub anchor: Stem,
    /// Whether it is a time that something lasts.
    pub lasts: bool,
    /// Which side of a matter gives it; 0 for none.
    pub stance: Stem,
    /// The last word of the person's name right beside an age; 0 for none.
    pub bearer: Stem,
    /// Whether it changes from hour to hour, as what is counted by something (5 dollars a share) and markets do.
    pub moves: bool,
    /// Whether it stands within quotation marks: it is someone's word, not the article's.
    pub quoted: bool,
    /// What it makes with the figure before it and with that behind it: 12 women and 11 men are 23.
    pub sums: SmallVec<[f64; 2]>,
    /// Where it stands in its sentence; see [`Term::at`].
    pub at: u16,
    /// The terms of its sentence.
    pub terms: Range<u32>,
    /// Which of them describe what is counted: `speed` in `two speed boats`.
    pub modifiers: SmallVec<[Stem; 2]>,
}

impl Claim {
    /// How what it says stands to what another of the same unit does.
    pub fn fit(&self, other: &Claim) -> Fit {
        match (self.day, other.day) {
            (Some(one), Some(other)) => one.fit(&other),
            _ => self.amount.fit(&other.amount),
        }
    }

    /// Whether the two are farther apart than two figures or dates of one thing are, but for slips.
    pub fn is_far_from(&self, other: &Claim) -> bool {
        match (self.day, other.day) {
            (Some(one), Some(other)) => !one.is_near(&other),
            _ => self.amount.ratio(&other.amount) > FARTHEST,
        }
    }

    /// Whether it is a day that its month does not have.
    pub fn is_no_day(&self) -> bool {
        self.day.is_some_and(|day| !day.exists())
    }
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

/// The scope of a figure that counts some of others.
const PART: Scope = 1 << 15;
/// The scope of a figure that counts more of others.
const MORE: Scope = 1 << 14;
/// The scope of a figure that tells by how much something changed.
const CHANGE: Scope = 1 << 13;
/// The scope of a figure of what is wanted or may be.
const POSSIBLE: Scope = 1 << 12;
/// The scope of a figure of a part of a game.
const STRETCH: Scope = 1 << 11;
/// The scope of a figure of some points in a row.
const RUN: Scope = 1 << 10;
/// Two figures of one thing are seldom farther apart, by ratio.
const FARTHEST: f64 = 4.0;
/// Bytes between two numbers that are given together.
const SUM_REACH: u32 = 40;
/// Sentences of more words are lists or tables, of which nothing is to be learnt.
const LONGEST: usize = 120;

/// Reads the claims of a text.
pub fn account(
    key: u128,
    body: &str,
    facts: &Facts,
    nouns: &Nouns,
    recent: &mut Recent,
) -> Account {
    let mut reader = Reader {
        body,
        facts,
        nouns,
        recent,
        account: Account {
            key,
            ..Account::default()
        },
        sentence_start: 0,
        quotations: 0,
        quoted_until: 0,
    };
    let (mut next, mut moments) = (0, &facts.moments[..]);
    for sentence in &facts.sentences {
        let rest = facts.figures.get(next..).unwrap_or_default();
        let is_within = |range: &Range<u32>| (range.start as usize) < sentence.range.end;
        let figures = rest.iter().take_while(|figure| is_within(&figure.range));
        let first = next;
        next += figures.count();
        let within = moments.iter().take_while(|moment| is_within(&moment.range));
        let (within, later) = moments.split_at(within.count());
        moments = later;
        reader.sentence(sentence, first..next, within);
    }
    let mut account = reader.account;
    if !account.claims.is_empty() {
        account.names = event::names(facts);
        account.day = dates::dateline(body, &facts.moments);
    }
    count_sentences(&mut account.terms);
    account
        .claims
        .sort_by_key(|claim| (claim.unit, claim.range.start));
    account
}

/// Tells of each term in how many sentences its text has it, of those that hold a figure.
fn count_sentences(terms: &mut [Term]) {
    let mut counts: FxHashMap<Stem, u8> =
        FxHashMap::with_capacity_and_hasher(terms.len(), FxBuildHasher);
    for term in terms.iter().filter(|term| term.sentences > 0) {
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
    recent: &'t mut Recent,
    account: Account,
    /// Where the sentence at hand begins.
    sentence_start: usize,
    /// How many quotations begin before it, and where the last of them ends.
    quotations: usize,
    quoted_until: usize,
}

impl<'t> Reader<'t> {
    /// Reads the claims of one sentence, given its figures and its moments.
    fn sentence(&mut self, sentence: &Whole, figures: Range<usize>, moments: &[Moment]) {
        let facts = self.facts;
        let figures = facts.figures.get(figures).unwrap_or_default();
        let dates = dated::dated(self.body, moments);
        if figures.is_empty() && dates.is_empty() {
            return;
        }
        let words = facts.words.get(sentence.words.clone());
        let shapes = facts.shapes.get(sentence.words.clone());
        let (Some(words), Some(shapes)) = (words, shapes) else {
            return;
        };
        if words.len() > LONGEST {
            return;
        }
        let range = &sentence.range;
        self.sentence_start = range.start;
        let begin = self.account.terms.len();
        let terms = &mut self.account.terms;
        let first = words.first().map_or(0, |word| word.start);
        let starts_with_name = facts.entities.mention_at(first).is_some();
        let text = Text {
            body: self.body,
            words,
            shapes,
            starts_with_name,
        };
        let sentence = Sentence::read(&text, figures, self.nouns, self.recent, terms);
        let terms = begin as u32..terms.len() as u32;
        let before = self.account.claims.len();
        for dated in &dates {
            let scope = |at| sentence.scope_before(at);
            let claim = self.dated_claim(dated, words, terms.clone(), scope);
            self.account.claims.extend(claim);
        }
        for (number, (figure, at)) in figures.iter().zip(sentence.places()).enumerate() {
            // Of the 23 who were held, 12 are sailors.
            let of_others = number > 0 && self.begins_with_of(range);
            let told = sentence.told(number, at);
            if let Some(claim) = self.claim(figure, at, &told, of_others, terms.clone()) {
                self.account.claims.push(claim);
            }
        }
        if self.account.claims.len() == before {
            self.account.terms.truncate(begin);
        } else if figures.is_empty() {
            let terms = self.account.terms.iter_mut().skip(begin);
            terms.for_each(|term| term.sentences = 0);
        }
    }

    /// Whether a place lies within quotation marks; sentences are asked for by position.
    fn is_quoted(&mut self, start: u32) -> bool {
        let start = start as usize;
        let quotations = &self.facts.delimiters.quotations;
        while let Some(quotation) = quotations.get(self.quotations) {
            if quotation.outer.start >= self.sentence_start {
                break;
            }
            self.quoted_until = self.quoted_until.max(quotation.outer.end);
            self.quotations += 1;
        }
        let own = quotations.get(self.quotations..).unwrap_or_default();
        let mut own = own.iter().take_while(|q| q.outer.start < start);
        start < self.quoted_until || own.any(|quotation| start < quotation.outer.end)
    }

    fn claim(
        &mut self,
        figure: &Figure,
        at: u16,
        told: &Told,
        of_others: bool,
        terms: Range<u32>,
    ) -> Option<Claim> {
        let Told {
            fate, scope, moves, ..
        } = *told;
        let behind = self.behind(figure.number.end);
        let fate = if self.is_label(figure, behind) {
            0
        } else {
            fate
        };
        // Of a number alone the phrase must go on: 12 were hurt, but not: Novak, 12, was hurt.
        let befell = fate != 0 && !self.behind(figure.range.end).is_empty();
        let (unit, factor) = units::unit(figure, befell, behind, self.nouns)?;
        let rest = self.rest(figure);
        if self.is_vague(figure) || self.is_rest(figure) || self.is_clock(figure, rest) {
            return None;
        }
        let amount = Amount::of(figure, factor);
        let more = rest.and_then(|rest| {
            let (_, factor) = units::unit(rest, false, "", self.nouns)?;
            Some(Amount::of(rest, factor))
        });
        let counts = matches!(figure.kind, FigureKind::Count | FigureKind::Bare);
        let part = if of_others { PART } else { self.part(figure) };
        let quoted = self.is_quoted(figure.range.start);
        let lasts = figure_units::base(&figure.unit).is_some_and(|unit| unit.dimension == "time");
        let lead = self.before(figure.range.start);
        if figure.is_range && told.changes && self.text(&figure.range).starts_with("from ") {
            return None; // what it was and what it is now
        }
        let change = told.changes && lead == "by";
        let stretch = told.stretch.filter(|_| counts);
        let aspect = if change { CHANGE } else { 0 }
            | if told.possible { POSSIBLE } else { 0 }
            | match stretch {
                Some(Stretch::Run) => RUN,
                Some(Stretch::Part) => STRETCH,
                None => 0,
            };
        let anchor = self.anchor(figure, lead);
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
            range: figure.range.start..rest.map_or(figure.range.end, |rest| rest.range.end),
            amount: more.map_or(amount, |more| amount.with(more)),
            day: None,
            kind: figure.kind,
            unit,
            word: terms::stem(&figure.unit),
            fate: if counts { fate } else { 0 },
            scope: if counts { scope | part } else { 0 } | aspect,
            stance: told.stance,
            bearer: self.bearer(figure),
            anchor,
            lasts,
            moves: figure.per.is_some() || moves && figure.kind != FigureKind::Age && fate == 0,
            quoted,
            sums: self.sums(figure),
            at,
            terms,
        })
    }

    fn text(&self, range: &Range<u32>) -> &str {
        let range = range.start as usize..range.end as usize;
        self.body.get(range).unwrap_or_default()
    }

    /// What a count makes with its neighbours, where no more than a few words stand between.
    fn sums(&self, figure: &Figure) -> SmallVec<[f64; 2]> {
        let counts = |f: &Figure| matches!(f.kind, FigureKind::Count | FigureKind::Bare);
        if !counts(figure) {
            return SmallVec::new();
        }
        let is_near = |other: &&Figure| {
            let gap = figure.number.start.max(other.number.start)
                - figure.number.end.min(other.number.end);
            counts(other) && gap <= SUM_REACH
        };
        let near = self
            .neighbours(figure)
            .into_iter()
            .flatten()
            .filter(is_near);
        near.map(|other| other.value + figure.value).collect()
    }

    /// The figures before one and behind it.
    fn neighbours(&self, figure: &Figure) -> [Option<&'t Figure>; 2] {
        let all: &'t [Figure] = &self.facts.figures;
        let at = all.partition_point(|f| f.range.start < figure.range.start);
        [
            at.checked_sub(1).and_then(|at| all.get(at)),
            all.get(at + 1),
        ]
    }
}
