//! The spellings of one bearer's names.

use std::collections::BTreeMap;

use super::block::kind;
use super::name::Name;
use crate::facts::entities::EntityKind;
use crate::facts::entities::names::{self, is_one_surname, is_slip};
use crate::facts::entities::spelling::{agree_loosely, plain};

/// The spellings of one bearer's names that differ in more than length and case, each with the indices of the names
/// that are spelled so; the commonest first. Fewer than two where there is nothing to tell.
pub(super) fn variants<'n>(names: &[&'n Name]) -> Vec<(&'n str, Vec<usize>)> {
    let written: Vec<usize> = (0..names.len()).filter(|&n| !names[n].is_upper()).collect();
    let personal = kind(names) == Some(EntityKind::Person);
    let surnames: &[usize] = if personal { &written } else { &[] };
    let mut by_surname = spelled(names, surnames, |n| last_word(&n.text));
    let first = by_surname.first().map_or("", |(text, _)| *text);
    by_surname.retain(|(text, _)| {
        // `C.J.` is no surname.
        text.len() > 3 && text.contains(char::is_lowercase) && is_respelled(first, text)
    });
    let mut all = by_surname;
    if all.len() < 2 {
        all = by_length(names, written);
    }
    let texts = |n: &[usize]| n.iter().map(|&n| names[n].texts.len()).sum::<usize>();
    all.sort_by_key(|(text, n)| (std::cmp::Reverse(texts(n)), *text));
    all
}

/// The spellings of full names among some, of those with as many words as most have that are spelled in several ways:
/// `Red Sox` is no spelling of `Boston Red Sox`.
fn by_length<'n>(names: &[&'n Name], of: Vec<usize>) -> Vec<(&'n str, Vec<usize>)> {
    let mut lengths: BTreeMap<usize, (usize, Vec<usize>)> = BTreeMap::new();
    for n in of {
        let words = names[n].parts.words();
        if words.len() > 1 && words.iter().all(|w| w.len() > 1) {
            let (texts, all) = lengths.entry(words.len()).or_default();
            *texts += names[n].texts.len();
            all.push(n);
        }
    }
    let mut lengths: Vec<_> = lengths.into_values().collect();
    lengths.sort_by_key(|(texts, _)| std::cmp::Reverse(*texts));
    lengths
        .iter()
        .map(|(_, all)| respelled(names, all))
        .find(|all| all.len() > 1)
        .unwrap_or_default()
}

/// How many of some full names are asked for other spellings, at most.
const MOST_ASKED: usize = 8;

/// The spellings of some full names that are spellings of the commonest of them that has another.
fn respelled<'n>(names: &[&'n Name], of: &[usize]) -> Vec<(&'n str, Vec<usize>)> {
    let all = spelled(names, of, |n| names::without_generation(&n.text));
    // `Bob` and `Robert` are two names, not two spellings.
    let is_spelling = |a: &Name, b: &Name| {
        a.parts.is_respelled(&b.parts) && count_words(&a.text) == count_words(&b.text)
    };
    let texts = |n: &[usize]| n.iter().map(|&n| names[n].texts.len()).sum::<usize>();
    let mut asked: Vec<&(&str, Vec<usize>)> = all.iter().collect();
    asked.sort_by_key(|(_, n)| std::cmp::Reverse(texts(n)));
    let spellings = |first: &Name| -> Vec<(&'n str, Vec<usize>)> {
        let fits = all.iter().filter(|(_, n)| is_spelling(first, names[n[0]]));
        fits.cloned().collect()
    };
    let mut found = asked
        .iter()
        .take(MOST_ASKED)
        .map(|(_, n)| spellings(names[n[0]]));
    found.find(|all| all.len() > 1).unwrap_or_default()
}

/// Whether two surnames are two spellings of one.
fn is_respelled(a: &str, b: &str) -> bool {
    let (a, b) = (plain(a), plain(b));
    is_one_surname(&a, &b) || agree_loosely(&a, &b) || is_slip(&a, &b)
}

/// All words of a name, those too that it is compared without: `General Roe Corp` has three.
fn count_words(text: &str) -> usize {
    names::without_nickname(text).split([' ', '-']).count()
}

fn last_word(text: &str) -> &str {
    let text = names::without_generation(text);
    let mut words = text.rsplit([' ', '-', '.']);
    words.find(|w| w.chars().nth(1).is_some()).unwrap_or(text)
}

/// Names by how a part of them is spelled, case aside.
fn spelled<'n>(
    names: &[&'n Name],
    of: &[usize],
    part: impl Fn(&'n Name) -> &'n str,
) -> Vec<(&'n str, Vec<usize>)> {
    let mut all: Vec<(String, &str, Vec<usize>)> = Vec::new();
    for &n in of {
        let text = part(names[n]);
        let folded = names::without_nickname(text).replace(['.', ',', '’', '\''], "");
        // `Mt` is short for `Mount`, and no other spelling of it.
        let folded = folded.to_lowercase().replace("mt ", "mount ");
        match all.iter_mut().find(|(known, _, _)| *known == folded) {
            Some((_, _, bearers)) => bearers.push(n),
            None => all.push((folded, text, vec![n])),
        }
    }
    all.into_iter().map(|(_, text, n)| (text, n)).collect()
}
