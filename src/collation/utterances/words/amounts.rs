//! Numbers with their currency or unit: one amount is one token, however it is written.
//!
//! `£90m`, `90 million pounds` and `£90,000,000` are the same token; `20km` and `20 kilometres` are the same two. What is no
//! more than one word that stands for itself is left to the caller.
//!
//! - `scan`: what stands where. `in_words`: `twenty-five`.

use std::ops::Range;
use std::sync::LazyLock;

use super::{BASE, FORMS_FILE, Flag, HASH, Token, letters};
use crate::facts::lexicon::{Lexicon, entries};
use crate::text::words::Word;

mod in_words;
mod scan;
#[cfg(test)]
mod tests;

use scan::Scan;

static FILE: &str = include_str!("amounts.txt");

/// Digits of a number that is read; a longer one names something.
const MOST_DIGITS: usize = 15;
/// Numbers in words go no further.
const GREATEST: u64 = 1_000_000_000_000_000;

/// An amount.
pub(super) struct Amount {
    /// How many words it takes.
    pub(super) words: usize,
    /// Its value, with its currency, and the bytes of the text in which both stand.
    pub(super) value: (Token, Range<usize>),
    /// The words of its unit, and their bytes; none where it is money or a bare number.
    pub(super) unit: Option<(&'static str, Range<usize>)>,
}

struct Lists {
    /// Number words below a hundred.
    small: Lexicon<u64>,
    scales: Lexicon<u32>,
    short: Lexicon<u32>,
    money: Lexicon<&'static str>,
    units: Lexicon<&'static str>,
    glued: Lexicon<&'static str>,
    signs: Vec<(char, &'static str)>,
    letters: Vec<(&'static str, &'static str)>,
    /// What stands behind the value in the spelling of an amount of money, and behind its first word.
    endings: Vec<Token>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let names = |kind: &'static str| {
        entries(FILE).filter_map(move |(class, entry)| {
            let name = class.strip_prefix(kind)?.strip_prefix(' ')?;
            Some((name, entry))
        })
    };
    // A lexicon reads the entries in the order of the file too.
    let named = |kind: &'static str| {
        let mut all = names(kind);
        Lexicon::parse(FILE, |class, _| {
            class
                .starts_with(kind)
                .then(|| all.next())
                .flatten()
                .map(|(name, _)| name)
        })
    };
    let powers = |kind: &str| {
        Lexicon::parse(FILE, |class, _| {
            class.strip_prefix(kind)?.trim().parse().ok()
        })
    };
    let mut endings: Vec<Token> = Vec::new();
    for (name, _) in names("money") {
        let tails = std::iter::successors(Some(name), |name| Some(name.split_once(' ')?.1));
        endings.extend(tails.map(|tail| letters(format!(" {tail}").as_bytes())));
    }
    endings.sort_unstable_by_key(|token| token.bits());
    endings.dedup();
    Lists {
        small: Lexicon::parse(FORMS_FILE, |class, _| {
            class.parse().ok().filter(|&value| value < 100)
        }),
        scales: powers("scale"),
        short: powers("short"),
        money: named("money"),
        units: named("unit"),
        glued: named("glued"),
        signs: names("sign")
            .filter_map(|(name, sign)| Some((sign.chars().next()?, name)))
            .collect(),
        letters: names("letters")
            .map(|(name, letters)| (letters, name))
            .collect(),
        endings,
    }
});

/// Whether of two tokens the first is the same amount as the second, with a currency that the second lacks: `$5` and `5`, `A$5`
/// and `$5`.
pub(super) fn adds_currency(full: Token, bare: Token) -> bool {
    let behind = |ending: &Token| {
        let length = (ending.0 >> 8 & 0xff) as u32;
        let joined = bare.hash().wrapping_mul(BASE.wrapping_pow(length));
        joined.wrapping_add(ending.hash()) & HASH == full.hash()
    };
    LISTS.endings.iter().any(behind)
}

/// Reads the amount that begins with a word, if one does and it is more than that word.
pub(super) fn read(text: &str, words: &[Word], at: usize) -> Option<Amount> {
    let scan = Scan { text, words };
    let is_digit = |at: usize| scan.word(at).starts_with(|c: char| c.is_ascii_digit());
    let before = if is_digit(at) {
        scan.sign_before(at)
    } else {
        scan.letters_before(at).filter(|_| is_digit(at + 1))
    };
    let first = at + usize::from(before.is_some() && !is_digit(at));
    let mut number = if is_digit(first) {
        scan.digits(first)?
    } else {
        scan.in_words(at)?
    };
    if let Some((name, start)) = before {
        number.currency = Some(name);
        number.is_signed = true;
        number.bytes.start = start;
    }
    if number.glued.is_empty() {
        scan.scale(&mut number);
        scan.unit(&mut number);
    } else {
        scan.glued(&mut number)?;
    }
    let has_more = number.next - at > 1 || number.power > 0 || number.places > 0;
    let is_more = has_more || number.currency.is_some() || number.unit.is_some();
    is_more.then(|| Amount {
        words: number.next - at,
        value: (number.token(), number.bytes),
        unit: number.unit,
    })
}

/// A number in the making.
struct Number {
    /// Its digits without point.
    digits: String,
    /// How many of them stand behind the point.
    places: usize,
    /// The power of ten by which it is multiplied.
    power: u32,
    /// The word behind it.
    next: usize,
    bytes: Range<usize>,
    /// Letters in one with its last digit.
    glued: Range<usize>,
    currency: Option<&'static str>,
    /// Whether its currency is given by a sign or a code.
    is_signed: bool,
    /// The words of its unit, and their bytes.
    unit: Option<(&'static str, Range<usize>)>,
}

impl Number {
    /// A bare number before the word `next`.
    fn new(digits: String, places: usize, next: usize, bytes: Range<usize>) -> Number {
        Number {
            digits,
            places,
            power: 0,
            next,
            glued: bytes.end..bytes.end,
            bytes,
            currency: None,
            is_signed: false,
            unit: None,
        }
    }

    /// The value as all write it that mean it: no needless zeros, no scale.
    fn token(&self) -> Token {
        let mut out = self.digits.clone();
        let (power, mut places) = (self.power as usize, self.places);
        out.extend(std::iter::repeat_n('0', power.saturating_sub(places)));
        places = places.saturating_sub(power);
        while out.len() <= places {
            out.insert(0, '0');
        }
        if places > 0 {
            out.insert(out.len() - places, '.');
            let short = out.trim_end_matches('0').trim_end_matches('.').len();
            out.truncate(short);
        }
        let zeros = out.len() - out.trim_start_matches('0').len();
        let is_whole = zeros == out.len() || out[zeros..].starts_with('.');
        let mut spelled = out.split_off(zeros - usize::from(is_whole && zeros > 0));
        if let Some(name) = self.currency {
            spelled.push(' ');
            spelled.push_str(name);
        }
        let token = letters(spelled.as_bytes());
        if self.is_signed {
            token.with(Flag::SIGNED)
        } else {
            token
        }
    }
}
