//! What two articles share, side by side.

use std::ops::Range;

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::limits;
use super::overview::percent;
use super::reading::{Chip, Reading, Source, on_one_line};
use crate::bundle::ArticleId;
use crate::collation::passages::{Run, shared_runs};
use crate::facts::shingles::SHINGLE;
use crate::queries::articles::{Kinship, Similar};
use crate::text::words::{Word, words};

/// Words that part two passages which are shown as one stretch, with what differs between them.
const GAP: usize = 24;
/// Words beside a stretch that are shown.
const BESIDE: usize = 8;

/// See the module's head.
#[derive(Debug, Default, Serialize)]
pub(super) struct Pairs {
    /// The most alike first.
    pub(super) list: Vec<Pair>,
    /// Pairs that share something and are not shown.
    pub(super) more: usize,
    #[serde(skip)]
    by_articles: FxHashMap<(usize, usize), String>,
}

/// Two articles.
#[derive(Debug, Serialize)]
pub(super) struct Pair {
    pub(super) id: String,
    pub(super) a: Chip,
    pub(super) b: Chip,
    pub(super) alike: String,
    /// In what way they are tied, if they are.
    pub(super) how: Option<&'static str>,
    /// The share of each that stands in the other.
    pub(super) shares: (String, String),
    /// Words that stand in both.
    words: usize,
    stretches: Vec<Stretch>,
    /// Passages that are not shown.
    more: usize,
}

/// A stretch of both that is the same but for what is marked.
#[derive(Debug, Serialize)]
struct Stretch {
    a: Side,
    b: Side,
    words: usize,
}

/// One side of it.
#[derive(Debug, Serialize)]
struct Side {
    /// What it leads to.
    to: Option<String>,
    line: usize,
    pieces: Vec<Piece>,
}

/// A piece of a side: `same` in both, `only` here, or `near`: what stands before or behind.
#[derive(Debug, Serialize, PartialEq, Eq)]
struct Piece {
    kind: &'static str,
    text: String,
}

impl Pairs {
    /// What leads to a pair, by the numbers of its articles.
    pub(super) fn link(&self, a: usize, b: usize) -> Option<&str> {
        let key = (a.min(b), a.max(b));
        self.by_articles.get(&key).map(String::as_str)
    }
}

/// In what way two articles are tied, in words.
pub(super) fn kinship(kinship: Kinship) -> Option<&'static str> {
    match kinship {
        Kinship::Same => Some("the same text"),
        Kinship::Copy => Some("nearly the same text"),
        Kinship::Reworded => Some("the same with single words changed"),
        Kinship::Passage(_) => Some("otherwise different, with a passage in common"),
        Kinship::None => None,
    }
}

pub(super) fn pairs(reading: &Reading<'_>) -> Pairs {
    let mut found: Vec<(&Source<'_>, &Source<'_>, &Similar)> = Vec::new();
    for source in &reading.articles {
        let others = source.similar.iter().filter_map(|similar| {
            let other = reading.source(similar.article)?;
            (other.number > source.number).then_some((source, other, similar))
        });
        found.extend(others);
    }
    let is_tied = |similar: &Similar| similar.kinship != Kinship::None;
    found.sort_by(|(x, y, s), (v, w, t)| {
        let by_tie = is_tied(t).cmp(&is_tied(s));
        let by_share = t.alike.total_cmp(&s.alike);
        by_tie
            .then(by_share)
            .then((x.number, y.number).cmp(&(v.number, w.number)))
    });
    let mut pairs = Pairs {
        more: found.len().saturating_sub(limits::PAIRS),
        ..Pairs::default()
    };
    let mut read = Bodies::default();
    let mut left = limits::PAIRS_WORDS;
    for (a, b, similar) in found.into_iter().take(limits::PAIRS) {
        let most = left.clamp(limits::PAIR_LEAST, limits::PAIR_WORDS);
        let pair = pair(a, b, similar, &mut read, most);
        let shown = pair.stretches.iter().map(|stretch| stretch.words);
        left = left.saturating_sub(shown.sum());
        let key = (a.number, b.number);
        pairs.by_articles.insert(key, pair.id.clone());
        pairs.list.push(pair);
    }
    pairs
}

/// The words of bodies, each read once.
#[derive(Default)]
struct Bodies(FxHashMap<ArticleId, std::rc::Rc<Vec<Word>>>);

impl Bodies {
    fn of(&mut self, source: &Source<'_>) -> std::rc::Rc<Vec<Word>> {
        let known = self.0.entry(source.article.id);
        known
            .or_insert_with(|| std::rc::Rc::new(words(&source.body)))
            .clone()
    }
}

/// Compares two articles, and shows at most so many words of what they share, but for a stretch that is longer alone.
fn pair(a: &Source<'_>, b: &Source<'_>, similar: &Similar, read: &mut Bodies, most: usize) -> Pair {
    let (x, y) = (read.of(a), read.of(b));
    let mut runs = shared_runs(&x, &y, SHINGLE);
    let all: usize = runs.iter().map(|run| run.a.len()).sum();
    // The longest first; what overlaps one of them on either side says nothing new.
    runs.sort_by_key(|run| (std::cmp::Reverse(run.a.len()), run.a.start, run.b.start));
    let mut kept: Vec<Run> = Vec::new();
    let meets = |x: &Range<usize>, y: &Range<usize>| x.start < y.end && y.start < x.end;
    for run in runs {
        if kept.len() < 200
            && !kept
                .iter()
                .any(|k| meets(&k.a, &run.a) || meets(&k.b, &run.b))
        {
            kept.push(run);
        }
    }
    let words = kept.iter().map(|run| run.a.len()).sum::<usize>().min(all);
    kept.sort_by_key(|run| (run.a.start, run.b.start));
    let mut groups: Vec<Vec<Run>> = Vec::new();
    for run in kept {
        let is_next = |last: &Run| {
            last.b.end <= run.b.start
                && run.a.start - last.a.end <= GAP
                && run.b.start - last.b.end <= GAP
        };
        match groups.last_mut() {
            Some(group) if group.last().is_some_and(is_next) => group.push(run),
            _ => groups.push(vec![run]),
        }
    }
    let length = |group: &Vec<Run>| group.iter().map(|run| run.a.len()).sum::<usize>();
    // Where all is too much, the longest are shown, in the order of the text.
    let mut order: Vec<usize> = (0..groups.len()).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(length(&groups[at])), at));
    let mut left = most;
    let mut shown: Vec<usize> = Vec::new();
    for at in order {
        if !shown.is_empty() && length(&groups[at]) > left {
            break;
        }
        left = left.saturating_sub(length(&groups[at]) + 2 * BESIDE);
        shown.push(at);
    }
    shown.sort_unstable();
    let more = groups.len() - shown.len();
    let stretches = shown.iter().map(|&at| stretch(a, b, &x, &y, &groups[at]));
    Pair {
        id: format!("p{}-{}", a.number, b.number),
        a: a.chip(),
        b: b.chip(),
        alike: percent(similar.alike),
        how: kinship(similar.kinship),
        shares: (percent(similar.shares.0), percent(similar.shares.1)),
        words,
        stretches: stretches.collect(),
        more,
    }
}

fn stretch(a: &Source<'_>, b: &Source<'_>, x: &[Word], y: &[Word], runs: &[Run]) -> Stretch {
    let of_a: Vec<Range<usize>> = runs.iter().map(|run| run.a.clone()).collect();
    let of_b: Vec<Range<usize>> = runs.iter().map(|run| run.b.clone()).collect();
    Stretch {
        words: of_a.iter().map(ExactSizeIterator::len).sum(),
        a: side(a, x, &of_a),
        b: side(b, y, &of_b),
    }
}

fn side(source: &Source<'_>, words: &[Word], runs: &[Range<usize>]) -> Side {
    let start = runs.first().map_or(0, |run| run.start);
    let end = runs.last().map_or(0, |run| run.end);
    let byte = |word: usize| {
        words
            .get(word)
            .map_or(source.body.len(), |w| w.start as usize)
    };
    let behind = |word: usize| {
        let last = word.checked_sub(1).and_then(|at| words.get(at));
        last.map_or(0, |w| w.end as usize)
    };
    let mut pieces: Vec<Piece> = Vec::new();
    let mut add = |kind, range: Range<usize>, cut: (bool, bool)| {
        let text = source.body.get(range).unwrap_or_default();
        let mut line = on_one_line(text);
        if text.starts_with(char::is_whitespace) {
            line.insert(0, ' ');
        }
        if text.ends_with(char::is_whitespace) && line.len() > 1 {
            line.push(' ');
        }
        if cut.0 {
            line.insert(0, '…');
        }
        if cut.1 {
            line = format!("{}…", line.trim_end());
        }
        if !line.is_empty() {
            pieces.push(Piece { kind, text: line });
        }
    };
    let first = start.saturating_sub(BESIDE);
    // What begins the body is shown from its first letter.
    let from = if first == 0 { 0 } else { byte(first) };
    add("near", from..byte(start), (first > 0, false));
    let mut at = byte(start);
    for (number, run) in runs.iter().enumerate() {
        if number > 0 {
            // The blanks around words that are only here are in both.
            let gap = source.body.get(at..byte(run.start)).unwrap_or_default();
            let head = at + gap.len() - gap.trim_start().len();
            let tail = (at + gap.trim_end().len()).max(head);
            add("same", at..head, (false, false));
            add("only", head..tail, (false, false));
            add("same", tail..byte(run.start), (false, false));
        }
        add("same", byte(run.start)..behind(run.end), (false, false));
        at = behind(run.end);
    }
    let last = (end + BESIDE).min(words.len());
    let to = if last == words.len() {
        source.body.len()
    } else {
        behind(last)
    };
    add("near", at..to.max(at), (false, last < words.len()));
    let bytes = byte(start) as u32..behind(end) as u32;
    let line = source.body.get(..bytes.start as usize).unwrap_or_default();
    Side {
        to: source.chip_at(&bytes).to,
        line: source.line + line.matches('\n').count(),
        pieces,
    }
}
