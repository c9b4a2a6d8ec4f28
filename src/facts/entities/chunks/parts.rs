//! What of a run of words in capitals is a name: titles before it, what they name, and words at its ends that are no part of it.

use std::ops::Range;

use super::offices::Holder;
use super::{Chunker, Style};
use crate::facts::entities::EntityKind;
use crate::facts::entities::senses::{Known, Sense};

impl Chunker<'_, '_> {
    /// Takes a run apart: what is no name before and behind, a title, a place or organisation before the title.
    pub(super) fn segment(&mut self, run: Range<usize>, whole: Option<Known>, at_start: bool) {
        let doubtful = at_start || self.style != Style::Sentence;
        if whole.is_some() {
            let word = Sense::COMMON | Sense::GIVEN | Sense::WORD_GIVEN;
            let doubtful = doubtful && run.len() == 1 && self.sense(run.start).is(word);
            self.push(run, whole, doubtful, None);
            return;
        }
        if let Some(and) = self.between_persons(&run) {
            self.segment(run.start..and, None, at_start);
            self.segment(and..run.end, None, false);
            return;
        }
        if let Some(of) = self.before_site(&run) {
            self.segment(run.start..of, self.known_as(&(run.start..of)), at_start);
            self.segment(of..run.end, None, false);
            return;
        }
        let run = self.without_tail(run);
        let after_title = self.after_title(&run);
        let holder = self.holder_within(&run).filter(|holder| {
            let before = after_title.as_ref();
            before.is_none_or(|name| name.start < holder.name)
        });
        if let Some(Holder {
            office,
            domain,
            name,
        }) = holder
        {
            // `Minister of Health` is no name in `Minister of Health of Oldport Ada Roe`.
            self.out
                .pop_if(|chunk| chunk.words.start as usize == office);
            self.of_title(run.start..domain, doubtful);
            let of = domain..name;
            self.segment(of.clone(), self.known_as(&of), at_start);
            let title = office as u32..name as u32;
            self.push(name..run.end, None, false, Some(title));
        } else if let Some(at) = self.someone_within(&run) {
            self.segment(run.start..at, None, at_start);
            let name = at..run.end;
            self.push(
                name.clone(),
                self.known_as(&name),
                self.style != Style::Sentence,
                None,
            );
        } else if let Some((at, known)) = self.place_within(&run) {
            self.push(at..run.end, Some(known), false, None);
        } else if let Some(name) = after_title {
            let title = run.start..name.start;
            self.of_title(title.clone(), doubtful);
            let title = Some(title.start as u32..title.end as u32);
            self.push(
                name.clone(),
                self.known_as(&name),
                self.is_titled_by_chance(&name),
                title,
            );
        } else if run.len() == 1 {
            let ordinary = Sense::COMMON
                | Sense::FUNCTION
                | Sense::NEVER
                | Sense::ROLE
                | Sense::HONORIFIC
                | Sense::MODIFIER;
            let sense = self.sense(run.start);
            if !sense.is(Sense::DEMONYM) {
                // The surname of someone, perhaps: `King`.
                self.push(run, None, doubtful || sense.is(ordinary), None);
            }
        } else {
            self.untitled(run, doubtful);
        }
    }

    /// Where the second of two persons' names begins: `Ada Roe & Karl Hale`.
    fn between_persons(&self, run: &Range<usize>) -> Option<usize> {
        if run.len() < 4 || !self.sense(run.start).is(Sense::GIVEN) {
            return None;
        }
        let company = Sense::HEAD | Sense::SUFFIX | Sense::TEAM;
        let second = (run.start + 2..run.end - 1).find(|&w| self.reading.gap(w).contains('&'))?;
        (self.sense(second).is(Sense::GIVEN) && !self.sense(run.end - 1).is(company))
            .then_some(second)
    }

    /// Where a place's name begins behind what it is of: `Persian Gulf | Island of Wexmere`, `Iranian | Island of Wexmere`.
    fn before_site(&self, run: &Range<usize>) -> Option<usize> {
        if run.len() < 4 {
            return None;
        }
        let known = self.known_at(run.start);
        let at = match known {
            Some((end, known)) => (known.kind == EntityKind::Place).then_some(end)?,
            None => (self.sense(run.start).is(Sense::DEMONYM)).then_some(run.start + 1)?,
        };
        let is_site = matches!(
            self.reading.word(at),
            "Island" | "City" | "Town" | "Village" | "Province" | "Port"
        );
        (is_site && self.reading.word(at + 1) == "of" && at + 2 < run.end).then_some(at)
    }

    /// A run without the words at its end that end no name: `the White House Press Secretary`.
    fn without_tail(&self, mut run: Range<usize>) -> Range<usize> {
        let tail =
            Sense::ROLE | Sense::MODIFIER | Sense::HONORIFIC | Sense::FUNCTION | Sense::CALENDAR;
        let kept = Sense::HEAD | Sense::PLACE_LAST | Sense::SUFFIX | Sense::GIVEN | Sense::TEAM;
        let is_office_of = run.clone().skip(1).any(|w| {
            matches!(self.reading.word(w), "of" | "for") && self.sense(w - 1).is(Sense::HEAD)
        });
        // `Bears QB`, `Harbour Lights GM`.
        let is_post = |w: usize| {
            let word = self.reading.word(w);
            self.sense(w).is(Sense::NEVER)
                && !matches!(word, "II" | "III" | "IV" | "MD")
                && word.len() > 1
                && word.starts_with(|c: char| c.is_ascii_uppercase())
                && !word.trim_end_matches('s').contains(char::is_lowercase)
                || word == "GM"
        };
        while run.len() > 1 && self.style == Style::Sentence && is_post(run.end - 1) {
            run.end -= 1;
        }
        while run.len() > 1 && !is_office_of && self.sense(run.end - 1).is(tail) {
            let last = run.end - 1;
            let (first, sense) = (self.sense(run.start), self.sense(last));
            // `General Manager Billy King`.
            let first_of_two = self.sense(last - 1);
            let university =
                self.reading.word(last) == "State" && self.sense(last - 1).is(Sense::KNOWN);
            let given = Sense::GIVEN | Sense::WORD_GIVEN;
            let surname = run.len() == 2 && first.is(given)
                || run.len() == 2 && first.is(Sense::HONORIFIC) && !sense.is(Sense::MODIFIER)
                || first_of_two.is(given) && sense.is(Sense::HONORIFIC)
                || self.is_initial(last - 1)
                || self.is_initial(last);
            if university || (surname || sense.is(kept)) && !sense.is(Sense::FUNCTION) {
                break;
            }
            run.end = last;
        }
        run
    }

    /// Takes in a run of several words without a title.
    fn untitled(&mut self, mut run: Range<usize>, doubtful: bool) {
        let office = Sense::HEAD | Sense::PLACE_LAST | Sense::SUFFIX;
        let is_office = self.sense(run.end - 1).is(office);
        let (first, next) = (self.sense(run.start), self.sense(run.start + 1));
        // `British Airways` is a name, `American Ann Roe` has one behind an adjective, `Anglo-Irish` is none.
        if first.is(Sense::DEMONYM) {
            let hyphen = self.reading.gap(run.start + 1).contains('-');
            if hyphen || (next.is(Sense::GIVEN) && !is_office) {
                run.start += 1;
            }
            if run.clone().all(|w| self.sense(w).is(Sense::DEMONYM)) {
                return;
            }
        }
        let outsider =
            Sense::ROLE | Sense::MODIFIER | Sense::HONORIFIC | Sense::COMMON | Sense::FUNCTION;
        let named = Sense::GIVEN | Sense::KNOWN | Sense::WORD_GIVEN;
        // `O’Brien` is one name.
        let elided = matches!(self.reading.gap(run.start + 1), "'" | "’");
        if doubtful && first.is(outsider) && !is_office && !first.is(named) && !elided {
            run.start += 1;
            let known = self.known_as(&run);
            self.push(run, known, self.style != Style::Sentence, None);
        } else {
            self.push(run, None, doubtful, None);
        }
    }

    /// Where a person's name begins behind what is none: `Chargers | Ada Roe`, `Harbour QB | Ada Roe`.
    fn someone_within(&self, run: &Range<usize>) -> Option<usize> {
        let at = (run.start + 1..run.end.checked_sub(1)?).find(|&w| {
            self.sense(w).is(Sense::GIVEN)
                && !self.sense(w).is(Sense::KNOWN)
                && self.reading.gap(w) == " "
        })?;
        let before = self.sense(at - 1);
        let upper = self.style == Style::Sentence
            && self.reading.word(at - 1).len() > 1
            && self.is_upper(at - 1);
        let alien = before.is(Sense::TEAM | Sense::NEVER | Sense::SUFFIX)
            || upper
            || self
                .known_at(at - 1)
                .is_some_and(|(e, k)| e == at && k.kind == EntityKind::Organization);
        let office = Sense::HEAD | Sense::SUFFIX | Sense::PLACE_LAST;
        (alien
            && !before.is(Sense::GIVEN)
            && !self.is_initial(at - 1)
            && !self.sense(run.end - 1).is(office))
        .then_some(at)
    }

    /// A known place at the end of a run that is no part of its name: `Southern | Iran`, `Downtown | Paris`.
    fn place_within(&self, run: &Range<usize>) -> Option<(usize, Known)> {
        let direction = self.reading.word(run.start).ends_with("ern")
            && self.sense(run.start).is(Sense::PLACE_FIRST);
        let before = direction
            || self.sense(run.start).is(Sense::COMMON | Sense::DEMONYM)
                && !self
                    .sense(run.start)
                    .is(Sense::PLACE_FIRST | Sense::GIVEN | Sense::WORD_GIVEN);
        let (end, known) = self.known_at(run.start + 1)?;
        (before && end == run.end && known.kind == EntityKind::Place)
            .then_some((run.start + 1, known))
    }

    /// The name behind the titles and roles that a run begins with: of `Russian Foreign Minister Ivan Roe` the last two.
    fn after_title(&self, run: &Range<usize>) -> Option<Range<usize>> {
        let role = Sense::ROLE | Sense::HONORIFIC;
        let mut title = run.clone().rev().skip(1).find(|&w| {
            self.sense(w).is(role)
                && !(self.sense(w).is(Sense::GIVEN) && w == run.start && run.len() == 2)
                // `Star-Telegram`, `St. Louis`.
                && !self.reading.gap(w + 1).contains('-')
                && self.known_at(w).is_none_or(|(end, _)| end == w + 1)
        })?;
        let last = run.end - 1;
        let is_site = title == run.start && run.len() == 2 && self.is_site(last);
        // `Martin Luther King Jr.`, `Oldport County Justice Center`.
        let is_end = title + 1 == last
            && (matches!(self.reading.word(last), "Jr" | "Sr")
                || title > run.start && self.sense(last).is(Sense::HEAD | Sense::SUFFIX));
        if is_site || is_end {
            return None;
        }
        // `Secretary of State Ann Roe`.
        if self.reading.word(title + 1) == "of" {
            title = (title + 2).min(run.end);
            while title + 1 < run.end
                && self
                    .sense(title + 1)
                    .is(Sense::COMMON | Sense::MODIFIER | Sense::FUNCTION)
            {
                title += 1;
            }
        }
        let name = title + 1..run.end;
        if name.is_empty() || name.len() > 5 {
            return None;
        }
        let last = self.sense(run.end - 1);
        let office = Sense::HEAD | Sense::SUFFIX | Sense::PLACE_LAST | Sense::TEAM;
        let first = self.sense(name.start);
        let looks_personal =
            first.is(Sense::GIVEN | Sense::WORD_GIVEN) || self.is_initial(name.start);
        let honoured = self.sense(title).is(Sense::HONORIFIC);
        let fits = (looks_personal || !last.is(office) || (honoured && name.len() == 1))
            && (!first.is(Sense::FUNCTION | Sense::CALENDAR | Sense::DEMONYM)
                || first.is(Sense::GIVEN))
            && (name.len() > 1
                || honoured
                || !last.is(Sense::COMMON | Sense::KNOWN | Sense::NEVER))
            && (looks_personal || !last.is(Sense::COMMON) || honoured);
        fits.then_some(name)
    }

    /// Whether a word behind another makes a place of both whatever the first is: `King County`.
    fn is_site(&self, word: usize) -> bool {
        matches!(
            self.reading.word(word),
            "County"
                | "Street"
                | "Avenue"
                | "Road"
                | "Boulevard"
                | "Highway"
                | "Island"
                | "Islands"
                | "River"
                | "Square"
                | "Station"
                | "Valley"
                | "Airport"
                | "Province"
                | "District"
        )
    }

    /// Whether a name behind a title, in a headline, may have other words in it: `President | Names Ada Roe`,
    /// `President Roe | Ends Talks`.
    fn is_titled_by_chance(&self, name: &Range<usize>) -> bool {
        let given = Sense::GIVEN | Sense::WORD_GIVEN;
        match self.style {
            Style::Sentence => false,
            Style::Upper => true,
            Style::Headline => {
                let first = self.sense(name.start);
                let rest = name.clone().skip(1);
                let is_verb = name.len() == 1 && self.reading.word(name.start).ends_with("ing");
                let has_others = !name.clone().any(|w| self.is_initial(w))
                    && rest.clone().any(|w| {
                        self.sense(w).is(given | Sense::COMMON)
                            || self.reading.word(w).ends_with('s')
                    });
                !first.is(given) && (is_verb || has_others)
            }
        }
    }

    /// What a title names: `U.S.` in `U.S. President`, `Kansas City Chiefs` in `Kansas City Chiefs Coach`.
    fn of_title(&mut self, title: Range<usize>, doubtful: bool) {
        let mut at = title.start;
        let part = Sense::ROLE
            | Sense::MODIFIER
            | Sense::HONORIFIC
            | Sense::DEMONYM
            | Sense::FUNCTION
            | Sense::COMMON;
        while at < title.end {
            if let Some((end, known)) = self.known_at(at) {
                self.push(at..end.min(title.end), Some(known), false, None);
                at = end;
                continue;
            }
            let start = at;
            while at < title.end
                && !self.sense(at).is(part)
                && self.known_at(at).is_none()
                && self.is_capital(at)
            {
                at += 1;
            }
            if start < at {
                self.push(start..at, None, doubtful, None);
            } else {
                at += 1;
            }
        }
    }
}
