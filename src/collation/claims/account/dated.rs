//! Dates that say when the thing of their sentence was: the June 25 ruling, Novak was arrested on March 3.
//!
//! A text is full of dates, so that one tells nothing without what it dates. That is its unit, as what is counted is
//! that of a figure: the noun behind the date, or the verb or noun before it. A year before a noun tells apart things of a
//! kind (the 2016 election), and is no claim.

use std::ops::Range;

use smallvec::SmallVec;

use super::beside::word_before;
use super::{Claim, Reader, Term};
use crate::collation::claims::amounts::Amount;
use crate::collation::claims::days::Day;
use crate::collation::claims::terms::{self, Sense, Stem};
use crate::facts::dates::Moment;
use crate::facts::figures::FigureKind;
use crate::text::words::Word;

/// What a date dates stands no farther before it; see [`Term::at`].
const REACH: u16 = 12;
/// Words from a date to the end of the phrase that it stands in.
const LONGEST_PHRASE: usize = 5;
/// Bytes between two dates that are said together: from May 3 to May 5.
const TOGETHER: u32 = 9;

/// How a date stands in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Before a noun: the June 25 ruling.
    Label,
    /// Behind what it dates: arrested on March 3. Whether that was then, or went on since or until then.
    Adverb(Relation),
}

/// How what is dated stands to the date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    At,
    Since,
    Until,
    After,
}

/// A date that may be a claim.
pub(super) struct Dated {
    range: Range<u32>,
    day: Day,
    place: Place,
}

/// The dates of a sentence that may be claims, given all moments of it.
pub(super) fn dated(body: &str, moments: &[Moment]) -> SmallVec<[Dated; 2]> {
    let mut found = SmallVec::new();
    for (number, moment) in moments.iter().enumerate() {
        let Some(day) = Day::of(moment.when) else {
            continue;
        };
        let before = number.checked_sub(1).and_then(|n| moments.get(n));
        let next = moments.get(number + 1);
        let joint_before = before.and_then(|before| joint(body, before, moment));
        let joint_behind = next.and_then(|next| joint(body, moment, next));
        let place = match (joint_before, joint_behind) {
            (None, None) => place(body, &moment.range, day),
            (None, Some(Joint::Span)) => Some(Place::Adverb(Relation::Since)),
            (Some(Joint::Span), None) => Some(Place::Adverb(Relation::Until)),
            _ => None,
        };
        if let Some(place) = place {
            found.push(Dated {
                range: moment.range.clone(),
                day,
                place,
            });
        }
    }
    found
}

/// How two dates are said together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// From the one to the other.
    Span,
    /// One and the other, or one of the two.
    List,
}

/// How two dates in a row are joined, if they are said together.
fn joint(body: &str, one: &Moment, other: &Moment) -> Option<Joint> {
    if other.range.start - one.range.end > TOGETHER {
        return None;
    }
    let gap = body.get(one.range.end as usize..other.range.start as usize)?;
    let is_span = matches!(
        gap.trim(),
        "to" | "through" | "until" | "till" | "-" | "–" | "—"
    );
    Some(if is_span { Joint::Span } else { Joint::List })
}

/// Whether a line holds a date and nothing else but a word before it: the day of the article itself.
fn is_line(body: &str, range: &Range<u32>) -> bool {
    let behind = body.get(range.end as usize..).unwrap_or_default();
    // First, since a line may be as long as the text.
    if !behind.is_empty() && !behind.starts_with(['\n', '\r']) {
        return false;
    }
    let before = body.get(..range.start as usize).unwrap_or_default();
    let line = before.rsplit(['\n', '\r']).next().unwrap_or_default();
    line.split_ascii_whitespace().nth(1).is_none()
}

/// How a date stands in its sentence, by the word before it; `None` where it is no claim.
fn place(body: &str, range: &Range<u32>, day: Day) -> Option<Place> {
    let (lead, is_parted) = word_before(body, range.start);
    if !is_parted || is_line(body, range) {
        return None;
    }
    // 9/11 victims
    let text = body.get(range.start as usize..range.end as usize)?;
    if text.matches('/').count() == 1 {
        return Some(Place::Label);
    }
    let is_at = |leads: &[&str]| leads.iter().any(|l| lead.eq_ignore_ascii_case(l));
    if is_at(&[
        "the", "a", "an", "this", "that", "his", "her", "its", "their", "our", "s",
    ]) || is_at(&["of", "for"]) && is_before_noun(body, range.end)
    {
        return day.is_day().then_some(Place::Label);
    }
    let relation = match () {
        () if is_at(&["since", "from"]) => Relation::Since,
        () if is_at(&["until", "till", "through"]) => Relation::Until,
        () if is_at(&["after"]) => Relation::After,
        () if is_at(&[
            "to", "and", "or", "between", "early", "late", "mid", "than", "fiscal", "by", "before",
        ]) =>
        {
            return None;
        }
        () if is_at(&["in", "on"]) => Relation::At,
        // It opened May 3, but no table: Record May 3.
        () if day.is_day() && lead.starts_with(char::is_lowercase) => Relation::At,
        () => return None,
    };
    Some(Place::Adverb(relation))
}

/// Whether a small word follows a date, as of a phrase that the date begins: of Sept. 11 victims.
fn is_before_noun(body: &str, end: u32) -> bool {
    let rest = body.get(end as usize..).unwrap_or_default();
    let Some(rest) = rest.strip_prefix([' ', '\n']) else {
        return false;
    };
    let word = rest.split(|c: char| !c.is_alphabetic()).next();
    word.is_some_and(|word| {
        word.starts_with(char::is_lowercase) && terms::known_stem(word).sense != Sense::Function
    })
}

impl Reader<'_> {
    /// The claim that a date of a sentence makes, given the sentence's words and its terms.
    pub(super) fn dated_claim(
        &mut self,
        dated: &Dated,
        words: &[Word],
        terms: Range<u32>,
        scope: impl Fn(u16) -> terms::Scope,
    ) -> Option<Claim> {
        let range = dated.range.clone();
        let within = self
            .account
            .terms
            .get(terms.start as usize..terms.end as usize)?;
        let behind = within.partition_point(|term| term.start < range.start);
        let at = match (within.get(behind), within.last()) {
            (Some(term), _) => term.at,
            (None, Some(last)) => last.at + 2,
            (None, None) => return None,
        };
        let (before, behind) = within.split_at(behind);
        let (of, relation) = match dated.place {
            Place::Label => (self.head(words, range.end)?, Relation::At),
            Place::Adverb(relation) => (self.dated_thing(before, behind, &range, at)?, relation),
        };
        let unit = of.rotate_left(11) ^ (relation as Stem + 1).wrapping_mul(0x85eb_ca6b);
        let quoted = self.is_quoted(range.start);
        Some(Claim {
            range,
            amount: Amount::exactly(0.0),
            day: Some(dated.day),
            kind: FigureKind::Name,
            unit,
            word: unit,
            fate: 0,
            scope: scope(at),
            anchor: 0,
            lasts: false,
            stance: 0,
            bearer: 0,
            moves: false,
            quoted,
            sums: SmallVec::new(),
            at,
            terms,
            modifiers: SmallVec::new(),
        })
    }

    /// The noun that the phrase behind a date ends with: its first plural, else its last word before a verb.
    fn head(&self, words: &[Word], end: u32) -> Option<Stem> {
        let first = words.partition_point(|word| word.start < end);
        let (mut head, mut last) = (None, end);
        for (number, word) in words.iter().skip(first).take(LONGEST_PHRASE).enumerate() {
            let text = self.text(&(word.start..word.end));
            let gap = self.text(&(last..word.start));
            let is_joined = matches!(gap, " " | "-" | "\n") || number == 0 && gap == ", ";
            let known = terms::known_stem(text);
            let is_verb = text.ends_with("ed") || text.ends_with("ing");
            if !is_joined
                || known.sense == Sense::Function
                || word.is_digits()
                || head.is_some() && (is_verb || known.sense == Sense::Common)
            {
                break;
            }
            last = word.end;
            if !text.starts_with(char::is_lowercase) {
                continue;
            }
            if known.dates {
                return None;
            }
            head = Some(known.stem);
            if text.ends_with('s') && !text.ends_with("ss") {
                break;
            }
        }
        head
    }

    /// What a date behind a verb or noun dates: the nearest verb that ends as one, else the nearest word. Where a sentence
    /// begins with the date, its first such verb.
    fn dated_thing(
        &self,
        before: &[Term],
        behind: &[Term],
        range: &Range<u32>,
        at: u16,
    ) -> Option<Stem> {
        let says = |term: &&Term| matches!(term.sense, Sense::Content | Sense::Common);
        let is_verb = |term: &&Term| {
            let word = self.text(&(term.start..term.start + u32::from(term.length)));
            let is_past = word.ends_with("ed") && !word.ends_with("eed");
            is_past && term.sense == Sense::Content
        };
        let mut near = before.iter().rev().filter(says);
        let near: SmallVec<[&Term; 8]> = near
            .by_ref()
            .take_while(|term| at - term.at <= REACH)
            .collect();
        // Posted in News on 3 March.
        if near
            .iter()
            .any(|term| terms::dates(term.stem) && is_verb(term))
        {
            return None;
        }
        let things = || near.iter().copied().filter(|term| !terms::joins(term.stem));
        let Some(nearest) = things().next() else {
            let is_first = !before.iter().any(|term| says(&term));
            let mut behind = behind.iter().filter(|term| term.start >= range.end);
            let verb = behind.find(is_verb).filter(|_| is_first);
            return verb
                .map(|verb| verb.stem)
                .filter(|&verb| !terms::tells(verb));
        };
        if terms::tells(nearest.stem) {
            return None;
        }
        // The vote set for 3 March is no other's day.
        let is_joined = near.first().is_some_and(|term| terms::joins(term.stem));
        let verb = things().find(is_verb).filter(|_| !is_joined);
        let of = verb.unwrap_or(nearest);
        // The week, or the week ended.
        let is_of_period = |of: &Term| {
            let before = before.iter().rfind(|term| term.start < of.start);
            terms::dates(of.stem) || before.is_some_and(|before| terms::dates(before.stem))
        };
        (!is_of_period(nearest) && !is_of_period(of)).then_some(of.stem)
    }
}
