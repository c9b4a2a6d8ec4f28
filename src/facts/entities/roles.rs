//! What someone is said to be, beside the name: `Ukrainian President Ada Roe`; `Ada Roe, a chemist at the mill, …`.

use std::ops::Range;

use super::chunks::Chunk;
use super::senses::{Sense, sense_at};
use crate::facts::reading::Reading;

/// Words in a role, at most.
const LONGEST: usize = 14;

/// The role that stands next to a name, in numbers of words.
pub(super) fn role(reading: &Reading<'_>, chunk: &Chunk) -> Option<Range<usize>> {
    before(reading, chunk).or_else(|| after(reading, chunk.words.end as usize))
}

/// `Ukrainian President`, `Kremlin spokesman`, `the mayor of Oldport,`.
fn before(reading: &Reading<'_>, chunk: &Chunk) -> Option<Range<usize>> {
    let name = chunk.words.start as usize;
    let end = name;
    let mut start = chunk.title.as_ref().map_or(name, |t| t.start as usize);
    let part = Sense::ROLE | Sense::MODIFIER | Sense::DEMONYM | Sense::HONORIFIC;
    while let Some(word) = start.checked_sub(1)
        && end - word <= 8
        && matches!(reading.gap(start), " " | "-" | "\n" | "." | ". ")
    {
        let sense = sense_at(reading, word);
        let joins = sense.is(part)
            || (reading.is_capitalised(word)
                && start < end
                && !sense.is(Sense::FUNCTION | Sense::CALENDAR | Sense::SAYS));
        if !joins {
            break;
        }
        start = word;
    }
    let has_role = (start..end).any(|w| {
        sense_at(reading, w).is(Sense::ROLE)
            && !(end - start == 1 && is_mere_address(reading.word(w)))
    });
    (has_role && start < end).then_some(start..end)
}

/// Forms of address that tell nothing of what someone does.
fn is_mere_address(word: &str) -> bool {
    matches!(
        word,
        "Mr" | "Mrs" | "Ms" | "Miss" | "Dr" | "Sir" | "Lady" | "Lord" | "Mx" | "Madam" | "Dame"
    )
}

/// `, a chemist at the mill,`; `, 61, the company’s chief executive,`; `, who is the mayor`.
fn after(reading: &Reading<'_>, name: usize) -> Option<Range<usize>> {
    let mut start = name;
    if !reading.gap(start).starts_with(", ") {
        return None;
    }
    // An age may come between.
    if reading.words.get(start)?.is_digits() {
        start += 1;
        if !reading.gap(start).starts_with(',') {
            return None;
        }
    }
    let first = sense_at(reading, start);
    let opens = matches!(
        reading.word(start),
        "a" | "an" | "the" | "his" | "her" | "its" | "their"
    ) || first.is(Sense::ROLE | Sense::MODIFIER)
        || (reading.is_capitalised(start) && !first.is(Sense::FUNCTION | Sense::CALENDAR));
    if !opens {
        return None;
    }
    let mut end = start + 1;
    while end < start + LONGEST && end < reading.words.len() {
        let gap = reading.gap(end);
        if gap.starts_with([',', ';', '.', '!', '?', '”', '"', ')', ':', '—'])
            || gap.contains(['\n', '“', '('])
        {
            break;
        }
        end += 1;
    }
    let closes = reading.gap(end).starts_with([',', '.', ';']);
    let role = (start..end.min(start + 6)).find(|&w| sense_at(reading, w).is(Sense::ROLE))?;
    let verb = (start..role).any(|w| sense_at(reading, w).is(Sense::SAYS));
    (closes && !verb).then_some(start..end)
}
