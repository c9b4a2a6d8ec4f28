//! What stands around a name and tells that it is a place's: `north of Oldport`, `the Oldport district`, `in Sandy Quill,
//! Ohio`.

use super::EntityKind;
use super::chunks::Chunk;
use super::senses::{Sense, known, sense_at};
use crate::facts::reading::Reading;

/// How much what stands around a name says that it is a place's.
pub(super) fn weight(reading: &Reading<'_>, chunk: &Chunk) -> u16 {
    if chunk.title.is_some() {
        return 0;
    }
    let (start, end) = (chunk.words.start as usize, chunk.words.end as usize);
    before(reading, start) + behind(reading, end) + with_state(reading, start, end)
}

/// `north of Oldport`, `the mayor of Oldport`, but not of `the Oldport Federation`.
fn before(reading: &Reading<'_>, start: usize) -> u16 {
    let Some(told) = start.checked_sub(2) else {
        return 0;
    };
    let is_of = reading.word(start - 1) == "of"
        && matches!((reading.gap(start - 1), reading.gap(start)), (" ", " "));
    let is_told = is_of && sense_at(reading, told).is(Sense::TOWARD);
    if is_told { 3 } else { 0 }
}

/// `the Oldport area`.
fn behind(reading: &Reading<'_>, end: usize) -> u16 {
    let is_around = reading.gap(end) == " "
        && sense_at(reading, end).is(Sense::AROUND)
        && !reading.is_capitalised(end);
    if is_around { 3 } else { 0 }
}

/// `Oldport, Ohio`; of a name of several words something else must tell that they are no person: `in Sandy Quill,
/// Ohio,`.
fn with_state(reading: &Reading<'_>, start: usize, end: usize) -> u16 {
    let is_known = reading.gap(end) == ", "
        && reading.is_capitalised(end)
        && sense_at(reading, end).is(Sense::KNOWN);
    let behind = reading.words.get(end..).unwrap_or_default();
    let Some((length, known)) = known(behind).filter(|_| is_known) else {
        return 0;
    };
    if known.kind != EntityKind::Place {
        return 0;
    }
    if end - start == 1 {
        return 4;
    }
    let gap = reading.gap(end + length);
    let next = sense_at(reading, end + length);
    let closes = gap.is_empty()
        || gap.starts_with([',', '.', ')', ';', '\n'])
        || gap == " "
            && !reading.is_capitalised(end + length)
            && !next.is(Sense::ROLE | Sense::MODIFIER);
    let is_there = start > 0
        && reading.gap(start) == " "
        && (sense_at(reading, start - 1).is(Sense::LOCATES)
            || matches!(reading.word(start - 1), "to" | "from" | "of"));
    let given = Sense::GIVEN | Sense::WORD_GIVEN;
    match (closes, is_there) {
        (true, true) => 6,
        (true, false) if !sense_at(reading, start).is(given) => 4,
        _ => 1,
    }
}
