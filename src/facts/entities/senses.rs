//! What single words are known to be, and names that are known as they stand.

use std::ops::BitOr;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::EntityKind;
use crate::facts::lexicon::{Lexicon, entries};
use crate::facts::reading::Reading;
use crate::facts::shapes::Shape;
use crate::text::words::{Word, words};

/// What a word may be: a set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sense(u32);

impl Sense {
    /// Begins and ends no name: `the`, `however`.
    pub(super) const FUNCTION: Sense = Sense(1);
    /// Of the calendar or the clock: `Monday`, `GMT`.
    pub(super) const CALENDAR: Sense = Sense(1 << 1);
    /// Written with a capital, and no name: `Internet`.
    pub(super) const NEVER: Sense = Sense(1 << 2);
    /// What someone is: `spokesman`.
    pub(super) const ROLE: Sense = Sense(1 << 3);
    /// What stands before a role: `former`.
    pub(super) const MODIFIER: Sense = Sense(1 << 4);
    /// What stands before a name: `Mr`, `President`.
    pub(super) const HONORIFIC: Sense = Sense(1 << 5);
    /// Any other word of the language.
    pub(super) const COMMON: Sense = Sense(1 << 6);
    /// A given name.
    pub(super) const GIVEN: Sense = Sense(1 << 7);
    /// A given name that is a word too: `Grace`.
    pub(super) const WORD_GIVEN: Sense = Sense(1 << 8);
    /// Of a people or a place: `Ukrainian`.
    pub(super) const DEMONYM: Sense = Sense(1 << 9);
    /// The last word of a place's name: `River`.
    pub(super) const PLACE_LAST: Sense = Sense(1 << 10);
    /// The first word of a place's name: `Mount`.
    pub(super) const PLACE_FIRST: Sense = Sense(1 << 11);
    /// What an organisation is called: `Ministry`.
    pub(super) const HEAD: Sense = Sense(1 << 12);
    /// The mark of a company: `Inc`.
    pub(super) const SUFFIX: Sense = Sense(1 << 13);
    /// The name of a team, a word in the plural: `Bears`.
    pub(super) const TEAM: Sense = Sense(1 << 14);
    /// Begins a name that is known as it stands ([`known`]).
    pub(super) const KNOWN: Sense = Sense(1 << 15);
    /// A verb of saying, or a form of be and have: what a person does.
    pub(super) const SAYS: Sense = Sense(1 << 16);
    /// Stands before a place: `in`, `near`.
    pub(super) const LOCATES: Sense = Sense(1 << 17);
    /// A small word within a surname: `van`, `al`.
    pub(super) const PARTICLE: Sense = Sense(1 << 18);

    /// A class of organisations: `band`.
    pub(super) const BODY: Sense = Sense(1 << 19);
    /// A class of places: `village`.
    pub(super) const SITE: Sense = Sense(1 << 20);
    /// What a team does: `defeated`.
    pub(super) const PLAYS: Sense = Sense(1 << 21);
    /// Of games: `quarterback`.
    pub(super) const SPORT: Sense = Sense(1 << 22);
    /// What is around or within a place: `area`.
    pub(super) const AROUND: Sense = Sense(1 << 23);
    /// Stands before `of` and a place: `outskirts`.
    pub(super) const TOWARD: Sense = Sense(1 << 24);
    /// What happens or is given, the last word of its name: `Trophy`.
    pub(super) const EVENT: Sense = Sense(1 << 25);
    /// What companies have: `shares`.
    pub(super) const OWNED: Sense = Sense(1 << 26);
    /// What is done to companies: `founded`.
    pub(super) const FOUNDED: Sense = Sense(1 << 27);
    /// One of a team: `Bronco`.
    pub(super) const TEAM_ONE: Sense = Sense(1 << 29);
    /// A surname that begins no sentence as the word that it is: `White`.
    pub(super) const SURNAME: Sense = Sense(1 << 28);

    /// Whether it is any of these.
    pub(super) fn is(self, any: Sense) -> bool {
        self.0 & any.0 != 0
    }
}

impl BitOr for Sense {
    type Output = Sense;

    fn bitor(self, other: Sense) -> Sense {
        Sense(self.0 | other.0)
    }
}

/// A name that is known as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Known {
    pub(super) kind: EntityKind,
    /// The same number for all names of one thing: `U.S.`, `United States`.
    pub(super) thing: u16,
    /// Whether it counts in capitals alone: `US`, `WHO`.
    pub(super) is_upper: bool,
    /// Whether it is short for a state, and counts behind a comma alone: `Ala.`
    pub(super) is_abbreviated: bool,
}

/// What a word is known to be.
pub(super) fn sense(word: Word) -> Sense {
    SENSES.get(&word.hash).copied().unwrap_or_default()
}

/// The same of a word of a body, by its number.
#[inline]
pub(super) fn sense_at(reading: &Reading<'_>, word: usize) -> Sense {
    if !reading.shape(word).is(Shape::SENSE) {
        return Sense::default();
    }
    reading
        .words
        .get(word)
        .map_or_else(Sense::default, |&w| sense(w))
}

/// The hashes of all words that [`sense`] knows.
pub(super) fn known_words() -> impl Iterator<Item = u64> {
    SENSES.keys().copied()
}

/// The longest known name that begins with the first of some words, in whatever case it is written; of how many words
/// it is made.
pub(super) fn known(words: &[Word]) -> Option<(usize, Known)> {
    KNOWN.longest(words)
}

/// A thing that a name is known to name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Thing {
    /// The same for all its names.
    pub(crate) number: u16,
    /// Whether the name is known as it stands, and not but for its last word: `Microsoft`, not `Microsoft Corp.`
    pub(crate) is_whole: bool,
}

/// The thing that a name is known to be one of the names of, with the mark of a company behind it or not, and for one of
/// a team too: `Microsoft Corp.`, `a Denver Bronco`, `Kunar Province`.
pub(crate) fn thing(name: &str) -> Option<Thing> {
    let (known, is_whole) = match known_as(name) {
        Some(known) => (known, true),
        None => (known_in_part(name)?, false),
    };
    let number = known.thing;
    Some(Thing { number, is_whole })
}

/// What a name is known to name as it stands.
fn known_as(name: &str) -> Option<Known> {
    let known = KNOWN.named(name)?;
    (!known.is_upper || !name.contains(char::is_lowercase)).then_some(known)
}

/// What a name is known to name but for its last word.
fn known_in_part(name: &str) -> Option<Known> {
    let whole = name.trim_end_matches('.');
    let (head, last) = whole.rsplit_once(' ')?;
    let is_part = matches!(
        last,
        "Province" | "province" | "Prefecture" | "Oblast" | "Governorate" | "Island" | "island"
    );
    if is_part {
        // `Texas State` is something else.
        return known_as(head).filter(|known| known.kind == EntityKind::Place);
    }
    let sense = words(last)
        .first()
        .map_or_else(Sense::default, |w| sense(*w));
    let body = if sense.is(Sense::SUFFIX) {
        known_as(head.trim_end_matches(','))
    } else if sense.is(Sense::TEAM_ONE) {
        known_as(&format!("{whole}s"))
    } else {
        None
    };
    body.filter(|known| known.kind == EntityKind::Organization)
}

/// Whether a word says what someone is: `mayor`.
pub(crate) fn is_role(word: Word) -> bool {
    sense(word).is(Sense::ROLE)
}

/// Whether the first word of a name is a given name.
pub(crate) fn begins_with_given(name: &str) -> bool {
    let words = words(name);
    words
        .first()
        .is_some_and(|w| sense(*w).is(Sense::GIVEN | Sense::WORD_GIVEN))
}

/// Whether a word is the name of a team.
pub(crate) fn is_team(word: &str) -> bool {
    words(word)
        .first()
        .is_some_and(|w| sense(*w).is(Sense::TEAM))
}

const PLACES: &str = include_str!("places.txt");
const ORGANIZATIONS: &str = include_str!("organizations.txt");
const GIVEN: &str = include_str!("given.txt");
const WORDS: &str = include_str!("words.txt");

/// The class of single words, by the name that it has in the files; `None`: names that stand in [`KNOWN`].
fn class(name: &str) -> Option<Sense> {
    Some(match name {
        "function" => Sense::FUNCTION,
        "calendar" => Sense::CALENDAR,
        "never" => Sense::NEVER,
        "role" => Sense::ROLE,
        "modifier" => Sense::MODIFIER,
        "honorific" => Sense::HONORIFIC,
        "common" => Sense::COMMON,
        "given" => Sense::GIVEN,
        "word" => Sense::WORD_GIVEN,
        "demonym" => Sense::DEMONYM,
        "last" => Sense::PLACE_LAST,
        "first" => Sense::PLACE_FIRST,
        "head" => Sense::HEAD,
        "suffix" => Sense::SUFFIX,
        "team" => Sense::TEAM,
        "says" => Sense::SAYS,
        "locates" => Sense::LOCATES,
        "particle" => Sense::PARTICLE,
        "body" => Sense::BODY,
        "site" => Sense::SITE,
        "plays" => Sense::PLAYS,
        "sport" => Sense::SPORT,
        "around" => Sense::AROUND,
        "toward" => Sense::TOWARD,
        "event" => Sense::EVENT,
        "owned" => Sense::OWNED,
        "founded" => Sense::FOUNDED,
        "surname" => Sense::SURNAME,
        _ => return None,
    })
}

static SENSES: LazyLock<FxHashMap<u64, Sense>> = LazyLock::new(|| {
    let mut senses: FxHashMap<u64, Sense> = FxHashMap::default();
    let mut add = |word: &Word, sense| {
        let known = senses.entry(word.hash).or_default();
        *known = *known | sense;
    };
    for file in [PLACES, ORGANIZATIONS, GIVEN, WORDS] {
        for (name, entry) in entries(file) {
            if let ("team", Some(one)) = (name, entry.strip_suffix('s')) {
                for word in &words(one) {
                    add(word, Sense::TEAM_ONE);
                }
            }
            let all = words(entry);
            match class(name) {
                Some(_) if entry.contains('-') => {}
                Some(sense) => all.iter().for_each(|word| add(word, sense)),
                None => all
                    .first()
                    .into_iter()
                    .for_each(|word| add(word, Sense::KNOWN)),
            }
        }
    }
    senses
});

static KNOWN: LazyLock<Lexicon<Known>> = LazyLock::new(|| {
    // A line is a thing, but for those of cities and regions, of which each is one by itself.
    let mut thing_of: FxHashMap<&str, u16> = FxHashMap::default();
    let mut thing = 0;
    let lines = PLACES.lines().chain(ORGANIZATIONS.lines());
    let mut each = false;
    for line in lines {
        if line.starts_with('[') {
            each = matches!(line, "[city]" | "[region]");
        }
        thing += 1;
        for name in line.split(',') {
            thing += u16::from(each);
            thing_of.entry(name.trim()).or_insert(thing);
        }
    }
    let files = [PLACES, ORGANIZATIONS].concat();
    Lexicon::parse(&files, |name, entry| {
        let kind = match name {
            "country" | "state" | "called" | "city" | "region" => EntityKind::Place,
            "known" | "acronym" => EntityKind::Organization,
            _ => return None,
        };
        Some(Known {
            kind,
            thing: thing_of.get(entry).copied().unwrap_or_default(),
            is_upper: !entry.contains(char::is_lowercase),
            is_abbreviated: name == "state" && entry.ends_with('.') && words(entry).len() == 1,
        })
    })
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_thing() {
        let thing = |name| thing(name).map(|thing| thing.number);
        assert_eq!(thing("U.S."), thing("United States"));
        assert_eq!(thing("US"), thing("America"));
        assert_eq!(thing("us"), None);
        assert_eq!(thing("NATO"), thing("North Atlantic Treaty Organisation"));
        assert_ne!(thing("Boston"), thing("Bogota"));
        assert_eq!(thing("Nowhere"), None);
        assert_eq!(thing("Microsoft Corp."), thing("Microsoft"));
        assert_eq!(thing("Denver Bronco"), thing("Broncos"));
        assert_eq!(thing("France Corp."), None);
        let kind = |text: &str| known(&words(text)).map(|(n, k)| (n, k.kind));
        assert_eq!(kind("New York Times"), Some((3, EntityKind::Organization)));
        assert_eq!(kind("New York Rovers"), Some((2, EntityKind::Place)));
    }

    #[test]
    fn words_have_several_senses() {
        let of = |word: &str| sense(words(word)[0]);
        assert!(of("General").is(Sense::ROLE) && of("general").is(Sense::HONORIFIC));
        assert!(of("Grace").is(Sense::WORD_GIVEN) && !of("Grace").is(Sense::GIVEN));
        assert_eq!(of("Zzyzx"), Sense::default());
    }
}
