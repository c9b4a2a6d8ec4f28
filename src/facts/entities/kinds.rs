//! What kind of thing has a name: by its words, and by what stands around it.

use super::EntityKind;
use super::chunks::{Chunk, Doubt};
use super::senses::{Sense, sense_at};
use crate::facts::reading::Reading;

/// How much speaks for each kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Votes {
    person: u16,
    organization: u16,
    place: u16,
    other: u16,
}

/// What is no more than a guess: several words in capitals may be a person's name.
const GUESS: u16 = 2;

impl Votes {
    /// Adds what speaks for a kind.
    pub(super) fn add(&mut self, kind: EntityKind, weight: u16) {
        let votes = match kind {
            EntityKind::Person => &mut self.person,
            EntityKind::Organization => &mut self.organization,
            EntityKind::Place => &mut self.place,
            EntityKind::Other => &mut self.other,
        };
        *votes = votes.saturating_add(weight);
    }

    /// Takes in what another place says.
    pub(super) fn merge(&mut self, other: Votes) {
        self.add(EntityKind::Person, other.person);
        self.add(EntityKind::Organization, other.organization);
        self.add(EntityKind::Place, other.place);
        self.add(EntityKind::Other, other.other);
    }

    /// The kind that what was found tells for sure.
    pub(super) fn told(self) -> Option<EntityKind> {
        let most = self.person.max(self.organization).max(self.place);
        (most > GUESS && self.kind() != EntityKind::Other).then(|| self.kind())
    }

    /// Whether hardly anything speaks for any kind.
    pub(super) fn is_weak(self) -> bool {
        self.person.max(self.organization).max(self.place) <= GUESS
    }

    /// The kind that most speaks for.
    pub(super) fn kind(self) -> EntityKind {
        let most = self
            .person
            .max(self.organization)
            .max(self.place)
            .max(self.other);
        match most {
            0 => EntityKind::Other,
            n if n == self.person => EntityKind::Person,
            n if n == self.organization => EntityKind::Organization,
            n if n == self.place => EntityKind::Place,
            _ => EntityKind::Other,
        }
    }
}

/// What speaks for each kind at one place.
pub(super) fn votes(reading: &Reading<'_>, chunk: &Chunk) -> Votes {
    let mut votes = Votes::default();
    by_words(reading, chunk, &mut votes);
    by_context(reading, chunk, &mut votes);
    votes
}

fn by_words(reading: &Reading<'_>, chunk: &Chunk, votes: &mut Votes) {
    use EntityKind::{Organization, Other, Person, Place};
    let (start, end) = (chunk.words.start as usize, chunk.words.end as usize);
    if let Some(known) = chunk.known {
        votes.add(known.kind, 6);
        return;
    }
    let at = |word: usize| sense_at(reading, word);
    let (first, last) = (at(start), at(end - 1));
    let is_initial = |w: usize| reading.word(w).chars().nth(1).is_none();
    if end - start == 1 {
        let text = reading.word(start);
        let upper = !text.contains(char::is_lowercase);
        let acronym = upper && (2..=6).contains(&text.len()) && chunk.doubt == Doubt::None;
        if acronym || first.is(Sense::TEAM | Sense::HEAD) {
            votes.add(Organization, 3);
        } else if !first.is(Sense::GIVEN) {
            votes.add(Other, 1);
        }
        return;
    }
    let given = first.is(Sense::GIVEN);
    // `PJ Hill`.
    let text = reading.word(start);
    let is_pair = text.len() == 2 && !text.contains(char::is_lowercase) && !first.is(Sense::KNOWN);
    let before = start.checked_sub(1).map_or("", |w| reading.word(w));
    let located = start > 0 && at(start - 1).is(Sense::LOCATES);
    let the = matches!(before, "the" | "The");
    if let Some(of) = (start + 1..end).find(|&w| matches!(reading.word(w), "of" | "for" | "on")) {
        votes.add(of_something(reading.word(of - 1), at(of - 1)), 5);
        return;
    }
    let is_numbered = matches!(reading.word(end - 1), "I" | "II" | "III" | "IV");
    // `Journal-Constitution` is a newspaper.
    let is_event = last.is(Sense::EVENT) && reading.gap(end - 1) != "-";
    if is_event || is_numbered && at(end - 2).is(Sense::EVENT) {
        // `Stanley Cup`, `World War II`.
        votes.add(Other, 6);
        return;
    }
    if end - start > 2 && (start..end).all(is_initial) {
        // `N.R.A.`
        votes.add(Organization, 4);
        return;
    }
    if matches!(reading.word(end - 1), "Jr" | "Sr" | "III" | "II")
        || (start..end - 1).any(is_initial)
            && reading.gap(start + 1) != "&"
            && kind_at(reading, start) != Some(Place)
    {
        votes.add(Person, 5);
    }
    let club = matches!(
        reading.word(start),
        "FC" | "AC" | "AS" | "SV" | "VfB" | "VfL" | "CF" | "SC" | "CD" | "RC" | "CA"
    );
    if last.is(Sense::SUFFIX)
        || club
        || reading.text(start..end).contains('&')
        || matches!(reading.word(end - 1), "com" | "org" | "net")
    {
        votes.add(Organization, 6);
    } else if last.is(Sense::HEAD) {
        votes.add(Organization, 5);
    } else if last.is(Sense::PLACE_LAST) {
        votes.add(
            if (given || is_pair) && end - start == 2 && !located && !the {
                Person
            } else {
                Place
            },
            5,
        );
    } else if last.is(Sense::TEAM) && !given {
        votes.add(Organization, 5);
    } else if given || (first.is(Sense::WORD_GIVEN) && !last.is(Sense::COMMON)) {
        votes.add(Person, if the { 1 } else { 5 });
    } else if (start..end).any(|w| {
        matches!(
            reading.word(w),
            "Mount" | "Mt" | "Lake" | "Gulf" | "Cape" | "Fort" | "Island" | "Route" | "Interstate"
        )
    }) {
        votes.add(Place, 5);
    } else if (start + 1..end).any(|w| {
        at(w).is(Sense::KNOWN)
            && super::senses::known(&reading.words[w..end])
                .is_some_and(|(n, k)| w + n == end && k.kind == Organization)
    }) {
        votes.add(Organization, 5);
    } else if first.is(Sense::PLACE_FIRST) && !last.is(Sense::COMMON | Sense::DEMONYM) {
        votes.add(Place, 3);
    } else if kind_at(reading, start) == Some(Organization) {
        // `CBS Cable`.
        votes.add(Organization, 4);
    } else if (start..end).any(|w| at(w).is(Sense::COMMON | Sense::DEMONYM | Sense::NEVER)) {
        votes.add(Other, 2);
    } else if first.is(Sense::KNOWN) && reading.word(end - 1).ends_with('s') {
        votes.add(Organization, 3);
    } else if kind_at(reading, start) == Some(Place) {
        // `Boston Symphonia`.
        votes.add(Organization, 3);
    } else if reading.gap(start + 1) == "-" && end - start == 2 {
        // `Bose-Einstein`: two surnames.
        votes.add(Other, 1);
    } else if !the {
        votes.add(Person, 2);
    }
}

/// The kind of the known name that begins at a word.
fn kind_at(reading: &Reading<'_>, word: usize) -> Option<EntityKind> {
    if !sense_at(reading, word).is(Sense::KNOWN) {
        return None;
    }
    let rest = reading.words.get(word..)?;
    super::senses::known(rest).map(|(_, known)| known.kind)
}

/// The kind of what is named by a word and `of`: `Gulf of`, `Bank of`.
fn of_something(word: &str, sense: Sense) -> EntityKind {
    let places = [
        "Bay",
        "Cape",
        "Cathedral",
        "City",
        "County",
        "Gulf",
        "Horn",
        "Isle",
        "Kingdom",
        "Palace",
        "Province",
        "Republic",
        "Rock",
        "Sea",
        "State",
        "Strait",
        "Straits",
        "Tower",
        "Town",
    ];
    if places.contains(&word) {
        EntityKind::Place
    } else if sense.is(Sense::HEAD) || word == "Hall" {
        EntityKind::Organization
    } else {
        EntityKind::Other
    }
}

fn by_context(reading: &Reading<'_>, chunk: &Chunk, votes: &mut Votes) {
    use EntityKind::{Organization, Person, Place};
    let (start, end) = (chunk.words.start as usize, chunk.words.end as usize);
    if chunk.title.is_some() {
        votes.add(Person, 8);
    }
    let single = end - start == 1;
    if let Some(before) = start.checked_sub(1)
        && chunk.title.is_none()
        && matches!(reading.gap(start), " " | "\n")
    {
        let sense = sense_at(reading, before);
        let text = reading.word(before);
        if matches!(text, "the" | "The") {
            let plural = reading.word(end - 1).ends_with('s');
            votes.add(Organization, if plural { 3 } else { 1 });
        } else if sense.is(Sense::ROLE)
            && text.starts_with(char::is_lowercase)
            && !sense_at(reading, end - 1).is(Sense::TEAM)
        {
            votes.add(Person, 4);
        } else if text.starts_with(char::is_lowercase)
            && let Some(kind) = class(reading, before)
        {
            // `the band Harbour Lights`, `the village of` has no name right behind it.
            votes.add(kind, if single { 3 } else { 4 });
        } else if sense.is(Sense::LOCATES) && text.starts_with(char::is_lowercase) {
            let given = sense_at(reading, start).is(Sense::GIVEN | Sense::WORD_GIVEN);
            votes.add(Place, if single || !given { 3 } else { 1 });
        } else if text == "downtown" {
            votes.add(Place, 3);
        } else if text == "of"
            && before > 0
            && class(reading, before - 1) == Some(Place)
            && reading.gap(before) == " "
        {
            // `the village of Oldport`.
            votes.add(Place, 4);
        }
    }
    if start > 1
        && reading.gap(start) == ", "
        && sense_at(reading, start - 1).is(Sense::PLACE_LAST)
        && reading.is_capitalised(start - 1)
        && reading.is_capitalised(start - 2)
    {
        // `Mill Street, Oldport`.
        votes.add(Place, 3);
    }
    if let Some(kind) = defined(reading, end) {
        votes.add(kind, 5);
    }
    let (gap, next) = (reading.gap(end), reading.word(end));
    let sense = sense_at(reading, end);
    if gap == ", "
        && next.len() <= 3
        && reading.words.get(end).is_some_and(|w| w.is_digits())
        && reading.gap(end + 1).starts_with([',', '.'])
    {
        votes.add(Person, 5);
    } else if gap == " " && sense.is(Sense::SAYS) && single {
        votes.add(Person, 1);
    } else if matches!(gap, ", " | " ") && next == "who" {
        votes.add(Person, 3);
    }
    votes.add(Place, super::placed::weight(reading, chunk));
    if chunk.title.is_none() && is_company(reading, start, end) {
        votes.add(Organization, 3);
    }
}

/// Whether something is said of a name that is said of companies and offices: `Hale’s shares`, `the headquarters of Hale`,
/// `Hale was founded`.
fn is_company(reading: &Reading<'_>, start: usize, end: usize) -> bool {
    let owns = matches!(reading.gap(end), "'" | "’") && reading.word(end) == "s";
    let of = start > 1 && reading.gap(start) == " " && reading.word(start - 1) == "of";
    let was = reading.gap(end) == " " && matches!(reading.word(end), "was" | "were");
    owns && sense_at(reading, end + 1).is(Sense::OWNED)
        || of && sense_at(reading, start - 2).is(Sense::OWNED)
        || was && sense_at(reading, end + 1).is(Sense::FOUNDED)
}

/// What a word says that something is: a `band`, a `village`.
fn class(reading: &Reading<'_>, word: usize) -> Option<EntityKind> {
    let sense = sense_at(reading, word);
    if sense.is(Sense::BODY) {
        Some(EntityKind::Organization)
    } else if sense.is(Sense::SITE) {
        Some(EntityKind::Place)
    } else {
        None
    }
}

/// How far a definition is read, in words.
const DEFINITION: usize = 8;

/// What a name is said to be behind it: `Harbour Lights are an English rock band`, `Oldport, a small town in Ohio,`.
fn defined(reading: &Reading<'_>, end: usize) -> Option<EntityKind> {
    let article = match reading.gap(end) {
        " " if matches!(reading.word(end), "is" | "are" | "was" | "were") => end + 1,
        ", " => end,
        _ => return None,
    };
    if !matches!(reading.word(article), "a" | "an") {
        return None;
    }
    for word in article + 1..article + DEFINITION {
        // The head of the phrase is the word before what is said of it.
        let next = reading.word(word + 1);
        let closes = reading.gap(word + 1) != " "
            || matches!(
                next,
                "in" | "of"
                    | "from"
                    | "for"
                    | "at"
                    | "on"
                    | "who"
                    | "that"
                    | "which"
                    | "based"
                    | "located"
                    | "formed"
                    | "and"
                    | "with"
                    | "by"
            );
        if closes {
            let kind = class(reading, word);
            let role = sense_at(reading, word)
                .is(Sense::ROLE)
                .then_some(EntityKind::Person);
            return kind.or(role);
        }
    }
    None
}
