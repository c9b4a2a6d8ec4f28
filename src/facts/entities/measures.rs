//! What has a figure as its predicate, and so is nobody.

use crate::facts::reading::Reading;

/// Whether a verb says how much something is: `Turnout was 71.3 percent`, `Attendance was about 61,204`. That is said
/// of nobody; but `Hale was 62` may tell an age.
pub(super) fn is_measured(reading: &Reading<'_>, verb: usize) -> bool {
    if !matches!(reading.word(verb), "is" | "was") {
        return false;
    }
    let Some(number) = (verb + 1..verb + 4).find(|&w| is_digits(reading, w)) else {
        return false;
    };
    let approximate = (verb + 1..number).all(|w| {
        let word = reading.word(w);
        matches!(
            word,
            "about"
                | "around"
                | "nearly"
                | "almost"
                | "roughly"
                | "only"
                | "just"
                | "over"
                | "under"
                | "more"
                | "less"
                | "than"
                | "some"
                | "up"
                | "down"
                | "at"
                | "a"
                | "estimated"
                | "put"
        )
    });
    let behind = reading.gap(number + 1);
    let split = matches!(behind, "." | ",") && is_digits(reading, number + 1);
    let unit = behind.starts_with('%')
        || matches!(
            reading.word(number + 1),
            "percent" | "per" | "pct" | "thousand" | "million" | "billion" | "mln" | "bln"
        );
    let sum = reading.gap(number).contains(['$', '€', '£']);
    approximate && (split || unit || sum || reading.word(number).len() > 2)
}

fn is_digits(reading: &Reading<'_>, word: usize) -> bool {
    reading.words.get(word).is_some_and(|w| w.is_digits())
}
