//! Clock times: `10:00 a.m. EDT`, `7.30pm`, `1100 hrs`, `14:00 GMT`, `five o’clock`, `noon`.

use super::When;
use super::scan::{Gap, Scan};
use super::tokens::{Cue, Token};
use super::zones::{self, Zone};

/// An hour and a minute, as written, and what follows.
#[derive(Debug, Clone, Copy)]
struct Face {
    hour: u16,
    minute: u16,
    /// The word behind it.
    to: usize,
    /// Where it ends, in bytes.
    end: usize,
    /// What makes it a time and not a score.
    sign: Sign,
}

/// How much a number looks like a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sign {
    /// `10`: only with `a.m.`
    Hour,
    /// `7.30` or `1100`: only with `a.m.`, a zone or `hrs`.
    Digits,
    /// `7:30`: also behind `at`.
    Colon,
    /// `07:30`, `19:30`: by itself.
    Full,
    /// `10am`, `noon`, `5 o’clock`: it cannot be anything else.
    Told,
}

/// A zone, and how far ahead of UTC it is.
#[derive(Clone, Copy)]
struct Place {
    zone: Zone,
    offset: Option<i16>,
    /// The word behind it.
    to: usize,
    /// Where it ends, in bytes.
    end: usize,
}

impl Scan<'_> {
    /// A clock time that begins at a word.
    pub(super) fn clock(&mut self, at: usize) -> Option<usize> {
        let mut face = self.face(at)?;
        self.meridiem(&mut face);
        let place = self.place(&face).or_else(|| {
            self.hours(&mut face);
            self.place(&face)
        });
        let is_time = match face.sign {
            Sign::Told | Sign::Full => true,
            Sign::Colon => place.is_some() || self.is_at(at),
            Sign::Digits => place.is_some(),
            Sign::Hour => false,
        };
        if face.hour > 24 || face.minute > 59 || (face.hour == 24 && face.minute > 0) {
            return None;
        }
        if !is_time {
            return self.first_hour(at);
        }
        let start = self.reading.words.get(at)?.range().start;
        let (to, end) = match place {
            Some(place) => (place.to, place.end),
            None => (face.to, face.end),
        };
        let when = When::Time {
            minutes: face.hour * 60 + face.minute,
            offset: place.and_then(|place| place.offset),
            zone: place.map(|place| place.zone),
        };
        self.add_bytes(start, end, when);
        Some(to)
    }

    fn face(&self, at: usize) -> Option<Face> {
        let end = self.reading.words.get(at)?.range().end;
        let hours = |hour, to| Face {
            hour,
            minute: 0,
            to,
            end: self.reading.bytes(at..to).end,
            sign: Sign::Told,
        };
        match self.token(at) {
            Some((1, Token::Noon)) => return Some(hours(12, at + 1)),
            Some((1, Token::Midnight)) => return Some(hours(0, at + 1)),
            Some((1, Token::Hour(hour))) => {
                return self.is_o_clock(at + 1).then(|| hours(hour.into(), at + 3));
            }
            _ => {}
        }
        let Some((number, length)) = self.leading_number(at) else {
            return self.glued(at, end);
        };
        let mut face = Face {
            hour: number,
            minute: 0,
            to: at + 1,
            end,
            sign: Sign::Hour,
        };
        match (self.gap(at + 1), length) {
            (joint @ (Gap::Colon | Gap::Point), 1 | 2) => {
                let (minute, glued) = self.minute(at + 1)?;
                face.minute = minute;
                face.to = at + 2;
                face.end = self.reading.bytes(at + 1..at + 2).end;
                face.sign = match (joint, length) {
                    (Gap::Point, _) => Sign::Digits,
                    (_, 2) => Sign::Full,
                    _ => Sign::Colon,
                };
                self.glue(&mut face, glued)?;
                if self.gap(face.to) == Gap::Colon {
                    self.seconds(&mut face)?;
                } else if self.gap(face.to) == Gap::Point && face.sign != Sign::Told {
                    // `1:23.45` is a result
                    return self.word(face.to).parse::<u32>().is_err().then_some(face);
                }
            }
            (_, 1 | 2) if self.is_o_clock(at + 1) => {
                face.to = at + 3;
                face.end = self.reading.bytes(at..face.to).end;
                face.sign = Sign::Told;
            }
            (Gap::Blank, 1 | 2) if number == 12 => {
                let Some((1, token @ (Token::Noon | Token::Midnight))) = self.token(at + 1) else {
                    return Some(face);
                };
                return Some(Face {
                    end: self.reading.bytes(at..at + 2).end,
                    ..hours(if token == Token::Noon { 12 } else { 0 }, at + 2)
                });
            }
            (_, 3 | 4) => {
                face.hour = number / 100;
                face.minute = number % 100;
                face.sign = Sign::Digits;
            }
            _ => {}
        }
        Some(face)
    }

    /// A number of at most four digits that nothing joins to what stands before it.
    fn leading_number(&self, at: usize) -> Option<(u16, usize)> {
        let word = self.reading.words.get(at).filter(|w| w.is_digits())?;
        let length = word.range().len();
        let gap = self.reading.gap(at);
        let joined = gap.ends_with(['$', '€', '£', '¥', '#', '+'])
            || (matches!(gap, ":" | "." | "," | "/")
                && self
                    .word(at.wrapping_sub(1))
                    .ends_with(|c: char| c.is_ascii_digit()));
        if length > 4 || joined {
            return None;
        }
        Some((self.word(at).parse().ok()?, length))
    }

    /// The two digits of a minute, and what is glued to them: `30`, `30pm`.
    fn minute(&self, at: usize) -> Option<(u16, &str)> {
        let word = self.word(at);
        let (digits, glued) = word.split_at_checked(2)?;
        let minute = digits
            .bytes()
            .all(|b| b.is_ascii_digit())
            .then(|| digits.parse().ok());
        Some((minute.flatten()?, glued))
    }

    /// `:30` behind `10:15`, which leaves the time as it is.
    fn seconds(&self, face: &mut Face) -> Option<()> {
        let (_, glued) = self.minute(face.to)?;
        if face.sign < Sign::Full {
            return None; // 2:35:10 is how long it took
        }
        face.end = self.reading.bytes(face.to..face.to + 1).end;
        face.to += 1;
        self.glue(face, glued)
    }

    /// `10am`, `1100hrs`, `16h30`.
    fn glued(&self, at: usize, end: usize) -> Option<Face> {
        let word = self.word(at);
        let length = word.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, glued) = word.split_at_checked(length)?;
        let number: u16 = digits.parse().ok()?;
        let (hour, minute) = match length {
            1 | 2 => (number, 0),
            3 | 4 => (number / 100, number % 100),
            _ => return None,
        };
        let mut face = Face {
            hour,
            minute,
            to: at + 1,
            end,
            sign: Sign::Hour,
        };
        if glued.is_empty() || (length > 2 && !is_hours(glued) && !is_meridiem(glued)) {
            return None;
        }
        if let Some(minutes) = glued.strip_prefix(['h', 'H']).filter(|m| m.len() == 2) {
            face.minute = minutes.parse().ok()?;
            face.sign = Sign::Told;
            return Some(face);
        }
        self.glue(&mut face, glued)?;
        Some(face)
    }

    /// Takes in what is glued to the digits.
    fn glue(&self, face: &mut Face, glued: &str) -> Option<()> {
        if glued.is_empty() {
            return Some(());
        }
        if is_meridiem(glued) {
            return turn(face, glued.starts_with(['p', 'P']));
        }
        if is_hours(glued) && (face.minute > 0 || face.hour > 12 || face.end - glued.len() > 3) {
            face.sign = Sign::Told;
            return Some(());
        }
        None
    }

    /// Takes in `a.m.` or `pm`.
    fn meridiem(&self, face: &mut Face) {
        if face.sign == Sign::Told {
            return;
        }
        let at = face.to;
        if !(self.gap(at) == Gap::Blank || self.reading.gap(at).is_empty()) {
            return;
        }
        let word = self.word(at);
        let (letter, to) = if is_meridiem(word) {
            (word, at + 1)
        } else if matches!(word, "a" | "p" | "A" | "P")
            && matches!(self.reading.gap(at + 1), "." | ". ")
            && matches!(self.word(at + 1), "m" | "M")
        {
            (word, at + 2)
        } else {
            return;
        };
        let mut turned = *face;
        if turn(&mut turned, letter.starts_with(['p', 'P'])).is_some() {
            turned.to = to;
            turned.end = self.reading.bytes(at..to).end;
            // The full stop of `a.m.`
            let dotted = to == at + 2 && self.reading.gap(to).starts_with('.');
            turned.end += usize::from(dotted);
            *face = turned;
        }
    }

    /// Takes in `hrs` and `hours` behind four digits.
    fn hours(&self, face: &mut Face) {
        let long = face.sign == Sign::Digits || face.sign == Sign::Full;
        if long
            && self.gap(face.to) == Gap::Blank
            && (self.is(face.to, "hrs") || (self.is(face.to, "hours") && self.is_at(face.to - 1)))
        {
            face.end = self.reading.bytes(face.to..face.to + 1).end;
            face.to += 1;
            face.sign = Sign::Told;
        }
    }

    /// The zone behind a time.
    fn place(&self, face: &Face) -> Option<Place> {
        let at = face.to;
        let between = self.reading.body.get(face.end..)?;
        let gap = between.len().min(
            self.reading
                .words
                .get(at)?
                .range()
                .start
                .checked_sub(face.end)?,
        );
        let gap = between.get(..gap)?;
        let bracket = gap == " (";
        if !(bracket || gap.is_empty() || gap.trim().is_empty()) || gap.contains("\n\n") {
            return None;
        }
        let (length, zone) = zones::names().longest(self.reading.words.get(at..)?)?;
        let to = at + length;
        let first = self.word(at);
        let fits = if length == 1 && first.len() < 6 {
            first.bytes().all(|b| b.is_ascii_uppercase()) || matches!(first, "gmt" | "utc")
        } else {
            length > 1 || self.reading.is_capitalised(at)
        };
        if !fits || (bracket && !self.reading.gap(to).starts_with(')')) {
            return None;
        }
        let plain = Place {
            zone,
            offset: zone.offset(),
            to,
            end: self.reading.bytes(at..to).end + usize::from(bracket),
        };
        if bracket || plain.offset != Some(0) {
            return Some(plain);
        }
        Some(self.shifted(plain).unwrap_or(plain))
    }

    /// `+5:30` behind `UTC`.
    fn shifted(&self, plain: Place) -> Option<Place> {
        let at = plain.to;
        let sign = match self.reading.gap(at).trim() {
            "+" => 1,
            "-" | "−" | "–" => -1,
            _ => return None,
        };
        let word = self.word(at);
        let hours: i16 = word.parse().ok().filter(|h| *h <= 14 && word.len() <= 2)?;
        let minutes = if self.gap(at + 1) == Gap::Colon {
            self.minute(at + 1)
        } else {
            None
        };
        // `14:00 GMT-15:00 GMT`
        if minutes.is_some() && sign < 0 && self.place_follows(at + 2) {
            return None;
        }
        let minute = minutes.map_or(0, |(minute, _)| minute) as i16;
        let to = at + 1 + usize::from(minutes.is_some());
        Some(Place {
            offset: Some(sign * (hours * 60 + minute)),
            to,
            end: self.reading.bytes(at..to).end,
            ..plain
        })
    }

    fn place_follows(&self, at: usize) -> bool {
        let words = self.reading.words.get(at..).unwrap_or_default();
        zones::names().longest(words).is_some()
    }

    /// `9` in `9 to 11 a.m.`: in the same half of the day.
    fn first_hour(&mut self, at: usize) -> Option<usize> {
        let first = self
            .face(at)
            .filter(|face| face.sign <= Sign::Colon && face.hour <= 12)?;
        let next = match self.gap(first.to) {
            Gap::Hyphen => first.to,
            Gap::Blank if self.is(first.to, "to") || self.is(first.to, "and") => first.to + 1,
            _ => return None,
        };
        let mut second = self.face(next)?;
        let hour = second.hour;
        self.meridiem(&mut second);
        if second.sign != Sign::Told
            || hour > 12
            || first.hour % 12 >= second.hour % 12
            || first.minute > 59
        {
            return None;
        }
        let half = second.hour / 12 * 12;
        let when = When::Time {
            minutes: (first.hour % 12 + half) * 60 + first.minute,
            offset: None,
            zone: None,
        };
        let start = self.reading.words.get(at)?.range().start;
        self.add_bytes(start, first.end, when);
        Some(first.to)
    }

    fn is_o_clock(&self, at: usize) -> bool {
        self.gap(at) == Gap::Blank
            && self.is(at, "o")
            && matches!(self.reading.gap(at + 1), "'" | "’" | "‘")
            && self.is(at + 1, "clock")
    }

    /// Whether a word before this one says that a time follows.
    fn is_at(&self, at: usize) -> bool {
        let before = at.checked_sub(1);
        self.gap(at) == Gap::Blank
            && (self.cue(before).is(Cue::STRONG)
                || before.is_some_and(|before| {
                    [
                        "at", "around", "about", "before", "after", "from", "by", "until",
                        "between",
                    ]
                    .iter()
                    .any(|word| self.is(before, word))
                }))
    }
}

fn is_meridiem(word: &str) -> bool {
    word.eq_ignore_ascii_case("am") || word.eq_ignore_ascii_case("pm")
}

fn is_hours(word: &str) -> bool {
    ["h", "hrs", "hr"]
        .iter()
        .any(|h| word.eq_ignore_ascii_case(h))
}

/// Takes an hour of half a day to that of the whole one: 12 a.m. is midnight. `17:06 pm` is no more than it says.
fn turn(face: &mut Face, afternoon: bool) -> Option<()> {
    face.hour = match (face.hour, afternoon) {
        (12, true) => 12,
        (12, false) => 0,
        (1..12, true) => face.hour + 12,
        (0..12, false) => face.hour,
        (13..24, true) => face.hour,
        _ => return None,
    };
    face.sign = Sign::Told;
    Some(())
}
