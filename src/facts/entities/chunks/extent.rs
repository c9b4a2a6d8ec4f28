//! How far a run of words in capitals goes: across blanks, hyphens, initials, and small words within a name.

use super::{Chunker, Style};
use crate::facts::entities::EntityKind;
use crate::facts::entities::senses::Sense;

impl Chunker<'_, '_> {
    /// The end of a run when one more word, or a small word and one more, is taken in.
    pub(super) fn extended(&self, start: usize, end: usize) -> Option<usize> {
        if end >= self.end {
            return None;
        }
        let (gap, last) = (self.reading.gap(end), end - 1);
        if let Some(end) = self.across_nickname(start, end, gap) {
            return Some(end);
        }
        if self.is_capital(end) {
            return self
                .takes(start, last, gap, end)
                .then(|| self.known_at(end).map_or(end + 1, |(e, _)| e));
        }
        let word = self.reading.word(end);
        if gap == " " && word.starts_with(|c: char| c.is_ascii_digit()) && self.may_begin(end) {
            return Some(end + 1);
        }
        let heads = matches!(
            word,
            "island"
                | "islands"
                | "province"
                | "river"
                | "county"
                | "sea"
                | "strait"
                | "glacier"
                | "peninsula"
                | "prefecture"
                | "governorate"
        ) && end - start == 1
            && !self.sense(last).is(Sense::DEMONYM
                | Sense::COMMON
                | Sense::ROLE
                | Sense::PLACE_FIRST
                | Sense::PLACE_LAST)
            || word == "magazine" && !self.sense(last).is(Sense::DEMONYM | Sense::FUNCTION)
            || word == "administration"
                && end - start == 1
                && !self
                    .sense(last)
                    .is(Sense::COMMON | Sense::KNOWN | Sense::DEMONYM);
        if heads && gap == " " && self.style == Style::Sentence {
            return Some(end + 1);
        }
        match gap {
            "." | " . " if matches!(word, "com" | "org" | "net") => Some(end + 1),
            " " | "\n" | "-" => self.across_small(start, end, word),
            "'" | "’"
                if !matches!(word, "s" | "t" | "d" | "m" | "re" | "ve" | "ll")
                    && word.len() <= 3 =>
            {
                self.reading
                    .gap(end + 1)
                    .starts_with([' ', ',', '.', '’', '\''])
                    .then_some(end + 1)
            }
            _ => None,
        }
        .or_else(|| {
            let digits = self.reading.words.get(end)?.is_digits();
            let road = matches!(
                self.reading.word(last),
                "Route" | "Highway" | "Interstate" | "Flight" | "Apollo"
            );
            (digits && road && matches!(gap, " " | "-")).then_some(end + 1)
        })
    }

    /// The end of a run across a nickname: `Vincent “The Chin” Roe`.
    fn across_nickname(&self, start: usize, end: usize, gap: &str) -> Option<usize> {
        let opens = matches!(
            gap,
            " “" | " \"" | " ‘" | " '" | " (" | " (“" | " (\"" | " ( "
        );
        if !opens || end - start > 2 || !self.sense(start).is(Sense::GIVEN | Sense::WORD_GIVEN) {
            return None;
        }
        let closing = (end + 1..=end + 3).find(|&w| {
            matches!(
                self.reading.gap(w),
                "” " | "\" " | "’ " | "' " | ") " | "”) " | "\") " | " ) "
            )
        })?;
        let is_name =
            (end..=closing).all(|w| self.is_capital(w)) && !self.sense(closing).is(Sense::FUNCTION);
        is_name.then_some(closing + 1)
    }

    /// Whether a word in capitals goes on with a run, by what stands between.
    fn takes(&self, start: usize, last: usize, gap: &str, next: usize) -> bool {
        let sense = self.sense(next);
        let joined = match gap {
            " " | "\n" | "\r\n" | " & " | "&" => true,
            "-" => {
                let someone = next > start + 1 && sense.is(Sense::GIVEN);
                let known = self.known_at(next).map(|(_, known)| known.kind);
                let agency = known == Some(EntityKind::Organization);
                !(someone || agency || self.sense(last).is(Sense::DEMONYM))
            }
            "." => self.is_initial(last),
            // `Martin Luther King Jr. Boulevard`, but not `Ada Roe Jr. Nobody`.
            ". " if last > start && matches!(self.reading.word(last), "Jr" | "Sr") => {
                sense.is(Sense::HEAD | Sense::PLACE_LAST)
            }
            ". " => self.is_initial(last) || self.is_abbreviation(last),
            "'" | "’" => {
                let word = self.reading.word(last);
                matches!(
                    word,
                    "O" | "D" | "L" | "N" | "Al" | "M" | "Dell" | "Sha" | "Ha"
                ) || word.len() == 1
            }
            ", " => {
                sense.is(Sense::SUFFIX)
                    && !matches!(self.reading.word(next), "Co" | "SC" | "AG" | "FC")
                    && self.style == Style::Sentence
                    || matches!(self.reading.word(next), "Jr" | "Sr" | "MD" | "PhD")
            }
            "’s " | "'s " => {
                // `Children’s Hospital`, `Sheriff’s Department`, but `Russia’s Defense Ministry`.
                self.sense(last).is(Sense::COMMON | Sense::ROLE)
                    && !self
                        .sense(last)
                        .is(Sense::KNOWN | Sense::GIVEN | Sense::DEMONYM)
                    && sense.is(Sense::HEAD)
                    && self.style == Style::Sentence
            }
            _ => false,
        };
        if !joined {
            return false;
        }
        let ends = sense.is(Sense::FUNCTION | Sense::CALENDAR)
            && !self.is_initial(next)
            && !self.begins_name(next);
        let headline = self.style != Style::Sentence
            && gap != "-"
            && (self.is_plain(next) || self.is_plain(last))
            && start <= last;
        !ends && !headline
    }

    /// Whether a word in a headline is one of the language, as far as its letters tell.
    fn is_plain(&self, word: usize) -> bool {
        let sense = self.sense(word);
        !self.is_initial(word)
            && sense.is(Sense::COMMON | Sense::FUNCTION | Sense::NEVER)
            && !sense.is(Sense::KNOWN
                | Sense::GIVEN
                | Sense::WORD_GIVEN
                | Sense::HEAD
                | Sense::ROLE
                | Sense::MODIFIER
                | Sense::PLACE_LAST)
    }

    /// Whether a full stop behind a word is that of an abbreviation before a name.
    fn is_abbreviation(&self, word: usize) -> bool {
        let text = self.reading.word(word);
        text.len() <= 5
            && (self.sense(word).is(Sense::HONORIFIC)
                || matches!(
                    text,
                    "St" | "Ft"
                        | "Mt"
                        | "Jr"
                        | "Sr"
                        | "Lt"
                        | "Atty"
                        | "Supt"
                        | "Det"
                        | "Bros"
                        | "Ste"
                        | "Pt"
                ))
            && !matches!(
                text,
                "King" | "Queen" | "Judge" | "Mayor" | "Major" | "Pope"
            )
    }

    /// The end of a run across small words: `Bank of England`, `Ministry of Health and Labour`, `Rio de la Plata`.
    fn across_small(&self, start: usize, end: usize, word: &str) -> Option<usize> {
        let last = end - 1;
        let head = Sense::HEAD | Sense::PLACE_LAST | Sense::PLACE_FIRST;
        let has_head = self.sense(last).is(head)
            || matches!(
                self.reading.word(last),
                "Republic"
                    | "Kingdom"
                    | "State"
                    | "States"
                    | "Secretary"
                    | "Minister"
                    | "Duke"
                    | "Duchess"
                    | "Prince"
                    | "Chamber"
                    | "Master"
                    | "Statue"
                    | "Declaration"
                    | "Battle"
                    | "Treaty"
                    | "Isle"
                    | "Sons"
                    | "Order"
                    | "Knights"
                    | "Church"
                    | "Hall"
                    | "Tower"
                    | "Palace"
                    | "Garden"
                    | "Daughters"
                    | "Speaker"
                    | "Chief"
                    | "Director"
                    | "Institute"
                    | "Institutes"
                    | "Centers"
            );
        let is_heading = |w: usize| {
            self.is_capital(w)
                && !self.sense(w).is(Sense::FUNCTION | Sense::CALENDAR)
                && self.reading.gap(w) == " "
        };
        let taken = |w: usize| Some(self.known_at(w).map_or(w + 1, |(e, _)| e));
        match word {
            "of" if has_head => {
                let next = end + 1 + usize::from(self.reading.word(end + 1) == "the");
                // A `Hall of Famer` is a person.
                (is_heading(next) && !self.reading.word(next).starts_with("Famer"))
                    .then(|| taken(next))
                    .flatten()
            }
            "for" | "on" if self.sense(last).is(Sense::HEAD) => {
                let next = end + 1 + usize::from(self.reading.word(end + 1) == "the");
                is_heading(next).then(|| taken(next)).flatten()
            }
            "and" => {
                let of_office = (start..last).any(|w| {
                    self.reading.word(w) == "of" && self.sense(w.wrapping_sub(1)).is(Sense::HEAD)
                }) && self
                    .sense(last)
                    .is(Sense::COMMON | Sense::HEAD | Sense::MODIFIER);
                let twofold = self.sense(last).is(Sense::COMMON | Sense::MODIFIER)
                    && !self
                        .sense(last)
                        .is(Sense::GIVEN | Sense::KNOWN | Sense::DEMONYM | Sense::ROLE)
                    && (end + 2..end + 4).any(|w| {
                        is_heading(w)
                            && self.sense(w).is(Sense::HEAD)
                            && (end + 1..w).all(is_heading)
                    });
                (is_heading(end + 1) && (of_office || twofold))
                    .then(|| taken(end + 1))
                    .flatten()
            }
            _ if self.sense(end).is(Sense::PARTICLE)
                && self.sense(last).is(Sense::FUNCTION | Sense::CALENDAR) =>
            {
                None
            }
            _ if self.sense(end).is(Sense::PARTICLE) => {
                let mut next = end + 1;
                while next < end + 3
                    && self.sense(next).is(Sense::PARTICLE)
                    && !self.is_capital(next)
                {
                    next += 1;
                }
                let joined = matches!(self.reading.gap(next), " " | "-" | "’" | "'");
                (joined
                    && self.is_capital(next)
                    && !self.sense(next).is(Sense::FUNCTION | Sense::CALENDAR))
                .then(|| taken(next))
                .flatten()
            }
            _ => None,
        }
    }
}
