//! Dates in words: `Friday, May 16, 2025`, `16th of May`, `March 2022`, `since 2022`, `the 1990s`.

use super::scan::{Gap, Scan};
use super::tokens::{Cue, Spelling, Token};
use super::{Side, When};

/// A month and a day, with a year or without.
pub(super) struct Day {
    year: Option<i16>,
    month: i8,
    day: Option<i8>,
    /// The word behind it.
    to: usize,
}

impl Scan<'_> {
    /// A date that begins with its month, or a month alone.
    pub(super) fn month_first(&mut self, at: usize) -> Option<usize> {
        let date = self
            .month_day(at)
            .or_else(|| self.month_year(at))
            .or_else(|| self.month_alone(at))?;
        let to = self.add_day(at, &date, None)?;
        self.further_day(&date).or(Some(to))
    }

    /// A date that begins with its day: `16 May`, and `16` in `16-18 May`.
    pub(super) fn day_first(&mut self, at: usize) -> Option<usize> {
        if let Some(date) = self.day_month(at) {
            let to = self.add_day(at, &date, None)?;
            return self.weekday_behind(to).or(Some(to));
        }
        let day = self.day(at)?;
        let last = match self.gap(at + 1) {
            Gap::Hyphen | Gap::Slash => at + 1,
            Gap::Blank if self.is(at + 1, "to") || self.is(at + 1, "and") => at + 2,
            _ => return None,
        };
        let last = self
            .day_month(last)
            .filter(|l| l.day.is_some_and(|l| day < l))?;
        self.add(
            at,
            at + 1,
            When::date(last.year, Some(last.month), Some(day)),
        )
    }

    /// A weekday, with the date that follows it.
    pub(super) fn weekday(&mut self, at: usize) -> Option<usize> {
        let (_, Token::Weekday(weekday, spelling)) = self.token(at)? else {
            return None;
        };
        if !self.reading.is_capitalised(at) {
            return None;
        }
        if let Some(date) = self.date_behind_weekday(at) {
            let to = self.add_day(at, &date, Some(weekday))?;
            if self.reading.gap(at + 1) == " (" && self.reading.gap(to).starts_with(')') {
                self.close_bracket();
                return Some(to);
            }
            return self.further_day(&date).or(Some(to));
        }
        if let Some(next) = self.numeric_behind_weekday(at, weekday) {
            return Some(next);
        }
        if spelling == Spelling::Short {
            return None;
        }
        let (from, side) = self.side(at);
        let (year, month, day, weekday) = (None, None, None, Some(weekday));
        let when = When::Date {
            year,
            month,
            day,
            weekday,
            side,
        };
        self.add(from, at + 1, when)
    }

    fn date_behind_weekday(&self, at: usize) -> Option<Day> {
        let next = at + 1;
        let bracket = self.reading.gap(next) == " (";
        if !bracket && !matches!(self.gap(next), Gap::Blank | Gap::Comma | Gap::Stop) {
            return None;
        }
        let next = if self.is(next, "the") && self.gap(next + 1) == Gap::Blank {
            next + 1
        } else {
            next
        };
        self.month_day(next).or_else(|| self.day_month(next))
    }

    /// `May 16, 2025`, `May the 16th`.
    pub(super) fn month_day(&self, at: usize) -> Option<Day> {
        let month = self.month(at)?;
        if !matches!(self.gap(at + 1), Gap::Blank | Gap::Stop) {
            return None;
        }
        let the = self.is(at + 1, "the") && self.gap(at + 2) == Gap::Blank;
        let place = at + 1 + usize::from(the);
        let day = self.day(place)?;
        let to = place + 1;
        if the && self.ordinal(place).is_none() {
            return None;
        }
        // `May 16-inch rain`
        if self.gap(to) == Gap::Hyphen && self.number(to).is_none() {
            return None;
        }
        let year = match self.gap(to) {
            Gap::Comma | Gap::Blank => self.year_of_date(to),
            _ => None,
        };
        // `In May 16 people`
        if year.is_none() && self.cue_before(at).is(Cue::STRONG) && self.is_counted(to) {
            return None;
        }
        let to = to + usize::from(year.is_some());
        let day = Some(day);
        Some(Day {
            year,
            month,
            day,
            to,
        })
    }

    /// `16 May 2025`, `16th of May`, `16-May-25`.
    pub(super) fn day_month(&self, at: usize) -> Option<Day> {
        let day = self.day(at)?;
        let joint = self.gap(at + 1);
        if !matches!(joint, Gap::Blank | Gap::Hyphen | Gap::Slash) {
            return None;
        }
        let of = joint == Gap::Blank && self.is(at + 1, "of") && self.gap(at + 2) == Gap::Blank;
        let place = at + 1 + usize::from(of);
        let month = self.month(place)?;
        let to = place + 1;
        let year = match (self.gap(to), joint) {
            (Gap::Blank | Gap::Comma | Gap::Stop, Gap::Blank) => self.year_of_date(to),
            (gap, joint) if gap == joint => self.year(to).or_else(|| self.short_year(to)),
            _ => None,
        };
        // `16/May` is no date yet: `May/16`, `Jan/Feb`.
        if joint != Gap::Blank && year.is_none() {
            return None;
        }
        let to = to + usize::from(year.is_some());
        let day = Some(day);
        Some(Day {
            year,
            month,
            day,
            to,
        })
    }

    /// `March 2022`, `March, 2022`, `March of 2022`.
    fn month_year(&self, at: usize) -> Option<Day> {
        let month = self.month(at)?;
        let of = self.gap(at + 1) == Gap::Blank && self.is(at + 1, "of");
        let place = at + 1 + usize::from(of);
        if !matches!(self.gap(place), Gap::Blank | Gap::Comma | Gap::Stop) {
            return None;
        }
        let year = self.year_of_date(place)?;
        let (year, day, to) = (Some(year), None, place + 1);
        Some(Day {
            year,
            month,
            day,
            to,
        })
    }

    fn month_alone(&self, at: usize) -> Option<Day> {
        let month = self.month(at)?;
        let (_, Token::Month(_, spelling)) = self.token(at)? else {
            return None;
        };
        let cue = self.cue_before(at);
        let told = cue.is(Cue::STRONG) || cue.is(Cue::MONTH);
        let (year, day, to) = (None, None, at + 1);
        (spelling == Spelling::Sure || (spelling == Spelling::Word && told)).then_some(Day {
            year,
            month,
            day,
            to,
        })
    }

    /// A month with a capital letter.
    fn month(&self, at: usize) -> Option<i8> {
        match self.token(at)? {
            (1, Token::Month(month, _)) if self.reading.is_capitalised(at) => Some(month),
            _ => None,
        }
    }

    /// A year behind a month or a day, unless it counts what follows: `in May 2000 people`.
    fn year_of_date(&self, at: usize) -> Option<i16> {
        self.year(at)
            .filter(|year| year % 100 != 0 || !self.is_counted(at + 1))
    }

    /// `25` in `16-May-25`.
    fn short_year(&self, at: usize) -> Option<i16> {
        let (year, length) = self.number(at)?;
        (length == 2).then_some(if year < 70 { 2000 + year } else { 1900 + year })
    }

    /// `18` behind `May 16`, in `May 16-18`, `May 16 to 18`, `May 16 and 18`.
    fn further_day(&mut self, first: &Day) -> Option<usize> {
        let day = first.day?;
        let at = match self.gap(first.to) {
            Gap::Hyphen | Gap::Slash => first.to,
            Gap::Blank if self.is(first.to, "to") || self.is(first.to, "and") => first.to + 1,
            _ => return None,
        };
        if first.year.is_some() || (at > first.to && self.gap(at) != Gap::Blank) {
            return None;
        }
        let next = self.day(at).filter(|&next| next > day)?;
        // `on May 16 and 17 people`
        if self.is_counted(at + 1) || self.month(at + 1).is_some() {
            return None;
        }
        let year = match self.gap(at + 1) {
            Gap::Comma | Gap::Blank => self.year_of_date(at + 1),
            _ => None,
        };
        let to = at + 1 + usize::from(year.is_some());
        if year.is_some()
            && let Some(When::Date { year: before, .. }) =
                self.found.last_mut().map(|m| &mut m.when)
        {
            *before = year;
        }
        self.add(at, to, When::date(year, Some(first.month), Some(next)))
    }

    fn add_day(&mut self, from: usize, date: &Day, weekday: Option<i8>) -> Option<usize> {
        let (year, month, day, side) = (date.year, Some(date.month), date.day, None);
        let when = When::Date {
            year,
            month,
            day,
            weekday,
            side,
        };
        self.add(from, date.to, when)
    }

    /// `(Friday)` behind a date: taken into it.
    fn weekday_behind(&mut self, at: usize) -> Option<usize> {
        let closes = self.reading.gap(at) == " (" && self.reading.gap(at + 1).starts_with(')');
        let (1, Token::Weekday(number, _)) = self.token(at).filter(|_| closes)? else {
            return None;
        };
        let end = self.reading.words.get(at)?.end;
        let last = self.found.last_mut()?;
        if let When::Date { weekday, .. } = &mut last.when {
            *weekday = Some(number);
            last.range.end = end;
        }
        self.close_bracket();
        Some(at + 1)
    }

    /// Takes the bracket that follows into the last moment.
    fn close_bracket(&mut self) {
        if let Some(last) = self.found.last_mut() {
            last.range.end += 1;
        }
    }

    /// On which side of the article's day a weekday lies, and where `last Friday` begins.
    fn side(&self, at: usize) -> (usize, Option<Side>) {
        let before = at.saturating_sub(1);
        if at > 0 && self.gap(at) == Gap::Blank {
            let side = match self.word(before) {
                "last" | "Last" | "past" => Some(Side::Past),
                "this" | "This" => Some(Side::Week),
                "coming" => Some(Side::Future),
                // Of this week or of the one after it: people differ.
                "next" | "Next" => return (before, None),
                _ => None,
            };
            if side.is_some() {
                return (before, side);
            }
        }
        (at, self.side_by_verb(at))
    }

    /// The nearest word before it, in its sentence, that tells the past from the future.
    fn side_by_verb(&self, at: usize) -> Option<Side> {
        const REACH: usize = 12;
        let byte = self.reading.words.get(at)?.start as usize;
        let sentence = self
            .reading
            .sentences
            .get(self.reading.sentence_at(byte)?)?;
        let first = sentence.words.start.max(at.saturating_sub(REACH));
        (first..at).rev().find_map(|at| {
            let cue = self.cue(Some(at));
            let word = self.word(at);
            if cue.is(Cue::FUTURE) {
                Some(Side::Future)
            } else if cue.is(Cue::PAST) || (word.len() > 4 && word.ends_with("ed")) {
                Some(Side::Past)
            } else {
                None
            }
        })
    }

    /// A year by itself, a span of years, a decade.
    pub(super) fn year_alone(&mut self, at: usize) -> Option<usize> {
        if let Some(start) = self.decade(at) {
            return self.add(at, at + 1, When::Decade { start });
        }
        let year = self.year(at).filter(|year| (1500..2100).contains(year))?;
        if !self.is_year(at, year) {
            return None;
        }
        // A season: `2016-17`, `1986/87`.
        let joint = matches!(self.gap(at + 1), Gap::Hyphen | Gap::Slash);
        let season = joint
            && self
                .number(at + 1)
                .is_some_and(|(next, length)| length == 2 && next == (year + 1) % 100);
        // `$2010-strong` and `2010-page` count.
        if joint && !season && self.number(at + 1).is_none() && self.gap(at + 1) == Gap::Hyphen {
            return None;
        }
        let to = self.add(
            at,
            at + 1 + usize::from(season),
            When::date(Some(year), None, None),
        )?;
        self.further_year(to, year).or(Some(to))
    }

    /// `2012` behind `2010`, in `2010-2012`, `from 2010 to 2012`, `between 2010 and 2012`.
    fn further_year(&mut self, at: usize, first: i16) -> Option<usize> {
        let at = match self.gap(at) {
            Gap::Hyphen | Gap::Slash => at,
            Gap::Blank if self.is(at, "to") || self.is(at, "and") || self.is(at, "through") => {
                at + 1
            }
            _ => return None,
        };
        let year = self.year(at).filter(|&year| year > first && year < 2100)?;
        if self.is_counted(at + 1) {
            return None;
        }
        self.add(at, at + 1, When::date(Some(year), None, None))
    }

    /// Whether a number of four digits is a year, by the words beside it.
    fn is_year(&self, at: usize, year: i16) -> bool {
        let is_counted = self.is_counted(at + 1);
        let is_recent = (1800..2100).contains(&year);
        let cue = self.cue_before(at);
        if cue.is(Cue::STRONG) {
            return is_recent || !is_counted;
        }
        let is_plural = is_counted && self.word(at + 1).ends_with('s');
        if cue.is(Cue::DETERMINER) {
            return is_recent && (year % 100 != 0 || (is_counted && !is_plural));
        }
        if cue.is(Cue::WEAK) {
            return is_recent && !is_counted;
        }
        // (2016)
        is_recent
            && self.reading.gap(at).ends_with('(')
            && self.reading.gap(at + 1).starts_with(')')
    }

    /// `1990s`, `’90s`.
    fn decade(&self, at: usize) -> Option<i16> {
        let digits = self.word(at).strip_suffix(['s', 'S'])?;
        let number: i16 = digits.parse().ok().filter(|n| n % 10 == 0)?;
        match digits.len() {
            4 if (1000..2100).contains(&number) => Some(number),
            2 if self.reading.gap(at).ends_with(['’', '‘', '\'']) => {
                Some(if number < 30 { 2000 } else { 1900 } + number)
            }
            _ => None,
        }
    }
}
