//! The words around a figure, in the form in which they are compared: stems, and what kind of evidence each is.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::facts::lexicon::entries;
use crate::text::words::Word;

/// The hash of a word's stem, or of the class of words that say the same.
pub type Stem = u32;

/// What a word tells of a figure in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sense {
    /// Nothing: it is no term.
    Function,
    /// Little: it stands in any report.
    Common,
    /// What the sentence is about.
    Content,
    /// Someone or something by name.
    Name,
    /// When it was.
    Time(Time),
    /// Another figure of the sentence: who reports the same says both.
    Figure,
}

/// What a word of time names. Those of different sorts can be of one time: yesterday, Friday, 12 March.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Time {
    /// A day by its distance from the article's own: `yesterday`.
    Near,
    /// A day of the week.
    Weekday,
    /// A day of the week on which something was said, of whatever day: `said late on Monday`.
    SaidOn,
    /// A month by its name.
    Month,
    /// A month as a whole, of which news of the week does not speak: `in February`.
    WholeMonth,
    /// A year in digits.
    Year,
    /// A year as a whole, of which news of the week does not speak either: `in 2031`.
    WholeYear,
    /// So many months or years ago.
    LongAgo,
}

/// What befell those who are counted, by its number in `fates.txt`, from 1; 0 is nothing known.
pub type Fate = u8;

/// That a figure counts a part of the things (others, each): a bit for each class of `words.txt`.
pub type Scope = u16;

/// What is known of a stem.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a class of `words.txt`, and a word may stand in several"
)]
#[derive(Debug, Clone, Copy)]
pub struct Known {
    /// How it is compared.
    pub stem: Stem,
    /// What it tells.
    pub sense: Sense,
    /// The fate that it names.
    pub fate: Fate,
    /// The part of the things that it names.
    pub scope: Scope,
    /// Whether it is of what moves by the hour: a market, the weather.
    pub moves: bool,
    /// What it counts a time from, where it stands right behind one; 0 for nothing.
    pub anchor: Stem,
    /// Which side of a matter it tells; 0 for none.
    pub stance: Stem,
    /// Whether it tells that a number changed.
    pub changes: bool,
    /// Whether it tells of what is wanted or may be.
    pub possible: bool,
    /// Whether someone who does so is the source of what is told.
    pub tells: bool,
    /// Whether it only joins something to its date: the vote set for 3 March.
    pub joins: bool,
    /// Whether it names a time by itself, or a record of one: the week ended 3 March, a photo of 3 March.
    pub dates: bool,
}

impl Known {
    fn new(stem: Stem) -> Known {
        Known {
            stem,
            sense: Sense::Content,
            fate: 0,
            scope: 0,
            moves: false,
            anchor: 0,
            stance: 0,
            changes: false,
            possible: false,
            tells: false,
            joins: false,
            dates: false,
        }
    }
}

static WORDS: LazyLock<FxHashMap<Stem, Known>> = LazyLock::new(read_words);
static NOUNS: LazyLock<FxHashMap<Stem, Stem>> =
    LazyLock::new(|| classes(include_str!("nouns.txt")).collect());

/// Each entry's stem, with that of the class that it stands in.
fn classes(file: &'static str) -> impl Iterator<Item = (Stem, Stem)> {
    entries(file).map(|(class, entry)| (stem(entry), stem(class)))
}

fn read_words() -> FxHashMap<Stem, Known> {
    let mut known: FxHashMap<Stem, Known> = FxHashMap::default();
    let mut note = |entry: &str, change: &dyn Fn(&mut Known)| {
        let stem = stem(entry);
        change(known.entry(stem).or_insert_with(|| Known::new(stem)));
    };
    for (class, entry) in entries(include_str!("synonyms.txt")) {
        note(entry, &|known| known.stem = stem(class));
    }
    let mut parts: Vec<&str> = Vec::new();
    for (class, entry) in entries(include_str!("words.txt")) {
        if class.starts_with("anchor ") {
            note(entry, &|known| known.anchor = stem(class));
            continue;
        }
        if class.starts_with("stance ") {
            note(entry, &|known| known.stance = stem(class));
            continue;
        }
        if class == "possible" {
            note(entry, &|known| known.possible = true);
            continue;
        }
        if class == "telling" {
            note(entry, &|known| known.tells = true);
            continue;
        }
        if class == "joining" {
            note(entry, &|known| known.joins = true);
            continue;
        }
        if class == "dating" {
            note(entry, &|known| known.dates = true);
            continue;
        }
        if class == "change" {
            note(entry, &|known| known.changes = true);
            continue;
        }
        if let Some(part) = class.strip_prefix("scope ") {
            let number = parts.iter().position(|&p| p == part);
            let number = number.unwrap_or_else(|| {
                parts.push(part);
                parts.len() - 1
            });
            note(entry, &|known| known.scope |= 1 << (number % 16));
            continue;
        }
        if class == "moving" {
            note(entry, &|known| known.moves = true);
            continue;
        }
        let sense = match class {
            "function" => Sense::Function,
            "time near" => Sense::Time(Time::Near),
            "time weekday" => Sense::Time(Time::Weekday),
            "time month" => Sense::Time(Time::Month),
            _ => Sense::Common,
        };
        note(entry, &|known| known.sense = sense);
    }
    let mut fates: Vec<&str> = Vec::new();
    for (class, entry) in entries(include_str!("fates.txt")) {
        if !fates.contains(&class) {
            fates.push(class);
        }
        let fate = fates.len() as Fate;
        note(entry, &|known| {
            known.fate = fate;
            known.stem = stem(class);
        });
    }
    known
}

/// What is known of a word as it stands in a text.
pub fn known(text: &str, word: Word) -> Known {
    if text.is_ascii() {
        known_stem(text)
    } else {
        Known::new(word.hash as Stem)
    }
}

/// What is known of a word in ASCII.
pub fn known_stem(text: &str) -> Known {
    let stem = stem(text);
    WORDS
        .get(&stem)
        .copied()
        .unwrap_or_else(|| Known::new(stem))
}

/// Whether a stem only joins something to its date.
pub fn joins(stem: Stem) -> bool {
    WORDS.get(&stem).is_some_and(|known| known.joins)
}

/// Whether a stem names a time, or a record of one.
pub fn dates(stem: Stem) -> bool {
    WORDS.get(&stem).is_some_and(|known| known.dates)
}

/// Whether who does what a stem says is the source of what is told.
pub fn tells(stem: Stem) -> bool {
    WORDS.get(&stem).is_some_and(|known| known.tells)
}

/// What a time is counted to, as long as it is not over: three weeks left.
pub fn left() -> Stem {
    stem("anchor left")
}

/// The fate of those who were not found yet: there may be fewer of them later.
pub fn missing() -> Fate {
    known_stem("missing").fate
}

/// Nouns that count the same things, beside those of `nouns.txt`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Nouns {
    classes: FxHashMap<Stem, Stem>,
}

impl Nouns {
    /// Classes of nouns, singular or plural; those of a class count the same.
    pub fn new<'n>(classes: impl IntoIterator<Item = &'n [String]>) -> Nouns {
        let mut nouns = Nouns::default();
        for class in classes {
            let Some(first) = class.first().map(|first| nouns.class(first)) else {
                continue;
            };
            let others = class.iter().map(|other| (known_class(other), first));
            nouns.classes.extend(others);
        }
        nouns
    }

    /// The class of a counted noun: two nouns of one class count the same things.
    pub fn class(&self, noun: &str) -> Stem {
        let class = known_class(noun);
        self.classes.get(&class).copied().unwrap_or(class)
    }
}

/// The class of a noun in `nouns.txt`.
fn known_class(noun: &str) -> Stem {
    let stem = stem(noun);
    NOUNS.get(&stem).copied().unwrap_or(stem)
}

/// Longer words are told apart by their first letters alone.
const LONGEST: usize = 24;

/// The hash of an English word without its endings: `injures`, `injured` and `injuring` are one. Rough: it serves to
/// compare words, not to print them. Words that are not ASCII keep their endings.
pub fn stem(word: &str) -> Stem {
    let mut letters = [0; LONGEST];
    let mut length = 0;
    for (letter, byte) in letters.iter_mut().zip(word.bytes()) {
        *letter = byte.to_ascii_lowercase();
        length += 1;
    }
    hash(stemmed(&mut letters, length))
}

/// The stem of a word of `length` small letters. A plural's ending goes first, then that of a verb or adverb, then `e`.
fn stemmed(letters: &mut [u8; LONGEST], mut length: usize) -> &[u8] {
    let ends = |letters: &[u8; LONGEST], length: usize, ending: &[u8]| {
        length >= ending.len() + 3 && letters[..length].ends_with(ending)
    };
    if ends(letters, length, b"ies") {
        length -= 2;
        letters[length - 1] = b'y';
    } else if ends(letters, length, b"sses")
        || ends(letters, length, b"shes")
        || ends(letters, length, b"ches")
        || ends(letters, length, b"xes")
    {
        length -= 2;
    } else if ends(letters, length, b"s")
        && !ends(letters, length, b"ss")
        && !ends(letters, length, b"us")
        && !ends(letters, length, b"is")
    {
        length -= 1;
    }
    if ends(letters, length, b"ied") {
        length -= 2;
        letters[length - 1] = b'y';
    } else if ends(letters, length, b"ing") || ends(letters, length, b"ed") {
        length -= if letters[..length].ends_with(b"ed") {
            2
        } else {
            3
        };
        // `stopping` is of `stop`, but `killing` of `kill`, `passing` of `pass`.
        if let [.., before, last] = letters[..length]
            && before == last
            && length > 3
            && !b"lsz".contains(&last)
        {
            length -= 1;
        }
    } else if length > 6 && ends(letters, length, b"ly") {
        length -= 2;
    }
    if ends(letters, length, b"e") {
        length -= 1;
    }
    &letters[..length]
}

/// FNV-1a, folded: the same on every machine, so that results never hang on one.
fn hash(bytes: &[u8]) -> Stem {
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash ^ (hash >> 32)) as Stem
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for forms in [
            &["injure", "injures", "injured", "injuring"][..],
            &["stop", "stops", "stopped", "stopping"],
            &["kill", "Killed", "killing"],
            &["city", "cities"],
            &["carry", "carried", "carries"],
            &["church", "churches"],
        ] {
            let stems: Vec<Stem> = forms.iter().map(|form| stem(form)).collect();
            assert!(stems.windows(2).all(|two| two[0] == two[1]), "{forms:?}");
        }
        assert_ne!(stem("gas"), stem("ga"));
        assert_ne!(stem("ring"), stem("r"));
        assert_ne!(stem(""), stem("a"));
    }

    #[test]
    fn classes_are_read() {
        let look = |text: &str| known(text, crate::text::words::words(text)[0]);
        assert_eq!(look("killed").fate, look("fatalities").fate);
        assert_ne!(look("killed").fate, look("wounded").fate);
        assert_eq!(look("the").sense, Sense::Function);
        assert_eq!(look("Monday").sense, Sense::Time(Time::Weekday));
        assert_eq!(look("quake").stem, look("earthquakes").stem);
        assert_ne!(look("another").scope, look("other").scope);
    }

    #[test]
    fn nouns_that_count_the_same() {
        let nouns = Nouns::default();
        assert_eq!(nouns.class("prisoner"), nouns.class("detainees"));
        assert_ne!(nouns.class("child"), nouns.class("people"));
        assert_ne!(nouns.class("crate"), nouns.class("boxes"));
        let given = ["crates".to_owned(), "box".to_owned(), "prison".to_owned()];
        let nouns = Nouns::new([&given[..]]);
        assert_eq!(nouns.class("crate"), nouns.class("boxes"));
        assert_ne!(nouns.class("crate"), nouns.class("detainees"));
    }
}
