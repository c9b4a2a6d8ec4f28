//! The words of a wording, as they are compared: what may differ without another word being spoken is made the same.
//!
//! Contractions are written out, amounts are one word each (`amounts`), spellings are American (`spelling`), titles are in
//! full, fillers and stutters are left out;
//! `forms.txt` has what a list can say. Case, accents and punctuation don't count, but for what says that something is left out
//! or put in: an ellipsis, brackets, the end of a piece.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use smallvec::SmallVec;

use crate::facts::lexicon::{Lexicon, entries};
use crate::text::words::{Word, words};

mod amounts;
mod spelling;

use amounts::Amount;
use spelling::folded;

/// Words of one utterance that are compared; the rest of a longer one is taken for not quoted.
pub const MOST_WORDS: usize = 600;

/// One spoken word in eight bytes: a hash of its letters, how many there are, and what stands before it.
///
/// The hash is a polynomial in 2⁻⁴⁸ of its letters, so that the hash of two words written as one follows from theirs:
/// `cease-fire` is `ceasefire`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Token(u64);

/// What stands before a token, and what kind it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flag(u64);

impl Flag {
    /// An ellipsis stands before it.
    pub const ELLIPSIS: Flag = Flag(1);
    /// It begins a piece: the utterance was interrupted before it.
    pub const PIECE: Flag = Flag(2);
    /// It begins a sentence, or goes on after a semicolon.
    pub const SENTENCE: Flag = Flag(4);
    /// It stands in brackets: perhaps the writer's word.
    pub const BRACKETED: Flag = Flag(8);
    /// It says little by itself.
    pub const FUNCTION: Flag = Flag(16);
    /// It is an amount of money whose currency is given by a sign.
    pub const SIGNED: Flag = Flag(32);

    /// Both.
    #[must_use]
    pub const fn or(self, other: Flag) -> Flag {
        Flag(self.0 | other.0)
    }
}

/// A token, and where it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spelled {
    /// The word.
    pub token: Token,
    /// The bytes that it stands in. Those of a contraction stand for two tokens.
    pub range: Range<u32>,
}

const BASE: u64 = 0x9e37_79b9_7f4b;
const HASH: u64 = (1 << 48) - 1;

const fn letters(bytes: &[u8]) -> Token {
    let (mut hash, mut at) = (0_u64, 0);
    while at < bytes.len() {
        hash = hash.wrapping_mul(BASE).wrapping_add(bytes[at] as u64 + 1);
        at += 1;
    }
    let length = if bytes.len() < 255 {
        bytes.len() as u64
    } else {
        255
    };
    Token((hash & HASH) << 16 | length << 8)
}

/// `’s` is `is`, `has` or `us`, or says whose.
const S: Token = letters(b"'s");
const PLAIN_S: Token = letters(b"s");
/// `’d` is `had` or `would`.
const D: Token = letters(b"'d");
const PERCENT: Token = letters(b"percent");
const S_FORMS: [Token; 3] = [letters(b"is"), letters(b"has"), letters(b"us")];
const D_FORMS: [Token; 2] = [letters(b"had"), letters(b"would")];
const NEGATIONS: [Token; 4] = [
    letters(b"not"),
    letters(b"no"),
    letters(b"never"),
    letters(b"nor"),
];

impl Token {
    /// The word without what stands before it.
    pub fn hash(self) -> u64 {
        self.0 >> 16
    }

    /// All that it is made of.
    pub fn bits(self) -> u64 {
        self.0
    }

    /// Whether one of these flags is set.
    pub fn has(self, flags: Flag) -> bool {
        self.0 & flags.0 != 0
    }

    fn with(self, flags: Flag) -> Token {
        Token(self.0 | flags.0)
    }

    /// Whether it is this word, whatever stands before it.
    fn is(self, word: Token) -> bool {
        self.hash() == word.hash()
    }

    /// Whether two tokens are the same word.
    pub fn same(self, other: Token) -> bool {
        let stands_for = |short: Token, long: Token| match () {
            () if short.is(S) => S_FORMS.iter().any(|f| long.is(*f)),
            () if short.is(D) => D_FORMS.iter().any(|f| long.is(*f)),
            () => false,
        };
        self.is(other) || stands_for(self, other) || stands_for(other, self)
    }

    /// Whether it is the same amount as another token, with a currency that the other lacks.
    pub fn adds_currency(self, other: Token) -> bool {
        amounts::adds_currency(self, other)
    }

    /// Whether two tokens are the same word, or the same amount with a currency’s sign and without: signs are a matter of how
    /// things are written.
    pub fn same_amount(self, other: Token) -> bool {
        let is_signed =
            |full: Token, bare: Token| full.has(Flag::SIGNED) && full.adds_currency(bare);
        self.same(other) || is_signed(self, other) || is_signed(other, self)
    }

    /// Whether it may stand for several words, and so be the same as one whose letters are others.
    pub fn is_contraction(self) -> bool {
        self.is(S) || self.is(D)
    }

    /// Whether it is a `’s` that may say whose.
    pub fn is_possessive(self) -> bool {
        self.is(S)
    }

    /// Whether it turns a sentence into its contrary.
    pub fn negates(self) -> bool {
        NEGATIONS.iter().any(|n| self.is(*n))
    }
}

/// Whether two stretches are the same letters, however they are parted into words.
pub fn same_letters(a: &[Token], b: &[Token]) -> bool {
    let joined = |tokens: &[Token]| {
        let letters = tokens.iter().map(|t| if t.is(S) { PLAIN_S } else { *t });
        letters.fold(0_u64, |hash, token| {
            let length = (token.0 >> 8 & 0xff) as u32;
            hash.wrapping_mul(BASE.wrapping_pow(length))
                .wrapping_add(token.hash())
                & HASH
        })
    };
    joined(a) == joined(b)
}

/// What the lists say.
struct Forms {
    /// By the words as written: which of `spoken` they are.
    written: Lexicon<u16>,
    spoken: Vec<SmallVec<[Token; 2]>>,
    function: FxHashSet<u64>,
}

static FORMS_FILE: &str = include_str!("forms.txt");

static FORMS: LazyLock<Forms> = LazyLock::new(|| {
    let mut spoken: Vec<SmallVec<[Token; 2]>> = Vec::new();
    let mut last = String::new();
    let written = Lexicon::parse(FORMS_FILE, |class, _| {
        if last != class {
            class.clone_into(&mut last);
            spoken.push(
                class
                    .split(' ')
                    .map(|word| letters(word.as_bytes()))
                    .collect(),
            );
        }
        u16::try_from(spoken.len()).ok()?.checked_sub(1)
    });
    let function = entries(include_str!("function.txt"));
    let function = function
        .map(|(_, word)| letters(word.as_bytes()).hash())
        .collect();
    Forms {
        written,
        spoken,
        function,
    }
});

/// The tokens of an utterance, given its pieces: each with where it begins.
pub fn read<'t>(pieces: impl IntoIterator<Item = (&'t str, u32)>) -> Vec<Spelled> {
    let mut reader = Reader {
        tokens: Vec::new(),
        flags: Flag(0),
        depth: 0,
    };
    for (text, start) in pieces {
        reader.piece(text, start);
        if reader.tokens.len() >= MOST_WORDS {
            break;
        }
    }
    reader.tokens.truncate(MOST_WORDS);
    reader.tokens
}

struct Reader {
    tokens: Vec<Spelled>,
    /// What has come before the next token.
    flags: Flag,
    /// Open brackets.
    depth: u32,
}

impl Reader {
    fn piece(&mut self, text: &str, start: u32) {
        let forms = &*FORMS;
        let words = words(text);
        self.flags = if self.tokens.is_empty() {
            Flag::SENTENCE
        } else {
            Flag::PIECE
        };
        self.depth = 0;
        let (mut at, mut end) = (0, 0);
        while let Some(&word) = words.get(at) {
            if self.tokens.len() >= MOST_WORDS {
                return;
            }
            let gap = text.get(end..word.range().start).unwrap_or_default();
            let written = &text[word.range()];
            self.gap(gap, end, written, start);
            if let Some(length) = filler(text, &words, at, gap) {
                at += length;
            } else if let Some(amount) = amounts::read(text, &words, at) {
                at += self.amount(&amount, start);
            } else if written == "00" && gap == ":" {
                at += 1; // 6:00 p.m.
            } else if let Some(token) = suffix(gap, written, word) {
                self.push(token, start + word.start..start + word.end);
                at += 1;
            } else if let Some((length, spoken)) = forms.written.longest(&words[at..]) {
                let last = words.get(at + length - 1).map_or(word.end, |w| w.end);
                for &token in forms.spoken.get(spoken as usize).into_iter().flatten() {
                    self.push(token, start + word.start..start + last);
                }
                at += length;
            } else {
                self.push(folded(written), start + word.start..start + word.end);
                at += 1;
            }
            end = words.get(at - 1).map_or(end, |w| w.range().end);
        }
        let tail = text.get(end..).unwrap_or_default();
        self.gap(tail, end, "", start);
    }

    /// Takes in an amount; returns how many words it takes.
    fn amount(&mut self, amount: &Amount, start: u32) -> usize {
        let place = |bytes: &Range<usize>| start + bytes.start as u32..start + bytes.end as u32;
        let (token, bytes) = &amount.value;
        self.push(*token, place(bytes));
        if let Some((words, bytes)) = &amount.unit {
            for word in words.split(' ') {
                self.push(letters(word.as_bytes()), place(bytes));
            }
        }
        amount.words
    }

    /// Takes in what stands between two words, the first of which ends at `end`.
    fn gap(&mut self, gap: &str, end: usize, next: &str, start: u32) {
        if gap == " " {
            return;
        }
        if gap.starts_with('%') && !self.tokens.is_empty() {
            let end = start + end as u32;
            self.push(PERCENT, end..end + 1);
        }
        for c in gap.chars() {
            match c {
                '[' | '(' => self.depth += 1,
                ']' | ')' => self.depth = self.depth.saturating_sub(1),
                '…' => self.flags = self.flags.or(Flag::ELLIPSIS),
                _ => {}
            }
        }
        if gap.contains("..") || gap.contains(". .") {
            self.flags = self.flags.or(Flag::ELLIPSIS);
        }
        let ends = gap.contains(['.', '!', '?']) && next.starts_with(char::is_uppercase);
        if ends || gap.starts_with(';') {
            self.flags = self.flags.or(Flag::SENTENCE);
        }
    }

    fn push(&mut self, token: Token, range: Range<u32>) {
        let mut flags = std::mem::replace(&mut self.flags, Flag(0));
        // A stutter: “the, the”.
        let stutters = self
            .tokens
            .last()
            .is_some_and(|last| last.token.is(token) && last.range != range);
        if stutters && !flags_have(flags, Flag::SENTENCE.or(Flag::PIECE).or(Flag::ELLIPSIS)) {
            return;
        }
        if self.depth > 0 {
            flags = flags.or(Flag::BRACKETED);
        }
        if FORMS.function.contains(&token.hash()) || token.is(S) || token.is(D) {
            flags = flags.or(Flag::FUNCTION);
        }
        self.tokens.push(Spelled {
            token: token.with(flags),
            range,
        });
    }
}

fn flags_have(flags: Flag, any: Flag) -> bool {
    flags.0 & any.0 != 0
}

/// How many words at `at` only fill a pause: `um`, and `you know` between commas.
fn filler(text: &str, words: &[Word], at: usize, gap: &str) -> Option<usize> {
    let word = |at: usize| words.get(at).map_or("", |w: &Word| &text[w.range()]);
    let any = |list: &[&str], word: &str| list.iter().any(|f| f.eq_ignore_ascii_case(word));
    if any(&["um", "uh", "er", "erm", "uhm", "hmm"], word(at)) {
        return Some(1);
    }
    let (first, second) = (word(at), word(at + 1));
    let length = match () {
        () if any(&["you"], first) && any(&["know"], second) => 2,
        () if any(&["i"], first) && any(&["mean"], second) => 2,
        () if any(&["well", "look"], first) => 1,
        () => return None,
    };
    let next = words.get(at + length)?;
    let last = words.get(at + length - 1)?;
    let behind = text.get(last.range().end..next.range().start)?;
    let apart = (gap.contains([',', '-', '—', '–', '.', '?']) || at == 0)
        && behind.starts_with([',', '-', '—', '–']);
    apart.then_some(length)
}

/// What `’m`, `’re` and their kin stand for.
fn suffix(gap: &str, written: &str, word: Word) -> Option<Token> {
    if !matches!(gap.trim(), "'" | "’" | "ʼ" | "‘") || word.end - word.start > 2 {
        return None;
    }
    let is = |suffix: &str| written.eq_ignore_ascii_case(suffix);
    match () {
        () if is("s") => Some(S),
        () if is("d") => Some(D),
        () if is("m") => Some(letters(b"am")),
        () if is("re") => Some(letters(b"are")),
        () if is("ve") => Some(letters(b"have")),
        () if is("ll") => Some(letters(b"will")),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        let hashes =
            |text| -> Vec<Token> { read([(text, 0)]).into_iter().map(|s| s.token).collect() };
        let (a, b) = (hashes(a), hashes(b));
        let each = a.len() == b.len() && a.iter().zip(&b).all(|(x, y)| x.same(*y));
        each || same_letters(&a, &b)
    }

    #[test]
    fn what_is_no_other_wording() {
        for (a, b) in [
            ("Don’t wait", "do not wait"),
            (
                "I'm sure they’ve gone, and we'll follow",
                "I am sure they have gone and we will follow",
            ),
            ("He’d say it’s done", "He would say it is done"),
            ("He’d seen it; it’s rained", "he had seen it. It has rained"),
            ("We can’t, cannot", "we can not, can not"),
            (
                "Labour’s defence of the theatre was analysed",
                "labor's defense of the theater was analyzed",
            ),
            ("two in three, 20 per cent", "2-in-3; twenty percent"),
            ("20% of it", "20 percent of it"),
            ("Mr. Hale is going to travel", "Mister Hale is gonna travel"),
            ("um, it is, you know, the the best", "it is the best"),
            ("Well, it is late", "It is late"),
            ("a cease-fire in the U.S.", "a ceasefire in the US"),
            ("1,000 in to it", "1000 into it"),
            ("Peña’s café", "Pena's cafe"),
            ("I ’ m here at 6:00 p.m.", "I’m here at 6 pm"),
            ("the populations’ anger", "the population’s anger"),
            ("at the eleventh hour", "at the 11th hour"),
        ] {
            assert!(same(a, b), "{a} / {b}");
        }
    }

    #[test]
    fn what_is_another() {
        for (a, b) in [
            ("the pew", "the pews"),
            ("we filled it", "we filed it"),
            ("we should go", "we would go"),
            ("you know what", "what"),
            ("it works well", "it works"),
        ] {
            assert!(!same(a, b), "{a} / {b}");
        }
    }

    #[test]
    fn flags_and_places() {
        let text = "We … don’t [really] know. Nobody does";
        let tokens = read([(text, 10), ("at all", 90)]);
        let told = |flag: Flag| -> Vec<&str> {
            let with = tokens
                .iter()
                .filter(|s| s.token.has(flag) && s.range.end < 80);
            with.map(|s| &text[s.range.start as usize - 10..s.range.end as usize - 10])
                .collect()
        };
        assert_eq!(told(Flag::ELLIPSIS), ["don’t"]);
        assert_eq!(told(Flag::BRACKETED), ["really"]);
        assert_eq!(told(Flag::SENTENCE), ["We", "Nobody"]);
        assert_eq!(tokens.len(), 9);
        assert!(tokens[7].token.has(Flag::PIECE));
        assert_eq!(tokens[7].range, 90..92);
        assert_eq!(read([("", 0)]), []);
    }
}
