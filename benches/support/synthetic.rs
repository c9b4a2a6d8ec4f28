//! News-like bundles of any size, for benchmarks and for tests that watch how time grows.
//!
//! No real text is in them. Content words are made of syllables and drawn as a language draws its words, a
//! few often and most seldom; function words are English, so that sentences, quotes and figures are found
//! where a reader would find them. What makes the checks work hard is there in about the share that news
//! has it:
//!
//! - an event is told by two to nine articles, which share its people, its figures (one in twelve told
//!   otherwise) and its quotes (one in eight with a word changed);
//! - one article in twenty is a copy of a recent one with about one word in fifty changed;
//! - one in fifty says a paragraph twice;
//! - four in ten end in a footer, of which there are few.
//!
//! The same size and seed give the same bytes on every machine: all arithmetic is on integers.

use std::fmt::Write as _;

/// A bundle in canonical form of at least `bytes` bytes; it ends with the article that reaches them, which
/// is a few kilobytes long.
pub(crate) fn bundle(bytes: usize, seed: u64) -> String {
    let mut desk = Desk::new(seed);
    let mut text = String::with_capacity(bytes.saturating_add(16 * 1024));
    while text.len() < bytes {
        desk.write_article(&mut text);
    }
    text
}

/// Marsaglia's xorshift64 with Vigna's multiplier: enough for text, and the same everywhere.
struct Random(u64);

impl Random {
    fn new(seed: u64) -> Self {
        // Seeds that differ in a bit must not begin alike, and the state must not be zero.
        let mixed = seed
            .wrapping_add(0x9E37_79B9_7F4A_7C15)
            .wrapping_mul(0xBF58_476D_1CE4_E5B9);
        Self((mixed ^ (mixed >> 31)) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// A number below `bound`, which is small and not zero.
    fn below(&mut self, bound: usize) -> usize {
        ((self.next() >> 32) as usize) % bound
    }

    fn between(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most - least + 1)
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }

    /// A rank below 2^`bits` by Zipf's law: each doubling of the rank is as likely as the one before.
    fn rank(&mut self, bits: usize) -> usize {
        let least = 1 << self.below(bits);
        least - 1 + self.below(least)
    }
}

const ONSETS: [&str; 20] = [
    "b", "br", "d", "dr", "f", "g", "gl", "h", "k", "kr", "l", "m", "n", "p", "r", "s", "st", "t",
    "tr", "v",
];
const VOWELS: [&str; 7] = ["a", "e", "i", "o", "u", "ai", "ou"];
const CODAS: [&str; 8] = ["", "", "l", "n", "r", "m", "k", "t"];
const FINAL_CODAS: [&str; 6] = ["l", "n", "r", "m", "k", "nd"];
const DETERMINERS: [&str; 6] = ["the", "the", "a", "its", "this", "another"];
const PREPOSITIONS: [&str; 8] = ["in", "of", "to", "for", "on", "with", "at", "after"];
const JOINTS: [&str; 6] = [
    " and",
    ", but",
    " because",
    ", while",
    " before",
    ", which meant that",
];
const CUES: [&str; 5] = ["said", "said", "told reporters", "added", "warned"];
const MODIFIERS: [&str; 6] = ["", "", "about ", "more than ", "nearly ", "at least "];
const UNITS: [&str; 6] = [
    "",
    " percent",
    " million dollars",
    " kilometres",
    " hours",
    "",
];

/// Ranks of content words; the rarest are a few thousand times rarer than the commonest.
const VOCABULARY_BITS: usize = 14;
const OUTLETS: usize = 12;
const FOOTERS: usize = 8;
/// How many articles back a copy may reach.
const RECENT: usize = 64;

/// A word that ends in a consonant, so that endings may follow.
fn coin(random: &mut Random, syllables: usize) -> String {
    let mut word = String::new();
    for _ in 1..syllables {
        for part in [&ONSETS[..], &VOWELS, &CODAS] {
            word.push_str(random.pick(part));
        }
    }
    for part in [&ONSETS[..], &VOWELS, &FINAL_CODAS] {
        word.push_str(random.pick(part));
    }
    word
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .map(|first| first.to_ascii_uppercase())
        .into_iter()
        .chain(chars)
        .collect()
}

/// What the articles on one event share.
#[derive(Default)]
struct Event {
    /// Articles still to be written on it.
    left: usize,
    people: Vec<String>,
    /// A number and what it counts.
    figures: Vec<(usize, String)>,
    /// Who said it, and the words, without marks.
    quotes: Vec<(usize, String)>,
    /// The quote to use next: in turn, so that an article seldom says one twice.
    turn: usize,
}

/// Writes one article after another.
struct Desk {
    random: Random,
    vocabulary: Vec<String>,
    outlets: Vec<String>,
    footers: Vec<String>,
    event: Event,
    /// The paragraphs of the last articles, without footers.
    recent: Vec<Vec<String>>,
    written: usize,
}

impl Desk {
    fn new(seed: u64) -> Self {
        let mut random = Random::new(seed);
        // Common words are short.
        let vocabulary = (0_usize..1 << VOCABULARY_BITS)
            .map(|rank| coin(&mut random, 1 + (rank + 1).ilog2() as usize / 6))
            .collect();
        let outlets = (0..OUTLETS)
            .map(|_| capitalised(&coin(&mut random, 2)))
            .collect();
        let mut desk = Self {
            random,
            vocabulary,
            outlets,
            footers: Vec::new(),
            event: Event::default(),
            recent: Vec::new(),
            written: 0,
        };
        desk.footers = (0..FOOTERS)
            .map(|_| {
                (0..3)
                    .map(|_| desk.sentence())
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .collect();
        desk
    }

    fn write_article(&mut self, text: &mut String) {
        if self.event.left == 0 {
            self.begin_event();
        }
        self.event.left -= 1;
        let outlet = self.random.below(OUTLETS);
        let copy = !self.recent.is_empty() && self.random.one_in(20);
        let mut paragraphs = if copy {
            self.copied_paragraphs()
        } else {
            self.new_paragraphs()
        };
        if self.random.one_in(50) {
            let again = paragraphs[self.random.below(paragraphs.len())].clone();
            paragraphs.push(again);
        }

        self.written += 1;
        let source = &self.outlets[outlet];
        let day = self.written / 200;
        let (month, day) = (day / 28 % 12 + 1, day % 28 + 1);
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            r#"<<<FILE: "{:06}-{}.txt" date="2031-{month:02}-{day:02}" source="{source}" lang="en">>>"#,
            self.written,
            source.to_ascii_lowercase(),
        );
        text.push_str(&paragraphs.join("\n\n"));
        if self.random.below(10) < 4 {
            text.push_str("\n\n");
            text.push_str(&self.footers[outlet % FOOTERS]);
        }
        text.push_str("\n<<<END FILE>>>\n");

        if self.recent.len() < RECENT {
            self.recent.push(paragraphs);
        } else {
            self.recent[self.written % RECENT] = paragraphs;
        }
    }

    /// Turns to another event, whose people stand in its own quotes.
    fn begin_event(&mut self) {
        let mut coined = || capitalised(&coin(&mut self.random, 2));
        let people = (0..4)
            .map(|_| format!("{} {}", coined(), coined()))
            .collect();
        let left = self.random.between(2, 9);
        self.event = Event {
            left,
            people,
            ..Event::default()
        };
        self.event.figures = (0..5)
            .map(|_| (self.random.between(3, 900), format!("{}s", self.word())))
            .collect();
        self.event.quotes = (0..12)
            .map(|_| {
                (
                    self.random.below(4),
                    format!("{} and {}", self.clause(), self.clause()),
                )
            })
            .collect();
    }

    fn new_paragraphs(&mut self) -> Vec<String> {
        let wanted = self.random.between(80, 600);
        let mut paragraphs = Vec::new();
        let mut words = 0;
        while words < wanted {
            let sentences: Vec<String> = (0..self.random.between(1, 3))
                .map(|_| self.sentence())
                .collect();
            let paragraph = sentences.join(" ");
            words += paragraph.split(' ').count();
            paragraphs.push(paragraph);
        }
        paragraphs
    }

    /// The paragraphs of a recent article with about one lower-case word in fifty replaced.
    fn copied_paragraphs(&mut self) -> Vec<String> {
        let original = self.recent[self.random.below(self.recent.len())].clone();
        original
            .iter()
            .map(|paragraph| self.reworded(paragraph, 50))
            .collect()
    }

    fn reworded(&mut self, text: &str, one_in: usize) -> String {
        let reworded: Vec<String> = text
            .split(' ')
            .map(|word| {
                let plain = word.bytes().all(|byte| byte.is_ascii_lowercase());
                if plain && self.random.one_in(one_in) {
                    self.word()
                } else {
                    word.to_owned()
                }
            })
            .collect();
        reworded.join(" ")
    }

    fn sentence(&mut self) -> String {
        match self.random.below(12) {
            0 | 1 if !self.event.quotes.is_empty() => self.quote(),
            2 | 3 if !self.event.figures.is_empty() => self.figure(),
            4 => {
                let (unit, modifier) = (self.random.pick(&UNITS), self.random.pick(&MODIFIERS));
                let number = self.random.between(2, 9000);
                capitalised(&format!("{} by {modifier}{number}{unit}.", self.clause()))
            }
            5 => capitalised(&format!(
                "{}{} {}.",
                self.clause(),
                self.random.pick(&JOINTS),
                self.clause()
            )),
            _ => capitalised(&format!("{}.", self.clause())),
        }
    }

    /// One of the event's quotes, now and then with a word or two changed.
    fn quote(&mut self) -> String {
        self.event.turn = (self.event.turn + 1) % self.event.quotes.len();
        let (speaker, mut words) = self.event.quotes[self.event.turn].clone();
        if self.random.one_in(8) {
            words = self.reworded(&words, 8);
        }
        let cue = self.random.pick(&CUES);
        format!(
            "“{},” {} {cue}.",
            capitalised(&words),
            self.event.people[speaker]
        )
    }

    /// One of the event's figures, now and then with another number.
    fn figure(&mut self) -> String {
        let (mut number, counted) =
            self.event.figures[self.random.below(self.event.figures.len())].clone();
        if self.random.one_in(12) {
            number += self.random.between(1, 40);
        }
        let modifier = self.random.pick(&MODIFIERS);
        let clause = self.clause();
        capitalised(&format!(
            "{modifier}{number} {counted} were {}ed, and {clause}.",
            counted.trim_end_matches('s')
        ))
    }

    /// A subject, a verb and what follows, in lower case but for a name.
    fn clause(&mut self) -> String {
        let mut clause = if self.random.one_in(4) && !self.event.people.is_empty() {
            self.event.people[self.random.below(self.event.people.len())].clone()
        } else {
            self.noun_phrase()
        };
        let _ = write!(clause, " {}ed {}", self.word(), self.noun_phrase());
        for _ in 0..self.random.below(3) {
            let _ = write!(
                clause,
                " {} {}",
                self.random.pick(&PREPOSITIONS),
                self.noun_phrase()
            );
        }
        clause
    }

    fn noun_phrase(&mut self) -> String {
        let mut phrase = self.random.pick(&DETERMINERS).to_owned();
        for _ in 0..=self.random.below(2) {
            phrase.push(' ');
            phrase.push_str(&self.word());
        }
        phrase
    }

    fn word(&mut self) -> String {
        self.vocabulary[self.random.rank(VOCABULARY_BITS)].clone()
    }
}
