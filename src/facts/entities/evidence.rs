//! Which runs of capitals are names: those that stand where only names have capitals, and what they bear witness to.

use rustc_hash::{FxHashMap, FxHashSet};

use super::chunks::{Chunk, Doubt};
use super::measures::is_measured;
use super::senses::{Sense, sense};
use crate::facts::reading::Reading;
use crate::text::words::Word;

/// What the sure names of an article tell of a word.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    /// It stands in one.
    in_name: bool,
    /// It is the last of one of several words, or the first and a given name.
    ends_name: bool,
}

struct Evidence<'r, 'b> {
    reading: &'r Reading<'b>,
    seen: FxHashMap<u64, Seen>,
    /// Words in doubt that the article writes small elsewhere.
    small: FxHashSet<u64>,
}

/// Leaves out the runs that are no names, and the words at their ends that are no part of one.
pub(super) fn names(reading: &Reading<'_>, chunks: Vec<Chunk>) -> Vec<Chunk> {
    let mut seen: FxHashMap<u64, Seen> = FxHashMap::default();
    let mut doubted = Vec::new();
    for chunk in &chunks {
        let words = words_of(reading, chunk);
        if chunk.doubt != Doubt::None {
            doubted.extend(words.iter().map(|w| w.hash));
            // A given name and what follows are a name wherever they stand.
            if chunk.doubt == Doubt::Headline || !looks_personal(words) {
                continue;
            }
        }
        for (at, word) in words.iter().enumerate() {
            let seen = seen.entry(word.hash).or_default();
            seen.in_name = true;
            seen.ends_name |= words.len() > 1
                && (at + 1 == words.len() || (at == 0 && sense(*word).is(Sense::GIVEN)))
                || (chunk.title.is_some() && at + 1 == words.len());
        }
    }
    let small = written_small(reading, doubted);
    let evidence = Evidence {
        reading,
        seen,
        small,
    };
    let mut names = Vec::with_capacity(chunks.len());
    for chunk in chunks {
        evidence.divide(chunk, &mut names);
    }
    names
}

fn words_of<'b>(reading: &Reading<'b>, chunk: &Chunk) -> &'b [Word] {
    let range = chunk.words.start as usize..chunk.words.end as usize;
    reading.words.get(range).unwrap_or_default()
}

/// A given name, a surname that is no other word, and nothing but names between.
fn looks_personal(words: &[Word]) -> bool {
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return false;
    };
    let (sense_first, sense_last) = (sense(*first), sense(*last));
    let initial = first.end - first.start == 1 && words.len() > 2;
    let unmistakable = initial
        && words.get(1).is_some_and(|w| sense(*w).is(Sense::GIVEN))
        && !sense_last.is(Sense::FUNCTION);
    unmistakable
        || words.len() > 1
            && (sense_first.is(Sense::GIVEN)
                || initial
                || sense_first.is(Sense::WORD_GIVEN) && !sense_last.is(Sense::HEAD))
            && !sense_last.is(Sense::COMMON | Sense::FUNCTION | Sense::ROLE)
}

/// Which of some words the article writes in small letters.
fn written_small(reading: &Reading<'_>, mut doubted: Vec<u64>) -> FxHashSet<u64> {
    doubted.sort_unstable();
    doubted.dedup();
    // Most words are none of them: a few bits tell.
    let mut bits = [0_u64; 64];
    let place = |hash: u64| ((hash >> 7) as usize % 64, hash >> 1 & 63);
    for &hash in &doubted {
        let (word, bit) = place(hash);
        bits[word] |= 1 << bit;
    }
    let body = reading.body.as_bytes();
    let mut small = FxHashSet::default();
    for word in reading.words {
        let (at, bit) = place(word.hash);
        if bits[at] >> bit & 1 == 1
            && body
                .get(word.start as usize)
                .is_some_and(u8::is_ascii_lowercase)
            && doubted.binary_search(&word.hash).is_ok()
        {
            small.insert(word.hash);
        }
    }
    small
}

impl Evidence<'_, '_> {
    fn seen(&self, word: Word) -> Seen {
        self.seen.get(&word.hash).copied().unwrap_or_default()
    }

    /// Adds the names of a run: of a headline's, each by itself.
    fn divide(&self, mut chunk: Chunk, names: &mut Vec<Chunk>) {
        if chunk.doubt == Doubt::Headline && chunk.known.is_none() {
            let words = words_of(self.reading, &chunk);
            let (start, end) = (chunk.words.start, chunk.words.end);
            for (at, pair) in (start + 1..end.saturating_sub(1)).zip(words.windows(2)) {
                if self.parts_names(pair[0], pair[1]) && at > chunk.words.start {
                    let (words, title) = (chunk.words.start..at, chunk.title.take());
                    chunk.words.start = at + 1;
                    let head = Chunk {
                        words,
                        title,
                        ..chunk
                    };
                    names.extend(self.judge(head));
                }
            }
        }
        names.extend(self.judge(chunk));
    }

    /// Whether a word within a headline's run is of no name, going by it and by the word before it, which may be a given
    /// name and make it a surname.
    fn parts_names(&self, before: Word, word: Word) -> bool {
        let (sense_before, sense) = (sense(before), sense(word));
        let named = Sense::GIVEN
            | Sense::KNOWN
            | Sense::HEAD
            | Sense::PARTICLE
            | Sense::SUFFIX
            | Sense::PLACE_FIRST;
        !self.seen(word).in_name
            && !sense.is(named)
            && word.end - word.start > 1
            && (!sense_before.is(Sense::GIVEN) || sense.is(Sense::COMMON))
    }

    /// A run as far as it is a name.
    fn judge(&self, mut chunk: Chunk) -> Option<Chunk> {
        let last = self.reading.word(chunk.words.end as usize - 1);
        let is_son = matches!(last, "Jr" | "Sr") && chunk.words.len() > 2;
        if is_son || self.is_quoted(&chunk) {
            return Some(chunk);
        }
        match chunk.doubt {
            Doubt::None => return Some(chunk),
            Doubt::Headline => self.trim(&mut chunk),
            Doubt::Start => self.trim_start(&mut chunk),
        }
        let words = words_of(self.reading, &chunk);
        let keep = match words {
            [] => false,
            [word] => self.is_name(*word, &chunk),
            [first, .., last] => {
                let (first, last) = (*first, *last);
                let office = Sense::HEAD | Sense::SUFFIX | Sense::PLACE_LAST | Sense::TEAM;
                let common =
                    Sense::COMMON | Sense::FUNCTION | Sense::NEVER | Sense::ROLE | Sense::MODIFIER;
                let named =
                    sense(first).is(Sense::GIVEN) && chunk.doubt == Doubt::Start && words.len() < 4;
                chunk.known.is_some()
                    || looks_personal(words)
                    || (named && !self.is_small(last))
                    || self.seen(last).ends_name
                    || (chunk.doubt == Doubt::Start
                        && (sense(last).is(office)
                            || !words
                                .iter()
                                .any(|w| sense(*w).is(common) || self.is_small(*w))))
                    || (sense(last).is(office)
                        && (sense(first).is(Sense::KNOWN | Sense::DEMONYM)
                            || self.seen(first).in_name))
            }
        };
        keep.then_some(chunk)
    }

    /// Whether quotation marks hold several words in capitals and nothing else, within a sentence: `known as “Deep Quay”`.
    fn is_quoted(&self, chunk: &Chunk) -> bool {
        let (start, end) = (chunk.words.start as usize, chunk.words.end as usize);
        let (before, behind) = (self.reading.gap(start), self.reading.gap(end));
        let opens = matches!(before, " “" | " \"" | " ‘" | " '" | " ``" | " `` ");
        let closes = ["”", "\"", "’", "'", " ''"]
            .iter()
            .any(|mark| behind.starts_with(mark))
            && !(matches!(behind, "’" | "'") && self.reading.word(end) == "s");
        let is_within = start.checked_sub(1).is_some_and(|w| {
            self.reading.word(w).starts_with(char::is_lowercase)
                && !self
                    .reading
                    .words
                    .get(w)
                    .is_some_and(|&w| sense(w).is(Sense::SAYS))
        });
        chunk.doubt == Doubt::Start && chunk.words.len() > 1 && opens && closes && is_within
    }

    fn is_small(&self, word: Word) -> bool {
        self.small.contains(&word.hash)
    }

    /// Whether a single word in doubt is a name.
    fn is_name(&self, word: Word, chunk: &Chunk) -> bool {
        let (sense, seen) = (sense(word), self.seen(word));
        let ordinary = Sense::COMMON
            | Sense::FUNCTION
            | Sense::NEVER
            | Sense::ROLE
            | Sense::MODIFIER
            | Sense::HONORIFIC
            | Sense::CALENDAR
            | Sense::HEAD
            | Sense::PLACE_LAST;
        if sense.is(ordinary) {
            if sense.is(Sense::TEAM) && self.is_among_teams(chunk) {
                return true;
            }
            let is_surname = sense.is(Sense::SURNAME) && chunk.doubt == Doubt::Start;
            return seen.ends_name && !(chunk.doubt == Doubt::Headline && self.is_small(word))
                || is_surname && self.speaks(chunk.words.end as usize);
        }
        if seen.in_name || chunk.known.is_some() || sense.is(Sense::TEAM) {
            return true;
        }
        if self.is_small(word) || sense.is(Sense::DEMONYM) {
            return false;
        }
        if sense.is(Sense::GIVEN) {
            return true;
        }
        if chunk.doubt == Doubt::Headline {
            return false;
        }
        // Nothing is known of it: what follows tells.
        let end = chunk.words.end as usize;
        let text = self.reading.word(end - 1);
        let gap = self.reading.gap(end);
        let next = self.reading.words.get(end);
        let says = gap == " "
            && next.is_some_and(|&w| super::senses::sense(w).is(Sense::SAYS))
            && !is_measured(self.reading, end);
        let owns = matches!(gap, "'" | "’") && self.reading.word(end) == "s";
        // `Hale and Quall said`.
        let both = gap == " "
            && self.reading.word(end) == "and"
            && self.reading.gap(end + 1) == " "
            && self.reading.is_capitalised(end + 1)
            && self.speaks(end + 2);
        text.len() >= 4 && (says || owns || both) && !has_common_ending(text)
    }

    /// Whether a verb of saying begins at a word: `White said he knew`, not `White is a colour`.
    fn speaks(&self, at: usize) -> bool {
        let word = self.reading.words.get(at);
        let of_state = matches!(
            self.reading.word(at),
            "who" | "has" | "had" | "is" | "was" | "will" | "would"
        );
        self.reading.gap(at) == " " && !of_state && word.is_some_and(|&w| sense(w).is(Sense::SAYS))
    }

    /// Whether a word that may be a team's name has an article before it or another team close by: `Colts Beat Chiefs`.
    fn is_among_teams(&self, chunk: &Chunk) -> bool {
        let (start, end) = (chunk.words.start as usize, chunk.words.end as usize);
        let team = |w: usize| {
            let word = self.reading.words.get(w);
            let sense = word.map_or_else(Sense::default, |&w| sense(w));
            sense.is(Sense::TEAM) && !sense.is(Sense::COMMON) && self.reading.is_capitalised(w)
        };
        let the = start
            .checked_sub(1)
            .is_some_and(|w| self.reading.word(w) == "the");
        the && chunk.doubt == Doubt::Start
            || (start.saturating_sub(3)..start)
                .chain(end..end + 3)
                .any(team)
    }

    /// Takes words off a headline's run until a name is left.
    fn trim(&self, chunk: &mut Chunk) {
        if chunk.known.is_some() {
            return;
        }
        let named = |word: Word| {
            let (sense, seen) = (sense(word), self.seen(word));
            seen.ends_name
                || seen.in_name && !sense.is(Sense::COMMON | Sense::FUNCTION)
                || sense.is(Sense::GIVEN)
        };
        let office = Sense::HEAD | Sense::SUFFIX | Sense::PLACE_LAST | Sense::TEAM;
        while let [first, ..] = words_of(self.reading, chunk)
            && !named(*first)
            && !sense(*first).is(Sense::KNOWN | Sense::DEMONYM | Sense::WORD_GIVEN)
            && chunk.words.len() > 1
        {
            chunk.words.start += 1;
        }
        while let [.., before, last] = words_of(self.reading, chunk)
            && !named(*last)
            && !sense(*last).is(office)
            && !(sense(*before).is(Sense::GIVEN)
                && chunk.words.len() == 2
                && !sense(*last).is(Sense::COMMON))
        {
            chunk.words.end -= 1;
        }
    }

    /// Takes the word off that a sentence begins with, where it is none of the name.
    fn trim_start(&self, chunk: &mut Chunk) {
        let start = chunk.words.start;
        if let [first, _, rest @ ..] = words_of(self.reading, chunk)
            && chunk.known.is_none()
            && !self.seen(*first).in_name
            && !sense(*first).is(Sense::GIVEN | Sense::WORD_GIVEN | Sense::KNOWN)
        {
            let next = words_of(self.reading, chunk)[1];
            let personal = !rest.is_empty()
                && sense(next).is(Sense::GIVEN)
                && !sense(*first).is(Sense::PLACE_FIRST);
            let verbal = has_common_ending(self.reading.word(chunk.words.start as usize));
            if personal || (self.is_small(*first) || verbal) && self.seen(next).in_name {
                chunk.words.start += 1;
            }
            // `News of the Roe talks`.
            let is_small = |w: u32| {
                self.reading
                    .word(w as usize)
                    .starts_with(char::is_lowercase)
            };
            while chunk.words.len() > 1 && chunk.words.start > start && is_small(chunk.words.start)
            {
                chunk.words.start += 1;
            }
        }
    }
}

/// Endings that words have and names seldom.
fn has_common_ending(word: &str) -> bool {
    let endings = [
        "ing", "ed", "ly", "tion", "tions", "sion", "ers", "ors", "ists", "ness", "ment", "ments",
        "ies", "ity", "ous", "ive", "able", "ible", "ants", "ents", "ism", "als", "ics",
    ];
    endings.iter().any(|ending| word.ends_with(ending))
}
