//! Runs of words in capitals: where a name may stand, how far it goes, and how sure that is.

use std::ops::Range;

use super::EntityKind;
use super::senses::{Known, Sense, known, sense};
use crate::facts::reading::{Reading, Sentence};

/// Some words that may be a name.
#[derive(Debug, Clone)]
pub(super) struct Chunk {
    /// Their numbers in the article.
    pub(super) words: Range<u32>,
    /// What the lexicon says of them as a whole.
    pub(super) known: Option<Known>,
    /// Whether the capitals may owe to the place alone.
    pub(super) doubt: Doubt,
    /// The role or form of address before it, of the same run.
    pub(super) title: Option<Range<u32>>,
}

/// What speaks against capitals as the mark of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Doubt {
    /// Nothing.
    None,
    /// They begin a sentence, or the word is one of the language.
    Start,
    /// They stand in a headline.
    Headline,
}

/// How a sentence uses capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Sentence,
    /// Nearly every longer word has one: `Board Votes to Keep Old Ferry`.
    Headline,
    /// Nothing else: `BOARD VOTES`.
    Upper,
}

/// Reads the runs of a body, sentence by sentence.
pub(super) struct Chunker<'r, 'b> {
    reading: &'r Reading<'b>,
    style: Style,
    end: usize,
    out: Vec<Chunk>,
}

/// All runs of a body, by position.
pub(super) fn chunks(reading: &Reading<'_>) -> Vec<Chunk> {
    let mut chunker = Chunker {
        reading,
        style: Style::Sentence,
        end: 0,
        out: Vec::new(),
    };
    for sentence in &reading.sentences {
        chunker.sentence(sentence);
    }
    chunker.out
}

impl Chunker<'_, '_> {
    fn sentence(&mut self, sentence: &Sentence) {
        let Some(style) = self.style_of(sentence) else {
            return;
        };
        self.style = style;
        self.end = sentence.words.end;
        let mut at = sentence.words.start;
        while at < self.end {
            at = if self.may_begin(at) {
                self.run(at, at == sentence.words.start).max(at + 1)
            } else {
                at + 1
            };
        }
    }

    /// How a sentence uses capitals; `None` where it has none.
    fn style_of(&self, sentence: &Sentence) -> Option<Style> {
        let (mut small, mut capital, mut upper, mut any) = (0, 0, 0, false);
        for word in sentence.words.clone() {
            let text = self.reading.word(word).as_bytes();
            let Some(&first) = text.first() else { continue };
            let is_capital = first.is_ascii_uppercase() || !first.is_ascii();
            any |= is_capital || first.is_ascii_digit();
            if text.len() < 4 {
                continue;
            }
            if is_capital {
                capital += 1;
                upper += u32::from(!text.iter().any(u8::is_ascii_lowercase));
            } else if first.is_ascii_lowercase() {
                small += 1;
            }
        }
        any.then_some(if upper >= 2 && upper * 10 >= (capital + small) * 7 {
            Style::Upper
        } else if capital >= 3 && small * 4 <= capital {
            Style::Headline
        } else {
            Style::Sentence
        })
    }

    fn sense(&self, word: usize) -> Sense {
        self.reading
            .words
            .get(word)
            .map_or_else(Sense::default, |&w| sense(w))
    }

    fn is_capital(&self, word: usize) -> bool {
        word < self.end && self.reading.is_capitalised(word)
    }

    fn is_upper(&self, word: usize) -> bool {
        !self.reading.word(word).contains(char::is_lowercase)
    }

    fn is_initial(&self, word: usize) -> bool {
        self.is_capital(word) && self.reading.word(word).chars().nth(1).is_none()
    }

    fn may_begin(&self, at: usize) -> bool {
        let text = self.reading.word(at);
        match text.as_bytes().first() {
            Some(b) if b.is_ascii_lowercase() => false,
            Some(b) if b.is_ascii_digit() => {
                text.ends_with("ers") && self.sense(at).is(Sense::TEAM | Sense::KNOWN)
            }
            _ => self.reading.is_capitalised(at),
        }
    }

    /// The known name that begins at a word, as it is written here, and the number of the word behind it.
    fn known_at(&self, at: usize) -> Option<(usize, Known)> {
        if !self.sense(at).is(Sense::KNOWN) {
            return None;
        }
        let rest = self.reading.words.get(at..self.end)?;
        let (length, known) = known(rest)?;
        let end = at + length;
        let written = (at..end).all(|w| {
            self.is_capital(w)
                || self
                    .reading
                    .word(w)
                    .starts_with(|c: char| c.is_ascii_digit())
                || (w > at && self.sense(w).is(Sense::FUNCTION | Sense::PARTICLE))
        });
        let joined = (at + 1..end)
            .all(|w| self.reading.gap(w).len() <= 3 && !self.reading.gap(w).contains(','));
        // `US` is a country where it is no pronoun; `Us` never is.
        let upper = !known.is_upper || (at..end).all(|w| self.is_upper(w));
        let stops = !known.is_abbreviated
            || (self.reading.gap(at).starts_with(',') && self.reading.gap(end).starts_with('.'));
        (written && joined && upper && stops).then_some((end, known))
    }

    /// Whether a capital at a word may owe to its place: at the head of a sentence, of speech, of an item.
    fn is_at_start(&self, at: usize, first: bool) -> bool {
        let gap = self.reading.gap(at);
        first
            || gap.contains(['“', '"', '‘', ':', '—', '–', '*', '•', '|', '`', '…', '\n'])
            || gap.contains("--")
            || gap.contains("''")
            || gap.contains(" '")
            || gap.contains(" - ")
            || (gap.contains(['.', '!', '?', ';'])
                && !self.is_initial(at.saturating_sub(1))
                && gap.ends_with(' ')
                && !self
                    .sense(at.saturating_sub(1))
                    .is(Sense::HONORIFIC | Sense::ROLE))
    }

    /// Reads the run that begins at a word; returns the number of the word behind it.
    fn run(&mut self, start: usize, first: bool) -> usize {
        let at_start = self.is_at_start(start, first);
        let known = self.known_at(start);
        let blank = Sense::FUNCTION | Sense::NEVER | Sense::CALENDAR;
        if known.is_none() && self.sense(start).is(blank) && !self.begins_name(start) {
            return start + 1;
        }
        let mut end = known.map_or(start + 1, |(end, _)| end);
        while let Some(next) = self.extended(start, end) {
            end = next;
        }
        let start = self.with_particles(start);
        let whole = known.filter(|(e, _)| *e == end).map(|(_, k)| k);
        self.segment(start..end, whole, at_start);
        end
    }

    /// Whether a word that is no name by itself begins one all the same: `May Roe`, `J. Roe`.
    fn begins_name(&self, at: usize) -> bool {
        let next_is_name = self.is_capital(at + 1)
            && matches!(self.reading.gap(at + 1), " " | ". " | ".")
            && !self.sense(at + 1).is(Sense::FUNCTION | Sense::CALENDAR);
        let initial = self.is_initial(at)
            && (self.reading.gap(at + 1).starts_with('.')
                || matches!(self.reading.gap(at + 1), "'" | "’"))
            && self.is_capital(at + 1);
        initial
            || (next_is_name
                && self.sense(at).is(Sense::WORD_GIVEN | Sense::GIVEN)
                && !self.sense(at + 1).is(Sense::COMMON | Sense::HEAD))
    }

    /// The start of a run with the small words of a surname before it: `van Gogh`, `al-Assad`.
    fn with_particles(&self, start: usize) -> usize {
        let mut at = start;
        // `117th Street`.
        if let Some(before) = at.checked_sub(1)
            && self.sense(at).is(Sense::PLACE_LAST)
            && self.reading.gap(at) == " "
            && self
                .reading
                .word(before)
                .starts_with(|c: char| c.is_ascii_digit())
            && self.reading.word(before).ends_with(['t', 'd', 'h'])
        {
            return before;
        }
        while let Some(before) = at.checked_sub(1)
            && matches!(self.reading.gap(at), " " | "-" | "’" | "'")
            && self.sense(before).is(Sense::PARTICLE)
            && matches!(
                self.reading.word(before),
                "al" | "el" | "bin" | "ibn" | "van" | "von" | "der" | "den" | "bint"
            )
        {
            at = before;
        }
        at
    }

    /// The end of a run when one more word, or a small word and one more, is taken in.
    fn extended(&self, start: usize, end: usize) -> Option<usize> {
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
            "." if matches!(word, "com" | "org" | "net") => Some(end + 1),
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
                !self.sense(last).is(Sense::DEMONYM)
                    && !(next > start + 1 && sense.is(Sense::GIVEN))
                    && !self.known_at(next).is_some_and(|(_, k)| k.kind == EntityKind::Organization)
            }
            "." => self.is_initial(last),
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
                    || matches!(self.reading.word(next), "Jr" | "Sr")
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
        sense.is(Sense::COMMON | Sense::FUNCTION | Sense::NEVER)
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
                is_heading(next).then(|| taken(next)).flatten()
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

    /// Takes a run apart: what is no name before and behind, a title, a place or organisation before the title.
    fn segment(&mut self, run: Range<usize>, whole: Option<Known>, at_start: bool) {
        let doubtful = at_start || self.style != Style::Sentence;
        if let Some(whole) = whole {
            let doubtful = doubtful
                && run.len() == 1
                && self
                    .sense(run.start)
                    .is(Sense::COMMON | Sense::GIVEN | Sense::WORD_GIVEN);
            self.push(run, Some(whole), doubtful, None);
            return;
        }
        let mut run = run;
        // What ends no name: `the White House Press Secretary`.
        let tail =
            Sense::ROLE | Sense::MODIFIER | Sense::HONORIFIC | Sense::FUNCTION | Sense::CALENDAR;
        let of = run.clone().any(|w| {
            matches!(self.reading.word(w), "of" | "for")
                && self.sense(w.wrapping_sub(1)).is(Sense::HEAD)
        });
        while run.len() > 1 && !of && self.sense(run.end - 1).is(tail) {
            let last = run.end - 1;
            if self.reading.word(last) == "State" && self.sense(last - 1).is(Sense::KNOWN) {
                break;
            }
            let surname = run.len() == 2 && self.sense(run.start).is(Sense::GIVEN);
            let office = self.sense(last).is(Sense::HEAD
                | Sense::PLACE_LAST
                | Sense::SUFFIX
                | Sense::GIVEN
                | Sense::TEAM);
            let titled = run.len() == 2
                && self.sense(run.start).is(Sense::HONORIFIC)
                && !self.sense(last).is(Sense::MODIFIER | Sense::FUNCTION);
            let initialed = run.len() >= 2 && self.is_initial(last - 1);
            if (surname || office || titled || initialed) && !self.sense(last).is(Sense::FUNCTION)
                || self.is_initial(last)
            {
                break;
            }
            run.end -= 1;
        }
        if let Some(at) = self.someone_within(&run) {
            self.segment(run.start..at, None, at_start);
            let known = self
                .known_at(at)
                .filter(|(e, _)| *e == run.end)
                .map(|(_, k)| k);
            self.push(at..run.end, known, self.style != Style::Sentence, None);
            return;
        }
        if let Some((at, known)) = self.place_within(&run) {
            self.push(at..run.end, Some(known), false, None);
            return;
        }
        if let Some(name) = self.after_title(&run) {
            let title = run.start..name.start;
            self.of_title(title.clone(), doubtful);
            let known = self
                .known_at(name.start)
                .filter(|(e, _)| *e == name.end)
                .map(|(_, k)| k);
            let title = title.start as u32..title.end as u32;
            self.push(
                name,
                known,
                self.style != Style::Sentence && self.style != Style::Headline,
                Some(title),
            );
            return;
        }
        let office = Sense::HEAD | Sense::PLACE_LAST | Sense::SUFFIX;
        let is_office = self.sense(run.end - 1).is(office);
        // `British Prime` is none; `British Airways` is a name; `American Ann Roe` is after an adjective.
        if self.sense(run.start).is(Sense::DEMONYM) {
            if run.len() == 1 {
                return;
            }
            let next = self.sense(run.start + 1);
            if self.reading.gap(run.start + 1).contains('-')
                || (next.is(Sense::GIVEN) && !is_office)
            {
                run.start += 1;
            } else if run.clone().all(|w| self.sense(w).is(Sense::DEMONYM)) {
                return;
            }
        }
        let outsider =
            Sense::ROLE | Sense::MODIFIER | Sense::HONORIFIC | Sense::COMMON | Sense::FUNCTION;
        if run.len() == 1 {
            let sense = self.sense(run.start);
            if sense.is(Sense::ROLE | Sense::HONORIFIC | Sense::MODIFIER)
                && !sense.is(Sense::GIVEN)
                && !self.is_known_surname(&run)
            {
                // The surname of someone, perhaps: `King`.
                self.push(run, None, true, None);
                return;
            }
            let doubtful = doubtful || sense.is(Sense::COMMON | Sense::FUNCTION | Sense::NEVER);
            self.push(run, None, doubtful, None);
            return;
        }
        if doubtful
            && self.sense(run.start).is(outsider)
            && !is_office
            && !self
                .sense(run.start)
                .is(Sense::GIVEN | Sense::KNOWN | Sense::WORD_GIVEN)
        {
            run.start += 1;
            let known = self
                .known_at(run.start)
                .filter(|(e, _)| *e == run.end)
                .map(|(_, k)| k);
            self.push(run, known, self.style != Style::Sentence, None);
            return;
        }
        self.push(run, None, doubtful, None);
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

    fn is_known_surname(&self, run: &Range<usize>) -> bool {
        self.sense(run.start).is(Sense::TEAM | Sense::KNOWN)
    }

    /// The name behind the titles and roles that a run begins with: of `Russian Foreign Minister Ivan Roe` the last two.
    fn after_title(&self, run: &Range<usize>) -> Option<Range<usize>> {
        let role = Sense::ROLE | Sense::HONORIFIC;
        let mut title = run.clone().rev().skip(1).find(|&w| {
            self.sense(w).is(role)
                && !(self.sense(w).is(Sense::GIVEN) && w == run.start && run.len() == 2)
        })?;
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
            && !first.is(Sense::FUNCTION | Sense::CALENDAR | Sense::DEMONYM)
            && (name.len() > 1
                || honoured
                || !last.is(Sense::COMMON | Sense::KNOWN | Sense::NEVER))
            && (looks_personal || !last.is(Sense::COMMON) || honoured);
        fits.then_some(name)
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

    fn push(
        &mut self,
        run: Range<usize>,
        known: Option<Known>,
        is_doubtful: bool,
        title: Option<Range<u32>>,
    ) {
        // `X` alone is no name, nor is what has no letter that tells.
        if run.is_empty() || (run.len() == 1 && self.is_initial(run.start)) {
            return;
        }
        let doubt = match self.style {
            _ if !is_doubtful => Doubt::None,
            Style::Sentence => Doubt::Start,
            _ => Doubt::Headline,
        };
        self.out.push(Chunk {
            words: run.start as u32..run.end as u32,
            known,
            doubt,
            title,
        });
    }
}
