//! Which names of a block are of one bearer.
//!
//! Full names first: of persons by [`names::Name::compare`], of all else by their words. Then single words are put to the
//! one bearer that they can be short for; where several could be meant, they stay by themselves.

use rustc_hash::FxHashMap;

use super::context::Context;
use super::name::Name;
use crate::facts::entities::EntityKind;
use crate::facts::entities::names::{self, Same, is_misspelling, is_one_surname, is_slip};
use crate::facts::entities::spelling::{agree_loosely, plain, regional};

/// Names that are compared each with each, at most: more of one surname are no help in telling who is meant. Of more, those
/// are one whose words are the same.
const MOST_COMPARED: usize = 256;

/// The groups of a block, each with the indices of its names. `names`: sorted by text.
pub(super) fn groups(names: &[&Name], context: Context<'_>) -> Vec<Vec<usize>> {
    if names.len() < 2 {
        return (0..names.len()).map(|n| vec![n]).collect();
    }
    if names.iter().all(|n| n.alias.is_some() || n.thing.is_some()) {
        return vec![(0..names.len()).collect()];
    }
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by_key(|&n| std::cmp::Reverse(names[n].parts.words().len()));
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut by_words: FxHashMap<Vec<&str>, Vec<(usize, usize)>> = FxHashMap::default();
    for &n in &order {
        let name = names[n];
        let is_full = name.parts.words().len() > 1;
        let group = if is_full && names.len() > MOST_COMPARED {
            let words = name.parts.words().iter().map(|w| regional(w)).collect();
            let known = by_words.entry(words).or_default();
            let fits = known.iter().filter(|(_, n)| words_agree(names[*n], name));
            let group = fits.map(|(group, _)| *group).min();
            known.push((group.unwrap_or(groups.len()), n));
            group
        } else if is_full {
            full(&groups, names, name, context)
        } else {
            short(&groups, names, name, context)
        };
        match group {
            Some(group) => groups[group].push(n),
            None => groups.push(vec![n]),
        }
    }
    for group in &mut groups {
        group.sort_unstable();
    }
    groups
}

/// The group that a name of several words belongs to.
fn full(
    groups: &[Vec<usize>],
    names: &[&Name],
    name: &Name,
    context: Context<'_>,
) -> Option<usize> {
    let mut best: Option<((Same, bool), usize)> = None;
    let mut rivals = false;
    for (number, group) in groups.iter().enumerate() {
        let fits = group
            .iter()
            .filter_map(|&n| agreement(names[n], name, context));
        // Who is at odds with one of them is none of them.
        let Some(fit) = fits.clone().min() else {
            continue;
        };
        if fits.max() == Some(Same::Different) {
            continue;
        }
        // `Ann B. Roe` is nearer to `Ann Roe` than `Chairman Ann Roe` is, whose first word may be of any kind.
        let is_tail = !group
            .iter()
            .any(|&n| names[n].parts.given() == name.parts.given());
        match best {
            Some((known, _)) if known < (fit, is_tail) => {}
            Some((known, _)) if known == (fit, is_tail) => rivals = true,
            _ => (best, rivals) = (Some(((fit, is_tail), number)), false),
        }
    }
    best.filter(|((fit, _), _)| !(rivals && *fit == Same::Compatible))
        .map(|(_, number)| number)
}

fn is_person(name: &Name) -> bool {
    name.kind() == EntityKind::Person
}

/// What two names of several words have to do with each other; `None` where nothing speaks for or against one bearer.
fn agreement(a: &Name, b: &Name, context: Context<'_>) -> Option<Same> {
    if words_agree(a, b) {
        let is_one = a.parts.words() == b.parts.words() || context.vouches(a, b);
        return is_one.then_some(Same::Same);
    }
    let personal = |n: &Name| matches!(n.kind(), EntityKind::Person | EntityKind::Other);
    if !(personal(a) && personal(b) && (is_person(a) || is_person(b))) {
        let is_one = (is_shortened(a, b) || is_marked(a, b)) && context.vouches(a, b);
        return is_one.then_some(Same::Compatible);
    }
    let same = match a.parts.compare(&b.parts) {
        Same::Compatible if share_text(a, b) => Same::Different,
        Same::Different if is_misspelled(a, b) => Same::Same,
        same => same,
    };
    // Two surnames that are not quite one may be those of two people: `Fisher`, `Fischer`.
    let is_lax = !is_one_surname(a.parts.surname(), b.parts.surname()) || is_given_misspelled(a, b);
    if same != Same::Different && is_lax && !context.vouches(a, b) {
        return None;
    }
    Some(same)
}

/// Whether two names of one length have the same words but for the customs of a country: `Defence`, `Defense`. The words
/// that are left out of a person's name count for all others: `General Roe Corp` is not `King Roe Corp`.
fn words_agree(a: &Name, b: &Name) -> bool {
    let (x, y) = (a.parts.words(), b.parts.words());
    x.len() == y.len()
        && x.iter().zip(y).all(|(x, y)| regional(x) == regional(y))
        && (is_person(a) || is_person(b) || first_agrees(&a.text, &b.text))
}

fn first_agrees(a: &str, b: &str) -> bool {
    let first = |text: &str| {
        plain(
            names::without_class(text)
                .split([' ', '-'])
                .next()
                .unwrap_or_default(),
        )
    };
    let (a, b) = (first(a), first(b));
    // A name that begins with an initial may have it written together with the next.
    regional(&a) == regional(&b) || a.starts_with(&b) || b.starts_with(&a)
}

/// Whether one name of an organisation or a place is the end of the other: `Boston Red Sox`, `Red Sox`.
fn is_shortened(a: &Name, b: &Name) -> bool {
    let (long, short) = if a.parts.words().len() > b.parts.words().len() {
        (a, b)
    } else {
        (b, a)
    };
    let kinds = match long.kind() {
        EntityKind::Person | EntityKind::Other => false,
        kind => short.kind() == kind || short.kind() == EntityKind::Other,
    };
    let (all, tail) = (long.parts.words(), short.parts.words());
    let Some(at) = all.len().checked_sub(tail.len()).filter(|&at| at > 0) else {
        return false;
    };
    kinds
        && tail.len() > 1
        && all[at..].iter().zip(tail).all(|(x, y)| regional(x) == regional(y))
        // `New York University` is not `York University`.
        && !PART_OF_NEXT.contains(&&*all[at - 1])
}

/// Whether one name of an organisation has no more than a mark behind the other: `Hale Roe Inc.`, `Hale Roe`.
fn is_marked(a: &Name, b: &Name) -> bool {
    // What no given name begins is a person's at a guess.
    let organized = |n: &Name| match n.kind() {
        EntityKind::Organization | EntityKind::Other => true,
        EntityKind::Person => !names::begins_with_given(&n.text),
        EntityKind::Place => false,
    };
    organized(a)
        && organized(b)
        && (names::is_marked(&a.parts, &b.parts) || names::is_marked(&b.parts, &a.parts))
}

/// Words that make another name of the one behind them.
const PART_OF_NEXT: &[&str] = &[
    "east", "fort", "little", "lower", "new", "north", "old", "saint", "san", "santa", "south",
    "st", "upper", "west",
];

/// The same given names, and surnames a letter apart, or the other way round.
fn is_misspelled(a: &Name, b: &Name) -> bool {
    if !(is_person(a) && is_person(b)) {
        return false;
    }
    let (x, y) = (a.parts.surname(), b.parts.surname());
    if a.parts.given().is_some_and(|g| g.len() > 2) && a.parts.given() == b.parts.given() {
        // Brothers may be named in one text whose names differ in a letter, but hardly in one that the other lacks.
        return is_slip(x, y)
            && (x.len() != y.len() || !share_text(a, b))
            && middle_names_agree(a.parts.words(), b.parts.words());
    }
    x == y && x.len() > 2 && is_given_misspelled(a, b) && !share_text(a, b)
}

/// Whether what stands between given name and surname is the same, or stands in one name alone.
fn middle_names_agree(a: &[Box<str>], b: &[Box<str>]) -> bool {
    let middle = |n: &'_ [Box<str>]| n.get(1..n.len().saturating_sub(1)).map_or(0, <[_]>::len);
    middle(a) == 0 || middle(b) == 0 || a.len() == b.len() && a[..a.len() - 1] == b[..b.len() - 1]
}

/// Given names of which one is a misspelling of the other, and nothing between them and the surnames.
fn is_given_misspelled(a: &Name, b: &Name) -> bool {
    let both = |n: &Name| n.parts.words().len() == 2;
    both(a)
        && both(b)
        && a.parts
            .given()
            .zip(b.parts.given())
            .is_some_and(|(x, y)| is_misspelling(x, y))
        && a.parts.compare(&b.parts) == Same::Different
}

/// Whether a text has both names, and so means two by them.
fn share_text(a: &Name, b: &Name) -> bool {
    let (few, many) = if a.texts.len() <= b.texts.len() {
        (a, b)
    } else {
        (b, a)
    };
    few.texts.iter().any(|t| many.texts.contains(t))
}

/// The group that a single word is short for.
fn short(
    groups: &[Vec<usize>],
    names: &[&Name],
    name: &Name,
    context: Context<'_>,
) -> Option<usize> {
    let word = name.parts.surname();
    let single = |n: usize| names[n].parts.words().len() == 1;
    let by = |fits: &dyn Fn(usize) -> bool| {
        let mut all = (0..groups.len()).filter(|&g| groups[g].iter().any(|&n| fits(n)));
        let first = all.next();
        (first, all.next().is_some())
    };
    // Its own word: `TEIXEIRA`, `Teixeira`.
    let (own, _) = by(&|n| {
        let both = |kind| names[n].kind() == kind && name.kind() == kind;
        single(n)
            && names[n].parts.surname() == word
            // `City of Angels` is none of a team.
            && (names[n].has_class == name.has_class || both(EntityKind::Place))
    });
    if own.is_some() {
        return own;
    }
    let kind = name.kind();
    let bears = |n: usize| match names[n].kind() {
        EntityKind::Person => matches!(kind, EntityKind::Person | EntityKind::Other),
        EntityKind::Organization => matches!(kind, EntityKind::Organization | EntityKind::Other),
        // `Elba` is short for `Elba Island`, but not `Aden` for `Gulf of Aden`.
        EntityKind::Place => {
            let words = names[n].parts.words();
            kind == EntityKind::Place && words.len() == 2 && &*words[0] == word
        }
        EntityKind::Other => false,
    };
    let strict = |n: usize| {
        bears(n)
            && if is_person(names[n]) {
                is_one_surname(names[n].parts.surname(), word)
            } else {
                names::main_word(&names[n].parts) == word
            }
    };
    match by(&|n| !single(n) && strict(n)) {
        (Some(_), true) => return dominant(groups, names, &|n| !single(n) && strict(n)),
        (Some(group), false) => return Some(group),
        _ => {}
    }
    let (group, rivals) = by(&|n| is_person(names[n]) && is_person(name) && strict(n));
    if group.is_some() && !rivals {
        return group;
    }
    // `Kadhafi`, where one person is Muammar Gaddafi and no other is near.
    let lax = |n: usize| {
        !single(n)
            && is_person(names[n])
            && is_person(name)
            && word.len() >= 6
            && agree_loosely(names[n].parts.surname(), word)
            // A word that stands alone in more texts is someone else's, or a given name: `Richard`, `Pernod-Ricard`.
            && name.texts.len() <= names[n].texts.len()
            && context.vouches(names[n], name)
    };
    match by(&lax) {
        (group, false) => group,
        _ => None,
    }
}

/// Of several groups that a single word may be short for, the one that is in far more texts than each of the others.
fn dominant(groups: &[Vec<usize>], names: &[&Name], fits: &dyn Fn(usize) -> bool) -> Option<usize> {
    let texts = |g: &usize| {
        let all = groups[*g].iter().filter(|&&n| fits(n));
        all.map(|&n| names[n].texts.len()).sum::<usize>()
    };
    let mut all: Vec<usize> = (0..groups.len()).filter(|g| texts(g) > 0).collect();
    all.sort_by_key(|g| std::cmp::Reverse(texts(g)));
    match all[..] {
        [first, second, ..] if texts(&first) >= 4 * texts(&second) => Some(first),
        _ => None,
    }
}

/// The fullest of some names of one bearer, then the commonest, then the first by its letters.
pub(super) fn fullest(names: &[&Name]) -> usize {
    let rank = |n: &Name| {
        let words = n.parts.words();
        let initials = words.iter().filter(|w| w.len() == 1).count();
        (
            !n.is_upper(),
            words.len() - initials,
            initials,
            n.texts.len(),
        )
    };
    let mut best = 0;
    for (at, name) in names.iter().enumerate() {
        if rank(name) > rank(names[best]) {
            best = at;
        }
    }
    best
}

/// What most of the texts take the bearer of some names for.
pub(super) fn kind(names: &[&Name]) -> Option<EntityKind> {
    let longest = names
        .iter()
        .max_by_key(|n| (n.parts.words().len(), n.texts.len()))?;
    Some(longest.kind())
}
