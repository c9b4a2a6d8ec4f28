//! Signs and codes of currencies, before a number or behind it.

use super::numerals::is_joined;
use super::units::{UNITS, base};
use crate::facts::reading::Reading;

/// A currency that stands before a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Currency {
    /// The unit's name.
    pub(super) name: &'static str,
    /// Its first byte.
    pub(super) start: usize,
    /// The first word that it takes, or the number's own.
    pub(super) word: usize,
}

/// The unit that a sign stands for.
fn sign(sign: char) -> Option<&'static str> {
    Some(match sign {
        '$' => "dollar",
        '€' => "euro",
        '£' => "pound",
        '¥' => "yen",
        '₹' => "rupee",
        '₩' => "won",
        '₪' => "shekel",
        '₽' => "ruble",
        '฿' => "baht",
        '₺' => "lira",
        '₱' => "peso",
        '₦' => "naira",
        '₴' => "hryvnia",
        _ => return None,
    })
}

/// Whose dollar it is, by the letters beside the sign: `A$`, `$US`.
fn dollar(letters: &str) -> Option<&'static str> {
    Some(match letters {
        "US" => "dollar",
        "A" | "AU" | "AUS" => "australian dollar",
        "C" | "CA" | "CDN" => "canadian dollar",
        "NZ" => "new zealand dollar",
        "HK" => "hong kong dollar",
        "S" => "singapore dollar",
        "NT" => "taiwan dollar",
        "R" => "real",
        _ => return None,
    })
}

/// The currency before the number whose first word is `at`.
pub(super) fn before(reading: &Reading<'_>, at: usize) -> Option<Currency> {
    let start = reading.words.get(at)?.range().start;
    let gap = reading.gap(at);
    let trimmed = gap.trim_end_matches(['-', '−', ' ']);
    let trimmed = if gap.len() - trimmed.len() <= 3 {
        trimmed
    } else {
        gap
    };
    if let Some(last) = trimmed.chars().next_back()
        && let Some(name) = sign(last)
    {
        let blank = gap.len() - trimmed.len();
        let mut found = Currency {
            name,
            start: start - blank - last.len_utf8(),
            word: at,
        };
        let before = &trimmed[..trimmed.len() - last.len_utf8()];
        if last == '$'
            && let Some(word) = at.checked_sub(1)
            && let Some(theirs) = dollar(reading.word(word))
            && (before.is_empty() || before == " " && reading.word(word) != "A")
        {
            found = Currency {
                name: theirs,
                start: reading.words[word].range().start,
                word,
            };
        }
        return Some(found);
    }
    let word = at.checked_sub(1)?;
    let text = reading.word(word);
    // How wires without a sign for it write yen.
    if gap == "=" && text == "Y" {
        let start = reading.words[word].range().start;
        return Some(Currency {
            name: "yen",
            start,
            word,
        });
    }
    let is_code = text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase())
        || matches!(text, "Rs" | "RM");
    let is_near =
        matches!(gap, " " | "\u{a0}" | ". " | ".") && (!gap.starts_with('.') || text == "Rs");
    if is_code && is_near {
        let unit = UNITS.get(*reading.words.get(word)?)?;
        let start = reading.words[word].range().start;
        return (unit.dimension == "money").then_some(Currency {
            name: unit.name,
            start,
            word,
        });
    }
    None
}

/// The currency whose letters a word begins with, and where its digits begin: `AUD1`, `RM79`, `US55` behind `$`.
pub(super) fn glued(reading: &Reading<'_>, at: usize) -> Option<(Currency, usize)> {
    let word = reading.words.get(at)?;
    let text = reading.word(at);
    let length = text.bytes().take_while(u8::is_ascii_uppercase).count();
    let letters = text.get(..length)?;
    if !text.as_bytes().get(length)?.is_ascii_digit() || length == 0 || length > 3 {
        return None;
    }
    let mut start = word.range().start;
    let digits = start + length;
    let gap = reading.gap(at);
    let name = if gap.ends_with('$') {
        start -= 1;
        dollar(letters)?
    } else if letters == "PS" {
        // What becomes of the pound sign in some feeds: PS6m. But PS5.
        "pound"
    } else {
        UNITS
            .named(letters)
            .filter(|unit| unit.dimension == "money" && length > 1)?
            .name
    };
    Some((
        Currency {
            name,
            start,
            word: at,
        },
        digits,
    ))
}

/// The currency whose sign stands right behind a number: the unit's name and the byte behind it.
pub(super) fn behind(
    reading: &Reading<'_>,
    next: usize,
    end: usize,
) -> Option<(&'static str, usize)> {
    let gap = reading.gap(next);
    let (gap, blank) = match gap.strip_prefix([' ', '\u{a0}']) {
        Some(rest) => (rest, gap.len() - rest.len()),
        None => (gap, 0),
    };
    let first = gap.chars().next()?;
    // A dollar sign behind a blank is more likely the next amount's.
    (blank == 0 || first == '€').then_some(())?;
    Some((
        sign(first).filter(|_| first != '$')?,
        end + blank + first.len_utf8(),
    ))
}

/// Whether a unit is one of money.
pub(super) fn is_money(unit: &str) -> bool {
    base(unit).is_some_and(|unit| unit.dimension == "money")
}

/// The word behind `US` in `$500 US`.
pub(super) fn country_behind(reading: &Reading<'_>, next: usize) -> usize {
    let is_country = is_joined(reading, next, false)
        && matches!(reading.word(next), "US" | "CAD" | "USD" | "AUD");
    if is_country { next + 1 } else { next }
}
