//! The parts of an amount, as they stand in a text: signs, digits, scales, units.

use super::{LISTS, MOST_DIGITS, Number};
use crate::text::words::{Word, words};

#[derive(Clone, Copy)]
pub(super) struct Scan<'t> {
    pub(super) text: &'t str,
    pub(super) words: &'t [Word],
}

impl<'t> Scan<'t> {
    pub(super) fn word(self, at: usize) -> &'t str {
        let word = self.words.get(at);
        word.and_then(|w| self.text.get(w.range()))
            .unwrap_or_default()
    }

    /// What stands before a word, from the one before it on.
    fn gap(self, at: usize) -> &'t str {
        let start = at
            .checked_sub(1)
            .and_then(|at| self.words.get(at))
            .map_or(0, |w| w.range().end);
        let end = self
            .words
            .get(at)
            .map_or(self.text.len(), |w| w.range().start);
        self.text.get(start..end).unwrap_or_default()
    }

    /// Whether a word is parted from the one before by a blank or a hyphen alone.
    pub(super) fn is_joined(self, at: usize) -> bool {
        let gap = self.gap(at);
        matches!(gap, "-" | "\u{2010}" | "\u{2011}") || is_blank(gap)
    }

    /// The currency whose sign stands before a number, and where that begins.
    pub(super) fn sign_before(self, at: usize) -> Option<(&'static str, usize)> {
        let gap = self.gap(at);
        let gap = gap.strip_suffix([' ', '\u{a0}']).unwrap_or(gap);
        let sign = gap.chars().next_back()?;
        let (_, name) = LISTS.signs.iter().find(|(known, _)| *known == sign)?;
        let past = at
            .checked_sub(1)
            .and_then(|at| self.words.get(at))
            .map_or(0, |w| w.range().end);
        Some((name, past + gap.len() - sign.len_utf8()))
    }

    /// The currency whose letters a word is, before the number that follows: `US$5`, `USD 5`.
    pub(super) fn letters_before(self, at: usize) -> Option<(&'static str, usize)> {
        let word = self.words.get(at)?;
        let text = self.word(at);
        let next = self.text.as_bytes().get(word.range().end)?;
        if text.len() > 3 || !matches!(next, b'$' | b' ') || !is_capital(text) {
            return None;
        }
        let name = match self.gap(at + 1) {
            "$" => {
                let found = LISTS.letters.iter().find(|(known, _)| *known == text);
                found.map(|(_, name)| *name)?
            }
            " " if text.len() == 3 => LISTS.money.get(*word)?,
            _ => return None,
        };
        Some((name, word.range().start))
    }

    /// The number whose digits begin a word: `1,000`, `1.5`. A time of day is read as one: `6:30` may be written `6.30`.
    pub(super) fn digits(self, at: usize) -> Option<Number> {
        let leading = |at: usize| {
            let word = self.word(at);
            word.get(..word.bytes().take_while(u8::is_ascii_digit).count())
                .unwrap_or_default()
        };
        let gap = self.gap(at);
        let behind_digits = at > 0 && self.word(at - 1).ends_with(|c: char| c.is_ascii_digit());
        if behind_digits && matches!(gap, "." | "," | ":") {
            return None;
        }
        let is_whole = |at: usize| leading(at).len() == self.word(at).len();
        let mut digits = leading(at).to_owned();
        let (mut last, mut places) = (at, 0);
        let mut start = self.words.get(at)?.range().start;
        while last - at < 5
            && is_whole(last)
            && leading(at).len() <= 3
            && self.gap(last + 1) == ","
            && leading(last + 1).len() == 3
        {
            last += 1;
            digits += leading(last);
        }
        let more = leading(last + 1);
        let is_clock = last == at
            && digits.len() <= 2
            && more.len() == 2
            && more.starts_with(|c| c < '6')
            && self.gap(last + 1) == ":";
        if is_whole(last) && !more.is_empty() && (self.gap(last + 1) == "." || is_clock) {
            last += 1;
            digits += more;
            places = more.len();
            let goes_on = matches!(self.gap(last + 1), "." | ":") && !leading(last + 1).is_empty();
            if goes_on && is_whole(last) {
                return None; // A date, a version.
            }
        } else if last == at && (gap == "." && at == 0 || gap.ends_with(" .")) {
            places = digits.len();
            start -= 1; // .5
        }
        let word = self.words.get(last)?.range();
        let end = word.start + leading(last).len();
        let mut number = Number::new(digits, places, last + 1, start..end);
        number.glued.end = word.end;
        (number.digits.len() <= MOST_DIGITS).then_some(number)
    }

    /// Takes in the words of scale behind a number: `5 million`, `$5 m`.
    pub(super) fn scale(self, number: &mut Number) {
        for _ in 0..2 {
            let Some(&word) = self.words.get(number.next) else {
                return;
            };
            let may_be_short = number.currency.is_some() && number.power == 0;
            let short = || LISTS.short.get(word).filter(|_| may_be_short);
            let found = LISTS.scales.get(word).or_else(short);
            let Some(power) = found.filter(|_| self.is_joined(number.next)) else {
                return;
            };
            number.power += power;
            number.next += 1;
            number.bytes.end = word.range().end;
        }
    }

    /// Reads what is written in one with a number; none where nobody knows what it is.
    pub(super) fn glued(self, number: &mut Number) -> Option<()> {
        let text = self.text.get(number.glued.clone())?;
        let parts = words(text);
        let [word] = parts[..] else { return None };
        let is_money = number.currency.is_some();
        let is_count =
            || text.starts_with(char::is_lowercase) && text != "b" && self.is_counted(number.next);
        let short = || LISTS.short.get(word).filter(|_| is_money || is_count());
        if let Some(power) = LISTS.scales.get(word).or_else(short) {
            number.power = power;
            number.bytes.end = number.glued.end;
            self.unit(number);
            return Some(());
        }
        if is_money {
            return None;
        }
        if let Some(name) = LISTS.money.get(word) {
            number.currency = Some(name);
            number.bytes.end = number.glued.end;
        } else {
            let unit = LISTS.units.get(word).or_else(|| LISTS.glued.get(word))?;
            number.unit = Some((unit, number.glued.clone()));
        }
        Some(())
    }

    /// Whether a word is what a number may count: then `10m` before it means millions, not metres.
    fn is_counted(self, at: usize) -> bool {
        let word = self.word(at);
        let is_plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss");
        is_blank(self.gap(at))
            && word.starts_with(char::is_lowercase)
            && (is_plural || word == "people")
    }

    /// Takes in the currency behind a number, or finds its unit.
    pub(super) fn unit(self, number: &mut Number) {
        let gap = self.gap(number.next);
        let bare = gap.strip_prefix([' ', '\u{a0}']).unwrap_or(gap);
        let sign = bare.chars().next();
        if sign == Some('°') {
            let start = number.bytes.end + gap.len() - bare.len();
            return self.degrees(number, start);
        }
        let known = LISTS.signs.iter().find(|(known, _)| Some(*known) == sign);
        // A sign behind a blank is more likely the next amount’s.
        if number.currency.is_none()
            && let Some(&(sign, name)) = known
            && sign != '$'
            && (bare.len() == gap.len() || sign == '€' && bare.len() > sign.len_utf8())
        {
            number.currency = Some(name);
            number.is_signed = true;
            number.bytes.end += gap.len() - bare.len() + sign.len_utf8();
            return;
        }
        let rest = self.words.get(number.next..).unwrap_or_default();
        let Some(first) = rest.first().filter(|_| self.is_joined(number.next)) else {
            return;
        };
        let end = |length: usize| rest.get(length - 1).map_or(0, |w| w.range().end);
        if let Some((length, name)) = LISTS.money.longest(rest) {
            if number.currency.is_none_or(|known| name.starts_with(known)) {
                number.currency = Some(name);
                number.next += length;
                number.bytes.end = end(length);
            }
        } else if number.currency.is_none()
            && let Some((length, name)) = LISTS.units.longest(rest)
        {
            number.next += length;
            number.unit = Some((name, first.range().start..end(length)));
        }
    }

    /// Takes in a degree sign and perhaps a letter.
    fn degrees(self, number: &mut Number, start: usize) {
        let (name, end) = match self.word(number.next) {
            "C" | "Celsius" => ("degrees celsius", None),
            "F" | "Fahrenheit" => ("degrees fahrenheit", None),
            _ => ("degrees", Some(start + '°'.len_utf8())),
        };
        let letter = self.words.get(number.next).filter(|_| end.is_none());
        number.next += usize::from(letter.is_some());
        let end = letter.map_or(end, |w| Some(w.range().end));
        number.unit = Some((name, start..end.unwrap_or(start)));
    }
}

fn is_blank(gap: &str) -> bool {
    !gap.is_empty() && gap.len() < 8 && gap.chars().all(char::is_whitespace)
}

fn is_capital(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_uppercase())
}
